"""Safe HTML → the same words, set as a typesetter would: directions, isolated pieces, quotation marks, digits.

Works on what the sanitiser made, so tags are sound and every attribute is quoted. Code is set from left to right and
is otherwise left as it is. Knows no Markdown, no reports, no theme.
"""

import html as entities
import re
from collections.abc import Iterator

import msgspec

from warraq import arabic

_PARTS = re.compile(r'(<(?:"[^"]*"|[^">])*>)')
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)")
_ATTRIBUTE = re.compile(r'\s([a-z]+)="([^"]*)"')
_VOID = {"br", "col", "hr", "img"}
_CODE = {"code", "pre", "kbd", "samp"}
# What takes the direction of its letters: blocks of text, and the lists and quotations that hold them, as their
# marker or rule stands where they begin (T-1.35, T-1.36).
_TEXTS = {"p", "li", "td", "th", "dt", "dd", "figcaption", "caption", "summary", "h2", "h3", "h4", "h5", "h6"}
_DIRECTED = _TEXTS | {"blockquote", "ul", "ol", "dl"}
_BLOCKS = _DIRECTED | {"div", "aside", "section", "figure", "table", "details", "hr", "br", "pre"}
_ISOLATED: dict[arabic.Kind, str] = {"ltr": "bdi", "figures": "bdo"}

_OPENING, _CLOSING = {1: "«", 2: "“"}, {1: "»", 2: "”"}  # the outer pair and the inner one (T-1.22)
_BEFORE_AN_OPENING = " \u00a0\t\n([{«“-–—/"
_AFTER_A_CLOSING = " \u00a0\t\n)]}»”.,:;!?،؛؟…-–—/"
_CLITIC = re.compile(r"(?<!\w)(?:[وف]?[بلك]?|[وف]?[بك]?ال|[وف]?لل)ـ?\Z")
_FIGURES = re.compile(r"[A-Za-z0-9]*[A-Za-z][A-Za-z0-9._'-]*|([0-9٠-٩۰-۹](?:[.,٫٬]?[0-9٠-٩۰-۹])*[%٪]?)")  # F-16 stays
_TO_LATIN_SIGNS = str.maketrans("٫٬٪", ".,%")
_COUNT = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?%?")


class Setting(msgspec.Struct, frozen=True):
    """How the texts of one language are set."""

    language: str
    digits: arabic.Digits = "latn"
    smart_quotes: bool = False  # "…" becomes «…»
    normalize_digits: bool = False  # the author's digits become those of `digits` (T-2.8)


class _Element(msgspec.Struct):
    """An element that is open while the text is read; counts of its letters gather in it."""

    name: str
    part: int  # index of its start tag
    rtl: int = 0
    ltr: int = 0
    direction: arabic.Direction | None = None  # said by the author
    closed_off: bool = False  # nothing inside is isolated: code, or what has a direction of its own


def typeset(html: str, setting: Setting) -> str:
    """The HTML with directions said and pieces isolated where a reader of the language would see them turned around.

    Paragraphs, quotations, list items and cells take the direction of most of their letters (issue arabic, 4);
    handles, telephones, dates in figures, signed numbers, addresses run from left to right (T-1.11 to T-1.13).
    """
    parts = _PARTS.split(html)
    if setting.smart_quotes and '"' in html:
        _set_quotes(parts)
    if setting.normalize_digits:
        _set_digits(parts, setting.digits)
    return "".join(_directed(parts, arabic.direction(setting.language)))


def typeset_line(text: str, setting: Setting) -> str:
    """A title or another plain line with the quotation marks and digits of its text; its order is the printer's."""
    made = _paired(text) if setting.smart_quotes else text
    if setting.normalize_digits:
        made = "".join(_in_digits(run, setting.digits) for run in arabic.runs(made))
    return made


# ---------------------------------------------------------------- walking


def _walk(parts: list[str]) -> Iterator[tuple[int, str, list[_Element]]]:
    """(index, name of a start tag, "/" and name of an end tag, or "" for text; what is open there), in order."""
    opened: list[_Element] = []
    for index, part in enumerate(parts):
        if index % 2 == 0:
            if part:
                yield index, "", opened
            continue
        found = _TAG.match(part)
        name = found[2] if found else ""
        if part.startswith("</"):
            yield index, f"/{name}", opened
            while opened and opened.pop().name != name:
                pass
        else:
            if name not in _VOID:
                opened.append(_element(name, index, part, opened))
            yield index, name, opened


def _element(name: str, index: int, tag: str, opened: list[_Element]) -> _Element:
    said = dict(_ATTRIBUTE.findall(tag)) if "=" in tag else {}
    direction = said.get("dir") or (arabic.direction(said["lang"]) if "lang" in said else None)
    own = name in {"bdi", "bdo"} or ("dir" in said and name not in _DIRECTED)
    closed_off = name in _CODE or own or bool(opened and opened[-1].closed_off)
    return _Element(name, index, direction=direction, closed_off=closed_off)


# ---------------------------------------------------------------- directions


def _directed(parts: list[str], base: arabic.Direction) -> Iterator[str]:
    said, mixed = _directions(parts, base)
    flowing = [base]
    blocks = [False]
    for index, name, opened in _walk(parts):
        part = parts[index]
        if name == "":
            here = opened[-1].closed_off if opened else False
            wanted = not here and (flowing[-1] == "rtl" or blocks[-1])
            yield _isolated(part) if wanted else part
        elif name.startswith("/"):
            if name[1:] in _DIRECTED and len(flowing) > 1:
                flowing.pop()
                blocks.pop()
            yield part
        else:
            if name in _DIRECTED:
                flowing.append(said.get(index, flowing[-1]))
                blocks.append(index in mixed)
            yield _start_tag(part, name, said.get(index), said_by_author=_has(part, "dir"))


