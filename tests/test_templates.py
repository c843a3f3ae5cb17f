"""Templates say the same in our environment as in Jinja's own, however we spare it work."""

from pathlib import Path

import jinja2
import pytest
from markupsafe import Markup

from warraq import templates
from warraq.views import Href, Link


class Drawn:
    """What knows its own HTML."""

    def __html__(self) -> str:
        return "<b>&</b>"

    def __str__(self) -> str:
        return "<i>&</i>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.html").write_text(
        "{% set seen = word %}{% macro said() %}{{ page }}:{{ word }}{% endmacro %}", encoding="utf-8"
    )
    return tmp_path


def printed(folder: Path, text: str, *pages: object) -> list[str]:
    """A template with this text, printed for one page after the other."""
    (folder / "it.html").write_text(text, encoding="utf-8")
    template = templates.environment({"": folder}).get_template("it.html")
    return [template.render(page=page, word="w") for page in pages]


@pytest.mark.parametrize(
    "value",
    ["خبر", "<a href='x'>\"&\"</a>", "", 7, -1.5, True, None, ("<",), Drawn(), Markup("<b>"), Markup("a") + "<"],
    ids=lambda value: type(value).__name__,
)
def test_any_value_is_escaped_as_jinja_escapes_it(tmp_path: Path, value: object) -> None:
    text = "{{ page }}{{ page|string }}{{ page ~ '<' }}{% set kept %}{{ page }}{% endset %}{{ kept }}"
    wanted = jinja2.Environment(autoescape=True).from_string(text).render(page=value)

    assert printed(tmp_path, text, value) == [wanted]


def test_a_module_is_that_of_its_own_page(folder: Path) -> None:
    text = "{% import 'own.html' as own with context %}{{ own.said() }}"

    assert printed(folder, text, 1, 2, 1) == ["1:w", "2:w", "1:w"]


def test_a_module_in_a_loop_sees_each_turn(folder: Path) -> None:
    text = "{% for word in page %}{% import 'own.html' as own with context %}{{ own.seen }}{% endfor %}"

    assert printed(folder, text, "abc", "x") == ["abc", "x"]


def test_a_module_sees_what_was_set_before_it(folder: Path) -> None:
    text = (
        "{% import 'own.html' as first with context %}{% set word = 'later' %}"
        "{% import 'own.html' as second with context %}{{ first.seen }} {{ second.seen }}"
    )

    assert printed(folder, text, 1) == ["w later"]


def test_a_module_is_shared_by_the_blocks_of_a_page(folder: Path) -> None:
    (folder / "base.html").write_text(
        "{% block a %}{% endblock %}|{% block b %}{% endblock %}"
        "{% import 'own.html' as own with context %}|{{ own.said() }}",
        encoding="utf-8",
    )
    block = "{%% block %s %%}{%% import 'own.html' as own with context %%}{{ own.said() }}{%% endblock %%}"
    text = "{% extends 'base.html' %}" + block % "a" + block % "b"

    assert printed(folder, text, 1, "<") == ["1:w|1:w|1:w", "&lt;:w|&lt;:w|&lt;:w"]


def test_code_once_compiled_is_what_is_printed(folder: Path) -> None:
    (folder / "it.html").write_text("{% import 'own.html' as own with context %}{{ own.said() }}", encoding="utf-8")
    first = templates.environment({"": folder})
    once = first.get_template("it.html").render(page=1, word="w")
    for file in folder.glob("*.html"):
        file.unlink()
    again = templates.environment({"": folder}, templates.compiled(first))

    assert again.get_template("it.html").render(page=1, word="w") == once
    with pytest.raises(jinja2.TemplateNotFound):
        again.get_template("nosuch.html")


# ---------------------------------------------------------------- what is made once for all pages


class Counted:
    """Words that count how often they are printed."""

    def __init__(self) -> None:
        self.times = 0

    def __str__(self) -> str:
        self.times += 1
        return str(self.times)


LINK = Link("<خبر>", Href("/a/"))
OTHER = Link("ثان", Href("/b/"))


def printed_with(folder: Path, parts: str, body: str, *pages: object, **names: object) -> list[str]:
    """`body` with the macros of `parts`, for one page after the other."""
    (folder / "parts.html").write_text(parts, encoding="utf-8")
    (folder / "it.html").write_text("{% import 'parts.html' as parts with context %}" + body, encoding="utf-8")
    template = templates.environment({"": folder}).get_template("it.html")
    return [template.render({"page": page, "outlet": "دار", "t": "ك"} | names) for page in pages]


def test_a_macro_that_knows_no_page_is_set_once_for_all(tmp_path: Path) -> None:
    counted = Counted()
    parts = "{% macro said(link) %}{{ link.name }} {{ outlet }}{% endmacro %}"

    assert printed_with(tmp_path, parts, "{{ parts.said(page) }}", LINK, OTHER, LINK, outlet=counted) == [
        "&lt;خبر&gt; 1",
        "ثان 2",
        "&lt;خبر&gt; 1",
    ]


