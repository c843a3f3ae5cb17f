"""The words of a theme: what is wrong with them is said at its line, and the default theme's keep the rules."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import Markup
from rich import DIWAN, spoil
from sites import build, report

from warraq import arabic, theme, words
from warraq.problems import Problem
from warraq.words import Strings, bdi, isolated

SOURCES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((DIWAN / "strings").glob("*.toml"))}
_ROOT = DIWAN / "templates"
TEMPLATES = {
    path.relative_to(_ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(_ROOT.rglob("*.html"))
}
ARABIC_LETTER = "\u0621-\u064a\u0671-\u06d3"
FORMS_OF_FEW_LETTERS = ("zero", "one", "two")  # which name their number in a word


def strings(language: str = "ar", numerals: arabic.Numerals = "latn") -> Strings:
    return words.read(SOURCES[language], language, numerals)


def counted(language: str) -> list[tuple[str, str, str]]:
    """(key, form, words) of each string with plural forms."""
    every = strings(language).words.items()
    return [(key, form, said) for key, forms in every if not isinstance(forms, str) for form, said in forms.items()]


def said_in(language: str) -> Iterator[tuple[str, str]]:
    """(key, words) of every string and every form of it."""
    for key, forms in strings(language).words.items():
        yield from [(key, forms)] if isinstance(forms, str) else ((key, form) for form in forms.values())


# ---------------------------------------------------------------- what is refused


def line_of(file: Path, words_of_it: str) -> int:
    """The line that begins with these words."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(words_of_it))


def refused(folder: Path, language: str = "ar") -> list[Problem]:
    """What is wrong with the theme in a folder, for an outlet in a language."""
    with pytest.raises(theme.Faulty) as caught:
        theme.load(folder, language, "latn")
    return sorted(caught.value.problems)


def only(problems: list[Problem]) -> tuple[str, int, str]:
    """The one problem: file name, line, code."""
    (found,) = problems
    return Path(found.where.path).name, found.where.line, found.code


@pytest.mark.parametrize(
    ("language", "key", "form"),
    [(language, key, form) for language in SOURCES for key, form, _ in counted(language)],
)
def test_a_plural_form_that_is_missing_is_named_at_its_line(mine: Path, language: str, key: str, form: str) -> None:
    """T-2.2."""
    file = mine / "strings" / f"{language}.toml"
    head, mark, tail = file.read_text(encoding="utf-8").partition(f"[{key}]\n")
    file.write_text(head + mark + re.sub(rf"(?m)^{form} = .*\n", "", tail, count=1), encoding="utf-8")
    (found,) = refused(mine)

    assert only([found]) == (file.name, line_of(file, f"[{key}]"), "E225")
    assert f"'{key}' lacks the plural form '{form}'" in found.english
    assert re.search(rf"«\u2066?{re.escape(key)}\u2069?».*«\u2066?{form}\u2069?»", found.arabic)


def test_an_empty_plural_form_is_a_missing_one(mine: Path) -> None:
    """T-2.2: a count would be nothing on the page."""
    spoil(mine / "strings" / "ar.toml", 'two = "تقريران"', 'two = ""')

    assert only(refused(mine))[2] == "E225"


def test_a_form_that_is_misspelt_is_named_as_missing(mine: Path) -> None:
    """T-2.2."""
    spoil(mine / "strings" / "ar.toml", 'two = "تقريران"', 'tow = "تقريران"')
    found = refused(mine)

    assert [one.code for one in found if "'reports'" in one.english and "'two'" in one.english] == ["E225"]


def test_an_outlet_of_a_country_hears_of_a_mistake_once(mine: Path) -> None:
    """T-2.2: one file serves `ar` and `ar-SY`."""
    spoil(mine / "strings" / "ar.toml", 'two = "تقريران"\n', "")

    assert only(refused(mine, "ar-SY")) == ("ar.toml", line_of(mine / "strings" / "ar.toml", "[reports]"), "E225")


def test_a_whole_build_is_refused_and_says_where(tmp_path: Path, mine: Path) -> None:
    """T-2.2."""
    spoil(mine / "strings" / "ar.toml", 'two = "تقريران"\n', "")
    built = build(tmp_path, report(), theme="mine")
    (found,) = built.outcome.problems

    assert (built.exit_code, found.code, found.where.path) == (2, "E225", str(mine / "strings" / "ar.toml"))
    assert not built.public.exists()


