"""What a source gave → the rows that the archive keeps of it. Pure; knows no database.

Made where the source is read, in whichever process that is, so that the archive only has to put it away.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Literal

import msgspec

from warraq import arabic, urls
from warraq.model import TERM_FIELDS, Claim, Profile, Report, StandingPage, Window

ItemKind = Literal["report", "page", "profile"]
State = Literal[0, 1, 2]  # hidden; has its page and is in no list; listed

OWN, PAGE, REPORT, ALIAS = range(4)  # the order in which claims are honoured
ALWAYS = -(2**62)  # before any report
WARRAQ = "ورّاق (Warraq)"
_ADDRESS = re.compile(r'="(?:(?<=\shref=")|(?<=\scite="))([^"]*)"')
_PICTURE = re.compile(r'="(?<=\ssrc=")([^"]*)"')  # nothing else in a text has a source


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """What follows from an item in other tables; kept with it, so that it can be taken back row by row."""

    lists: tuple[tuple[str, str, str], ...] = ()  # (field, key, spelling) of each list that it stands in
    claims: tuple[Claim, ...] = ()
    aliases: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()  # what its text leads to: sources, site paths; and its pictures: media/x.jpg
    moments: tuple[int, ...] = ()  # when it comes, changes by itself and goes; seconds since 1970


class Filing(msgspec.Struct, frozen=True):
    """An item as the archive keeps it. `facts` is the item itself, in msgpack."""

    kind: ItemKind
    path: str
    facts: bytes
    html: str
    entry: Entry
    id: str = ""
    url: str = ""
    date: int = 0
    expires: int | None = None
    draft: bool = False
    withdrawn: bool = False
    translates: str = ""
    picture: str = ""  # that lists of addresses name; below the content folder


def filed(item: Report | StandingPage | Profile, html: str, day: str, base_url: str, *, short_link: bool) -> Filing:
    """The rows of an item and its safe HTML.

    `day` is that of a report (YYYY-MM-DD in the newsroom's zone); `short_link` tells whether reports have one.
    """
    facts = msgspec.msgpack.encode(item)
    pictures = {item.image.src} if isinstance(item, Report) and item.image else set()
    targets = tuple(sorted(pictures.union(_targets(item.path, html, base_url))))
    if isinstance(item, Profile):
        return Filing("profile", item.path, facts, html, Entry(targets=targets), draft=item.draft)
    if isinstance(item, StandingPage):
        claims = (*_claims((item.url,), PAGE, 0, item.path), *_claims(item.aliases, ALIAS, ALWAYS, item.path))
        entry = Entry((), claims, item.aliases, targets)
        return Filing("page", item.path, facts, html, entry, url=item.url, draft=item.draft)
    return Filing(
        "report",
        item.path,
        facts,
        html,
        Entry(
            _lists(item, day),
            _claims_of(item, short_link=short_link),
            item.aliases,
            targets,
            tuple(sorted(_moments(item))),
        ),
        item.id,
        item.url,
        item.date.at,
        item.expires.at if item.expires else None,
        item.draft,
        item.withdrawn is not None,
        item.translation_of,
        _picture(item),
    )


def standing_of(filing: Filing, window: Window) -> State:
    """What readers may see of it as of `window`. A draft, an embargoed, an expired report is nowhere."""
    if filing.draft > window.drafts:
        return 0
    if filing.kind != "report":
        return 1
    comes, goes = filing.date, filing.expires
    if comes > window.as_of or (goes is not None and goes <= window.as_of):
        return 0
    return 1 if filing.withdrawn else 2


def pictures_of(entry: Entry) -> frozenset[str]:
    """The pictures that an item shows, by their paths below the content folder."""
    return frozenset(target for target in entry.targets if target.startswith("media/"))


def last_change(report: Report, as_of: int) -> int:
    """When a report last changed in a way that readers should know: never for a slip of the pen."""
    moments = [report.date, report.updated, *(one.date for one in report.corrections)]
    return max((one.at for one in moments if one and one.at <= as_of), default=report.date.at)


def claim_of(url: str, rank: int, date: int, path: str, who: str) -> Claim:
    """A claim to the file of a site path, or to a line of the redirects."""
    return Claim(urls.place(url), rank, date, path, url, who)


# ---------------------------------------------------------------- what a report is in


def _picture(report: Report) -> str:
    """The picture above a report; none of one whose readers are warned first: it would be found without the warning."""
    return report.image.src if report.image and not report.content_warning else ""


def _lists(report: Report, day: str) -> tuple[tuple[str, str, str], ...]:
    terms = ((field, arabic.fold(name), name) for field in TERM_FIELDS for name in report.terms(field))
    section = [("section", report.section, "")] if report.section else []
    found = [("all", "", ""), ("month", day[:7], ""), *section, *terms]
    return tuple({(field, key): (field, key, spelling) for field, key, spelling in reversed(found)}.values())


def _moments(report: Report) -> set[int]:
    """When a report comes, changes by itself and goes."""
    first, last = report.date.at, report.expires.at if report.expires else None
    changes = [report.updated, *(one.date for one in report.corrections)] if not report.withdrawn else []
    seen = {one.at for one in changes if one and one.at > first and (last is None or one.at < last)}
    return {first, *seen} | ({last} if last is not None else set())


def _targets(path: str, html: str, base_url: str) -> Iterator[str]:
    """What the addresses of a text name of the outlet's own."""
    for written in _ADDRESS.findall(html):
        found = urls.target(path, urls.without_base(unescape(written), base_url))
        if found:
            yield found
    for written in _PICTURE.findall(html) if "<img" in html else ():
        shown = urls.picture(unescape(written), base_url)
        if shown:
            yield shown


# ---------------------------------------------------------------- what it claims


def _claims_of(report: Report, *, short_link: bool) -> tuple[Claim, ...]:
    own = [report.url]
    if short_link and urls.short_path(report.id) != report.url:
        own.append(urls.short_path(report.id))
    identity = Claim(f"id:{report.id}", REPORT, report.date.at, report.path, report.url, report.path)
    date, path = report.date.at, report.path
    return (identity, *_claims(own, REPORT, date, path), *_claims(report.aliases, ALIAS, date, path))


def _claims(wanted: Iterable[str], rank: int, date: int, path: str) -> Iterator[Claim]:
    """Claims to site paths, each beside Warraq's own where it is one kept for Warraq."""
    for url in dict.fromkeys(wanted):
        if urls.is_reserved(urls.without_query(url)):
            yield claim_of(url, OWN, ALWAYS, path, WARRAQ)
        yield claim_of(url, rank, date, path, path)
