"""The one place where the stages meet: scan → parse → archive → site → plan → render → output.

Knows the order of things and nothing of how any of them is done. Every build touches every address; what did not
change is not written.
"""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from datetime import datetime
from itertools import chain, islice
from pathlib import Path

import msgspec

from warraq import config as configuration
from warraq import feeds, fields, fingerprint, output, plan, render, source, theme
from warraq.archive import Archive, Busy
from warraq.config import Config, Unusable
from warraq.database import discard, is_busy, is_damaged
from warraq.frontmatter import Context
from warraq.ledger import Ledger
from warraq.markup import Markup
from warraq.model import EVERYTHING, Profile, Report, Window
from warraq.parse import Parsed, parse
from warraq.plan.desk import outlet
from warraq.problems import Problem, Where, problem, reasons
from warraq.site import Site, open_site
from warraq.summary import Outcome
from warraq.views import Page

_ARCHIVE, _LEDGER = "archive.sqlite", "ledger.sqlite"  # in the state folder
_BATCH = 200  # pages between two transactions of the ledger: bounds what is held in memory


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line asked for."""

    content: str = "content"
    output: str = "public"
    state: str = ".warraq"
    theme: str = ""
    base_url: str = ""
    as_of: str = ""  # empty: now
    now: int  # seconds since 1970; the clock is read on the command line only
    drafts: bool = False
    strict: bool = False


class _Shop(msgspec.Struct, frozen=True):
    """A checked outlet: all that can be known before its reports are read."""

    config: Config
    theme: theme.Theme
    window: Window
    content: Path
    output: Path
    state: Path
    label: str
    warnings: tuple[Problem, ...]


def build(options: Options) -> Outcome:
    """Build the site. Content that is wrong never stops what is right; see Outcome for what happened."""
    try:
        shop = _opened(options)
        try:
            return _build(shop, options)
        except sqlite3.DatabaseError as error:
            if not is_damaged(error):
                raise _state_unusable(options, error) from error
            discard(shop.state / _ARCHIVE)  # found damaged while it was read: content fills it again
            return _build(shop, options)
    except (Unusable, theme.Faulty) as error:
        return Outcome(problems=error.problems, usable=False)


def _build(shop: _Shop, options: Options) -> Outcome:
    with ExitStack() as stack:
        archive = stack.enter_context(closing(_archive(shop)))
        problems = [*shop.warnings, *_fill(archive, shop)]
        site, clashes = open_site(shop.config, archive, shop.window, shop.label)
        problems.extend(clashes)
        if options.strict and any(found.is_error for found in problems):
            return Outcome(problems=tuple(problems), refused=True)
        ledger = stack.enter_context(closing(_ledger(shop)))
        outcome = _publish(site, shop, ledger, problems)
        archive.commit()
        return outcome


# ---------------------------------------------------------------- before the reports


def _opened(options: Options) -> _Shop:
    """Read and check all that is not content. Raises Unusable (with all that is wrong) or theme.Faulty."""
    content, place = Path(options.content).resolve(), Path(options.output).resolve()
    state, label = Path(options.state).resolve(), _label(options.content)
    refused = _refused_output(place, content, state, options)
    try:
        config, warnings = _config(content, label, options)
    except Unusable as error:
        raise Unusable((*refused, *error.problems)) from error
    if refused:
        raise Unusable(refused)
    return _Shop(
        config=config,
        theme=_theme(config, content, label, options),
        window=Window(_as_of(config, options), options.drafts),
        content=content,
        output=place,
        state=state,
        label=label,
        warnings=(*warnings, *_drafts_warning(options)),
    )


def _drafts_warning(options: Options) -> tuple[Problem, ...]:
    return (problem("W291", Where("--drafts")),) if options.drafts else ()


def _refused_output(place: Path, content: Path, state: Path, options: Options) -> tuple[Problem, ...]:
    why = output.refusal(place, content, (state, Path(__file__).parent))
    if why is None:
        return ()
    return (problem("E230", Where("--output"), value=options.output, reason=why[0], reason_en=why[1]),)


def _theme(config: Config, content: Path, label: str, options: Options) -> theme.Theme:
    asked = options.theme or config.theme
    folder = theme.find(asked, _theme_folders(content))
    if folder is None:
        raise _unusable("E220", "--theme" if options.theme else f"{label}/site.toml", value=asked)
    return theme.load(folder, config.language, config.numerals)


def _label(content: str) -> str:
    return Path(content).as_posix().rstrip("/") or "."


def _unusable(code: str, path: str, **values: object) -> Unusable:
    return Unusable((problem(code, Where(path), **values),))


def _config(content: Path, label: str, options: Options) -> tuple[Config, tuple[Problem, ...]]:
    if not content.is_dir():
        raise _unusable("E233", "--content", value=options.content)
    shown = f"{label}/site.toml"
    try:
        text = source.read_plain(content / "site.toml").decode("utf-8-sig")
    except FileNotFoundError as error:
        raise _unusable("E201", shown, value=options.content) from error
    except UnicodeDecodeError as error:
        raise _unusable("E101", shown) from error
    except OSError as error:
        raise _unusable("E107", shown, **reasons(error)) from error
    config, warnings = configuration.read(text, shown)
    if not options.base_url:
        return config, warnings
    if not configuration.is_base_url(options.base_url):
        raise _unusable("E203", "--base-url", value=options.base_url)
    return msgspec.structs.replace(config, base_url=options.base_url.rstrip("/")), warnings


def _theme_folders(content: Path) -> tuple[Path, ...]:
    """Where themes are looked for: beside the outlet's content, in the installed package, in a checkout."""
    package = Path(__file__).parent
    return content.parent / "themes", package / "themes", package.parent / "themes"


