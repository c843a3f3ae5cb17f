"""What the last builds knew of their outputs (SQLite): rows in, rows out. An edge. Knows no pages, no themes.

Before a file is written its row is put without a digest, and gets it afterwards; so a build that is killed never
leaves a file behind that nobody remembers (design, section 3, law 2).
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from warraq.database import discard, is_damaged, make_ours

_SCHEMA_VERSION = 1
_APPLICATION = 0x5772_6C67  # "Wrlg": tells our file from another program's
_UNSOUND = ("the ledger is damaged",)
_SCHEMA = """
CREATE TABLE outputs (
    root TEXT NOT NULL, file TEXT NOT NULL, digest TEXT, build INTEGER NOT NULL, PRIMARY KEY (root, file)
) WITHOUT ROWID
"""


class Ledger:
    """The open ledger of one output folder. Each call is kept at once."""

    def __init__(self, file: Path, root: str) -> None:
        """Open the ledger in `file` for the output folder `root` (as it lies from the ledger's own folder).

        A missing, damaged or foreign ledger is begun anew.
        """
        try:
            self._db = _opened(file)
        except sqlite3.DatabaseError as error:
            if error.args != _UNSOUND and not is_damaged(error):
                raise
            discard(file)
            self._db = _opened(file)
        self._root = root
        newest = self._db.execute("SELECT MAX(build) FROM outputs WHERE root = ?", (root,)).fetchone()[0]
        self.is_new = newest is None
        self._build = (newest or 0) + 1

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def knows(self, file: str) -> bool:
        """Whether Warraq made, or meant to make, `file`."""
        query = "SELECT 1 FROM outputs WHERE root = ? AND file = ?"
        return self._db.execute(query, (self._root, file)).fetchone() is not None

    def intend(self, files: Iterable[str]) -> None:
        """Say, in one transaction and before any is written, which files this build will write."""
        rows = [(self._root, file, self._build) for file in files]
        with self._db:
            self._db.execute("BEGIN")
            self._db.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?, NULL, ?)", rows)

    def record(self, digests: Iterable[tuple[str, str]]) -> None:
        """Say, in one transaction, what was written: (file, digest) for each."""
        rows = [(digest, self._root, file) for file, digest in digests]
        with self._db:
            self._db.execute("BEGIN")
            self._db.executemany("UPDATE outputs SET digest = ? WHERE root = ? AND file = ?", rows)

    def orphans(self) -> Iterator[str]:
        """The files of earlier builds that this one did not name."""
        query = "SELECT file FROM outputs WHERE root = ? AND build < ? ORDER BY file"
        return (str(row[0]) for row in self._db.execute(query, (self._root, self._build)).fetchall())

    def forget(self, file: str) -> None:
        """Drop a file that is gone."""
        self._db.execute("DELETE FROM outputs WHERE root = ? AND file = ?", (self._root, file))


def _opened(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(file, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous = NORMAL")
        _make_sound(db)
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db


def _make_sound(db: sqlite3.Connection) -> None:
    """Begin anew in a file of another version or program. Raises DatabaseError for a damaged one."""
    make_ours(db, _APPLICATION, _SCHEMA_VERSION, _SCHEMA)
    if db.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError(*_UNSOUND)
