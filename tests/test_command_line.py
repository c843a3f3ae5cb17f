"""The command line as people and machines meet it: `python build.py` in a process of its own."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich import rich
from sites import ROOT, SITE_TOML, report, write

from warraq import __main__ as command_line
from warraq import pipeline, shop

Done = subprocess.CompletedProcess[str]


def run(folder: Path, *arguments: str, **environment: str) -> Done:
    """`python build.py` with these arguments, in `folder`."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with one report."""
    write(tmp_path, "-- content/site.toml --\n" + SITE_TOML + report("a", title="خبر"))
    return tmp_path


def page(folder: Path, output: str = "public") -> Path:
    return folder / output / "2024" / "01" / "خبر" / "index.html"


def test_no_command_means_build(folder: Path) -> None:
    done = run(folder)

    assert done.returncode == 0
    assert page(folder).is_file()
    assert (folder / ".warraq").is_dir()
    assert done.stderr == ""
    assert "reports: 1," in done.stdout
    assert "التقارير: 1" in done.stdout


def test_the_command_may_be_named(folder: Path) -> None:
    assert run(folder, "build", "--quiet").returncode == 0
    assert page(folder).is_file()


@pytest.mark.parametrize("arguments", [["--no-such-option"], ["no-such-command"], ["build", "extra"], ["--as-of"]])
def test_what_is_not_known_is_a_usage_error(folder: Path, arguments: list[str]) -> None:
    done = run(folder, *arguments)

    assert done.returncode == 2
    assert "usage:" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (folder / "public").exists()


def test_help_names_the_options_and_writes_nothing(folder: Path) -> None:
    done = run(folder, "build", "--help")

    assert done.returncode == 0
    for option in ("content", "theme", "output", "state", "base-url", "as-of", "json", "quiet", "drafts", "strict"):
        assert f"--{option}" in done.stdout
    assert not (folder / "public").exists()


def test_problems_are_said_with_path_line_column_and_code(folder: Path) -> None:
    write(folder, report("b", عنون="خطأ") + report("c", title=None))
    done = run(folder)
    places = [line for line in done.stderr.splitlines() if not line.startswith(" ")]

    assert done.returncode == 1
    assert places[0].startswith("content/reports/b.md:4:1: E112 ")
    assert "هل تقصد «عنوان»؟" in places[0]
    assert places[1].startswith("content/reports/c.md:2:1: E110 ")
    assert [line for line in places if not re.match(r"\S+:\d+:\d+: [EW]\d{3} \S", line)] == []
    assert "E112" not in done.stdout


@pytest.mark.parametrize("absolute", [True, False])
def test_content_may_be_given_relative_or_absolute(folder: Path, tmp_path: Path, absolute: bool) -> None:  # noqa: FBT001
    write(folder, report("b", title=None))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    content = str(folder / "content") if absolute else "../content"
    done = run(elsewhere, "--content", content)

    assert done.returncode == 1
    assert done.stderr.startswith(f"{content}/reports/b.md:2:1: E110 ")
    assert page(elsewhere).is_file()


def test_every_folder_may_be_chosen(folder: Path) -> None:
    (folder / "content").rename(folder / "محتوى")
    done = run(
        folder,
        "--content=محتوى/",
        "--output",
        "out/site",
        "--state",
        "memory",
        "--theme",
        str(ROOT / "themes" / "diwan"),
    )

    assert done.returncode == 0
    assert page(folder, "out/site").is_file()
    assert sorted(path.name for path in folder.iterdir()) == ["memory", "out", "محتوى"]


def test_one_json_document_says_it_all(folder: Path) -> None:
    write(folder, report("b", title=None) + report("c", title="قادم", date="2026-03-04 05:06"))
    done = run(folder, "--json", "--as-of", "2026-01-01")
    said = json.loads(done.stdout)

    assert said["exit"] == done.returncode == 1
    assert said["reports"] == 1
    assert said["written"] == sum(1 for path in (folder / "public").rglob("*") if path.is_file())
    assert said["unchanged"] == said["removed"] == 0
    assert said["next_moment"] == "2026-03-04T05:06:00+03:00"
    assert [(one["path"], one["line"], one["column"], one["code"]) for one in said["problems"]] == [
        ("content/reports/b.md", 2, 1, "E110")
    ]
    assert "title" in said["problems"][0]["english"]
    assert "عنوان" in said["problems"][0]["arabic"]
    assert done.stderr == ""
    again = json.loads(run(folder, "--json", "--as-of", "2026-01-01").stdout)
    assert (again["written"], again["unchanged"]) == (0, said["written"])


def test_the_json_document_of_a_build_that_could_not_be_done(folder: Path) -> None:
    done = run(folder, "--json", "--theme", "no-such-theme")
    said = json.loads(done.stdout)

    assert said["exit"] == done.returncode == 2
    assert [one["code"] for one in said["problems"]] == ["E220"]


