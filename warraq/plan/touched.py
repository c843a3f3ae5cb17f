"""Which pages a change can reach, by address. Asks the Site about places in lists; walks nothing.

It may name too many pages, never too few (design, section 3): whether a page differs is decided by its view. What makes
it short is the editorial law: a page shows its own past, and lists are numbered from the oldest, so that what is new
reaches the fronts, the newest pages and the few reports after it.
"""

from collections.abc import Iterator

from warraq import arabic
from warraq.changes import Change, Changes, ListChange, Place
from warraq.media.pictures import FORMATS, widths
from warraq.model import TERM_FIELDS, Listing, Profile, Report, StandingPage
from warraq.plan.report import EARLIER
from warraq.site import Site
from warraq.views import Address

_WITH_EARLIER = {"all", "series", "section"}  # the lists from which a report takes the earlier ones that it shows


def touched(site: Site, changes: Changes) -> Iterator[Address]:
    """The pages that the changes can reach, some more than once."""
    for change in changes.items:
        yield from _of_item(site, change)
    for listing, happened in changes.lists.items():
        if happened.shown():
            yield from _of_list(site, listing, happened)
    if changes.shown:
        yield from (Address(kind) for kind in ("front", "404", "archive", "feeds", "rules"))
        yield from _indexes(changes)
    yield from _corrections(site, changes)
    yield from _translations(site, changes)
    for picture in changes.pictures:
        sizes = {width for one in picture.sides for width in widths(one, site.recipe)}
        yield from (Address("picture", kind, picture.path, width) for kind in FORMATS for width in sizes)


def _of_item(site: Site, change: Change) -> Iterator[Address]:
    """An item's own pages, and those that lead to them."""
    for side in change.sides():
        yield from (Address("alias", key=alias) for alias in side.entry.aliases)
        if isinstance(side.item, Report):
            yield from (Address("report", key=change.path), Address("short", key=change.path))
            if site.look:
                yield Address("card", key=change.path)
        elif isinstance(side.item, StandingPage):
            yield Address("standing", key=change.path)
        else:
            yield from _of_author(site, side.item)


def _of_author(site: Site, profile: Profile) -> Iterator[Address]:
    """Every page of an author's list says who the author is."""
    listing = Listing("author", arabic.fold(profile.name))
    yield from _pages(listing, 0, site.numbered_pages(site.count(listing)))
    yield Address("index", "author")


def _pages(listing: Listing, first: int, last: int) -> Iterator[Address]:
    """The front of a list and its pages from `first` to `last`."""
    for number in (0, *range(max(1, first), last + 1)):
        yield Address("list", listing.field, listing.key, number)


def _of_list(site: Site, listing: Listing, change: ListChange) -> Iterator[Address]:
    """The pages of a list whose reports are others or others' neighbours, and what else shows its reports."""
    if listing.field != "all":
        yield from _moved_pages(site, listing, change)
        for place in change.altered:
            yield Address("list", listing.field, listing.key, _page_at(site, listing, place))
    if listing.field == "month":
        yield Address("year", key=listing.key[:4])
    if listing.field in _WITH_EARLIER:
        for date, identity in change.shown():
            later = site.ask.following(listing, date, identity, EARLIER)
            yield from (Address("report", key=path) for path in later)


def _moved_pages(site: Site, listing: Listing, change: ListChange) -> Iterator[Address]:
    """The pages from the first place that came or went on, as many as there were or are."""
    if not (change.came or change.went):
        return
    now = site.count(listing)
    before = now - len(change.came) + len(change.went)
    pages = sorted((site.numbered_pages(before), site.numbered_pages(now)))
    first = _number_at(site, listing, min(change.came | change.went))
    if pages[0] != pages[1]:
        first = min(first, pages[0])  # this one had, or will have, the front for its neighbour
    yield from _pages(listing, first, pages[1])


def _page_at(site: Site, listing: Listing, place: Place) -> int:
    """The page that a place is on; 0 for the front."""
    number = _number_at(site, listing, place)
    return number if number <= site.numbered_pages(site.count(listing)) else 0


def _number_at(site: Site, listing: Listing, place: Place) -> int:
    """The number that the page of a place has, or would have if the list were long enough."""
    return site.ask.below(listing, *place) // site.config.per_page + 1


def _indexes(changes: Changes) -> Iterator[Address]:
    """The lists of names whose counts differ."""
    fields = {listing.field for listing, change in changes.lists.items() if change.shown()}
    yield from (Address("index", field) for field in ("section", *TERM_FIELDS) if field in fields)


def _corrections(site: Site, changes: Changes) -> Iterator[Address]:
    """The log of corrections, from the first of those that belong to a changed report."""
    dates = [made.date.at for change in changes.shown for report in change.reports() for made in report.corrections]
    if not dates:
        return
    last = site.numbered_pages(site.count_corrections() + len(dates))
    first = site.ask.corrections_below(min(dates)) // site.config.per_page
    yield from (Address("corrections", number=number) for number in (0, *range(max(1, first), last + 1)))


def _translations(site: Site, changes: Changes) -> Iterator[Address]:
    """The reports beside a changed one in another language: each of a group names all others (`Site.tongues`).

    Above it, beside it, below it, and one step further down: whether a report is an original depends on its own.
    """
    reports = [report for change in changes.shown for report in change.reports()]
    originals = {report.translation_of for report in reports if report.translation_of}
    below = site.ask.translating({report.id for report in reports} | originals)
    further = {report.id for path in below if (report := site.report(path))}
    paths = below | site.ask.paths_of(originals) | site.ask.translating(further)
    yield from (Address("report", key=path) for path in sorted(paths))
