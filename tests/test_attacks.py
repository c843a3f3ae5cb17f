"""What an attacker, a careless editor and a bad disk did to Warraq once, and must not do again."""

import sqlite3
import unicodedata
from pathlib import Path

import pytest
from sites import SITE_TOML, Built, build, rebuild, report, write

GOOD = report("z", "فقرة أولى.\n\nفقرة ثانية.", title="سليم", date="2024-03-01")


@pytest.mark.parametrize(
    "body", ["&#1;", "&#xFFFE;", "&#8238;س", '<span title="&#1;">س</span>', '# س {: class="a&#3;b" }']
)
def test_a_character_reference_is_no_way_in_for_a_control_character(tmp_path: Path, body: str) -> None:
    built = build(tmp_path, report("a", f"نص {body}") + GOOD)

    assert built.exit_code == 0
    assert not {"\x01", "\x03", "\ufffe", "\u202e"} & set(built.everything())


def test_a_text_that_trips_the_converter_leaves_the_next_one_alone(tmp_path: Path) -> None:
    built = build(tmp_path, report("a", "- " * 900 + "x") + GOOD)

    assert built.codes == ["E108"]
    assert "<p>فقرة أولى.</p>\n<p>فقرة ثانية.</p>" in built.page("/2024/03/سليم/")


