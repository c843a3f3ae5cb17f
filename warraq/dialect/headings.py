"""Headings and addresses: what a page needs to know of a text. A hashtag is no heading. Knows no page."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from warraq import arabic

THEMES_IDS = "w-"  # ids that begin so are the theme's
_HEADING = re.compile(r"h([1-6])")


class HashHeadings(Extension):
    """A heading has a space after its signs; «#سوريا الآن» is a line that opens with a hashtag."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        md.parser.blockprocessors.register(_SpacedHeader(md.parser), "hashheader", 70)


class _SpacedHeader(HashHeaderProcessor):
    RE = re.compile(r"(?:^|\n)(?P<level>#{1,6})(?=[ \t])(?P<header>(?:\\.|[^\\])*?)#*(?:\n|$)")


class Headings(Treeprocessor):
    """Makes the body's headings part of a page that has its own h1, without a gap between levels.

    The body may start at `#` or at `##`; either way its first level becomes h2 (WCAG, axe heading-order).
    """

    def run(self, root: etree.Element) -> None:
        """Renumber the headings of one text."""
        found = [(el, int(m[1])) for el in root.iter() if (m := _HEADING.fullmatch(str(el.tag)))]
        for (element, _), level in zip(found, levels([typed for _, typed in found]), strict=True):
            element.tag = f"h{level}"


def levels(typed: Iterable[int]) -> list[int]:
    """The levels of a text's headings as they stand in a page, of those that were typed."""
    depths: list[int] = []
    made = []
    for level in typed:
        while depths and depths[-1] >= level:
            depths.pop()
        depths.append(level)
        made.append(min(len(depths) + 1, 6))
    return made


def heading_id(words: str) -> str:
    """A heading's id, made of its own words, so that links to it hold (T-2.26)."""
    made = arabic.slug(words, fallback="section")
    return f"section-{made}" if made.startswith(THEMES_IDS) else made


class Addresses(Treeprocessor):
    """Notes the addresses of a text as they were written; what is only shown as code is none."""

    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()

    def run(self, root: etree.Element) -> None:
        """Gather them from the tree and from the HTML that the author wrote."""
        stashed = [str(block) for block in self.md.htmlStash.rawHtmlBlocks]
        self.links = self._gathered(root, stashed, "a", "href")
        self.images = self._gathered(root, stashed, "img", "src")

    @staticmethod
    def _gathered(root: etree.Element, stashed: list[str], tag: str, attribute: str) -> tuple[str, ...]:
        made = [str(element.get(attribute, "")) for element in root.iter(tag)]
        pattern = re.compile(rf"<{tag}\b[^>]*?\s{attribute}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
        typed = [match[1] or match[2] or "" for block in stashed for match in pattern.finditer(block)]
        return tuple(dict.fromkeys(one for one in (*made, *typed) if one))
