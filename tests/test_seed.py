"""The outlet in this repository: the real report of مرصد مينا, its copy, and the pages made of it."""

import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pytest
from sites import ROOT, Built, build_seed

SOURCE = (ROOT / "tests" / "cases" / "seed" / "report.txt").read_text(encoding="utf-8").splitlines()
KICKER, TEXT, FULL_NAME, NOTICE = SOURCE[0], SOURCE[1:-2], SOURCE[-2], SOURCE[-1]
REPORT_FILE = ROOT / "content" / "reports" / "2018" / "deir-ezzor-72-hours.md"
ADDRESS = "/2018/12/ريف-دير-الزور-الشرقي-72-ساعة-دامية/"


class Reader(HTMLParser):
    """Reads a page as a reader does: the text of the article's blocks and of the footer."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str]] = []
        self.footer = ""
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in {"p", "h2", "h1"}:
            self.blocks.append((tag, ""))
        if tag not in {"meta", "link", "br", "hr", "img"}:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "footer" in self._open:
            self.footer += data
        if self.blocks and {"p", "h2", "h1"} & set(self._open):
            tag, text = self.blocks[-1]
            self.blocks[-1] = (tag, text + data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_seed(tmp_path_factory.mktemp("seed"))


def test_the_copy_holds_every_line_of_the_source_letter_for_letter() -> None:
    _, front, body = REPORT_FILE.read_text(encoding="utf-8").split("---\n", 2)
    paragraphs = [block.removeprefix("## ") for block in body.strip().split("\n\n")]

    assert paragraphs == TEXT
    assert f"\nkicker: {KICKER}\n" in front


def test_the_four_short_lines_are_headings() -> None:
    headings = re.findall(r"^## (.+)$", REPORT_FILE.read_text(encoding="utf-8"), re.MULTILINE)

    assert headings == [line for line in TEXT if len(line) < 40]
    assert len(headings) == 4


def test_the_outlets_name_and_notice_are_the_sources_exactly() -> None:
    outlet = tomllib.loads((ROOT / "content" / "site.toml").read_text(encoding="utf-8"))

    assert outlet["full_name"] == FULL_NAME
    assert outlet["copyright"] == NOTICE


def test_it_is_published_without_a_word_to_say(built: Built) -> None:
    assert built.outcome.problems == ()
    assert built.exit_code == 0


def test_the_page_holds_the_whole_text_in_order(built: Built) -> None:
    blocks = [text for _, text in read(built.page(ADDRESS)).blocks]
    start = blocks.index(TEXT[0])

    assert blocks[start : start + len(TEXT)] == TEXT


def test_the_page_has_the_editors_title_date_and_the_kicker(built: Built) -> None:
    page = built.page(ADDRESS)

    assert read(page).blocks[[tag for tag, _ in read(page).blocks].index("h1")][1].strip() == (
        "ريف دير الزور الشرقي.. 72 ساعة دامية"
    )
    assert KICKER in page
    assert '<time datetime="2018-12-06">' in page
    assert "6 كانون الأول 2018" in page


def test_the_notice_stands_in_the_footer_of_every_page(built: Built) -> None:
    pages = {name: data.decode() for name, data in built.files().items() if name.endswith(".html")}

    assert len(pages) > 20
    assert [name for name, page in pages.items() if NOTICE not in read(page).footer] == []


def test_the_feed_is_sound_and_holds_the_whole_text(built: Built) -> None:
    feed = feedparser.parse((built.public / "feed.xml").read_bytes())
    words = re.sub(r"<[^>]+>", "", feed.entries[0].content[0].value)

    assert feed.bozo == 0
    assert feed.feed.rights == NOTICE
    assert [entry.title for entry in feed.entries] == ["ريف دير الزور الشرقي.. 72 ساعة دامية"]
    assert [line for line in TEXT if line not in words] == []


def test_the_standing_page_of_copyright_says_the_notice(built: Built) -> None:
    assert NOTICE in [text for _, text in read(built.page("/حقوق-النشر/")).blocks]


def test_nothing_of_the_project_needs_files_from_outside_it() -> None:
    texts = [path for folder in ("warraq", "tests", "content", "themes") for path in (ROOT / folder).rglob("*.*")]
    named = [path for path in texts if path.suffix in {".py", ".md", ".toml", ".html"} and path != Path(__file__)]

    assert [path.name for path in named if "../shared" in path.read_text(encoding="utf-8")] == []
