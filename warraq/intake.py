"""Bring the archive up to the folder: what is new, altered or gone is read and put. An edge: it reads content.

A file of the same size and time is trusted, one of the same bytes is not parsed again (design, section 3, law 1). One
with an error keeps the item of its last good version, unless it says draft or withdrawn; a published report whose title
changes keeps its address, for which `slugs.lock` is written. Knows no pages and no theme.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

import msgspec

from warraq import hands, pins, source
from warraq.archive import Archive
from warraq.folders import Difference, difference
from warraq.frontmatter import derived_id, pin_key
from warraq.model import LastSeen, Report
from warraq.photographs import look_at
from warraq.pins import Pins
from warraq.problems import Problem, Where, problem, reasons
from warraq.published import Published
from warraq.reader import Read, Reader, reader
from warraq.shop import Shop, unusable

_BATCH = 50  # files handed to a process at a time
_WORTH_HANDS = 200  # files, from which on starting processes pays
_OF_THE_MOMENT = {"W150", "W151"}  # tell of a change, so they are said once


class Intake(msgspec.Struct, frozen=True):
    """What reading the content came to: what is wrong in it, the kept slugs to be written down, the files there are."""

    problems: tuple[Problem, ...]
    pins: Pins
    added: Mapping[str, str]
    present: frozenset[str]


def fill(archive: Archive, published: Published, shop: Shop) -> Intake:
    """Bring the archive up to the folder. Writes nothing into the content: that is `keep`'s."""
    scan = source.scan(shop.content, shop.label)
    kept = _pins(shop)
    anew = archive.noted("reading") != shop.reading_key
    everything = anew or shop.paranoid
    found = difference(scan.sources, archive.folders(), shop.started, everything=everything)
    stale = (*found.stale, *_affected(archive, found, kept, scan))
    taking = _Taking(archive, published, shop, reader(shop, found.media, kept.slugs), found)
    taking.take(_unique(stale), anew=anew)
    look_at(archive, shop, found, anew=anew)
    problems = [*scan.problems, *kept.problems, *taking.problems, *_stored_warnings(archive)]
    _note(archive, shop, found, pins=kept.slugs if shop.is_look else {**kept.slugs, **taking.added})
    return Intake(tuple(problems), kept, taking.added, found.present)


def _affected(archive: Archive, found: Difference, kept: Pins, scan: source.Scan) -> Iterator[source.Source]:
    """Sources that are what they were, and have to be read anew: a picture of theirs came or went, or a kept slug."""
    paths = archive.ask.leading(found.other_media)
    before = msgspec.json.decode(archive.noted("pins") or b"{}", type=dict[str, str])
    ids = {key.partition("@")[0] for key in before.keys() | kept.slugs.keys() if before.get(key) != kept.slugs.get(key)}
    paths |= archive.ask.paths_of(ids)
    for path in paths:
        archive.forget_source(path)
    return (one for one in scan.sources if one.path in paths)


def _unique(sources: Iterable[source.Source]) -> tuple[source.Source, ...]:
    return tuple(sorted({one.path: one for one in sources}.values()))


def _stored_warnings(archive: Archive) -> Iterator[Problem]:
    for found in archive.warnings():
        yield from msgspec.msgpack.decode(found, type=tuple[Problem, ...])


def _note(archive: Archive, shop: Shop, found: Difference, *, pins: Mapping[str, str]) -> None:
    """Keep what this reading was done with, where it is another."""
    wanted = {"reading": shop.reading_key, "pins": msgspec.json.encode(pins, order="sorted")}
    for key, value in wanted.items():
        if archive.noted(key) != value:
            archive.note(key, value)
    for folder, files in found.folders.items():
        archive.keep_folder(folder, files)


