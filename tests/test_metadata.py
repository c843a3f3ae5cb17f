"""What pages say of themselves to programs and to messengers: true, whole, the same everywhere (T-3.3 to T-3.7)."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from examples import DAY
from histories import scratch
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from rich import BASE, Reading, pages, rich
from sites import NOW, SITE_TOML, Built, build, rebuild, report, write
from studio import photograph, put
from test_feeds import ALL, FIELDS, expected, hostile_report

from warraq import urls
from warraq.plan.metadata import inert
from warraq.plan.opengraph import locale

Node = dict[str, Any]
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SPELT = "صيف"

# The words of schema.org 29 that we use, by type, with those of the types above it.
_THING = {"@type", "@id", "name", "url", "description"}
_WORK = _THING | {"inLanguage", "publisher", "mainEntity"}
_ARTICLE = _WORK | {
    *("mainEntityOfPage", "headline", "alternativeHeadline", "datePublished", "dateModified", "author", "wordCount"),
    *("isAccessibleForFree", "copyrightYear", "copyrightNotice", "copyrightHolder", "articleSection", "keywords"),
    *("contentLocation", "isPartOf", "correction", "license", "translationOfWork", "workTranslation", "image"),
}
VOCABULARY: dict[str, set[str]] = {
    **dict.fromkeys(("NewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle"), _ARTICLE),
    "LiveBlogPosting": _ARTICLE | {"coverageStartTime"},
    **dict.fromkeys(
        ("WebSite", "WebPage", "CollectionPage", "ProfilePage", "CreativeWork", "CreativeWorkSeries"), _WORK
    ),
    "NewsMediaOrganization": _THING
    | {
        *("logo", "alternateName", "foundingDate", "email", "sameAs", "publishingPrinciples", "ethicsPolicy"),
        *("correctionsPolicy", "masthead", "ownershipFundingInfo", "missionCoveragePrioritiesPolicy"),
        *("verificationFactCheckingPolicy", "unnamedSourcesPolicy", "actionableFeedbackPolicy", "diversityPolicy"),
    },
    "Person": _THING | {"worksFor"},
    "Place": _THING,
    "CorrectionComment": {"@type", "text", "datePublished"},
    "ImageObject": {"@type", "url", "width", "height", "caption", "creditText"},
    "BreadcrumbList": {"@type", "itemListElement"},
    "ListItem": {"@type", "position", "name", "item"},
}
ARTICLES = {"NewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "BackgroundNewsArticle", "LiveBlogPosting"}


def graph(page: Reading) -> list[Node]:
    """The nodes that a page gives; none where it says nothing."""
    found = page.all("script", type="application/ld+json")
    assert len(found) <= 1
    if not found:
        return []
    told = json.loads(found[0].text)
    assert told["@context"] == "https://schema.org"
    nodes: list[Node] = told["@graph"]
    return nodes


def of_type(page: Reading, *types: str) -> Node:
    """The only node of one of these types."""
    (found,) = (node for node in graph(page) if node["@type"] in types)
    return found


def article(built: Built, path: str) -> Node:
    return of_type(Reading(built.page(path)), *ARTICLES)


def told(page: Reading, name: str) -> list[str]:
    """What the page tells messengers under a name."""
    key = "name" if name.startswith("twitter:") else "property"
    return [one.attributes["content"] for one in page.all("meta", **{key: name})]


def everything(node: object) -> list[Node]:
    """A node and all inside it."""
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    own: list[Node] = [node] if isinstance(node, dict) else []
    return own + [one for part in inside for one in everything(part)]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("metadata"), rich(more="cards = true"))


def articles(built: Built) -> dict[str, Reading]:
    """The pages of reports that readers may read, by their whole addresses."""
    found = (page for name, page in pages(built.public).items() if not name.startswith("lite/"))
    return {
        page.one("link", rel="canonical").attributes["href"]: page
        for page in found
        if page.all("article", **{"class": "report"})
    }


# ---------------------------------------------------------------- one address


def test_a_report_has_one_address_in_all_five_places(built: Built) -> None:
    """T-3.6: the page, messengers, programs, the sitemap, the feed."""
    canonical = set(articles(built))
    links = [str(one.findtext("link")) for one in etree.parse(built.public / "feed.xml").iter("item")]
    listed = {str(one.text) for one in etree.parse(built.public / "sitemap.xml").iter(f"{SITEMAP}loc")}

    assert len(canonical) == 9
    assert any("%D8" in address for address in canonical)
    for address, page in articles(built).items():
        node = of_type(page, *ARTICLES)
        assert told(page, "og:url") == [address]
        assert (node["url"], node["mainEntityOfPage"]) == (address, address)
    assert canonical <= set(links)
    told_again = {link.partition("#")[0] for link in links} - canonical  # what was taken back
    assert all(
        Reading(built.page(urls.path_of(BASE, link.removeprefix(BASE)))).all("meta", name="robots")
        for link in told_again
    )
    assert canonical == {address for address in listed if f"{address.removeprefix(BASE)}"[1:5].isdigit()}


# ---------------------------------------------------------------- JSON-LD


def test_every_type_and_property_is_one_of_schema_org(built: Built) -> None:
    used = [node for page in pages(built.public).values() for part in graph(page) for node in everything(part)]
    typed = [node for node in used if "@type" in node]

    assert {node["@type"] for node in typed} > {"NewsArticle", "Person", "Place", "CorrectionComment", "WebSite"}
    assert [node for node in typed if node.keys() - VOCABULARY[node["@type"]]] == []
    assert [node for node in used if "@type" not in node and node.keys() != {"@id"}] == []


def test_every_node_that_is_named_is_on_the_page(built: Built) -> None:
    for page in pages(built.public).values():
        nodes = [node for part in graph(page) for node in everything(part)]
        named = {node["@id"] for node in nodes if node.keys() == {"@id"}}

        assert named <= {node["@id"] for node in nodes if "@id" in node and "@type" in node}


def test_a_report_says_what_its_page_says(built: Built) -> None:
    """T-3.3."""
    page = Reading(built.page("/2024/01/خبر-آخر-في-اليوم-نفسه/"))
    node = of_type(page, "NewsArticle")

    assert node["headline"] == page.one("h1").text
    assert node["inLanguage"] == "ar"
    assert node["datePublished"] == node["dateModified"] == "2024-01-03T00:00:00+03:00"
    assert node["publisher"] == {"@id": f"{BASE}/"}
    assert node["articleSection"] == "السياسة"
    assert node["keywords"] == [SPELT, "الأمم المتحدة"]
    assert [one["name"] for one in node["contentLocation"]] == ["دمشق", "دير الزور"]
    assert node["isAccessibleForFree"] is True
    assert node["wordCount"] > 3
    assert (node["copyrightYear"], node["copyrightHolder"]) == (2024, {"@id": f"{BASE}/"})
    assert node["copyrightNotice"] == page.one("p", **{"class": "copyright"}).text
    assert node["image"] == [{"@type": "ImageObject", "url": told(page, "og:image")[0], "width": 1200, "height": 630}]


def test_authors_are_persons_with_their_pages_and_who_is_not_named_is_the_outlet(built: Built) -> None:
    signed, unsigned = article(built, "/2023/12/ثاني-الدفاتر/"), article(built, "/2025/06/خبر-بارز/")

    assert [(one["@type"], one["name"]) for one in signed["author"]] == [
        ("Person", "سلمى الحسن"),
        ("Person", "عمر ب."),
    ]
    assert signed["author"][0]["url"] == f"{BASE}/authors/salma/"
    assert unsigned["author"] == [{"@id": f"{BASE}/"}]


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("report", "NewsArticle"),
        ("analysis", "AnalysisNewsArticle"),
        ("opinion", "OpinionNewsArticle"),
        ("background", "BackgroundNewsArticle"),
        ("live", "LiveBlogPosting"),
    ],
)
def test_a_kind_of_report_is_a_kind_of_article(tmp_path: Path, kind: str, named: str) -> None:
    node = article(build(tmp_path, report(kind=kind, date="2024-01-05 10:00")), "/2024/01/خبر/")

    assert node["@type"] == named
    assert node.get("coverageStartTime") == ("2024-01-05T10:00:00+03:00" if kind == "live" else None)


def test_corrections_that_are_due_are_told_and_move_the_date(tmp_path: Path) -> None:
    """T-3.4."""
    made = "[{date: 2024-01-06 10:00, text: صححنا رقما.}, {date: 2027-01-01, text: لم يحن.}]"
    node = article(build(tmp_path, report(corrections=made)), "/2024/01/خبر/")

    assert node["dateModified"] == "2024-01-06T10:00:00+03:00"
    assert node["correction"] == [
        {"@type": "CorrectionComment", "text": "صححنا رقما.", "datePublished": "2024-01-06T10:00:00+03:00"}
    ]


def test_a_notice_of_its_own_names_its_own_holder(built: Built) -> None:
    node = article(built, "/2024/03/تحليل-عاجل/")

    assert node["copyrightNotice"] == "الحقوق للكاتب"
    assert "copyrightHolder" not in node


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("CC BY 4.0", {"@type": "CreativeWork", "name": "CC BY 4.0"}),
        ("https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/4.0/"),
        (None, None),
    ],
)
def test_a_licence_is_an_address_or_a_named_work(tmp_path: Path, written: str | None, wanted: object) -> None:
    node = article(build(tmp_path, report(license=written)), "/2024/01/خبر/")

    assert node.get("license") == wanted


def test_the_way_down_is_the_one_that_readers_see(built: Built) -> None:
    for page in articles(built).values():
        seen = [one.attributes["href"] for one in page.all("a") if "ol" in one.ancestors and "nav" in one.ancestors]
        steps = of_type(page, "BreadcrumbList")["itemListElement"]

        assert [one["item"] for one in steps] == [BASE + href for href in seen]
        assert [one["position"] for one in steps] == list(range(1, len(seen) + 1))


def test_the_front_page_says_who_publishes_and_by_which_rules(tmp_path: Path) -> None:
    """T-3.5."""
    toml = SITE_TOML + (
        '[publisher]\nfounded = 2016\nprofiles = ["https://t.me/x"]\nemail = "desk@news.example"\n'
        'principles = "/rules/"\ncorrections = "/rules/#corrections"\nethics = "https://other.example/أ"\n'
    )
    page = "-- content/pages/rules.md --\n---\ntitle: قواعد\n---\n## تصويب\n"
    built = build(tmp_path, f"-- content/site.toml --\n{toml}{page}{report()}")
    node = of_type(Reading(built.page("/")), "NewsMediaOrganization")

    assert built.codes == []
    assert (node["foundingDate"], node["sameAs"], node["email"]) == ("2016", ["https://t.me/x"], "desk@news.example")
    assert node["publishingPrinciples"] == f"{BASE}/rules/"
    assert node["correctionsPolicy"] == f"{BASE}/rules/#corrections"
    assert node["ethicsPolicy"] == "https://other.example/%D8%A3"
    assert of_type(Reading(built.page("/")), "WebSite")["publisher"] == {"@id": f"{BASE}/"}


def test_a_policy_that_is_nowhere_is_told_and_not_said(tmp_path: Path) -> None:
    toml = SITE_TOML + '[publisher]\nprinciples = "/rules/"\nmasthead = "/archive/"\nethics = "/ethics.pdf"\n'
    page = "-- content/pages/rules.md --\n---\ntitle: قواعد\ndraft: DRAFT\n---\nنص.\n"
    built = build(tmp_path, f"-- content/site.toml --\n{toml}{page.replace('DRAFT', 'true')}{report()}")
    node = of_type(Reading(built.page("/")), "NewsMediaOrganization")

    assert [(one.code, Path(one.where.path).name) for one in built.outcome.problems] == [("W296", "site.toml")]
    assert "publishingPrinciples" not in node
    assert (node["masthead"], node["ethicsPolicy"]) == (f"{BASE}/archive/", f"{BASE}/ethics.pdf")
    write(tmp_path, page.replace("DRAFT", "false"))
    after = rebuild(tmp_path)
    assert after.codes == []
    assert of_type(Reading(after.page("/")), "NewsMediaOrganization")["publishingPrinciples"] == f"{BASE}/rules/"


def test_the_page_of_an_author_is_that_of_a_person(built: Built) -> None:
    page = Reading(built.page("/authors/salma/"))
    person = of_type(page, "ProfilePage")["mainEntity"]

    assert (person["name"], person["description"]) == ("سلمى الحسن", "محررة الميدان")
    assert person["url"] == page.one("link", rel="canonical").attributes["href"]
    assert told(page, "og:type") == ["profile"]


def test_what_is_no_page_of_its_own_says_nothing(built: Built) -> None:
    silent = {name for name, page in pages(built.public).items() if not graph(page) and not told(page, "og:url")}

    assert {"404.html", "s/r01/index.html", "old/c/index.html", "2024/02/تقرير-مسحوب/index.html"} <= silent
    assert {name for name in pages(built.public) if name.startswith("lite/")} <= silent
    assert all(
        told(page, "og:url")
        for name, page in pages(built.public).items()
        if "noindex" not in page_robots(page) and not name.startswith("lite/")
    )


def page_robots(page: Reading) -> str:
    return "".join(one.attributes["content"] for one in page.all("meta", name="robots"))


# ---------------------------------------------------------------- nothing breaks out


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with hostile strings in every field of its reports."""
    return build(tmp_path_factory.mktemp("hostile"), "".join(hostile_report(n, one) for n, one in enumerate(ALL)))


