"""Questions about spans of time: what a list holds of a month or a year, what was corrected and taken back then.

Part of the archive's questions (`questions`); each is an indexed query.
"""

import sqlite3

import msgspec

from warraq.archive.filing import Entry
from warraq.model import Announced, Correction, Listing, Report


class Spans:
    """Asks an open archive. Moments are seconds since 1970."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def count_within(self, listing: Listing, first: int, end: int) -> int:
        """How many reports of the list are of the span [first, end)."""
        query = "SELECT COUNT(*) FROM listed WHERE field = :field AND key = :key AND date >= :first AND date < :end"
        return int(self._db.execute(query, key_of(listing) | {"first": first, "end": end}).fetchone()[0])

    def date_before(self, listing: Listing, date: int) -> int | None:
        """The date of the last report of the list before a moment."""
        query = "SELECT MAX(date) FROM listed WHERE field = :field AND key = :key AND date < :date"
        found = self._db.execute(query, key_of(listing) | {"date": date}).fetchone()[0]
        return None if found is None else int(found)

    def date_from(self, listing: Listing, date: int) -> int | None:
        """The date of the first report of the list at a moment or after it."""
        query = "SELECT MIN(date) FROM listed WHERE field = :field AND key = :key AND date >= :date"
        found = self._db.execute(query, key_of(listing) | {"date": date}).fetchone()[0]
        return None if found is None else int(found)

    def within(self, listing: Listing, first: int, end: int, *, skip: int, limit: int) -> tuple[int, ...]:
        """The numbers of the reports of the list that are of the span [first, end), from the oldest."""
        query = """SELECT n FROM listed WHERE field = :field AND key = :key AND date >= :first AND date < :end
            ORDER BY date, id, n LIMIT :limit OFFSET :skip"""
        asked = {"first": first, "end": end, "limit": limit, "skip": skip}
        return tuple(number for (number,) in self._db.execute(query, key_of(listing) | asked))

    def corrections_within(self, listing: Listing, after: int, until: int, limit: int) -> tuple[Announced, ...]:
        """The newest corrections made in a span (after, until] to reports of the list, newest first.

        They are few, so of a list it is asked whether each one's report is in it.
        """
        query = """SELECT r.facts, c.facts, c.number FROM corrections c JOIN items r ON r.n = c.n
            WHERE c.date > :after AND c.date <= :until AND EXISTS (SELECT 1 FROM listed l WHERE l.field = :field
                AND l.key = :key AND l.date = r.date AND l.id = r.id AND l.n = r.n)
            ORDER BY c.date DESC, c.id DESC, c.number DESC LIMIT :limit"""
        span = {"after": after, "until": until, "limit": limit}
        rows = self._db.execute(query, key_of(listing) | span)
        return tuple(
            Announced(report_of(row[0]), msgspec.msgpack.decode(row[1], type=Correction), row[2]) for row in rows
        )

    def withdrawn_within(self, listing: Listing, after: int, until: int) -> tuple[Report, ...]:
        """The reports of a span (after, until] that would stand in the list had they not been taken back."""
        query = """SELECT facts, entry FROM items WHERE withdrawn AND state = 1 AND kind = 'report'
            AND date > ? AND date <= ? ORDER BY date, id"""
        rows = self._db.execute(query, (after, until))
        return tuple(
            report_of(facts) for facts, entry in rows if _is_of(msgspec.msgpack.decode(entry, type=Entry), listing)
        )


def key_of(listing: Listing) -> dict[str, object]:
    """A list, as the parameters of a query."""
    return {"field": listing.field, "key": listing.key}


def report_of(facts: bytes) -> Report:
    """A report, as it was put away."""
    return msgspec.msgpack.decode(facts, type=Report)


def _is_of(entry: Entry, listing: Listing) -> bool:
    return any((field, key) == (listing.field, listing.key) for field, key, _ in entry.lists)
