"""A page that weighs more than its kind may is an error with its cause, in every build until it is lighter."""

import gzip
import random
import re
from pathlib import Path

import pytest
from sites import Built, build, rebuild, report, write

from warraq import budgets
from warraq.budgets import Budgets
from warraq.problems import Where
from warraq.views import Address, Frame, Href, Html, Page, RedirectView, ReportView, StandingView, When

FRAME = Frame(title="ع", canonical="https://news.example/", lang="ar", dir="rtl", copyright="ح")
WHEN = When("2024-01-05", "5", "5", "5")
REPORT = ReportView(frame=FRAME, title="ع", when=WHEN, body=Html(""), kind="report")
THEME = 'contract = 1\nextends = "diwan"\n[budgets]\n'


def noise(words: int, seed: int = 7) -> str:
    """Words that no gzip makes much shorter."""
    draw = random.Random(seed)  # noqa: S311 (no secret)
    letters = [chr(one) for one in range(0x627, 0x64A) if not 0x63B <= one <= 0x640]
    return " ".join("".join(draw.choices(letters, k=6)) for _ in range(words))


def page(template: str = "report.html", words: int = 0) -> Page:
    views = {"report.html": ReportView(frame=FRAME, title="ع", when=WHEN, body=Html(""), kind="report", words=words)}
    return Page(Address("x"), "/x/", template, views.get(template, RedirectView(FRAME, Href("/"))))


def mine(folder: Path, limits: str) -> None:
    write(folder, f"-- themes/mine/theme.toml --\n{THEME}{limits}\n")


def over(built: Built) -> list[tuple[str, str]]:
    return [(one.where.path, one.english) for one in sorted(built.outcome.problems) if one.code == "E310"]


# ---------------------------------------------------------------- what a page may weigh


@pytest.mark.parametrize(
    ("template", "words", "limit"),
    [
        ("report.html", 0, 100),
        ("report.html", 1_000, 100),
        ("report.html", 1_001, 104),
        ("report.html", 2_000, 4_100),
        ("front.html", 0, 300),
        ("lite/report.html", 0, 50),
        ("lite/front.html", 0, 60),
        ("year.html", 0, None),
        ("", 0, None),
    ],
)
def test_a_page_may_weigh_what_its_kind_may_and_a_long_report_more(
    template: str, words: int, limit: int | None
) -> None:
    """T-4.1 speaks of a story of a thousand words."""
    table = {"report": 100, "front": 300, "lite": 50, "lite/front": 60, "per_word": 4}

    assert budgets.budgets({"budgets": table}).limit(page(template, words)) == limit


def test_a_theme_without_budgets_weighs_nothing() -> None:
    assert budgets.budgets({}) == Budgets()
    assert budgets.heavy(page(), b"x" * 10_000_000, Budgets().limit(page()), Where("x")) == ()


@pytest.mark.parametrize("size", [0, 99, 100, 1_000, 50_000])
def test_the_verdict_is_that_of_gzip_itself(size: int) -> None:
    data = noise(size)[:size].encode()
    packed = len(gzip.compress(data, 9, mtime=0))

    assert budgets.heavy(page(), data, packed, Where("x")) == ()
    if packed < len(data):
        assert len(budgets.heavy(page(), data, packed - 1, Where("x"))) == 1


def test_the_cause_is_the_part_that_weighs_most() -> None:
    shell = "<html><head>{head}</head><body><nav>{nav}</nav><main>{main}{text}</main></body></html>"
    parts = ("head", "nav", "main", "text")
    wanted = {"head": "the <head>", "nav": "masthead, menus", "main": "the titles and lists", "text": "the text itself"}
    for part, words in wanted.items():
        filled = {name: noise(300 if name == part else 20, seed) for seed, name in enumerate(parts)}
        shown = StandingView(FRAME, "ع", Html(filled["text"]))
        data = shell.format(**filled).encode()
        (found,) = budgets.heavy(Page(Address("x"), "/x/", "page.html", shown), data, 100, Where("x"))

        assert f"heaviest in it: {words}" in found.english


# ---------------------------------------------------------------- whole sites


def test_a_report_over_its_budget_is_published_and_fails_the_build(tmp_path: Path) -> None:
    mine(tmp_path, "report = 3000")
    built = build(tmp_path, report(body=noise(900)) + report("b", title="قصير"), theme="mine")
    ((path, words),) = over(built)
    size = len(gzip.compress((built.public / "2024/01/خبر/index.html").read_bytes(), 9, mtime=0))

    assert built.exit_code == 1
    assert built.has("/2024/01/خبر/")
    assert path.endswith("content/reports/a.md")
    assert f": {size} bytes after gzip, not 3000; heaviest in it: the text itself" in words


