"""Addresses: encoded once, and never able to name a file outside."""

import re
import unicodedata
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from warraq import urls

WRITTEN = re.compile(r"[\x21-\x7e]+")
ROOT = Path("/srv/outlet/public")
HOSTILE_STEPS = st.sampled_from(
    [
        "..",
        ".",
        "",
        "...",
        "%2e%2e",
        "%2E%2e%2f",
        "%252e%252e",
        "..\\",
        "\\",
        "%5c",
        "%00",
        "\x00",
        "c:",
        "CON",
        "nul.txt",
        "etc",
        "passwd",
        "ريف",
        "%D8%B1",
        "%d8%b1",
        "%ff",
        "a.b",
        ".git",
        "~",
        "~root",
        "a%2fb",
        "%2f",
        "\u202e",
        "x" * 150,
        "．．",
        "․․",
        "∕",
        "／",
    ]
)
PATHS = st.lists(HOSTILE_STEPS | st.text(max_size=8), max_size=6).map(lambda steps: "/" + "/".join(steps))


# ---------------------------------------------------------------- writing addresses


def test_an_address_is_percent_encoded_with_upper_case_figures() -> None:
    """T-2.24."""
    assert urls.encoded("/2018/12/ريف-72/") == "/2018/12/%D8%B1%D9%8A%D9%81-72/"


def test_a_part_of_a_page_is_encoded_once_whether_or_not_it_was() -> None:
    assert "/a/#%D8%B1%D9%8A%D9%81" == urls.encoded("/a/#ريف") == urls.encoded("/a/#%D8%B1%D9%8A%D9%81")


def test_a_footnote_keeps_its_colon() -> None:
    assert urls.encoded("#fn:1") == "#fn:1"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
@example("/100%/%D8%B1/")
def test_a_written_address_is_plain_ascii_and_read_back_by_one_decoding(path: str) -> None:
    """T-2.24."""
    path = path.replace("#", "")

    written = urls.encoded("/" + path)

    assert WRITTEN.fullmatch(written)
    assert "/" + path == unquote(written, errors="strict")


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_an_address_with_a_part_is_plain_ascii_too(path: str, part: str) -> None:
    assert WRITTEN.fullmatch(urls.encoded(f"/{path}#{part}"))


@pytest.mark.parametrize(
    ("base", "wanted"),
    [
        ("https://x.example", "/%D8%B1/"),
        ("https://x.example/", "/%D8%B1/"),
        ("https://x.example/news", "/news/%D8%B1/"),
        ("https://x.example/news/", "/news/%D8%B1/"),
    ],
)
def test_an_address_within_the_site_stands_below_the_bases_own_path(base: str, wanted: str) -> None:
    assert wanted == urls.href(base, "/ر/")


@pytest.mark.parametrize("base", ["https://x.example/news", "https://x.example/news/"])
def test_a_whole_address_has_one_slash_between_base_and_path(base: str) -> None:
    assert urls.absolute(base, "/ر/") == "https://x.example/news/%D8%B1/"


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("/", "index.html"),
        ("/ريف/", "ريف/index.html"),
        ("/feed.xml", "feed.xml"),
        ("/tags/x/feed.xml", "tags/x/feed.xml"),
    ],
)
def test_a_path_is_answered_by_its_file(path: str, wanted: str) -> None:
    assert wanted == urls.file_of(path)


# ---------------------------------------------------------------- steps


@pytest.mark.parametrize("text", ["ريف-دير-الزور", "a", "2018", "feed.xml", "a_b", "a~b", "a+b", "console", "x" * 200])
def test_a_sound_step_is_accepted(text: str) -> None:
    assert urls.is_segment(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".",
        "..",
        "...",
        ".htaccess",
        "a.",
        "a..",
        "a b",
        " a",
        "a\tb",
        "a\nb",
        "a\x00b",
        "a\x7fb",
        "a\x85b",
        "a\\b",
        "a?b",
        "a#b",
        "a%b",
        "a&b",
        "a*b",
        "a|b",
        'a"b',
        "a<b",
        "a>b",
        "a:b",
        "c:",
        "CON",
        "con",
        "Aux",
        "NUL",
        "prn",
        "com1",
        "LPT9",
        "con.txt",
        "nul.a.b",
        "a\u202eb",
        "a\u200fb",
        "a\u200bb",
        "\ufeffa",
        "a\u2028b",
        "a\xa0b",
        chr(0xD800),
        "x" * 201,
        "ا" * 101,
    ],
)
def test_a_step_that_some_file_system_or_reader_stumbles_on_is_refused(text: str) -> None:
    assert not urls.is_segment(text)


