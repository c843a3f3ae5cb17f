"""Numbers in words and figures: plural forms, and the outlet's digits. Pure."""

from typing import Literal

from warraq.arabic.languages import locale

Numerals = Literal["latn", "arab"]
PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
_TO_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def digits(text: str, numerals: Numerals) -> str:
    """Text with its ASCII digits in the outlet's numerals (T-2.7)."""
    return text.translate(_TO_ARABIC_DIGITS) if numerals == "arab" else text


def plural_form(number: int, language: str) -> str:
    """The CLDR plural category of `number`: one of PLURAL_FORMS (T-2.1)."""
    return str(locale(language).plural_form(number))


def plural_forms(language: str) -> tuple[str, ...]:
    """The categories that strings in `language` must have: six in Arabic, two in English (T-2.2)."""
    tags = {str(tag) for tag in locale(language).plural_form.tags} | {"other"}
    return tuple(form for form in PLURAL_FORMS if form in tags)
