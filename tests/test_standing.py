"""What stands in the output folder is seen the same by the build itself and by a process beside it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sites import Built, build, rebuild, report

from warraq import standing
from warraq.ledger import Ledger
from warraq.standing import Standing, looked_at, looking

REPORTS = report("a", "نص", title="أول") + report("b", "نص", title="ثان")
ROOT = "../public"


@pytest.fixture(params=[1, 2])
def jobs(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """As many processes; with two, a small folder is looked at as a large one is."""
    monkeypatch.setattr(standing, "_WORTH_A_PROCESS", 0)
    return int(request.param)


@contextmanager
def opened(file: Path) -> Iterator[Ledger]:
    with closing(Ledger(file, ROOT)) as ledger:
        yield ledger


def seen(site: Built, jobs: int) -> Standing:
    file = site.folder / ".warraq" / "ledger.sqlite"
    with looking(file, ROOT, site.public, jobs) as asked, opened(file) as ledger:
        return asked(ledger)


def test_a_site_as_it_was_left_has_nothing_altered(tmp_path: Path, jobs: int) -> None:
    site = build(tmp_path, REPORTS)

    assert seen(site, jobs) == Standing(len(site.files()), sum(name.endswith(".html") for name in site.files()), ())


def test_what_was_taken_away_or_written_by_others_is_altered_and_put_right(tmp_path: Path, jobs: int) -> None:
    site = build(tmp_path, REPORTS)
    whole = site.files()
    (site.public / "404.html").unlink()
    (site.public / "index.html").write_text("x", encoding="utf-8")
    os.utime(site.public / "feed.xml", ns=(0, 0))

    assert sorted(seen(site, jobs).altered) == ["404.html", "feed.xml", "index.html"]
    assert rebuild(tmp_path, jobs=jobs).files() == whole


def test_the_counts_of_a_build_are_the_same_however_it_looked(tmp_path: Path, jobs: int) -> None:
    build(tmp_path, REPORTS)
    again = rebuild(tmp_path, jobs=jobs).outcome

    assert (again.written, again.removed, again.pages, again.unchanged) == (
        0,
        0,
        *((found := rebuild(tmp_path, jobs=1).outcome).pages, found.unchanged),
    )


def test_a_file_of_which_nobody_knows_whether_it_was_written_does_not_count(tmp_path: Path) -> None:
    assert looked_at(tmp_path, [("a.html", None, None)]) == Standing(0, 0, ())


def test_a_ledger_that_cannot_be_read_beside_is_read_by_the_build(tmp_path: Path, jobs: int) -> None:
    """Only the build may mend what a killed one left, or begin anew."""
    file = tmp_path / "ledger.sqlite"
    file.write_bytes(b"no database" * 100)

    with looking(file, ROOT, tmp_path, jobs) as asked:
        with pytest.raises(sqlite3.DatabaseError), closing(sqlite3.connect(file)) as db:
            db.execute("SELECT 1 FROM outputs")
        with opened(file) as ledger:
            assert asked(ledger) == Standing(0, 0, ())
