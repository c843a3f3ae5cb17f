"""The letters that a font is cut down to: named sets, and what a text has beyond them.

A set holds all that texts of its kind may ever use, not what today's texts do: a letter used for the first time must
not give the font another name, and with it every page of the archive (design, section 3, editorial law). Knows no
font and no file.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from warraq.problems import Problem, Where, problem

# Code points in hexadecimal, as CSS writes `unicode-range`.
_SETS = {
    # Letters, tatweel, vowel marks, hamza and madda above and below, dagger alef, alef wasla; the signs of dates and
    # of honour that prose has (U+0600–0603, 060D–0614); Arabic-Indic digits and their percent and separators.
    "arabic": "0600-0603 060B-0615 061B-061C 061E-061F 0621-063A 0640-0655 0657-0658 0660-0671 06D4",
    # One-letter words of reverence, the ornate parentheses, the rial sign.
    "honorifics": "FD3E-FD3F FDF2-FDF4 FDFA-FDFC",
    # Small high signs of the printed Koran, and the bismillah in one piece.
    "koran": "0610-061A 0656-065F 06D6-06ED 08D3-08E1 08E3-08FF FDFD",
    "persian": "067E 0686 0698 06A9 06AF 06C0 06CC 06F0-06F9",
    "kurdish": "0695 06A4 06B5-06B6 06C6-06C7 06CE 06D5 0692 0699 06CA 06CB",
    "urdu": "0679 0688 0691 06BA 06BB 06BE 06C1-06C3 06D2-06D4",
    "pashto": "067C 0681 0685 0689 0693 0696 069A 06AB 06BC 06CD 06D0",
    # ڤ ڥ پ ڨ ݣ ڭ for the sounds v, p and g of North African names.
    "maghreb": "067E 06A4-06A5 06A8 06AD 0763 063A",
    "uyghur": "06AD 06C6-06C8 06CB 06D0 06D5",
    "sindhi": "067A-067B 067D 067F-0680 0683-0684 0687 068A 068C-068F 0699 06A6 06AA 06B1 06B3 06FD-06FE",
    # Digits and the signs that stand among them and among Arabic words; the space, with which lines are measured.
    "digits": "0020-0021 0023-0025 0028-003A 003C-003E 005B-005D 005F 007B-007D 00A0 00B0-00B1 00D7 00F7 2212",
    "punctuation": "0022 0026-0027 002C 003B 003F 0040 00A9 00AB-00AC 00AE 00B7 00BB 200C-200F 2010-2015 2018-201E"
    " 2020-2022 2026 2030 2039-203A 2066-2069 2116 2122 00A3 20AA 20AC 20BA 25CC",
    "latin": "0020-007E 00A0-00FF 0131 0152-0153 02C6 02DA 02DC 20AC 2122",
    # Turkish and Kurmanji, Polish, Czech, Romanian, the Baltic and transliteration of Arabic (ā ḥ ṣ ʿ).
    "latin-more": "0100-017F 01CD-01DC 0218-021B 02BE-02BF 1E0C-1E0D 1E24-1E25 1E2A-1E2B 1E62-1E63 1E6C-1E6D 1E92-1E93",
}
NAMES = tuple(_SETS)


def characters(names: Iterable[str]) -> frozenset[int]:
    """The code points of named sets. Raises KeyError."""
    return frozenset(code for name in names for part in _SETS[name].split() for code in _range(part))


def _range(written: str) -> range:
    first, _, last = written.partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def one_of(wanted: Iterable[str]) -> re.Pattern[str] | None:
    """What finds any of these characters in a text; None for no characters."""
    runs: list[list[int]] = []
    for code in sorted(set(map(ord, wanted))):
        if runs and runs[-1][-1] == code - 1:
            runs[-1][-1] = code
        else:
            runs.append([code, code])
    inside = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in runs)
    return re.compile(f"[{inside}]") if inside else None


def beyond(text: str, shown: str, left_out: Mapping[str, str], finder: re.Pattern[str]) -> Iterator[Problem]:
    """A warning for each character of a text that was left out of a font, where it first stands.

    `left_out` names the font of each such character; `finder` finds any of them; `text` is in normal form.
    """
    firsts = {found.group(): found.start() for found in reversed(tuple(finder.finditer(text)))}
    for character, at in sorted(firsts.items(), key=lambda first: first[1]):
        where = Where(shown, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        seen = f"\u25cc{character}" if unicodedata.combining(character) else character
        yield problem("W260", where, value=seen, point=f"U+{ord(character):04X}", key=left_out[character])
