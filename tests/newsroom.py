"""A small newsroom that never rests: its files as values, and all that can happen to them.

Names, dates and texts come from small pools, so that they meet: spellings of one name, two names with one slug, two
reports with one address, links to what is not there yet. Every change is a value that says itself in a history.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sites import NOTICE
from studio import photograph

Keys = dict[str, str]

REPORTS: Mapping[str, str] = MappingProxyType(
    {
        name: f"content/reports/{folder}{name}.md"
        for name, folder in zip("abcdefgh", ["", "", "2024/", "2024/"] + [""] * 4, strict=True)
    }
)
PAGES: Mapping[str, str] = MappingProxyType({name: f"content/pages/{name}.md" for name in ("about", "contact")})
AUTHORS: Mapping[str, str] = MappingProxyType({name: f"content/authors/{name}.md" for name in ("salma", "omar")})
PICTURES = ("content/media/p.jpg", "content/media/عام/صورة ثانية.png")
# What a picture may be: two that differ in their shape, one of them alike in both places; one that is cut off; none.
PHOTOGRAPHS: tuple[bytes, ...] = (
    photograph(6, 4),
    photograph(4, 6, "blue", "PNG"),
    photograph(64, 64)[:-60],
    b"text",
)

TITLES = ("خبر", "نبأ", "خبر ثان", "C++", "🙂", "«نص» 12")
DATES = (
    "2023-11-05",
    "2024-01-05",
    "2024-01-05 14:30",
    "2024-01-20",
    "2024-02-01 01:00",  # another month in another zone
    "2025-12-30",
    "2026-01-01 12:00",
    "2026-01-03",
    "1890-01-01",  # before the Hijri tables
)
# Three of them are moments at which a report of DATES is too old to be news, or still is.
CLOCK = tuple(1_767_225_600 + hours * 3600 for hours in (-72, -30, -3, -1, 0, 11, 30, 57, 60, 80, 24 * 400))
BODIES = (
    "نص.",
    "نص آخر أطول قليلًا منه، وفيه سطران.\n\nوهذا الثاني.",
    "انظر [أ](/reports/a.md) و[ب](b.md) و[ج](/reports/2024/c.md) و[د](2024/d.md).",
    "انظر [ه](../e.md) و[و](/reports/f.md#عنوان) و[ز](/reports/g.md) و[ح](h.md).",
    "انظر [أ](/2024/01/خبر/) و[ب](/2024/01/نبأ/) و[قديم](/old/x/) و[آخر](/old/x.html) و[مسار](/2024/01/path/).",
    "انظر [من نحن](/pages/about.md) و[راسلنا](/contact/) و[وسم](/tags/c/) و[كله](https://news.example/2024/01/خبر/).",
    '## عنوان\n\nحاشية[^1] و"اقتباس" و١٢.\n\n١. بند\n\n[^1]: نصها.',
    "![صورة](media/p.jpg)",
    '![أ](../media/p.jpg "شرح"){credit=ف} و![ب](/media/عام/صورة%20ثانية.png).\n\n![ج](https://x.example/p.jpg)',
)
VALUES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": TITLES,
        "date": DATES,
        "body": BODIES,
        "slug": ("path", "c", "sections"),
        "section": ("field", "politics", "culture"),
        "tags": ("[الأمم المتحدة, هجين]", "[الامم المتحده]", "[C++]", "[C#, هجين]", "[هجين]"),
        "places": ("[دمشق]", "[دِمشق, حلب]", "[حلب]"),
        "authors": ("[سلمى]", "[سَلمى, عمر]", "[عمر]"),
        "series": ("دفاتر", "دفـاتر", "حلقات"),
        "updated": ("2024-06-01", "2026-01-02 06:00"),
        "corrections": (
            "[{date: 2024-03-01, text: صواب}]",
            "[{date: 2026-01-02, text: لاحق}, {date: 2024-03-01, text: سابق}, {date: 2025-03-01, text: بينهما}]",
        ),
        "expires": ("2026-01-01 06:00", "2026-01-04"),
        "withdrawn": ("{date: 2024-02-05, reason: خطأ}", "{date: 2024-02-05, reason: خطأ آخر}"),
        "draft": ("true",),
        "featured": ("true",),
        "breaking": ("true",),
        "aliases": ("[/old/x/]", "[/old/x.html, /old/x.html/y/]", '["/?p=12", /old/]', "[/2024/01/خبر/, /tags/c-2/]"),
        "lang": ("en", "fa"),
        "translation_of": ("id-a", "id-b"),
        "summary": ("ملخص",),
        "deck": ("سطر",),
        "kicker": ("تمهيد",),
        "kind": ("analysis",),
        "content_warning": ("تحذير",),
        "copyright": ("الحقوق للكاتب",),
        "license": ("CC BY 4.0",),
        "sources": ("[وكالة]",),
        "extra": ("{خاص: قيمة}",),
        "image": (
            "{src: media/p.jpg, alt: صورة, credit: فلان}",
            "{src: عام/صورة ثانية.png, alt: أخرى, credit: علان, caption: شرح}",
        ),
    }
)
MUST = ("title", "date", "body")
STANDING: tuple[Keys, ...] = (
    {"title": "صفحة", "body": BODIES[2]},
    {"title": "صفحة أخرى", "deck": "سطر", "body": BODIES[4], "aliases": "[/old/x/, /old-page.html]"},
    {"title": "صفحة", "draft": "true", "body": "نص."},
    {"title": "Page", "lang": "en", "slug": "tags", "body": "Text."},
    {"title": "صفحة مصورة", "body": BODIES[8]},
)
PROFILES: tuple[Keys, ...] = (
    {"title": "سلمى", "slug": "salma", "deck": "محررة", "body": BODIES[2]},
    {"title": "سَلمى", "body": BODIES[4]},
    {"title": "عمر", "slug": "salma", "body": "نص."},
    {"title": "عمر", "draft": "true", "body": "نص."},
    {"title": "عمر", "body": BODIES[7]},
)
SETTINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "publisher": ('{principles = "/about/"}', '{principles = "/us/", founded = 2016}'),
        "name": ('"اسم آخر"',),
        "description": ('"وصف"',),
        "copyright": ('"حقوق أخرى"',),
        "base_url": ('"https://news.example/sub"', '"https://other.example"'),
        "timezone": ('"UTC"', '"Pacific/Kiritimati"'),
        "months": ('"gregorian"', '"dual"'),
        "numerals": ('"arab"',),
        "hijri": ("true",),
        "words_per_minute": ("50",),
        "permalink": ('"/{slug}/"', '"/{section}/{yyyy}/{id}/"', '"/{yyyy}/{mm}/{dd}/{slug}/"'),
        "slug_style": ('"latin"', '"id"'),
        "per_page": ("1", "3"),
        "short_links": ('"rules"', '"off"'),
        "language": ('"en"',),
        "theme": ('"other"', '"heir"'),
        "arabic": ("{smart_quotes = true, normalize_digits = true, digit_lists = true, sort_without_article = true}",),
        "feeds": (
            "{items = 1}",
            "{items = 3, full = false}",
            '{authority = "x.example,2020"}',
            '{items = 2, archive = false, hub = "https://hub.example/"}',
        ),
        "lite": ("false",),
        "humans": ('{"التحرير" = ["سلمى", "عمر"]}', '{Site = "ورّاق"}'),
        "security": ('{contact = "a@x.example", expires = "2026-01-02"}',),
        "nav": ('{"من نحن" = "/about/"}', '{"راسلنا" = "/contact/", "غيرنا" = "https://x.example/"}'),
    }
)
SECTIONS: tuple[tuple[str, ...], ...] = (("field", "politics"), ("politics", "field", "culture"), ("field",), ())
SECTION_NAMES = {"field": "الميدان", "politics": "السياسة", "culture": "الثقافة"}

# ---------------------------------------------------------------- a theme that shows all that it is given

_BASE = """<!doctype html><html lang="{{ page.frame.lang }}">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<link href="{{ url("a.css") }}">
{% block main %}{% endblock %}
<footer>{{ outlet }} {{ t("foot") }}</footer></html>
"""
_PARTS = "{% macro whole(page) %}{{ page }}{% endmacro %}\n"
_LEAF = """{% extends "base.html" %}
{% block main %}{% from "_parts.html" import whole %}<main class="KIND">{{ whole(page) }}</main>{% endblock %}
"""
_ALONE = """<!doctype html><html lang="{{ page.frame.lang }}"><title>KIND</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
{{ page }}{{ outlet }}</html>
"""
_LEAVES = ("front", "list", "page", "report")
_SIMPLE = (
    "404",
    "archive",
    "corrections",
    "feeds",
    "index",
    "redirect",
    "withdrawn",
    "year",
)  # quick to load, and on their own
_LITE = ("archive", "corrections", "front", "index", "list", "page", "report", "withdrawn", "year")  # as in the engine
_IN_FEEDS = """[feed]
correction = "تصويب {title}"
[report]
corrections = "صُوّب"
warning = "تحذير"
[withdrawn]
title = "سُحب"
[corrections]
title = "التصويبات"
[index]
section = "أقسام"
tag = "وسوم"
place = "أماكن"
series = "سلاسل"
author = "كتّاب"
"""
_FORMS = ("zero", "one", "two", "few", "many", "other")
_STRINGS = (
    'foot = "ذيل"\n[footnote]\nback = "عد إلى {number}"\n'
    + _IN_FEEDS
    + "[count]\n"
    + "".join(f'{form} = "{form} {{n}}"\n' for form in _FORMS)
)
_STRINGS_IN_ENGLISH = (
    """foot = "foot"
