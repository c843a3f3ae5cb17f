"""Slips that a proofreader marks in Arabic newsroom text, and the mending of those that need no second thought.

Knows which rules hold for which language. Knows no files, no reports, and not how a slip is said: it has its code
(W401 to W416), its place and what to show of the text, and `problems` has the words.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import chain

from warraq.proofread.marks import paired_marks
from warraq.proofread.prose import only_prose
from warraq.proofread.slip import Slip
from warraq.proofread.spaces import ascii_marks, no_space_after, opening_years, spaces_before
from warraq.proofread.unseen import controls
from warraq.proofread.words import (
    doubled_words,
    letters_not_arabic,
    letters_not_persian,
    look_alikes,
    stretched_words,
)

__all__ = ["Slip", "mended", "slips"]

_ARABIC_SCRIPT = re.compile("ar|arz|ary|apc|acm|fa|prs|ps|ur|pnb|sd|ks|ug|ckb|azb|mzn|lrc")
_Rule = Callable[[str], Iterator[Slip]]


def slips(text: str, language: str, *, plain: bool = False) -> tuple[Slip, ...]:
    """The slips in a body of Markdown in normal form, or in one `plain` line such as a title, in their order."""
    seen = text if plain else only_prose(text)
    found = chain.from_iterable(rule(seen) for rule in _rules(language, is_markdown=not plain))
    return tuple(sorted(found, key=lambda slip: (slip.offset, slip.code)))


def mended(text: str, language: str, *, plain: bool = False) -> str:
    """The text with every safe slip mended, until none is left: mending one may show another («العراق ,وقال»)."""
    while safe := [slip for slip in slips(text, language, plain=plain) if slip.mended is not None]:
        text = unicodedata.normalize("NFC", _replaced(text, safe))
    return text


def _replaced(text: str, safe: list[Slip]) -> str:
    """The text with these slips mended; of two that overlap the second waits for the next round."""
    pieces, done = [], 0
    for slip in safe:
        if slip.offset >= done:
            pieces += [text[done : slip.offset], slip.mended or ""]
            done = slip.offset + slip.length
    return "".join([*pieces, text[done:]])


def _rules(language: str, *, is_markdown: bool) -> list[_Rule]:
    """Only what is surely wrong in that language: French has spaces inside «», Persian doubles its words."""
    name, *others = language.lower().split("-")
    rules: list[_Rule] = [controls, look_alikes]
    if is_markdown:
        rules.append(opening_years)
    if "arab" in others or (_ARABIC_SCRIPT.fullmatch(name) and "latn" not in others):
        rules += [ascii_marks, paired_marks, stretched_words, spaces_before, no_space_after]
    if name == "ar":
        rules += [doubled_words, letters_not_arabic]
    if name == "fa":
        rules.append(letters_not_persian)
    return rules
