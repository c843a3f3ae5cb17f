"""The floor plan (design, section 2): a room imports only lower floors, and every room has one.

A storey with a letter lies above the same number without one, or with an earlier letter: `parse` reads what `config`
and `source` gave, so it stands a step above them.
"""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "warraq"

FLOORS = {
    "0": [
        "catalogue.addresses",
        "catalogue.content",
        "catalogue.fonts",
        "catalogue.language",
        "catalogue.settings",
        "catalogue.themes",
    ],
    "0a": ["catalogue"],
    "0b": ["problems", "arabic.letters", "arabic.languages", "fingerprint", "database", "hands"],
    "0c": [
        "seal",
        "stylesheet",
        "typecase",
        "arabic.numbers",
        "arabic.slugs",
        "arabic.sorting",
        "arabic.prose",
        "arabic.bidi",
    ],
    "0d": ["arabic.dates"],
    "0e": ["arabic"],
    "0f": ["typeset.tags"],
    "0g": ["typeset.elements", "typeset.quotes", "typeset.digits", "typeset.plain"],
    "0h": ["typeset.directions"],
    "1": [
        "colors",
        "media",
        "model",
        "policy",
        "urls",
        "nodes",
        "typeset",
        "wording",
        "dialect.manner",
        "proofread.slip",
    ],
    "1b": [
        "links",
        "pins",
        "dialect.lists",
        "dialect.footnotes",
        "dialect.blocks",
        "dialect.headings",
        "proofread.prose",
    ],
    "1c": ["dialect", "proofread.marks", "proofread.spaces", "proofread.unseen", "proofread.words"],
    "1ca": ["galley"],
    "1d": ["markup", "fields", "proofread"],
    "1e": ["media.cards", "media.pictures", "archive.pictures", "notices", "publisher"],
    "1f": ["media.pixels", "media.store"],
    "1fa": ["media.icons"],
    "2": ["config", "source", "published", "archive.schema", "archive.filing"],
    "2_": ["archive.spans"],
    "2_a": ["archive.questions"],
    "2a": ["folders", "archive.stock", "media.darkroom"],
    "2b": ["frontmatter", "archive"],
    "2b_": ["views"],
    "2b_a": ["media.inline", "media.frames"],
    "2c": ["parse"],
    "2d": ["claims", "passages"],
    "3": ["site"],
    "3b": ["changes"],
    "4": [
        "words",
        "budgets",
        "feeds.entries",
        "feeds.generator",
        "feeds.news",
        "feeds.notices",
        "feeds.sitemaps",
        "feeds.volumes",
        "fonts",
        "lineage",
        "plan.opengraph",
        "theme_memory",
    ],
    "4_": ["feeds.atom", "feeds.jsonfeed", "feeds.rss", "feeds.subscriptions"],
    "4_a": ["feeds.hub", "feeds.opml"],
    "4_b": ["feeds", "plan.desk"],
    "4_c": ["plan.cards", "plan.metadata"],
    "4a": ["templates"],
    "4aa": ["theme_reading"],
    "4b": [
        "theme",
        "plan.calendar",
        "plan.front",
        "plan.icons",
        "plan.lists",
        "plan.lite",
        "plan.pictures",
        "plan.redirects",
        "plan.report",
        "plan.standing",
        "plan.subscribing",
    ],
    "4c": ["plan.touched"],
    "4d": ["plan"],
    "5": ["render", "ledger", "output", "summary", "logo"],
    "5b": ["shop", "sift"],
    "5ba": ["photographs"],
    "5c": ["reader", "pressroom", "standing"],
    "5d": ["intake", "binder"],
    "6": ["pipeline"],
    "6b": ["mend"],
    "7": ["check"],
    "8": ["__main__"],
}
FLOOR_OF = {room: floor for floor, rooms in FLOORS.items() for room in rooms}
IMPURE = {
    "published",
    "database",
    "fingerprint",
    "hands",
    "source",
    "archive.schema",
    "archive.pictures",
    "archive.questions",
    "archive.spans",
    "archive.stock",
    "media.darkroom",
    "media.pixels",
    "media.store",
    "photographs",
    "templates",
    "theme",
    "theme_memory",
    "theme_reading",
    "lineage",
    "logo",
    "fonts",
    "seal",
    "ledger",
    "output",
    "shop",
    "reader",
    "pressroom",
    "standing",
    "intake",
    "binder",
    "check",
    "pipeline",
    "__main__",
}
BANNED_NAMES = re.compile(r"\b(utils?|helpers?|common|base|manager|misc|tools)\b")


