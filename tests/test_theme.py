"""Themes: what is wrong with one is said before a page is written, and the default one keeps its promises."""

import re
import shutil
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import msgspec
import pytest
from rich import DIWAN, Element, Reading, pages, rich, spoil
from sites import NOTICE, Built, build, rebuild, report

from warraq import render, theme, views
from warraq.media.cards import Card
from warraq.media.icons import Icon
from warraq.views import Address, Page


def refused(tmp_path: Path) -> Built:
    """A site that stood, built with the spoilt theme: nothing of it may have moved."""
    before = build(tmp_path, report(corrections="[{date: 2024-02-01, text: ت}]"), theme=str(DIWAN)).files()
    built = rebuild(tmp_path, theme="mine")

    assert built.exit_code == 2
    assert built.files() == before
    return built


def only(built: Built) -> tuple[str, int, str, str]:
    """The one problem of a build: file name, line, code, words."""
    (found,) = built.outcome.problems
    return Path(found.where.path).name, found.where.line, found.code, found.english


# ---------------------------------------------------------------- what is refused


def test_a_sound_copy_is_accepted(tmp_path: Path, mine: Path) -> None:
    built = build(tmp_path, report(), theme="mine")

    assert mine.is_dir()
    assert built.codes == []
    assert built.has("/")


def test_a_dynamic_include_is_refused(tmp_path: Path, mine: Path) -> None:
    spoil(mine / "templates" / "page.html", "{% block main %}", "{% block main %}\n{% include page.title %}")

    assert only(refused(tmp_path))[::2] == ("page.html", "E222")


def test_a_dynamic_parent_is_refused(tmp_path: Path, mine: Path) -> None:
    spoil(mine / "templates" / "page.html", '{% extends "base.html" %}', "{% extends page.title %}")

    assert only(refused(tmp_path))[::2] == ("page.html", "E222")


def test_an_unknown_name_is_refused_at_its_line(tmp_path: Path, mine: Path) -> None:
    line = spoil(mine / "templates" / "page.html", '<div class="text">', '<div class="text">{{ config.name }}')
    file, where, code, words = only(refused(tmp_path))

    assert (file, where, code) == ("page.html", line, "E221")
    assert "'config'" in words


@pytest.mark.parametrize("name", ["range(3)", "dict()", "lipsum()", "cycler", "namespace()", "joiner"])
def test_a_template_sees_nothing_of_jinjas_own(tmp_path: Path, mine: Path, name: str) -> None:
    spoil(mine / "templates" / "page.html", '<div class="text">', f'<div class="text">{{{{ {name} }}}}')

    assert only(refused(tmp_path))[2] == "E221"


def test_a_slip_of_syntax_is_refused_at_its_line(tmp_path: Path, mine: Path) -> None:
    line = spoil(mine / "templates" / "page.html", '<div class="text">', '<div class="text">{{ page. }}')

    assert only(refused(tmp_path))[:3] == ("page.html", line, "E221")


def test_an_unknown_filter_is_refused_at_its_line(tmp_path: Path, mine: Path) -> None:
    line = spoil(mine / "templates" / "page.html", '<div class="text">', '<div class="text">{{ page.title|nosuch }}')

    assert only(refused(tmp_path))[:3] == ("page.html", line, "E221")


def test_a_missing_template_is_named(tmp_path: Path, mine: Path) -> None:
    (mine / "templates" / "year.html").unlink()
    (found,) = refused(tmp_path).outcome.problems

    assert found.code == "E223"
    assert "year.html" in found.english


def test_an_include_of_a_template_that_is_not_there_is_refused(tmp_path: Path, mine: Path) -> None:
    spoil(mine / "templates" / "report.html", "{% block main %}", '{% block main %}\n{% include "nosuch.html" %}')
    (found,) = refused(tmp_path).outcome.problems

    assert found.code in {"E221", "E223"}
    assert "nosuch.html" in found.english


