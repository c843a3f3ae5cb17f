"""The one place where the stages meet: scan → parse → archive → site → plan → render → output.

Knows the order of things and nothing of how any of them is done. What is looked at is what changed and what that can
reach (`touched`); a build whose configuration, theme or engine is another, or whose forerunner broke off, looks at
everything. Either way the same pages come out.
"""

import os
import secrets
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, closing
from functools import partial
from itertools import chain, groupby, islice
from pathlib import Path

import msgspec

from warraq import budgets, claims, feeds, fingerprint, hands, intake, output, photographs, plan, theme
from warraq.archive import Archive, Busy, Questions
from warraq.binder import Binder
from warraq.changes import EVERYTHING_CHANGED, Changes, changes
from warraq.config import Unusable
from warraq.database import discard, is_busy, is_damaged, is_sound
from warraq.ledger import Ledger, Row
from warraq.model import EVERYTHING, Window
from warraq.pressroom import Asked, Sheet, prepared, pressroom, site_of
from warraq.problems import Problem, reasons, unpacked
from warraq.published import Published
from warraq.shop import Options, Shop, opened, unusable
from warraq.sift import Known, Marks, Reason, reason
from warraq.site import Site
from warraq.standing import Standing, looking
from warraq.summary import Outcome
from warraq.views import Address

_ARCHIVE, _LEDGER, _PUBLISHED = "archive.sqlite", "ledger.sqlite", "published.sqlite"  # in the state folder
_NO_PAGES = {"asset", "card", "icon", "picture"}  # kinds of what is not printed
_BATCH = 40  # pages handed to a process at a time, and between two transactions of the ledger
_WORTH_HANDS = 400  # pages, from which on starting processes pays


class Stamp(msgspec.Struct, frozen=True):
    """What a build that came to its end says of itself: the state of the archive, and what else pages are made of."""

    generation: bytes
    form: bytes  # configuration and theme
    engine: bytes


def build(options: Options) -> Outcome:
    """Build the site. Content that is wrong never stops what is right; see Outcome for what happened."""
    try:
        shop = opened(options)
        try:
            return _build(shop, options)
        except sqlite3.DatabaseError as error:
            if not is_damaged(error) or not _discard_damaged(shop.state):
                raise _state_unusable(options, error) from error
            return _build(shop, options)
    except (Unusable, theme.Faulty) as error:
        return Outcome(problems=error.problems, usable=False)


def _discard_damaged(state: Path) -> bool:
    """Throw away the memories that are found damaged while they are read; were there any?

    Content fills the archive again; without a ledger the build says that it cannot know whose files it found.
    """
    memories = (state / name for name in (_ARCHIVE, _PUBLISHED, _LEDGER))
    damaged = [memory for memory in memories if memory.exists() and not is_sound(memory)]
    for memory in damaged:
        discard(memory)
    return bool(damaged)


def _build(shop: Shop, options: Options) -> Outcome:
    with ExitStack() as stack:
        published = stack.enter_context(closing(_published(shop)))  # held to the end: one build at a time
        archive = stack.enter_context(closing(_archive(shop)))
        outputs = stack.enter_context(_looking(shop))
        generation, last = archive.noted("generation"), _last_window(archive, shop)
        taken = intake.fill(archive, published, shop)
        passing = photographs.develop(archive, shop)
        problems = [
            *shop.warnings,
            *taken.problems,
            *_settled(archive, shop, last),
            *photographs.problems(archive),
            *passing,
        ]
        if options.strict and any(found.is_error for found in problems):
            return Outcome(problems=tuple(problems), refused=True)
        ledger = stack.enter_context(closing(_ledger(shop)))
        site = site_of(shop, archive.ask)
        changed = changes(site, archive, last.as_of)
        stamp = _stamp(archive, shop)
        if options.full or _stamp_of(ledger) != msgspec.structs.replace(stamp, generation=generation):
            changed = EVERYTHING_CHANGED
        issue = _Issue(site, shop, archive.file, ledger, outputs(ledger), changed, full=options.full)
        refused = _refused(issue, archive.ask) if options.strict else ()
        if refused:
            return Outcome(problems=(*problems, *refused), refused=True)
        intake.keep(taken, shop)
        archive.commit()
        outcome = _publish(issue, problems)
        if not any(found.code in _FILE_PROBLEMS for found in outcome.problems):
            _complete(ledger, stamp)
        if changed.is_everything:
            photographs.tidy(archive, shop)
        if not shop.is_look:
            _record(published, archive, taken.present)
        return outcome


_FILE_PROBLEMS = {"E304", "E305", "E307", "E308"}  # a file that could not be written: the next build tries again


def _last_window(archive: Archive, shop: Shop) -> Window:
    """The moment as of which the archive was last settled, or one since which nothing has come, gone or grown old."""
    noted = archive.noted("window")
    return msgspec.msgpack.decode(noted, type=Window) if noted else shop.window