def rooms() -> list[str]:
    found = (path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.rglob("*.py"))
    names = (".".join(path.parts).removesuffix(".__init__") for path in found)
    return sorted(name for name in names if name != "__init__")


def tree(room: str) -> ast.Module:
    path = PACKAGE / Path(*room.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(file.read_text(encoding="utf-8"))


def imported(room: str) -> set[str]:
    """The rooms that a room imports anywhere in its text."""
    found: set[str] = set()
    for node in ast.walk(tree(room)):
        if isinstance(node, ast.Import):
            found |= {alias.name.removeprefix("warraq.") for alias in node.names if alias.name.startswith("warraq.")}
        if isinstance(node, ast.ImportFrom) and node.module == "warraq":
            found |= {alias.name for alias in node.names if alias.name != "__version__"}
        elif isinstance(node, ast.ImportFrom) and node.module in {"warraq.plan", "warraq.media", "warraq.feeds"}:
            package = node.module.removeprefix("warraq.")
            named = {f"{package}.{alias.name}" for alias in node.names}
            found |= {name if name in FLOOR_OF else package for name in named}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("warraq."):
            found.add(str(node.module).removeprefix("warraq."))
    return found


def test_every_room_has_a_floor_and_every_floor_its_rooms() -> None:
    assert sorted(FLOOR_OF) == rooms()


@pytest.mark.parametrize("room", sorted(FLOOR_OF))
def test_a_room_imports_only_lower_floors(room: str) -> None:
    too_high = {other for other in imported(room) if FLOOR_OF[other] >= FLOOR_OF[room]}

    assert too_high == set()


@pytest.mark.parametrize("room", sorted(FLOOR_OF))
def test_our_own_rooms_are_imported_at_the_top_and_by_no_trick(room: str) -> None:
    module = tree(room)
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    inner = [node for function in functions for node in ast.walk(function) if isinstance(node, ast.ImportFrom)]
    deferred = [node for node in inner if (node.module or "").startswith("warraq")]
    names = {node.id for node in ast.walk(module) if isinstance(node, ast.Name)}

    assert deferred == []
    assert "TYPE_CHECKING" not in names
    assert not BANNED_NAMES.search(room)


@pytest.mark.parametrize("room", sorted(set(FLOOR_OF) - {"__main__"}))
def test_no_room_below_the_command_line_reads_clock_locale_or_environment_nor_prints(room: str) -> None:
    text = ast.unparse(tree(room))

    for banned in ("time.time", "datetime.now", "datetime.today", "date.today", "os.environ", "getenv", "setlocale"):
        assert banned not in text
    assert not re.search(r"\bprint\(", text)


@pytest.mark.parametrize("room", sorted(set(FLOOR_OF) - IMPURE))
def test_a_pure_room_opens_no_file(room: str) -> None:
    text = ast.unparse(tree(room))

    assert not re.search(r"\bopen\(|read_text\(|read_bytes\(|write_text\(|sqlite3|\bPath\(", text) or room == "config"


def test_config_reads_only_the_time_zones_of_a_package() -> None:
    text = ast.unparse(tree("config"))

    assert re.findall(r"\.(?:open|read_text|read_bytes)\(", text) == [".open(", ".read_text("]
    assert "tzdata" in text


def test_the_package_is_no_tangle_when_a_room_is_imported_alone() -> None:
    """Each room in a fresh interpreter: a hidden cycle would show (lektor's test, models.md 4.5)."""
    script = "import importlib, sys\nfor name in sys.argv[1:]:\n    importlib.import_module('warraq.' + name)\n"
    for room in rooms():
        if room != "__main__":
            subprocess.run([sys.executable, "-c", script, room], check=True, cwd=PACKAGE.parent)
