"""Running prose: how many words it has, and its beginning where only so much fits. Pure.

Knows no HTML. Languages that part no words by spaces (Chinese, Thai) have one word a clause here.
"""

import re
import unicodedata

from warraq.arabic.letters import MARKS

_INDIC = "\u0900-\u0963\u0966-\u0dff"  # whose vowel signs are no \w, and stand inside words; not the full stops । ॥
_WORD = re.compile(rf"[^\W_\u0640][\w{MARKS}{_INDIC}]*")

_EMBEDDINGS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}  # closed by PDF
_ISOLATES = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}  # closed by PDI, with all that opened inside
_CLOSES = _EMBEDDINGS | _ISOLATES
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
# What may not end an excerpt: spaces, signs that announce more, and whatever opens. Marks of direction may stand
# behind them, but alone they stay: the one after «C++» keeps the plus signs in their place.
_OPEN = "«‹„‚‘([{<﴿¿¡" + "".join(_CLOSES)
_ANNOUNCING = rf"(?:[\s،؛,;:.…\-–—/{re.escape(_OPEN)}]|(?<![^\s(«“\"\[])')"
_UNFINISHED = re.compile(rf"{_ANNOUNCING}(?:{_ANNOUNCING}|[\u061c\u200e\u200f])*\Z")
_DOUBLE_QUOTES = '"“”„‟'  # which of them opens is a matter of language; the odd one does

_CONTINUES = re.compile(  # letters that are a part of the one before, though no marks: skin tones, tags, joiners …
    "[\u0e33\u0eb3\u1160-\u11ff\ud7b0-\ud7fb\uff9e\uff9f\u200c\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_ANNOUNCES = re.compile("[\u0600-\u0605\u06dd\u070f\u08e2\u1100-\u115f\ua960-\ua97c\u200d]")  # … and of the one after
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))  # two make a flag
_VIRAMA = 9  # the combining class of the sign that joins two consonants of Indic scripts


def word_count(text: str) -> int:
    """Words of running text; a word with its clitics is one (T-2.4)."""
    return len(_WORD.findall(text))


def excerpt(text: str, letters: int) -> str:
    """The beginning of `text`, at most `letters` letters, cut between words and marked with «…».

    What it leaves open of bidi isolates and embeddings it closes; it ends on no opening bracket or quotation mark,
    and cuts a word only where the first is longer than it may be, and then between whole letters (UAX 29).
    """
    flat = " ".join(text.split())
    if len(flat) <= letters and len(whole := flat + _closing(flat)) <= letters:
        return whole
    end = letters - 1
    while end > 0:
        head = _finished(_beginning(flat, end))
        closing = _closing(head)
        if len(head) + len(closing) < letters:
            return f"{head}{closing}…"
        end = len(head) - 1
    return "…"[: max(letters, 0)]


def _beginning(flat: str, end: int) -> str:
    """As many whole words as `end` letters hold; of a longer first word as many whole letters."""
    if end >= len(flat) or flat[end] == " ":
        return flat[:end]
    return flat[:end].rpartition(" ")[0] or flat[: _letter_end(flat, end)]


def _finished(head: str) -> str:
    """The beginning without what cannot stand last."""
    if head[-1:].isalnum():
        return head
    kept = _UNFINISHED.sub("", head)
    if kept.endswith(tuple(_DOUBLE_QUOTES)) and sum(map(kept.count, _DOUBLE_QUOTES)) % 2:
        return _finished(kept[:-1])
    return kept


def _closing(head: str) -> str:
    """What closes the isolates and embeddings that are open at the end (UAX 9)."""
    opened: list[str] = []
    for found in _BIDI.finditer(head):
        sign = found.group()
        if sign in _CLOSES:
            opened.append(sign)
        elif sign == "\u202c" and opened and opened[-1] in _EMBEDDINGS:
            opened.pop()
        elif sign == "\u2069" and not _ISOLATES.keys().isdisjoint(opened):
            while opened.pop() in _EMBEDDINGS:
                pass
    return "".join(_CLOSES[sign] for sign in reversed(opened))


def _letter_end(text: str, end: int) -> int:
    """The last place up to `end` that is not inside a letter."""
    while end > 0 and _is_inside(text, end):
        end -= 1
    return end


def _is_inside(text: str, place: int) -> bool:
    """Whether the code points around `place` make one letter for a reader: a grapheme cluster (UAX 29)."""
    before, after = text[place - 1], text[place]
    return (
        unicodedata.category(after).startswith("M")
        or bool(_CONTINUES.match(after) or _ANNOUNCES.match(before))
        or unicodedata.combining(before) == _VIRAMA
        or (after in _FLAG_LETTERS and _flag_letters_before(text[:place]) % 2 == 1)
    )


def _flag_letters_before(head: str) -> int:
    return len(head) - len(head.rstrip(_FLAG_LETTERS))
