"""A picture of the content as pages offer it: a Picture, whose addresses are ready to write. Pure."""

from typing import Literal

from warraq import urls
from warraq.media.pictures import FORMATS, Format, Recipe, height, media_type, path, thumbnails, widths
from warraq.model import Image, Original
from warraq.views import Href, Picture

Use = Literal["lead", "text", "thumbnail"]


def framed(original: Original, recipe: Recipe, base_url: str, use: Use, words: Image) -> Picture:
    """A picture with its `words`, in the sizes that its use asks for; lists give neither caption nor credit."""
    is_small = use == "thumbnail"
    offered = thumbnails(original, recipe) if is_small else widths(original, recipe)

    def files(kind: Format) -> str:
        return ", ".join(f"{_href(original, recipe, base_url, kind, width)} {width}w" for width in offered)

    largest = offered[-1]
    middle = thumbnails(original, recipe)[-1]
    return Picture(
        sources=tuple((media_type(kind), files(kind)) for kind in FORMATS if kind != "jpeg"),
        src=_href(original, recipe, base_url, "jpeg", middle),
        srcset=files("jpeg"),
        sizes=getattr(recipe.sizes, use),
        width=largest,
        height=height(original, largest),
        alt=words.alt,
        caption="" if is_small else words.caption,
        credit="" if is_small else words.credit,
    )


def _href(original: Original, recipe: Recipe, base_url: str, kind: Format, width: int) -> Href:
    return Href(urls.href(base_url, path(original, recipe, kind, width)))
