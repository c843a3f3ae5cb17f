"""Pixels: what a picture's header says, and the bytes of a smaller picture made of it. Pure, over Pillow.

Whatever comes out holds pixels alone: where a photograph was taken, with which camera and by whom can cost a life
(T-5.11). The encoders run with fixed settings in one thread, so that the same picture gives the same bytes. Knows no
files and no words of problems. Pillow is loaded with the first picture: a build without one has no need of it.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import msgspec

from warraq.media.pictures import Derived

_Image = Any  # PIL.Image.Image, whose module is not loaded yet

MOST_PIXELS = 50_000_000  # of an original: a photograph of today's best cameras
LONGEST_SIDE = 16_383  # pixels; what WebP can hold
_READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
_ORIENTATION = 0x0112  # Exif 2.32, 4.6.4
_TURNED = frozenset({5, 6, 7, 8})  # orientations in which a row of the file is a column of the picture
_WHITE = (255, 255, 255)
_REDUCED_FIRST = 3.0  # a large picture is first reduced by whole steps, to so many times what is wanted


class Unfit(Exception):
    """Nothing can be made of these bytes. `why` is «kind», «size», or «pixels» where they cannot be read."""

    def __init__(self, why: str, width: int = 0, height: int = 0) -> None:
        super().__init__(why)
        self.why, self.width, self.height = why, width, height


class Header(msgspec.Struct, frozen=True):
    """What a picture's header says: its size in pixels, held upright, and how the file holds it (Exif, 1 to 8)."""

    width: int
    height: int
    orientation: int


def maker() -> str:
    """Which library makes pictures; another version may give other bytes."""
    import PIL  # noqa: PLC0415 (a build that meets no picture loads none of it; so below)

    return f"Pillow {PIL.__version__}"


def header(data: bytes) -> Header:
    """What the header of a picture says, without reading its pixels. Raises Unfit."""
    with _opened(data) as image:
        return _header(image)


@contextmanager
def _opened(data: bytes) -> Iterator[_Image]:
    """A picture whose pixels are not read yet. Whatever Pillow trips over is Unfit."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of sizes and of broken metadata, which are judged here
        try:
            with Image.open(BytesIO(data), formats=_READ) as image:
                yield image
        except Unfit:
            raise
        except UnidentifiedImageError as error:
            raise Unfit("kind") from error
        except Image.DecompressionBombError as error:
            raise Unfit("size") from error
        except Exception as error:  # decoders raise whatever they please on broken files
            raise Unfit("pixels") from error


def _header(image: _Image) -> Header:
    width, height = image.size
    if width * height > MOST_PIXELS or max(width, height) > LONGEST_SIDE:
        raise Unfit("size", width, height)
    orientation = _orientation(image)
    return Header(height, width, orientation) if orientation in _TURNED else Header(width, height, orientation)


def _orientation(image: _Image) -> int:
    if image.format == "PNG" and "exif" not in image.info:
        return 1  # it may stand behind the pixels, which Pillow would read to find it
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 (broken metadata spoil no picture)
        return 1
    return found if found in range(1, 9) else 1


# ---------------------------------------------------------------- reading


def base(data: bytes, size: tuple[int, int]) -> _Image:
    """The picture upright at a size, in sRGB, with nothing but its pixels. Raises Unfit."""
    from PIL import Image  # noqa: PLC0415

    with _opened(data) as image:
        found = _header(image)
        stored = size[::-1] if found.orientation in _TURNED else size
        image.draft(None, stored)  # a JPEG is read at a half or a quarter where that is enough
        image.load()
        profile = image.info.get("icc_profile")
        plain = _plain(image)
        small = plain.resize(stored, Image.Resampling.LANCZOS, reducing_gap=_REDUCED_FIRST)
        made = _upright(_in_srgb(small, profile), found.orientation)
    made.info = {}
    return made


def _plain(image: _Image) -> _Image:
    """The picture in a mode that can be resized: RGB, RGBA where something shows through, CMYK."""
    if image.mode.startswith(("I", "F")):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")  # 16 bits
    if image.mode in {"RGB", "CMYK"} and "transparency" not in image.info:
        return image
    if not image.has_transparency_data:
        return image.convert("RGB")
    found = image.convert("RGBA")
    lowest, _ = found.getchannel("A").getextrema()
    return found if lowest < 255 else found.convert("RGB")  # noqa: PLR2004 (nothing shows through)


def _in_srgb(image: _Image, profile: bytes | None) -> _Image:
    """The picture as screens show it that know no other colours (IEC 61966-2-1)."""
    from PIL import ImageCms  # noqa: PLC0415

    opaque = image.convert("RGB") if image.mode == "RGBA" else image
    try:
        given = ImageCms.getOpenProfile(BytesIO(profile)) if profile else None
        known = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(opaque, given, known, outputMode="RGB") if given else opaque.convert("RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that is broken, or for other colours
        made = opaque.convert("RGB")
    if made is not None and image.mode == "RGBA":
        made.putalpha(image.getchannel("A"))
    return made


def _upright(image: _Image, orientation: int) -> _Image:
    from PIL.Image import Transpose  # noqa: PLC0415

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


# ---------------------------------------------------------------- writing


def encoded(image: _Image, derived: Derived) -> bytes:
    """A file of a picture that `base` gave. Raises Unfit."""
    from PIL import Image  # noqa: PLC0415

    size = (derived.width, derived.height)
    small = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=_REDUCED_FIRST)
    small = _on_white(small) if derived.format == "jpeg" else small
    made = BytesIO()
    try:
        small.save(made, derived.format.upper(), quality=derived.quality, **_SETTINGS[derived.format])
    except (OSError, ValueError) as error:
        raise Unfit("pixels") from error
    return made.getvalue()


def _on_white(image: _Image) -> _Image:
    """JPEG knows nothing that shows through."""
    from PIL import Image  # noqa: PLC0415

    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, _WHITE)
    paper.paste(image, mask=image.getchannel("A"))
    return paper


# Measured for a photograph of 12 megapixels (docs/decisions.md); more patience saves little.
_SETTINGS: dict[str, dict[str, Any]] = {
    "avif": {"speed": 6, "max_threads": 1, "subsampling": "4:2:0", "codec": "aom"},
    "webp": {"method": 4},
    "jpeg": {"progressive": True, "optimize": True, "subsampling": "4:2:0"},
}
