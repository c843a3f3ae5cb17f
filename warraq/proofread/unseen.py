"""What is not seen: controls of direction that are not closed, never opened or needless, and soft hyphens.

Knows how UAX 9 pairs the controls within a paragraph. Knows no letters' directions, and so not how a line will look.
"""

import re
from collections.abc import Iterator

from warraq.proofread.prose import paragraphs
from warraq.proofread.slip import ARABIC, LETTERS, Slip, slip_at

_ISOLATES, _POP_ISOLATE = "\u2066\u2067\u2068", "\u2069"
_EMBEDDINGS, _POP_EMBEDDING = "\u202a\u202b\u202d\u202e", "\u202c"
_DEEPEST = 125  # no more are open at once (UAX 9, BD2)
_AS_ISOLATE = {"\u202a": "\u2066", "\u202b": "\u2067"}  # T-5.6
_NEEDLESS = re.compile(
    rf"(?P<first>[\u200e\u200f\u061c])(?P=first)+|[\ufeff\u200b]|(?<=[{ARABIC}])\u00ad|\u00ad(?=[{LETTERS}])"
)


def controls(seen: str) -> Iterator[Slip]:
    found = [(needless.span(), needless["first"] or "") for needless in _NEEDLESS.finditer(seen)]
    for places in paragraphs(seen, "\u202a-\u202e\u2066-\u2069"):
        found += [((at, at + 1), mended) for at, mended in _unruly(seen, places)]
    return (slip_at(seen, at, code="W412", value=f"U+{ord(seen[at[0]]):04X}", mended=mended) for at, mended in found)


def _unruly(seen: str, places: list[int]) -> Iterator[tuple[int, str]]:
    """The controls not closed or never opened, and the embeddings, each with what belongs there (UAX 9)."""
    opened: list[int] = []
    for at in places:
        isolates = [n for n in range(max(0, len(opened) - _DEEPEST), len(opened)) if seen[opened[n]] in _ISOLATES]
        if seen[at] in _ISOLATES + _EMBEDDINGS:
            opened.append(at)
        elif seen[at] == _POP_ISOLATE and isolates:
            yield from ((place, "") for place in opened[isolates[-1] + 1 :])
            del opened[isolates[-1] :]
        elif seen[at] == _POP_EMBEDDING and opened and seen[opened[-1]] in _EMBEDDINGS:
            isolate = _AS_ISOLATE.get(seen[opened[-1]], "")
            yield from ((opened.pop(), isolate), (at, isolate and _POP_ISOLATE))
        else:
            yield at, ""
    yield from ((place, "") for place in opened)
