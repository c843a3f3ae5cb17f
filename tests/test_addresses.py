"""Where things live: permalinks, clashes, redirects, and that every written address leads to a file."""

import json
import re
import unicodedata
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from lxml import etree
from rich import BASE, Reading, pages, rich
from sites import NOTICE, SITE_TOML, Built, build, rebuild, report

from warraq import urls

CLASH = {"E301", "E302", "E303"}


def site(more: str = "", **replaced: str) -> str:
    """A `site.toml` with more plain keys, or others in place of its own."""
    toml = SITE_TOML
    for old, new in replaced.items():
        toml = re.sub(rf"(?m)^{old} = .*$", f"{old} = {new}", toml)
    return "-- content/site.toml --\n" + toml.replace("timezone", f"{more}\ntimezone", 1)


def said(built: Built) -> str:
    return "\n".join(f"{found.where.path} {found.code} {found.english}" for found in built.outcome.problems)


# ---------------------------------------------------------------- permalinks


@pytest.mark.parametrize(
    ("permalink", "path"),
    [
        ("/{yyyy}/{mm}/{slug}/", "/2024/01/خبر/"),
        ("/{yyyy}/{mm}/{dd}/{slug}/", "/2024/01/05/خبر/"),
        ("/{id}/", "/x1/"),
        ("/{section}/{slug}/", "/field/خبر/"),
        ("/أخبار/{slug}-{id}/", "/أخبار/خبر-x1/"),
    ],
)
def test_a_report_lives_where_the_permalink_says(tmp_path: Path, permalink: str, path: str) -> None:
    built = build(tmp_path, site(f'permalink = "{permalink}"') + report(id="x1", section="field"))

    assert built.codes == []
    assert Reading(built.page(path)).one("h1").text == "خبر"
    assert path in [unquote(link) for link in Reading(built.page("/")).links()]


@pytest.mark.parametrize(
    "permalink", ["/{yyyy}/", "{slug}/", "/{slug}", "/{nonsense}/{slug}/", "/../{slug}/", "/a b/{slug}/", "/{slug}/?x/"]
)
def test_a_permalink_that_cannot_tell_reports_apart_is_refused(tmp_path: Path, permalink: str) -> None:
    built = build(tmp_path, site(f'permalink = "{permalink}"') + report())

    assert built.codes == ["E205"]
    assert built.exit_code == 2


def test_the_day_of_an_address_is_the_newsrooms_day(tmp_path: Path) -> None:
    built = build(tmp_path, report(date="2024-01-31T22:30:00Z"))

    assert built.has("/2024/02/خبر/")


@pytest.mark.parametrize("title", ["🙂", "؟؟؟", "!!!", "\u202eevil", "../../etc/passwd", "CON", "a" * 300, "ط" * 300])
def test_any_title_gets_an_address_below_the_output_folder(tmp_path: Path, title: str) -> None:
    """T-2.20, T-2.22, T-5.8."""
    built = build(tmp_path, report(title=f"'{title}'"))
    (found,) = (name for name in built.files() if name.startswith("2024/01/"))

    assert re.fullmatch(r"2024/01/[^/.]+/index.html", found)
    assert all(len(step.encode("utf-8")) <= 200 for step in found.split("/"))
    assert sorted(path.name for path in tmp_path.iterdir()) == [".warraq", "content", "public"]


@pytest.mark.parametrize("style", ["arabic", "latin", "id"])
def test_a_slug_that_is_given_wins_whatever_becomes_of_the_title(tmp_path: Path, style: str) -> None:
    """T-2.23."""
    toml = site(f'slug_style = "{style}"')
    before = build(tmp_path, toml + report(title="عنوان أول", slug="المسار", id="x1")).files()
    built = build(tmp_path, report(title="عنوان آخر", slug="المسار", id="x1"))

    assert Reading(built.page("/2024/01/المسار/")).one("h1").text == "عنوان آخر"
    assert built.files().keys() == before.keys()


def test_the_address_before_a_new_slug_leads_on_as_an_alias(tmp_path: Path) -> None:
    """T-2.23."""
    build(tmp_path, report(slug="قديم", id="x1"))
    built = build(tmp_path, report(slug="جديد", id="x1", aliases="[/2024/01/قديم/]"))

    assert built.codes == []
    assert leads(built, "/2024/01/قديم/") == "/2024/01/جديد/"


def leads(built: Built, path: str) -> str:
    """The site path that the page at an old address leads to."""
    (href,) = Reading(built.page(path)).links()
    return unquote(href)


# ---------------------------------------------------------------- two spellings of one letter

