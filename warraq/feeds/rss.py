"""A feed as RSS 2.0, written with feedgen, whose traps are mended by how it is called and by a small extension of ours
(design, section 8); nothing is patched in the text afterwards. Pure; knows no Site.
"""

from copy import deepcopy
from datetime import datetime
from functools import lru_cache
from typing import Any

from warraq.views import FeedEntry, FeedView

_MINUTES_TO_LIVE = 30
_ENTRIES = 512  # kept in mind, with their texts
_ANY_MOMENT = "1970-01-01T00:00:00+00:00"  # keeps feedgen from asking the clock; never written (see _Undated)


class _Undated:
    """An extension for what feedgen cannot be told by a call: that a feed without entries has no build date."""

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_rss(self, feed: Any) -> Any:  # noqa: ANN401 (an lxml element)
        channel = feed[0]
        channel.remove(channel.find("lastBuildDate"))
        return feed


def document(shown: FeedView) -> bytes:
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
