"""The front page, and the page for an address that nothing answers."""

from collections.abc import Iterable, Iterator

import msgspec

from warraq import urls
from warraq.model import EVERYTHING, Listing
from warraq.plan import metadata
from warraq.plan.desk import Desk
from warraq.problems import Problem, Where, problem
from warraq.views import Address, FrontView, NotFoundView, Page, SectionBlock

_SECONDS = 3  # stories beside the lead (art direction)
_IN_A_BLOCK = 5
_IN_THE_RIVER = 30
_LEAD_AMONG = 10  # a featured report leads while it is among so many newest
_LATEST_ON_404 = 5


def front(desk: Desk, address: Address) -> Page:
    """The lead, the seconds, a block a section, the river by day. No report stands on the page twice."""
    site, config = desk.site, desk.config
    pool = site.newest(EVERYTHING, _LEAD_AMONG + _IN_THE_RIVER)
    used: set[int] = set()
    lead = _unused([*(one for one in pool[:_LEAD_AMONG] if site.numbered(one).featured), *pool], used, 1)
    seconds = _unused(pool, used, _SECONDS)
    blocks = tuple(_block(desk, section.key, used) for section in config.sections)
    frame = desk.frame("/", config.name, description=config.description)
    shown = FrontView(
        frame=msgspec.structs.replace(frame, data=metadata.front(desk)),
        lead=next(iter(desk.teasers(lead)), None),
        seconds=desk.teasers(seconds),
        blocks=tuple(block for block in blocks if block),
        river=desk.days(_unused(pool, used, _IN_THE_RIVER)),
        day=desk.day(site.numbered(pool[0])) if pool else None,
    )
    return Page(address, "/", "front.html", shown, tuple(_lost_policies(desk)))


def _lost_policies(desk: Desk) -> Iterator[Problem]:
    """A warning for each policy of the publisher whose page is not there."""
    for key, target in desk.config.publisher.policies:
        if target.startswith("/") and not desk.site.is_answered(urls.without_part(target)):
            yield problem("W296", Where(f"{desk.site.label}/site.toml"), key=key, value=target)


def _block(desk: Desk, key: str, used: set[int]) -> SectionBlock | None:
    newest = desk.site.newest(Listing("section", key), _IN_A_BLOCK + len(used))
    chosen = _unused(newest, used, _IN_A_BLOCK)
    section = desk.section(key)
    return SectionBlock(section, desk.teasers(chosen)) if section and chosen else None


def _unused(reports: Iterable[int], used: set[int], limit: int) -> list[int]:
    """At most `limit` of the reports that stand nowhere on the page yet; they are marked as used."""
    chosen = [report for report in reports if report not in used][:limit]
    used.update(chosen)
    return chosen


def not_found(desk: Desk, address: Address) -> Page:
    """Where a reader ends who followed a dead address: the way back, and the last few reports."""
    latest = desk.site.newest(EVERYTHING, _LATEST_ON_404)
    frame = desk.frame("/404.html", desk.config.name, indexed=False)
    frame = msgspec.structs.replace(frame, lite=desk.twin("/"))  # it has no twin itself
    return Page(address, "/404.html", "404.html", NotFoundView(frame, desk.teasers(latest)))
