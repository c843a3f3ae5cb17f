"""Bring the archive up to the folder: scan, parse, put. An edge: it reads content and writes `slugs.lock`.

A file with an error keeps the row of its last good version, unless it says draft or withdrawn; a published report
whose title changes keeps its address. Knows no pages and no themes beyond the words that texts are set with.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from warraq import pins, source
from warraq.archive import Archive
from warraq.config import Config
from warraq.frontmatter import Context, Item
from warraq.markup import Markup
from warraq.model import Profile, Report, Window
from warraq.parse import Parsed, parse
from warraq.problems import Problem, Where, problem, reasons
from warraq.shop import Shop, converters, unusable


def fill(archive: Archive, shop: Shop) -> Iterator[Problem]:
    """Bring the archive up to the folder; what is wrong in it comes out on the way.

    Raises Unusable where a kept address could not be written down: then nothing must be published.
    """
    scan = source.scan(shop.content, shop.label)
    yield from scan.problems
    media = frozenset(one.path for one in scan.sources if one.shelf == "media")
    pinned, problems = _pins(shop)
    yield from problems
    reader = Reader(shop, Context(shop.config, shop.label, media, pinned), converters(shop))
    texts = [one for one in scan.sources if one.shelf != "media"]
    present = frozenset(one.path for one in texts)
    new_pins: dict[str, str] = {}
    for one in texts:
        parsed, pin = _kept(reader, one, archive, present)
        new_pins |= pin
        yield from parsed.problems
        if parsed.takes_down and archive.remove(one.path):
            yield problem("E138", Where(f"{shop.label}/{one.path}"))
        _put(archive, parsed, shop.config)
    archive.keep_only(present)
    if new_pins:
        _keep_pins(shop, pinned | new_pins)


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


def _kept(
    reader: Reader, one: source.Source, archive: Archive, present: frozenset[str]
) -> tuple[Parsed, dict[str, str]]:
    """The source, parsed, and the slug to keep where its title is new: that moves no published report (T-2.23)."""
    parsed, pin = reader.parsed(one), {}
    new, old = parsed.item, _published(reader.shop, one, parsed.item, archive, present)
    if not isinstance(new, Report) or old is None:
        return parsed, {}
    where = Where(f"{reader.shop.label}/{one.path}")
    if old.slug != new.slug and old.title != new.title:
        again = reader.parsed(one, {old.id: old.slug})
        if isinstance(again.item, Report) and again.item.slug == old.slug:  # else the slug is the editor's own
            parsed, new, pin = (
                _with(again, problem("W150", where, value=again.item.url)),
                again.item,
                {old.id: old.slug},
            )
    if old.url not in (new.url, *new.aliases):
        parsed = _with(parsed, problem("W151", where, value=old.url, other=new.url))
    return parsed, pin


def _published(
    shop: Shop, one: source.Source, item: Item | None, archive: Archive, present: frozenset[str]
) -> Report | None:
    """The report as readers have it now, also where its file has been moved; None where they have none."""
    if not isinstance(item, Report):
        return None
    window = Window(shop.window.as_of)
    old = archive.report(one.path, window) or archive.report_by_id(item.id, window)
    is_other = old is not None and (old.id != item.id or (old.path != one.path and old.path in present))
    return None if is_other else old


def _with(parsed: Parsed, found: Problem) -> Parsed:
    return msgspec.structs.replace(parsed, problems=(*parsed.problems, found))


def _pins(shop: Shop) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The slugs that reports keep, by id, and what is wrong in their file."""
    shown = f"{shop.label}/{pins.FILE}"
    try:
        return pins.read(source.read_plain(shop.content / pins.FILE).decode("utf-8"), shown)
    except FileNotFoundError:
        return {}, ()
    except UnicodeDecodeError as error:
        raise unusable("E101", shown) from error
    except OSError as error:
        raise unusable("E107", shown, **reasons(error)) from error


def _keep_pins(shop: Shop, pinned: dict[str, str]) -> None:
    shown = f"{shop.label}/{pins.FILE}"
    try:
        source.replace(shop.content, pins.FILE, pins.written(pinned).encode("utf-8"))
    except OSError as error:
        raise unusable("E236", shown, value=pins.FILE, **reasons(error)) from error


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
