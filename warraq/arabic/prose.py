"""Running prose: how many words it has, and its beginning where only so much fits. Pure."""

import re

from warraq.arabic.letters import bare

_WORD = re.compile(r"\w+")


def word_count(text: str) -> int:
    """Words of running text; a word with its clitics is one (T-2.4)."""
    return len(_WORD.findall(bare(text)))


def excerpt(text: str, letters: int) -> str:
    """The beginning of `text`, at most `letters` letters, cut between words and marked with «…»."""
    flat = " ".join(text.split())
    if len(flat) <= letters:
        return flat
    head = flat[: letters - 1]
    if flat[letters - 1] != " ":
        head = head.rpartition(" ")[0] or head
    return head.rstrip(' ،؛:.«“"(') + "…"
