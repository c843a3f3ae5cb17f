"""The same content gives the same bytes: whatever the folder, zone, locale, hash seed, umask or order of files."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich import rich
from sites import ROOT, build, rebuild, write

MOMENT = "2026-01-01T00:00:00Z"


def made(folder: Path, umask: int = 0o022, **environment: str) -> dict[str, bytes]:
    """The output of `build.py` in a process of its own."""
    command = [sys.executable, str(ROOT / "build.py"), "--as-of", MOMENT]
    given = {"PATH": os.environ["PATH"], **environment}
    done = subprocess.run(command, cwd=folder, env=given, umask=umask, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode("utf-8")
    public = folder / "public"
    return {path.relative_to(public).as_posix(): path.read_bytes() for path in public.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("usual")
    write(folder, rich())
    return made(folder, PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")


OTHERS = {
    "seed": {"PYTHONHASHSEED": "4242"},
    "zone": {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1"},
    "locale": {"LC_ALL": "C", "LANG": "ar_SY.UTF-8", "LANGUAGE": "ar"},
    "optimised": {"PYTHONOPTIMIZE": "2", "PYTHONDONTWRITEBYTECODE": "1"},
}


@pytest.mark.parametrize("environment", OTHERS.values(), ids=OTHERS.keys())
def test_another_machine_makes_the_same_bytes(
    tmp_path: Path, usual: dict[str, bytes], environment: dict[str, str]
) -> None:
    folder = tmp_path / "مجلد آخر"
    write(folder, rich())

    assert len(usual) > 70
    assert made(folder, umask=0o077, **environment) == usual


def test_the_order_and_the_times_of_the_files_do_not_matter(tmp_path: Path, usual: dict[str, bytes]) -> None:
    write(tmp_path / "first", rich())
    files = sorted((path for path in (tmp_path / "first").rglob("*") if path.is_file()), reverse=True)
    for number, path in enumerate(files):
        target = tmp_path / "second" / path.relative_to(tmp_path / "first")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (number, number))

    assert build(tmp_path / "second").files() == usual


def test_the_order_in_which_reports_came_does_not_matter(tmp_path: Path, usual: dict[str, bytes]) -> None:
    head, *parts = rich().split("-- content/reports/")
    write(tmp_path, head)
    for part in reversed(parts):
        build(tmp_path, f"-- content/reports/{part}")

    assert rebuild(tmp_path).files() == usual


def test_a_second_build_writes_nothing_and_moves_no_time(tmp_path: Path) -> None:
    built = build(tmp_path, rich())
    for path in built.public.rglob("*"):
        os.utime(path, (1_000, 1_000))
    again = rebuild(tmp_path)

    assert again.outcome.written == again.outcome.removed == 0
    assert again.outcome.unchanged == built.outcome.written
    assert {path.stat().st_mtime for path in built.public.rglob("*") if path.is_file()} == {1_000}


def test_another_moment_at_which_nothing_is_due_writes_nothing(tmp_path: Path) -> None:
    build(tmp_path, rich())

    assert rebuild(tmp_path, as_of="2026-05-31").outcome.written == 0


def test_nothing_of_the_machine_is_in_the_output(tmp_path: Path) -> None:
    built = build(tmp_path, rich())
    everything = built.everything()

    for words in (str(tmp_path), str(ROOT), ".md", "content/reports"):
        assert words not in everything
    # A machine may be called by two letters, which a digest in an address can hold by chance.
    assert not re.search(rf"\b{re.escape(os.uname().nodename)}\b", everything)
