"""The fonts of a theme: found in installed packages, cut down to sets of letters, kept. An edge: it reads packages.

`theme.toml` says which (`[fonts.NAME]`: package, file, axes, characters, also); what comes out is `fonts/NAME.woff2`
and the licences beside it. The same font and the same words give the same bytes, so what was cut once is kept in the
build's memory, and fontTools is imported only to cut. Knows no pages and no texts.
"""

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from warraq import fingerprint, seal, typecase
from warraq.problems import Problem, Where, hints, problem, reasons

LICENSES = "fonts/OFL.txt"
# Joining, ligatures that are not a choice, places of marks, forms of a language, kerning, figures of one width.
_FEATURES = tuple("init medi fina isol rlig rclt liga calt ccmp curs mark mkmk locl kern tnum".split())  # noqa: SIM905 (one line)
# The OFL asks for the notice and the licence in every copy; a reserved name must not stand in an altered one.
_COPYRIGHT, _LICENSE, _LICENSE_ADDRESS = 0, 13, 14
_TOOLS = ("fonttools", "brotli")  # another release of them may give other bytes
_LICENSE_FILE = re.compile(r"(?:OFL|LICEN[CS]E|COPYING)[^/]*\Z", re.IGNORECASE)
_CUTS_AT_HAND = 8

Axes = tuple[tuple[str, tuple[float, ...]], ...]


class Face(msgspec.Struct, frozen=True):
    """One font as the theme asks for it: a file of a package, pinned axes, and the characters to be kept."""

    name: str
    package: str
    file: str
    axes: Axes = ()  # one number pins an axis, two keep a part of it; CSS then chooses inside
    characters: tuple[int, ...] = ()
    left: tuple[int, ...] = ()  # to other faces, with intent


class Source(msgspec.Struct, frozen=True):
    """A face and what its package holds for it."""

    face: Face
    data: bytes
    notice: str  # package, version and the licence's text
    key: str  # a digest of all that the cut font follows from


class Found(msgspec.Struct, frozen=True):
    """The fonts that a theme asks for, or what is wrong with the asking."""

    sources: tuple[Source, ...] = ()
    names: tuple[str, ...] = ()  # that its files will have in the theme
    problems: tuple[Problem, ...] = ()

    @property
    def mark(self) -> str:
        """A digest of everything that the theme's files of fonts follow from."""
        return fingerprint.digest_bytes(
            msgspec.msgpack.encode([(one.face.name, one.key, one.notice) for one in self.sources])
        )


class Cut(msgspec.Struct, frozen=True):
    """A font cut down: woff2, the characters that it shows, and those that only the whole one does."""

    data: bytes
    shown: str
    left_out: str


class Fonts(msgspec.Struct, frozen=True):
    """The fonts of a theme, ready to be published: bytes by name; the face to which a character could be added."""

    files: Mapping[str, bytes]
    left_out: Mapping[str, str]


# ---------------------------------------------------------------- what the theme asks for


def found(asked: object, where: Callable[..., Where]) -> Found:
    """The fonts that a theme asks for, as their packages hold them.

    `asked` is the table `[fonts]`; `where` gives the place of a key in it, by the keys that lead there.
    """
    problems: list[Problem] = []
    tables = asked if isinstance(asked, dict) else {}
    faces = [_face(str(name), table, where, problems) for name, table in tables.items()]
    installed = _installed()
    sources = tuple(one for face in faces if face and (one := _source(face, installed, where, problems)))
    names = (*map(_file, tables), *((LICENSES,) if tables else ()))
    return Found(() if problems else sources, names, tuple(problems))


def _face(name: str, table: object, where: Callable[..., Where], problems: list[Problem]) -> Face | None:
    wrong = tuple(_wrong(name, table, where))
    problems.extend(wrong)
    if wrong or not isinstance(table, dict):
        return None
    wanted = typecase.characters(table["characters"]) | set(map(ord, table.get("also", "")))
    left = typecase.characters(table.get("leave", ())) - wanted
    axes = tuple((tag, _limits(value)) for tag, value in sorted(table.get("axes", {}).items()))
    return Face(name, table["package"], table["file"], axes, tuple(sorted(wanted)), tuple(sorted(left)))


