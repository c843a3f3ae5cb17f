"""Every line of the bar that counts so far has a test that carries its number (issue arabic)."""

import ast
import re
from pathlib import Path

TESTS = Path(__file__).parent
NUMBER = re.compile(r"T-(\d)\.(\d+)")
# Part, first line, last line of what each issue so far promised.
PROMISED = [(1, 9, 42), (4, 11, 12), (2, 1, 14), (2, 16, 16), (2, 20, 31), (3, 1, 18), (3, 20, 22)]


def carried() -> dict[tuple[int, int], list[str]]:
    """The names of the tests that carry each number in their docstring."""
    found: dict[tuple[int, int], list[str]] = {}
    for path in sorted(TESTS.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for part, line in NUMBER.findall(ast.get_docstring(node) or ""):
                    found.setdefault((int(part), int(line)), []).append(node.name)
    return found


def test_every_promised_line_of_the_bar_has_a_test_with_its_number() -> None:
    tested = carried()
    promised = {(part, line) for part, first, last in PROMISED for line in range(first, last + 1)}

    assert sorted(promised - set(tested)) == []
