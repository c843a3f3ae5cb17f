"""What is derived of a picture: formats, widths, names. Pure.

A name is made of the digest of the original's bytes and of the recipe, so a page can name a file that nobody has made
yet (docs/decisions.md). Knows no pixels, no views and no pages.
"""

import re
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Annotated, Literal

import msgspec

from warraq import arabic, fingerprint
from warraq.model import Original

Format = Literal["avif", "webp", "jpeg"]
FORMATS: tuple[Format, ...] = ("avif", "webp", "jpeg")  # in the order in which browsers are offered them
_METHOD = 1  # grows when the same recipe gives other bytes
_NEAR = 10, 11  # a width that is within a tenth of the next one is not worth a file of its own
_LETTERS_OF_A_DIGEST = 12
_LONGEST_STEM = 40
_PLAIN_STEM = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_NAMES = 4_096  # kept in mind: a picture stands on several pages, a dozen files of it on each

Width = Annotated[int, msgspec.Meta(ge=16, le=4_000)]
Percent = Annotated[int, msgspec.Meta(ge=1, le=100)]


class Quality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much of a picture each format keeps, 1 to 100; the scales are the encoders' own."""

    avif: Percent = 54
    webp: Percent = 74
    jpeg: Percent = 76


class Sizes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How wide a picture is shown, in the words of HTML's `sizes`: above a report, within its text, in lists."""

    lead: str = "100vw"
    text: str = "100vw"
    thumbnail: str = "100vw"


class Recipe(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[pictures]` of theme.toml: the widths (pixels) in which pictures are offered, and how."""

    widths: Annotated[tuple[Width, ...], msgspec.Meta(min_length=1, max_length=8)] = (360, 720, 1080, 1600)
    thumbnail: Width = 720  # the widest that lists offer
    quality: Quality = Quality()
    sizes: Sizes = Sizes()


class Derived(msgspec.Struct, frozen=True):
    """One file to be made of a picture. `base` is the size of the largest of them, from which all are made."""

    digest: str  # of the original
    format: Format
    width: int
    height: int
    base: tuple[int, int]
    quality: int
    method: int = _METHOD


def media_type(kind: Format) -> str:
    """The media type of a format (IANA)."""
    return f"image/{kind}"


def widths(original: Original, recipe: Recipe) -> tuple[int, ...]:
    """The widths of what is made of a picture, from the smallest; none is wider than the picture itself."""
    wanted = sorted(set(recipe.widths))
    fitting = [width for width in wanted if width <= original.width]
    small, large = _NEAR
    if original.width < wanted[-1] and (not fitting or fitting[-1] * large < original.width * small):
        fitting.append(original.width)
    return tuple(fitting)


def thumbnails(original: Original, recipe: Recipe) -> tuple[int, ...]:
    """The widths of those that lists offer: at least the smallest."""
    found = widths(original, recipe)
    return tuple(width for width in found if width <= recipe.thumbnail) or found[:1]


def height(original: Original, width: int) -> int:
    """The height of a picture at a width, at least one pixel."""
    return max(1, (2 * original.height * width + original.width) // (2 * original.width))


def derived(original: Original, recipe: Recipe, kind: str, width: int) -> Derived | None:
    """The file of a picture in a format and width; None where there is to be none."""
    found = widths(original, recipe)
    if kind not in FORMATS or width not in found:
        return None
    largest = found[-1]
    base = largest, height(original, largest)
    return Derived(original.digest, kind, width, height(original, width), base, getattr(recipe.quality, kind))


def all_derived(original: Original, recipe: Recipe) -> tuple[Derived, ...]:
    """Every file that is made of a picture."""
    made = (derived(original, recipe, kind, width) for width in widths(original, recipe) for kind in FORMATS)
    return tuple(one for one in made if one)


def path(original: Original, recipe: Recipe, kind: Format, width: int) -> str:
    """The site path of a file made of a picture.

    Two files of the same bytes have a name each: each comes and goes by itself.
    """
    extension = "jpg" if kind == "jpeg" else kind
    return f"{_stem(original.path, original.digest, recipe)}-{width}.{extension}"


@lru_cache(maxsize=_NAMES)
def _stem(name: str, digest: str, recipe: Recipe) -> str:
    made_of = (name, digest, _METHOD, recipe.widths, recipe.quality)
    short = fingerprint.digest_bytes(fingerprint.mark(made_of))[:_LETTERS_OF_A_DIGEST]
    return f"/assets/media/{_slug(PurePosixPath(name).stem)}.{short}"


def _slug(stem: str) -> str:
    """In Latin letters: percent-encoded, an Arabic name would be written a dozen times at six signs a letter."""
    plain = stem.lower()
    made = plain if _PLAIN_STEM.fullmatch(plain) else arabic.slug(stem, style="latin", fallback="picture")
    return made[:_LONGEST_STEM].strip("-")
