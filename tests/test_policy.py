"""Pages run nothing, load nothing of others' and tell nobody where their reader goes (T-4.4, T-5.1)."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from rich import DIWAN, pages, rich, spoil
from screen import opened, serving
from sites import Built, build, report

from warraq import policy, urls

HEAD = f"<html><head><meta charset=utf-8>{policy.META}"


def only(built: Built) -> tuple[str, int, str, str]:
    """The one problem of a build: file name, line, code, words."""
    (found,) = built.outcome.problems
    return Path(found.where.path).name, found.where.line, found.code, found.english


# ---------------------------------------------------------------- templates


@pytest.mark.parametrize(
    ("inline", "what"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<style>p { color: red }</style>", "<style>"),
        ('<p style="color: red">', "style="),
        ("<p {{ page.lang }} STYLE=color:red>", "style="),
        ('<p onclick="alert(1)">', "onclick="),
        ("<p{% if page %} onclick=x{% endif %}>", "onclick="),
        ('<a href=" javascript:alert(1)">', "javascript:"),
        ("<svg><style>path { fill: red }</style></svg>", "<style>"),
        ("<style>{{ page.css }}</style>", "<style>"),
        ("<script>{% if page %}1{% endif %}</script>", "<script>"),
        ('<script type="module">1</script>', "<script>"),
        ('<script type="application/ld">1</script>', "<script>"),
        ('<script type="{{ page.kind }}">1</script>', "<script>"),
        ('<script type="text/javascript" type="application/ld+json">1</script>', "<script>"),
        ('<style type="application/ld+json">p { color: red }</style>', "<style>"),
        ('<script type="application/ld+json" onload="x()">{}</script>', "onload="),
    ],
)
def test_what_stands_inline_is_found(inline: str, what: str) -> None:
    assert [found.what for found in policy.breaches(f"{HEAD}\n{inline}")] == [what]
    assert [found.line for found in policy.breaches(f"{HEAD}\n{inline}")] == [2]


@pytest.mark.parametrize(
    "sound",
    [
        '<script src="{{ url("a.js") }}"></script>',
        "<style> </style>",
        '<script type="application/ld+json">{{ page.frame.data|safe }}</script>',
        "{# <script>alert(1)</script> #}",
        "<!-- <style>p {}</style> -->",
        '<p data-style="x" class="on">onclick="x"</p>',
        "{{ page.body|safe }}",
        '<a href="/javascript:/">',
    ],
)
def test_what_only_looks_so_is_not(sound: str) -> None:
    assert list(policy.breaches(HEAD + sound)) == []


def test_a_style_that_the_policy_names_by_its_hash_is_allowed() -> None:
    style = "\nbody { color: red }\n"
    named = f"sha256-{b64encode(hashlib.sha256(style.encode()).digest()).decode()}"
    head = HEAD.replace("style-src 'self'", f"style-src '{named}'")
    text = f"{head}<style>{style}</style>"

    assert list(policy.breaches(text)) == []
    assert [found.wanted for found in policy.breaches(f"{HEAD}<style>{style}</style>")] == [named]
    assert [found.what for found in policy.breaches(text.replace("red", "blue"))] == ["<style>"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{HEAD}</head>", 0),
        ("<p>a part</p>", 0),
        ("{# a page #}\n<html>\n<head></head>", 2),
        ("<head>\n<meta charset=utf-8>", 1),
        ('<html><meta http-equiv="Content-Security-Policy" content="default-src *">', 1),
        (f'<html><link rel="stylesheet" href="x">{policy.META}', 1),
        (policy.META.join(["<html><body>", ""]), 1),
    ],
)
def test_a_page_without_a_strict_policy_ahead_of_all_else_is_found(text: str, line: int) -> None:
    assert policy.unguarded(text) == line


def test_an_inline_script_is_refused_at_its_line_with_the_way_out(tmp_path: Path, mine: Path) -> None:
    line = spoil(mine / "templates" / "page.html", "{% block main %}", "{% block main %}<script>1</script>")
    built = build(tmp_path, report(), theme="mine")
    file, at, code, words = only(built)

    assert (file, at, code, built.exit_code) == ("page.html", line, "E255", 2)
    assert "'sha256-" in words


def test_an_inline_style_in_a_drawing_that_a_template_includes_is_refused(tmp_path: Path, mine: Path) -> None:
    (mine / "templates" / "mark.svg").write_text('<svg>\n<path style="fill: red"/></svg>', encoding="utf-8")
    spoil(mine / "templates" / "page.html", "{% block main %}", '{% block main %}{% include "mark.svg" %}')

    assert only(build(tmp_path, report(), theme="mine"))[:3] == ("mark.svg", 2, "E255")


def test_a_theme_whose_pages_have_no_policy_is_told_what_to_write(tmp_path: Path, mine: Path) -> None:
    spoil(mine / "templates" / "base.html", policy.META, "")
    file, _, code, words = only(build(tmp_path, report(), theme="mine"))

    assert (file, code) == ("base.html", "E256")
    assert policy.META in words


# ---------------------------------------------------------------- pages


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The rich outlet with drafts."""
    return build(tmp_path_factory.mktemp("policy"), rich(), drafts=True)


