"""Bring the archive up to the folder: scan, parse, put. An edge: it reads content and writes `slugs.lock`.

A file with an error keeps the row of its last good version, unless it says draft or withdrawn; a published report
whose title changes keeps its address. Knows no pages and no themes beyond the words that texts are set with.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from warraq import pins, source
from warraq.archive import Archive
from warraq.config import Config
from warraq.frontmatter import Context, derived_id, pin_key
from warraq.markup import Markup
from warraq.model import LastSeen, Profile, Report
from warraq.parse import Parsed, parse
from warraq.pins import Pins
from warraq.problems import Problem, Where, problem, reasons
from warraq.published import Published
from warraq.shop import Shop, converters, unusable


class Intake(msgspec.Struct, frozen=True):
    """What reading the content came to: what is wrong in it, the kept slugs to be written down, the files there are."""

    problems: tuple[Problem, ...]
    pins: Pins
    added: Mapping[str, str]
    present: frozenset[str]


def fill(archive: Archive, published: Published, shop: Shop) -> Intake:
    """Bring the archive up to the folder. Writes nothing into the content: that is `keep`'s."""
    scan = source.scan(shop.content, shop.label)
    media = frozenset(one.path for one in scan.sources if one.shelf == "media")
    kept = _pins(shop)
    problems = [*scan.problems, *kept.problems]
    reader = Reader(shop, Context(shop.config, shop.label, media, kept.slugs), converters(shop))
    texts = [one for one in scan.sources if one.shelf != "media"]
    present = frozenset(one.path for one in texts)
    added: dict[str, str] = {}
    for one in texts:
        parsed, pin = _settled(reader, one, published, present)
        added |= pin
        problems.extend(parsed.problems)
        if parsed.takes_down and archive.remove(one.path):
            problems.append(problem("E138", Where(f"{shop.label}/{one.path}")))
        _put(archive, parsed, shop.config)
    archive.keep_only(present)
    return Intake(tuple(problems), kept, added, present)


@dataclass(frozen=True, slots=True)
class Reader:
    """What it takes to read one source."""

    shop: Shop
    context: Context
    markup: Callable[[str], Markup]

    def parsed(self, one: source.Source, pin: Mapping[str, str] | None = None) -> Parsed:
        """The source, parsed; a file that cannot be opened is a problem of its own. `pin` is one more kept slug."""
        try:
            data = source.read(self.shop.content, one)
        except OSError as error:
            found = problem("E107", Where(f"{self.shop.label}/{one.path}"), **reasons(error))
            return Parsed(one, None, None, (found,))
        context = msgspec.structs.replace(self.context, pins={**self.context.pins, **(pin or {})})
        return parse(one, data, context, self.markup)


def _settled(
    reader: Reader, one: source.Source, published: Published, present: frozenset[str]
) -> tuple[Parsed, dict[str, str]]:
    """The source, parsed, and the slug to keep where its title is new: that moves no published report (T-2.23)."""
    parsed, pin = reader.parsed(one), dict[str, str]()
    new = parsed.item
    last = _last_seen(one, new, published, present) if isinstance(new, Report) else None
    if not isinstance(new, Report) or last is None:
        return parsed, pin
    where = Where(f"{reader.shop.label}/{one.path}")
    if new.slug != last.slug and (new.title != last.title or _was_pinned(reader, last)):
        key = pin_key(one, new.id, new.date, reader.shop.config)
        again = reader.parsed(one, {key: last.slug})
        if isinstance(again.item, Report) and again.item.slug == last.slug:  # else the slug is the editor's own
            found = problem("W150", where, value=again.item.url)
            parsed, new, pin = _with(again, found, reader.shop), again.item, {key: last.slug}
    if last.url not in (new.url, *new.aliases):
        parsed = _with(parsed, problem("W151", where, value=last.url, other=new.url), reader.shop)
    return parsed, pin


def _last_seen(one: source.Source, report: Report, published: Published, present: frozenset[str]) -> LastSeen | None:
    """The report as readers last had it, also where its file was renamed or its id given later.

    A file that now holds another title of another day, without an id that says otherwise, holds another report.
    """
    here = published.at(one.path)
    if here:
        is_named = report.id == here.id != derived_id(one)
        if is_named or here.date == report.date.at or here.title == report.title:
            return here
    elsewhere = (*published.with_id(report.id), *published.titled(report.title, report.date.at))
    return next((last for last in elsewhere if last.path not in present), None)


def _was_pinned(reader: Reader, last: LastSeen) -> bool:
    """Whether the slug that readers knew was a kept one: it goes on to the report's new name."""
    return last.slug in {reader.context.pins.get(key) for key in reader.context.pins if key.split("@")[0] == last.id}


def _with(parsed: Parsed, found: Problem, shop: Shop) -> Parsed:
    """The same with one more problem; a look at another day or at drafts moves nothing, so it says nothing of it."""
    return parsed if shop.is_look else msgspec.structs.replace(parsed, problems=(*parsed.problems, found))


def _pins(shop: Shop) -> Pins:
    """The slugs that reports keep, and what is wrong in their file."""
    shown = f"{shop.label}/{pins.FILE}"
    try:
        return pins.read(source.read_plain(shop.content / pins.FILE).decode("utf-8"), shown)
    except FileNotFoundError:
        return Pins({})
    except UnicodeDecodeError as error:
        raise unusable("E101", shown) from error
    except OSError as error:
        raise unusable("E107", shown, **reasons(error)) from error


def keep(taken: Intake, shop: Shop) -> None:
    """Write down the slugs to be kept, before anything is published under them. Raises Unusable where it cannot."""
    if shop.is_look or not taken.added:
        return
    text = pins.written(taken.pins, taken.added)
    try:
        source.replace(shop.content, pins.FILE, text.encode("utf-8"))
    except OSError as error:
        raise unusable("E236", f"{shop.label}/{pins.FILE}", value=pins.FILE, **reasons(error)) from error


def _put(archive: Archive, parsed: Parsed, config: Config) -> None:
    item, body = parsed.item, parsed.body
    if item is None or body is None:
        return
    if isinstance(item, Report):
        day = datetime.fromtimestamp(item.date.at, config.zone).date().isoformat()
        archive.put_report(item, day, body.html)
    elif isinstance(item, Profile):
        archive.put_profile(item, body.html)
    else:
        archive.put_page(item, body.html)
