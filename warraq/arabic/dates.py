"""Dates in words: months by their regional names, weekdays, the Hijri date, the week. Pure; knows no clock, no zone."""

from datetime import date, timedelta
from functools import cache, lru_cache

import msgspec

from warraq.arabic.languages import Numerals, digits_of, direction, is_arabic, locale
from warraq.arabic.numbers import digits

# CLDR locale whose month names each set takes (bar.md 2.2). The dual sets are made of two of them.
MONTH_LOCALES = {
    "levantine": "ar-SY",
    "gregorian": "ar-EG",
    "maghreb": "ar-MA",
    "maghreb-ma": "ar-MA",
    "maghreb-tn": "ar-TN",
    "mauritania": "ar-MR",
}
_DUAL = {"dual": ("levantine", "gregorian"), "dual-gregorian": ("gregorian", "levantine")}
MONTH_SETS = (*MONTH_LOCALES, *_DUAL)

_DAYS = 8_192  # kept in mind; some twenty years

# CLDR's names for the Islamic calendar in Arabic, which Babel does not carry.
_HIJRI_MONTHS = (
    "محرم",
    "صفر",
    "ربيع الأول",
    "ربيع الآخر",
    "جمادى الأولى",
    "جمادى الآخرة",
    "رجب",
    "شعبان",
    "رمضان",
    "شوال",
    "ذو القعدة",
    "ذو الحجة",
)


class Week(msgspec.Struct, frozen=True):
    """How a country's week runs; days are 0 for Monday to 6 for Sunday."""

    first: int
    weekend: tuple[int, ...]


@cache
def month_name(month: int, months: str, language: str) -> str:
    """The month's name (1 to 12) in one of MONTH_SETS; other languages than Arabic have their own (T-2.5, T-2.6)."""
    if not is_arabic(language):
        return str(locale(language).months["stand-alone"]["wide"][month])
    if months in _DUAL:
        return "/".join(month_name(month, one, language) for one in _DUAL[months])
    return str(locale(MONTH_LOCALES[months]).months["format"]["wide"][month])


def weekday_name(day: date, language: str) -> str:
    """The name of the day of the week."""
    return _weekday_name(day.weekday(), language)


@cache
def _weekday_name(weekday: int, language: str) -> str:
    return str(locale(language).days["format"]["wide"][weekday])


def date_words(day: date, *, months: str, numerals: Numerals, language: str) -> str:
    """A date as people read it, with the month by name, never in figures (T-2.9).

    In other languages than Arabic it is CLDR's long form: «December 6, 2018», «6 בדצמבר 2018».
    """
    if is_arabic(language):
        written = f"{day.day} {month_name(day.month, months, language)} {day.year}"
    else:
        written = _cldr_date(day, "long", language)
    return digits(written, digits_of(language, numerals))


def day_words(day: date, *, months: str, numerals: Numerals, language: str) -> str:
    """A date with its day of the week: «الخميس 6 كانون الأول 2018», «Thursday, December 6, 2018»."""
    if is_arabic(language):
        words = date_words(day, months=months, numerals=numerals, language=language)
        return f"{weekday_name(day, language)} {words}"
    return digits(_cldr_date(day, "full", language), digits_of(language, numerals))


def with_hour(day: str, hour: str, language: str) -> str:
    """A day and an hour, joined by the comma of the language's script: «… 2018، 14:30», «… 2018, 14:30»."""
    is_arabic_script = direction(language) == "rtl" and language.partition("-")[0] not in {"he", "yi"}
    return f"{day}{'، ' if is_arabic_script else ', '}{hour}"


@lru_cache(maxsize=_DAYS)
def _cldr_date(day: date, length: str, language: str) -> str:
    from babel.dates import format_date  # noqa: PLC0415 (a heavy import, and most sites speak one language)

    return str(format_date(day, length, locale=locale(language)))


def hijri_words(day: date, *, offset: int, numerals: Numerals) -> str | None:
    """The day by the Umm al-Qura calendar, `offset` days on (T-2.12, T-2.13): «4 جمادى الآخرة 1446 هـ».

    None outside its tables: before 1 August 1924, after 16 November 2077.
    """
    from hijridate import Gregorian  # noqa: PLC0415 (a heavy import, and many outlets show no Hijri date)

    try:
        moved = day + timedelta(days=offset)
        hijri = Gregorian(moved.year, moved.month, moved.day).to_hijri()
    except (OverflowError, ValueError):
        return None
    return digits(f"{hijri.day} {_HIJRI_MONTHS[hijri.month - 1]} {hijri.year} هـ", numerals)


def week(language: str) -> Week:
    """The week of a language's country, from CLDR: in Syria it begins on Saturday and ends with Friday (T-2.11)."""
    found = locale(language)
    first, last = found.weekend_start, found.weekend_end
    return Week(found.first_week_day, tuple(sorted({first, last})))
