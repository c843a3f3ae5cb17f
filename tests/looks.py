"""How a page looks to a browser: what is clipped, where its parts stand, what axe says of it. Knows no theme."""

import functools
import json
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Literal

from outside import node_tool
from PIL import Image
from playwright.sync_api import Browser, Page

Scheme = Literal["light", "dark"]
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }"""  # WCAG 1.4.12
_DARK = 128  # of 255
TWICE = "html { font-size: 200% !important }"  # WCAG 1.4.4


@contextmanager
def window(
    browser: Browser, base: str, width: int, scheme: Scheme = "light", *, scripts: bool = True
) -> Iterator[Page]:
    """A page in a window of some width; `goto` takes paths below `base`. What it adds to a page passes its policy."""
    context = browser.new_context(
        base_url=base,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        java_script_enabled=scripts,
        bypass_csp=True,
    )
    try:
        yield context.new_page()
    finally:
        context.close()


@functools.cache
def _axe() -> str:
    return node_tool("axe-core", "axe.min.js").read_text(encoding="utf-8")


def faults(page: Page) -> list[str]:
    """What axe finds wrong: its rule, the first element, and what it says of it."""
    page.evaluate(_axe())
    run = "async tags => (await axe.run(document, {runOnly: tags, resultTypes: ['violations']})).violations"
    found: list[dict[str, Any]] = page.evaluate(run, list(TAGS))
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:90]} {json.dumps(_said(one), ensure_ascii=False)}" for one in found
    ]


def _said(violation: dict[str, Any]) -> list[str]:
    checks = violation["nodes"][0]
    return [check["message"] for check in (*checks["any"], *checks["all"], *checks["none"])]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window (T-1.10)."""
    return int(page.evaluate("document.scrollingElement.scrollWidth - innerWidth"))


_CLIPPED = """() => {
  document.querySelectorAll('details').forEach(one => { one.open = true });
  const scrolls = style => /auto|scroll/.test(style.overflowX + style.overflowY);
  return [...document.body.querySelectorAll('*')].filter(one => {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    if (!box.width || style.display.startsWith('inline') || one.closest('.skip')) return false;
    const hides = !scrolls(style) && /hidden|clip/.test(style.overflowX + style.overflowY);
    if (hides && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1)) return true;
    let around = one.parentElement;
    while (around && !scrolls(getComputedStyle(around))) around = around.parentElement;
    return (!around || around === document.documentElement) && (box.left < -1 || box.right > innerWidth + 1);
  }).map(one => `${one.localName}.${one.className}: ${one.textContent.trim().slice(0, 40)}`);
}"""


def clipped(page: Page) -> list[str]:
    """The elements whose words a reader cannot reach: cut off by a box that does not scroll, or beyond the window."""
    return [str(one) for one in page.evaluate(_CLIPPED)]


def inked(page: Page, around: tuple[float, float, float, float], rules: str) -> set[tuple[int, int]]:
    """The dark pixels of a part of the window (left, top, width, height), under further rules: their places in it."""
    sheet = page.add_style_tag(content=rules)
    left, top, width, height = around
    data = page.screenshot(clip={"x": left, "y": top, "width": width, "height": height})
    sheet.evaluate("one => one.remove()")
    with Image.open(BytesIO(data)) as image:
        shades = image.convert("L")
    return {(at % shades.width, at // shades.width) for at, shade in enumerate(shades.tobytes()) if shade < _DARK}


_BOXES = """selector => [...document.querySelectorAll(selector)].map(one => {
  const {left, right, top, bottom} = one.getBoundingClientRect();
  return [`${one.localName}.${one.className}`, left, right, top, bottom] })"""


def boxes(page: Page, selector: str) -> list[tuple[str, float, float, float, float]]:
    """The elements that a selector names: «tag.class», left, right, top, bottom."""
    return [(name, left, right, top, bottom) for name, left, right, top, bottom in page.evaluate(_BOXES, selector)]
