"""A feed as RSS 2.0. Written with feedgen (`generator` tells how its traps are mended). Pure; knows no Site."""

import re
from copy import deepcopy
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from warraq.feeds.generator import Item, generator, sound
from warraq.views import FeedEntry, FeedView

_ENTRIES = 512  # kept in mind, with their texts
# Readers take a title or a summary for HTML or for plain text (RSS never said which), so what looks like markup is kept
# from being taken for it by a sign that nobody sees.
_LIKE_MARKUP = re.compile(r"<(?=[A-Za-z/!?])|&(?=#?\w+;)")
_WORD_JOINER = "\u2060"


def document(shown: FeedView) -> bytes:
    """The feed. Entries are appended, or they would come out reversed (bar.md, finding 1)."""
    feed = generator(shown)
    for entry in shown.entries:
        feed.add_entry(_item(entry, shown.language), order="append")
    return bytes(feed.rss_str(pretty=True))


class _Made:
    """What feedgen takes for an entry: an item that it made before. A report stands in half a dozen feeds."""

    def __init__(self, made: Any) -> None:  # noqa: ANN401 (an lxml element)
        self._made = made

    def register_extension(self, *_: object) -> None:
        """Nothing: what they add has been added."""

    def rss_entry(self) -> Any:  # noqa: ANN401 (as above)
        """An item that may be put into a feed."""
        return deepcopy(self._made)


@lru_cache(maxsize=_ENTRIES)
def _item(shown: FeedEntry, language: str) -> _Made:
    from feedgen.feed import FeedEntry as Entry  # noqa: PLC0415 (heavy, and a build that touches no feed needs it not)

    entry = Entry()
    entry.title(plain(shown.title))
    entry.link(href=shown.url)
    entry.guid(shown.guid, permalink=False)
    entry.published(datetime.fromisoformat(shown.published))
    entry.description(plain(shown.summary or shown.title))
    if shown.html:
        entry.content(sound(shown.html))
    entry.category([{"term": sound(one)} for one in shown.categories])  # at once: it goes through them anew a call
    entry.register_extension("item", partial(Item, shown, language))
    return _Made(entry.rss_entry())


def plain(text: str) -> str:
    """A title or summary in which no reader finds markup (T-3.11)."""
    return _LIKE_MARKUP.sub(lambda found: found[0] + _WORD_JOINER, sound(text))
