"""What CLDR knows of a language: whether there is one of this tag, and which way it is written. Pure."""

import re
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?", re.ASCII | re.IGNORECASE)  # BCP 47


@cache
def locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def is_arabic(language: str) -> bool:
    return language.partition("-")[0] == "ar"


def direction(language: str) -> Literal["rtl", "ltr"]:
    """The direction that a language is written in, from CLDR."""
    return "rtl" if locale(language).text_direction == "rtl" else "ltr"


def is_language(tag: str) -> bool:
    """Whether the tag is one of BCP 47 (language, script, region) for a language that CLDR knows."""
    try:
        return bool(_TAG.fullmatch(tag) and locale(tag))
    except (ValueError, UnknownLocaleError):
        return False
