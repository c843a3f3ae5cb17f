"""Feeds and sitemaps: what readers live on. RSS whole and sound, and nothing in front matter that can break out."""

import os
import re
import subprocess
import sys
from collections import Counter
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import feedparser
import pytest
from lxml import etree
from outside import program
from rich import BASE, SHOWN, Reading, rich
from sites import DRAWN, NOTICE, ROOT, SITE_TOML, Built, build, rebuild, report

from warraq import __version__, arabic, feeds
from warraq.views import FeedEntry, FeedView, Html

SPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def site(more: str) -> str:
    return f"-- content/site.toml --\n{SITE_TOML}\n{more}\n"


def channel(built: Built, path: str = "/feed.xml") -> Any:
    """The channel of a feed."""
    root = etree.parse(built.public / path[1:]).getroot()
    assert root.tag == "rss"
    return root[0]


def arabic_href(path: str) -> str:
    """A site path as pages write it."""
    return quote(path)


def texts(element: Any, path: str) -> list[str]:
    return [one.text or "" for one in element.findall(path, SPACES)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The rich outlet."""
    return build(tmp_path_factory.mktemp("feeds"), rich())


OUTLET = "منصة التجربة"
NOTICES = 4  # of corrections that are due
TAKEN_BACK = 1
FEEDS = {
    "/feed.xml": ("/", OUTLET, SHOWN + NOTICES + TAKEN_BACK),
    "/sections/field/feed.xml": ("/sections/field/", f"{OUTLET} — الميدان", 5),
    "/sections/culture/feed.xml": ("/sections/culture/", f"{OUTLET} — الثقافة", 0),
    "/tags/هجين/feed.xml": ("/tags/%D9%87%D8%AC%D9%8A%D9%86/", f"{OUTLET} — هجين", 1),
    "/authors/salma/feed.xml": ("/authors/salma/", f"{OUTLET} — سلمى الحسن", 2),
}


@pytest.mark.parametrize("path", FEEDS)
def test_a_channel_names_its_page_itself_and_its_rights(built: Built, path: str) -> None:
    """T-3.10."""
    home, title, count = FEEDS[path]
    found = channel(built, path)
    (itself,) = found.findall("atom:link", SPACES)

    assert texts(found, "link") == [BASE + home]
    assert dict(itself.attrib) == {"href": f"{BASE}{home}feed.xml", "rel": "self", "type": "application/rss+xml"}
    assert texts(found, "title") == [title]
    assert texts(found, "description") == ["أخبار «مجربة» & مفيدة"]
    assert texts(found, "language") == ["ar"]
    assert texts(found, "copyright") == [NOTICE]
    assert texts(found, "generator") == [f"Warraq {__version__}"]
    assert len(texts(found, "ttl")) == 1
    assert len(found.findall("item")) == count


def test_a_channel_has_the_outlets_sign_named_as_itself(built: Built) -> None:
    """T-3.10."""
    found = channel(built)
    address = str(found.findtext("image/url"))

    assert built.has(address.removeprefix(BASE))
    assert [texts(found, f"image/{name}") for name in ("title", "link", "width", "height")] == [
        texts(found, "title"), texts(found, "link"), ["144"], ["144"],
    ]  # fmt: skip


def test_every_list_that_promises_a_feed_has_one_and_says_so(built: Built) -> None:
    for page in (
        "/sections/field/",
        "/tags/هجين/",
        "/authors/salma/",
        "/places/دمشق/",
        "/series/دفاتر-الفرات/",
        "/corrections/",
    ):
        *_, offered = Reading(built.page(page)).all("link", rel="alternate")
        assert offered.attributes["type"] == "application/rss+xml"
        assert built.has(page + "feed.xml")
        assert offered.attributes["href"] == f"{arabic_href(page)}feed.xml"


def test_the_newest_comes_first(built: Built) -> None:
    dates = [parsedate_to_datetime(one) for one in texts(channel(built), "item/pubDate")]

    assert len(dates) == SHOWN + NOTICES + TAKEN_BACK
    assert dates == sorted(dates, reverse=True)


def test_a_feed_is_as_long_as_the_outlet_wants(tmp_path: Path) -> None:
    files = "".join(report(f"r{n}", title=f"خبر {n}", date=f"2024-01-{n:02}", tags="[و]") for n in range(1, 8))
    built = build(tmp_path, site("[feeds]\nitems = 3") + files)

    for path in ("/feed.xml", "/tags/و/feed.xml"):
        assert texts(channel(built, path), "item/title") == ["خبر 7", "خبر 6", "خبر 5"]


def test_the_build_date_is_the_newest_change_of_any_entry(built: Built) -> None:
    (changed,) = texts(channel(built), "lastBuildDate")
    (of_politics,) = texts(channel(built, "/sections/politics/feed.xml"), "lastBuildDate")

    assert changed == "Mon, 02 Jun 2025 00:00:00 +0300"
    assert of_politics == "Sat, 01 Mar 2025 00:00:00 +0300"  # a correction


@pytest.mark.parametrize(
    ("keys", "changed"),
    [
        ({"updated": "2025-12-30 12:00"}, "Tue, 30 Dec 2025 12:00:00 +0300"),
        ({"updated": "2026-12-30"}, "Fri, 05 Jan 2024 00:00:00 +0300"),
        ({"corrections": "[{date: 2025-12-31, text: ت}]"}, "Wed, 31 Dec 2025 00:00:00 +0300"),
        ({"corrections": "[{date: 2026-12-31, text: ت}]"}, "Fri, 05 Jan 2024 00:00:00 +0300"),
    ],
)
def test_a_change_that_is_not_due_is_no_change(tmp_path: Path, keys: dict[str, Any], changed: str) -> None:
    built = build(tmp_path, report(**keys))
    sitemap = etree.parse(built.public / "sitemap.xml")

    assert texts(channel(built), "lastBuildDate") == [changed]
    assert parsedate_to_datetime(changed).isoformat() in [one.text for one in sitemap.iter("{*}lastmod")]


def test_a_feed_without_entries_is_sound_and_has_no_build_date(tmp_path: Path) -> None:
    built = build(tmp_path)
    found = channel(built)

    assert found.findall("item") == found.findall("lastBuildDate") == []
    assert texts(found, "link") == [f"{BASE}/"]
    assert feedparser.parse((built.public / "feed.xml").read_bytes()).bozo == 0
    assert "1970" not in (built.public / "feed.xml").read_text(encoding="utf-8")


def item(built: Built, title: str, path: str = "/feed.xml") -> Any:
    """The entry with this title."""
    (found,) = (one for one in channel(built, path).findall("item") if texts(one, "title") == [title])
    return found


def test_an_entry_has_its_parts_in_the_order_that_readers_take(built: Built) -> None:
    """T-3.11."""
    entry = item(built, "ثاني الدفاتر")
    tags = [etree.QName(one).localname for one in entry]

    assert tags.index("description") < tags.index("encoded")
    assert texts(entry, "dc:creator") == ["سلمى الحسن", "عمر ب."]
    assert texts(entry, "category") == ["الميدان", "الأمم المتحدة"]
    assert texts(entry, "description") == ["تتمة الأولى."]
    assert texts(entry, "pubDate") == ["Sun, 10 Dec 2023 00:00:00 +0300"]
    assert entry.find("guid").get("isPermaLink") == "false"
    assert texts(entry, "guid") == ["tag:news.example,2026:r02"]
    assert item(built, "تحليل عاجل").findtext("dc:rights", namespaces=SPACES) == "الحقوق للكاتب"


def test_an_entry_has_the_whole_text_with_whole_addresses_and_its_direction(built: Built) -> None:
    """T-3.12."""
    first = f"{BASE}/2023/11/%D8%A8%D8%AF%D8%A7%D9%8A%D8%A9-%D8%A7%D9%84%D8%AD%D9%83%D8%A7%D9%8A%D8%A9/"
    (text,) = texts(item(built, "ثاني الدفاتر"), "content:encoded")
    (note,) = texts(item(built, "خبر الساعة الثانية والنصف"), "content:encoded")
    (english,) = texts(item(built, "A report in English"), "content:encoded")

    assert text.startswith('<div dir="rtl" lang="ar">')
    assert Reading(text).all("a")[0].attributes["href"].startswith(first + "#")
    assert [
        one.attributes["href"] for one in Reading(note).all("a") if not one.attributes["href"].startswith("https://")
    ] == []
    assert "نص الحاشية." in note
    assert english.startswith('<div dir="ltr" lang="en">')


def test_a_feed_may_go_without_the_text(tmp_path: Path) -> None:
    built = build(tmp_path, site("[feeds]\nfull = false") + report(body="مقدمة.\n\nسرّ المتن."))

    assert texts(channel(built), "item/content:encoded") == []
    assert texts(channel(built), "item/description") == ["مقدمة."]
    assert "سرّ" not in (built.public / "feed.xml").read_text(encoding="utf-8")


def test_the_same_entry_is_the_same_in_every_feed(built: Built) -> None:
    """T-3.15."""
    seen = [
        etree.tostring(item(built, "بداية الحكاية", path))
        for path in ("/feed.xml", "/sections/field/feed.xml", "/tags/هجين/feed.xml", "/authors/salma/feed.xml")
    ]

    assert len(set(seen)) == 1


@pytest.mark.parametrize(
    "edit", [{"title": "عنوان آخر"}, {"slug": "new"}, {"date": "2023-02-02"}, {"section": "field"}]
)
@pytest.mark.parametrize("identity", [{"id": "x1"}, {}])
def test_an_identity_is_stable_for_life(tmp_path: Path, edit: dict[str, str], identity: dict[str, str]) -> None:
    (first,) = texts(channel(build(tmp_path, report("2024/x", **identity))), "item/guid")
    (second,) = texts(channel(build(tmp_path, report("2024/x", **(identity | edit)))), "item/guid")
    (third,) = texts(channel(rebuild(tmp_path, base_url="http://mirror.example/x")), "item/guid")

    assert re.fullmatch(r"tag:news\.example,2026:[a-z0-9]+", first)
    assert first == second == third


def test_identities_may_be_minted_under_a_name_that_outlives_the_host(tmp_path: Path) -> None:
    built = build(tmp_path, site('[feeds]\nauthority = "example.org,2018"') + report(id="x1"))

    assert texts(channel(built), "item/guid") == ["tag:example.org,2018:x1"]


@pytest.mark.parametrize("locale", ["C", "ar_SY.UTF-8", "fr_FR.UTF-8", "no-such-locale"])
def test_dates_are_in_english_whatever_the_locale(tmp_path: Path, locale: str) -> None:
    build(tmp_path, report(date="2024-02-09 08:05"))
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "--as-of",
        "2026-01-01",
        "--output",
        "other",
        "--state",
        "other-state",
    ]
    environment = {"PATH": os.environ["PATH"], "LC_ALL": locale, "LANG": locale, "TZ": "America/New_York"}
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    feed = (tmp_path / "other" / "feed.xml").read_bytes()

    assert b"<pubDate>Fri, 09 Feb 2024 08:05:00 +0300</pubDate>" in feed
    assert feed == (tmp_path / "public" / "feed.xml").read_bytes()


def test_an_old_zones_odd_offset_still_gives_dates_that_readers_know(tmp_path: Path) -> None:
    built = build(tmp_path, report(date="1918-05-01 12:00"))
    (date,) = texts(channel(built), "item/pubDate")
    modified = [one.text for one in etree.parse(built.public / "sitemap.xml").iter("{*}lastmod")]

    assert re.fullmatch(r"Wed, 01 May 1918 \d\d:\d\d:\d\d [+-]\d{4}", date)
    assert [one for one in modified if not re.fullmatch(r"[-\d]{10}(T[\d:]{8}[+-]\d\d:\d\d)?", one)] == []


# ---------------------------------------------------------------- nothing breaks out

HOSTILE = [
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</h1></main></body></html>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<!-- ",
    "-->",
    "--!>",
    "<!DOCTYPE x>",
    "<?xml version='1.0'?>",
    "<?php echo 1 ?>",
    "<![CDATA[",
    "]]>",
    "]]]]><![CDATA[>",
    "]]>]]>",
    "&amp;",
    "&lt;b&gt;",
    "&amp;amp;",
    "&#60;script&#62;",
    "&nbsp;&zwj;&rlm;",
    "&unknown;",
    "&",
    "<",
    ">",
    "<<>>",
    '"',
    "'",
    "`",
    "\\",
    "\\u003cscript\\u003e",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example",
    "../../etc/passwd",
    "{{7*7}}",
    "{% include 'x' %}",
    "{# x #}",
    "{{ outlet.__class__.__mro__ }}",
    "{0}{x}{n}",
    "{name.__class__}",
    "%s{x}",
    "%(title)s %d %n",
    "${7*7} #{7*7}",
    "$(id) `id` ; rm -rf /",
    "' OR 1=1 --",
    "'; DROP TABLE reports; --",
    "\u202etxt.exe",
    "\u202dltr",
    "\u202aembed",
    "\u2066\u2066\u2067",
    "\u200e\u200f\u061c",
    "\u200b\u200c\u200d\ufeff",
    "\u2028\u2029",
    "\x00nul",
    "\x01\x08\x0b\x0c\x0e\x1f\x7f",
    "\x80\x84\x86\x9f",
    "\ufffe\uffff\ufdd0",
    "\r\n\tx",
    "👩‍👩‍👧‍👦🇸🇾",
    "𒀀𓀀",
    "ﷺ ﻻ ـــ مُدَرِّسة",
    "e\u0301 a\u030a",
    "Z͑ͫ̓ͪ̂ͫ̽",
    "*غامق* **غامق** _مائل_ [رابط](javascript:alert(1))",
    "# عنوان\n\n- بند",
    "---\ntitle: x\n---",
    "طويل " * 400,
    "<" * 500,
    "CON NUL aux.txt",
]
FIELDS = ("title", "kicker", "deck", "summary", "content_warning", "copyright", "license", "series")
NAMES = ("tags", "places", "authors", "sources")


def quoted(text: str) -> str:
    """A YAML string with everything escaped that may be."""
    return '"' + "".join(one if one.isascii() and one.isalnum() else f"\\U{ord(one):08x}" for one in text) + '"'


def value(field: str, number: int, hostile: str) -> str:
    """What a field is given: its own name, so that we know it again, and the hostile string."""
    return f"ق{field}{number} {hostile} ن"


def hostile_report(number: int, hostile: str) -> str:
    keys: dict[str, object] = {field: quoted(value(field, number, hostile)) for field in FIELDS}
    keys |= {field: f"[{quoted(value(field, number, hostile))}]" for field in NAMES}
    keys["corrections"] = f"[{{date: 2024-02-01, text: {quoted(value('corrections', number, hostile))}}}]"
    keys["extra"] = f"{{مفتاح: {quoted(hostile)}}}"
    keys |= {"id": f"h{number}", "slug": f"h{number}", "date": f"2024-01-{number % 28 + 1:02}"}
    return report(f"h{number}", "متن.", **keys)


def expected(field: str, number: int, hostile: str) -> str:
    """The text as it must come back: in normal form, without what XML forbids; names with plain spaces."""
    text = arabic.normal(value(field, number, hostile))
    return " ".join(text.split()) if field in NAMES else text


def shape(page: Reading) -> Counter[tuple[str, tuple[str, ...]]]:
    """The elements of a page, with the names of their attributes, but for its earlier stories and its isolates."""
    own = (one for one in page.elements if one.tag != "aside" and "aside" not in one.ancestors)
    assert all(set(one.attributes) <= {"dir", "lang", "class"} for one in page.elements if one.tag in ISOLATES)
    return Counter((one.tag, tuple(sorted(one.attributes))) for one in own if one.tag not in ISOLATES)


def in_any_order(text: str) -> str:
    """A text without the marks that keep it in order where no element can (T-1.17)."""
    return re.sub("[\u200e\u200f\u202a-\u202c\u2066-\u2069]", "", text)


def unmarked(text: str) -> str:
    """The same without what keeps readers from taking a title for markup."""
    assert not re.search(r"<[A-Za-z/!?]|&#?\w+;", text)
    return in_any_order(text).replace("\u2060", "")


ALL = ["وديع", *HOSTILE]
ISOLATES = {"bdi", "bdo"}


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site of hostile reports, and a harmless one to compare with."""
    head = site("[feeds]\nitems = 500")
    return build(
        tmp_path_factory.mktemp("hostile"), head + "".join(hostile_report(n, one) for n, one in enumerate(ALL))
    )


def where(number: int) -> str:
    return f"/2024/01/h{number}/"


def read(site_: Built, number: int) -> Reading:
    """The page of a hostile report, its line ends as they are."""
    return Reading((site_.public / f"{where(number)[1:]}index.html").read_bytes().decode("utf-8"))


def test_hostile_strings_are_no_problem_of_the_content(attacked: Built) -> None:
    assert len(HOSTILE) >= 60
    assert attacked.codes == []
    assert attacked.outcome.reports == len(ALL)


@pytest.mark.parametrize("number", range(1, len(ALL)))
def test_a_hostile_string_comes_back_as_it_was_on_the_page(attacked: Built, number: int) -> None:
    page = read(attacked, number)
    main, foot = page.one("main").text, page.one("footer").text
    shown = (*FIELDS, *NAMES, "corrections")

    assert in_any_order(page.one("h1").text) == in_any_order(expected("title", number, ALL[number]))
    assert expected("copyright", number, ALL[number]) in foot
    described = page.one("meta", name="description").attributes["content"]
    assert in_any_order(described) == in_any_order(expected("summary", number, ALL[number]))
    lost = [
        one for one in shown if one not in {"copyright", "summary"} and expected(one, number, ALL[number]) not in main
    ]
    assert lost == []


@pytest.mark.parametrize("number", range(1, len(ALL)))
def test_a_hostile_string_makes_no_element_and_no_attribute(attacked: Built, number: int) -> None:
    page, harmless = read(attacked, number), read(attacked, 0)

    assert page.stray == []
    assert shape(page) == shape(harmless)
    assert {one.tag for one in page.elements} <= {one.tag for one in harmless.elements} | {
        "aside",
        "ul",
        "li",
    } | ISOLATES


def test_hostile_names_are_inert_on_their_own_lists(attacked: Built) -> None:
    for folder, field in (("tags", "tags"), ("places", "places"), ("authors", "authors")):
        heads = {
            in_any_order(Reading(path.read_bytes().decode("utf-8")).one("h1").text)
            for path in (attacked.public / folder).glob("*/index.html")
        }
        assert heads == {in_any_order(expected(field, number, one)) for number, one in enumerate(ALL)}


def test_no_page_of_a_hostile_site_has_a_script_or_a_stray_tag(attacked: Built) -> None:
    read = {path: Reading(path.read_text(encoding="utf-8")) for path in attacked.public.rglob("*.html")}

    assert len(read) > 4 * len(ALL)
    assert [path for path, page in read.items() if page.stray or page.scripts() or page.all("img")] == []
    assert [path for path, page in read.items() if len(page.all("h1")) != 1 or len(page.all("main")) != 1] == []


def test_a_hostile_string_comes_back_as_it_was_in_the_feed(attacked: Built) -> None:
    entries = {texts(one, "link")[0]: one for one in channel(attacked).findall("item")}

    assert len(entries) == 2 * len(ALL)  # and the notices of their corrections
    for number, one in enumerate(ALL):
        entry, notice = entries[BASE + where(number)], entries[f"{BASE}{where(number)}#w-corrections"]
        assert list(map(unmarked, texts(entry, "title"))) == [in_any_order(expected("title", number, one))]
        assert list(map(unmarked, texts(entry, "description"))) == [in_any_order(expected("summary", number, one))]
        assert list(map(unmarked, texts(notice, "description"))) == [in_any_order(expected("corrections", number, one))]
        assert texts(entry, "dc:creator") == [expected("authors", number, one)]
        assert texts(entry, "category") == [expected("tags", number, one)]
        assert texts(entry, "dc:rights") == [expected("copyright", number, one)]
        assert len(entry) == 9


def test_no_machine_readable_file_holds_a_control_character(attacked: Built) -> None:
    held = {
        name: re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e\ufffe\uffff]", data.decode("utf-8"))
        for name, data in attacked.files().items()
        if not name.endswith(DRAWN)
    }

    assert {name: found for name, found in held.items() if found} == {}


