"""The one place where the stages meet: scan → parse → archive → site → plan → render → output.

Knows the order of things and nothing of how any of them is done. Every build touches every address; what did not
change is not written.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from itertools import chain, islice
from pathlib import Path

from warraq import feeds, fingerprint, intake, output, plan, render, theme
from warraq.archive import Archive, Busy
from warraq.config import Unusable
from warraq.database import discard, is_busy, is_damaged
from warraq.ledger import Ledger
from warraq.model import EVERYTHING
from warraq.plan.desk import outlet
from warraq.problems import Problem, Where, problem, reasons
from warraq.published import Published
from warraq.shop import Options, Shop, opened, unusable
from warraq.site import Site, open_site
from warraq.summary import Outcome
from warraq.views import Page

_ARCHIVE, _LEDGER, _PUBLISHED = "archive.sqlite", "ledger.sqlite", "published.sqlite"  # in the state folder
_BATCH = 200  # pages between two transactions of the ledger: bounds what is held in memory


def build(options: Options) -> Outcome:
    """Build the site. Content that is wrong never stops what is right; see Outcome for what happened."""
    try:
        shop = opened(options)
        try:
            return _build(shop, options)
        except sqlite3.DatabaseError as error:
            if not is_damaged(error):
                raise _state_unusable(options, error) from error
            for memory in (_ARCHIVE, _PUBLISHED):  # found damaged while it was read: content fills it again
                discard(shop.state / memory)
            return _build(shop, options)
    except (Unusable, theme.Faulty) as error:
        return Outcome(problems=error.problems, usable=False)


def _build(shop: Shop, options: Options) -> Outcome:
    with ExitStack() as stack:
        archive = stack.enter_context(closing(_archive(shop)))
        published = stack.enter_context(closing(Published(shop.state / _PUBLISHED)))
        taken = intake.fill(archive, published, shop)
        problems = [*shop.warnings, *taken.problems]
        site, clashes = open_site(shop.config, archive, shop.window, shop.label)
        problems.extend(clashes)
        if options.strict and any(found.is_error for found in problems):
            return Outcome(problems=tuple(problems), refused=True)
        ledger = stack.enter_context(closing(_ledger(shop)))
        intake.keep(taken, shop)
        outcome = _publish(site, shop, ledger, problems)
        archive.commit()
        if not shop.is_look:
            published.record(archive.standing(shop.window), taken.present)
            published.commit()
        return outcome


# ---------------------------------------------------------------- before the reports


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
    ledger = Ledger(shop.state / _LEDGER, _relative(shop.output, shop.state))
    if ledger.is_new and output.holds_file(shop.output, "index.html"):
        ledger.close()
        raise unusable("E231", "--output", value="index.html")
    return ledger


def _relative(folder: Path, base: Path) -> str:
    """`folder` as it lies from `base`, so that a project may be moved with its memory."""
    try:
        return Path(os.path.relpath(folder, base)).as_posix()
    except ValueError:  # another drive, on Windows
        return folder.as_posix()


# ---------------------------------------------------------------- publishing


def _publish(site: Site, shop: Shop, ledger: Ledger, problems: list[Problem]) -> Outcome:
    """Render every page of the site, write what differs, remove what nobody names any more."""
    binder = _Binder(shop.output, ledger, problems)
    pages = 0
    for batch in _batches(_outputs(site, shop, problems)):
        pages += sum(made.file.endswith(".html") for made in batch)
        binder.put(batch)
    removed = binder.prune()
    due = site.next_moment()
    return Outcome(
        problems=tuple(problems),
        reports=site.count(EVERYTHING),
        pages=pages,
        written=binder.written,
        unchanged=binder.unchanged,
        removed=removed,
        next_moment=shop.config.iso(due.at) if due else "",
        output=shop.output.name,
    )


def _outputs(site: Site, shop: Shop, problems: list[Problem]) -> Iterator[render.Output]:
    press = render.press(shop.theme, outlet(shop.config), shop.config.base_url)
    yield from (render.Output(asset.path[1:], asset.data) for asset in shop.theme.assets)
    for page in chain(_html_pages(site), _machine_pages(site)):
        problems.extend(page.problems)
        yield press.render(page)


def _html_pages(site: Site) -> Iterator[Page]:
    views = (plan.view(site, address) for address in plan.addresses(site))
    return (page for page in views if page)


def _machine_pages(site: Site) -> Iterator[Page]:
    views = (feeds.view(site, address) for address in feeds.addresses(site))
    return (page for page in views if page)


def _batches(outputs: Iterator[render.Output]) -> Iterator[Sequence[render.Output]]:
    while batch := tuple(islice(outputs, _BATCH)):
        yield batch


class _Binder:
    """Brings outputs into the output folder by way of the ledger: intend, write, record; at the end, prune."""

    def __init__(self, root: Path, ledger: Ledger, problems: list[Problem]) -> None:
        self.written = self.unchanged = 0
        self._root, self._ledger, self._problems = root, ledger, problems
        self._late: list[render.Output] = []

    def put(self, batch: Sequence[render.Output]) -> None:
        """Write a batch. A file that Warraq did not make is left alone, and said."""
        ours = [made for made in batch if self._is_ours(made)]
        self._ledger.intend(made.file for made in ours)
        self._ledger.record([(made.file, fingerprint.digest_bytes(made.data)) for made in ours if self._write(made)])

    def prune(self) -> int:
        """Remove the files of earlier builds that this one did not name, and write what they were in the way of."""
        removed = 0
        for file in self._ledger.orphans():
            try:
                removed += output.remove(self._root, file)
            except OSError as error:
                self._problems.append(problem("E307", Where(file), value=file, **reasons(error)))
            else:
                self._ledger.forget(file)
        late, self._late = self._late, []
        done = [(made.file, fingerprint.digest_bytes(made.data)) for made in late if self._write(made)]
        self._ledger.record(done)
        for made in self._late:
            why = {"reason": "في مكانه شيء لم يصنعه ورّاق", "reason_en": "something else stands in its place"}
            self._problems.append(problem("E304", Where(made.file), value=made.file, **why))
        return removed

    def _is_ours(self, made: render.Output) -> bool:
        known = self._ledger.knows(made.file) or not output.holds_file(self._root, made.file)
        if known or output.same(self._root, made.file, made.data):
            return True
        self._problems.append(problem("E305", Where(made.file), value=made.file))
        return False

    def _write(self, made: render.Output) -> bool:
        try:
            outcome = output.write(self._root, made.file, made.data)
        except output.Refused:
            self._late.append(made)
            return False
        except OSError as error:
            self._problems.append(problem("E304", Where(made.file), value=made.file, **reasons(error)))
            return False
        self.written += outcome == "written"
        self.unchanged += outcome == "unchanged"
        return True
