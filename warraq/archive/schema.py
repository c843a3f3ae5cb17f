"""The tables of the archive, and how its file is opened. Knows no question and no report.

`items` holds whatever a file gave: a report, a standing page, a profile. What follows from an item's being seen by
readers (lists, counts, corrections, claims to addresses) stands in tables of its own, so that a question costs what its
answer does and never a walk over the archive (design, section 2).
"""

import sqlite3
from pathlib import Path

from warraq.database import discard, is_busy, is_damaged, make_ours

_VERSION = 7
_APPLICATION = 0x57726171  # "Wraq": tells our file from another program's
_PAGE_BYTES = 8192  # a text of a report seldom needs more than two
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE folders (path TEXT PRIMARY KEY, files BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (path TEXT PRIMARY KEY, digest TEXT NOT NULL, problems BLOB) WITHOUT ROWID;
CREATE INDEX sources_with_problems ON sources (path) WHERE problems IS NOT NULL;
CREATE TABLE items (
    n INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, id TEXT NOT NULL, url TEXT NOT NULL,
    date INTEGER NOT NULL, expires INTEGER, draft INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
    blocked INTEGER NOT NULL, state INTEGER NOT NULL, changed INTEGER NOT NULL, translates TEXT NOT NULL,
    picture TEXT NOT NULL, entry BLOB NOT NULL, facts BLOB NOT NULL
);
CREATE INDEX items_by_id ON items (id) WHERE kind = 'report';
CREATE INDEX items_by_url ON items (url);
CREATE INDEX items_that_translate ON items (translates) WHERE translates <> '';
CREATE INDEX items_but_reports ON items (kind, path) WHERE kind <> 'report'; -- asked in these very words
CREATE INDEX items_withdrawn ON items (date) WHERE withdrawn;
CREATE INDEX items_in_draft ON items (path) WHERE draft;
CREATE INDEX items_blocked ON items (path) WHERE blocked;
CREATE TABLE bodies (path TEXT PRIMARY KEY, html TEXT NOT NULL);
CREATE TABLE listed (
    field TEXT NOT NULL, key TEXT NOT NULL, date INTEGER NOT NULL, id TEXT NOT NULL, n INTEGER NOT NULL,
    spelling TEXT NOT NULL, PRIMARY KEY (field, key, date, id, n)
) WITHOUT ROWID;
CREATE TABLE counts (field TEXT NOT NULL, key TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (field, key))
    WITHOUT ROWID;
CREATE TABLE names (
    field TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, stem TEXT NOT NULL, slug TEXT NOT NULL,
    paged INTEGER NOT NULL, path TEXT NOT NULL, since INTEGER NOT NULL, PRIMARY KEY (field, key)
) WITHOUT ROWID;
CREATE TABLE corrections (
    date INTEGER NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL, n INTEGER NOT NULL, facts BLOB NOT NULL,
    PRIMARY KEY (date, id, number, n)
) WITHOUT ROWID;
CREATE TABLE aliases (url TEXT NOT NULL, path TEXT NOT NULL, refused INTEGER NOT NULL, PRIMARY KEY (url, path))
    WITHOUT ROWID;
CREATE INDEX aliases_with_query ON aliases (url) WHERE instr(url, '?');
CREATE TABLE links (target TEXT NOT NULL, path TEXT NOT NULL, PRIMARY KEY (target, path)) WITHOUT ROWID;
CREATE TABLE pictures (
    path TEXT PRIMARY KEY, digest TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, name TEXT NOT NULL,
    proven INTEGER NOT NULL, problem BLOB
) WITHOUT ROWID;
CREATE INDEX pictures_unproven ON pictures (path) WHERE NOT proven;
CREATE INDEX pictures_with_problem ON pictures (path) WHERE problem IS NOT NULL;
CREATE TABLE moments (at INTEGER NOT NULL, path TEXT NOT NULL, PRIMARY KEY (at, path)) WITHOUT ROWID;
CREATE TABLE claims (
    name TEXT NOT NULL, rank INTEGER NOT NULL, date INTEGER NOT NULL, path TEXT NOT NULL, url TEXT NOT NULL,
    who TEXT NOT NULL, PRIMARY KEY (name, rank, date, path, url, who)
) WITHOUT ROWID;
CREATE INDEX claims_of_warraq ON claims (name) WHERE path = '';
CREATE INDEX claims_like_files ON claims (name) WHERE rank = 3 AND instr(url, '.');
CREATE TABLE unrecorded (path TEXT PRIMARY KEY) WITHOUT ROWID
"""
# Kept by the database itself, so that no way of listing a report can forget to count it.
_COUNTING = (
    """CREATE TRIGGER count_listed AFTER INSERT ON listed BEGIN
        INSERT INTO counts VALUES (NEW.field, NEW.key, 1) ON CONFLICT DO UPDATE SET count = count + 1; END""",
    """CREATE TRIGGER count_unlisted AFTER DELETE ON listed BEGIN
        UPDATE counts SET count = count - 1 WHERE field = OLD.field AND key = OLD.key;
        DELETE FROM counts WHERE field = OLD.field AND key = OLD.key AND count = 0; END""",
)


class Busy(Exception):
    """Another build holds the archive."""


def opened(file: Path) -> sqlite3.Connection:
    """The archive in `file`, in a transaction; anew where it is missing, damaged or of another version. Raises Busy."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _opened(file)
    except sqlite3.DatabaseError as error:
        if is_busy(error):
            raise Busy from error
        if not is_damaged(error):
            raise
        discard(file)
        return _opened(file)


def _opened(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=2, isolation_level=None)
    try:
        db.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("BEGIN IMMEDIATE")
        if make_ours(db, _APPLICATION, _VERSION, _SCHEMA):
            for trigger in _COUNTING:
                db.execute(trigger)
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db
