"""The social card of a report: what it says, and its file."""

from warraq import arabic
from warraq.media.cards import Card
from warraq.model import Report
from warraq.plan.desk import Desk
from warraq.views import Address, Page


def file(desk: Desk, address: Address) -> Page | None:
    """The card of the report whose source is `address.key`."""
    found = desk.site.report(address.key)
    made = card(desk, found) if found else None
    return Page(address, made.path, "", made) if made else None


def card(desk: Desk, report: Report) -> Card | None:
    """What the card of a report says; None where there is none. Of what was withdrawn not even the title is told."""
    look, config = desk.site.look, desk.config
    if look is None or report.withdrawn:
        return None
    language = report.lang or config.language
    section = desk.site.section(report.section)
    return Card(
        identity=report.id,
        title=report.title,
        kicker=report.kicker or (section.name if section else ""),
        outlet=config.name,
        full_name=config.full_name,
        language=language,
        dir=arabic.direction(language),
        look=look.mark,
    )
