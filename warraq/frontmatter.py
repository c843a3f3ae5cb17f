"""What each key of front matter means: fields → a Report, a standing page or an author's profile.

Pure. Knows the keys (design, section 4), in English and Arabic, and nothing of how a file is cut into front matter
and text; what other reports say, and which moment it is, are matters of `site`.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import PurePosixPath
from types import MappingProxyType

import msgspec

from warraq import arabic, fingerprint, urls
from warraq.config import Config
from warraq.fields import Fields, folded
from warraq.model import KINDS, Body, Correction, Image, Kind, Moment, Profile, Report, StandingPage, Withdrawal
from warraq.nodes import Node, plain, table
from warraq.problems import Problem, hints
from warraq.source import Source
from warraq.typeset import Setting, typeset_line

REPORT_KEYS = {
    "title": "عنوان",
    "date": "تاريخ",
    "id": "معرّف",
    "slug": "مسار",
    "kicker": "تمهيد",
    "deck": "عنوان_فرعي",
    "summary": "ملخص",
    "section": "قسم",
    "tags": "وسوم",
    "places": "أماكن",
    "authors": "كتّاب",
    "sources": "مصادر",
    "series": "سلسلة",
    "updated": "تحديث",
    "corrections": "تصويبات",
    "image": "صورة",
    "draft": "مسودة",
    "featured": "بارز",
    "breaking": "عاجل",
    "expires": "ينتهي",
    "withdrawn": "مسحوب",
    "content_warning": "تحذير",
    "aliases": "مسارات_سابقة",
    "kind": "نوع",
    "lang": "لغة",
    "translation_of": "ترجمة_لـ",
    "extra": "إضافي",
    "copyright": "حقوق",
    "license": "رخصة",
}
_PAGE_KEYS = ("title", "slug", "deck", "summary", "draft", "aliases", "lang", "extra")
_PROFILE_KEYS = ("title", "slug", "deck", "draft", "lang", "extra")
_KINDS_IN_ARABIC: dict[str, Kind] = {
    "تقرير": "report",
    "تحليل": "analysis",
    "رأي": "opinion",
    "خلفية": "background",
    "مباشر": "live",
}
PART_KEYS = {
    "date": "تاريخ",
    "text": "نص",
    "reason": "سبب",
    "src": "ملف",
    "alt": "بديل",
    "caption": "شرح",
    "credit": "مصدر",
}
_IDENTITY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", re.ASCII)
_SUMMARY_LETTERS = 240
_MOST_NAMES = 100  # in one list of one report: each has a page and a feed of its own

_LINES = ("title", "kicker", "deck", "summary", "content_warning")

Item = Report | StandingPage | Profile


class Context(msgspec.Struct, frozen=True):
    """What parsing needs besides the file: the outlet, how its folder is named, the media that exist, kept slugs."""

    config: Config
    label: str
    media: frozenset[str]
    pins: Mapping[str, str] = MappingProxyType({})  # slug by id (`pins`)


def item(source: Source, front: Node, body: Body, context: Context, problems: list[Problem]) -> Item | None:
    """The item that front matter describes, as far as it can be read; what is wrong goes to `problems`."""
    fields = Fields(front, _names_for(source), problems)
    made = _READERS[source.shelf](source, fields, body, context)
    return _typeset(made, context.config.setting(made.lang)) if made else None


def _typeset(made: Item, setting: Setting) -> Item:
    """The item with its titles and other lines set as its text is (T-1.22, T-2.8); names and slugs stay as typed."""
    if not (setting.smart_quotes or setting.normalize_digits):
        return made
    lines: dict[str, object] = {key: typeset_line(getattr(made, key), setting) for key in _LINES if hasattr(made, key)}
    if isinstance(made, Report):
        lines["corrections"] = tuple(Correction(one.date, typeset_line(one.text, setting)) for one in made.corrections)
    return msgspec.structs.replace(made, **lines)


def language(front: Node) -> str:
    """The language that front matter says its text is in; empty where it says none, or none that there is.

    Asked before anything else is read, as the text is set by it.
    """
    said = (arabic.normal(str(value.value)).strip() for key, value in table(front) if key_name(key) == "lang")
    return next((tag for tag in said if arabic.is_language(tag)), "")


def key_name(key: Node) -> str:
    """The English name of a key of front matter, however its letters are spelt («معرف», `ID`); empty for no key."""
    word = str(key.value)
    return _KEY_NAMES.get(word) or _KEY_NAMES.get(arabic.fold(arabic.normal(word)), "")


_KEY_NAMES = folded(tuple((PART_KEYS | REPORT_KEYS).items()))


def _names_for(source: Source) -> Mapping[str, str]:
    keys: Iterable[str] = {"pages": _PAGE_KEYS, "authors": _PROFILE_KEYS}.get(source.shelf, REPORT_KEYS)
    return {key: REPORT_KEYS[key] for key in keys}


# ---------------------------------------------------------------- reports


def _report(source: Source, fields: Fields, body: Body, context: Context) -> Report | None:
    config = context.config
    fields.missing("title", "date")
    title, date = fields.text("title"), _moment(fields, "date", config)
    identity = _identity(fields, source)
    slug = _slug(fields, title, config.slug_style, identity, _pinned(fields, identity, date, context))
    section = _section(fields, config)
    expires = _moment(fields, "expires", config)
    if date and expires and expires.at <= date.at:
        fields.note("E136", "expires", value=fields.text("expires"))
    report = Report(
        path=source.path,
        id=identity,
        url=_report_url(config, date or Moment(0), {"slug": slug, "id": identity, "section": section}),
        slug=slug,
        title=title,
        date=date or Moment(0),
        section=section,
        kicker=fields.text("kicker"),
        deck=fields.text("deck"),
        summary=fields.text("summary") or arabic.excerpt(body.opening, _SUMMARY_LETTERS),
        tags=_names(fields, "tags"),
        places=_names(fields, "places"),
        authors=_names(fields, "authors"),
        sources=fields.words("sources"),
        series=fields.text("series"),
        updated=_moment(fields, "updated", config),
        corrections=_corrections(fields, config),
        image=_image(fields, context),
        draft=fields.flag("draft"),
        featured=fields.flag("featured"),
        breaking=fields.flag("breaking"),
        expires=expires,
        withdrawn=_withdrawal(fields, config),
        content_warning=fields.text("content_warning"),
        aliases=_aliases(fields),
        kind=fields.choice("kind", "report", KINDS, _KINDS_IN_ARABIC),  # type: ignore[arg-type]  # choice checked it
        lang=_lang(fields),
        translation_of=fields.text("translation_of"),
        extra=_extra(fields),
        copyright=fields.text("copyright"),
        license=fields.text("license"),
        words=body.words,
    )
    return report if date else None


def _moment(fields: Fields, key: str, config: Config) -> Moment | None:
    found = fields.moment(key, config.zone)
    return Moment(*found) if found else None


def _identity(fields: Fields, source: Source) -> str:
    """The report's `id`; without one it is derived from the path, so it moves when the file is moved."""
    if "id" not in fields:
        return derived_id(source)
    value = fields.text("id")
    if value and not (_IDENTITY.fullmatch(value) and urls.is_segment(value)):
        fields.note("E133", "id", value=value)
    return value


