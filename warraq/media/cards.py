"""Social cards: the picture that a messenger shows beside a link to a report. Title, kicker, outlet; one look for all.

Pure, over Pillow, whose Raqm joins Arabic letters and orders words of both directions. Pillow is loaded with the first
card: a build that draws none has no need of it. Knows no reports, no themes and no files.
"""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any, Literal

import msgspec

from warraq import fingerprint

WIDTH, HEIGHT = 1200, 630  # pixels; what Facebook, X, Telegram and WhatsApp show whole
_METHOD = 1  # grows when the same card gives other bytes
_LETTERS_OF_A_DIGEST = 16
_MARGIN = 64
_MASTHEAD, _RULE, _THIN_RULE = 52, 136, 143  # from the top
_TITLE_SIZES = range(84, 38, -4)  # pixels; the largest at which a title fits
_MOST_LINES = 4
_LINE = 1.42  # of the size
_ABOVE, _AFTER_KICKER, _FOOT = 178, 64, 566  # from the top
_COLOURS = 64  # of ink on paper, with all shades between: a fifth of the bytes, and nobody sees it
_KEPT = 256  # cards at hand
_FONTS = 64  # faces in sizes at hand


class Typeface(msgspec.Struct, frozen=True):
    """A whole font and its axes. `digest` is that of the bytes."""

    digest: str
    data: bytes
    axes: tuple[float, ...] = ()

    @property
    def mark(self) -> tuple[object, ...]:
        """What tells it from any other."""
        return self.digest, self.axes


class Look(msgspec.Struct, frozen=True):
    """How cards look: the faces of headlines and of text, and the colours of the theme."""

    head: Typeface
    text: Typeface
    paper: str
    ink: str
    soft: str
    accent: str

    @property
    def mark(self) -> bytes:
        """A mark of all cards of this look."""
        colours = (self.paper, self.ink, self.soft, self.accent)
        return fingerprint.mark((_METHOD, self.head.mark, self.text.mark, colours))


class Card(msgspec.Struct, frozen=True):
    """What one card says. `look` is the mark of how."""

    identity: str  # of the report: no two share a card
    title: str
    kicker: str
    outlet: str
    full_name: str
    language: str
    dir: Literal["rtl", "ltr"]
    look: bytes

    @property
    def path(self) -> str:
        """The site path of its file: a new title has a new one, for messengers keep what they once fetched."""
        digest = fingerprint.digest_bytes(fingerprint.mark(self))[:_LETTERS_OF_A_DIGEST]
        return f"/assets/cards/{digest}.png"


@lru_cache(_KEPT)
def drawn(card: Card, look: Look) -> bytes:
    """The card as a PNG. The machine has FriBidi (`shop`)."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 (see above)

    image = Image.new("RGB", (WIDTH, HEIGHT), look.paper)
    _Drawing(ImageDraw.Draw(image), card, look).draw()
    out = BytesIO()
    image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


class _Drawing:
    """One card on its way."""

    def __init__(self, pen: Any, card: Card, look: Look) -> None:  # noqa: ANN401 (Pillow's, not loaded yet)
        self._pen, self._card, self._look = pen, card, look
        self._is_rtl = card.dir == "rtl"
        self._start = WIDTH - _MARGIN if self._is_rtl else _MARGIN  # where lines begin

    def draw(self) -> None:
        card, look = self._card, self._look
        self._write(card.outlet, _MASTHEAD, _font(look.head, 44), look.ink)
        self._pen.rectangle((_MARGIN, _RULE, WIDTH - _MARGIN, _RULE + 2), fill=look.accent)
        self._pen.rectangle((_MARGIN, _THIN_RULE, WIDTH - _MARGIN, _THIN_RULE), fill=look.accent)
        top = _ABOVE
        if card.kicker:
            self._write(self._fitted(card.kicker, _font(look.head, 30)), top, _font(look.head, 30), look.accent)
            top += _AFTER_KICKER
        self._headline(top)
        if card.full_name != card.outlet:
            self._write(self._fitted(card.full_name, _font(look.text, 26)), _FOOT, _font(look.text, 26), look.soft)

    def _headline(self, top: int) -> None:
        font, lines, step = next(self._settings(top))
        for number, line in enumerate(lines):
            self._write(line, top + number * step, font, self._look.ink)

    def _settings(self, top: int) -> Iterator[tuple[Any, list[str], int]]:
        """The title in every size in which it fits, the largest first; at last as much of it as the smallest allows."""
        words, room = self._card.title.split(), WIDTH - 2 * _MARGIN
        font, lines, step = None, [""], 0
        for size in _TITLE_SIZES:
            font, step = _font(self._look.head, size), round(size * _LINE)
            lines = self._wrapped(words, font, room)
            fits = len(lines) <= _MOST_LINES and top + step * len(lines) <= _FOOT
            if fits and all(self._length(line, font) <= room for line in lines):
                yield font, self._balanced(words, font, len(lines)), step
        *kept, last = lines[:_MOST_LINES]
        yield font, [*(self._fitted(line, font) for line in kept), self._fitted(f"{last}…", font)], step

    def _wrapped(self, words: list[str], font: Any, room: float) -> list[str]:  # noqa: ANN401 (Pillow's)
        lines: list[str] = []
        for word in words:
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._length(longer, font) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines or [""]

    def _balanced(self, words: list[str], font: Any, count: int) -> list[str]:  # noqa: ANN401 (Pillow's)
        """As many lines, as even as they can be."""
        narrow, wide = 0, WIDTH - 2 * _MARGIN
        while wide - narrow > 1:
            room = (narrow + wide) // 2
            lines = self._wrapped(words, font, room)
            fits = len(lines) <= count and all(self._length(line, font) <= room for line in lines)
            narrow, wide = (narrow, room) if fits else (room, wide)
        return self._wrapped(words, font, wide)

    def _fitted(self, line: str, font: Any) -> str:  # noqa: ANN401 (Pillow's)
        """As many of its letters as fit on a line; one word can be longer than the card."""
        room = WIDTH - 2 * _MARGIN
        if self._length(line, font) <= room:
            return line
        least, most = 0, len(line)
        while most - least > 1:
            middle = (least + most) // 2
            fits = self._length(f"{line[:middle].rstrip()}…", font) <= room
            least, most = (middle, most) if fits else (least, middle)
        return f"{line[:least].rstrip()}…"

    def _length(self, line: str, font: Any) -> float:  # noqa: ANN401 (Pillow's)
        return float(font.getlength(line, direction=self._card.dir, language=self._card.language))

    def _write(self, line: str, top: int, font: Any, colour: str) -> None:  # noqa: ANN401 (Pillow's)
        self._pen.text(
            (self._start, top),
            line,
            font=font,
            fill=colour,
            anchor="ra" if self._is_rtl else "la",
            direction=self._card.dir,
            language=self._card.language,
        )


@lru_cache(_FONTS)
def _font(face: Typeface, size: int) -> Any:  # noqa: ANN401 (Pillow's)
    from PIL import ImageFont  # noqa: PLC0415 (see above)

    font = ImageFont.truetype(BytesIO(face.data), size, layout_engine=ImageFont.Layout.RAQM)
    if face.axes:
        font.set_variation_by_axes(list(face.axes))
    return font
