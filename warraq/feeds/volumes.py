"""The past of a list, bound in volumes: which there are, what each spans (RFC 5005, 4; T-3.20). Pure; asks the Site.

A volume holds as many reports as the feed does, in order of time, and none from two periods: those are the months of
the outlet and the years of a section; other lists are too short to be parted. So what is taken back or filed late moves
the rest of its own period and no more. A volume is bound as soon as it is full, or its period is over; it then stays as
it is, but for the link to the next one. A list that its feed holds whole has none. Knows no format and no entries.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import msgspec

from warraq.changes import ListChange, Place
from warraq.model import Listing
from warraq.site import Site

_NEVER, _FOR_EVER = -(2**62), 2**62  # seconds since 1970
_PERIODS = 4_096  # kept in mind


class Volume(msgspec.Struct, frozen=True, order=True):
    """Names a volume of a list: the year or month that it is of, its number in it from 1."""

    period: str  # 2018, 2018-12; empty where the list is not parted
    number: int


class _Period(msgspec.Struct, frozen=True):
    """A year or month in the newsroom's zone, as a span of seconds since 1970: [first, end)."""

    name: str
    first: int
    end: int


@lru_cache(maxsize=_PERIODS)
def _named(name: str, zone: ZoneInfo) -> _Period:
    if not name:
        return _Period("", _NEVER, _FOR_EVER)
    year, month = int(name[:4]), int(name[5:] or 1)
    later = (year, month + 1) if name[5:] else (year + 1, 1)
    following = (later[0] + 1, 1) if later[1] > 12 else later  # noqa: PLR2004 (months of a year)
    return _Period(name, _moment(year, month, zone), _moment(*following, zone))


def _moment(year: int, month: int, zone: ZoneInfo) -> int:
    return int(datetime(year, month, 1, tzinfo=zone).timestamp()) if year <= 9999 else _FOR_EVER  # noqa: PLR2004


