"""A new title does not move a published report: `slugs.lock` (T-2.23)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import NOW, Built, build, rebuild, report

from warraq import pins

OLD, NEW = "/2024/01/عنوان-أول/", "/2024/01/عنوان-ثان/"
LOCK = "content/slugs.lock"


def first(folder: Path, **keys: str) -> Built:
    return build(folder, report("a", title="عنوان أول", **keys) + report("b", title="آخر"))


def lock(folder: Path) -> list[str]:
    path = folder / LOCK
    return path.read_text(encoding="utf-8").splitlines()[2:] if path.exists() else []


def test_a_new_title_leaves_the_address_and_says_so(tmp_path: Path) -> None:
    """T-2.23."""
    first(tmp_path, id="one")
    built = build(tmp_path, report("a", title="عنوان ثان", id="one"))

    assert built.has(OLD)
    assert not built.has(NEW)
    assert "<h1><bdi>عنوان ثان</bdi></h1>" in built.page(OLD)
    assert lock(tmp_path) == ["one عنوان-أول"]
    assert built.codes == ["W150"]
    assert rebuild(tmp_path).codes == []


def test_a_clean_build_elsewhere_gives_the_same_site(tmp_path: Path) -> None:
    """T-2.23: what keeps the address is part of the content, not of this machine's memory."""
    first(tmp_path)
    built = build(tmp_path, report("a", title="عنوان ثان"))
    clean = rebuild(tmp_path, output=str(tmp_path / "elsewhere"), state=str(tmp_path / "anew"))

    elsewhere = Built(tmp_path, clean.outcome).files()
    assert {path.name for path in (tmp_path / "elsewhere" / "2024" / "01").iterdir()} == {"عنوان-أول", "آخر"}
    assert built.files() == elsewhere


def test_a_second_new_title_changes_nothing_more(tmp_path: Path) -> None:
    first(tmp_path, id="one")
    build(tmp_path, report("a", title="عنوان ثان", id="one"))
    built = build(tmp_path, report("a", title="عنوان ثالث", id="one"))

    assert built.has(OLD)
    assert lock(tmp_path) == ["one عنوان-أول"]


def test_a_slug_in_the_front_matter_wins(tmp_path: Path) -> None:
    """T-2.23."""
    first(tmp_path, id="one")
    built = build(tmp_path, report("a", title="عنوان ثان", id="one", slug="عنوان-ثان", aliases=f"[{OLD}]"))

    assert built.has(NEW)
    assert f"url={_encoded(NEW)}" in built.page(OLD)
    assert lock(tmp_path) == []
    assert built.codes == []


def _encoded(path: str) -> str:
    from warraq import urls  # noqa: PLC0415 (only here)

    return urls.encoded(path)


def test_a_report_that_moves_without_an_alias_is_told(tmp_path: Path) -> None:
    first(tmp_path, id="one")
    built = build(tmp_path, report("a", title="عنوان أول", id="one", date="2024-02-05"))

    assert built.codes == ["W151"]
    assert OLD in built.outcome.problems[0].arabic
    assert built.exit_code == 0


@pytest.mark.parametrize("keys", [{"draft": "true"}, {"date": "2030-01-05"}, {"expires": "2024-03-01"}])
def test_what_readers_do_not_have_may_still_change_its_address(tmp_path: Path, keys: dict[str, str]) -> None:
    first(tmp_path, id="one", **keys)
    built = build(tmp_path, report("a", title="عنوان ثان", id="one"))

    assert built.has(NEW)
    assert lock(tmp_path) == []


def test_a_file_that_is_moved_and_retitled_stays_too(tmp_path: Path) -> None:
    first(tmp_path, id="one")
    (tmp_path / "content" / "reports" / "a.md").unlink()
    built = build(tmp_path, report("2024/z", title="عنوان ثان", id="one"))

    assert built.has(OLD)
    assert lock(tmp_path) == ["one عنوان-أول"]


def test_a_change_of_style_is_no_change_of_title(tmp_path: Path) -> None:
    first(tmp_path, id="one")
    toml = tmp_path / "content" / "site.toml"
    toml.write_text('slug_style = "id"\n' + toml.read_text(encoding="utf-8"), encoding="utf-8")
    built = rebuild(tmp_path)

    assert built.has("/2024/01/one/")
    assert lock(tmp_path) == []


def test_a_preview_with_drafts_pins_no_draft(tmp_path: Path) -> None:
    build(tmp_path, report("a", title="عنوان أول", draft="true"), drafts=True)
    built = build(tmp_path, report("a", title="عنوان ثان", draft="true"), drafts=True)

    assert built.has(NEW)
    assert lock(tmp_path) == []


def test_a_look_at_another_day_writes_down_nothing(tmp_path: Path) -> None:
    """What was never public must not come out in an address later."""
    build(tmp_path, report("a", title="اسم الشاهد", date="2026-06-01"), as_of="2026-07-01")
    build(tmp_path, report("a", title="شهادة", date="2026-06-01"), as_of="2026-07-01")
    built = rebuild(tmp_path, now=NOW + 365 * 86400)

    assert lock(tmp_path) == []
    assert built.has("/2026/06/شهادة/")
    assert "الشاهد" not in built.everything()


def test_a_look_at_an_earlier_day_forgets_nothing(tmp_path: Path) -> None:
    first(tmp_path, id="one")
    build(tmp_path, report("a", title="عنوان ثان", id="one"), as_of="2023-01-01")
    built = rebuild(tmp_path)

    assert built.has(OLD)
    assert built.codes == ["W150"]


