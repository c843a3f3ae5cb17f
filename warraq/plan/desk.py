"""The turns of phrase that all views share: links, dates, teasers, frames, resolved texts. Knows no page kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType

import msgspec

from warraq import arabic, urls
from warraq.config import Config
from warraq.feeds.subscriptions import FORMATS, title
from warraq.links import has_scheme, relinked
from warraq.media import icons, inline
from warraq.media.frames import Use, framed
from warraq.media.icons import Emblem
from warraq.model import Correction, Image, Moment, Report, StandingPage, TermField
from warraq.plan.opengraph import locale
from warraq.problems import Problem, Where, problem
from warraq.site import Site, Term
from warraq.views import (
    CorrectionView,
    Day,
    Feed,
    Frame,
    Href,
    Html,
    Link,
    Outlet,
    Paging,
    Picture,
    Social,
    SocialImage,
    Teaser,
    When,
)

MANIFEST = "/manifest.webmanifest"
_DAYS = 8_192  # kept in mind; some twenty years
_NAMES: Mapping[str, str] = MappingProxyType({"rss": "RSS", "atom": "Atom", "json": "JSON Feed"})
_TEASERS = 4_096  # kept in mind, with their days


def outlet(config: Config, emblem: Emblem) -> Outlet:
    """The outlet as every template sees it; navigation comes from `site.toml` alone."""
    icon, logo = (icons.path(emblem, name) for name in ("icon-180", "icon-192"))
    return Outlet(
        name=config.name,
        full_name=config.full_name,
        description=config.description,
        home=_href(config, "/"),
        language=config.language,
        dir=arabic.direction(config.language),
        copyright=config.copyright,
        sections=tuple(
            Link(section.name, _href(config, urls.list_path("section", section.key))) for section in config.sections
        ),
        nav=tuple(
            Link(label, _href(config, target) if target.startswith("/") else Href(target))
            for label, target in config.nav
        ),
        archive=_href(config, "/archive/"),
        corrections=_href(config, "/corrections/"),
        feed=Feed(config.name, _href(config, "/feed.xml")),
        manifest=_href(config, MANIFEST),
        icon=_href(config, icon) if icon else Href(""),
        logo=_href(config, logo) if emblem.logo else Href(""),
        paper=emblem.paper,
        night=emblem.night,
        feeds=_href(config, "/feeds/"),
    )


def _href(config: Config, path: str) -> Href:
    return Href(urls.href(config.base_url, path))


@lru_cache(maxsize=_DAYS)
def _day(day: date, language: str, months: str, numerals: arabic.Numerals, hijri_offset: int | None) -> When:
    """A day without its hour; `hijri_offset` is None where no Hijri date is shown."""
    full = arabic.day_words(day, months=months, numerals=numerals, language=language)
    return When(
        iso=day.isoformat(),
        date=arabic.date_words(day, months=months, numerals=numerals, language=language),
        day=full,
        moment=full,
        hijri=_hijri(day, hijri_offset, numerals) if arabic.is_arabic(language) else "",
    )


def _hijri(day: date, offset: int | None, numerals: arabic.Numerals) -> str:
    return "" if offset is None else arabic.hijri_words(day, offset=offset, numerals=numerals) or ""


class _Listed(msgspec.Struct, frozen=True):
    """A report in a list, and the heading of its day, which gives no hour."""

    day: When
    teaser: Teaser


def _listed(site: Site, report: Report) -> _Listed:
    desk = Desk(site)
    return _Listed(desk.day(report), desk.teaser(report))


@dataclass(frozen=True, slots=True)
class Desk:
    """A Site, and how its things are put on a page."""

    site: Site

    @property
    def config(self) -> Config:
        """The outlet's configuration."""
        return self.site.config

    def href(self, path: str) -> Href:
        """The address of a site path, as pages write it."""
        return _href(self.config, path)

    def frame(  # noqa: PLR0913 (the head of a page has that many parts, all named)
        self,
        path: str,
        title: str,
        *,
        lang: str = "",
        description: str = "",
        copyright_line: str = "",
        feed: Feed | None = None,
        indexed: bool = True,
        card: str = "",
    ) -> Frame:
        """The head and foot of the page at a site path; language and copyright are the outlet's unless given."""
        language = lang or self.config.language
        return Frame(
            title=title,
            canonical=urls.absolute(self.config.base_url, path),
            lang=language,
            dir=arabic.direction(language),
            digits=arabic.digits_of(language, self.config.numerals),
            description=description,
            copyright=copyright_line or self.config.copyright,
            feeds=self.feeds(feed) if feed else self.feeds(),
            indexed=indexed,
            card=urls.absolute(self.config.base_url, card) if card else "",
            lite=self.twin(path),
            social=self._social(language) if indexed else None,
        )

    def _social(self, language: str) -> Social:
        """What is told of a page that is no report; the outlet's mark stands for it."""
        icon = self.icon("icon-512")
        image = SocialImage(icon, 512, 512, self.config.name, is_large=False) if icon else None
        return Social(locale=locale(language), image=image)

    def icon(self, name: icons.Name) -> str:
        """The whole address of an icon of the outlet; empty where it has none."""
        path = icons.path(self.site.emblem, name)
        return urls.absolute(self.config.base_url, path) if path else ""

    def twin(self, path: str) -> Href:
        """The address of the twin of the page at a site path; nothing where the outlet has no light edition."""
        return self.href(urls.lite_path(path)) if self.config.lite else Href("")

    def when(self, moment: Moment, lang: str = "") -> When:
        """A moment in the newsroom's zone, in the words and digits of `lang` (else the outlet's)."""
        config = self.config
        local = datetime.fromtimestamp(moment.at, config.zone)
        language = lang or config.language
        offset = config.hijri_offset if config.hijri else None
        said = _day(local.date(), language, config.months, config.numerals, offset)
        if not moment.has_time:
            return said
        hour = arabic.digits(f"{local.hour:02}:{local.minute:02}", arabic.digits_of(language, config.numerals))
        exact = arabic.with_hour(said.day, hour, language)
        return When(config.iso(moment.at), said.date, said.day, exact, hour, said.hijri)

    def day(self, report: Report) -> When:
        """The day of a report, without its hour."""
        return self.when(Moment(report.date.at, has_time=False))

    def outside_hijri(self, report: Report) -> tuple[Problem, ...]:
        """A warning where the outlet shows Hijri dates and the calendar does not reach this report's (T-2.12)."""
        day = self.day_of(report.date)
        if not self.config.hijri or arabic.hijri_words(day, offset=self.config.hijri_offset, numerals="latn"):
            return ()
        return (problem("W149", Where(f"{self.site.label}/{report.path}"), value=day.isoformat()),)

    def day_of(self, moment: Moment) -> date:
        """The day of a moment in the newsroom's zone."""
        return datetime.fromtimestamp(moment.at, self.config.zone).date()

    def tongue(self, lang: str) -> tuple[str, str]:
        """(language, direction) to be said of a text in `lang`; nothing where it is the outlet's own."""
        return (lang, arabic.direction(lang)) if lang and lang != self.config.language else ("", "")

    def month(self, month: str) -> str:
        """The name of a month (YYYY-MM) without its year."""
        return arabic.month_name(int(month[5:]), self.config.months, self.config.language)

    def digits(self, number: int | str) -> str:
        """A number in the outlet's digits."""
        return arabic.digits(str(number), arabic.digits_of(self.config.language, self.config.numerals))

    def section(self, key: str) -> Link | None:
        """A section, leading to its list."""
        section = self.site.section(key)
        return Link(section.name, self.href(urls.list_path("section", key))) if section else None

    def term(self, term: Term) -> Link:
        """A name, leading to its list where it has one."""
        return Link(term.name, self.href(urls.list_path(term.field, term.slug)) if term.slug else Href(""))

    def terms(self, report: Report, field: TermField) -> tuple[Link, ...]:
        """A report's names in one field, in the report's own order, each in its usual spelling."""
        return tuple(self.term(self.site.term(field, name)) for name in report.terms(field))

    def teaser(self, report: Report) -> Teaser:
        """A report as lists show it."""
        lang, direction = self.tongue(report.lang)
        return Teaser(
            title=report.title,
            href=self.href(report.url),
            when=self.when(report.date),
            kicker=report.kicker,
            summary=report.summary,
            section=self.section(report.section),
            authors=self.terms(report, "author"),
            breaking=report.breaking,
            kind=report.kind,
            lang=lang,
            dir=direction,
            picture=self._thumbnail(report),
        )

    def _thumbnail(self, report: Report) -> Picture | None:
        """The picture of a report in lists; what readers are warned of before its text is not shown there."""
        return self.picture(report.image, "thumbnail") if report.image and not report.content_warning else None

    def picture(self, image: Image, use: Use) -> Picture | None:
        """A picture in the sizes that its use asks for; None where it cannot be shown."""
        original = self.site.picture(image.src)
        return framed(original, self.site.recipe, self.config.base_url, use, image) if original else None

    def title(self, report: Report) -> Link:
        """A report's title, leading to it."""
        return Link(report.title, self.href(report.url), *self.tongue(report.lang))

    def correction(self, report: Report, made: Correction, lang: str = "") -> CorrectionView:
        """A correction of a report, its date in the words of `lang` (else the outlet's)."""
        days = (self.day_of(made.date) - self.day_of(report.date)).days
        said_in, direction = self.tongue(report.lang)
        return CorrectionView(self.when(made.date, lang), made.text, max(0, days), lang=said_in, dir=direction)

    def teasers(self, numbers: Iterable[int]) -> tuple[Teaser, ...]:
        """Reports by their numbers, as lists show them."""
        return tuple(one.teaser for one in map(self.site.maker(_listed, _TEASERS), numbers))

    def days(self, numbers: Iterable[int]) -> tuple[Day, ...]:
        """Reports by their numbers, newest first, a day a group."""
        grouped = groupby(map(self.site.maker(_listed, _TEASERS), numbers), key=attrgetter("day"))
        return tuple(Day(day, tuple(one.teaser for one in group)) for day, group in grouped)

    def feed(self, path: str = "/", name: str = "") -> Feed:
        """The feed of the list at a site path, or the outlet's own."""
        return Feed(title(self.config.name, name), self.href(f"{path}feed.xml"))

    def feeds(self, *of_lists: Feed) -> tuple[Feed, ...]:
        """The outlet's own feed in each format, and those of lists (T-3.7)."""
        offered = ((self.config.name, *FORMATS[kind]) for kind in FORMATS)
        named = ((f"{name} ({_NAMES[form]})", file, kind) for name, form, file, kind in offered)
        return (*(Feed(name, self.href(f"/{file}"), kind) for name, file, kind in named), *of_lists)

    def paging(self, path: str, number: int, count: int) -> Paging:
        """The neighbours of page `number` (0 is the front) of the list of `count` things at a site path."""
        total = self.site.numbered_pages(count)

        def page(wanted: int) -> Href:
            return self.href(f"{path}page/{wanted}/")

        if number == 0:
            return Paging(0, newer=Href(""), older=page(total) if total else Href(""))
        newer = self.href(path) if number == total else page(number + 1)
        return Paging(number, newer=newer, older=page(number - 1) if number > 1 else Href(""))

    def text(self, path: str, *, is_first: bool = True) -> Html:
        """The text of a source with its links resolved; what leads nowhere loses its address and keeps its words.

        So does a picture that cannot be shown. `is_first`: no picture stands above it, and readers see it at once.
        """
        return Html(
            inline.with_pictures(
                self.site.body(path),
                lambda words: relinked(words, lambda seen: self._resolved(path, seen)),
                lambda written, place: self._pictured(written, is_first=is_first and place == 0),
            )
        )

    def _pictured(self, written: inline.Written, *, is_first: bool) -> str:
        original = self.site.picture_in(written.src)
        if original is None:
            return inline.told(written)
        words = Image(original.path, written.alt, "")
        shown = framed(original, self.site.recipe, self.config.base_url, "text", words)
        return inline.markup(shown, written.kept, is_first=is_first)

    def _resolved(self, path: str, seen: str) -> str | None:
        if seen.startswith("#"):
            return urls.encoded(seen)
        seen = self.site.without_own_base(seen)
        if has_scheme(seen):
            return seen
        found = self.site.destination(path, seen)
        return self.href(found) if found else None

    def dead_links(self, item: Report | StandingPage) -> tuple[Problem, ...]:
        """A warning for each link of the text that leads nowhere, at its place."""
        return tuple(
            problem("W142", Where(f"{self.site.label}/{item.path}", link.line, link.column), value=link.address)
            for link in item.links
            if self.site.destination(item.path, link.address) is None
        )
