"""Lists: pages numbered from the oldest, names that meet in every spelling, the front page, the archive."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from rich import SHOWN, Reading, pages, rich
from sites import NOW, SITE_TOML, Built, build, rebuild, report

from warraq import pressroom, shop, urls
from warraq.archive import Questions, read_only
from warraq.model import EVERYTHING, Report
from warraq.site import Site

PAGED = "-- content/site.toml --\n" + SITE_TOML.replace("timezone", "per_page = 2\ntimezone")


def numbered(numbers: range, **keys: Any) -> str:
    """Reports 1, 2, 3 … each a day after the other."""
    return "".join(report(f"r{n:02}", title=f"خبر {n}", id=f"r{n:02}", date=f"2024-01-{n:02}", **keys) for n in numbers)


def headlines(page: str) -> list[str]:
    """The titles that a list shows, in order."""
    reading = Reading(page)
    return [one.text for one in reading.all("a") if {"h2", "h3", "h4"} & set(one.ancestors) and "main" in one.ancestors]


def named(page: str) -> list[str]:
    """The titles of reports on a list's page."""
    return [title for title in headlines(page) if title.startswith("خبر")]


def listed(index: Reading) -> list[str]:
    """The names of an index, in order."""
    return [one.text for one in index.all("a") if {"main", "ul"} <= set(one.ancestors)]


LISTS = {
    "section": ({"section": "field"}, "/sections/field/"),
    "tag": ({"tags": "[وسم]"}, "/tags/وسم/"),
    "place": ({"places": "[حلب]"}, "/places/حلب/"),
    "author": ({"authors": "[كاتب]"}, "/authors/كاتب/"),
    "series": ({"series": "دفتر"}, "/series/دفتر/"),
    "month": ({}, "/archive/2024/01/"),
}


EVERY_LIST: dict[str, Any] = {name: value for keys, _ in LISTS.values() for name, value in keys.items()}


