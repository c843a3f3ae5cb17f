"""Whether a block of HTML holds nothing but words that run from the right, so that nothing in it has to be said.

Most blocks of a report do. Knows no rule of setting: what it is not sure of is for `directions`.
"""

import re

from warraq import arabic

# Of these letters none runs from the left, and without a digit none of them is a piece that readers could see turned.
_WORDS = "\u0600-\u065f\u066a-\u06ef\u06fa-\u06ff \\n!\"'(),\\-./:;?«»\u2013-\u201f…\u200c-\u200f"
_DIGITS = "0-9٠-٩۰-۹%"
_BARE = "p|strong|em|blockquote|ul|ol|li|span"
_WITH_VALUE = r"<ol start=\"[0-9]+\">|<h[2-6] id=\"[^\"<>]*\">|<a href=\"[^\"<>]*\">"
_TAGS = rf"</?(?:{_BARE})>|{_WITH_VALUE}|</h[2-6]>|</a>|<hr>"
_TAG = re.compile(_TAGS)
_IN_ORDER = re.compile(rf"(?:[{_WORDS}]++|{_TAGS})*")
_PERHAPS = re.compile(rf"(?:[{_WORDS}{_DIGITS}]++|{_TAGS})*")


def is_in_order(block: str, *, digits: bool) -> bool:
    """Whether a block may stay as it is among words from the right; with `digits`, also where it has some in order."""
    if _IN_ORDER.fullmatch(block):
        return True
    if not (digits and _PERHAPS.fullmatch(block)):
        return False
    return len(cut := arabic.runs(_TAG.sub("", block))) == 1 and not cut[0].kind
