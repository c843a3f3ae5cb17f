"""The elements of HTML and the stretches of text between the edges of its blocks. Knows no rule of setting."""

from html import unescape
from typing import Union

import msgspec

from warraq import arabic
from warraq.typeset.tags import BLOCKS, CODE, ITEMS, LISTS, VOID, attributes, name_of


class Letters(msgspec.Struct):
    """How many letters run which way, and which way the first one does."""

    rtl: int = 0
    ltr: int = 0
    first: arabic.Direction | None = None
    at: int = 0  # the stretch of text that the first one stands in


class Element(msgspec.Struct, eq=False):
    """An element; the outermost one, without a name, holds all. `start` and `end` are the places of its tags."""

    name: str
    start: int
    parent: Union["Element", None] = None
    said: str = ""  # the direction that the author gives by `dir` or `lang`; may be "auto"
    has_dir: bool = False
    apart: bool = False  # its letters have no say around it, as it is an isolate
    closed_off: bool = False  # nothing inside is isolated: code, and what runs from left to right among words, as ours
    code: bool = False
    end: int = -1
    own: Letters = msgspec.field(default_factory=Letters)  # that stand in it, or in words of it
    whole: Letters = msgspec.field(default_factory=Letters)  # with those of the blocks in it
    items: list["Element"] = msgspec.field(default_factory=list)  # of a list
    runs: arabic.Direction = "ltr"


class Stretch(msgspec.Struct, eq=False):
    """Texts that follow each other in one block or isolate, with nothing between them but tags of words."""

    within: Element
    places: list[int] = msgspec.field(default_factory=list)
    inner: list[Element] = msgspec.field(default_factory=list)  # what each text stands in
    texts: list[str] = msgspec.field(default_factory=list)  # entities resolved


def read(parts: list[str], base: arabic.Direction) -> tuple[list[Element], list[Stretch]]:
    """The elements in the order of their start tags, and the stretches of text that may be set."""
    found: list[Element] = []
    stretches: list[Stretch] = []
    here = root = Element("", -1, runs=base)
    ended = True
    for index, part in enumerate(parts):
        if index % 2:
            outer, ended_here = _step(part, index, here, found)
            here = outer or root
            ended = ended or ended_here
        elif part and not here.code:
            if ended:
                stretches.append(Stretch(_holder(here)))
                ended = False
            _add(stretches[-1], index, here, part)
    return found, stretches


def _add(stretch: Stretch, index: int, here: Element, part: str) -> None:
    stretch.places.append(index)
    stretch.inner.append(here)
    stretch.texts.append(unescape(part) if "&" in part else part)


def _step(tag: str, index: int, here: Element, found: list[Element]) -> tuple[Element | None, bool]:
    """Where one is after a tag, and whether a stretch of text ends at it."""
    if tag.startswith("</"):
        here.end = index
        return here.parent, _ends_text(here)
    name = name_of(tag)
    if name in VOID:
        return here, name in BLOCKS
    element = _element(name, index, tag, here)
    found.append(element)
    return element, _ends_text(element)


def _ends_text(element: Element) -> bool:
    # The number of a footnote is one of its own: «2011¹» is no figure, «C++¹» no word.
    # What is isolated already is read with its neighbours, so that they are cut as they were before it was.
    return (element.apart and not element.closed_off) or element.code or element.name in BLOCKS or element.name == "sup"


def _holder(element: Element) -> Element:
    """The block or the isolate that a text in an element belongs to."""
    while element.parent and (element.closed_off or not (element.apart or element.name in BLOCKS)):
        element = element.parent
    return element


def _element(name: str, index: int, tag: str, parent: Element) -> Element:
    given = attributes(tag)
    said = given.get("dir") or (arabic.direction(given["lang"]) if "lang" in given else "")
    among_words = name not in BLOCKS
    code = parent.code or name in CODE
    closed_off = parent.closed_off or code or name == "bdo" or (among_words and said == "ltr")
    apart = closed_off or (among_words and (said != "" or name == "bdi"))
    made = Element(name, index, parent, said, "dir" in given, apart, closed_off, code)
    if name in ITEMS:
        _enter(made, parent)
    return made


def _enter(item: Element, parent: Element | None) -> None:
    while parent and parent.name not in LISTS:
        parent = parent.parent
    if parent:
        parent.items.append(item)
