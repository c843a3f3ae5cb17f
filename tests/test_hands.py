"""Many hands: the same things in the same order, whatever their number, and errors come back as they were."""

import multiprocessing
import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from rich import spoil
from sites import build, rebuild, report

from warraq import hands
from warraq.problems import Problem, Where, problem
from warraq.theme import Faulty


def squares() -> Callable[[int], tuple[int, int]]:
    return lambda number: (number * number, os.getpid())


def fails(error: Exception) -> Callable[[int], int]:
    def work(number: int) -> int:
        if number == 3:
            raise error
        return number

    return work


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_what_is_made_comes_in_order(jobs: int) -> None:
    made = list(hands.spread(squares, range(50), jobs, tuple[int, int]))

    assert [square for square, _ in made] == [number * number for number in range(50)]


def test_the_work_is_done_in_as_many_processes_as_asked() -> None:
    made = list(hands.spread(squares, range(50), 2, tuple[int, int]))

    assert len({process for _, process in made}) == 2
    assert os.getpid() not in {process for _, process in made}


def test_with_one_hand_nothing_leaves_the_process() -> None:
    assert {process for _, process in hands.spread(squares, range(5), 1, tuple[int, int])} == {os.getpid()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_to_do_is_nothing_done(jobs: int) -> None:
    assert list(hands.spread(squares, [], jobs, tuple[int, int])) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_is_raised_as_it_was(jobs: int) -> None:
    found: tuple[Problem, ...] = (problem("E107", Where("a.md"), reason="س", reason_en="x"),)

    with pytest.raises(Faulty) as caught:
        list(hands.spread(partial(fails, Faulty(found)), range(50), jobs, int))

    assert caught.value.problems == found


# ---------------------------------------------------------------- whole sites, large enough to pay

MANY = "".join(
    report(f"r{at:03}", title=f"خبر {at}", id=f"r{at:03}", date=f"2024-{1 + at % 12:02}-{1 + at % 28:02}", tags="[و]")
    for at in range(220)
)
TEXTS = [part.split(" --\n", 1)[1] for part in MANY.split("-- content/reports/")[1:]]


def test_the_number_of_processes_changes_no_byte(tmp_path: Path) -> None:
    one = build(tmp_path / "one", MANY, jobs=1)
    three = build(tmp_path / "three", MANY, jobs=3)

    assert len(one.files()) > 450
    assert three.files() == one.files()
    assert three.outcome == one.outcome


def test_nothing_stays_of_many_reports_that_go_at_once(tmp_path: Path) -> None:
    """More pages than a build takes in hand at first, and fewer reports than make it look at everything."""
    build(tmp_path / "site", MANY)
    for at in range(160):
        (tmp_path / "site" / "content" / "reports" / f"r{at:03}.md").unlink()
    left = "".join(f"-- content/reports/r{at:03}.md --\n{text}" for at, text in enumerate(TEXTS) if at >= 160)
    built = rebuild(tmp_path / "site")

    assert built.outcome.touched > 400
    assert built.files() == build(tmp_path / "clean", left).files()


def test_a_fault_of_the_theme_that_another_process_meets_is_said_at_its_place(tmp_path: Path, mine: Path) -> None:
    line = spoil(mine / "templates" / "report.html", "{% block main %}", "{% block main %}\n{{ page.nothing }}")
    built = build(tmp_path, MANY, theme=str(mine), jobs=2)

    assert built.exit_code == 2
    assert [(found.code, found.where.line) for found in built.outcome.problems] == [("E221", line + 1)]


def test_an_error_in_a_file_that_another_process_reads_is_said_as_ever(tmp_path: Path) -> None:
    built = build(tmp_path, MANY + report("z", title="خبر", date="غدًا"), jobs=2)

    assert built.exit_code == 1
    assert built.outcome.reports == 220
    assert built.outcome.problems == rebuild(tmp_path, jobs=1).outcome.problems


def test_what_is_begun_aside_is_done_in_another_process() -> None:
    with hands.aside(os.getpid, int) as asked:
        assert asked() != os.getpid()


def test_an_error_aside_is_raised_where_it_is_asked_for() -> None:
    with hands.aside(partial(fails(ValueError("س")), 3), int) as asked, pytest.raises(ValueError, match="س"):
        asked()


def test_what_nobody_asks_for_is_broken_off() -> None:
    with hands.aside(partial(time.sleep, 600), type(None)):
        started = [child.pid for child in multiprocessing.active_children()]

    assert started
    assert not multiprocessing.active_children()
