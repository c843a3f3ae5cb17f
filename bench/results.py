"""What a run found, as one JSON document and back. Knows no measuring and no tables."""

import json
import os
import platform
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from bench.kinds import Census
from bench.measure import Sample

_KIB_IN_GIB = 1 << 20


@dataclass(frozen=True, slots=True)
class ToolResult:
    """A tool's samples by scenario, in the order of measuring. `problem` says why there are none, or too few."""

    name: str
    title: str
    version: str = ""
    problem: str = ""
    census: Census | None = None
    samples: dict[str, list[Sample]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Results:
    """One run of the benchmark: all that it measured lay in one place, on one machine, in turns."""

    size: int
    runs: int
    place: str
    machine: str
    tools: tuple[ToolResult, ...]
    floors: dict[str, list[Sample]]


def machine() -> str:
    """Processor, cores, memory, kernel, Python."""
    facts = _facts("/proc/cpuinfo"), _facts("/proc/meminfo")
    memory = int(facts[1].get("MemTotal", "0 kB").split()[0]) / _KIB_IN_GIB
    cores = len(os.sched_getaffinity(0))
    processor = facts[0].get("model name", platform.machine())
    return f"{processor}, {cores} cores, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def _facts(file: str) -> dict[str, str]:
    lines = (line.partition(":") for line in Path(file).read_text(encoding="utf-8").splitlines())
    return {name.strip(): value.strip() for name, _, value in lines}


def save(found: Results, file: Path) -> None:
    """Write the results as JSON."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(file: Path) -> Results:
    """Read what `save` wrote."""
    held = json.loads(file.read_text(encoding="utf-8"))
    tools = tuple(_tool(one) for one in held.pop("tools"))
    return Results(**{**held, "tools": tools, "floors": _samples(held["floors"])})


def _tool(held: dict[str, Any]) -> ToolResult:
    census = Census(**held["census"]) if held["census"] else None
    return ToolResult(**{**held, "census": census, "samples": _samples(held["samples"])})


def _samples(held: dict[str, list[dict[str, Any]]]) -> dict[str, list[Sample]]:
    return {name: [Sample(**one) for one in samples] for name, samples in held.items()}
