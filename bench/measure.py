"""One build measured: wall, processor, memory of the largest process, files written and removed."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

_STOPWATCH = Path(__file__).resolve().parent / "stopwatch.py"
_TAIL = 2000  # letters of what a failed command printed
_CLEAN = ("PYTHONPATH", "PYTHONHASHSEED", "GOGC", "GOMEMLIMIT", "NODE_OPTIONS", "SOURCE_DATE_EPOCH")
Facts = Mapping[str, tuple[int, int]]  # file → (mtime in ns, inode)


class Failed(Exception):
    """A command that did not do what it was asked, with the end of what it printed."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run. Seconds, KiB, files."""

    wall: float
    cpu: float
    memory: int
    written: int = 0
    removed: int = 0


def middle(samples: Sequence[Sample]) -> Sample:
    """The median of each figure by itself."""
    return Sample(
        wall=median(one.wall for one in samples),
        cpu=median(one.cpu for one in samples),
        memory=int(median(one.memory for one in samples)),
        written=int(median(one.written for one in samples)),
        removed=int(median(one.removed for one in samples)),
    )


def timed(command: Sequence[str], folder: Path, log: Path) -> Sample:
    """Run the command in a folder. Raises Failed where it fails."""
    os.sync()  # what earlier runs left to be written is not this one's
    call = (sys.executable, "-I", "-S", str(_STOPWATCH), str(log), *command)
    calm = {name: value for name, value in os.environ.items() if name not in _CLEAN}
    done = subprocess.run(call, check=True, capture_output=True, text=True, cwd=folder, env=calm)
    facts = json.loads(done.stdout)
    if facts.pop("code"):
        said = log.read_text(encoding="utf-8", errors="replace").strip()[-_TAIL:]
        last = said.splitlines()[-1].strip() if said else "it printed nothing"
        raise Failed(f"{last}\n{' '.join(command)}\n{said}")
    return Sample(**facts)


def built(command: Sequence[str], folder: Path, output: Path, log: Path) -> Sample:
    """Run a build and compare its output folder with what it was before."""
    before = facts_of(output)
    sample = timed(command, folder, log)
    after = facts_of(output)
    written = sum(before.get(file) != fact for file, fact in after.items())
    return Sample(**{**asdict(sample), "written": written, "removed": len(before.keys() - after.keys())})


def facts_of(folder: Path) -> Facts:
    """Every file below a folder, with what changes when it is written."""
    return dict(_walk(str(folder), "")) if folder.is_dir() else {}


def _walk(folder: str, prefix: str) -> Iterator[tuple[str, tuple[int, int]]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, f"{prefix}{entry.name}/")
            else:
                facts = entry.stat(follow_symlinks=False)
                yield f"{prefix}{entry.name}", (facts.st_mtime_ns, facts.st_ino)


def gone(*paths: Path) -> None:
    """Remove files and folders, there or not."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
