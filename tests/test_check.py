"""`warraq check`: the words of the content, read as a copy editor would."""

import errno
import json
import os
import re
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import NOW, ROOT, SITE_TOML, report, write

from warraq import arabic, config, dialect, markup, mend, shop, source
from warraq.check import check
from warraq.frontmatter import Context
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


def test_a_name_is_pointed_at_under_its_key_and_not_where_the_title_says_it(tmp_path: Path) -> None:
    """T-2.16."""
    files = "".join(report(f"r{n}", id=f"r{n}", tags="[الأمم المتحدة]", series="الأمم المتحدة") for n in range(2))
    keys = {"title": "أخبار الامم المتحدة", "وسوم": "هجين، الامم المتحدة", "سلسله": "'الامم المتحدة'"}
    proofs = checked(tmp_path, files + report("x", "عن الامم المتحدة.", id="x", **keys))

    assert said(proofs) == [("W420", "x.md", 5, 13), ("W420", "x.md", 6, 9)]


def test_what_an_outlet_keeps_in_extra_is_not_read(tmp_path: Path) -> None:
    files = report("a", id="a", extra="{title: 'قال ,نص', text: 'قال ,نص'}")

    assert said(checked(tmp_path, files)) == []


@pytest.mark.parametrize("key", ["معرف", "ID", "معرّف", "'id'"])
def test_an_id_is_known_in_any_spelling_of_its_key(tmp_path: Path, key: str) -> None:
    proofs = checked(tmp_path, report("a", **{key: "my-id"}), fix=True)

    assert (said(proofs), proofs.mended) == ([], ())


@pytest.mark.parametrize("key", ["Lang", "لغه"])
def test_the_language_is_known_in_any_spelling_of_its_key(tmp_path: Path, key: str) -> None:
    body = "کتاب می‌خوانم خوب خوب."

    assert said(checked(tmp_path, report("a", body, id="a", **{key: "fa"}))) == []


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


# ---------------------------------------------------------------- mending nothing but the slips


@cache
def _markup(_language: str) -> markup.Markup:
    return markup.Markup(dialect.Manner("إلى {}"))


def mended(data: str | bytes) -> str:
    """A report's text as `--fix` would leave it."""
    raw = data.encode("utf-8") if isinstance(data, str) else data
    context = Context(config.read(SITE_TOML, "site.toml")[0], "content", frozenset())
    one = source.Source("reports/a.md", "reports", len(raw), 0)
    return mend.mended(one, raw, context, _markup).decode("utf-8")


HEAD = "---\ntitle: خبر\ndate: 2024-01-05\nid: a\n---\n"


@pytest.mark.parametrize(
    "body",
    [
        "انظر [هنا](#کتاب)\n\n## کتاب\n",
        "\u200b# نص\n",
        "\u200b- نص\n",
        "[نص][ر]\n\n[ر]: <حلب ,دمشق.md>\n",
        "نص[^1][تقرير](حلب,دمشق.md)\n\n[^1]: حاشية\n",
        "ابحث في example.org/بحث?ق=نص ثم\n",
        "ابحث في [نص](<حلب ,دمشق.md>) ثم\n",
    ],
)
def test_what_would_change_more_than_words_is_left(body: str) -> None:
    """T-1.21, T-2.26."""
    assert mended(HEAD + body) == HEAD + body


def test_the_rest_is_mended_beside_a_passage_that_is_left() -> None:
    assert mended(HEAD + "نعم ,لا\n\n## کتاب\n\nربما ,غدا\n") == HEAD + "نعم، لا\n\n## کتاب\n\nربما، غدا\n"


@pytest.mark.parametrize("value", ["\u200b#هاشتاق عن الخبر", '\u200b"نص"', "\u200b~", "\u200b[نص]"])
def test_a_value_that_yaml_would_read_otherwise_is_left_and_the_others_mended(value: str) -> None:
    text = f"---\ntitle: خبر, عاجل\ndate: 2024-01-05\nid: a\nsummary: {value}\n---\nنعم, لا\n"

    assert mended(text) == text.replace(",", "،")


def test_a_title_whose_mending_would_move_the_report_is_left() -> None:
    """T-2.23."""
    text = HEAD.replace("خبر", "کتاب")

    assert arabic.slug("کتاب", style="arabic", fallback="") != arabic.slug("كتاب", style="arabic", fallback="")
    assert mended(text) == text
    assert mended(text.replace("id: a", "id: a\nslug: x")) == HEAD.replace("خبر", "كتاب").replace(
        "id: a", "id: a\nslug: x"
    )


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_line_ends_stay_even_where_they_are_mixed(end: str) -> None:
    text = HEAD.replace("\n", end) + "نعم ,لا\r\nسطر\rآخر\nنهاية ,ما"

    assert mended(text) == text.replace(" ,", "، ")


def test_lines_that_are_not_in_normal_form_are_left_as_they_are() -> None:
    left = "قال ,نص cafe\u0301 \u202e وما\x01\n"

    assert mended(HEAD + left + "وقال ,نص\n") == HEAD + left + "وقال، نص\n"


def test_controls_of_direction_are_mended_on_both_their_lines_or_on_neither() -> None:
    torn = "أول \u202bثان\nثالث\u202c رابع"

    assert mended(HEAD + torn) == HEAD + "أول \u2067ثان\nثالث\u2069 رابع"
    assert mended(HEAD + torn + " e\u0301") == HEAD + torn + " e\u0301"


