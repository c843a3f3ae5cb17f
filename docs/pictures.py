"""Take the README's pictures: `python docs/pictures.py`, with the extra `test` and a Chromium.

`public/` must have been built. The sample outlet in docs/sample is built on the way.
"""

import functools
import shutil
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import markdown
from playwright.sync_api import Browser, sync_playwright

from warraq import pipeline, shop
from warraq.dialect import Manner
from warraq.markup import Markup
from warraq.typeset import Setting

DOCS = Path(__file__).parent
OUTLET = {
    "front": ("/", 1120, 760),
    "report": ("/s/deir-ezzor-72/", 390, 844),
}
SAMPLE = {"arabic": ("/s/harbour/", 430, 1500)}
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
        photograph(browser, DOCS.parent / "public", OUTLET)
        photograph(browser, built_sample(Path(folder)), SAMPLE)
        compare(browser)
        browser.close()


def built_sample(folder: Path) -> Path:
    """Build the sample outlet; where it is."""
    content, public = str(DOCS / "sample" / "content"), folder / "public"
    pipeline.build(shop.Options(content=content, output=str(public), state=str(folder / "state"), now=NOW))
    return public


def photograph(browser: Browser, public: Path, pictures: dict[str, tuple[str, int, int]]) -> None:
    """Serve a built site on loopback and take its pictures: path, width and height of each."""
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(public))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        for name, (path, width, height) in pictures.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"http://127.0.0.1:{serving.server_port}{path}", wait_until="networkidle")
            page.screenshot(path=DOCS / f"{name}.png")
        serving.shutdown()


def compare(browser: Browser) -> None:
    """The same Markdown by Python-Markdown alone and by Warraq, side by side."""
    ours = Markup(Manner("{}"), Setting("ar"))
    rows = "".join(f"<tr><td>{markdown.markdown(row)}</td><td>{ours.read(row).html}</td></tr>" for row in ROWS)
    page = browser.new_page(viewport={"width": 980, "height": 420})
    page.set_content(COMPARISON.format(rows=rows))
    page.locator("table").screenshot(path=DOCS / "direction.png")


if __name__ == "__main__":
    main()
