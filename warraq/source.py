"""Walk `content/` → Sources, read one, replace one. An edge: the only room that touches the outlet's files.

Symbolic links are not followed, pipes and devices not opened, hidden files and editors' backups passed over
(T-5.9). Knows nothing of what the files say.
"""

import errno
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from warraq import fingerprint
from warraq.problems import Problem, Where, problem

Shelf = Literal["reports", "pages", "authors", "media"]
SHELVES: tuple[Shelf, ...] = ("authors", "media", "pages", "reports")
# Control characters, what turns letters around so that a name poses as another (T-5.6), and bytes that are no text.
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH  # asked of the file itself: root may write anything
_NESTED = {"reports", "media"}  # the shelves that may have folders inside


class Source(msgspec.Struct, frozen=True, order=True):
    """One file of the outlet: its path below `content/` in normal form, its shelf, size in bytes, mtime in ns."""

    path: str
    shelf: Shelf
    size: int
    mtime: int
    name: str = ""  # the path as the disk spells it, where that is not in normal form

    @property
    def on_disk(self) -> str:
        """The path to open."""
        return self.name or self.path


class Scan(msgspec.Struct, frozen=True):
    """What the walk met: files in order of path, and what was passed over with a word."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]


def scan(content: Path, label: str) -> Scan:
    """Walk the shelves of the folder `content`; `label` is how the folder is named in problems."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for shelf in SHELVES:
        for entry, path in _walk(content / shelf, shelf, problems, label):
            source = _source(entry, path, shelf)
            if source is not None:
                sources.append(source)
    kept = tuple(_without_twins(sorted(sources), problems, label))
    return Scan(kept, tuple(sorted(problems)))


def _without_twins(sources: list[Source], problems: list[Problem], label: str) -> Iterator[Source]:
    """The files in order; of two whose names are the same letters, put together in two ways, the first (T-2.25)."""
    last = ""
    for one in sources:
        if one.path == last:
            problems.append(problem("E109", Where(f"{label}/{one.path}")))
        else:
            yield one
        last = one.path


def _walk(folder: Path, path: str, problems: list[Problem], label: str) -> Iterator[tuple["os.DirEntry[str]", str]]:
    if folder.is_symlink():
        problems.append(problem("W143", Where(f"{label}/{path}")))
        return
    waiting = [(folder, path)] if folder.is_dir() else []
    while waiting:
        here, shown = waiting.pop()
        with os.scandir(here) as entries:
            for entry in entries:
                inner = f"{shown}/{entry.name}"
                if not _is_readable_name(entry.name):
                    problems.append(problem("W144", Where(f"{label}/{shown}"), value=ascii(entry.name)))
                elif entry.name.startswith(".") or entry.name.endswith("~"):
                    continue
                elif entry.is_symlink():
                    problems.append(problem("W143", Where(f"{label}/{inner}")))
                elif not entry.is_dir(follow_symlinks=False):
                    if path != "media" and not entry.name.endswith(".md"):
                        problems.append(problem("W148", Where(f"{label}/{inner}")))
                    yield entry, inner
                elif path in _NESTED:
                    waiting.append((here / entry.name, inner))
                else:
                    problems.append(problem("W146", Where(f"{label}/{inner}")))


def _is_readable_name(name: str) -> bool:
    return not _UNREADABLE.search(name)


def _source(entry: "os.DirEntry[str]", path: str, shelf: Shelf) -> Source | None:
    facts = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(facts.st_mode) or (shelf != "media" and not path.endswith(".md")):
        return None
    normal = path if path.isascii() else unicodedata.normalize("NFC", path)
    return Source(normal, shelf, facts.st_size, facts.st_mtime_ns, "" if normal == path else path)


def read(content: Path, source: Source) -> bytes:
    """The bytes of a source. Raises OSError; a link put in its place since the scan is not followed."""
    return read_plain(content / source.on_disk)


def replace(content: Path, name: str, data: bytes) -> None:
    """Put `data` in place of a file of the content, whole or not at all. Raises OSError.

    A file that may not be written is left, though its folder would let us put another in its place.
    """
    target = content / name
    if target.is_symlink():
        raise OSError(errno.EINVAL, "a symbolic link", str(target))
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    if mode is not None and not (mode & _WRITABLE and os.access(target, os.W_OK)):
        raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    beside = target.with_name(f".{fingerprint.short_digest(target.name)}.warraq")  # no longer than a name may be
    try:
        beside.write_bytes(data)
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def read_plain(path: Path) -> bytes:
    """The bytes of a regular file. Raises OSError for anything else: a link is not followed, a pipe not waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return file.read()
