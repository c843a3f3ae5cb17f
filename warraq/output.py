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
    try:
        return not stat.S_ISDIR(os.lstat(os.path.join(root, file)).st_mode)  # noqa: PTH118 (as in `same`)
    except OSError:
        return False


def same(root: Path, file: str, data: bytes) -> bool:
    """Whether `file` is a plain file that holds exactly `data`."""
    return _holds(os.path.join(root, file), data)  # noqa: PTH118 (thousands of files: a Path costs more than the look)


def _holds(path: str, data: bytes) -> bool:
    try:
        facts = os.lstat(path)
        if not stat.S_ISREG(facts.st_mode) or facts.st_size != len(data):
            return False
        with open(path, "rb") as opened:  # noqa: PTH123 (as above)
            return opened.read() == data
    except OSError:
        return False


def write(root: Path, file: str, data: bytes, sound: set[str] | None = None) -> Outcome:
    """Put `data` at `file` below `root`, if it is not there already. Raises OSError; then the old file stands.

    `sound` holds the folders that the build has found to be such already, and is added to.
    """
    folder = _folder(root, file, set() if sound is None else sound)
    beside, target = f"{folder}{os.sep}{temporary_name(file)}", f"{folder}{os.sep}{file.rpartition('/')[2]}"
    if _holds(target, data):
        with suppress(FileNotFoundError):
            os.unlink(beside)  # noqa: PTH108 (as in `same`): what a killed build left
        return "unchanged"
    if os.path.isdir(target) and not os.path.islink(target):  # noqa: PTH112, PTH114 (as in `same`)
        raise Refused(f"{file} is a folder")
    try:
        _write_new(beside, data)
        os.replace(beside, target)  # noqa: PTH105 (as in `same`)
    except OSError:
        with suppress(FileNotFoundError):
            os.unlink(beside)  # noqa: PTH108 (as in `same`)
        raise
    return "written"


def temporary_name(file: str) -> str:
    """The name under which a file is written before it is moved to its place; the same at each try."""
    return f".warraq-{fingerprint.short_digest(file, 16)}.tmp"


def _write_new(path: str, data: bytes) -> None:
    """Write a file anew, in place of what a killed build may have left. Never through a link."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags, 0o644)
    except FileExistsError:
        os.unlink(path)  # noqa: PTH108 (as in `same`)
        descriptor = os.open(path, flags, 0o644)
    with os.fdopen(descriptor, "wb", buffering=0) as opened:
        view = memoryview(data)
        while view:
            view = view[opened.write(view) or 0 :]


def _folder(root: Path, file: str, sound: set[str]) -> str:
    """The folder of `file`, made where it is missing; no step of it may be a link."""
    here = str(root)
    steps = file.split("/")
    if any(step in {"", ".", ".."} for step in steps):
        raise Refused(f"{file} is not below the output folder")
    folder = os.sep.join([here, *steps[:-1]])  # noqa: PTH118 (as in `same`)
    if folder in sound:
        return folder
    root.mkdir(parents=True, exist_ok=True)
    for step in steps[:-1]:
        here = f"{here}{os.sep}{step}"
        if here not in sound:
            _make_folder(here, step)
            sound.add(here)
    sound.add(folder)
    return folder


def _make_folder(path: str, name: str) -> None:
    with suppress(FileExistsError):
        os.mkdir(path)  # noqa: PTH102 (as in `same`)
    if not stat.S_ISDIR(os.lstat(path).st_mode):
        raise Refused(f"{name} is not a folder")


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
    return os.lstat(os.path.join(root, file)).st_mtime_ns  # noqa: PTH118 (as in `same`)


def altered(root: Path, facts: Iterable[tuple[str, int | None, int | None]]) -> list[str]:
    """The files that are not there any more with the size and mtime that they had: taken away or written by others."""
    base = f"{root}{os.sep}"
    found = []
    for file, size, time in facts:
        try:
            seen = os.lstat(base + file)
        except OSError:
            found.append(file)
            continue
        if seen.st_mtime_ns != time or seen.st_size != size or not stat.S_ISREG(seen.st_mode):
            found.append(file)
    return found