@pytest.mark.parametrize("count", range(1, 8))
def test_each_report_stands_on_exactly_one_page_of_its_list(tmp_path: Path, count: int) -> None:
    built = build(tmp_path, PAGED + numbered(range(1, count + 1), **EVERY_LIST))
    for _, path in LISTS.values():
        fronts = [path] + [f"{path}page/{n}/" for n in range(10) if built.has(f"{path}page/{n}/")]
        shown = [title for front in fronts for title in named(built.page(front))]

        assert sorted(shown) == sorted(f"خبر {n}" for n in range(1, count + 1))
        assert len(fronts) == 1 + max(0, count // 2 - 1)


def test_pages_are_numbered_from_the_oldest_and_the_front_has_the_newest(tmp_path: Path) -> None:
    built = build(tmp_path, PAGED + numbered(range(1, 8), section="field"))

    assert named(built.page("/sections/field/")) == ["خبر 7", "خبر 6", "خبر 5"]
    assert named(built.page("/sections/field/page/1/")) == ["خبر 2", "خبر 1"]
    assert named(built.page("/sections/field/page/2/")) == ["خبر 4", "خبر 3"]
    assert not built.has("/sections/field/page/3/")


def test_numbered_pages_are_the_same_for_ever(tmp_path: Path) -> None:
    seen: dict[str, bytes] = {}
    for count in range(2, 12):
        files = build(tmp_path, PAGED + numbered(range(count, count + 1), **EVERY_LIST)).files()
        assert [name for name, data in seen.items() if files[name] != data] == []
        for _, path in LISTS.values():
            inside = {name: data for name, data in files.items() if name.startswith(f"{path[1:]}page/")}
            inside.pop(f"{path[1:]}page/{len(inside)}/index.html", None)  # the newest one leads to the next
            seen |= inside
    assert len(seen) == 3 * len(LISTS)


def test_one_new_report_touches_few_files(tmp_path: Path) -> None:
    keys = {"section": "field", "tags": "[وسم]", "authors": "[كاتب]"}
    build(tmp_path, PAGED.replace("per_page", "lite = false\nper_page") + numbered(range(1, 30), **keys))
    built = build(tmp_path, numbered(range(30, 31), **keys))

    assert built.outcome.pages > 120
    assert built.outcome.written < 30
    assert built.outcome.removed == 0


def test_the_neighbours_of_a_page_lead_through_the_whole_list(tmp_path: Path) -> None:
    built = build(tmp_path, PAGED + numbered(range(1, 10), section="field"))
    path, walked = "/sections/field/", ["/sections/field/"]
    while older := [one.attributes["href"] for one in Reading(built.page(path)).all("a", rel="next")]:
        path = older[0]
        walked.append(path)
    back = [path]
    while newer := [one.attributes["href"] for one in Reading(built.page(path)).all("a", rel="prev")]:
        path = newer[0]
        back.append(path)

    assert walked == ["/sections/field/", *(f"/sections/field/page/{n}/" for n in (3, 2, 1))]
    assert back == walked[::-1]


def test_a_back_dated_report_takes_its_place(tmp_path: Path) -> None:
    build(tmp_path, PAGED + numbered(range(2, 8), section="field"))
    built = build(tmp_path, numbered(range(1, 2), section="field"))

    assert built.files() == build(tmp_path / "clean", PAGED + numbered(range(1, 8), section="field")).files()


def test_reports_of_one_moment_have_an_order_that_does_not_depend_on_their_files(tmp_path: Path) -> None:
    one = report("a", title="خبر 1", id="z1") + report("b", title="خبر 2", id="a2")
    other = report("b", title="خبر 1", id="z1") + report("a", title="خبر 2", id="a2")

    assert build(tmp_path / "one", one).files() == build(tmp_path / "other", other).files()


def test_the_corrections_are_paged_from_the_oldest_too(tmp_path: Path) -> None:
    made = ", ".join(f"{{date: 2024-02-{day:02}, text: صححنا {day}.}}" for day in range(1, 6))
    built = build(tmp_path, PAGED + report(corrections=f"[{made}]"))

    assert "صححنا 1." in built.page("/corrections/page/1/")
    assert "صححنا 2." in built.page("/corrections/page/1/")
    assert "صححنا 5." in built.page("/corrections/")
    assert "صححنا 1." not in built.page("/corrections/")
    assert not built.has("/corrections/page/2/")


# ---------------------------------------------------------------- names


def test_spellings_of_one_name_are_one_list_under_the_most_used(tmp_path: Path) -> None:
    """T-2.16."""
    names = ["الامم المتحدة", "الأمم المتحدة", "الأُمم المتّحدة", "الأمم المتحدة", "الأمم المتحده"]
    files = "".join(
        report(f"r{n}", title=f"خبر {n}", date=f"2024-01-0{n + 1}", tags=f"[{name}]") for n, name in enumerate(names)
    )
    built = build(tmp_path, files)

    assert built.codes == []
    assert sorted(path.name for path in (built.public / "tags").iterdir()) == ["index.html", "الامم-المتحدة"]
    assert Reading(built.page("/tags/الامم-المتحدة/")).one("h1").text == "الأمم المتحدة"
    assert len(named(built.page("/tags/الامم-المتحدة/"))) == 5
    assert "الأمم المتحدة" in Reading(built.page("/2024/01/خبر-0/")).one("main").text


FIELDS = {"tags": "[{}]", "places": "[{}]", "authors": "[{}]", "series": "{}"}


def styled(style: str) -> str:
    """A `site.toml` with a slug style."""
    return PAGED.replace("per_page", f'slug_style = "{style}"\nper_page')


def folders(built: Built, field: str) -> list[str]:
    """The names' folders in a field."""
    return sorted(path.name for path in (built.public / field).iterdir() if path.is_dir())


@pytest.mark.parametrize(("style", "slug"), [("arabic", "الامم-المتحدة"), ("latin", "alamm-almthhdah")])
@pytest.mark.parametrize("field", FIELDS)
def test_a_name_with_and_without_its_hamza_is_one_name(tmp_path: Path, style: str, slug: str, field: str) -> None:
    """T-2.16."""
    spellings = ["الامم المتحدة", "الأمم المتحدة", "الأمم المتحدة"]
    files = "".join(
        report(f"r{n}", title=f"خبر {n}", date=f"2024-01-0{n + 1}", **{field: FIELDS[field].format(name)})
        for n, name in enumerate(spellings)
    )
    built = build(tmp_path, styled(style) + files)

    assert built.codes == []
    assert folders(built, field) == [slug]
    assert Reading(built.page(f"/{field}/{slug}/")).one("h1").text == "الأمم المتحدة"
    assert sorted(named(built.page(f"/{field}/{slug}/"))) == ["خبر 0", "خبر 1", "خبر 2"]


@pytest.mark.parametrize(("style", "slugs"), [("arabic", ["سيف", "صيف"]), ("latin", ["ssyf", "syf"])])
@pytest.mark.parametrize("field", FIELDS)
def test_names_that_only_look_near_stay_apart(tmp_path: Path, style: str, slugs: list[str], field: str) -> None:
    """T-2.16, T-2.21: صيف is not سيف, in Latin letters either."""
    files = "".join(report(name, title=f"خبر {name}", **{field: FIELDS[field].format(name)}) for name in ("صيف", "سيف"))
    built = build(tmp_path, styled(style) + files)

    assert built.codes == []
    assert folders(built, field) == slugs


def test_a_name_given_twice_in_one_report_counts_once(tmp_path: Path) -> None:
    built = build(tmp_path, report("a", title="خبر 1", tags="[الأمم, الامم]"))

    assert "تقرير واحد" in Reading(built.page("/tags/")).one("main").text
    assert named(built.page("/tags/الأمم/")) == ["خبر 1"]


def test_a_later_spelling_does_not_move_the_page(tmp_path: Path) -> None:
    """T-2.16: the spelling that is shown is the most used one, the address is of the first."""
    first = build(tmp_path, report("a", title="خبر 1", date="2024-01-01", tags="[الامم]"))
    assert first.has("/tags/الامم/")
    built = build(
        tmp_path, "".join(report(f"b{n}", title=f"خبر {n}", date="2024-02-01", tags="[الأمم]") for n in range(2, 5))
    )

    assert built.has("/tags/الامم/")
    assert Reading(built.page("/tags/الامم/")).one("h1").text == "الأمم"


def test_an_index_has_the_names_in_the_alphabets_order_with_their_counts(tmp_path: Path) -> None:
    """T-2.14."""
    files = report("a", title="خبر 1", tags="[ياسمين, إدلب, أمن, بغداد]") + report("b", title="خبر 2", tags="[بغداد]")
    built = build(tmp_path, files)
    reading = Reading(built.page("/tags/"))

    assert listed(reading) == ["إدلب", "أمن", "بغداد", "ياسمين"]
    assert [one.text for one in reading.all("li") if "بغداد" in one.text] == ["بغداد تقريران"]


def test_the_sections_stand_in_the_newsrooms_order_also_those_without_reports(tmp_path: Path) -> None:
    built = build(tmp_path, report("a", title="خبر 1", section="politics"))
    reading = Reading(built.page("/sections/"))

    assert listed(reading) == ["الميدان", "السياسة"]
    assert named(built.page("/sections/field/")) == []
    assert "أخبار السياسة" in Reading(built.page("/sections/politics/")).one("main").text


def test_an_authors_list_has_the_profile_and_the_reports(tmp_path: Path) -> None:
    built = build(tmp_path, rich())
    page = Reading(built.page("/authors/salma/"))

    assert page.one("h1").text == "سلمى الحسن"
    assert "محررة الميدان" in page.one("main").text
    assert "كتبت عن البداية." in page.one("main").text
    assert {"ثاني الدفاتر", "بداية الحكاية"} <= set(headlines(built.page("/authors/salma/")))
    assert built.has("/authors/عمر-ب/")


def test_two_profiles_of_one_author_are_told(tmp_path: Path) -> None:
    profile = "-- content/authors/{name}.md --\n---\ntitle: كاتب\nslug: {name}\n---\nنص {name}.\n"
    built = build(tmp_path, report(authors="[كاتب]") + profile.format(name="one") + profile.format(name="two"))

    assert built.exit_code == 1
    assert "authors/one.md" in built.outcome.problems[0].english


# ---------------------------------------------------------------- two names with one slug


def tagged(*tags: str) -> str:
    """Reports with these tags, the first the oldest; their files stand in the other order."""
    return "".join(
        report(f"r{len(tags) - n}", title=f"خبر {n}", id=f"r{n}", date=f"2024-01-{n:02}", tags=f"['{tag}']")
        for n, tag in enumerate(tags, 1)
    )


def titles(built: Built, field: str = "tags") -> dict[str, str]:
    """What the page in each folder of a field is called."""
    return {name: Reading(built.page(f"/{field}/{name}/")).one("h1").text for name in folders(built, field)}


def test_of_two_names_with_one_slug_the_later_one_gets_a_number(tmp_path: Path) -> None:
    """T-2.21."""
    built = build(tmp_path, tagged("C#", "C++", "C!"))

    assert built.codes == []
    assert titles(built) == {"c": "C#", "c-2": "C++", "c-3": "C!"}
    assert named(built.page("/tags/c-2/")) == ["خبر 2"]
    assert "/tags/c-2/" in Reading(built.page("/2024/01/خبر-2/")).links()
    assert built.has("/tags/c-2/feed.xml")
    assert "/tags/c-3/" in built.page("/sitemap.xml")


def test_names_first_used_at_one_moment_are_numbered_by_file_then_by_name(tmp_path: Path) -> None:
    """T-2.21."""
    built = build(tmp_path, report("b", title="خبر 1", tags="[C!]") + report("a", title="خبر 2", tags="[C++, C#]"))

    assert titles(built) == {"c": "C#", "c-2": "C++", "c-3": "C!"}


def test_a_name_keeps_its_number_when_newer_reports_come(tmp_path: Path) -> None:
    """T-2.21: also when a newer name would have had that very slug."""
    older = tagged("C++", "C#")
    newer = report("z", title="خبر 9", date="2024-02-01", tags="[C 2, C!, وسم]")
    newer += report("a0", title="خبر 8", date="2024-02-01", tags="[C#]")
    build(tmp_path, older)
    built = build(tmp_path, newer)

    assert built.codes == []
    assert titles(built) == {"c": "C++", "c-2": "C#", "c-2-2": "C 2", "c-3": "C!", "وسم": "وسم"}
    assert built.files() == build(tmp_path / "clean", older + newer).files()


def test_a_number_never_makes_the_slug_of_an_older_name(tmp_path: Path) -> None:
    """T-2.21."""
    built = build(tmp_path, tagged("C 2", "C++", "C#"))

    assert built.codes == []
    assert titles(built) == {"c-2": "C 2", "c": "C++", "c-3": "C#"}


def test_names_of_two_fields_do_not_meet(tmp_path: Path) -> None:
    """T-2.21."""
    built = build(tmp_path, report(title="خبر 1", tags="[C++]", places="[C#]", authors="[C!]", series="C?"))

    assert built.codes == []
    assert [folders(built, field) for field in FIELDS] == [["c"]] * 4


PROFILE = "-- content/authors/{slug}.md --\n---\ntitle: {name}\nslug: {slug}\n---\nنص.\n"


def test_a_slug_that_a_profile_chose_goes_before_one_that_was_made(tmp_path: Path) -> None:
    """T-2.21."""
    older = report("a", title="خبر 1", date="2024-01-01", authors="[Jane Doe]")
    newer = report("b", title="خبر 2", date="2024-02-01", authors="[جين]")
    built = build(tmp_path, older + newer + PROFILE.format(name="جين", slug="jane-doe"))

    assert built.codes == []
    assert titles(built, "authors") == {"jane-doe": "جين", "jane-doe-2": "Jane Doe"}


def test_two_profiles_that_chose_one_slug_are_told(tmp_path: Path) -> None:
    """T-2.21: what an editor wrote is never changed in silence."""
    profiles = PROFILE.format(name="أحمد", slug="x") + PROFILE.format(name="سلمى", slug="x").replace("x.md", "y.md")
    built = build(tmp_path, report(title="خبر 1", authors="[أحمد, سلمى]") + profiles)

    assert built.codes == ["E301"]
    assert folders(built, "authors") == ["x"]


def test_slugs_that_are_one_where_case_does_not_count_are_told_apart(tmp_path: Path) -> None:
    """T-2.21, T-5.8: `straße` and `strasse` are one file for a system that ignores case."""
    files = report(title="خبر 1", authors="[سلمى, Strasse]") + PROFILE.format(name="سلمى", slug="straße")
    built = build(tmp_path, files)

    assert built.codes == []
    assert titles(built, "authors") == {"straße": "سلمى", "strasse-2": "Strasse"}


@pytest.mark.parametrize("name", ["CON", "aux", "Nul", "COM1", "🙂", "؟؟"])
def test_a_name_that_can_be_no_folder_has_a_page_all_the_same(tmp_path: Path, name: str) -> None:
    """T-2.20, T-5.8."""
    built = build(tmp_path, tagged(name))
    (slug,) = folders(built, "tags")

    assert built.codes == []
    assert urls.is_slug(slug)
    assert titles(built) == {slug: name}


LONG = {
    "one word": ("ط" * 80, "ط" * 78 + "-2"),
    "heavy letters": ("ࢠ" * 66, "ࢠ" * 66 + "-2"),
    "heavy words": ("ࢠ" * 65 + " abcd", "ࢠ" * 65 + "-2"),
    "words": ("كلمة " * 15 + "كلمتا", "كلمة-" * 15 + "2"),
}


@pytest.mark.parametrize(("name", "wanted"), LONG.values(), ids=LONG)
def test_a_slug_with_a_number_is_no_longer_than_a_slug_may_be(tmp_path: Path, name: str, wanted: str) -> None:
    """T-2.22: 80 letters, 200 bytes, cut at a word where there is one."""
    built = build(tmp_path, tagged(f"{name}!", f"{name}?", f"{name}؟؟"))
    slugs = list(titles(built))

    assert set(built.codes) <= {"W260"}  # letters that no newspaper has are in no font of it
    assert len(slugs) == 3
    assert wanted in slugs
    assert [slug for slug in slugs if len(slug) > 80 or len(slug.encode()) > 200 or not urls.is_slug(slug)] == []


# ---------------------------------------------------------------- by date


def test_the_archive_counts_the_reports_of_each_month(tmp_path: Path) -> None:
    built = build(tmp_path, rich())
    text = Reading(built.page("/archive/")).one("main").text
    year = Reading(built.page("/archive/2024/")).one("main").text

    assert text.index("2025") < text.index("2024") < text.index("2023")
    assert year.index("آذار") < year.index("شباط") < year.index("كانون الثاني")
    assert [line.split()[-2:] for line in year.splitlines() if "كانون الثاني" in line] == [["3", "تقارير"]]
    assert not built.has("/archive/2024/05/")
    assert not built.has("/archive/2026/")


def test_the_months_hold_every_shown_report_once(tmp_path: Path) -> None:
    built = build(tmp_path, rich())
    shown = [
        title
        for name, page in pages(built.public).items()
        if name.startswith("archive/20") and name.count("/") > 2
        for title in [one.text for one in page.all("a") if "h3" in one.ancestors]
    ]

    assert len(shown) == len(set(shown)) == SHOWN == built.outcome.reports


# ---------------------------------------------------------------- a page shows its own past


def test_a_report_shows_only_earlier_ones(tmp_path: Path) -> None:
    built = build(tmp_path, PAGED + numbered(range(1, 7), section="field"))

    def earlier(number: int) -> list[str]:
        page = Reading(built.page(f"/2024/01/خبر-{number}/"))
        return [one.text for one in page.all("a") if "aside" in one.ancestors]

    assert earlier(1) == []
    assert earlier(2) == ["خبر 1"]
    assert earlier(6) == ["خبر 5", "خبر 4", "خبر 3"]


def test_a_report_of_a_series_shows_earlier_ones_of_its_series(tmp_path: Path) -> None:
    files = numbered(range(1, 4), section="field", series="دفتر") + numbered(range(4, 7), section="field")
    last = numbered(range(7, 8), section="field", series="دفتر")
    built = build(tmp_path, files + last)
    page = Reading(built.page("/2024/01/خبر-7/"))

    assert [one.text for one in page.all("a") if "aside" in one.ancestors] == ["خبر 3", "خبر 2", "خبر 1"]


def test_a_new_report_leaves_every_earlier_page_as_it_was(tmp_path: Path) -> None:
    files = PAGED + numbered(range(1, 7), section="field", tags="[وسم]", series="دفتر")
    before = build(tmp_path, files).files()
    after = build(tmp_path, numbered(range(7, 8), section="field", tags="[وسم]", series="دفتر")).files()
    reports = [name for name in before if name.startswith("2024/")]

    assert len(reports) == 6
    assert [name for name in reports if before[name] != after[name]] == []


# ---------------------------------------------------------------- the front page


@pytest.mark.parametrize("count", [1, 2, 5, 12, 28])
def test_no_story_stands_twice_on_the_front_page(tmp_path: Path, count: int) -> None:
    sections = ("field", "politics", None)
    files = "".join(numbered(range(n, n + 1), section=sections[n % 3], featured=n == 2) for n in range(1, count + 1))
    built = build(tmp_path, files)
    shown = named(built.page("/"))

    assert len(shown) == len(set(shown)) == count
    assert shown[0] == ("خبر 2" if 2 <= count <= 11 else f"خبر {count}")


def test_an_outlet_without_any_report_builds(tmp_path: Path) -> None:
    built = build(tmp_path)

    assert built.codes == []
    assert built.exit_code == 0
    for path in (
        "/",
        "/404.html",
        "/archive/",
        "/corrections/",
        "/tags/",
        "/sections/",
        "/sections/field/",
        "/authors/",
    ):
        assert len(Reading(built.page(path)).all("main")) == 1
    for path in ("/feed.xml", "/sitemap.xml", "/robots.txt", "/sections/field/feed.xml"):
        assert built.has(path)


def test_an_outlet_without_sections_builds(tmp_path: Path) -> None:
    toml = "-- content/site.toml --\n" + SITE_TOML.partition("[sections")[0]
    built = build(tmp_path, toml + report("a", title="خبر 1"))

    assert built.codes == []
    assert named(built.page("/")) == ["خبر 1"]


def test_the_page_of_a_dead_address_leads_back(tmp_path: Path) -> None:
    built: Built = build(tmp_path, numbered(range(1, 8)))
    page = Reading(built.page("/404.html"))

    assert page.one("meta", name="robots").attributes["content"] == "noindex"
    assert page.links()[:4] == ["/", "/archive/", "/sections/field/", "/sections/politics/"]
    assert unquote(page.links()[4]) == "/2024/01/خبر-7/"
    assert rebuild(tmp_path).outcome.written == 0


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [("false", ["أحمد", "الرقة", "باسل", "دمشق"]), ("true", ["أحمد", "باسل", "دمشق", "الرقة"])],
)
def test_an_index_leaves_the_article_out_of_its_order_where_asked(
    tmp_path: Path, asked: str, wanted: list[str]
) -> None:
    """T-2.14."""
    toml = f"-- content/site.toml --\n{SITE_TOML}\n[arabic]\nsort_without_article = {asked}\n"
    built = build(tmp_path, toml + report("a", tags="[باسل, الرقة, دمشق, أحمد]"))
    page = built.page("/tags/")

    assert sorted(wanted, key=lambda name: page.index(f">{name}<")) == wanted


