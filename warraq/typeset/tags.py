"""HTML that the sanitiser made, cut into texts and tags, and which tags are what to a typesetter.

Even places hold texts, odd ones tags; every tag is sound and every attribute quoted. Knows no directions.
"""

import re
from collections.abc import Iterator

_PARTS = re.compile(r'(<(?:"[^"]*"|[^">])*>)')
_TAG = re.compile(r"</?[a-z][a-z0-9]*")
_ATTRIBUTE = re.compile(r'\s([a-z]+)="([^"]*)"')

VOID = frozenset({"br", "col", "hr", "img"})
CODE = frozenset({"code", "pre", "kbd", "samp"})
LISTS = frozenset({"ul", "ol", "dl"})
ITEMS = frozenset({"li", "dt", "dd"})
# What takes the direction of its letters: blocks of text, and the quotations that hold them, as their rule stands where
# they begin (T-1.36). Boxes do so only where they hold text of their own; lists go by their items (T-1.35).
TEXTS = ITEMS | {"p", "td", "th", "figcaption", "caption", "summary", "h2", "h3", "h4", "h5", "h6", "blockquote"}
BOXES = frozenset({"div", "section", "aside"})
_FRAMES = {"figure", "table", "thead", "tbody", "tfoot", "tr", "colgroup", "col", "details", "hr", "br", "pre"}
BLOCKS = LISTS | TEXTS | BOXES | _FRAMES


def cut(html: str) -> list[str]:
    """Texts and tags in turn; together they are the HTML."""
    return _PARTS.split(html)


def name_of(tag: str) -> str:
    """What a tag begins or ends: `p`; with a stroke where it ends: `/p`."""
    found = _TAG.match(tag)
    return found.group()[1:] if found else ""


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a start tag, their values as they are written."""
    return dict(_ATTRIBUTE.findall(tag)) if "=" in tag else {}


def texts_of_blocks(parts: list[str]) -> Iterator[list[int]]:
    """The places of the texts of each block, in order; code is left out, as nothing in it is set."""
    block: list[int] = []
    code = 0
    for index, part in enumerate(parts):
        if index % 2 == 0:
            if part and not code:
                block.append(index)
            continue
        name = name_of(part)
        bare = name.removeprefix("/")
        if bare in CODE:
            code += 1 if bare is name else -1
        if bare in BLOCKS and block:
            yield block
            block = []
    if block:
        yield block
