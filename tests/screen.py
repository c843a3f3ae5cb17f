"""A real Chromium, and where it puts every letter of a page. Knows no theme; the tests say what is right."""

import functools
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from outside import CHROMIUM_FLAGS, chromium
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from warraq import urls

WIDE = 4000  # pixels: no line that a test looks at is longer
_POLL = 0.02  # seconds until a server hears that it should stop

# ---------------------------------------------------------------- the browser


@contextmanager
def opened() -> Iterator[Browser]:
    """A Chromium, for as long as the tests of a file need it."""
    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address under which a folder is served to this machine."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(_POLL,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that leaves before the answer."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def page_of(browser: Browser, folder: Path, path: str, width: int = WIDE) -> Iterator[Page]:
    """The page at a decoded site path of a built folder, in a window of some width; `go` leads on from there."""
    with serving(folder) as address:
        # Tests put rules of their own into a page; what its policy stops: test_policy.
        viewport: ViewportSize = {"width": width, "height": 800}
        context = browser.new_context(base_url=address, viewport=viewport, bypass_csp=True)
        try:
            page = context.new_page()
            go(page, path)
            yield page
        finally:
            context.close()


def go(page: Page, path: str) -> None:
    """Open another page of the same folder."""
    page.goto(urls.encoded(path))


def unfold(page: Page) -> None:
    """Let nothing of the page fold into a second line, so that what belongs to one line stands on one."""
    page.add_style_tag(
        content="""* { white-space: nowrap !important; max-inline-size: none !important; columns: auto !important;
        grid-template-columns: none !important; }"""
    )


def merge(page: Page) -> None:
    """Let nothing be isolated any more, to see what the page would be without."""
    page.add_style_tag(content="bdi, bdo { unicode-bidi: normal !important; }")


# ---------------------------------------------------------------- lines of letters

_UNSEEN = {"Mn", "Mc", "Me", "Cf"}  # marks on letters and controls have no place of their own
_LINES = r"""inside => {
  const unseen = /[\s\p{M}\p{Cf}]/u, range = document.createRange(), found = [];
  const style = element => getComputedStyle(element);
  const visit = block => {
    let line = null;
    const letters = text => {
      let at = 0;
      for (const letter of text.data) {
        range.setStart(text, at);
        range.setEnd(text, at += letter.length);
        const [box] = unseen.test(letter) ? [] : range.getClientRects();
        if (!box) continue;
        if (!line) found.push(line = [block.localName, style(block).direction, []]);
        line[2].push([letter, box.left, box.right, box.top, box.bottom]);
      }
    };
    const take = node => {
      if (node.nodeType === Node.TEXT_NODE) letters(node);
      else if (node.nodeType !== Node.ELEMENT_NODE || style(node).display === 'none') return;
      else if (/^(inline|contents)/.test(style(node).display)) node.childNodes.forEach(take);
      else { line = null; visit(node); line = null; }
    };
    block.childNodes.forEach(take);
  };
  document.querySelectorAll('details').forEach(one => { one.open = true });
  visit(document.querySelector(inside));
  return found;
}"""

Box = tuple[float, float, float, float]  # left, right, top, bottom


@dataclass(frozen=True, slots=True)
class Line:
    """What stands side by side in a block: its letters as they are stored, and where each one is."""

    element: str
    direction: str
    stored: str
    boxes: tuple[Box, ...]

    @property
    def shown(self) -> str:
        """The letters from left to right."""
        return "".join(self.stored[index] for index in self._order())

    @property
    def is_one(self) -> bool:
        """Whether it did not fold: every letter is beside the first."""
        _, _, top, bottom = self.boxes[0]
        return all(above < bottom and top < below for _, _, above, below in self.boxes)

    def span(self, text: str, start: int = 0) -> range:
        """Where a text stands among the stored letters; its blanks do not count."""
        at = self.stored.index(letters(text), start)
        return range(at, at + len(letters(text)))

    def stretch(self, span: range) -> str:
        """All that is to be seen from the leftmost to the rightmost of some letters."""
        order = self._order()
        places = [order.index(index) for index in span]
        return "".join(self.stored[index] for index in order[min(places) : max(places) + 1])

    def spans(self, text: str) -> list[range]:
        """Everywhere that a text stands among the stored letters."""
        found: list[range] = []
        while letters(text) in self.stored[found[-1].stop if found else 0 :]:
            found.append(self.span(text, found[-1].stop if found else 0))
        return found

    def shown_with(self, sign: str, text: str) -> str:
        """The letters from left to right, with a sign in place of each time that the text stands among them."""
        spans = self.spans(text)
        firsts, rest = {span.start for span in spans}, {index for span in spans for index in span[1:]}
        seen = (index for index in self._order() if index not in rest)
        return "".join(sign if index in firsts else self.stored[index] for index in seen)

    def _order(self) -> list[int]:
        return sorted(range(len(self.stored)), key=lambda index: self.boxes[index][0] + self.boxes[index][1])


