"""Dates in words: months by their regional names, weekdays. Pure; knows no clock and no zone."""

from datetime import date

from warraq.arabic.languages import is_arabic, locale
from warraq.arabic.numbers import Numerals, digits

# CLDR locale whose month names each set takes (bar.md 2.2). "dual" is made of two of them.
MONTH_LOCALES = {
    "levantine": "ar-SY",
    "gregorian": "ar-EG",
    "maghreb": "ar-MA",
    "maghreb-ma": "ar-MA",
    "maghreb-tn": "ar-TN",
    "mauritania": "ar-MR",
}
MONTH_SETS = (*MONTH_LOCALES, "dual")


def month_name(month: int, months: str, language: str) -> str:
    """The month's name (1 to 12) in one of MONTH_SETS; other languages than Arabic have their own (T-2.5)."""
    if not is_arabic(language):
        return str(locale(language).months["format"]["wide"][month])
    if months == "dual":
        return f"{month_name(month, 'levantine', language)}/{month_name(month, 'gregorian', language)}"
    return str(locale(MONTH_LOCALES[months]).months["format"]["wide"][month])


def weekday_name(day: date, language: str) -> str:
    """The name of the day of the week."""
    return str(locale(language).days["format"]["wide"][day.weekday()])


def date_words(day: date, *, months: str, numerals: Numerals, language: str) -> str:
    """A date as people read it, with the month by name, never in figures (T-2.9)."""
    name = month_name(day.month, months, language)
    written = f"{day.day} {name} {day.year}"
    return digits(written, numerals) if is_arabic(language) else written
