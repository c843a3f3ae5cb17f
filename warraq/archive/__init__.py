"""The outlet's content as rows in SQLite: what lies in its files, what of it readers may see, who claims which address.

An edge: it holds a file. `filing` makes rows of values, `stock` puts and takes them, `questions` asks; a process that
only prints opens the same file for questions alone. Knows no pages and no configuration.
"""

from warraq.archive.filing import (
    ALIAS,
    ALWAYS,
    OWN,
    PAGE,
    REPORT,
    WARRAQ,
    Entry,
    Filing,
    claim_of,
    filed,
    last_change,
    pictures_of,
    standing_of,
)
from warraq.archive.questions import Questions, read_only
from warraq.archive.schema import Busy
from warraq.archive.stock import Archive, Before

__all__ = [
    "ALIAS",
    "ALWAYS",
    "OWN",
    "PAGE",
    "REPORT",
    "WARRAQ",
    "Archive",
    "Before",
    "Busy",
    "Entry",
    "Filing",
    "Questions",
    "claim_of",
    "filed",
    "last_change",
    "pictures_of",
    "read_only",
    "standing_of",
]