@pytest.mark.parametrize(
    ("old", "new", "key", "name"),
    [
        ("— {outlet}", "— {nosuch}", "title.of_outlet", "nosuch"),
        ("{n} تقريرًا", "{count} تقريرًا", "reports", "count"),
        ("السبب: {reason}", "السبب: {سبب}", "withdrawn.reason", "سبب"),
        ("موضع الحاشية {number}", "موضع الحاشية {n}", "footnote.back", "n"),
        ("انتقل إلى المحتوى", "انتقل إلى {outlet}", "skip.to_content", "outlet"),
        ("بعد يومين من النشر", "بعد {days} من النشر", "report.after", "days"),
    ],
)
def test_a_placeholder_that_nothing_fills_is_named_with_its_string(
    mine: Path, old: str, new: str, key: str, name: str
) -> None:
    """T-2.2 (issue arabic, 3)."""
    file = mine / "strings" / "ar.toml"
    line = spoil(file, old, new)
    table = line_of(file, f"[{key}]") if key in {"reports", "report.after"} else line
    (found,) = refused(mine)

    assert only([found]) == ("ar.toml", table, "E227")
    assert f"'{key}' has the placeholder {{{name}}}" in found.english
    assert re.search(rf"«\u2066?{re.escape(key)}\u2069?».*{{\u2066?{name}\u2069?}}", found.arabic)


@pytest.mark.parametrize(
    "malformed",
    ["{n تقريرًا", "n} تقريرًا", "{} تقريرًا", "{0} تقريرًا", "{n:,} تقريرًا", "{n!r}", "{n.real}", "{n[0]}", "{ n }"],
)
def test_a_malformed_placeholder_is_refused_at_its_line(mine: Path, malformed: str) -> None:
    """T-2.2."""
    file = mine / "strings" / "ar.toml"
    spoil(file, "{n} تقريرًا", malformed)
    (found,) = refused(mine)

    assert only([found]) == ("ar.toml", line_of(file, "[reports]"), "E228")
    assert "'reports'" in found.english
    assert "reports" in found.arabic


def test_two_braces_are_one_on_the_page(mine: Path) -> None:
    spoil(mine / "strings" / "ar.toml", "انتقل إلى المحتوى", "انتقل إلى {{المحتوى}}")
    loaded = theme.load(mine, "ar", "latn")

    assert loaded.strings["ar"]("skip.to_content") == "انتقل إلى {المحتوى}"


def test_two_braces_in_the_name_of_a_footnotes_way_back_harm_no_report(tmp_path: Path, mine: Path) -> None:
    spoil(mine / "strings" / "ar.toml", "عودة إلى موضع", "عودة {{إلى}} موضع")
    built = build(tmp_path, report(body="نص[^1].\n\n[^1]: حاشية."), theme="mine")

    assert built.codes == []
    assert "عودة {إلى} موضع" in built.page("/2024/01/خبر/")


@pytest.mark.parametrize("call", ['t("reports")', 't.plain("reports")'])
def test_a_counted_string_without_its_number_is_refused_once_at_the_templates_line(mine: Path, call: str) -> None:
    """T-2.2: one mistake in one place is one problem, whatever the languages of the theme."""
    line = spoil(mine / "templates" / "list.html", 't("reports", n=page.count)', call)
    found = refused(mine)

    assert ("list.html", line, "E229") in {only([one]) for one in found}
    assert [one.code for one in found] == ["E229"]


@pytest.mark.parametrize("value", ["2", "true", '["تقريران"]'])
def test_a_string_that_is_no_text_is_refused(mine: Path, value: str) -> None:
    spoil(mine / "strings" / "ar.toml", 'river = "آخر التقارير"', f"river = {value}")

    assert only(refused(mine))[0] == "ar.toml"


# ---------------------------------------------------------------- fields to type in


@pytest.mark.parametrize(
    "field",
    [
        '<input type="email">',
        '<input type="email" dir="auto">',
        '<input type="url">',
        '<input type="tel"\n>',
        '<input type="search" dir="ltr">',
        '<input type="text">',
        "<input>",
        "<textarea></textarea>",
        '<INPUT TYPE="email">',
        '<input data-type="hidden">',
        '<input data-dir="auto">',
    ],
)
def test_a_field_to_type_in_without_its_direction_is_refused_at_its_line(mine: Path, field: str) -> None:
    """T-1.19."""
    page = mine / "templates" / "page.html"
    line = spoil(page, '<div class="text">', f'<div class="text">\n{field}')

    assert only(refused(mine)) == ("page.html", line + 1, "E219")