def _wrong(name: str, table: object, where: Callable[..., Where]) -> Iterator[Problem]:
    """What is wrong in a table `[fonts.NAME]`."""
    keys = table if isinstance(table, dict) else {}
    for key, (is_right, wanted, wanted_en) in _KEYS.items():
        if not is_right(keys.get(key)):
            yield problem("E266", where(name, key), name=name, key=key, wanted=wanted, wanted_en=wanted_en)
    for key in keys.keys() - _KEYS.keys():
        yield problem("E112", where(name, key), key=key, **hints(key, _KEYS))
    for key in ("characters", "leave"):
        sets = keys.get(key)
        for one in sets if isinstance(sets, list) else ():
            if one not in typecase.NAMES:
                yield problem("E262", where(name, key), value=one, **hints(str(one), typecase.NAMES))


def _limits(value: object) -> tuple[float, ...]:
    """The numbers of an axis: one, or the two ends of a range; none for anything else."""
    numbers = value if isinstance(value, list) and len(value) == len(("low", "high")) else [value]
    return tuple(map(float, numbers)) if all(type(one) in {int, float} for one in numbers) else ()


def _is_name(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and bool(value)


def _is_list_or_none(value: object) -> bool:
    return value is None or _is_list(value)


def _are_axes(value: object) -> bool:
    return value is None or (isinstance(value, dict) and all(map(_limits, value.values())))


_KEYS: Mapping[str, tuple[Callable[[object], bool], str, str]] = MappingProxyType(
    {
        "package": (_is_name, "اسم حزمة", "the name of a package"),
        "file": (_is_name, "اسم ملف", "the name of a file"),
        "characters": (_is_list, "قائمة من أسماء المجموعات", "a list of named sets"),
        "leave": (_is_list_or_none, "قائمة من أسماء المجموعات", "a list of named sets"),
        "axes": (_are_axes, "لكل محور عدد أو مدى", "a number or a range for each axis"),
        "also": (_is_text, "نص", "a text"),
    }
)


# ---------------------------------------------------------------- what is installed


def _source(
    face: Face, installed: Mapping[str, Path], where: Callable[..., Where], problems: list[Problem]
) -> Source | None:
    package = installed.get(_record_name(face.package))
    if package is None:
        place, command = where(face.name, "package"), f"pip install {face.package}"
        problems.append(problem("E260", place, name=face.name, value=face.package, command=command))
        return None
    files = {Path(name).name: package.parent / name for name in _listed(package)}
    if face.file not in files:
        known, place = face.package, where(face.name, "file")
        problems.append(problem("E261", place, package=known, value=face.file, **hints(face.file, files)))
        return None
    try:
        return _opened(face, package, files, installed)
    except OSError as error:
        problems.append(problem("E107", where(face.name, "file"), **reasons(error)))
    return None


def _opened(face: Face, package: Path, files: Mapping[str, Path], installed: Mapping[str, Path]) -> Source:
    licenses = sorted(path for name, path in files.items() if _LICENSE_FILE.match(name))
    said = "\n".join(path.read_text(encoding="utf-8").strip() for path in licenses)
    data = files[face.file].read_bytes()
    made_by = (Path(__file__).read_bytes(), [installed[tool].name for tool in _TOOLS if tool in installed])
    asked = (fingerprint.digest_bytes(data), face.axes, face.characters, made_by)
    key = fingerprint.digest_bytes(msgspec.msgpack.encode(asked))
    return Source(face, data, f"{package.stem}: {face.file}\n\n{said}\n", key)


def _installed() -> dict[str, Path]:
    """The records of all installed packages by name: what importlib.metadata gives, in a tenth of the time."""
    found: dict[str, Path] = {}
    for folder in filter(os.path.isdir, sys.path):
        for entry in os.listdir(folder):  # noqa: PTH208 (names are enough)
            if entry.endswith(".dist-info"):
                found.setdefault(_record_name(entry.partition("-")[0]), Path(folder, entry))
    return found


def _record_name(package: str) -> str:
    return re.sub(r"[-_.]+", "_", package).lower()


def _listed(package: Path) -> Iterator[str]:
    """The files that a package brought, by its RECORD: path, digest, size. None where it has no such list."""
    record = package / "RECORD"
    for line in record.read_text(encoding="utf-8").splitlines() if record.is_file() else ():
        yield line.rsplit(",", 2)[0].strip('"')


# ---------------------------------------------------------------- cutting


def cut(asked: Found, memory: Path | None = None) -> Fonts:
    """The fonts asked for, cut down; `memory` is a folder that keeps them. Raises Uncuttable."""
    kept = _Memory(memory)
    made = {one.face.name: kept.recall(one.key) or kept.keep(one.key, _cut(one)) for one in asked.sources}
    kept.forget_others(one.key for one in asked.sources)
    files = {_file(name): one.data for name, one in made.items()}
    if asked.sources:
        files[LICENSES] = "\n\n".join(dict.fromkeys(one.notice for one in asked.sources)).encode()
    return Fonts(MappingProxyType(files), MappingProxyType(_left_out(asked, made)))


def _left_out(asked: Found, made: Mapping[str, Cut]) -> dict[str, str]:
    """The first face that has a character, for each that one of the whole fonts has and none of the cut ones."""
    shown = {character for one in made.values() for character in one.shown}
    left = {chr(code) for one in asked.sources for code in one.face.left}
    lacking = {character: name for name, one in reversed(tuple(made.items())) for character in one.left_out}
    return {character: lacking[character] for character in sorted(lacking.keys() - shown - left)}


def _file(name: str) -> str:
    return f"fonts/{name}.woff2"


class Uncuttable(Exception):
    """A font cannot be cut: its name in the theme, its file, and why."""

    def __init__(self, name: str, file: str, reason: str) -> None:
        super().__init__(name, file, reason)
        self.name, self.file, self.reason = name, file, reason


def _cut(source: Source) -> Cut:
    face = source.face
    try:
        return cut_font(source.data, face.axes, face.characters)
    except Exception as error:
        raise Uncuttable(face.name, face.file, f"{type(error).__name__}: {error}") from error


@lru_cache(_CUTS_AT_HAND)
def cut_font(data: bytes, axes: Axes, characters: tuple[int, ...]) -> Cut:
    """A font with pinned axes and only these characters, as woff2, and the other characters that it had."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 (0.3 s that a build with a memory does not need)
    from fontTools.ttLib import TTFont  # noqa: PLC0415 (as above)
    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415 (as above)

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)  # the font's own times: no clock in the bytes
    had = set(font.getBestCmap())
    subsetter = Subsetter(_options(Options()))
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    if axes:
        pins = {tag: limits[0] if len(limits) == 1 else limits for tag, limits in axes}
        instantiateVariableFont(font, pins, inplace=True)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    shown, left_out = sorted(had.intersection(characters)), sorted(had.difference(characters))
    return Cut(out.getvalue(), "".join(map(chr, shown)), "".join(map(chr, left_out)))


def _options(options: Any) -> Any:  # noqa: ANN401 (fontTools has no types)
    options.layout_features = list(_FEATURES)
    options.hinting = False
    options.name_IDs = [_COPYRIGHT, _LICENSE, _LICENSE_ADDRESS]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "meta", "STAT", "MVAR"]
    return options


# ---------------------------------------------------------------- what was cut


class _Memory:
    """A folder of cut fonts, by the digest of what each follows from."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def recall(self, key: str) -> Cut | None:
        """What was kept; None for nothing, or for something damaged."""
        data = seal.opened(self._folder / f"{key}.font") if self._folder else None
        try:
            return msgspec.msgpack.decode(data, type=Cut) if data else None
        except msgspec.DecodeError:
            return None

    def keep(self, key: str, made: Cut) -> Cut:
        """Keep a font, and give it."""
        if self._folder:
            seal.closed(self._folder / f"{key}.font", msgspec.msgpack.encode(made))
        return made

    def forget_others(self, keys: Iterable[str]) -> None:
        """Remove what no font of today's is."""
        wanted = {f"{key}.font" for key in keys}
        for path in self._folder.glob("*.font") if self._folder else ():
            if path.name not in wanted:
                with suppress(OSError):
                    path.unlink()
