"""Which feeds there are, and what each holds: the newest of a list, and its past in volumes. Pure; asks the Site.

A feed holds the newest reports of its list, and between them the notices of what was corrected since the oldest of
these and of what was taken back. Knows no format and no text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from msgspec.structs import replace

from warraq import arabic, urls
from warraq.changes import Change, Changes, ListChange
from warraq.feeds import entries
from warraq.feeds.volumes import Shelf, Volume
from warraq.media import icons
from warraq.model import EVERYTHING, TERM_FIELDS, Announced, Listing, Report
from warraq.site import Site
from warraq.views import Address, FeedEntry, FeedFormat, FeedView, Page

FORMATS: Mapping[str, tuple[FeedFormat, str, str]] = MappingProxyType(  # by kind of address: format, file, media type
    {
        "feed": ("rss", "feed.xml", "application/rss+xml"),
        "atom": ("atom", "atom.xml", "application/atom+xml"),
        "json": ("json", "feed.json", "application/feed+json"),
    }
)
KINDS = frozenset({*FORMATS, "volume"})
CORRECTIONS = "corrections"  # the field of the feed of notices of correction
_ENTRIES, _BRIEF = 512, 4_096  # kept in mind, with their texts and without
_LONG_AGO, _FOR_EVER = -(2**62), 2**62  # seconds since 1970
_ANY = 2**31  # of a limit that is none
_Dated = tuple[int, FeedEntry]


def addresses(site: Site) -> Iterator[Address]:
    """Every feed of the site, then their volumes in about the order of time: what holds the same reports is made one
    after the other.
    """
    placed: list[tuple[float, Address]] = []
    for listing in _listings(site):
        yield from _of(listing)
        volumes = tuple(Shelf(site, listing).volumes())
        placed += ((at / len(volumes), _of_volume(listing, volume)) for at, volume in enumerate(volumes))
    yield Address("feed", CORRECTIONS)
    yield from (address for _, address in sorted(placed))


def _listings(site: Site) -> Iterator[Listing]:
    """The lists that have a feed."""
    yield EVERYTHING
    yield from (Listing("section", section.key) for section in site.config.sections)
    yield from (Listing(field, term.key) for field in TERM_FIELDS for term in site.terms(field))


def _of(listing: Listing) -> Iterator[Address]:
    """The feeds of a list; that of everything comes in each format."""
    kinds = FORMATS if listing == EVERYTHING else ("feed",)
    return (Address(kind, listing.field, listing.key) for kind in kinds)


def _of_volume(listing: Listing, volume: Volume) -> Address:
    return Address("volume", listing.field, listing.key, volume.number, volume.period)


# ---------------------------------------------------------------- what a change can reach


def touched(site: Site, changes: Changes) -> Iterator[Address]:
    """The feeds and volumes that the changes can reach."""
    told = _told(changes.items)
    for listing in sorted({*changes.lists, *told}):
        if listing.field == "month":
            continue
        change, others = changes.lists.get(listing, ListChange()), told.get(listing, set())
        shelf = Shelf(site, listing)
        if others or _is_near_the_top(site, listing, change) or _is_bound_otherwise(shelf, change):
            yield from _of(listing)
        yield from (_of_volume(listing, volume) for volume in shelf.touched(change, others))
    if told:
        yield Address("feed", CORRECTIONS)


def _told(changes: Iterable[Change]) -> dict[Listing, set[int]]:
    """For each list, the moments of what its feeds tell beside the listed reports: corrections, what was taken back."""
    found: dict[Listing, set[int]] = {}
    for side in (side for change in changes for side in change.sides()):
        if isinstance(side.item, Report) and (moments := _moments(side.item)):
            for field, key, _ in side.entry.lists:
                found.setdefault(Listing(field, key), set()).update(moments)  # type: ignore[arg-type]  # made of one
    return found


def _moments(report: Report) -> set[int]:
    return {one.date.at for one in report.corrections} | ({report.date.at} if report.withdrawn else set())


def _is_near_the_top(site: Site, listing: Listing, change: ListChange) -> bool:
    places, items = change.shown() | change.reworded, site.config.feeds.items
    return bool(places) and len(site.ask.following(listing, *max(places), items)) < items


def _is_bound_otherwise(shelf: Shelf, change: ListChange) -> bool:
    """Whether the newest volume, to which the feed leads, may be another; or there is a first one, or none."""
    moved = change.came | change.went
    newest = shelf.newest() if moved else None
    return bool(moved) and (newest is None or shelf.is_newly_kept(change) or max(moved)[0] >= shelf.begins(newest))


# ---------------------------------------------------------------- what a feed holds


def view(site: Site, address: Address) -> Page | None:
    """The feed or volume that `address` names; None where the site has no such list or volume."""
    found = _list_of(site, address)
    if found is None:
        return None
    path, name = found
    if address.kind == "volume":
        return _volume(site, address, path, name)
    kind, file, _ = FORMATS[address.kind]
    if address.field == CORRECTIONS:
        shown = _feed(site, path, name, _corrected(site))
        older, is_whole = "", site.count_corrections() <= site.config.feeds.items
    else:
        shelf = Shelf(site, _listing(address))
        shown = _feed(site, path, name, _newest(site, shelf.listing))
        older, is_whole = _url(site, path, shelf.newest()), shelf.is_short
    url = urls.absolute(site.config.base_url, f"{path}{file}")
    return Page(address, f"{path}{file}", "", replace(shown, format=kind, url=url, complete=is_whole, older=older))


def _volume(site: Site, address: Address, path: str, name: str) -> Page | None:
    shelf, volume = Shelf(site, _listing(address)), Volume(address.edition, address.number)
    if not shelf.has(volume):
        return None
    is_all = shelf.listing == EVERYTHING
    _, file, media_type = FORMATS["atom" if is_all else "feed"]
    shown = replace(
        _feed(site, path, name, _bound(site, shelf, volume, _whole if is_all else _brief)),
        format="atom",
        url=_url(site, path, volume),
        current=urls.absolute(site.config.base_url, f"{path}{file}"),
        current_type=media_type,
        older=_url(site, path, shelf.older(volume)),
        newer=_url(site, path, shelf.newer(volume)),
    )
    return Page(address, _path_of(path, volume), "", shown)


def _listing(address: Address) -> Listing:
    return Listing(address.field, address.key)  # type: ignore[arg-type]  # the address was made from a Listing


def _path_of(path: str, volume: Volume) -> str:
    name = f"{volume.period}-{volume.number}" if volume.period else volume.number
    return f"{path}feeds/{name}.xml"


def _url(site: Site, path: str, volume: Volume | None) -> str:
    return urls.absolute(site.config.base_url, _path_of(path, volume)) if volume else ""


def _feed(site: Site, path: str, name: str, held: Iterable[_Dated]) -> FeedView:
    """A feed of the list at a site path, without its own address."""
    config = site.config
    direction = arabic.direction(config.language)
    shown = tuple(entry for _, entry in sorted(held, key=_by_date, reverse=True))
    return FeedView(
        id=f"tag:{config.feeds.authority}:feed{urls.encoded(path)}",
        title=arabic.in_order(title(config.name, name), direction),
        url="",
        home=urls.absolute(config.base_url, path),
        description=arabic.in_order(config.description, direction),
        language=config.language,
        copyright=config.copyright,
        updated=max((entry.updated for entry in shown), key=datetime.fromisoformat, default=""),
        entries=shown,
        publisher=config.name,
        hub=config.feeds.hub,
        icon=_icon(site),
    )


def _icon(site: Site) -> str:
    """The outlet's sign, no larger than RSS allows."""
    path = icons.path(site.emblem, "icon-144")
    return urls.absolute(site.config.base_url, path) if path else ""


