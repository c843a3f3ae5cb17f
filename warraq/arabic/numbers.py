"""Numbers in words and figures: plural forms, digits, the marks between them. Pure."""

from decimal import Decimal
from functools import lru_cache

from warraq.arabic.languages import Digits, locale

PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")

# Babel half-localises numbers (bar.md, finding 2): it gets ASCII, and figures are set here, afterwards.
_HANDS: dict[Digits, dict[int, int]] = {
    "arab": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "arabext": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
}
_SIGNS: dict[Digits, dict[int, int]] = {  # thousands, decimal, percent (T-2.7)
    "arab": str.maketrans(",.%", "٬٫٪"),
    "arabext": str.maketrans(",.%", "٬٫٪"),
}


def digits(text: str, numerals: Digits) -> str:
    """Text with its ASCII digits in these numerals; nothing else of it changes (T-2.7)."""
    return text if numerals == "latn" else text.translate(_HANDS[numerals])


def signs(text: str, numerals: Digits) -> str:
    """A count in ASCII with its digits and the marks between them in these numerals: 1,234.5% is ١٬٢٣٤٫٥٪."""
    return text if numerals == "latn" else digits(text.translate(_SIGNS[numerals]), numerals)


def number(value: float | Decimal, numerals: Digits) -> str:
    """A count as people read it, in groups of three: 12,345.5 or ١٢٬٣٤٥٫٥ (T-2.7)."""
    return signs(f"{value:,}", numerals)


def percent(value: float | Decimal, numerals: Digits) -> str:
    """A share of a hundred, `value` being the hundredths: 12.5% or ١٢٫٥٪ (T-2.7)."""
    return signs(f"{value:,}%", numerals)


def plural_form(value: float | Decimal, language: str) -> str:
    """The CLDR plural category of a number: one of PLURAL_FORMS (T-2.1)."""
    return _form_of_count(value, language) if type(value) is int else str(locale(language).plural_form(value))


@lru_cache(maxsize=4_096)
def _form_of_count(count: int, language: str) -> str:
    return str(locale(language).plural_form(count))


def plural_forms(language: str) -> tuple[str, ...]:
    """The categories that strings in `language` must have: six in Arabic, two in English (T-2.2)."""
    tags = {str(tag) for tag in locale(language).plural_form.tags} | {"other"}
    return tuple(form for form in PLURAL_FORMS if form in tags)
