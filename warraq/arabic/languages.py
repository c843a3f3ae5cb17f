"""What CLDR knows of a language: whether there is one of this tag, which way it is written, with which digits. Pure."""

import re
from functools import cache
from typing import Any, Literal

Direction = Literal["rtl", "ltr"]
Numerals = Literal["latn", "arab"]  # what an outlet may choose for its Arabic
Digits = Literal["latn", "arab", "arabext"]  # what a page may hold; arabext are the Persian ones

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?", re.ASCII | re.IGNORECASE)  # BCP 47

_PLAIN_ARABIC = "ar"  # the language of most outlets, of which CLDR need not be asked
_SCRIPTS_FROM_THE_RIGHT = {"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}  # ISO 15924


@cache
def locale(language: str) -> Any:  # noqa: ANN401 (a babel.Locale)
    """CLDR's data of a language. Raises ValueError or UnknownLocaleError where there is none."""
    from babel import Locale  # noqa: PLC0415 (a heavy import, and a build that writes no date needs none of it)

    return Locale.parse(language, sep="-")


def is_arabic(language: str) -> bool:
    """Whether the language is Arabic, of whatever country."""
    return language.partition("-")[0].lower() == "ar"


def is_language(tag: str) -> bool:
    """Whether the tag is one of BCP 47 (language, script, region) for a language that CLDR knows."""
    if tag == _PLAIN_ARABIC:
        return True
    from babel import UnknownLocaleError  # noqa: PLC0415 (as above)

    try:
        return bool(_TAG.fullmatch(tag) and locale(tag))
    except (ValueError, UnknownLocaleError):
        return False


@cache
def direction(language: str) -> Direction:
    """The direction that a language is written in: that of its script where the tag names one, else from CLDR."""
    if language == _PLAIN_ARABIC:
        return "rtl"
    found = locale(language)
    if found.script:
        return "rtl" if found.script in _SCRIPTS_FROM_THE_RIGHT else "ltr"
    return "rtl" if found.text_direction == "rtl" else "ltr"


@cache
def own_name(language: str) -> str:
    """What speakers of a language call it: English, français, العربية."""
    return str(locale(language).get_display_name())


@cache
def digits_of(language: str, numerals: Numerals) -> Digits:
    """The digits of a page in `language`: in Arabic the outlet's choice, elsewhere what CLDR says (T-2.5)."""
    if is_arabic(language):
        return numerals
    systems: dict[str, Digits] = {"arab": "arab", "arabext": "arabext"}
    return systems.get(locale(language).default_numbering_system, "latn")