class _Taking:
    """One reading of the content: what is read is put, what is wrong is noted."""

    def __init__(self, archive: Archive, published: Published, shop: Shop, prepared: Reader, found: Difference) -> None:
        self.problems: list[Problem] = []
        self.added: dict[str, str] = {}
        self._archive, self._published, self._shop = archive, published, shop
        self._reader, self._found = prepared, found

    def take(self, stale: Sequence[source.Source], *, anew: bool) -> None:
        """Read these sources and put what they hold; take back what is gone. `anew` is also what has the same bytes."""
        jobs = self._shop.jobs if len(stale) >= _WORTH_HANDS else 1
        asked = ((one, "" if anew else self._archive.digest(one.path)) for one in stale)
        for batch in hands.spread(partial(_reads, self._reader), _batches(asked), jobs, tuple[Read, ...]):
            for read in batch:
                self._put(read)
        for path in self._found.gone:
            self._archive.remove(path)
            self._archive.forget_source(path)

    def _put(self, read: Read) -> None:
        path = read.source.path
        if read.is_same:
            return
        settled, is_settled = self._settled(read)
        self.problems.extend(one for one in settled.problems if one.is_error or one.code in _OF_THE_MOMENT)
        if settled.takes_down and self._archive.remove(path):
            self.problems.append(problem("E138", Where(f"{self._shop.label}/{path}")))
        if settled.filing is None:
            self._archive.forget_source(path)
            self._found.again(path)
            return
        self._archive.put(settled.filing, self._shop.window)
        stored = tuple(one for one in settled.problems if one.code not in _OF_THE_MOMENT)
        is_done = is_settled or not self._shop.is_look  # what a look finds is for the next build that publishes
        self._archive.keep_source(path, settled.digest if is_done else "", _packed(stored))
        if not is_done:
            self._found.again(path)

    def _settled(self, read: Read) -> tuple[Read, bool]:
        """What was read, with the slug to keep where its title is new: that moves no published report (T-2.23).

        And whether nothing about the report has moved.
        """
        new = read.report
        last = self._last_seen(read.source, new) if new and not self._published.is_empty else None
        if new is None or last is None:
            return read, True
        is_settled = True
        where = Where(f"{self._shop.label}/{new.path}")
        if new.slug != last.slug and (new.title != last.title or self._was_pinned(last)):
            key = pin_key(read.source, new.id, new.date, self._shop.config)
            again = self._reader.read(read.source, pin={key: last.slug})
            if again.report and again.report.slug == last.slug:  # else the slug is the editor's own
                read, new = self._with(again, problem("W150", where, value=again.report.url)), again.report
                self.added[key] = last.slug
                is_settled = False
        if last.url not in (new.url, *new.aliases):
            read, is_settled = self._with(read, problem("W151", where, value=last.url, other=new.url)), False
        return read, is_settled

    def _last_seen(self, one: source.Source, report: Report) -> LastSeen | None:
        """The report as readers last had it, also where its file was renamed or its id given later.

        A file that now holds another title of another day, without an id that says otherwise, holds another report.
        """
        here, named = self._published.at(one.path), self._published.with_id(report.id)
        if here and here.id != report.id and derived_id(one) not in {here.id, report.id} and named:
            here = None  # the file holds, or claims to hold, another report that readers know
        if here:
            is_named = report.id == here.id != derived_id(one)
            if is_named or here.date == report.date.at or here.title == report.title:
                return here
        elsewhere = (*named, *self._published.titled(report.title, report.date.at))
        return next((last for last in elsewhere if last.path not in self._found.present), None)

    def _was_pinned(self, last: LastSeen) -> bool:
        """Whether the slug that readers knew was a kept one: it goes on to the report's new name."""
        kept = self._reader.context.pins
        return last.slug in {kept.get(key) for key in kept if key.split("@")[0] == last.id}

    def _with(self, read: Read, found: Problem) -> Read:
        """The same with one more problem; a look at another day or at drafts moves nothing, so it says nothing."""
        return read if self._shop.is_look else msgspec.structs.replace(read, problems=(*read.problems, found))


def _packed(warnings: tuple[Problem, ...]) -> bytes | None:
    return msgspec.msgpack.encode(warnings) if warnings else None


def _reads(prepared: Reader) -> "partial[tuple[Read, ...]]":
    """The work of one process: batches of sources are read."""
    return partial(_read_all, prepared)


def _read_all(prepared: Reader, batch: Iterable[tuple[source.Source, str]]) -> tuple[Read, ...]:
    return tuple(prepared.read(one, known=digest) for one, digest in batch)


def _batches(asked: Iterator[tuple[source.Source, str]]) -> Iterator[tuple[tuple[source.Source, str], ...]]:
    while batch := tuple(islice(asked, _BATCH)):
        yield batch


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
