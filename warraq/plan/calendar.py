"""The archive by date: all years, one year. A month is a list (`lists`)."""

from itertools import groupby

from warraq import urls
from warraq.model import TERM_FIELDS
from warraq.plan.desk import Desk
from warraq.views import Address, ArchiveView, Link, MonthLink, Page, YearView


def archive(desk: Desk, address: Address) -> Page:
    """All years with their months, from the newest; and the ways into the archive by name."""
    months = reversed(desk.site.months())
    years = tuple(
        (_year_link(desk, year), _months(desk, tuple(group)))
        for year, group in groupby(months, key=lambda counted: counted[0][:4])
    )
    fields = [*(["section"] if desk.config.sections else []), *(one for one in TERM_FIELDS if desk.site.terms(one))]
    indexes = tuple((field, desk.href(f"/{urls.LIST_FOLDERS[field]}/")) for field in fields)
    return Page(address, "/archive/", "archive.html", ArchiveView(desk.frame("/archive/", ""), years, indexes))


def year(desk: Desk, address: Address) -> Page | None:
    """The months of the year `address.key`, from the newest."""
    months = tuple(counted for counted in reversed(desk.site.months()) if counted[0].startswith(address.key))
    if not months:
        return None
    path = f"/archive/{address.key}/"
    link = _year_link(desk, address.key)
    return Page(address, path, "year.html", YearView(desk.frame(path, link.name), link, _months(desk, months)))


def _year_link(desk: Desk, year: str) -> Link:
    return Link(desk.digits(year), desk.href(f"/archive/{year}/"))


def _months(desk: Desk, months: tuple[tuple[str, int], ...]) -> tuple[MonthLink, ...]:
    return tuple(
        MonthLink(desk.month(month), desk.href(f"/archive/{month.replace('-', '/')}/"), count)
        for month, count in months
    )
