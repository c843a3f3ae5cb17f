"""What Lighthouse says of the pages that readers open first, as a cheap phone on a slow line (T-4.5)."""

import json
import os
import statistics
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from outside import CHROMIUM_FLAGS, chromium, node, node_tool
from rich import rich
from screen import serving
from sites import Built, build

from warraq import urls

pytestmark = pytest.mark.browser

PAGES = {
    "front": "/",
    "section": "/sections/field/",
    "report": "/2024/01/تقرير-انتقل-مرتين/",
    "404": "/404.html",
    "light": "/lite/2024/01/تقرير-انتقل-مرتين/",
}
OTHERS = ("accessibility", "best-practices", "seo")
# What a file server on this machine cannot be: the real one compresses, caches and speaks TLS. A page for a dead
# address is not to be indexed, which is right and costs it points. One of the light edition leaves what search engines
# show to the page that it names, and lets nothing be fetched, as Lighthouse would robots.txt.
SKIPPED = {"404": ["is-crawlable"], "light": ["meta-description", "robots-txt"]}
RUNS = 5 if os.environ.get("WARRAQ_LONG") else 1


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("lighthouse"), rich())


@pytest.fixture(scope="module")
def base(built: Built) -> Iterator[str]:
    with serving(built.public) as address:
        yield address


def scores(address: str, folder: Path, skipped: list[str]) -> dict[str, int]:
    """The four scores of a page, of 100."""
    told = folder / "told.json"
    command = [
        *(node(), str(node_tool("lighthouse", "cli/index.js")), address, "--quiet", "--output=json"),
        *(f"--output-path={told}", "--form-factor=mobile", f"--chrome-flags={' '.join(CHROMIUM_FLAGS)} --headless=new"),
        *(f"--skip-audits={name}" for name in skipped),
    ]
    environment = os.environ | {"CHROME_PATH": chromium()}
    subprocess.run(command, env=environment, check=True, capture_output=True, timeout=120)
    found = json.loads(told.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * one["score"]) for name, one in found.items()}


@pytest.mark.parametrize("name", PAGES if RUNS > 1 else ["report"])
def test_lighthouse_has_nothing_to_say(base: str, tmp_path: Path, name: str) -> None:
    """T-4.5: the median of five runs; outside the long run, one report once."""
    address = base + urls.encoded(PAGES[name])
    found = [scores(address, tmp_path, SKIPPED.get(name, [])) for _ in range(RUNS)]

    assert {one: {run[one] for run in found} for one in OTHERS} == {one: {100} for one in OTHERS}
    assert statistics.median(run["performance"] for run in found) >= 99
