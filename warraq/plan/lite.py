"""The light edition, for readers on slow or partly blocked lines: the twin of a page, without pictures, all of whose
links within the outlet lead to twins.

A twin is made of the view of its page, so that nothing is asked of the Site twice, and shows nothing that its page does
not. Lists are titles and dates. Knows no page kind beyond its view.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from itertools import chain, zip_longest
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from warraq import urls, words
from warraq.config import Config
from warraq.links import relinked
from warraq.plan.desk import Desk
from warraq.views import (
    Address,
    ArchiveView,
    CorrectionsView,
    CountedLink,
    Day,
    FeedsView,
    Frame,
    FrontView,
    Href,
    Html,
    IndexView,
    Json,
    Link,
    ListView,
    MonthLink,
    Outlet,
    Page,
    Paging,
    Picture,
    ReportView,
    SectionBlock,
    StandingView,
    Teaser,
    WithdrawnView,
    YearView,
)

_KINDS = frozenset({"front", "report", "list", "index", "corrections", "archive", "year", "standing", "feeds"})
# What the sanitiser wrote: each attribute's value stands between double quotes, and may hold a «>».
_PICTURE = re.compile(r'<img((?:"[^"]*"|[^">])*)>|</?(?:picture|source)(?:"[^"]*"|[^">])*>\s*')
_ROOM = 15 * 1024  # bytes of a front page as it lies (T-4.2): not every line has a gzip at its other end
_SHELL, _ENTRY, _MARKS, _HEADING = (
    1_800,
    40,
    64,
    24,
)  # of a page, a title with its date, what stands before it, a heading
_ALT = re.compile(r'\salt="([^"]*)"')


def with_twins(config: Config, addresses: Iterable[Address]) -> Iterator[Address]:
    """Addresses, each of a page that has a twin followed by that of the twin."""
    for address in addresses:
        yield address
        if config.lite and address.kind in _KINDS:
            yield Address(address.kind, address.field, address.key, address.number, urls.LITE)


def full(address: Address) -> Address:
    """The address of the page whose twin `address` names."""
    return Address(address.kind, address.field, address.key, address.number)


def outlet(own: Outlet, base_url: str) -> Outlet:
    """The outlet as the pages of the light edition see it.

    Of a link in `[nav]` only its address is known: one that looks like that of a page leads to the twin.
    """

    def led(link: Link) -> Link:
        stays = not link.href.startswith("/") or not urls.may_have_twin(urls.path_of(base_url, link.href))
        return link if stays else replace(link, href=lite(link.href))

    def lite(href: Href) -> Href:
        return Href(urls.lite_href(base_url, href))

    return replace(
        own,
        home=lite(own.home),
        sections=tuple(map(led, own.sections)),
        nav=tuple(map(led, own.nav)),
        archive=lite(own.archive),
        corrections=lite(own.corrections),
        feeds=lite(own.feeds),
    )


def in_words(html: str) -> str:
    """Safe HTML with the words for each picture in its place; what stands below it stays."""
    return _PICTURE.sub(_told, html)


def _told(picture: re.Match[str]) -> str:
    alt = _ALT.search(picture[1] or "")
    told = escape(unescape(alt[1]), quote=False) if alt else ""
    return f"<bdi>[{told}]</bdi>" if told else ""


@dataclass(frozen=True, slots=True)
class _Edition:
    """How the things of a view are put on a page of the light edition."""

    desk: Desk

    def href(self, href: Href) -> Href:
        return Href(urls.lite_href(self.desk.config.base_url, href)) if href else href

    def link(self, link: Link) -> Link:
        return Link(link.name, self.href(link.href), link.lang, link.dir)

    def links(self, links: Iterable[Link]) -> tuple[Link, ...]:
        return tuple(map(self.link, links))

    def perhaps(self, link: Link | None) -> Link | None:
        return self.link(link) if link else None

    def teaser(self, shown: Teaser, summary: str = "") -> Teaser:
        """A report's title and date; lists of the light edition show no more."""
        return Teaser(
            shown.title,
            self.href(shown.href),
            shown.when,
            summary=summary,
            breaking=shown.breaking,
            kind=shown.kind,
            lang=shown.lang,
            dir=shown.dir,
        )

    def teasers(self, shown: Iterable[Teaser]) -> tuple[Teaser, ...]:
        return tuple(map(self.teaser, shown))

    def days(self, days: Iterable[Day]) -> tuple[Day, ...]:
        return tuple(Day(day.when, self.teasers(day.teasers)) for day in days)

    def months(self, months: Iterable[MonthLink]) -> tuple[MonthLink, ...]:
        return tuple(MonthLink(month.name, self.href(month.href), month.count) for month in months)

    def paging(self, pages: Paging) -> Paging:
        return Paging(pages.number, self.href(pages.newer), self.href(pages.older))

    def text(self, html: Html) -> Html:
        bare = in_words(html) if "<img" in html else html
        return Html(relinked(bare, self._led)) if '="/' in bare else Html(bare)

    def _led(self, seen: str) -> str:
        """Where an address of a text leads here. All of the outlet's own begin with a slash by now."""
        if not seen.startswith("/"):
            return seen
        path = urls.path_of(self.desk.config.base_url, seen)
        return self.href(Href(seen)) if self.desk.site.has_twin(path) else seen


# ---------------------------------------------------------------- views


def twin(desk: Desk, page: Page) -> Page:
    """The twin of a page that has one. What was found wrong is told with the page alone."""
    address = page.address
    there = Address(address.kind, address.field, address.key, address.number, urls.LITE)
    made = _MADE[type(page.view)](_Edition(desk), page.view)
    shown = replace(made, frame=_frame(made.frame, desk.href(page.path)))
    return Page(there, urls.lite_path(page.path), f"{urls.LITE}/{page.template}", shown)


