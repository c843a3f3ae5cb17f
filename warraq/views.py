"""**The theme contract.** The only things that a template may see; one line for each field.

Views are frozen and complete: a template looks nothing up. Every `href` is ready to write, percent-encoded and
rooted; every text is plain text, to be escaped by the template, but for `Html`, which is safe already. A name or
title that a template prints goes through the filter `bdi`, in an attribute or `<title>` through `ordered`.
Knows nothing of how a view is made.

Contract 1.
"""

from typing import Literal, NewType

import msgspec

from warraq.media.cards import Card
from warraq.media.icons import Icon
from warraq.media.pictures import Derived
from warraq.model import Original
from warraq.problems import Problem

CONTRACT = 1

Href = NewType("Href", str)  # an address as it is written in a page: ASCII, percent-encoded once
Html = NewType("Html", str)  # sanitised HTML, to be printed with |safe
Json = NewType("Json", str)  # JSON in which nothing can end a <script>, to be printed with |safe inside one


class When(msgspec.Struct, frozen=True):
    """A moment, in the newsroom's zone, in the words and digits of the outlet or of the report's own language."""

    iso: str  # for <time datetime>: RFC 3339 with offset, or the day alone where no hour was given
    date: str  # 6 كانون الأول 2018
    day: str  # الخميس 6 كانون الأول 2018
    moment: str  # the day with its hour, where one was given: الخميس 6 كانون الأول 2018، 14:30
    time: str = ""  # 14:30, or nothing where no hour was given
    hijri: str = ""  # 28 ربيع الأول 1440 هـ, where the outlet shows it and the calendar reaches


class Link(msgspec.Struct, frozen=True):
    """A name that leads somewhere. `href` is empty where the name has no page."""

    name: str
    href: Href
    lang: str = ""  # only where it is not the outlet's
    dir: str = ""  # as lang


class CountedLink(msgspec.Struct, frozen=True):
    """A name that leads to a list, and how many reports the list has."""

    name: str
    href: Href
    count: int


class Picture(msgspec.Struct, frozen=True):
    """A picture as `<picture>` offers it: each size in several formats. All values but the words go into attributes."""

    sources: tuple[tuple[str, str], ...]  # (media type, srcset) of each `<source>`, the best first
    src: Href  # a JPEG, for browsers that choose nothing
    srcset: str  # of JPEGs, for the `<img>`
    sizes: str  # how wide it is shown: for each `<source>` and the `<img>`
    width: int  # pixels of the largest; with `height` it tells the shape
    height: int
    alt: str  # empty where the newsroom says that the picture tells nothing
    caption: str = ""
    credit: str = ""


class Teaser(msgspec.Struct, frozen=True):
    """A report as lists show it."""

    title: str
    href: Href
    when: When
    kicker: str = ""
    summary: str = ""
    section: Link | None = None
    authors: tuple[Link, ...] = ()
    breaking: bool = False
    kind: str = "report"
    lang: str = ""  # only where it is not the outlet's
    dir: str = ""  # as lang
    picture: Picture | None = (
        None  # the report's own, in small sizes, without caption and credit; none behind a warning
    )


class Day(msgspec.Struct, frozen=True):
    """The teasers of one day of a list."""

    when: When
    teasers: tuple[Teaser, ...]


class CorrectionView(msgspec.Struct, frozen=True):
    """A correction, and, on the corrections page, the report that it belongs to."""

    when: When
    text: str
    days: int = 0  # from the day of publication to that of the correction
    report: Link | None = None
    lang: str = ""  # of the text, only where it is not the outlet's
    dir: str = ""  # as lang


class Paging(msgspec.Struct, frozen=True):
    """The neighbours of a list's page; pages are numbered from the oldest.

    How many there are is not told: a numbered page stays the same file for ever.
    """

    number: int  # 0 for the list's front
    newer: Href  # empty on the front
    older: Href  # empty on the oldest page


class Feed(msgspec.Struct, frozen=True):
    """A feed that a page offers."""

    title: str
    href: Href
    media_type: str = "application/rss+xml"


