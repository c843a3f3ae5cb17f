"""Load a theme and check it: templates, strings, static files. An edge: it reads the theme's folder.

A theme sees `page`, `outlet`, `t`, `url` and the filters below, nothing else (design, section 7). What could fail
while a page is rendered fails here instead, with file and line: an unknown name, a missing string, a plural form
that the language has and the strings lack. Knows no Site and no reports.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import jinja2
import msgspec

from warraq import arabic, fingerprint, templates, theme_memory, words
from warraq.problems import Problem, Where, problem, reasons
from warraq.source import read_plain
from warraq.templates import Reading
from warraq.theme_memory import Kept
from warraq.views import CONTRACT
from warraq.words import Strings, Use

TEMPLATES = (
    "404.html",
    "archive.html",
    "corrections.html",
    "front.html",
    "index.html",
    "list.html",
    "page.html",
    "redirect.html",
    "report.html",
    "withdrawn.html",
    "year.html",
)
# A theme has all of these or none, and with none no light edition.
LITE_TEMPLATES = tuple(f"lite/{name}" for name in TEMPLATES if name not in {"404.html", "redirect.html"})


class Asset(msgspec.Struct, frozen=True):
    """A static file of the theme: its name there, its site path with its digest, its bytes."""

    name: str
    path: str
    data: bytes


class Faulty(Exception):
    """The theme cannot be used; carries the Problems that say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)  # as it is, so that it comes whole out of another process
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(found.english for found in self.problems)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme that is sound: every template compiled once, every string there."""

    name: str
    environment: jinja2.Environment
    strings: Mapping[str, Strings]  # by language
    assets: tuple[Asset, ...]
    closures: Mapping[str, str]  # by template: the digest of it, of all that it draws on, of strings and assets

    @property
    def mark(self) -> bytes:
        """A mark of the whole theme: its templates, strings and static files."""
        return fingerprint.mark(sorted(self.closures.items()))

    @property
    def has_lite(self) -> bool:
        """Whether the theme has templates for the light edition."""
        return LITE_TEMPLATES[0] in self.closures

    def speaking(self, language: str, outlet_language: str) -> Strings:
        """The theme's words in a page's language, else in the outlet's."""
        for wanted in (language, language.split("-", maxsplit=1)[0]):
            if wanted in self.strings:
                return self.strings[wanted]
        return self.strings[outlet_language]


def find(name: str, folders: Iterable[Path]) -> Path | None:
    """The folder of the theme `name`: a folder itself, or a folder of that name in one of `folders`."""
    candidates = [Path(name), *(folder / name for folder in folders)]
    return next((folder for folder in candidates if (folder / "theme.toml").is_file()), None)


def stamp(folder: Path) -> str:
    """A digest of the names, sizes and times of a theme's files: where it is the same, so is the theme."""
    return theme_memory.stamp(folder)


def load(folder: Path, language: str, numerals: arabic.Numerals, memory: Path | None = None) -> Theme:
    """The theme in `folder`, for an outlet in `language`. Raises Faulty with everything that is wrong.

    `memory` is a folder of the build's own: what is learnt there of a sound theme spares the next build the checks.
    """
    key = theme_memory.key(folder, language, numerals) if memory else None
    kept = theme_memory.recall(memory, key) if memory and key else None
    if kept:
        return _recalled(folder, numerals, kept)
    theme = _checked(folder, language, numerals)
    if memory and key and key == theme_memory.key(folder, language, numerals):  # not changed while it was read
        theme_memory.keep(memory, key, _learnt(theme))
    return theme


def _recalled(folder: Path, numerals: arabic.Numerals, kept: Kept) -> Theme:
    strings = {spoken: Strings(spoken, MappingProxyType(said), numerals) for spoken, said in kept.strings.items()}
    return Theme(
        kept.name,
        templates.environment(folder / "templates", kept.code),
        MappingProxyType(strings),
        tuple(_assets(folder)),
        MappingProxyType(kept.closures),
    )


def _learnt(theme: Theme) -> Kept:
    strings = {
        spoken: {key: said if isinstance(said, str) else dict(said) for key, said in one.words.items()}
        for spoken, one in theme.strings.items()
    }
    return Kept(theme.name, strings, dict(theme.closures), dict(templates.compiled(theme.environment)))


