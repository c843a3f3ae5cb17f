"""The same three (addresses, touched, view) for what machines read: feeds, sitemaps, robots.txt; and their bytes.

One file a kind of document. Knows no theme.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from warraq import urls
from warraq.changes import Changes
from warraq.feeds import atom, hub, jsonfeed, opml, rss, sitemaps, subscriptions
from warraq.site import Site
from warraq.views import Address, FeedFormat, FeedView, OpmlView, Page, SitemapView, TextView

KINDS = subscriptions.KINDS | {"sitemap", "robots", "opml", "headers"}  # of addresses
_WRITERS: Mapping[FeedFormat, Callable[[FeedView], bytes]] = MappingProxyType(
    {"rss": rss.document, "atom": atom.document, "json": jsonfeed.document}
)


def addresses(site: Site) -> Iterator[Address]:
    """Every feed, sitemap and robots file of the site."""
    yield from subscriptions.addresses(site)
    yield from sitemaps.addresses(site)
    yield from (Address(kind) for kind in ("robots", "opml", "headers"))


def touched(site: Site, changes: Changes) -> Iterator[Address]:
    """The feeds and sitemaps that the changes can reach (see plan.touched)."""
    yield from subscriptions.touched(site, changes)
    yield from sitemaps.touched(site, changes)
    if changes.shown:
        yield Address("opml")


def view(site: Site, address: Address) -> Page | None:
    """The page that `address` names; None where the site has no such page."""
    if address.kind == "robots":
        sitemap = urls.absolute(site.config.base_url, "/sitemap.xml")
        return Page(address, "/robots.txt", "", TextView(f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n"))
    if address.kind in subscriptions.KINDS:
        return subscriptions.view(site, address)
    return {"sitemap": sitemaps.view, "opml": opml.view, "headers": hub.view}[address.kind](site, address)


def document(shown: FeedView | OpmlView | SitemapView | TextView) -> bytes:
    """The bytes of a page that no template makes."""
    if isinstance(shown, FeedView):
        return _WRITERS[shown.format](shown)
    if isinstance(shown, OpmlView):
        return opml.document(shown)
    if isinstance(shown, SitemapView):
        return sitemaps.document(shown)
    return shown.text.encode("utf-8")