@pytest.mark.parametrize("hidden", [{"draft": "true"}, {"date": "2030-01-05"}])
def test_a_report_that_is_taken_in_for_a_while_comes_back_to_its_address(
    tmp_path: Path, hidden: dict[str, str]
) -> None:
    first(tmp_path, id="one")
    build(tmp_path, report("a", **({"title": "عنوان أول", "id": "one"} | hidden)))
    build(tmp_path, report("a", **({"title": "عنوان ثان", "id": "one"} | hidden)))
    built = build(tmp_path, report("a", title="عنوان ثان", id="one"))

    assert built.has(OLD)


def test_another_report_in_the_same_file_is_another_report(tmp_path: Path) -> None:
    first(tmp_path)
    build(tmp_path, report("a", title="عنوان ثان"))
    built = build(tmp_path, report("a", title="مباراة اليوم", date="2024-05-05"))

    assert built.has("/2024/05/مباراة-اليوم/")
    assert not built.has("/2024/05/عنوان-أول/")


def test_what_never_had_a_page_is_not_kept_at_its_address(tmp_path: Path) -> None:
    both = report("a", title="خبر عاجل", id="a1") + report("b", title="خبر عاجل", id="b1", date="2024-01-06")
    assert build(tmp_path, both).codes == ["E301"]
    built = build(tmp_path, report("b", title="خبر آخر", id="b1", date="2024-01-06"))

    assert built.codes == []
    assert built.has("/2024/01/خبر-آخر/")
    assert lock(tmp_path) == []


def test_the_twin_of_an_id_does_not_move_the_one_that_has_it(tmp_path: Path) -> None:
    build(tmp_path, report("a", title="الف", id="x") + report("b", title="باء", id="x", date="2024-01-06"))
    build(tmp_path, report("b", title="تاء", id="x", date="2024-01-06"))
    built = rebuild(tmp_path)

    assert built.has("/2024/01/الف/")
    assert lock(tmp_path) == []


def test_a_kept_slug_goes_with_a_renamed_file_and_with_an_id_that_comes_later(tmp_path: Path) -> None:
    first(tmp_path)
    build(tmp_path, report("a", title="عنوان ثان"))
    (tmp_path / "content" / "reports" / "a.md").rename(tmp_path / "content" / "reports" / "z.md")
    renamed = rebuild(tmp_path)
    named = build(tmp_path, report("z", title="عنوان ثان", id="my-id"))
    both = build(tmp_path, report("z", title="عنوان ثالث", id="other-id"))

    assert [built.has(OLD) for built in (renamed, named, both)] == [True, True, True]


def test_a_refused_build_writes_nothing_into_the_content(tmp_path: Path) -> None:
    first(tmp_path, id="one")
    broken = report("a", title="عنوان ثان", id="one") + "-- content/reports/bad.md --\nلا ترويسة\n"
    refused = build(tmp_path, broken, strict=True)
    (tmp_path / "content" / "reports" / "bad.md").unlink()

    assert refused.outcome.refused
    assert lock(tmp_path) == []
    assert rebuild(tmp_path).codes == ["W150"]


def test_a_change_of_date_moves_a_report_and_says_so_once(tmp_path: Path) -> None:
    first(tmp_path)
    built = build(tmp_path, report("a", title="عنوان أول", date="2024-02-05"))

    assert built.codes == ["W151"]
    assert rebuild(tmp_path).codes == []


def test_a_lock_that_cannot_be_written_stops_the_build_and_the_last_site_stands(tmp_path: Path) -> None:
    before = first(tmp_path, id="one").files()
    (tmp_path / LOCK).symlink_to(tmp_path / "content" / "site.toml")
    built = build(tmp_path, report("a", title="عنوان ثان", id="one"))

    assert built.exit_code == 2
    assert built.files() == before
    assert 'name = "منصة' in (tmp_path / "content" / "site.toml").read_text(encoding="utf-8")


def test_a_line_that_cannot_be_read_is_named_and_the_others_count(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / LOCK).write_text("# شرح\none ../../etc\none مسار\n\nkaput\none again\n", encoding="utf-8")
    built = first(tmp_path, id="one")

    assert [(found.code, found.where.line) for found in built.outcome.problems] == [
        ("E139", 2),
        ("E139", 5),
        ("E139", 6),
    ]
    assert built.has("/2024/01/مسار/")


def test_what_people_wrote_into_the_lock_stays_when_an_entry_is_added(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    text = "\ufeff# ملاحظة\n<<<<<<< HEAD\nzz مسار\n"
    (tmp_path / LOCK).write_text(text, encoding="utf-8")
    first(tmp_path, id="one")
    built = build(tmp_path, report("a", title="عنوان ثان", id="one"))
    lines = (tmp_path / LOCK).read_text(encoding="utf-8").splitlines()

    assert lines == ["# ملاحظة", "<<<<<<< HEAD", "one عنوان-أول", "zz مسار"]
    assert "E139" in built.codes


IDS = st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)


@given(st.dictionaries(IDS, st.sampled_from(["خبر", "a-b", "عام-2024", "x"])))
def test_what_is_written_is_read_back(kept: dict[str, str]) -> None:
    found = pins.read(pins.written(pins.Pins({}), kept), "slugs.lock")

    assert (found.slugs, found.problems) == (kept, ())
