"""Stylesheets of a theme that name other files of it: what they name, and the same with the files' own addresses.

A file is named as CSS names it, from the stylesheet's own folder. Pure. Knows no property of CSS and no theme.
"""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping

import msgspec

from warraq.problems import Problem, Where, hints, problem

# Comments and strings are read over; a string counts only right behind @import.
_TOKEN = re.compile(
    r"""/\*.*?(?:\*/|\Z)
    | url\(\s*(["']?)(?P<url>[^"')\s]*)\1\s*\)
    | @import\s+(["'])(?P<sheet>[^"'\n]*)\3
    | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#|\Z", re.IGNORECASE)  # other sites, data, the site's root, a fragment


class _Reference(msgspec.Struct, frozen=True):
    """A file that a stylesheet names: its name in the theme, and between which letters it is written."""

    name: str
    start: int
    end: int


def faults(files: Mapping[str, bytes], names: Collection[str], shown: str) -> Iterator[Problem]:
    """What is wrong in the stylesheets among `files` of the folder `shown`; `names` are all files there will be."""
    for name, data in files.items():
        text = _text(data)
        for one in _references(name, text):
            if one.name not in names:
                where = Where(f"{shown}/{name}", text.count("\n", 0, one.start) + 1, _column(text, one.start))
                yield problem("E264", where, value=one.name, **hints(one.name, names))
    for name in files:
        if name in _reached(name, files):
            yield problem("E265", Where(f"{shown}/{name}"), value=name)


def addressed(files: Mapping[str, bytes], address: Callable[[str, bytes], str]) -> dict[str, tuple[str, bytes]]:
    """The address and the bytes of each file, stylesheets with the addresses of what they name, from where they lie.

    `address` gives the site path of a file's name and bytes. What a stylesheet names is known before the stylesheet
    itself, so a changed font gives the sheet, and with it the page, another address too. No file may be at fault.
    """
    done: dict[str, tuple[str, bytes]] = {}
    for name in files:
        _address(name, files, address, done)
    return dict(sorted(done.items()))


def _address(
    name: str,
    files: Mapping[str, bytes],
    address: Callable[[str, bytes], str],
    done: dict[str, tuple[str, bytes]],
) -> str:
    if name not in done:
        text, data = _text(files[name]), files[name]
        folder = posixpath.dirname(address(name, data))
        parts, at = [], 0
        for one in _references(name, text):
            target = _address(one.name, files, address, done)
            parts += [text[at : one.start], posixpath.relpath(target, folder)]
            at = one.end
        data = "".join((*parts, text[at:])).encode("utf-8", "surrogateescape") if parts else data
        done[name] = (address(name, data), data)
    return done[name][0]


def _reached(name: str, files: Mapping[str, bytes]) -> set[str]:
    """The stylesheets that one leads to, itself only where it comes round to it."""
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        new = {one.name for one in _references(here, _text(files.get(here, b"")))} - reached
        reached |= new
        waiting += new
    return reached


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")  # any bytes come out as they went in


def _references(name: str, text: str) -> Iterator[_Reference]:
    if not name.endswith(".css"):
        return
    for found in _TOKEN.finditer(text):
        group = "url" if found["url"] is not None else "sheet"
        written = found[group]
        if written is None or _ELSEWHERE.match(written):
            continue
        path = re.split(r"[?#]", written, maxsplit=1)[0]
        start = found.start(group)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
        yield _Reference(target, start, start + len(path))


def _column(text: str, at: int) -> int:
    return at - text.rfind("\n", 0, at)
