"""What the benchmark knows of a generator. Each room of this folder makes one or two of these."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Report


@dataclass(frozen=True, slots=True)
class Edit:
    """A change to one file that every page uses: `old` becomes `new` (its first occurrence)."""

    file: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator with its templates and the way in which it wants its reports."""

    name: str
    title: str
    ready: Callable[[], str]
    """Install it if need be; its version. Raises `installs.Missing`."""

    lay: Callable[[Path, int], None]
    """Fill a project folder with all but the reports of a corpus of so many."""

    written: Callable[[Report, int], str]
    """The text of a report's file in a corpus of so many."""

    command: Callable[[Path], tuple[str, ...]]
    """What builds the project in a folder; it runs there."""

    reports: str
    """The folder of the reports in the project, below it YYYY/MM/."""

    template: Edit
    """An edit of a template that all pages use."""

    output: str = "public"
    memory: tuple[str, ...] = ()
    """What it keeps between builds: files and folders in the project, gone before a cold build."""

    remembers: bool = False
    """Whether a build depends on the one before it, so that an undone edit must be built too."""