def test_a_text_that_would_end_a_cdata_section_survives(tmp_path: Path) -> None:
    body = "قبل ]]> بعد `]]>` ثم <![CDATA[ x ]]> آخر.\n\n    ]]]]><![CDATA[>"
    built = build(tmp_path, report(body=body))
    (text,) = texts(channel(built), "item/content:encoded")
    seen = Reading(text).one("div").text

    assert seen.count("]]>") + seen.count("]]]]>") >= 3
    assert "بعد" in seen
    assert "آخر" in seen
    assert feedparser.parse((built.public / "feed.xml").read_bytes()).bozo == 0


def test_control_characters_of_a_text_reach_no_feed_and_the_rest_is_built(tmp_path: Path) -> None:
    body = "قبل\x00\x08\x0b\x1f\x7f\ufffe\uffffبعد وكلام \u202eمقلوب"
    built = build(tmp_path, report("a", body, title="أول") + report("b", title="ثان"))
    (text,) = texts(item(built, "أول"), "content:encoded")

    assert built.codes == ["W140"]
    assert "قبلبعد وكلام مقلوب" in text
    assert texts(channel(built), "item/title") == ["أول", "ثان"] or texts(channel(built), "item/title") == [
        "ثان",
        "أول",
    ]


def test_a_hostile_outlet_is_inert_too(tmp_path: Path) -> None:
    bad = '"><script>alert(1)</script>&amp;]]>{{7*7}}'
    literal = f"'''{bad}'''"
    toml = (
        f"-- content/site.toml --\nname = {literal}\nfull_name = {literal}\ndescription = {literal}\n"
        f'base_url = "{BASE}"\ncopyright = {literal}\n[sections.x]\nname = {literal}\ndescription = {literal}\n'
        f"[nav]\n{literal[2:-2]} = 'https://other.example/'\n"
    )
    built = build(tmp_path, toml + report(section="x"))
    front = Reading(built.page("/"))

    assert built.codes == []
    assert front.one("h1").text == bad
    assert front.one("footer").text.count(bad) == 1
    assert (
        [in_any_order(text) for text in texts(channel(built), "title")]
        == texts(channel(built), "copyright")
        == [in_any_order(text) for text in texts(channel(built), "description")]
        == [bad]
    )
    # The titles of a JSON Feed are text.
    assert [name for name, data in built.files().items() if b"<script>" in data] == ["feed.json"]
    assert front.scripts() == []