# ---------------------------------------------------------------- what is made once for many lists


def site_of(built: Built) -> Site:
    options = shop.Options(
        content=str(built.folder / "content"),
        output=str(built.public),
        state=str(built.folder / ".warraq"),
        now=NOW,
        started=NOW,
    )
    opened = shop.opened(options)
    return pressroom.site_of(opened, Questions(read_only(opened.state / "archive.sqlite")))


def test_what_was_made_of_a_report_is_made_once_while_few_are_asked_for(tmp_path: Path) -> None:
    site = site_of(build(tmp_path, numbered(range(1, 4))))
    made: list[str] = []

    def title(_: Site, report: Report) -> str:
        made.append(report.title)
        return report.title

    first, second, third = site.newest(EVERYTHING, 3)
    said = [site.maker(title, 2)(number) for number in (first, second, first, third, first, second)]

    assert said == ["خبر 3", "خبر 2", "خبر 3", "خبر 1", "خبر 3", "خبر 2"]
    assert made == ["خبر 3", "خبر 2", "خبر 1", "خبر 2"]


# ---------------------------------------------------------------- the calendar of a month


def calendar(page: str) -> dict[str, str]:
    """The days that a month's calendar leads to, by their names."""
    return {one.text: one.attributes["href"] for one in Reading(page).all("a") if "table" in one.ancestors}


