"""What others' programs say of whole sites: the Nu HTML checker, xmllint, a real Chromium."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from outside import node, nu_checker, program, stylelint
from playwright.sync_api import Browser, Page
from rich import Reading, rich
from screen import opened, serving
from sites import ROOT, Built, build, build_seed

from warraq import urls

ADDRESS = "/2018/12/ريف-دير-الزور-الشرقي-72-ساعة-دامية/"
PAGES = ["/", ADDRESS, "/sections/field/", "/tags/", "/archive/", "/archive/2018/12/", "/corrections/", "/404.html"]
# A file has no origin, so to this checker nothing is 'self'; what browsers say of the policy: tests/test_policy.py.
_OF_NO_ORIGIN = "Resource violates Content Security Policy .meta tag.: .* “/[^/].*”.*"
# Nor does it know that a <script> which holds data is no script to any policy (HTML, 4.12.1.1: a data block is done
# with before the policy is asked).
_OF_DATA = "Inline script violates Content Security Policy .meta tag.: .*"
WIDTHS = [320, 390, 768, 1280]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_seed(tmp_path_factory.mktemp("judged"))


@pytest.fixture(scope="module")
def server(built: Built) -> Iterator[str]:
    with serving(built.public) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as browser:
        yield browser


def open_page(browser: Browser, address: str, width: int, *, scripts: bool = True) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address)
    return page


@pytest.fixture(scope="module")
def rich_built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("rich"), rich())


@pytest.mark.parametrize("site", ["built", "rich_built"])
def test_the_nu_checker_finds_no_error_and_no_warning_on_any_page(site: str, request: pytest.FixtureRequest) -> None:
    """T-1.7; `--Werror`, because a missing or wrong direction is only a warning to it (bar.md, finding 9)."""
    java, jar = program("java"), nu_checker()
    public = request.getfixturevalue(site).public
    pages, styles = sorted(map(str, public.rglob("*.html"))), sorted(map(str, public.rglob("*.css")))
    options = ["--Werror", "--also-check-css", "--format", "json", "--filterpattern", f"{_OF_NO_ORIGIN}|{_OF_DATA}"]
    command = [java, "-jar", str(jar), *options, *pages, *styles]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(ran.stderr)["messages"]

    assert len(pages) > 20
    assert [page for page in pages if Reading(Path(page).read_text("utf-8")).scripts()] == []
    assert [(m.get("url"), m.get("lastLine"), m["message"]) for m in messages] == []
    assert ran.returncode == 0


def faults_of(*stylesheets: Path) -> list[tuple[str, str]]:
    """The text of each faulty line, and the rule that it breaks, as stylelint finds them."""
    script, folder = stylelint()
    rules = ROOT / "tests" / "stylelint.config.mjs"
    command = [node(), str(script), "--config", str(rules), "--formatter", "json"]
    environment = os.environ | {"WARRAQ_TOOLS": str(folder)}
    ran = subprocess.run(
        [*command, *map(str, stylesheets)], capture_output=True, text=True, check=False, env=environment
    )
    read = json.loads(ran.stderr or ran.stdout)
    return [
        (Path(one["source"]).read_text(encoding="utf-8").splitlines()[found["line"] - 1].strip(), found["rule"])
        for one in read
        for found in one["warnings"]
    ]


def test_stylelint_finds_nothing_in_the_stylesheets_of_the_theme_and_of_the_site(built: Built) -> None:
    """T-1.8, T-1.24, T-1.25, T-1.26, T-1.30."""
    written = sorted((ROOT / "themes").rglob("*.css"))
    published = sorted(built.public.rglob("*.css"))

    assert written
    assert published
    assert faults_of(*written, *published) == []


BAD = (
    ("margin-left: 1px;", "logical-css/require-logical-properties"),
    ("left: 0;", "logical-css/require-logical-properties"),
    ("border-left: 0;", "logical-css/require-logical-properties"),
    ("text-align: left;", "logical-css/require-logical-keywords"),
    ("float: right;", "logical-css/require-logical-keywords"),
    ("letter-spacing: .1em;", "declaration-property-value-allowed-list"),
    ("text-transform: uppercase;", "declaration-property-value-allowed-list"),
    ("hyphens: auto;", "declaration-property-value-allowed-list"),
    ("word-break: break-all;", "declaration-property-value-allowed-list"),
    ("text-align: justify;", "declaration-property-value-disallowed-list"),
    ("font-style: italic;", "warraq/no-slanted-arabic"),
    ("font: oblique 1rem serif;", "warraq/no-slanted-arabic"),
)


def test_stylelint_would_find_what_the_bar_forbids(tmp_path: Path) -> None:
    copy = tmp_path / "bad.css"
    (good,) = (ROOT / "themes").rglob("diwan.css")
    rules = "\n".join(f".x{at} {{\n  {bad}\n}}" for at, (bad, _) in enumerate(BAD))
    copy.write_text(f"{good.read_text(encoding='utf-8')}\n{rules}\n", encoding="utf-8")

    assert sorted(faults_of(copy)) == sorted(BAD)


def test_xmllint_accepts_every_feed_and_sitemap(built: Built) -> None:
    xmllint = program("xmllint")
    documents = sorted(built.public.rglob("*.xml"))

    assert len(documents) > 5
    for document in documents:
        subprocess.run([xmllint, "--noout", "--nonet", str(document)], check=True, capture_output=True)


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_at_any_width(browser: Browser, server: str, path: str, width: int) -> None:
    """T-1.10."""
    page = open_page(browser, server + urls.encoded(path), width)
    overflow = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    page.context.close()

    assert overflow <= 0


@pytest.mark.browser
@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nobody_else_and_runs_nothing(browser: Browser, server: str, path: str) -> None:
    """T-4.3, T-4.4."""
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server + urls.encoded(path))
    scripts = page.locator("script:not([type='application/ld+json'])").count()
    context.close()

    assert {url.split("/")[2] for url in asked} == {server.removeprefix("http://")}
    assert scripts == 0


@pytest.mark.browser
def test_the_report_reads_from_the_right(browser: Browser, server: str) -> None:
    page = open_page(browser, server + urls.encoded(ADDRESS), 390, scripts=True)
    styles = page.evaluate(
        """() => { const p = document.querySelector('article p'), s = getComputedStyle(p);
        return [s.direction, parseFloat(s.fontSize), parseFloat(s.lineHeight) / parseFloat(s.fontSize)] }"""
    )
    page.context.close()

    assert styles[0] == "rtl"
    assert styles[1] >= 16  # T-1.28
    assert styles[2] >= 1.6  # T-1.27


@pytest.mark.browser
def test_a_reader_can_walk_from_the_front_to_the_report_and_to_its_section(browser: Browser, server: str) -> None:
    page = open_page(browser, server + "/", 390, scripts=False)
    page.get_by_role("link", name="ريف دير الزور الشرقي.. 72 ساعة دامية").first.click()
    heading = page.locator("h1").inner_text()
    page.get_by_role("link", name="هجين").first.click()
    place = page.locator("h1").inner_text()
    page.context.close()

    assert heading == "ريف دير الزور الشرقي.. 72 ساعة دامية"
    assert "هجين" in place


@pytest.mark.browser
def test_the_short_link_and_an_unknown_address_lead_on(browser: Browser, server: str) -> None:
    page = open_page(browser, server + "/s/deir-ezzor-72/", 390, scripts=False)
    page.wait_for_url(server + urls.encoded(ADDRESS))
    page.context.close()
