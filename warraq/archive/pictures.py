"""The pictures of the content as rows: what each is, whether it can be developed, who shows it.

A picture is proven once its pixels have been read: its header alone may promise what the rest does not hold. Knows no
pixels and no names of what is made of it.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from warraq.model import Original

_COLUMNS = "p.path, p.digest, p.width, p.height, p.name"
_IS_SHOWN = """EXISTS (SELECT 1 FROM links l JOIN items i ON i.path = l.path
    WHERE l.target = p.path AND i.state AND NOT i.withdrawn)"""
_IS_NAMED = "EXISTS (SELECT 1 FROM links l WHERE l.target = p.path)"
_IS_SOUND = "p.proven AND p.problem IS NULL"


class Pictures:
    """Asks an open archive for its pictures."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def sound(self, path: str) -> Original | None:
        """The picture at a path, if it can be shown."""
        return next(self._found(f"p.path = ? AND {_IS_SOUND}", path), None)

    def shown(self, path: str) -> Original | None:
        """The same, if readers may see something that shows it. A withdrawn report shows nothing."""
        return next(self._found(f"p.path = ? AND {_IS_SOUND} AND {_IS_SHOWN}", path), None)

    def all_shown(self) -> Iterator[Original]:
        """Every such picture, by path."""
        return self._found(f"{_IS_SOUND} AND {_IS_SHOWN} ORDER BY p.path")

    def named(self) -> Iterator[Original]:
        """Every picture that can be shown and that an item names, be it a draft; by path."""
        return self._found(f"{_IS_SOUND} AND {_IS_NAMED} ORDER BY p.path")

    def unproven(self) -> tuple[Original, ...]:
        """The pictures that an item names, and whose pixels nobody has read yet, by path."""
        return tuple(self._found(f"NOT p.proven AND {_IS_NAMED} ORDER BY p.path"))

    def problems(self) -> tuple[bytes, ...]:
        """What is wrong with pictures that an item names, by path."""
        query = f"SELECT p.problem FROM pictures p WHERE p.problem IS NOT NULL AND {_IS_NAMED} ORDER BY p.path"  # noqa: S608
        return tuple(bytes(found) for (found,) in self._db.execute(query))

    def digest(self, path: str) -> str:
        """The digest of the file that was read at a path; empty for none."""
        row = self._db.execute("SELECT digest FROM pictures WHERE path = ?", (path,)).fetchone()
        return str(row[0]) if row else ""

    def _found(self, test: str, *values: str) -> Iterator[Original]:
        query = f"SELECT {_COLUMNS} FROM pictures p WHERE {test}"  # noqa: S608 (our own words)
        return (Original(*row) for row in self._db.execute(query, values))


class PictureStock(Pictures):
    """Puts pictures and takes them back, and notes what each was before."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__(db)
        self._before: dict[str, Original | None] = {}

    @property
    def before(self) -> Mapping[str, Original | None]:
        """Of each picture that was put, taken back or proven: what could be shown of it before."""
        return MappingProxyType(self._before)

    def put(self, original: Original, problem: bytes | None) -> None:
        """Put what a file's header says, in place of what was known of it; a problem keeps it from being shown."""
        self._note(original.path)
        row = (original.path, original.digest, original.width, original.height, original.name)
        is_proven = problem is not None
        self._db.execute("INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, is_proven, problem))

    def prove(self, path: str, problem: bytes | None) -> None:
        """Say that the pixels of a picture were read, or why they cannot be."""
        self._note(path)
        self._db.execute("UPDATE pictures SET proven = 1, problem = ? WHERE path = ?", (problem, path))

    def unprove(self) -> None:
        """Have all sound pictures developed again."""
        self._db.execute("UPDATE pictures SET proven = 0 WHERE problem IS NULL")

    def remove(self, path: str) -> None:
        """Forget a picture whose file is gone."""
        self._note(path)
        self._db.execute("DELETE FROM pictures WHERE path = ?", (path,))

    def _note(self, path: str) -> None:
        if path not in self._before:
            self._before[path] = self.sound(path)