def test_five_hundred_hostile_strings_come_back_as_they_were(attacked: Built) -> None:
    assert len(FIELDS) * len(ALL) >= 500
    for number, one in enumerate(ALL):
        page = Reading((attacked.public / f"2024/01/h{number}/index.html").read_bytes().decode("utf-8"))
        node = of_type(page, "NewsArticle")

        assert page.scripts() == []
        assert node["headline"] == expected("title", number, one)
        assert node["alternativeHeadline"] == expected("deck", number, one)
        assert node["description"] == expected("summary", number, one)
        assert node["copyrightNotice"] == expected("copyright", number, one)
        assert node["license"]["name"] == expected("license", number, one)
        assert node["keywords"] == [expected("tags", number, one)]
        assert [author["name"] for author in node["author"]] == [expected("authors", number, one)]
        assert [place["name"] for place in node["contentLocation"]] == [expected("places", number, one)]
        assert [made["text"] for made in node["correction"]] == [expected("corrections", number, one)]


def test_a_title_cannot_end_the_script(tmp_path: Path) -> None:
    title = "'</script><script>alert(1)</script>'"
    page = build(tmp_path, report(slug="a", title=title)).page("/2024/01/a/")

    assert Reading(page).scripts() == []
    assert of_type(Reading(page), "NewsArticle")["headline"] == title.strip("'")