class CalendarDay(msgspec.Struct, frozen=True):
    """A square of a month's calendar; one that no day stands on has no name."""

    name: str  # 6, in the outlet's digits
    href: Href  # where the day's reports are; empty where there are none
    count: int


class SocialImage(msgspec.Struct, frozen=True):
    """The picture that is shown beside a link to a page."""

    url: str  # whole address
    width: int  # pixels
    height: int
    alt: str
    media_type: str = "image/png"
    is_large: bool = True  # to be shown across; else as a mark beside the words


class Social(msgspec.Struct, frozen=True, kw_only=True):
    """What messengers and social networks are told of a page (ogp.me), beside what its frame and the outlet say."""

    kind: str = "website"  # article, profile
    title: str = ""  # the visible headline; empty where the theme's own words make it
    locale: str = ""  # ar_SY; empty where none is known
    locales: tuple[str, ...] = ()  # of its translations
    image: SocialImage | None = None
    published: str = ""  # RFC 3339, of a report; nothing on other pages
    modified: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()  # whole addresses of their pages


class Alternate(msgspec.Struct, frozen=True):
    """A page in a language: the page itself, or one of its translations."""

    lang: str  # BCP 47, or x-default
    url: str  # whole address


class Outlet(msgspec.Struct, frozen=True, kw_only=True):
    """The outlet, the same on every page."""

    name: str
    full_name: str
    description: str
    home: Href
    language: str
    dir: Literal["rtl", "ltr"]
    copyright: str  # the line at the foot of every page
    sections: tuple[Link, ...]
    nav: tuple[Link, ...]  # [nav] of site.toml
    archive: Href
    corrections: Href
    feed: Feed
    manifest: Href = Href("")  # of the web app
    icon: Href = Href("")  # 180 × 180 pixels, for home screens; nothing where there are no icons
    logo: Href = Href("")  # 192 × 192 pixels, where the outlet has a logo
    paper: str = "#ffffff"  # the colour behind pages by day, as CSS writes it
    night: str = "#000000"  # the same by night
    feeds: Href = Href("")  # the page of all feeds


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What the head and foot of any page need."""

    title: str
    canonical: str  # whole address
    lang: str
    dir: Literal["rtl", "ltr"]
    digits: str = "latn"  # the hand in which the page's own numbers are set: latn, arab, arabext
    description: str = ""
    copyright: str  # the report's own, else the outlet's
    feeds: tuple[Feed, ...] = ()
    indexed: bool = True  # whether search engines may keep the page
    card: str = ""  # whole address of the report's social card, 1200 × 630 pixels, where there is one
    lite: Href = Href("")  # of the twin in the light edition, where there is one
    full: Href = Href("")  # in the light edition: of the page whose twin this is
    data: Json = Json("")  # what the page is, for programs: JSON-LD in the words of schema.org
    social: Social | None = None  # only where `indexed`
    alternates: tuple[Alternate, ...] = ()  # of a report with translations: itself, all of them, and x-default


class FrontView(msgspec.Struct, frozen=True):
    """The front page. No report stands on it twice."""

    frame: Frame
    lead: Teaser | None  # None for an outlet without reports
    seconds: tuple[Teaser, ...]
    blocks: tuple["SectionBlock", ...]
    river: tuple[Day, ...]
    day: When | None = None  # the day of the newest report: a page knows no today


class SectionBlock(msgspec.Struct, frozen=True):
    """A section on the front page."""

    section: Link
    teasers: tuple[Teaser, ...]


class ReportView(msgspec.Struct, frozen=True, kw_only=True):
    """A report's own page."""

    frame: Frame
    title: str
    when: When
    body: Html
    kind: str
    kicker: str = ""
    deck: str = ""
    section: Link | None = None
    authors: tuple[Link, ...] = ()
    tags: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    sources: tuple[str, ...] = ()
    series: Link | None = None
    updated: When | None = None
    corrections: tuple[CorrectionView, ...] = ()
    content_warning: str = ""
    minutes: int = 1  # of reading, at least one
    words: int = 0
    breaking: bool = False
    draft: bool = False  # only ever true in a build with --drafts
    translation: Link | None = None  # the report that this one translates
    translations: tuple[Link, ...] = ()  # those that translate this one, each by the name of its language in itself
    earlier: tuple[Teaser, ...] = ()
    short_link: str = ""  # whole address
    license: str = ""
    extra: tuple[tuple[str, object], ...] = ()  # the outlet's own
    picture: Picture | None = None  # above the text; the first thing to be loaded, but behind a warning


