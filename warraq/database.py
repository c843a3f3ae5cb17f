"""What the archive and the ledger share about their SQLite files: how one is begun, let go, and what its errors mean.

Knows no tables.
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


def make_ours(db: sqlite3.Connection, application: int, version: int, schema: str) -> bool:
    """Begin anew in a file that another version, or another program, made; leave our own as it is. Was it begun?

    `application` and `version` are the marks of our file; `schema` is its statements, parted by semicolons.
    """
    marks = tuple(db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
    if marks == (application, version):
        return False
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        db.execute(f'DROP TABLE "{name}"')
    for statement in schema.split(";"):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {application}")
    db.execute(f"PRAGMA user_version = {version}")
    return True


def is_sound(file: Path) -> bool:
    """Whether a database reads well from end to end. Takes as long as the file is; asked only where there is doubt."""
    db = sqlite3.connect(file)
    try:
        return bool(db.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False
    finally:
        db.close()
