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
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()


class _Unproven(Exception):
    """What this is in Markdown is not certain here."""


class _Piece(msgspec.Struct, frozen=True):
    """A block of the source, and what it becomes: `p`, `figure`, `ul`, `blockquote` …, or a heading of a `level`."""

    kind: str
    text: str
    level: int = 0


# Code, escapes, HTML, attribute lists, tables and fences have a sign of their own each; entities begin as some queries.
_SIGNS = rf"<\\`{{}}|~^{UNSETTLED}"
_STRANGE = re.compile(f"[{_SIGNS}]")
_LOOSE_UNDERSCORE = re.compile(r"(?<!\w)_|_(?!\w)")  # within a word it is a letter (em_strong is smart about it)
_GAP = re.compile(r"\n(?: *\n)+")  # lines of spaces are blank ones (normalize_whitespace, 30)
_HEADING = re.compile(r"(#{1,6}) +(.*)")
_BULLET = re.compile(r"[-*+] +")
_NUMBER = re.compile(r"[1-9][0-9]{0,2}\. +")  # four digits are a year (T-2.30)
_LISTS = {"ul": _BULLET, "ol": _NUMBER}
_RULE = re.compile(r"-{3,}|\*{3,}")
_D = "0-9٠-٩۰-۹"
# A line that begins so may be code, a definition, a title (setext), a rule, a quotation, a heading or an item.
_AWKWARD = re.compile(rf"\Z|[\s:=>]|#+(?: |\Z)|[-+*]+(?: |\Z)|[{_D}]+[.)-](?: |\Z)")
_WORDS_AND_ADDRESS = rf"\[(?!\s)([^\[\]]+)(?<!\s)\]\(({SIMPLE})"
_LINK = re.compile(rf"(?<!!){_WORDS_AND_ADDRESS}\)")
# What stands between quotation marks: a space at an end, a hard one or marks of the other kind would not stay.
_SAID = rf"(?! )[^\n\"'\[\]*>&\u00a0{_SIGNS}]+(?<! )"
_PICTURE = re.compile(rf'!{_WORDS_AND_ADDRESS}(?: "({_SAID})")?\)')
_CREDIT = rf'{{:? *(?:credit|مصدر)="({_SAID})" *}}'  # the one attribute list that is known here
_CREDITS = re.compile(rf"(?<=\)){_CREDIT}$", re.MULTILINE)
_FIGURE = re.compile(f"{_PICTURE.pattern}(?:{_CREDIT})?")  # alone in its block (dialect.Figures)
# Runs of one or of two stars, each of whose ends leans on a word, with no star between: they pair whatever stands
# around them (em_strong, 60: equal runs close each other before its rule of three is asked).
_FORCE = re.compile(r"(?<!\*)(\*{1,2})(?![\s*])([^*]*[^\s*])\1(?!\*)")
_TAG = re.compile("<[^>]*>")
_NOT_IN_ALT = re.compile('[\n"*&]')  # what an attribute has in its own way


def prose(text: str) -> Prose | None:
    """The text set, where all of it is plain prose; else None. `text` is in normal form (arabic.normal)."""
    if _STRANGE.search(_CREDITS.sub("", text) if "{" in text else text) or text[:1] == " " or ":::" in text:
        return None  # boxes, behind any mark of direction
    if "_" in text and _LOOSE_UNDERSCORE.search(text):
        return None
    if "&" in text and "&" in _PICTURE.sub("", _LINK.sub("", text)):
        return None
    try:
        blocks = tuple(_set(list(_pieces(text))))
    except _Unproven:
        return None
    return Prose(blocks, _addresses(_LINK, text), _addresses(_PICTURE, text)) if "[" in text else Prose(blocks)


def _addresses(written: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found[2] for found in written.finditer(text)))


# ---------------------------------------------------------------- blocks


