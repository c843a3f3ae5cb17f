"""The same three (addresses, view, document) for what machines read: RSS, sitemaps, robots.txt.

Feeds are written with feedgen, whose traps are mended by how it is called and by a small extension of ours
(design, section 8); nothing is patched in the text afterwards. Knows no theme.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from functools import lru_cache
from typing import Any

from warraq import arabic, urls
from warraq.archive import last_change
from warraq.changes import Changes
from warraq.links import has_scheme, relinked
from warraq.media import inline
from warraq.media.frames import framed
from warraq.media.pictures import path as path_of_picture
from warraq.model import EVERYTHING, TERM_FIELDS, Image, Listing, Report
from warraq.site import Site
from warraq.views import Address, FeedEntry, FeedView, Html, Page, SitemapView, TextView

KINDS = frozenset({"feed", "sitemap", "robots"})  # of addresses
# Addresses in one sitemap: far below the 50,000 that are allowed (sitemaps.org; T-3.2), so that a new report touches a
# small part and not a file of megabytes. No month of a newsroom comes near either.
_SITEMAP_LIMIT = 5_000
_FIXED_ADDRESSES = 100  # and sections: more than there are
_MOST_NEW_NAMES = 500  # that one report can bring
_MINUTES_TO_LIVE = 30
_ENTRIES = 512  # kept in mind, with their texts
_ANY_MOMENT = "1970-01-01T00:00:00+00:00"  # keeps feedgen from asking the clock; never written (see _Undated)
_SITEMAP_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def addresses(site: Site) -> Iterator[Address]:
    """Every feed, sitemap and robots file of the site."""
    yield Address("feed", "all")
    yield from (Address("feed", "section", section.key) for section in site.config.sections)
    for field in TERM_FIELDS:
        if field in urls.LISTS_WITH_FEED:
            yield from (Address("feed", field, term.key) for term in site.terms(field))
    yield Address("sitemap")
    yield from _parts(site)
    yield Address("robots")


def touched(site: Site, changes: Changes) -> Iterator[Address]:
    """The feeds and sitemaps that the changes can reach (see plan.touched); those of lists only near their top."""
    for listing, change in changes.lists.items():
        places = change.shown() | change.reworded
        if _has_feed(listing) and len(site.ask.following(listing, *max(places), site.config.feeds.items)) < (
            site.config.feeds.items
        ):
            yield Address("feed", listing.field, listing.key)
        if listing.field == "month" and change.shown():
            yield Address("sitemap", "month", listing.key)
    if changes.shown:
        yield from (Address("sitemap"), Address("sitemap", "pages"))
        if _may_have_been_parted(site, changes):
            yield from (Address("sitemap", "month", month) for month, _ in site.months())


def _may_have_been_parted(site: Site, changes: Changes) -> bool:
    """Whether so few addresses lie between now and the limit that the changes may have passed it."""
    return abs(_count(site) - _SITEMAP_LIMIT) <= len(changes.items) * _MOST_NEW_NAMES


def _has_feed(listing: Listing) -> bool:
    return listing.field == "all" or listing.field in urls.LISTS_WITH_FEED


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
    """The page that `address` names; None where the site has no such page."""
    if address.kind == "robots":
        sitemap = urls.absolute(site.config.base_url, "/sitemap.xml")
        return Page(address, "/robots.txt", "", TextView(f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n"))
    if address.kind == "sitemap":
        return _sitemap(site, address)
    return _feed(site, address)


# ---------------------------------------------------------------- feeds


def _feed(site: Site, address: Address) -> Page | None:
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


class _Undated:
    """An extension for what feedgen cannot be told by a call: that a feed without entries has no build date."""

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_rss(self, feed: Any) -> Any:  # noqa: ANN401 (an lxml element)
        channel = feed[0]
        channel.remove(channel.find("lastBuildDate"))
        return feed


def rss(shown: FeedView) -> bytes:
    """The feed as RSS 2.0.

    `self` is given before `alternate`, or the channel's link would be the feed's own address; dates are given, or
    they would be the clock's; entries are appended, or they would come out reversed (bar.md, finding 1).
    """
    # Heavy imports, and a build that touches no feed needs none of them. Both classes are named: asked for "dc" by
    # name, feedgen looks through every folder of the path for a module that is not there, a feed a time. And its
    # extensions can be imported only after its `feed`.
    from feedgen.feed import FeedGenerator  # noqa: PLC0415

    # isort: split
    from feedgen.ext.dc import DcEntryExtension, DcExtension  # noqa: PLC0415

    feed = FeedGenerator()
    feed.title(shown.title)
    feed.link(href=shown.url, rel="self", type="application/rss+xml")
    feed.link(href=shown.home, rel="alternate")
    feed.description(shown.description)
    feed.language(shown.language)
    feed.copyright(shown.copyright)
    feed.generator("Warraq")
    feed.ttl(_MINUTES_TO_LIVE)
    feed.lastBuildDate(datetime.fromisoformat(shown.updated or _ANY_MOMENT))
    feed.register_extension("dc", DcExtension, DcEntryExtension)
    if not shown.entries:
        feed.register_extension("undated", _Undated, None, atom=False)
    for entry in shown.entries:
        feed.add_entry(_item(entry), order="append")
    return bytes(feed.rss_str(pretty=True))


class _Item:
    """What feedgen takes for an entry: an item that it made before. A report stands in half a dozen feeds."""

    def __init__(self, made: Any) -> None:  # noqa: ANN401 (an lxml element)
        self._made = made

    def register_extension(self, *_: object) -> None:
        """Nothing: what they add has been added."""

    def rss_entry(self) -> Any:  # noqa: ANN401 (as above)
        """An item that may be put into a feed."""
        return deepcopy(self._made)


@lru_cache(maxsize=_ENTRIES)
def _item(shown: FeedEntry) -> _Item:
    from feedgen.feed import FeedEntry as Entry  # noqa: PLC0415 (heavy, as above)

    # isort: split
    from feedgen.ext.dc import DcEntryExtension  # noqa: PLC0415

    entry = Entry()
    entry.register_extension("dc", DcEntryExtension)
    _fill(entry, shown)
    return _Item(entry.rss_entry())


def _fill(entry: Any, shown: FeedEntry) -> None:  # noqa: ANN401 (feedgen has no types)
    entry.title(shown.title)
    entry.link(href=shown.url)
    entry.guid(shown.guid, permalink=False)
    entry.published(datetime.fromisoformat(shown.published))
    entry.description(shown.summary or shown.title)
    if shown.html:
        entry.content(f'<div dir="{shown.dir}" lang="{shown.lang}">{shown.html}</div>')
    entry.category([{"term": category} for category in shown.categories])  # at once: it goes through them anew a call
    entry.dc.dc_creator(list(shown.authors))
    if shown.copyright:
        entry.dc.dc_rights(shown.copyright)


# ---------------------------------------------------------------- sitemaps


def _sitemap(site: Site, address: Address) -> Page | None:
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


def sitemap(shown: SitemapView) -> bytes:
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


def document(shown: FeedView | SitemapView | TextView) -> bytes:
    """The bytes of a page that no template makes."""
    if isinstance(shown, FeedView):
        return rss(shown)
    if isinstance(shown, SitemapView):
        return sitemap(shown)
    return shown.text.encode("utf-8")
