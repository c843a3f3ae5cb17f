"""The corpora: an archive of made-up reports, the same for every generator.

A report is held as facts and blocks; how a generator wants its front matter and its links is the affair of `peers`.
"""

import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.prose import Dice, names, sentence, words

SECTIONS = (
    ("field", "الميدان"),
    ("politics", "السياسة"),
    ("economy", "الاقتصاد"),
    ("society", "المجتمع"),
    ("culture", "الثقافة"),
    ("opinion", "الرأي"),
)
TAGS, AUTHORS = names(200, 200, 2), names(40, 40, 2)
OUTLET, COPYRIGHT = "مرصد التجربة", "حقوق النشر محفوظة لمرصد التجربة"
DESCRIPTION = "تقارير مولّدة لقياس سرعة البناء"
BASE_URL = "https://news.example"
PER_PAGE, FEED_ITEMS = 20, 30
PICTURES = tuple(f"p{number}.png" for number in range(1, 9))

_FIRST, _YEARS = datetime(2005, 1, 1, tzinfo=UTC), 20
_MINUTES = _YEARS * 365 * 24 * 60
_UNLINKED = 100  # the newest reports, to which no link leads: one of them is deleted
_SUMMARY = 40  # words
_TITLES = 7 << 40  # the first seed of titles


@dataclass(frozen=True, slots=True)
class Report:
    """A report of the corpus. `number` counts from the oldest; a link in `paragraphs` is `{LINK:number}`."""

    number: int
    title: str
    moment: datetime
    section: str
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    summary: str
    body: str

    @property
    def name(self) -> str:
        """The name of its file, without the ending; also its id."""
        return f"r{self.number:06}"

    @property
    def folder(self) -> str:
        """Where its file lies below the folder of reports."""
        return f"{self.moment:%Y/%m}"

    @property
    def slug(self) -> str:
        """The last step of its address. A new title does not change it (see `edits`)."""
        return "-".join(_title(self.number))

    @property
    def path(self) -> str:
        """Its address on the site."""
        return f"/{self.folder}/{self.slug}/"


def reports(size: int) -> Iterator[Report]:
    """All reports of a corpus, from the oldest."""
    return (report(number, size) for number in range(size))


def report(number: int, size: int) -> Report:
    """One report. Its words are the same in a corpus of any size; its date and its links are not."""
    dice = Dice(number * 2 + 1)
    opening = _paragraph(dice)
    section = SECTIONS[dice.below(len(SECTIONS))][0]
    return Report(
        number=number,
        title=" ".join(_title(number)),
        moment=_moment(number, size),
        section=section,
        tags=_tags(dice),
        authors=tuple(dict.fromkeys(dice.one_of(AUTHORS) for _ in range(dice.between(1, 2)))),
        summary=" ".join(opening[:_SUMMARY]).rstrip("،.") + "…",
        body="\n\n".join((" ".join(opening), *_blocks(dice, min(number, size - _UNLINKED)))) + "\n",
    )


def address(number: int, size: int) -> str:
    """The address of a report, for links to it."""
    return f"/{folder(number, size)}/{'-'.join(_title(number))}/"


def source(number: int, size: int) -> str:
    """The file of a report below the folder of reports, for links to it."""
    return f"{folder(number, size)}/r{number:06}.md"


def folder(number: int, size: int) -> str:
    """The year and the month of a report, as folders."""
    return f"{_moment(number, size):%Y/%m}"


def linked(body: str, href: Callable[[int], str]) -> str:
    """The body with its links to other reports as `href` writes them."""
    head, *parts = body.split("{LINK:")
    rest = (part.partition("}") for part in parts)
    return head + "".join(href(int(number)) + text for number, _, text in rest)


def _title(number: int) -> list[str]:
    dice = Dice(_TITLES + number)
    return words(dice, dice.between(3, 4)) + words(dice, dice.between(3, 4))


def _moment(number: int, size: int) -> datetime:
    return _FIRST + timedelta(minutes=number * _MINUTES // size)


def _tags(dice: Dice) -> tuple[str, ...]:
    """About three of the 200; half of the choices fall on the first of them more often than on the last."""
    drawn = (dice.below(1000) * (dice.below(1000) if dice.chance(50) else 1000) for _ in range(dice.between(2, 4)))
    return tuple(dict.fromkeys(TAGS[one * len(TAGS) // 1_000_000] for one in drawn))


def _paragraph(dice: Dice) -> list[str]:
    return [word for _ in range(dice.between(3, 5)) for word in sentence(dice)]


def _blocks(dice: Dice, linkable: int) -> Iterator[str]:
    """What follows the first paragraph: about 340 words with all that reports have."""
    for number in range(dice.between(5, 7)):
        if number in {1, 4}:
            yield "## " + " ".join(words(dice, dice.between(3, 5)))
        if dice.chance(8):
            yield "> " + " ".join(sentence(dice))
        if dice.chance(6):
            yield "\n".join(f"- {' '.join(words(dice, 6))}" for _ in range(3))
        if dice.chance(3):
            yield f"![{' '.join(words(dice, 4))}](/media/{dice.one_of(PICTURES)})"
        yield " ".join(_marked(dice, _paragraph(dice), linkable))


def _marked(dice: Dice, text: list[str], linkable: int) -> list[str]:
    """A paragraph with bold words, a web link, a link to an earlier report."""
    if dice.chance(50):
        text[3] = f"**{text[3]}**"
    if dice.chance(25):
        text[6] = f"[{text[6]}](https://example.org/{dice.below(1000)})"
    if dice.chance(15) and linkable > 0:
        text[8] = f"[{text[8]} {text[9]}]({{LINK:{dice.below(linkable)}}})"
        del text[9]
    return text


def picture(name: str) -> bytes:
    """A real picture: a PNG of 320 × 200 with a gradient (PNG, third edition, section 5)."""
    shade = PICTURES.index(name) * 30
    rows = b"".join(b"\0" + b"".join(bytes((shade, row, column % 256)) for column in range(320)) for row in range(200))
    chunks = (b"IHDR", struct.pack(">IIBBBBB", 320, 200, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
