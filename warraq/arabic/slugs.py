"""Slugs: a text as one step of an address, in Arabic letters, in Latin ones, or as the report's id. Pure.

Knows no addresses beyond that step, and not who else has it.
"""

from typing import Literal

import slugify

from warraq.arabic.letters import ascii_digits, bare

SlugStyle = Literal["arabic", "latin", "id"]

_LONGEST_SLUG = 80  # letters (T-2.22)
_HEAVIEST_SLUG = 200  # bytes of UTF-8: file names stop at 255, and a suffix must still fit (T-2.22)

# A sound for every letter, so that none vanishes and صيف is not سيف (T-2.21; peers.md, finding 1).
_LATIN = {
    **dict(zip("ابتجدرزسفقكلمنهوي", "abtjdrzsfqklmnhwy", strict=True)),
    "ث": "th",
    "ح": "hh",
    "خ": "kh",
    "ذ": "dh",
    "ش": "sh",
    "ص": "ss",
    "ض": "dd",
    "ط": "tt",
    "ظ": "zh",
    "ع": "aa",
    "غ": "gh",
    "أ": "a",
    "إ": "i",
    "آ": "aa",
    "ٱ": "a",
    "ء": "e",
    "ؤ": "ou",
    "ئ": "ei",
    "ة": "ah",
    "ى": "a",
    "پ": "p",
    "چ": "ch",
    "ژ": "zj",
    "گ": "g",
    "ڤ": "v",
    "ی": "y",
    "ک": "k",
}
_TO_LATIN = str.maketrans(_LATIN)


def slug(text: str, *, style: SlugStyle = "arabic", fallback: str) -> str:
    """A path segment made of `text`, cut at a word; `fallback` where nothing of it is left (T-2.20, T-2.22).

    python-slugify alone cuts words at harakat, so the text is made bare first (design, section 8).
    """
    if style == "id":
        return fallback
    letters = ascii_digits(bare(text.lower()))
    if style == "latin":
        letters = letters.translate(_TO_LATIN)
    made = slugify.slugify(
        letters,
        allow_unicode=style == "arabic",
        max_length=_LONGEST_SLUG,
        word_boundary=True,
        save_order=True,
    )
    return _within_bytes(made) or fallback


def _within_bytes(made: str) -> str:
    """The slug, shortened by whole words until it fits the file system."""
    while len(made.encode("utf-8")) > _HEAVIEST_SLUG:
        made = made.rpartition("-")[0]
    return made
