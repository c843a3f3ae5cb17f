"""What is strange on an Arabic page, measured in a real Chromium: names among their neighbours, other languages.

Whatever is printed into a field, nothing beside it moves. Which way whole texts run is test_screen's.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from rich import pages, rich
from screen import Line, go, letters, lines, merge, opened, page_of, strays, unfold
from sites import SITE_TOML, Built, build, report
from studio import photograph, put

from warraq import arabic

pytestmark = pytest.mark.browser

PLAIN = "نموذج"
NASTY = {  # a value, and how it looks wherever it stands
    "ABC (1)": "ABC (1)",
    "شركة 3M": "3M ةكرش",
    "@x!": "!@x",
    "(مشروع) B-2": "B-2 )عورشم(",
    "C++": "C++",
}
PROSE = "bdi, .text"  # the author's own sentences, which no template puts together

FIELDS = (
    *("name", "full_name", "section", "section_deck", "nav", "profile_deck", "page_title", "page_deck"),
    *("title", "kicker", "deck", "summary", "tag", "place", "author", "source", "series", "correction"),
    *("warning", "license", "copyright", "reason"),
)
SITE = """
-- content/site.toml --
name = "{name}"
full_name = "{full_name} — {full_name}"
base_url = "https://news.example"
copyright = "حقوق النشر محفوظة"
timezone = "Asia/Damascus"
hijri = true
short_links = "off"
[sections.one]
name = "{section}"
description = "{section_deck}"
[sections.two]
name = "الثقافة"
[nav]
"{nav}" = "/about/"
"من نحن" = "/about/"
-- content/authors/a.md --
---
title: '{author}'
slug: author
deck: '{profile_deck}'
---
نص.
-- content/pages/about.md --
---
title: '{page_title}'
slug: about
deck: '{page_deck}'
---
نص.
-- content/reports/w.md --
---
title: 'خبر مسحوب'
slug: withdrawn
date: 2024-01-01
withdrawn: {{date: 2024-01-05, reason: '{reason}'}}
---
نص.
"""
REPORT = """
-- content/reports/{number}.md --
---
title: '{title}'
slug: r{number}
id: r{number}
date: 2024-03-0{number} 14:30
updated: 2024-12-01 10:00
kicker: '{kicker}'
deck: '{deck}'
summary: '{summary}'
tags: ['{tag}', 'AFP (2)', 'هجين']
places: ['{place}', 'AFP (2)', 'دمشق']
authors: ['{author}', 'AFP (2)', 'سلمى الحسن']
sources: ['{source}', 'AFP (2)', 'شهود عيان']
series: '{series}'
corrections: [{{date: 2024-12-01, text: '{correction}'}}]
content_warning: '{warning}'
license: '{license}'
copyright: '{copyright}'
breaking: true
kind: analysis
{more}
---
نص.
"""
# The lead and three beside it; a block of section one, with a first story and a title; the river; a translation.
PLACES = {1: "", 2: "", 3: "section: one", 4: "section: one", 5: "section: two", 6: "", 7: "", 8: "section: one"}


def files(values: Mapping[str, str]) -> str:
    """A site with these values in its fields."""
    reports = (
        REPORT.format(number=number, more=f"{place}\ntranslation_of: r{number - 1}", **values)
        for number, place in PLACES.items()
    )
    return SITE.format(**values) + "".join(reports).replace("translation_of: r0", "")


def paths(value: str) -> list[str]:
    """A page of every kind, of a site with this value in all fields."""
    lists = ["/sections/one/", "/authors/author/", f"/tags/{arabic.slug(value, fallback='')}/"]
    indexes = ["/sections/", "/places/", "/archive/", "/archive/2024/", "/archive/2024/03/"]
    single = ["/2024/03/r8/", "/2024/03/r2/", "/2024/01/withdrawn/", "/about/"]
    return ["/", "/404.html", "/corrections/", *single, *lists, *indexes]


Site = Callable[[str], Built]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as browser:
        yield browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with one value in all its fields."""

    @cache
    def made(value: str) -> Built:
        return build(tmp_path_factory.mktemp("names"), files(dict.fromkeys(FIELDS, value)))

    return made


@dataclass(frozen=True, slots=True)
class Seen:
    """What is on one page, and what of it stands on the wrong side of its neighbour."""

    lines: list[Line]
    strays: list[str]

    def pictures(self, value: str) -> list[str]:
        """The lines from left to right with a sign for the value; an index may list its names in another order."""
        return sorted(line.shown_with("◆", value) for line in self.lines)

    def looks_of(self, value: str) -> list[str]:
        """Each time the value stands there, as it looks."""
        return [line.stretch(span) for line in self.lines for span in line.spans(value)]