def _as_of(config: Config, options: Options) -> int:
    if not options.as_of:
        return options.now
    found = fields.moment(options.as_of, config.zone)
    if found is None:
        raise _unusable("E234", "--as-of", value=options.as_of)
    return found[0]


def _archive(shop: _Shop) -> Archive:
    try:
        return Archive(shop.state / _ARCHIVE)
    except Busy as error:
        raise _unusable("E232", str(shop.state)) from error
    except OSError as error:
        raise _unusable("E235", "--state", value=shop.state.name, **reasons(error)) from error


def _state_unusable(options: Options, error: sqlite3.DatabaseError) -> Unusable:
    if is_busy(error):
        return _unusable("E232", options.state)
    why = {"reason": f"خطأ في النظام ({error})", "reason_en": str(error)}
    return _unusable("E235", "--state", value=options.state, **why)


def _ledger(shop: _Shop) -> Ledger:
    """The ledger of this output folder; a folder that holds somebody else's site is refused."""
    try:
        shop.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unusable("E230", "--output", value=shop.output.name, **reasons(error)) from error
    ledger = Ledger(shop.state / _LEDGER, _relative(shop.output, shop.state))
    if ledger.is_new and output.holds_file(shop.output, "index.html"):
        ledger.close()
        raise _unusable("E231", "--output", value="index.html")
    return ledger


def _relative(folder: Path, base: Path) -> str:
    """`folder` as it lies from `base`, so that a project may be moved with its memory."""
    try:
        return Path(os.path.relpath(folder, base)).as_posix()
    except ValueError:  # another drive, on Windows
        return folder.as_posix()


# ---------------------------------------------------------------- reading


def _fill(archive: Archive, shop: _Shop) -> Iterator[Problem]:
    """Bring the archive up to the folder. A file with an error keeps the row of its last good version."""
    scan = source.scan(shop.content, shop.label)
    yield from scan.problems
    media = frozenset(one.path for one in scan.sources if one.shelf == "media")
    context = Context(shop.config, shop.label, media)
    strings = shop.theme.strings[shop.config.language]
    markup = Markup(strings.plain("footnote.back", number="{}"))
    texts = [one for one in scan.sources if one.shelf != "media"]
    archive.keep_only(one.path for one in texts)
    for one in texts:
        parsed = _parsed(one, shop, context, markup)
        yield from parsed.problems
        if parsed.takes_down and archive.remove(one.path):
            yield problem("E138", Where(f"{shop.label}/{one.path}"))
        _put(archive, parsed, shop.config)


def _parsed(one: source.Source, shop: _Shop, context: Context, markup: Markup) -> Parsed:
    try:
        data = source.read(shop.content, one)
    except OSError as error:
        found = problem("E107", Where(f"{shop.label}/{one.path}"), **reasons(error))
        return Parsed(one, None, None, (found,))
    return parse(one, data, context, markup)


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


# ---------------------------------------------------------------- publishing


def _publish(site: Site, shop: _Shop, ledger: Ledger, problems: list[Problem]) -> Outcome:
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


def _outputs(site: Site, shop: _Shop, problems: list[Problem]) -> Iterator[render.Output]:
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
