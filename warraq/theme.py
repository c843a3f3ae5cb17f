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

from warraq import arabic, fingerprint, templates, words
from warraq.problems import Problem, Where, problem, reasons
from warraq.source import read_plain
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


class Asset(msgspec.Struct, frozen=True):
    """A static file of the theme: its name there, its site path with its digest, its bytes."""

    name: str
    path: str
    data: bytes


class Faulty(Exception):
    """The theme cannot be used; carries the Problems that say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(found.english for found in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme that is sound: every template compiled once, every string there."""

    name: str
    environment: jinja2.Environment
    strings: Mapping[str, Strings]  # by language
    assets: tuple[Asset, ...]

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


def load(folder: Path, language: str, numerals: arabic.Numerals) -> Theme:
    """The theme in `folder`, for an outlet in `language`. Raises Faulty with everything that is wrong."""
    problems: list[Problem] = []
    title = _manifest(folder, problems)
    environment, names = templates.environment(folder / "templates"), templates.names(folder / "templates")
    uses: list[Use] = []
    for name in names:
        problems.extend(templates.check(environment, folder / "templates", name, uses))
    strings = _strings(folder, language, numerals, uses, problems)
    lacking = sorted(set(TEMPLATES) - set(names))
    problems.extend(problem("E223", Where(str(folder / "templates")), value=name) for name in lacking)
    if problems:
        raise Faulty(tuple(sorted(set(problems))))  # two languages may lack the same thing at the same place
    return Theme(title, environment, MappingProxyType(strings), tuple(_assets(folder)))


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
