"""The output folder: safe write, compare, remove. An edge. Knows files and bytes, no pages.

A file is written beside its place and moved there, so that a reader never meets half a page; equal bytes are not
written again, so that their time and ETag stand (T-3.21); a symbolic link below the folder is never written
through (T-5.9).
"""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from warraq import fingerprint

Outcome = Literal["written", "unchanged"]


class Refused(OSError):
    """The place of a file is not safe to write: a link, or a folder or file where the other should be."""


def refusal(output: Path, content: Path, others: tuple[Path, ...]) -> tuple[str, str] | None:
    """Why `output` may not be the output folder, in Arabic and English; None where it may. Paths are resolved."""
    if output == Path(output.anchor):
        return "هو جذر القرص", "it is the root of the disk"
    if output == content or content in output.parents:
        return "هو مجلد المحتوى أو داخله", "it is the content folder or inside it"
    for folder in (content, *others):
        if output == folder or output in folder.parents:
            return f"هو المجلد «{folder.name}» أو يحتويه", f"it is '{folder.name}' or holds it"
    if output.exists() and not output.is_dir():
        return "هو ملف لا مجلد", "it is a file, not a folder"
    return None


def holds_file(root: Path, file: str) -> bool:
    """Whether something that is no folder stands at the place of `file`."""
    path = root / file
    return os.path.lexists(path) and (path.is_symlink() or not path.is_dir())


def same(root: Path, file: str, data: bytes) -> bool:
    """Whether `file` is a plain file that holds exactly `data`."""
    path = root / file
    try:
        facts = path.lstat()
        return stat.S_ISREG(facts.st_mode) and facts.st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def write(root: Path, file: str, data: bytes) -> Outcome:
    """Put `data` at `file` below `root`, if it is not there already. Raises OSError; then the old file stands."""
    folder = _folder(root, file)
    beside = folder / temporary_name(file)
    beside.unlink(missing_ok=True)  # what a killed build left
    if same(root, file, data):
        return "unchanged"
    target = root / file
    if target.is_dir() and not target.is_symlink():
        raise Refused(f"{file} is a folder")
    try:
        _write_new(beside, data)
        beside.replace(target)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return "written"


def temporary_name(file: str) -> str:
    """The name under which a file is written before it is moved to its place; the same at each try."""
    return f".warraq-{fingerprint.short_digest(file, 16)}.tmp"


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that must not exist."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(data)


def _folder(root: Path, file: str) -> Path:
    """The folder of `file`, made where it is missing; no step of it may be a link."""
    folder = root
    root.mkdir(parents=True, exist_ok=True)
    steps = file.split("/")[:-1]
    if any(step in {"", ".", ".."} for step in file.split("/")):
        raise Refused(f"{file} is not below the output folder")
    for step in steps:
        folder = folder / step
        with suppress(FileExistsError):
            folder.mkdir()
        if folder.is_symlink() or not folder.is_dir():
            raise Refused(f"{folder.relative_to(root)} is not a folder")
    return folder


def remove(root: Path, file: str) -> bool:
    """Remove `file`, its temporary twin and the folders that this leaves empty. False where it was gone.

    Raises OSError where it cannot be removed: a folder stands there, or nothing may be written.
    """
    target = root / file
    if any(folder.is_symlink() for folder in _between(root, target)):
        return False
    was_there = os.path.lexists(target)
    with suppress(FileNotFoundError, NotADirectoryError):
        (target.parent / temporary_name(file)).unlink(missing_ok=True)
        target.unlink()
    for folder in _between(root, target):
        try:
            folder.rmdir()
        except OSError:
            break
    return was_there


def _between(root: Path, target: Path) -> list[Path]:
    """The folders between a file and the root, the nearest first, the root not among them."""
    return [folder for folder in target.parents if root in folder.parents]


def mtime(root: Path, file: str) -> int:
    """When `file` was last written, in nanoseconds since 1970."""
    return (root / file).lstat().st_mtime_ns


def altered(root: Path, facts: Iterable[tuple[str, int | None, int | None]]) -> list[str]:
    """The files that are not there any more with the size and mtime that they had: taken away or written by others.

    A file of which no size is known is passed over: nobody knows whether it was written.
    """
    base = f"{root}{os.sep}"
    found = []
    for file, size, time in facts:
        if size is None:
            continue
        try:
            seen = os.lstat(base + file)
        except OSError:
            found.append(file)
            continue
        if seen.st_mtime_ns != time or seen.st_size != size or not stat.S_ISREG(seen.st_mode):
            found.append(file)
    return found
