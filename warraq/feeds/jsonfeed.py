"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1). Pure; knows no Site."""

from typing import Any

import msgspec

from warraq.feeds.generator import sound
from warraq.views import FeedEntry, FeedView

_VERSION = "https://jsonfeed.org/version/1.1"
_SPACES = 1  # of indentation: a line for each value, so that an edit is a small difference


def document(shown: FeedView) -> bytes:
    """The feed. What is empty is left out: the format has no nothing."""
    whole: dict[str, Any] = {
        "version": _VERSION,
        "title": shown.title,
        "home_page_url": shown.home,
        "feed_url": shown.url,
        "description": shown.description,
        "icon": shown.icon,
        "language": shown.language,
        "authors": [{"name": shown.publisher, "url": shown.home}] if shown.publisher else [],
        "hubs": [{"type": "WebSub", "url": shown.hub}] if shown.hub else [],
    }
    items = [_item(one) for one in shown.entries]
    return msgspec.json.format(msgspec.json.encode({**_filled(whole), "items": items}), indent=_SPACES) + b"\n"


def _item(shown: FeedEntry) -> dict[str, Any]:
    text = {"content_html": shown.html} if shown.html else {"content_text": shown.summary or shown.title}
    return {"id": shown.guid} | _filled(
        {
            "url": shown.url,
            "title": shown.title,
            **text,
            "summary": shown.summary,
            "image": shown.picture.url if shown.picture else "",
            "date_published": shown.published,
            "date_modified": shown.updated,
            "authors": [_filled({"name": one.name, "url": one.url}) for one in shown.authors],
            "tags": list(shown.categories),
            "language": shown.lang,
        }
    )


def _filled(facts: dict[str, Any]) -> dict[str, Any]:
    return {key: _sound(value) for key, value in facts.items() if value}


def _sound(value: Any) -> Any:  # noqa: ANN401 (of JSON: a text, a list, a table)
    """The same without what no text may hold; one such sign would cost every entry (T-3.22)."""
    if isinstance(value, str):
        return sound(value)
    return [_sound(one) for one in value] if isinstance(value, list) else value
