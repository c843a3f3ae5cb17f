"""Numbered lists: no year opens one, and Arabic digits number one where asked. Knows no theme."""

import re
import xml.etree.ElementTree as etree
from weakref import WeakKeyDictionary

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import OListProcessor
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor

from warraq.dialect.manner import ARABIC_DIGITS, Manner


class Lists(Extension):
    """Lists as in `sane_lists`, but no year opens one (T-2.30), and Arabic digits number one where asked (T-2.29)."""

    def __init__(self, manner: Manner) -> None:
        super().__init__()
        self._manner = manner

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        digit_lists = self._manner.digit_lists
        md.parser.blockprocessors.register(_Numbered(md.parser, digit_lists=digit_lists), "olist", 40)
        md.parser.blockprocessors.register(_Bulleted(md.parser, digit_lists=digit_lists), "ulist", 30)


def _numbers(longest: int, *, digit_lists: bool) -> str:
    """The pattern of an item's number: `1.`, and where Arabic digits count also «١.», «١)» and «١-»."""
    ascii_number = rf"[0-9]{{1,{longest}}}\."
    arabic_number = rf"[\u0660-\u0669\u06f0-\u06f9]{{1,{longest}}}[.)-]"  # Arabic-Indic and Persian
    return f"{ascii_number}|{arabic_number}" if digit_lists else ascii_number


def _nested(processor: OListProcessor, opening: str) -> re.Pattern[str]:
    """A line that opens a list within an item."""
    one = processor.tab_length
    return re.compile(rf"^[ ]{{{one},{2 * one - 1}}}(({opening})|[*+-])[ ]+.*")


class _Numbered(SaneOListProcessor):
    """Opens a list at a number of up to three digits: four are a year, and «2011. كان عامًا» is prose (T-2.30).

    A list begun in Arabic digits keeps the numbers that were typed (T-2.29); one in ASCII digits counts, as ever.
    """

    def __init__(self, parser: BlockParser, *, digit_lists: bool) -> None:
        super().__init__(parser)
        opening, following = (_numbers(longest, digit_lists=digit_lists) for longest in (3, 9))
        self.RE = re.compile(rf"[ ]{{0,{self.tab_length - 1}}}(?:{opening})[ ]+(.*)")
        self.CHILD_RE = re.compile(rf"^[ ]{{0,{self.tab_length - 1}}}(({following}))[ ]+(.*)")
        self.INDENT_RE = _nested(self, opening)
        self._due: WeakKeyDictionary[etree.Element, int] = WeakKeyDictionary()  # of a list: its next item's number

    def test(self, parent: etree.Element, block: str) -> bool:
        """Whether the block opens a list, or goes on counting the one before it, past 999 too."""
        if self.RE.match(block):
            return True
        item, before = self.CHILD_RE.match(block), self.lastChild(parent)
        return item is not None and before is not None and self._due.get(before) == _value(item[1])

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        """Make the items as the library does, then see to their numbers."""
        numbers = [item[1] for line in blocks[0].split("\n") if (item := self.CHILD_RE.match(line))]
        super().run(parent, blocks)
        listed = parent[-1] if parent[-1].tag == "ol" else parent
        if listed.tag != "ol":  # a number among bullets
            return
        if len(listed) == len(numbers):
            self._begin(listed, numbers[0])
        for made, number in zip(listed[-len(numbers) :], numbers, strict=False):
            self._count(listed, made, number)

    def _begin(self, listed: etree.Element, first: str) -> None:
        self._due[listed] = _value(first)
        if first.isascii():
            return
        listed.set("class", ARABIC_DIGITS)
        listed.attrib.pop("start", None)  # the library's, in the digits that were typed
        if _value(first) != 1:
            listed.set("start", str(_value(first)))

    def _count(self, listed: etree.Element, item: etree.Element, number: str) -> None:
        due, typed = self._due.get(listed, 1), _value(number)
        if typed != due and not (number.isascii() and listed.get("class") != ARABIC_DIGITS):
            item.set("value", str(typed))
            due = typed
        self._due[listed] = due + 1


class _Bulleted(SaneUListProcessor):
    """A list with bullets, in which a numbered one may be nested."""

    def __init__(self, parser: BlockParser, *, digit_lists: bool) -> None:
        super().__init__(parser)
        self.INDENT_RE = _nested(self, _numbers(3, digit_lists=digit_lists))


def _value(number: str) -> int:
    return int(number[:-1])  # less its sign; int reads the digits of every script
