"""A feed as RSS 2.0. Written with feedgen (`generator` tells how its traps are mended). Pure; knows no Site."""

import re
from datetime import datetime
from functools import lru_cache, partial

from warraq.feeds.generator import Item, Made, generator, sound
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


@lru_cache(maxsize=_ENTRIES)
def _item(shown: FeedEntry, language: str) -> Made:
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
    return Made(entry.rss_entry())


def plain(text: str) -> str:
    """A title or summary in which no reader finds markup (T-3.11)."""
    return _LIKE_MARKUP.sub(lambda found: found[0] + _WORD_JOINER, sound(text))
