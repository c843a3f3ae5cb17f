"""The author's digits → those of the outlet, where it asks for that (T-2.8). Knows no directions."""

import html as entities
import re
from itertools import accumulate, pairwise

from warraq import arabic
from warraq.typeset.tags import texts_of_blocks

_D = "[0-9٠-٩۰-۹]"
# What holds figures and is no figure comes first and stays: #انتخابات_2024, F-16, 3M.
_FIGURES = re.compile(
    rf"#\w*[^\W\d_]\w*|[A-Za-z0-9]*[A-Za-z][A-Za-z0-9._'-]*|({_D}(?:[.,٫٬]?{_D})*[%٪]?)",
)
_TO_LATIN_SIGNS = str.maketrans("٫٬٪", ".,%")
_COUNT = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?%?")
# Versions and addresses of machines stay as they are: 3.11.2, 192.168.1.1. A day with its year is no version.
_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+){2,}")
_DAY = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}")


def set_digits(parts: list[str], digits: arabic.Digits) -> None:
    """The figures of each block in the outlet's digits; read over its tags, so that F-<b>16</b> is one word."""
    for block in texts_of_blocks(parts):
        texts = [entities.unescape(parts[index]) for index in block]
        whole = "".join(texts)
        made = in_digits(whole, digits)
        if made != whole:
            for index, (start, end) in zip(block, pairwise(accumulate(map(len, texts), initial=0)), strict=True):
                parts[index] = entities.escape(made[start:end], quote=False)


def in_digits(text: str, digits: arabic.Digits) -> str:
    """A text with its figures in the outlet's digits, as long as before; addresses and names stay (T-2.8)."""
    return "".join(_in_digits(run, digits) for run in arabic.runs(text))


def _in_digits(run: arabic.Run, digits: arabic.Digits) -> str:
    if run.kind and re.search("[A-Za-z]", run.text):
        return run.text
    return _FIGURES.sub(lambda match: _figures(match, digits), run.text)


def _figures(match: re.Match[str], digits: arabic.Digits) -> str:
    if not match[1]:
        return match[0]
    plain = arabic.ascii_digits(match[1]).translate(_TO_LATIN_SIGNS)
    if _DOTTED.fullmatch(plain) and not _DAY.fullmatch(plain):
        return match[0]
    return arabic.signs(plain, digits) if _COUNT.fullmatch(plain) else arabic.digits(plain, digits)
