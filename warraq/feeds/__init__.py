"""The same three (addresses, touched, view) for what machines read: feeds, sitemaps, robots.txt; and their bytes.

One file a kind of document. Knows no theme.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from warraq.changes import Changes
from warraq.feeds import atom, hub, jsonfeed, news, notices, opml, rss, sitemaps, subscriptions
from warraq.site import Site
from warraq.views import Address, FeedFormat, FeedView, OpmlView, Page, SitemapView, TextView

_WRITERS: Mapping[FeedFormat, Callable[[FeedView], bytes]] = MappingProxyType(
    {"rss": rss.document, "atom": atom.document, "json": jsonfeed.document}
)
_VIEWS: Mapping[str, Callable[[Site, Address], Page | None]] = MappingProxyType(
    {
        **dict.fromkeys(subscriptions.KINDS, subscriptions.view),
        **dict.fromkeys(notices.KINDS, notices.view),
        "sitemap": sitemaps.view,
        "news": news.view,
        "opml": opml.view,
        "headers": hub.view,
    }
)
KINDS = frozenset(_VIEWS)  # of addresses


def addresses(site: Site) -> Iterator[Address]:
    """Every feed, sitemap and robots file of the site."""
    yield from subscriptions.addresses(site)
    yield from sitemaps.addresses(site)
    yield from news.addresses(site)
    yield from notices.addresses(site)
    yield from (Address(kind) for kind in ("opml", "headers"))


def touched(site: Site, changes: Changes) -> Iterator[Address]:
    """The feeds and sitemaps that the changes can reach (see plan.touched)."""
    yield from subscriptions.touched(site, changes)
    yield from sitemaps.touched(site, changes)
    yield from news.touched(site, changes)
    if changes.shown:
        yield Address("opml")


def view(site: Site, address: Address) -> Page | None:
    """The page that `address` names; None where the site has no such page."""
    return _VIEWS[address.kind](site, address)


def document(shown: FeedView | OpmlView | SitemapView | TextView) -> bytes:
    """The bytes of a page that no template makes."""
    if isinstance(shown, FeedView):
        return _WRITERS[shown.format](shown)
    if isinstance(shown, OpmlView):
        return opml.document(shown)
    if isinstance(shown, SitemapView):
        return sitemaps.document(shown)
    return shown.text.encode("utf-8")
