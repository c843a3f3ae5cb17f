"""The Arabic language as a newsroom needs it: normal form, folding, slugs, digits, plurals, dates, order, excerpts.

Pure. Knows no files, no HTML, no reports. Everything here takes text and gives text; other languages pass
through unharmed. CLDR facts (month and weekday names, plural rules) come from Babel; digits are mapped here,
afterwards, because Babel half-localises them (bar.md, finding 2).
"""

import re
import unicodedata
from datetime import date
from functools import cache
from typing import Literal

import slugify
from babel import Locale, UnknownLocaleError

Numerals = Literal["latn", "arab"]
SlugStyle = Literal["arabic", "latin", "id"]

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

PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")

_MARKS = {"rtl": "\u200f", "ltr": "\u200e"}
_TATWEEL = "\u0640"
_LONGEST_SLUG = 80  # letters (T-2.22)
_HEAVIEST_SLUG = 200  # bytes of UTF-8: file names stop at 255, and a suffix must still fit (T-2.22)
_ASCII_DIGITS = "0123456789"
_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
_TO_ASCII_DIGITS = str.maketrans(_ARABIC_DIGITS + _PERSIAN_DIGITS, _ASCII_DIGITS * 2)
_TO_ARABIC_DIGITS = str.maketrans(_ASCII_DIGITS, _ARABIC_DIGITS)

# Spellings that a reader takes for the same letter: alef with any seat, ya without dots, ta marbuta, the
# Persian ya and kaf (Lucene's ArabicNormalizer; T-2.16).
_SAME_LETTER = str.maketrans("أإآٱىةیک", "اااايهيك")

_SORTED_ALIKE = str.maketrans("أإٱىیک", "اااييك")  # not آ, which ICU puts before ا (T-2.14)

# A sound for every letter, so that none vanishes and صيف is not سيف (T-2.21; peers.md, finding 1).
_LATIN = {
    **dict(zip("ابتجدرزسفقكلمنهوي", "abtjdrzsfqklmnhwy", strict=True)),
    "ث": "th",
    "ح": "hh",
    "خ": "kh",
    "ذ": "dh",
    "ش": "sh",
    "ص": "ss",
    "ض": "dd",
    "ط": "tt",
    "ظ": "zh",
    "ع": "aa",
    "غ": "gh",
    "أ": "a",
    "إ": "i",
    "آ": "aa",
    "ٱ": "a",
    "ء": "e",
    "ؤ": "ou",
    "ئ": "ei",
    "ة": "ah",
    "ى": "a",
    "پ": "p",
    "چ": "ch",
    "ژ": "zj",
    "گ": "g",
    "ڤ": "v",
    "ی": "y",
    "ک": "k",
}
_TO_LATIN = str.maketrans(_LATIN)

# XML 1.0 allows tab, line feed and carriage return of the controls, and neither U+FFFE nor U+FFFF (T-3.8).
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_OVERRIDES = re.compile("[\u202d\u202e]")  # Trojan Source, CVE-2021-42574: no Arabic text needs them (T-5.6)
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?", re.ASCII | re.IGNORECASE)  # BCP 47
_WORD = re.compile(r"\w+")


def normal(text: str) -> str:
    """Text as it enters: NFC, without what XML forbids and without bidi overrides. All else is kept."""
    return unicodedata.normalize("NFC", _OVERRIDES.sub("", _CONTROLS.sub("", text)))


def forbidden(text: str) -> tuple[tuple[int, str], ...]:
    """What `normal` drops: (offset in letters, name such as U+202E) for each, in order."""
    found = [*_CONTROLS.finditer(text), *_OVERRIDES.finditer(text)]
    return tuple(sorted((match.start(), f"U+{ord(match.group()):04X}") for match in found))


def bare(text: str) -> str:
    """Text without marks (harakat), tatweel and format characters, presentation forms made plain letters."""
    plain = unicodedata.normalize("NFKC", text)
    kept = [c for c in plain if c != _TATWEEL and unicodedata.category(c) not in {"Mn", "Me", "Cf"}]
    return unicodedata.normalize("NFC", "".join(kept))


def fold(text: str) -> str:
    """The key under which spellings of one name meet: «الأمم المتحدة» and «الامم المتحده». Idempotent (T-2.16)."""
    return " ".join(bare(bare(text).casefold()).translate(_SAME_LETTER).translate(_TO_ASCII_DIGITS).split())