def test_an_unquoted_field_is_told_its_own_direction(mine: Path) -> None:
    """T-1.19: HTML needs no quotation marks."""
    spoil(mine / "templates" / "page.html", '<div class="text">', '<div class="text"><input type=email>')
    (found,) = refused(mine)

    assert "(email)" in found.english
    assert 'dir="ltr"' in found.english


@pytest.mark.parametrize(
    "field",
    [
        '<input type="email" dir="ltr">',
        '<input type="url" dir="ltr">',
        '<input dir="ltr" type="tel">',
        '<input type="search" dir="auto">',
        '<input dir="auto">',
        '<textarea dir="auto"></textarea>',
        '<input type="hidden">',
        '<input type="submit">',
        '<input type="checkbox">',
        "<input type='email' dir='ltr'>",
        "<input type=email dir=ltr>",
        '<input value="{{ 1 if 2 > 1 else 0 }}" dir="auto">',
        "{# <input> #}",
        "<!-- <input> -->",
    ],
)
def test_a_field_that_says_its_direction_or_takes_no_text_is_accepted(mine: Path, field: str) -> None:
    """T-1.19."""
    spoil(mine / "templates" / "page.html", '<div class="text">', f'<div class="text">\n{field}')

    assert theme.load(mine, "ar", "latn").name


def test_the_default_theme_is_accepted_in_every_arabic() -> None:
    """T-1.19, T-2.2."""
    assert {"ar", "en"} <= set(theme.load(DIWAN, "ar", "arab").strings)
    assert "ar-SY" in theme.load(DIWAN, "ar-SY", "latn").strings


# ---------------------------------------------------------------- the words of the default theme


@pytest.mark.parametrize(("key", "form", "said"), [one for one in counted("ar") if one[1] in FORMS_OF_FEW_LETTERS])
def test_none_and_one_and_two_are_said_without_a_figure(key: str, form: str, said: str) -> None:
    """T-2.3."""
    shown = strings().plain(key, n=FORMS_OF_FEW_LETTERS.index(form))

    assert not re.search(r"\d|[{}]", said + shown)
    assert said == shown


@pytest.mark.parametrize(("key", "form", "said"), [one for one in counted("ar") if one[1] in {"few", "many", "other"}])
def test_more_than_two_are_said_with_their_figure(key: str, form: str, said: str) -> None:
    """T-2.1."""
    number = {"few": 7, "many": 70, "other": 700}[form]

    assert said.count("{n}") == 1
    assert str(number) in strings().plain(key, n=number)


@pytest.mark.parametrize(
    ("days", "wanted"),
    [
        (0, "في يوم النشر نفسه"),
        (1, "بعد يوم من النشر"),
        (2, "بعد يومين من النشر"),
        (3, "بعد 3 أيام من النشر"),
        (11, "بعد 11 يومًا من النشر"),
        (100, "بعد 100 يوم من النشر"),
        (102, "بعد 102 يوم من النشر"),
    ],
)
def test_days_after_a_preposition_are_oblique(days: int, wanted: str) -> None:
    """T-2.1 (bar 2.1: «قبل يومين», not «يومان»)."""
    assert wanted == strings().plain("report.after", n=days)


def test_names_are_joined_as_arabic_joins_them() -> None:
    """T-1.15: the conjunction attached to the next name, no comma (CLDR's `{0} و{1}`)."""
    assert [strings().words[key] for key in ("join.and", "join.next")] == [" و", " و"]


def test_the_two_languages_have_the_same_strings_with_the_same_placeholders() -> None:
    gaps = [
        {
            key: {name for one, form in said_in(language) if one == key for name in re.findall(r"{(\w+)}", form)}
            for key in strings(language).words
        }
        for language in ("ar", "en")
    ]

    assert gaps[0] == gaps[1]


def test_arabic_strings_have_no_signs_of_latin_text_and_no_tatweel() -> None:
    """T-1.21, T-1.23."""
    wrong = re.compile(rf"[{ARABIC_LETTER}}}]\s*[,;?]|[,;?]\s*[{ARABIC_LETTER}{{]|\u0640|\.\.\.|[\"'“”]")

    assert [(key, said) for key, said in said_in("ar") if wrong.search(said)] == []


def test_arabic_strings_have_no_latin_word() -> None:
    """T-1.40: but for formats and programs, which have no Arabic names that readers know."""
    found = {key: re.findall(r"[A-Za-z]+", re.sub(r"{\w+}", "", said)) for key, said in said_in("ar")}

    assert {key: latin for key, latin in found.items() if latin} == {
        "nav.feed": ["RSS"],
        "feeds.first": ["Feeder", "NetNewsWire", "Thunderbird"],
        "feeds.formats": ["RSS"],
        "feeds.opml": ["OPML"],
    }


