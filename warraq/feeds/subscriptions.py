"""Which feeds there are, and what each holds: a list's newest reports, whole. Pure; asks the Site.

Knows no format.
"""

from collections.abc import Iterator
from datetime import datetime

from warraq import arabic, urls
from warraq.archive import last_change
from warraq.changes import Changes
from warraq.links import has_scheme, relinked
from warraq.media import inline
from warraq.media.frames import framed
from warraq.media.pictures import path as path_of_picture
from warraq.model import TERM_FIELDS, Image, Listing, Report
from warraq.site import Site
from warraq.views import Address, FeedEntry, FeedView, Html, Page

_ENTRIES = 512  # kept in mind, with their texts


def addresses(site: Site) -> Iterator[Address]:
    """Every feed of the site."""
    yield Address("feed", "all")
    yield from (Address("feed", "section", section.key) for section in site.config.sections)
    for field in TERM_FIELDS:
        if field in urls.LISTS_WITH_FEED:
            yield from (Address("feed", field, term.key) for term in site.terms(field))


def touched(site: Site, changes: Changes) -> Iterator[Address]:
    """The feeds that the changes can reach: those of lists in which they stand near the top."""
    for listing, change in changes.lists.items():
        places = change.shown() | change.reworded
        if _has_feed(listing) and len(site.ask.following(listing, *max(places), site.config.feeds.items)) < (
            site.config.feeds.items
        ):
            yield Address("feed", listing.field, listing.key)


def _has_feed(listing: Listing) -> bool:
    return listing.field == "all" or listing.field in urls.LISTS_WITH_FEED


def view(site: Site, address: Address) -> Page | None:
    """The feed that `address` names; None where the site has no such list."""
    found = _list_of(site, address)
    if found is None:
        return None
    path, name = found
    config = site.config
    listing = Listing(address.field, address.key)  # type: ignore[arg-type]  # made by `addresses`
    entries = tuple(map(site.maker(_entry, _ENTRIES), site.newest(listing, config.feeds.items)))
    direction = arabic.direction(config.language)
    shown = FeedView(
        title=arabic.in_order(f"{config.name} — {name}" if name else config.name, direction),
        url=urls.absolute(config.base_url, f"{path}feed.xml"),
        home=urls.absolute(config.base_url, path),
        description=arabic.in_order(config.description, direction),
        language=config.language,
        copyright=config.copyright,
        updated=max((entry.updated for entry in entries), key=datetime.fromisoformat, default=""),
        entries=entries,
    )
    return Page(address, f"{path}feed.xml", "", shown)


def _list_of(site: Site, address: Address) -> tuple[str, str] | None:
    """The site path and the name of the list that a feed belongs to."""
    if address.field == "all":
        return "/", ""
    if address.field == "section":
        section = site.section(address.key)
        return (urls.list_path("section", section.key), section.name) if section else None
    term = site.term(address.field, address.key)  # type: ignore[arg-type]  # the rest are term fields
    return (urls.list_path(term.field, term.slug), term.name) if term.slug else None


def _entry(site: Site, report: Report) -> FeedEntry:
    config = site.config
    language = report.lang or config.language
    direction = arabic.direction(language)
    section = site.section(report.section)
    names = [site.term("tag", tag).name for tag in report.tags]
    return FeedEntry(
        guid=f"tag:{config.feeds.authority}:{report.id}",
        url=urls.absolute(config.base_url, report.url),
        title=arabic.in_order(report.title, direction),
        published=config.iso(report.date.at),
        updated=config.iso(last_change(report, site.window.as_of)),
        summary=arabic.in_order(report.summary, direction),
        html=_full_text(site, report) if config.feeds.full else Html(""),
        lang=language,
        dir=direction,
        authors=tuple(site.term("author", name).name for name in report.authors),
        categories=tuple(dict.fromkeys([*([section.name] if section else []), *names])),
        copyright=report.copyright,
    )


def _full_text(site: Site, report: Report) -> Html:
    def resolved(seen: str) -> str | None:
        if seen.startswith("#"):
            return urls.absolute(site.config.base_url, report.url + seen)
        seen = site.without_own_base(seen)
        if has_scheme(seen):
            return seen
        path = site.destination(report.path, seen)
        return urls.absolute(site.config.base_url, path) if path else None

    def shown(written: inline.Written, _: int) -> str:
        original = site.picture_in(written.src)
        if original is None:
            return inline.told(written)
        picture = framed(original, site.recipe, "", "text", Image(original.path, written.alt, ""))
        file = path_of_picture(original, site.recipe, "jpeg", picture.width)
        return inline.plain(urls.absolute(site.config.base_url, file), picture)

    return Html(inline.with_pictures(site.body(report.path), lambda words: relinked(words, resolved), shown))