def test_quiet_says_problems_only(folder: Path) -> None:
    assert run(folder, "--quiet").stdout == ""
    write(folder, report("b", title=None))
    done = run(folder, "--quiet")

    assert done.stdout == ""
    assert "E110" in done.stderr


def test_the_next_moment_is_printed(folder: Path) -> None:
    write(folder, report("c", title="قادم", date="2026-03-04 05:06"))

    assert "2026-03-04T05:06:00+03:00" in run(folder, "--as-of", "2026-01-01").stdout
    assert "2026-03-04" not in run(folder, "--as-of", "2026-03-04 05:06").stdout


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        ("2026-03-04 05:05:59", False),
        ("2026-03-04 05:06", True),
        ("2026-03-04T02:06:00Z", True),
        ("2026-03-04T02:05:59Z", False),
        ("2026-03-05", True),
        ("٢٠٢٦-٠٣-٠٥", True),
    ],
)
def test_the_site_may_be_built_as_of_a_moment(folder: Path, moment: str, shown: bool) -> None:  # noqa: FBT001
    write(folder, report("c", title="قادم", date="2026-03-04 05:06"))
    assert run(folder, "--as-of", moment).returncode == 0

    assert (folder / "public" / "2026" / "03" / "قادم").is_dir() == shown


@pytest.mark.parametrize("moment", ["yesterday", "2026-13-01", "2026-02-30", "12:30"])
def test_a_moment_that_is_none_is_refused(folder: Path, moment: str) -> None:
    done = run(folder, "--as-of", moment)

    assert done.returncode == 2
    assert "E234" in done.stderr


def test_the_clock_may_be_set_from_outside(folder: Path) -> None:
    write(folder, report("c", title="قادم", date="2001-09-09T01:46:40Z") + report("d", title="بعيد", date="2099-01-01"))
    run(folder, SOURCE_DATE_EPOCH="999999999")
    assert not (folder / "public" / "2001").exists()
    run(folder, SOURCE_DATE_EPOCH="1000000000")
    assert (folder / "public" / "2001").exists()
    run(folder, "--as-of", "2000-01-01", SOURCE_DATE_EPOCH="1000000000")
    assert not (folder / "public" / "2001").exists()
    run(folder)
    assert page(folder).exists()
    assert not (folder / "public" / "2099").exists()


@pytest.mark.parametrize("locale", ["C", "POSIX", "no-such-locale", "en_US.ISO-8859-1"])
@pytest.mark.parametrize("encoding", [{}, {"PYTHONIOENCODING": "ascii"}])
def test_arabic_is_said_in_any_locale(folder: Path, locale: str, encoding: dict[str, str]) -> None:
    write(folder, report("خبر-سيئ", title=None))
    done = run(folder, LC_ALL=locale, **encoding)

    assert done.returncode == 1
    assert "content/reports/خبر-سيئ.md:2:1: E110 \u2067المفتاح" in done.stderr
    assert "التقارير: 1" in done.stdout


def test_a_project_without_content_is_told_so(tmp_path: Path) -> None:
    done = run(tmp_path)

    assert done.returncode == 2
    assert "E233" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_drafts_and_strict_are_passed_on(folder: Path) -> None:
    write(folder, report("d", title="مسودة", draft="true"))
    run(folder, "--drafts")
    assert (folder / "public" / "2024" / "01" / "مسودة").is_dir()
    write(folder, report("b", title=None))
    done = run(folder, "--strict")

    assert done.returncode == 1
    assert (folder / "public" / "2024" / "01" / "مسودة").is_dir()
    assert "--strict" in done.stdout


def test_the_address_of_the_site_may_be_given(folder: Path) -> None:
    run(folder, "--base-url", "https://mirror.example/x")

    assert 'href="https://mirror.example/x/"' in (folder / "public" / "index.html").read_text(encoding="utf-8")


def test_a_bug_is_told_from_a_mistake_by_its_exit_code(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: shop.Options) -> None:
        raise RuntimeError("gone wrong")

    monkeypatch.chdir(folder)
    monkeypatch.setattr(pipeline, "build", broken)

    assert command_line.main(["build"]) == 70
    assert "RuntimeError: gone wrong" in capsys.readouterr().err


def test_the_version_is_said(tmp_path: Path) -> None:
    assert re.fullmatch(r"warraq \d+\.\d+\.\d+\n", run(tmp_path, "--version").stdout)


def test_it_works_as_a_module_too(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "warraq", "--quiet"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        check=False,
    )

    assert done.returncode == 0
    assert page(folder).is_file()


def test_the_rich_outlet_is_published_without_a_word_to_say(tmp_path: Path) -> None:
    write(tmp_path, rich())
    done = run(tmp_path, "--as-of", "2026-01-01")

    assert (done.returncode, done.stderr) == (0, "")
