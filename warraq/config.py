"""`site.toml` → Config, every key checked. Knows nothing of reports, themes or the command line."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec
import tzdata

from warraq import arabic, publisher, urls
from warraq.fields import Fields
from warraq.nodes import Node, Unreadable, from_toml, table
from warraq.notices import Security, humans, security
from warraq.problems import Problem, hints, problem
from warraq.publisher import Publisher
from warraq.typeset import Setting

_KEYS = [
    "name",
    "full_name",
    "description",
    "base_url",
    "language",
    "timezone",
    "months",
    "numerals",
    "hijri",
    "hijri_offset",
    "words_per_minute",
    "arabic",
    "copyright",
    "theme",
    "permalink",
    "slug_style",
    "per_page",
    "short_links",
    "fast_markdown",
    "lite",
    "cards",
    "sections",
    "nav",
    "publisher",
    "feeds",
    "humans",
    "security",
    "search",
    "deploy",
    "mirrors",
]
_SHORT_LINKS = ("pages", "rules", "off")
_DEPLOY_KINDS = ("folder", "rsync", "s3", "git")
_DEPLOY_KEYS = [
    "kind",
    "path",
    "host",
    "user",
    "port",
    "bucket",
    "prefix",
    "endpoint",
    "region",
    "remote",
    "branch",
    "keep",
    "delete",
]
_SECTION_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_AUTHORITY = re.compile(r"[a-z0-9.-]+,\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_GUIDS_SINCE = 2026  # the year in which this way of making guids was fixed
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?", re.ASCII)
_FURTHEST_SIGHTING = 2  # days between the calculated calendar and a country's own (T-2.13)
_ZONES = Path(tzdata.__file__).parent  # read as files: importlib.resources takes longer to load than all of this
_BLANK = re.compile(r"[\s\x00-\x20\x7f]")


class Section(msgspec.Struct, frozen=True):
    """A desk of the newsroom; `key` stands in addresses, `name` on pages."""

    key: str
    name: str
    description: str = ""


class FeedRules(msgspec.Struct, frozen=True):
    """What the feeds hold, and the name under which guids are minted (RFC 4151: authority,date)."""

    items: int = 30
    full: bool = True
    authority: str = ""
    archive: bool = True  # whether the past of each feed stays to be read, bound in volumes (RFC 5005)
    hub: str = ""  # where changes are announced (WebSub)


class Usage(msgspec.Struct, frozen=True):
    """How the outlet sets its Arabic: `[arabic]` of `site.toml`. All of it is off unless asked for."""

    digit_lists: bool = False  # «١.» at the start of a line begins a list (T-2.29)
    smart_quotes: bool = False  # "…" becomes «…» (T-1.22)
    normalize_digits: bool = False  # an author's digits become those of `numerals` (T-2.8)
    sort_without_article: bool = False  # indexes put «الأمن» under أ (T-2.14)


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The outlet as `site.toml` describes it."""

    name: str
    full_name: str
    description: str
    base_url: str  # without a closing slash
    language: str = "ar"
    timezone: str = "UTC"
    months: str = "levantine"
    numerals: arabic.Numerals = "latn"
    hijri: bool = False
    hijri_offset: int = 0  # days, where the month begins by sighting (T-2.13)
    words_per_minute: int = 200  # silent reading of news prose (T-2.4)
    usage: Usage = Usage()
    copyright: str = ""
    theme: str = "diwan"
    permalink: str = "/{yyyy}/{mm}/{slug}/"
    slug_style: arabic.SlugStyle = "arabic"
    per_page: int = 20
    short_links: str = "pages"
    lite: bool = True  # whether each page has a twin in the light edition
    cards: bool = True  # whether each report has a picture for messengers to show
    fast_markdown: bool = True  # plain prose is set without Python-Markdown, to the same bytes (galley)
    sections: tuple[Section, ...] = ()
    nav: tuple[tuple[str, str], ...] = ()  # label, site path or whole address
    publisher: Publisher = Publisher()
    feeds: FeedRules = FeedRules()
    humans: tuple[tuple[str, str], ...] = ()  # lines of humans.txt: label and value
    security: Security | None = None  # what security.txt says

    @property
    def zone(self) -> ZoneInfo:
        """The newsroom's time zone, from the tzdata package and never from the machine (T-2.10)."""
        return zone(self.timezone)

    def iso(self, at: int) -> str:
        """A moment (seconds since 1970) as RFC 3339 with the newsroom's offset; that of an old local mean time,
        which no standard can write, gives way to UTC.
        """
        local = datetime.fromtimestamp(at, self.zone)
        offset = local.utcoffset() or timedelta()
        return (local.astimezone(UTC) if offset.seconds % 60 else local).isoformat()

    def setting(self, lang: str) -> Setting:
        """How texts in `lang` (else in the outlet's language) are set."""
        language = lang or self.language
        digits = arabic.digits_of(language, self.numerals)
        return Setting(language, digits, self.usage.smart_quotes, self.usage.normalize_digits)

    def section(self, word: str) -> Section | None:
        """The section that `word` names, by key or by name in any spelling."""
        wanted = arabic.fold(word)
        for section in self.sections:
            if wanted in {section.key, arabic.fold(section.name)}:
                return section
        return None


