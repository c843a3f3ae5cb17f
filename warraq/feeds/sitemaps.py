"""The sitemaps: which there are, what each lists, and the bytes of every sitemap, of news too (sitemaps.org).

Pure; asks the Site. Listed is what search engines may show: no page that says noindex, no redirect, no twin of the
light edition, whose canonical address is its page's.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from warraq import urls
from warraq.changes import Changes
from warraq.media.pictures import path, widths
from warraq.model import EVERYTHING, TERM_FIELDS, Listing, Original
from warraq.site import Site
from warraq.views import Address, Page, SitemapEntry, SitemapView

# Addresses in one file: far below the 50,000 that are allowed (sitemaps.org; T-3.2), so that a new report touches a
# small part and not a file of megabytes; 2,000 of the longest addresses are no 4 MB.
_LIMIT = 2_000
_MOST_NEW = 500  # addresses that one report can bring: its own, its names, its month, its year
_FRONTS = ("/", "/archive/", "/corrections/", "/feeds/", *(f"/{folder}/" for folder in urls.LIST_FOLDERS.values()))
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_PICTURES = "http://www.google.com/schemas/sitemap-image/1.1"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_Fact = tuple[str, str | Iterable["_Fact"]]  # an element: its name, and its text or what stands in it


def addresses(site: Site) -> Iterator[Address]:
    """Every sitemap of the site."""
    yield Address("sitemap")
    if _is_parted(site):
        yield from _parts(site)


def touched(site: Site, changes: Changes) -> Iterator[Address]:
    """The sitemaps that the changes can reach."""
    for listing, change in changes.lists.items():
        if listing.field == "month" and change.shown():
            yield from _numbered("month", listing.key, site.count(listing) + len(change.went))
    if changes.shown:
        most_new = len(changes.items) * _MOST_NEW
        yield Address("sitemap")
        yield from _numbered("pages", "", _count_others(site) + most_new)
        if abs(_count(site) - _LIMIT) <= most_new:  # it may have been parted, or may not have been
            yield from _parts(site)


def _is_parted(site: Site) -> bool:
    return _count(site) > _LIMIT


def _parts(site: Site) -> Iterator[Address]:
    """The files that the sitemap is parted into, beside its index, where one file does not hold it.

    A part a month, so that what is new leaves the parts of the past as they were.
    """
    yield from _numbered("pages", "", _count_others(site))
    for month, count in site.months():
        yield from _numbered("month", month, count)


def _numbered(field: str, key: str, count: int) -> Iterator[Address]:
    """The files of a part that has `count` addresses; the first is number 0."""
    return (Address("sitemap", field, key, number) for number in range((count + _LIMIT - 1) // _LIMIT))


def _count(site: Site) -> int:
    """How many addresses the sitemap has."""
    return site.count(EVERYTHING) + _count_others(site)


def _count_others(site: Site) -> int:
    dated = len(site.months()) + len(_years(site))
    return len(_FRONTS) + len(site.config.sections) + dated + site.ask.count_names() + len(site.standing_pages())


def _years(site: Site) -> list[str]:
    return sorted({month[:4] for month, _ in site.months()})


def view(site: Site, address: Address) -> Page | None:
    """The sitemap that `address` names; None where the site has no such one."""
    if _is_parted(site) != bool(address.field):
        return None if address.field else Page(address, "/sitemap.xml", "", _index(site))
    entries = tuple(_entries(site, address))
    return Page(address, _path_of(address), "", SitemapView(entries)) if entries else None


def _index(site: Site) -> SitemapView:
    files = (urls.absolute(site.config.base_url, _path_of(part)) for part in _parts(site))
    return SitemapView(tuple(map(SitemapEntry, files)), index=True)


def _path_of(part: Address) -> str:
    named = "".join(f"-{step}" for step in (part.key or part.field, part.number + 1 if part.number else "") if step)
    return f"/sitemap{named}.xml"


def _entries(site: Site, part: Address) -> Iterator[SitemapEntry]:
    """What stands in one file."""
    skip = part.number * _LIMIT
    if part.field != "month":
        yield from islice(_others(site), skip, skip + _LIMIT)
    if part.field != "pages":
        listing = Listing("month", part.key) if part.field else EVERYTHING
        yield from _reports(site, listing, skip)


def _reports(site: Site, listing: Listing, skip: int) -> Iterator[SitemapEntry]:
    base = site.config.base_url
    for url, changed, picture in site.last_changes(listing, skip=skip, limit=_LIMIT):
        shown = _largest(site, picture) if picture else ""
        yield SitemapEntry(urls.absolute(base, url), site.config.iso(changed), shown)


def _largest(site: Site, picture: Original) -> str:
    """The whole address of the widest JPEG that pages offer of a picture."""
    file = path(picture, site.recipe, "jpeg", widths(picture, site.recipe)[-1])
    return urls.absolute(site.config.base_url, file)


def _others(site: Site) -> Iterator[SitemapEntry]:
    """The pages that are no reports.

    Of a list only its front, which leads to its further pages. No date: each shows what is newest, or counts it.
    """
    yield from (_page(site, path) for path in _FRONTS)
    yield from (_page(site, f"/archive/{year}/") for year in _years(site))
    yield from (_page(site, f"/archive/{month.replace('-', '/')}/") for month, _ in site.months())
    yield from (_page(site, urls.list_path("section", section.key)) for section in site.config.sections)
    for field in TERM_FIELDS:
        yield from (_page(site, urls.list_path(field, one.slug)) for one in site.ask.names(field) if one.paged)
    yield from (_page(site, page.url) for page in site.standing_pages())


def _page(site: Site, path: str) -> SitemapEntry:
    return SitemapEntry(urls.absolute(site.config.base_url, path))


# ---------------------------------------------------------------- bytes


def document(shown: SitemapView) -> bytes:
    """The sitemap, or the index of sitemaps, as XML (sitemaps.org; Google's schemas for pictures and news)."""
    from lxml import etree  # noqa: PLC0415 (heavy, and a build that touches no sitemap needs none of it)

    spaces = {None: _SPACE} | ({"image": _PICTURES} if any(one.picture for one in shown.entries) else {})
    spaces |= {"news": _NEWS} if any(one.news for one in shown.entries) else {}
    outer, inner = ("sitemapindex", "sitemap") if shown.index else ("urlset", "url")
    root = etree.Element(f"{{{_SPACE}}}{outer}", nsmap=spaces)
    _fill(root, ((f"{{{_SPACE}}}{inner}", _facts(one, shown.publication)) for one in shown.entries), etree.SubElement)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _fill(element: Any, facts: Iterable[_Fact], put: Callable[[Any, str], Any]) -> None:  # noqa: ANN401 (of lxml)
    for name, said in facts:
        inner = put(element, name)
        if isinstance(said, str):
            inner.text = said
        else:
            _fill(inner, said, put)


def _facts(entry: SitemapEntry, publication: str) -> Iterator[_Fact]:
    """What is said of an address, in the order of the schemas."""
    yield f"{{{_SPACE}}}loc", entry.url
    if entry.changed:
        yield f"{{{_SPACE}}}lastmod", entry.changed
    if entry.picture:
        yield f"{{{_PICTURES}}}image", ((f"{{{_PICTURES}}}loc", entry.picture),)
    if entry.news:
        paper = ((f"{{{_NEWS}}}name", publication), (f"{{{_NEWS}}}language", entry.news.language))
        told = ((f"{{{_NEWS}}}publication_date", entry.news.published), (f"{{{_NEWS}}}title", entry.news.title))
        yield f"{{{_NEWS}}}news", ((f"{{{_NEWS}}}publication", paper), *told)
