"""Words: one written twice, stretched with tatweel, typed with another keyboard's letters or with look-alikes.

Knows letters and a short list of words that Arabic doubles on purpose. Knows no dictionary, no grammar and no
spelling: what may be right in some sentence is not named.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from warraq.proofread.slip import (
    ARABIC_WORD,
    HARAKAT,
    JOINERS,
    LATIN,
    LETTERS,
    SPACES,
    TATWEEL,
    UNSEEN,
    WORD,
    Slip,
    each,
    slip_at,
)

_UNWRITTEN = re.compile(rf"[{HARAKAT}{TATWEEL}{JOINERS}]")
_BETWEEN_WORDS = re.compile(rf"[*_{UNSEEN}]*(?:[{SPACES}]+|[{SPACES}]*\n[{SPACES}]*)[*_{UNSEEN}]*")
# Bit by bit; chants; emphasis; a son named for his father; foreign names. Alef stands for every seat of its hamza, as
# desks leave it out; ya and alef maqsura stay two, or «على على» would pass for a name.
_SEATS = str.maketrans("أإآ", "ااا")
_SAID_TWICE = (
    "رويدا شيئا يوما واحدا قليلا حرفا بيتا صفا فردا جزءا بندا سطرا شارعا حيا منزلا بابا شبرا مترا عاما دكا لحظة خطوة "
    "كلمة نقطة درجة قرية بلدة زنقة بيت دار شبر فرد شارع حارة غرفة قطرة قطعة حبة مادة فقرة صفحة واحدة اثنين مدينة منطقة "
    "سلمية حرية ارحل كفى امين جدا كثيرا ابدا كلا لا نعم مهلا هيا هيهات حذار اياك اه بين هو هي هم الان الله شوي شوية "
    "دائما فورا حالا محمد احمد محمود علي حسن حسين ابراهيم اسماعيل خليل سالم يوسف عيسى موسى بطرس جرجس داود صالح عمر "
    "مصطفى خالد سليمان عثمان حمود حمد سعد سعيد حامد يحيى يعقوب الياس حنا جورج ميخائيل جمعة درويش "
    "بورا توك تسي ماو بادن تشا"
)
_MEANT_TWICE = frozenset(_SAID_TWICE.split())
# Not the tatweel that carries a mark: الرحمـٰن.
_STRETCHED = re.compile(rf"(?<=[{LETTERS}{HARAKAT}]){TATWEEL}+(?=[{LETTERS}])")
_SURE_YA = re.compile(rf"ی(?=[{HARAKAT}{TATWEEL}{JOINERS}]*[{LETTERS}])")
_PERSIAN = str.maketrans("يك", "یک")
_CYRILLIC, _GREEK = "\u0400-\u052f", "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι"  # of Greek what looks Latin, so that kΩ and TNFα are none
_LOOK_ALIKE = re.compile(
    rf"[{LETTERS}][{HARAKAT}{TATWEEL}]*[{LATIN}\u0370-\u03ff{_CYRILLIC}]+[{HARAKAT}{TATWEEL}]*[{LETTERS}]"
    rf"|[{LATIN}][{_CYRILLIC}{_GREEK}]|[{_CYRILLIC}{_GREEK}][{LATIN}]"
    rf"|(?:\A|(?<=[{LETTERS}{TATWEEL}]))\d+[OolI][\dOolI]*\d\Z"
)


def doubled_words(seen: str) -> Iterator[Slip]:
    for first, second in pairwise(WORD.finditer(seen)):
        is_near = first[0][0] == second[0][0] and _BETWEEN_WORDS.fullmatch(seen, first.end(), second.start())
        if is_near and _is_doubled(first[0], second[0]):
            yield slip_at(seen, (first.start(), second.end()), code="W410", value=f"{first[0]} {second[0]}")


def _is_doubled(one: str, other: str) -> bool:
    """Whether it is one word twice, and not on purpose: «مَن مِن» is two words, fathatan makes an adverb."""
    word = _UNWRITTEN.sub("", one)
    if word != _UNWRITTEN.sub("", other) or not ARABIC_WORD.fullmatch(word) or "\u064b" in one + other:
        return False
    are_two = len(word) == len("من") and one != other  # often only one of the two is vowelled: «مَن من»
    return len(word) > 1 and not are_two and word.translate(_SEATS) not in _MEANT_TWICE


def stretched_words(seen: str) -> Iterator[Slip]:
    return each(seen, code="W411", pattern=ARABIC_WORD, mend=_short)


def _short(word: str) -> str | None:
    """The word without tatweel between its letters (T-1.23); one before a figure, «الـ 72», is how that is written."""
    if f"{TATWEEL}{TATWEEL}" not in word and len(_STRETCHED.findall(word)) < 2:  # noqa: PLR2004 (one alone is let pass)
        return word
    return re.sub(f"{TATWEEL}+", TATWEEL, _STRETCHED.sub("", word)) if _UNWRITTEN.sub("", word) else None


def letters_not_arabic(seen: str) -> Iterator[Slip]:
    """Persian and Urdu letters in an Arabic word."""
    return each(seen, code="W413", pattern=ARABIC_WORD, mend=_arabic)


def letters_not_persian(seen: str) -> Iterator[Slip]:
    """Arabic letters in a Persian word."""
    return each(seen, code="W413", pattern=ARABIC_WORD, mend=lambda word: word.translate(_PERSIAN))


def _arabic(word: str) -> str | None:
    """The word in Arabic letters, as far as that is sure: ی at its end may be ي or ى."""
    made = _SURE_YA.sub("ي", word.replace("ک", "ك"))
    return None if made == word and re.search("[یەہھۀے]", word) else made


def look_alikes(seen: str) -> Iterator[Slip]:
    """Words of two scripts that look like one, figures with letters for 0 and 1."""
    return each(seen, code="W414", pattern=WORD, mend=_look_alike)


def _look_alike(word: str) -> str | None:
    return None if _LOOK_ALIKE.search(word) else word
