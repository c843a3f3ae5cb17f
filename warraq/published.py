"""Under which address readers last had each report (SQLite). An edge: it holds a file of the state folder.

Written when a site has gone out, and only then: a look at drafts or at another day (`--drafts`, `--as-of`) is not
publishing. A report that is a draft for a while, or waits for a new date, is remembered; one whose file is gone is
not. Knows no pages and no configuration.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import msgspec

from warraq.database import discard, is_damaged, make_ours
from warraq.model import LastSeen

_SCHEMA_VERSION = 1
_APPLICATION = 0x5772_7062  # "Wrpb": tells our file from another program's
_SCHEMA = """
CREATE TABLE published (
    path TEXT PRIMARY KEY, id TEXT NOT NULL, url TEXT NOT NULL, slug TEXT NOT NULL, title TEXT NOT NULL,
    date INTEGER NOT NULL
);
CREATE INDEX published_by_id ON published (id);
CREATE INDEX published_by_title ON published (title, date)
"""


class Published:
    """The open record of what readers have. Nothing is kept unless `commit` is reached."""

    def __init__(self, file: Path) -> None:
        """Open the record in `file`, anew where it is missing, damaged or of another version."""
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._db = _opened(file)
        except sqlite3.DatabaseError as error:
            if not is_damaged(error):
                raise
            discard(file)
            self._db = _opened(file)
        # Nothing was published yet, or nobody knows of it: the first build asks for none of its thousands of reports.
        self.is_empty = self._db.execute("SELECT 1 FROM published LIMIT 1").fetchone() is None

    def close(self) -> None:
        """Let go of the file; what was not committed is as it was."""
        self._db.close()

    def commit(self) -> None:
        """Keep what was recorded."""
        self._db.commit()

    def at(self, path: str) -> LastSeen | None:
        """The report that the file at `path` last gave to readers."""
        return next(iter(self._found("path = ?", path)), None)

    def with_id(self, identity: str) -> tuple[LastSeen, ...]:
        """The reports with this identity, by path."""
        return self._found("id = ?", identity)

    def titled(self, title: str, date: int) -> tuple[LastSeen, ...]:
        """The reports with this title and date, by path: where a file without an id has been renamed."""
        return self._found("title = ? AND date = ?", title, date)

    def _found(self, test: str, *values: str | int) -> tuple[LastSeen, ...]:
        query = f"SELECT path, id, url, slug, title, date FROM published WHERE {test} ORDER BY path"  # noqa: S608
        return tuple(LastSeen(*row) for row in self._db.execute(query, values))

    def record(self, reports: Iterable[LastSeen]) -> None:
        """Say what readers have now."""
        rows = map(msgspec.structs.astuple, reports)
        self._db.executemany("INSERT OR REPLACE INTO published VALUES (?, ?, ?, ?, ?, ?)", rows)
        self.is_empty = False

    def forget(self, paths: Iterable[str]) -> None:
        """Forget what lay in files that are gone."""
        self._db.executemany("DELETE FROM published WHERE path = ?", ((path,) for path in paths))


def _opened(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=2, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("BEGIN IMMEDIATE")
        make_ours(db, _APPLICATION, _SCHEMA_VERSION, _SCHEMA)
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db
