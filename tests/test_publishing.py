"""When a report may be seen: drafts, embargoes, expiry, withdrawal, slips that must not stop the rest."""

from pathlib import Path

import pytest
from sites import SITE_TOML, Built, build, rebuild, report, write

from warraq import output, urls

DAY = 86_400
MARK = "سرّهم"
MARKED = {
    "title": f"عنوان {MARK}",
    "id": "secret-id",
    "kicker": f"تمهيد {MARK}",
    "deck": f"سطر {MARK}",
    "summary": f"ملخص {MARK}",
    "section": "culture",
    "tags": f"[وسم {MARK}]",
    "places": f"[مكان {MARK}]",
    "authors": f"[كاتب {MARK}]",
    "sources": f"[مصدر {MARK}]",
    "series": f"سلسلة {MARK}",
    "content_warning": f"تحذير {MARK}",
    "copyright": f"حقوق {MARK}",
    "license": f"رخصة {MARK}",
    "aliases": "[/secret-alias/]",
    "extra": f"{{خاص: {MARK}}}",
    "corrections": f"[{{date: 2025-01-02, text: تصويب {MARK}}}]",
    "breaking": "true",
    "featured": "true",
}
MARKED_BODY = f"متن {MARK}\n\n## فصل {MARK}"
CULTURE = SITE_TOML + '\n[sections.culture]\nname = "الثقافة"\n'
WITH_CULTURE = f"-- content/site.toml --\n{CULTURE}"
OPEN = report("open", title="خبر علني", date="2024-01-05", tags="[علني]", authors="[كاتب]", id="open-id")
FORBIDDEN = ("سرهم", MARK, "secret-id", "secret-alias", "%D8%B3%D8%B1%D9%87%D9%85")


def secret(**keys: object) -> str:
    """The secret report, with these keys changed; None takes a key away."""
    return report("secret", MARKED_BODY, **({"date": "2025-01-01"} | MARKED | keys))


def traces(built: Built) -> list[str]:
    """The files that show anything of the secret report, in their names or in their bytes."""
    return [
        name
        for name, data in built.files().items()
        for word in FORBIDDEN
        if word in name or word.encode("utf-8") in data
    ]


HIDDEN = {
    "a draft": {"draft": "true"},
    "an embargoed report": {"date": "2026-01-01 12:00"},
    "an expired report": {"expires": "2025-12-31"},
    "an expired draft under embargo": {"draft": "نعم", "date": "2027-01-01", "expires": "2027-02-01"},
}


