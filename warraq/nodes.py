"""Values with their places: YAML and TOML as trees of nodes that remember line and column.

Nothing is guessed from YAML's own types, so `no`, `12:30` and `2018` stay the words they are. Knows no keys and no
types beyond text, list and table.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from warraq import arabic
from warraq.problems import Problem, Where, problem


class Node(msgspec.Struct, frozen=True):
    """A value and where it stands: a text, a tuple of nodes, or a tuple of (key node, value node) pairs.

    `kind` is text, list or table; in TOML, where types are written, also flag and number, `value` then being the
    word for it. `null` marks a key with nothing behind it.
    """

    where: Where
    value: "str | tuple[Node, ...] | tuple[tuple[Node, Node], ...]"
    kind: str = "text"
    null: bool = False


class Unreadable(Exception):
    """The text is not YAML or TOML; carries the Problem that says so."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.english)
        self.problem = found


# ---------------------------------------------------------------- YAML


def from_yaml(text: str, path: str, first_line: int) -> Node:
    """The node tree of front matter whose first line is line `first_line` of its file.

    Raises Unreadable. Anchors, aliases and tags are refused: a report needs none, and a small file could
    otherwise unfold into gigabytes (T-5.10).
    """
    return from_plain_yaml(text, path, first_line) or from_any_yaml(text, path, first_line)


def from_any_yaml(text: str, path: str, first_line: int) -> Node:
    """The same, by the library."""
    import yaml  # noqa: PLC0415 (9 ms that plain front matter does not need)

    sheet = _Sheet(text, path, first_line)
    loader = _loader(yaml)
    try:
        _refuse_references(yaml.parse(text, Loader=loader), sheet)
        root = yaml.compose(text, Loader=loader)
        return _from_yaml_node(root, sheet) if root else Node(sheet.at(0), (), "table")
    except yaml.YAMLError as error:
        raise Unreadable(_yaml_problem(error, sheet)) from error
    except RecursionError as error:
        said = problem(
            "E104", sheet.at(0), reason="أقواس متداخلة أكثر مما يُقبل", reason_en="brackets nested too deeply"
        )
        raise Unreadable(said) from error


# Lines of a key and its words, of which YAML can make nothing else: the words begin with a letter or a figure, no colon
# in them stands before a space, and none of their signs is one of YAML's. Every other text is the library's.
_LETTER = r"A-Za-z0-9\u0621-\u063a\u0641-\u064a\u0660-\u0669"
_SIGN = rf"{_LETTER}\u0640\u064b-\u0652،؛؟«»“”….()/_+\-"
_WORDS = rf"[{_LETTER}](?:[{_SIGN}!]|:(?=[{_LETTER}])|,| +(?=[{_SIGN}]))*"
_LISTED = rf"[{_LETTER}](?:[{_SIGN}]| +(?=[{_SIGN}]))*"
_PLAIN_ENTRY = re.compile(
    rf"([a-z_\u0621-\u063a\u0641-\u064a\u0651]{{1,40}}):"
    rf"(?: +({_WORDS}) *| +(\[ *{_LISTED}(?:, *{_LISTED})* *\]) *| *((?:\n  - {_WORDS} *)+))(?:\n|\Z)"
)
_PLAIN_PARTS = re.compile(_LISTED)
_PLAIN_ITEM = re.compile(rf"\n  - ({_WORDS})")


def from_plain_yaml(text: str, path: str, first_line: int) -> Node | None:
    """The node tree of front matter that is only keys, words and plain lists of words; None for any other."""
    if not text or "null" in text.lower():
        return None
    pairs = []
    at, line = 0, first_line
    while at < len(text):
        found = _PLAIN_ENTRY.match(text, at)
        if found is None:
            return None
        pairs.append((Node(Where(path, line), found[1]), _plain_value(found, path, line)))
        at, line = found.end(), line + found[0].count("\n")
    return Node(Where(path, first_line), tuple(pairs), "table")


