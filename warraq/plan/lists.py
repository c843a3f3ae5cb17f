"""Lists of reports (sections, tags, places, series, authors, months), their indexes, and the corrections."""

from calendar import Calendar
from datetime import date, timedelta

import msgspec
from msgspec.structs import replace

from warraq import arabic, urls
from warraq.model import Listing, Profile, TermField
from warraq.plan import metadata
from warraq.plan.desk import Desk
from warraq.views import (
    Address,
    CalendarDay,
    CorrectionsView,
    CountedLink,
    Feed,
    Frame,
    Href,
    Html,
    IndexView,
    Link,
    ListView,
    Page,
)


class _Heading(msgspec.Struct, frozen=True):
    """What a list is called and where it stands."""

    path: str
    name: str
    parent_path: str
    description: str = ""
    about: Html = Html("")
    parent_name: str = ""


def listing(desk: Desk, address: Address) -> Page | None:
    """Page `address.number` of a list; 0 is its front, with the newest."""
    asked = Listing(address.field, address.key)  # type: ignore[arg-type]  # the address was made from a Listing
    count = desk.site.count(asked)
    heading = _heading(desk, address) if count or address.field == "section" else None
    if heading is None or address.number > desk.site.numbered_pages(count):
        return None
    feed = desk.feed(heading.path, heading.name) if address.field in urls.LISTS_WITH_FEED else None
    path = f"{heading.path}page/{address.number}/" if address.number else heading.path
    has_calendar = address.field == "month" and not address.number
    shown = ListView(
        frame=_frame(desk, address, path, heading, feed),
        field=address.field,
        name=heading.name,
        days=desk.days(desk.site.page_of(asked, address.number, count)),
        count=0 if address.number else count,
        paging=desk.paging(heading.path, address.number, count),
        description=heading.description,
        about=heading.about,
        parent=Link(heading.parent_name, desk.href(heading.parent_path)),
        feed=feed,
        weekdays=_weekdays(desk) if has_calendar else (),
        calendar=_calendar(desk, asked, heading.path, count) if has_calendar else (),
    )
    return Page(address, path, "list.html", shown)


def _frame(desk: Desk, address: Address, path: str, heading: _Heading, feed: Feed | None) -> Frame:
    frame = desk.frame(path, heading.name, description=heading.description, feed=feed)
    if address.field != "author" or address.number:
        return replace(frame, data=metadata.page(desk, frame, "CollectionPage", heading.name))
    social = replace(frame.social, kind="profile") if frame.social else None
    return replace(frame, data=metadata.author(desk, frame, heading.name), social=social)


def _first_weekday(language: str) -> int:
    """0 for Monday to 6 for Sunday; of CLDR's weeks, plain «ar» has the whole world's, its readers the Arab East's."""
    return arabic.week("ar-SY" if language == "ar" else language).first


def _weekdays(desk: Desk) -> tuple[str, ...]:
    language = desk.config.language
    first = date(2024, 1, 1) + timedelta(_first_weekday(language))  # that year began on a Monday
    return tuple(arabic.weekday_name(first + timedelta(days), language) for days in range(7))


def _calendar(desk: Desk, month: Listing, path: str, count: int) -> tuple[tuple[CalendarDay, ...], ...]:
    """The weeks of a month whose list of `count` reports stands at `path`: a day leads to the newest of its reports."""
    places: dict[int, list[int]] = {}
    for place, moment in enumerate(desk.site.dates(month)):
        places.setdefault(desk.day_of(moment).day, []).append(place)
    last = desk.site.numbered_pages(count)

    def square(day: int) -> CalendarDay:
        found = places.get(day, [])
        number = found[-1] // desk.config.per_page + 1 if found else 0
        page = f"{path}page/{number}/" if number <= last else path
        href = Href(f"{desk.href(page)}#d-{day:02}") if found else Href("")
        return CalendarDay(desk.digits(day) if day else "", href, len(found))

    weeks = Calendar(_first_weekday(desk.config.language)).monthdayscalendar(*map(int, month.key.split("-")))
    return tuple(tuple(map(square, week)) for week in weeks)


def _heading(desk: Desk, address: Address) -> _Heading | None:
    if address.field == "month":
        year, month = address.key.split("-")
        name = f"{desk.month(address.key)} {desk.digits(year)}"
        return _Heading(f"/archive/{year}/{month}/", name, f"/archive/{year}/", parent_name=desk.digits(year))
    if address.field == "section":
        section = desk.site.section(address.key)
        if section is None:
            return None
        path = urls.list_path("section", section.key)
        return _Heading(path, section.name, "/sections/", description=section.description)
    return _term_heading(desk, address.field, address.key)  # type: ignore[arg-type]  # the rest are term fields


def _term_heading(desk: Desk, field: TermField, key: str) -> _Heading | None:
    term = desk.site.term(field, key)
    if not term.slug:
        return None
    path, parent = urls.list_path(field, term.slug), f"/{urls.LIST_FOLDERS[field]}/"
    profile = desk.site.profile(term) if field == "author" else None
    if profile is None:
        return _Heading(path, term.name, parent)
    return _Heading(path, term.name, parent, description=profile.deck, about=_about(desk, profile))


def _about(desk: Desk, profile: Profile) -> Html:
    """Who an author is, marked with its language where that is not the outlet's."""
    text = desk.text(profile.path)
    if not profile.lang or profile.lang == desk.config.language:
        return text
    return Html(f'<div lang="{profile.lang}" dir="{arabic.direction(profile.lang)}">{text}</div>')


def index(desk: Desk, address: Address) -> Page:
    """All names of one kind, each with its count; sections in the newsroom's order, others in the alphabet's."""
    field = address.field
    if field == "section":
        sections = desk.config.sections
        names = tuple(
            CountedLink(
                one.name,
                desk.href(urls.list_path("section", one.key)),
                desk.site.count(Listing("section", one.key)),
            )
            for one in sections
        )
    else:
        terms = desk.site.terms(field)  # type: ignore[arg-type]  # the rest are term fields
        names = tuple(CountedLink(one.name, desk.term(one).href, one.count) for one in terms)
    path = f"/{urls.LIST_FOLDERS[field]}/"
    return Page(address, path, "index.html", IndexView(desk.frame(path, ""), field, names))


def corrections(desk: Desk, address: Address) -> Page | None:
    """Page `address.number` of the log of corrections; 0 is its front, with the newest."""
    count = desk.site.count_corrections()
    if address.number > desk.site.numbered_pages(count):
        return None
    path = f"/corrections/page/{address.number}/" if address.number else "/corrections/"
    made = tuple(
        replace(desk.correction(one.report, one.correction), report=desk.title(one.report))
        for one in desk.site.corrections(address.number)
    )
    paging = desk.paging("/corrections/", address.number, count)
    return Page(
        address,
        path,
        "corrections.html",
        CorrectionsView(desk.frame(path, "", feed=desk.feed("/corrections/")), made, paging),
    )