def seen_on(page: Page) -> Seen:
    unfold(page)
    return Seen(lines(page), strays(page, PROSE))


def look(browser: Browser, built: Built, wanted: Iterable[str]) -> dict[str, Seen]:
    """The pages of a site, by their paths."""
    found = {}
    with page_of(browser, built.public, "/") as page:
        for path in wanted:
            go(page, path)
            found[path] = seen_on(page)
    return found


@pytest.fixture(scope="module")
def plain(browser: Browser, site: Site) -> list[Seen]:
    return list(look(browser, site(PLAIN), paths(PLAIN)).values())


# ---------------------------------------------------------------- every field, on every kind of page


def test_every_field_is_printed_on_a_page(tmp_path: Path) -> None:
    words = {field: f"كلمة{letter}" for field, letter in zip(FIELDS, "ابتثجحخدذرزسشصضطظعغفقكلم", strict=False)}
    found = pages(build(tmp_path, files(words)).public)
    printed = "".join(one.text for page in found.values() for one in page.all("body"))

    assert len(words) == len(FIELDS)
    assert [field for field, word in words.items() if word not in printed] == []


@pytest.mark.parametrize(("value", "shown"), NASTY.items())
def test_a_name_looks_the_same_on_every_kind_of_page_and_moves_nothing_beside_it(
    browser: Browser, site: Site, plain: list[Seen], value: str, shown: str
) -> None:
    """T-1.14: neighbours stand from right to left, and as they do beside a plain Arabic name."""
    found = look(browser, site(value), paths(value))
    looks = [one for seen in found.values() for one in seen.looks_of(value)]

    for (path, seen), before in zip(found.items(), plain, strict=True):
        assert [line.stored for line in seen.lines if not line.is_one] == [], path
        assert seen.strays == before.strays == [], path
        assert seen.pictures(value) == before.pictures(PLAIN), path
    assert len(looks) > 150
    assert set(looks) == {letters(shown)}


def test_an_outlet_that_has_published_nothing_shows_its_description_in_order(browser: Browser, tmp_path: Path) -> None:
    """T-1.14."""
    built = build(tmp_path, f"-- content/site.toml --\ndescription = 'لغة C++'\n{SITE_TOML}")
    (seen,) = look(browser, built, ["/"]).values()

    assert seen.looks_of("لغة C++") == [letters("C++ ةغل")]


@pytest.mark.parametrize("value", NASTY)
def test_without_isolation_this_browser_moves_names_and_their_neighbours(
    browser: Browser, site: Site, value: str
) -> None:
    """T-1.14: proof that this way of measuring sees it."""
    with page_of(browser, site(value).public, "/2024/03/r8/") as page:
        isolated = seen_on(page)
        merge(page)
        bare = seen_on(page)

    assert [line.stored for line in bare.lines] == [line.stored for line in isolated.lines]
    assert bare.pictures(value) != isolated.pictures(value)
    assert bare.strays != []


def test_a_name_that_begins_in_arabic_runs_from_the_right(browser: Browser, site: Site) -> None:
    """However many Latin letters it has: «وكالة» is read first."""
    value = "وكالة Associated Press (AP)"
    (seen,) = look(browser, site(value), ["/2024/03/r8/"]).values()

    assert set(seen.looks_of(value)) == {letters("Associated Press (AP) ةلاكو")}


def test_the_credit_of_a_picture_does_not_join_its_caption(browser: Browser, tmp_path: Path) -> None:
    """T-1.14."""
    caption = "صورة التقطت في المخيم قرب مقر منظمة ABC"
    put(tmp_path, "x.jpg", photograph())
    body = f'![بديل](media/x.jpg "{caption}"){{credit="Reuters (1)"}}'
    with page_of(browser, build(tmp_path, report(body=body)).public, "/2024/01/خبر/") as page:
        (line,) = (one for one in lines(page, ".text") if letters(caption) in one.stored)

    assert line.shown == letters("Reuters (1)") + letters("ABC ةمظنم رقم برق ميخملا يف تطقتلا ةروص")


