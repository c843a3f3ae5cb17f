"""The outlet as of a moment: what is visible, in what order, under which addresses.

A Site answers questions over the archive; it is not a pile of objects. Lists are paged from the oldest, so that
page 3 is page 3 for ever: full pages are numbered, and the newest reports (one page's worth up to just under two)
stand on the list's own front. Knows no views and no templates, and not how claims to one address are settled.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from warraq import arabic, urls
from warraq.archive import Questions
from warraq.config import Config, Section
from warraq.media.cards import Look
from warraq.media.icons import Emblem
from warraq.media.pictures import Recipe
from warraq.model import (
    EVERYTHING,
    Corrected,
    Listing,
    Moment,
    Named,
    Original,
    Profile,
    Report,
    StandingPage,
    TermField,
    Window,
)
from warraq.wording import FeedWords

__all__ = ["Site", "Term", "Tongues"]

Made = TypeVar("Made")


class Term(msgspec.Struct, frozen=True):
    """A tag, place, author or series as pages show it."""

    field: TermField
    key: str  # folded
    name: str  # the spelling used most
    slug: str  # "" where there is no page
    count: int


class Tongues(msgspec.Struct, frozen=True):
    """The languages in which a report can be read, by its reports that readers may read."""

    original: Report | None = None  # which the report translates
    translations: tuple[Report, ...] = ()  # which translate the report, from the oldest
    # The original and its translations, one a language, if the report is among them. Each of them names all others
    # (T-3.7); so no translation of a translation is among them, and no second one into a language: those that it
    # would name could not name it.
    editions: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """The outlet as of a moment, over an archive in which claims are settled."""

    config: Config
    ask: Questions
    window: Window
    label: str  # how the content folder is named in problems
    profiles: Mapping[str, Profile]  # by folded name
    recipe: Recipe  # in which sizes pictures are offered
    look: Look | None = None  # of social cards, where reports have any
    emblem: Emblem = field(default_factory=Emblem)  # what the outlet's icons show
    is_translated: bool = True  # whether any report translates one: most outlets need not be asked of each
    words: Callable[[str], FeedWords] = lambda _: FeedWords()  # what the theme says in feeds, by language
    _terms: dict[tuple[TermField, str], Term] = field(default_factory=dict, compare=False)  # asked for before
    _made: dict[Callable[..., Any], Callable[[int], Any]] = field(default_factory=dict, compare=False)

    # -------------------------------------------------------- lists: of reports by their numbers in the archive

    def count(self, listing: Listing) -> int:
        """How many reports the list shows."""
        return self.ask.count(listing)

    def numbered_pages(self, count: int) -> int:
        """How many numbered pages a list of `count` things has beside its front."""
        return max(0, count // self.config.per_page - 1)

    def page_of(self, listing: Listing, number: int, count: int) -> tuple[int, ...]:
        """The reports on page `number` (0 is the front) of a list that shows `count`, newest first."""
        skip, limit = self._span(count, number)
        return self.ask.oldest(listing, skip=skip, limit=limit)[::-1]

    def _span(self, count: int, number: int) -> tuple[int, int]:
        per_page = self.config.per_page
        if number:
            return (number - 1) * per_page, per_page
        skip = self.numbered_pages(count) * per_page
        return skip, count - skip

    def dates(self, listing: Listing) -> Iterator[Moment]:
        """The dates of the reports of the list, without their hours, from the oldest."""
        return (Moment(at, has_time=False) for at in self.ask.dates(listing))

    def newest(self, listing: Listing, limit: int) -> tuple[int, ...]:
        """The newest reports of the list, newest first."""
        return self.ask.newest(listing, limit)

    def earlier(self, report: Report, limit: int) -> tuple[int, ...]:
        """Reports of the same series, else of the same section, that came before: a page may show its past only."""
        if report.series:
            series = Listing("series", arabic.fold(report.series))
            found = self.ask.before(series, report, limit)
            if found:
                return found
        listing = Listing("section", report.section) if report.section else EVERYTHING
        return self.ask.before(listing, report, limit)

    def numbered(self, number: int) -> Report:
        """The report with this number."""
        return self.ask.numbered(number)

    def maker(self, make: Callable[["Site", Report], Made], most: int) -> Callable[[int], Made]:
        """`make` for the number of a report; what it made of the `most` that were asked for last is kept.

        A report stands in half a dozen lists, and the archive is what it is while pages are made of it.
        """
        if make not in self._made:
            self._made[make] = lru_cache(maxsize=most)(lambda number: make(self, self.numbered(number)))
        return self._made[make]

    def months(self) -> tuple[tuple[str, int], ...]:
        """Each month that has reports, from the oldest, with how many."""
        return self.ask.counts("month")

    def corrections(self, number: int) -> tuple[Corrected, ...]:
        """The corrections on page `number` of their list (0 is its front), newest first."""
        skip, limit = self._span(self.count_corrections(), number)
        return self.ask.corrections(skip=skip, limit=limit)[::-1]

    def count_corrections(self) -> int:
        """How many corrections have been made to shown reports."""
        return self.ask.count_corrections()

    def news(self, *, skip: int, limit: int) -> tuple[Report, ...]:
        """The reports of the last two days, newest first."""
        return self.ask.news(self.window.as_of, skip=skip, limit=limit)

    def count_news(self) -> int:
        """How many they are."""
        return self.ask.count_news(self.window.as_of)

    def count_aged(self, since: int) -> int:
        """How many reports have grown too old to be news since a moment, or would be once it comes again."""
        return self.ask.count_aged(since, self.window.as_of)

    # -------------------------------------------------------- names

    def terms(self, field: TermField) -> tuple[Term, ...]:
        """The names of a field that have a page, in the order of an Arabic index (T-2.14)."""
        found = (term for term in map(_term, self.ask.names(field)) if term.slug)
        ignored = self.config.usage.sort_without_article
        return tuple(sorted(found, key=lambda term: arabic.sort_key(term.name, ignore_article=ignored)))

    def term(self, field: TermField, name: str) -> Term:
        """The term that `name` is a spelling of; one without a page where no shown report carries it."""
        asked = field, name
        if asked not in self._terms:
            key = arabic.fold(name)
            found = self.ask.name(field, key)
            self._terms[asked] = _term(found) if found else Term(field, key, name, "", 0)
        return self._terms[asked]

    def profile(self, term: Term) -> Profile | None:
        """Who an author is, where the newsroom has said so."""
        return self.profiles.get(term.key)

    def section(self, key: str) -> Section | None:
        """The section with this key."""
        return next((one for one in self.config.sections if one.key == key), None)

    # -------------------------------------------------------- single things

    def report(self, path: str) -> Report | None:
        """The report whose source this is, if it has a page."""
        return self.ask.report(path)

    def translation(self, report: Report) -> Report | None:
        """The report that this one translates, if it has a page and is not withdrawn."""
        found = self.ask.report_by_id(report.translation_of) if report.translation_of else None
        return found if found and not found.withdrawn and found.path != report.path else None

    def tongues(self, report: Report) -> Tongues:
        """In which languages the same is told."""
        if not self.is_translated:
            return Tongues()
        original = self.translation(report)
        below = tuple(one for one in self.ask.translations(report.id) if one.path != report.path)
        if original is None:
            return Tongues(None, below, self._editions(report, (report, *below)))
        if self.translation(original):
            return Tongues(original, below)
        return Tongues(original, below, self._editions(report, (original, *self.ask.translations(original.id))))

    def _editions(self, report: Report, told: Iterable[Report]) -> tuple[Report, ...]:
        found: dict[str, Report] = {}
        for one in told:
            found.setdefault(one.lang or self.config.language, one)
        group = tuple(found.values())
        return group if len(group) > 1 and report in group else ()

    def destination(self, path: str, written: str) -> str | None:
        """The site path (with `#part`) that an address in the text of `path` leads to; None for nowhere.

        A `.md` address names a source, from the text's own folder or, with a leading slash, from `content/`.
        """
        named, part = urls.target(path, written), written.partition("#")[2]
        if named is None or (not named.startswith("/") and not named.endswith(".md")):
            return None
        found = named if named.startswith("/") else self.ask.url_of(named)
        if found is None or (found is named and self.ask.hides(named)):
            return None
        return found + (f"#{part}" if part else "")

    def has_twin(self, path: str) -> bool:
        """Whether the page at a site path that a text names is one that the light edition has too.

        Of a list its address tells, but for one that is the old address of something else: what is not sure leads to
        the full edition, where whoever has the address answers. It changes with items alone, as links do (`changes`).
        """
        return self.ask.is_found(path) or (urls.is_listing(path) and not self.ask.is_wanted(path))

    def is_answered(self, path: str) -> bool:
        """Whether something answers at a site path; of files, and of what is Warraq's, the address tells."""
        is_ours = urls.is_listing(path) or urls.is_reserved(path) or not path.endswith("/")
        return is_ours or self.ask.is_found(path) or self.ask.target_of(path) is not None

    def without_own_base(self, address: str) -> str:
        """An address, without the host (and path) of the site itself where it has them."""
        return urls.without_base(address, self.config.base_url)

    def body(self, path: str) -> str:
        """The safe HTML of a source's text, its links as they were written."""
        return self.ask.body(path)

    def picture(self, path: str) -> Original | None:
        """The picture at a path below the content folder, if it can be shown."""
        return self.ask.pictures.sound(path)

    def picture_in(self, written: str) -> Original | None:
        """The picture that an address in a text means, if it is the outlet's own and can be shown."""
        path = urls.picture(written, self.config.base_url)
        return self.picture(path) if path else None

    def standing_page(self, path: str) -> StandingPage | None:
        """The standing page whose source this is, if it has a page."""
        return self.ask.page(path)

    def standing_pages(self) -> tuple[StandingPage, ...]:
        """The standing pages, by path."""
        return self.ask.pages()

    def last_changes(self, listing: Listing, *, skip: int, limit: int) -> Iterator[tuple[str, int, Original | None]]:
        """(site path, last change in seconds since 1970, picture above it) of reports of a list, from the oldest on."""
        return self.ask.last_changes(listing, skip=skip, limit=limit)

    def published(self) -> Iterator[tuple[str, str, str]]:
        """(path, id, site path) of every report that has a page, from the oldest."""
        return self.ask.published()

    def aliases(self) -> Iterator[tuple[str, str]]:
        """(site path, site path it leads to) of every redirect that nobody else's claim prevents."""
        return self.ask.aliases(with_query=False)

    def target_of(self, alias: str) -> str | None:
        """The site path that an old address leads to; None where it leads nowhere."""
        return self.ask.target_of(alias)

    def queries(self) -> Iterator[tuple[str, str]]:
        """The same for old addresses with a query, which no file can answer (T-2.27)."""
        found = self.ask.aliases(with_query=True)
        return ((alias, url) for alias, url in found if urls.without_query(alias) != url)  # its own answers as it is

    def next_moment(self) -> Moment | None:
        """The next moment at which this site would differ, or more would have to be said of it."""
        goes = self.config.security.expires if self.config.security else 0
        found = (self.ask.next_moment(self.window), Moment(goes) if goes > self.window.as_of else None)
        return min(filter(None, found), default=None)

    def is_due(self, moment: Moment) -> bool:
        """Whether the moment has come."""
        return moment.at <= self.window.as_of


def _term(named: Named) -> Term:
    return Term(named.field, named.key, named.name, named.slug if named.paged else "", named.count)