def _pieces(text: str) -> Iterator[_Piece]:
    before = ""
    for block in _GAP.split(f"\n\n{text}\n\n")[1:-1]:
        for piece in _parted(block) if block[0] == "#" or "\n#" in block else (_piece(block),):
            if piece.kind == before and before in _LISTS:
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
    if block[0] == "!" and (found := _FIGURE.fullmatch(block)) and (found[3] or found[4]):
        return _Piece("figure", block)
    if block[0] == ">":
        return _Piece("blockquote", _unquoted(block))
    if block[0] in "-*+":
        if _RULE.fullmatch(block):
            return _Piece("hr", "")
        if _BULLET.match(block):
            return _Piece("ul", block)
    return _Piece("ol" if _NUMBER.match(block) else "p", block)


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
            case "figure":
                yield _figure(piece.text)
            case "ul" | "ol":
                yield _list(piece.kind, piece.text)
            case "hr":
                yield "<hr>"
    if quoted:
        yield _quotation(quoted)


def _paragraph(block: str) -> str:
    if any(map(_AWKWARD.match, block.split("\n"))):
        raise _Unproven
    return f"<p>{_typed(_words(block))}</p>"


def _figure(block: str) -> str:
    found = _FIGURE.fullmatch(block)
    if found is None:
        raise _Unproven
    words, written, caption, credit = found.groups()
    name = f'<small class="credit"><bdi>{credit}</bdi></small>' if credit else ""
    told = f"<figcaption>{' '.join(filter(None, (caption, name)))}</figcaption>"
    return "\n".join(['<figure class="inline">', _typed(_image(words, written)), told, "</figure>"])


def _heading(text: str, level: int, ids: set[str]) -> str:
    if not text or "#" in text or "![" in text:
        raise _Unproven
    made = _words(text)
    name = " ".join(_TAG.sub("", made).split())  # toc, 5
    return f'<h{level} id="{unique(dialect.heading_id(name), ids)}">{_typed(made)}</h{level}>'


def _quotation(quoted: list[str]) -> str:
    blocks = [block for text in quoted for block in re.split("\n\n+", text.strip("\n"))]
    if any("  \n" in block for block in blocks):
        raise _Unproven
    return "\n".join(["<blockquote>", *map(_paragraph, blocks), "</blockquote>"])


def _list(kind: str, block: str) -> str:
    opening = f"<{kind}>"
    if kind == "ol" and (number := block.partition(".")[0]) != "1":
        opening = f'<ol start="{number}">'
    return "\n".join([opening, *(_item(_LISTS[kind], line) for line in block.split("\n")), f"</{kind}>"])


def _item(mark: re.Pattern[str], line: str) -> str:
    bullet = mark.match(line)
    text = line[bullet.end() :] if bullet else ""
    if _AWKWARD.match(text):
        raise _Unproven
    return f"<li>{_typed(_words(text))}</li>"


# ---------------------------------------------------------------- words


def _words(text: str) -> str:
    """The words with their links and their force; links come first, then pictures, as in the library (160, 150)."""
    if ">" in text or "{" in text:
        raise _Unproven
    if "[" in text or "]" in text:
        text = _PICTURE.sub(_pictured, _LINK.sub(_linked, text))
        if "[" in text or "]" in text:
            raise _Unproven
    return _forced(text) if "*" in text else text


def _linked(found: re.Match[str]) -> str:
    words, written = found.groups()
    seen = address(written)
    if seen is None or "&" in words:
        raise _Unproven
    return '<a href="{}">{}</a>'.format(seen.replace("&", "&amp;"), _forced(words))


def _pictured(found: re.Match[str]) -> str:
    if found[3]:
        raise _Unproven  # a title among words
    return _image(found[1], found[2])


def _image(words: str, written: str) -> str:
    seen = address(written)
    if seen is None or _NOT_IN_ALT.search(words):
        raise _Unproven
    return '<img alt="{}" src="{}">'.format(words, seen.replace("&", "&amp;"))


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