[footnote]
back = "back to {number}"
"""
    + _IN_FEEDS.replace("صُوّب", "Corrected")
    + """[count]
one = "one {n}"
other = "other {n}"
"""
)
THEME: Mapping[str, str] = MappingProxyType(
    {
        "theme.toml": 'name = "mine"\ncontract = 1\n[pictures]\nwidths = [16, 24]\nthumbnail = 16\n',
        "templates/base.html": _BASE,
        "templates/_parts.html": _PARTS,
        **{f"templates/{kind}.html": _LEAF.replace("KIND", kind) for kind in _LEAVES},
        "templates/list.html": _LEAF.replace("KIND", "list").replace(
            "</main>", '{{ t("count", n=page.count) }}</main>'
        ),
        **{f"templates/{kind}.html": _ALONE.replace("KIND", kind) for kind in _SIMPLE},
        **{f"templates/lite/{kind}.html": _ALONE.replace("KIND", f"lite {kind}") for kind in _LITE},
        "strings/ar.toml": _STRINGS,
        "strings/en.toml": _STRINGS_IN_ENGLISH,
        "static/a.css": "a {}\n",
        "static/deep/b.js": "b()\n",
    }
)
HEIR: Mapping[str, str] = MappingProxyType(
    {
        "theme.toml": 'contract = 1\nextends = "mine"\n[budgets]\nreport = 1200\nlist = 1050\nper_word = 1\n',
        "templates/report.html": '{% extends "mine/report.html" %}{% block main %}<i>{{ super() }}</i>{% endblock %}',
        "strings/ar.toml": 'foot = "ذيل الوارث"\n',
        "static/a.css": "b {}\n",
    }
)
_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"strings/ar.toml": ("ذيل", "عد إلى", "few {n}"), "strings/en.toml": ('= "foot', "back to", "other {n}")}
)


def dressed(name: str, variant: int) -> str:
    """A file of the theme in one of its variants; 0 is the first. Of strings, one word is another."""
    text = THEME[name]
    if variant == 0:
        return text
    if name == "theme.toml":
        return text.replace("[16, 24]", f"[16, {24 + variant}]")
    if name in _WORDS:
        old = _WORDS[name][variant % 3]
        return text.replace(old, f"{old} {variant}")
    if name.endswith(".html"):
        shown = next(sign for sign in ("{{ page }}", "{{ outlet }}", "{{ whole(page) }}") if sign in text)
        return text.replace(shown, f"<!-- {variant} -->{shown}")
    return text + f"/* {variant} */\n"


# ---------------------------------------------------------------- the newsroom


@dataclass
class Newsroom:
    """All that editors hold in their hands."""

    reports: dict[str, Keys] = field(default_factory=dict)
    pages: dict[str, Keys] = field(default_factory=dict)
    authors: dict[str, Keys] = field(default_factory=dict)
    settings: Keys = field(default_factory=dict)
    sections: tuple[str, ...] = SECTIONS[0]
    theme: dict[str, str] = field(default_factory=lambda: dict(THEME))
    pictures: dict[str, bytes] = field(default_factory=dict)  # by path
    faults: dict[str, str] = field(default_factory=dict)  # by the report's letter

    def files(self) -> dict[str, bytes]:
        """Every file below the root."""
        texts = {
            "content/site.toml": self._site_toml(),
            **{REPORTS[name]: self._report(name) for name in self.reports},
            **{PAGES[name]: _text(keys) for name, keys in self.pages.items()},
            **{AUTHORS[name]: _text(keys) for name, keys in self.authors.items()},
            **{f"themes/mine/{name}": text for name, text in self.theme.items()},
            **{f"themes/other/{name}": text.replace("<main", "<main data-other") for name, text in THEME.items()},
            **{f"themes/heir/{name}": text for name, text in HEIR.items()},
        }
        found = {name: text.encode("utf-8") for name, text in texts.items()}
        found |= {
            REPORTS[name]: b"\xff" + found[REPORTS[name]]
            for name, how in self.faults.items()
            if how == "bytes" and name in self.reports
        }
        return found | self.pictures

    def _site_toml(self) -> str:
        usual = {
            "name": '"منصة"',
            "base_url": '"https://news.example"',
            "copyright": f'"{NOTICE}"',
            "timezone": '"Asia/Damascus"',
            "theme": '"mine"',
            "per_page": "2",
            "feeds": "{items = 3}",
        }
        keys = "".join(f"{key} = {value}\n" for key, value in (usual | self.settings).items())
        return keys + "".join(f'[sections.{key}]\nname = "{SECTION_NAMES[key]}"\n' for key in self.sections)

    def _report(self, name: str) -> str:
        fault = self.faults.get(name, "")
        more = {"key": {"عنون": "x"}, "hidden": {"draft": "true", "عنون": "x"}}.get(fault, {})
        text = _text(self.reports[name] | more)
        return text.replace("---", "--", 1) if fault == "fence" else text


def _text(keys: Keys) -> str:
    front = "".join(f"{key}: {value}\n" for key, value in keys.items() if key != "body")
    return f"---\n{front}---\n\n{keys['body']}\n"


def full() -> Newsroom:
    """A newsroom in the middle of its life: something of everything, lists longer than a page."""
    room = Newsroom(pictures=dict.fromkeys(PICTURES, PHOTOGRAPHS[0]), sections=SECTIONS[1])
    for at, name in enumerate(REPORTS):
        Put(name, TITLES[at % len(TITLES)], DATES[(1, 3, 2, 0, 1, 5, 6, 4)[at]], BODIES[at]).happen(room)
        for key in ("section", "tags", "authors", "places", "series", "aliases"):
            several = VALUES[key]
            Set(name, key, several[at % len(several)]).happen(room)
    for name, key, at in _MORE:
        Set(name, key, VALUES[key][at]).happen(room)
    room.pages |= {"about": STANDING[1], "contact": STANDING[0]}
    room.authors |= {"salma": PROFILES[0]}
    return room


_MORE = (
    ("a", "corrections", 1),
    ("b", "translation_of", 0),
    ("b", "lang", 0),
    ("c", "featured", 0),
    ("d", "withdrawn", 0),
    ("e", "expires", 0),
    ("f", "image", 0),
    ("g", "draft", 0),
)


# ---------------------------------------------------------------- what happens to texts


@dataclass(frozen=True)
class Put:
    """A new report, or one that takes another's place."""

    name: str
    title: str
    date: str
    body: str = BODIES[0]

    def happen(self, room: Newsroom) -> None:
        taken = {keys.get("id") for keys in room.reports.values()}
        identity = {"id": f"id-{self.name}"} if self.name in "abcd" and f"id-{self.name}" not in taken else {}
        room.reports[self.name] = {"title": self.title, "date": self.date, "body": self.body} | identity


