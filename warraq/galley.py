"""Plain prose → the HTML that the converter and the sanitiser make of it, without either; nothing else. Pure.

Most reports are paragraphs, headings, quotations and a few bold words. What those become is certain, so they are set
here, to the bytes of the long way (`markup`); a text with any sign whose meaning is not certain is declined as a whole,
since references, footnotes and HTML act from one end of it to the other. Each rule here gives its reason in
Python-Markdown's own (numbers are its priorities). A test compares both ways on texts of every kind. Knows no reports,
no directions.
"""

import re
from collections.abc import Iterator

import msgspec
from markdown.extensions.toc import unique

from warraq import dialect
from warraq.links import SIMPLE, UNSETTLED, address


class Prose(msgspec.Struct, frozen=True):
    """A text that is set: its blocks, each a whole element of HTML, and its addresses as they were written."""

    blocks: tuple[str, ...]
    links: tuple[str, ...]


class _Unproven(Exception):
    """What this is in Markdown is not certain here."""


class _Piece(msgspec.Struct, frozen=True):
    """A block of the source, and what it becomes: `p`, `ul`, `blockquote`, `hr`, or a heading with its typed level."""

    kind: str
    text: str
    level: int = 0


# Code, escapes, HTML, entities, attribute lists, tables and fences have a sign of their own each.
_STRANGE = re.compile(rf"[&<\\`{{}}|~^{UNSETTLED}]")
_LOOSE_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")  # within a word it is a letter (em_strong is smart about it)
_GAP = re.compile(r"\n(?: *\n)+")  # lines of spaces are blank ones (normalize_whitespace, 30)
_HEADING = re.compile(r"(#{1,6}) +(.*)")
_BULLET = re.compile(r"[-*+] +")
_RULE = re.compile(r"-{3,}|\*{3,}")
_D = "0-9٠-٩۰-۹"
# A line that begins so may be code, a definition, a title (setext), a rule, a quotation, a heading or an item.
_AWKWARD = re.compile(rf"\Z|[\s:=>]|#+(?: |\Z)|[-+*]+(?: |\Z)|[{_D}]+[.)-](?: |\Z)")
_LINK = re.compile(rf"\[(?!\s)([^\[\]]+)(?<!\s)\]\(({SIMPLE})\)")
# Runs of one or of two stars, each of whose ends leans on a word, with no star between: they pair whatever stands
# around them (em_strong, 60: equal runs close each other before its rule of three is asked).
_FORCE = re.compile(r"(?<!\*)(\*{1,2})(?![\s*])([^*]*[^\s*])\1(?!\*)")
_TAG = re.compile("<[^>]*>")


def prose(text: str) -> Prose | None:
    """The text set, where all of it is plain prose; else None. `text` is in normal form (arabic.normal)."""
    if _STRANGE.search(text) or text[:1] == " " or "![" in text or ":::" in text:
        return None  # pictures, and boxes behind any mark of direction
    if "_" in text and _LOOSE_UNDERSCORE.search(text):
        return None
    try:
        blocks = tuple(_set(list(_pieces(text))))
    except _Unproven:
        return None
    written = [found[2] for found in _LINK.finditer(text)] if "[" in text else []
    return Prose(blocks, tuple(dict.fromkeys(written)))


# ---------------------------------------------------------------- blocks


def _pieces(text: str) -> Iterator[_Piece]:
    before = ""
    for block in _GAP.split(f"\n\n{text}\n\n")[1:-1]:
        for piece in _parted(block) if block[0] == "#" or "\n#" in block else (_piece(block),):
            if piece.kind == before == "ul":
                raise _Unproven  # items with a space between them hold paragraphs
            before = piece.kind
            yield piece


