"""All feeds of the outlet in one file for a reader to take in (OPML 2.0). Pure; asks the Site."""

from collections.abc import Iterator

from warraq import arabic, urls
from warraq.feeds.generator import sound
from warraq.feeds.subscriptions import title
from warraq.model import TERM_FIELDS
from warraq.site import Site
from warraq.views import Address, OpmlView, Page

PATH = "/feeds/all.opml"
_Outline = tuple[str, str, str]


def view(site: Site, address: Address) -> Page:
    """The file; a group for each kind of list."""
    config = site.config
    words = site.words(config.language)
    paths = (("", "/"), (words.corrections, "/corrections/"))
    groups = (("", tuple(_outline(site, name, path) for name, path in paths)), *_groups(site))
    return Page(address, PATH, "", OpmlView(config.name, tuple(group for group in groups if group[1])))


def _groups(site: Site) -> Iterator[tuple[str, tuple[_Outline, ...]]]:
    words = site.words(site.config.language)
    sections = ((one.name, urls.list_path("section", one.key)) for one in site.config.sections)
    yield words.groups["section"], tuple(_outline(site, *one) for one in sections)
    for field in TERM_FIELDS:
        terms = ((one.name, urls.list_path(field, one.slug)) for one in site.terms(field))
        yield words.groups[field], tuple(_outline(site, *one) for one in terms)


def _outline(site: Site, name: str, path: str) -> _Outline:
    config = site.config
    shown = arabic.in_order(title(config.name, name), arabic.direction(config.language))
    return shown, urls.absolute(config.base_url, f"{path}feed.xml"), urls.absolute(config.base_url, path)


def document(shown: OpmlView) -> bytes:
    """The file's bytes. It has no date: it changes when a list comes or goes, and not with the clock."""
    from lxml import etree  # noqa: PLC0415 (heavy, and a build that touches no feed needs it not)

    root = etree.Element("opml", {"version": "2.0"})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = sound(shown.title)
    body = etree.SubElement(root, "body")
    for name, feeds in shown.groups:
        parent = etree.SubElement(body, "outline", {"text": sound(name)}) if name else body
        for text, feed, page in feeds:
            said = {"type": "rss", "text": sound(text), "title": sound(text), "xmlUrl": feed, "htmlUrl": page}
            etree.SubElement(parent, "outline", said)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
