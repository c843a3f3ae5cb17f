"""Commas and spaces: ASCII marks after Arabic letters, a space too many before a mark and one too few after it.

Also the year and full stop that open a paragraph, which Markdown takes for a numbered item. Knows figures only by
their places: «1,250» and «12 : 30» are left alone. Knows no pairs of marks; spaces inside those are in `marks`.
"""

import re
from collections.abc import Iterator

from warraq.proofread.slip import ARABIC, CLEAR, EDGE, LATIN, LETTERS, SPACES, UNSEEN, Slip, each, slip_at

_ARABIC_MARK = {",": ("W401", "،"), "?": ("W402", "؟"), ";": ("W403", "؛")}
_AFTER_LETTER = re.compile(rf"[{ARABIC}]([»”\"'’›)\]*_.!:،؛؟{CLEAR}{UNSEEN}]*[{SPACES}]*[,;?][,;?.!؟]*)")
_SPACE_BEFORE = re.compile(
    rf"(?<=[^\s{EDGE}])[{SPACES}]+(?=[،؛؟])|(?<=[{ARABIC}»”\")\]*_{CLEAR}])[{SPACES}]+(?=[,;?])"
    rf"|(?:(?<=[{ARABIC}»”\")\]*_{CLEAR}])|(?<=\d)(?![{SPACES}]+:[{SPACES}]*\d))"
    rf"[{SPACES}]+(?=[:.!](?:[\s{EDGE}«»“”\"]|\Z))"
)
_NO_SPACE_AFTER = re.compile(rf"[،؛؟](?=[{LETTERS}{LATIN}])")
_YEAR = re.compile(r"(?:(?<=\n\n)|\A)[ \t]*\d{4}[.)](?=[ \t])")  # T-2.30


def ascii_marks(seen: str) -> Iterator[Slip]:
    """T-1.21."""
    for run in _AFTER_LETTER.finditer(seen):
        for mark in re.finditer("[,;?]", run[1]):
            at = run.start(1) + mark.start()
            code, instead = _ARABIC_MARK[mark[0]]
            yield slip_at(seen, (at, at + 1), code=code, mended=instead)


def spaces_before(seen: str) -> Iterator[Slip]:
    return each(seen, code="W404", pattern=_SPACE_BEFORE, mend=lambda _: "")


def no_space_after(seen: str) -> Iterator[Slip]:
    return each(seen, code="W405", pattern=_NO_SPACE_AFTER, mend=lambda mark: f"{mark} ")


def opening_years(seen: str) -> Iterator[Slip]:
    return each(seen, code="W416", pattern=_YEAR, mend=lambda _: None)