def test_each_outlet_and_language_has_its_own(tmp_path: Path) -> None:
    (tmp_path / "parts.html").write_text("{% macro said(link) %}{{ t }}{{ outlet }}{% endmacro %}", encoding="utf-8")
    (tmp_path / "it.html").write_text(
        "{% import 'parts.html' as parts with context %}{{ parts.said(page) }}", encoding="utf-8"
    )
    template = templates.environment({"": tmp_path}).get_template("it.html")
    asked = [("ع", 1), ("ن", 1), ("ع", 2), ("ع", 1)]

    assert [template.render(page=LINK, t=t, outlet=outlet) for t, outlet in asked] == ["ع1", "ن1", "ع2", "ع1"]


ONCE, TWICE = "{{ parts.said(1) }}", "{{ parts.said(1) }}{{ parts.said(1) }}"
LATER = "{% macro a() %}B{% endmacro %}"
EACH_HAS_ITS_REASON = {
    "page": ("{% macro said(x) %}{{ page }}{% endmacro %}", ONCE),
    "page, by another": ("{% macro a(x) %}{{ page }}{% endmacro %}{% macro said(x) %}{{ a(x) }}{% endmacro %}", ONCE),
    "page, under a name": ("{% set own = page %}{% macro said(x) %}{{ own }}{% endmacro %}", ONCE),
    "include": ("{% macro said(x) %}{% include 'inner.html' %}{% endmacro %}", ONCE),
    "import": ("{% macro said(x) %}{% import 'asking.html' as a with context %}{{ a.said() }}{% endmacro %}", ONCE),
    "caller": (
        "{% macro said(x) %}<{{ caller() }}>{% endmacro %}",
        "{% call parts.said(1) %}{{ page }}{% endcall %}",
    ),
    "more": ("{% macro said(x) %}{{ varargs }}{{ kwargs }}{% endmacro %}", "{{ parts.said(1, page, y=page) }}"),
    "list": ("{% macro said(x) %}{{ x|join }}{% endmacro %}", "{{ parts.said([page]) }}"),
    "markup": ("{% macro said(x) %}{{ x }}{% endmacro %}", "{{ parts.said(page) }} {{ parts.said(page|safe) }}"),
    "true": ("{% macro said(x) %}{{ x }}{% endmacro %}", "{{ parts.said(1) }} {{ parts.said(true) }}"),
    "unescaped": (
        "{% macro said(x) %}{{ x }}{% endmacro %}",
        "{{ parts.said('<') }}{% autoescape false %}{{ parts.said('<') }}{% endautoescape %}",
    ),
    "list of a call": ("{% macro said(x, y=[]) %}{{ y.append(x) or y|length }}{% endmacro %}", TWICE),
    "list of a page": ("{% set y = [] %}{% macro said(x) %}{{ y.append(x) or y|length }}{% endmacro %}", TWICE),
    "later value": (
        "{% set y = 'a' %}{% macro said(x) %}{{ y }}{% endmacro %}{{ said(1) }}{% set y = 'b' %}",
        "{{ parts }}{{ parts.said(1) }}",
    ),
    "later macro": (
        "{% macro a() %}A{% endmacro %}{% macro said(x) %}{{ a() }}{% endmacro %}{{ said(1) }}" + LATER,
        "{{ parts }}{{ parts.said(1) }}",
    ),
    "macro in a macro": (
        "{% macro said(x) %}{% for y in x %}{% macro z() %}{{ y }}{% endmacro %}{{ z() }}{% endfor %}{% endmacro %}",
        "{{ parts.said('ab') }}",
    ),
    "turns": ("{% macro said(x) %}{{ x.turn() }}{% endmacro %}", "{{ parts.said(turns) }}{{ parts.said(turns) }}"),
    "shadowed": (
        "{% macro said(x) %}{{ t }}{% endmacro %}",
        "{% for t in 'ab' %}{% import 'parts.html' as own with context %}{{ own.said(1) }}{% endfor %}",
    ),
}


@pytest.mark.parametrize(("parts", "body"), EACH_HAS_ITS_REASON.values(), ids=EACH_HAS_ITS_REASON)
def test_what_may_differ_between_pages_differs_as_in_jinja(tmp_path: Path, parts: str, body: str) -> None:
    (tmp_path / "inner.html").write_text("{{ page }}", encoding="utf-8")
    (tmp_path / "asking.html").write_text("{% macro said() %}{{ page }}{% endmacro %}", encoding="utf-8")
    made = printed_with(tmp_path, parts, body, "<1>", "2", "<1>", turns=Turns())
    plain = jinja2.Environment(loader=jinja2.FileSystemLoader(tmp_path), autoescape=True)
    turns = Turns()

    assert made == [plain.get_template("it.html").render(page=one, t="ك", turns=turns) for one in ("<1>", "2", "<1>")]


class Turns:
    """What says another number each time it is asked."""

    def __init__(self) -> None:
        self.count = 0

    def turn(self) -> int:
        """The next number."""
        self.count += 1
        return self.count


def test_a_slip_in_a_macro_is_told_each_time(tmp_path: Path) -> None:
    parts = "{% macro said(link) %}{{ link.nosuch }}{% endmacro %}"

    for _ in range(2):
        with pytest.raises(jinja2.UndefinedError):
            printed_with(tmp_path, parts, "{{ parts.said(page) }}", LINK)
