"""What can be wrong with an outlet's content, where, and how it is said in Arabic and in English.

Knows no files, no YAML, no pages: a room that finds something wrong names its code and its values, and this
room makes the sentence of the catalogue's words.
"""

import errno
from collections.abc import Iterable
from difflib import get_close_matches

import msgspec

from warraq.catalogue import CATALOGUE


class Where(msgspec.Struct, frozen=True, order=True):
    """A place in a file: path from the outlet's folder, line and column counted in letters from 1."""

    path: str
    line: int = 1
    column: int = 1


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing that is wrong, already worded. Sorting a list of them sorts by file, then by line."""

    where: Where
    code: str
    arabic: str
    english: str

    @property
    def is_error(self) -> bool:
        """Errors (E…) keep a report from being published or decide the exit code; warnings (W…) do not."""
        return self.code.startswith("E")


_SYSTEM = {
    errno.EACCES: "لا إذن بذلك",
    errno.EPERM: "لا إذن بذلك",
    errno.EROFS: "القرص للقراءة فقط",
    errno.ENOSPC: "القرص ممتلئ",
    errno.ENOENT: "الملف غير موجود",
    errno.EISDIR: "هو مجلد",
    errno.ENAMETOOLONG: "الاسم أطول مما يُقبل",
}


def problem(code: str, where: Where, **values: object) -> Problem:
    """The problem `code` at `where`, with `values` put into its two sentences.

    Raises KeyError for an unknown code or a missing value: that is a bug of ours, not of the content.
    """
    arabic, english = CATALOGUE[code]
    words = {name: str(value) for name, value in values.items()}
    kept = {name: in_order(word) for name, word in words.items()}
    return Problem(where, code, arabic.format_map(kept), english.format_map(words))


def in_order(word: str) -> str:
    """A value isolated from left to right where an Arabic sentence would turn its parts around: 2018-12-06, ../x.

    An address or a path is such a value in whatever letters; words of Arabic are none.
    """
    has_arabic = any("\u0600" <= letter <= "\u06ff" for letter in word)
    is_path = "/" in word and " " not in word
    return f"\u2066{word}\u2069" if word and (is_path or not has_arabic) else word


def reasons(error: OSError) -> dict[str, str]:
    """The values `reason` and `reason_en`: what the operating system says, in the two languages."""
    said_by_system = error.strerror or str(error)
    arabic = _SYSTEM.get(error.errno or 0, f"خطأ في النظام ({said_by_system})")
    return {"reason": arabic, "reason_en": said_by_system}


def hints(word: str, known: Iterable[str]) -> dict[str, str]:
    """The values `hint` and `hint_en`: the nearest of the `known` words, or nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    if not near:
        return {"hint": "", "hint_en": ""}
    return {"hint": f" هل تقصد «{near[0]}»؟", "hint_en": f" Did you mean '{near[0]}'?"}


def packed(problems: tuple[Problem, ...]) -> bytes:
    """Problems as a row keeps them; nothing for none."""
    return msgspec.msgpack.encode(problems) if problems else b""


def unpacked(problems: bytes) -> tuple[Problem, ...]:
    """The problems that a row keeps."""
    return msgspec.msgpack.decode(problems, type=tuple[Problem, ...]) if problems else ()


def said(found: Problem) -> str:
    """The problem as lines for a terminal: place and code first, the Arabic, then the English beneath.

    The Arabic is isolated, so that it reads from the right though the line begins with a Latin path.
    """
    place = f"{found.where.path}:{found.where.line}:{found.where.column}"
    return f"{place}: {found.code} \u2067{found.arabic}\u2069\n    {found.english}"
