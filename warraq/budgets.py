"""What pages may weigh, by their kind (`[budgets]` of theme.toml), and what makes one too heavy. Pure.

The weight is what a reader waits for: bytes after gzip. A page is too heavy where no gzip that a server has makes it
light enough. Knows no files and no themes beyond that table.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from warraq.problems import Problem, Where, problem
from warraq.views import ListView, Page, ReportView, StandingView

STORY = 1_000  # words; what a report may weigh is said for one of that length (T-4.1)
CODE = "E310"
_PER_WORD, _ASSETS = "per_word", "assets"
_FAST, _BEST, _GZIP = 1, 9, 31  # zlib's levels, and its word for gzip's own header
_KINDS: dict[str, tuple[str, ...]] = {
    "css": (".css",),
    "js": (".js", ".mjs"),
    "fonts": (".woff2", ".woff", ".ttf", ".otf"),
}
_PACKED = frozenset({"fonts"})  # packed in themselves: no server packs them again
_PARTS = {
    "text": ("النص نفسه", "the text itself"),
    "main": ("ما حول النص من عناوين وقوائم", "the titles and lists around the text"),
    "head": ("رأس الصفحة <head>", "the <head>"),
    "shell": ("شريط الأقسام وذيل الصفحة", "masthead, menus and foot"),
}


class Budgets(msgspec.Struct, frozen=True):
    """Bytes after gzip, by the kind of page: the name of its template without `.html`, or the folder that it is in."""

    pages: dict[str, int] = {}
    assets: dict[str, int] = {}
    per_word: int = 0  # for each word of a report beyond the first thousand

    def limit(self, page: Page) -> int | None:
        """What a page may weigh; None where nothing is said of its kind."""
        kind = page.template.removesuffix(".html")
        found = self.pages.get(kind, self.pages.get(kind.partition("/")[0]))
        words = page.view.words if isinstance(page.view, ReportView) else 0
        return None if found is None else found + self.per_word * max(0, words - STORY)


def budgets(settings: Mapping[str, object]) -> Budgets:
    """The budgets that a theme's settings give; what `wrong` finds is left out."""
    table = _table(settings.get("budgets"))
    pages = {key: value for key, value in table.items() if isinstance(value, int) and key != _PER_WORD}
    assets = {key: value for key, value in _table(table.get(_ASSETS)).items() if isinstance(value, int)}
    per_word = table.get(_PER_WORD, 0)
    return Budgets(pages, assets, per_word if isinstance(per_word, int) else 0)


def wrong(settings: Mapping[str, object], templates: Iterable[str]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Entries that say nothing: the way to each, and the reason in Arabic and in English."""
    for way, found in ((("budgets",), settings.get("budgets", {})), (("budgets", _ASSETS), _assets(settings))):
        if not isinstance(found, dict):
            yield way, "يُكتب جدولًا", "write a table"
    kinds = {name.removesuffix(".html") for name in templates}
    known = {_PER_WORD, _ASSETS, *kinds, *(kind.partition("/")[0] for kind in kinds)}
    table = _table(settings.get("budgets"))
    yield from _unknown(("budgets",), table, known)
    yield from _unknown(("budgets", _ASSETS), _table(table.get(_ASSETS)), set(_KINDS))


def _assets(settings: Mapping[str, object]) -> object:
    return _table(settings.get("budgets")).get(_ASSETS, {})


def _unknown(
    way: tuple[str, ...], table: Mapping[str, object], known: set[str]
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    for key, value in table.items():
        if key not in known:
            yield (*way, key), "لا صفحة ولا ملف بهذا الاسم", "no page or file is called so"
        elif key != _ASSETS and (type(value) is not int or value < 0):
            yield (*way, key), "يُكتب عدد البايتات رقمًا صحيحًا", "write a whole number of bytes"


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


# ---------------------------------------------------------------- pages


def heavy(page: Page, data: bytes, limit: int | None, where: Where) -> tuple[Problem, ...]:
    """The problem of a page that weighs more than `limit`; `where` is what an editor could shorten."""
    if limit is None or _fits(data, limit):
        return ()
    part, weight = max(_parts(page, data), key=lambda found: found[1])
    said, said_in_english = _PARTS[part]
    return (
        problem(
            CODE,
            where,
            value=page.path,
            size=_weight(data),
            limit=limit,
            reason=f"{said} ({weight})",
            reason_en=f"{said_in_english} ({weight})",
        ),
    )


def _fits(data: bytes, limit: int) -> bool:
    """Whether the bytes, or a gzip of them, are no more than `limit`: the quickest question first."""
    return len(data) <= limit or _weight(data, _FAST) <= limit or _weight(data) <= limit


def _weight(data: bytes, level: int = _BEST) -> int:
    return len(zlib.compress(data, level, _GZIP))


def _parts(page: Page, data: bytes) -> Iterator[tuple[str, int]]:
    """What each part of a page adds to its weight: a page without it, compared with the page."""
    text = data.decode("utf-8")
    whole = _weight(data)
    for part, rest in _without(page, text):
        left = _weight(rest.encode())
        yield part, whole - left
        whole = left
    yield "shell", whole


def _without(page: Page, text: str) -> Iterator[tuple[str, str]]:
    """The page without its text, then also without its main part, then also without its head."""
    view = page.view
    body = (
        view.body if isinstance(view, ReportView | StandingView) else view.about if isinstance(view, ListView) else ""
    )
    text = text.replace(body, "", 1) if body else text
    yield "text", text
    text = re.sub("(<main[^>]*>).*</main>", r"\1", text, count=1, flags=re.DOTALL)
    yield "main", text
    yield "head", re.sub("(<head[^>]*>).*</head>", r"\1", text, count=1, flags=re.DOTALL)


# ---------------------------------------------------------------- static files


def heavy_assets(files: Iterable[tuple[str, bytes]], limits: Mapping[str, int]) -> dict[str, Problem]:
    """For each kind of static file that weighs too much together, the problem of its heaviest one, by its name."""
    found: dict[str, Problem] = {}
    ordered = sorted(files)
    for kind, limit in limits.items():
        weights = {
            name: len(data) if kind in _PACKED else _weight(data)
            for name, data in ordered
            if name.endswith(_KINDS.get(kind, ()))
        }
        if sum(weights.values()) > limit:
            name = max(weights, key=lambda one: weights[one])
            place = Where(f"static/{name}")
            found[name] = problem(
                "E311", place, value=kind, size=sum(weights.values()), limit=limit, name=name, weight=weights[name]
            )
    return found
