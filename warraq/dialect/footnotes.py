"""Footnotes without a word of English, their numbers in the digits of the page. Knows no theme."""

import re
import xml.etree.ElementTree as etree
from collections import OrderedDict
from collections.abc import Iterator

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.treeprocessors import Treeprocessor

from warraq import arabic
from warraq.dialect.manner import ARABIC_DIGITS, Manner

# To where lines begin (T-1.37): two signs, as the light edition and feeds have no style that mirrors one. What follows
# them keeps telephones from drawing a picture.
_BACK = {"rtl": "↪\ufe0e", "ltr": "↩\ufe0e"}


class Footnotes(FootnoteExtension):
    """Footnotes whose way back is named by the theme, so that no English leaks into an Arabic page (T-1.39).

    Two faults of the library are mended: a label with a space gave an id that HTML refuses, and a note defined within
    a note was lost or stopped the text.
    """

    def __init__(self, manner: Manner) -> None:
        super().__init__(BACKLINK_TITLE=manner.footnote_backlink, BACKLINK_TEXT=_BACK[manner.direction])
        self._manner = manner

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        super().extendMarkdown(md)
        names = _Names(self._manner.numerals)
        md.treeprocessors.register(names, "warraq-footnote-names", 14)  # after all links are made

    def reset(self) -> None:
        """Forget the footnotes of the text before."""
        super().reset()
        self.footnotes = _Growing()
        self._owners: dict[str, str] = {}  # a part of an id → the label it was made of

    def makeFootnoteId(self, id: str) -> str:  # noqa: A002, N802 (the library's names)
        return super().makeFootnoteId(self._step(id))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: A002, FBT001, FBT002, N802 (as above)
        return super().makeFootnoteRefId(self._step(id), found)

    def _step(self, label: str) -> str:
        """The label as a part of an id, which has no spaces; browsers take a backslash in an address for a slash."""
        step = re.sub(r"[\s\\]+", "-", label.strip())
        while self._owners.setdefault(step, label) != label:
            step += "-"
        return step


class _Growing(OrderedDict[str, str]):
    """Footnotes by label. A note within a note is found only while notes are set, so the keys follow the growth."""

    def keys(self) -> Iterator[str]:  # type: ignore[override]
        done = 0
        while len(self) > done:
            for label in list(self)[done:]:
                done += 1
                yield label


class _Names(Treeprocessor):
    """Gives the way back a name, which a title is not to a screen reader (T-1.39), and all numbers the text's digits.

    The numbers are those of the mark, of the name and of the list (T-2.7).
    """

    def __init__(self, numerals: arabic.Digits) -> None:
        super().__init__()
        self._numerals = numerals

    def run(self, root: etree.Element) -> None:
        """Name the ways back of one text, and set its digits."""
        for link in root.iter("a"):
            if link.get("class") == "footnote-ref":
                link.text = arabic.digits(link.text or "", self._numerals)
            elif link.get("class") == "footnote-backref":
                link.set("aria-label", arabic.digits(link.attrib.pop("title", ""), self._numerals))
        for notes in root.iterfind("div[@class='footnote']/ol") if self._numerals != "latn" else ():
            notes.set("class", ARABIC_DIGITS)
