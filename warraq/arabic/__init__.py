"""The Arabic language as a newsroom needs it: normal form, folding, slugs, numbers, dates, order, excerpts, direction.

Pure. Knows no files, no HTML, no reports. Everything here takes text and gives text; other languages pass
through unharmed. CLDR facts (month and weekday names, plural rules) come from Babel; digits are mapped here,
afterwards, because Babel half-localises them (bar.md, finding 2).
"""

from warraq.arabic.bidi import safe_title
from warraq.arabic.dates import MONTH_SETS, date_words, month_name, weekday_name
from warraq.arabic.languages import direction, is_language
from warraq.arabic.letters import ascii_digits, bare, fold, forbidden, normal
from warraq.arabic.numbers import PLURAL_FORMS, Numerals, digits, plural_form, plural_forms
from warraq.arabic.prose import excerpt, word_count
from warraq.arabic.slugs import SlugStyle, slug
from warraq.arabic.sorting import sort_key

__all__ = [
    "MONTH_SETS",
    "PLURAL_FORMS",
    "Numerals",
    "SlugStyle",
    "ascii_digits",
    "bare",
    "date_words",
    "digits",
    "direction",
    "excerpt",
    "fold",
    "forbidden",
    "is_language",
    "month_name",
    "normal",
    "plural_form",
    "plural_forms",
    "safe_title",
    "slug",
    "sort_key",
    "weekday_name",
    "word_count",
]