def _plain_value(found: re.Match[str], path: str, line: int) -> Node:
    if found[2]:
        return Node(Where(path, line, found.start(2) - found.start() + 1), found[2])
    if found[4]:
        below = enumerate(_PLAIN_ITEM.findall(found[4]), start=line + 1)
        return Node(Where(path, line + 1, 3), tuple(Node(Where(path, at, 5), words) for at, words in below), "list")
    column = found.start(3) - found.start() + 1
    beside = _PLAIN_PARTS.finditer(found[3])
    inside = tuple(Node(Where(path, line, column + one.start()), one.group()) for one in beside)
    return Node(Where(path, line, column), inside, "list")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A text and where it stands in its file."""

    text: str
    path: str
    first_line: int

    def at(self, offset: int) -> Where:
        """The place of a letter. YAML takes U+2028 and its like for line ends; editors do not, so we count anew."""
        before = self.text[:offset]
        return Where(self.path, self.first_line + before.count("\n"), offset - before.rfind("\n"))


def _loader(yaml: Any) -> Any:  # noqa: ANN401 (a class of the library, loaded where it is used)
    """Libyaml's where the wheel has it: ten times as fast, the same nodes (tests/test_nodes.py compares them)."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _refuse_references(events: Iterable[Any], sheet: _Sheet) -> None:
    if not any(sign in sheet.text for sign in "&*!"):
        return
    for event in events:
        if getattr(event, "anchor", None) or getattr(event, "tag", None):  # an alias has the anchor that it names
            raise Unreadable(problem("E106", sheet.at(event.start_mark.index)))


def _yaml_problem(error: Exception, sheet: _Sheet) -> Problem:
    """What YAML says, at the place where an editor should look."""
    context = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or context
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    doing = str(getattr(error, "context", ""))
    if context is not None and "simple key" in doing:
        mark = context
    if context is not None and "quoted scalar" in doing and "end of stream" in said:
        mark, said = context, "the quotation mark is not closed"
    offset = mark.index if mark else int(getattr(error, "position", 0))
    return problem("E104", sheet.at(offset), reason=_arabic_reason(said), reason_en=said)


def _arabic_reason(said: str) -> str:
    """The YAML library's sentence, in Arabic, for the slips that editors really make."""
    return next((words for sign, words in _REASONS if sign in said), "تركيب غير صحيح؛ راجع هذا السطر والذي قبله")


_REASONS = (
    ("quotation mark", "علامة اقتباس فُتحت ولم تُغلق"),
    (
        "mapping values",
        'نقطتان «:» في غير موضعهما؛ إن كانتا من القيمة فضعها بين علامتي اقتباس "هكذا"، وإلا فراجع السطر الذي قبله',
    ),
    ("could not find expected ':'", "سطر بلا نقطتين «:» بعد المفتاح"),
    (
        "cannot start any token",
        'رمز لا يصح هنا؛ احذف مسافة Tab من أول السطر، أو ضع القيمة (مثل @ و%) بين علامتي اقتباس "هكذا"',
    ),
    (
        "expected key",
        'كلام بعد علامة اقتباس مغلقة، أو سطر مزاح عن موضعه؛ استعمل للكلمة المقتبسة «» بدل ""',
    ),
    ("tab character", "مسافة Tab في أول السطر؛ استعمل المسافات العادية"),
    ("expected ',' or ']'", "قائمة فُتحت بـ«[» ولم تُغلق"),
    ("expected ',' or '}'", "قوس «{» فُتح ولم يُغلق"),
    ("escape", "شرطة مائلة «\\» داخل علامتي الاقتباس؛ استعمل علامتي اقتباس مفردتين"),
    ("characters are not allowed", "رمز تحكّم خفي"),
)


def _from_yaml_node(node: Any, sheet: _Sheet) -> Node:  # noqa: ANN401 (a node of the library, loaded where it is used)
    where = sheet.at(node.start_mark.index)
    if node.id == "mapping":
        pairs = tuple((_from_yaml_node(key, sheet), _from_yaml_node(value, sheet)) for key, value in node.value)
        return Node(where, pairs, "table")
    if node.id == "sequence":
        return Node(where, tuple(_from_yaml_node(item, sheet) for item in node.value), "list")
    is_null = node.tag == "tag:yaml.org,2002:null"
    return Node(where, "" if is_null else str(node.value), "text", null=is_null)


# ---------------------------------------------------------------- TOML

_Steps = tuple[str | int, ...]  # the way to a value: keys, and numbers in lists


def from_toml(text: str, path: str) -> Node:
    """The node tree of a TOML file. Raises Unreadable.

    tomllib keeps no places, so the file is read again statement by statement, each by tomllib itself.
    """
    try:
        whole = tomllib.loads(text)
        return _toml_node(whole, (), _places(text, path), Where(path))
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(_toml_problem(error, text, path)) from error
    except ValueError as error:  # a number of five thousand digits
        raise Unreadable(problem("E202", Where(path), reason="عدد أطول مما يُقبل", reason_en=str(error))) from error
    except RecursionError as error:
        raise Unreadable(
            problem("E202", Where(path), reason="أقواس متداخلة أكثر مما يُقبل", reason_en="brackets nested too deeply")
        ) from error