@pytest.mark.parametrize("text", ["مدرسة", "خبر-عاجل", "a-b-2", "2018"])
def test_a_slug_is_what_slugging_leaves_alone(text: str) -> None:
    assert urls.is_slug(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "a-",
        "-a",
        "a--b",
        "a b",
        "a/b",
        "a.b",
        "A",
        "مُدَرِّسة",
        "عـاجل",
        "..",
        "../a",
        "/abs",
        "..\\x",
        "a\x00",
        "%2e%2e%2f",
        "con",
        "a_b",
        "خبر؟",
        "🙂",
        "\u202ea",
        "x" * 81,
        "٢٠٢٤",
        "ﻻ",
        "أٔ",
        chr(0xD800),
    ],
)
def test_what_slugging_would_change_is_no_slug(text: str) -> None:
    assert not urls.is_slug(text)


# ---------------------------------------------------------------- paths that people write


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("/old/", "/old/"),
        ("/old", "/old/"),
        ("/old.html", "/old.html"),
        ("/archives/123", "/archives/123/"),
        ("/ريف", "/ريف/"),
        ("/%D8%B1%D9%8A%D9%81/", "/ريف/"),
        ("/%d8%b1%d9%8a%d9%81/", "/ريف/"),
        ("/\u0627\u0653ب/", "/\u0622ب/"),
        ("/%D8%A7%D9%93%D8%A8/", "/\u0622ب/"),
        ("/tags/x/feed.xml", "/tags/x/feed.xml"),
    ],
)
def test_a_written_path_becomes_a_site_path(written: str, wanted: str) -> None:
    assert wanted == urls.site_path(written)


def test_the_front_page_is_a_site_path() -> None:
    assert urls.site_path("/") == "/"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "old",
        "old/",
        "../etc",
        "/../etc/passwd",
        "/a/../../b",
        "/a/..",
        "/./a",
        "/a/./b",
        "/a//b",
        "/.",
        "/..",
        "\\etc",
        "/..\\x",
        "/a\\..\\b",
        "\\\\host\\share",
        "/%2e%2e%2fetc",
        "/%2e%2e/etc",
        "/%252e%252e/",
        "/a%5cb",
        "/a\x00b",
        "/a%00b",
        "/CON",
        "/a/nul/",
        "/aux.html",
        "/a./b",
        "/a...",
        "/a?b=c",
        "/a#b",
        "/a%3Fb",
        "/a%23b",
        "/ a",
        "/a%20b",
        "/%ff%fe",
        "/\u202ea",
        "/.git/config",
        "/" + "x" * 201,
        "/" + "%D8%A7" * 101,
        "/" + chr(0xD800) + "/",
        "https://x.example/a",
        "javascript:alert(1)",
        "c:/x",
        "/c:/x",
    ],
)
def test_a_path_that_could_lead_elsewhere_is_refused(written: str) -> None:
    """T-5.8."""
    assert urls.site_path(written) is None


@given(PATHS)
@example("//evil.example/x")
@example("/a/../../b")
def test_a_path_that_is_accepted_names_a_file_below_the_output_folder(written: str) -> None:
    path = urls.site_path(written)

    if path is not None:
        file = ROOT / urls.file_of(path)
        assert file.resolve().is_relative_to(ROOT)
        assert ".." not in file.parts
        assert not path.startswith("//")
        assert unicodedata.is_normalized("NFC", path)


@given(PATHS)
@example("/a.b/")
def test_an_accepted_path_stays_what_it_is_also_when_written_in_a_page(written: str) -> None:
    path = urls.site_path(written)

    if path is not None:
        assert path == urls.site_path(path) == urls.site_path(urls.encoded(path))


@given(st.lists(st.text("ابتأآ\u0653\u0654abc-123", min_size=1, max_size=9), min_size=1, max_size=4))
def test_two_unicode_spellings_of_a_path_are_one(steps: list[str]) -> None:
    """T-2.25."""
    path = "/" + "/".join(steps) + "/"

    composed = urls.site_path(unicodedata.normalize("NFC", path))

    assert composed is not None
    assert composed == urls.site_path(unicodedata.normalize("NFD", path))