def _frame(frame: Frame, href: Href) -> Frame:
    """Search engines and feed readers are sent to the full page: its address is the twin's `canonical`."""
    return replace(
        frame, description="", feeds=(), card="", lite=Href(""), full=href, data=Json(""), social=None, alternates=()
    )


def _front(edition: _Edition, view: FrontView) -> FrontView:
    made = FrontView(
        view.frame,
        edition.teaser(view.lead, view.lead.summary) if view.lead else None,
        edition.teasers(view.seconds),
        tuple(SectionBlock(edition.link(block.section), edition.teasers(block.teasers)) for block in view.blocks),
        edition.days(view.river),
    )
    return _fitting(made, _ROOM - _shell(edition, made.frame))


def _fitting(view: FrontView, room: int) -> FrontView:
    """A front page with as many titles as there is room for: the lead, the seconds, the first of each block, the second
    of each, and so on, the river. The others stand in the lists to which it leads.
    """
    opening = {block.teasers[0].href: _HEADING + _weight_of(block.section) for block in view.blocks}
    ranks = chain.from_iterable(zip_longest(*(block.teasers for block in view.blocks)))
    left = room - (_weight(view.lead) if view.lead else 0)
    kept: set[Href] = set()
    for one in filter(None, chain(view.seconds, ranks, *(day.teasers for day in view.river))):
        left -= _weight(one) + opening.get(one.href, 0)
        if left < 0:
            break
        kept.add(one.href)

    def chosen(teasers: Iterable[Teaser]) -> tuple[Teaser, ...]:
        return tuple(one for one in teasers if one.href in kept)

    blocks = (SectionBlock(block.section, chosen(block.teasers)) for block in view.blocks)
    days = (Day(day.when, chosen(day.teasers)) for day in view.river)
    return replace(
        view,
        seconds=chosen(view.seconds),
        blocks=tuple(block for block in blocks if block.teasers),
        river=tuple(day for day in days if day.teasers),
    )


def _weight(shown: Teaser) -> int:
    """About how many bytes an entry is: its address (six for each Arabic letter), its words, its date."""
    said = words.bdi(shown.title, "rtl", lang=shown.lang, dir=shown.dir)
    marks = _MARKS if shown.breaking or shown.kind != "report" else 0
    told = f"{said}{shown.when.date}{shown.when.hijri}{shown.summary}"
    return _ENTRY + marks + len(shown.href) + len(told.encode())


def _weight_of(link: Link) -> int:
    return _ENTRY + len(link.href) + len(link.name.encode())


def _shell(edition: _Edition, frame: Frame) -> int:
    """About how many bytes stand around the entries."""
    config = edition.desk.config
    sections = ((section.name, urls.list_path("section", section.key)) for section in config.sections)
    links = [Link(name, Href(urls.href(config.base_url, path))) for name, path in chain(sections, config.nav)]
    words_of = f"{config.name * 3}{config.full_name * 2}{frame.copyright}{frame.canonical}{frame.full}"
    return _SHELL + len(words_of.encode()) + sum(map(_weight_of, links))


def _report(edition: _Edition, view: ReportView) -> ReportView:
    return replace(
        view,
        picture=_words_of(view.picture) if view.picture else None,
        body=edition.text(view.body),
        section=edition.perhaps(view.section),
        authors=edition.links(view.authors),
        tags=edition.links(view.tags),
        places=edition.links(view.places),
        series=edition.perhaps(view.series),
        translation=edition.perhaps(view.translation),
        translations=edition.links(view.translations),
        earlier=edition.teasers(view.earlier),
    )


def _words_of(picture: Picture) -> Picture:
    """A picture without its files, so that in other sizes it is the same here."""
    return Picture((), Href(""), "", "", 0, 0, picture.alt, picture.caption, picture.credit)


def _withdrawn(_: _Edition, view: WithdrawnView) -> WithdrawnView:
    return view


def _list(edition: _Edition, view: ListView) -> ListView:
    return replace(
        view,
        days=edition.days(view.days),
        paging=edition.paging(view.paging),
        about=edition.text(view.about),
        parent=edition.perhaps(view.parent),
    )


def _index(edition: _Edition, view: IndexView) -> IndexView:
    names = tuple(CountedLink(one.name, edition.href(one.href), one.count) for one in view.names)
    return IndexView(view.frame, view.field, names)


def _feeds(_: _Edition, view: FeedsView) -> FeedsView:
    """The outlet's own feeds; those of lists would weigh more than a page of the edition may, and stand in one file."""
    return replace(view, groups=())


def _corrections(edition: _Edition, view: CorrectionsView) -> CorrectionsView:
    made = tuple(replace(one, report=edition.perhaps(one.report)) for one in view.corrections)
    return CorrectionsView(view.frame, made, edition.paging(view.paging))


def _archive(edition: _Edition, view: ArchiveView) -> ArchiveView:
    years = tuple((edition.link(year), edition.months(months)) for year, months in view.years)
    return ArchiveView(view.frame, years, tuple((field, edition.href(href)) for field, href in view.indexes))


def _year(edition: _Edition, view: YearView) -> YearView:
    return YearView(view.frame, edition.link(view.year), edition.months(view.months))


def _standing(edition: _Edition, view: StandingView) -> StandingView:
    return replace(view, body=edition.text(view.body))


_MADE: Mapping[type[object], Callable[[_Edition, Any], Any]] = MappingProxyType(
    {
        FrontView: _front,
        ReportView: _report,
        WithdrawnView: _withdrawn,
        ListView: _list,
        IndexView: _index,
        CorrectionsView: _corrections,
        ArchiveView: _archive,
        YearView: _year,
        StandingView: _standing,
        FeedsView: _feeds,
    }
)
