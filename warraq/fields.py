"""How the keys of front matter and `site.toml` are read: one by one, each by its type.

A Problem is noted wherever a value is not what its key asks for, and reading goes on. Knows neither the keys of a
report nor those of the configuration.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from warraq import arabic
from warraq.nodes import Node, items, table
from warraq.problems import Problem, Where, hints, in_order, problem

_YES = {"true", "yes", "نعم", "صحيح"}
_NO = {"false", "no", "لا", "خطأ"}
_NUMBER = re.compile(r"[-+]?\d{1,9}", re.ASCII)
_PARTED = re.compile(r"[،,]")
_MOMENT = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII | re.IGNORECASE,
)
_FIRST_YEAR, _LAST_YEAR = 1000, 9990  # four digits, and room for any zone's offset
Instant = tuple[int, bool]  # seconds since 1970 in UTC, and whether an hour was given
_KINDS = {
    "text": ("نصًا", "text"),
    "list": ("قائمة", "a list"),
    "table": ("مفاتيح وقيمها", "keys with values"),
    "flag": ("true أو false", "true or false"),
    "number": ("عددًا", "a number"),
}


class Fields:
    """The keys of one table, read one by one; problems gather in `problems`.

    `names` maps each known key to its other spelling (Arabic), or to itself. Unknown and repeated keys are
    problems at once, with the nearest known one as a suggestion.
    """

    def __init__(self, node: Node, names: Mapping[str, str], problems: list[Problem]) -> None:
        self.where = node.where
        self.problems = problems
        self._names = names
        self._nodes: dict[str, Node] = {}
        if node.kind != "table":
            problems.append(problem("E105", node.where))
            return
        keys = folded(tuple(names.items()))
        for key_node, value in table(node):
            self._take(key_node, value, keys)

    def _take(self, key_node: Node, value: Node, keys: Mapping[str, str]) -> None:
        """Note a pair; a key is known in any spelling of its letters («معرف» is «معرّف»)."""
        word = arabic.normal(key_node.value) if isinstance(key_node.value, str) else ""
        key = keys.get(word) or keys.get(arabic.fold(word))  # what is folded already is found as it is
        if key is None:
            known = (*self._names, *self._names.values())
            self.problems.append(problem("E112", key_node.where, key=word, **hints(word, known)))
        elif key in self._nodes:
            self.problems.append(problem("E111", key_node.where, key=word))
        elif value.null:
            return
        else:
            self._nodes[key] = value

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def node(self, key: str) -> Node | None:
        """The node of `key`, or None where it was not given."""
        return self._nodes.get(key)

    def place(self, key: str) -> Where:
        """Where the value of `key` stands, or the table itself."""
        node = self._nodes.get(key)
        return node.where if node else self.where

    def note(self, code: str, key: str, /, **values: object) -> None:
        """Note the problem `code` at the value of `key`."""
        self.problems.append(problem(code, self.place(key), **values))

    def missing(self, *keys: str) -> None:
        """Note each of `keys` that was not given."""
        for key in keys:
            if key not in self._nodes:
                self.problems.append(problem("E110", self.where, key=self._names[key], key_en=key))

    def text(self, key: str, *, may_be_empty: bool = False) -> str:
        """The text of `key`, trimmed and in normal form; empty where it was not given or is not text."""
        return self._word(key, "text", may_be_empty=may_be_empty)

    def _word(self, key: str, *kinds: str, may_be_empty: bool = False) -> str:
        """The word of `key` if it is of one of these kinds; what is wrong with it is noted."""
        node = self._nodes.get(key)
        if node is None:
            return ""
        if node.kind not in kinds or not isinstance(node.value, str):
            arabic_kind, english_kind = _KINDS[node.kind]
            self.note("E120", key, key=self._names[key], key_en=key, found=arabic_kind, found_en=english_kind)
            return ""
        value = arabic.normal(node.value).strip()
        if not (value or may_be_empty):
            self.note("E121", key, key=self._names[key], key_en=key)
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """A boolean: true/false, نعم/لا."""
        word = self._word(key, "text", "flag", "number").casefold()
        if not word:
            return default
        if word not in _YES | _NO:
            self.note("E122", key, key=self._names[key], key_en=key)
        return word in _YES

    def number(self, key: str, default: int, low: int, high: int) -> int:
        """A whole number from `low` to `high`, in any digits."""
        word = arabic.ascii_digits(self._word(key, "text", "flag", "number")).replace("\u2212", "-")  # a minus sign
        if not word:
            return default
        if _NUMBER.fullmatch(word) and low <= int(word) <= high:
            return int(word)
        self.note("E128", key, key=self._names[key], key_en=key, low=low, high=high)
        return default

    def choice(self, key: str, default: str, allowed: Sequence[str], spelt: Mapping[str, str] | None = None) -> str:
        """One of `allowed` words; `spelt` maps other spellings to them."""
        written = self.text(key)
        word = (spelt or {}).get(written, written)
        if not word or word in allowed:
            return word or default
        known = (*allowed, *(spelt or {}))
        self.note(
            "E127",
            key,
            key=self._names[key],
            key_en=key,
            allowed="، ".join(map(in_order, known)),
            allowed_en=", ".join(known),
            **hints(word, known),
        )
        return default

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts, or one text parted by commas; doubles are dropped, order is kept."""
        node = self._nodes.get(key)
        if node is None:
            return ()
        if node.kind == "text":
            parts = _PARTED.split(self.text(key))
        elif node.kind == "list" and all(item.kind == "text" for item in items(node)):
            parts = [arabic.normal(str(item.value)) for item in items(node)]
        else:
            self.note("E123", key, key=self._names[key], key_en=key)
            return ()
        return tuple(dict.fromkeys(" ".join(part.split()) for part in parts if part.strip()))

    def tables(self, key: str) -> tuple[Node, ...]:
        """A list of tables (or one table alone)."""
        node = self._nodes.get(key)
        if node is None:
            return ()
        if node.kind == "table":
            return (node,)
        if node.kind == "list" and all(item.kind == "table" for item in items(node)):
            return items(node)
        self.note("E124", key, key=self._names[key], key_en=key)
        return ()

    def table(self, key: str) -> Node | None:
        """One table; a list of tables is none."""
        node = self._nodes.get(key)
        if node is not None and node.kind != "table":
            self.note("E124", key, key=self._names[key], key_en=key)
            return None
        return node

    def moment(self, key: str, zone: ZoneInfo) -> Instant | None:
        """A date or date-time; without a zone it is in `zone`. None where it was not given or is none."""
        if key not in self._nodes:
            return None
        word = self.text(key)
        match = _MOMENT.fullmatch(arabic.ascii_digits(word))
        if match is None:
            if word:
                self.note("E125", key, value=word)
            return None
        try:
            return read_moment(match, zone)
        except (ValueError, OverflowError):
            self.note("E126", key, value=word)
            return None