def derived_id(source: Source) -> str:
    """The identity of a report that gives none: made of its path, so it changes when the file is moved."""
    return fingerprint.short_digest(unicodedata.normalize("NFC", source.path))


def pin_key(source: Source, identity: str, date: Moment, config: Config) -> str:
    """Under what name the report's slug is kept (`pins`): a derived identity holds for that day's report only."""
    return identity if identity != derived_id(source) else _dated(identity, date, config)


def _dated(identity: str, date: Moment, config: Config) -> str:
    return f"{identity}@{datetime.fromtimestamp(date.at, config.zone).date().isoformat()}"


def _pinned(fields: Fields, identity: str, date: Moment | None, context: Context) -> str:
    """The slug kept for the report. A given id may once have been the derived one, so both names are looked for."""
    if not context.pins:
        return ""
    dated = context.pins.get(_dated(identity, date, context.config), "") if date else ""
    return dated or (context.pins.get(identity, "") if "id" in fields else "")


def _slug(fields: Fields, title: str, style: arabic.SlugStyle, fallback: str, pinned: str = "") -> str:
    """The slug that was given, else the one kept for the report, else the title's (T-2.23)."""
    if "slug" not in fields and pinned:
        return pinned
    if "slug" not in fields:
        made = arabic.slug(title, style=style, fallback=fallback)
        return made if urls.is_segment(made) else fallback  # a title may be the name of a device: CON
    value = fields.text("slug")
    if value and not urls.is_slug(value):
        fields.note("E131", "slug", value=value)
    return value