@pytest.mark.parametrize("source", [*SOURCES.values(), *TEMPLATES.values()], ids=[*SOURCES, *TEMPLATES])
def test_quotation_marks_and_brackets_open_before_they_close(source: str) -> None:
    """T-1.20, T-1.23."""
    arabic_runs = [run for run in re.split(r"[^\s\u0600-\u06ff«»()“”]", source) if re.search("[\u0600-\u06ff]", run)]

    assert [run for run in arabic_runs if re.search(r"»[^«\n]*«|\)[^(\n]*\(|”[^“\n]*“", run)] == []
    assert "\u0640" not in source


def test_templates_hold_no_word_of_any_language() -> None:
    """T-1.21, T-1.40: every visible word stands among the strings."""
    machinery = r'(?s){#.*?#}|{%.*?%}|{{.*?}}|<!doctype.*?>|<style>.*?</style>|<[^>]*>|\b(?:lang|dir)="[^"]*"'
    seen = {name: re.findall(r"[^\W\d_]+", re.sub(machinery, " ", text)) for name, text in TEMPLATES.items()}
    spoken = r'\s(?:title|alt|aria-label|placeholder)="(?!{{)[^"]+'

    assert {name: found for name, found in seen.items() if found} == {}
    assert {name for name, text in TEMPLATES.items() if re.search(spoken, text)} == set()


def test_every_string_is_used() -> None:
    """A word that no page shows misleads whoever translates the theme."""
    templates = "".join(TEMPLATES.values())
    asked = set(re.findall(r't(?:\.plain)?\("([\w.]+)"', templates)) | {use.key for use in words.engine_uses("")}

    assert set(strings().words) == asked


def test_the_theme_sets_the_quotation_marks_of_arabic_newspapers() -> None:
    """T-1.22: CLDR's for Arabic are ” “, which they do not use."""
    css = (DIWAN / "static" / "diwan.css").read_text(encoding="utf-8")

    assert re.search(r'(?m)^q \{ quotes: "«" "»" "“" "”"', css)


# ---------------------------------------------------------------- values among words


def test_a_value_is_escaped_and_kept_in_its_place() -> None:
    """T-1.14."""
    assert strings()("list_title.tag", name="C++ <b>") == "وسم <bdi>C++ &lt;b&gt;</bdi>"
    assert strings()("list_title.tag", name="@x!") == 'وسم <bdi dir="rtl"><bdi dir="ltr">@x</bdi>!</bdi>'


def test_a_name_with_an_arabic_letter_runs_from_the_right() -> None:
    """T-1.14: «BBC عربي» and «وكالة Associated Press (AP)» are Arabic names, however many Latin letters they have."""
    assert bdi("BBC عربي", "rtl") == '<bdi dir="rtl">BBC عربي</bdi>'
    assert bdi("وكالة Associated Press (AP)", "rtl") == "<bdi>وكالة Associated Press (AP)</bdi>"
    assert isolated("BBC عربي", "rtl") == "\u2067BBC عربي\u2069"


def test_a_stray_mark_leads_out_of_no_name() -> None:
    """T-1.17."""
    assert bdi("سلمى\u2069", "rtl") == "<bdi>سلمى</bdi>"
    assert bdi("\u2067سلمى", "rtl") == '<bdi dir="rtl">\u2067سلمى\u2069</bdi>'


def test_html_among_words_is_taken_as_it_is() -> None:
    assert strings()("report.updated", date=Markup("<time>أمس</time>")) == "حُدّث يوم <time>أمس</time>"


def test_plain_words_keep_a_value_between_isolates() -> None:
    """T-1.17."""
    assert strings().plain("list_title.author", name="Jane Doe") == "تقارير \u2066Jane Doe\u2069"
    assert strings().plain("list_title.author", name="سلمى") == "تقارير \u2067سلمى\u2069"


def test_a_counted_string_without_its_number_is_no_guess() -> None:
    """T-2.2."""
    with pytest.raises(LookupError, match="reports"):
        strings()("reports")


def test_a_string_is_in_the_digits_of_its_own_language() -> None:
    """T-2.7."""
    assert strings("ar", "arab").plain("paging.page", n=12) == "الصفحة ١٢"
    assert strings("en", "arab").plain("paging.page", n=12) == "Page 12"