def slug(text: str, *, style: SlugStyle = "arabic", fallback: str) -> str:
    """A path segment made of `text`, cut at a word; `fallback` where nothing of it is left (T-2.20, T-2.22).

    python-slugify alone cuts words at harakat, so the text is made bare first (design, section 8).
    """
    if style == "id":
        return fallback
    letters = bare(text.lower()).translate(_TO_ASCII_DIGITS)
    if style == "latin":
        letters = letters.translate(_TO_LATIN)
    made = slugify.slugify(
        letters,
        allow_unicode=style == "arabic",
        max_length=_LONGEST_SLUG,
        word_boundary=True,
        save_order=True,
    )
    return _within_bytes(made) or fallback


def _within_bytes(made: str) -> str:
    """The slug, shortened by whole words until it fits the file system."""
    while len(made.encode("utf-8")) > _HEAVIEST_SLUG:
        made = made.rpartition("-")[0]
    return made


def ascii_digits(text: str) -> str:
    """Text with Arabic-Indic and Persian digits as ASCII, so that dates may be typed in either."""
    return text.translate(_TO_ASCII_DIGITS)


def digits(text: str, numerals: Numerals) -> str:
    """Text with its ASCII digits in the outlet's numerals (T-2.7)."""
    return text.translate(_TO_ARABIC_DIGITS) if numerals == "arab" else text


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def _is_arabic(language: str) -> bool:
    return language.partition("-")[0] == "ar"


def plural_form(number: int, language: str) -> str:
    """The CLDR plural category of `number`: one of PLURAL_FORMS (T-2.1)."""
    return str(_locale(language).plural_form(number))


def plural_forms(language: str) -> tuple[str, ...]:
    """The categories that strings in `language` must have: six in Arabic, two in English (T-2.2)."""
    tags = {str(tag) for tag in _locale(language).plural_form.tags} | {"other"}
    return tuple(form for form in PLURAL_FORMS if form in tags)


def month_name(month: int, months: str, language: str) -> str:
    """The month's name (1 to 12) in one of MONTH_SETS; other languages than Arabic have their own (T-2.5)."""
    if not _is_arabic(language):
        return str(_locale(language).months["format"]["wide"][month])
    if months == "dual":
        return f"{month_name(month, 'levantine', language)}/{month_name(month, 'gregorian', language)}"
    return str(_locale(MONTH_LOCALES[months]).months["format"]["wide"][month])


def weekday_name(day: date, language: str) -> str:
    """The name of the day of the week."""
    return str(_locale(language).days["format"]["wide"][day.weekday()])


def date_words(day: date, *, months: str, numerals: Numerals, language: str) -> str:
    """A date as people read it, with the month by name, never in figures (T-2.9)."""
    name = month_name(day.month, months, language)
    written = f"{day.day} {name} {day.year}"
    return digits(written, numerals) if _is_arabic(language) else written


def direction(language: str) -> Literal["rtl", "ltr"]:
    """The direction that a language is written in, from CLDR."""
    return "rtl" if _locale(language).text_direction == "rtl" else "ltr"


def is_language(tag: str) -> bool:
    """Whether the tag is one of BCP 47 (language, script, region) for a language that CLDR knows."""
    try:
        return bool(_TAG.fullmatch(tag) and _locale(tag))
    except (ValueError, UnknownLocaleError):
        return False


def sort_key(text: str) -> tuple[str, str]:
    """Order of names in an index: hamza seats, marks and tatweel do not count, then the spelling (T-2.14)."""
    return " ".join(bare(text).casefold().translate(_SORTED_ALIKE).split()), text


def word_count(text: str) -> int:
    """Words of running text; a word with its clitics is one (T-2.4)."""
    return len(_WORD.findall(bare(text)))


def excerpt(text: str, letters: int) -> str:
    """The beginning of `text`, at most `letters` letters, cut between words and marked with «…»."""
    flat = " ".join(text.split())
    if len(flat) <= letters:
        return flat
    head = flat[: letters - 1]
    if flat[letters - 1] != " ":
        head = head.rpartition(" ")[0] or head
    return head.rstrip(' ،؛:.«“"(') + "…"


def safe_title(text: str, base: Literal["rtl", "ltr"]) -> str:
    """A title with a mark before it where a place that goes by the first letter would guess the wrong direction.

    Browsers' title bars and feed readers go by the first strong letter (T-1.5; W3C qa-html-dir).
    """
    strong = next((found for found in map(unicodedata.bidirectional, text) if found in {"L", "R", "AL"}), None)
    guessed = base if strong is None else "ltr" if strong == "L" else "rtl"
    return text if guessed == base else _MARKS[base] + text
