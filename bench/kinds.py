"""What a built site has of each kind, and whether that is what the corpus asks for: no peer may win by leaving out.

All peers write the same addresses, so that kinds are told by paths alone. Knows no generator.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import corpus, measure
from bench.corpus import Report

_KINDS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("reports", r"\d{4}/\d{2}/[^/]+/index\.html"),
        ("front page", r"index\.html"),
        ("404", r"404\.html"),
        ("sitemaps", r"sitemap[^/]*\.xml"),
        ("robots.txt", r"robots\.txt"),
        ("indexes of names", r"(sections|tags|authors)/index\.html"),
        ("lists", r"(sections|tags|authors)/[^/]+/index\.html"),
        ("further pages of lists", r"((sections|tags|authors)/[^/]+|archive/\d{4}/\d{2})/page/\d+/index\.html"),
        ("months", r"archive/\d{4}/\d{2}/index\.html"),
        ("years", r"archive/\d{4}/index\.html"),
        ("archive", r"archive/index\.html"),
        ("feed of all", r"feed\.xml"),
        ("feeds of lists", r"(sections|tags|authors)/[^/]+/feed\.xml"),
    )
)
KINDS = tuple(kind for kind, _ in _KINDS)
_LISTS = frozenset({"lists", "months", "further pages of lists"})
_FEEDS = frozenset({"feed of all", "feeds of lists"})
_TEASER, _ITEM, _FULL_ITEM = 'class="teaser"', "<item>", re.compile(r"&lt;p&gt;|<!\[CDATA\[\s*<")
_SHORT_LISTS = 1  # a list may lack its last, short page: Warraq keeps the rest on the list's front


@dataclass(frozen=True, slots=True)
class Census:
    """How many files of each kind, teasers in lists, items in feeds, files and bytes in all."""

    kinds: dict[str, int]
    teasers: int
    items: int
    files: int
    size: int


class Unequal(Exception):
    """A site that lacks something that the others have."""


def kind_of(path: str) -> str:
    """The kind of a file by its path in the site; "other" for the rest."""
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(path)), "other")


def census(output: Path) -> Census:
    """Count a built site."""
    kinds: Counter[str] = Counter()
    teasers = items = size = 0
    files = measure.facts_of(output)
    for path in files:
        kind = kind_of(path)
        kinds[kind] += 1
        size += (output / path).stat().st_size
        if kind in _LISTS:
            teasers += (output / path).read_text(encoding="utf-8").count(_TEASER)
        elif kind in _FEEDS:
            items += _items(output / path)
    return Census(dict(kinds), teasers, items, len(files), size)


def _items(feed: Path) -> int:
    """How many items a feed has, each with its full text."""
    items = feed.read_text(encoding="utf-8").split(_ITEM)[1:]
    return sum(1 for item in items if _FULL_ITEM.search(item))


def _lists(reports: Sequence[Report]) -> Iterator[Counter[str]]:
    yield Counter(report.section for report in reports)
    yield Counter(tag for report in reports for tag in report.tags)
    yield Counter(author for report in reports for author in report.authors)


def wanted(size: int) -> dict[str, tuple[int, int]]:
    """The fewest and the most of each kind, of teasers and of items, that a corpus of this size gives."""
    reports = tuple(corpus.reports(size))
    named = [count for found in _lists(reports) for count in found.values()]
    months = Counter(report.folder for report in reports)
    lengths = [*named, *months.values()]
    exact = {
        "reports": size,
        "front page": 1,
        "404": 1,
        "robots.txt": 1,
        "lists": len(named),
        "months": len(months),
        "years": len({month[:4] for month in months}),
        "archive": 1,
        "feed of all": 1,
        "feeds of lists": len(named),
        "teasers": sum(lengths),
        "items": sum(min(corpus.FEED_ITEMS, length) for length in (*named, size)),
    }
    most = sum((length - 1) // corpus.PER_PAGE for length in lengths)
    fewest = sum(max(0, length // corpus.PER_PAGE - _SHORT_LISTS) for length in lengths)
    several = {"further pages of lists": (fewest, most), "indexes of names": (3, 4), "sitemaps": (1, size)}
    return {**{kind: (count, count) for kind, count in exact.items()}, **several}


def check(found: Census, size: int) -> None:
    """Raise Unequal where the site lacks what the corpus asks for."""
    seen = {**found.kinds, "teasers": found.teasers, "items": found.items}
    wrong = [
        f"{kind}: {seen.get(kind, 0)} instead of {low if low == high else f'{low} to {high}'}"
        for kind, (low, high) in wanted(size).items()
        if not low <= seen.get(kind, 0) <= high
    ]
    if wrong:
        raise Unequal("; ".join(wrong))
