"""A page that is not news: copyright, about, contact."""

from msgspec.structs import replace

from warraq.plan import metadata
from warraq.plan.desk import Desk
from warraq.views import Address, Page, StandingView


def standing(desk: Desk, address: Address) -> Page | None:
    """The standing page whose source is `address.key`."""
    found = desk.site.standing_page(address.key)
    if found is None:
        return None
    frame = desk.frame(found.url, found.title, lang=found.lang, description=found.summary)
    frame = replace(frame, data=metadata.page(desk, frame, "WebPage", found.title))
    shown = StandingView(frame, found.title, desk.text(found.path), found.deck, found.extra)
    return Page(address, found.url, "page.html", shown, desk.dead_links(found))