@pytest.mark.parametrize(
    ("front", "wanted"),
    [
        ("  title: خبر\n  date: 2024-01-05\n", "  id: {}\n  title: خبر\n  date: 2024-01-05\n"),
        ("# كلام\ntitle: خبر\ndate: 2024-01-05\n", "id: {}\n# كلام\ntitle: خبر\ndate: 2024-01-05\n"),
        ("{title: خبر, date: 2024-01-05}\n", "{title: خبر, date: 2024-01-05}\n"),
        ("{\n  title: خبر, date: 2024-01-05\n}\n", "{\n  title: خبر, date: 2024-01-05\n}\n"),
        ("? title\n: خبر\n? date\n: 2024-01-05\n", "? title\n: خبر\n? date\n: 2024-01-05\n"),
    ],
)
def test_an_id_is_written_where_it_fits_and_else_left_out(front: str, wanted: str) -> None:
    id_line = mended("---\ntitle: خبر\ndate: 2024-01-05\n---\n").splitlines()[1]

    made = mended(f"---\n{front}---\nنعم, لا\n")

    assert made == f"---\n{wanted.replace('id: {}', id_line)}---\nنعم، لا\n"


def test_mending_brings_no_new_error_and_minds_no_old_one() -> None:
    text = "---\ntitle: خبر, عاجل\nid: a\n---\nنعم, لا\n"

    assert mended(text) == text.replace(",", "،")


PIECES = st.sampled_from(
    [
        *[
            "نص",
            "قال ,نص",
            "کتاب",
            "كـــتاب",
            "حلب,دمشق",
            " ",
            " ؟",
            "«",
            "»",
            '"',
            "(",
            ")",
            "[",
            "]",
            "](حلب,دمشق.md)",
        ],
        *["](<ا ,ب>)", "![", "`", "\n```\n", "**", "\n\n", "\n", "\r\n", "\r", "\n- ", "\n# ", "\n## ", "\n> ", " | "],
        *["[^1]", "\n\n[^1]: ", "\n\n[ر]: <ا ,ب>\n", "[ر]", "{#ا,ب}", "<b>", "</b>", "<pre>", "</pre>", "\n\n    "],
        *["example.org/بحث?ق=نص,ما", "http://x.org/ا,ب", "\u200b", "\u202b", "\u202c", "\u2067", "e\u0301", "\u202e"],
    ]
)
TITLES = st.text(st.sampled_from("نصخبر ,،؟?\u200b\u202b\u202cکـ#~\"':«»"), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(TITLES, st.lists(PIECES, max_size=14).map("".join))
def test_mending_changes_slips_alone_and_is_done_in_one_run(title: str, body: str) -> None:
    """T-1.21."""
    text = f"---\ntitle: خبر\nslug: x\ndate: 2024-01-05\nid: a\ndeck: {title}\n---\n{body}"
    once = mended(text)
    before, after = (re.split("\r\n|\r|\n", each) for each in (text, once))
    changed = [old for old, new in zip(before, after, strict=True) if old != new]
    made, kept = (_markup("").read(arabic.normal("\n".join(lines[7:]))) for lines in (after, before))

    assert mended(once) == once
    assert re.findall("\r\n|\r|\n", once) == re.findall("\r\n|\r|\n", text)
    assert all(unicodedata.is_normalized("NFC", line) and "\u202e" not in line for line in changed)
    assert (made.links, made.images) == (kept.links, kept.images)
    assert re.findall(r' id="[^"]*"', made.html) == re.findall(r' id="[^"]*"', kept.html)
    assert re.findall("(?s)<code>.*?</code>", made.html) == re.findall("(?s)<code>.*?</code>", kept.html)


# ---------------------------------------------------------------- files that cannot be written


def test_a_file_that_cannot_be_written_is_told_and_the_others_are_mended(tmp_path: Path) -> None:
    files = "".join(report(name, "نعم, لا", id=name) for name in "abc")
    write(tmp_path, files)
    locked = tmp_path / "content" / "reports" / "b.md"
    locked.chmod(0o444)
    before = locked.read_bytes()

    proofs = checked(tmp_path, fix=True)

    assert said(proofs) == [("E238", "b.md", 1, 1), ("W401", "b.md", 7, 4)]
    assert os.strerror(errno.EACCES) in proofs.problems[0].english
    assert exit_code(proofs) == 1
    assert [path[-4:] for path in proofs.mended] == ["a.md", "c.md"]
    assert (locked.read_bytes(), locked.stat().st_mode & 0o777) == (before, 0o444)


def test_a_file_with_the_longest_name_is_mended_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    name = "ا" * 125
    proofs = checked(tmp_path, report(name, "نعم, لا", id="a"), fix=True)

    assert len(proofs.mended) == 1
    assert [path.name for path in (tmp_path / "content" / "reports").iterdir()] == [f"{name}.md"]


def test_a_file_with_two_names_keeps_its_permissions_when_it_is_mended(tmp_path: Path) -> None:
    write(tmp_path, report("a", "نعم, لا", id="a"))
    path = tmp_path / "content" / "reports" / "a.md"
    path.chmod(0o640)
    os.link(path, tmp_path / "other.md")

    proofs = checked(tmp_path, fix=True)

    assert len(proofs.mended) == 1
    assert path.stat().st_mode & 0o777 == 0o640


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
