"""The outlet as of a moment: what is visible, in what order, under which addresses; who claims what twice.

A Site answers questions over the archive; it is not a pile of objects. Lists are paged from the oldest, so that
page 3 is page 3 for ever: full pages are numbered, and the newest reports (one page's worth up to just under two)
stand on the list's own front. Knows no views and no templates.
"""

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from urllib.parse import unquote

import msgspec

from warraq import arabic, fingerprint, urls
from warraq.archive import Archive
from warraq.config import Config, Section
from warraq.model import (
    EVERYTHING,
    Claim,
    Corrected,
    Listing,
    Moment,
    Profile,
    Report,
    Spelling,
    StandingPage,
    TermField,
    Window,
)
from warraq.problems import Problem, Where, problem

# Addresses that are Warraq's own whatever an outlet publishes.
FIXED_PATHS = (
    "/",
    "/404.html",
    "/archive/",
    "/corrections/",
    "/sections/",
    "/tags/",
    "/places/",
    "/series/",
    "/authors/",
    "/feed.xml",
    "/sitemap.xml",
    "/robots.txt",
    "/_redirects",
)


class Term(msgspec.Struct, frozen=True):
    """A tag, place, author or series: all spellings of one name."""

    field: TermField
    key: str  # folded
    name: str  # the spelling used most
    slug: str  # of the spelling used first, so that a later one does not move the page; "" where there is no page
    count: int
    path: str = ""  # the source that used it first
    since: int = 0  # when it was used first, seconds since 1970


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
        """The names of a field that have a page, in alphabetical order."""
        found = (term for term in self.term_table.values() if term.field == field and term.slug)
        return tuple(sorted(found, key=lambda term: arabic.sort_key(term.name)))

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
        """(alias, site path it leads to) of every redirect that nobody else's claim prevents."""
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
    problems = _block_same_ids(archive, window, label)
    profiles = _profiles(archive, window, label, problems)
    while True:
        terms = dict(_terms(config, archive.spellings(window), profiles))
        lost = tuple(_lost(archive, _claims(config, archive, window, terms.values(), label)))
        if not _blocked(lost, archive, problems, label):
            break  # what lost its address is out, with its names and aliases; what is left claims nothing twice
    refused = {(loser.url, loser.path) for loser, _ in lost if loser.rank == _ALIAS}
    without_page = {(loser.who, loser.url) for loser, _ in lost if loser.rank == _OWN}
    problems.extend(
        _clash(loser, winner, label)
        for loser, winner in lost
        if loser.rank != _ALIAS or (winner.rank, winner.path) != (_REPORT, loser.path)  # its own address: superfluous
    )
    terms = {key: _paged(term, without_page) for key, term in terms.items()}
    site = Site(
        config,
        archive,
        window,
        label,
        MappingProxyType(terms),
        MappingProxyType(profiles),
        frozenset(refused),
    )
    return site, tuple(sorted(problems))


def _terms(
    config: Config, spellings: Iterable[Spelling], profiles: Mapping[str, Profile]
) -> Iterator[tuple[tuple[TermField, str], Term]]:
    for (field, key), group in groupby(spellings, key=lambda row: (row.field, row.key)):
        rows = list(group)
        most_used = min(rows, key=lambda row: (-row.count, row.first, row.spelling))
        first = min(rows, key=lambda row: (row.first, row.spelling))
        profile = profiles.get(key) if field == "author" else None
        slug = (profile.slug if profile else "") or _term_slug(config, first.spelling, key)
        name = profile.name if profile else most_used.spelling
        yield (field, key), Term(field, key, name, slug, sum(row.count for row in rows), first.first_path, first.first)


def _term_slug(config: Config, spelling: str, key: str) -> str:
    style: arabic.SlugStyle = "latin" if config.slug_style == "latin" else "arabic"
    return arabic.slug(spelling, style=style, fallback=fingerprint.short_digest(key))


def _paged(term: Term, without_page: set[tuple[str, str]]) -> Term:
    """The term, without its page where its claim to one was lost."""
    lost = (_term_claimant(term), urls.list_path(term.field, term.slug)) in without_page
    return msgspec.structs.replace(term, slug="") if lost else term


def _profiles(archive: Archive, window: Window, label: str, problems: list[Problem]) -> dict[str, Profile]:
    """Authors' profiles by folded name; of two for one author the first in order of path counts."""
    found: dict[str, Profile] = {}
    for profile in archive.profiles(window):
        holder = found.setdefault(arabic.fold(profile.name), profile)
        if holder is not profile:
            where = Where(f"{label}/{profile.path}")
            problems.append(problem("E306", where, value=profile.name, other=f"{label}/{holder.path}"))
    return found


# ---------------------------------------------------------------- who claims what

_WARRAQ = "ورّاق (Warraq)"
_ALWAYS = -(2**62)  # before any report
_NAMED = {"tag": "الوسم", "place": "المكان", "series": "السلسلة", "author": "الكاتب"}
_OWN, _PAGE, _REPORT, _ALIAS = range(4)  # the order in which claims are honoured


