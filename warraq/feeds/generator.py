"""A feed in feedgen's hands, and what feedgen has to be told beyond its calls: extensions of ours (design, section 8).

Shared by the formats that feedgen writes; nothing is patched in the text afterwards. Pure; knows no Site.
"""

import re
from copy import deepcopy
from datetime import datetime
from functools import partial
from typing import Any

from warraq import __version__
from warraq.views import FeedEntry, FeedView

_MINUTES_TO_LIVE = 30
_ANY_MOMENT = "1970-01-01T00:00:00+00:00"  # keeps feedgen from asking the clock; never written in RSS (see Channel)
_DOCS = "https://www.rssboard.org/rss-specification"
_ICON_PIXELS = "144"  # RSS 2.0 allows no wider image
ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_HISTORY = "http://purl.org/syndication/history/1.0"  # RFC 5005
_MEDIA = "http://search.yahoo.com/mrss/"
_XML = "http://www.w3.org/XML/1998/namespace"
# What XML 1.0 has no way of writing (2.2). Texts lost it when they were read, with a warning; here is the last guard,
# as one such sign would cost every entry of the feed (T-3.8, T-3.22).
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sound(text: str) -> str:
    """A text without the signs that XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def generator(shown: FeedView) -> Any:  # noqa: ANN401 (feedgen has no types)
    """A feed of feedgen's, without entries.

    `self` is given before `alternate`, or the channel's link would be the feed's own address; dates are given, or
    they would be the clock's (bar.md, finding 1).
    """
    # Heavy imports, and a build that touches no feed needs none of them.
    from feedgen.feed import FeedGenerator  # noqa: PLC0415

    feed = FeedGenerator()
    feed.id(shown.id or shown.url)
    feed.title(sound(shown.title))
    feed.link(href=shown.url, rel="self", type=f"application/{shown.format}+xml")
    feed.link(href=shown.home, rel="alternate", type="text/html")
    feed.description(sound(shown.description))
    feed.language(shown.language)
    feed.copyright(sound(shown.copyright))
    feed.generator("Warraq", version=__version__)
    feed.docs(_DOCS)
    feed.ttl(_MINUTES_TO_LIVE)
    moment = datetime.fromisoformat(shown.updated or _ANY_MOMENT)
    feed.updated(moment)  # and lastBuildDate
    if shown.icon:  # named as the feed is (RSS Best Practices Profile)
        feed.logo(shown.icon)
        feed.image(shown.icon, title=sound(shown.title), link=shown.home, width=_ICON_PIXELS, height=_ICON_PIXELS)
    feed.register_extension("channel", partial(Channel, shown))
    return feed


class Channel:
    """What feedgen says of a feed by no call: where its past is, its hub, that it is whole, that it has no date."""

    def __init__(self, shown: FeedView) -> None:
        self._shown = shown

    def extend_ns(self) -> dict[str, str]:
        """The namespaces that this brings."""
        return {"fh": _HISTORY, "media": _MEDIA} | ({"dc": _DC} if self._shown.format == "rss" else {})

    def extend_rss(self, rss: Any) -> Any:  # noqa: ANN401 (an lxml element)
        """The channel of RSS: its generator has a version (T-3.10), and one without entries has no build date."""
        channel = rss[0]
        channel.find("generator").text += f" {__version__}"
        if not self._shown.updated:
            channel.remove(channel.find("lastBuildDate"))
        self._add(channel, f"{{{ATOM}}}link")
        return rss

    def extend_atom(self, feed: Any) -> Any:  # noqa: ANN401 (as above)
        """The root of an Atom feed."""
        self._add(feed, "link")
        return feed

    def _add(self, element: Any, link: str) -> None:  # noqa: ANN401 (as above)
        from lxml import etree  # noqa: PLC0415 (heavy, as above)

        shown = self._shown
        for relation, address, media_type in (
            ("hub", shown.hub, ""),
            ("current", shown.current, shown.current_type),
            ("prev-archive", shown.older, "application/atom+xml"),
            ("next-archive", shown.newer, "application/atom+xml"),
        ):
            if address:
                etree.SubElement(element, link, {"href": address, "rel": relation, **_typed(media_type)})
        if shown.current:
            etree.SubElement(element, f"{{{_HISTORY}}}archive")
        if shown.complete:
            etree.SubElement(element, f"{{{_HISTORY}}}complete")


def _typed(media_type: str) -> dict[str, str]:
    return {"type": media_type} if media_type else {}


class Item:
    """What feedgen says of an entry by no call: rights, the picture; in Atom the language, and all of its link."""

    def __init__(self, shown: FeedEntry, language: str) -> None:
        self._shown, self._language = shown, language

    def extend_rss(self, item: Any) -> Any:  # noqa: ANN401 (as above)
        """An item of RSS, which has no elements of its own for a name without a mail address, nor for rights."""
        from lxml import etree  # noqa: PLC0415 (heavy, as above)

        for author in self._shown.authors:
            etree.SubElement(item, f"{{{_DC}}}creator").text = sound(author.name)
        if self._shown.copyright:
            etree.SubElement(item, f"{{{_DC}}}rights").text = sound(self._shown.copyright)
        self._picture(item)
        return item

    def extend_atom(self, entry: Any) -> Any:  # noqa: ANN401 (as above)
        """An entry of Atom. feedgen drops what a link says beside its address (its issue 135)."""
        link = entry.find("link")
        link.attrib.update({"rel": "alternate", "type": "text/html", "hreflang": self._shown.lang})
        if self._shown.lang != self._language:
            entry.set(f"{{{_XML}}}lang", self._shown.lang)
        self._picture(entry)
        return entry

    def _picture(self, element: Any) -> None:  # noqa: ANN401 (as above)
        from lxml import etree  # noqa: PLC0415 (heavy, as above)

        picture = self._shown.picture
        if picture is None:
            return
        size = {"width": str(picture.width), "height": str(picture.height)}
        facts = {"url": picture.url, "type": "image/jpeg", "medium": "image", **size}
        content = etree.SubElement(element, f"{{{_MEDIA}}}content", facts)
        if picture.description:
            etree.SubElement(content, f"{{{_MEDIA}}}description", {"type": "plain"}).text = sound(picture.description)
        if picture.credit:
            etree.SubElement(content, f"{{{_MEDIA}}}credit").text = sound(picture.credit)


class Made:
    """What feedgen takes for an entry: an element that it made before. A report stands in half a dozen feeds."""

    def __init__(self, made: Any) -> None:  # noqa: ANN401 (an lxml element)
        self._made = made

    def register_extension(self, *_: object) -> None:
        """Nothing: what they add has been added."""

    def rss_entry(self) -> Any:  # noqa: ANN401 (as above)
        """An element that may be put into a feed."""
        return deepcopy(self._made)

    atom_entry = rss_entry