def _settled(archive: Archive, shop: Shop, last: Window) -> tuple[Problem, ...]:
    """Settle what readers may see and who has which address; a problem for every claim that lost."""
    due = archive.due(last, shop.window)
    for path in sorted(due):
        archive.look_again(path, shop.window)
    has_aged = archive.ask.count_aged(last.as_of, shop.window.as_of) > 0
    if due or has_aged or not archive.noted("window") or last.drafts != shop.window.drafts:
        archive.note("window", msgspec.msgpack.encode(shop.window))
    if archive.has_changed or archive.pictures.before or archive.is_new:
        found = claims.settle(shop.config, archive, shop.window, shop.label)
        archive.note("clashes", msgspec.msgpack.encode(found))
        archive.note("generation", secrets.token_bytes(8))
        return found
    if has_aged:
        archive.note("generation", secrets.token_bytes(8))
    return msgspec.msgpack.decode(archive.noted("clashes"), type=tuple[Problem, ...])


def _stamp(archive: Archive, shop: Shop) -> Stamp:
    form = fingerprint.mark((msgspec.to_builtins(shop.config), shop.theme.mark))
    return Stamp(archive.noted("generation"), form, fingerprint.engine())


def _stamp_of(ledger: Ledger) -> Stamp | None:
    noted = ledger.stamp()
    return msgspec.msgpack.decode(noted, type=Stamp) if noted else None


def _complete(ledger: Ledger, stamp: Stamp) -> None:
    packed = msgspec.msgpack.encode(stamp)
    if ledger.stamp() != packed:
        ledger.complete(packed)


def _record(published: Published, archive: Archive, present: frozenset[str]) -> None:
    """Write down what readers have now of whatever was put or taken since this was last written."""
    paths = archive.unrecorded()
    if not paths:
        return
    published.record(filter(None, map(archive.ask.last_seen, paths)))
    published.forget(path for path in paths if path not in present)
    published.commit()
    archive.all_recorded()
    archive.commit()


# ---------------------------------------------------------------- before the reports


def _published(shop: Shop) -> Published:
    try:
        return Published(shop.state / _PUBLISHED)
    except OSError as error:
        raise unusable("E235", "--state", value=shop.state.name, **reasons(error)) from error


def _archive(shop: Shop) -> Archive:
    try:
        return Archive(shop.state / _ARCHIVE)
    except Busy as error:
        raise unusable("E232", str(shop.state)) from error
    except OSError as error:
        raise unusable("E235", "--state", value=shop.state.name, **reasons(error)) from error


def _state_unusable(options: Options, error: sqlite3.DatabaseError) -> Unusable:
    if is_busy(error):
        return unusable("E232", options.state)
    why = {"reason": f"خطأ في النظام ({error})", "reason_en": str(error)}
    return unusable("E235", "--state", value=options.state, **why)


def _ledger(shop: Shop) -> Ledger:
    """The ledger of this output folder; a folder that holds somebody else's site is refused."""
    try:
        shop.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable("E230", "--output", value=shop.output.name, **reasons(error)) from error
    ledger = Ledger(shop.state / _LEDGER, _root(shop))
    if ledger.is_new and output.holds_file(shop.output, "index.html"):
        ledger.close()
        raise unusable("E231", "--output", value="index.html")
    return ledger


def _looking(shop: Shop) -> AbstractContextManager[Callable[[Ledger], Standing]]:
    return looking(shop.state / _LEDGER, _root(shop), shop.output, shop.jobs)


def _root(shop: Shop) -> str:
    """The output folder as it lies from the ledger, so that a project may be moved with its memory."""
    try:
        return Path(os.path.relpath(shop.output, shop.state)).as_posix()
    except ValueError:  # another drive, on Windows
        return shop.output.as_posix()


# ---------------------------------------------------------------- publishing


class _Counted:
    """Hands things on and counts them."""

    def __init__(self, asked: Iterable[Asked]) -> None:
        self.count = 0
        self._asked = asked

    def __iter__(self) -> Iterator[Asked]:
        for one in self._asked:
            self.count += 1
            yield one


class _Issue(msgspec.Struct, frozen=True):
    """One issue of the site: what it is made of, where it goes, what changed since the last one."""

    site: Site
    shop: Shop
    archive: Path
    ledger: Ledger
    standing: Standing
    changed: Changes
    full: bool


def _refused(issue: _Issue, ask: Questions) -> tuple[Problem, ...]:
    """The problems of all pages, where one of them is an error: found before anything is written, by printing twice."""
    room = pressroom(issue.shop, ask)
    looked_at: set[str] = set()
    lost = _lost(issue)
    found = [one for sheet in _assets(issue, lost) for one in sheet.problems]
    with closing(_asked(issue, lost)) as asked:
        for batch in _batches(asked):
            looked_at.update(row.file for _, known in batch for row in known.rows)
            sheets = room.sheets(one for one in batch if one[0].kind not in _NO_PAGES)
            found.extend(one for sheet in sheets for one in sheet.problems)
    if not issue.changed.is_everything:
        found.extend(chain.from_iterable(map(unpacked, issue.ledger.problems(looked_at))))
    return tuple(found) if any(one.is_error for one in found) else ()