def test_every_page_has_the_policy_and_no_referrer_ahead_of_all_that_it_loads(built: Built) -> None:
    """No other site, and no keeper of a server's log, is told what a reader has just read."""
    for name, page in pages(built.public).items():
        head = [one for one in page.elements if "head" in one.ancestors]

        assert (name, head[0].attributes) == (name, {"charset": "utf-8"})
        assert (name, head[1].attributes.get("http-equiv")) == (name, "Content-Security-Policy")
        assert (name, policy.unguarded(built.page(f"/{name}"))) == (name, 0)
        assert (name, list(policy.breaches(built.page(f"/{name}")))) == (name, [])
        if not name.startswith("lite/"):
            assert (name, page.one("meta", name="referrer").attributes["content"]) == (name, "no-referrer")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as browser:
        yield browser


KINDS = (
    "/",
    "/2023/11/بداية-الحكاية/",
    "/2024/01/خبر-الساعة-الثانية-والنصف/",
    "/2024/02/a-report-in-english/",
    "/2024/02/تقرير-مسحوب/",
    "/2024/03/تحليل-عاجل/",
    "/sections/field/",
    "/authors/salma/",
    "/tags/",
    "/archive/",
    "/archive/2024/",
    "/archive/2024/01/",
    "/corrections/",
    "/من-نحن/",
    "/404.html",
    "/s/r01/",
)


def complaints(browser: Browser, folder: Path, path: str, *, scripts: bool) -> tuple[list[str], set[str]]:
    """What the console says while a page is read, and the hosts that it asks, apart from the one it came from."""
    with serving(folder) as address:
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        said: list[tuple[str, str]] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append((message.text, message.location["url"])))
        page.on("pageerror", lambda error: said.append((str(error), path)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + urls.encoded(path), wait_until="load")
        page.wait_for_load_state("networkidle")
        context.close()
    hosts = {url.split("/")[2] for url in asked if not url.startswith("data:")}
    return [words for words, place in said if not place.endswith("/favicon.ico")], hosts - {
        address.removeprefix("http://")
    }


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("path", KINDS)
def test_a_browser_that_keeps_the_policy_has_nothing_to_say_and_asks_nobody_else(
    browser: Browser, built: Built, path: str, *, scripts: bool
) -> None:
    assert built.has(path)
    assert complaints(browser, built.public, path, scripts=scripts) == ([], set())


@pytest.mark.browser
def test_this_browser_would_say_what_breaks_the_policy_and_stop_it(browser: Browser, tmp_path: Path) -> None:
    """Proof that the test above can fail."""
    page = (DIWAN / "templates" / "base.html").read_text(encoding="utf-8")
    (meta,) = (line for line in page.splitlines() if "Content-Security-Policy" in line)
    body = "<p style='color: red'>نص</p><script>document.title = 'ran'</script><img src='http://127.0.0.2:9/x.png'>"
    (tmp_path / "index.html").write_text(f"<!doctype html>{meta}<title>x</title>{body}", encoding="utf-8")
    said, hosts = complaints(browser, tmp_path, "/", scripts=True)

    assert len([words for words in said if "Content Security Policy" in words]) == 3
    assert hosts <= {"127.0.0.2:9"}  # a browser tells of what it refuses to send
