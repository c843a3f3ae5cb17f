"""`warraq check`: read the content as a copy editor would, and mend what is safe to mend where that is asked.

Says what `build` would say of each file, then what the language room finds in its words, then names that are spelt in
several ways. Writes nothing without `--fix`. Knows no pages; links and pictures are `build`'s to judge.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from warraq import arabic, frontmatter, proofread, source
from warraq.config import Unusable
from warraq.frontmatter import Context
from warraq.intake import Reader
from warraq.model import TERM_FIELDS, Profile, Report, TermField
from warraq.nodes import Node, Unreadable, items, table
from warraq.parse import cut, decoded
from warraq.problems import Problem, Where, problem, reasons
from warraq.proofread import Slip
from warraq.shop import Options, Shop, converters, opened, unusable
from warraq.summary import Proofs
from warraq.theme import Faulty

# Keys of front matter whose words readers see as prose.
_PROSE = {"title", "kicker", "deck", "summary", "content_warning", "reason", "text", "alt", "caption"}


class _Leaf(msgspec.Struct, frozen=True):
    """A file as it was read: the source, its text in normal form, how it ended its lines."""

    source: source.Source
    text: str
    line_end: str
    mark: bytes  # the byte order mark, where it had one


class _Passage(msgspec.Struct, frozen=True):
    """A stretch of prose in a file: where it starts, its words, and whether they stand there just so."""

    offset: int
    words: str
    is_line: bool  # a title rather than a text in Markdown
    literal: bool = True  # a folded or escaped value of YAML is read, and left as it is


class _Spelt(msgspec.Struct, frozen=True):
    """A name as one report spells it."""

    field: TermField
    spelling: str
    since: int  # the report's date, seconds since 1970
    where: Where


def check(options: Options, paths: tuple[str, ...] = (), *, fix: bool = False) -> Proofs:
    """Read the files below `paths` (all of the content where none is given); `fix` mends what is safe."""
    try:
        shop = opened(options)
        return _check(shop, paths, fix=fix)
    except (Unusable, Faulty) as error:
        return Proofs(problems=error.problems, usable=False)


def _check(shop: Shop, paths: tuple[str, ...], *, fix: bool) -> Proofs:
    scan = source.scan(shop.content, shop.label)
    texts = [one for one in scan.sources if one.shelf != "media"]
    media = frozenset(one.path for one in scan.sources if one.shelf == "media")
    reader = Reader(shop, Context(shop.config, shop.label, media), converters(shop))
    chosen = _chosen(shop, texts, paths)
    problems: list[Problem] = [] if paths else [*shop.warnings, *scan.problems]
    spelt: list[_Spelt] = []
    names: dict[str, str] = {}
    mended = []
    for one in texts:
        is_chosen = one in chosen
        if is_chosen and fix and _mend(shop, one):
            mended.append(f"{shop.label}/{one.path}")
        parsed = reader.parsed(one)
        if is_chosen:
            problems += [*parsed.problems, *_language(shop, one)]
        if isinstance(parsed.item, Report):
            spelt += _spellings(shop, one, parsed.item)
        elif isinstance(parsed.item, Profile):
            names[arabic.fold(parsed.item.name)] = parsed.item.name
    shown = {f"{shop.label}/{one.path}" for one in chosen}
    problems += [found for found in _variants(spelt, names) if found.where.path in shown]
    return Proofs(problems=tuple(sorted(problems)), files=len(chosen), mended=tuple(mended))


def _chosen(shop: Shop, texts: Iterable[source.Source], paths: tuple[str, ...]) -> frozenset[source.Source]:
    """The sources at or below the given paths. Raises Unusable for a path that holds none."""
    if not paths:
        return frozenset(texts)
    chosen: set[source.Source] = set()
    for path in paths:
        asked = Path(path).resolve()
        found = {one for one in texts if (shop.content / one.on_disk).is_relative_to(asked)}
        if not found:
            raise unusable("E237", path, value=path)
        chosen |= found
    return frozenset(chosen)


# ---------------------------------------------------------------- one file


def _leaf(shop: Shop, one: source.Source) -> _Leaf | None:
    """The file as text; None where it cannot be read, which parsing has said."""
    try:
        data = source.read(shop.content, one)
        mark, text = decoded(data)
    except (OSError, UnicodeDecodeError):
        return None
    line_end = "\r\n" if "\r\n" in text else "\n"
    return _Leaf(one, arabic.normal(text.replace("\r\n", "\n").replace("\r", "\n")), line_end, mark)


def _language(shop: Shop, one: source.Source) -> Iterator[Problem]:
    """What the language room finds in a file, at its places."""
    leaf = _leaf(shop, one)
    if leaf is None:
        return
    shown = f"{shop.label}/{one.path}"
    front, passages = _passages(leaf.text, shown)
    if front is None:
        return
    if one.shelf == "reports" and not _has_id(front):
        yield problem("W421", Where(shown))
    language = frontmatter.language(front) or shop.config.language
    for passage in passages:
        for slip in _slips(passage, language):
            offset = passage.offset + (slip.offset if passage.literal else 0)
            yield problem(slip.code, _place(leaf.text, offset, shown), value=slip.value)


def _slips(passage: _Passage, language: str) -> tuple[Slip, ...]:
    return proofread.slips(passage.words, language, plain=passage.is_line)


def _place(text: str, offset: int, shown: str) -> Where:
    return Where(shown, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _passages(text: str, shown: str) -> tuple[Node | None, tuple[_Passage, ...]]:
    """The front matter (None where it is broken), and all prose of the file, in order."""
    try:
        front, body = cut(text, shown)
    except Unreadable:
        return None, ()
    return front, (*_front_passages(front, text), _Passage(len(text) - len(body), body, is_line=False))


def _front_passages(front: Node, text: str) -> Iterator[_Passage]:
    starts = [0, *(at + 1 for at, letter in enumerate(text) if letter == "\n")]
    for node in _prose_nodes(front):
        words = str(node.value)
        at = starts[node.where.line - 1] + node.where.column - 1
        found = next((start for start in (at, at + 1) if text[start : start + len(words)] == words), None)
        yield _Passage(at if found is None else found, words, is_line=True, literal=found is not None)


def _prose_nodes(node: Node) -> Iterator[Node]:
    """The texts below a table of front matter that readers see as prose."""
    arabic_names = {spelling: key for key, spelling in (frontmatter.REPORT_KEYS | frontmatter.PART_KEYS).items()}
    for key, value in table(node):
        name = arabic_names.get(str(key.value), str(key.value))
        if value.kind == "text" and name in _PROSE and not value.null:
            yield value
        elif value.kind == "table":
            yield from _prose_nodes(value)
        elif name == "corrections":
            for item in items(value):
                yield from _prose_nodes(item)


def _has_id(front: Node) -> bool:
    return any(key.value in {"id", frontmatter.REPORT_KEYS["id"]} for key, _ in table(front))


# ---------------------------------------------------------------- mending


def _mend(shop: Shop, one: source.Source) -> bool:
    """Mend what is safe in a file; whether anything was. Its line ends and its byte order mark stay."""
    leaf = _leaf(shop, one)
    made = _mended(leaf.text, shop, one) if leaf else ""
    if leaf is None or made == leaf.text:
        return False
    data = leaf.mark + made.replace("\n", leaf.line_end).encode("utf-8")
    try:
        source.replace(shop.content, one.on_disk, data)
    except OSError as error:
        raise unusable("E238", f"{shop.label}/{one.path}", **reasons(error)) from error
    return True


def _mended(text: str, shop: Shop, one: source.Source) -> str:
    """The text with its safe slips mended and its id written down; as it was where that would break it."""
    shown = f"{shop.label}/{one.path}"
    front, passages = _passages(text, shown)
    if front is None:
        return text
    language = frontmatter.language(front) or shop.config.language
    made = text
    for passage in sorted(passages, key=lambda found: -found.offset):
        if passage.literal:
            end = passage.offset + len(passage.words)
            made = (
                made[: passage.offset] + proofread.mended(passage.words, language, plain=passage.is_line) + made[end:]
            )
    if one.shelf == "reports" and not _has_id(front):
        first_line, _, rest = made.partition("\n")
        made = f"{first_line}\nid: {frontmatter.derived_id(one)}\n{rest}"
    return made if _passages(made, shown)[0] is not None else text


# ---------------------------------------------------------------- names


def _spellings(shop: Shop, one: source.Source, report: Report) -> Iterator[_Spelt]:
    leaf = _leaf(shop, one)
    text = leaf.text if leaf else ""
    for field in TERM_FIELDS:
        for name in report.terms(field):
            yield _Spelt(field, name, report.date.at, _place(text, max(0, text.find(name)), f"{shop.label}/{one.path}"))


def _variants(spelt: Iterable[_Spelt], profiles: dict[str, str]) -> Iterator[Problem]:
    """A warning at each name that is spelt otherwise than readers see it (T-2.16)."""
    grouped: dict[tuple[TermField, str], list[_Spelt]] = defaultdict(list)
    for one in spelt:
        grouped[one.field, arabic.fold(one.spelling)].append(one)
    for (field, key), group in grouped.items():
        counts = Counter(one.spelling for one in group)
        first = {one.spelling: one.since for one in sorted(group, key=lambda one: -one.since)}
        most_used = min(counts, key=lambda spelling: (-counts[spelling], first[spelling], spelling))
        shown = profiles.get(key, most_used) if field == "author" else most_used
        for one in group:
            if one.spelling != shown:
                yield problem("W420", one.where, value=one.spelling, other=shown)