def _block_same_ids(archive: Archive, window: Window, label: str) -> list[Problem]:
    """Two reports with one identity: the older one keeps it."""
    claims = (
        Claim(identity, _REPORT, date, path, url, f"{label}/{path}")
        for path, identity, url, date, _ in archive.published(window)
    )
    problems: list[Problem] = []
    for winner, *losers in archive.contested(claims):
        for loser in losers:
            archive.block(loser.path)
            problems.append(problem("E302", Where(loser.who), value=loser.name, other=winner.who))
    return problems


def _blocked(lost: Iterable[tuple[Claim, Claim]], archive: Archive, problems: list[Problem], label: str) -> bool:
    """Leave out the reports and pages that lost their address to somebody who did not lose it, too; was there one?"""
    losers = {loser.path for loser, _ in lost if loser.rank in {_PAGE, _REPORT}}
    for loser, winner in lost:
        if loser.rank in {_PAGE, _REPORT} and (winner.path not in losers or winner.rank == _OWN):
            archive.block(loser.path)
            problems.append(_clash(loser, winner, label))
    return bool(losers)


def _clash(loser: Claim, winner: Claim, label: str) -> Problem:
    code = "E303" if loser.rank == _ALIAS else "E301"
    field, _, name = winner.who.partition(": ")
    in_arabic = f"{_NAMED[field]} {name}" if name and field in _NAMED else winner.who
    where = Where(f"{label}/{loser.path}")
    return problem(code, where, value=loser.url, other=in_arabic, other_en=winner.who)


def _lost(archive: Archive, claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """(loser, winner) wherever two claim one file, or one a folder where the other has a file."""
    odd: list[Claim] = []  # aliases with a dot: the only claims that can be a file, or need a folder named like one

    def noted() -> Iterator[Claim]:
        for claim in claims:
            if claim.rank == _ALIAS and "." in claim.name.removesuffix("/index.html"):
                odd.append(claim)
            yield claim

    lost: set[Claim] = set()
    for winner, *losers in archive.contested(noted()):
        for loser in losers:
            if loser.who != _WARRAQ:  # who may claim a path twice: as fixed, and as reserved
                lost.add(loser)
                yield loser, winner
    for claim in odd:
        in_the_way = _in_the_way(archive, claim)
        if in_the_way and claim not in lost:
            yield claim, in_the_way


def _in_the_way(archive: Archive, claim: Claim) -> Claim | None:
    """The claim to a file where `claim` needs a folder, or to a folder where it needs a file, that comes before it."""
    steps = claim.name.split("/")
    folders = ("/".join(steps[:depth]) for depth in range(1, len(steps)))
    found = next(filter(None, map(archive.claim_on, folders)), None) or archive.claim_below(claim.name)
    return found if found and _order(found) < _order(claim) else None


def _order(claim: Claim) -> tuple[int, int, str, str]:
    return claim.rank, claim.date, claim.path, claim.url


def _claims(config: Config, archive: Archive, window: Window, terms: Iterable[Term], label: str) -> Iterator[Claim]:
    """Every claim to an output file, under the name that a file system which ignores case would give it."""
    for url in _own_paths(config, archive, window):
        yield _claim(url, _OWN, _ALWAYS, "", _WARRAQ)
    for term in terms:
        yield _claim(urls.list_path(term.field, term.slug), _OWN, term.since, term.path, _term_claimant(term))
    for claim in _claims_of_content(config, archive, window, label):
        if urls.is_reserved(claim.url):
            yield _claim(claim.url, _OWN, _ALWAYS, "", _WARRAQ)
        yield claim


def _own_paths(config: Config, archive: Archive, window: Window) -> Iterator[str]:
    months = [month for month, _ in archive.months(window)]
    yield from FIXED_PATHS
    yield from (urls.list_path("section", section.key) for section in config.sections)
    yield from sorted({f"/archive/{month[:4]}/" for month in months})
    yield from (f"/archive/{month.replace('-', '/')}/" for month in months)


def _claims_of_content(config: Config, archive: Archive, window: Window, label: str) -> Iterator[Claim]:
    for page in archive.pages(window):
        yield _claim(page.url, _PAGE, 0, page.path, f"{label}/{page.path}")
    for path, identity, url, date, _ in archive.published(window):
        yield _claim(url, _REPORT, date, path, f"{label}/{path}")
        if config.short_links != "off" and urls.short_path(identity) != url:
            yield _claim(urls.short_path(identity), _REPORT, date, path, f"{label}/{path}")
    for alias, _, path in archive.aliases(window):
        yield _claim(alias, _ALIAS, 0, path, f"{label}/{path}")


def _claim(url: str, rank: int, date: int, path: str, who: str) -> Claim:
    return Claim(urls.file_of(url).casefold(), rank, date, path, url, who)


def _term_claimant(term: Term) -> str:
    return f"{term.field}: {term.name}"
