"""`site.toml`: every key checked, everything wrong said at once."""

from datetime import datetime

import pytest

from warraq import arabic, config
from warraq.config import Config, FeedRules, Section, Unusable
from warraq.problems import Problem

LEAST = 'name = "مرصد"\nbase_url = "https://x.example"\ncopyright = "حقوق"\n'


def read(text: str = "") -> Config:
    """The Config of the least site.toml and `text`, which must be without fault."""
    found, problems = config.read(LEAST + text, "site.toml")
    assert problems == ()
    return found


def wrong(text: str) -> list[Problem]:
    """What keeps a whole site.toml from being used."""
    with pytest.raises(Unusable) as caught:
        config.read(text, "site.toml")
    return list(caught.value.problems)


def places(found: list[Problem] | tuple[Problem, ...]) -> list[tuple[str, int, int]]:
    return [(one.code, one.where.line, one.where.column) for one in found]


def test_the_least_outlet_has_the_promised_defaults() -> None:
    wanted = Config(
        name="مرصد",
        full_name="مرصد",
        description="مرصد",
        base_url="https://x.example",
        copyright="حقوق",
        feeds=FeedRules(authority="x.example,2026"),
    )

    assert wanted == read()
    assert (
        wanted.language,
        wanted.timezone,
        wanted.months,
        wanted.numerals,
        wanted.theme,
        wanted.permalink,
        wanted.slug_style,
        wanted.short_links,
    ) == ("ar", "UTC", "levantine", "latn", "diwan", "/{yyyy}/{mm}/{slug}/", "arabic", "pages")


