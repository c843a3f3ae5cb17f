"""Which pages are fresh, which are stale and why, and which files nobody names any more. Pure.

The ledger tells what was made of an address, the page what would be made of it now; where they say the same nothing is
printed (design, section 3). Knows no files and no way of printing.
"""

from typing import Literal

import msgspec

from warraq import fingerprint
from warraq.ledger import Row
from warraq.views import Page

Reason = Literal["new", "moved", "view", "form", "engine", "unfinished", "lost", "full"]


class Marks(msgspec.Struct, frozen=True):
    """What a page is made of: its view, its form (template, words, outlet), the engine."""

    view: bytes
    form: bytes
    engine: bytes


class Known(msgspec.Struct, frozen=True):
    """What a build knows of an address before it looks at its page: its rows, and a reason that needs no look."""

    rows: tuple[Row, ...] = ()
    must: Reason | None = None


def marks(page: Page, form: bytes, engine: bytes) -> Marks:
    """The marks of a page whose template has the mark `form`."""
    return Marks(fingerprint.mark((page.address.kind, page.template, page.view)), form, engine)


def reason(known: Known, file: str, now: Marks) -> Reason | None:
    """Why the file of a page has to be printed anew; None where it is fresh."""
    row = next((one for one in known.rows if one.file == file), None)
    if row is None:
        return "moved" if known.rows else "new"
    if known.must:
        return known.must
    differing: tuple[tuple[Reason, bool], ...] = (
        ("view", row.view != now.view),
        ("form", row.form != now.form),
        ("engine", row.engine != now.engine),
    )
    return next((name for name, differs in differing if differs), None)
