"""Load a theme and check it: templates, strings, colours, static files. An edge: it reads the theme's folders.

A theme sees `page`, `outlet`, `t`, `url` and the filters below, nothing else (design, section 7). What could fail
while a page is rendered fails here instead, with file and line: an unknown name, a missing string, a plural form
that the language has and the strings lack. Knows no Site and no reports.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import jinja2
import msgspec

from warraq import (
    arabic,
    budgets,
    colors,
    fingerprint,
    fonts,
    lineage,
    stylesheet,
    templates,
    theme_memory,
    theme_reading,
    words,
)
from warraq.colors import Palette
from warraq.lineage import Lineage
from warraq.media.cards import Look, Typeface
from warraq.media.pictures import Recipe
from warraq.problems import Problem, Where, hints, problem
from warraq.source import read_plain
from warraq.theme_memory import Kept
from warraq.theme_reading import Reading
from warraq.words import Strings, Use

TEMPLATES = (
    "404.html",
    "feeds.html",
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
_OF_CARDS = {"paper": "#ffffff", "ink": "#000000", "soft": "#444444", "accent": "#000000"}  # without colours
# A theme has all of these or none, and with none no light edition.
LITE_TEMPLATES = tuple(f"lite/{name}" for name in TEMPLATES if name not in {"404.html", "feeds.html", "redirect.html"})


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
    left_out: Mapping[str, str]  # the font's name, by character that was cut from it
    pictures: Recipe
    cards: Look | None  # of social cards; None for a theme without

    @property
    def mark(self) -> bytes:
        """A mark of the whole theme: its templates, strings, static files, and how it has pictures and cards made."""
        return fingerprint.mark((sorted(self.closures.items()), self.pictures, self.cards and self.cards.mark))

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
    asked = fonts_of(line)
    key = theme_memory.key(line.folders, language, numerals, asked.mark) if memory else None
    kept = theme_memory.recall(memory, key) if memory and key else None
    if kept:
        return _recalled(line, numerals, kept, asked, _cut(line, asked, memory))
    theme = _checked(line, language, numerals, asked, memory)
    # Kept only if it was not changed while it was read.
    if memory and key and key == theme_memory.key(line.folders, language, numerals, asked.mark):
        theme_memory.keep(memory, key, _learnt(theme))
    return theme


def _recalled(line: Lineage, numerals: arabic.Numerals, kept: Kept, asked: fonts.Found, made: fonts.Fonts) -> Theme:
    strings = {spoken: Strings(spoken, MappingProxyType(said), numerals) for spoken, said in kept.strings.items()}
    return Theme(
        kept.name,
        templates.environment(line.templates, kept.code),
        MappingProxyType(strings),
        _assets(line, made),
        MappingProxyType(kept.closures),
        line.settings,
        kept.warnings,
        made.left_out,
        _pictures(line, []),
        _cards(line, asked, []),
    )


def _learnt(theme: Theme) -> Kept:
    strings = {
        spoken: {key: said if isinstance(said, str) else dict(said) for key, said in one.words.items()}
        for spoken, one in theme.strings.items()
    }
    code = dict(templates.compiled(theme.environment))
    return Kept(theme.name, strings, dict(theme.closures), code, theme.warnings)


def _checked(line: Lineage, language: str, numerals: arabic.Numerals, asked: fonts.Found, memory: Path | None) -> Theme:
    problems = [*line.problems, *asked.problems, *_unlinked(line, asked)]
    environment = templates.environment(line.templates)
    own = sorted(line.files("templates", "*.html"))
    read = theme_reading.read_all(environment, own)
    problems.extend(found for one in read.values() for found in one.problems)
    problems.extend(theme_reading.circles(environment, read))
    uses = [use for one in read.values() for use in one.uses]
    strings = _strings(line, language, numerals, uses, problems)
    root = str(line.folders[0] / "templates")
    wanted = {*TEMPLATES, *(LITE_TEMPLATES if not set(own).isdisjoint(LITE_TEMPLATES) else ())}
    problems.extend(problem("E223", Where(root), value=name) for name in sorted(wanted - set(own)))
    problems.extend(_wrong_colors(line))
    pictures, cards = _pictures(line, problems), _cards(line, asked, problems)
    problems.extend(_wrong_budgets(line, own))
    if problems:
        raise Faulty(tuple(sorted(set(problems))))  # two languages may lack the same thing at the same place
    made = _cut(line, asked, memory)
    assets = _assets(line, made)
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
        made.left_out,
        pictures,
        cards,
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


# ---------------------------------------------------------------- pictures


def _pictures(line: Lineage, problems: list[Problem]) -> Recipe:
    """How pictures are made."""
    try:
        return msgspec.convert(line.settings.get("pictures", {}), Recipe)
    except msgspec.ValidationError as error:
        problems.append(problem("E239", line.where("pictures"), reason=error))
        return Recipe()


def _cards(line: Lineage, asked: fonts.Found, problems: list[Problem]) -> Look | None:
    """How social cards look: `[cards]` names two of the fonts; the colours are those of the day."""
    table = line.settings.get("cards")
    if not isinstance(table, dict) or not asked.sources:
        return None
    faces = {source.face.name: source for source in asked.sources}
    chosen = {key: str(table.get(key, "")) for key in ("head", "text")}
    wrong = [key for key, name in chosen.items() if name not in faces]
    problems.extend(problem("E270", line.where("cards", key), key=key, **hints(chosen[key], faces)) for key in wrong)
    if wrong:
        return None
    head, text = (_typeface(faces[name]) for name in chosen.values())
    day = _palette(line).day
    return Look(head, text, *(day.get(name, default) for name, default in _OF_CARDS.items()))


def _typeface(source: fonts.Source) -> Typeface:
    axes = tuple(value[0] for _, value in source.face.axes)
    return Typeface(fingerprint.digest_bytes(source.data), source.data, axes)


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


# ---------------------------------------------------------------- fonts and static files


def fonts_of(line: Lineage) -> fonts.Found:
    """The fonts that a theme asks for, itself or by its parents."""
    return fonts.found(line.settings.get("fonts", {}), partial(line.where, "fonts"))


def _cut(line: Lineage, asked: fonts.Found, memory: Path | None) -> fonts.Fonts:
    try:
        return fonts.cut(asked, memory / "fonts" if memory else None)
    except fonts.Uncuttable as error:
        where = line.where("fonts", error.name)
        raise Faulty((problem("E263", where, value=error.file, reason=error.reason),)) from error


def _unlinked(line: Lineage, asked: fonts.Found) -> Iterator[Problem]:
    """What the theme's stylesheets name and the theme will not have."""
    paths = _static(line)
    files = {name: read_plain(path) for name, path in paths.items()}
    shown = {name: str(path) for name, path in paths.items()}
    return stylesheet.faults(files, {*files, *asked.names}, shown)


def _assets(line: Lineage, made: fonts.Fonts) -> tuple[Asset, ...]:
    """The static files and the fonts; a file of the theme's own goes before a font of the same name."""
    dress = _palette(line)
    static = {name: _dressed(name, read_plain(path), dress) for name, path in _static(line).items()}
    files = stylesheet.addressed({**made.files, **static}, asset_path)
    return tuple(Asset(name, path, data) for name, (path, data) in files.items())


def _dressed(name: str, data: bytes, dress: Palette) -> bytes:
    return colors.dressed(data, dress) if name.endswith(".css") else data


def _static(line: Lineage) -> dict[str, Path]:
    """The theme's static files by name; of those with one name the nearest that is no link."""
    found = sorted(line.files("static", "*").items())
    plain = ((name, next((path for path in paths if not path.is_symlink()), None)) for name, paths in found)
    return {name: path for name, path in plain if path}


def asset_path(name: str, data: bytes) -> str:
    """`/assets/{name}.{digest}.{ext}`: a changed file has a new address, so it may be cached for ever."""
    pure = PurePosixPath(name)
    return f"/assets/{pure.with_suffix('')}.{fingerprint.digest_bytes(data)[:10]}{pure.suffix}"