def test_names_keep_their_order_on_pages_in_other_languages_too(browser: Browser, tmp_path: Path) -> None:
    """T-1.14: where the words of the theme, of the outlet and of the report run in two directions."""
    values = {**dict.fromkeys(FIELDS, "ABC (1)"), "section": "الميدان (1)", "name": "منصة 3M", "author": "سلمى (1)"}
    languages = {"en": "r8", "fa": "r4", "he": "r3"}
    made = files(values)
    for lang, slug in languages.items():
        made = made.replace(f"\nslug: {slug}\n", f"\nslug: {slug}\nlang: {lang}\n")
    built = build(tmp_path, made)
    found = look(browser, built, [f"/2024/03/{slug}/" for slug in languages.values()])

    assert [pages(built.public)[f"{path[1:]}index.html"].one("html").attributes["lang"] for path in found] == [
        *languages
    ]
    assert [stray for seen in found.values() for stray in seen.strays] == []


# ---------------------------------------------------------------- lists of names

NAMES = ["سلمى الحسن", "John Smith", "عمر ب.", "Jane Doe (AP)"]


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    latin = "[Reuters, AFP (2), NATO, C++]"
    one = report(authors=str(NAMES), tags=latin, places=latin, sources=latin, slug="a")
    return build(tmp_path_factory.mktemp("listed"), one)


def test_authors_are_joined_by_a_conjunction_that_is_attached_to_the_next_name(browser: Browser, listed: Built) -> None:
    """T-1.15."""
    with page_of(browser, listed.public, "/2024/01/a/") as page:
        authors = page.locator(".byline span").first
        text, isolated = authors.inner_text(), authors.locator("bdi").all_inner_texts()
        line = next(one for one in lines(page) if letters("".join(NAMES[:1])) in one.stored)

    assert text == "سلمى الحسن وJohn Smith وعمر ب. وJane Doe (AP)"
    assert isolated == NAMES
    for name in NAMES[1:]:
        span = line.span(name)
        conjunction, nearest = line.boxes[span.start - 1], max(line.boxes[index][1] for index in span)
        assert line.stored[span.start - 1] == "و"
        assert abs(conjunction[0] - nearest) < 1


def test_authors_stand_from_right_to_left_whatever_their_letters(browser: Browser, listed: Built) -> None:
    """T-1.15."""
    assert _from_the_right(browser, listed, ".byline span:first-child bdi") == NAMES


def _from_the_right(browser: Browser, listed: Built, selector: str) -> list[str]:
    with page_of(browser, listed.public, "/2024/01/a/") as page:
        unfold(page)
        found = page.locator(selector).evaluate_all(
            "all => all.map(one => [one.textContent, -one.getBoundingClientRect().left])"
        )
    return [str(text) for text, _ in sorted(found, key=lambda one: one[1])]


@pytest.mark.parametrize("row", [1, 2, 3])
def test_latin_names_in_a_list_stand_from_right_to_left(browser: Browser, listed: Built, row: int) -> None:
    """T-1.16: sources, tags, places."""
    found = _from_the_right(browser, listed, f".facts div:nth-child({row}) dd bdi:not(bdi bdi)")

    assert found == ["Reuters", "AFP (2)", "NATO", "C++"]


# ---------------------------------------------------------------- where no element can isolate

_PRINTED = ("alt", "aria-label", "title", "content", "placeholder")
_MARKUP = re.compile("</?[a-z]+[ >]|&[a-z]+;|&#")
_ISOLATES = re.compile("[\u2066-\u2069]")


def plain_texts(built: Built) -> list[str]:
    """Every text of a site's pages that stands where no element can: in attributes, titles and options."""
    elements = [one for page in pages(built.public).values() for one in page.elements]
    attributes = [one.attributes[name] for one in elements for name in _PRINTED if name in one.attributes]
    return [*attributes, *(one.text for one in elements if one.tag in {"title", "option"})]


@pytest.mark.parametrize("value", NASTY)
def test_attributes_and_titles_hold_no_markup_and_their_isolates_are_balanced(site: Site, value: str) -> None:
    """T-1.17."""
    _check(plain_texts(site(value)), value)


def test_attributes_and_titles_of_a_rich_outlet_hold_no_markup_either(tmp_path: Path) -> None:
    """T-1.17."""
    _check(plain_texts(build(tmp_path, rich())), "C++")


def _check(texts: list[str], value: str) -> None:
    assert len(texts) > 100
    assert [text for text in texts if _MARKUP.search(text)] == []
    assert [text for text in texts if arabic.balanced(text) != text] == []
    assert [text for text in texts if value in _ISOLATES.sub("", text) and _ISOLATES.search(text)] != []


# ---------------------------------------------------------------- reports in other languages

