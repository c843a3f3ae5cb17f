"""Pictures made for tests, and what a picture file holds beside its pixels."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

from PIL import ExifTags, Image, ImageCms

PRIVATE = "المنزل 33.5138N 36.2765E"
_PLACE = b"\x00\x00\x00\x21\x00\x00\x00\x01\x00\x00\x00\x1e\x00\x00\x00\x01"  # 33° 30', as Exif writes it
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><photo:Place>{PRIVATE}</photo:Place></x:xmpmeta>'.encode()
SEEN = (PRIVATE.encode(), b"Canon", b"MakerSecret", _PLACE, b"x:xmpmeta", b"Exif", b"GPS", b"sRGB built-in")


def drawn(width: int = 48, height: int = 32, colour: str = "red", mode: str = "RGB") -> Image.Image:
    """A picture whose quarters differ: the first is of the colour, the others are blue, green and white."""
    made = Image.new("RGB", (width, height), "white")
    half, middle = width // 2, height // 2
    for shade, box in ((colour, (0, 0)), ("blue", (half, 0)), ("green", (0, middle))):
        made.paste(Image.new("RGB", (half, middle), shade), box)
    return made.convert(mode)


def photograph(width: int = 48, height: int = 32, colour: str = "red", kind: str = "JPEG", **more: object) -> bytes:
    """The bytes of a picture file."""
    made = BytesIO()
    drawn(width, height, colour, str(more.pop("mode", "RGB"))).save(made, kind, **more)
    return made.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Exif that says where a photograph was taken, with what, and which way up it is."""
    made = Image.Exif()
    made[ExifTags.Base.Orientation] = orientation
    made[ExifTags.Base.Make] = "Canon"
    made[ExifTags.Base.ImageDescription] = PRIVATE.encode().decode("latin-1")
    made.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (33.0, 30.0, 0.0)
    made.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    made.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = b"MakerSecret"
    return made


def profile() -> bytes:
    """A profile of colours that is sRGB, and says so."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def swapped() -> bytes:
    """A profile in which what is stored as red is meant as green, and the other way round."""
    return profile().replace(b"rXYZ", b"tmp!").replace(b"gXYZ", b"rXYZ").replace(b"tmp!", b"gXYZ")


def indiscreet(kind: str, orientation: int = 1) -> bytes:
    """A picture with all that cameras and programs write into one of its kind."""
    more: dict[str, object] = {"exif": exif(orientation), "icc_profile": profile()}
    if kind != "PNG":
        more["xmp"] = XMP
    if kind == "JPEG":
        more["comment"] = PRIVATE.encode()
    data = photograph(48, 32, "red", kind, **more)
    if kind == "JPEG":
        data = data[:2] + _iptc() + data[2:]
    return _with_texts(data) if kind == "PNG" else data


def _iptc() -> bytes:
    said = b"\x1c\x02\x5a" + struct.pack(">H", len(PRIVATE.encode())) + PRIVATE.encode()
    held = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(said)) + said
    return b"\xff\xed" + struct.pack(">H", len(held) + 2) + held


def _with_texts(data: bytes) -> bytes:
    """A PNG with a comment and XMP after its header."""
    texts = _chunk(b"tEXt", b"Comment\0" + PRIVATE.encode()) + _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)
    return data[:33] + texts + data[33:]


def _chunk(kind: bytes, held: bytes) -> bytes:
    return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of a few bytes that says it is vast."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", zlib.compress(bytes(1_000))) + _chunk(b"IEND", b"")


def put(folder: Path, name: str, data: bytes) -> None:
    """Put a picture into the content below `folder`."""
    place = folder / "content" / "media" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def read(data: bytes) -> Image.Image:
    """A picture, its pixels read."""
    made = Image.open(BytesIO(data))
    made.load()
    return made


def quarters(image: Image.Image) -> list[str]:
    """The colours of the four quarters, by their names: upper, then lower."""
    width, height = image.size
    places = [(width * x // 8, height * y // 8) for y in (2, 6) for x in (2, 6)]
    return [_name(image.convert("RGB").getpixel(place)) for place in places]


def _name(pixel: object) -> str:
    names = {"red": (255, 0, 0), "blue": (0, 0, 255), "green": (0, 128, 0), "white": (255, 255, 255)}
    names |= {"lime": (0, 255, 0), "black": (0, 0, 0)}
    assert isinstance(pixel, tuple)
    return min(names, key=lambda name: sum((one - other) ** 2 for one, other in zip(names[name], pixel, strict=True)))


def parts(data: bytes) -> set[str]:
    """The kinds of segments (JPEG), chunks (WebP) or items (AVIF) that a file is made of."""
    if data[:2] == b"\xff\xd8":
        return set(_segments(data))
    if data[:4] == b"RIFF":
        return set(_chunks(data))
    return {kind for kind in ("Exif", "mime", "prof", "rICC") if kind.encode() in data}


def _segments(data: bytes) -> list[str]:
    found, at = [], 2
    while data[at : at + 2] != b"\xff\xda":  # the scan begins
        found.append(f"{data[at + 1]:02x}")
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return found


def _chunks(data: bytes) -> list[str]:
    found, at = [], 12
    while at < len(data):
        found.append(data[at : at + 4].decode("ascii").strip())
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return found
