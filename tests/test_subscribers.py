"""What subscribers see: real readers, subscribed over HTTP to a served site that publishes, edits, corrects, withdraws.

T-3.14, T-3.21; issue feeds, «a corrected report is announced once more, with its correction; a typo fix is not».
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sites import SITE_TOML, build, rebuild, report
from subscribers import Host, Subscriber, WithFeedparser, WithNewsboat, WithReader

READERS: dict[str, tuple[Callable[[str, Path], Subscriber], str]] = {
    "feedparser, RSS": (WithFeedparser, "feed.xml"),
    "feedparser, Atom": (WithFeedparser, "atom.xml"),
    "reader, RSS": (WithReader, "feed.xml"),
    "reader, Atom": (WithReader, "atom.xml"),
    "reader, JSON Feed": (WithReader, "feed.json"),
    "newsboat, RSS": (WithNewsboat, "feed.xml"),
    "newsboat, Atom": (WithNewsboat, "atom.xml"),
    "newsboat, a section": (WithNewsboat, "sections/field/feed.xml"),
}
FIRST = {
    "id": "r1",
    "title": "قصف على «هجين»",
    "date": "2025-11-01 08:00",
    "section": "field",
    "authors": "[سلمى, عمر]",
}
SECOND = {"id": "r2", "title": "IAEA تنشر تقريرًا", "date": "2025-11-02 08:00", "section": "field"}
THIRD = {"id": "r3", "title": "هدنة", "date": "2025-11-03 08:00", "section": "field"}


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    (tmp_path / "public").mkdir()
    served = Host(tmp_path / "public")
    yield served
    served.close()


def publish(folder: Path, host: Host, *reports: str) -> None:
    toml = SITE_TOML.replace("https://news.example", host.url)
    built = build(folder, f"-- content/site.toml --\n{toml}\n" + "".join(reports))
    assert built.outcome.usable


def bare(text: str) -> str:
    """A text without the marks of direction that feeds put before what begins in Latin."""
    return re.sub("[\u200e\u200f\u2066-\u2069]", "", text)


@pytest.mark.parametrize("name", READERS)
def test_a_subscriber_sees_each_thing_once(tmp_path: Path, host: Host, name: str) -> None:
    """T-3.14."""
    make, file = READERS[name]
    publish(tmp_path, host, report("1", "متن أول.", **FIRST), report("2", "متن ثان.", **SECOND))
    (tmp_path / "reader").mkdir()
    subscriber = make(f"{host.url}/{file}", tmp_path / "reader")

    subscriber.look()
    assert list(map(bare, subscriber.unread())) == [SECOND["title"], FIRST["title"]]

    subscriber.look()
    assert subscriber.unread() == []
    assert host.spared == ([] if name.startswith("newsboat") else [f"/{file}"])  # run as a command, it asks for all

    publish(tmp_path, host, report("3", "متن ثالث.", **THIRD))
    subscriber.look()
    assert subscriber.unread() == [THIRD["title"]]
    assert [bare(one.title) for one in subscriber.held().values()] == [
        THIRD["title"], SECOND["title"], FIRST["title"]
    ]  # fmt: skip

    publish(tmp_path, host, report("3", "متن ثالث، صُححت همزته.", **THIRD))
    subscriber.look()
    assert subscriber.unread() == [], "a slip that was mended is no news"
    assert "صُححت همزته" in _of(subscriber, "r3")

    made = "[{date: 2025-11-04 09:00, text: كان العدد خطأً}]"
    publish(tmp_path, host, report("1", "متن أول.", **FIRST, corrections=made))
    subscriber.look()
    assert subscriber.unread() == [f"تصويب: {FIRST['title']}"]
    assert "كان العدد خطأً" in next(iter(subscriber.held().values())).text
    assert "كان العدد خطأً" in _of(subscriber, "r1")

    publish(tmp_path, host, report("2", "متن ثان.", **SECOND, withdrawn="{date: 2025-11-05, reason: خطأ المصدر}"))
    subscriber.look()
    assert subscriber.unread() == []
    assert "متن ثان" not in _of(subscriber, "r2")
    assert "خطأ المصدر" in _of(subscriber, "r2")
    assert len(subscriber.held()) == 4


def _of(subscriber: Subscriber, identity: str) -> str:
    (found,) = (held for key, held in subscriber.held().items() if key.endswith(f":{identity}"))
    return found.text


@pytest.mark.parametrize("name", READERS)
def test_a_subscriber_has_the_text_the_link_and_the_names(tmp_path: Path, host: Host, name: str) -> None:
    make, file = READERS[name]
    publish(tmp_path, host, report("1", "متن **غامق** <b>أول</b>.", **FIRST))
    (tmp_path / "reader").mkdir()
    subscriber = make(f"{host.url}/{file}", tmp_path / "reader")
    subscriber.look()
    (held,) = subscriber.held().values()

    assert 'dir="rtl"' in held.text
    assert "<strong>غامق</strong>" in held.text
    assert re.fullmatch(rf"{host.url}/2025/11/[%0-9A-F-]+/", held.link)
    assert {"سلمى", "عمر"} & set(re.split("[،,] ?", held.authors))  # newsboat keeps the last of RSS


def test_a_build_in_which_nothing_changed_sends_nothing(tmp_path: Path, host: Host) -> None:
    """T-3.21."""
    publish(tmp_path, host, report("1", "متن أول.", **FIRST))
    (tmp_path / "reader").mkdir()
    subscriber = WithReader(f"{host.url}/atom.xml", tmp_path / "reader")
    subscriber.look()
    assert rebuild(tmp_path).outcome.written == 0

    subscriber.look()

    assert host.spared == ["/atom.xml"]
