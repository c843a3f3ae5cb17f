"""The reports as rows in SQLite: put, remove, and the indexed questions a newspaper asks of its archive.

An edge: it holds a file. Knows no pages, no addresses beyond the report's own, no configuration. Bodies are kept
beside the facts, after Markdown and sanitising, so that a report whose file is being mended keeps its last good
text in pages and feeds alike, and no text is converted twice.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Literal

import msgspec

from warraq import arabic
from warraq.database import discard, is_busy, is_damaged, make_ours
from warraq.model import (
    TERM_FIELDS,
    Claim,
    Corrected,
    Correction,
    LastSeen,
    Listing,
    Moment,
    Profile,
    Report,
    Spelling,
    StandingPage,
    TermField,
    Window,
)

_SCHEMA_VERSION = 4
_APPLICATION = 0x57726171  # "Wraq": tells our file from another program's
_SCHEMA = """
CREATE TABLE reports (
    path TEXT PRIMARY KEY, id TEXT NOT NULL, url TEXT NOT NULL, slug TEXT NOT NULL, title TEXT NOT NULL,
    date INTEGER NOT NULL,
    year TEXT NOT NULL, month TEXT NOT NULL, section TEXT NOT NULL, draft INTEGER NOT NULL,
    expires INTEGER, withdrawn INTEGER NOT NULL, facts BLOB NOT NULL
) WITHOUT ROWID;
CREATE INDEX reports_in_order ON reports (date, id);
CREATE INDEX reports_by_section ON reports (section, date, id);
CREATE INDEX reports_by_month ON reports (month, date, id);
CREATE INDEX reports_by_id ON reports (id);
CREATE INDEX reports_by_url ON reports (url);
CREATE TABLE moments (at INTEGER NOT NULL, path TEXT NOT NULL, PRIMARY KEY (at, path)) WITHOUT ROWID;
CREATE INDEX moments_by_report ON moments (path);
CREATE TABLE bodies (path TEXT PRIMARY KEY, html TEXT NOT NULL);
CREATE TABLE terms (
    field TEXT NOT NULL, key TEXT NOT NULL, spelling TEXT NOT NULL, path TEXT NOT NULL, date INTEGER NOT NULL,
    id TEXT NOT NULL, PRIMARY KEY (field, key, date, id, path)
) WITHOUT ROWID;
CREATE INDEX terms_by_report ON terms (path);
CREATE TABLE aliases (url TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (path, url)) WITHOUT ROWID;
CREATE INDEX aliases_by_url ON aliases (url);
CREATE TABLE corrections (
    path TEXT NOT NULL, number INTEGER NOT NULL, date INTEGER NOT NULL, facts BLOB NOT NULL,
    PRIMARY KEY (date, path, number)
) WITHOUT ROWID;
CREATE INDEX corrections_by_report ON corrections (path);
CREATE TABLE pages (path TEXT PRIMARY KEY, url TEXT NOT NULL, draft INTEGER NOT NULL, facts BLOB NOT NULL);
CREATE TABLE profiles (path TEXT PRIMARY KEY, key TEXT NOT NULL, draft INTEGER NOT NULL, facts BLOB NOT NULL);
"""
_TABLES_OF_A_PATH = ("reports", "bodies", "terms", "aliases", "corrections", "moments", "pages", "profiles")

# What readers may see at a moment. A draft, an embargoed, an expired, a withdrawn report is in no list and no
# count; `blocked` holds those whose address or id somebody else had first.
_PUBLIC = """r.draft <= :drafts AND r.date <= :as_of AND (r.expires IS NULL OR r.expires > :as_of)
    AND r.path NOT IN (SELECT path FROM blocked)"""
_SHOWN = f"{_PUBLIC} AND r.withdrawn = 0"


class Busy(Exception):
    """Another build holds the archive."""


class Archive:
    """The open archive. One build holds it at a time; nothing is kept unless `commit` is reached."""

    def __init__(self, file: Path) -> None:
        """Open the archive in `file`, anew where it is missing, damaged or of another version. Raises Busy."""
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = _opened(file)
        except sqlite3.DatabaseError as error:
            if is_busy(error):
                raise Busy from error
            if not is_damaged(error):
                raise
            discard(file)
            self._db = _opened(file)

    def close(self) -> None:
        """Let go of the file; what was not committed is as it was."""
        self._db.close()

    def commit(self) -> None:
        """Keep what was put."""
        self._db.commit()

    # ------------------------------------------------------------ putting

    def put_report(self, report: Report, day: str, html: str) -> None:
        """Put a report whose date is `day` (YYYY-MM-DD in the newsroom's zone), in place of what its path held."""
        self.remove(report.path)
        row = {
            "path": report.path,
            "id": report.id,
            "url": report.url,
            "slug": report.slug,
            "title": report.title,
            "date": report.date.at,
            "year": day[:4],
            "month": day[:7],
            "section": report.section,
            "draft": report.draft,
            "expires": report.expires.at if report.expires else None,
            "withdrawn": report.withdrawn is not None,
            "facts": msgspec.msgpack.encode(report),
        }
        self._insert("reports", row)
        self._insert("bodies", {"path": report.path, "html": html})
        for field in TERM_FIELDS:
            for name in report.terms(field):
                self._insert("terms", _term_row(report, field, name))
        for url in report.aliases:
            self._insert("aliases", {"url": url, "path": report.path})
        for at in _moments(report):
            self._insert("moments", {"at": at, "path": report.path})
        for number, correction in enumerate(report.corrections):
            facts = msgspec.msgpack.encode(correction)
            at = correction.date.at
            self._insert("corrections", {"path": report.path, "number": number, "date": at, "facts": facts})

    def put_page(self, page: StandingPage, html: str) -> None:
        """Put a standing page in place of what its path held."""
        self.remove(page.path)
        facts = msgspec.msgpack.encode(page)
        self._insert("pages", {"path": page.path, "url": page.url, "draft": page.draft, "facts": facts})
        self._insert("bodies", {"path": page.path, "html": html})
        for url in page.aliases:
            self._insert("aliases", {"url": url, "path": page.path})

    def put_profile(self, profile: Profile, html: str) -> None:
        """Put an author's profile in place of what its path held."""
        self.remove(profile.path)
        row = {
            "path": profile.path,
            "key": arabic.fold(profile.name),
            "draft": profile.draft,
            "facts": msgspec.msgpack.encode(profile),
        }
        self._insert("profiles", row)
        self._insert("bodies", {"path": profile.path, "html": html})

    def remove(self, path: str) -> bool:
        """Forget all that `path` held; whether it held anything."""
        gone = 0
        for table in _TABLES_OF_A_PATH:
            gone += self._db.execute(f"DELETE FROM {table} WHERE path = ?", (path,)).rowcount  # noqa: S608 (our own names)
        return gone > 0

    def keep_only(self, paths: Iterable[str]) -> None:
        """Forget every path that is not among `paths`: files that are gone."""
        self._db.execute("DELETE FROM present")
        self._db.executemany("INSERT OR IGNORE INTO present VALUES (?)", ((path,) for path in paths))
        for table in _TABLES_OF_A_PATH:
            self._db.execute(f"DELETE FROM {table} WHERE path NOT IN (SELECT path FROM present)")  # noqa: S608

    def block(self, path: str) -> None:
        """Leave `path` out of every answer until the archive is opened again."""
        self._db.execute("INSERT OR IGNORE INTO blocked VALUES (?)", (path,))

    def _insert(self, table: str, row: dict[str, object]) -> None:
        names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
        self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", row)  # noqa: S608 (our own names)

    # ------------------------------------------------------------ one report, one page

    def report(self, path: str, window: Window) -> Report | None:
        """The report at `path` if readers may see it, withdrawn or not."""
        return self._one_report("r.path = :path", {"path": path}, window)

    def report_by_id(self, identity: str, window: Window) -> Report | None:
        """The report whose identity this is, withdrawn or not."""
        return self._one_report("r.id = :id", {"id": identity}, window)

    def _one_report(self, test: str, values: dict[str, object], window: Window) -> Report | None:
        query = f"SELECT r.facts FROM reports r WHERE {test} AND {_PUBLIC}"  # noqa: S608 (our own words)
        row = self._db.execute(query, values | _asked(window)).fetchone()
        return _report(row[0]) if row else None

    def body(self, path: str) -> str:
        """The safe HTML of a report, a page or a profile; empty where there is none."""
        row = self._db.execute("SELECT html FROM bodies WHERE path = ?", (path,)).fetchone()
        return str(row[0]) if row else ""

    def pages(self, window: Window) -> tuple[StandingPage, ...]:
        """The standing pages, by path."""
        rows = self._db.execute(
            """SELECT facts FROM pages WHERE draft <= :drafts AND path NOT IN (SELECT path FROM blocked)
            ORDER BY path""",
            _asked(window),
        )
        return tuple(msgspec.msgpack.decode(row[0], type=StandingPage) for row in rows)

    def page(self, path: str, window: Window) -> StandingPage | None:
        """The standing page at `path`, if readers may see it."""
        query = """SELECT facts FROM pages WHERE path = :path AND draft <= :drafts
            AND path NOT IN (SELECT path FROM blocked)"""
        row = self._db.execute(query, {"path": path} | _asked(window)).fetchone()
        return msgspec.msgpack.decode(row[0], type=StandingPage) if row else None

    def profiles(self, window: Window) -> tuple[Profile, ...]:
        """The authors' profiles, by path."""
        rows = self._db.execute("SELECT facts FROM profiles WHERE draft <= :drafts ORDER BY path", _asked(window))
        return tuple(msgspec.msgpack.decode(row[0], type=Profile) for row in rows)

    # ------------------------------------------------------------ lists

    def count(self, listing: Listing, window: Window) -> int:
        """How many reports the list shows."""
        source, values = _rows_of(listing)
        row = self._db.execute(f"SELECT COUNT(*) {source} AND {_SHOWN}", values | _asked(window)).fetchone()
        return int(row[0])

    def oldest(self, listing: Listing, window: Window, *, skip: int, limit: int) -> tuple[Report, ...]:
        """Reports of the list from the oldest on, `skip` passed over, at most `limit`."""
        return self._reports(listing, window, "ASC", skip, limit)

    def newest(self, listing: Listing, window: Window, limit: int) -> tuple[Report, ...]:
        """The newest reports of the list, newest first."""
        return self._reports(listing, window, "DESC", 0, limit)

    def before(self, listing: Listing, window: Window, report: Report, limit: int) -> tuple[Report, ...]:
        """The reports of the list that came before `report`, the nearest first."""
        source, values = _rows_of(listing)
        date, identity = ("t.date", "t.id") if "terms" in source else ("r.date", "r.id")
        query = f"""SELECT r.facts {source} AND {_SHOWN} AND ({date}, {identity}) < (:date, :id)
            ORDER BY {date} DESC, {identity} DESC LIMIT :limit"""
        asked = {"date": report.date.at, "id": report.id, "limit": limit}
        return tuple(_report(row[0]) for row in self._db.execute(query, values | asked | _asked(window)))

    def _reports(
        self, listing: Listing, window: Window, order: Literal["ASC", "DESC"], skip: int, limit: int
    ) -> tuple[Report, ...]:
        source, values = _rows_of(listing)
        date, identity = ("t.date", "t.id") if "terms" in source else ("r.date", "r.id")
        query = f"""SELECT r.facts {source} AND {_SHOWN}
            ORDER BY {date} {order}, {identity} {order} LIMIT :limit OFFSET :skip"""
        asked = values | {"limit": limit, "skip": skip} | _asked(window)
        return tuple(_report(row[0]) for row in self._db.execute(query, asked))

    def months(self, window: Window) -> tuple[tuple[str, int], ...]:
        """Each month (YYYY-MM) that has reports, from the oldest, with how many."""
        query = f"SELECT r.month, COUNT(*) FROM reports r WHERE {_SHOWN} GROUP BY r.month ORDER BY r.month"  # noqa: S608
        return tuple((str(month), int(count)) for month, count in self._db.execute(query, _asked(window)))

    def spellings(self, window: Window) -> Iterator[Spelling]:
        """Every spelling of every name that shown reports carry."""
        query = f"""SELECT t.field, t.key, t.spelling, COUNT(*), MIN(t.date), t.path FROM terms t
            JOIN reports r ON r.path = t.path WHERE {_SHOWN}
            GROUP BY t.field, t.key, t.spelling ORDER BY t.field, t.key, t.spelling"""  # noqa: S608 (our own words)
        return (Spelling(*row) for row in self._db.execute(query, _asked(window)))

    def count_corrections(self, window: Window) -> int:
        """How many corrections of shown reports have been made."""
        query = f"""SELECT COUNT(*) FROM corrections c JOIN reports r ON r.path = c.path
            WHERE c.date <= :as_of AND {_SHOWN}"""  # noqa: S608 (our own words)
        return int(self._db.execute(query, _asked(window)).fetchone()[0])

    def corrections(self, window: Window, *, skip: int, limit: int) -> tuple[Corrected, ...]:
        """Corrections of shown reports from the oldest on."""
        query = f"""SELECT r.facts, c.facts FROM corrections c JOIN reports r ON r.path = c.path
            WHERE c.date <= :as_of AND {_SHOWN} ORDER BY c.date, r.id, c.number LIMIT :limit OFFSET :skip"""  # noqa: S608
        rows = self._db.execute(query, {"limit": limit, "skip": skip} | _asked(window))
        return tuple(Corrected(_report(row[0]), msgspec.msgpack.decode(row[1], type=Correction)) for row in rows)

    # ------------------------------------------------------------ walking, in order and without holding

    def in_order(self, window: Window) -> Iterator[Report]:
        """The reports that lists show, from the oldest, one at a time."""
        query = f"SELECT r.facts FROM reports r WHERE {_SHOWN} ORDER BY r.date, r.id"  # noqa: S608 (our own words)
        return (_report(row[0]) for row in self._db.execute(query, _asked(window)))

    def published(self, window: Window) -> Iterator[tuple[str, str, str, int, bool]]:
        """(path, id, url, date, withdrawn) of every report that has a page, from the oldest."""
        query = f"""SELECT r.path, r.id, r.url, r.date, r.withdrawn FROM reports r WHERE {_PUBLIC}
            ORDER BY r.date, r.id, r.path"""  # noqa: S608 (our own words)
        for path, identity, url, date, withdrawn in self._db.execute(query, _asked(window)):
            yield path, identity, url, date, bool(withdrawn)

    def standing(self, window: Window) -> Iterator[LastSeen]:
        """Every report that has a page, as readers have it now."""
        query = f"SELECT r.path, r.id, r.url, r.slug, r.title, r.date FROM reports r WHERE {_PUBLIC}"  # noqa: S608
        return (LastSeen(*row) for row in self._db.execute(query, _asked(window)))

    def aliases(self, window: Window) -> Iterator[tuple[str, str, str]]:
        """(alias, address it leads to, path) of every report and page that has a page."""
        query = f"""SELECT a.url, r.url, r.path FROM aliases a JOIN reports r ON r.path = a.path WHERE {_PUBLIC}
            UNION ALL SELECT a.url, p.url, p.path FROM aliases a JOIN pages p ON p.path = a.path
            WHERE p.draft <= :drafts AND p.path NOT IN (SELECT path FROM blocked) ORDER BY 1, 3"""  # noqa: S608
        yield from self._db.execute(query, _asked(window))

    def contested(self, claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], ...]:
        """The claims that share a name, a tuple for each such name, the rightful claim first."""
        self._db.execute("DELETE FROM claims")
        self._db.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?)", map(msgspec.structs.astuple, claims))
        rows = self._db.execute(
            """SELECT * FROM claims WHERE name IN (SELECT name FROM claims GROUP BY name HAVING COUNT(*) > 1)
            ORDER BY name, rank, date, path, url"""
        )
        grouped = groupby((Claim(*row) for row in rows), key=lambda claim: claim.name)
        return tuple(tuple(group) for _, group in grouped)

    def claim_on(self, name: str) -> Claim | None:
        """The rightful claim to `name` among those last given to `contested`."""
        row = self._db.execute(
            "SELECT * FROM claims WHERE name = ? ORDER BY rank, date, path, url LIMIT 1", (name,)
        ).fetchone()
        return Claim(*row) if row else None

    def claim_below(self, folder: str) -> Claim | None:
        """A claim, among those last given to `contested`, to a file below `folder`."""
        query = "SELECT * FROM claims WHERE name > ? AND name < ? ORDER BY rank, date, path, url LIMIT 1"
        row = self._db.execute(query, (f"{folder}/", f"{folder}0")).fetchone()  # "0" follows "/"
        return Claim(*row) if row else None

    def hides(self, url: str, window: Window) -> bool:
        """Whether something lives at the site path `url`, or leads on from it, that readers may not see now."""
        owners = self._db.execute(
            """SELECT path FROM reports WHERE url = :url UNION SELECT path FROM pages WHERE url = :url
            UNION SELECT path FROM aliases WHERE url = :url""",
            {"url": url},
        ).fetchall()
        return bool(owners) and all(
            self.report(path, window) is None and self.page(path, window) is None for (path,) in owners
        )

    def next_moment(self, window: Window) -> Moment | None:
        """The next moment at which an answer would differ: an embargo ends, a story expires, a correction is due."""
        query = """SELECT MIN(m.at) FROM moments m JOIN reports r ON r.path = m.path
            WHERE m.at > :as_of AND r.draft <= :drafts AND r.path NOT IN (SELECT path FROM blocked)"""
        at = self._db.execute(query, _asked(window)).fetchone()[0]
        return None if at is None else Moment(int(at))


