"""The measuring itself: lay the corpora, then take turns, so that a slow minute of the machine falls on all alike."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bench import corpus, kinds, measure, results
from bench.edits import CHANGES, Project, changed
from bench.installs import Missing
from bench.measure import Failed, Sample
from bench.peers import Peer
from bench.results import Results, ToolResult

COLD = "cold"
SCENARIOS = (COLD, *CHANGES)
_PATIENCE = 60.0  # seconds; what takes longer for one cold build is measured once
_READING = Path(__file__).resolve().parent / "reading.py"
COPY, READ = "cp -r of Warraq's site", "reading every input file"


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for. `place` is an empty folder on the disk that is to be measured."""

    size: int
    runs: int
    place: Path
    peers: Sequence[Peer]
    scenarios: Sequence[str] = SCENARIOS
    say: Callable[[str], None] = print


@dataclass(slots=True)
class _Bench:
    """A tool at work: its project, and its result as it grows."""

    project: Project
    found: ToolResult
    samples: dict[str, list[Sample]] = field(default_factory=dict)

    @property
    def fit(self) -> bool:
        """Whether nothing has gone wrong with it."""
        return not self.found.problem

    def wants(self, run: int) -> bool:
        """Whether it is measured in this run: what is slow, in the first only."""
        first = self.samples.get(COLD, [])
        return self.fit and (run == 0 or not first or first[0].wall < _PATIENCE)


def run(order: Order) -> Results:
    """Measure all that the order names."""
    benches = [_bench(order, peer) for peer in order.peers]
    floors: dict[str, list[Sample]] = {COPY: [], READ: []}
    for number in range(order.runs):
        for bench in _turn(order, benches, COLD, number):
            _cold(bench, order, number)
            if bench.project.peer.name == "warraq" and bench.fit:
                _floors(bench.project, floors)
    for scenario in (one for one in order.scenarios if one != COLD):
        for number in range(order.runs):
            for bench in _turn(order, benches, scenario, number):
                _changed(bench, scenario, number)
    tools = tuple(replace(bench.found, samples=bench.samples) for bench in benches)
    return Results(order.size, order.runs, str(order.place.parent), results.machine(), tools, floors)


def _turn(order: Order, benches: Iterable[_Bench], scenario: str, number: int) -> Iterator[_Bench]:
    for bench in benches:
        if bench.wants(number):
            yield bench
            samples = bench.samples.get(scenario, [])
            last = f"{samples[-1].wall:.2f} s" if samples else bench.found.problem
            order.say(f"{scenario}, run {number + 1}: {bench.found.title}: {last}")


def _bench(order: Order, peer: Peer) -> _Bench:
    """The tool installed and its corpus laid."""
    project = Project(peer, order.place / peer.name, order.size)
    try:
        version = peer.ready()
    except Missing as error:
        return _Bench(project, ToolResult(peer.name, peer.title, problem=f"not installed: {error}"))
    peer.lay(project.folder, order.size)
    for report in corpus.reports(order.size):
        project.file(report).parent.mkdir(parents=True, exist_ok=True)
        project.put(report)
    return _Bench(project, ToolResult(peer.name, peer.title, version))


@contextmanager
def _told(bench: _Bench) -> Iterator[None]:
    """What fails is kept as the tool's problem, and the others go on."""
    try:
        yield
    except (Failed, kinds.Unequal) as error:
        print(f"{bench.found.title}: {error}", file=sys.stderr)
        bench.found = replace(bench.found, problem=f"{type(error).__name__}: {error}".splitlines()[0])


def _build(bench: _Bench) -> Sample:
    project = bench.project
    log = project.folder.with_suffix(".log")
    return measure.built(project.peer.command(project.folder), project.folder, project.output, log)


def _cold(bench: _Bench, order: Order, number: int) -> None:
    """A build with nothing before it; after the first, the site is counted."""
    project = bench.project
    measure.gone(project.output, *(project.folder / name for name in project.peer.memory))
    with _told(bench):
        bench.samples.setdefault(COLD, []).append(_build(bench))
        if number == 0:
            bench.found = replace(bench.found, census=kinds.census(project.output))
            kinds.check(kinds.census(project.output), order.size)


def _changed(bench: _Bench, scenario: str, number: int) -> None:
    """A build after a change; where the tool has a memory, another one after the change was undone."""
    with _told(bench):
        with changed(bench.project, CHANGES[scenario], number):
            bench.samples.setdefault(scenario, []).append(_build(bench))
        if bench.project.peer.remembers and scenario != "no change":
            _build(bench)


def _floors(project: Project, floors: dict[str, list[Sample]]) -> None:
    copy, log = project.folder.with_suffix(".copy"), project.folder.with_suffix(".log")
    floors[COPY].append(measure.timed(("cp", "-r", project.peer.output, str(copy)), project.folder, log))
    measure.gone(copy)
    reading = (sys.executable, "-I", "-S", str(_READING), project.peer.reports.split("/")[0])
    floors[READ].append(measure.timed(reading, project.folder, log))
