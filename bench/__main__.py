"""The command line of the benchmark: measure, show what was measured, draw it, look at the start-up."""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import goals, peers, plot, results, rounds, startup, table
from bench.results import Results

_MEMORY = Path("/dev/shm")  # noqa: S108 (a tmpfs on every Linux; the folder in it has a name of its own)
_DISK = Path(__file__).resolve().parent / ".work"
_HUGE = 100_000
_HUGE_TOOLS, _HUGE_SCENARIOS = "warraq,hugo", "cold,no change,one report added"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; 1 where a tool failed or lacks a kind of page."""
    asked = _parser().parse_args(arguments)
    if asked.startup:
        print(startup.summary())
        return 0
    if asked.plot:
        asked.plot.write_text(plot.drawn([results.load(file) for file in asked.show]), encoding="utf-8")
        return 0
    found = [results.load(file) for file in asked.show] or [_measured(asked)]
    print("\n".join(table.tables(one) for one in found))
    print(goals.judged(found))
    return int(any(tool.problem for one in found for tool in one.tools))


def _measured(asked: argparse.Namespace) -> Results:
    known = {peer.name: peer for peer in (*peers.ALL, peers.FULL)}
    default = _HUGE_TOOLS if asked.size >= _HUGE else ",".join(peer.name for peer in peers.ALL)
    names = (peers.FULL.name if asked.full else asked.tools or default).split(",")
    scenarios = (asked.scenarios or (_HUGE_SCENARIOS if asked.size >= _HUGE else ",".join(rounds.SCENARIOS))).split(",")
    unknown = [name for name in names if name not in known] + [one for one in scenarios if one not in rounds.SCENARIOS]
    if unknown:
        raise SystemExit(f"unknown: {', '.join(unknown)}; known: {', '.join(known)}; {', '.join(rounds.SCENARIOS)}")
    ground = _DISK if asked.disk else _MEMORY
    ground.mkdir(exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="bench-", dir=ground))
    try:
        order = rounds.Order(asked.size, asked.runs, place, [known[name] for name in names], scenarios, _say)
        found = rounds.run(order)
    finally:
        shutil.rmtree(place)
    if asked.json:
        results.save(found, asked.json)
    return found


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bench/run.py", description="Measure Warraq beside other generators.")
    parser.add_argument("--size", type=int, default=1000, metavar="N", help="reports (1000)")
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each, for medians (3)")
    parser.add_argument("--tools", default="", metavar="A,B", help=f"of {', '.join(peer.name for peer in peers.ALL)}")
    parser.add_argument("--scenarios", default="", metavar="A,B", help=f"of {', '.join(rounds.SCENARIOS)}")
    parser.add_argument("--full", action="store_true", help="only Warraq, with everything on")
    parser.add_argument("--disk", action="store_true", help="on the disk of the checkout, not in memory")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write what was measured")
    parser.add_argument("--show", type=Path, nargs="+", default=[], metavar="FILE", help="show what was written")
    parser.add_argument("--plot", type=Path, metavar="SVG", help="draw the growth in the files of --show")
    parser.add_argument("--startup", action="store_true", help="what a build with one edit imports, and how long")
    return parser


if __name__ == "__main__":
    sys.exit(main())