def _opened(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=2, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("BEGIN IMMEDIATE")
        make_ours(db, _APPLICATION, _SCHEMA_VERSION, _SCHEMA)
        db.execute("CREATE TEMP TABLE blocked (path TEXT PRIMARY KEY)")
        db.execute("CREATE TEMP TABLE claims (name TEXT, rank INT, date INT, path TEXT, url TEXT, who TEXT)")
        db.execute("CREATE INDEX temp.claims_by_name ON claims (name)")
        db.execute("CREATE TEMP TABLE present (path TEXT PRIMARY KEY)")
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def _asked(window: Window) -> dict[str, object]:
    return {"as_of": window.as_of, "drafts": int(window.drafts)}


def _rows_of(listing: Listing) -> tuple[str, dict[str, object]]:
    """The FROM and WHERE of a list."""
    values: dict[str, object] = {"key": listing.key, "field": listing.field}
    if listing.field == "all":
        return "FROM reports r WHERE 1", {}
    if listing.field in {"section", "year", "month"}:
        return f"FROM reports r WHERE r.{listing.field} = :key", {"key": listing.key}
    return "FROM terms t JOIN reports r ON r.path = t.path WHERE t.field = :field AND t.key = :key", values


def _moments(report: Report) -> set[int]:
    """When a report comes, changes by itself and goes."""
    first, last = report.date.at, report.expires.at if report.expires else None
    changes = [report.updated, *(one.date for one in report.corrections)] if not report.withdrawn else []
    seen = {one.at for one in changes if one and one.at > first and (last is None or one.at < last)}
    return {first, *seen} | ({last} if last is not None else set())


def _term_row(report: Report, field: TermField, name: str) -> dict[str, object]:
    return {
        "field": field,
        "key": arabic.fold(name),
        "spelling": name,
        "path": report.path,
        "date": report.date.at,
        "id": report.id,
    }


def _report(facts: bytes) -> Report:
    return msgspec.msgpack.decode(facts, type=Report)