# ---------------------------------------------------------------- judges from outside


@pytest.mark.parametrize("name", ["built", "attacked"])
def test_feedparser_has_nothing_to_say(name: str, request: pytest.FixtureRequest) -> None:
    site_ = request.getfixturevalue(name)
    files = sorted(site_.public.rglob("feed.xml"))
    read = {file: feedparser.parse(file.read_bytes()) for file in files}

    assert len(files) > 10
    assert [file for file, feed in read.items() if feed.bozo] == []
    told = [one for one in read[site_.public / "feed.xml"].entries if "w-corrections" not in one.link]
    assert len(told) == site_.outcome.reports + (TAKEN_BACK if name == "built" else 0)


@pytest.mark.parametrize("name", ["built", "attacked"])
def test_xmllint_accepts_every_file(name: str, request: pytest.FixtureRequest) -> None:
    files = [str(path) for path in request.getfixturevalue(name).public.rglob("*.xml")]
    judged = subprocess.run(
        [program("xmllint"), "--noout", "--nonet", *files], capture_output=True, text=True, check=False
    )

    assert len(files) > 10
    assert judged.stdout + judged.stderr == ""
    assert judged.returncode == 0


def test_a_feed_of_many_entries_is_written_in_their_order() -> None:
    entries = tuple(
        FeedEntry(
            guid=f"tag:x,2026:{n}",
            url=f"{BASE}/{n}/",
            title=f"{n}",
            published="2024-01-01T00:00:00+00:00",
            updated="2024-01-01T00:00:00+00:00",
            summary="",
            html=Html(""),
            lang="ar",
            dir="rtl",
        )
        for n in range(50)
    )
    view = FeedView(
        title="خ",
        url=f"{BASE}/feed.xml",
        home=f"{BASE}/",
        description="و",
        language="ar",
        copyright="ح",
        updated="2024-01-01T00:00:00+00:00",
        entries=entries,
    )
    found = etree.fromstring(feeds.document(view))[0]

    assert texts(found, "item/title") == [str(n) for n in range(50)]
    assert texts(found, "item/description") == [str(n) for n in range(50)]
    assert feeds.document(view) == feeds.document(view)
