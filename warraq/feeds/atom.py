"""A feed, or a volume of one, as Atom (RFC 4287). Written with feedgen, as RSS is. Pure; knows no Site."""

from datetime import datetime
from functools import lru_cache, partial

from warraq.feeds.generator import Item, Made, generator, sound
from warraq.views import FeedEntry, FeedView

_ENTRIES = 2_048  # kept in mind: those of volumes are without their texts


def document(shown: FeedView) -> bytes:
    """The document. Its author is the outlet, for entries that name nobody (RFC 4287, 4.1.1)."""
    feed = generator(shown)
    feed.author({"name": sound(shown.publisher or shown.title), "uri": shown.home})
    for one in shown.entries:
        feed.add_entry(_entry(one, shown.language), order="append")
    return bytes(feed.atom_str(pretty=True))


@lru_cache(maxsize=_ENTRIES)
def _entry(shown: FeedEntry, language: str) -> Made:
    from feedgen.feed import FeedEntry as Entry  # noqa: PLC0415 (heavy, as in rss)

    entry = Entry()
    entry.id(shown.guid)
    entry.title(sound(shown.title))
    entry.link(href=shown.url)
    entry.published(datetime.fromisoformat(shown.published))
    entry.updated(datetime.fromisoformat(shown.updated))
    entry.author([{"name": sound(one.name), **({"uri": one.url} if one.url else {})} for one in shown.authors])
    entry.summary(sound(shown.summary) or sound(shown.title), type="text")
    if shown.html:
        entry.content(sound(shown.html), type="html")
    entry.category([{"term": sound(one), "label": sound(one)} for one in shown.categories])
    if shown.copyright:
        entry.rights(sound(shown.copyright))
    entry.register_extension("item", partial(Item, shown, language))
    return Made(entry.atom_entry())
