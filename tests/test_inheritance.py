"""A theme that extends another changes what it names and nothing else; what the two have wrong is said at its line."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich import DIWAN, rich, spoil
from sites import ROOT, Built, build, rebuild, report, write

from warraq import lineage, theme

CHILD = 'contract = 1\nextends = "diwan"\n'
STYLES = re.compile(r"assets/diwan\.\w+\.css")


def child(folder: Path, name: str = "mine", manifest: str = CHILD, **files: str) -> Path:
    """A theme beside the content, of a manifest and of files that are named by their path with `__` for `/`."""
    root = folder / "themes" / name
    texts = {path.replace("__", "/").replace("_dot_", "."): text for path, text in files.items()}
    write(root, "".join(f"-- {path} --\n{text}\n" for path, text in {"theme.toml": manifest, **texts}.items()))
    return root


def style(built: Built) -> str:
    (found,) = (data for name, data in built.files().items() if STYLES.fullmatch(name))
    return found.decode()


def bare(built: Built) -> dict[str, str]:
    """The pages without the address of their stylesheet."""
    pages = {name: data.decode() for name, data in built.files().items() if name.endswith(".html")}
    return {name: STYLES.sub("", text) for name, text in pages.items()}


def only(built: Built) -> tuple[str, int, str, str]:
    """The one problem of a build: file name, line, code, words."""
    (found,) = built.outcome.problems
    return Path(found.where.path).name, found.where.line, found.code, found.english


# ---------------------------------------------------------------- one thing changed


def test_a_theme_that_changes_nothing_gives_the_pages_of_its_parent(tmp_path: Path) -> None:
    child(tmp_path)
    mine, plain = build(tmp_path, rich(), theme="mine").files(), build(tmp_path / "plain", rich()).files()

    assert mine == plain


def test_one_template_changes_its_own_pages(tmp_path: Path) -> None:
    child(tmp_path, templates__404_dot_html='{% extends "base.html" %}{% block main %}<h1>لا شيء</h1>{% endblock %}')
    mine, plain = build(tmp_path, rich(), theme="mine"), build(tmp_path / "plain", rich())

    assert "<h1>لا شيء</h1>" in mine.page("/404.html")
    assert {name for name, data in plain.files().items() if mine.files()[name] != data} == {"404.html"}


def test_one_block_changes_wherever_the_parents_template_stands(tmp_path: Path) -> None:
    text = '{% extends "diwan/base.html" %}{% block foot %}{{ super() }}<p>سطر لنا</p>{% endblock %}'
    child(tmp_path, templates__base_dot_html=text)
    built = build(tmp_path, report(), theme="mine")

    for path in ("/", "/2024/01/خبر/", "/archive/"):
        assert built.page(path).count("<p>سطر لنا</p>") == 1
        assert 'href="/feeds/"' in built.page(path).partition("<footer")[2]


def test_a_macro_of_the_parent_can_be_had_by_its_theme(tmp_path: Path) -> None:
    text = (
        '{% extends "diwan/404.html" %}{% block main %}{% import "diwan/_parts.html" as parts with context %}'
        "<h1>لا شيء</h1>{{ parts.foot() }}{% endblock %}"
    )
    child(tmp_path, templates__404_dot_html=text)

    assert build(tmp_path, report(), theme="mine").page("/404.html").count('href="/feeds/"') >= 2


def test_one_string_changes_wherever_it_stands(tmp_path: Path) -> None:
    child(tmp_path, strings__ar_dot_toml='[nav]\narchive = "المحفوظات"')
    mine, plain = build(tmp_path, rich(), theme="mine"), build(tmp_path / "plain", rich())

    assert ">المحفوظات</a>" in mine.page("/")
    assert {name: text.replace("المحفوظات", "الأرشيف") for name, text in bare(mine).items()} == bare(plain)


def test_one_plural_form_changes_alone(tmp_path: Path) -> None:
    child(tmp_path, strings__ar_dot_toml='[reports]\none = "خبر وحيد"')
    built = build(tmp_path, report(section="field"), theme="mine")

    assert built.codes == []
    assert "خبر وحيد" in built.page("/sections/field/")
    assert "لا تقارير" in built.page("/sections/politics/")


def test_one_static_file_changes_alone_and_another_comes_with_it(tmp_path: Path) -> None:
    child(tmp_path, static__diwan_dot_css="body { color: var(--ink) }", static__mine_dot_svg="<svg/>")
    built = build(tmp_path, report(), theme="mine")

    assert style(built) == "body { color: var(--ink) }\n"
    assert any(name.startswith("assets/mine.") for name in built.files())


# ---------------------------------------------------------------- colours


def test_one_colour_changes_by_day_and_is_lightened_for_the_night(tmp_path: Path) -> None:
    child(tmp_path, manifest=CHILD + '[colors]\naccent = "#7a1f2b"\n')
    mine, plain = style(build(tmp_path, report(), theme="mine")), style(build(tmp_path / "plain", report()))
    by_day, by_night = re.findall(r"--accent:(#\w+)", mine)

    assert by_day == "#7a1f2b"
    assert by_night not in {by_day, *re.findall(r"--accent:(#\w+)", plain)}
    assert re.sub(r"--accent:#\w+", "", mine) == re.sub(r"--accent:#\w+", "", plain)


def test_a_colour_of_the_night_is_taken_as_it_is(tmp_path: Path) -> None:
    child(tmp_path, manifest=CHILD + '[colors]\naccent = "#7a1f2b"\n[colors.dark]\naccent = "#f0a0aa"\n')

    assert re.findall(r"--accent:(#\w+)", style(build(tmp_path, report(), theme="mine"))) == ["#7a1f2b", "#f0a0aa"]


def test_a_new_paper_leaves_the_night_as_it_was(tmp_path: Path) -> None:
    child(tmp_path, manifest=CHILD + '[colors]\npaper = "#ffffff"\n')
    night = re.findall(r"--paper:(#\w+)", style(build(tmp_path / "plain", report())))[1]

    assert re.findall(r"--paper:(#\w+)", style(build(tmp_path, report(), theme="mine"))) == ["#ffffff", night]


@pytest.mark.parametrize(("table", "line"), [("[colors]", 4), ("[colors.dark]", 4)])
def test_a_colour_that_cannot_be_read_on_the_paper_is_said_in_every_build(
    tmp_path: Path, table: str, line: int
) -> None:
    color = "#999" if table == "[colors]" else "#555"
    child(tmp_path, manifest=f'{CHILD}{table}\nsoft = "{color}"\n')
    first = build(tmp_path, report(), theme="mine")
    again = rebuild(tmp_path, theme="mine")

    for built in (first, again):
        file, at, code, words = only(built)
        assert (file, at, code, built.exit_code) == ("theme.toml", line, "W250", 0)
        assert f"({color})" in words
        assert "4.5" in words


def test_what_is_no_colour_is_refused_at_its_line(tmp_path: Path) -> None:
    child(tmp_path, manifest=CHILD + '[colors]\naccent = "maroon"\n')

    assert only(build(tmp_path, report(), theme="mine"))[:3] == ("theme.toml", 4, "E252")


def test_a_colour_that_no_stylesheet_asks_for_is_a_warning_with_the_nearest_name(tmp_path: Path) -> None:
    child(tmp_path, manifest=CHILD + '[colors]\nacent = "#7a1f2b"\n')
    file, line, code, words = only(build(tmp_path, report(), theme="mine"))

    assert (file, line, code) == ("theme.toml", 4, "W251")
    assert "'accent'" in words


# ---------------------------------------------------------------- lines of themes


def test_a_theme_may_extend_one_that_extends_another(tmp_path: Path) -> None:
    child(tmp_path, "house", CHILD + '[colors]\naccent = "#7a1f2b"\n', strings__ar_dot_toml='[nav]\narchive = "الدار"')
    grandchild = 'contract = 1\nextends = "house"\n'
    text = '{% extends "house/base.html" %}{% block foot %}{{ super() }}<p>حفيد</p>{% endblock %}'
    child(tmp_path, "mine", grandchild, templates__base_dot_html=text)
    built = build(tmp_path, report(), theme="mine")

    assert built.codes == ["E221"]  # house has no base.html of its own

    child(tmp_path, "mine", grandchild, templates__base_dot_html=text.replace("house/", "diwan/"))
    built = rebuild(tmp_path, theme="mine")

    assert built.codes == []
    assert ">الدار</a>" in built.page("/")
    assert "<p>حفيد</p>" in built.page("/")
    assert "--accent:#7a1f2b" in style(built)


def test_a_theme_beside_the_content_comes_before_the_one_in_the_package(tmp_path: Path) -> None:
    child(tmp_path)
    own = tmp_path / "themes" / "diwan"
    write(own, "-- theme.toml --\ncontract = 1\n")
    built = build(tmp_path, report(), theme="mine")

    assert "E223" in built.codes


def test_a_parent_that_is_not_there_is_named_at_its_line(tmp_path: Path) -> None:
    child(tmp_path, manifest='contract = 1\nextends = "diwann"\n')
    built = build(tmp_path, report(), theme="mine")
    file, line, code, words = only(built)

    assert (file, line, code, built.exit_code) == ("theme.toml", 2, "E250", 2)
    assert "'diwann'" in words
    assert "'diwan'?" in words


def test_a_theme_is_called_by_its_folder_however_that_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = child(
        tmp_path, templates__404_dot_html='{% extends "mine/base.html" %}{% block main %}<h1>x</h1>{% endblock %}'
    )
    write(folder, '-- templates/base.html --\n{% extends "diwan/base.html" %}\n')
    monkeypatch.chdir(folder)

    assert build(tmp_path, report(), theme=".").codes == []


@pytest.mark.parametrize("name", ["../diwan", "", ".", "/etc"])
def test_a_parent_is_a_name_and_no_path(tmp_path: Path, name: str) -> None:
    child(tmp_path, manifest=f'contract = 1\nextends = "{name}"\n')

    assert only(build(tmp_path, report(), theme="mine"))[:3] == ("theme.toml", 2, "E250")


def test_a_circle_of_themes_is_named_with_all_of_them(tmp_path: Path) -> None:
    child(tmp_path, "mine", 'contract = 1\nextends = "other"\n')
    child(tmp_path, "other", '\ncontract = 1\n\nextends = "mine"\n')
    file, line, code, words = only(build(tmp_path, report(), theme="mine"))

    assert (file, line, code) == ("theme.toml", 4, "E251")
    assert "mine ← other ← mine" in words


def test_a_theme_that_extends_itself_is_a_circle(tmp_path: Path) -> None:
    child(tmp_path, manifest='contract = 1\nextends = "mine"\n')

    assert only(build(tmp_path, report(), theme="mine"))[1:3] == (2, "E251")


def test_a_template_that_extends_itself_is_told_the_name_of_its_parents(tmp_path: Path) -> None:
    child(tmp_path, templates__base_dot_html='{# ours #}\n{% extends "base.html" %}')
    file, line, code, words = only(build(tmp_path, report(), theme="mine"))

    assert (file, line, code) == ("base.html", 2, "E253")
    assert "'diwan/base.html'" in words


def test_templates_that_extend_each_other_are_refused(tmp_path: Path, mine: Path) -> None:
    spoil(mine / "templates" / "page.html", "base.html", "year.html")
    spoil(mine / "templates" / "year.html", "base.html", "page.html")

    assert build(tmp_path, report(), theme="mine").codes == ["E253", "E253"]


def test_another_contract_of_a_parent_is_refused(tmp_path: Path) -> None:
    child(tmp_path)
    child(tmp_path, "diwan", "contract = 7\n")

    assert "E226" in build(tmp_path, report(), theme="mine").codes


# ---------------------------------------------------------------- what is checked


def test_a_string_that_only_the_childs_template_names_must_be_there(tmp_path: Path) -> None:
    text = '{% extends "diwan/404.html" %}\n{% block main %}<h1>{{ t("no.such") }}</h1>{% endblock %}'
    child(tmp_path, templates__404_dot_html=text)
    found = build(tmp_path, report(), theme="mine").outcome.problems

    assert {(Path(one.where.path).name, one.where.line, one.code) for one in found} == {("404.html", 2, "E224")}


def test_a_string_of_the_child_is_checked_at_its_own_line(tmp_path: Path) -> None:
    child(tmp_path, strings__ar_dot_toml='\n[nav]\narchive = "المحفوظات {n}"')

    assert only(build(tmp_path, report(), theme="mine"))[:3] == ("ar.toml", 3, "E227")


def test_a_language_that_the_parent_lacks_must_be_whole(tmp_path: Path) -> None:
    child(tmp_path, strings__fr_dot_toml='[nav]\narchive = "Archives"')

    assert set(build(tmp_path, report(), theme="mine").codes) == {"E224"}


def test_a_whole_language_may_be_added(tmp_path: Path) -> None:
    french = (DIWAN / "strings" / "en.toml").read_text(encoding="utf-8")
    for table in set(re.findall(r"(?ms)^\[[\w.]+\]\none = .*?(?:\n\n|\Z)", french)):  # French has a form of its own
        french = french.replace(table, table.rstrip() + '\nmany = "{n} beaucoup"\n\n')
    child(tmp_path, strings__fr_dot_toml=french.replace('"Archive"', '"Archives"'))
    built = build(tmp_path, report(lang="fr"), theme="mine")

    assert built.codes == []
    assert ">Archives</a>" in built.page("/2024/01/خبر/")


# ---------------------------------------------------------------- builds after builds


def touched(built: Built) -> set[str]:
    return {file for file, why in built.outcome.reasons if why == "form"}


def family(folder: Path) -> Path:
    """A theme of two steps beside the content; the folder of the parent."""
    parent = child(
        folder, "house", CHILD, templates__404_dot_html='{% extends "diwan/404.html" %}', static__x_dot_txt="x"
    )
    child(folder, "mine", 'contract = 1\nextends = "house"\n', strings__ar_dot_toml='[nav]\narchive = "ملف"')
    return parent


def test_a_template_of_a_parent_changes_the_pages_that_are_made_of_it(tmp_path: Path) -> None:
    parent = family(tmp_path)
    build(tmp_path, rich(), theme="mine")
    (parent / "templates" / "404.html").write_text('{% extends "diwan/404.html" %}{# new #}', encoding="utf-8")
    built = rebuild(tmp_path, theme="mine")

    assert touched(built) == {"404.html"}


EDITS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "a parent's template": lambda themes: (themes / "house" / "templates" / "404.html").write_text(
        '{% extends "diwan/404.html" %}{% block title %}x{% endblock %}', encoding="utf-8"
    ),
    "a parent's new template": lambda themes: (themes / "house" / "templates" / "base.html").write_text(
        '{% extends "diwan/base.html" %}{% block foot %}{% endblock %}', encoding="utf-8"
    ),
    "a parent's static file": lambda themes: (themes / "house" / "static" / "x.txt").write_text("y", encoding="utf-8"),
    "a parent's colour": lambda themes: (themes / "house" / "theme.toml").write_text(
        CHILD + '[colors]\nalarm = "#800000"\n', encoding="utf-8"
    ),
    "a child's string": lambda themes: spoil(themes / "mine" / "strings" / "ar.toml", "ملف", "ملفات"),
    "a child's parent": lambda themes: spoil(themes / "mine" / "theme.toml", "house", "diwan"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_after_an_edit_of_child_or_parent_the_site_is_that_of_a_clean_build(
    tmp_path: Path, edit: Callable[[Path], object]
) -> None:
    family(tmp_path)
    build(tmp_path, report(), theme="mine")
    edit(tmp_path / "themes")
    built = rebuild(tmp_path, theme="mine")
    clean = rebuild(tmp_path, theme="mine", output=str(tmp_path / "clean"), state=str(tmp_path / "memory"))
    wanted = {path.relative_to(tmp_path / "clean").as_posix() for path in (tmp_path / "clean").rglob("*.*")}

    assert built.exit_code == clean.exit_code == 0
    assert set(built.files()) == wanted
    assert {
        name: data for name, data in built.files().items() if (tmp_path / "clean" / name).read_bytes() != data
    } == {}


def test_another_theme_and_back_gives_the_same_bytes(tmp_path: Path) -> None:
    family(tmp_path)
    first = build(tmp_path, rich()).files()
    between = rebuild(tmp_path, theme="mine").files()
    again = rebuild(tmp_path).files()

    assert between != first
    assert again == first


def test_a_remembered_theme_is_the_same_with_its_parents(tmp_path: Path) -> None:
    family(tmp_path)
    folder, shelves = tmp_path / "themes" / "mine", (ROOT / "themes",)
    fresh = theme.load(folder, "ar", "latn", None, shelves)
    theme.load(folder, "ar", "latn", tmp_path / "memory", shelves)
    remembered = theme.load(folder, "ar", "latn", tmp_path / "memory", shelves)

    assert remembered.strings == fresh.strings
    assert remembered.assets == fresh.assets
    assert remembered.closures == fresh.closures
    assert remembered.settings == fresh.settings


def test_a_stamp_changes_with_a_file_of_a_parent(tmp_path: Path) -> None:
    parent = family(tmp_path)
    folder, shelves = tmp_path / "themes" / "mine", (ROOT / "themes",)
    before = theme.stamp(folder, shelves)
    (parent / "templates" / "new.html").write_text("", encoding="utf-8")

    assert theme.stamp(folder, shelves) != before


def test_the_default_theme_is_found_in_the_package_where_none_lies_beside_the_content(tmp_path: Path) -> None:
    child(tmp_path)
    traced = lineage.trace(tmp_path / "themes" / "mine", (tmp_path / "themes", ROOT / "themes"))

    assert traced.folders == (tmp_path / "themes" / "mine", DIWAN)


# ---------------------------------------------------------------- README


def test_the_example_of_the_readme_does_what_it_says(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Your own theme")[2]
    files = re.findall(r"(?s)`(themes/mine/[\w./]+)`[^`]*?```\w+\n(.*?)```", readme)
    for path, text in files:
        write(tmp_path, f"-- {path} --\n{text}")
    built = build(tmp_path, report(section="field"), theme="mine")

    assert [path for path, _ in files] == [
        "themes/mine/theme.toml",
        "themes/mine/strings/ar.toml",
        "themes/mine/templates/base.html",
    ]
    assert len(files[0][1].splitlines()) == 4
    assert built.codes == []
    assert "--accent:#7a1f2b" in style(built)
    assert ">المحفوظات</a>" in built.page("/")
    assert "نكتب لكم من دمشق وبيروت." in built.page("/2024/01/خبر/").partition("<footer")[2]