class Shelf(msgspec.Struct, frozen=True):
    """The volumes of one list."""

    site: Site
    listing: Listing

    @property
    def size(self) -> int:
        """How many reports a volume holds."""
        return self.site.config.feeds.items

    @property
    def is_short(self) -> bool:
        """Whether the feed holds the whole list."""
        return self.site.count(self.listing) <= self.size

    @property
    def is_kept(self) -> bool:
        """Whether the list has a past that its feed does not hold, and the outlet keeps it."""
        return self.site.config.feeds.archive and not self.is_short

    # -------------------------------------------------------- periods

    def _period_at(self, date: int) -> _Period:
        zone = self.site.config.zone
        local = datetime.fromtimestamp(date, zone)
        names = {"all": f"{local.year:04}-{local.month:02}", "section": f"{local.year:04}"}
        return _named(names.get(self.listing.field, ""), zone)

    def _period(self, name: str) -> _Period:
        return _named(name, self.site.config.zone)

    def _held(self, period: _Period) -> int:
        return self.site.ask.spans.count_within(self.listing, period.first, period.end)

    def _bound(self, period: _Period) -> int:
        """How many volumes of a period are bound."""
        is_over = self.site.ask.spans.date_from(self.listing, period.end) is not None
        return _shelved(self._held(period), self.size) if is_over else self._held(period) // self.size

    # -------------------------------------------------------- volumes

    def volumes(self) -> Iterator[Volume]:
        """All of them, from the oldest."""
        date = self.site.ask.spans.date_from(self.listing, _NEVER) if self.is_kept else None
        while date is not None:
            period = self._period_at(date)
            yield from (Volume(period.name, number) for number in range(1, self._bound(period) + 1))
            date = self.site.ask.spans.date_from(self.listing, period.end)

    def has(self, volume: Volume) -> bool:
        """Whether the volume is bound."""
        return self.is_kept and 1 <= volume.number <= self._bound(self._period(volume.period))

    def newest(self) -> Volume | None:
        """The last volume."""
        return self._before(_FOR_EVER) if self.is_kept else None

    def older(self, volume: Volume) -> Volume | None:
        """The volume before this one."""
        if volume.number > 1:
            return Volume(volume.period, volume.number - 1)
        return self._before(self._period(volume.period).first)

    def _before(self, end: int) -> Volume | None:
        """The last volume of the periods before a moment."""
        date = self.site.ask.spans.date_before(self.listing, end)
        while date is not None:
            period = self._period_at(date)
            if bound := self._bound(period):
                return Volume(period.name, bound)
            date = self.site.ask.spans.date_before(self.listing, period.first)
        return None

    def newer(self, volume: Volume) -> Volume | None:
        """The volume after this one."""
        period = self._period(volume.period)
        if volume.number < self._bound(period):
            return Volume(volume.period, volume.number + 1)
        date = self.site.ask.spans.date_from(self.listing, period.end)
        found = Volume(self._period_at(date).name, 1) if date is not None else None
        return found if found and self.has(found) else None

    def reports(self, volume: Volume) -> tuple[int, ...]:
        """The reports of a volume, newest first."""
        period = self._period(volume.period)
        skip = (volume.number - 1) * self.size
        found = self.site.ask.spans.within(self.listing, period.first, period.end, skip=skip, limit=self.size)
        return found[::-1]

    def span(self, volume: Volume) -> tuple[int, int]:
        """The time (after, until] that a volume tells of: up to its last report, from where the one before it ends."""
        older = self.older(volume)
        return (self._ends(older) if older else _NEVER), self._ends(volume)

    def _ends(self, volume: Volume) -> int:
        return self.site.numbered(self.reports(volume)[0]).date.at

    def begins(self, volume: Volume) -> int:
        """When the period of a volume begins."""
        return self._period(volume.period).first

    # -------------------------------------------------------- what a change can reach

    def touched(self, change: ListChange, others: set[int]) -> Iterator[Volume]:
        """The volumes that a change of the list can reach; `others` are moments of what else they tell of."""
        if not self.site.config.feeds.archive:
            return
        if self.is_newly_kept(change):
            yield from self._all_of(change)
            return
        if self.is_short:
            return
        moved = change.came | change.went
        for name in {self._period_at(date).name for date, _ in moved}:
            yield from self._moved(self._period(name), moved, len(change.went))
        for date in {date for date, _ in change.altered | change.reworded} | others:
            yield from self._telling_of(date)

    def is_newly_kept(self, change: ListChange) -> bool:
        """Whether the feed holds the whole list after a change, and did not before, or the other way round."""
        before = self.site.count(self.listing) - len(change.came) + len(change.went)
        return self.is_short != (before <= self.size)

    def _all_of(self, change: ListChange) -> Iterator[Volume]:
        """Each volume that the list has or can have had before: it has hardly more reports than one holds."""
        names = {self._period_at(date).name for date, _ in change.went}
        date = self.site.ask.spans.date_from(self.listing, _NEVER)
        while date is not None:
            period = self._period_at(date)
            names.add(period.name)
            date = self.site.ask.spans.date_from(self.listing, period.end)
        for name in names:
            last = _shelved(self._held(self._period(name)) + len(change.went), self.size)
            yield from (Volume(name, number) for number in range(1, last + 1))

    def _moved(self, period: _Period, moved: set[Place], went: int) -> Iterator[Volume]:
        """The volumes of a period from the first place that came or went, and those that lead to its first and last."""
        date, identity = min(place for place in moved if period.first <= place[0] < period.end)
        below = self.site.ask.below(self.listing, date, identity)
        earlier = self.site.ask.below(self.listing, period.first, "")
        first = (below - earlier) // self.size + 1
        last = _shelved(self._held(period) + went, self.size)
        yield from (Volume(period.name, number) for number in range(max(1, first - 1), last + 1))
        yield from self._last_two_before(period)
        following = self.site.ask.spans.date_from(self.listing, period.end)
        if following is not None:
            yield Volume(self._period_at(following).name, 1)

    def _last_two_before(self, period: _Period) -> Iterator[Volume]:
        """The last two volumes of the past of a period, the last bound or not: it is when a newer period begins."""
        date = self.site.ask.spans.date_before(self.listing, period.first)
        if date is None:
            return
        before = self._period_at(date)
        last = Volume(before.name, _shelved(self._held(before), self.size))
        older = self.older(last)
        yield from (last, older) if older else (last,)

    def _telling_of(self, date: int) -> Iterator[Volume]:
        """The volume whose span a moment is in, bound or not."""
        found = self.site.ask.spans.date_from(self.listing, date)
        if found is None:
            return
        period = self._period_at(found)
        earlier = self.site.ask.spans.count_within(self.listing, period.first, max(date, period.first))
        yield Volume(period.name, earlier // self.size + 1)
        yield Volume(period.name, _shelved(earlier, self.size) or 1)


def _shelved(reports: int, size: int) -> int:
    """How many volumes so many reports fill or begin."""
    return -(-reports // size)
