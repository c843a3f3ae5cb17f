"""RSS, Atom and JSON Feed: each sound by its own rules, and all three the same report. T-3.8 to T-3.17, T-3.22."""

import random
import re
import subprocess
from calendar import timegm
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import feedparser
import jsonschema
import msgspec
import pytest
from feedrules import atom, rss
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from outside import program
from rich import BASE, Reading, rich
from sites import SITE_TOML, Built, build, report
from studio import photograph, put
from test_feeds import HOSTILE, in_any_order, quoted

from warraq import feeds
from warraq.arabic import normal
from warraq.config import zone
from warraq.views import FeedAuthor, FeedEntry, FeedFormat, FeedPicture, FeedView, Html

RNG = Path(__file__).parent / "cases" / "schemas" / "atom.rng"
JSON_FEED = {  # jsonfeed.org/version/1.1, and no key that it does not know
    "type": "object",
    "required": ["version", "title", "items", "home_page_url", "feed_url", "language"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **{name: {"type": "string", "minLength": 1} for name in ("title", "description", "language")},
        **{name: {"type": "string", "pattern": "^https?://[!-~]+$"} for name in ("home_page_url", "feed_url", "icon")},
        "authors": {"$ref": "#/$defs/authors"},
        "hubs": {"type": "array", "items": {"required": ["type", "url"]}},
        "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
    },
    "$defs": {
        "authors": {
            "type": "array",
            "minItems": 1,
            "items": {"required": ["name"], "properties": {"url": {"pattern": "^https?://[!-~]+$"}}},
        },
        "item": {
            "type": "object",
            "required": ["id", "url", "title", "date_published", "date_modified", "language"],
            "additionalProperties": False,
            "oneOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
            "properties": {
                "id": {"type": "string", "pattern": "^tag:"},
                **{name: {"type": "string", "pattern": "^https?://[!-~]+$"} for name in ("url", "image")},
                **{
                    name: {"type": "string"}
                    for name in ("title", "summary", "language", "content_html", "content_text")
                },
                **{
                    name: {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
                    for name in ("date_published", "date_modified")
                },
                "authors": {"$ref": "#/$defs/authors"},
                "tags": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
            },
        },
    },
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The rich outlet, with a hub, so few entries a feed that there are volumes, and a picture."""
    folder = tmp_path_factory.mktemp("formats")
    put(folder, "p.jpg", photograph(1200, 800))
    image = "{src: media/p.jpg, alt: جسر مهدوم, caption: الجسر اليوم, credit: تصوير فلان}"
    toml = f'-- content/site.toml --\n{SITE_TOML}\n[feeds]\nitems = 4\nhub = "https://hub.example/"\n'
    files = rich() + report("pictured", "متن.", title="مصوّر", id="pictured", date="2025-10-01", image=image)
    return build(folder, files + toml)


# ---------------------------------------------------------------- each by its own rules


def test_the_feed_validators_rules_find_nothing(built: Built) -> None:
    """T-3.9."""
    files = {name: data for name, data in built.files().items() if name.endswith("feed.xml")}
    complaints = {name: rss(data, _location(name)) for name, data in files.items()}

    assert len(files) > 15
    assert {name: found for name, found in complaints.items() if found} == {}


def test_the_feed_validators_rules_find_nothing_in_atom(built: Built) -> None:
    documents = _atoms(built)
    complaints = {name: atom(data, _location(name)) for name, data in documents.items()}

    assert len(documents) > 5
    assert {name: found for name, found in complaints.items() if found} == {}


def _location(name: str) -> str:
    return f"{BASE}/{quote(name)}"


def _atoms(built: Built) -> dict[str, bytes]:
    return {name: data for name, data in built.files().items() if b"<feed xmlns" in data[:80]}


def test_every_atom_document_is_of_the_grammar_of_the_rfc(built: Built) -> None:
    """T-3.16."""
    files = [str(built.public / name) for name in _atoms(built)]
    judged = subprocess.run(
        [program("xmllint"), "--noout", "--nonet", "--relaxng", str(RNG), *files],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert judged.returncode == 0, judged.stderr
    assert judged.stderr.count(" validates") == len(files) > 5


def test_the_json_feed_is_of_the_schema_of_its_version(built: Built) -> None:
    """T-3.17."""
    found = msgspec.json.decode((built.public / "feed.json").read_bytes())

    jsonschema.validate(found, JSON_FEED)
    assert found["feed_url"] == f"{BASE}/feed.json"
    assert found["language"] == "ar"
    assert found["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert "author" not in str(found.keys()).replace("authors", "")


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (('rel="self"', 'rel="via"'), "MissingAtomSelfLink"),
        (("<ttl>30", "<ttl>x"), "InvalidTtl"),
        (("<language>ar", "<language>arabic!"), "InvalidLanguage"),
        (("+0300</pubDate>", "GMT+3</pubDate>"), "InvalidRFC2822Date"),
        (("&lt;p&gt;", "&lt;p onclick=''&gt;"), "SecurityRiskAttr"),
        (("&lt;p&gt;", "&lt;script&gt;"), "SecurityRisk <script>"),
        (('href="https://news.example/2', 'href="/2'), "ContainsRelRef"),
        (('isPermaLink="false">tag:', 'isPermaLink="true">tag:'), "InvalidPermalink"),
        (("<title>خبر", "<title>&lt;b&gt;خبر"), "ContainsHTML"),
    ],
)  # fmt: skip
def test_the_rules_would_find_what_is_wrong(tmp_path: Path, spoil: tuple[str, str], complaint: str) -> None:
    text = "متن [رابط](/2024/01/خبر/)."
    good = (build(tmp_path, report(body=text)).public / "feed.xml").read_text(encoding="utf-8")
    bad = good.replace(*spoil)

    assert bad != good
    assert rss(good.encode(), f"{BASE}/feed.xml") == []
    assert any(one.startswith(complaint) for one in rss(bad.encode(), f"{BASE}/feed.xml"))


# ---------------------------------------------------------------- what each says


def test_a_picture_has_its_size_its_words_and_its_credit(built: Built) -> None:
    """T-3.11."""
    (found,) = [one for one in _entries(built, "feed.xml") if one.title == "مصوّر"]
    (shown,) = found.media_content
    file = built.public / shown["url"].removeprefix(f"{BASE}/")

    assert file.read_bytes()[:3] == b"\xff\xd8\xff"
    assert (shown["type"], shown["medium"], shown["width"], shown["height"]) == ("image/jpeg", "image", "1200", "800")
    data = (built.public / "feed.xml").read_text(encoding="utf-8")
    assert "<media:credit>تصوير فلان</media:credit>" in data
    assert ">جسر مهدوم</media:description>" in data
    assert "الجسر اليوم" in found.content[0].value
    assert msgspec.json.decode((built.public / "feed.json").read_bytes())["items"][0]["image"] == shown["url"]


def test_a_picture_behind_a_warning_stays_behind_it(tmp_path: Path) -> None:
    put(tmp_path, "p.jpg", photograph())
    image = "{src: media/p.jpg, alt: صورة, credit: فلان}"
    built = build(tmp_path, report(body="متن.\n\n![أخرى](media/p.jpg)", image=image, content_warning="مشاهد قاسية"))

    for name in ("feed.xml", "atom.xml", "feed.json"):
        text = (built.public / name).read_text(encoding="utf-8")
        assert "مشاهد قاسية" in text
        assert "img" not in text
        assert "media:content" not in text


def test_a_hub_is_told_in_every_feed_and_to_the_host(built: Built) -> None:
    """T-3.18."""
    documents = {**_atoms(built), **{name: one for name, one in built.files().items() if name.endswith("feed.xml")}}
    headers = (built.public / "_headers").read_text(encoding="utf-8")

    for name, data in documents.items():
        hubs = etree.fromstring(data).xpath(
            "//a:link[@rel='hub']/@href", namespaces={"a": "http://www.w3.org/2005/Atom"}
        )
        assert hubs == ["https://hub.example/"], name
    for path in ("/feed.xml", "/atom.xml", "/feed.json", "/sections/field/feed.xml"):
        assert f'{path}\n  Link: <https://hub.example/>; rel="hub"\n  Link: <{BASE}{path}>; rel="self"\n' in headers


def test_without_a_hub_nobody_speaks_of_one(tmp_path: Path) -> None:
    built = build(tmp_path, report())

    assert not built.has("/_headers")
    assert "hub" not in "".join((built.public / name).read_text() for name in ("feed.xml", "atom.xml", "feed.json"))


def test_an_atom_link_keeps_all_that_it_says(built: Built) -> None:
    """T-3.16: feedgen drops it (its issue 135)."""
    links = [one.links for one in _entries(built, "atom.xml")]

    assert {(one["rel"], one["type"]) for of_entry in links for one in of_entry if one["rel"] == "alternate"} == {
        ("alternate", "text/html")
    }
    assert b'hreflang="ar"' in (built.public / "atom.xml").read_bytes()


# ---------------------------------------------------------------- the same report in all three


def _entries(built: Built, name: str) -> list[Any]:
    read = feedparser.parse((built.public / name).read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    assert not read.bozo
    return list(read.entries)


plain_texts = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co")), min_size=1, max_size=60)
EARLIEST, LATEST = (datetime.fromisoformat(one) for one in ("1971-01-01", "2025-12-30"))  # in the newsroom's zone
titles = plain_texts.filter(lambda text: normal(text).strip() and re.search(r"\w", text))
names = st.from_regex(r"[ابتسمر]{2,6}( [ABCنقك]{2,5})?", fullmatch=True)
facts = st.tuples(
    titles, plain_texts, st.lists(names, max_size=3, unique=True), st.datetimes(EARLIEST, LATEST)
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(reports=st.lists(facts, min_size=1, max_size=12))
def test_any_report_comes_back_the_same_from_every_format(
    tmp_path_factory: pytest.TempPathFactory, reports: list[tuple[str, str, list[str], datetime]]
) -> None:
    files = "".join(_written(at, *one) for at, one in enumerate(reports))
    built = build(tmp_path_factory.mktemp("any"), files)
    by_format = {
        "rss": {one.id: _told(one) for one in _entries(built, "feed.xml")},
        "atom": {one.id: _told(one) for one in _entries(built, "atom.xml")},
        "json": {one["id"]: _told_in_json(one) for one in _items(built)},
    }

    assert by_format["rss"] == by_format["atom"] == by_format["json"]
    shown = {key.rpartition(":")[2]: told for key, told in by_format["rss"].items()}
    for at, (title, body, authors, when) in enumerate(reports):
        told = shown[f"r{at}"]
        assert told[0] == _plain(normal(title))
        assert "".join(normal(body).split()) in "".join(Reading(told[1]).one("div").text.split())
        assert list(told[2]) == [" ".join(normal(one).split()) for one in authors]
        assert told[3] == when.replace(second=0, microsecond=0, tzinfo=None)


def _written(at: int, title: str, body: str, authors: list[str], when: datetime) -> str:
    keys = {"title": quoted(title), "id": f"r{at}", "slug": f"r{at}", "summary": "س"}
    written = f"[{', '.join(map(quoted, authors))}]"
    return report(f"r{at}", "    " + body.replace("\n", " "), **keys, date=f"{when:%Y-%m-%d %H:%M}", authors=written)


def _items(built: Built) -> list[dict[str, Any]]:
    return list(msgspec.json.decode((built.public / "feed.json").read_bytes())["items"])


def _plain(text: str) -> str:
    return " ".join(in_any_order(text).replace("\u2060", "").split())


def _told(entry: Any) -> tuple[str, str, tuple[str, ...], datetime]:
    when = datetime.fromtimestamp(timegm(entry.published_parsed), UTC)
    authors = tuple(one.name for one in entry.get("authors", []) if one.get("name"))
    return _plain(entry.title), entry.content[0].value, authors, _in_damascus(when)


def _told_in_json(item: dict[str, Any]) -> tuple[str, str, tuple[str, ...], datetime]:
    when = datetime.fromisoformat(item["date_published"])
    authors = tuple(one["name"] for one in item.get("authors", []))
    return _plain(item["title"]), item["content_html"], authors, _in_damascus(when)


def _in_damascus(when: datetime) -> datetime:
    return when.astimezone(zone("Asia/Damascus")).replace(tzinfo=None)


# ---------------------------------------------------------------- order on the screen


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("قصف على هجين", "قصف على هجين"),
        ("«IAEA» تنشر تقريرًا", "\u200f«IAEA» تنشر تقريرًا"),
        ("F-16 تقصف هجين", "\u200fF-16 تقصف هجين"),
        ("رقم الهاتف +963 11 223 3445", "رقم الهاتف \u2066+963 11 223 3445\u2069"),
    ],
)
def test_titles_keep_their_order_where_no_markup_can_help(tmp_path: Path, title: str, shown: str) -> None:
    """T-3.13: a mark before what begins in Latin, isolates around what would turn around, nothing else."""
    built = build(tmp_path, report(title=quoted(title)))

    assert [one.title for one in _entries(built, "feed.xml")] == [shown]
    assert [one.title for one in _entries(built, "atom.xml")] == [shown]
    assert [one["title"] for one in _items(built)] == [shown]


# ---------------------------------------------------------------- hostile strings


def _attacks(count: int) -> list[str]:
    """So many strings: those that are known to hurt, then mixtures of them and of single signs."""
    dice = random.Random(5005)  # noqa: S311 (the same strings in every run)
    signs = "<>&\"'`;:/\\[]{}#%!-=?\u2028\u202e\u2067\ufeff\x00\x1b\ud800\ufffe ًخبر"
    mixed = (
        "".join(dice.choice([dice.choice(HOSTILE)[:40], *signs]) for _ in range(dice.randint(2, 9)))
        for _ in range(count)
    )
    return [*HOSTILE, *mixed][:count]


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_five_hundred_hostile_strings_in_every_field_come_back(form: FeedFormat) -> None:
    """T-3.8."""
    attacks = _attacks(500)
    entries = tuple(map(_hostile, attacks, range(500)))
    view = replace(EMPTY, format=form, title=attacks[0], description=attacks[1], copyright=attacks[2], entries=entries)
    data = feeds.document(view)
    found = _read_back(data, form)

    assert len(attacks) == len(found) == 500
    for one, (title, author, tag) in zip(attacks, found, strict=True):
        wanted = f"ق{_sound(one)}ن"
        assert (title.replace("\u2060", ""), author, tag) == (wanted.replace("\u2060", ""), wanted, wanted)


STAMP = "2024-01-01T00:00:00+03:00"
EMPTY = FeedView(
    id="tag:x,2026:feed/",
    title="خ",
    url=f"{BASE}/x",
    home=f"{BASE}/",
    description="و",
    language="ar",
    copyright="ح",
    updated=STAMP,
    entries=(),
)


def _hostile(text: str, at: int) -> FeedEntry:
    said = f"ق{text}ن"
    return FeedEntry(
        guid=f"tag:x,2026:{at}", url=f"{BASE}/{at}/", title=said, published=STAMP, updated=STAMP, summary=said,
        html=Html(said), lang="ar", dir="rtl", authors=(FeedAuthor(said),), categories=(said,), copyright=said,
        picture=FeedPicture(f"{BASE}/p.jpg", 1, 1, said, said),
    )  # fmt: skip


def _sound(text: str) -> str:
    """A text without what XML cannot hold; and, as XML reads it, with line feeds for line ends."""
    return re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def _read_back(data: bytes, form: FeedFormat) -> list[tuple[str, str, str]]:
    if form == "json":
        items = msgspec.json.decode(data)["items"]
        return [(one["title"], one["authors"][0]["name"], one["tags"][0]) for one in items]
    root = etree.fromstring(data)
    if form == "rss":
        return [(_at(one, "title"), _at(one, "{*}creator"), _at(one, "category")) for one in root[0].findall("item")]
    return [
        (_at(one, "{*}title"), _at(one, "{*}author/{*}name"), one.find("{*}category").get("term"))
        for one in root.findall("{*}entry")
    ]


def _at(element: Any, path: str) -> str:
    return element.findtext(path) or ""


# ---------------------------------------------------------------- many


def test_one_bad_entry_never_costs_the_others() -> None:
    """T-3.22: five thousand entries, and a sign in one that XML cannot hold."""
    good = [_hostile("", at) for at in range(4_999)]
    bad = _hostile("\x00\x0b\ud800\ufffe", 4_999)
    view = replace(EMPTY, entries=(*good, bad))

    assert len(feedparser.parse(feeds.document(view)).entries) == 5_000


def test_dates_are_those_of_the_newsroom_in_every_format(tmp_path: Path) -> None:
    built = build(tmp_path, report(date="2024-07-09 08:05"))
    root = etree.fromstring((built.public / "atom.xml").read_bytes())
    (item,) = _items(built)
    (in_rss,) = etree.parse(built.public / "feed.xml").getroot()[0].findall("item/pubDate")

    assert root.findtext("{*}entry/{*}published") == item["date_published"] == "2024-07-09T08:05:00+03:00"
    assert parsedate_to_datetime(in_rss.text).utcoffset() == timedelta(hours=3)
