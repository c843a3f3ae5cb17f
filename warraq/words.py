"""The words of a theme in one language, and how what is put among them keeps its place.

Strings come as a table of TOML and are checked against what templates ask of them: every key, all the plural forms
of the language, no placeholder that nothing fills. Knows no files, no templates' syntax and no pages.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from string import Formatter
from types import MappingProxyType

import msgspec
from markupsafe import Markup, escape

from warraq import arabic
from warraq.model import TERM_FIELDS
from warraq.nodes import merged, whereabouts
from warraq.problems import Problem, Where, problem

Forms = Mapping[str, str]  # plural category → words

_OPENING: dict[arabic.Direction, str] = {"rtl": "\u2067", "ltr": "\u2066"}  # for text that no element wraps (T-1.17)
_POP = "\u2069"
_ELEMENTS: dict[arabic.Kind, str] = {"": "", "ltr": "bdi", "figures": "bdo"}
# The same names stand on page after page; a summary on few, and it is long.
_SHORT, _NAMES, _STRINGS = 80, 8_192, 1_024  # letters of a name; names and strings that are kept in mind
_ENGINE_USES: Mapping[str, frozenset[str]] = {  # asked for by the engine, not by a template
    "footnote.back": frozenset({"number"}),
    "feed.correction": frozenset({"title"}),
    "report.corrections": frozenset(),
    "report.warning": frozenset(),
    "withdrawn.title": frozenset(),
    "corrections.title": frozenset(),
    **{f"index.{field}": frozenset() for field in ("section", *TERM_FIELDS)},
}


class Use(msgspec.Struct, frozen=True):
    """A template's use of a string: its key, the names of the values it gives, whether it gives a number, where."""

    key: str
    names: frozenset[str]
    counted: bool
    where: Where


@dataclass(frozen=True, slots=True)
class Strings:
    """The visible words of a theme in one language. Called as `t` in templates."""

    language: str
    words: Mapping[str, str | Forms]
    numerals: arabic.Numerals

    @property
    def dir(self) -> arabic.Direction:
        """The direction of the language."""
        return arabic.direction(self.language)

    @property
    def digits(self) -> arabic.Digits:
        """The digits that pages in the language have."""
        return arabic.digits_of(self.language, self.numerals)

    def __call__(self, key: str, /, n: int | None = None, **values: object) -> Markup:
        """The string as HTML; each text put into it is escaped and isolated (T-1.14), HTML is taken as it is."""
        if n is None and not values:
            return _unfilled_html(self._form(key, n))
        shown: dict[str, str] = {name: self._inside(value) for name, value in values.items()}
        pieces = _html_pieces(self._form(key, n))
        return Markup(_filled(pieces, shown | self._number(n)))  # noqa: S704 (its pieces are escaped)

    def plain(self, key: str, /, n: int | None = None, **values: object) -> str:
        """The string as plain text, for titles and attributes; each text put into it is isolated (T-1.17)."""
        shown = {name: isolated(str(value), self.dir) for name, value in values.items()}
        return _filled(_pieces(self._form(key, n)), shown | self._number(n))

    def _inside(self, value: object) -> Markup:
        return value if isinstance(value, Markup) else bdi(str(value), self.dir)

    def _form(self, key: str, n: int | None) -> str:
        found = self.words[key]
        if isinstance(found, str):
            return found
        if n is None:
            raise LookupError(f"the string '{key}' has plural forms and was given no n")
        return found[arabic.plural_form(n, self.language)]

    def _number(self, n: int | None) -> dict[str, str]:
        return {} if n is None else {"n": arabic.number(n, self.digits)}


# ---------------------------------------------------------------- filling in

_Pieces = tuple[tuple[str, str | None], ...]  # words, and the name of the value behind them


@lru_cache(maxsize=_STRINGS)
def _pieces(words: str) -> _Pieces:
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(words))