@pytest.mark.parametrize("name", ["archive.sqlite", "ledger.sqlite"])
def test_a_memory_that_is_locked_is_waited_for_and_never_thrown_away(tmp_path: Path, name: str) -> None:
    before = build(tmp_path, GOOD).files()
    holder = sqlite3.connect(tmp_path / ".warraq" / name, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    locked = rebuild(tmp_path)
    holder.close()
    again = rebuild(tmp_path)

    assert (locked.codes, locked.exit_code) == (["E232"], 2)
    assert (again.codes, again.files(), again.outcome.written) == ([], before, 0)


def test_a_tag_whose_first_report_lost_its_address_does_not_slip_onto_anothers_page(tmp_path: Path) -> None:
    files = (
        report("r0", date="2018-01-01", slug="same", title="أ")
        + report("r1", date="2018-01-02", slug="same", title="ب", tags="[الأمم]")
        + report("r2", date="2018-01-03", title="ج", tags="[الامم]")
        + report("r3", date="2018-01-04", title="د", tags='["الامم!"]')
    )
    built = build(tmp_path, files)

    assert built.codes == ["E301"]
    assert "ج" in built.page("/tags/الامم/")
    assert "/tags/%D8%A7%D9%84%D8%A7%D9%85%D9%85-2/" in built.page("/2018/01/د/")


def test_what_lost_its_address_holds_no_other(tmp_path: Path) -> None:
    files = (
        report("r0", slug="same", title="أ", date="2018-01-01")
        + report("r1", slug="same", title="ب", date="2018-01-02", aliases="[/old/]")
        + report("r5", title="ج", date="2018-01-03", aliases="[/old/]")
    )
    built = build(tmp_path, files)

    assert built.codes == ["E301"]
    assert "/2018/01/%D8%AC/" in built.page("/old/")


def test_a_tags_address_stays_with_the_first_use(tmp_path: Path) -> None:
    build(tmp_path, report("b", date="2018-01-01", tags='["C++"]'))
    built = build(tmp_path, report("a", title="لاحق", date="2020-01-01", tags='["C"]'))

    assert built.codes == []
    assert "C++" in built.page("/tags/c/")
    assert built.has("/tags/c-2/")


def test_a_rule_is_claimed_like_a_page(tmp_path: Path) -> None:
    toml = f'-- content/site.toml --\nshort_links = "rules"\n{SITE_TOML}'
    built = build(tmp_path, toml + report("a", id="aa") + report("b", title="ثان", id="bb", aliases="[/s/aa/]"))
    sources = [line.split()[0] for line in built.page("/_redirects").splitlines()]

    assert built.codes == ["E303"]
    assert len(sources) == len(set(sources)) == 2


def test_what_cannot_be_removed_is_said_and_tried_again_and_stops_nothing(tmp_path: Path) -> None:
    build(tmp_path, report("a", title="أول") + report("b", title="ثان"))
    page = tmp_path / "public" / "2024" / "01" / "أول" / "index.html"
    page.unlink()
    page.mkdir()
    for name in ("a", "b"):
        (tmp_path / "content" / "reports" / f"{name}.md").unlink()
    built = rebuild(tmp_path)
    page.rmdir()
    again = rebuild(tmp_path)

    assert built.codes == ["E307"]
    assert not built.has("/2024/01/ثان/")
    assert (again.codes, page.parent.exists()) == ([], False)


def test_a_slip_in_a_withdrawal_does_not_keep_the_text_online(tmp_path: Path) -> None:
    """The last good version stands, but not of what the newsroom wants gone."""
    build(tmp_path, report("a", "نص سرهم.", title="خبر") + GOOD)
    built = build(tmp_path, report("a", "نص سرهم.", title="خبر", withdrawn="{date: 2018-13-01, reason: خطأ}"))

    assert built.codes == ["E138", "E126"]
    assert rebuild(tmp_path).codes == ["E126"]
    assert "سرهم" not in built.everything()
    assert built.has("/2024/03/سليم/")


@pytest.mark.parametrize("line", ["draft: false", "draft: لا"])
def test_a_slip_beside_a_plain_no_keeps_the_last_good_version(tmp_path: Path, line: str) -> None:
    key, value = line.split(": ")
    build(tmp_path, report("a", title="خبر"))
    built = build(tmp_path, report("a", title="خبر", **{key: value, "date": "2024-13-01"}))

    assert built.codes == ["E126"]
    assert built.has("/2024/01/خبر/")


HIDDEN = (
    report("secret", title="سر", slug="secret", date="2026-12-01", aliases="[/old-secret/]")
    + "-- content/pages/plan.md --\n---\ntitle: خطة\ndraft: true\n---\n"
)


@pytest.mark.parametrize(
    "address",
    ["/plan/", "/old-secret/", "/2026/12/secret/index.html", "https://news.example/2026/12/secret/", "/plan/#أ"],
)
def test_no_way_of_writing_a_link_gives_a_hidden_address_away(tmp_path: Path, address: str) -> None:
    built = build(tmp_path, HIDDEN + report("open", f"انظر [هنا]({address})."))

    assert "انظر <a>هنا</a>." in built.page("/2024/01/خبر/")
    assert "secret" not in built.everything()
    assert "/plan/" not in built.everything()


def test_files_named_in_decomposed_letters_are_found(tmp_path: Path) -> None:
    """As a repository made on a Mac may have them: T-2.25."""
    write(tmp_path, report("open", "[هنا](أخبار.md)"))
    name = unicodedata.normalize("NFD", "أخبار")
    built = build(tmp_path, report(name, title="ثان"))

    assert built.codes == []
    assert 'href="/2024/01/%D8%AB%D8%A7%D9%86/"' in built.page("/2024/01/خبر/")


def test_two_files_of_one_name_are_told_and_neither_overwrites_the_other_in_silence(tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "أخبار")
    built = build(tmp_path, report(name, title="أول") + report("أخبار", title="ثان"))

    assert (built.codes, built.exit_code) == (["E109"], 1)
    assert built.outcome.reports == 1


def test_files_that_are_not_read_are_said(tmp_path: Path) -> None:
    write(tmp_path, report("می\u200cخواهم", title="أول"))
    (tmp_path / "content" / "reports" / "b.MD").write_text("x", encoding="utf-8")
    built = build(tmp_path)

    assert built.codes == ["W148"]
    assert built.has("/2024/01/أول/")


def test_a_state_folder_that_cannot_be_used_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    build(tmp_path, GOOD)

    assert unusable(rebuild(tmp_path, state=str(tmp_path / "taken"))) == "E235"
    assert unusable(rebuild(tmp_path, output=str(tmp_path / "taken" / "x"))) == "E230"


def unusable(built: Built) -> str:
    (code,) = built.codes
    assert built.exit_code == 2
    return code


def test_a_heading_cannot_take_the_themes_place_nor_another_headings(tmp_path: Path) -> None:
    built = build(tmp_path, report("a", '## w-main\n\n## x\n\n<p id="x">نص</p>'))
    page = built.page("/2024/01/خبر/")

    assert page.count('id="w-main"') == 1
    assert page.count('id="x"') == 1


def test_a_host_that_would_become_another_is_refused(tmp_path: Path) -> None:
    built = build(tmp_path, report("a", "[هنا](http://fa\u00df.example/)"))

    assert built.codes == ["W141"]
    assert "fass.example" not in built.everything()


def test_a_report_with_a_thousand_tags_is_told_to_choose(tmp_path: Path) -> None:
    tags = "، ".join(f"وسم {number}" for number in range(1000))
    built = build(tmp_path, report("a", tags=tags) + GOOD)

    assert built.codes == ["E129"]
    assert built.has("/2024/03/سليم/")