def test_a_string_that_no_language_has_is_named_at_its_line(tmp_path: Path, mine: Path) -> None:
    line = spoil(mine / "templates" / "page.html", '<div class="text">', '<div class="text">{{ t("no.such") }}')
    found = refused(tmp_path).outcome.problems

    assert {(Path(one.where.path).name, one.where.line, one.code) for one in found} == {("page.html", line, "E224")}
    assert [one for one in found if "ar: no.such" in one.english]


def test_a_string_that_one_language_lacks_is_named(tmp_path: Path, mine: Path) -> None:
    spoil(mine / "strings" / "ar.toml", "archive = ", "archives = ")
    found = refused(tmp_path).outcome.problems

    assert {one.code for one in found} == {"E224"}
    assert {one.english.rpartition("'")[0].rpartition("'")[2] for one in found} == {"ar: nav.archive"}


@pytest.mark.parametrize("form", ["zero", "one", "two", "few", "many", "other"])
def test_a_plural_form_that_is_missing_is_named_with_its_key(tmp_path: Path, mine: Path, form: str) -> None:
    strings = mine / "strings" / "ar.toml"
    text = strings.read_text(encoding="utf-8")
    head, mark, tail = text.partition("[reports]\n")
    strings.write_text(head + mark + re.sub(rf"(?m)^{form} = .*\n", "", tail, count=1), encoding="utf-8")
    found = refused(tmp_path).outcome.problems

    assert [one.code for one in found if "'reports'" in one.english and f"'{form}'" in one.english] == ["E225"]


def test_another_contract_is_refused(tmp_path: Path, mine: Path) -> None:
    spoil(mine / "theme.toml", "contract = 1", "contract = 2")

    assert only(refused(tmp_path))[::2] == ("theme.toml", "E226")


def test_a_theme_without_a_contract_is_refused(tmp_path: Path, mine: Path) -> None:
    spoil(mine / "theme.toml", "contract = 1", "")

    assert only(refused(tmp_path))[::2] == ("theme.toml", "E226")


def test_an_unknown_theme_is_named(tmp_path: Path) -> None:
    before = build(tmp_path, report()).files()
    built = rebuild(tmp_path, theme="nosuch")

    assert built.codes == ["E220"]
    assert built.exit_code == 2
    assert "nosuch" in built.outcome.problems[0].english
    assert built.files() == before


def test_a_theme_without_the_outlets_language_is_refused(tmp_path: Path, mine: Path) -> None:
    (mine / "strings" / "ar.toml").unlink()

    assert "E224" in refused(tmp_path).codes


def test_everything_that_is_wrong_is_said_in_one_run(tmp_path: Path, mine: Path) -> None:
    (mine / "templates" / "year.html").unlink()
    spoil(mine / "theme.toml", "contract = 1", "contract = 7")
    spoil(mine / "templates" / "page.html", "{% block main %}", "{% block main %}{{ nosuch }}")
    spoil(mine / "templates" / "404.html", "{% block main %}", "{% block main %}{% if %}")

    assert sorted(refused(tmp_path).codes) == ["E221", "E221", "E223", "E226"]


LATE: dict[str, Callable[[Path], object]] = {
    "an unknown field": lambda folder: spoil(
        folder / "templates" / "report.html", "<h1>{{ page.title", "<h1>{{ page.titel"
    ),
    "an unknown field of a part": lambda folder: spoil(
        folder / "templates" / "report.html", "<h1>{{ page.title", "<h1>{{ page.frame.titel"
    ),
    "an unknown field of the outlet": lambda folder: spoil(
        folder / "templates" / "base.html", "{{ outlet.home }}", "{{ outlet.hom }}"
    ),
    "an unknown static file": lambda folder: spoil(folder / "templates" / "base.html", 'url("', 'url("nosuch-'),
    **{
        f"an unknown field through {name}": lambda folder, name=name: spoil(  # type: ignore[misc]  # one for each
            folder / "templates" / "base.html", "<body>", f"<body>{{{{ outlet.nosuch|{name} }}}}"
        )
        for name in ("bdi", "ordered('rtl')", "digits", "number", "percent")
    },
    "words where a filter wants a number": lambda folder: spoil(
        folder / "templates" / "base.html", "<body>", "<body>{{ outlet.name|number }}"
    ),
    "words where a string wants a number": lambda folder: spoil(
        folder / "templates" / "base.html", "<body>", '<body>{{ t("reports", n=outlet.name) }}'
    ),
}


