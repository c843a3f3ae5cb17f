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
from jinja2 import meta, nodes
from markupsafe import Markup, escape

from warraq import arabic, fingerprint
from warraq.problems import Problem, Where, problem, reasons
from warraq.source import read_plain
from warraq.views import CONTRACT

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
_SEEN_BY_TEMPLATES = {"page", "outlet", "t", "url"}
_ISOLATE, _POP = "\u2068", "\u2069"  # for text that no element can wrap (T-1.17)


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
class Strings:
    """The visible words of a theme in one language. Called as `t` in templates."""

    language: str
    words: Mapping[str, str | Mapping[str, str]]
    numerals: arabic.Numerals

    @property
    def dir(self) -> str:
        """The direction of the language."""
        return arabic.direction(self.language)

    def __call__(self, key: str, /, n: int | None = None, **values: object) -> Markup:
        """The string as HTML; each text put into it is escaped and isolated (T-1.14), HTML is taken as it is."""
        shown = {name: _isolated(value) for name, value in values.items()}
        return Markup(escape(self._form(key, n))).format(**shown, **self._number(n))  # noqa: S704 (escaped beside it)

    def plain(self, key: str, /, n: int | None = None, **values: object) -> str:
        """The string as plain text, for titles and attributes; each text put into it is isolated (T-1.17)."""
        shown = {name: f"{_ISOLATE}{value}{_POP}" for name, value in values.items()}
        return self._form(key, n).format(**shown, **self._number(n))

    def _form(self, key: str, n: int | None) -> str:
        found = self.words[key]
        if isinstance(found, str):
            return found
        if n is None:
            raise LookupError(f"the string '{key}' has plural forms and was given no n")
        return found[arabic.plural_form(n, self.language)]

    def _number(self, n: int | None) -> dict[str, str]:
        return {} if n is None else {"n": arabic.digits(str(n), self.numerals)}


def _isolated(value: object) -> Markup:
    return value if isinstance(value, Markup) else Markup("<bdi>{}</bdi>").format(value)


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme that is sound: every template compiled once, every string there."""

    name: str
    environment: jinja2.Environment
    strings: Mapping[str, Strings]  # by language
    assets: tuple[Asset, ...]


def find(name: str, folders: Iterable[Path]) -> Path | None:
    """The folder of the theme `name`: a folder itself, or a folder of that name in one of `folders`."""
    candidates = [Path(name), *(folder / name for folder in folders)]
    return next((folder for folder in candidates if (folder / "theme.toml").is_file()), None)


def load(folder: Path, language: str, numerals: arabic.Numerals) -> Theme:
    """The theme in `folder`, for an outlet in `language`. Raises Faulty with everything that is wrong."""
    problems: list[Problem] = []
    title = _manifest(folder, problems)
    strings = _strings(folder, language, numerals, problems)
    environment = _environment(folder, numerals)
    for template in _template_names(folder):
        problems.extend(_check_template(environment, folder, template, strings))
    lacking = sorted(set(TEMPLATES) - set(_template_names(folder)))
    problems.extend(problem("E223", Where(str(folder / "templates")), value=name) for name in lacking)
    if problems:
        raise Faulty(tuple(sorted(problems)))
    return Theme(title, environment, MappingProxyType(strings), tuple(_assets(folder)))


def _toml(path: Path, problems: list[Problem]) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        problems.append(problem("E107", Where(str(path)), **reasons(error)))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(problem("E202", Where(str(path)), reason=f"تركيب غير صحيح ({error})", reason_en=error))
    return {}


def _manifest(folder: Path, problems: list[Problem]) -> str:
    manifest = _toml(folder / "theme.toml", problems)
    contract = manifest.get("contract")
    if manifest and contract != CONTRACT:
        problems.append(problem("E226", Where(str(folder / "theme.toml")), value=contract, allowed=CONTRACT))
    return str(manifest.get("name", folder.name))


# ---------------------------------------------------------------- strings


def _strings(folder: Path, language: str, numerals: arabic.Numerals, problems: list[Problem]) -> dict[str, Strings]:
    """The strings of every language that the theme speaks; the outlet's own must be among them."""
    files = {file.stem: file for file in sorted((folder / "strings").glob("*.toml"))}
    if language not in files and language.split("-", maxsplit=1)[0] in files:
        files[language] = files[language.split("-", maxsplit=1)[0]]
    if language not in files:
        problems.append(problem("E224", Where(str(folder / "strings")), key=f"{language}.toml"))
    loaded = {}
    for spoken, file in files.items():
        words = dict(_words(_toml(file, problems)))
        problems.extend(_check_plurals(words, spoken, file))
        loaded[spoken] = Strings(spoken, MappingProxyType(words), numerals)
    return loaded