@dataclass(frozen=True)
class Set:
    """A key of a report gets a value; none takes it away."""

    name: str
    key: str
    value: str | None

    def happen(self, room: Newsroom) -> None:
        if self.name not in room.reports:
            Put(self.name, TITLES[0], DATES[1]).happen(room)
        keys = room.reports[self.name]
        if self.value is None and self.key in MUST:
            return
        if (self.key, self.value) == ("slug", None) and keys.get("id", f"id-{self.name}") != f"id-{self.name}":
            return  # who shares an identity has a slug of its own
        if self.value is None:
            keys.pop(self.key, None)
        else:
            keys[self.key] = self.value


@dataclass(frozen=True)
class Remove:
    """A report's file is deleted."""

    name: str

    def happen(self, room: Newsroom) -> None:
        room.reports.pop(self.name, None)


@dataclass(frozen=True)
class Move:
    """A report's file gets another's name; where that is taken, the two change places."""

    name: str
    to: str

    def happen(self, room: Newsroom) -> None:
        held = {name: room.reports.pop(name, None) for name in (self.name, self.to)}
        for name, other in ((self.name, self.to), (self.to, self.name)):
            keys = held[other]
            if keys is not None:
                room.reports[name] = keys


@dataclass(frozen=True)
class Twin:
    """A report with the identity of another, as when a file is copied; it has a slug of its own."""

    name: str
    of: str

    def happen(self, room: Newsroom) -> None:
        if self.of in room.reports and self.name != self.of and "id" in room.reports[self.of]:
            room.reports[self.name] = room.reports[self.of] | {"slug": f"twin-{self.name}"}