class Unusable(Exception):
    """The outlet cannot be built at all; carries the Problems that say why (exit code 2)."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)  # as it is, so that it comes whole out of another process
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(found.english for found in self.problems)


@cache
def zone(name: str) -> ZoneInfo:
    """The time zone `name` by the tzdata package's tables. Raises KeyError where there is none."""
    if name not in zone_names():
        raise KeyError(name)
    with (_ZONES / "zoneinfo").joinpath(*name.split("/")).open("rb") as table_of_zone:
        return ZoneInfo.from_file(table_of_zone, key=name)


def zone_names() -> tuple[str, ...]:
    """All time zones that the tzdata package has."""
    return tuple((_ZONES / "zones").read_text(encoding="utf-8").split())


def read(text: str, path: str) -> tuple[Config, tuple[Problem, ...]]:
    """The Config that `text` describes, and warnings. Raises Unusable with every error at once.

    `path` is how the file is named in problems.
    """
    problems: list[Problem] = []
    try:
        root = from_toml(text, path)
    except Unreadable as error:
        raise Unusable((error.problem,)) from error
    fields = Fields(root, {key: key for key in _KEYS}, problems)
    config = _config(fields)
    if any(found.is_error for found in problems):
        raise Unusable(tuple(sorted(problems)))
    return config, tuple(sorted(problems))


def _config(fields: Fields) -> Config:
    fields.missing("name", "base_url", "copyright")
    name = fields.text("name")
    full_name = fields.text("full_name") or name
    base_url, language, timezone = _base_url(fields), _language(fields), _timezone(fields)
    _say_what_waits(fields)
    return Config(
        name=name,
        full_name=full_name,
        description=fields.text("description") or full_name,
        base_url=base_url,
        language=language,
        timezone=timezone,
        months=fields.choice("months", "levantine", arabic.MONTH_SETS),
        numerals="arab" if fields.choice("numerals", "latn", ("latn", "arab")) == "arab" else "latn",
        hijri=fields.flag("hijri"),
        hijri_offset=fields.number("hijri_offset", 0, -_FURTHEST_SIGHTING, _FURTHEST_SIGHTING),
        words_per_minute=fields.number("words_per_minute", 200, 50, 1000),
        usage=_usage(fields),
        copyright=fields.text("copyright"),
        theme=fields.text("theme") or "diwan",
        permalink=_permalink(fields),
        slug_style=fields.choice("slug_style", "arabic", ("arabic", "latin", "id")),  # type: ignore[arg-type]  # checked
        per_page=fields.number("per_page", 20, 1, 500),
        short_links=fields.choice("short_links", "pages", _SHORT_LINKS),
        lite=fields.flag("lite", default=True),
        cards=fields.flag("cards", default=True),
        fast_markdown=fields.flag("fast_markdown", default=True),
        sections=_sections(fields),
        nav=_nav(fields),
        publisher=publisher.read(fields),
        feeds=_feeds(fields, base_url),
        humans=humans(fields),
        security=security(fields, language, zone(timezone)),
    )


def _usage(fields: Fields) -> Usage:
    node = fields.node("arabic")
    if node is None:
        return Usage()
    keys = Usage.__struct_fields__
    inner = Fields(node, {key: key for key in keys}, fields.problems)
    return Usage(*(inner.flag(key) for key in keys))


def _base_url(fields: Fields) -> str:
    value = fields.text("base_url")
    if value and not is_base_url(value):
        fields.note("E203", "base_url", value=value)
        return ""
    return value.rstrip("/")


