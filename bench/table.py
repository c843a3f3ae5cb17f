"""Results as tables in Markdown, for the terminal and for README."""

from collections.abc import Callable, Iterable, Sequence

from bench.kinds import KINDS
from bench.measure import Sample, middle
from bench.results import Results, ToolResult
from bench.rounds import COLD, SCENARIOS

_KIB_IN_MIB = 1 << 10
_BYTES_IN_MB = 1_000_000
_NONE = "—"


def tables(found: Results) -> str:
    """All tables of one run."""
    parts = [
        f"{found.size:,} reports on {found.machine}; in {found.place}; medians of {found.runs} runs.",
        *(f"**{tool.title}: {tool.problem}**" for tool in found.tools if tool.problem),
        _measured("Seconds, whole process", found, _seconds),
        _measured("Seconds of processor, all processes", found, lambda one, _: f"{one.cpu:.2f}"),
        _measured("MiB, the largest process", found, lambda one, _: f"{one.memory / _KIB_IN_MIB:.0f}"),
        _measured("Files written (removed)", found, _files),
        _floors(found),
        _counts(found),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _seconds(one: Sample, first: Sample | None) -> str:
    ratio = f" (× {one.wall / first.wall:.1f})" if first and first is not one and first.wall else ""
    return f"{one.wall:.2f}{ratio}"


def _files(one: Sample, _first: Sample | None) -> str:
    return f"{one.written:,} ({one.removed})" if one.removed else f"{one.written:,}"


def _measured(title: str, found: Results, cell: Callable[[Sample, Sample | None], str]) -> str:
    """A row a scenario, a column a tool; the first tool is what the others are compared with."""
    rows = []
    for scenario in SCENARIOS:
        medians = [_median(tool, scenario) for tool in found.tools]
        if any(medians):
            rows.append((scenario, *(cell(one, medians[0]) if one else _NONE for one in medians)))
    return _grid((title, *map(_heading, found.tools)), rows)


def _median(tool: ToolResult, scenario: str) -> Sample | None:
    samples = tool.samples.get(scenario, [])
    return middle(samples) if samples else None


def _heading(tool: ToolResult) -> str:
    once = ", 1 run" if len(tool.samples.get(COLD, ())) == 1 else ""
    return f"{tool.title} {tool.version}{once}".strip()


def _floors(found: Results) -> str:
    rows = []
    for name, samples in found.floors.items():
        if samples:
            rows.append((name, f"{middle(samples).wall:.2f}"))
    return _grid(("Floors", "seconds"), rows) if rows else ""


def _counts(found: Results) -> str:
    counted = [tool for tool in found.tools if tool.census]
    if not counted:
        return ""
    rows = [(kind, *(f"{tool.census.kinds.get(kind, 0):,}" for tool in counted if tool.census)) for kind in KINDS]
    rows += [
        ("teasers in lists", *(f"{tool.census.teasers:,}" for tool in counted if tool.census)),
        ("full texts in feeds", *(f"{tool.census.items:,}" for tool in counted if tool.census)),
        ("all files", *(f"{tool.census.files:,}" for tool in counted if tool.census)),
        ("MB", *(f"{tool.census.size / _BYTES_IN_MB:.0f}" for tool in counted if tool.census)),
    ]
    return _grid(("What came out", *map(_heading, counted)), rows)


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *("--:" for _ in head[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
