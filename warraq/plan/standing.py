"""A page that is not news: copyright, about, contact."""

from warraq.plan.desk import Desk
from warraq.views import Address, Page, StandingView


def standing(desk: Desk, address: Address) -> Page | None:
    """The standing page whose source is `address.key`."""
    found = desk.site.standing_page(address.key)
    if found is None:
        return None
    frame = desk.frame(found.url, found.title, lang=found.lang, description=found.summary)
    shown = StandingView(frame, found.title, desk.text(found.path), found.deck, found.extra)
    return Page(address, found.url, "page.html", shown, desk.dead_links(found))
