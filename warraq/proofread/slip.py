"""One slip: its place, its code, what to show of the text; and the letters and fillers that every rule tells apart.

Knows no rule and no language, neither Markdown nor how a slip is said.
"""

import re
from collections.abc import Callable, Iterator

import msgspec

from warraq import arabic


class Slip(msgspec.Struct, frozen=True, order=True):
    """One slip. `mended` is what would stand in its place; None where only a person can tell."""

    offset: int
    length: int
    code: str
    value: str = ""
    mended: str | None = None


# Insides of a regular expression's brackets.
LETTERS = (  # of the Arabic script, with their presentation forms and without tatweel
    "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f"
    "\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdc7\ufdf0-\ufdfb\ufe70-\ufefc"
)
HARAKAT = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
TATWEEL = "\u0640"
ARABIC = LETTERS + HARAKAT + TATWEEL
JOINERS = "\u200c\u200d"  # which Persian and some names need
UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
SPACES = " \t\u00a0"
LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
WORD = re.compile(rf"(?:[^\W_]|[{HARAKAT}{TATWEEL}{JOINERS}])+")
ARABIC_WORD = re.compile(rf"[{ARABIC}{JOINERS}]+")
# What stands in place of what is not prose: noncharacters, which no text in normal form has (arabic.normal).
THING = "\ufdd0"  # code, an address: something that is read, but not by us
CLEAR = "\ufdd1"  # a tag, a footnote's mark: nothing that a reader sees between two letters
EDGE = "\ufdd2"  # of a paragraph, an item, a cell
_HIDDEN = re.compile(f"[{THING}{CLEAR}{EDGE}\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
LONGEST_VALUE = 40


def each(seen: str, *, code: str, pattern: re.Pattern[str], mend: Callable[[str], str | None]) -> Iterator[Slip]:
    """A slip wherever the pattern matches, unless `mend` gives the same again; None is for a person to mend."""
    for found in pattern.finditer(seen):
        if (mended := mend(found[0])) != found[0]:
            value = found[0] if pattern in {WORD, ARABIC_WORD} else None
            yield slip_at(seen, found.span(), code=code, value=value, mended=mended)


def slip_at(
    seen: str, span: tuple[int, int], *, code: str, value: str | None = None, mended: str | None = None
) -> Slip:
    """A slip at `span`; unless a value is given, shown with the word before it and what is joined to it."""
    start, end = span
    if value is None:
        before = re.search(rf"[^\s{EDGE}]*[{SPACES}]*\Z", seen[max(0, start - LONGEST_VALUE) : start])
        after = re.match(rf"[^\s{EDGE}]*", seen[end : end + LONGEST_VALUE])
        value = (before[0] if before else "") + seen[start:end] + (after[0] if after else "")
    return Slip(start, end - start, code, arabic.excerpt(_HIDDEN.sub("", value), LONGEST_VALUE), mended)