@given(st.text())
@example("</script><!--<script>&amp;\u2028\u2029")
def test_any_text_is_the_same_in_json_that_no_html_is_found_in(text: str) -> None:
    made = inert(json.dumps({"a": text}, ensure_ascii=False).encode("utf-8", "ignore"))

    assert json.loads(made) == {"a": text.encode("utf-8", "ignore").decode()}
    assert not set(made) & set("<>&\u2028\u2029")


MOMENTS = st.dates(date(1950, 1, 2), date(2025, 12, 30)).flatmap(
    lambda day: st.sampled_from([f"{day}", f"{day} 00:30", f"{day} 23:59"])
)


@settings(max_examples=4, deadline=None)
@given(st.lists(st.tuples(MOMENTS, MOMENTS, MOMENTS), min_size=15, max_size=30))
def test_no_report_was_changed_before_it_was_published(dates: list[tuple[str, str, str]]) -> None:
    made = (
        report(
            f"r{n}",
            slug=f"r{n}",
            id=f"r{n}",
            date=published,
            updated=updated,
            corrections=f"[{{date: {corrected}, text: ص}}]",
        )
        for n, (published, updated, corrected) in enumerate(dates)
    )
    with scratch() as folder:
        nodes = [of_type(page, "NewsArticle") for page in articles(build(folder, "".join(made))).values()]

    assert len(nodes) == len(dates)
    for node in nodes:
        first, last = (datetime.fromisoformat(node[key]) for key in ("datePublished", "dateModified"))
        assert first.tzinfo
        assert last >= first


