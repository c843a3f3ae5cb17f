"""The outlet's icons: for browsers, home screens and feeds. The logo in each size or, without one, the name's letter.

Pure, over Pillow, which is loaded with the first icon that is drawn. One letter alone has nothing to join, so a machine
without FriBidi draws it as any other (unlike `cards`). Knows no themes, no files and no pages.
"""

from functools import lru_cache
from io import BytesIO
from typing import Any, Literal

import msgspec

from warraq import fingerprint
from warraq.media import pixels
from warraq.media.cards import Typeface

LEAST_LOGO = 512  # pixels: the largest icon, and nothing is drawn larger than it is
_METHOD = 1  # grows when the same icon gives other bytes
_LETTERS_OF_A_DIGEST = 10
_SAFE = 0.56  # of the side: a square in the circle that no mask cuts, 0.8 wide (W3C App Manifest, icon masks)
_LETTER = 0.52  # of the side
_COLOURS = 32  # of a letter on its ground, with all shades between
_KEPT = 32
_NO_LETTER = "\U0010ffff"  # which no font has: what is drawn for it is drawn for what is missing

Name = Literal["icon-144", "icon-180", "icon-192", "icon-512", "icon-maskable"]
# An RSS channel's image is at most 144 wide (RSS 2.0); home screens of iOS take 180; a manifest's are 192 and 512.
_SIZES: dict[Name, int] = {"icon-144": 144, "icon-180": 180, "icon-192": 192, "icon-512": 512, "icon-maskable": 512}
NAMES: tuple[Name, ...] = tuple(_SIZES)
_OPAQUE = ("icon-180", "icon-maskable")  # what shows through these is black, or anything


class Emblem(msgspec.Struct, frozen=True):
    """What icons show, and the colours of the theme around them. Without logo and face there are none."""

    logo: str = ""  # digest of its bytes
    letter: str = ""
    face: tuple[object, ...] = ()  # the mark of the letter's typeface
    paper: str = "#ffffff"
    night: str = "#000000"  # paper by night
    accent: str = "#000000"

    @property
    def has_icons(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.logo or (self.letter and self.face))


class Icon(msgspec.Struct, frozen=True):
    """One file. Its name has a digest of what it shows: another logo has another address."""

    name: Name
    emblem: Emblem

    @property
    def size(self) -> int:
        """Pixels of a side."""
        return _SIZES[self.name]

    @property
    def path(self) -> str:
        """The site path."""
        seen = msgspec.structs.replace(self.emblem, night="")
        digest = fingerprint.digest_bytes(fingerprint.mark((_METHOD, self.name, seen)))
        return f"/assets/{self.name}.{digest[:_LETTERS_OF_A_DIGEST]}.png"


@lru_cache(_KEPT)
def path(emblem: Emblem, name: Name) -> str:
    """The site path of an icon; empty where the outlet has none."""
    return Icon(name, emblem).path if emblem.has_icons else ""


def first_letter(name: str) -> str:
    """The letter that stands for a name."""
    return next((sign for sign in name if sign.isalnum()), "").upper()


@lru_cache(_KEPT)
def drawn(icon: Icon, face: Typeface | None, logo: bytes) -> bytes:
    """The icon as a PNG, of the logo's bytes or of a letter in a face."""
    image = _of_logo(icon, logo) if icon.emblem.logo else _of_letter(icon, face)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _of_logo(icon: Icon, logo: bytes) -> Any:  # noqa: ANN401 (Pillow's, not loaded yet)
    from PIL import Image  # noqa: PLC0415 (see above)

    side = round(icon.size * _SAFE) if icon.name == "icon-maskable" else icon.size
    small = pixels.base(logo, (side, side)).convert("RGBA")
    if icon.name not in _OPAQUE:
        return small
    ground = Image.new("RGB", (icon.size, icon.size), icon.emblem.paper)
    edge = (icon.size - side) // 2
    ground.paste(small, (edge, edge), mask=small)
    return ground


def _of_letter(icon: Icon, face: Typeface | None) -> Any:  # noqa: ANN401 (as above)
    from PIL import Image, ImageDraw  # noqa: PLC0415 (see above)

    side, emblem = icon.size, icon.emblem
    image = Image.new("RGB", (side, side), emblem.accent)
    if face and (font := _fitted(emblem.letter, face, side * _LETTER)):
        sheet = Image.new("L", (2 * side, 2 * side))
        ImageDraw.Draw(sheet).text((side // 2, side // 2), emblem.letter, font=font, fill=255)
        inked = sheet.crop(sheet.getbbox())  # what a font says of a letter's box is not where its ink is
        place = ((side - inked.width) // 2, (side - inked.height) // 2)
        image.paste(emblem.paper, place, mask=inked)
    return image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def _fitted(letter: str, face: Typeface, room: float) -> Any:  # noqa: ANN401 (as above)
    """The font in the size in which a letter fills a square; None where the font does not have it."""
    full = _font(face, round(room))
    if bytes(full.getmask(letter)) == bytes(full.getmask(_NO_LETTER)):
        return None
    left, top, right, bottom = full.getbbox(letter)
    return _font(face, max(1, int(round(room) * room / max(right - left, bottom - top, 1))))


def _font(face: Typeface, size: int) -> Any:  # noqa: ANN401 (as above)
    from PIL import ImageFont  # noqa: PLC0415 (see above)

    font = ImageFont.truetype(BytesIO(face.data), size, layout_engine=ImageFont.Layout.BASIC)
    if face.axes:
        font.set_variation_by_axes(list(face.axes))
    return font
