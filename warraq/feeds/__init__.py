"""The same three (addresses, touched, view) for what machines read: feeds, sitemaps, robots.txt; and their bytes.

One file a kind of document. Knows no theme.
"""

from collections.abc import Iterator

from warraq.changes import Changes
from warraq.feeds import news, notices, rss, sitemaps, subscriptions
from warraq.site import Site
from warraq.views import Address, FeedView, Page, SitemapView, TextView

KINDS = frozenset({"feed", "sitemap", "news", "robots", "humans", "security"})  # of addresses


def addresses(site: Site) -> Iterator[Address]:
    """Every feed, sitemap and robots file of the site."""
    yield from subscriptions.addresses(site)
    yield from sitemaps.addresses(site)
    yield from news.addresses(site)
    yield from notices.addresses(site)


def touched(site: Site, changes: Changes) -> Iterator[Address]:
    """The feeds and sitemaps that the changes can reach (see plan.touched)."""
    yield from subscriptions.touched(site, changes)
    yield from sitemaps.touched(site, changes)
    yield from news.touched(site, changes)


def view(site: Site, address: Address) -> Page | None:
    """The page that `address` names; None where the site has no such page."""
    if address.kind == "sitemap":
        return sitemaps.view(site, address)
    if address.kind == "news":
        return news.view(site, address)
    if address.kind in notices.KINDS:
        return notices.view(site, address)
    return subscriptions.view(site, address)


def document(shown: FeedView | SitemapView | TextView) -> bytes:
    """The bytes of a page that no template makes."""
    if isinstance(shown, FeedView):
        return rss.document(shown)
    if isinstance(shown, SitemapView):
        return sitemaps.document(shown)
    return shown.text.encode("utf-8")
