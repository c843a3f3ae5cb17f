"""Which way each block runs, and which pieces of its text are isolated so that no reader sees them turned around.

Texts are read over the tags of a sentence, so that C<b>++</b> is one word. Knows no quotation marks and no figures.
"""

from collections import defaultdict
from html import escape
from itertools import accumulate, pairwise

from warraq import arabic
from warraq.typeset.elements import Element, Letters, Stretch, read
from warraq.typeset.tags import BOXES, CODE, LISTS, TEXTS

_ISOLATES: dict[arabic.Kind, str] = {"ltr": "bdi", "figures": "bdo"}
_OTHER: dict[arabic.Direction, arabic.Direction] = {"rtl": "ltr", "ltr": "rtl"}
_CLEARLY_MORE = 3  # times as many letters turn a block against its first letter


def directed(parts: list[str], base: arabic.Direction) -> str:
    """The HTML with directions said and pieces isolated, in surroundings that run as `base`."""
    found, stretches = read(parts, base)
    runs = [arabic.runs("".join(stretch.texts)) for stretch in stretches]
    for at, (stretch, cut) in enumerate(zip(stretches, runs, strict=True)):
        _count(_flowing(stretch, cut), stretch.within.own, at)
    _sum(found)
    made = parts.copy()
    for element in found:
        made[element.start] = _start_tag(parts[element.start], element)
    for stretch, cut in zip(stretches, runs, strict=True):
        within = stretch.within
        if (len(cut) > 1 or cut[0].kind) and (within.runs == "rtl" or within.own.rtl):
            _isolate(stretch, cut, made)
    return "".join(made)


# ---------------------------------------------------------------- directions


def _flowing(stretch: Stretch, cut: tuple[arabic.Run, ...]) -> str:
    """The text without what is or will be isolated, as that has no say."""
    text = "".join([" " * len(run.text) if run.kind else run.text for run in cut])
    if not any(element.closed_off for element in stretch.inner):
        return text
    spans = pairwise(accumulate(map(len, stretch.texts), initial=0))
    pairs = zip(spans, stretch.inner, strict=True)
    return "".join(text[start:end] for (start, end), element in pairs if not element.closed_off)


def _count(text: str, letters: Letters, at: int) -> None:
    """Add those of a text, which is the stretch of this number."""
    rtl, ltr = arabic.letter_counts(text)
    if rtl or ltr:
        _add(Letters(rtl, ltr, arabic.first_direction(text), at), letters)


def _add(some: Letters, letters: Letters) -> None:
    letters.rtl += some.rtl
    letters.ltr += some.ltr
    if some.first and (letters.first is None or some.at < letters.at):
        letters.first, letters.at = some.first, some.at


def _sum(found: list[Element]) -> None:
    """Give every element the letters of what is in it, from the innermost; none passes the edge of an isolate."""
    for element in reversed(found):
        _add(element.own, element.whole)
        if element.parent and not element.apart:
            _add(element.whole, element.parent.whole)


def _start_tag(tag: str, element: Element) -> str:
    """The tag with the direction that has to be said; gives the element its direction."""
    around = element.parent.runs if element.parent else element.runs
    element.runs = _direction(element, around)
    added = ""
    if not element.has_dir:
        if element.name in CODE and not element.said:
            added = ' dir="ltr"'
        elif element.said or (element.runs != around and element.name != "bdi"):
            added = f' dir="{element.runs}"'
    if element.name == "pre" and ' tabindex="' not in tag:
        added += ' tabindex="0"'  # it scrolls in its own box, so the keyboard must reach it (T-1.18)
    return f"{tag[:-1]}{added}>" if added else tag


def _direction(element: Element, around: arabic.Direction) -> arabic.Direction:
    if element.said in {"rtl", "ltr"}:
        return "rtl" if element.said == "rtl" else "ltr"
    if element.said == "auto" or element.name == "bdi":
        return element.whole.first or around  # as a browser finds it
    if element.name in LISTS:
        return _of_most_items(element, around)
    if element.name in TEXTS or (element.name in BOXES and (element.own.rtl or element.own.ltr)):
        return _turned(element, around)
    return around


