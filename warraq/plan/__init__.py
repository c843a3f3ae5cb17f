"""Addresses and views: Site → HTML pages. Pure; asks the Site, walks nothing.

`addresses` names every page before anything of it is computed; `view` computes one. One file a page kind, all with
the signature `(Desk, Address) -> Page | None`. Knows no templates beyond their names and no bytes.

Editorial law (design, section 3): a page may show its own past, never "the latest"; that belongs to the front
page, the lists' fronts, the feeds and the page for an address that nothing answers.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from warraq.changes import Changes
from warraq.model import TERM_FIELDS, Listing
from warraq.plan import calendar, cards, front, icons, lists, lite, pictures, redirects, report, standing, subscribing
from warraq.plan.desk import Desk
from warraq.plan.touched import touched as _touched
from warraq.site import Site
from warraq.views import Address, Page

__all__ = ["addresses", "touched", "view"]

_VIEWS: Mapping[str, Callable[[Desk, Address], Page | None]] = MappingProxyType(
    {
        "front": front.front,
        "404": front.not_found,
        "report": report.report,
        "short": redirects.short_link,
        "alias": redirects.alias,
        "rules": redirects.rules,
        "list": lists.listing,
        "index": lists.index,
        "corrections": lists.corrections,
        "archive": calendar.archive,
        "year": calendar.year,
        "standing": standing.standing,
        "feeds": subscribing.feeds,
        "picture": pictures.file,
        "card": cards.file,
        "icon": icons.file,
        "manifest": icons.manifest,
    }
)


def addresses(site: Site) -> Iterator[Address]:
    """Every page of the site but its feeds and sitemaps, a name at a time; after each its twin, where it has one."""
    return lite.with_twins(site.config, _addresses(site))


def touched(site: Site, changes: Changes) -> Iterator[Address]:
    """The pages that the changes can reach, some more than once. A twin shows nothing that its page does not."""
    return lite.with_twins(site.config, _touched(site, changes))


def _addresses(site: Site) -> Iterator[Address]:
    yield from (Address(kind) for kind in ("front", "404", "archive", "feeds"))
    yield from (Address("index", field) for field in ("section", *TERM_FIELDS))
    months = [month for month, _ in site.months()]
    yield from (Address("year", key=year) for year in sorted({month[:4] for month in months}))
    yield from _lists(site, months)
    corrected = site.numbered_pages(site.count_corrections())
    yield from (Address("corrections", number=number) for number in range(corrected + 1))
    yield from (Address("standing", key=page.path) for page in site.standing_pages())
    yield from _reports(site)
    yield from _redirects(site)
    yield from pictures.addresses(site)
    yield from icons.addresses(site)


def _lists(site: Site, months: Sequence[str]) -> Iterator[Address]:
    """Every page of every list, in about the order of time: what shows the same reports is made one after the other."""
    named = (Listing(field, term.key) for field in TERM_FIELDS for term in site.terms(field))
    lasting = (Listing("section", section.key) for section in site.config.sections)
    found = [placed for listing in chain(lasting, named) for placed in _placed(site, listing, 0, 1)]
    for at, month in enumerate(months):
        found += _placed(site, Listing("month", month), at / len(months), (at + 1) / len(months))
    return (address for _, address in sorted(found))


def _placed(site: Site, listing: Listing, begin: float, end: float) -> Iterator[tuple[float, Address]]:
    """The pages of a list, each with its share of the archive's time, if the list grew from `begin` to `end` of it."""
    last = site.numbered_pages(site.count(listing))
    for number in range(last + 1):
        share = (number or last + 1) / (last + 1)
        yield begin + (end - begin) * share, Address("list", listing.field, listing.key, number)


def _reports(site: Site) -> Iterator[Address]:
    for path, _, _ in site.published():
        yield Address("report", key=path)
        if site.config.short_links == "pages":
            yield Address("short", key=path)
        if site.look:
            yield Address("card", key=path)


def _redirects(site: Site) -> Iterator[Address]:
    """Old addresses, as pages, and the file of rules: those with a query can only be rules (T-2.27)."""
    yield from (Address("alias", key=alias) for alias, _ in site.aliases())
    yield Address("rules")


def view(desk: Desk, address: Address, last: Page | None = None) -> Page | None:
    """The page that `address` names; None where the site has no such page.

    `last` is what was viewed before: where that is the page whose twin is asked for, it is not computed again.
    """
    if not address.edition:
        return _VIEWS[address.kind](desk, address)
    full = lite.full(address)
    page = last if last and last.address == full else view(desk, full)
    return lite.twin(desk, page) if page and desk.config.lite else None