@lru_cache(maxsize=_STRINGS)
def _html_pieces(words: str) -> _Pieces:
    return _pieces(str(escape(words)))


@lru_cache(maxsize=_STRINGS)
def _unfilled_html(words: str) -> Markup:
    return Markup(_filled(_html_pieces(words), {}))  # noqa: S704 (its pieces are escaped)


def _filled(pieces: _Pieces, shown: Mapping[str, str]) -> str:
    """The words with their values. Raises KeyError for a value that was not given."""
    return "".join([words if name is None else words + shown[name] for words, name in pieces])


# ---------------------------------------------------------------- values among words


def bdi(text: str, base: arabic.Direction, *, lang: str = "", dir: str = "") -> Markup:  # noqa: A002 (HTML's word)
    """A name or title as HTML that its neighbours do not move, nor it them (T-1.14).

    It runs as its letters do (arabic.reading), or as `dir` says where its language is known; pieces that would turn
    around inside it are isolated in their turn. `dir` is written only where a browser would guess another. A stray
    mark of direction is dropped, as it would lead out of the element (UAX #9, X6a).
    """
    return (_kept if len(text) <= _SHORT else _wrapped)(text, base, lang, dir)


def _wrapped(text: str, base: arabic.Direction, lang: str, dir: str) -> Markup:  # noqa: A002 (as above)
    text = arabic.balanced(text)
    runs = arabic.runs(text)
    wanted = dir or arabic.reading(text, base)
    guessed = arabic.first_direction("".join([run.text for run in runs if not run.kind]))
    attributes = (f' lang="{lang}"' if lang else "") + ("" if guessed == wanted else f' dir="{wanted}"')
    inner = "".join(map(_run, runs)) if wanted == "rtl" or arabic.has_rtl(text) else escape(text)
    return Markup(f"<bdi{attributes}>{inner}</bdi>")  # noqa: S704 (escaped; a language tag that config checked)


_kept = lru_cache(maxsize=_NAMES)(_wrapped)


def _run(run: arabic.Run) -> str:
    element = _ELEMENTS[run.kind]
    return f'<{element} dir="ltr">{escape(run.text)}</{element}>' if element else escape(run.text)


@lru_cache(maxsize=_STRINGS)
def isolated(text: str, base: arabic.Direction) -> str:
    """A text between isolates, for a sentence that takes no markup (T-1.17)."""
    return f"{_OPENING[arabic.reading(text, base)]}{arabic.in_order(text, base, marked=False)}{_POP}"


# ---------------------------------------------------------------- reading and checking


def read(text: str, language: str, numerals: arabic.Numerals, *farther: str) -> Strings:
    """The strings in a TOML text, and in texts farther off what it lacks. Raises tomllib.TOMLDecodeError."""
    return Strings(language, MappingProxyType(dict(_flat(_together((text, *farther))))), numerals)


def _together(texts: Sequence[str]) -> dict[str, object]:
    return reduce(merged, map(tomllib.loads, texts), {})


def _flat(toml: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str | Forms]]:
    """Each string under its dotted key; a table with a plural category in it is a set of plural forms."""
    for key, value in toml.items():
        if isinstance(value, dict) and set(value) & set(arabic.PLURAL_FORMS):
            yield prefix + key, MappingProxyType({form: str(words) for form, words in value.items()})
        elif isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)


