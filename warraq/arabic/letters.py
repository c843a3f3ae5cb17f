"""Letters: the normal form at the door, the bare form, and the folded key under which spellings meet. Pure.

Knows no words, no languages and no addresses.
"""

import re
import unicodedata

_TATWEEL = "\u0640"
_ASCII_DIGITS = "0123456789"
_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
_TO_ASCII_DIGITS = str.maketrans(_ARABIC_DIGITS + _PERSIAN_DIGITS, _ASCII_DIGITS * 2)
# Spellings that a reader takes for the same letter: alef with any seat, ya without dots, ta marbuta, the
# Persian ya and kaf (Lucene's ArabicNormalizer; T-2.16).
_SAME_LETTER = str.maketrans("أإآٱىةیک", "اااايهيك")

# XML 1.0 allows tab, line feed and carriage return of the controls, and neither U+FFFE nor U+FFFF (T-3.8).
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_OVERRIDES = re.compile("[\u202d\u202e]")  # Trojan Source, CVE-2021-42574: no Arabic text needs them (T-5.6)


def normal(text: str) -> str:
    """Text as it enters: NFC, without what XML forbids and without bidi overrides. All else is kept."""
    return unicodedata.normalize("NFC", _OVERRIDES.sub("", _CONTROLS.sub("", text)))


def forbidden(text: str) -> tuple[tuple[int, str], ...]:
    """What `normal` drops: (offset in letters, name such as U+202E) for each, in order."""
    found = [*_CONTROLS.finditer(text), *_OVERRIDES.finditer(text)]
    return tuple(sorted((match.start(), f"U+{ord(match.group()):04X}") for match in found))


def bare(text: str) -> str:
    """Text without marks (harakat), tatweel and format characters, presentation forms made plain letters."""
    plain = unicodedata.normalize("NFKC", text)
    kept = [c for c in plain if c != _TATWEEL and unicodedata.category(c) not in {"Mn", "Me", "Cf"}]
    return unicodedata.normalize("NFC", "".join(kept))


def fold(text: str) -> str:
    """The key under which spellings of one name meet: «الأمم المتحدة» and «الامم المتحده». Idempotent (T-2.16)."""
    return " ".join(bare(bare(text).casefold()).translate(_SAME_LETTER).translate(_TO_ASCII_DIGITS).split())


def ascii_digits(text: str) -> str:
    """Text with Arabic-Indic and Persian digits as ASCII, so that dates may be typed in either."""
    return text.translate(_TO_ASCII_DIGITS)
