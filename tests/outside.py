"""Programs from outside that judge what we made. One that is missing skips its tests loudly, and fails them in CI."""

import os
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def program(*names: str) -> str:
    """The path of the first of these programs that is there."""
    found = next(filter(None, map(shutil.which, names)), None)
    return found or _missing(names[0])


def nu_checker() -> Path:
    """The jar of the Nu HTML checker."""
    return node_tool("vnu-jar", "build/dist/vnu.jar")


def node_tool(package: str, file: str) -> Path:
    """A file of one of Node's packages, which tests/run installs."""
    tools = Path(os.environ.get("WARRAQ_TOOLS", ROOT / ".venv" / "node"))
    found = tools / "node_modules" / package / file
    return found if found.is_file() else Path(_missing(package))


def stylelint() -> tuple[Path, Path]:
    """The script of stylelint, and the folder that holds it and its plugin."""
    script = node_tool("stylelint", "bin/stylelint.mjs")
    node_tool("stylelint-plugin-logical-css", "package.json")
    return script, script.parents[3]


def chromium() -> str:
    """The path of a Chromium."""
    return program("chromium", "chromium-browser", "google-chrome")


def node() -> str:
    """The path of Node, whose ICU knows the order of letters and their boundaries."""
    return program("node", "nodejs")


def _missing(name: str) -> str:
    sentence = f"NOT CHECKED: {name} is missing; tests/run installs it or says how"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)
