"""Mend the slips of one file that need no second thought, and touch nothing else in it.

Pure: bytes in, bytes out. Every letter that is no slip stays as the disk has it: line ends of whatever kind, letters
not in normal form, controls. What is mended is read again, and kept only where all but its words is what it was.
Knows no rule of language and no page.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from warraq import arabic, frontmatter, proofread
from warraq.frontmatter import Context
from warraq.markup import Markup
from warraq.nodes import Node, items, table
from warraq.parse import Parsed, decoded, parse
from warraq.passages import has_id, passages, prose_nodes
from warraq.source import Source

_LINE_END = re.compile("(\r\n|\r|\n)")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Of a text's HTML what mending must leave alone: code, elements, ids and addresses.
_KEPT = re.compile(
    r'<(?:code|pre)\b[^>]*>.*?</(?:code|pre)>|</?[a-z][a-z0-9]*|\s(?:id|href|src)="[^"]*"', re.DOTALL | re.IGNORECASE
)
_Pieces = tuple[str, ...]  # a file's lines and what ends them, in turn
_Edit = dict[int, str]  # what is to stand in place of which pieces: of one line of front matter, or of one paragraph


class _Facts(msgspec.Struct, frozen=True):
    """What of a file must be the same after mending."""

    front: object
    text: tuple[object, ...]
    address: tuple[object, ...]  # empty for a file with an error: it has none
    errors: Counter[str]

    def still_hold(self, after: "_Facts | None") -> bool:
        """Whether a mended file is still the file it was, and no worse."""
        if after is None or after.errors - self.errors:
            return False
        same_address = not self.address or after.address == self.address
        return (after.front, after.text) == (self.front, self.text) and same_address


@dataclass(frozen=True, slots=True)
class _Desk:
    """A source and what it takes to read it."""

    source: Source
    context: Context
    markup: Callable[[str], Markup]

    def facts(self, text: str) -> _Facts | None:
        """None where the front matter cannot be read."""
        shown = f"{self.context.label}/{self.source.path}"
        front, _ = passages(_normal(_LINE_END.split(text)), shown)
        if front is None:
            return None
        parsed = parse(self.source, text.encode("utf-8"), self.context, self.markup)
        errors = Counter(found.code for found in parsed.problems if found.is_error)
        return _Facts(_settled(front, self.language(front)), _kept_of_text(parsed), _address(parsed), errors)

    def language(self, front: Node) -> str:
        return frontmatter.language(front) or self.context.config.language


def mended(source: Source, data: bytes, context: Context, markup: Callable[[str], Markup]) -> bytes:
    """The bytes with their safe slips mended and a report's `id` written down; a second time changes nothing."""
    try:
        mark, text = decoded(data)
    except UnicodeDecodeError:
        return data
    desk = _Desk(source, context, markup)
    while (made := _once(desk, text)) != text:
        text = made
    return mark + text.encode("utf-8")


def _once(desk: _Desk, text: str) -> str:
    pieces = tuple(_LINE_END.split(text))
    edits = _edits(desk, pieces)
    facts = desk.facts(text) if edits else None
    return "".join(_with(desk, facts, pieces, edits)) if facts else text


def _with(desk: _Desk, facts: _Facts, pieces: _Pieces, edits: list[_Edit]) -> _Pieces:
    """The pieces with every edit that leaves the facts alone: all at once, or else the one half and then the other."""
    changed = {at: piece for edit in edits for at, piece in edit.items()}
    made = tuple(changed.get(at, piece) for at, piece in enumerate(pieces))
    if facts.still_hold(desk.facts("".join(made))):
        return made
    if len(edits) == 1:
        return pieces
    middle = len(edits) // 2
    return _with(desk, facts, _with(desk, facts, pieces, edits[:middle]), edits[middle:])


# ---------------------------------------------------------------- what to change


def _normal(pieces: list[str] | _Pieces) -> str:
    return arabic.normal("\n".join(pieces[::2]))


def _edits(desk: _Desk, pieces: _Pieces) -> list[_Edit]:
    """The edits that would mend the file; none of a line that is not in normal form, as its letters are not ours."""
    text = _normal(pieces)
    front, found = passages(text, desk.source.path)
    if front is None:
        return []
    made, language = text, desk.language(front)
    for passage in sorted(found, key=lambda one: -one.offset):
        if passage.literal:
            words = proofread.mended(passage.words, language, plain=passage.is_line)
            made = made[: passage.offset] + words + made[passage.offset + len(passage.words) :]
    body_line = text.count("\n", 0, found[-1].offset)
    edits = _by_paragraph(pieces, text.split("\n"), made.split("\n"), body_line)
    return [*_identified(desk.source, front, pieces), *edits]


def _by_paragraph(pieces: _Pieces, before: list[str], after: list[str], body_line: int) -> list[_Edit]:
    groups: list[list[int]] = [[]]
    for number, line in enumerate(before):
        if number < body_line or not line.strip():
            groups.append([])
        groups[-1].append(number)
    edits = []
    for group in groups:
        changed = [number for number in group if before[number] != after[number]]
        ours = [number for number in changed if pieces[2 * number] == before[number]]
        # Controls of direction come in pairs, perhaps of two lines: both are mended, or neither.
        is_torn = ours != changed and any(_TURNING.search(before[number]) for number in changed)
        if ours and not is_torn:
            edits.append({2 * number: after[number] for number in ours})
    return edits


def _identified(source: Source, front: Node, pieces: _Pieces) -> list[_Edit]:
    """The edit that writes a report's `id` under the opening line, as far in as the first key; {…} gets none."""
    keys = [key for key, _ in table(front)]
    if source.shelf != "reports" or has_id(front) or not keys:
        return []
    indent = arabic.normal(pieces[2 * keys[0].where.line - 2])[: keys[0].where.column - 1]
    if indent.strip():
        return []
    return [{0: f"{pieces[0]}{pieces[1]}{indent}id: {frontmatter.derived_id(source)}"}]


# ---------------------------------------------------------------- what must not change


def _settled(front: Node, language: str) -> object:
    """The values of front matter, its prose as it is once mended; without `id`, which `_address` has."""
    prose = {node.where for node in prose_nodes(front)}

    def plain(node: Node) -> object:
        if node.kind == "table":
            return tuple((plain(key), plain(value)) for key, value in table(node) if frontmatter.key_name(key) != "id")
        if node.kind == "list":
            return tuple(plain(item) for item in items(node))
        words = arabic.normal(str(node.value))
        return proofread.mended(words, language, plain=True) if node.where in prose else words, node.null

    return plain(front)


def _kept_of_text(parsed: Parsed) -> tuple[object, ...]:
    body = parsed.body
    if body is None:
        return ()
    return body.links, body.images, tuple(found[0] for found in _KEPT.finditer(body.html))


def _address(parsed: Parsed) -> tuple[object, ...]:
    """What the item answers to: a title that is mended must not move a report."""
    return tuple(getattr(parsed.item, key, "") for key in ("id", "url", "slug")) if parsed.item else ()