def _parted(block: str) -> Iterator[_Piece]:
    """The headings of a block, and what stands between them (hashheader, 70)."""
    lines: list[str] = []
    for line in block.split("\n"):
        found = _HEADING.fullmatch(line)
        if found:
            if lines:
                yield _piece("\n".join(lines))
            lines = []
            yield _Piece("heading", found[2].strip(), len(found[1]))
        else:
            lines.append(line)
    if lines:
        yield _piece("\n".join(lines))


def _piece(block: str) -> _Piece:
    if "  \n" in block:
        raise _Unproven  # a line break
    if block[0] == ">":
        return _Piece("blockquote", _unquoted(block))
    if block[0] in "-*+":
        if _RULE.fullmatch(block):
            return _Piece("hr", "")
        if _BULLET.match(block):
            return _Piece("ul", block)
    return _Piece("p", block)


def _unquoted(block: str) -> str:
    lines = block.split("\n")
    if any(line[:1] != ">" for line in lines) or lines[-1].strip() == ">":
        raise _Unproven
    return "\n".join("" if line.strip() == ">" else line[2:] if line[1:2] == " " else line[1:] for line in lines)


def _set(pieces: list[_Piece]) -> Iterator[str]:
    levels = iter(dialect.levels([piece.level for piece in pieces if piece.level]))
    ids: set[str] = set()
    quoted: list[str] = []  # quotations with nothing between them are one
    for piece in pieces:
        if quoted and piece.kind != "blockquote":
            yield _quotation(quoted)
            quoted = []
        match piece.kind:
            case "p":
                yield _paragraph(piece.text)
            case "heading":
                yield _heading(piece.text, next(levels), ids)
            case "blockquote":
                quoted.append(piece.text)
            case "ul":
                yield _list(piece.text)
            case "hr":
                yield "<hr>"
    if quoted:
        yield _quotation(quoted)


def _paragraph(block: str) -> str:
    if any(map(_AWKWARD.match, block.split("\n"))):
        raise _Unproven
    return f"<p>{_typed(_words(block))}</p>"


def _heading(text: str, level: int, ids: set[str]) -> str:
    if not text or "#" in text:
        raise _Unproven
    made = _words(text)
    name = " ".join(_TAG.sub("", made).split())  # toc, 5
    return f'<h{level} id="{unique(dialect.heading_id(name), ids)}">{_typed(made)}</h{level}>'


def _quotation(quoted: list[str]) -> str:
    blocks = [block for text in quoted for block in re.split("\n\n+", text.strip("\n"))]
    if any("  \n" in block for block in blocks):
        raise _Unproven
    return "\n".join(["<blockquote>", *map(_paragraph, blocks), "</blockquote>"])


def _list(block: str) -> str:
    return "\n".join(["<ul>", *map(_item, block.split("\n")), "</ul>"])


def _item(line: str) -> str:
    bullet = _BULLET.match(line)
    text = line[bullet.end() :] if bullet else ""
    if _AWKWARD.match(text):
        raise _Unproven
    return f"<li>{_typed(_words(text))}</li>"


# ---------------------------------------------------------------- words


def _words(text: str) -> str:
    """The words with their links and their force; links are found first, as the library does (160)."""
    if ">" in text:
        raise _Unproven
    if "[" in text or "]" in text:
        text = _LINK.sub(_linked, text)
        if "[" in text or "]" in text:
            raise _Unproven
    return _forced(text) if "*" in text else text


def _linked(found: re.Match[str]) -> str:
    seen = address(found[2])
    if seen is None:
        raise _Unproven
    return f'<a href="{seen}">{_forced(found[1])}</a>'


def _forced(text: str) -> str:
    made = _FORCE.sub(r"<\1>\2</\1>", text)
    if made is not text:
        made = made.replace("<**>", "<strong>").replace("</**>", "</strong>")
        made = made.replace("<*>", "<em>").replace("</*>", "</em>")
    if "*" in made:
        raise _Unproven
    return made


def _typed(words: str) -> str:
    """As the sanitiser writes it."""
    return words.replace("\u00a0", "&nbsp;")
