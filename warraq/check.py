"""`warraq check`: read the content as a copy editor would, and mend what is safe to mend where that is asked.

Says what `build` would say of each file, then what the language room finds in its words, then names that are spelt in
several ways. Writes nothing without `--fix`. Knows no pages; links and pictures are `build`'s to judge.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from warraq import arabic, frontmatter, mend, proofread, source
from warraq.config import Unusable
from warraq.model import TERM_FIELDS, Profile, Report, TermField
from warraq.parse import decoded
from warraq.passages import as_read, has_id, name_offset, passages, place
from warraq.problems import Problem, Where, problem, reasons
from warraq.reader import Reader, reader
from warraq.shop import Options, Shop, opened, unusable
from warraq.summary import Proofs
from warraq.theme import Faulty

_KEY_OF: dict[TermField, str] = {"tag": "tags", "place": "places", "author": "authors", "series": "series"}


class _Spelt(msgspec.Struct, frozen=True):
    """A name as one report spells it."""

    field: TermField
    spelling: str
    since: int  # the report's date, seconds since 1970
    source: source.Source


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
    ready = reader(shop, media, {})
    chosen = _chosen(shop, texts, paths)
    problems: list[Problem] = [] if paths else [*shop.warnings, *scan.problems]
    spelt: list[_Spelt] = []
    names: dict[str, str] = {}
    mended: list[str] = []
    for one in texts:
        is_chosen = one in chosen
        if is_chosen and fix:
            problems += _mend(ready, one, mended)
        parsed = ready.parsed(one)
        if is_chosen:
            problems += [*parsed.problems, *_language(shop, one)]
        if isinstance(parsed.item, Report):
            spelt += _spellings(one, parsed.item)
        elif isinstance(parsed.item, Profile):
            names[arabic.fold(parsed.item.name)] = parsed.item.name
    problems += [
        problem("W420", _place_of(shop, spelling), value=spelling.spelling, other=other)
        for spelling, other in _variants(spelt, names)
        if spelling.source in chosen
    ]
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


def _mend(ready: Reader, one: source.Source, mended: list[str]) -> Iterator[Problem]:
    """Mend what is safe in a file and note its path; one that cannot be written is a problem of its own."""
    shop, shown = ready.shop, f"{ready.shop.label}/{one.path}"
    try:
        data = source.read(shop.content, one)
    except OSError:
        return  # parsing says so
    made = mend.mended(one, data, ready.context, ready.markup)
    if made == data:
        return
    try:
        source.replace(shop.content, one.on_disk, made)
        mended.append(shown)
    except OSError as error:
        yield problem("E238", Where(shown), **reasons(error))


def _text(shop: Shop, one: source.Source) -> str:
    """The file's text; empty where it cannot be read, which parsing has said."""
    try:
        return as_read(decoded(source.read(shop.content, one))[1])
    except (OSError, UnicodeDecodeError):
        return ""


def _language(shop: Shop, one: source.Source) -> Iterator[Problem]:
    """What the language room finds in a file, at its places."""
    text, shown = _text(shop, one), f"{shop.label}/{one.path}"
    front, found = passages(text, shown)
    if front is None:
        return
    if one.shelf == "reports" and not has_id(front):
        yield problem("W421", Where(shown))
    language = frontmatter.language(front) or shop.config.language
    for passage in found:
        for slip in proofread.slips(passage.words, language, plain=passage.is_line):
            offset = passage.offset + (slip.offset if passage.literal else 0)
            yield problem(slip.code, place(text, offset, shown), value=slip.value)


# ---------------------------------------------------------------- names


def _spellings(one: source.Source, report: Report) -> Iterator[_Spelt]:
    return (_Spelt(field, name, report.date.at, one) for field in TERM_FIELDS for name in report.terms(field))


def _place_of(shop: Shop, one: _Spelt) -> Where:
    """Where the name stands in its report: under its own key, not where the title happens to say it."""
    text, shown = _text(shop, one.source), f"{shop.label}/{one.source.path}"
    front, _ = passages(text, shown)
    return place(text, name_offset(text, front, _KEY_OF[one.field], one.spelling), shown) if front else Where(shown)


def _variants(spelt: Iterable[_Spelt], profiles: dict[str, str]) -> Iterator[tuple[_Spelt, str]]:
    """Each name that is spelt otherwise than readers see it, and what they see (T-2.16)."""
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
                yield one, shown