# ---------------------------------------------------------------- messengers


def test_messengers_are_told_what_the_page_says(built: Built) -> None:
    """T-3.6."""
    page = Reading(built.page("/2023/12/ثاني-الدفاتر/"))

    assert told(page, "og:type") == ["article"]
    assert told(page, "og:title") == ["ثاني الدفاتر"]
    assert told(page, "og:site_name") == ["منصة التجربة"]
    assert told(page, "og:locale") == ["ar_AR"]
    assert told(page, "og:description") == [page.one("meta", name="description").attributes["content"]]
    assert told(page, "article:published_time") == ["2023-12-10T00:00:00+03:00"]
    assert told(page, "article:modified_time") == ["2023-12-10T00:00:00+03:00"]
    assert told(page, "article:section") == ["الميدان"]
    assert told(page, "article:tag") == ["الأمم المتحدة"]
    assert told(page, "article:author")[0] == f"{BASE}/authors/salma/"
    assert told(page, "og:image:width") + told(page, "og:image:height") == ["1200", "630"]
    assert told(page, "og:image:type") == ["image/png"]
    assert told(page, "twitter:card") == ["summary_large_image"]


def test_a_page_without_a_headline_of_its_own_is_told_by_its_title_and_the_mark(built: Built) -> None:
    page = Reading(built.page("/archive/"))

    assert told(page, "og:type") == ["website"]
    assert told(page, "og:title") == [page.one("title").text]
    assert told(page, "og:image")[0].startswith(f"{BASE}/assets/icon-512.")
    assert told(page, "twitter:card") == ["summary"]