def letters(text: str) -> str:
    """The letters of a text that a Line has."""
    return "".join(one for one in text if not one.isspace() and unicodedata.category(one) not in _UNSEEN)


def lines(page: Page, inside: str = "body") -> list[Line]:
    """Every line of the first element that a selector names, in the order of the source."""
    return [_line(*found) for found in page.evaluate(_LINES, inside)]


def _line(element: str, direction: str, found: list[tuple[str, float, float, float, float]]) -> Line:
    stored = "".join(letter for letter, *_ in found)
    return Line(element, direction, stored, tuple((left, right, top, bottom) for _, left, right, top, bottom in found))


# ---------------------------------------------------------------- neighbours

_STRAYS = r"""prose => {
  const range = document.createRange(), found = [];
  const around = boxes => boxes.length && {
    left: Math.min(...boxes.map(one => one.left)), right: Math.max(...boxes.map(one => one.right)),
    top: Math.min(...boxes.map(one => one.top)), bottom: Math.max(...boxes.map(one => one.bottom))};
  const box = node => {
    range.selectNodeContents(node);
    const words = around([...range.getClientRects()].filter(one => one.width));
    if (!words || node.nodeType === Node.TEXT_NODE) return words;
    const {top, bottom} = node.getBoundingClientRect();  // tall letters reach out of their block
    return {left: words.left, right: words.right, top, bottom};
  };
  const words = node => node.textContent.trim().replace(/\s+/g, ' ');
  const counts = node => words(node) && (node.nodeType === Node.TEXT_NODE ||
    node.nodeType === Node.ELEMENT_NODE && getComputedStyle(node).position !== 'absolute');
  const beside = (one, next) => Math.min(one.bottom, next.bottom) - Math.max(one.top, next.top) >
    Math.min(one.bottom - one.top, next.bottom - next.top) / 2;
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest(prose)) continue;
    const fromRight = getComputedStyle(element).direction === 'rtl';
    const follows = (one, next) => fromRight ? next.right <= one.left + 0.6 : next.left >= one.right - 0.6;
    const told = element.localName + (element.className && '.' + element.className);
    const nodes = [...element.childNodes].filter(counts).map(node => [node, box(node)]).filter(([, at]) => at);
    nodes.slice(1).forEach(([node, at], index) => {
      const [before, place] = nodes[index];
      if (beside(place, at) && !follows(place, at)) found.push(`${told}: ${words(before)} | ${words(node)}`);
    });
    if (getComputedStyle(element, '::after').content.startsWith('"') && words(element)) {
      const whole = around([...element.getClientRects()]), inner = box(element);
      if (fromRight ? whole.left > inner.left - 1 : whole.right < inner.right + 1)
        found.push(`${told}: ${words(element)} | ::after`);
    }
  }
  return found;
}"""


def strays(page: Page, prose: str) -> list[str]:
    """Neighbours that share a line and do not stand in the order of the source: «element: one | next».

    Neighbours are the elements and texts inside one element; where that runs from the right, so must they. The
    selector `prose` names what is left out, as its letters may rightly be reordered.
    """
    return [str(one) for one in page.evaluate(_STRAYS, prose)]


# ---------------------------------------------------------------- marks of list items


def markers(page: Page) -> list[tuple[str, Box]]:
    """The marks of list items and where they stand: no script can see them, so the browser's own layout is asked."""
    session = page.context.new_cdp_session(page)
    snapshot = session.send("DOMSnapshot.captureSnapshot", {"computedStyles": []})
    strings, document = snapshot["strings"], snapshot["documents"][0]
    pseudo = document["nodes"]["pseudoType"]
    kinds = {node: strings[kind] for node, kind in zip(pseudo["index"], pseudo["value"], strict=True)}
    layout = document["layout"]
    return [
        (strings[text].strip(), (left, left + width, top, top + height))
        for node, (left, top, width, height), text in zip(
            layout["nodeIndex"], layout["bounds"], layout["text"], strict=True
        )
        if kinds.get(node) == "marker" and text >= 0
    ]