SPOKEN = {
    "ar": ("خبر عربي", "ملخص عربي."),
    "en": ("سوريا: what comes next?", "A summary in English (1)."),
    "fa": ("BBC: چه خواهد شد", "خلاصه به فارسی (۱)."),
    "he": ("דיווח (1)", "BBC: תקציר בעברית."),
}
DIRECTIONS = {"ar": "rtl", "en": "ltr", "fa": "rtl", "he": "rtl"}
DAYS = {
    "ar": "الخميس 6 كانون الأول 2018",
    "en": "Thursday, December 6, 2018",
    "fa": "پنجشنبه ۶ دسامبر ۲۰۱۸",
    "he": "יום חמישי, 6 בדצמבר 2018",
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a report in one language says of itself, on its own page and on the front of the Arabic site."""

    root: list[str]  # language and direction
    directions: list[str]  # of its own words
    day: str
    face: str
    named_arabic: list[str]  # the languages of what is Arabic on its page
    teaser: dict[str, tuple[str, str]]  # the words of the teaser: language, direction


_OWN = ["h1 bdi", ".deck bdi", ".kicker span:last-child bdi", ".gate summary > bdi", ".text p"]
_ON_ITS_PAGE = """own => {
  const style = part => getComputedStyle(document.querySelector(part)), root = document.documentElement;
  const arabic = document.querySelectorAll('.masthead bdi, .belongs a bdi, .copyright bdi');
  return {root: [root.lang, root.dir], directions: own.map(part => style(part).direction),
    day: document.querySelector('.byline time').textContent, face: style('.text p').fontFamily.split(',')[0],
    named_arabic: [...arabic].map(one => one.closest('[lang]').lang)} }"""
_IN_TEASERS = "all => all.map(one => [one.textContent, one.closest('[lang]').lang, getComputedStyle(one).direction])"


@pytest.fixture(scope="module")
def spoken(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Spoken]:
    files = "".join(_report_in(lang, *words) for lang, words in SPOKEN.items())
    found = {}
    with page_of(browser, build(tmp_path_factory.mktemp("spoken"), files).public, "/") as page:
        for lang in SPOKEN:
            go(page, "/")
            teaser = page.locator(f".teaser:has(a[href$='/in-{lang}/'])").locator(".headline bdi, .summary bdi")
            told = {words: (said, way) for words, said, way in teaser.evaluate_all(_IN_TEASERS)}
            go(page, f"/2018/12/in-{lang}/")
            found[lang] = Spoken(**page.evaluate(_ON_ITS_PAGE, _OWN), teaser=told)
    return found


def _report_in(lang: str, title: str, summary: str) -> str:
    keys = {"title": title, "summary": summary, "kicker": title, "deck": summary, "content_warning": summary}
    quoted = {key: f"'{words}'" for key, words in keys.items()}
    original = None if lang == "ar" else "ar"
    known = {"lang": lang, "id": lang, "slug": f"in-{lang}", "date": "2018-12-06", "translation_of": original}
    return report(lang, summary, **known, **quoted)


@pytest.mark.parametrize("lang", SPOKEN)
def test_a_page_speaks_the_language_of_its_report(spoken: dict[str, Spoken], lang: str) -> None:
    """T-1.1, T-2.9."""
    assert spoken[lang].root == [lang, DIRECTIONS[lang]]
    assert spoken[lang].directions == [DIRECTIONS[lang]] * len(_OWN)
    assert spoken[lang].day == DAYS[lang]


def test_each_language_has_a_face_of_its_own(spoken: dict[str, Spoken]) -> None:
    """Persian and Arabic share the face that the outlet brings along."""
    faces = {lang: one.face for lang, one in spoken.items()}

    assert faces.pop("fa") == faces["ar"]
    assert len(set(faces.values())) == len(faces)


@pytest.mark.parametrize("lang", SPOKEN)
def test_a_teaser_says_its_language_and_runs_its_way(spoken: dict[str, Spoken], lang: str) -> None:
    """T-1.4."""
    teaser = spoken[lang].teaser

    assert SPOKEN[lang][0] in teaser
    assert teaser == dict.fromkeys(teaser, (lang, DIRECTIONS[lang]))


@pytest.mark.parametrize("lang", ["en", "fa", "he"])
def test_what_is_arabic_on_a_page_in_another_language_says_so(spoken: dict[str, Spoken], lang: str) -> None:
    """WCAG 3.1.2: the outlet's name, its sections, the title of what was translated, the line at the foot."""
    assert spoken[lang].named_arabic == ["ar"] * 5