def _checked(folder: Path, language: str, numerals: arabic.Numerals) -> Theme:
    problems: list[Problem] = []
    title = _manifest(folder, problems)
    root = folder / "templates"
    environment = templates.environment(root)
    read = {name: templates.read(environment, root, name) for name in templates.names(root)}
    problems.extend(found for one in read.values() for found in one.problems)
    uses = [use for one in read.values() for use in one.uses]
    strings = _strings(folder, language, numerals, uses, problems)
    lacking = sorted({*TEMPLATES, *(LITE_TEMPLATES if not read.keys().isdisjoint(LITE_TEMPLATES) else ())} - set(read))
    problems.extend(problem("E223", Where(str(root)), value=name) for name in lacking)
    if problems:
        raise Faulty(tuple(sorted(set(problems))))  # two languages may lack the same thing at the same place
    assets = tuple(_assets(folder))
    closures = _closures(folder, environment, read, assets)
    return Theme(title, environment, MappingProxyType(strings), assets, MappingProxyType(closures))


def _closures(
    folder: Path, environment: jinja2.Environment, read: Mapping[str, Reading], assets: Iterable[Asset]
) -> dict[str, str]:
    """For each template the digest of all that pages made with it may show of the theme."""
    strings = [(file.name, file.read_bytes()) for file in sorted((folder / "strings").glob("*.toml"))]
    common = msgspec.msgpack.encode((strings, [(asset.name, asset.path) for asset in assets]))
    everything = dict(read)
    waiting = [name for one in read.values() for name in one.references]
    while waiting:
        name = waiting.pop()
        if name not in everything:  # included, but no page of its own and no `.html`: a drawing, or not there
            everything[name] = templates.read(environment, folder / "templates", name)
            waiting.extend(everything[name].references)
    parts = {name: (one.digest, one.references) for name, one in everything.items()}
    found = theme_memory.digests(parts, fingerprint.digest_bytes(common))
    return {name: found[name] for name in read}


def _text(path: Path, problems: list[Problem]) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        problems.append(problem("E107", Where(str(path)), **reasons(error)))
    except UnicodeDecodeError:
        problems.append(problem("E101", Where(str(path))))
    return ""


def _not_toml(path: Path, error: tomllib.TOMLDecodeError) -> Problem:
    return problem("E202", Where(str(path)), reason=f"تركيب غير صحيح ({error})", reason_en=error)


def _manifest(folder: Path, problems: list[Problem]) -> str:
    try:
        manifest = tomllib.loads(_text(folder / "theme.toml", problems))
    except tomllib.TOMLDecodeError as error:
        problems.append(_not_toml(folder / "theme.toml", error))
        return folder.name
    contract = manifest.get("contract")
    if manifest and contract != CONTRACT:
        problems.append(problem("E226", Where(str(folder / "theme.toml")), value=contract, allowed=CONTRACT))
    return str(manifest.get("name", folder.name))


# ---------------------------------------------------------------- strings


def _strings(
    folder: Path, language: str, numerals: arabic.Numerals, uses: Iterable[Use], problems: list[Problem]
) -> dict[str, Strings]:
    """The strings of every language that the theme speaks; the outlet's own must be among them."""
    files = {file.stem: file for file in sorted((folder / "strings").glob("*.toml"))}
    general = language.split("-", maxsplit=1)[0]
    if language not in files and general in files:
        files[language] = files[general]
    if language not in files:
        problems.append(problem("E224", Where(str(folder / "strings")), key=f"{language}.toml"))
    loaded: dict[str, Strings] = {}
    read: set[Path] = set()
    for spoken, file in files.items():
        text = _text(file, problems)
        try:
            loaded[spoken] = words.read(text, spoken, numerals)
        except tomllib.TOMLDecodeError as error:
            problems.append(_not_toml(file, error))
            continue
        if file in read:
            continue  # one file for two tags, ar and ar-SY: its faults are said once
        read.add(file)
        asked = (*uses, *words.engine_uses(str(file)))
        problems.extend(words.missing(loaded[spoken], asked))
        problems.extend(words.check(loaded[spoken], asked, text, str(file)))
    return loaded


# ---------------------------------------------------------------- static files


def _assets(folder: Path) -> Iterator[Asset]:
    root = folder / "static"
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink():
            data = read_plain(path)
            name = path.relative_to(root).as_posix()
            yield Asset(name, asset_path(name, data), data)


def asset_path(name: str, data: bytes) -> str:
    """`/assets/{name}.{digest}.{ext}`: a changed file has a new address, so it may be cached for ever."""
    pure = PurePosixPath(name)
    return f"/assets/{pure.with_suffix('')}.{fingerprint.digest_bytes(data)[:10]}{pure.suffix}"