def _publish(issue: _Issue, problems: list[Problem]) -> Outcome:
    """Look at every page that can differ, write what does, remove what nobody names any more."""
    lost = _lost(issue)
    binder = Binder(issue.shop.output, issue.ledger)
    if issue.changed.is_everything:
        binder.expect(file for file, _, _ in issue.ledger.facts())
    with closing(_asked(issue, lost)) as looked_at:  # before the archive is, whatever happens on the way
        asked = _Counted(looked_at)
        for sheets in _sheets(issue, asked, binder):
            binder.bind(sheets)
    binder.bind(_assets(issue, lost))
    binder.prune()
    due = issue.site.next_moment()
    return Outcome(
        problems=(*problems, *chain.from_iterable(map(unpacked, issue.ledger.problems())), *binder.problems),
        reports=issue.site.count(EVERYTHING),
        pages=issue.standing.pages + _pages(binder.added) - _pages(binder.gone),
        touched=asked.count,
        rendered=_pages(file for file, _ in binder.reasons),
        written=binder.written,
        unchanged=issue.standing.files + len(binder.added) - len(binder.gone) - binder.written,
        removed=binder.removed,
        reasons=tuple(sorted(binder.reasons)),
        next_moment=issue.shop.config.iso(due.at) if due else "",
        output=issue.shop.output.name,
    )


def _pages(files: Iterable[str]) -> int:
    return sum(file.endswith(".html") for file in files)


def _lost(issue: _Issue) -> dict[Address, Reason]:
    """What was made and is not there any more as it was, or may never have been written."""
    rows = (row for file in issue.standing.altered if (row := issue.ledger.row(file)))
    unfinished: dict[Address, Reason] = {row.address: "unfinished" for row in issue.ledger.unfinished()}
    return unfinished | {row.address: "lost" for row in rows}


def _asked(issue: _Issue, lost: Mapping[Address, Reason]) -> Generator[Asked]:
    """Every address to be looked at, with what is known of it."""
    site, changed = issue.site, issue.changed
    if changed.is_everything:
        rows: dict[Address, tuple[Row, ...]] = {}
        for row in issue.ledger.all_rows():
            rows[row.address] = (*rows.get(row.address, ()), row)
        must: Reason | None = "full" if issue.full else None
        for address in chain(plan.addresses(site), feeds.addresses(site)):
            yield address, Known(rows.get(address, ()), lost.get(address, must))
        return
    wanted = chain(plan.touched(site, changed), feeds.touched(site, changed), lost)
    for address in sorted(set(wanted), key=_in_groups):
        yield address, Known(issue.ledger.rows(address), lost.get(address))


def _in_groups(address: Address) -> tuple[str, str, str, int]:
    """What is made of one thing stands together: a picture is read once for all its files."""
    return address.kind, address.key, address.field, address.number


def _sheets(issue: _Issue, asked: Iterable[Asked], binder: Binder) -> Iterator[tuple[Sheet, ...]]:
    """What comes of the addresses, a batch at a time, by as many processes as pay."""
    pages = _expected((one for one in asked if one[0].kind != "asset"), binder)
    first = tuple(islice(pages, _WORTH_HANDS))
    jobs = issue.shop.jobs if len(first) == _WORTH_HANDS else 1
    prepare = partial(prepared, issue.shop, issue.archive)
    return hands.spread(prepare, _batches(chain(first, pages)), jobs, tuple[Sheet, ...])


def _expected(asked: Iterable[Asked], binder: Binder) -> Iterator[Asked]:
    """The same; what was made of each address goes, unless a sheet names it."""
    for address, known in asked:
        binder.expect(row.file for row in known.rows)
        yield address, known


def _batches(asked: Iterator[Asked]) -> Iterator[tuple[Asked, ...]]:
    for _, group in groupby(asked, key=_picture_of):
        while batch := tuple(islice(group, _BATCH)):
            yield batch


def _picture_of(asked: Asked) -> str:
    """The picture that an address is a file of; nothing for a page."""
    return asked[0].key if asked[0].kind == "picture" else ""


def _assets(issue: _Issue, lost: Mapping[Address, Reason]) -> tuple[Sheet, ...]:
    """The theme's files, as sheets; nothing where neither theme nor files can have changed."""
    if not issue.changed.is_everything and not any(address.kind == "asset" for address in lost):
        return ()
    assets = issue.shop.theme.assets
    limits = budgets.budgets(issue.shop.theme.settings).assets
    heavy = budgets.heavy_assets(((one.name, one.data) for one in assets), limits)
    return tuple(_asset(issue, one, lost, heavy.get(one.name)) for one in assets)


def _asset(issue: _Issue, asset: theme.Asset, lost: Mapping[Address, Reason], heavy: Problem | None) -> Sheet:
    address, file = Address("asset", key=asset.name), asset.path[1:]
    now = Marks(fingerprint.mark(asset.data), b"", b"")
    known = Known(issue.ledger.rows(address), lost.get(address, "full" if issue.full else None))
    return Sheet(address, file, now, reason(known, file, now), asset.data, (heavy,) if heavy else ())