DECOMPOSED = {
    "title": {"title": "آخر الأنباء"},
    "slug": {"slug": "آخر-الأنباء"},
    "alias": {"aliases": "[/آخر/الأنباء/]"},
    "encoded alias": {"aliases": "['/%D8%A2%D8%AE%D8%B1/']"},
    "tag": {"tags": "[أخبار, آراء]"},
    "place": {"places": "[إدلب]"},
    "author": {"authors": "[أحمد]"},
    "series": {"series": "أوراق"},
}


def decomposed(text: str) -> str:
    """The text as a Mac would write it, also where it is percent-encoded."""
    parted = unicodedata.normalize("NFD", unquote(text))
    return quote(parted, safe="[]'/") if "%" in text else parted


@pytest.mark.parametrize("keys", DECOMPOSED.values(), ids=DECOMPOSED)
def test_composed_and_decomposed_letters_make_one_page(tmp_path: Path, keys: dict[str, str]) -> None:
    """T-2.25."""
    parted = {name: decomposed(value) for name, value in keys.items()}
    assert parted != keys
    composed = build(tmp_path, report(**keys))
    again = build(tmp_path, report(**parted))

    assert composed.codes == again.codes == []
    assert composed.files() == again.files()
    assert again.outcome.written == 0


def test_names_in_composed_and_decomposed_letters_share_their_pages(tmp_path: Path) -> None:
    """T-2.25."""
    keys = {"tags": "[آراء]", "places": "[إدلب]", "authors": "[أحمد]", "series": "أوراق"}
    parted = {name: decomposed(value) for name, value in keys.items()}
    built = build(tmp_path, report("a", title="أول", **keys) + report("b", title="ثان", **parted))

    assert built.codes == []
    for folder in ("tags", "places", "authors", "series"):
        (found,) = (path for path in (built.public / folder).iterdir() if path.is_dir())
        assert unicodedata.is_normalized("NFC", found.name)
        assert "تقريران" in built.page(f"/{folder}/")


def test_file_names_in_decomposed_letters_make_the_same_addresses(tmp_path: Path) -> None:
    """T-2.25."""
    files = report("أنباء", "[هنا](../pages/آراء.md)") + "-- content/pages/آراء.md --\n---\ntitle: رأي\n---\nنص.\n"
    composed = build(tmp_path / "composed", files)
    parted = build(tmp_path / "parted", unicodedata.normalize("NFD", files))

    assert composed.codes == parted.codes == []
    assert composed.files() == parted.files()
    assert "/آراء/" in map(unquote, Reading(parted.page("/2024/01/خبر/")).links())


def test_an_alias_in_both_spellings_of_a_letter_is_one(tmp_path: Path) -> None:
    """T-2.25."""
    one = report("a", title="أول", aliases="[/آراء/]")
    built = build(tmp_path, BYSTANDER + one + report("b", title="ثان", aliases=f"[{decomposed('/آراء/')}]"))

    clash(built, "reports/b.md", "reports/a.md", "/آراء/")
    assert leads(built, "/آراء/") == "/2024/01/أول/"


# ---------------------------------------------------------------- clashes


def clash(built: Built, loser: str, *names: str) -> None:
    """One address problem, at the loser's file, which names the winner too."""
    (found,) = (one for one in built.outcome.problems if one.code in CLASH)

    assert found.where.path.endswith(loser)
    assert [name for name in names if name not in found.english] == []
    assert built.exit_code == 1
    assert built.has("/2020/01/بريء/")


BYSTANDER = report("bystander", title="بريء", date="2020-01-01", tags="[شاهد]")


def test_of_two_reports_with_one_address_the_older_keeps_it(tmp_path: Path) -> None:
    """T-2.21: the second is not published, and that is an error."""
    files = report("late", "المتأخر.", date="2024-01-09") + report("early", "السابق.", date="2024-01-02")
    built = build(tmp_path, BYSTANDER + files)

    clash(built, "reports/late.md", "reports/early.md", "/2024/01/خبر/")
    assert "السابق." in built.page("/2024/01/خبر/")
    assert "المتأخر" not in built.everything()
    assert built.outcome.reports == 2


def test_a_report_that_lost_its_address_is_in_no_list_and_no_count(tmp_path: Path) -> None:
    losing = {"tags": "[وسم الخاسر]", "authors": "[كاتب الخاسر]", "places": "[مكان]", "series": "سلسلة الخاسر"}
    late = report("late", date="2024-01-09", section="politics", aliases="[/lost/]", id="late", **losing)
    early = report("early", date="2024-01-02")
    built = build(tmp_path / "both", BYSTANDER + early + late)
    alone = build(tmp_path / "alone", BYSTANDER + early)

    assert built.codes == ["E301"]
    assert sorted(set(built.files()) - set(alone.files())) == []
    assert built.files() == alone.files()


