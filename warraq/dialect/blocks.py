"""Blocks that a newspaper has: tables with a start and an end, figures, pull quotes and fact boxes. Knows no theme."""

import re
import xml.etree.ElementTree as etree
from typing import Literal

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor

from warraq import arabic


class Tables(TableExtension):
    """Tables whose columns lie at the start, at the end or in the middle, and whose header cells say so (T-1.41).

    A table is typed as it looks in an editor that runs left to right, first column first. So `:--` means the side on
    which the table begins, which on an Arabic page is the right: the author's left is our start.
    """

    def __init__(self) -> None:
        super().__init__(use_align_attribute=True)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        super().extendMarkdown(md)
        md.treeprocessors.register(_Cells(md), "warraq-cells", 9)  # before attr_list (8): the author has the last word


_SIDES = {"left": "at-start", "right": "at-end", "center": "at-center"}


class _Cells(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        """Say the sides of one text's cells by class, for a style attribute would not pass."""
        for table in root.iter("table"):
            for cell in table.iter():
                if side := _SIDES.get(cell.attrib.pop("align", "")):
                    cell.set("class", f"{cell.get('class', '')} {side}".strip())
            for header in table.iterfind("thead/tr/th"):
                header.attrib.setdefault("scope", "col")


class Figures(Extension):
    """A paragraph of nothing but an image becomes a figure, where the image has a title or a credit.

    `![بديل](media/x.jpg "الشرح"){credit="تصوير فلان"}`; «مصدر» is another name for the credit.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        md.treeprocessors.register(_Frames(md), "warraq-figures", 7.5)  # after attr_list (8), which reads the credit


class _Frames(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        """Frame the images of one text."""
        for paragraph in list(root.iter("p")):
            if len(paragraph) == 1 and paragraph[0].tag == "img" and not _has_words(paragraph):
                _frame(paragraph, paragraph[0])


def _has_words(paragraph: etree.Element) -> bool:
    return bool((paragraph.text or "").strip() or (paragraph[0].tail or "").strip())


def _frame(paragraph: etree.Element, image: etree.Element) -> None:
    credit = next(filter(None, (one.get(key) for key in ("credit", "مصدر") for one in (image, paragraph))), "")
    caption = image.get("title") or ""
    if not (caption or credit):
        return
    image.attrib.pop("title", None)  # said once, below
    paragraph.tag, paragraph.text, image.tail = "figure", "\n", "\n"
    paragraph.set("class", f"inline {paragraph.get('class', '')}".strip())
    told = etree.SubElement(paragraph, "figcaption")
    told.tail = "\n"
    told.text = f"{caption} " if caption and credit else caption
    if credit:
        small = etree.SubElement(told, "small", {"class": "credit"})
        etree.SubElement(small, "bdi").text = credit  # a name, beside which the caption keeps its place (T-1.14)


_Box = Literal["pull-quote", "fact-box"]
_BOXES: dict[str, _Box] = {
    arabic.fold("اقتباس"): "pull-quote",
    "pullquote": "pull-quote",
    arabic.fold("حقائق"): "fact-box",
    "facts": "fact-box",
}
# A mark of direction may stand before the colons: editors that run right to left show them in their place only so.
_FENCE = re.compile(r"^[ \u200e\u200f\u061c]{0,3}:::[^\S\n]*(?P<name>\S*)(?P<title>.*)$", re.MULTILINE)
_SAID_BY = re.compile(r"[ ]{0,3}[—–―] ")


class Boxes(Extension):
    """Pull quotes and fact boxes: from a line `::: اقتباس` or `::: حقائق عنوان` to a line `:::`.

    What no line closes ends at the next box or with the text. A line of another name is prose.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        md.parser.blockprocessors.register(_Boxer(md.parser), "warraq-boxes", 95)  # before lists and code take lines


class _Boxer(BlockProcessor):
    def test(self, parent: etree.Element, block: str) -> bool:  # noqa: ARG002 (the library's signature)
        """Whether there may be a box; `run` looks closer."""
        return ":::" in block

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        """Make one box of the block and of those that follow, up to its end."""
        opening = next((fence for fence in _FENCE.finditer(blocks[0]) if _box(fence)), None)
        if opening is None:
            return False
        block = blocks.pop(0)
        if before := block[: opening.start()].rstrip("\n"):
            self.parser.parseBlocks(parent, [before])
        inside = _taken(block[opening.end() :], blocks)
        self._make(parent, opening, inside)
        return True

    def _make(self, parent: etree.Element, opening: re.Match[str], inside: str) -> None:
        title, kind = opening["title"].strip(), _box(opening)
        if not (title or inside.strip()):
            return
        box = etree.SubElement(parent, "aside", {"class": str(kind)})
        if kind == "pull-quote":
            self._quote(box, (title + inside).strip("\n"))
            return
        if title:
            etree.SubElement(box, "p", {"class": "box-title"}).text = title
        self._fill(box, inside)

    def _quote(self, box: etree.Element, inside: str) -> None:
        words, _, last = inside.rstrip().rpartition("\n")
        is_said_by = bool(words.strip() and _SAID_BY.match(last))
        self._fill(etree.SubElement(box, "blockquote"), words.rstrip() if is_said_by else inside)
        if is_said_by:
            etree.SubElement(box, "p", {"class": "said-by"}).text = last.strip()

    def _fill(self, box: etree.Element, inside: str) -> None:
        self.parser.state.set("box")  # a box within an item is no item, and has paragraphs of its own
        self.parser.parseChunk(box, inside)
        self.parser.state.reset()


def _box(fence: re.Match[str]) -> _Box | None:
    return _BOXES.get(arabic.fold(fence["name"]))


def _closes(fence: re.Match[str]) -> bool:
    return not arabic.bare(fence["name"] + fence["title"]).strip()


def _taken(text: str, blocks: list[str]) -> str:
    """What lies in a box: `text` and the blocks after it, up to the end. What follows the end stays in `blocks`."""
    inside = []
    while (end := next((fence for fence in _FENCE.finditer(text) if _closes(fence) or _box(fence)), None)) is None:
        inside.append(text)
        if not blocks:
            return "\n\n".join(inside)
        text = blocks.pop(0)
    inside.append(text[: end.start()].rstrip("\n"))
    blocks.insert(0, text[end.end() if _closes(end) else end.start() :])
    return "\n\n".join(inside)
