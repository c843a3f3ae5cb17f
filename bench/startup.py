"""What Warraq imports for a build with one edit: the time of it, the heaviest, and what must not be there."""

import os
import re
import subprocess
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from bench import corpus, installs
from bench.edits import Project
from bench.peers import ALL

_LINE = re.compile(r"import time:\s+(\d+) \|\s+\d+ \| +(\S+)")
_HEAVIEST, _REPORTS, _BUILDS = 10, 40, 3
_MICROSECONDS = 1000  # in a millisecond

# Loaded for a single edit, each of these costs more than the edit: what sets, cleans and reads whole documents, what
# draws and shapes, and what only tests, pools and other commands need.
NOT_TO_BE_LOADED = (
    "PIL", "asyncio", "brotli", "dateutil", "email", "feedgen", "fontTools", "html5lib", "http", "hypothesis",
    "importlib.metadata", "jinja2.debug", "lxml", "multiprocessing.managers", "pkg_resources", "pytest", "setuptools",
    "ssl", "unittest", "urllib.request", "warraq.check", "xml.dom",
)  # fmt: skip


def summary() -> str:
    """The imports of the quickest of some builds after one body was edited, as `-X importtime` saw them."""
    with tempfile.TemporaryDirectory() as name:
        project = _project(Path(name) / "project")
        _build(project)
        found = min((_imports(project, run) for run in range(_BUILDS)), key=Counter.total)
    packages: Counter[str] = Counter()
    for module, time in found.items():
        packages[module.partition(".")[0]] += time
    unwanted = sorted(module for module in NOT_TO_BE_LOADED if module in found)
    return "\n".join(
        (
            f"{len(found)} modules, {found.total() / _MICROSECONDS:.0f} ms in all (measuring included)",
            *(f"{time / _MICROSECONDS:7.1f} ms  {package}" for package, time in packages.most_common(_HEAVIEST)),
            *(f"{found[module] / _MICROSECONDS:7.1f} ms  {module}" for module, _ in found.most_common(_HEAVIEST)),
            f"loaded and not wanted: {', '.join(unwanted) or 'none'}",
        )
    )


def _imports(project: Project, run: int) -> Counter[str]:
    """Microseconds of each module by itself, in a build after an edit."""
    report = corpus.report(_REPORTS - 1, _REPORTS)
    project.put(replace(report, body=f"{report.body}\nجملة رقمها {run}.\n"))
    return Counter({module: int(own) for own, module in _LINE.findall(_build(project))})


def _project(folder: Path) -> Project:
    peer = next(peer for peer in ALL if peer.name == "warraq")
    peer.lay(folder, _REPORTS)
    project = Project(peer, folder, _REPORTS)
    for report in corpus.reports(_REPORTS):
        project.file(report).parent.mkdir(parents=True, exist_ok=True)
        project.put(report)
    return project


def _build(project: Project) -> str:
    python, *rest = project.peer.command(project.folder)
    command = (python, "-X", "importtime", *rest)
    calm = {**os.environ, "PYTHONPATH": str(installs.ROOT)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=project.folder, env=calm)
    return done.stderr
