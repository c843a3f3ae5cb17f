"""The sitemaps: which there are, what each lists, and their bytes (sitemaps.org). Pure; asks the Site."""

from collections.abc import Iterator

from warraq import urls
from warraq.changes import Changes
from warraq.model import EVERYTHING, TERM_FIELDS, Listing
from warraq.site import Site
from warraq.views import Address, Page, SitemapView

# Addresses in one sitemap: far below the 50,000 that are allowed (sitemaps.org; T-3.2), so that a new report touches a
# small part and not a file of megabytes. No month of a newsroom comes near either.
_SITEMAP_LIMIT = 5_000
_FIXED_ADDRESSES = 100  # and sections: more than there are
_MOST_NEW_NAMES = 500  # that one report can bring
_SITEMAP_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def addresses(site: Site) -> Iterator[Address]:
    """Every sitemap of the site."""
    yield Address("sitemap")
    yield from _parts(site)


def touched(site: Site, changes: Changes) -> Iterator[Address]:
    """The sitemaps that the changes can reach."""
    for listing, change in changes.lists.items():
        if listing.field == "month" and change.shown():
            yield Address("sitemap", "month", listing.key)
    if changes.shown:
        yield from (Address("sitemap"), Address("sitemap", "pages"))
        if _may_have_been_parted(site, changes):
            yield from (Address("sitemap", "month", month) for month, _ in site.months())


def _may_have_been_parted(site: Site, changes: Changes) -> bool:
    """Whether so few addresses lie between now and the limit that the changes may have passed it."""
    return abs(_count(site) - _SITEMAP_LIMIT) <= len(changes.items) * _MOST_NEW_NAMES


def _parts(site: Site) -> Iterator[Address]:
    """The files that the sitemap is parted into, beside its index; none while one file holds it.

    A part a month, so that what is new leaves the parts of the past as they were.
    """
    if _count(site) > _SITEMAP_LIMIT:
        yield Address("sitemap", "pages")
        yield from (Address("sitemap", "month", month) for month, _ in site.months())


def _count(site: Site) -> int:
    """How many addresses the sitemap has, or a few more."""
    return site.count(EVERYTHING) + site.ask.count_names() + len(site.standing_pages()) + _FIXED_ADDRESSES


def view(site: Site, address: Address) -> Page | None:
    """The sitemap that `address` names; None where the site has no such one."""
    base = site.config.base_url
    is_parted = _count(site) > _SITEMAP_LIMIT
    if not address.field:
        if is_parted:
            files = (urls.absolute(base, _path_of(part)) for part in _parts(site))
            return Page(address, "/sitemap.xml", "", SitemapView(tuple((file, "") for file in files), index=True))
        return Page(address, "/sitemap.xml", "", SitemapView((*_other_pages(site), *_reports(site, EVERYTHING))))
    if not is_parted:
        return None
    if address.field == "pages":
        return Page(address, _path_of(address), "", SitemapView(tuple(_other_pages(site))))
    entries = tuple(_reports(site, Listing("month", address.key)))
    return Page(address, _path_of(address), "", SitemapView(entries)) if entries else None


def _path_of(part: Address) -> str:
    return f"/sitemap-{part.key or part.field}.xml"


def _reports(site: Site, listing: Listing) -> Iterator[tuple[str, str]]:
    for url, changed in site.last_changes(listing):
        yield urls.absolute(site.config.base_url, url), site.config.iso(changed)


def _other_pages(site: Site) -> Iterator[tuple[str, str]]:
    base = site.config.base_url
    paths = ["/", "/archive/", "/corrections/"]
    paths += [f"/{folder}/" for folder in urls.LIST_FOLDERS.values()]
    paths += [urls.list_path("section", section.key) for section in site.config.sections]
    paths += [
        urls.list_path(one.field, one.slug) for field in TERM_FIELDS for one in site.ask.names(field) if one.paged
    ]
    paths += [page.url for page in site.standing_pages()]
    return ((urls.absolute(base, path), "") for path in paths)


def document(shown: SitemapView) -> bytes:
    """The sitemap, or the index of sitemaps, as XML (sitemaps.org)."""
    from lxml import etree  # noqa: PLC0415 (heavy, as above)

    outer, inner = ("sitemapindex", "sitemap") if shown.index else ("urlset", "url")
    root = etree.Element(f"{{{_SITEMAP_SPACE}}}{outer}", nsmap={None: _SITEMAP_SPACE})
    for location, changed in shown.entries:
        entry = etree.SubElement(root, f"{{{_SITEMAP_SPACE}}}{inner}")
        etree.SubElement(entry, f"{{{_SITEMAP_SPACE}}}loc").text = location
        if changed:
            etree.SubElement(entry, f"{{{_SITEMAP_SPACE}}}lastmod").text = changed
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
