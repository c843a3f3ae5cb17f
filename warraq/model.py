"""The nouns of a newsroom, frozen. Knows nothing of files, pages or addresses beyond the report's own path.

Moments are seconds since 1970 in UTC: the newsroom's zone is a matter of showing them.
"""

from typing import Literal

import msgspec

Kind = Literal["report", "analysis", "opinion", "background", "live"]
KINDS: tuple[Kind, ...] = ("report", "analysis", "opinion", "background", "live")

# The lists whose names come from reports; `section` is a list too, but its keys come from site.toml.
TermField = Literal["tag", "place", "author", "series"]
TERM_FIELDS: tuple[TermField, ...] = ("tag", "place", "author", "series")


class Moment(msgspec.Struct, frozen=True, order=True):
    """A point in time, and whether the newsroom gave an hour or only a day."""

    at: int  # seconds since 1970-01-01T00:00Z
    has_time: bool = True


class Image(msgspec.Struct, frozen=True):
    """A picture with what must stand beside it."""

    src: str  # path below the content folder
    alt: str
    credit: str
    caption: str = ""


class Original(msgspec.Struct, frozen=True):
    """A picture file as the newsroom put it into `content/media`; its size is that of the picture held upright."""

    path: str  # below the content folder
    digest: str  # of its bytes
    width: int  # pixels
    height: int
    name: str = ""  # the path as the disk spells it, where that is not in normal form


class Correction(msgspec.Struct, frozen=True):
    """What was wrong, and when it was put right."""

    date: Moment
    text: str


class Withdrawal(msgspec.Struct, frozen=True):
    """Why a report was taken back, and when."""

    date: Moment
    reason: str


class Body(msgspec.Struct, frozen=True):
    """A text after Markdown and sanitising; links and pictures as they were written."""

    html: str  # safe; addresses not yet resolved (links.relinked)
    opening: str  # the first paragraph as plain text
    words: int
    links: tuple[str, ...] = ()  # addresses as written, in order, the refused ones too
    images: tuple[str, ...] = ()  # as links


class WrittenLink(msgspec.Struct, frozen=True):
    """An address in a text that is not the web's: another source, a page of the site. Line and column from 1."""

    address: str
    line: int
    column: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One report: its front matter and the facts of its body. The body's text is kept beside it (archive)."""

    path: str  # file, below `content/`: reports/2024/x.md
    id: str  # stable identity: guid and short link
    url: str  # site path, decoded
    slug: str
    title: str
    date: Moment
    section: str = ""
    kicker: str = ""
    deck: str = ""
    summary: str = ""  # of the front matter, else the opening cut at a word
    tags: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    series: str = ""
    updated: Moment | None = None
    corrections: tuple[Correction, ...] = ()
    image: Image | None = None
    draft: bool = False
    featured: bool = False
    breaking: bool = False
    expires: Moment | None = None
    withdrawn: Withdrawal | None = None
    content_warning: str = ""
    aliases: tuple[str, ...] = ()  # site paths, decoded; one with a query (/?p=123) is a rule
    kind: Kind = "report"
    lang: str = ""  # empty: the outlet's
    translation_of: str = ""
    extra: tuple[tuple[str, object], ...] = ()
    copyright: str = ""
    license: str = ""
    words: int = 0
    links: tuple[WrittenLink, ...] = ()

    def terms(self, field: TermField) -> tuple[str, ...]:
        """The report's names in one of the lists, as they were spelt."""
        if field == "series":
            return (self.series,) if self.series else ()
        return {"tag": self.tags, "place": self.places, "author": self.authors}[field]


class StandingPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page that is not news: about, contact, copyright."""

    path: str
    url: str
    title: str
    deck: str = ""
    summary: str = ""
    draft: bool = False
    lang: str = ""
    aliases: tuple[str, ...] = ()
    extra: tuple[tuple[str, object], ...] = ()
    links: tuple[WrittenLink, ...] = ()


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Who an author is; the name joins it to the reports."""

    path: str
    name: str
    slug: str = ""
    deck: str = ""
    draft: bool = False
    lang: str = ""
    extra: tuple[tuple[str, object], ...] = ()


# ---------------------------------------------------------------- asking the archive

ListField = Literal["all", "section", "tag", "place", "author", "series", "year", "month"]


class Listing(msgspec.Struct, frozen=True, order=True):
    """A list of reports: all of them, those of a section, of a folded name, of a year or a month."""

    field: ListField
    key: str = ""


EVERYTHING = Listing("all")


class Window(msgspec.Struct, frozen=True):
    """The moment of looking (seconds since 1970), and whether drafts are shown."""

    as_of: int
    drafts: bool = False


class Spelling(msgspec.Struct, frozen=True):
    """How often a name is spelt in one way, and when it first was."""

    field: TermField
    key: str
    spelling: str
    count: int
    first: int
    first_path: str


class Named(msgspec.Struct, frozen=True):
    """A tag, place, author or series: all spellings of one name."""

    field: TermField
    key: str  # folded
    name: str  # the spelling used most
    stem: str  # the slug that it would have if it were alone
    slug: str  # of the spelling used first, so that a later one does not move the page
    paged: bool  # whether it has a page: another may have the address
    path: str = ""  # the source that used it first
    since: int = 0  # when it was used first, seconds since 1970
    count: int = 0


class Corrected(msgspec.Struct, frozen=True):
    """A correction and the report it belongs to."""

    report: Report
    correction: Correction


class Announced(Corrected, frozen=True):
    """A correction and the report it belongs to, and its place among the report's corrections, from 0."""

    number: int


class Claim(msgspec.Struct, frozen=True, order=True):
    """Somebody's claim to a name that only one can have: a file of the output, an identity.

    Of several, the smallest in order of rank, date (seconds) and path has it.
    """

    name: str
    rank: int
    date: int
    path: str  # the source that claims
    url: str
    who: str  # the claimant, as people know it


class LastSeen(msgspec.Struct, frozen=True):
    """A report as readers last had it."""

    path: str
    id: str
    url: str
    slug: str
    title: str
    date: int  # seconds since 1970
