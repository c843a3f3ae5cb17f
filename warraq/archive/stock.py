"""The open archive: putting items away, taking them back, and what follows for lists, claims and counts.

While a build puts and takes, the archive notes what each item was before, so that others can tell which pages a change
reaches. Knows no pages, no addresses beyond an item's own, no configuration.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from warraq.archive.filing import Entry, Filing, ItemKind, State, last_change, standing_of
from warraq.archive.pictures import PictureStock
from warraq.archive.questions import Questions
from warraq.archive.schema import opened
from warraq.model import Claim, Named, Profile, Report, StandingPage, TermField, Window

_Item = Report | StandingPage | Profile
_TYPES: Mapping[ItemKind, type[_Item]] = MappingProxyType({"report": Report, "page": StandingPage, "profile": Profile})
_MANY = 500  # changed items, from which on a build looks at every page, and what they were before is not held
_COLUMNS = "n, kind, path, facts, entry, id, url, date, expires, draft, withdrawn, translates, state, changed"


class Before(msgspec.Struct, frozen=True):
    """An item as readers could see it: its state, itself, what followed from it, and its last change that is due."""

    state: State
    item: _Item
    entry: Entry
    due: int = 0  # seconds since 1970


class _Found(NamedTuple):
    """The row of an item."""

    n: int
    filing: Filing
    state: State
    changed: int


class Archive:
    """The open archive. One build holds it at a time; nothing is kept unless `commit` is reached."""

    def __init__(self, file: Path) -> None:
        """Open the archive in `file`, anew where it is missing, damaged or of another version. Raises Busy."""
        self.file = file
        self._db = opened(file)
        self.ask = Questions(self._db)
        self.pictures = PictureStock(self._db)
        self.is_new = self._db.execute("SELECT 1 FROM meta LIMIT 1").fetchone() is None
        self._next = int(self._db.execute("SELECT COALESCE(MAX(n), 0) FROM items").fetchone()[0]) + 1
        self._before: dict[str, Before | None] = {}
        self._names_before: dict[tuple[str, str], Named | None] = {}
        self.has_changed = False

    def close(self) -> None:
        """Let go of the file; what was not committed is as it was."""
        self._db.close()

    def commit(self) -> None:
        """Keep what was put, and hold the archive on."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN IMMEDIATE")

    # ------------------------------------------------------------ what was noted

    def noted(self, key: str) -> bytes:
        """What was kept under a word by an earlier build; empty for nothing."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return bytes(row[0]) if row else b""

    def note(self, key: str, value: bytes) -> None:
        """Keep a few bytes under a word."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def before(self) -> Mapping[str, Before | None]:
        """Of each source that was put or taken back: what readers could see of it before; None for nothing."""
        return MappingProxyType(self._before)

    @property
    def names_before(self) -> Mapping[tuple[str, str], Named | None]:
        """The same for names whose row was written anew."""
        return MappingProxyType(self._names_before)

    @property
    def has_changed_much(self) -> bool:
        """Whether so much was put and taken that what it was before is not held."""
        return self.is_much(len(self._before))

    def is_much(self, items: int) -> bool:
        """Whether so many items are better looked at by looking at everything."""
        return items > _MANY

    def now(self, path: str) -> Before | None:
        """An item as it stands now."""
        return _before(self._found(path))

    def _note_before(self, path: str, found: _Found | None) -> None:
        if path not in self._before:
            self._before[path] = None if self.has_changed_much else _before(found)

    # ------------------------------------------------------------ sources

    def folders(self) -> dict[str, bytes]:
        """What each folder of the content held: its files, packed as `keep_folder` was given them."""
        return dict(self._db.execute("SELECT path, files FROM folders"))

    def keep_folder(self, path: str, files: bytes) -> None:
        """Keep what a folder holds; nothing for one that is gone."""
        if files:
            self._db.execute("INSERT OR REPLACE INTO folders VALUES (?, ?)", (path, files))
        else:
            self._db.execute("DELETE FROM folders WHERE path = ?", (path,))

    def digest(self, path: str) -> str:
        """The digest of a source whose parse is kept; empty for none."""
        row = self._db.execute("SELECT digest FROM sources WHERE path = ?", (path,)).fetchone()
        return str(row[0]) if row else ""

    def keep_source(self, path: str, digest: str, problems: bytes | None) -> None:
        """Keep the digest of a source that was read, and its warnings."""
        self._db.execute("INSERT OR REPLACE INTO sources VALUES (?, ?, ?)", (path, digest, problems))

    def forget_source(self, path: str) -> None:
        """Forget what was read of a source, so that it is read again; its item stands."""
        self._db.execute("DELETE FROM sources WHERE path = ?", (path,))

    def warnings(self) -> tuple[bytes, ...]:
        """The warnings of every source that has some, by path."""
        rows = self._db.execute("SELECT problems FROM sources WHERE problems IS NOT NULL ORDER BY path")
        return tuple(bytes(found) for (found,) in rows)

    # ------------------------------------------------------------ putting

    def put(self, filing: Filing, window: Window) -> None:
        """Put an item in place of what its path held."""
        self.remove(filing.path)
        self._put(filing, window)

    def _put(self, filing: Filing, window: Window) -> None:
        state = standing_of(filing, window)
        n, self._next = self._next, self._next + 1
        item = _item(filing)
        changed = last_change(item, window.as_of) if isinstance(item, Report) else 0
        entry = msgspec.msgpack.encode(filing.entry)
        row = (
            *(n, filing.path, filing.kind, filing.id, filing.url, filing.date, filing.expires, filing.draft),
            *(filing.withdrawn, False, state, changed, filing.translates, filing.picture, entry, filing.facts),
        )
        self._db.execute("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._db.execute("INSERT INTO bodies VALUES (?, ?)", (filing.path, filing.html))
        path, kept = filing.path, filing.entry
        self._db.executemany("INSERT INTO aliases VALUES (?, ?, 0)", ((url, path) for url in kept.aliases))
        self._db.executemany("INSERT INTO links VALUES (?, ?)", ((target, path) for target in kept.targets))
        self._db.executemany("INSERT INTO moments VALUES (?, ?)", ((at, path) for at in kept.moments))
        self._show(n, item, kept, state, window)

    def _show(self, n: int, item: object, entry: Entry, state: State, window: Window) -> None:
        """What follows from an item's being seen."""
        if state:
            self._db.executemany("INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?, ?, ?)", map(_row, entry.claims))
        if state == 2 and isinstance(item, Report):  # noqa: PLR2004 (State)
            rows = ((field, key, item.date.at, item.id, n, spelling) for field, key, spelling in entry.lists)
            self._db.executemany("INSERT INTO listed VALUES (?, ?, ?, ?, ?, ?)", rows)
            made = ((number, one) for number, one in enumerate(item.corrections) if one.date.at <= window.as_of)
            facts = ((one.date.at, item.id, number, n, msgspec.msgpack.encode(one)) for number, one in made)
            self._db.executemany("INSERT INTO corrections VALUES (?, ?, ?, ?, ?)", facts)

    def remove(self, path: str) -> bool:
        """Forget all that `path` held; whether it held anything."""
        self.has_changed = True
        found = self._found(path)
        self._note_before(path, found)
        self._db.execute("INSERT OR IGNORE INTO unrecorded VALUES (?)", (path,))
        if found is None:
            return False
        n, filing, state, _ = found
        self._hide(n, filing, state)
        self._db.execute("DELETE FROM items WHERE n = ?", (n,))
        self._db.execute("DELETE FROM bodies WHERE path = ?", (path,))
        entry = filing.entry
        self._db.executemany("DELETE FROM aliases WHERE url = ? AND path = ?", ((url, path) for url in entry.aliases))
        self._db.executemany("DELETE FROM links WHERE target = ? AND path = ?", ((one, path) for one in entry.targets))
        self._db.executemany("DELETE FROM moments WHERE at = ? AND path = ?", ((at, path) for at in entry.moments))
        return True

    def _hide(self, n: int, filing: Filing, state: State) -> None:
        if state:
            names = ((claim.name, claim.rank, claim.date, filing.path) for claim in filing.entry.claims)
            self._db.executemany("DELETE FROM claims WHERE name = ? AND rank = ? AND date = ? AND path = ?", names)
        if state == 2:  # noqa: PLR2004 (State)
            rows = ((field, key, filing.date, filing.id, n) for field, key, _ in filing.entry.lists)
            self._db.executemany(
                "DELETE FROM listed WHERE field = ? AND key = ? AND date = ? AND id = ? AND n = ?", rows
            )
            report = msgspec.msgpack.decode(filing.facts, type=Report)
            made = ((one.date.at, filing.id, number, n) for number, one in enumerate(report.corrections))
            self._db.executemany("DELETE FROM corrections WHERE date = ? AND id = ? AND number = ? AND n = ?", made)

    def _found(self, path: str) -> _Found | None:
        row = self._db.execute(f"SELECT {_COLUMNS} FROM items WHERE path = ?", (path,)).fetchone()  # noqa: S608
        if row is None:
            return None
        entry = msgspec.msgpack.decode(row[4], type=Entry)
        draft, withdrawn = bool(row[9]), bool(row[10])
        identity, url, date, expires = row[5:9]
        filing = Filing(row[1], row[2], row[3], "", entry, identity, url, date, expires, draft, withdrawn, row[11])
        return _Found(int(row[0]), filing, row[12], row[13])

    # ------------------------------------------------------------ what readers may see

    def due(self, last: Window, now: Window) -> set[str]:
        """The sources of which readers may see something else than they did, as the window moved."""
        first, second = sorted((last.as_of, now.as_of))
        rows = self._db.execute("SELECT path FROM moments WHERE at > ? AND at <= ?", (first, second))
        found = {str(path) for (path,) in rows}
        if last.drafts != now.drafts:
            found |= {str(path) for (path,) in self._db.execute("SELECT path FROM items WHERE draft")}
        return found

    def look_again(self, path: str, window: Window, *, block: bool = False) -> None:
        """Settle anew what readers may see of an item; nothing at all where it is to be blocked."""
        found = self._found(path)
        if found is None:
            return
        n, filing, state, _ = found
        self._note_before(path, found)
        self.has_changed = True
        self._hide(n, filing, state)
        item = _item(filing)
        now: State = 0 if block else standing_of(filing, window)
        changed = last_change(item, window.as_of) if isinstance(item, Report) else 0
        self._db.execute("UPDATE items SET state = ?, changed = ?, blocked = ? WHERE n = ?", (now, changed, block, n))
        self._db.execute("INSERT OR IGNORE INTO unrecorded VALUES (?)", (path,))
        self._show(n, item, filing.entry, now, window)

    def blocked(self) -> tuple[str, ...]:
        """The sources that lost their address or identity to another, by path."""
        return tuple(str(path) for (path,) in self._db.execute("SELECT path FROM items WHERE blocked ORDER BY path"))

    # ------------------------------------------------------------ names and claims

    def named(self, field: str, key: str) -> Named | None:
        """The row of a name, without its count."""
        query = "SELECT field, key, name, stem, slug, paged, path, since FROM names WHERE field = ? AND key = ?"
        return next(iter(_names(self._db.execute(query, (field, key)))), None)

    def all_names(self) -> set[tuple[TermField, str]]:
        """Every name that has a row, or that a shown report carries."""
        query = """SELECT field, key FROM names
            UNION SELECT field, key FROM counts WHERE field IN ('tag', 'place', 'author', 'series')"""
        return set(self._db.execute(query))

    def claimants(self) -> tuple[Named, ...]:
        """Every name, without its count."""
        return _names(self._db.execute("SELECT field, key, name, stem, slug, paged, path, since FROM names"))

    def without_page(self) -> tuple[Named, ...]:
        """The names whose page somebody else's claim prevents."""
        query = "SELECT field, key, name, stem, slug, paged, path, since FROM names WHERE NOT paged"
        return _names(self._db.execute(query))

    def entry(self, path: str) -> Entry | None:
        """What follows from the item at `path`."""
        row = self._db.execute("SELECT entry FROM items WHERE path = ?", (path,)).fetchone()
        return msgspec.msgpack.decode(row[0], type=Entry) if row else None

    def put_name(self, named: Named) -> None:
        """Put the row of a name in place of its old one."""
        self._note_name(named.field, named.key)
        row = (named.field, named.key, named.name, named.stem, named.slug, named.paged, named.path, named.since)
        self._db.execute("INSERT OR REPLACE INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def remove_name(self, field: str, key: str) -> None:
        """Forget a name that no shown report carries any more."""
        self._note_name(field, key)
        self._db.execute("DELETE FROM names WHERE field = ? AND key = ?", (field, key))

    def _note_name(self, field: str, key: str) -> None:
        if (field, key) not in self._names_before:
            self._names_before[field, key] = self.named(field, key)

    def claim(self, claims: Iterable[Claim]) -> None:
        """Put claims that are nobody's item's: Warraq's own, names'."""
        self._db.executemany("INSERT OR IGNORE INTO claims VALUES (?, ?, ?, ?, ?, ?)", map(_row, claims))

    def disclaim(self, claims: Iterable[Claim]) -> None:
        """Take such claims back."""
        self._db.executemany(
            """DELETE FROM claims WHERE name = ? AND rank = ? AND date = ? AND path = ? AND url = ? AND who = ?""",
            map(_row, claims),
        )

    def own_claims(self) -> tuple[Claim, ...]:
        """The claims that belong to no source: Warraq's fixed places."""
        return tuple(Claim(*row) for row in self._db.execute("SELECT * FROM claims WHERE path = '' ORDER BY name"))

    def refuse_aliases(self, refused: Iterable[tuple[str, str]]) -> None:
        """Leave these (alias, source) out of the redirects, and no others."""
        wanted = set(refused)
        rows = self._db.execute("SELECT url, path FROM aliases WHERE refused").fetchall()
        stood = {(str(url), str(path)) for url, path in rows}
        changes = [(1, *one) for one in wanted - stood] + [(0, *one) for one in stood - wanted]
        for refusal, url, path in changes:
            self._db.execute("UPDATE aliases SET refused = ? WHERE url = ? AND path = ?", (refusal, url, path))
            self._note_before(str(path), self._found(path))

    # ------------------------------------------------------------ what readers have been given

    def unrecorded(self) -> tuple[str, ...]:
        """The sources that were put or taken since the last site went out."""
        return tuple(str(path) for (path,) in self._db.execute("SELECT path FROM unrecorded ORDER BY path"))

    def all_recorded(self) -> None:
        """Say that what readers have has been written down."""
        self._db.execute("DELETE FROM unrecorded")


def _item(filing: Filing) -> _Item:
    return msgspec.msgpack.decode(filing.facts, type=_TYPES[filing.kind])


def _before(found: _Found | None) -> Before | None:
    if found is None:
        return None
    return Before(found.state, _item(found.filing), found.filing.entry, found.changed)


def _names(rows: Iterable[tuple[TermField, str, str, str, str, int, str, int]]) -> tuple[Named, ...]:
    return tuple(Named(*row[:5], bool(row[5]), *row[6:]) for row in rows)


def _row(claim: Claim) -> tuple[object, ...]:
    return msgspec.structs.astuple(claim)
