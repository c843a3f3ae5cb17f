"""The questions that a newspaper asks of its archive, each an indexed query. Knows no addresses beyond an item's own.

What readers may see was settled when it was put (`stock`): a hidden item is in no answer but those that say so.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import msgspec

from warraq.archive.pictures import Pictures
from warraq.archive.spans import Spans, key_of, report_of
from warraq.model import (
    Claim,
    Corrected,
    Correction,
    LastSeen,
    Listing,
    Moment,
    Named,
    Original,
    Profile,
    Report,
    Spelling,
    StandingPage,
    TermField,
    Window,
)

_NUMBERS = "SELECT n FROM listed WHERE field = :field AND key = :key"
_Place = tuple[int, str, int]  # date, id, number
_BEFORE_ALL: _Place = (-(2**63), "", 0)
_NEWS = 48 * 3600  # seconds for which a report is news to those who search for news (T-3.1)
_IS_NEWS = "l.field = 'all' AND l.key = '' AND l.date > :after"
_CACHED_KIB = 16_384  # of the file, in each process that prints


def read_only(file: Path) -> sqlite3.Connection:
    """A connection that only asks, beside the build that holds the archive."""
    db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    db.execute(f"PRAGMA cache_size = -{_CACHED_KIB}")
    return db


class Questions:
    """Asks an open archive."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.pictures = Pictures(db)
        self.spans = Spans(db)
        self._ended: tuple[object, _Place] = (None, _BEFORE_ALL)  # where the last page asked for ended: (what, place)

    # ------------------------------------------------------------ single things

    def report(self, path: str) -> Report | None:
        """The report at `path` if readers may see it, withdrawn or not."""
        rows = self._db.execute("SELECT facts FROM items WHERE path = ? AND kind = 'report' AND state", (path,))
        return next(iter(_reports(rows)), None)

    def numbered(self, number: int) -> Report:
        """The report that a list names by this number; a number holds while nothing is put."""
        return report_of(self._db.execute("SELECT facts FROM items WHERE n = ?", (number,)).fetchone()[0])

    def report_by_id(self, identity: str) -> Report | None:
        """The report whose identity this is, withdrawn or not."""
        query = "SELECT facts FROM items WHERE id = ? AND kind = 'report' AND state ORDER BY path LIMIT 1"
        return next(iter(_reports(self._db.execute(query, (identity,)))), None)

    def page(self, path: str) -> StandingPage | None:
        """The standing page at `path`, if readers may see it."""
        rows = self._db.execute("SELECT facts FROM items WHERE path = ? AND kind = 'page' AND state", (path,))
        row = rows.fetchone()
        return msgspec.msgpack.decode(row[0], type=StandingPage) if row else None

    def pages(self) -> tuple[StandingPage, ...]:
        """The standing pages, by path."""
        rows = self._db.execute(
            "SELECT facts FROM items WHERE kind = 'page' AND kind <> 'report' AND state ORDER BY path"
        )
        return tuple(msgspec.msgpack.decode(row[0], type=StandingPage) for row in rows)

    def profiles(self) -> tuple[Profile, ...]:
        """The authors' profiles, by path."""
        rows = self._db.execute(
            "SELECT facts FROM items WHERE kind = 'profile' AND kind <> 'report' AND state ORDER BY path"
        )
        return tuple(msgspec.msgpack.decode(row[0], type=Profile) for row in rows)

    def body(self, path: str) -> str:
        """The safe HTML of a report, a page or a profile; empty where there is none."""
        row = self._db.execute("SELECT html FROM bodies WHERE path = ?", (path,)).fetchone()
        return str(row[0]) if row else ""

    def url_of(self, path: str) -> str | None:
        """The site path of the report or page at `path`, if readers may see it."""
        row = self._db.execute("SELECT url FROM items WHERE path = ? AND state AND kind <> 'profile'", (path,))
        found = row.fetchone()
        return str(found[0]) if found else None

    def hides(self, url: str) -> bool:
        """Whether something lives at the site path `url`, or leads on from it, that readers may not see now."""
        owners = self._db.execute(
            """SELECT state FROM items WHERE url = :url AND kind <> 'profile'
            UNION ALL SELECT i.state FROM aliases a JOIN items i ON i.path = a.path WHERE a.url = :url""",
            {"url": url},
        ).fetchall()
        return bool(owners) and not any(state for (state,) in owners)

    def is_found(self, url: str) -> bool:
        """Whether a report or a standing page that readers may see lives at the site path `url`."""
        query = "SELECT 1 FROM items WHERE url = ? AND state AND kind <> 'profile' LIMIT 1"
        return self._db.execute(query, (url,)).fetchone() is not None

    def is_wanted(self, url: str) -> bool:
        """Whether something that readers may see would have `url` lead to it, whoever has that address."""
        query = "SELECT 1 FROM aliases a JOIN items i ON i.path = a.path WHERE a.url = ? AND i.state LIMIT 1"
        return self._db.execute(query, (url,)).fetchone() is not None

    def last_seen(self, path: str) -> LastSeen | None:
        """The report at `path` as readers have it now."""
        report = self.report(path)
        if report is None:
            return None
        return LastSeen(path, report.id, report.url, report.slug, report.title, report.date.at)

    # ------------------------------------------------------------ lists

    def count(self, listing: Listing) -> int:
        """How many reports the list shows."""
        row = self._db.execute("SELECT count FROM counts WHERE field = ? AND key = ?", (listing.field, listing.key))
        found = row.fetchone()
        return int(found[0]) if found else 0

    def counts(self, field: str) -> tuple[tuple[str, int], ...]:
        """(key, count) of every list of a field that has reports, by key."""
        rows = self._db.execute("SELECT key, count FROM counts WHERE field = ? ORDER BY key", (field,))
        return tuple((str(key), int(count)) for key, count in rows)

    def oldest(self, listing: Listing, *, skip: int, limit: int) -> tuple[int, ...]:
        """The numbers of the reports of the list from the oldest on, `skip` passed over, at most `limit`.

        Pages are asked for one after another, and one that follows on the last begins where that ended: counting its
        way from the oldest, the last page of an archive would cost as much as all that came before.
        """
        here = (listing, skip, self._db.total_changes)
        follows = here == self._ended[0]
        query = """SELECT date, id, n FROM listed WHERE field = :field AND key = :key
            AND (date, id, n) > (:date, :id, :n) ORDER BY date, id, n LIMIT :limit OFFSET :skip"""
        after = dict(zip(("date", "id", "n"), self._ended[1] if follows else _BEFORE_ALL, strict=True))
        asked = {"limit": limit, "skip": 0 if follows else skip}
        found = self._db.execute(query, key_of(listing) | after | asked).fetchall()
        if found:
            self._ended = ((listing, skip + len(found), self._db.total_changes), found[-1])
        return tuple(number for _, _, number in found)

    def newest(self, listing: Listing, limit: int) -> tuple[int, ...]:
        """The numbers of the newest reports of the list, newest first."""
        query = f"{_NUMBERS} ORDER BY date DESC, id DESC LIMIT :limit"
        return tuple(number for (number,) in self._db.execute(query, key_of(listing) | {"limit": limit}))

    def before(self, listing: Listing, report: Report, limit: int) -> tuple[int, ...]:
        """The numbers of the reports of the list that came before `report`, the nearest first."""
        query = f"{_NUMBERS} AND (date, id) < (:date, :id) ORDER BY date DESC, id DESC LIMIT :limit"
        asked = {"date": report.date.at, "id": report.id, "limit": limit}
        return tuple(number for (number,) in self._db.execute(query, key_of(listing) | asked))

    def dates(self, listing: Listing) -> Iterator[int]:
        """The dates of the reports of the list in seconds since 1970, from the oldest."""
        query = "SELECT date FROM listed WHERE field = :field AND key = :key ORDER BY date, id, n"
        return (date for (date,) in self._db.execute(query, key_of(listing)))

    def below(self, listing: Listing, date: int, identity: str) -> int:
        """How many reports of the list stand before a place in it."""
        query = "SELECT COUNT(*) FROM listed WHERE field = :field AND key = :key AND (date, id) < (:date, :id)"
        return int(self._db.execute(query, key_of(listing) | {"date": date, "id": identity}).fetchone()[0])

    def following(self, listing: Listing, date: int, identity: str, limit: int) -> tuple[str, ...]:
        """The paths of the reports of the list that come after a place in it, the nearest first."""
        query = """SELECT r.path FROM listed l JOIN items r ON r.n = l.n WHERE l.field = :field AND l.key = :key
            AND (l.date, l.id) > (:date, :id) ORDER BY l.date, l.id LIMIT :limit"""
        asked = key_of(listing) | {"date": date, "id": identity, "limit": limit}
        return tuple(str(path) for (path,) in self._db.execute(query, asked))

    def members(self, listing: Listing) -> tuple[str, ...]:
        """The paths of all reports of the list, from the oldest."""
        query = """SELECT r.path FROM listed l JOIN items r ON r.n = l.n WHERE l.field = :field AND l.key = :key
            ORDER BY l.date, l.id"""
        return tuple(str(path) for (path,) in self._db.execute(query, key_of(listing)))

    # ------------------------------------------------------------ news

    def news(self, as_of: int, *, skip: int, limit: int) -> tuple[Report, ...]:
        """The reports of all that are news as of a moment, newest first."""
        query = f"""SELECT r.facts FROM listed l JOIN items r ON r.n = l.n WHERE {_IS_NEWS}
            ORDER BY l.date DESC, l.id DESC, l.n DESC LIMIT :limit OFFSET :skip"""  # noqa: S608 (our own words)
        return _reports(self._db.execute(query, {"after": as_of - _NEWS, "limit": limit, "skip": skip}))

    def count_news(self, as_of: int) -> int:
        """How many they are."""
        query = f"SELECT COUNT(*) FROM listed l WHERE {_IS_NEWS}"  # noqa: S608 (our own words)
        return int(self._db.execute(query, {"after": as_of - _NEWS}).fetchone()[0])

    def count_aged(self, moment: int, other: int) -> int:
        """How many reports are too old for news as of one of two moments, and not yet as of the other."""
        return abs(self.count_news(moment) - self.count_news(other))

    # ------------------------------------------------------------ corrections

    def count_corrections(self) -> int:
        """How many corrections of shown reports have been made."""
        return int(self._db.execute("SELECT COUNT(*) FROM corrections").fetchone()[0])

    def corrections(self, *, skip: int, limit: int) -> tuple[Corrected, ...]:
        """Corrections of shown reports from the oldest on."""
        query = """SELECT r.facts, c.facts FROM corrections c JOIN items r ON r.n = c.n
            ORDER BY c.date, c.id, c.number LIMIT :limit OFFSET :skip"""
        rows = self._db.execute(query, {"limit": limit, "skip": skip})
        return tuple(Corrected(report_of(row[0]), msgspec.msgpack.decode(row[1], type=Correction)) for row in rows)

    def corrections_below(self, date: int) -> int:
        """How many of them were made before a moment."""
        return int(self._db.execute("SELECT COUNT(*) FROM corrections WHERE date < ?", (date,)).fetchone()[0])

    # ------------------------------------------------------------ names

    def name(self, field: TermField, key: str) -> Named | None:
        """The name whose folded form is `key`, if a shown report carries it."""
        query = """SELECT n.field, n.key, n.name, n.stem, n.slug, n.paged, n.path, n.since, c.count FROM names n
            JOIN counts c ON c.field = n.field AND c.key = n.key WHERE n.field = ? AND n.key = ?"""
        row = self._db.execute(query, (field, key)).fetchone()
        return _named(row) if row else None

    def names(self, field: TermField) -> tuple[Named, ...]:
        """All names of a field that shown reports carry, by folded form."""
        query = """SELECT n.field, n.key, n.name, n.stem, n.slug, n.paged, n.path, n.since, c.count FROM names n
            JOIN counts c ON c.field = n.field AND c.key = n.key WHERE n.field = ? ORDER BY n.key"""
        return tuple(map(_named, self._db.execute(query, (field,))))

    def spellings(self, field: TermField, key: str) -> tuple[Spelling, ...]:
        """Every spelling of a name that shown reports carry: how often, and where first."""
        query = """SELECT l.spelling, COUNT(*), MIN(l.date) FROM listed l
            WHERE l.field = ? AND l.key = ? GROUP BY l.spelling ORDER BY l.spelling"""
        rows = self._db.execute(query, (field, key)).fetchall()
        return tuple(
            Spelling(field, key, spelling, count, first, self._first_path(field, key, spelling, first))
            for spelling, count, first in rows
        )

    def _first_path(self, field: str, key: str, spelling: str, date: int) -> str:
        """The source that used a spelling first; of two at one moment the first by path."""
        query = """SELECT MIN(r.path) FROM listed l JOIN items r ON r.n = l.n
            WHERE l.field = ? AND l.key = ? AND l.date = ? AND l.spelling = ?"""
        return str(self._db.execute(query, (field, key, date, spelling)).fetchone()[0])

    def count_names(self) -> int:
        """How many names in all fields have a page."""
        return int(self._db.execute("SELECT COUNT(*) FROM names WHERE paged").fetchone()[0])

    # ------------------------------------------------------------ walking, in order and without holding

    def last_changes(self, listing: Listing, *, skip: int, limit: int) -> Iterator[tuple[str, int, Original | None]]:
        """(site path, last change in seconds since 1970, picture that can be shown) of reports, from the oldest on."""
        query = """SELECT r.url, r.changed, p.path, p.digest, p.width, p.height, p.name
            FROM listed l JOIN items r ON r.n = l.n
            LEFT JOIN pictures p ON p.path = r.picture AND p.proven AND p.problem IS NULL
            WHERE l.field = :field AND l.key = :key ORDER BY l.date, l.id, l.n LIMIT :limit OFFSET :skip"""
        for url, changed, path, *facts in self._db.execute(query, key_of(listing) | {"limit": limit, "skip": skip}):
            yield url, changed, Original(path, *facts) if path else None

    def published(self) -> Iterator[tuple[str, str, str]]:
        """(path, id, site path) of every report that has a page, from the oldest."""
        yield from self._db.execute(
            "SELECT path, id, url FROM items WHERE kind = 'report' AND state ORDER BY date, id, path"
        )

    def aliases(self, *, with_query: bool) -> Iterator[tuple[str, str]]:
        """(alias, site path it leads to) of everything that has a page, by alias; those with a query, or the others."""
        test = "instr(a.url, '?')" if with_query else "NOT instr(a.url, '?')"
        yield from self._db.execute(
            f"""SELECT a.url, i.url FROM aliases a JOIN items i ON i.path = a.path
            WHERE {test} AND i.state AND NOT a.refused ORDER BY 1, i.path"""  # noqa: S608 (our own words)
        )

    def target_of(self, alias: str) -> str | None:
        """The site path that an alias leads to."""
        query = """SELECT i.url FROM aliases a JOIN items i ON i.path = a.path
            WHERE a.url = ? AND i.state AND NOT a.refused ORDER BY i.path LIMIT 1"""
        row = self._db.execute(query, (alias,)).fetchone()
        return str(row[0]) if row else None

    def leading(self, targets: Iterable[str]) -> set[str]:
        """The sources whose texts lead to one of `targets`: sources or site paths."""
        query = "SELECT path FROM links WHERE target = ?"
        return {str(path) for target in targets for (path,) in self._db.execute(query, (target,))}

    def paths_of(self, identities: Iterable[str]) -> set[str]:
        """The sources of reports with one of these identities, whether readers may see them or not."""
        query = "SELECT path FROM items WHERE id = ? AND kind = 'report'"
        return {str(path) for identity in identities for (path,) in self._db.execute(query, (identity,))}

    def translating(self, identities: Iterable[str]) -> set[str]:
        """The sources of reports that translate one of these."""
        query = "SELECT path FROM items WHERE translates = ? AND translates <> '' AND kind = 'report'"
        return {str(path) for identity in identities for (path,) in self._db.execute(query, (identity,))}

    def translations(self, identity: str) -> tuple[Report, ...]:
        """The listed reports that translate the one with this identity, from the oldest."""
        query = """SELECT facts FROM items WHERE translates = ? AND translates <> '' AND kind = 'report' AND state = 2
            ORDER BY date, id, path"""
        return _reports(self._db.execute(query, (identity,)))

    def has_translations(self) -> bool:
        """Whether any report says that it translates one."""
        query = "SELECT 1 FROM items WHERE translates <> '' LIMIT 1"
        return self._db.execute(query).fetchone() is not None

    def next_moment(self, window: Window) -> Moment | None:
        """The next moment at which an answer would differ.

        An embargo ends, a story expires, a correction is due, a report is news no longer.
        """
        query = """SELECT MIN(m.at) FROM moments m JOIN items r ON r.path = m.path
            WHERE m.at > ? AND r.draft <= ? AND NOT r.blocked"""
        (at,) = self._db.execute(query, (window.as_of, int(window.drafts))).fetchone()
        oldest = f"SELECT MIN(l.date) FROM listed l WHERE {_IS_NEWS}"  # noqa: S608 (our own words)
        (date,) = self._db.execute(oldest, {"after": window.as_of - _NEWS}).fetchone()
        moments = (*([] if at is None else [at]), *([] if date is None else [date + _NEWS]))
        return min(map(Moment, moments), default=None)

    # ------------------------------------------------------------ claims

    def contested(self, *, identities: bool) -> tuple[tuple[Claim, ...], ...]:
        """The claims that share a name, a tuple for each such name, the rightful claim first.

        Names are either the `identities` of reports or places in the output.
        """
        test = "LIKE" if identities else "NOT LIKE"
        rows = self._db.execute(
            f"""SELECT * FROM claims WHERE name IN (SELECT name FROM claims WHERE name {test} 'id:%'
            GROUP BY name HAVING COUNT(*) > 1) ORDER BY name, rank, date, path, url"""  # noqa: S608 (our own words)
        )
        grouped = groupby((Claim(*row) for row in rows), key=lambda claim: claim.name)
        return tuple(tuple(group) for _, group in grouped)

    def claims_like_files(self) -> tuple[Claim, ...]:
        """Aliases with a dot: the only claims that can be a file, or need a folder named like one."""
        query = "SELECT * FROM claims WHERE rank = 3 AND instr(url, '.') ORDER BY name, rank, date, path"
        return tuple(Claim(*row) for row in self._db.execute(query))

    def claim_on(self, name: str) -> Claim | None:
        """The rightful claim to `name`."""
        query = "SELECT * FROM claims WHERE name = ? ORDER BY rank, date, path, url LIMIT 1"
        row = self._db.execute(query, (name,)).fetchone()
        return Claim(*row) if row else None

    def claim_below(self, folder: str) -> Claim | None:
        """The first claim to a file below `folder`."""
        query = "SELECT * FROM claims WHERE name > ? AND name < ? ORDER BY rank, date, path, url LIMIT 1"
        row = self._db.execute(query, (f"{folder}/", f"{folder}0")).fetchone()  # "0" follows "/"
        return Claim(*row) if row else None


def _reports(rows: Iterable[tuple[bytes]]) -> tuple[Report, ...]:
    return tuple(report_of(facts) for (facts,) in rows)


def _named(row: tuple[TermField, str, str, str, str, int, str, int, int]) -> Named:
    field, key, name, stem, slug, paged, path, since, count = row
    return Named(field, key, name, stem, slug, bool(paged), path, since, count)