@pytest.mark.parametrize(
    ("line", "field", "wanted"),
    [
        ('full_name = "مرصد الشرق"', "full_name", "مرصد الشرق"),
        ('description = "أخبار"', "description", "أخبار"),
        ('language = "en"', "language", "en"),
        ('language = "ar-SY"', "language", "ar-SY"),
        ('timezone = "Asia/Damascus"', "timezone", "Asia/Damascus"),
        *[(f'months = "{name}"', "months", name) for name in arabic.MONTH_SETS],
        ('numerals = "arab"', "numerals", "arab"),
        ('numerals = "latn"', "numerals", "latn"),
        ('theme = "diwan"', "theme", "diwan"),
        ('permalink = "/{id}/"', "permalink", "/{id}/"),
        ('slug_style = "latin"', "slug_style", "latin"),
        ('slug_style = "id"', "slug_style", "id"),
        ("per_page = 1", "per_page", 1),
        ("per_page = 500", "per_page", 500),
        ('short_links = "rules"', "short_links", "rules"),
        ('short_links = "off"', "short_links", "off"),
        ("hijri = false", "name", "مرصد"),
        ("lite = false", "lite", False),
        ("lite = true", "lite", True),
        ("cards = false", "name", "مرصد"),
        ("[search]\nenabled = false", "name", "مرصد"),
        ("[feeds]\nitems = 50", "feeds", FeedRules(items=50, authority="x.example,2026")),
        ("[feeds]\nfull = false", "feeds", FeedRules(full=False, authority="x.example,2026")),
        ('[feeds]\nauthority = "old.example,2018"', "feeds", FeedRules(authority="old.example,2018")),
        ('[feeds]\nauthority = "old.example,2018-12-06"', "feeds", FeedRules(authority="old.example,2018-12-06")),
        ('[sections.field]\nname = "الميدان"', "sections", (Section("field", "الميدان"),)),
        ('[sections.a-2]\nname = "أ"\ndescription = "ب"', "sections", (Section("a-2", "أ", "ب"),)),
        ('[nav]\n"حقوق النشر" = "/حقوق-النشر/"', "nav", (("حقوق النشر", "/حقوق-النشر/"),)),
        ('[nav]\n"ب" = "/%D8%A8"\n"أ" = "https://y.example/"', "nav", (("ب", "/ب/"), ("أ", "https://y.example/"))),
        ('[nav]\n"الرئيسية" = "/"', "nav", (("الرئيسية", "/"),)),
        ('[nav]\n"خلاصة" = "/feed.xml"', "nav", (("خلاصة", "/feed.xml"),)),
        ('[nav]\n"\u0627\u0653ب" = "/x/"', "nav", (("\u0622ب", "/x/"),)),
    ],
)
def test_a_right_value_is_taken(line: str, field: str, wanted: object) -> None:
    assert wanted == getattr(read(line + "\n"), field)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        *[
            (f"{key} = []", [("E120", 4, 1)])
            for key in ("full_name", "description", "language", "timezone", "theme", "permalink")
        ],
        *[
            (f'{key} = ""', [("E121", 4, 1)])
            for key in ("full_name", "description", "language", "timezone", "theme", "permalink")
        ],
        ('language = "عربي"', [("E134", 4, 1)]),
        ('language = "xx"', [("E134", 4, 1)]),
        ('language = "ar_SY"', [("E134", 4, 1)]),
        ('timezone = "Asia/Damascsu"', [("E204", 4, 1)]),
        ('timezone = "../../etc/passwd"', [("E204", 4, 1)]),
        ('timezone = "asia"', [("E204", 4, 1)]),
        ('months = "levantin"', [("E127", 4, 1)]),
        ('numerals = "roman"', [("E127", 4, 1)]),
        ('slug_style = "english"', [("E127", 4, 1)]),
        ('short_links = "on"', [("E127", 4, 1)]),
        ('permalink = "/{yyyy}/"', [("E205", 4, 1)]),
        ('permalink = "/{year}/{slug}/"', [("E205", 4, 1)]),
        ('permalink = "/../{slug}/"', [("E205", 4, 1)]),
        ("per_page = 0", [("E128", 4, 1)]),
        ("per_page = 501", [("E128", 4, 1)]),
        ("per_page = 1.5", [("E128", 4, 1)]),
        ("per_page = true", [("E128", 4, 1)]),
        ('per_page = "²"', [("E128", 4, 1)]),
        ('hijri = "ربما"', [("E122", 4, 1)]),
        ("lite = 1", [("E122", 4, 1)]),
        ("cards = 1.5", [("E122", 4, 1)]),
        ('sections = "x"', [("E124", 4, 1)]),
        ("sections = [{a = 1}]", [("E124", 4, 1)]),
        ('[sections]\nfield = "الميدان"', [("E124", 5, 1)]),
        ("[sections.field]", [("E110", 4, 1)]),
        ('[sections.field]\nname = "أ"\nnam = "ب"', [("E112", 6, 1)]),
        ('[sections.field]\nname = ["أ"]', [("E120", 5, 1)]),
        ('[sections."الميدان"]\nname = "أ"', [("E206", 4, 1)]),
        ('[sections."a/b"]\nname = "أ"', [("E206", 4, 1)]),
        ('[sections."../a"]\nname = "أ"', [("E206", 4, 1)]),
        ('[sections.Field]\nname = "أ"', [("E206", 4, 1)]),
        ('[[sections.field]]\nname = "أ"', [("E124", 4, 1)]),
        ('nav = "x"', [("E105", 4, 1)]),
        ('nav = [{label = "x"}]', [("E105", 4, 1)]),
        ('[nav]\n"أ" = "x/"', [("E207", 5, 1)]),
        ('[nav]\n"أ" = "javascript:alert(1)"', [("E207", 5, 1)]),
        ('[publisher]\nprinciples = "x/"', [("E214", 5, 1)]),
        ('[publisher]\nethics = "javascript:alert(1)"', [("E214", 5, 1)]),
        ('[publisher]\nmasthead = "#x"', [("E214", 5, 1)]),
        ('[publisher]\nprofiles = ["https://t.me/x", "/x/"]', [("E214", 5, 1)]),
        ('[publisher]\nemail = "desk"', [("E214", 5, 1)]),
        ('[publisher]\nfounded = "2016-13-01"', [("E212", 5, 1)]),
        ('[publisher]\nfounded = "لا"', [("E212", 5, 1)]),
        ("[publisher]\nfounded = true", [("E212", 5, 1)]),
        ('[publisher]\nlogos = "x.png"', [("E112", 5, 1)]),
        ('publisher = "x"', [("E124", 4, 1)]),
        ('[nav]\n"أ" = "/../x/"', [("E207", 5, 1)]),
        ('[nav]\n"أ" = "https://"', [("E207", 5, 1)]),
        ('[nav]\n"أ" = "http://["', [("E207", 5, 1)]),
        ('[nav]\n"أ" = "https://y.exa\\nmple/"', [("E207", 5, 1)]),
        ("feeds = true", [("E105", 4, 1)]),
        ("[feeds]\nitems = 0", [("E128", 5, 1)]),
        ("[feeds]\nitems = 501", [("E128", 5, 1)]),
        ('[feeds]\nfull = "ربما"', [("E122", 5, 1)]),
        ('[feeds]\nauthority = "x.example"', [("E208", 5, 1)]),
        ('[feeds]\nauthority = "X.example,2018"', [("E208", 5, 1)]),
        ("[feeds]\nitem = 3", [("E112", 5, 1)]),
        ("search = true", [("E105", 4, 1)]),
        ('[search]\nenabled = "ربما"', [("E122", 5, 1)]),
        ("[search]\nenable = true", [("E112", 5, 1)]),
        ("deploy = 1", [("E124", 4, 1)]),
        ('[deploy]\nkind = "s3"', [("E124", 5, 1)]),
    ],
)
def test_a_wrong_value_is_a_problem_at_its_place(line: str, wanted: list[tuple[str, int, int]]) -> None:
    assert wanted == places(wrong(LEAST + line + "\n"))


