"""The Markdown of an Arabic newsroom: extensions of Python-Markdown, each of which stands alone.

Lists numbered in Arabic digits, footnotes without English, tables with a start and an end, figures, boxes; and two
readings of a text, the levels of its headings and its addresses. Knows no reports, no theme and not what HTML is safe.
"""

from warraq.dialect.blocks import Boxes, Figures, Tables
from warraq.dialect.footnotes import Footnotes
from warraq.dialect.headings import THEMES_IDS, Addresses, HashHeadings, Headings, heading_id, levels
from warraq.dialect.lists import Lists
from warraq.dialect.manner import Manner

__all__ = [
    "THEMES_IDS",
    "Addresses",
    "Boxes",
    "Figures",
    "Footnotes",
    "HashHeadings",
    "Headings",
    "Lists",
    "Manner",
    "Tables",
    "heading_id",
    "levels",
]