WITH_PICTURE = "{src: p.jpg, alt: وصف, credit: تصوير فلان}"


def test_without_a_card_the_picture_above_the_text_is_shown(tmp_path: Path) -> None:
    put(tmp_path, "p.jpg", photograph(900, 600))
    built = build(tmp_path, report(image=WITH_PICTURE))
    page = Reading(built.page("/2024/01/خبر/"))
    (image,) = of_type(page, "NewsArticle")["image"]

    assert told(page, "og:image") == [image["url"]]
    assert built.has(image["url"].removeprefix(BASE))
    assert (image["width"], image["height"], image["creditText"]) == (900, 600, "تصوير فلان")
    assert (told(page, "og:image:type"), told(page, "og:image:alt")) == (["image/jpeg"], ["وصف"])
    assert told(page, "twitter:card") == ["summary_large_image"]


def test_a_small_picture_is_shown_small(tmp_path: Path) -> None:
    put(tmp_path, "p.jpg", photograph(400, 300))
    page = Reading(build(tmp_path, report(image=WITH_PICTURE)).page("/2024/01/خبر/"))

    assert told(page, "twitter:card") == ["summary"]


def test_what_readers_are_warned_of_is_shown_to_nobody_beforehand(tmp_path: Path) -> None:
    put(tmp_path, "p.jpg", photograph(900, 600))
    page = Reading(build(tmp_path, report(image=WITH_PICTURE, content_warning="مشاهد")).page("/2024/01/خبر/"))

    assert "image" not in of_type(page, "NewsArticle")
    assert "icon-512" in told(page, "og:image")[0]


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("ar", "ar_AR"), ("ar-SY", "ar_SY"), ("en", "en_US"), ("zh-Hant-TW", "zh_TW"), ("ckb", ""), ("es-419", "es_ES")],
)
def test_a_language_is_told_with_its_country(language: str, wanted: str) -> None:
    assert locale(language) == wanted


# ---------------------------------------------------------------- translations


ORIGINAL = report("o", id="o", slug="o", title="أصل")
ENGLISH = report("e", id="e", slug="e", title="News", lang="en", translation_of="o", date="2024-01-06")
FRENCH = report("f", id="f", slug="f", title="Nouvelle", lang="fr", translation_of="o", date="2024-01-07")


def editions(built: Built, path: str) -> dict[str, str]:
    found = Reading(built.page(path)).all("link", rel="alternate")
    return {one.attributes["hreflang"]: one.attributes["href"] for one in found if "hreflang" in one.attributes}