def check(strings: Strings, uses: Iterable[Use], sources: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """What is wrong with the strings in `sources`, (text, path) of files, the nearest first; `uses`: all templates'."""
    toml = _together([text for text, _ in sources])
    found = [*_no_text(toml), *_lacking_forms(strings), *_malformed(strings)]
    faulty = {key for key, _, _ in found}
    found += [one for use in uses if use.key not in faulty for one in _unfilled(strings, use)]
    for key, code, values in dict.fromkeys((key, code, tuple(values.items())) for key, code, values in found):
        yield problem(code, _place(sources, key), key=key, **dict(values))


_Finding = tuple[str, str, dict[str, object]]  # key, code of the problem, its values


def _no_text(toml: Mapping[str, object], prefix: str = "") -> Iterator[_Finding]:
    """Values that are no words: numbers, lists, dates."""
    for key, value in toml.items():
        if isinstance(value, dict):
            yield from _no_text(value, f"{prefix}{key}.")
        elif not isinstance(value, str):
            yield prefix + key, "E217", {}


def _lacking_forms(strings: Strings) -> Iterator[_Finding]:
    """Plural forms that the language has and a string lacks, and forms that no language has (T-2.2)."""
    for key, forms in strings.words.items():
        if not isinstance(forms, str):
            wanted = arabic.plural_forms(strings.language)
            yield from _each(key, code="E225", values=(form for form in wanted if not forms.get(form)))
            yield from _each(key, code="E218", values=(form for form in forms if form not in arabic.PLURAL_FORMS))


def _each(key: str, *, code: str, values: Iterable[str]) -> Iterator[_Finding]:
    for value in values:
        yield key, code, {"value": value}


def _malformed(strings: Strings) -> Iterator[_Finding]:
    """Strings that cannot be filled in: a brace left open, a placeholder that asks for more than a name."""
    for key, words in _every(strings):
        try:
            names = list(_placeholders(words))
        except ValueError as error:
            yield key, "E228", {"reason": "قوس بلا قرين", "reason_en": error}
        else:
            yield from _odd(key, names)


def _odd(key: str, names: Iterable[str]) -> Iterator[_Finding]:
    for name in names:
        if not name.isidentifier():
            yield key, "E228", {"reason": f"{{{name}}}", "reason_en": f"{{{name}}}"}


def _every(strings: Strings) -> Iterator[tuple[str, str]]:
    for key, words in strings.words.items():
        yield from [(key, words)] if isinstance(words, str) else ((key, form) for form in words.values())


def _placeholders(words: str) -> Iterator[str]:
    """The names between braces; a format or conversion makes it no name. Raises ValueError for a lone brace."""
    for _, name, form, conversion in Formatter().parse(words):
        if name is not None:
            yield name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")


def _unfilled(strings: Strings, use: Use) -> Iterator[_Finding]:
    """Placeholders of a string that this use of it leaves empty (issue arabic, 3)."""
    words = strings.words.get(use.key)
    if words is None or (not isinstance(words, str) and not use.counted):  # `missing` has said it
        return
    given = use.names | ({"n"} if use.counted else set())
    forms = (words,) if isinstance(words, str) else tuple(words.values())
    for name in dict.fromkeys(name for form in forms for name in _placeholders(form)):
        if name not in given:
            yield use.key, "E227", {"value": name}


def missing(strings: Strings, uses: Iterable[Use]) -> Iterator[Problem]:
    """A problem for each string that a template names and the language lacks, or that it uses without its number."""
    for use in uses:
        words = strings.words.get(use.key)
        if words is None:
            yield problem("E224", use.where, key=f"{strings.language}: {use.key}")
        elif not isinstance(words, str) and not use.counted:
            yield problem("E229", use.where, key=use.key)


def engine_uses(path: str) -> tuple[Use, ...]:
    """What the engine asks of the strings in the file at `path`."""
    return tuple(Use(key, names, counted=False, where=Where(path)) for key, names in _ENGINE_USES.items())


def _place(sources: Sequence[tuple[str, str]], key: str) -> Where:
    """Where a dotted key stands: in the nearest file that has it."""
    text, path = next((one for one in sources if _has(tomllib.loads(one[0]), key)), sources[0])
    return whereabouts(text, path, key.split("."))


def _has(toml: object, key: str) -> bool:
    for step in key.split("."):
        if not isinstance(toml, dict) or step not in toml:
            return False
        toml = toml[step]
    return True