def title(outlet: str, name: str) -> str:
    """What the feed of a list is called; of the outlet itself where the list has no name."""
    return f"{outlet} — {name}" if name else outlet


def _by_date(held: _Dated) -> tuple[int, str]:
    return held[0], held[1].guid


def _list_of(site: Site, address: Address) -> tuple[str, str] | None:
    """The site path and the name of the list that a feed belongs to."""
    if address.field == "all":
        return "/", ""
    if address.field == CORRECTIONS:
        return "/corrections/", site.words(site.config.language).corrections
    if address.field == "section":
        section = site.section(address.key)
        return (urls.list_path("section", section.key), section.name) if section else None
    term = site.term(address.field, address.key)  # type: ignore[arg-type]  # the rest are term fields
    return (urls.list_path(term.field, term.slug), term.name) if term.slug else None


# ---------------------------------------------------------------- entries


def _whole(site: Site, report: Report) -> _Dated:
    return report.date.at, entries.entry(site, report)


def _brief(site: Site, report: Report) -> _Dated:
    return report.date.at, entries.brief(site, report)


def _newest(site: Site, listing: Listing) -> Iterator[_Dated]:
    """The newest reports of a list, and what was corrected or taken back since the oldest of them."""
    most = site.config.feeds.items
    held = site.newest(listing, most)
    yield from map(site.maker(_whole, _ENTRIES), held)
    if site.count(listing) <= most:
        made: Iterable[Announced] = (one for number in held for one in _made(site, site.numbered(number)))
        since = _LONG_AGO
    else:
        since = site.numbered(held[-1]).date.at
        made = site.ask.spans.corrections_within(listing, since, _FOR_EVER, most)
    yield from (_notice(site, one, full=site.config.feeds.full) for one in made)
    yield from _taken_back(site, listing, since, _FOR_EVER)


def _made(site: Site, report: Report) -> Iterator[Announced]:
    due = ((number, one) for number, one in enumerate(report.corrections) if site.is_due(one.date))
    return (Announced(report, one, number) for number, one in due)


def _notice(site: Site, made: Announced, *, full: bool) -> _Dated:
    return made.correction.date.at, entries.correction(site, made, full=full)


def _taken_back(site: Site, listing: Listing, after: int, until: int) -> Iterator[_Dated]:
    found = site.ask.spans.withdrawn_within(listing, after, until)
    return ((report.date.at, entries.withdrawal(site, report)) for report in found)


def _bound(site: Site, shelf: Shelf, volume: Volume, shown: Callable[[Site, Report], _Dated]) -> Iterator[_Dated]:
    """The reports of a volume, and what was corrected or taken back in its time."""
    yield from map(site.maker(shown, _BRIEF if shown is _brief else _ENTRIES), shelf.reports(volume))
    after, until = shelf.span(volume)
    made = site.ask.spans.corrections_within(shelf.listing, after, until, _ANY)
    yield from (_notice(site, one, full=site.config.feeds.full and shown is _whole) for one in made)
    yield from _taken_back(site, shelf.listing, after, until)


def _corrected(site: Site) -> Iterator[_Dated]:
    """The newest corrections of all."""
    made = site.ask.spans.corrections_within(EVERYTHING, _LONG_AGO, _FOR_EVER, site.config.feeds.items)
    return (_notice(site, one, full=site.config.feeds.full) for one in made)