def test_a_month_of_nothing_but_a_lost_report_has_no_page(tmp_path: Path) -> None:
    toml = site('permalink = "/{slug}/"')
    files = report("early", date="2024-01-02") + report("late", date="2024-03-02")
    built = build(tmp_path, toml + files)

    assert built.codes == ["E301"]
    assert not built.has("/archive/2024/03/")


def test_of_two_reports_with_one_identity_the_older_keeps_it(tmp_path: Path) -> None:
    files = report("late", title="متأخر", date="2024-01-09", id="same") + report("early", title="سابق", id="same")
    built = build(tmp_path, BYSTANDER + files)

    clash(built, "reports/late.md", "reports/early.md", "same")
    assert built.has("/2024/01/سابق/")
    assert "متأخر" not in built.everything()
    assert "%D8%B3%D8%A7%D8%A8%D9%82" in built.page("/s/same/")


def test_an_alias_never_overwrites_a_report(tmp_path: Path) -> None:
    files = report("a", "متن الصاحب.", title="صاحب") + report("b", title="طامع", aliases="[/2024/01/صاحب/]")
    built = build(tmp_path, BYSTANDER + files)

    clash(built, "reports/b.md", "reports/a.md", "/2024/01/صاحب/")
    assert "متن الصاحب." in built.page("/2024/01/صاحب/")
    assert built.has("/2024/01/طامع/")


@pytest.mark.parametrize("alias", ["/old/", "/?p=123"])
def test_of_two_reports_with_one_alias_the_older_has_it_and_the_other_is_told(tmp_path: Path, alias: str) -> None:
    files = report("a", title="متأخر", date="2024-01-09", aliases=f"['{alias}']")
    files += report("b", title="سابق", aliases=f"['{alias}']")
    built = build(tmp_path, BYSTANDER + files)

    clash(built, "reports/a.md", "reports/b.md", alias)
    written = built.page("/_redirects" if "?" in alias else alias)
    assert quote("/2024/01/سابق/") in written
    assert quote("/2024/01/متأخر/") not in written
    assert built.has("/2024/01/متأخر/")


def test_a_standing_page_has_an_alias_before_any_report(tmp_path: Path) -> None:
    page = "-- content/pages/about.md --\n---\ntitle: من نحن\naliases: [/old/]\n---\nنحن.\n"
    built = build(tmp_path, BYSTANDER + page + report("a", date="1960-01-01", aliases="[/old/]"))

    clash(built, "reports/a.md", "pages/about.md", "/old/")
    assert leads(built, "/old/") == "/about/"


TAKEN = [
    "/",
    "/index.html",
    "/404.html",
    "/feed.xml",
    "/sitemap.xml",
    "/robots.txt",
    "/archive/",
    "/archive/2020/",
    "/archive/2020/01/",
    "/corrections/",
    "/tags/",
    "/sections/",
    "/sections/field/",
    "/tags/شاهد/",
    "/tags/%D8%B4%D8%A7%D9%87%D8%AF/",
    "/tags/شاهد/feed.xml",
    "/sections/field/feed.xml",
    "/sections/field/index.html",
    "/من-نحن/",
    "/FEED.XML",
    "/Tags/",
    "/feed.xml/x/",
    "/feed.xml/index.html",
    "/sections/field/page/1/",
    "/archive/2024/01/page/1/",
    "/corrections/page/1/",
    "/s/bystander-id/",
]


def crowd(greedy: str) -> str:
    """An outlet with a page of every kind, and a report with these keys."""
    corrections = ", ".join(f"{{date: 2024-02-0{day}, text: ت}}" for day in range(1, 5))
    return (
        site("per_page = 2")
        + BYSTANDER.replace("title:", "id: bystander-id\ntitle:")
        + "-- content/pages/من-نحن.md --\n---\ntitle: من نحن\n---\nنحن.\n"
        + "".join(report(f"r{n}", title=f"خبر {n}", section="field") for n in range(6))
        + report("greedy", title=f"طامع{greedy}", date="2023-01-01", corrections=f"[{corrections}]")
    )


