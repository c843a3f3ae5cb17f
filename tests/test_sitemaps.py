"""Sitemaps: every page that may be found and no other, honest dates, pictures; and the news of the last two days."""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

import pytest
from examples import begun, both, edit, gone, later, reports, toml
from histories import scratch, tree
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from newsroom import PHOTOGRAPHS
from outside import program
from rich import BASE, Reading, pages, rich
from sites import NOW, ROOT, SITE_TOML, Built, build, rebuild, report
from studio import photograph, put
from test_feeds import HOSTILE, in_any_order, quoted

from warraq import claims, feeds, urls
from warraq.archive import Archive, filed
from warraq.config import Config
from warraq.feeds import news, sitemaps
from warraq.media.pictures import Recipe
from warraq.model import Moment, Report, Window
from warraq.site import Site
from warraq.views import Address, NewsEntry, SitemapEntry, SitemapView

SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
GRAMMAR = ROOT / "tests" / "cases" / "sitemaps.rng"
DAY = 86_400
WINDOW = 2 * DAY
MANY = 60_000 if os.environ.get("WARRAQ_LONG") else 6_000  # reports
FRESH = "2025-12-31"  # a day before NOW
WITH_NEWS = (
    rich()
    + report("fresh", title="خبر اليوم", date=f"{FRESH} 10:00", section="field")
    + report("english", title="News of today", date=f"{FRESH} 11:00", lang="en-US")
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The rich outlet, with something new."""
    return build(tmp_path_factory.mktemp("sitemaps"), WITH_NEWS)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Reports of today with hostile titles, of an outlet with a hostile name."""
    name = SITE_TOML.replace('"منصة التجربة"', """'"><script>&amp;]]>{{7*7}} منصة'""")
    titled = "".join(
        report(f"h{at}", title=quoted(f"ق {one} ن"), slug=f"h{at}", date=f"{FRESH} 10:{at % 60:02}")
        for at, one in enumerate(HOSTILE)
    )
    return build(tmp_path_factory.mktemp("hostile"), f"-- content/site.toml --\n{name}\n{titled}")


def urls_in(built: Built, file: str = "sitemap.xml") -> list[Any]:
    """The elements of the addresses in a sitemap, or in the files of its index."""
    root = etree.parse(built.public / file).getroot()
    if root.tag == f"{{{SPACES['s']}}}urlset":
        return list(root)
    files = [str(one).removeprefix(f"{BASE}/") for one in root.xpath("s:sitemap/s:loc/text()", namespaces=SPACES)]
    return [one for part in files for one in urls_in(built, part)]


def said(element: Any, path: str) -> str:
    """The text of the one element at a path; empty for none."""
    return str(element.findtext(path, "", SPACES))


def paths(built: Built, file: str = "sitemap.xml") -> list[str]:
    """The decoded site paths in a sitemap."""
    return [unquote(said(one, "s:loc").removeprefix(BASE)) for one in urls_in(built, file)]


def titles(built: Built) -> list[str]:
    """The headlines in the sitemap of news."""
    return [said(one, "news:news/news:title") for one in urls_in(built, "news-sitemap.xml")]


# ---------------------------------------------------------------- which pages


def test_each_page_that_may_be_found_is_listed_once_and_no_other(built: Built) -> None:
    """T-3.2: of a list its front stands for its further pages; twins of the light edition are their pages'."""
    listed = paths(built)
    html = {"/" + name.removesuffix("index.html"): page for name, page in pages(built.public).items()}
    indexed = {path for path, page in html.items() if not page.all("meta", name="robots")}
    further = {path for path in indexed if re.search(r"/page/\d+/$", path)}
    twins = {path for path in indexed if path.startswith("/lite/")}

    assert len(listed) == len(set(listed)) > 40
    assert set(listed) == indexed - further - twins
    assert {re.sub(r"page/\d+/$", "", path) for path in further - twins} <= set(listed)
    assert len(further) > 5
    assert len(twins) > 40
    for path in twins:
        canonical = html[path].one("link", rel="canonical").attributes["href"]
        assert unquote(canonical.removeprefix(BASE)) == path.removeprefix("/lite")


def test_what_says_noindex_is_in_no_sitemap(built: Built) -> None:
    """T-3.2: redirects, short links, the page for dead addresses, what was withdrawn."""
    hidden = ("/404.html", "/old/c/", "/s/r01/", "/2024/02/تقرير-مسحوب/", "/about-us/")

    assert all(built.has(path) for path in hidden)
    assert not set(hidden) & set(paths(built))


def test_every_address_is_whole_and_encoded_once(built: Built) -> None:
    """T-2.24, T-3.2."""
    for element in urls_in(built):
        address = said(element, "s:loc")
        assert re.fullmatch(r"https://news\.example/[\x21-\x7e]*", address)
        assert not re.search(r"%(?![0-9A-F]{2})|%25", address)
        assert (built.public / urls.file_of(unquote(address.removeprefix(BASE)))).is_file()


def test_only_what_changed_has_a_date_and_it_is_the_change_that_readers_should_know_of(built: Built) -> None:
    """T-3.2: a correction, not the moment of the build; fronts of lists have none."""
    dates = {path: said(one, "s:lastmod") for path, one in zip(paths(built), urls_in(built), strict=True)}
    reported = {path for path in dates if re.match(r"/\d{4}/\d{2}/", path)}

    assert {path for path, date in dates.items() if date} == reported
    assert dates["/2024/01/خبر-الساعة-الثانية-والنصف/"] == "2025-03-01T00:00:00+03:00"
    assert dates["/2023/11/بداية-الحكاية/"] == "2023-11-05T00:00:00+03:00"


def test_an_unchanged_report_keeps_its_date_in_the_sitemap(tmp_path: Path) -> None:
    """T-3.2."""
    before = etree.tostring(etree.parse(build(tmp_path, report("a", title="أول")).public / "sitemap.xml"))
    build(tmp_path, report("a", "متن صُححت فيه همزة.", title="أول"))

    assert etree.tostring(etree.parse(rebuild(tmp_path, as_of="2027-01-01").public / "sitemap.xml")) == before


def test_a_build_without_a_change_writes_no_sitemap(tmp_path: Path) -> None:
    """T-3.21."""
    first = build(tmp_path, rich() + report("fresh", title="خبر اليوم", date=FRESH))
    before = {name: (first.public / name).stat().st_mtime_ns for name in ("sitemap.xml", "news-sitemap.xml")}
    again = rebuild(tmp_path)

    assert (again.outcome.written, again.outcome.touched) == (0, 0)
    assert {name: (first.public / name).stat().st_mtime_ns for name in before} == before


# ---------------------------------------------------------------- pictures

IMAGE = "{src: media/p.jpg, alt: صورة, credit: ف}"


def pictured(built: Built) -> dict[str, str]:
    """The picture beside each address that has one."""
    found = {path: said(one, "image:image/image:loc") for path, one in zip(paths(built), urls_in(built), strict=True)}
    return {path: picture for path, picture in found.items() if picture}


def test_a_report_has_its_picture_in_the_largest_size_that_its_page_offers(tmp_path: Path) -> None:
    """T-3.2."""
    put(tmp_path, "p.jpg", photograph(900, 600))
    built = build(tmp_path, report("a", image=IMAGE) + report("b", "![نص](media/p.jpg)", title="بلا صورة فوقه"))
    (path, address) = next(iter(pictured(built).items()))
    sizes = Reading(built.page(path)).all("img")[0].attributes["srcset"].split(", ")

    assert list(pictured(built)) == ["/2024/01/خبر/"]
    assert (built.public / address.removeprefix(f"{BASE}/")).read_bytes()[:3] == b"\xff\xd8\xff"
    assert address == BASE + sizes[-1].split()[0]
    assert sizes[-1].split()[1] == "900w"


def test_a_picture_behind_a_warning_is_not_found_without_it(tmp_path: Path) -> None:
    put(tmp_path, "p.jpg", photograph())
    built = build(tmp_path, report("a", image=IMAGE, content_warning="مشاهد قاسية"))

    assert pictured(built) == {}
    assert len(pictured(build(tmp_path, report("a", image=IMAGE)))) == 1


@pytest.mark.parametrize("data", [PHOTOGRAPHS[2], PHOTOGRAPHS[3], b""], ids=["cut off", "no picture", "gone"])
def test_a_picture_that_cannot_be_shown_any_more_is_in_no_sitemap(tmp_path: Path, data: bytes) -> None:
    put(tmp_path, "p.jpg", photograph())
    files = report("a", "![نص](media/p.jpg)", image=IMAGE) + report("b", title="آخر")
    assert len(pictured(build(tmp_path, files))) == 1
    put(tmp_path, "p.jpg", data)
    if not data:
        (tmp_path / "content" / "media" / "p.jpg").unlink()

    assert pictured(rebuild(tmp_path)) == {}


def test_another_picture_changes_the_sitemap(tmp_path: Path) -> None:
    put(tmp_path, "p.jpg", photograph())
    first = pictured(build(tmp_path, report("a", image=IMAGE)))
    put(tmp_path, "p.jpg", photograph(colour="yellow"))
    second = pictured(rebuild(tmp_path))

    assert first.keys() == second.keys()
    assert first != second


# ---------------------------------------------------------------- beyond one file


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that hold next to nothing."""
    monkeypatch.setattr(sitemaps, "_LIMIT", 12)
    monkeypatch.setattr(sitemaps, "_MOST_NEW", 15)
    monkeypatch.setattr(news, "_LIMIT", 2)


@pytest.mark.usefixtures("small")
def test_what_one_file_does_not_hold_is_parted_by_month_below_an_index(built: Built, tmp_path: Path) -> None:
    """T-3.2."""
    parted = build(tmp_path, WITH_NEWS)
    whole = etree.parse(parted.public / "sitemap.xml").getroot()
    files = [unquote(one.text.removeprefix(BASE)) for one in whole.iter("{*}loc")]

    assert etree.QName(whole).localname == "sitemapindex"
    assert {f"/{path.name}" for path in parted.public.glob("sitemap-*.xml")} == set(files)
    assert {"/sitemap-pages.xml", "/sitemap-pages-2.xml", "/sitemap-2024-01.xml", "/sitemap-2025-06.xml"} <= set(files)
    assert all(0 < len(urls_in(parted, file[1:])) <= 12 for file in files)
    assert sorted(paths(parted)) == sorted(paths(built))


@pytest.mark.usefixtures("small")
def test_a_month_that_one_file_does_not_hold_has_several(tmp_path: Path) -> None:
    """T-3.2."""
    many = "".join(report(f"r{at:02}", title=f"خبر {at}", date=f"2024-01-{1 + at:02}") for at in range(30))
    built = build(tmp_path, many)

    assert [len(urls_in(built, f"sitemap-2024-01{part}.xml")) for part in ("", "-2", "-3")] == [12, 12, 6]
    assert not (built.public / "sitemap-2024-01-4.xml").exists()


@pytest.mark.usefixtures("small")
def test_parts_come_and_go_as_in_a_clean_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "_LIMIT", 24)
    many = "".join(report(f"r{at:02}", title=f"خبر {at}", date=f"2024-01-{1 + at:02}") for at in range(11))
    with scratch() as folder:
        pair = begun(folder, reports("a") + report("old", title="قديم", date="2023-05-05"))
        assert "sitemap-pages.xml" not in tree(pair.public)
        for step in (
            many,
            report("n1", title="أول", date="2024-01-30") + report("n2", title="ثان", date="2024-01-31"),
            gone("reports/n1.md"),
            both(gone("reports/n2.md"), gone("reports/a.md"), gone("reports/r00.md")),
            report("t", title="وسوم", date="2024-02-02", tags="[ا, ب, ت, ث, ج, ح, خ, د, ذ, ر, ز, س]"),
            both(*(gone(f"reports/r{at:02}.md") for at in range(1, 11))),
            gone("reports/t.md"),
            gone("reports/old.md"),
        ):
            edit(pair, step)
            assert pair.build().written > 0


@pytest.mark.usefixtures("small")
def test_the_news_are_parted_and_whole_again_as_in_a_clean_build() -> None:
    fresh = "".join(report(f"n{at}", title=f"جديد {at}", date=f"2025-12-31 0{at}:00") for at in range(5))
    with scratch() as folder:
        pair = begun(folder, reports("abc"))
        edit(pair, fresh)
        pair.build()
        assert {"news-sitemap.xml", "news-sitemap-1.xml", "news-sitemap-3.xml"} <= tree(pair.public).keys()
        edit(pair, both(later(DAY + 2 * 3600), gone("reports/n4.md"), gone("reports/n0.md")))
        pair.build()
        assert "news-sitemap-1.xml" not in tree(pair.public)
        edit(pair, later(-DAY))
        pair.build()
        edit(pair, toml("per_page = 3"))
        pair.build()


# ---------------------------------------------------------------- news


def test_news_are_the_reports_of_the_last_two_days_newest_first(built: Built) -> None:
    """T-3.1."""
    dates = [said(one, "news:news/news:publication_date") for one in urls_in(built, "news-sitemap.xml")]

    assert titles(built) == ["News of today", "خبر اليوم"]
    assert dates == ["2025-12-31T11:00:00+03:00", "2025-12-31T10:00:00+03:00"]
    assert paths(built, "news-sitemap.xml") == ["/2025/12/news-of-today/", "/2025/12/خبر-اليوم/"]
    assert set(paths(built, "news-sitemap.xml")) < set(paths(built))


def test_news_name_the_outlet_and_the_language_without_its_country(tmp_path: Path) -> None:
    """T-3.1: ar, never ar-SY."""
    head = f'-- content/site.toml --\nlanguage = "ar-SY"\n{SITE_TOML}\n'
    built = build(tmp_path, head + report("a", date=FRESH) + report("b", title="B", date=FRESH, lang="pt-BR"))
    told = [one.find("news:news/news:publication", SPACES) for one in urls_in(built, "news-sitemap.xml")]

    assert {(said(one, "news:name"), said(one, "news:language")) for one in told} == {
        ("منصة التجربة", "ar"),
        ("منصة التجربة", "pt"),
    }


def test_a_headline_in_the_news_is_the_one_on_the_page_whatever_it_holds(hostile: Built) -> None:
    """T-3.1: and the outlet's name is no part of it."""
    found = dict(zip(paths(hostile, "news-sitemap.xml"), titles(hostile), strict=True))

    assert len(found) == len(HOSTILE)
    for path, title in found.items():
        page = Reading((hostile.public / urls.file_of(path)).read_bytes().decode("utf-8"))
        assert in_any_order(title) == in_any_order(page.one("h1").text)


@pytest.mark.parametrize(
    "keys",
    [
        {"draft": "true"},
        {"date": "2026-01-02"},
        {"expires": "2025-12-31 12:00"},
        {"withdrawn": "{date: 2025-12-31, reason: خطأ}"},
        {"date": "2025-12-30 02:59:59"},
    ],
    ids=["draft", "embargoed", "expired", "withdrawn", "too old by a second"],
)
def test_what_readers_should_not_find_is_no_news(tmp_path: Path, keys: dict[str, str]) -> None:
    """T-3.1."""
    built = build(tmp_path, report("a", title="سر", **({"date": FRESH} | keys)) + report("b", title="معلن", date=FRESH))

    assert titles(built) == ["معلن"]
    assert "سر" not in (built.public / "news-sitemap.xml").read_text(encoding="utf-8")


def test_without_news_the_file_stands_empty(tmp_path: Path) -> None:
    """T-3.1: search engines keep asking for it."""
    built = build(tmp_path, report())

    assert titles(built) == []
    assert etree.parse(built.public / "news-sitemap.xml").getroot().tag == f"{{{SPACES['s']}}}urlset"


def test_a_report_leaves_the_news_at_the_second_and_the_build_before_says_when(tmp_path: Path) -> None:
    """T-3.1: and nothing else is written then (T-3.21)."""
    first = build(tmp_path, report("a", date=f"{FRESH} 10:00") + report("b", title="قديم"))
    assert first.outcome.next_moment == "2026-01-02T10:00:00+03:00"
    before = rebuild(tmp_path, as_of="2026-01-02 09:59:59")
    assert (titles(before), before.outcome.written) == (["خبر"], 0)
    after = rebuild(tmp_path, as_of="2026-01-02 10:00")

    assert titles(after) == []
    assert (after.outcome.written, after.outcome.rendered, after.outcome.next_moment) == (1, 0, "")


def test_another_folder_that_was_not_built_meanwhile_loses_its_old_news_too(tmp_path: Path) -> None:
    other = str(tmp_path / "other")
    build(tmp_path, report("a", date=FRESH))
    rebuild(tmp_path, output=other)
    rebuild(tmp_path, now=NOW + 3 * DAY)
    rebuild(tmp_path, now=NOW + 3 * DAY, output=other)

    assert "<news:news>" not in (tmp_path / "other" / "news-sitemap.xml").read_text(encoding="utf-8")


CONFIG = Config(name="مرصد", full_name="م", description="م", base_url=BASE, timezone="Asia/Damascus")


@contextmanager
def asked(dates: list[int], as_of: int) -> Iterator[Site]:
    """A site of reports with these dates (seconds since 1970), without building it."""
    window = Window(as_of)
    with scratch() as folder, closing(Archive(folder / "archive")) as archive:
        for at, date in enumerate(dates):
            month = datetime.fromtimestamp(date, UTC).strftime("%Y-%m-%d")
            url = f"/{month[:4]}/{month[5:7]}/{'خبر-طويل-العنوان-' * 5}{at}/"
            one = Report(
                path=f"reports/{at}.md", id=f"{at:06}", url=url, slug=f"{at}", title=f"خبر {at}", date=Moment(date)
            )
            archive.put(filed(one, "<p>نص</p>", month, BASE, short_link=False), window)
        claims.settle(CONFIG, archive, window, "content")
        yield Site(CONFIG, archive.ask, window, "content", {}, Recipe())


near = st.sampled_from([-WINDOW - 1, -WINDOW, -WINDOW + 1, -1, 0, 1]) | st.integers(-2 * WINDOW, WINDOW)


@settings(max_examples=60, deadline=None)
@given(offsets=st.lists(near, max_size=6))
def test_whatever_the_dates_news_are_what_is_less_than_two_days_old(offsets: list[int]) -> None:
    """T-3.1: and the next moment is the first at which one of them comes or grows too old."""
    with asked([NOW + offset for offset in offsets], NOW) as site:
        page = news.view(site, Address("news"))
        moment = site.next_moment()
    assert page is not None
    assert isinstance(page.view, SitemapView)
    told = [one.news.published for one in page.view.entries if one.news]
    fresh = sorted((offset for offset in offsets if -WINDOW < offset <= 0), reverse=True)
    waiting = [offset for offset in offsets if offset > 0] + [offset + WINDOW for offset in fresh]

    assert told == [CONFIG.iso(NOW + offset) for offset in fresh]
    assert (moment.at - NOW if moment else None) == min(waiting, default=None)


def test_however_many_reports_no_file_holds_more_than_is_allowed() -> None:
    """T-3.1, T-3.2: at their true limits, more than a thousand a day."""
    dates = [NOW - at * 86 for at in range(MANY)]
    with asked(dates, NOW) as site:
        made = [feeds.view(site, address) for address in feeds.addresses(site) if address.kind in {"sitemap", "news"}]
    documents = {page.path: (page.view, feeds.document(page.view)) for page in made if page}  # type: ignore[arg-type]
    parts = {
        path: view.entries for path, (view, _) in documents.items() if isinstance(view, SitemapView) and not view.index
    }
    listed = [one.url for path, entries in parts.items() if path.startswith("/sitemap") for one in entries]
    fresh = [one.url for path, entries in parts.items() if path.startswith("/news") for one in entries]

    assert max(len(data) for _, data in documents.values()) < 50_000_000
    assert max(map(len, parts.values())) <= 50_000
    assert len(listed) == len(set(listed)) > MANY
    assert len(fresh) == len(set(fresh)) == sum(date > NOW - WINDOW for date in dates) > 2_000
    assert max(len(entries) for path, entries in parts.items() if path.startswith("/news")) <= 1_000


# ---------------------------------------------------------------- judges from outside


def faults(*files: Path) -> str:
    """What xmllint says of files by the grammar; nothing for sound ones."""
    command = [program("xmllint"), "--noout", "--nonet", "--relaxng", str(GRAMMAR), *map(str, files)]
    judged = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = [line for line in judged.stderr.splitlines() if not line.endswith(" validates")]
    return "\n".join(lines) if judged.returncode else ""


@pytest.mark.parametrize("name", ["built", "hostile"])
def test_xmllint_finds_every_sitemap_sound(name: str, request: pytest.FixtureRequest) -> None:
    """T-3.1, T-3.2."""
    public = request.getfixturevalue(name).public

    assert faults(public / "sitemap.xml", public / "news-sitemap.xml") == ""


@pytest.mark.usefixtures("small")
def test_xmllint_finds_parts_pictures_and_an_empty_file_sound(tmp_path: Path) -> None:
    """T-3.1, T-3.2."""
    put(tmp_path, "p.jpg", photograph())
    fresh = "".join(report(f"n{at}", title=f"جديد {at}", date=FRESH, image=IMAGE) for at in range(5))
    files = sorted(build(tmp_path / "a", rich()).public.glob("*sitemap*.xml"))
    files += sorted(build(tmp_path, rich() + fresh).public.glob("*sitemap*.xml"))

    assert len(files) > 15
    assert faults(*files) == ""


WRONG = {
    "a language with its country": SitemapEntry(f"{BASE}/", news=NewsEntry("خ", "ar-SY", "2026-01-01T00:00:00+03:00")),
    "no headline": SitemapEntry(f"{BASE}/", news=NewsEntry(" ", "ar", "2026-01-01T00:00:00+03:00")),
    "a date without a zone": SitemapEntry(f"{BASE}/", news=NewsEntry("خ", "ar", "2026-01-01T00:00:00")),
    "an address that is not encoded": SitemapEntry(f"{BASE}/خبر/"),
    "an address without a host": SitemapEntry("/a/"),
    "a date that is none": SitemapEntry(f"{BASE}/", changed="yesterday"),
    "a picture that is no address": SitemapEntry(f"{BASE}/", picture="p.jpg"),
}


@pytest.mark.parametrize("entry", WRONG.values(), ids=WRONG)
def test_the_grammar_refuses_what_search_engines_would(tmp_path: Path, entry: SitemapEntry) -> None:
    right = SitemapEntry(f"{BASE}/", news=NewsEntry("خ", "ar", "2026-01-01T00:00:00+03:00"))
    for name, one in (("right.xml", right), ("wrong.xml", entry)):
        (tmp_path / name).write_bytes(feeds.document(SitemapView((one,), publication="م")))

    assert faults(tmp_path / "right.xml") == ""
    assert faults(tmp_path / "wrong.xml") != ""


# ---------------------------------------------------------------- robots.txt


def test_robots_may_read_everything_and_are_told_of_both_sitemaps(built: Built) -> None:
    """T-3.2: the light edition, too: that its pages are twins stands in them."""
    robots = RobotFileParser()
    robots.parse((built.public / "robots.txt").read_text(encoding="ascii").splitlines())

    assert robots.site_maps() == [f"{BASE}/sitemap.xml", f"{BASE}/news-sitemap.xml"]
    assert all(robots.can_fetch("Googlebot", f"{BASE}/{name}") for name in built.files())
    assert any(name.startswith("lite/") for name in built.files())


@pytest.mark.parametrize("alias", ["/news-sitemap.xml", "/news-sitemap-1.xml", "/sitemap-2024-01-2.xml"])
def test_nothing_of_the_content_can_stand_in_a_sitemaps_place(tmp_path: Path, alias: str) -> None:
    built = build(tmp_path, report("a", aliases=f"[{alias}]"))

    assert built.codes == ["E303"]
