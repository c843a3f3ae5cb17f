"""Slugs: a text as one step of an address, in Arabic letters, in Latin ones, or as the report's id. Pure.

Knows no addresses beyond that step, and not who else has it.
"""

import re
import unicodedata
from typing import Literal

from warraq.arabic.letters import ascii_digits, bare

SlugStyle = Literal["arabic", "latin", "id"]

_LONGEST_SLUG = 80  # letters (T-2.22)
_HEAVIEST_SLUG = 200  # bytes of UTF-8: file names stop at 255, and a suffix must still fit (T-2.22)

# A sound for every letter of Arabic, Persian, Urdu, Kurdish, Pashto and Uyghur, so that none vanishes and صيف is not
# سيف (T-2.21; peers.md, finding 1). Of Arabic's own letters only ع shares its sound, with ا. Then the letters of
# readers' other languages that Unidecode leaves out: Tifinagh, Syriac, schwa. ь and ъ have no sound to give.
_LETTERS_OF = {
    "a": "اأٱعىٲٵəܐܥⴰⵄאע",
    "aa": "آ",
    "ah": "ةۃ",
    "b": "بٮⴱ",
    "bb": "ٻ",
    "bh": "ڀ",
    "ch": "چ",
    "chh": "ڇ",
    "d": "دڎⴷ",
    "dd": "ضڈډⴹ",
    "ddh": "ڍ",
    "dh": "ذڌ",
    "dz": "ځ",
    "e": "ءەېێےۓٴⴻ",
    "eh": "ۀۂ",
    "f": "فڡڢⴼ",
    "g": "گګڭڨڠݣڳⴳ",
    "gh": "غⵖ",
    "h": "هہھۿⵀ",
    "hh": "حⵃ",
    "i": "إئٳⵉ",
    "j": "جⵊ",
    "jj": "ڄ",
    "k": "كکڪⴽ",
    "kh": "خⵅ",
    "l": "لⵍ",
    "ll": "ڵ",
    "m": "مⵎ",
    "n": "نںڼڻⵏ",
    "ng": "ڱ",
    "ny": "ڃ",
    "o": "ۆۅ",
    "p": "پ",
    "ph": "ڦ",
    "q": "قٯڧⵇ",
    "r": "رڑړⵔ",
    "rr": "ڕⵕ",
    "s": "سⵙ",
    "sh": "شښⵛ",
    "ss": "صⵚ",
    "t": "تټⵜ",
    "th": "ثٿ",
    "ts": "څ",
    "tt": "طٹⵟ",
    "tth": "ٺ",
    "u": "ؤۇۈۉۊⵓ",
    "v": "ڤۋڥ",
    "w": "وۥⵡⵯ",
    "y": "يیؠۍۦۑⵢ",
    "z": "زⵣ",
    "zh": "ظږ",
    "zj": "ژ",
    "zz": "ⵥ",
    "": "ьъ",
}
_BEYOND_ARABIC = re.compile("[\u0780-\U0010ffff]")  # the first script whose vowels are marks is Thaana
# Nearly every title: letters that stay as they are (a mark or another shape is none), and signs between words.
_PLAIN = re.compile(r"[A-Za-z0-9٠-٩ء-غف-يپچژگکی :،؛؟!«»()\"-]*")
_BETWEEN_WORDS = str.maketrans(dict.fromkeys(':،؛؟!«»()"-', " "))
_LATIN = {letter: sound for sound, letters in _LETTERS_OF.items() for letter in letters}
_NAMED = {unicodedata.name(letter): sound for letter, sound in _LATIN.items()}


def slug(text: str, *, style: SlugStyle = "arabic", fallback: str) -> str:
    """A path segment made of `text`, cut at a word; `fallback` where nothing of it is left (T-2.20, T-2.22).

    python-slugify alone cuts words at harakat, so the text is made bare first (design, section 8).
    """
    if style == "id":
        return fallback
    if style == "arabic" and _PLAIN.fullmatch(text):
        return _cut("-".join(ascii_digits(text.lower()).translate(_BETWEEN_WORDS).split())) or fallback
    letters = ascii_digits(bare(text.lower()))
    letters = _in_latin(letters) if style == "latin" else _without_vowel_signs(letters)
    return _cut(_slugified(letters, allow_unicode=style == "arabic")) or fallback


def _slugified(letters: str, *, allow_unicode: bool = False) -> str:
    import slugify  # noqa: PLC0415 (a heavy import, and a build without a new report makes no address)

    return slugify.slugify(letters, allow_unicode=allow_unicode)


def _in_latin(letters: str) -> str:
    return "".join(letter if letter.isascii() else _sound(letter) for letter in letters)


def _sound(letter: str) -> str:
    """A letter's sound by our table, or by text-unidecode's.

    That is asked by name: python-slugify takes another package of the kind where one happens to be installed, and
    addresses must not depend on the machine.

    A letter that neither knows sounds like the one from which it differs only in its dots; else as the end of its
    name in Unicode says. So none vanishes (T-2.21).
    """
    if letter in _LATIN:
        return _LATIN[letter]
    if unicodedata.category(letter) not in {"Ll", "Lo"}:
        return letter
    name = unicodedata.name(letter, f"{ord(letter):x}").partition(" WITH ")[0]
    from text_unidecode import unidecode  # noqa: PLC0415 (as above)

    # One letter at a time, as Unidecode's Georgian «t`» would part a word.
    sound = _slugified(unidecode(letter)) or _NAMED.get(name) or name.replace("-", " ").split()[-1].lower()
    return f"{sound} " if name.startswith("CJK ") else sound


def _without_vowel_signs(letters: str) -> str:
    """The text, but in Latin letters each word whose script writes its vowels as marks (Devanagari, Thai).

    No mark may stand in a slug (T-2.20), and without them such a word would be another, or none.
    """
    if not _BEYOND_ARABIC.search(letters):
        return letters
    return " ".join(_spelt_out(word) if _has_marks(word) else word for word in letters.split())


def _spelt_out(word: str) -> str:
    return _slugified(_in_latin(word)) or "".join(letter for letter in word if letter.isalnum())


def _has_marks(word: str) -> bool:
    return any(unicodedata.category(letter).startswith("M") for letter in word)


def _cut(made: str) -> str:
    """The slug within its limits, cut at a word; one word that is longer is cut at a letter."""
    room = made.encode()[:_HEAVIEST_SLUG].decode(errors="ignore")[:_LONGEST_SLUG]
    if len(room) == len(made) or made[len(room)] == "-":
        return room
    return room.rpartition("-")[0] or room
