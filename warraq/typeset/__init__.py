"""Safe HTML → the same words, set as a typesetter would: directions, isolated pieces, quotation marks, digits.

Works on what the sanitiser made, so tags are sound and every attribute is quoted. Code is set from left to right and
is otherwise left as it is. Knows no Markdown, no reports, no theme.
"""

from collections.abc import Iterable

import msgspec

from warraq import arabic
from warraq.typeset.digits import in_digits, set_digits
from warraq.typeset.directions import directed
from warraq.typeset.plain import is_in_order
from warraq.typeset.quotes import paired, set_quotes
from warraq.typeset.tags import cut


class Setting(msgspec.Struct, frozen=True):
    """How the texts of one language are set."""

    language: str
    digits: arabic.Digits = "latn"
    smart_quotes: bool = False  # "…" becomes «…»
    normalize_digits: bool = False  # the author's digits become those of `digits` (T-2.8)


def typeset(html: str, setting: Setting) -> str:
    """The HTML with directions said and pieces isolated where a reader of the language would see them turned around.

    Paragraphs, quotations, items and cells take the direction of most of their letters (issue arabic, 4), lists that
    of most of their items; handles, telephones, dates in figures, signed numbers, addresses run from left to right
    (T-1.11 to T-1.13). What was set once is not changed by being set again.
    """
    parts = cut(html)
    if setting.smart_quotes and '"' in html:
        set_quotes(parts)
    if setting.normalize_digits:
        set_digits(parts, setting.digits)
    return directed(parts, arabic.direction(setting.language))


def typeset_blocks(blocks: Iterable[str], setting: Setting) -> str:
    """HTML of whole blocks, one after another, set as `typeset` would set them; what has nothing to set is passed over.

    A block says nothing of its neighbours, so each is set alone.
    """
    from_right = arabic.direction(setting.language) == "rtl"
    return "\n".join([block if from_right and _stays(block, setting) else typeset(block, setting) for block in blocks])


def _stays(block: str, setting: Setting) -> bool:
    return not (setting.smart_quotes and '"' in block) and is_in_order(block, digits=not setting.normalize_digits)


def typeset_line(text: str, setting: Setting) -> str:
    """A title or another plain line with the quotation marks and digits of its text; its order is the printer's."""
    made = paired(text) if setting.smart_quotes else text
    return in_digits(made, setting.digits) if setting.normalize_digits else made
