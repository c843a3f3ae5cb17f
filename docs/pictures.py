"""Take the README's pictures of `public/`: `python docs/pictures.py`, with the extra `test` and a Chromium."""

import functools
import shutil
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PICTURES = {
    "front": ("/", 1120, 760),
    "report": ("/s/deir-ezzor-72/", 390, 844),
}


def main() -> None:
    """Serve `public/` on loopback and photograph it."""
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(ROOT / "public"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as serving, sync_playwright() as playwright:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (path, width, height) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"http://127.0.0.1:{serving.server_port}{path}", wait_until="networkidle")
            page.screenshot(path=ROOT / "docs" / f"{name}.png")
        browser.close()
        serving.shutdown()


if __name__ == "__main__":
    main()
