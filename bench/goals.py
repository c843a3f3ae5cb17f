"""The figures that Warraq set itself, held against a run. Ratios compare tools within one run only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.measure import Sample, middle
from bench.results import Results
from bench.rounds import COLD, COPY

_LARGE, _HUGE = 10_000, 100_000
_KIB_IN_MIB = 1 << 10
NO_CHANGE, BODY, ADDED = "no change", "one body edited", "one report added"


@dataclass(frozen=True, slots=True)
class _Goal:
    """A figure and its bound: `at_least`, or at most."""

    what: str
    value: float
    bound: float
    at_least: bool = False

    def __str__(self) -> str:
        met = self.value >= self.bound if self.at_least else self.value <= self.bound
        sign = "≥" if self.at_least else "≤"
        return f"{'met   ' if met else 'MISSED'} {self.what}: {self.value:.2f} ({sign} {self.bound:g})"


def judged(found: Sequence[Results]) -> str:
    """A line for each goal that these runs can tell of."""
    large = next((one for one in found if one.size == _LARGE and _median(one, "warraq", COLD)), None)
    huge = next((one for one in found if one.size == _HUGE), None)
    goals = [*(_of_large(large) if large else ()), *(_of_huge(huge, large) if huge else ())]
    return "\n".join(map(str, goals)) + "\n" if goals else ""


def _median(found: Results, tool: str, scenario: str) -> Sample | None:
    samples = next((one.samples.get(scenario, []) for one in found.tools if one.name == tool), [])
    return middle(samples) if samples else None


def _ratio(found: Results, peer: str, scenario: str, bound: float) -> Iterator[_Goal]:
    ours, theirs = _median(found, "warraq", scenario), _median(found, peer, scenario)
    if ours and theirs:
        yield _Goal(f"10,000, {scenario}, times faster than {peer}", theirs.wall / ours.wall, bound, at_least=True)


def _of_large(found: Results) -> Iterator[_Goal]:
    yield from _ratio(found, "hugo", COLD, 1.3)
    yield from _ratio(found, "hugo-idioms", COLD, 5)
    yield from _ratio(found, "pelican", COLD, 10)
    cold = _median(found, "warraq", COLD)
    if cold and found.floors[COPY]:
        yield _Goal("10,000, cold, times the copy of its site", cold.wall / middle(found.floors[COPY]).wall, 10)
    for scenario, seconds, files in ((NO_CHANGE, 0.5, 0), (BODY, 0.8, 10), (ADDED, 0.8, 30)):
        sample = _median(found, "warraq", scenario)
        if sample:
            yield _Goal(f"10,000, {scenario}, seconds", sample.wall, seconds)
            yield _Goal(f"10,000, {scenario}, files written", sample.written, files)
    for scenario in (BODY, ADDED):
        yield from _ratio(found, "hugo", scenario, 12)
    yield from _memory(found, 250)


def _of_huge(found: Results, large: Results | None) -> Iterator[_Goal]:
    cold, cold_before = _median(found, "warraq", COLD), _median(large, "warraq", COLD) if large else None
    if cold and cold_before:
        yield _Goal("100,000, cold, times the 10,000", cold.wall / cold_before.wall, 11)
    for scenario, seconds in ((NO_CHANGE, 1.2), (ADDED, 1.5)):
        sample = _median(found, "warraq", scenario)
        if sample:
            yield _Goal(f"100,000, {scenario}, seconds", sample.wall, seconds)
    yield from _memory(found, 400)


def _memory(found: Results, bound: float) -> Iterator[_Goal]:
    ours = next((one.samples.values() for one in found.tools if one.name == "warraq"), ())
    peaks = [sample.memory / _KIB_IN_MIB for samples in ours for sample in samples]
    if peaks:
        yield _Goal(f"{found.size:,}, MiB of the largest process in any run", max(peaks), bound)