@pytest.mark.parametrize("key", ["name", "base_url", "copyright"])
def test_a_required_key_that_is_missing_is_named(key: str) -> None:
    found = wrong("\n".join(line for line in LEAST.splitlines() if not line.startswith(key)))

    assert [("E110", f"the key '{key}' is required and missing")] == [(one.code, one.english) for one in found]


@pytest.mark.parametrize("key", ["name", "base_url", "copyright"])
@pytest.mark.parametrize(("value", "code"), [('""', "E121"), ("[]", "E120"), ("{}", "E120")])
def test_a_required_key_without_words_is_said_once(key: str, value: str, code: str) -> None:
    lines = [f"{key} = {value}" if line.startswith(key) else line for line in LEAST.splitlines()]

    assert [code] == [one.code for one in wrong("\n".join(lines))]


def test_everything_wrong_is_said_in_one_run_in_order_of_line() -> None:
    found = wrong(
        'nam = "x"\nbase_url = "x.example"\nper_page = 0\ntimezone = "Mars"\nmonths = "x"\nlanguage = "ar-"\n'
        '[sections."أ"]\ndescription = "x"\n[nav]\nx = "y"\n[feeds]\nitems = 0\n'
    )

    assert sorted(places(found), key=lambda one: (one[1], one[0])) == [
        ("E110", 1, 1),
        ("E110", 1, 1),
        ("E112", 1, 1),
        ("E203", 2, 1),
        ("E128", 3, 1),
        ("E204", 4, 1),
        ("E127", 5, 1),
        ("E134", 6, 1),
        ("E110", 7, 1),
        ("E206", 7, 1),
        ("E207", 10, 1),
        ("E128", 12, 1),
    ]


def test_an_unknown_key_is_answered_with_the_nearest_and_its_line() -> None:
    (found,) = wrong(LEAST + '\n# تعليق\nfull_nam = "x"\n')

    assert places([found])[0] == ("E112", 6, 1)
    assert "Did you mean 'full_name'?" in found.english
    assert found.where.path == "site.toml"


def test_an_unknown_zone_is_answered_with_the_nearest() -> None:
    assert "Did you mean 'Asia/Damascus'?" in wrong(LEAST + 'timezone = "Asia/Damascsu"\n')[0].english


def test_a_file_that_is_no_toml_is_one_problem_with_its_place() -> None:
    assert places(wrong(LEAST + "theme = \n")) == [("E202", 4, 9)]


def test_a_key_given_twice_is_a_problem() -> None:
    assert [one.code for one in wrong(LEAST + LEAST)] == ["E202"]


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("https://x.example", "https://x.example"),
        ("https://x.example/", "https://x.example"),
        ("http://x.example/news/", "http://x.example/news"),
        ("https://x.example/%D8%B1", "https://x.example/%D8%B1"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost", "http://localhost"),
        ("https://xn--mgbh0fb.example", "https://xn--mgbh0fb.example"),
        ("http://abcdefghijklmnop.onion", "http://abcdefghijklmnop.onion"),
    ],
)
def test_a_base_address_is_taken_without_its_closing_slash(written: str, wanted: str) -> None:
    assert wanted == read_base(written).base_url