def _toml_problem(error: tomllib.TOMLDecodeError, text: str, path: str) -> Problem:
    said = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    lines = text.rstrip("\n").split("\n")
    where = Where(path, int(said[1]), int(said[2])) if said else Where(path, len(lines), len(lines[-1]) + 1)
    words = str(error).split(" (at ")[0]
    return problem("E202", where, reason=f"تركيب غير صحيح ({words})", reason_en=words)


def _places(text: str, path: str) -> dict[_Steps, Where]:
    """Where each key stands, by the way to it."""
    places: dict[_Steps, Where] = {}
    here: _Steps = ()
    for line, statement in _statements(text):
        where = Where(path, line, len(statement) - len(statement.lstrip()) + 1)
        parsed = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            here = _header(parsed, places, is_list=statement.lstrip().startswith("[["))
            for depth in range(1, len(here) + 1):
                places.setdefault(here[:depth], where)
        else:
            _note_keys(parsed, here, where, places)
    return places


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement with the number of its first line; one may span several."""
    pending, first = "", 0
    for number, line in enumerate(text.split("\n"), start=1):
        if not pending and (not line.strip() or line.lstrip().startswith("#")):
            continue
        first = number if not pending else first
        pending += line.rstrip("\r") + "\n"
        try:
            tomllib.loads(pending)
        except tomllib.TOMLDecodeError:
            continue  # a value that goes on; the whole file is known to be sound
        yield first, pending
        pending = ""


def _header(parsed: Mapping[str, Any], places: Mapping[_Steps, Where], *, is_list: bool) -> _Steps:
    """The way that `[a.b]` or `[[a.b]]` leads: in a list of tables, to its newest table."""
    here: _Steps = ()
    inner: Any = parsed
    while inner:
        key = next(iter(inner))
        inner = inner[key][0] if isinstance(inner[key], list) else inner[key]
        here = (*here, key)
        count = sum(1 for steps in places if steps[:-1] == here and isinstance(steps[-1], int))
        if not inner and is_list:
            here = (*here, count)
        elif count:
            here = (*here, count - 1)
    return here


def _note_keys(parsed: Mapping[str, Any], here: _Steps, where: Where, places: dict[_Steps, Where]) -> None:
    for key, value in parsed.items():
        places.setdefault((*here, key), where)
        if isinstance(value, dict):
            _note_keys(value, (*here, key), where, places)


def _toml_node(value: object, steps: _Steps, places: Mapping[_Steps, Where], above: Where) -> Node:
    where = places.get(steps, above)
    if isinstance(value, dict):
        pairs = tuple(
            (
                Node(places.get((*steps, key), where), key),
                _toml_node(inner, (*steps, key), places, where),
            )
            for key, inner in value.items()
        )
        return Node(where, pairs, "table")
    if isinstance(value, list):
        inside = (_toml_node(inner, (*steps, number), places, where) for number, inner in enumerate(value))
        return Node(where, tuple(inside), "list")
    if isinstance(value, str):
        return Node(where, value)
    return Node(where, str(value).lower(), "flag" if isinstance(value, bool) else "number")


def whereabouts(text: str, path: str, steps: Iterable[str]) -> Where:
    """Where the way through these keys leads in a TOML text, or how far it leads."""
    where = Where(path)
    try:
        node = from_toml(text, path)
    except Unreadable:
        return where
    for step in steps:
        found = next(((key.where, value) for key, value in table(node) if key.value == step), None)
        if found is None:
            break
        where, node = found
    return where


def merged(nearer: Mapping[str, object], farther: Mapping[str, object]) -> dict[str, object]:
    """Two tables as one: what both name is the nearer's, tables that both have are merged in their turn."""
    both = {**farther, **nearer}
    for key in nearer.keys() & farther.keys():
        one, other = nearer[key], farther[key]
        if isinstance(one, dict) and isinstance(other, dict):
            both[key] = merged(one, other)
    return both


# ---------------------------------------------------------------- looking into nodes


def table(node: Node) -> tuple[tuple[Node, Node], ...]:
    """The pairs of a table node."""
    return node.value if node.kind == "table" else ()  # type: ignore[return-value]  # `kind` says which it is


def items(node: Node) -> tuple[Node, ...]:
    """The nodes of a list node."""
    return node.value if node.kind == "list" else ()  # type: ignore[return-value]  # `kind` says which it is


def plain(node: Node) -> object:
    """The node as frozen plain data: texts, tuples, and tuples of (key, value) pairs; for `extra`."""
    if node.kind == "table":
        return tuple((arabic.normal(str(key.value)), plain(value)) for key, value in table(node))
    if node.kind == "list":
        return tuple(plain(item) for item in items(node))
    return arabic.normal(str(node.value))
