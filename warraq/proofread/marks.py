"""Quotation marks and brackets: those without a partner, the wrong way round, of two kinds or with spaces inside.

Knows a mark by its glyph, by how it stands among its neighbours and by what is open in the same paragraph. Does not
know what is said between them, nor which style an outlet prefers: it names only a body that has more than one.
"""

import re
from collections.abc import Iterator
from itertools import chain, takewhile

import msgspec

from warraq.proofread.prose import paragraphs
from warraq.proofread.slip import CLEAR, HARAKAT, LONGEST_VALUE, SPACES, TATWEEL, THING, Slip, slip_at

_QUOTES, _BRACKETS = ("«»", "“”", '""'), ("()", "[]", "{}")
_FAMILY = {glyph: family for family in (*_QUOTES, *_BRACKETS) for glyph in family}
_OPENERS = frozenset("«“([{")
_RIGHT = frozenset([*_QUOTES, *_BRACKETS, "”“"])  # the last is CLDR's for Arabic (bar.md, finding 12)
_JOINED_BEFORE = re.compile(rf"(?:[^\W_{TATWEEL}]|[{HARAKAT}»”)\]}}.!؟?…%{THING}])\Z")
_JOINED_AFTER = re.compile(rf"[^\W_]|[{TATWEEL}«“(\[{{#@…{THING}]")
_PASSED_OVER = f"*_{CLEAR}\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"
_LABEL = re.compile(r"(?:^|\s)(?:[^\W\d_]|\d{1,4})\)\Z|\d\"\Z")  # «أ)», «1)», 55"
_NEAR = 8  # letters or marks that are looked at on either side
_Pair = tuple["_Mark", "_Mark"]


class _Mark(msgspec.Struct, frozen=True):
    """A mark, and how it stands: joined only to what follows, as one that opens; only to what precedes; or else."""

    at: int
    glyph: str
    opens: bool
    closes: bool
    only_closes: bool  # if it opens anything, then by the wrong glyph and in the wrong place
    is_label: bool


def paired_marks(seen: str) -> Iterator[Slip]:
    """What is wrong with pairs, a paragraph at a time; quotation marks and brackets do not mind each other."""
    styles: dict[str, list[tuple[int, int]]] = {}
    for families in (_BRACKETS, _QUOTES):
        for places in paragraphs(seen, re.escape("".join(families))):
            pairs, strays = _matched([_mark(seen, at) for at in places])
            yield from (_stray(seen, mark) for mark in strays)
            yield from chain.from_iterable(_pair(seen, *pair) for pair in pairs)
            outside = len(seen)
            for first, last in reversed(pairs if families is _QUOTES else []):  # an inner one closes earlier
                if last.at < outside:
                    outside = first.at
                    styles.setdefault(first.glyph + last.glyph, []).append((first.at, last.at + 1))
    kept = sorted((len(spans), -min(spans)[0], min(spans)) for style, spans in styles.items() if style in _RIGHT)
    if len(kept) > 1:
        start, end = kept[0][2]
        yield slip_at(seen, (start, end), code="W408", value=seen[start:end])


def _mark(seen: str, at: int) -> _Mark:
    before = _JOINED_BEFORE.search(seen[max(0, at - _NEAR) : at].rstrip(_PASSED_OVER))
    after = _JOINED_AFTER.match(seen[at + 1 : at + 1 + _NEAR].lstrip(_PASSED_OVER))
    opens, closes = bool(after and not before), bool(before and not after)
    is_label = bool(_LABEL.search(seen[max(0, at - _NEAR) : at + 1]))
    return _Mark(at, seen[at], opens, closes, closes and seen[at] not in _OPENERS, is_label)


def _matched(marks: list[_Mark]) -> tuple[list[_Pair], list[_Mark]]:
    """Pairs, and what is left. What a mark is for is told by its glyph, by how it stands and by what is open."""
    opened, strays, pairs = list[_Mark](), list[_Mark](), list[_Pair]()
    for index, mark in enumerate(marks):
        ahead = marks[index + 1 : index + 1 + _NEAR]
        if opened and opened[-1].only_closes and mark.closes:
            strays.append(opened.pop())
        kin = [n for n in range(max(0, len(opened) - _NEAR), len(opened)) if opened[n].glyph in _FAMILY[mark.glyph]]
        if _is_opening(mark, opened, ahead):
            opened.append(mark)
        elif kin:
            strays += opened[kin[-1] + 1 :]
            pairs.append((opened[kin[-1]], mark))
            del opened[kin[-1] :]
        elif not mark.is_label:
            family = _FAMILY[opened[-1].glyph]
            is_closed = next((other.glyph for other in ahead if other.glyph in family), "") == family[1]
            strays += [mark] if is_closed else []
            pairs += [] if is_closed else [(opened.pop(), mark)]
    return pairs, strays + opened


def _is_opening(mark: _Mark, opened: list[_Mark], ahead: list[_Mark]) -> bool:
    """Whether the mark opens a pair, perhaps inside another."""
    if not opened:
        return not mark.is_label
    top = opened[-1]
    is_kin = top.glyph in _FAMILY[mark.glyph]
    if mark.glyph in _OPENERS:
        is_nested = mark.opens or top.glyph in _OPENERS or top.only_closes
        return not is_kin or (is_nested and not mark.closes)
    if mark.glyph == '"':
        return not mark.closes and (mark.opens or all(other.glyph != '"' for other in opened[-_NEAR:]))
    following = [other.glyph for other in takewhile(lambda other: other.glyph not in _OPENERS, ahead)]
    return mark.opens and (not is_kin or following.count(mark.glyph) > 1)


def _stray(seen: str, mark: _Mark) -> Slip:
    begun = None if mark.closes else seen[mark.at : mark.at + 2 * LONGEST_VALUE].partition("\n")[0]
    return slip_at(seen, (mark.at, mark.at + 1), code="W406", value=begun)


def _pair(seen: str, first: _Mark, last: _Mark) -> Iterator[Slip]:
    """A pair the wrong way round (T-1.20), of two kinds, or with spaces inside."""
    glyphs, inside = first.glyph + last.glyph, seen[first.at + 1 : last.at]
    if glyphs not in _RIGHT:
        code = "W415" if glyphs[::-1] in _RIGHT else "W407"
        yield slip_at(seen, (first.at, last.at + 1), code=code, value=seen[first.at : last.at + 1])
    elif inside.strip():
        left, right = (len(inside) - len(bare) for bare in (inside.lstrip(SPACES), inside.rstrip(SPACES)))
        spans = (first.at + 1, first.at + 1 + left), (last.at - right, last.at)
        # Two straight marks amid spaces may each belong to another.
        is_sure = not first.closes and not last.opens and (glyphs != '""' or first.opens or last.closes)
        mended = "" if is_sure else None
        yield from (slip_at(seen, span, code="W409", mended=mended) for span in spans if span[0] < span[1])
