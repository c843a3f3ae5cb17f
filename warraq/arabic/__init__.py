"""The Arabic language as a newsroom needs it: normal form, folding, slugs, numbers, dates, order, excerpts, direction.

Pure. Knows no files, no HTML, no reports. Everything here takes text and gives text; other languages pass
through unharmed. CLDR facts (month and weekday names, plural rules) come from Babel; digits are mapped here,
afterwards, because Babel half-localises them (bar.md, finding 2).
"""

from warraq.arabic.bidi import (
    Kind,
    Run,
    balanced,
    first_direction,
    has_rtl,
    in_order,
    letter_counts,
    reading,
    runs,
    safe_title,
)
from warraq.arabic.dates import (
    MONTH_SETS,
    Week,
    date_words,
    day_words,
    hijri_words,
    month_name,
    week,
    weekday_name,
    with_hour,
)
from warraq.arabic.languages import Digits, Direction, Numerals, digits_of, direction, is_arabic, is_language, own_name
from warraq.arabic.letters import ascii_digits, bare, fold, forbidden, normal
from warraq.arabic.numbers import PLURAL_FORMS, digits, number, percent, plural_form, plural_forms, signs
from warraq.arabic.prose import excerpt, word_count
from warraq.arabic.slugs import SlugStyle, slug
from warraq.arabic.sorting import sort_key

__all__ = [
    "MONTH_SETS",
    "PLURAL_FORMS",
    "Digits",
    "Direction",
    "Kind",
    "Numerals",
    "Run",
    "SlugStyle",
    "Week",
    "ascii_digits",
    "balanced",
    "bare",
    "date_words",
    "day_words",
    "digits",
    "digits_of",
    "direction",
    "excerpt",
    "first_direction",
    "fold",
    "forbidden",
    "has_rtl",
    "hijri_words",
    "in_order",
    "is_arabic",
    "is_language",
    "letter_counts",
    "month_name",
    "normal",
    "number",
    "own_name",
    "percent",
    "plural_form",
    "plural_forms",
    "reading",
    "runs",
    "safe_title",
    "signs",
    "slug",
    "sort_key",
    "week",
    "weekday_name",
    "with_hour",
    "word_count",
]
