"""Load a theme and check it: templates, strings, colours, static files. An edge: it reads the theme's folders.

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

from warraq import arabic, budgets, colors, fingerprint, lineage, templates, theme_memory, theme_reading, words
from warraq.colors import Palette
from warraq.lineage import Lineage
from warraq.problems import Problem, Where, hints, problem
from warraq.source import read_plain
from warraq.theme_memory import Kept
from warraq.theme_reading import Reading
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
    settings: Mapping[str, object]  # theme.toml, with what it does not say as its parents say it
    warnings: tuple[Problem, ...]

    @property
    def mark(self) -> bytes:
        """A mark of the whole theme: its templates, strings and static files."""
        return fingerprint.mark(sorted(self.closures.items()))

    def speaking(self, language: str, outlet_language: str) -> Strings:
        """The theme's words in a page's language, else in the outlet's."""
        for wanted in (language, language.split("-", maxsplit=1)[0]):
            if wanted in self.strings:
                return self.strings[wanted]
        return self.strings[outlet_language]


def stamp(folder: Path, folders: Iterable[Path] = ()) -> str:
    """A digest of the names, sizes and times of a theme's files: where it is the same, so is the theme."""
    return theme_memory.stamp(lineage.trace(folder, folders).folders)


def load(
    folder: Path,
    language: str,
    numerals: arabic.Numerals,
    memory: Path | None = None,
    folders: Iterable[Path] = (),
) -> Theme:
    """The theme in `folder`, for an outlet in `language`. Raises Faulty with everything that is wrong.

    What it extends is looked for beside it, then in `folders`. `memory` is a folder of the build's own: what is learnt
    there of a sound theme spares the next build the checks.
    """
    line = lineage.trace(folder, folders)
    if not line.is_whole:
        raise Faulty(line.problems)
    key = theme_memory.key(line.folders, language, numerals) if memory else None
    kept = theme_memory.recall(memory, key) if memory and key else None
    if kept:
        return _recalled(line, numerals, kept)
    theme = _checked(line, language, numerals)
    if memory and key and key == theme_memory.key(line.folders, language, numerals):  # not changed while it was read
        theme_memory.keep(memory, key, _learnt(theme))
    return theme


def _recalled(line: Lineage, numerals: arabic.Numerals, kept: Kept) -> Theme:
    strings = {spoken: Strings(spoken, MappingProxyType(said), numerals) for spoken, said in kept.strings.items()}
    return Theme(
        kept.name,
        templates.environment(line.templates, kept.code),
        MappingProxyType(strings),
        tuple(_assets(line)),
        MappingProxyType(kept.closures),
        line.settings,
        kept.warnings,
    )


def _learnt(theme: Theme) -> Kept:
    strings = {
        spoken: {key: said if isinstance(said, str) else dict(said) for key, said in one.words.items()}
        for spoken, one in theme.strings.items()
    }
    code = dict(templates.compiled(theme.environment))
    return Kept(theme.name, strings, dict(theme.closures), code, theme.warnings)


def _checked(line: Lineage, language: str, numerals: arabic.Numerals) -> Theme:
    problems = list(line.problems)
    environment = templates.environment(line.templates)
    own = sorted(line.files("templates", "*.html"))
    read = theme_reading.read_all(environment, own)
    problems.extend(found for one in read.values() for found in one.problems)
    problems.extend(theme_reading.circles(environment, read))
    uses = [use for one in read.values() for use in one.uses]
    strings = _strings(line, language, numerals, uses, problems)
    root = str(line.folders[0] / "templates")
    problems.extend(problem("E223", Where(root), value=name) for name in sorted(set(TEMPLATES) - set(own)))
    problems.extend(_wrong_colors(line))
    problems.extend(_wrong_budgets(line, own))
    if problems:
        raise Faulty(tuple(sorted(set(problems))))  # two languages may lack the same thing at the same place
    assets = tuple(_assets(line))
    closures = _closures(line, read, own, assets)
    warnings = (*_faint_colors(line), *_idle_colors(line))
    return Theme(
        line.title,
        environment,
        MappingProxyType(strings),
        assets,
        MappingProxyType(closures),
        line.settings,
        warnings,
    )


