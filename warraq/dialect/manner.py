"""How the texts of one language are set. Knows no Markdown."""

import msgspec

from warraq import arabic

ARABIC_DIGITS = "arabic-digits"  # the class of a list whose numbers the theme shows so


class Manner(msgspec.Struct, frozen=True):
    """How the texts of one language are set."""

    footnote_backlink: str  # names the link back from a footnote; `{}` in it is the footnote's number
    digit_lists: bool = False  # whether «١. نص» opens a list (T-2.29)
    numerals: arabic.Digits = "latn"  # of the numbers that footnotes are given
    direction: arabic.Direction = "rtl"  # of the language
    fast: bool = True  # whether plain prose is set without Markdown (galley), to the same bytes