def test_what_weighs_too_much_is_said_until_it_does_not(tmp_path: Path) -> None:
    mine(tmp_path, "report = 3000")
    first = build(tmp_path, report(body=noise(900)) + report("b", title="قصير"), theme="mine")
    same = rebuild(tmp_path, theme="mine")
    write(tmp_path, report("b", title="قصير", body="تتمة"))
    beside = rebuild(tmp_path, theme="mine")
    write(tmp_path, report(body=noise(9)))
    lighter = rebuild(tmp_path, theme="mine")

    assert over(first) == over(same) == over(beside) != []
    assert same.outcome.rendered == 0
    assert (over(lighter), lighter.exit_code) == ([], 0)


def test_what_is_remembered_of_a_page_is_said_of_the_file_where_it_is_now(tmp_path: Path) -> None:
    mine(tmp_path, "report = 3000")
    build(tmp_path, report(body=noise(900)), theme="mine")
    write(tmp_path, report("new", body=noise(900)))
    (tmp_path / "content" / "reports" / "a.md").unlink()
    moved = rebuild(tmp_path, theme="mine")
    clean = rebuild(tmp_path, theme="mine", output=str(tmp_path / "clean"), state=str(tmp_path / "memory"))

    assert over(moved) == over(clean)
    assert over(moved)[0][0].endswith("content/reports/new.md")


def test_another_budget_is_another_verdict_and_writes_no_file(tmp_path: Path) -> None:
    mine(tmp_path, "report = 3000")
    build(tmp_path, report(body=noise(900)), theme="mine")
    mine(tmp_path, "report = 30000")
    wider = rebuild(tmp_path, theme="mine")
    mine(tmp_path, "front = 10")
    narrow = rebuild(tmp_path, theme="mine")

    assert (over(wider), wider.outcome.written) == ([], 0)
    assert [path for path, _ in over(narrow)] == ["index.html"]
    assert narrow.outcome.written == 0


def test_a_strict_build_writes_nothing_while_a_page_is_too_heavy(tmp_path: Path) -> None:
    mine(tmp_path, "report = 3000")
    before = build(tmp_path, report("b", title="قصير"), theme="mine").files()
    write(tmp_path, report(body=noise(900)))
    refused = rebuild(tmp_path, theme="mine", strict=True)
    again = rebuild(tmp_path, theme="mine", strict=True)
    published = rebuild(tmp_path, theme="mine")
    remembered = rebuild(tmp_path, theme="mine", strict=True)

    for built in (refused, again, remembered):
        assert built.outcome.refused
        assert built.exit_code == 1
        assert len(over(built)) == 1
    assert set(published.files()) > set(before)


def test_a_strict_build_of_light_pages_is_the_same_build(tmp_path: Path) -> None:
    strict = build(tmp_path, report(), strict=True)
    plain = build(tmp_path / "plain", report())

    assert strict.exit_code == 0
    assert strict.files() == plain.files()


def test_static_files_of_a_kind_have_one_budget(tmp_path: Path) -> None:
    write(
        tmp_path,
        "-- themes/mine/static/a.css --\n" + noise(3_000) + "\n-- themes/mine/static/b.css --\na {}\n"
        '-- themes/mine/theme.toml --\ncontract = 1\nextends = "diwan"\n[budgets.assets]\ncss = 12000\n',
    )
    first, again = build(tmp_path, report(), theme="mine"), rebuild(tmp_path, theme="mine")
    (tmp_path / "themes" / "mine" / "static" / "a.css").unlink()
    lighter = rebuild(tmp_path, theme="mine")

    for built in (first, again):
        (found,) = built.outcome.problems
        assert (found.code, found.where.path, built.exit_code) == ("E311", "static/a.css", 1)
    assert lighter.codes == []


@pytest.mark.parametrize(
    ("entry", "key"),
    [
        ("reprot = 3", "reprot"),
        ("report = '3'", "report"),
        ("report = -1", "report"),
        ("report = true", "report"),
        ("assets = 3", "assets"),
    ],
)
def test_an_entry_that_says_nothing_is_refused_at_its_line(tmp_path: Path, entry: str, key: str) -> None:
    mine(tmp_path, entry)
    built = build(tmp_path, report(), theme="mine")
    (found,) = built.outcome.problems

    assert (Path(found.where.path).name, found.where.line, found.code, built.exit_code) == ("theme.toml", 4, "E254", 2)
    assert f"'{key}'" in found.english


def test_a_report_of_a_thousand_words_is_within_the_default_themes_budget(tmp_path: Path) -> None:
    """T-4.1, with words as a newspaper has them: those of the outlet's first report."""
    seed = (Path(__file__).parent.parent / "content" / "reports" / "2018" / "deir-ezzor-72-hours.md").read_text("utf-8")
    words = re.split(r"\s+", seed.split("---", 2)[2].strip())
    body = "\n\n".join(" ".join(words[at : at + 100]) for at in range(0, 1_000, 100))
    built = build(tmp_path, report(body=body))

    assert built.codes == []
    assert len(gzip.compress((built.public / "2024/01/خبر/index.html").read_bytes(), 9)) <= 14_600