@dataclass(frozen=True)
class Break:
    """A report's file gets an error."""

    name: str
    how: str

    def happen(self, room: Newsroom) -> None:
        if self.name in room.reports:
            room.faults[self.name] = self.how


@dataclass(frozen=True)
class Mend:
    """All errors are put right."""

    def happen(self, room: Newsroom) -> None:
        room.faults.clear()


@dataclass(frozen=True)
class Stand:
    """A standing page is written, or deleted."""

    name: str
    keys: Keys | None

    def happen(self, room: Newsroom) -> None:
        _put(room.pages, self.name, self.keys)


@dataclass(frozen=True)
class Present:
    """An author's profile is written, or deleted."""

    name: str
    keys: Keys | None

    def happen(self, room: Newsroom) -> None:
        _put(room.authors, self.name, self.keys)


def _put(shelf: dict[str, Keys], name: str, keys: Keys | None) -> None:
    shelf.pop(name, None)
    if keys is not None:
        shelf[name] = keys


@dataclass(frozen=True)
class Depict:
    """A picture comes, is replaced, or goes (no bytes)."""

    name: str
    data: bytes

    def happen(self, room: Newsroom) -> None:
        room.pictures.pop(self.name, None)
        if self.data:
            room.pictures[self.name] = self.data


# ---------------------------------------------------------------- what happens to all pages


@dataclass(frozen=True)
class Decree:
    """A key of `site.toml` gets a value; none takes it away."""

    key: str
    value: str | None

    def happen(self, room: Newsroom) -> None:
        room.faults.clear()
        room.settings.pop(self.key, None)
        if self.value is not None:
            room.settings[self.key] = self.value


@dataclass(frozen=True)
class Organise:
    """The newsroom's sections change."""

    sections: tuple[str, ...]

    def happen(self, room: Newsroom) -> None:
        room.faults.clear()
        room.sections = self.sections


@dataclass(frozen=True)
class Dress:
    """A file of the theme changes."""

    name: str
    variant: int

    def happen(self, room: Newsroom) -> None:
        room.faults.clear()
        room.theme[self.name] = dressed(self.name, self.variant)


Change = Put | Set | Remove | Move | Twin | Break | Mend | Stand | Present | Depict | Decree | Organise | Dress