@pytest.mark.parametrize("spoilt", LATE.values(), ids=LATE.keys())
def test_what_would_fail_while_a_page_is_rendered_is_a_fault_of_the_theme(
    tmp_path: Path, mine: Path, spoilt: Callable[[Path], object]
) -> None:
    """Design, section 6: a theme's fault is exit code 2, not a bug of ours; and the last site stands."""
    spoilt(mine)
    built = refused(tmp_path)

    assert {found.code for found in built.outcome.problems} == {"E221"}


# ---------------------------------------------------------------- what is found where


def test_a_theme_beside_the_content_comes_before_the_packages(tmp_path: Path) -> None:
    own = tmp_path / "themes" / "diwan"
    shutil.copytree(DIWAN, own)
    spoil(own / "templates" / "page.html", '<div class="text">', '<div class="text mine">')
    built = build(tmp_path, "-- content/pages/a.md --\n---\ntitle: صفحة\n---\nنص.\n")

    assert 'class="text mine"' in built.page("/a/")


def test_a_static_file_has_its_digest_in_its_name(tmp_path: Path, mine: Path) -> None:
    first = build(tmp_path, report(), theme="mine")
    (old,) = (name for name in first.files() if name.startswith("assets/") and name.endswith(".css"))
    css = next((mine / "static").glob("*.css"))
    css.write_text(css.read_text(encoding="utf-8") + "\n/* new */\n", encoding="utf-8")
    second = rebuild(tmp_path, theme="mine")
    (new,) = (name for name in second.files() if name.startswith("assets/") and name.endswith(".css"))

    assert re.fullmatch(r"assets/[\w-]+\.[\w]{10}\.css", new)
    assert old != new
    assert f'href="/{new}"' in second.page("/")
    assert not (second.public / old).exists()


