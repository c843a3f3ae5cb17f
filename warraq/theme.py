"""Load a theme and check it: templates, strings, static files. An edge: it reads the theme's folder.

A theme sees `page`, `outlet`, `t`, `url` and the filters below, nothing else (design, section 7). What could fail
while a page is rendered fails here instead, with file and line: an unknown name, a missing string, a plural form
that the language has and the strings lack. Knows no Site and no reports.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from types import MappingProxyType

import jinja2
import msgspec
from jinja2 import meta, nodes
from jinja2.runtime import Context
from markupsafe import Markup

from warraq import arabic, fingerprint, words
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
_SEEN_BY_TEMPLATES = {"page", "outlet", "t", "url"}
_COMMENT = re.compile(r"{#.*?#}", re.DOTALL)
_WITHOUT_TEXT = {"hidden", "submit", "button", "reset", "image", "checkbox", "radio", "file", "range", "color"}


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

    @property
    def mark(self) -> bytes:
        loader = self.environment.loader
        sources = [(n, loader.get_source(self.environment, n)[0]) for n in loader.list_templates()]
        return fingerprint.mark(
            (
                sources,
                [(k, dict(v.words) and str(v.words), v.numerals) for k, v in sorted(self.strings.items())],
                [(a.name, a.path) for a in self.assets],
            )
        )

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
    environment = _environment(folder)
    uses: list[Use] = []
    for template in _template_names(folder):
        problems.extend(_check_template(environment, folder, template, uses))
    strings = _strings(folder, language, numerals, uses, problems)
    lacking = sorted(set(TEMPLATES) - set(_template_names(folder)))
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


# ---------------------------------------------------------------- templates


def _environment(folder: Path) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.clear()  # a template sees its four names and nothing else
    environment.filters |= {"bdi": _bdi, "ordered": _ordered, "digits": _digits, "number": _number, "percent": _percent}
    return environment


# The filters. Each takes `str` of what it is given first: that names an unknown field as one.


@jinja2.pass_context
def _bdi(context: Context, text: object, lang: str = "", dir: str = "") -> Markup:  # noqa: A002 (HTML's word)
    return words.bdi(str(text), context["t"].dir, lang=lang, dir=dir)


def _ordered(text: object, base: arabic.Direction) -> str:
    return arabic.in_order(str(text), base)


@jinja2.pass_context
def _digits(context: Context, figure: object) -> str:
    return arabic.digits(str(figure), context["t"].digits)


@jinja2.pass_context
def _number(context: Context, value: object) -> str:
    return arabic.number(Decimal(str(value)), context["t"].digits)


@jinja2.pass_context
def _percent(context: Context, value: object) -> str:
    return arabic.percent(Decimal(str(value)), context["t"].digits)


def _template_names(folder: Path) -> list[str]:
    root = folder / "templates"
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*.html"))


def _check_template(environment: jinja2.Environment, folder: Path, name: str, uses: list[Use]) -> Iterator[Problem]:
    """What is wrong with a template; the strings that it uses go to `uses`."""
    path = folder / "templates" / name
    try:
        text = path.read_text(encoding="utf-8")
        tree = environment.parse(text, name, str(path))
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
    uses.extend(use for call in tree.find_all(nodes.Call) if (use := _use(call, path)))
    yield from _inputs_without_direction(text, path)


def _use(call: nodes.Call, path: Path) -> Use | None:
    """The use of a string in `t("key", …)` or `t.plain("key", …)`; None for any other call or a computed key."""
    called = call.node
    if isinstance(called, nodes.Getattr) and called.attr == "plain":
        called = called.node
    is_string = isinstance(called, nodes.Name) and called.name == "t" and call.args
    first = call.args[0] if is_string else None
    if not isinstance(first, nodes.Const):
        return None
    names = frozenset(str(keyword.key) for keyword in call.kwargs)
    counted = "n" in names or len(call.args) > 1
    return Use(str(first.value), names - {"n"}, counted, Where(str(path), call.lineno))


def _inputs_without_direction(text: str, path: Path) -> Iterator[Problem]:
    """Fields that a reader types in must say which way they run (T-1.19)."""
    found = _Fields()
    found.feed(_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text))
    for line, kind, wanted in found.lacking:
        yield problem("E219", Where(str(path), line), value=kind, wanted=wanted)


class _Fields(HTMLParser):
    """The fields of a template without their direction: line, type, and the direction that they need.

    An address, a mail or a telephone runs from the left; a text as what is typed in it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lacking: list[tuple[int, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field that says no direction, or the wrong one."""
        if tag not in {"input", "textarea"}:
            return
        said = dict(attrs)
        kind = "textarea" if tag == "textarea" else (said.get("type") or "text").lower()
        wanted = "auto" if kind in {"text", "search", "textarea"} else "ltr"
        if kind not in _WITHOUT_TEXT and said.get("dir") != wanted:
            self.lacking.append((self.getpos()[0], kind, wanted))


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