@lru_cache(maxsize=64)
def folded(names: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    """Each key by both its spellings, folded; `names` are pairs of them."""
    return {arabic.fold(word): key for key, spelling in names for word in (key, spelling)}


def read_moment(match: re.Match[str], zone: ZoneInfo) -> Instant:
    """The moment that a match of the date pattern means. Raises ValueError for a day or hour that is none."""
    year, month, day = (int(part) for part in match.group(1, 2, 3))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(year)
    hour, minute, second = (int(part or 0) for part in match.group(4, 5, 6))
    local = datetime(year, month, day, hour, minute, second, tzinfo=_offset(match.group(7)) or zone)
    return int(local.timestamp()), match.group(4) is not None


def moment(text: str, zone: ZoneInfo) -> Instant | None:
    """The moment that `text` means, or None."""
    match = _MOMENT.fullmatch(arabic.ascii_digits(text.strip()))
    try:
        return read_moment(match, zone) if match else None
    except (ValueError, OverflowError):
        return None


def _offset(text: str | None) -> tzinfo | None:
    """The zone that `Z`, `+03:00` or `+0300` names; None for none. Raises ValueError for an impossible one."""
    if not text:
        return None
    return datetime.strptime(text.upper().replace("Z", "+0000"), "%z").tzinfo
