"""The past of feeds: a subscriber who was away loses nothing, and what is bound stays as it is (RFC 5005; T-3.20)."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import feedparser
import pytest
from histories import marks
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from sites import SITE_TOML, Built, build, rebuild, report

BASE = "https://news.example"
SPACES = {"atom": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}
FEEDS = ("/feed.xml", "/atom.xml", "/sections/field/feed.xml", "/tags/هجين/feed.xml")


def site(items: int = 3, more: str = "") -> str:
    return f"-- content/site.toml --\nlite = false\n{SITE_TOML}\n[feeds]\nitems = {items}\n{more}\n"


def written(*days: date, body: str = "متن {0}.") -> str:
    """A report a day, in the section and with the tag whose feeds are read."""
    return "".join(
        report(f"r{at}", body.format(at), title=f"خبر {at}", id=f"r{at}", date=day, section="field", tags="[هجين]")
        for at, day in enumerate(days)
    )


def weekly(count: int, since: date = date(2024, 1, 1)) -> list[date]:
    return [since + timedelta(weeks=week) for week in range(count)]


def document(built: Built, address: str) -> Any:
    """The document at a whole address."""
    return etree.parse(built.public / unquote(address.removeprefix(f"{BASE}/"))).getroot()


def link(root: Any, relation: str) -> str:
    """Where a document's own link of a kind leads; empty for nowhere."""
    found = root.xpath(f"(/rss/channel|/atom:feed)/atom:link[@rel='{relation}']/@href", namespaces=SPACES)
    assert len(found) <= 1
    return "".join(found)


def chain(built: Built, feed: str) -> list[str]:
    """The addresses of a feed and of its past, the newest first."""
    found = [BASE + feed]
    while older := link(document(built, found[-1]), "prev-archive"):
        assert older not in found, "the past goes in a circle"
        found.append(older)
    return found


def identities(built: Built, address: str) -> list[str]:
    data = (built.public / unquote(address.removeprefix(f"{BASE}/"))).read_bytes()
    read = feedparser.parse(data)
    assert not read.bozo
    return [one.id.rpartition(":")[2] for one in read.entries]


@pytest.mark.parametrize("feed", FEEDS)
def test_whoever_was_away_finds_every_report_once(tmp_path: Path, feed: str) -> None:
    """T-3.20."""
    built = build(tmp_path, site() + written(*weekly(100)))
    newest, *past = chain(built, feed)
    bound = [one for address in past for one in identities(built, address)]

    assert sorted(bound) == sorted(set(bound))
    assert {*bound, *identities(built, newest)} == {f"r{at}" for at in range(100)}
    assert bound == sorted(bound, key=lambda one: -int(one[1:]))
    assert len(past) > 30


@settings(max_examples=25, deadline=None)
@given(
    days=st.lists(st.dates(date(2019, 11, 1), date(2021, 2, 1)), max_size=40), items=st.integers(1, 7), data=st.data()
)
def test_whatever_the_dates_nothing_of_the_past_is_lost(
    tmp_path_factory: pytest.TempPathFactory, days: list[date], items: int, data: st.DataObject
) -> None:
    built = build(tmp_path_factory.mktemp("dates"), site(items) + written(*days))
    feed = data.draw(st.sampled_from(FEEDS if days else FEEDS[:2]))
    addresses = chain(built, feed)
    bound = [one for address in addresses[1:] for one in identities(built, address)]

    assert sorted(bound) == sorted(set(bound))
    assert {*bound, *identities(built, addresses[0])} == {f"r{at}" for at in range(len(days))}
    assert max((len(identities(built, address)) for address in addresses), default=0) <= items


@pytest.mark.parametrize("feed", FEEDS)
def test_a_volume_says_that_it_is_one_and_where_the_others_are(tmp_path: Path, feed: str) -> None:
    built = build(tmp_path, site() + written(*weekly(30)))
    newest, *past = chain(built, feed)
    is_all = feed in {"/feed.xml", "/atom.xml"}
    current = f"{BASE}/atom.xml" if is_all else newest

    assert document(built, newest).find(".//fh:archive", SPACES) is None
    for at, address in enumerate(past):
        root = document(built, address)
        assert root.find("fh:archive", SPACES) is not None
        assert link(root, "self") == address
        assert unquote(link(root, "current")) == current
        assert link(root, "next-archive") == (past[at - 1] if at else "")