def _words(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str | Mapping[str, str]]]:
    """Each string under its dotted key; a table of nothing but plural categories is a set of plural forms."""
    for key, value in table.items():
        if isinstance(value, dict) and value and set(value) <= set(arabic.PLURAL_FORMS):
            yield prefix + key, MappingProxyType({form: str(words) for form, words in value.items()})
        elif isinstance(value, dict):
            yield from _words(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)


def _check_plurals(words: Mapping[str, str | Mapping[str, str]], language: str, file: Path) -> Iterator[Problem]:
    for key, forms in words.items():
        if isinstance(forms, str):
            continue
        for form in arabic.plural_forms(language):
            if form not in forms:
                yield problem("E225", Where(str(file)), key=key, value=form)


# ---------------------------------------------------------------- templates


def _environment(folder: Path, numerals: arabic.Numerals) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.clear()  # a template sees its four names and nothing else
    environment.filters["digits"] = lambda number: arabic.digits(str(number), numerals)
    environment.filters["titled"] = arabic.safe_title
    return environment


def _template_names(folder: Path) -> list[str]:
    root = folder / "templates"
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.html"))


def _check_template(
    environment: jinja2.Environment, folder: Path, name: str, strings: Mapping[str, Strings]
) -> Iterator[Problem]:
    path = folder / "templates" / name
    try:
        tree = environment.parse(path.read_text(encoding="utf-8"), name, str(path))
        environment.get_template(name)
    except jinja2.TemplateSyntaxError as error:
        yield problem("E221", Where(str(path), error.lineno), reason=error.message)
        return
    except (jinja2.TemplateError, UnicodeDecodeError) as error:
        yield problem("E221", Where(str(path)), reason=error)
        return
    if None in meta.find_referenced_templates(tree):
        yield problem("E222", Where(str(path)))
    unknown = meta.find_undeclared_variables(tree) - _SEEN_BY_TEMPLATES
    for name_node in tree.find_all(nodes.Name):
        if name_node.name in unknown:
            yield problem("E221", Where(str(path), name_node.lineno), reason=f"'{name_node.name}' is not defined")
    yield from _check_keys(tree, path, strings)


def _check_keys(tree: nodes.Template, path: Path, strings: Mapping[str, Strings]) -> Iterator[Problem]:
    """Each string that the template names must be in every language that the theme speaks."""
    for call in tree.find_all(nodes.Call):
        key = _string_key(call)
        for language, spoken in strings.items():
            if key is not None and key not in spoken.words:
                yield problem("E224", Where(str(path), call.lineno), key=f"{language}: {key}")


def _string_key(call: nodes.Call) -> str | None:
    """The key in `t("key")` or `t.plain("key")`; None for any other call or a computed key."""
    called = call.node
    if isinstance(called, nodes.Getattr) and called.attr == "plain":
        called = called.node
    is_string = isinstance(called, nodes.Name) and called.name == "t" and call.args
    first = call.args[0] if is_string else None
    return str(first.value) if isinstance(first, nodes.Const) else None


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
