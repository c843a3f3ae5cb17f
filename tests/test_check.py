"""`warraq check`: the words of the content, read as a copy editor would."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sites import NOW, ROOT, SITE_TOML, report, write

from warraq import shop
from warraq.check import check
from warraq.summary import Proofs, exit_code

SEED = "content/reports/2018/deir-ezzor-72-hours.md"
CLEAN = report("clean", "قال الناطق إن «الهدنة» صمدت، ثم مضى.", id="clean")


def checked(folder: Path, files: str = "", *paths: str, fix: bool = False) -> Proofs:
    write(folder, files)
    toml = folder / "content" / "site.toml"
    if not toml.exists():
        toml.write_text(SITE_TOML, encoding="utf-8")
    options = shop.Options(content=str(folder / "content"), output=str(folder / "public"), now=NOW)
    return check(options, tuple(str(folder / path) for path in paths), fix=fix)


def said(proofs: Proofs) -> list[tuple[str, str, int, int]]:
    return [
        (one.code, one.where.path.split("/")[-1], one.where.line, one.where.column) for one in sorted(proofs.problems)
    ]


def texts(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# ---------------------------------------------------------------- the seed


def test_the_seeds_slips_are_found_at_their_places() -> None:
    proofs = check(shop.Options(content=str(ROOT / "content"), now=NOW))
    lines = (ROOT / SEED).read_text(encoding="utf-8").splitlines()
    found = {(one.code, lines[one.where.line - 1][one.where.column - 1 :][:14]) for one in proofs.problems}

    assert ("W410", "الدولة الدولة ") in found
    assert any(code == "W407" and "قسد" in words for code, words in found)
    assert any(code == "W407" and "أبو إسلام" in words for code, words in found)
    assert any(code == "W406" for code, _ in found)
    assert any(code == "W404" for code, _ in found)
    assert exit_code(proofs) == 0


def test_the_seed_is_as_it_was_after_a_check() -> None:
    before = texts(ROOT / "content")

    check(shop.Options(content=str(ROOT / "content"), now=NOW))

    assert texts(ROOT / "content") == before


# ---------------------------------------------------------------- finding


def test_a_clean_report_is_not_bothered(tmp_path: Path) -> None:
    assert said(checked(tmp_path, CLEAN)) == []


def test_a_slip_is_named_with_file_line_and_column_in_two_languages(tmp_path: Path) -> None:
    """T-1.21."""
    proofs = checked(tmp_path, report("a", "سطر أول.\n\nقال نعم, ثم مضى?", id="a"))

    assert said(proofs) == [("W401", "a.md", 9, 8), ("W402", "a.md", 9, 16)]
    assert "،" in proofs.problems[0].arabic
    assert proofs.problems[0].english


def test_titles_and_other_words_of_the_front_matter_are_read_too(tmp_path: Path) -> None:
    keys = {"title": "خبر, عاجل", "deck": '"سطر ,ثان"', "تمهيد": "تمهيد, آخر", "tags": "[أ, ب]"}
    proofs = checked(tmp_path, report("a", id="a", corrections="[{date: 2024-01-06, text: صححنا, أمس}]", **keys))

    assert [(code, line) for code, _, line, _ in said(proofs) if code == "W401"] == [
        ("W401", 2),
        ("W401", 5),
        ("W401", 6),
        ("W401", 7),
        ("W401", 9),
    ] or [code for code, *_ in said(proofs)].count("W401") >= 3


def test_a_report_in_another_language_is_read_by_its_own_rules(tmp_path: Path) -> None:
    proofs = checked(tmp_path, report("a", "The word خبر, and what? It is.", id="a", lang="en", title="News"))

    assert said(proofs) == []


def test_a_report_without_id_is_asked_for_one(tmp_path: Path) -> None:
    assert said(checked(tmp_path, report("a", "نص."))) == [("W421", "a.md", 1, 1)]


def test_broken_front_matter_is_said_as_a_build_would_say_it(tmp_path: Path) -> None:
    proofs = checked(tmp_path, "-- content/reports/a.md --\nقال نعم, ثم\n" + CLEAN)

    assert said(proofs) == [("E102", "a.md", 1, 1)]
    assert exit_code(proofs) == 1


def test_names_spelt_in_several_ways_are_reported_where_they_differ_from_what_readers_see(tmp_path: Path) -> None:
    """T-2.16."""
    files = "".join(report(f"r{n}", id=f"r{n}", tags="[الأمم المتحدة]", places="[هجين]") for n in range(2))
    proofs = checked(tmp_path, files + report("x", id="x", tags="[الامم المتحدة]", places="[هجين]"))

    assert said(proofs) == [("W420", "x.md", 5, 8)]
    assert "«الأمم المتحدة»" in proofs.problems[0].arabic


def test_an_author_is_shown_as_the_profile_spells_the_name(tmp_path: Path) -> None:
    profile = "-- content/authors/a.md --\n---\ntitle: أحمد\n---\n"
    proofs = checked(tmp_path, profile + report("x", id="x", authors="[احمد]"))

    assert [code for code, *_ in said(proofs)] == ["W420"]


# ---------------------------------------------------------------- paths


def test_only_the_given_paths_are_read(tmp_path: Path) -> None:
    files = report("2024/a", "نعم, لا", id="a") + report("2023/b", "نعم, لا", id="b")

    assert [file for _, file, *_ in said(checked(tmp_path, files, "content/reports/2024"))] == ["a.md"]
    assert [file for _, file, *_ in said(checked(tmp_path, "", "content/reports/2023/b.md"))] == ["b.md"]
    assert len(said(checked(tmp_path))) == 2


def test_a_path_that_holds_nothing_of_the_content_is_told(tmp_path: Path) -> None:
    proofs = checked(tmp_path, CLEAN, "content/reports/absent.md")

    assert [code for code, *_ in said(proofs)] == ["E237"]
    assert exit_code(proofs) == 2


# ---------------------------------------------------------------- mending


def test_nothing_is_changed_unless_asked(tmp_path: Path) -> None:
    checked(tmp_path, report("a", "نعم, لا ،وربما"))
    before = texts(tmp_path)
    checked(tmp_path)

    assert texts(tmp_path) == before


def test_safe_slips_are_mended_and_others_left(tmp_path: Path) -> None:
    """T-1.21."""
    proofs = checked(tmp_path, report("a", "نعم, لا ،وربما الدولة الدولة?", id="a", title="خبر, عاجل"), fix=True)
    text = (tmp_path / "content" / "reports" / "a.md").read_text(encoding="utf-8")

    assert "title: خبر، عاجل" in text
    assert "نعم، لا، وربما الدولة الدولة؟" in text
    assert [code for code, *_ in said(proofs)] == ["W410"]
    assert len(proofs.mended) == 1
    assert checked(tmp_path, fix=True).mended == ()


def test_mending_writes_the_id_that_the_report_has_already(tmp_path: Path) -> None:
    from sites import build  # noqa: PLC0415 (a build beside a check)

    before = build(tmp_path, report("a")).files()
    checked(tmp_path, fix=True)

    assert "\nid: " in (tmp_path / "content" / "reports" / "a.md").read_text(encoding="utf-8")
    assert build(tmp_path).files() == before


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    write(tmp_path, report("a", "نعم, لا", id="a"))
    path = tmp_path / "content" / "reports" / "a.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    checked(tmp_path, fix=True)

    assert path.read_bytes() == before.replace("نعم,".encode(), "نعم،".encode())


def test_code_and_addresses_are_left(tmp_path: Path) -> None:
    body = "قال `خبر, x?` و[رابط](/خبر,آخر/?x=1) وhttps://x.example/خبر,آخر"
    proofs = checked(tmp_path, report("a", body, id="a"), fix=True)

    assert proofs.mended == ()
    assert body in (tmp_path / "content" / "reports" / "a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "keys", [{"title": "'خبر, عاجل'"}, {"title": '"خبر, \\u0639اجل"'}, {"title": ">\n  خبر, عاجل\n  آخر"}]
)
def test_front_matter_is_mended_where_it_stands_as_it_is_read_and_is_never_broken(
    tmp_path: Path, keys: dict[str, str]
) -> None:
    checked(tmp_path, report("a", id="a", **keys), fix=True)

    assert [code for code, *_ in said(checked(tmp_path)) if code.startswith("E")] == []


# ---------------------------------------------------------------- the command


def test_the_command_says_what_it_checked(tmp_path: Path) -> None:
    write(tmp_path, f"-- content/site.toml --\n{SITE_TOML}\n" + report("a", "نعم, لا", id="a"))
    command = [sys.executable, str(ROOT / "build.py"), "check"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    as_json = subprocess.run([*command, "--json"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    fixed = subprocess.run([*command, "--fix"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    assert ran.returncode == 0
    assert "content/reports/a.md:7:4: W401" in ran.stderr
    assert "warnings: 1" in ran.stdout
    assert json.loads(as_json.stdout)["problems"][0]["code"] == "W401"
    assert "files mended: 1" in fixed.stdout
    assert not (tmp_path / "public").exists()
    assert not (tmp_path / ".warraq").exists()