def _has(tag: str, attribute: str) -> bool:
    return f' {attribute}="' in tag


def _start_tag(tag: str, name: str, direction: str | None, *, said_by_author: bool) -> str:
    added = ""
    if not said_by_author and (direction or name in _CODE):
        added = f' dir="{direction or "ltr"}"'
    if name == "pre" and not _has(tag, "tabindex"):
        added += ' tabindex="0"'  # it scrolls in its own box, so the keyboard must reach it (T-1.18)
    return f"{tag[:-1]}{added}>" if added else tag


def _directions(parts: list[str], base: arabic.Direction) -> tuple[dict[int, arabic.Direction], set[int]]:
    """By the index of its start tag: the direction of each element that turns, and who holds letters from the right."""
    every: list[tuple[_Element, int]] = []
    for index, name, opened in _walk(parts):
        if name == "":
            _count(parts[index], opened)
        elif opened and opened[-1].part == index:
            depth = len(opened) - 1
            every.append((opened[-1], depth))
    said: dict[int, arabic.Direction] = {}
    mixed = {element.part for element, _ in every if element.rtl}
    flowing: list[arabic.Direction] = []
    for element, depth in every:
        del flowing[depth:]
        around = flowing[-1] if flowing else base
        own = element.direction or (_majority(element, around) if element.name in _DIRECTED else around)
        if own != around or (element.direction and element.name not in _CODE):
            said[element.part] = own
        flowing.append(own)
    return said, mixed


def _majority(element: _Element, around: arabic.Direction) -> arabic.Direction:
    if element.rtl == element.ltr:
        return around
    return "rtl" if element.rtl > element.ltr else "ltr"


def _count(text: str, opened: list[_Element]) -> None:
    """Add the letters of a text to all that it stands in; what is isolated, and code, has no say."""
    if not opened or opened[-1].closed_off:
        return
    rtl = ltr = 0
    for run in arabic.runs(entities.unescape(text)):
        if not run.kind:
            right, left = arabic.letter_counts(run.text)
            rtl, ltr = rtl + right, ltr + left
    for element in opened:
        element.rtl += rtl
        element.ltr += ltr


def _isolated(text: str) -> str:
    found = arabic.runs(entities.unescape(text))
    if len(found) == 1 and not found[0].kind:
        return text
    return "".join(_run(run) for run in found)


def _run(run: arabic.Run) -> str:
    words = entities.escape(run.text, quote=False)
    if not run.kind:
        return words
    element = _ISOLATED[run.kind]
    return f'<{element} dir="ltr">{words}</{element}>'


# ---------------------------------------------------------------- quotation marks


def _set_quotes(parts: list[str]) -> None:
    """Straight quotation marks of each block become the pair, where they pair; else the block stays as it was typed."""
    block: list[int] = []
    for index, name, opened in _walk(parts):
        if name == "" and not (opened and opened[-1].name in _CODE):
            block.append(index)
        elif name.removeprefix("/") in _BLOCKS:
            _set_block(parts, block)
            block = []
    _set_block(parts, block)


def _set_block(parts: list[str], block: list[int]) -> None:
    made = _paired("\x00".join(parts[index] for index in block)).split("\x00") if block else []
    for index, text in zip(block, made, strict=True):
        parts[index] = text


def _paired(text: str) -> str:
    """The text with its straight marks made «» and, inside, “”; unchanged where they do not pair."""
    if '"' not in text:
        return text
    words = text.replace("\x00", "")
    seen = 0  # letters of `words` that are passed
    depth = 0
    made: list[str] = []
    for letter in text:
        if letter == '"':
            opens = _opens(words, seen, depth)
            depth += opens
            if depth not in _OPENING:
                return text
            made.append(_OPENING[depth] if opens else _CLOSING[depth])
            depth -= not opens
        else:
            made.append(letter)
        seen += letter != "\x00"
    return text if depth else "".join(made)


def _opens(words: str, at: int, depth: int) -> bool:
    """Whether the straight mark at an offset opens: by what stands before and after it, and what is open."""
    before, after = words[max(0, at - 8) : at], words[at + 1 : at + 2]
    may_open = not before or before[-1] in _BEFORE_AN_OPENING or bool(_CLITIC.search(before))
    may_close = not after or after in _AFTER_A_CLOSING
    if depth and may_close:
        return False
    return may_open or not depth


# ---------------------------------------------------------------- digits


def _set_digits(parts: list[str], digits: arabic.Digits) -> None:
    for index, name, opened in _walk(parts):
        if name == "" and not (opened and opened[-1].name in _CODE):
            found = arabic.runs(entities.unescape(parts[index]))
            parts[index] = "".join(entities.escape(_in_digits(run, digits), quote=False) for run in found)


def _in_digits(run: arabic.Run, digits: arabic.Digits) -> str:
    """A run with its figures in the outlet's digits; addresses and names stay as they are (T-2.8)."""
    if run.kind and re.search("[A-Za-z]", run.text):
        return run.text
    return _FIGURES.sub(lambda match: _figures(match, digits), run.text)


def _figures(match: re.Match[str], digits: arabic.Digits) -> str:
    if not match[1]:
        return match[0]
    plain = arabic.ascii_digits(match[1]).translate(_TO_LATIN_SIGNS)
    return arabic.signs(plain, digits) if _COUNT.fullmatch(plain) else arabic.digits(plain, digits)