def is_base_url(value: str) -> bool:
    """Whether `value` can be the site's own address: http(s), an ASCII host, a clean path."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return False
    path = parts.path.rstrip("/")
    return (
        parts.scheme in {"http", "https"}
        and port != 0
        and bool(_HOST.fullmatch(parts.netloc))
        and not any(sign in value for sign in "?#\\")
        and not _BLANK.search(value)
        and (not path or urls.encoded(urls.site_path(path + "/") or "") == path + "/")
    )


def _language(fields: Fields) -> str:
    value = fields.text("language") or "ar"
    if not arabic.is_language(value):
        fields.note("E134", "language", value=value)
        return "ar"
    return value


def _timezone(fields: Fields) -> str:
    value = fields.text("timezone") or "UTC"
    if value not in zone_names():
        fields.note("E204", "timezone", value=value, **hints(value, zone_names()))
        return "UTC"
    return value


def _permalink(fields: Fields) -> str:
    value = fields.text("permalink") or "/{yyyy}/{mm}/{slug}/"
    if not urls.is_permalink(value):
        fields.note("E205", "permalink", value=value)
    return value


def _subtables(fields: Fields, key: str) -> tuple[tuple[Node, Node], ...]:
    """The pairs (name, table) below `[key]`; a value that is no table is a problem."""
    node = fields.node(key)
    if node is None:
        return ()
    if node.kind != "table":
        fields.note("E124", key, key=key, key_en=key)
    for name, value in table(node):
        if value.kind != "table":
            fields.problems.append(
                problem("E124", value.where, key=f"{key}.{name.value}", key_en=f"{key}.{name.value}")
            )
    return tuple((name, value) for name, value in table(node) if value.kind == "table")


def _sections(fields: Fields) -> tuple[Section, ...]:
    found = []
    for key, node in _subtables(fields, "sections"):
        inner = Fields(node, {"name": "name", "description": "description"}, fields.problems)
        inner.missing("name")
        if not _SECTION_KEY.fullmatch(str(key.value)):
            fields.problems.append(problem("E206", key.where, value=key.value))
        found.append(Section(str(key.value), inner.text("name"), inner.text("description")))
    return tuple(found)


def _nav(fields: Fields) -> tuple[tuple[str, str], ...]:
    node = fields.node("nav")
    if node is None:
        return ()
    labels = Fields(node, {str(label.value): str(label.value) for label, _ in table(node)}, fields.problems)
    found = []
    for label, _ in table(node):
        target = labels.text(str(label.value))
        clean = publisher.target(target)
        if clean is None:
            labels.note("E207", str(label.value), value=target)
        else:
            found.append((arabic.normal(str(label.value)), clean))
    return tuple(found)


def _feeds(fields: Fields, base_url: str) -> FeedRules:
    """The feed rules; guids are minted under the host in `site.toml`, also where a mirror is built (--base-url)."""
    authority = f"{urlsplit(base_url).hostname or 'localhost'},{_GUIDS_SINCE}"
    node = fields.node("feeds")
    if node is None:
        return FeedRules(authority=authority)
    inner = Fields(node, {key: key for key in FeedRules.__struct_fields__}, fields.problems)
    return FeedRules(
        items=inner.number("items", 30, 1, 500),
        full=inner.flag("full", default=True),
        authority=_authority(inner) or authority,
        archive=inner.flag("archive", default=True),
        hub=_hub(inner),
    )


def _hub(inner: Fields) -> str:
    value = inner.text("hub")
    clean = publisher.web_site(value)
    if value and not clean:
        inner.note("E216", "hub", value=value)
    return clean or ""


def _authority(inner: Fields) -> str:
    value = inner.text("authority")
    if value and not _AUTHORITY.fullmatch(value):
        inner.note("E208", "authority", value=value)
    return value


def _say_what_waits(fields: Fields) -> None:
    """Keys of the contract whose work comes later: their shape is checked, and nobody is left waiting in silence."""
    search = fields.node("search")
    if search is not None and Fields(search, {"enabled": "enabled"}, fields.problems).flag("enabled"):
        fields.note("W290", "search", key="search", key_en="search")
    for name, node in _subtables(fields, "deploy"):
        inner = Fields(node, {key: key for key in _DEPLOY_KEYS}, fields.problems)
        inner.missing("kind")
        inner.choice("kind", "folder", _DEPLOY_KINDS)
        inner.problems.append(problem("W290", name.where, key=f"deploy.{name.value}", key_en=f"deploy.{name.value}"))
    if "mirrors" in fields:
        fields.note("W290", "mirrors", key="mirrors", key_en="mirrors")