def read_base(written: str) -> Config:
    return config.read(LEAST.replace("https://x.example", written), "site.toml")[0]


@pytest.mark.parametrize(
    "written",
    [
        "x.example",
        "//x.example",
        "ftp://x.example",
        "https://",
        "https:///a",
        "/news",
        "https://x.example?a=b",
        "https://x.example?",
        "https://x.example/#a",
        "https://x.example/#",
        "https://u:p@x.example",
        "https://X.example",
        "https://مثال.example",
        "https://x.example/ريف",
        "https://x.example/%d8%b1",
        "https://x.example/a b",
        "https://x.example/../a",
        "http://[",
        "https://x.example/a//b",
        "https://x.exa\\nmple",
        "https://x.exam\\tple/a",
        "javascript:alert(1)",
        "https://x example",
        "https://x..example",
        "https://x.example:99999",
    ],
)
def test_what_cannot_be_the_sites_own_address_is_refused(written: str) -> None:
    found = wrong(LEAST.replace("https://x.example", written))

    assert places(found) == [("E203", 2, 1)]


def test_guids_are_minted_under_the_host() -> None:
    assert read_base("https://x.example/news").feeds.authority == "x.example,2026"


# ---------------------------------------------------------------- zones and sections


def test_every_zone_of_the_package_can_be_read() -> None:
    names = config.zone_names()

    assert "Asia/Damascus" in names
    assert list(names) == [config.zone(name).key for name in names]


def test_a_zone_knows_its_history() -> None:
    zone = read('timezone = "Asia/Damascus"\n').zone

    assert [datetime(*day, tzinfo=zone).isoformat()[-6:] for day in ((2018, 12, 6), (2018, 7, 1), (2024, 1, 5))] == [
        "+02:00",
        "+03:00",
        "+03:00",
    ]


@pytest.mark.parametrize("name", ["", "Mars", "../x", "Asia", "/etc/passwd", "Asia/Damascus/"])
def test_a_zone_that_is_none_raises(name: str) -> None:
    with pytest.raises(KeyError):
        config.zone(name)


@pytest.mark.parametrize("word", ["field", "Field", "الميدان", "الميـدان", "الأخبار الميدانيّة", "الاخبار الميدانيه"])
def test_a_section_is_found_by_key_or_by_name_in_any_spelling(word: str) -> None:
    outlet = read('[sections.field]\nname = "الميدان"\n[sections.news]\nname = "الأخبار الميدانية"\n')

    assert outlet.section(word) in outlet.sections


def test_a_section_that_nobody_named_is_none() -> None:
    assert read('[sections.field]\nname = "الميدان"\n').section("السياسة") is None


# ---------------------------------------------------------------- keys whose work comes later


@pytest.mark.parametrize(
    ("line", "key", "number"),
    [
        ("[search]\nenabled = true", "search", 4),
        ('[deploy.main]\nkind = "rsync"\nhost = "x"\npath = "y"', "deploy.main", 4),
        ('[mirrors]\na = "https://y.example"', "mirrors", 4),
    ],
)
def test_a_key_that_does_nothing_yet_says_so(line: str, key: str, number: int) -> None:
    found, problems = config.read(LEAST + line + "\n", "site.toml")

    assert found.name == "مرصد"
    assert [("W290", number)] == [(one.code, one.where.line) for one in problems]
    assert f"'{key}'" in problems[0].english


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ('[deploy.x]\npath = "a"', ["E110"]),
        ('[deploy.x]\nkind = "ftp"', ["E127"]),
        ('[deploy.x]\nkind = "s3"\nbuket = "a"', ["E112"]),
    ],
)
def test_a_deployment_is_checked_though_it_comes_later(line: str, codes: list[str]) -> None:
    assert codes == [one.code for one in wrong(LEAST + line + "\n") if one.is_error]
