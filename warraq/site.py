"""The outlet as of a moment: what is visible, in what order, under which addresses.

A Site answers questions over the archive; it is not a pile of objects. Lists are paged from the oldest, so that
page 3 is page 3 for ever: full pages are numbered, and the newest reports (one page's worth up to just under two)
stand on the list's own front. Knows no views and no templates, and not how claims to one address are settled.
"""

import posixpath
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote

from warraq import arabic, claims, urls
from warraq.archive import Archive
from warraq.claims import Term
from warraq.config import Config, Section
from warraq.model import (
    EVERYTHING,
    Corrected,
    Listing,
    Moment,
    Profile,
    Report,
    StandingPage,
    TermField,
    Window,
)
from warraq.problems import Problem, Where, problem

__all__ = ["Site", "Term", "open_site"]


@dataclass(frozen=True, slots=True)
class Site:
    """The outlet as of a moment. Made by `open_site`."""

    config: Config
    archive: Archive
    window: Window
    label: str  # how the content folder is named in problems
    term_table: Mapping[tuple[TermField, str], Term]
    profile_table: Mapping[str, Profile]
    refused_aliases: frozenset[tuple[str, str]]

    # -------------------------------------------------------- lists

    def count(self, listing: Listing) -> int:
        """How many reports the list shows."""
        return self.archive.count(listing, self.window)

    def numbered_pages(self, count: int) -> int:
        """How many numbered pages a list of `count` things has beside its front."""
        return max(0, count // self.config.per_page - 1)

    def page_of(self, listing: Listing, number: int) -> tuple[Report, ...]:
        """The reports on page `number` of the list (0 is its front), newest first."""
        skip, limit = self._span(self.count(listing), number)
        return self.archive.oldest(listing, self.window, skip=skip, limit=limit)[::-1]

    def _span(self, count: int, number: int) -> tuple[int, int]:
        per_page = self.config.per_page
        if number:
            return (number - 1) * per_page, per_page
        skip = self.numbered_pages(count) * per_page
        return skip, count - skip

    def newest(self, listing: Listing, limit: int) -> tuple[Report, ...]:
        """The newest reports of the list, newest first."""
        return self.archive.newest(listing, self.window, limit)

    def earlier(self, report: Report, limit: int) -> tuple[Report, ...]:
        """Reports of the same series, else of the same section, that came before: a page may show its past only."""
        if report.series:
            series = Listing("series", arabic.fold(report.series))
            found = self.archive.before(series, self.window, report, limit)
            if found:
                return found
        listing = Listing("section", report.section) if report.section else EVERYTHING
        return self.archive.before(listing, self.window, report, limit)

    def months(self) -> tuple[tuple[str, int], ...]:
        """Each month that has reports, from the oldest, with how many."""
        return self.archive.months(self.window)

    def corrections(self, number: int) -> tuple[Corrected, ...]:
        """The corrections on page `number` of their list (0 is its front), newest first."""
        skip, limit = self._span(self.count_corrections(), number)
        return self.archive.corrections(self.window, skip=skip, limit=limit)[::-1]

    def count_corrections(self) -> int:
        """How many corrections have been made to shown reports."""
        return self.archive.count_corrections(self.window)

    # -------------------------------------------------------- names

    def terms(self, field: TermField) -> tuple[Term, ...]:
        """The names of a field that have a page, in the order of an Arabic index (T-2.14)."""
        found = (term for term in self.term_table.values() if term.field == field and term.slug)
        ignored = self.config.usage.sort_without_article
        return tuple(sorted(found, key=lambda term: arabic.sort_key(term.name, ignore_article=ignored)))

    def term(self, field: TermField, name: str) -> Term:
        """The term that `name` is a spelling of; one without a page where no shown report carries it."""
        key = arabic.fold(name)
        return self.term_table.get((field, key), Term(field, key, name, "", 0))

    def profile(self, term: Term) -> Profile | None:
        """Who an author is, where the newsroom has said so."""
        return self.profile_table.get(term.key)

    def section(self, key: str) -> Section | None:
        """The section with this key."""
        return next((one for one in self.config.sections if one.key == key), None)

    # -------------------------------------------------------- single things

    def report(self, path: str) -> Report | None:
        """The report whose source this is, if it has a page."""
        return self.archive.report(path, self.window)

    def translation(self, report: Report) -> Report | None:
        """The report that this one translates, if it has a page and is not withdrawn."""
        found = self.archive.report_by_id(report.translation_of, self.window) if report.translation_of else None
        return found if found and not found.withdrawn else None

    def destination(self, path: str, written: str) -> str | None:
        """The site path (with `#part`) that an address in the text of `path` leads to; None for nowhere.

        A `.md` address names a source, from the text's own folder or, with a leading slash, from `content/`.
        """
        bare, _, part = written.partition("#")
        fragment = f"#{part}" if part else ""
        decoded = unicodedata.normalize("NFC", unquote(bare))
        if decoded.endswith(".md"):
            named = decoded[1:] if decoded.startswith("/") else posixpath.join(posixpath.dirname(path), decoded)
            url = self._url_of_source(posixpath.normpath(named))
            return url + fragment if url else None
        site_path = urls.site_path(bare.removesuffix("index.html") if bare.endswith("/index.html") else bare)
        if site_path is None or self.archive.hides(site_path, self.window):
            return None
        return site_path + fragment

    def _url_of_source(self, path: str) -> str | None:
        report = self.report(path)
        if report:
            return report.url
        page = self.standing_page(path)
        return page.url if page else None

    def without_own_base(self, address: str) -> str:
        """An address, without the host (and path) of the site itself where it has them."""
        base = self.config.base_url
        return address[len(base) :] if address.startswith(f"{base}/") else address

    def body(self, path: str) -> str:
        """The safe HTML of a source's text, its links as they were written."""
        return self.archive.body(path)

    def standing_page(self, path: str) -> StandingPage | None:
        """The standing page whose source this is, if it has a page."""
        return self.archive.page(path, self.window)

    def standing_pages(self) -> tuple[StandingPage, ...]:
        """The standing pages, by path."""
        return self.archive.pages(self.window)

    def in_order(self) -> Iterator[Report]:
        """The reports that lists show, from the oldest, one at a time."""
        return self.archive.in_order(self.window)

    def published(self) -> Iterator[tuple[str, str, str, int, bool]]:
        """(path, id, url, date, withdrawn) of every report that has a page, from the oldest."""
        return self.archive.published(self.window)

    def aliases(self) -> Iterator[tuple[str, str]]:
        """(site path, site path it leads to) of every redirect that nobody else's claim prevents."""
        return ((alias, url) for alias, url in self._aliases() if not urls.has_query(alias))

    def queries(self) -> Iterator[tuple[str, str]]:
        """The same for old addresses with a query, which no file can answer (T-2.27)."""
        for alias, url in self._aliases():
            if urls.has_query(alias) and urls.without_query(alias) != url:  # its own address answers as it is
                yield alias, url

    def _aliases(self) -> Iterator[tuple[str, str]]:
        for alias, url, path in self.archive.aliases(self.window):
            if (alias, path) not in self.refused_aliases:
                yield alias, url

    def next_moment(self) -> Moment | None:
        """The next moment at which this site would differ."""
        return self.archive.next_moment(self.window)

    def is_due(self, moment: Moment) -> bool:
        """Whether the moment has come."""
        return moment.at <= self.window.as_of


def open_site(config: Config, archive: Archive, window: Window, label: str) -> tuple[Site, tuple[Problem, ...]]:
    """The Site as of `window`, and a problem for every claim that lost: both parties are named.

    `label` is how the content folder is named in problems.
    """
    problems: list[Problem] = []
    profiles = _profiles(archive, window, label, problems)
    settled = claims.settle(config, archive, window, label, profiles)
    site = Site(
        config,
        archive,
        window,
        label,
        MappingProxyType(dict(settled.terms)),
        MappingProxyType(profiles),
        settled.refused_aliases,
    )
    return site, tuple(sorted((*problems, *settled.problems)))


def _profiles(archive: Archive, window: Window, label: str, problems: list[Problem]) -> dict[str, Profile]:
    """Authors' profiles by folded name; of two for one author the first in order of path counts."""
    found: dict[str, Profile] = {}
    for profile in archive.profiles(window):
        holder = found.setdefault(arabic.fold(profile.name), profile)
        if holder is not profile:
            where = Where(f"{label}/{profile.path}")
            problems.append(problem("E306", where, value=profile.name, other=f"{label}/{holder.path}"))
    return found