def _closures(
    line: Lineage, read: Mapping[str, Reading], own: Iterable[str], assets: Iterable[Asset]
) -> dict[str, str]:
    """For each template the digest of all that pages made with it may show of the theme."""
    strings = [
        (name, [path.read_bytes() for path in paths]) for name, paths in sorted(line.files("strings", "*.toml").items())
    ]
    weights = repr(budgets.budgets(line.settings))  # a page is weighed when it is printed: by other scales, anew
    common = msgspec.msgpack.encode((strings, [(asset.name, asset.path) for asset in assets], weights))
    parts = {name: (one.digest, one.references) for name, one in read.items()}
    found = theme_memory.digests(parts, fingerprint.digest_bytes(common))
    return {name: found[name] for name in own}


def _wrong_budgets(line: Lineage, own: Iterable[str]) -> Iterator[Problem]:
    for way, reason, reason_en in budgets.wrong(line.settings, own):
        yield problem("E254", line.where(*way), key=way[-1], reason=reason, reason_en=reason_en)


# ---------------------------------------------------------------- colours


def _wrong_colors(line: Lineage) -> Iterator[Problem]:
    """Colours that are none; names that can stand in no stylesheet."""
    table = line.settings.get("colors", {})
    layers = ((("colors",), table), (("colors", "dark"), table.get("dark", {}) if isinstance(table, dict) else {}))
    for way, layer in layers:
        if not isinstance(layer, dict):
            yield problem("E252", line.where(*way), value=layer)
            continue
        for name, value in layer.items():
            if (*way, name) != ("colors", "dark") and not colors.is_color(name, value):
                yield problem("E252", line.where(*way, name), value=f"{name} = {value}")


def _palette(line: Lineage) -> Palette:
    return colors.palette(table.get("colors") for table in reversed(line.tables))


def _faint_colors(line: Lineage) -> Iterator[Problem]:
    """Colours of text that cannot be read on the paper (WCAG 2.2, 1.4.3)."""
    for way, color, paper, contrast in colors.faint(_palette(line)):
        ratio = f"{int(contrast * 100) / 100:.2f}"  # cut off: 4.499 is not 4.5
        yield problem("W250", line.where(*way), key=way[-1], value=color, paper=paper, ratio=ratio)


def _idle_colors(line: Lineage) -> Iterator[Problem]:
    """Colours that no stylesheet asks for: most likely a slip in the name."""
    styles = [read_plain(paths[0]) for name, paths in line.files("static", "*.css").items()]
    used = colors.used(styles)
    for name in sorted(_palette(line).day.keys() - used):
        yield problem("W251", line.where("colors", name), value=name, **hints(name, sorted(used)))


# ---------------------------------------------------------------- strings


def _strings(
    line: Lineage, language: str, numerals: arabic.Numerals, uses: Iterable[Use], problems: list[Problem]
) -> dict[str, Strings]:
    """The strings of every language that the theme speaks; the outlet's own must be among them."""
    files = {name.removesuffix(".toml"): paths for name, paths in sorted(line.files("strings", "*.toml").items())}
    general = language.split("-", maxsplit=1)[0]
    if language not in files and general in files:
        files[language] = files[general]
    if language not in files:
        problems.append(problem("E224", Where(str(line.folders[0] / "strings")), key=f"{language}.toml"))
    loaded: dict[str, Strings] = {}
    read: set[tuple[Path, ...]] = set()
    for spoken, paths in files.items():
        sources = [(lineage.text(path, problems), str(path)) for path in paths]
        wrong = list(_no_toml(sources))
        problems.extend(wrong)
        if wrong:
            continue
        loaded[spoken] = words.read(sources[0][0], spoken, numerals, *(text for text, _ in sources[1:]))
        if paths in read:
            continue  # one file for two tags, ar and ar-SY: its faults are said once
        read.add(paths)
        asked = (*uses, *words.engine_uses(sources[0][1]))
        problems.extend(words.missing(loaded[spoken], asked))
        problems.extend(words.check(loaded[spoken], asked, sources))
    return loaded


def _no_toml(sources: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    for text, path in sources:
        try:
            tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            yield lineage.not_toml(path, error)


# ---------------------------------------------------------------- static files


def _assets(line: Lineage) -> Iterator[Asset]:
    dress = _palette(line)
    for name, paths in sorted(line.files("static", "*").items()):
        path = next((path for path in paths if not path.is_symlink()), None)
        if path:
            data = read_plain(path)
            data = colors.dressed(data, dress) if name.endswith(".css") else data
            yield Asset(name, asset_path(name, data), data)


def asset_path(name: str, data: bytes) -> str:
    """`/assets/{name}.{digest}.{ext}`: a changed file has a new address, so it may be cached for ever."""
    pure = PurePosixPath(name)
    return f"/assets/{pure.with_suffix('')}.{fingerprint.digest_bytes(data)[:10]}{pure.suffix}"
