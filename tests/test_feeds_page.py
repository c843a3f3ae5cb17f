"""The page that tells people of feeds, the file of all of them, and what every page offers (T-3.7, T-3.15)."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import etree
from rich import BASE, Reading, pages, rich
from sites import SITE_TOML, Built, build, rebuild, report

KINDS = {"application/rss+xml", "application/atom+xml", "application/feed+json"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The rich outlet."""
    return build(tmp_path_factory.mktemp("subscribing"), rich())


def path_of(href: str) -> str:
    return unquote(href.removeprefix(BASE))


def lists_with_feeds(built: Built) -> set[str]:
    return {f"/{name}" for name in built.files() if name.endswith("/feed.xml")}


def test_the_page_leads_to_every_feed_there_is(built: Built) -> None:
    """T-3.15."""
    page = Reading(built.page("/feeds/"))
    led_to = {path_of(one.attributes["href"]) for one in page.all("a") if one.attributes.get("type") in KINDS}

    assert led_to == lists_with_feeds(built) - {"/sections/culture/feed.xml"} | {
        "/feed.xml", "/atom.xml", "/feed.json", "/sections/culture/feed.xml",
    }  # fmt: skip
    assert f"{BASE}/feed.xml" in page.one("main").text
    assert all(built.has(path) for path in led_to)


def test_the_file_of_all_feeds_names_each_with_its_page(built: Built) -> None:
    body = etree.parse(built.public / "feeds" / "all.opml").getroot().find("body")
    outlines = [one for one in body.iter("outline") if one.get("type")]

    assert {path_of(one.get("xmlUrl")) for one in outlines} == lists_with_feeds(built) | {"/feed.xml"}
    assert all(one.get("xmlUrl") == f"{one.get('htmlUrl')}feed.xml" for one in outlines)
    assert [one.get("text") for one in body if not one.get("type")] == [
        "الأقسام",
        "الوسوم",
        "الأماكن",
        "الكتّاب",
        "السلاسل",
    ]


def test_every_page_offers_the_outlets_feeds_and_that_of_its_list(built: Built) -> None:
    """T-3.7."""
    for name, page in pages(built.public).items():
        if name.startswith("lite/") or not page.all("header"):
            continue  # a twin's feeds are those of the page that it is canonical to; a redirect has none
        offered = [one.attributes for one in page.all("link", rel="alternate") if one.attributes.get("type") in KINDS]
        assert [one["href"] for one in offered[:3]] == ["/feed.xml", "/atom.xml", "/feed.json"], name
        assert [one["title"] for one in offered[:3]] == [
            f"منصة التجربة ({form})" for form in ("RSS", "Atom", "JSON Feed")
        ]
        assert all(built.has(path_of(one["href"])) for one in offered)
        own = f"/{name.removesuffix('index.html')}feed.xml"
        if built.has(own) and own != "/feed.xml":
            assert path_of(offered[3]["href"]) == own


def test_a_new_name_is_offered_at_once_and_an_old_one_no_more(tmp_path: Path) -> None:
    build(tmp_path, report("a", tags="[قديم]"))
    again = build(tmp_path, report("a", tags="[جديد]"))

    assert "/tags/جديد/feed.xml" in unquote(again.page("/feeds/"))
    for name in ("feeds/index.html", "feeds/all.opml"):
        assert "قديم" not in unquote((again.public / name).read_text(encoding="utf-8"))
    assert not again.has("/tags/قديم/feed.xml")


def test_what_belongs_to_feeds_can_be_claimed_by_nobody(tmp_path: Path) -> None:
    aliases = '[/feeds/, /feeds/2024-01-1.xml, /atom.xml, "/corrections/feed.xml", /tags/x/feeds/2024-1.xml]'
    built = build(tmp_path, report("a", aliases=aliases))

    assert built.codes == ["E303"] * 5


def test_a_hub_that_is_no_address_is_refused_with_its_place(tmp_path: Path) -> None:
    built = build(tmp_path, f'-- content/site.toml --\n{SITE_TOML}\n[feeds]\nhub = "hub.example"\n' + report())

    assert built.codes == ["E216"]
    assert "hub.example" in built.outcome.problems[0].arabic
    assert built.exit_code == 2


def test_an_edit_that_no_feed_shows_writes_no_feed(tmp_path: Path) -> None:
    many = "".join(report(f"r{at}", title=f"خبر {at}", date=f"2025-01-{at:02}", section="field") for at in range(1, 10))
    toml = f"-- content/site.toml --\n{SITE_TOML}\n[feeds]\nitems = 3\narchive = false\n"
    build(tmp_path, toml + many + report("old", title="قديم", date="2020-01-01", section="politics"))
    before = {name: (tmp_path / "public" / name).stat().st_mtime_ns for name in rebuild(tmp_path).files()}
    again = build(tmp_path, report("old", "متن آخر.", title="قديم", date="2020-01-01", section="politics"))
    moved = {name for name in before if (again.public / name).stat().st_mtime_ns != before[name]}

    assert {name for name in moved if name.endswith(("xml", "json", "opml"))} == {"sections/politics/feed.xml"}


def test_a_new_report_changes_only_the_feeds_that_it_belongs_to(tmp_path: Path) -> None:
    """T-3.21, and the issue's «adding a report changes only the feeds it belongs to»."""
    days = [f"2025-{month:02}-{day:02}" for month in range(1, 11) for day in (3, 13, 23)]
    sections = ("field", "politics")
    old = "".join(
        report(
            f"r{at}", title=f"خبر {at}", date=day, section=sections[at % 2], tags=f"[و{at % 5}]", authors=f"[ك{at % 3}]"
        )
        for at, day in enumerate(days)
    )
    build(tmp_path, f"-- content/site.toml --\n{SITE_TOML}\n[feeds]\nitems = 4\n" + old)
    before = {name: (tmp_path / "public" / name).stat().st_mtime_ns for name in rebuild(tmp_path).files()}
    new = report("new", title="جديد", date="2025-12-01", section="field", tags="[و1]", authors="[ك2]")
    after = build(tmp_path, new)
    feeds = {name for name in after.files() if name.endswith((".xml", ".json", ".opml")) and "sitemap" not in name}
    changed = {name for name in feeds if (after.public / name).stat().st_mtime_ns != before.get(name)}
    bound = {name for name in changed if "/feeds/" in f"/{name}"}

    assert changed - bound == {
        "feed.xml", "atom.xml", "feed.json", "sections/field/feed.xml", "tags/و1/feed.xml", "authors/ك2/feed.xml",
    }  # fmt: skip
    assert len(bound) <= 6  # a volume that is bound now, and the one before it that leads to it
    assert len(feeds) > 40
