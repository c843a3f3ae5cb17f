"""The page that tells people which feeds there are and how to take one."""

from collections.abc import Iterator

from warraq import urls
from warraq.feeds import opml
from warraq.model import TermField
from warraq.plan.desk import Desk
from warraq.views import Address, FeedGroup, FeedsView, Href, Link, Page

PATH = "/feeds/"
_BY_FIELD: tuple[TermField, ...] = ("series", "author", "place", "tag")  # the short lists first


def feeds(desk: Desk, address: Address) -> Page:
    """The page; it changes when a list comes, goes or gets another name."""
    shown = FeedsView(
        frame=desk.frame(PATH, ""),
        feeds=desk.feeds(),
        corrections=desk.feed("/corrections/"),
        groups=tuple(group for group in _groups(desk) if group.feeds),
        opml=desk.href(opml.PATH),
        address=urls.absolute(desk.config.base_url, "/feed.xml"),
    )
    return Page(address, PATH, "feeds.html", shown)


def _groups(desk: Desk) -> Iterator[FeedGroup]:
    sections = ((one.name, urls.list_path("section", one.key)) for one in desk.config.sections)
    yield FeedGroup("section", tuple(_offered(desk, *one) for one in sections))
    for field in _BY_FIELD:
        terms = ((one.name, urls.list_path(field, one.slug)) for one in desk.site.terms(field))
        yield FeedGroup(field, tuple(_offered(desk, *one) for one in terms))


def _offered(desk: Desk, name: str, path: str) -> tuple[Link, Href]:
    return Link(name, desk.href(path)), desk.href(f"{path}feed.xml")