def test_a_feed_that_holds_all_says_that_it_is_complete(tmp_path: Path) -> None:
    built = build(tmp_path, site(3) + written(*weekly(3)))

    for feed in FEEDS:
        root = document(built, BASE + feed)
        assert len(root.findall(".//fh:complete", SPACES)) == 1
        assert link(root, "prev-archive") == ""
    assert [name for name in built.files() if name.startswith("feeds/2")] == []


def test_what_is_bound_stays_as_it_is(tmp_path: Path) -> None:
    """Ten newer reports: a volume is written again once at most, to lead to the next one (T-3.20)."""
    days = weekly(50)
    build(tmp_path, site() + written(*days[:40]))
    before = marks(tmp_path / "public")
    build(tmp_path, written(*days))
    after = marks(tmp_path / "public")
    bound = sorted(name for name in before if "feeds/2" in name)
    rewritten = [name for name in bound if before[name] != after[name]]

    assert len(bound) > 30
    assert len(rewritten) <= 3  # the newest one of each list
    for name in rewritten:
        told = [etree.fromstring(one[name][0]).findall("{*}entry") for one in (before, after)]
        assert list(map(etree.tostring, told[0])) == list(map(etree.tostring, told[1]))


def test_what_is_taken_back_leaves_the_past_and_moves_no_other_month(tmp_path: Path) -> None:
    days = weekly(30)
    build(tmp_path, site() + written(*days, body="سرّ{0}."))
    before = marks(tmp_path / "public")
    build(tmp_path, report("r7", "سرّ7.", id="r7", date=days[7], withdrawn="{date: 2024-05-05, reason: خطأ}"))
    after = marks(tmp_path / "public")
    month = f"{days[7]:%Y-%m}"
    changed = {name for name in before if name.startswith("feeds/2") and after.get(name) != before[name]}

    assert [name for name, (data, _, _) in after.items() if "سرّ7." in data.decode("utf-8", "replace")] == []
    assert changed
    assert {name[6:13] for name in changed} <= {month, f"{days[7] - timedelta(days=31):%Y-%m}", "2024-03"}


def test_a_notice_stands_in_the_past_at_its_time(tmp_path: Path) -> None:
    made = "[{date: 2024-03-13, text: الصواب كذا}]"
    files = site() + written(*weekly(30)) + report("c", title="قديم", id="c", date="2024-01-03", corrections=made)
    built = build(tmp_path, files)
    told = [address for address in chain(built, "/atom.xml") if any("c:" in one for one in _whole(built, address))]

    assert [unquote(address) for address in told] == [f"{BASE}/feeds/2024-03-1.xml"]
    assert "الصواب كذا" in (built.public / "feeds/2024-03-1.xml").read_text(encoding="utf-8")


def _whole(built: Built, address: str) -> list[str]:
    return [one.id for one in feedparser.parse((built.public / address[len(BASE) + 1 :]).read_bytes()).entries]


def test_lists_keep_summaries_and_the_outlets_own_past_the_texts(tmp_path: Path) -> None:
    built = build(tmp_path, site() + written(*weekly(10), body="أول {0}.\n\nبقية المتن."))

    assert "بقية المتن" in (built.public / "feeds/2024-01-1.xml").read_text(encoding="utf-8")
    assert "بقية المتن" not in (built.public / "sections/field/feeds/2024-1.xml").read_text(encoding="utf-8")
    assert "أول 0." in (built.public / "sections/field/feeds/2024-1.xml").read_text(encoding="utf-8")


def test_an_outlet_may_go_without_the_past(tmp_path: Path) -> None:
    built = build(tmp_path, site(more="archive = false") + written(*weekly(30)))

    assert [name for name in built.files() if "feeds/2" in name] == []
    assert link(document(built, f"{BASE}/feed.xml"), "prev-archive") == ""
    assert document(built, f"{BASE}/feed.xml").find(".//fh:complete", SPACES) is None


def test_the_past_is_kept_by_the_newsrooms_own_calendar(tmp_path: Path) -> None:
    """Half past eleven of the last evening of January is of January in Damascus, and of the day's last hours in UTC."""
    hours = ("2024-01-31 23:30", "2024-02-01 00:30", "2024-02-02", "2024-02-03", "2024-02-04")
    files = "".join(report(f"r{at}", title=f"خبر {at}", id=f"r{at}", date=hour) for at, hour in enumerate(hours))
    built = build(tmp_path, site() + files)

    assert identities(built, f"{BASE}/feeds/2024-01-1.xml") == ["r0"]
    assert identities(built, f"{BASE}/feeds/2024-02-1.xml") == ["r3", "r2", "r1"]
    assert rebuild(tmp_path).outcome.written == 0