def test_an_original_and_its_translations_name_each_other(tmp_path: Path) -> None:
    """T-3.7: with return links; the original is for whom no language fits."""
    built = build(tmp_path, ORIGINAL + ENGLISH + FRENCH)
    group = {"ar": "o", "en": "e", "fr": "f", "x-default": "o"}
    wanted = {language: f"{BASE}/2024/01/{slug}/" for language, slug in group.items()}

    assert [editions(built, f"/2024/01/{slug}/") for slug in "oef"] == [wanted] * 3
    assert told(Reading(built.page("/2024/01/o/")), "og:locale:alternate") == ["en_US", "fr_FR"]
    assert told(Reading(built.page("/2024/01/e/")), "og:locale:alternate") == ["ar_AR", "fr_FR"]


def test_readers_of_the_original_find_its_translations_by_the_names_of_their_languages(tmp_path: Path) -> None:
    page = Reading(build(tmp_path, ORIGINAL + ENGLISH + FRENCH).page("/2024/01/o/"))
    shown = [one for one in page.all("a") if "hreflang" in one.attributes]

    assert [(one.text, one.attributes["href"]) for one in shown] == [
        ("English", "/2024/01/e/"),
        ("français", "/2024/01/f/"),
    ]
    assert [one.attributes["hreflang"] for one in shown] == ["en", "fr"]
    assert [one.attributes for one in page.all("bdi") if "a" in one.ancestors and one.text == "English"] == [
        {"lang": "en"}
    ]


def test_programs_are_told_which_report_translates_which(tmp_path: Path) -> None:
    built = build(tmp_path, ORIGINAL + ENGLISH)
    english = {"@type": "NewsArticle", "url": f"{BASE}/2024/01/e/", "headline": "News", "inLanguage": "en"}

    assert article(built, "/2024/01/o/")["workTranslation"] == [english]
    assert article(built, "/2024/01/e/")["translationOfWork"]["headline"] == "أصل"


@pytest.mark.parametrize(
    "others",
    [
        "",
        report("e", id="e", slug="e", lang="en", translation_of="o", draft="true"),
        report("e", id="e", slug="e", lang="en", translation_of="o", date="2027-01-01"),
        report("e", id="e", slug="e", lang="en", translation_of="o", withdrawn="{date: 2024-02-01, reason: خطأ}"),
        report("e", id="e", slug="e", translation_of="o"),
    ],
    ids=["alone", "draft", "embargoed", "withdrawn", "in the same language"],
)
def test_what_has_no_other_language_names_none(tmp_path: Path, others: str) -> None:
    assert editions(build(tmp_path, ORIGINAL + others), "/2024/01/o/") == {}


def test_nobody_names_a_page_that_cannot_name_it(tmp_path: Path) -> None:
    """A second translation into a language; a translation of a translation; two that translate each other; itself."""
    more = (
        report("e2", id="e2", slug="e2", lang="en", translation_of="o", date="2024-02-01")
        + report("t", id="t", slug="t", lang="tr", translation_of="e", date="2024-02-02")
        + report("x", id="x", slug="x", translation_of="y")
        + report("y", id="y", slug="y", lang="en", translation_of="x")
        + report("z", id="z", slug="z", lang="en", translation_of="z")
    )
    built = build(tmp_path, ORIGINAL + ENGLISH + more)
    named = {
        address: set(editions(built, address.removeprefix(BASE)).values()) for address in map(urls_of, articles(built))
    }

    assert named[f"{BASE}/2024/01/o/"] == named[f"{BASE}/2024/01/e/"] == {f"{BASE}/2024/01/o/", f"{BASE}/2024/01/e/"}
    assert all(address in named[other] for address, others in named.items() for other in others)
    assert sum(map(bool, named.values())) == 2


def urls_of(address: str) -> str:
    return BASE + urls.path_of(BASE, address.removeprefix(BASE))


def test_a_translation_whose_time_has_come_is_named(tmp_path: Path) -> None:
    build(tmp_path, ORIGINAL + ENGLISH.replace("2024-01-06", "2026-01-02"))
    later = rebuild(tmp_path, now=NOW + 2 * DAY)

    assert set(editions(later, "/2024/01/o/")) == {"ar", "en", "x-default"}