@pytest.fixture(scope="module")
def contented(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of the crowd where nobody is greedy."""
    built = build(tmp_path_factory.mktemp("contented"), crowd(""))
    assert built.codes == []
    return built.files()


@pytest.mark.parametrize("alias", TAKEN)
def test_an_alias_never_overwrites_a_page_of_the_site(tmp_path: Path, contented: dict[str, bytes], alias: str) -> None:
    built = build(tmp_path, crowd(f"\naliases: ['{alias}']"))

    assert built.files() == contented
    clash(built, "reports/greedy.md")


def test_an_alias_never_overwrites_a_static_file_of_the_theme(tmp_path: Path) -> None:
    first = build(tmp_path, report())
    asset = next(name for name in first.files() if name.startswith("assets/"))
    before = first.files()[asset]
    built = build(tmp_path, report(aliases=f"[/{asset}]"))

    assert built.files()[asset] == before
    assert built.codes == ["E303"]


def test_an_alias_of_an_own_tag_page_is_told_and_the_tag_page_stays(tmp_path: Path) -> None:
    built = build(tmp_path, BYSTANDER + report("own", tags="[هجين]", aliases="[/tags/هجين/]"))

    clash(built, "reports/own.md", "/tags/هجين/")
    assert built.has("/tags/هجين/feed.xml")
    assert "2024" in built.page("/tags/هجين/")


def test_a_report_at_the_address_of_its_own_tag_is_told(tmp_path: Path) -> None:
    built = build(
        tmp_path, site('permalink = "/tags/{slug}/"') + report("own", tags="[خبر]") + report("b", title="بريء")
    )

    assert [(found.where.path.rpartition("/")[2], found.code) for found in built.outcome.problems] == [
        ("own.md", "E301")
    ]
    assert built.has("/tags/بريء/")


def test_a_standing_page_never_overwrites_a_page_of_the_site(tmp_path: Path) -> None:
    page = "-- content/pages/archive.md --\n---\ntitle: صفحة طامعة\n---\nنص.\n"
    built = build(tmp_path, BYSTANDER + page)

    clash(built, "pages/archive.md", "/archive/")
    assert "صفحة طامعة" not in built.everything()


def test_a_report_never_overwrites_a_standing_page(tmp_path: Path) -> None:
    page = "-- content/pages/about.md --\n---\ntitle: صفحتنا\n---\nنص.\n"
    files = report("a", title="About") + report("b", title="بريء", slug="2020")
    built = build(tmp_path, site('permalink = "/{slug}/"') + page + files)

    assert built.codes == ["E301"]
    assert "content/pages/about.md" in said(built)
    assert Reading(built.page("/about/")).one("h1").text == "صفحتنا"
    assert built.has("/2020/")


def test_two_standing_pages_do_not_share_an_address(tmp_path: Path) -> None:
    page = "-- content/pages/{}.md --\n---\ntitle: صفحة\nslug: x\n---\nنص.\n"
    built = build(tmp_path, BYSTANDER + page.format("about") + page.format("other"))

    clash(built, "pages/other.md", "pages/about.md", "/x/")


def test_aliases_that_differ_by_case_only_do_not_share_a_file(tmp_path: Path) -> None:
    files = report("a", title="أول", aliases="[/Old/]") + report("b", title="ثان", aliases="[/old/]")
    built = build(tmp_path, BYSTANDER + files)

    clash(built, "reports/b.md", "reports/a.md", "/old/")


def test_a_file_never_stands_where_another_needs_a_folder(tmp_path: Path) -> None:
    files = report("a", title="أول", aliases="[/v1.0]") + report("b", title="ثان", aliases="[/v1.0/x/]")
    built = build(tmp_path, BYSTANDER + files)

    clash(built, "reports/b.md", "reports/a.md", "/v1.0")


def test_an_alias_never_stands_where_reports_need_a_folder(tmp_path: Path) -> None:
    files = report("a", title="أول") + report("b", title="ثان", aliases="[/v1.0]")
    built = build(tmp_path, site('permalink = "/v1.0/{slug}/"') + files)

    assert built.codes == ["E303"]
    assert built.has("/v1.0/أول/")


def test_a_permalink_below_one_of_the_sites_own_files_is_refused_or_costs_no_feed(tmp_path: Path) -> None:
    built = build(tmp_path, site('permalink = "/feed.xml/{slug}/"') + report())

    assert built.exit_code != 0
    assert built.exit_code == 2 or (built.public / "feed.xml").is_file()


def test_an_old_address_may_turn_from_a_file_into_a_folder_in_one_build(tmp_path: Path) -> None:
    build(tmp_path, report(aliases="[/v1.0]"))
    changed = build(tmp_path, report(aliases="[/v1.0/x/]"))

    assert changed.codes == []
    assert changed.has("/v1.0/x/")
    back = build(tmp_path, report(aliases="[/v1.0]"))
    assert back.codes == []
    assert back.has("/v1.0")


@pytest.mark.parametrize(
    "alias",
    [
        "../../etc/passwd",
        "/../x/",
        "/a/../../b/",
        "/%2e%2e/x/",
        "/a%00b/",
        "/con/",
        "/.hidden/",
        "/a?b=1&c=2",
        "/a?b",
        "/../?b=1",
        "/a?b=../x",
        "/a//b/",
    ],
)
def test_an_alias_that_could_leave_the_output_folder_is_refused(tmp_path: Path, alias: str) -> None:
    built = build(tmp_path, BYSTANDER + report(aliases=f"['{alias}']"))

    assert built.codes == ["E132"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".warraq", "content", "public"]


# ---------------------------------------------------------------- what leads on


def test_an_alias_leads_to_the_report(tmp_path: Path) -> None:
    built = build(tmp_path, report(aliases="[/old/x/, /قديم, /2019/c.html]"))
    href = "/2024/01/%D8%AE%D8%A8%D8%B1/"

    assert built.codes == []
    for path in ("/old/x/", "/قديم/", "/2019/c.html"):
        page = Reading(built.page(path))
        assert page.one("link", rel="canonical").attributes["href"] == BASE + href
        assert href in page.one("meta", **{"http-equiv": "refresh"}).attributes["content"]
        assert page.one("meta", name="robots").attributes["content"] == "noindex"
        assert page.links() == [href]


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/archives/123", "/archives/123/"),
        ("/archives/123/", "/archives/123/"),
        ("/2018/12/06/post.html", "/2018/12/06/post.html"),
        ("/%d8%a3%d8%ae%d8%a8%d8%a7%d8%b1/", "/أخبار/"),
        ("/archives/%d8%a3%d8%ae%d8%a8%d8%a7%d8%b1", "/archives/أخبار/"),
        ("/أخبار", "/أخبار/"),
    ],
)
def test_the_address_that_a_report_had_in_wordpress_leads_to_it(tmp_path: Path, alias: str, path: str) -> None:
    """T-2.27."""
    built = build(tmp_path, report(aliases=f"['{alias}']"))

    assert built.codes == []
    assert leads(built, path) == "/2024/01/خبر/"
    assert not built.has("/_redirects")


WORDPRESS = "['/?p=123', '/index.php?p=123', '/?page_id=7', '/blog?p=123']"
TO_NEWS = "/2024/01/%D8%AE%D8%A8%D8%B1/ 301!"
WORDPRESS_RULES = [
    f"/ p=123 {TO_NEWS}",
    f"/ page_id=7 {TO_NEWS}",
    f"/blog/ p=123 {TO_NEWS}",
    f"/index.php p=123 {TO_NEWS}",
]


@pytest.mark.parametrize("short_links", ["pages", "off"])
def test_an_old_address_with_a_query_is_a_rule_and_no_page(tmp_path: Path, short_links: str) -> None:
    """T-2.27: no file can answer `/?p=123`."""
    toml = site(f'short_links = "{short_links}"')
    without = build(tmp_path, toml + report(id="x1")).files()
    built = build(tmp_path, report(id="x1", aliases=WORDPRESS))

    assert built.codes == []
    assert built.page("/_redirects").splitlines() == WORDPRESS_RULES
    assert {name for name, data in built.files().items() if without.get(name) != data} == {"_redirects"}


def test_the_rules_with_a_query_stand_before_the_others(tmp_path: Path) -> None:
    """T-2.27: hosts take the first line that fits, and `/index.php` alone fits `/index.php?p=123` too."""
    toml = site('short_links = "rules"')
    built = build(tmp_path, toml + report(id="x1", aliases=WORDPRESS.replace("]", ", /index.php]")))

    assert built.page("/_redirects").splitlines() == [
        *WORDPRESS_RULES,
        "/s/x1/ /2024/01/%D8%AE%D8%A8%D8%B1/ 301",
        "/index.php /2024/01/%D8%AE%D8%A8%D8%B1/ 301",
    ]


def test_the_rules_go_with_the_last_address_that_needs_them(tmp_path: Path) -> None:
    build(tmp_path, report(aliases="['/?p=1']"))
    built = build(tmp_path, report())

    assert not built.has("/_redirects")


def test_a_rule_with_a_query_stands_below_the_path_of_the_site(tmp_path: Path) -> None:
    built = build(tmp_path, site(base_url=f'"{BASE}/news"') + report(aliases="['/?p=1']"))

    assert built.page("/_redirects") == f"/news/ p=1 /news{TO_NEWS}\n"


def test_a_query_on_a_reports_own_address_needs_no_rule(tmp_path: Path) -> None:
    """The host would hand the query on, and the rule would lead to itself."""
    built = build(tmp_path, report(aliases="['/2024/01/خبر/?p=1']"))

    assert built.codes == []
    assert not built.has("/_redirects")


def test_queries_that_differ_by_case_are_two(tmp_path: Path) -> None:
    files = report("a", title="أول", aliases="['/?p=aB']") + report("b", title="ثان", aliases="['/?p=Ab']")
    built = build(tmp_path, files)

    assert built.codes == []
    assert len(built.page("/_redirects").splitlines()) == 2


@pytest.mark.parametrize("keys", [{"draft": "true"}, {"date": "2027-01-01"}, {"expires": "2025-01-01"}])
def test_no_rule_gives_a_hidden_report_away(tmp_path: Path, keys: dict[str, str]) -> None:
    built = build(tmp_path, BYSTANDER + report("a", aliases="['/?p=77']", **keys))

    assert not built.has("/_redirects")
    assert "77" not in [step for name in built.files() for step in name.split("/")]


def test_a_query_takes_nothing_from_warraq(tmp_path: Path) -> None:
    built = build(tmp_path, BYSTANDER + report("a", aliases="['/search/?q=x']"))

    clash(built, "reports/a.md", "Warraq", "/search/?q=x")
    assert not built.has("/_redirects")


def test_a_short_link_leads_to_the_report_and_is_named_on_it(tmp_path: Path) -> None:
    built = build(tmp_path, report(id="x1"))

    assert Reading(built.page("/s/x1/")).links() == ["/2024/01/%D8%AE%D8%A8%D8%B1/"]
    assert f"{BASE}/s/x1/" in built.page("/2024/01/خبر/")


def test_redirects_as_rules_are_one_file_and_no_pages(tmp_path: Path) -> None:
    """T-2.27."""
    built = build(
        tmp_path, site('short_links = "rules"', base_url=f'"{BASE}/site"') + report(id="x1", aliases="[/قديم/]")
    )
    target = "/site/2024/01/%D8%AE%D8%A8%D8%B1/"

    assert (built.public / "_redirects").read_text().splitlines() == [
        f"/site/s/x1/ {target} 301",
        f"/site/%D9%82%D8%AF%D9%8A%D9%85/ {target} 301",
    ]
    assert not built.has("/s/x1/")
    assert not built.has("/قديم/")


def test_no_rule_leads_to_itself(tmp_path: Path) -> None:
    built = build(tmp_path, site('short_links = "rules"\npermalink = "/s/{id}/"') + report(id="x1"))
    rules = [line.split() for line in (built.public / "_redirects").read_text().splitlines()]

    assert built.has("/s/x1/")
    assert [rule for rule in rules if rule[0] == rule[1]] == []


def test_without_short_links_there_are_none_and_aliases_still_lead_on(tmp_path: Path) -> None:
    built = build(tmp_path, site('short_links = "off"') + report(id="x1", aliases="[/old/]"))

    assert built.has("/old/")
    assert [name for name in built.files() if name.startswith(("s/", "_redirects"))] == []
    assert "/s/x1/" not in built.everything()


def test_turning_short_links_off_removes_them(tmp_path: Path) -> None:
    build(tmp_path, report(id="x1"))
    built = build(tmp_path, site('short_links = "off"'))

    assert not (built.public / "s").exists()


# ---------------------------------------------------------------- every address leads somewhere

ADDRESSES = {"href", "src", "cite", "action", "poster", "data"}
WEB = re.compile(r"https?:", re.IGNORECASE)
FROM_WORDPRESS = report("wp", title="من الأرشيف", id="r99", aliases="['/?p=9', '/%d8%a3%d8%b1%d8%b4%d9%8a%d9%81/9']")


def written_in_html(page: Reading) -> list[str]:
    found = [value for one in page.elements for name, value in one.attributes.items() if name in ADDRESSES]
    found += [
        one.split()[0] for element in page.elements for one in element.attributes.get("srcset", "").split(",") if one
    ]
    found += [one.attributes["content"] for one in page.all("meta") if WEB.match(one.attributes.get("content", ""))]
    found += [
        one for script in page.all("script", type="application/ld+json") for one in in_json(json.loads(script.text))
    ]
    refresh = page.all("meta", **{"http-equiv": "refresh"})
    return found + [one.attributes["content"].partition("url=")[2] for one in refresh]


def in_json(value: object) -> list[str]:
    """The whole addresses anywhere in a document."""
    if isinstance(value, str):
        return [value] if WEB.match(value) else []
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [one for part in inside for one in in_json(part)]


def written_in_xml(data: bytes) -> list[str]:
    """Whole addresses as text or attribute (link, guid, loc, enclosure, atom:link …), and those of full texts."""
    root = etree.fromstring(data)
    elements = list(root.iter(etree.Element))
    found = [text for one in elements for text in (one.text or "", *one.attrib.values()) if WEB.match(text)]
    for text in root.iter("{http://purl.org/rss/1.0/modules/content/}encoded"):
        found += written_in_html(Reading(text.text or ""))
    return [str(one) for one in found]


def rules_of(built: Built) -> list[list[str]]:
    """The lines of `_redirects`, each as its words."""
    return [line.split() for line in built.page("/_redirects").splitlines()] if built.has("/_redirects") else []


def addresses_of(built: Built, base: str) -> list[tuple[str, str]]:
    """(file, whole address) for each address that the site writes."""
    found: list[tuple[str, str]] = []
    for name, page in pages(built.public).items():
        here = f"{base}/{quote(name)}"
        found += [(name, urljoin(here, written)) for written in written_in_html(page)]
    for path in built.public.rglob("*.xml"):
        name = path.relative_to(built.public).as_posix()
        found += [(name, written) for written in written_in_xml(path.read_bytes())]
    for line in (built.public / "robots.txt").read_text().splitlines():
        if line.startswith("Sitemap: "):
            found.append(("robots.txt", line.removeprefix("Sitemap: ")))
    return found + [("_redirects", urljoin(base, rule[-2])) for rule in rules_of(built)]


def dead(built: Built, base: str) -> list[tuple[str, str]]:
    """The addresses of the site's own that no file answers, or no element where a part is named."""
    parts = {
        name: {one.attributes.get("id", "") for one in page.elements} for name, page in pages(built.public).items()
    }
    answered = set(built.files()) | {urls.file_of(own_path(urljoin(base, rule[0]), base)) for rule in rules_of(built)}
    lost = []
    for name, address in addresses_of(built, base):
        bare, _, part = address.partition("#")
        if urlsplit(address).netloc != urlsplit(base).netloc:
            continue
        file = urls.file_of(own_path(bare, base))
        if not address.startswith(base + "/") or file not in answered or (part and unquote(part) not in parts[file]):
            lost.append((name, address))
    return lost


def own_path(address: str, base: str) -> str:
    return unquote(address.removeprefix(base), errors="strict")


PLACES = [
    (BASE, ""),
    ("https://x.example/news", ""),
    ("http://localhost:8000/%D8%A3/b", ""),
    (BASE, 'short_links = "rules"'),
]


@pytest.fixture(scope="module", params=PLACES)
def anywhere(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Built]:
    """The rich site, and a report that came from elsewhere, at one of several addresses."""
    base, more = request.param
    return base, build(tmp_path_factory.mktemp("rich"), rich(base, more) + FROM_WORDPRESS)


def test_the_rich_site_has_nothing_wrong(anywhere: tuple[str, Built]) -> None:
    assert said(anywhere[1]) == ""


def test_every_written_address_leads_to_a_file(anywhere: tuple[str, Built]) -> None:
    """T-2.24: decoded, it is the name of the file."""
    base, built = anywhere

    assert len(addresses_of(built, base)) > 500
    assert dead(built, base) == []


SHARING = ("https://t.me/share/url?", "https://wa.me/?", "mailto:?")  # hold a whole address as a value of a query


def test_every_kind_of_file_that_writes_addresses_is_looked_at(anywhere: tuple[str, Built]) -> None:
    base, built = anywhere
    kinds = {"".join(Path(name).suffixes) or name for name, _ in addresses_of(built, base)}

    assert kinds == {".html", ".xml", ".txt", "_redirects"}


def test_every_written_address_is_ascii_and_encoded_once(anywhere: tuple[str, Built]) -> None:
    """T-2.24."""
    base, built = anywhere
    written = {address for _, address in addresses_of(built, base)}
    raw = {one for page in pages(built.public).values() for one in written_in_html(page)}
    sources = {rule[0] for rule in rules_of(built)}

    assert len(sources) >= 1
    assert sorted(one for one in written | raw | sources if not re.fullmatch(r"[\x21-\x7e]+", one)) == []
    assert sorted(one for one in written | sources if "%25" in one and not one.startswith(SHARING)) == []
    assert sorted(one for one in written | sources if re.search(r"%(?![0-9A-F]{2})", one)) == []
    assert sorted(one for one in written if urlsplit(one).netloc != urlsplit(one).netloc.lower()) == []


def test_every_file_has_the_normal_form_of_its_name(anywhere: tuple[str, Built]) -> None:
    """T-2.24."""
    names = list(anywhere[1].files())

    assert [name for name in names if not unicodedata.is_normalized("NFC", name)] == []
    assert [name for name in names if "%" in name] == []


def test_an_address_written_by_hand_is_made_regular(tmp_path: Path) -> None:
    """T-2.24."""
    own = "[أ](/2024/01/%d8%ae%d8%a8%d8%b1/) و[ب](https://news.example/2024/01/%d8%ae%d8%a8%d8%b1/)"
    built = build(tmp_path, report("a", f"{own} و[ج](https://Other.Example/X)"))
    (article,) = Reading(built.page("/2024/01/خبر/")).all("article")
    links = [
        one.attributes["href"] for one in Reading(built.page("/2024/01/خبر/")).all("a") if "article" in one.ancestors
    ]

    assert "أ وب وج" in article.text
    assert {"/2024/01/%D8%AE%D8%A8%D8%B1/", "https://other.example/X"} <= set(links)
    assert "%d8" not in built.everything()


def test_a_part_of_a_page_is_written_in_ascii_too(tmp_path: Path) -> None:
    body = "[هنا](#فصل-أول) و[هناك](b.md#فصل-أول)\n\n## فصل أول\n\nنص."
    built = build(tmp_path, report("a", body, title="أول") + report("b", "## فصل أول\n\nنص.", title="ثان"))
    links = [one for one in addresses_of(built, BASE) if "#" in one[1]]

    assert dead(built, BASE) == []
    assert len(links) >= 4
    assert [one for one in links if not one[1].isascii()] == []


def test_an_address_of_the_web_is_written_in_ascii_too(tmp_path: Path) -> None:
    built = build(tmp_path, report("a", "[ويكي](https://ar.wikipedia.org/wiki/سوريا?ح=ق#ن)"))
    links = [one for _, one in addresses_of(built, BASE) if "wikipedia" in one]

    assert len(links) >= 2
    assert [unquote(one) for one in links] == ["https://ar.wikipedia.org/wiki/سوريا?ح=ق#ن"] * len(links)
    assert [one for one in links if not one.isascii()] == []


def test_an_encoded_address_in_a_text_is_not_encoded_twice(tmp_path: Path) -> None:
    body = "[أ](/2024/01/%D8%AE%D8%A8%D8%B1/) و[ب](https://other.example/%D8%AE?q=%26)"
    built = build(tmp_path, report("a", body))

    assert dead(built, BASE) == []
    assert "https://other.example/%D8%AE?q=%26" in built.page("/2024/01/خبر/")
    assert "%25" not in built.everything()


def test_no_two_files_differ_by_case_only(anywhere: tuple[str, Built]) -> None:
    names = [name.casefold() for name in anywhere[1].files()]

    assert len(names) == len(set(names))


def test_a_page_says_one_canonical_address_and_it_is_its_own_or_that_of_the_page_whose_twin_it_is(
    anywhere: tuple[str, Built],
) -> None:
    base, built = anywhere
    for name, page in pages(built.public).items():
        canonical = page.one("link", rel="canonical").attributes["href"]
        if not page.all("meta", **{"http-equiv": "refresh"}):
            assert unquote(canonical.removeprefix(base)) == "/" + name.removeprefix("lite/").removesuffix("index.html")


def test_the_sitemap_the_feed_and_the_page_agree_on_an_address(anywhere: tuple[str, Built]) -> None:
    base, built = anywhere
    own = f"{base}/2023/11/%D8%A8%D8%AF%D8%A7%D9%8A%D8%A9-%D8%A7%D9%84%D8%AD%D9%83%D8%A7%D9%8A%D8%A9/"

    assert Reading(built.page("/2023/11/بداية-الحكاية/")).one("link", rel="canonical").attributes["href"] == own
    assert own in written_in_xml((built.public / "sitemap.xml").read_bytes())
    assert own in written_in_xml((built.public / "feed.xml").read_bytes())


def test_a_mirror_has_all_addresses_below_its_own(tmp_path: Path) -> None:
    built = build(tmp_path, rich(), base_url="http://mirror.example/sub/")

    assert dead(built, "http://mirror.example/sub") == []
    assert BASE not in built.everything().replace(NOTICE, "")


@pytest.mark.parametrize(
    "url", ["news.example", "ftp://news.example", "https://", "https://x.example/?a", "https://مثال.example"]
)
def test_an_address_of_the_site_that_cannot_be_is_refused(tmp_path: Path, url: str) -> None:
    built = build(tmp_path, report(), base_url=url)

    assert built.codes == ["E203"]
    assert built.exit_code == 2


def test_the_sitemap_lists_what_may_be_found_and_nothing_else(tmp_path: Path) -> None:
    built = build(tmp_path, rich())
    listed = [unquote(one.removeprefix(BASE)) for one in written_in_xml((built.public / "sitemap.xml").read_bytes())]
    indexed = {
        unquote(page.one("link", rel="canonical").attributes["href"].removeprefix(BASE))
        for page in pages(built.public).values()
        if not page.all("meta", name="robots")
    }

    assert len(listed) == len(set(listed)) > 30
    assert set(listed) <= indexed
    assert {
        path for path in indexed - set(listed) if "/page/" not in path and not path.startswith("/archive/")
    } == set()
    assert rebuild(tmp_path).outcome.written == 0
