"""The pictures of a text: found in safe HTML, and put there. Pure.

What the sanitiser wrote has each value between double quotes and no «<» but at a tag, so a picture is found without
parsing the rest again. Knows no files.
"""

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

import msgspec

from warraq.views import Picture

_IMAGE = re.compile(r'(<img(?: [a-z-]+="[^"]*")*>)')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_FIGURE = re.compile(r"<figure\b[^>]*>.*?</figure>", re.DOTALL)
_CREDIT = '<small class="credit">'
_OURS = frozenset({"src", "alt", "width", "height"})  # the author's sizes would be another picture's one day


class Written(msgspec.Struct, frozen=True):
    """A picture as its author wrote it."""

    src: str = ""
    alt: str = ""
    kept: str = ""  # other attributes, as they are written
    has_credit: bool = False


def pictures(html: str) -> Iterator[Written]:
    """The pictures of a text, in order."""
    if "<img" not in html:
        return
    credited = [found.span() for found in _FIGURE.finditer(html) if _CREDIT in found.group()]
    for found in _IMAGE.finditer(html):
        has_credit = any(start < found.start() < end for start, end in credited)
        yield msgspec.structs.replace(_written(found.group()), has_credit=has_credit)


def _written(tag: str) -> Written:
    given = dict(_ATTRIBUTE.findall(tag))
    kept = "".join(f' {name}="{value}"' for name, value in given.items() if name not in _OURS)
    return Written(unescape(given.get("src", "")), unescape(given.get("alt", "")), kept)


def with_pictures(html: str, words: Callable[[str], str], shown: Callable[[Written, int], str]) -> str:
    """A text whose pictures are as `shown` says, given each and its place from 0, and the rest as `words` says."""
    if "<img" not in html:
        return words(html)
    parts = _IMAGE.split(html)
    parts[::2] = map(words, parts[::2])
    parts[1::2] = [shown(_written(tag), place) for place, tag in enumerate(parts[1::2])]
    return "".join(parts)


def told(written: Written) -> str:
    """What a picture that cannot be shown would show, in words."""
    return f"<span>{escape(written.alt, quote=False)}</span>" if written.alt else ""


def markup(picture: Picture, kept: str, *, is_first: bool) -> str:
    """A picture within a text; the first one is waited for, as it may stand on the first screen (T-4.8)."""
    sources = "".join(
        f'<source type="{kind}" srcset="{escape(files)}" sizes="{escape(picture.sizes)}">'
        for kind, files in picture.sources
    )
    image = (
        f'<img src="{escape(picture.src)}" srcset="{escape(picture.srcset)}" sizes="{escape(picture.sizes)}"'
        f' width="{picture.width}" height="{picture.height}" alt="{escape(picture.alt)}"{kept}'
    )
    return f"<picture>{sources}{image}{'' if is_first else _LATER}></picture>"


_LATER = ' loading="lazy" decoding="async"'


def plain(src: str, picture: Picture) -> str:
    """The same for readers of feeds, which choose nothing: one file, by its whole address."""
    size = f'width="{picture.width}" height="{picture.height}"'
    return f'<img src="{escape(src)}" {size} alt="{escape(picture.alt)}">'