def test_the_probe_finds_the_secret_where_it_is_published(tmp_path: Path) -> None:
    built = build(tmp_path, WITH_CULTURE + OPEN + secret())

    assert built.codes == []
    assert len(traces(built)) > 20
    for field in (
        "/sections/culture/",
        "/tags/",
        "/places/",
        "/series/",
        "/authors/",
        "/corrections/",
        "/",
        "/archive/2025/01/",
    ):
        assert MARK in built.page(field)
    for name in ("feed.xml", "sections/culture/feed.xml"):
        assert MARK in (built.public / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("keys", HIDDEN.values(), ids=HIDDEN.keys())
def test_what_may_not_be_seen_is_nowhere(tmp_path: Path, keys: dict[str, str]) -> None:
    built = build(tmp_path / "with", WITH_CULTURE + OPEN + secret(**keys))
    without = build(tmp_path / "without", WITH_CULTURE + OPEN)

    assert built.codes == []
    assert traces(built) == []
    assert built.files() == without.files()
    assert built.outcome.reports == 1


@pytest.mark.parametrize("keys", HIDDEN.values(), ids=HIDDEN.keys())
def test_what_may_not_be_seen_claims_no_address_and_no_identity(tmp_path: Path, keys: dict[str, str]) -> None:
    files = report("open", title="خبر علني", date="2024-01-05", id="secret-id", aliases="[/secret-alias/]")

    built = build(tmp_path, WITH_CULTURE + files + secret(**keys))

    assert built.codes == []
    assert built.has("/secret-alias/")


@pytest.mark.parametrize("keys", HIDDEN.values(), ids=HIDDEN.keys())
def test_a_link_to_what_may_not_be_seen_keeps_its_words_only(tmp_path: Path, keys: dict[str, str]) -> None:
    files = report("open", "انظر [تقريرنا](secret.md).", title="خبر علني")

    built = build(tmp_path, WITH_CULTURE + files + secret(**keys))

    assert built.codes == ["W142"]
    assert "انظر <a>تقريرنا</a>" in built.page("/2024/01/خبر-علني/")
    assert traces(built) == []


@pytest.mark.parametrize("keys", HIDDEN.values(), ids=HIDDEN.keys())
def test_the_address_of_what_may_not_be_seen_is_not_given_away_by_a_link(tmp_path: Path, keys: dict[str, str]) -> None:
    address = f"/{keys.get('date', '2025-01-01')[:7].replace('-', '/')}/taken/"
    files = report("open", f"انظر [تقريرنا]({address}).", title="خبر علني")

    built = build(tmp_path, WITH_CULTURE + files + secret(slug="taken", **({"date": "2025-01-01"} | keys)))

    assert built.has("/2024/01/خبر-علني/")
    assert [name for name, data in built.files().items() if address.encode() in data] == []
    assert built.codes == ["W142"]


def test_a_draft_is_shown_only_on_demand(tmp_path: Path) -> None:
    files = WITH_CULTURE + OPEN + secret(draft="true")

    shown = build(tmp_path, files, drafts=True)

    assert shown.has("/2025/01/عنوان-سرهم/")
    assert "مسودة" in shown.page("/2025/01/عنوان-سرهم/")
    assert shown.outcome.reports == 2
    assert shown.codes == ["W291"]
    again = rebuild(tmp_path)
    assert traces(again) == []
    assert again.outcome.removed > 5


def test_a_draft_of_a_standing_page_or_a_profile_is_nowhere(tmp_path: Path) -> None:
    drafts = f"""
-- content/pages/plan.md --
---
title: خطة {MARK}
draft: true
aliases: [/secret-alias/]
---
{MARK}
-- content/authors/a.md --
---
title: كاتب
slug: secret-id
deck: {MARK}
draft: true
---
{MARK}
"""
    built = build(tmp_path, OPEN + drafts)

    assert traces(built) == []
    assert not built.has("/plan/")
    assert rebuild(tmp_path, drafts=True).has("/plan/")


# ---------------------------------------------------------------- time


def test_an_embargo_ends_at_its_moment_and_not_a_second_before(tmp_path: Path) -> None:
    built = build(tmp_path, OPEN + secret(section=None, date="2026-01-01 12:00"))

    assert built.outcome.next_moment == "2026-01-01T12:00:00+03:00"
    before = rebuild(tmp_path, as_of="2026-01-01 11:59:59")
    assert traces(before) == []
    assert before.outcome.written == 0
    after = rebuild(tmp_path, as_of="2026-01-01 12:00")
    assert after.has("/2026/01/عنوان-سرهم/")
    assert after.outcome.next_moment == "2026-01-03T12:00:00+03:00"  # it leaves the news


def test_an_expired_report_leaves_no_file_and_no_empty_folder(tmp_path: Path) -> None:
    built = build(tmp_path, OPEN + secret(section=None, expires="2026-01-02 06:00"))

    assert built.outcome.next_moment == "2026-01-02T06:00:00+03:00"
    assert len(traces(rebuild(tmp_path, as_of="2026-01-02 05:59:59"))) > 10
    gone = rebuild(tmp_path, as_of="2026-01-02 06:00")
    assert traces(gone) == []
    assert not gone.has("/archive/2025/01/")
    assert empty_folders(gone.public) == []


def test_the_next_moment_is_the_nearest_of_all_that_wait(tmp_path: Path) -> None:
    files = (
        report("a", title="أول", corrections="[{date: 2026-01-05, text: تصويب سابق لأوانه}]")
        + report("b", title="ثان", date="2026-01-03")
        + report("c", title="ثالث", expires="2026-01-04")
        + report("d", title="رابع", date="2026-01-02", draft="true")
    )
    first = build(tmp_path, files)
    moments = [first.outcome.next_moment]
    while moments[-1] and len(moments) < 10:
        moments.append(rebuild(tmp_path, as_of=moments[-1]).outcome.next_moment)

    assert moments == ["2026-01-03T00:00:00+03:00", "2026-01-04T00:00:00+03:00", "2026-01-05T00:00:00+03:00", ""]
    assert rebuild(tmp_path, drafts=True).outcome.next_moment == "2026-01-02T00:00:00+03:00"


WAITING = {
    "an embargo": {"date": "2026-02-01"},
    "an expiry": {"expires": "2026-02-01"},
    "a correction": {"corrections": "[{date: 2026-02-01, text: تصويب}]"},
    "an update": {"updated": "2026-02-01"},
    "a withdrawn report that expires": {"withdrawn": "{date: 2025-01-01, reason: خطأ}", "expires": "2026-02-01"},
}


@pytest.mark.parametrize("keys", WAITING.values(), ids=WAITING.keys())
def test_the_site_differs_at_its_next_moment_and_not_before(tmp_path: Path, keys: dict[str, str]) -> None:
    build(tmp_path, report("a", title="أول") + report("b", title="ثان", **keys))

    before = rebuild(tmp_path, as_of="2026-01-31 23:59:59")
    assert before.outcome.written == 0
    after = rebuild(tmp_path, as_of="2026-02-01")
    assert after.outcome.written + after.outcome.removed > 0
    assert before.outcome.next_moment == "2026-02-01T00:00:00+03:00"


NOT_WAITING = {
    "a correction of a withdrawn report": {
        "withdrawn": "{date: 2025-01-01, reason: خطأ}",
        "corrections": "[{date: 2026-02-01, text: تصويب}]",
    },
    "a correction of an expired report": {
        "expires": "2025-01-01",
        "corrections": "[{date: 2026-02-01, text: تصويب}]",
    },
}


@pytest.mark.parametrize("keys", NOT_WAITING.values(), ids=NOT_WAITING.keys())
def test_no_moment_is_announced_at_which_nothing_differs(tmp_path: Path, keys: dict[str, str]) -> None:
    built = build(tmp_path, report("a", title="أول") + report("b", title="ثان", **keys))

    assert rebuild(tmp_path, as_of="2026-02-01").outcome.written == 0
    assert built.outcome.next_moment == ""


def test_a_correction_that_is_not_due_is_not_shown(tmp_path: Path) -> None:
    corrections = f"[{{date: 2025-06-01, text: تصويب معلن}}, {{date: 2026-06-01, text: تصويب {MARK}}}]"
    built = build(tmp_path, report(title="مصحح", corrections=corrections))

    assert traces(built) == []
    assert "تصويب معلن" in built.page("/corrections/")
    assert "تصويب معلن" in built.page("/2024/01/مصحح/")
    assert len(traces(rebuild(tmp_path, as_of="2026-06-01"))) >= 2


def test_an_update_that_is_not_due_is_not_shown(tmp_path: Path) -> None:
    built = build(tmp_path, report(title="خبر", updated="2026-06-07"))

    assert "2026-06-07" not in built.everything()


def test_the_corrections_page_lists_the_newest_first_with_a_link(tmp_path: Path) -> None:
    corrections = "[{date: 2024-02-01, text: التصويب الأول}, {date: 2024-03-01, text: التصويب الثالث}]"
    other = "[{date: 2024-02-15, text: التصويب الثاني}]"
    built = build(
        tmp_path, report("a", title="مصحح", corrections=corrections) + report("b", title="آخر", corrections=other)
    )
    page = built.page("/corrections/")

    assert page.index("التصويب الثالث") < page.index("التصويب الثاني") < page.index("التصويب الأول")
    assert 'href="/2024/01/%D9%85%D8%B5%D8%AD%D8%AD/"' in page


# ---------------------------------------------------------------- leaving


def empty_folders(public: Path) -> list[str]:
    return [str(folder) for folder in public.rglob("*") if folder.is_dir() and not any(folder.iterdir())]


def test_a_deleted_report_leaves_no_file_and_no_empty_folder(tmp_path: Path) -> None:
    build(tmp_path, OPEN + secret(section=None))
    (tmp_path / "content" / "reports" / "secret.md").unlink()
    built = rebuild(tmp_path)
    clean = build(tmp_path / "clean", OPEN)

    assert built.files() == clean.files()
    assert empty_folders(built.public) == []
    assert not (built.public / "2025").exists()


@pytest.mark.parametrize("change", [{"date": "2025-02-02"}, {"slug": "new"}, {"id": "new-id"}])
def test_a_renamed_report_leaves_no_file_and_no_empty_folder(tmp_path: Path, change: dict[str, str]) -> None:
    before = build(tmp_path, OPEN + report("secret", id="secret-id", title=f"عنوان {MARK}", date="2025-01-01")).files()
    changed = report("secret", **({"id": "secret-id", "title": f"عنوان {MARK}", "date": "2025-01-01"} | change))
    built = build(tmp_path, changed)
    clean = build(tmp_path / "clean", OPEN + changed)

    assert built.files() == clean.files() != before
    assert empty_folders(built.public) == []


def test_the_last_report_leaves_an_outlet_that_never_had_one(tmp_path: Path) -> None:
    build(tmp_path, secret(section=None))
    (tmp_path / "content" / "reports" / "secret.md").unlink()

    assert rebuild(tmp_path).files() == build(tmp_path / "clean").files()


def test_a_withdrawn_report_keeps_its_address_with_the_reason_and_nothing_of_itself(tmp_path: Path) -> None:
    keys = MARKED | {"slug": "taken", "id": "taken-id", "aliases": "[/was/]", "date": "2025-01-01"}
    before = traces(build(tmp_path, WITH_CULTURE + OPEN + report("secret", MARKED_BODY, **keys)))
    withdrawn = {"withdrawn": "{date: 2025-03-07, reason: لم يثبت الخبر}"}
    built = build(tmp_path, report("secret", MARKED_BODY, **(keys | withdrawn)))
    page = built.page("/2025/01/taken/")
    texts = {name: data.decode("utf-8", "replace") for name, data in built.files().items()}

    assert built.codes == []
    assert "لم يثبت الخبر" in page
    assert '<time datetime="2025-03-07">' in page
    assert len(before) > 20
    assert traces(built) == []
    assert [name for name, text in texts.items() if "taken" in text] == [
        "2025/01/taken/index.html",
        "atom.xml",  # whoever fetched the text is given the reason in its place
        "feed.json",
        "feed.xml",
        "lite/2025/01/taken/index.html",
        "s/taken-id/index.html",
        "sections/culture/feed.xml",
        "was/index.html",
    ]
    assert built.outcome.reports == 1
    assert not built.has("/archive/2025/")
    assert not built.has("/tags/وسم-سرهم/")


def test_a_withdrawn_report_may_be_published_again(tmp_path: Path) -> None:
    files = OPEN + secret(section=None, withdrawn="{date: 2025-03-07, reason: لم يثبت الخبر}")
    build(tmp_path, files)
    again = build(tmp_path, secret(section=None))

    assert again.files() == build(tmp_path / "clean", OPEN + secret(section=None)).files()


# ---------------------------------------------------------------- slips


def test_a_bad_file_never_stops_the_good_ones(tmp_path: Path) -> None:
    files = (
        OPEN + report("bad", title=None) + report("worse", عنون="خطأ") + "-- content/reports/none.md --\nبلا ترويسة\n"
    )
    (tmp_path / "content" / "reports").mkdir(parents=True)
    (tmp_path / "content" / "reports" / "bytes.md").write_bytes(b"---\ntitle: \xff\n---\n")
    built = build(tmp_path, files)

    assert built.exit_code == 1
    assert built.codes == ["E110", "E101", "E102", "E112"]
    assert built.has("/2024/01/خبر-علني/")
    assert built.outcome.reports == 1


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31 23:59", "1900-01-01", "1918-05-01 12:00"])
@pytest.mark.parametrize("zone", ["Asia/Damascus", "America/New_York"])
def test_a_date_from_the_edge_of_time_never_stops_the_good_ones(tmp_path: Path, date: str, zone: str) -> None:
    toml = "-- content/site.toml --\n" + SITE_TOML.replace("Asia/Damascus", zone)
    files = (
        OPEN + report("odd", title="غريب", date=date) + report("odder", title="أغرب", expires=date, date="0002-01-01")
    )

    assert build(tmp_path, toml + files).has("/2024/01/خبر-علني/")


def test_the_last_good_version_of_a_broken_report_stays_everywhere(tmp_path: Path) -> None:
    good = secret(section=None)
    before = build(tmp_path, OPEN + good).files()
    broken = build(tmp_path, good.replace("title:", "عنون:").replace("متن", "متن مغلوط"))

    assert broken.exit_code == 1
    assert broken.outcome.written == 0
    assert broken.outcome.removed == 0
    assert broken.files() == before
    fixed = build(tmp_path, good.replace("متن", "متن مصحح"))
    assert fixed.exit_code == 0
    assert "متن مصحح" in fixed.page("/2025/01/عنوان-سرهم/")
    assert "متن مصحح" in (fixed.public / "feed.xml").read_text(encoding="utf-8")


def test_the_last_good_version_stays_in_lists_that_grow(tmp_path: Path) -> None:
    good = secret(section=None)
    build(tmp_path, good)
    built = build(tmp_path, good.replace("title:", "عنون:") + report("new", title="جديد", tags=f"[وسم {MARK}]"))

    assert built.outcome.reports == 2
    assert "عنوان سرّهم" in built.page("/tags/وسم-سرهم/")
    assert "جديد" in built.page("/tags/وسم-سرهم/")


def test_a_broken_report_still_expires(tmp_path: Path) -> None:
    good = secret(section=None, expires="2026-02-01")
    build(tmp_path, OPEN + good)
    build(tmp_path, good.replace("title:", "عنون:"))

    assert traces(rebuild(tmp_path, as_of="2026-02-01")) == []


def test_a_broken_report_that_is_deleted_is_gone(tmp_path: Path) -> None:
    good = secret(section=None)
    build(tmp_path, OPEN + good)
    build(tmp_path, good.replace("title:", "عنون:"))
    (tmp_path / "content" / "reports" / "secret.md").unlink()
    built = rebuild(tmp_path)

    assert traces(built) == []
    assert built.exit_code == 0


def test_strict_writes_nothing_where_anything_is_wrong(tmp_path: Path) -> None:
    before = build(tmp_path, OPEN).files()
    built = build(tmp_path, report("new", title="جديد") + report("bad", title=None), strict=True)

    assert built.exit_code == 1
    assert built.outcome.refused
    assert built.files() == before
    assert rebuild(tmp_path).has("/2024/01/جديد/")


def test_strict_makes_no_output_folder_for_a_first_build_that_is_wrong(tmp_path: Path) -> None:
    built = build(tmp_path, OPEN + report("bad", title=None), strict=True)

    assert built.exit_code == 1
    assert not built.public.exists()


def test_strict_writes_nothing_for_two_claims_to_one_address(tmp_path: Path) -> None:
    built = build(tmp_path, report("a") + report("b"), strict=True)

    assert built.codes == ["E301"]
    assert not built.public.exists()


def test_strict_publishes_what_has_only_warnings(tmp_path: Path) -> None:
    built = build(tmp_path, report(body="[رابط](nowhere.md)", title="خبر علني"), strict=True)

    assert built.codes == ["W142"]
    assert built.exit_code == 0
    assert built.has("/2024/01/خبر-علني/")


def test_the_exit_code_says_published_wrong_or_unusable(tmp_path: Path) -> None:
    assert build(tmp_path / "a", OPEN).exit_code == 0
    assert build(tmp_path / "b", OPEN + report("bad", title=None)).exit_code == 1
    assert build(tmp_path / "c", "-- content/site.toml --\nname = 1\n").exit_code == 2
    assert build(tmp_path / "d", OPEN, theme="no-such-theme").exit_code == 2


def test_an_unusable_outlet_leaves_the_last_site_as_it_was(tmp_path: Path) -> None:
    before = build(tmp_path, OPEN).files()
    built = build(tmp_path, "-- content/site.toml --\nname = \n")

    assert built.exit_code == 2
    assert built.files() == before


def test_a_warning_is_said_again_at_every_build(tmp_path: Path) -> None:
    build(tmp_path, report(body="[رابط](nowhere.md)"))

    assert rebuild(tmp_path).codes == ["W142"]


def test_a_page_that_cannot_be_written_is_said_and_the_rest_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = output.write
    file = urls.file_of("/2024/01/خبر-علني/")

    def full(root: Path, name: str, data: bytes, *_: object) -> output.Outcome:
        if name == file:
            raise OSError(28, "No space left on device")
        return right(root, name, data)

    write(tmp_path, OPEN)
    monkeypatch.setattr(output, "write", full)
    built = build(tmp_path)

    assert built.codes == ["E304"]
    assert built.exit_code == 1
    assert built.has("/tags/علني/")
    monkeypatch.undo()
    assert rebuild(tmp_path).has("/2024/01/خبر-علني/")


# ---------------------------------------------------------------- front matter in Arabic


def test_front_matter_may_be_arabic_from_end_to_end(tmp_path: Path) -> None:
    """T-2.31."""
    keys = {"عنوان": "هدنة في حلب", "تاريخ": "٢٠٢٤-٠١-٠٥ ١٤:٣٠", "قسم": "الميدان", "وسوم": "هدنة، حلب", "بارز": "نعم"}
    front = "\n".join(f"{key}: {value}" for key, value in keys.items())
    built = build(tmp_path, f"-- content/reports/a.md --\n---\n{front}\n---\nنص.\n")
    page = built.page("/2024/01/هدنة-في-حلب/")

    assert built.codes == []
    assert 'datetime="2024-01-05T14:30:00+03:00"' in page
    assert built.has("/tags/هدنة/")
    assert built.has("/tags/حلب/")


def test_an_error_in_it_is_said_in_arabic_with_file_and_line(tmp_path: Path) -> None:
    """T-2.31."""
    built = build(tmp_path, "-- content/reports/a.md --\n---\nعنوان: خبر\nتارخ: ٢٠٢٤-٠١-٠٥\n---\nنص.\n")
    found = next(one for one in built.outcome.problems if one.code == "E112")

    assert (found.where.path.endswith("content/reports/a.md"), found.where.line) == (True, 3)
    assert found.arabic == "المفتاح «تارخ» غير معروف. هل تقصد «تاريخ»؟"
