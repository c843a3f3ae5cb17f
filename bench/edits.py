"""What happens to an archive between two builds, the same for every generator: an edit, and its undoing."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from bench import corpus
from bench.corpus import Report
from bench.peers.peer import Peer
from bench.prose import Dice, sentence

_EDITED, _DELETED = 5, 7  # counted back from the newest: editors mend what is fresh; no link leads to these


@dataclass(frozen=True, slots=True)
class Project:
    """A peer's folder with a corpus of so many reports in it."""

    peer: Peer
    folder: Path
    size: int

    @property
    def output(self) -> Path:
        """Where the built site lies."""
        return self.folder / self.peer.output

    def file(self, report: Report) -> Path:
        """Where a report's file lies."""
        return self.folder / self.peer.reports / report.folder / f"{report.name}.md"

    def put(self, report: Report) -> None:
        """Write a report's file."""
        self.file(report).write_text(self.peer.written(report, self.size), encoding="utf-8")


Change = Callable[[Project, int], None]


def _recent(project: Project, back: int) -> Report:
    return corpus.report(project.size - back, project.size)


def _nothing(_project: Project, _run: int) -> None:
    """Leave all as it is."""


def _body(project: Project, run: int) -> None:
    """A sentence more at the end: neither the title nor the summary changes."""
    report = _recent(project, _EDITED)
    project.put(replace(report, body=f"{report.body}\n{' '.join(sentence(Dice(run)))}\n"))


def _title(project: Project, run: int) -> None:
    """Another title under the same address, as each generator keeps it."""
    report = _recent(project, _EDITED)
    project.put(replace(report, title=f"{report.title} {Dice(run + 1).one_of(corpus.TAGS)}"))


def _added(project: Project, run: int) -> None:
    """A report newer than all others, in the month of the newest."""
    newest = _recent(project, 1)
    words = corpus.report(project.size + run, project.size)
    project.put(replace(words, number=project.size + run, moment=newest.moment + timedelta(minutes=1)))


def _deleted(project: Project, _run: int) -> None:
    project.file(_recent(project, _DELETED)).unlink()


def _template(project: Project, run: int) -> None:
    edit = project.peer.template
    file = project.folder / edit.file
    text = file.read_text(encoding="utf-8")
    if edit.old not in text:
        raise ValueError(f"{edit.file} has no {edit.old!r}")
    file.write_text(text.replace(edit.old, edit.new.replace("{run}", str(run)), 1), encoding="utf-8")


CHANGES: dict[str, Change] = {
    "no change": _nothing,
    "one body edited": _body,
    "one title edited": _title,
    "one report added": _added,
    "one report deleted": _deleted,
    "template edited": _template,
}


def _touched(project: Project, run: int) -> tuple[Path, ...]:
    """Every file that any change may alter or make."""
    newest = _recent(project, 1)
    made = project.folder / project.peer.reports / newest.folder / f"r{project.size + run:06}.md"
    recent = (project.file(_recent(project, back)) for back in (_EDITED, _DELETED))
    return (*recent, made, project.folder / project.peer.template.file)


@contextmanager
def changed(project: Project, change: Change, run: int) -> Iterator[None]:
    """The project with the change made; afterwards each file is again what it was, with its old date."""
    kept = {file: (file.read_bytes(), file.stat()) for file in _touched(project, run) if file.is_file()}
    change(project, run)
    try:
        yield
    finally:
        for file in _touched(project, run):
            _restore(file, kept.get(file))


def _restore(file: Path, kept: tuple[bytes, os.stat_result] | None) -> None:
    if kept is None:
        file.unlink(missing_ok=True)
        return
    data, facts = kept
    if not file.is_file() or file.read_bytes() != data:
        file.write_bytes(data)
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))
