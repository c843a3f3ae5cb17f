"""Take the README's pictures: `python docs/pictures.py`, with the extra `test`, a Chromium and poppler-utils.

The outlet of this repository and the sample in docs/sample are built on the way.
"""

import functools
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import markdown
import msgspec
from playwright.sync_api import Browser, sync_playwright

from warraq import pipeline, shop
from warraq.dialect import Manner
from warraq.markup import Markup
from warraq.typeset import Setting

DOCS = Path(__file__).parent


class Shot(msgspec.Struct, frozen=True):
    """A page, and the window through which it is seen."""

    path: str
    width: int
    height: int
    dark: bool = False


REPORT = "/s/deir-ezzor-72/"
OUTLET = {
    "front": Shot("/", 1120, 760),
    "report": Shot(REPORT, 1120, 900),
    "section": Shot("/sections/field/", 1120, 620),
    "dark": Shot(REPORT, 390, 844, dark=True),
    "phone": Shot(REPORT, 390, 844),
    "lite": Shot("/lite/", 390, 844),
}
SAMPLE = {"arabic": Shot("/s/harbour/", 430, 1500)}
SHEET = "print"  # the report, on paper
DOTS = 72  # an inch of it
NOW = 1_733_700_000  # the sample does not change with the day
ROWS = (
    "هاتف 011-2233-4455 أو +963 11 223 3445",
    "صدر في 2024-12-05 مساءً",
    "حساب @user_name على X",
    "لغة C++ وC# و.NET",
    "من -5 إلى +7 درجات",
    "الملف /etc/hosts وموقع https://example.org/",
    "المدة 10-12 يومًا، بين 2011–2024",
)
COMPARISON = """<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><style>
body {{ background: #fbf9f4; color: #1c1a17; margin: 24px }}
body {{ font: 22px/1.9 "Noto Naskh Arabic", "DejaVu Sans", sans-serif }}
table {{ border-collapse: collapse; inline-size: 100% }} p {{ margin: 0 }}
th {{ color: #0b4f5c; text-align: start; border-block-end: 2px solid #0b4f5c }}
td {{ border-block-end: 1px solid #d8d2c5; inline-size: 50%; padding-block: .15em }}
</style><table><tr><th>كما تطبعه مولّدات أخرى</th><th>ورّاق</th></tr>{rows}</table>"""


def main() -> None:
    """Photograph the outlet, the sample, and the same lines as others print them and as Warraq does."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        outlet = built(DOCS.parent / "content", Path(folder) / "outlet")
        photograph(browser, outlet, OUTLET)
        with serving(outlet) as address:
            put_on_paper(browser, f"{address}{REPORT}", Path(folder))
        photograph(browser, built(DOCS / "sample" / "content", Path(folder) / "sample"), SAMPLE)
        compare(browser)
        browser.close()


def built(content: Path, folder: Path) -> Path:
    """Build an outlet; where it is."""
    public = folder / "public"
    pipeline.build(shop.Options(content=str(content), output=str(public), state=str(folder / "state"), now=NOW))
    return public


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that a short link has led on."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Let browsers keep what they have, as hosts do: headlines have their font from the second page on."""
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()


@contextmanager
def serving(public: Path) -> Iterator[str]:
    """Serve a built site on loopback; its address."""
    handler = functools.partial(_Quiet, directory=str(public))
    with _Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def photograph(browser: Browser, public: Path, shots: dict[str, Shot]) -> None:
    """Take the pictures of a built site, of the pages that it has."""
    with serving(public) as address:
        for name, shot in shots.items():
            if not (public / shot.path.strip("/") / "index.html").is_file():
                continue
            scheme = "dark" if shot.dark else "light"
            page = browser.new_page(viewport={"width": shot.width, "height": shot.height}, color_scheme=scheme)
            page.goto(f"{address}{shot.path}", wait_until="networkidle")
            page.goto(f"{address}{shot.path}", wait_until="networkidle")  # as it looks from the second page on
            page.wait_for_url(lambda url: "/s/" not in url)  # a short link has led on
            page.screenshot(path=DOCS / f"{name}.png")


def put_on_paper(browser: Browser, address: str, folder: Path) -> None:
    """Print a page; the picture of its first sheet."""
    page = browser.new_page()
    page.goto(address, wait_until="networkidle")
    page.wait_for_url(lambda url: "/s/" not in url)
    page.pdf(path=folder / "sheet.pdf", prefer_css_page_size=True)
    only_first = ["-png", "-singlefile", "-r", str(DOTS)]
    pdftoppm = shutil.which("pdftoppm") or "pdftoppm"
    subprocess.run([pdftoppm, *only_first, str(folder / "sheet.pdf"), str(DOCS / SHEET)], check=True)


def compare(browser: Browser) -> None:
    """The same Markdown by Python-Markdown alone and by Warraq, side by side."""
    ours = Markup(Manner("{}"), Setting("ar"))
    rows = "".join(f"<tr><td>{markdown.markdown(row)}</td><td>{ours.read(row).html}</td></tr>" for row in ROWS)
    page = browser.new_page(viewport={"width": 980, "height": 420})
    page.set_content(COMPARISON.format(rows=rows))
    page.locator("table").screenshot(path=DOCS / "direction.png")


if __name__ == "__main__":
    main()
