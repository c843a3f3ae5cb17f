"""Straight quotation marks → the pair that Arabic newspapers have (T-1.22). Knows no directions."""

import re

from warraq.typeset.tags import texts_of_blocks

_OPENING, _CLOSING = {1: "«", 2: "“"}, {1: "»", 2: "”"}  # the outer pair and the inner one (T-1.22)
_BEFORE_AN_OPENING = " \u00a0\t\n([{«“-–—/"
_AFTER_A_CLOSING = " \u00a0\t\n)]}»”.,:;!?،؛؟…-–—/"
_CLITIC = re.compile(r"(?<!\w)(?:[وف]?[بلك]?|[وف]?[بك]?ال|[وف]?لل)ـ?\Z")
_BOUND = "\x00"  # between two texts of a block; no text has it


def set_quotes(parts: list[str]) -> None:
    """Straight quotation marks of each block become the pair, where they pair; else the block stays as it was typed."""
    for block in texts_of_blocks(parts):
        made = paired(_BOUND.join(parts[index] for index in block)).split(_BOUND)
        for index, text in zip(block, made, strict=True):
            parts[index] = text


def paired(text: str) -> str:
    """The text with its straight marks made «» and, inside, “”; unchanged where they do not pair."""
    if '"' not in text:
        return text
    words = text.replace(_BOUND, "")
    seen = 0  # letters of `words` that are passed
    depth = 0
    made: list[str] = []
    for letter in text:
        if letter == '"':
            opens = _opens(words, seen, depth)
            depth += opens
            if depth not in _OPENING:
                return text
            made.append(_OPENING[depth] if opens else _CLOSING[depth])
            depth -= not opens
        else:
            made.append(letter)
        seen += letter != _BOUND
    return text if depth else "".join(made)


def _opens(words: str, at: int, depth: int) -> bool:
    """Whether the straight mark at an offset opens: by what stands before and after it, and what is open."""
    before, after = words[max(0, at - 8) : at], words[at + 1 : at + 2]
    may_open = not before or before[-1] in _BEFORE_AN_OPENING or bool(_CLITIC.search(before))
    may_close = not after or after in _AFTER_A_CLOSING
    if depth and may_close:
        return False
    return may_open or not depth