def test_a_day_of_the_calendar_leads_to_its_reports_on_whatever_page_they_stand(tmp_path: Path) -> None:
    built = build(tmp_path, PAGED + numbered(range(1, 8)) + report("z", title="خبر 9", date="2024-01-03"))
    days = calendar(built.page("/archive/2024/01/"))
    shown = {}
    for day, href in days.items():
        path, _, part = href.partition("#")
        section = next(one for one in Reading(built.page(path)).all("section") if one.attributes.get("id") == part)
        shown[day] = [name for name in ("خبر 1", "خبر 3", "خبر 7") if name in section.text]

    assert list(days) == ["1", "2", "3", "4", "5", "6", "7"]
    assert (shown["1"], shown["3"], shown["7"]) == (["خبر 1"], ["خبر 3"], ["خبر 7"])
    assert len({href.partition("#")[0] for href in days.values()}) == 4


def test_the_calendar_has_whole_weeks_from_saturday_and_stands_on_the_front_of_a_month_only(tmp_path: Path) -> None:
    """T-2.11."""
    built = build(tmp_path, PAGED + numbered(range(1, 8), section="field"))
    month = Reading(built.page("/archive/2024/01/"))
    cells = [one.text for one in month.all("td")]

    assert [one.text for one in month.all("th")][::6] == ["السبت", "الجمعة"]
    assert cells[:9] == ["", "", "1", "2", "3", "4", "5", "6", "7"]
    assert len(cells) == 35
    for path in ("/archive/2024/01/page/1/", "/sections/field/"):
        assert Reading(built.page(path)).all("table") == []


def test_a_report_that_moves_to_another_day_moves_in_the_calendar(tmp_path: Path) -> None:
    build(tmp_path, PAGED + numbered(range(1, 8)))
    moved = report("r03", title="خبر 3", id="r03", date="2024-01-20")
    built = build(tmp_path, moved)

    assert list(calendar(built.page("/archive/2024/01/"))) == ["1", "2", "4", "5", "6", "7", "20"]
    clean = build(tmp_path / "clean", PAGED + numbered(range(1, 8)).replace(numbered(range(3, 4)), moved))
    assert built.page("/archive/2024/01/") == clean.page("/archive/2024/01/")


def test_the_front_has_the_day_of_its_newest_report_whatever_leads_and_whenever_it_is_built(tmp_path: Path) -> None:
    """No page has a today: the same archive is the same front on any day."""
    files = report("a", title="خبر 1", date="2024-01-05", featured="true") + report(
        "b", title="خبر 2", date="2024-01-07"
    )
    first = build(tmp_path, files)
    header = first.page("/").partition("<main")[0]

    assert 'datetime="2024-01-07"' in header
    assert "الأحد 7 كانون الثاني 2024" in header
    assert rebuild(tmp_path, now=NOW + 86_400 * 40).page("/") == first.page("/")
