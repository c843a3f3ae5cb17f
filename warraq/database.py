"""What the archive and the ledger share about their SQLite files: which errors mean what, and how a file is let go.

An edge only in `discard`. Knows no tables.
"""

import sqlite3
from pathlib import Path


def discard(file: Path) -> None:
    """Remove a database that is damaged: it is a memory, and the next build fills it again."""
    for damaged in (file, file.with_name(f"{file.name}-journal")):
        damaged.unlink(missing_ok=True)


def is_damaged(error: sqlite3.DatabaseError) -> bool:
    """Whether the file is no sound database; one that is locked, full or read-only must not be thrown away."""
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def is_busy(error: sqlite3.DatabaseError) -> bool:
    """Whether another build holds the file."""
    return "locked" in str(error) or "busy" in str(error)
