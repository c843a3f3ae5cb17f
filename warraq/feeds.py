"""The same three (addresses, view, document) for what machines read: RSS, sitemaps, robots.txt.

Feeds are written with feedgen, whose traps are mended by how it is called and by a small extension of ours
(design, section 8); nothing is patched in the text afterwards. Knows no theme.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from warraq import arabic, urls
from warraq.markup import relinked
from warraq.model import EVERYTHING, TERM_FIELDS, Listing, Report
from warraq.site import Site
from warraq.views import Address, FeedEntry, FeedView, Html, Page, SitemapView, TextView

_SITEMAP_LIMIT = 50_000  # addresses in one sitemap (sitemaps.org; T-3.2)
_MINUTES_TO_LIVE = 30
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
    yield from (Address("sitemap", "part", number=number) for number in range(_parts(site)))
    yield Address("robots")


def _parts(site: Site) -> int:
    """How many files the sitemap is parted into, beside its index; 0 while one file holds it."""
    reports, others = site.count(EVERYTHING), sum(1 for _ in _other_pages(site))
    if reports + others <= _SITEMAP_LIMIT:
        return 0
    return 1 + -(-reports // _SITEMAP_LIMIT)


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
    entries = tuple(_entry(site, report) for report in site.newest(listing, config.feeds.items))
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
        updated=config.iso(_changed(site, report)),
        summary=arabic.in_order(report.summary, direction),
        html=_full_text(site, report) if config.feeds.full else Html(""),
        lang=language,
        dir=direction,
        authors=tuple(site.term("author", name).name for name in report.authors),
        categories=tuple(dict.fromkeys([*([section.name] if section else []), *names])),
        copyright=report.copyright,
    )


def _changed(site: Site, report: Report) -> int:
    """When the report last changed in a way that readers should know: never for a slip of the pen."""
    moments = [report.date, report.updated, *(one.date for one in report.corrections)]
    return max(one.at for one in moments if one and site.is_due(one))


def _full_text(site: Site, report: Report) -> Html:
    def resolved(seen: str) -> str | None:
        if seen.startswith("#"):
            return urls.absolute(site.config.base_url, report.url + seen)
        seen = site.without_own_base(seen)
        if urlsplit(seen).scheme:
            return seen
        path = site.destination(report.path, seen)
        return urls.absolute(site.config.base_url, path) if path else None

    return Html(relinked(site.body(report.path), resolved))


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
        _add(feed, entry)
    return bytes(feed.rss_str(pretty=True))


def _add(feed: Any, shown: FeedEntry) -> None:  # noqa: ANN401 (feedgen has no types)
    entry = feed.add_entry(order="append")
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


def _sitemap(site: Site, address: Address) -> Page:
    parts = _parts(site)
    if address.field == "part":
        return Page(address, f"/sitemap-{address.number}.xml", "", SitemapView(_part(site, address.number)))
    if parts:
        files = (urls.absolute(site.config.base_url, f"/sitemap-{number}.xml") for number in range(parts))
        return Page(address, "/sitemap.xml", "", SitemapView(tuple((file, "") for file in files), index=True))
    entries = (*_other_pages(site), *_reports(site, 0))
    return Page(address, "/sitemap.xml", "", SitemapView(entries))


def _part(site: Site, number: int) -> tuple[tuple[str, str], ...]:
    """Part 0 has all that is no report; the parts after it have the reports, from the oldest."""
    return tuple(_other_pages(site) if number == 0 else _reports(site, number - 1))


def _reports(site: Site, chunk: int) -> Iterator[tuple[str, str]]:
    first = chunk * _SITEMAP_LIMIT
    for report in islice(site.in_order(), first, first + _SITEMAP_LIMIT):
        yield urls.absolute(site.config.base_url, report.url), site.config.iso(_changed(site, report))


def _other_pages(site: Site) -> Iterator[tuple[str, str]]:
    base = site.config.base_url
    paths = ["/", "/archive/", "/corrections/"]
    paths += [f"/{folder}/" for folder in urls.LIST_FOLDERS.values()]
    paths += [urls.list_path("section", section.key) for section in site.config.sections]
    paths += [urls.list_path(field, term.slug) for field in TERM_FIELDS for term in site.terms(field)]
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
