"""One source's bytes → a Report, a standing page or an author's profile, or the Problems that it has.

Pure: bytes in, values out. Knows how a file is cut into front matter and text, and no other file than the one it
reads; what the keys mean is `frontmatter`'s.
"""

import codecs
import html as entities
import re
import unicodedata
from collections.abc import Callable, Iterator

import msgspec

from warraq import arabic, frontmatter, urls
from warraq.frontmatter import Context, Item
from warraq.links import address, has_scheme, is_plain
from warraq.markup import Markup
from warraq.media.inline import pictures
from warraq.model import Body, Report, StandingPage, WrittenLink
from warraq.nodes import Node, Unreadable, from_yaml
from warraq.problems import Problem, Where, problem
from warraq.source import Source

_HIDING = re.compile(
    r"^(?:draft|withdrawn|مسودة|مسحوب)[ \t]*:(?![ \t]*(?:false|no|لا)\b)", re.MULTILINE | re.IGNORECASE
)
_FENCE = re.compile(r"---[ \t]*")


class Parsed(msgspec.Struct, frozen=True):
    """What one source holds. `item` is None where an error keeps it from being published."""

    source: Source
    item: Item | None
    body: Body | None
    problems: tuple[Problem, ...]
    takes_down: bool = False  # has an error and says draft or withdrawn: the last good version must not stand


def parse(source: Source, data: bytes, context: Context, markup: Callable[[str], Markup]) -> Parsed:
    """The item that `data` holds, with every problem found on the way.

    `markup` gives the converter for a language; for "", that of the outlet's.
    """
    shown = f"{context.label}/{source.path}"
    try:
        _, text = decoded(data)
    except UnicodeDecodeError as error:
        hidden = _is_hidden(data.decode("utf-8", errors="replace"))
        return Parsed(source, None, None, (_not_utf8(data.removeprefix(codecs.BOM_UTF8), error, shown),), hidden)
    problems: list[Problem] = []
    text = _at_the_door(text, shown, problems)
    try:
        front, body_text = cut(text, shown)
    except Unreadable as error:
        return Parsed(source, None, None, (*problems, error.problem), _is_hidden(text))
    body = _body(body_text, markup(frontmatter.language(front)), shown, problems)
    links = _links(body, body_text, text, shown, problems)
    problems.extend(_pictures(body, body_text, text, shown, context))
    item = frontmatter.item(source, front, body, context, problems)
    if any(found.is_error for found in problems):
        item = None
    elif isinstance(item, Report | StandingPage):
        item = msgspec.structs.replace(item, links=links)
    return Parsed(source, item, body, tuple(sorted(problems)), item is None and _is_hidden(text))


def _is_hidden(text: str) -> bool:
    """Whether front matter, however broken, says that readers should not see the report."""
    front = text.split("\n---", maxsplit=1)[0]
    return bool(_HIDING.search(front))


# ---------------------------------------------------------------- the text


def _not_utf8(data: bytes, error: UnicodeDecodeError, shown: str) -> Problem:
    before = data[: error.start].decode("utf-8", errors="replace")
    return problem("E101", _place(before, len(before), shown))


def _place(text: str, offset: int, shown: str) -> Where:
    before = text[:offset]
    return Where(shown, before.count("\n") + 1, offset - before.rfind("\n"))


def _at_the_door(text: str, shown: str, problems: list[Problem]) -> str:
    """The text in normal form with one kind of line end; what is dropped is said."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    dropped = arabic.forbidden(lines)
    if dropped:
        names = "، ".join(dict.fromkeys(name for _, name in dropped))
        problems.append(problem("W140", _place(lines, dropped[0][0], shown), value=names))
        return arabic.normal(lines)
    return unicodedata.normalize("NFC", lines)  # with nothing to drop, that is the normal form


def decoded(data: bytes) -> tuple[bytes, str]:
    """The byte order mark, if there is one, and the text. Raises UnicodeDecodeError."""
    rest = data.removeprefix(codecs.BOM_UTF8)
    return data[: len(data) - len(rest)], rest.decode("utf-8")


def cut(text: str, shown: str) -> tuple[Node, str]:
    """The node tree of the front matter, and the Markdown after it, of a text in normal form. Raises Unreadable."""
    lines = text.split("\n")
    if not _FENCE.fullmatch(lines[0]):
        raise Unreadable(problem("E102", Where(shown)))
    for number, line in enumerate(lines[1:], start=1):
        if _FENCE.fullmatch(line):
            front = from_yaml("\n".join(lines[1:number]), shown, 2)
            return front, "\n".join(lines[number + 1 :])
    raise Unreadable(problem("E103", Where(shown)))


def _body(text: str, markup: Markup, shown: str, problems: list[Problem]) -> Body:
    """The body; whatever the Markdown library trips over (a thousand nested quotes) is this file's problem alone."""
    try:
        return markup.read(text)
    except Exception as error:  # noqa: BLE001 (a bad file never stops the good ones: issue press, 2)
        problems.append(problem("E108", Where(shown), reason=type(error).__name__))
        return Body("", "", 0)


def _links(body: Body, body_text: str, text: str, shown: str, problems: list[Problem]) -> tuple[WrittenLink, ...]:
    """The links to the outlet's own things, with their places; what the sanitiser refuses is said."""
    found = []
    start = len(text) - len(body_text)
    for link in body.links:
        if is_plain(link):
            continue
        seen = address(entities.unescape(link))
        if seen is not None and (has_scheme(seen) or seen.startswith("#")):
            continue  # the web's; its place is never asked for
        where = _place(text, start + _written_at(body_text, link), shown)
        if seen is None:
            problems.append(problem("W141", where, value=link))
        else:
            found.append(WrittenLink(seen, where.line, where.column))
    return tuple(found)


def _pictures(body: Body, body_text: str, text: str, shown: str, context: Context) -> Iterator[Problem]:
    """What is wrong with the pictures of a text, each at its place."""
    start = len(text) - len(body_text)
    for written in body.images:
        seen = address(entities.unescape(written))
        path = urls.picture(seen, context.config.base_url) if seen else None
        code = "W161" if path is None else "E135" if path not in context.media else ""
        if code:
            yield problem(code, _place(text, start + _written_at(body_text, written), shown), value=written)
    for one in pictures(body.html):
        place = _place(text, start + _written_at(body_text, one.src), shown)
        if not one.alt:
            yield problem("E164", place, value=one.src)
        elif not one.has_credit and urls.picture(one.src, context.config.base_url) and one.src:
            yield problem("W160", place, value=one.src)


def _written_at(text: str, written: str) -> int:
    """The offset of an address in a text: where it stands as one, else where it stands, else the beginning."""
    alone = text.find(f"]({written})")
    if alone >= 0:
        return alone + 2
    as_address = re.search(rf"""(?:\]\(\s*<?|=\s*["']|\]:\s*<?){re.escape(written)}""", text)
    return as_address.end() - len(written) if as_address else max(0, text.find(written))