# ---------------------------------------------------------------- old addresses


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("/old", "/old/"),
        ("/%d8%b1%d9%8a%d9%81", "/ريف/"),
        ("/?p=123", "/?p=123"),
        ("/index.php?p=123", "/index.php?p=123"),
        ("/blog?page_id=7", "/blog/?page_id=7"),
        ("/%d8%b1%d9%8a%d9%81/?amp-x=a_b-c", "/ريف/?amp-x=a_b-c"),
    ],
)
def test_an_old_address_may_have_a_plain_query(written: str, wanted: str) -> None:
    """T-2.27."""
    assert wanted == urls.alias_path(written)


@pytest.mark.parametrize(
    "written",
    [
        "?p=1",
        "/?",
        "/?p",
        "/?p=",
        "/?=1",
        "/?p=1&q=2",
        "/?p=1?q=2",
        "/?p=1#x",
        "/?p=1 /x",
        "/?p=1\n",
        "/?p=../x",
        "/?p=%2e",
        "/?p=ريف",
        "/?p=:splat",
        "/?p=*",
        "/../?p=1",
        "/a//b?p=1",
        "https://x.example/?p=1",
    ],
)
def test_an_old_address_with_any_other_query_is_refused(written: str) -> None:
    assert urls.alias_path(written) is None


@given(PATHS, st.sampled_from(["", "?p=1", "?p", "?", "?p=1&q=2"]))
def test_an_old_address_is_a_site_path_with_or_without_a_plain_query(path: str, query: str) -> None:
    found = urls.alias_path(path + query)

    if found is not None:
        assert urls.site_path(urls.without_query(found)) == urls.without_query(found)
        assert urls.alias_path(found) == found
        assert urls.has_query(found) == (urls.site_path(found) is None)


# ---------------------------------------------------------------- permalinks and lists


@pytest.mark.parametrize(
    "text",
    [
        "/{yyyy}/{mm}/{slug}/",
        "/{yyyy}/{mm}/{dd}/{slug}/",
        "/{slug}/",
        "/{id}/",
        "/أخبار/{id}/",
        "/{section}/{slug}-{id}/",
    ],
)
def test_a_permalink_is_accepted(text: str) -> None:
    assert urls.is_permalink(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "/",
        "/{yyyy}/",
        "{slug}/",
        "/{slug}",
        "/{slug}.html",
        "/../{slug}/",
        "//{slug}/",
        "/{slug}/?a/",
        "/{slug}/#a/",
        "/{year}/{slug}/",
        "/{Slug}/{id}/",
        "/{slug/{id}/",
        "/{}/{slug}/",
        "/a b/{slug}/",
        "/.{slug}/",
        "https://x/{slug}/",
    ],
)
def test_a_permalink_with_unknown_places_or_unclean_steps_is_refused(text: str) -> None:
    assert not urls.is_permalink(text)


def test_a_permalink_is_filled_in() -> None:
    values = {"yyyy": "2018", "mm": "12", "dd": "06", "slug": "ريف", "id": "a1", "section": ""}

    assert urls.report_path("/{yyyy}/{mm}/{dd}/{section}/{slug}-{id}/", values) == "/2018/12/06/-/ريف-a1/"


@pytest.mark.parametrize(
    ("field", "name", "number", "wanted"),
    [
        ("tag", "هجين", 0, "/tags/هجين/"),
        ("section", "field", 3, "/sections/field/page/3/"),
        ("place", "هجين", 0, "/places/هجين/"),
        ("series", "x", 0, "/series/x/"),
        ("author", "x", 1, "/authors/x/page/1/"),
    ],
)
def test_lists_stand_where_the_design_says(field: str, name: str, number: int, wanted: str) -> None:
    assert wanted == urls.list_path(field, name, number)


def test_a_short_link_is_short() -> None:
    assert urls.short_path("a1b2") == "/s/a1b2/"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="#")))
def test_a_path_is_encoded_as_the_standard_library_encodes_it(path: str) -> None:
    """T-2.24."""
    assert urls.encoded(path) == quote(path, safe="/-._~")
