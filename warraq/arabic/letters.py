"""Letters: the normal form at the door, the bare form, and the folded key under which spellings meet. Pure.

Knows no words, no languages and no addresses.
"""

import re
import unicodedata
from functools import lru_cache

_ASCII_DIGITS = "0123456789"
_ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
_PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
_TO_ASCII_DIGITS = str.maketrans(_ARABIC_DIGITS + _PERSIAN_DIGITS, _ASCII_DIGITS * 2)

# What stands on or between letters without being one, as the inside of a regular expression's brackets. The vowel
# signs of Devanagari, Thai and their like are not among them: there they tell words apart, as harakat do not here.
_HARAKAT = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0897-\u089f\u08ca-\u08ff"
)
_TATWEEL = "\u0640"
_ACCENTS = (  # of Latin, Greek, Cyrillic, Hebrew, Syriac, Ethiopic, kana; variation selectors
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0711\u0730-\u074a\u135d-\u135f"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
_FORMAT = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f"
)
MARKS = _HARAKAT + _TATWEEL + _ACCENTS + _FORMAT
_MARKS = re.compile(f"[{MARKS}]+")
_LONE_MARKS = re.compile("[\ufc5e-\ufc63\ufe70-\ufe7f]")  # harakat as presentation forms; NFKC puts spaces under them

# Spellings that a reader takes for one letter (T-2.16; the list is Lucene's ArabicNormalizer, and the forms below).
# Alef with any seat, ya without dots or the Persian one, ta marbuta (ۃ in Urdu) and ha. Kaf: the Persian one, and
# ڪ, which is calligraphy. Ha: ہ of Urdu keyboards, ھ and ە of Kurdish ones, which also stand in Arabic typed there,
# and ۀ ۂ, a ha with the mark of the genitive. Not گ ڭ ڤ پ چ ژ ۆ ێ ے ں and the like: each is a letter of its own, and
# ے ends other Urdu words than ی. The price: Urdu's ھ after a consonant makes another word than ہ, and they meet.
_ONE_LETTER = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىی", "ي"),
    **dict.fromkeys("ةۃہھەۀۂ", "ه"),
    **dict.fromkeys("کڪ", "ك"),
    **dict(zip(_ARABIC_DIGITS + _PERSIAN_DIGITS, _ASCII_DIGITS * 2, strict=True)),
}
_TO_ONE_LETTER = str.maketrans(_ONE_LETTER)
# مسؤول, مسئول and مسءول: three schools write the hamza before a long waw in three ways. Elsewhere the seat tells
# words apart (بئر and بؤر, سئل and سأل), and it stays.
_HAMZA_BEFORE_WAW = re.compile("[ءئ]و")
# «قسد», "قسد" and قسد are one name; so are its hyphens, whichever the keyboard had.
_TO_ONE_SIGN = str.maketrans(
    dict.fromkeys('«»‹›“”„‟"״〝〞〟', "") | dict.fromkeys("‘’‚‛`ʼ׳", "'") | dict.fromkeys("‐‑‒–—―−־", "-")
)
_QUOTE = re.compile(r"(?<!\w)'|'(?!\w)")  # not the apostrophe inside d'Ivoire, without which words would merge
_NAMES = 16_384  # kept in mind: a newsroom writes of the same people and places
_PLAIN = re.compile(r"[ A-Za-z0-9ء-غف-يپچژگکی٠-٩]*")  # nearly every name: letters that need only the last steps

# XML 1.0 allows tab, line feed and carriage return of the controls, and neither U+FFFE nor U+FFFF (T-3.8).
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_OVERRIDES = re.compile("[\u202d\u202e]")  # Trojan Source, CVE-2021-42574: no Arabic text needs them (T-5.6)


def normal(text: str) -> str:
    """Text as it enters: NFC, without what XML forbids and without bidi overrides. All else is kept."""
    allowed = text if _is_harmless(text) else _OVERRIDES.sub("", _CONTROLS.sub("", text))
    return unicodedata.normalize("NFC", allowed)


def _is_harmless(text: str) -> bool:
    """Whether a look at it shows that nothing is forbidden: all of that is what Python calls unprintable."""
    return text.replace("\n", "").isprintable()


def forbidden(text: str) -> tuple[tuple[int, str], ...]:
    """What `normal` drops: (offset in letters, name such as U+202E) for each, in order."""
    if _is_harmless(text):
        return ()
    found = [*_CONTROLS.finditer(text), *_OVERRIDES.finditer(text)]
    return tuple(sorted((match.start(), f"U+{ord(match.group()):04X}") for match in found))


def bare(text: str) -> str:
    """Text without marks (harakat), tatweel and format characters, presentation forms made plain letters."""
    plain = unicodedata.normalize("NFKC", _LONE_MARKS.sub("", text))
    return unicodedata.normalize("NFC", _MARKS.sub("", plain))


@lru_cache(maxsize=_NAMES)
def fold(text: str) -> str:
    """The key under which spellings of one name meet: «الأمم المتحدة» and «الامم المتحده». Idempotent (T-2.16)."""
    plain = text.lower() if _PLAIN.fullmatch(text) else _signs_and_case_folded(text)
    return " ".join(_HAMZA_BEFORE_WAW.sub("ؤو", plain.translate(_TO_ONE_LETTER)).split())


def _signs_and_case_folded(text: str) -> str:
    folded = bare(text.replace("´", "'")).casefold().translate(_TO_ONE_SIGN)
    return bare(
        _QUOTE.sub("", folded)
    )  # again: casefold takes letters apart, and a quotation mark may part two that join


def ascii_digits(text: str) -> str:
    """Text with Arabic-Indic and Persian digits as ASCII, so that dates may be typed in either."""
    return text.translate(_TO_ASCII_DIGITS)
