"""What was learnt of a theme when it was last loaded, so that it need not be learnt again. An edge: it keeps a file.

What is kept holds for a theme of exactly these files, judged by exactly this program: anything else is as good as
nothing, and so is a file that is damaged or not ours to write. Knows no templates' syntax and not what makes a theme
sound.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import msgspec

from warraq import fingerprint, seal
from warraq.problems import Problem

_FILE = "theme.kept"
_FOLDERS = ("static", "strings", "templates")
# What judges a theme and what turns it into code: a change in one of these may change either.
_JUDGES = (
    "arabic/languages.py",
    "arabic/numbers.py",
    "budgets.py",
    "colors.py",
    "fonts.py",
    "lineage.py",
    "media/pictures.py",
    "nodes.py",
    "policy.py",
    "seal.py",
    "stylesheet.py",
    "templates.py",
    "theme.py",
    "theme_memory.py",
    "theme_reading.py",
    "typecase.py",
    "views.py",
    "words.py",
)
_LIBRARIES = ("babel", "jinja2", "markupsafe")


class Kept(msgspec.Struct, frozen=True):
    """A sound theme without its static files: what is loaded in place of the theme's own sources."""

    name: str
    strings: dict[str, dict[str, str | dict[str, str]]]  # by language; for each key the words, or the plural forms
    closures: dict[str, str]  # by template
    code: dict[str, bytes]  # by template, compiled; Python's own format, hence of no use to another Python
    warnings: tuple[Problem, ...] = ()


class _Entry(msgspec.Struct, frozen=True):
    key: str
    kept: Kept


def files(folder: Path) -> Iterator[Path]:
    """Every file that makes the theme in a folder, in order."""
    found = [folder / "theme.toml", *(path for part in _FOLDERS for path in (folder / part).rglob("*"))]
    return (path for path in sorted(found) if path.is_file())


def stamp(folders: Iterable[Path]) -> str:
    """A digest of the names, sizes and times of the files of a theme and its parents; none of them is read."""
    facts = []
    for folder in folders:
        for path in files(folder):
            found = path.stat()
            facts.append((_name(path, folder), path.is_symlink(), found.st_size, found.st_mtime_ns))
    return fingerprint.digest_bytes(msgspec.msgpack.encode(facts))


def key(folders: Iterable[Path], *settings: str) -> str | None:
    """A digest of all that a loaded theme follows from: its files and its parents', the settings, this program.

    None if one of them cannot be read.
    """
    try:
        own = [
            (str(folder), [(_name(path, folder), path.is_symlink(), path.read_bytes()) for path in files(folder)])
            for folder in folders
        ]
        judges = [(Path(__file__).parent / name).read_bytes() for name in _JUDGES]
        libraries = [Path(str(spec.origin)).read_bytes() for name in _LIBRARIES if (spec := find_spec(name))]
    except OSError:
        return None
    known = (settings, own, judges, libraries, sys.version, sys.implementation.cache_tag)
    return fingerprint.digest_bytes(msgspec.msgpack.encode(known))


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def recall(memory: Path, wanted: str) -> Kept | None:
    """What `memory` holds under a key; None where it holds anything else."""
    payload = seal.opened(memory / _FILE)  # Python's own format must never be read from a damaged file
    try:
        entry = msgspec.msgpack.decode(payload, type=_Entry) if payload else None
    except msgspec.DecodeError:
        return None
    return entry.kept if entry and entry.key == wanted else None


def keep(memory: Path, wanted: str, kept: Kept) -> None:
    """Put into `memory` what was learnt, in place of what it held."""
    seal.closed(memory / _FILE, msgspec.msgpack.encode(_Entry(wanted, kept)))


def digests(parts: Mapping[str, tuple[str, tuple[str, ...]]], common: str) -> dict[str, str]:
    """For each template the digest of all that it is made of.

    `parts` has the digest of each template and the names of those that it extends, includes or imports; `common` is
    what every template may ask for.
    """
    return {name: _closure(name, parts, common) for name in parts}


def _closure(name: str, parts: Mapping[str, tuple[str, tuple[str, ...]]], common: str) -> str:
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in reached:
            reached.add(one)
            waiting.extend(parts[one][1] if one in parts else ())
    made_of = [(one, parts[one][0] if one in parts else "") for one in sorted(reached)]  # "" for one not there
    return fingerprint.digest_bytes(msgspec.msgpack.encode((name, made_of, common)))