def _turned(element: Element, around: arabic.Direction) -> arabic.Direction:
    """The direction of most letters; those of its own words count, or where it has none those of the blocks in it.

    A sentence is not turned by a long name in it: «وكالة Associated Press (AP) أمس» has more Latin letters, and is
    Arabic, as its first word says. So a block turns where the majority goes the other way and the first letter does so
    too, or where there are clearly more: «قال: This is a long English sentence indeed» reads from the left.
    """
    letters = element.own if element.own.rtl or element.own.ltr else element.whole
    here, there = (letters.rtl, letters.ltr) if around == "rtl" else (letters.ltr, letters.rtl)
    turns = there > here and (letters.first != around or there > _CLEARLY_MORE * here)
    return _OTHER[around] if turns else around


def _of_most_items(element: Element, around: arabic.Direction) -> arabic.Direction:
    """A list is not turned by one long item, as its marks and its margin are those of all (T-1.35)."""
    turned = sum(_direction(item, around) != around for item in element.items)
    return _OTHER[around] if turned > len(element.items) / 2 else around


# ---------------------------------------------------------------- isolating


_Marks = dict[int, list[tuple[int, str]]]  # number of a text → offsets in it, and what is put there


def _isolate(stretch: Stretch, cut: tuple[arabic.Run, ...], made: list[str]) -> None:
    """Put the pieces of a stretch of text that are isolated into their elements."""
    starts = list(accumulate(map(len, stretch.texts), initial=0))
    marks: _Marks = defaultdict(list)
    first = done = 0
    for run in cut:
        start, done = done, done + len(run.text)
        if run.kind:
            while starts[first + 1] <= start:
                first += 1
            last = first
            while starts[last + 1] < done:
                last += 1
            _wrap(stretch, (first, start - starts[first]), (last, done - starts[last]), run.kind, made, marks)
    for number, put in marks.items():
        made[stretch.places[number]] = _with(stretch.texts[number], put)


def _wrap(
    stretch: Stretch, start: tuple[int, int], end: tuple[int, int], kind: arabic.Kind, made: list[str], marks: _Marks
) -> None:
    """Put a piece from one offset in one text to another into an element: whole, or not at all."""
    (first, at), (last, until) = start, end
    if any(element.closed_off for element in stretch.inner[first : last + 1]):
        return
    opening, closing = f'<{_ISOLATES[kind]} dir="ltr">', f"</{_ISOLATES[kind]}>"
    one, other = stretch.inner[first], stretch.inner[last]
    shared = _shared(one, other) if first != last else one
    whole = until == len(stretch.texts[last])
    before = _outward(one, shared, stretch.places[first], -1, made, at_edge=not at)
    after = _outward(other, shared, stretch.places[last], 1, made, at_edge=whole)
    if before is None or after is None:
        return
    if before % 2:
        made[before] = opening + made[before]
    else:
        marks[first].append((at, opening))
    if after % 2:
        made[after] += closing
    else:
        marks[last].append((until, closing))


def _with(text: str, marks: list[tuple[int, str]]) -> str:
    pieces: list[str] = []
    done = 0
    for at, mark in marks:
        pieces += escape(text[done:at], quote=False), mark
        done = at
    return "".join([*pieces, escape(text[done:], quote=False)])


def _outward(element: Element, shared: Element, place: int, way: int, made: list[str], *, at_edge: bool) -> int | None:
    """The place of the tag at which a run that reaches out of an element is wrapped; `place` itself if none is passed.

    `way` is -1 for where it begins and 1 for where it ends. None where that is in the midst of an element which the run
    leaves, as no isolate can be put around half of one: «<b>هاتف 011</b>-2233-4455».
    """
    found = place
    while element is not shared:
        tag = element.start if way < 0 else element.end
        if not at_edge or tag != place + way or element.parent is None:
            return None
        found, place, element = tag, tag + way, element.parent
        at_edge = not made[place]
    return found


def _shared(one: Element, other: Element) -> Element:
    """The innermost element that two stand in."""
    around = set()
    element: Element | None = one
    while element:
        around.add(element.start)
        element = element.parent
    while other.start not in around and other.parent:
        other = other.parent
    return other
