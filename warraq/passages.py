"""Where the prose and the names of a file stand: its titles, the other lines that readers see, its text.

Pure; text in normal form in, places out. Knows which keys hold prose, and no rule of it; `extra` is the outlet's own
and not looked into.
"""

import re
from collections.abc import Iterator

import msgspec

from warraq import arabic, frontmatter
from warraq.nodes import Node, Unreadable, items, table
from warraq.parse import cut
from warraq.problems import Where

_PROSE = {"title", "kicker", "deck", "summary", "content_warning", "reason", "text", "alt", "caption"}
_PARTS = {"corrections", "withdrawn", "image"}  # tables that have prose inside
_COMMAS = re.compile("[^،,]+")  # what parts a list that is written as one text (fields.words)
_LINE_END = re.compile("\r\n?")


class Passage(msgspec.Struct, frozen=True):
    """A stretch of prose in a file: where it starts, its words, and whether they stand there just so."""

    offset: int
    words: str
    is_line: bool  # a title rather than a text in Markdown
    literal: bool = True  # a folded or escaped value of YAML is read, and left as it is


def as_read(text: str) -> str:
    """A file's text in normal form with one kind of line end, as all places are counted in."""
    return arabic.normal(_LINE_END.sub("\n", text))


def place(text: str, offset: int, shown: str) -> Where:
    """The line and column of a letter of `text`, the file `shown`."""
    return Where(shown, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def passages(text: str, shown: str) -> tuple[Node | None, tuple[Passage, ...]]:
    """The front matter (None where it is broken), and all prose of the file, in order."""
    try:
        front, body = cut(text, shown)
    except Unreadable:
        return None, ()
    lines = [_passage(node, text) for node in prose_nodes(front)]
    return front, (*lines, Passage(len(text) - len(body), body, is_line=False))


def _passage(node: Node, text: str) -> Passage:
    """A value of the front matter; a quoted one begins after its mark."""
    words, at = str(node.value), _offset(text, node.where)
    found = next((start for start in (at, at + 1) if text.startswith(words, start)), None)
    return Passage(at if found is None else found, words, is_line=True, literal=found is not None)


def _offset(text: str, where: Where) -> int:
    start = 0
    for _ in range(where.line - 1):
        start = text.index("\n", start) + 1
    return start + where.column - 1


def prose_nodes(node: Node) -> Iterator[Node]:
    """The texts below a table of front matter that readers see as prose."""
    for key, value in table(node):
        name = frontmatter.key_name(key)
        if name in _PROSE and value.kind == "text" and not value.null:
            yield value
        elif name in _PARTS:
            for part in (value, *items(value)):
                yield from prose_nodes(part)


def has_id(front: Node) -> bool:
    """Whether the front matter gives the report's `id`, in whatever spelling of the key."""
    return any(frontmatter.key_name(key) == "id" for key, _ in table(front))


def name_offset(text: str, front: Node, key: str, name: str) -> int:
    """Where a name stands in the list that `key` holds (English), or in the one text that stands for a list."""
    value = next((value for word, value in table(front) if frontmatter.key_name(word) == key), None)
    if value is None:
        return 0
    found = (offset for offset, written in _names(text, value, is_one=key == "series") if _same(written, name))
    return next(found, _passage(value, text).offset)


def _names(text: str, value: Node, *, is_one: bool) -> Iterator[tuple[int, str]]:
    for item in items(value):
        passage = _passage(item, text)
        yield passage.offset, passage.words
    if value.kind == "text":
        passage = _passage(value, text)
        for part in re.finditer(r"(?s).+" if is_one else _COMMAS, passage.words):
            start = part.start() + len(part[0]) - len(part[0].lstrip())
            yield passage.offset + (start if passage.literal else 0), part[0]


def _same(written: str, name: str) -> bool:
    return arabic.normal(" ".join(written.split())) == " ".join(name.split())
