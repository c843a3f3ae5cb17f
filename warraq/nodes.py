"""Values with their places: YAML and TOML as trees of nodes that remember line and column.

Nothing is guessed from YAML's own types, so `no`, `12:30` and `2018` stay the words they are. Knows no keys and no
types beyond text, list and table.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import yaml

from warraq import arabic
from warraq.problems import Problem, Where, problem

# libyaml's loader where the wheel has it: ten times as fast, the same nodes (tests/test_nodes.py compares them).
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Node(msgspec.Struct, frozen=True):
    """A value and where it stands: a text, a tuple of nodes, or a tuple of (key node, value node) pairs.

    `null` marks a key with nothing behind it. Numbers and booleans are kept as the words that were typed.
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
    try:
        _refuse_references(text, path, first_line)
        root = yaml.compose(text, Loader=_LOADER)
        return _from_yaml_node(root, path, first_line) if root else Node(Where(path, first_line), (), "table")
    except yaml.YAMLError as error:
        raise Unreadable(_yaml_problem(error, text, path, first_line)) from error
    except RecursionError as error:
        said = problem("E104", Where(path, first_line), reason="أقواس متداخلة", reason_en="brackets nested too deeply")
        raise Unreadable(said) from error


def _refuse_references(text: str, path: str, first_line: int) -> None:
    if not any(sign in text for sign in "&*!"):
        return
    for event in yaml.parse(text, Loader=_LOADER):
        named = getattr(event, "anchor", None) or isinstance(event, yaml.AliasEvent)
        if named or getattr(event, "tag", None):
            mark: Any = event.start_mark
            where = Where(path, first_line + mark.line, mark.column + 1)
            raise Unreadable(problem("E106", where))


def _yaml_problem(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context = getattr(error, "context_mark", None)
    said = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    if "quoted scalar" in str(getattr(error, "context", "")) and context is not None:
        mark, said = context, "the quotation mark is not closed"
    if mark is None:
        offset = int(getattr(error, "position", 0))
        before = text[:offset]
        line, column = before.count("\n"), offset - before.rfind("\n") - 1
    else:
        line, column = mark.line, mark.column
    return problem("E104", Where(path, first_line + line, column + 1), reason=_arabic_reason(said), reason_en=said)


def _arabic_reason(said: str) -> str:
    """The YAML library's sentence, in Arabic, for the slips that editors really make."""
    for sign, arabic_words in (
        ("quotation mark", "علامة اقتباس فُتحت ولم تُغلق"),
        ("mapping values", "نقطتان «:» داخل القيمة؛ ضع القيمة بين علامتي اقتباس"),
        ("could not find expected ':'", "سطر بلا نقطتين «:» بعد المفتاح"),
        (
            "cannot start any token",
            "محرف لا تبدأ به قيمة (مسافة جدولة أو علامة خاصة)؛ ضع القيمة بين علامتي اقتباس",
        ),
        ("expected ',' or ']'", "قائمة فُتحت بـ«[» ولم تُغلق"),
        ("characters are not allowed", "محرف تحكم غير مرئي"),
    ):
        if sign in said:
            return arabic_words
    return "تركيب غير صحيح؛ راجع هذا السطر والذي قبله"


def _from_yaml_node(node: yaml.Node, path: str, first_line: int) -> Node:
    where = Where(path, first_line + node.start_mark.line, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        pairs = tuple(
            (_from_yaml_node(key, path, first_line), _from_yaml_node(value, path, first_line))
            for key, value in node.value
        )
        return Node(where, pairs, "table")
    if isinstance(node, yaml.SequenceNode):
        return Node(where, tuple(_from_yaml_node(item, path, first_line) for item in node.value), "list")
    is_null = node.tag == "tag:yaml.org,2002:null"
    return Node(where, "" if is_null else str(node.value), "text", null=is_null)


# ---------------------------------------------------------------- TOML


def from_toml(text: str, path: str) -> Node:
    """The node tree of a TOML file. Raises Unreadable.

    tomllib keeps no places, so the file is read again statement by statement, each by tomllib itself.
    """
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unreadable(_toml_problem(error, path)) from error
    tables: dict[str, Any] = {}
    here: tuple[str, ...] = ()
    for line, statement in _statements(text):
        where = Where(path, line, len(statement) - len(statement.lstrip()) + 1)
        parsed = tomllib.loads(statement)
        if statement.lstrip().startswith("["):
            here = tuple(_steps(parsed))
            _put(tables, here, {}, where)
        else:
            _put_all(tables, here, parsed, where)
    return _table_node(tables, Where(path))


def _toml_problem(error: tomllib.TOMLDecodeError, path: str) -> Problem:
    place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    where = Where(path, int(place[1]), int(place[2])) if place else Where(path)
    reason = str(error).split(" (at ")[0]
    return problem("E202", where, reason=reason)


def _statements(text: str) -> Iterable[tuple[int, str]]:
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


def _steps(parsed: Mapping[str, Any]) -> Iterable[str]:
    while parsed:
        key = next(iter(parsed))
        yield key
        inner = parsed[key]
        parsed = inner[0] if isinstance(inner, list) else inner


def _put_all(tables: dict[str, Any], here: tuple[str, ...], parsed: Mapping[str, Any], where: Where) -> None:
    for key, value in parsed.items():
        if isinstance(value, dict):
            _put(tables, (*here, key), {}, where)
            _put_all(tables, (*here, key), value, where)
        else:
            _put(tables, (*here, key), value, where)


def _put(tables: dict[str, Any], steps: Sequence[str], value: object, where: Where) -> None:
    branch = tables
    for step in steps[:-1]:
        branch = branch.setdefault(step, ({}, where))[0]
    if not (isinstance(value, dict) and steps[-1] in branch):
        branch[steps[-1]] = (value, where)


def _table_node(tables: dict[str, Any], where: Where) -> Node:
    pairs = tuple((Node(at, key), _toml_node(value, at)) for key, (value, at) in tables.items())
    return Node(where, pairs, "table")


def _toml_node(value: object, where: Where) -> Node:
    if isinstance(value, dict):
        return _table_node(value, where)
    if isinstance(value, list):
        return Node(where, tuple(_toml_node(item, where) for item in value), "list")
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return Node(where, text)


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
