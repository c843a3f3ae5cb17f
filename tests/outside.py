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


def tools() -> Path:
    """The folder in which tests/run installs packages of Node."""
    return Path(os.environ.get("WARRAQ_TOOLS", ROOT / ".venv" / "node"))


def nu_checker() -> Path:
    """The jar of the Nu HTML checker, which tests/run installs."""
    jar = tools() / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return jar if jar.is_file() else Path(_missing("vnu-jar"))


def stylelint() -> Path:
    """The script of stylelint, which tests/run installs with its plugin."""
    modules = tools() / "node_modules"
    is_whole = (modules / "stylelint-plugin-logical-css").is_dir()
    script = modules / "stylelint" / "bin" / "stylelint.mjs"
    return script if is_whole and script.is_file() else Path(_missing("stylelint"))


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