def test_a_link_among_the_static_files_is_not_followed(tmp_path: Path, mine: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (mine / "static" / "x.txt").symlink_to(tmp_path / "secret.txt")
    built = build(tmp_path, report(), theme="mine")

    assert "secret" not in built.everything()


# ---------------------------------------------------------------- the default theme, sample by sample

KINDS: dict[str, type[Any]] = {
    "404.html": views.NotFoundView,
    "archive.html": views.ArchiveView,
    "corrections.html": views.CorrectionsView,
    "feeds.html": views.FeedsView,
    "front.html": views.FrontView,
    "index.html": views.IndexView,
    "list.html": views.ListView,
    "page.html": views.StandingView,
    "redirect.html": views.RedirectView,
    "report.html": views.ReportView,
    "withdrawn.html": views.WithdrawnView,
    "year.html": views.YearView,
}
FIELD_VALUES = {
    "field": ("section", "tag", "place", "series", "author", "month"),
    "kind": ("report", "analysis", "opinion", "background", "live"),
}


def sample(wanted: Any, name: str, *, large: bool) -> Any:
    """A value of the type: the smallest that the contract allows, or one with everything given."""
    inner = get_args(wanted)
    if isinstance(wanted, type) and issubclass(wanted, msgspec.Struct):
        return struct(wanted, large=large)
    if get_origin(wanted) in {Union, types.UnionType}:
        return sample(inner[0], name, large=large) if large else None
    if get_origin(wanted) is Literal:
        return inner[-1 if large else 0]
    if get_origin(wanted) is tuple:
        several = inner[:1] * (3 if large else 0) if inner[-1] is Ellipsis else inner
        return tuple(sample(one, name, large=large) for one in several)
    simple = {
        bool: large,
        int: 12 if large else 0,
        object: "شيء",
        views.Html: f"<p>{name}</p>",
        views.Href: f"/{name}/",
        views.Json: "{}",
    }
    return simple[wanted] if wanted in simple else text(name, large=large)


def text(name: str, *, large: bool) -> str:
    if name in {"lang", "language"}:
        return "ar"
    if name == "field":
        return "tag"
    if name == "dir":
        return "rtl"
    if name == "iso":
        return "2024-01-05T08:05:00+03:00"
    return f'قيمة {name} <&">' if large else name


def struct(kind: type[msgspec.Struct], *, large: bool) -> Any:
    given = {}
    for one in msgspec.structs.fields(kind):
        if large or one.required:
            given[one.name] = sample(one.type, one.name, large=large)
    return kind(**given)


def samples() -> Iterator[tuple[str, str, Any]]:
    for template, kind in KINDS.items():
        for large in (False, True):
            made = struct(kind, large=large)
            name, values = next(
                ((name, FIELD_VALUES[name]) for name in FIELD_VALUES if hasattr(made, name)), ("", ("",))
            )
            for value in values:
                if template == "index.html" and value == "month":
                    continue  # months stand in the archive
                shown = msgspec.structs.replace(made, **{name: value}) if name else made
                yield f"{template}-{'large' if large else 'small'}-{value}", template, shown


SAMPLES = tuple(samples())


@pytest.fixture(scope="module")
def press() -> render.Press:
    """The default theme for an outlet with everything."""
    return render.press(theme.load(DIWAN, "ar", "latn"), struct(views.Outlet, large=True), "https://news.example")


@pytest.fixture(scope="module")
def bare_press() -> render.Press:
    """The default theme for the smallest outlet."""
    small = msgspec.structs.replace(struct(views.Outlet, large=False), feed=views.Feed("خ", views.Href("/feed.xml")))
    return render.press(theme.load(DIWAN, "ar", "arab"), small, "https://news.example")


def test_every_template_has_samples() -> None:
    assert set(KINDS) == set(theme.TEMPLATES)
    of_no_template = {views.FeedView, views.OpmlView, views.SitemapView, views.TextView, views.PictureFile, Card, Icon}

    assert set(KINDS.values()) | of_no_template == set(get_args(views.View))


@pytest.mark.parametrize(("template", "shown"), [one[1:] for one in SAMPLES], ids=[one[0] for one in SAMPLES])
def test_every_template_renders_its_smallest_and_its_largest_view(
    press: render.Press, bare_press: render.Press, template: str, shown: Any
) -> None:
    for one in (press, bare_press):
        made = one.render(Page(Address("sample"), "/sample/", template, shown))
        page = Reading(made.data.decode("utf-8"))

        assert made.file == "sample/index.html"
        assert keeps_its_promises(page) == []
        assert shown.frame.copyright in page.one("footer").text
        assert not re.search(r"\bNone\b|Markup\(|Undefined", page.one("body").text)


# ---------------------------------------------------------------- what every page keeps


def keeps_its_promises(page: Reading) -> list[str]:
    """What is wrong with a page of the theme (design, section 5; T-5.1)."""
    wrong = [f"stray </{tag}>" for tag in page.stray]
    root = page.elements[0]
    if root.tag != "html" or not root.attributes.get("lang") or root.attributes.get("dir") not in {"rtl", "ltr"}:
        wrong.append("html without lang or dir")
    wrong += [f"{len(page.all(tag))} {tag}" for tag in ("main", "h1", "footer", "title") if len(page.all(tag)) != 1]
    wrong += [one.tag for one in page.elements if one.tag in {"style", "iframe", "object", "form"}]
    wrong += [one.tag for one in page.scripts()]
    wrong += [f"{one.tag} {name}" for one in page.elements for name in one.attributes if forbidden(name, one)]
    if not page.one("h1").text.strip() or not page.one("title").text.strip():
        wrong.append("a heading or title without words")
    return wrong


def forbidden(name: str, element: Element) -> bool:
    return name == "style" or name.startswith("on") or element.attributes[name].lower().startswith("javascript:")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The rich outlet with drafts."""
    return build(tmp_path_factory.mktemp("theme"), rich(), drafts=True)


def test_every_page_of_a_rich_site_keeps_its_promises(built: Built) -> None:
    read = pages(built.public)

    assert len(read) > 60
    for name, page in read.items():
        inline = ["style"] if name.startswith("lite/") else []  # the one that the page's policy names by its digest
        assert (name, keeps_its_promises(page)) == (name, inline)
        notice = "الحقوق للكاتب" if name.removeprefix("lite/") == "2024/03/تحليل-عاجل/index.html" else NOTICE
        assert notice in page.one("footer").text


def test_every_page_of_a_rich_site_speaks_its_language(built: Built) -> None:
    english = "2024/02/a-report-in-english/index.html"
    for name, page in pages(built.public).items():
        root = page.elements[0].attributes
        assert (root["lang"], root["dir"]) == (
            ("en", "ltr") if name.removeprefix("lite/") == english else ("ar", "rtl")
        )


def test_the_text_of_a_report_stands_in_its_article(built: Built) -> None:
    page = Reading(built.page("/2023/11/بداية-الحكاية/"))
    (heading,) = page.all("h2", id="عنوان-في-النص")

    assert "article" in heading.ancestors
    assert "الفقرة الأولى" in page.one("article").text


def test_a_report_shows_all_that_its_front_matter_says(built: Built) -> None:
    words = Reading(built.page("/2024/03/تحليل-عاجل/")).one("main").text
    moved = Reading(built.page("/2024/01/تقرير-انتقل-مرتين/")).one("main").text
    second = Reading(built.page("/2023/12/ثاني-الدفاتر/")).one("main").text

    for said in ("عاجل", "تحليل", "مشاهد قاسية", "CC BY 4.0", "السياسة", "دفاتر السياسة", "08:05", "آذار"):
        assert said in words
    for said in ("تقرير خاص", "سطر تحت العنوان", "سيف", "عمر ب."):
        assert said in moved
    for said in ("شهود عيان", "وكالة", "سلمى الحسن", "الأمم المتحدة"):
        assert said in second


def test_no_page_has_an_id_twice(built: Built) -> None:
    for name, page in pages(built.public).items():
        ids = [one.attributes["id"] for one in page.elements if "id" in one.attributes]
        assert (name, sorted(ids)) == (name, sorted(set(ids)))


def test_a_report_is_shared_by_plain_links_to_its_short_one(built: Built) -> None:
    """T-4.3, T-5.12: nothing is asked of anyone until a reader follows one."""
    links = [one for one in Reading(built.page("/2023/11/بداية-الحكاية/")).links() if not one.startswith("/")]
    short, title = (
        "https%3A//news.example/s/r01/",
        "%D8%A8%D8%AF%D8%A7%D9%8A%D8%A9%20%D8%A7%D9%84%D8%AD%D9%83%D8%A7%D9%8A%D8%A9",
    )

    assert links == [
        f"https://t.me/share/url?url={short}&text={title}",
        f"https://wa.me/?text={title}%20{short}",
        f"mailto:?subject={title}&body={short}",
    ]
    assert "t.me" not in built.page("/2025/12/مسودة/")


def test_html_is_trusted_only_where_the_contract_says_so() -> None:
    printed = {
        (path.name, one)
        for path in (DIWAN / "templates").rglob("*.html")
        for one in re.findall(r"([\w.]+)\s*\|\s*safe", path.read_text(encoding="utf-8"))
    }
    sources = "".join(path.read_text(encoding="utf-8") for path in (DIWAN / "templates").rglob("*.html"))

    assert printed == {
        ("base.html", "page.frame.data"),
        ("report.html", "page.body"),
        ("page.html", "page.body"),
        ("list.html", "page.about"),
    }
    assert "autoescape" not in sources
    assert "Markup" not in sources