class WithdrawnView(msgspec.Struct, frozen=True):
    """What stands at the address of a report that was taken back: the reason, and nothing of its text."""

    frame: Frame
    when: When
    reason: str


class ListView(msgspec.Struct, frozen=True, kw_only=True):
    """A list of reports: a section, a tag, a place, a series, an author, a month."""

    frame: Frame
    field: str  # section, tag, place, series, author, month
    name: str
    days: tuple[Day, ...]
    count: int  # of the whole list, on its front; 0 on numbered pages, which stay the same for ever
    paging: Paging
    description: str = ""
    about: Html = Html("")  # who an author is
    parent: Link | None = None  # the index that the list belongs to
    feed: Feed | None = None
    weekdays: tuple[str, ...] = ()  # the names of the days, from the first of the week, where there is a calendar
    calendar: tuple[tuple[CalendarDay, ...], ...] = ()  # on the front of a month: its weeks, seven days each


class IndexView(msgspec.Struct, frozen=True):
    """All names of one kind: the tags, the places, the series, the authors, the sections."""

    frame: Frame
    field: str
    names: tuple[CountedLink, ...]


class MonthLink(msgspec.Struct, frozen=True):
    """A month of the archive."""

    name: str  # كانون الأول
    href: Href
    count: int


class YearView(msgspec.Struct, frozen=True):
    """A year of the archive; months from the newest."""

    frame: Frame
    year: Link
    months: tuple[MonthLink, ...]


class ArchiveView(msgspec.Struct, frozen=True):
    """The whole archive; years from the newest."""

    frame: Frame
    years: tuple[tuple[Link, tuple[MonthLink, ...]], ...]
    indexes: tuple[tuple[str, Href], ...]  # (field, address) of each index that has names


class CorrectionsView(msgspec.Struct, frozen=True):
    """The log of corrections."""

    frame: Frame
    corrections: tuple[CorrectionView, ...]
    paging: Paging


class StandingView(msgspec.Struct, frozen=True):
    """A page that is not news."""

    frame: Frame
    title: str
    body: Html
    deck: str = ""
    extra: tuple[tuple[str, object], ...] = ()


class FeedGroup(msgspec.Struct, frozen=True):
    """The feeds of one kind of list, each with the list that it belongs to."""

    field: str  # section, series, author, place, tag
    feeds: tuple[tuple[Link, Href], ...]  # (list, address of its feed)


class FeedsView(msgspec.Struct, frozen=True):
    """The page that tells people which feeds there are."""

    frame: Frame
    feeds: tuple[Feed, ...]  # the outlet's own, in each format
    corrections: Feed
    groups: tuple[FeedGroup, ...]
    opml: Href
    address: str  # whole address of the feed that a reader is to be given


class NotFoundView(msgspec.Struct, frozen=True):
    """The page for an address that nothing answers."""

    frame: Frame
    latest: tuple[Teaser, ...]


class RedirectView(msgspec.Struct, frozen=True):
    """A page that leads on: an old address, a short link."""

    frame: Frame
    target: Href


class FeedAuthor(msgspec.Struct, frozen=True):
    """Who wrote a report, as feeds say it."""

    name: str
    url: str = ""  # whole address of the author's page, where there is one


class FeedPicture(msgspec.Struct, frozen=True):
    """The picture of a report, for readers of feeds: a JPEG."""

    url: str  # whole address
    width: int  # pixels
    height: int
    description: str
    credit: str


class FeedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A report in a feed, or the notice that one was corrected or taken back; all addresses whole."""

    guid: str  # tag: URI (RFC 4151); never changes
    url: str
    title: str
    published: str  # ISO, with the newsroom's offset
    updated: str  # ISO, with the newsroom's offset: the last change that readers should know of
    summary: str
    html: Html  # full text, in an element that says its language and direction; or nothing
    lang: str
    dir: str
    authors: tuple[FeedAuthor, ...] = ()
    categories: tuple[str, ...] = ()
    copyright: str = ""
    picture: FeedPicture | None = None


FeedFormat = Literal["rss", "atom", "json"]


class FeedView(msgspec.Struct, frozen=True, kw_only=True):
    """A feed, newest entry first. Not for templates: `feeds` writes it. Addresses are whole, empty where there is none.

    A *volume* is a part of the feed's past that is bound and does not change (RFC 5005, 4: an archive document).
    """

    format: FeedFormat = "rss"
    id: str = ""  # tag: URI of the feed, the same in all its documents
    title: str
    url: str  # of this document
    home: str  # of the page that the feed belongs to
    description: str
    language: str
    copyright: str
    updated: str  # ISO: the last change of any entry; empty where there is none
    entries: tuple[FeedEntry, ...]
    publisher: str = ""  # the outlet's name
    hub: str = ""  # where changes of the feed are announced (WebSub)
    complete: bool = False  # whether the feed has no past beside what it holds
    current: str = ""  # of a volume: the feed itself
    current_type: str = ""  # media type
    older: str = ""  # the volume before this document
    newer: str = ""  # of a volume: the one after it
    icon: str = ""  # of the outlet, at most 144 pixels wide


class OpmlView(msgspec.Struct, frozen=True):
    """Every feed of the outlet, to take in at once: titled groups of (title, feed, page), all addresses whole."""

    title: str
    groups: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]


class NewsEntry(msgspec.Struct, frozen=True):
    """What a news sitemap says of a report."""

    title: str  # the headline as its page shows it
    language: str  # two or three letters: ar, never ar-SY
    published: str  # ISO, with the newsroom's offset


class SitemapEntry(msgspec.Struct, frozen=True):
    """A page, or a further sitemap, that search engines are told of; all addresses whole."""

    url: str
    changed: str = ""  # ISO, with the newsroom's offset: the last change that readers should know of; or nothing
    picture: str = ""  # of a report, as JPEG
    news: NewsEntry | None = None


class SitemapView(msgspec.Struct, frozen=True):
    """A sitemap. Not for templates: `feeds` writes it."""

    entries: tuple[SitemapEntry, ...]
    index: bool = False  # whether the addresses are of further sitemaps
    publication: str = ""  # the outlet's name, in a sitemap of news


class TextView(msgspec.Struct, frozen=True):
    """A plain text file: robots.txt, the host's redirect rules."""

    text: str


class PictureFile(msgspec.Struct, frozen=True):
    """A file made of a picture. Not for templates: the darkroom makes it."""

    original: Original
    derived: Derived


View = (
    FrontView
    | ReportView
    | WithdrawnView
    | ListView
    | IndexView
    | YearView
    | ArchiveView
    | CorrectionsView
    | StandingView
    | NotFoundView
    | RedirectView
    | FeedView
    | FeedsView
    | OpmlView
    | SitemapView
    | TextView
    | PictureFile
    | Card
    | Icon
)


class Address(msgspec.Struct, frozen=True, order=True):
    """Names a page before anything of it is computed."""

    kind: str  # front, report, list, index, year, archive, corrections, standing, 404, short, alias, feed, sitemap …
    field: str = ""  # of a list or feed
    key: str = ""  # which one: a path, a folded name, a month
    number: int = 0  # page of a list, width of a picture
    edition: str = ""  # lite for the twin of a page in the light edition; the year or month of a bound volume


class Page(msgspec.Struct, frozen=True):
    """A page ready to be rendered."""

    address: Address
    path: str  # site path, decoded
    template: str  # name of the template, or "" for what `feeds` writes
    view: View
    problems: tuple[Problem, ...] = ()  # what was found wrong while the view was made
