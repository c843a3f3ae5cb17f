"""The command line: arguments → one call → printed report → exit code. Thin; decides nothing."""

import argparse
import os
import re
import sys
import time
import traceback
from collections.abc import Sequence
from typing import TextIO

from warraq import __version__, check, pipeline, shop, summary

_MOST_JOBS = 256
_BUG = 70  # EX_SOFTWARE of sysexits.h


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Warraq with `arguments` (else the process's own); the exit code (design, section 6)."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("-") and given[0] not in {"-h", "--help", "--version"}):
        given.insert(0, "build")  # no command means build
    asked = _parser().parse_args(given)
    try:
        return _check(asked) if asked.command == "check" else _build(asked)
    except Exception:  # noqa: BLE001 (whatever reaches here is a bug of ours, and is said as one)
        traceback.print_exc()
        return _BUG


def _build(asked: argparse.Namespace) -> int:
    outcome = pipeline.build(
        shop.Options(
            content=asked.content,
            output=asked.output,
            state=asked.state,
            theme=asked.theme,
            base_url=asked.base_url,
            as_of=asked.as_of,
            now=_now(),
            started=time.time_ns(),
            drafts=asked.drafts,
            strict=asked.strict,
            full=asked.full,
            paranoid=asked.paranoid,
            jobs=asked.jobs or os.cpu_count() or 1,
        )
    )
    if asked.explain and not asked.json:
        print(summary.reason_lines(outcome), end="")
    _print(outcome, as_json=asked.json, quiet=asked.quiet)
    return summary.exit_code(outcome)


def _check(asked: argparse.Namespace) -> int:
    options = shop.Options(content=asked.content, state="", now=_now())
    proofs = check.check(options, tuple(asked.paths), fix=asked.fix)
    if asked.json:
        print(summary.document(proofs))
    else:
        print(summary.problem_lines(proofs), end="", file=sys.stderr)
        print("" if asked.quiet else summary.proof_lines(proofs), end="")
    return summary.exit_code(proofs)


def _speak_utf8(stream: TextIO) -> None:
    """Arabic must not crash a terminal in the C locale, nor one of Windows."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _now() -> int:
    """The moment of building: SOURCE_DATE_EPOCH where it is set (reproducible-builds.org), else the clock."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(given) if re.fullmatch(r"[0-9]{1,11}", given) else int(time.time())


def _print(outcome: summary.Outcome, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        print(summary.document(outcome))
        return
    print(summary.problem_lines(outcome), end="", file=sys.stderr)
    if not quiet:
        print(summary.lines(outcome), end="")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="warraq",
        description="ورّاق: يبني موقع المنصة من تقاريرها. Builds an outlet's site from its reports.",
    )
    parser.add_argument("--version", action="version", version=f"warraq {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="build the site (the default)")
    _common(build)
    build.add_argument("--theme", default="", metavar="NAME|DIR", help="the theme (that of site.toml)")
    build.add_argument("--output", default="public", metavar="DIR", help="where the site goes (public)")
    build.add_argument("--state", default=".warraq", metavar="DIR", help="the build's memory (.warraq)")
    build.add_argument("--base-url", default="", metavar="URL", help="the site's address (that of site.toml)")
    build.add_argument("--as-of", default="", metavar="MOMENT", help="build as of this moment (now)")
    build.add_argument("--drafts", action="store_true", help="publish drafts too: for a look, never for the web")
    build.add_argument("--strict", action="store_true", help="write nothing if anything in the content is wrong")
    build.add_argument("--full", action="store_true", help="print every page anew")
    build.add_argument("--paranoid", action="store_true", help="read files whose size and time say they are the same")
    build.add_argument("--explain", action="store_true", help="say why each file was printed")
    build.add_argument("--jobs", type=_number, default=0, metavar="N", help="processes (one for each processor)")
    checking = commands.add_parser("check", help="read the content as a copy editor would")
    checking.add_argument("paths", nargs="*", metavar="PATH", help="files or folders of the content (all of it)")
    _common(checking)
    checking.add_argument("--fix", action="store_true", help="mend what is safe to mend")
    return parser


def _number(text: str) -> int:
    """A number of processes. Raises ValueError, which argparse says."""
    number = int(text)
    if not 1 <= number <= _MOST_JOBS:
        raise ValueError(text)
    return number


def _common(command: argparse.ArgumentParser) -> None:
    command.add_argument("--content", default="content", metavar="DIR", help="the outlet's folder (content)")
    command.add_argument("--json", action="store_true", help="report as one JSON document")
    command.add_argument("--quiet", action="store_true", help="say problems only")


if __name__ == "__main__":
    sys.exit(main())