def _report_url(config: Config, date: Moment, values: dict[str, str]) -> str:
    """The permalink filled in; the day is the newsroom's day."""
    day = datetime.fromtimestamp(date.at, config.zone)
    dated = {"yyyy": f"{day.year:04}", "mm": f"{day.month:02}", "dd": f"{day.day:02}"}
    return urls.report_path(config.permalink, dated | values)


def _section(fields: Fields, config: Config) -> str:
    word = fields.text("section")
    if not word:
        return ""
    section = config.section(word)
    if section is None:
        known = [name for one in config.sections for name in (one.key, one.name)]
        fields.note("E130", "section", value=word, **hints(word, known))
        return ""
    return section.key


def _names(fields: Fields, key: str) -> tuple[str, ...]:
    """Names without doubles: two spellings of one name in one report are one name, the first."""
    names: dict[str, str] = {}
    for name in fields.words(key):
        names.setdefault(arabic.fold(name), name)
    if len(names) > _MOST_NAMES:
        fields.note("E129", key, key=REPORT_KEYS[key], key_en=key, most=_MOST_NAMES)
        return ()
    return tuple(names.values())


def _part(fields: Fields, node: Node, *keys: str) -> Fields:
    return Fields(node, {name: PART_KEYS[name] for name in keys}, fields.problems)


def _corrections(fields: Fields, config: Config) -> tuple[Correction, ...]:
    found = []
    for node in fields.tables("corrections"):
        part = _part(fields, node, "date", "text")
        part.missing("date", "text")
        date = _moment(part, "date", config)
        if date:
            found.append(Correction(date, part.text("text")))
    return tuple(sorted(found, key=lambda one: one.date))


def _withdrawal(fields: Fields, config: Config) -> Withdrawal | None:
    node = fields.table("withdrawn")
    if node is None:
        return None
    part = _part(fields, node, "date", "reason")
    part.missing("date", "reason")
    return Withdrawal(_moment(part, "date", config) or Moment(0), part.text("reason"))


def _image(fields: Fields, context: Context) -> Image | None:
    node = fields.table("image")
    if node is None:
        return None
    part = _part(fields, node, "src", "alt", "caption", "credit")
    part.missing("src", "alt", "credit")
    written = part.text("src")
    src = urls.media_path(written)
    if written and src not in context.media:
        part.note("E135", "src", value=written)
    alt = part.text("alt", may_be_empty=True)  # "" says that the picture tells nothing; it has to be said (T-4.8)
    return Image(src, alt, part.text("credit"), part.text("caption"))


def _aliases(fields: Fields) -> tuple[str, ...]:
    found = []
    for written in fields.words("aliases"):
        path = urls.alias_path(written)
        if path is None:
            fields.note("E132", "aliases", value=written)
        else:
            found.append(path)
    return tuple(dict.fromkeys(found))


def _lang(fields: Fields) -> str:
    value = fields.text("lang")
    if value and not arabic.is_language(value):
        fields.note("E134", "lang", value=value)
        return ""
    return value


def _extra(fields: Fields) -> tuple[tuple[str, object], ...]:
    node = fields.node("extra")
    if node is None:
        return ()
    if node.kind != "table":
        fields.note("E124", "extra", key=REPORT_KEYS["extra"], key_en="extra")
    return tuple((arabic.normal(str(key.value)), plain(value)) for key, value in table(node))


# ---------------------------------------------------------------- standing pages and profiles


def _page(source: Source, fields: Fields, body: Body, _context: Context) -> StandingPage:
    fields.missing("title")
    title = fields.text("title")
    stem = PurePosixPath(source.path).stem
    fallback = fingerprint.short_digest(source.path)
    slug = _slug(fields, stem, "arabic", fallback)
    return StandingPage(
        path=source.path,
        url=f"/{slug}/",
        title=title,
        deck=fields.text("deck"),
        summary=fields.text("summary") or arabic.excerpt(body.opening, _SUMMARY_LETTERS),
        draft=fields.flag("draft"),
        lang=_lang(fields),
        aliases=_aliases(fields),
        extra=_extra(fields),
    )


def _profile(source: Source, fields: Fields, _body: Body, _context: Context) -> Profile:
    fields.missing("title")
    return Profile(
        path=source.path,
        name=fields.text("title"),
        slug=_slug(fields, fields.text("title"), "arabic", "") if "slug" in fields else "",
        deck=fields.text("deck"),
        draft=fields.flag("draft"),
        lang=_lang(fields),
        extra=_extra(fields),
    )


_READERS = {"reports": _report, "pages": _page, "authors": _profile}
