"""Which way a text runs on screen, and what keeps its pieces in order where it runs both ways. Pure; knows no HTML."""

import unicodedata
from typing import Literal

_MARKS = {"rtl": "\u200f", "ltr": "\u200e"}


def safe_title(text: str, base: Literal["rtl", "ltr"]) -> str:
    """A title with a mark before it where a place that goes by the first letter would guess the wrong direction.

    Browsers' title bars and feed readers go by the first strong letter (T-1.5; W3C qa-html-dir).
    """
    strong = next((found for found in map(unicodedata.bidirectional, text) if found in {"L", "R", "AL"}), None)
    guessed = base if strong is None else "ltr" if strong == "L" else "rtl"
    return text if guessed == base else _MARKS[base] + text
