"""What the W3C's feed validator would say of a feed, for what Warraq writes: its rules, in our own words (T-3.9).

Each rule is named after the validator's own message, so that it can be looked up there.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

ATOM, CONTENT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/modules/content/}"
DC, MEDIA = "{http://purl.org/dc/elements/1.1/}", "{http://search.yahoo.com/mrss/}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
_ONCE = ("title", "link", "description", "language", "copyright", "generator", "docs", "ttl", "image", "lastBuildDate")
_CHANNEL = {*_ONCE, "item", f"{ATOM}link", f"{HISTORY}complete"}
_ITEM = {
    *("title", "link", "description", "guid", "pubDate", "category"),
    *(f"{CONTENT}encoded", f"{DC}creator", f"{DC}rights", f"{MEDIA}content"),
}
_RFC_822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [JFMASOND][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")
_WEB = re.compile(r"https?://[!-~]+")
_LOWER = re.compile("%[0-9a-f]*[a-f]|%[0-9A-F][a-f]")
_LIKE_HTML = re.compile(r"<[A-Za-z/!?]|&#?\w+;")
_UNSAFE = {"script", "style", "iframe", "object", "embed", "form", "input", "link", "meta", "base", "frame", "applet"}
Complaints = Iterator[str]


def rss(data: bytes, location: str) -> list[str]:
    """The complaints about an RSS feed that is served at `location`."""
    channel = etree.fromstring(data)[0]
    return [found for rule in _OF_RSS for found in rule(channel, location)]


def atom(data: bytes, location: str) -> list[str]:
    """The complaints about an Atom feed that is served at `location`."""
    root = etree.fromstring(data)
    return [found for rule in _OF_ATOM for found in rule(root, location)]


def _text(element: Any, path: str) -> str:
    return element.findtext(path) or ""


# ---------------------------------------------------------------- RSS


def _elements(channel: Any, _: str) -> Complaints:
    yield from (f"MissingElement {name}" for name in ("title", "link", "description") if not _text(channel, name))
    counted = Counter(child.tag for child in channel)
    yield from (f"DuplicateElement {name}" for name in _ONCE if counted[name] > 1)
    yield from (f"UndefinedElement {name}" for name in counted.keys() - _CHANNEL)
    if list(counted)[-1:] != ["item"] and counted["item"]:
        yield "MisplacedItem"


def _itself(channel: Any, location: str) -> Complaints:
    own = channel.xpath("a:link[@rel='self']", namespaces={"a": ATOM[1:-1]})
    if [(one.get("href"), one.get("type")) for one in own] != [(location, "application/rss+xml")]:
        yield "MissingAtomSelfLink / SelfDoesntMatchLocation"
    if _text(channel, "link") == location or not _WEB.fullmatch(_text(channel, "link")):
        yield "InvalidLink of the channel"


def _facts(channel: Any, _: str) -> Complaints:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", _text(channel, "language")):
        yield "InvalidLanguage"
    if not re.fullmatch(r"[1-9]\d*", _text(channel, "ttl")):
        yield "InvalidTtl"
    image = channel.find("image")
    if image is not None:
        if (_text(image, "title"), _text(image, "link")) != (_text(channel, "title"), _text(channel, "link")):
            yield "ImageTitleDoesntMatch / ImageLinkDoesntMatch"
        if int(_text(image, "width") or 88) > 144 or int(_text(image, "height") or 31) > 400:
            yield "ImageTooLarge"


def _dates(channel: Any, _: str) -> Complaints:
    dates = [*channel.findall("lastBuildDate"), *channel.findall("item/pubDate")]
    yield from (f"InvalidRFC2822Date {one.text}" for one in dates if not _RFC_822.fullmatch(one.text))
    if any(not _RFC_822.fullmatch(one.text) for one in dates):
        return
    shown = [parsedate_to_datetime(one.text) for one in channel.findall("item/pubDate")]
    if shown != sorted(shown, reverse=True):
        yield "entries are not in order"
    if shown and parsedate_to_datetime(_text(channel, "lastBuildDate")) < shown[0]:
        yield "lastBuildDate before an entry"


def _identities(channel: Any, _: str) -> Complaints:
    guids = [one.find("guid") for one in channel.findall("item")]
    yield from ("MissingGuid" for one in guids if one is None or not one.text)
    if len({one.text for one in guids}) < len(guids):
        yield "DuplicateEntries"
    if any(one.get("isPermaLink") != "false" and not _WEB.fullmatch(one.text) for one in guids):
        yield "InvalidPermalink"


def _items(channel: Any, _: str) -> Complaints:
    for item in channel.findall("item"):
        tags = [child.tag for child in item]
        yield from (f"UndefinedElement {name}" for name in set(tags) - _ITEM)
        if not _text(item, "title") and not _text(item, "description"):
            yield "ItemMustContainTitleOrDescription"
        if f"{CONTENT}encoded" in tags[: tags.index("description")]:
            yield "NeedDescriptionBeforeContent"
        if tags.count("enclosure") > 1:
            yield "DuplicateEnclosure"
        yield from (f"NotBlank {child.tag}" for child in item if not len(child) and not (child.text or "").strip())
        if _LIKE_HTML.search(_text(item, "title")):
            yield f"ContainsHTML {_text(item, 'title')}"
        yield from _address(_text(item, "link"))
        yield from _html(_text(item, f"{CONTENT}encoded"))


def _address(url: str) -> Complaints:
    if not _WEB.fullmatch(url) or not urlsplit(url).hostname:
        yield f"InvalidFullLink {url}"
    if _LOWER.search(url):
        yield f"NonCanonicalURI {url}"


class _Content(HTMLParser):
    """Finds in a text what no reader should be given."""

    def __init__(self) -> None:
        super().__init__()
        self.complaints: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSAFE:
            self.complaints.append(f"SecurityRisk <{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "style":
                self.complaints.append(f"SecurityRiskAttr {name}")
            if name in {"href", "src", "srcset"} and not re.match(r"(https?|mailto|tel):", value or ""):
                self.complaints.append(f"ContainsRelRef {value}")
        if tag == "img" and "alt" not in dict(attrs):
            self.complaints.append("an image without alt")


def _html(text: str) -> Complaints:
    if text:
        parser = _Content()
        parser.feed(text)
        yield from parser.complaints
        if not re.match(r'<div dir="(rtl|ltr)" lang="[A-Za-z-]+">', text):
            yield "a text that does not say its direction (T-3.12)"


_OF_RSS: tuple[Callable[[Any, str], Complaints], ...] = (_elements, _itself, _facts, _dates, _identities, _items)

# ---------------------------------------------------------------- Atom


def _feed(root: Any, location: str) -> Complaints:
    own = [one.get("href") for one in root.findall(f"{ATOM}link") if one.get("rel") == "self"]
    if own != [location]:
        yield "MissingSelf / SelfDoesntMatchLocation"
    if not root.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield "MissingLang"
    ids = [_text(entry, f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")]
    if len(set(ids)) < len(ids):
        yield "DuplicateEntries"
    if _text(root, f"{ATOM}id") in ids:
        yield "DuplicateIds"


def _entries(root: Any, _: str) -> Complaints:
    newest = datetime.fromisoformat(_text(root, f"{ATOM}updated"))
    for entry in root.findall(f"{ATOM}entry"):
        published, updated = (datetime.fromisoformat(_text(entry, ATOM + name)) for name in ("published", "updated"))
        if not published <= updated <= newest:
            yield "an entry was updated before it was published, or after its feed"
        (link,) = entry.findall(f"{ATOM}link")
        yield from _address(link.get("href"))
        yield from _html(_text(entry, f"{ATOM}content"))


_OF_ATOM: tuple[Callable[[Any, str], Complaints], ...] = (_feed, _entries)
