"""What the last builds knew of their outputs (SQLite): rows in, rows out. An edge. Knows no pages, no themes.

Before a file is written its row is put without a digest, and gets it afterwards; so a build that is killed never
leaves a file behind that nobody remembers (design, section 3, law 2). A row has three marks beside that of its bytes:
of the view, of the form (template, words, outlet) and of the engine; the one that differs is the reason to print anew.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from warraq.database import discard, is_damaged, make_ours
from warraq.views import Address

_SCHEMA_VERSION = 3
_APPLICATION = 0x5772_6C67  # "Wrlg": tells our file from another program's
_SCHEMA = """
CREATE TABLE roots (root TEXT PRIMARY KEY, stamp BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE outputs (
    root TEXT NOT NULL, file TEXT NOT NULL, kind TEXT NOT NULL, field TEXT NOT NULL, key TEXT NOT NULL,
    number INTEGER NOT NULL, edition TEXT NOT NULL,
    view BLOB NOT NULL, form BLOB NOT NULL, engine BLOB NOT NULL, problems BLOB NOT NULL,
    digest BLOB, size INTEGER, mtime INTEGER, PRIMARY KEY (root, file)
);
CREATE INDEX outputs_by_address ON outputs (root, kind, key, field, number, edition);
CREATE INDEX outputs_unfinished ON outputs (root) WHERE digest IS NULL;
CREATE INDEX outputs_with_problems ON outputs (root) WHERE problems <> x''
"""


class Row(msgspec.Struct, frozen=True):
    """What is known of a file. `digest` is empty while nobody knows whether it was written."""

    file: str
    address: Address
    view: bytes
    form: bytes
    engine: bytes
    problems: bytes = b""  # of the page, packed by whoever put them
    digest: bytes = b""
    size: int = 0  # bytes
    mtime: int = 0  # nanoseconds since 1970


# file, size in bytes, mtime in nanoseconds since 1970; both None where nobody knows whether it was written
Fact = tuple[str, int | None, int | None]
_COLUMNS = "file, kind, field, key, number, edition, view, form, engine, problems, digest, size, mtime"


class Ledger:
    """The open ledger of one output folder. Each call is kept at once."""

    def __init__(self, file: Path, root: str) -> None:
        """Open the ledger in `file` for the output folder `root` (as it lies from the ledger's own folder).

        A missing, damaged or foreign ledger is begun anew.
        """
        try:
            self._db = _opened(file)
        except sqlite3.DatabaseError as error:
            if not is_damaged(error):
                raise
            discard(file)
            self._db = _opened(file)
        self._root = root
        self.is_new = self._db.execute("SELECT 1 FROM outputs WHERE root = ?", (root,)).fetchone() is None

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    # ------------------------------------------------------------ the whole

    def stamp(self) -> bytes:
        """What the last build that came to its end said of itself; empty where none did, or one broke off since."""
        row = self._db.execute("SELECT stamp FROM roots WHERE root = ?", (self._root,)).fetchone()
        return bytes(row[0]) if row else b""

    def begin(self) -> None:
        """Say that a build is under way, so that the next one knows if this one does not come to its end."""
        self._db.execute("DELETE FROM roots WHERE root = ?", (self._root,))

    def complete(self, stamp: bytes) -> None:
        """Say that the output folder is as this build wanted it."""
        self._db.execute("INSERT OR REPLACE INTO roots VALUES (?, ?)", (self._root, stamp))

    def facts(self) -> Iterator[Fact]:
        """What is known of the bytes of every file that Warraq made."""
        return facts(self._db, self._root)

    # ------------------------------------------------------------ rows

    def is_finished(self, file: str) -> bool | None:
        """Whether `file` was written; None where Warraq never meant to make it."""
        query = "SELECT digest IS NOT NULL FROM outputs WHERE root = ? AND file = ?"
        row = self._db.execute(query, (self._root, file)).fetchone()
        return None if row is None else bool(row[0])

    def rows(self, address: Address) -> tuple[Row, ...]:
        """What was made of an address."""
        # Sorted here: asked for an order, SQLite would rather walk all files in it than use the addresses' index.
        query = f"""SELECT {_COLUMNS} FROM outputs
            WHERE root = ? AND kind = ? AND key = ? AND field = ? AND number = ? AND edition = ?"""  # noqa: S608 (our own words)
        asked = (self._root, address.kind, address.key, address.field, address.number, address.edition)
        return tuple(sorted(map(_row, self._db.execute(query, asked)), key=lambda row: row.file))

    def row(self, file: str) -> Row | None:
        """What is known of a file."""
        query = f"SELECT {_COLUMNS} FROM outputs WHERE root = ? AND file = ?"  # noqa: S608 (our own words)
        row = self._db.execute(query, (self._root, file)).fetchone()
        return _row(row) if row else None

    def all_rows(self) -> Iterator[Row]:
        """Everything that is known, by file."""
        query = f"SELECT {_COLUMNS} FROM outputs WHERE root = ? ORDER BY file"  # noqa: S608 (our own words)
        return map(_row, self._db.execute(query, (self._root,)))

    def unfinished(self) -> tuple[Row, ...]:
        """What was meant to be made, and may not have been."""
        query = f"SELECT {_COLUMNS} FROM outputs WHERE root = ? AND digest IS NULL"  # noqa: S608 (our own words)
        return tuple(sorted(map(_row, self._db.execute(query, (self._root,))), key=lambda row: row.file))

    def problems(self) -> tuple[bytes, ...]:
        """The problems of the pages that have some, by file."""
        query = "SELECT file, problems FROM outputs WHERE root = ? AND problems <> x''"
        return tuple(bytes(found) for _, found in sorted(self._db.execute(query, (self._root,))))

    def intend(self, rows: Iterable[Row]) -> None:
        """Say, in one transaction and before any is written, which files this build will write."""
        with self._db:
            self._db.execute("BEGIN")
            self._db.executemany(
                "INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)",
                (_columns(self._root, row) for row in rows),
            )

    def record(self, rows: Iterable[Row]) -> None:
        """Say, in one transaction, what was written, or found as it should be."""
        with self._db:
            self._db.execute("BEGIN")
            self._db.executemany(
                "INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ((*_columns(self._root, row), row.digest, row.size, row.mtime) for row in rows),
            )

    def forget(self, files: Iterable[str]) -> None:
        """Drop files that are gone."""
        with self._db:
            self._db.execute("BEGIN")
            self._db.executemany(
                "DELETE FROM outputs WHERE root = ? AND file = ?", ((self._root, file) for file in files)
            )


def facts(db: sqlite3.Connection, root: str) -> Iterator[Fact]:
    """What an open ledger knows of the bytes of the files below one output folder."""
    yield from db.execute("SELECT file, size, mtime FROM outputs WHERE root = ?", (root,))


def _row(row: tuple[Any, ...]) -> Row:
    """The row of `_COLUMNS`."""
    file, kind, field, key, number, edition, view, form, engine, problems, digest, size, mtime = row
    address = Address(kind, field, key, number, edition)
    return Row(file, address, view, form, engine, problems, digest or b"", size or 0, mtime or 0)


def _columns(root: str, row: Row) -> tuple[str | int | bytes, ...]:
    at = row.address
    named = (root, row.file, at.kind, at.field, at.key, at.number, at.edition)
    return *named, row.view, row.form, row.engine, row.problems


def _opened(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    db = sqlite3.connect(file, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous = NORMAL")
        make_ours(db, _APPLICATION, _SCHEMA_VERSION, _SCHEMA)
    except sqlite3.DatabaseError:
        db.close()
        raise
    return db
