"""Whole sites, word by word: what the engine and the theme add to an author's text is Arabic, in one hand of digits."""

import re
from html import unescape
from pathlib import Path

import pytest
from lxml import etree
from rich import Reading
from sites import ROOT, SITE_TOML, Built, build, report

from warraq import config
from warraq.config import Usage

# An outlet in whose own texts there is neither a figure nor a Latin letter, and which has something of everything.
ARABIC = """
-- content/site.toml --
name = "منصة التجربة"
full_name = "منصة التجربة الإعلامية"
description = "أخبار مجربة، ومفيدة"
base_url = "https://news.example"
copyright = "حقوق النشر محفوظة للمنصة."
timezone = "Asia/Damascus"
per_page = 2

[sections.field]
name = "الميدان"
description = "أخبار الميدان"

[sections.culture]
name = "الثقافة"

[nav]
"من نحن" = "/من-نحن/"
-- content/authors/salma.md --
---
title: سلمى الحسن
deck: محررة الميدان
---
كتبت عن البداية.
-- content/pages/about.md --
---
title: من نحن
deck: صفحة تعريف
aliases: [/قديم/]
---
نحن منصة.
-- content/reports/first.md --
---
title: بداية الحكاية
id: r-one
date: 2024-01-05 14:30
updated: 2024-02-01 10:00
kicker: تقرير خاص
deck: سطر تحت العنوان
section: field
tags: [هجين, سيف]
places: [دير الزور, دمشق]
authors: [سلمى الحسن, عمر, ليلى]
sources: [شهود, وكالة]
series: دفاتر الفرات
license: المشاع
content_warning: مشاهد قاسية
breaking: true
aliases: [/أرشيف/قديم/]
corrections:
  - {date: 2024-01-05, text: صححنا حرفا.}
  - {date: 2024-01-06, text: صححنا رقما.}
  - {date: 2024-01-06T22:30:00Z, text: صححنا اسما.}
  - {date: 2024-01-08, text: صححنا مكانا.}
  - {date: 2024-01-16, text: صححنا يوما.}
  - {date: 2024-04-14, text: صححنا شهرا.}
---
الفقرة الأولى[^one] ثم الثانية[^two] ثم الأولى[^one].

1. بند
2. بند آخر

| أ | ب |
| - | - |
| ج | د |

[^one]: حاشية.
[^two]: حاشية أخرى.
-- content/reports/second.md --
---
title: تحليل لاحق
id: r-two
date: 2024-02-10
kind: analysis
section: field
authors: [سلمى الحسن, عمر]
series: دفاتر الفرات
translation_of: r-one
---
نص التحليل.
-- content/reports/third.md --
---
title: رأي
id: r-three
date: 2024-03-10
kind: opinion
tags: [هجين]
---
نص الرأي.
-- content/reports/fourth.md --
---
title: خلفية
id: r-four
date: 2024-03-11
kind: background
section: field
---
نص الخلفية.
-- content/reports/fifth.md --
---
title: تغطية
id: r-five
date: 2024-03-12
kind: live
draft: true
section: field
---
نص التغطية.
-- content/reports/gone.md --
---
title: مسحوب
id: r-six
date: 2024-03-13
withdrawn: {date: 2024-03-14, reason: تبين خطأ المصدر.}
---
نص.
"""


def words_of(built: Built) -> list[tuple[str, str]]:
    """(page, words) of all that readers see or hear, but for addresses: short links, that of a feed."""
    found = []
    for path in built.public.rglob("*.html"):
        page = re.sub("<(style>.*?</style|script type=.*?</script)>", "", path.read_text(encoding="utf-8"))
        heard = re.findall(r'\s(?:title|aria-label|alt|placeholder)="([^"]*)"', page)
        heard += re.findall(r'<meta name="description" content="([^"]*)"', page)
        seen = [part.strip() for part in re.split("<[^>]*>", page)]
        found += [(path.parent.name, unescape(words)) for words in [*heard, *seen] if words]
    return [(name, words) for name, words in found if not words.startswith("https://news.example/")]


@pytest.fixture(scope="module")
def arabic_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An outlet whose texts are Arabic and hold no figure, with its draft."""
    built = build(tmp_path_factory.mktemp("arabic"), ARABIC, drafts=True)
    assert built.codes == ["W291"]
    return built


# ---------------------------------------------------------------- Arabic words only


def test_no_page_of_an_arabic_outlet_has_a_latin_word(arabic_site: Built) -> None:
    """T-1.40: but for the names of formats and, where readers are told how to subscribe, of programs."""
    said = words_of(arabic_site)
    latin = {word for _, words in said for word in re.findall("[A-Za-z]+", words)}

    assert len(said) > 700
    assert latin == {"RSS", "Atom", "JSON", "Feed", "OPML", "Feeder", "NetNewsWire", "Thunderbird"}
    assert {name for name, words in said if re.search("Feeder|NetNewsWire|Thunderbird|OPML", words)} == {"feeds"}


def test_what_is_said_of_an_arabic_feed_is_arabic(arabic_site: Built) -> None:
    """T-1.40: titles, descriptions, categories and names of every feed."""
    files = {name: data for name, data in arabic_site.files().items() if name.endswith("feed.xml")}
    told = {"title", "description", "category", "copyright", "creator"}
    said = [
        (name, element.text)
        for name, data in files.items()
        for element in etree.fromstring(data).iter("{*}*")
        if etree.QName(element).localname in told
    ]

    assert len(files) >= 6
    assert len(said) > 40
    assert [one for one in said if re.search("[A-Za-z]", one[1] or "")] == []


def test_what_the_engine_says_has_arabic_punctuation_and_no_tatweel(arabic_site: Built) -> None:
    """T-1.20, T-1.21, T-1.23."""
    wrong = re.compile("[\u0600-\u06ff]\\s*[,;?]|[,;?]\\s*[\u0600-\u06ff]|\u0640|»[^«]*«|\\)[^(]*\\(")

    assert [one for one in words_of(arabic_site) if wrong.search(one[1])] == []


def test_authors_are_joined_without_a_comma_and_each_is_isolated(arabic_site: Built) -> None:
    """T-1.15."""
    byline = arabic_site.page("/2024/01/بداية-الحكاية/").partition('<p class="byline">')[2]
    names = byline.partition("</span>")[0]

    assert untagged(names).strip() == "سلمى الحسن وعمر وليلى"
    assert re.findall(r"<bdi>(.*?)</bdi>", names) == ["سلمى الحسن", "عمر", "ليلى"]


def test_a_correction_says_how_long_after_publication_it_came(arabic_site: Built) -> None:
    """T-2.1: in the oblique case, by days of the newsroom (22:30 in UTC is the next day in Damascus)."""
    page = Reading(arabic_site.page("/2024/01/بداية-الحكاية/"))
    said = [one.text for one in page.all("span", **{"class": "after"})]

    assert said == [
        "بعد يوم من النشر",
        "بعد يومين من النشر",
        "بعد 3 أيام من النشر",
        "بعد 11 يومًا من النشر",
        "بعد 100 يوم من النشر",
    ]
    assert "5 كانون الثاني 2024 صححنا حرفا." in " ".join(page.one("section", **{"class": "corrections"}).text.split())


@pytest.mark.parametrize(
    ("words", "per_minute", "wanted"),
    [
        (5, 200, "مدة القراءة: دقيقة واحدة"),
        (200, 200, "مدة القراءة: دقيقة واحدة"),
        (400, 200, "مدة القراءة: دقيقتان"),
        (400, 100, "مدة القراءة: 4 دقائق"),
        (1000, 1000, "مدة القراءة: دقيقة واحدة"),
        (1150, 100, "مدة القراءة: 12 دقيقة"),
        (5050, 50, "مدة القراءة: 101 دقيقة"),
    ],
)
def test_reading_takes_as_long_as_the_outlet_reckons(tmp_path: Path, words: int, per_minute: int, wanted: str) -> None:
    """T-2.4: at least a minute, and the noun agrees."""
    toml = f"-- content/site.toml --\nwords_per_minute = {per_minute}\n{SITE_TOML}"
    page = Reading(build(tmp_path, toml + report(body="وكلمةٌ " * words)).page("/2024/01/خبر/"))

    assert wanted in [one.text for one in page.all("span")]


# ---------------------------------------------------------------- footnotes


def name_of(link: str) -> str:
    """The accessible name of a link: its label, else its words; `title` is only its description (accname 1.2)."""
    label = re.search(r'aria-label="([^"]*)"', link)
    return label[1] if label else re.sub(r"<[^>]*>", "", link)


def ways_back(page: str) -> list[str]:
    return re.findall(r'<a [^>]*class="footnote-backref".*?</a>', page)


def test_the_way_back_from_a_footnote_has_an_arabic_name(arabic_site: Built) -> None:
    """T-1.39: for whoever hears the page, an arrow is no name."""
    links = ways_back(arabic_site.page("/2024/01/بداية-الحكاية/"))

    assert len(links) == 3
    assert [name_of(link) for link in links if "عودة إلى موضع الحاشية" not in name_of(link)] == []


@pytest.mark.parametrize(
    ("lang", "wanted", "other"), [("ar", "عودة إلى موضع الحاشية", "[A-Za-z]"), ("en", "Back to the place", "[ء-ي]")]
)
def test_the_way_back_is_described_in_the_language_of_the_report(
    tmp_path: Path, lang: str, wanted: str, other: str
) -> None:
    """T-1.39."""
    built = build(tmp_path, report(body="نص[^1].\n\n[^1]: حاشية.", lang=lang, slug="a"))
    (link,) = ways_back(built.page("/2024/01/a/"))
    said = " ".join(re.findall(r'(?:title|aria-label)="([^"]*)"', link))

    assert wanted in said
    assert not re.search(other, said)


# ---------------------------------------------------------------- what authors typed

TYPED = (
    "بلغ ٧ ثم 12,345 و٩٨٫٥٪ عند 10:30 في ٢٠٢٤، كما في `رمز 7` و[رابط](https://other.example/7) "
    "وطائرة F-16 وحساب @user7 والموقع www.example7.org"
)
KEPT = ("رمز 7", "https://other.example/7", "F-16", "@user7", "www.example7.org")


def outlet(*usage: str, plain: str = "") -> str:
    """The `site.toml` of a one-string site, with a line among its plain keys and these below `[arabic]`."""
    return f"-- content/site.toml --\n{plain}\n{SITE_TOML}\n[arabic]\n{chr(10).join(usage)}\n"


def text_of(folder: Path, toml: str, body: str) -> str:
    """The HTML of the text of the only report of an outlet."""
    page = build(folder, toml + report(body=body, slug="a")).page("/2024/01/a/")
    return page.partition('<div class="text">')[2].partition("</div>")[0].strip()


def untagged(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html)


def test_nothing_is_done_to_an_authors_text_unless_the_outlet_asks() -> None:
    """T-1.22, T-2.8, T-2.14, T-2.29."""
    usual, _ = config.read(SITE_TOML, "site.toml")
    keys = Usage.__struct_fields__
    asked, _ = config.read(f"{SITE_TOML}\n[arabic]\n" + "\n".join(f"{key} = true" for key in keys), "site.toml")

    assert [getattr(usual.usage, key) for key in keys] == [False] * 4
    assert [getattr(asked.usage, key) for key in keys] == [True] * 4


@pytest.mark.parametrize("numerals", ["latn", "arab"])
def test_what_an_author_typed_is_left_alone(tmp_path: Path, numerals: str) -> None:
    """T-2.8."""
    made = text_of(tmp_path, outlet(plain=f'numerals = "{numerals}"'), TYPED)

    assert untagged(made) == re.sub(r"`|\[(رابط)\]\([^)]*\)", r"\1", TYPED)


@pytest.mark.parametrize(
    ("numerals", "wanted"),
    [
        ("latn", "بلغ 7 ثم 12,345 و98.5% عند 10:30 في 2024،"),
        ("arab", "بلغ ٧ ثم ١٢٬٣٤٥ و٩٨٫٥٪ عند ١٠:٣٠ في ٢٠٢٤،"),
    ],
)
def test_an_outlet_may_have_the_digits_of_its_authors_set(tmp_path: Path, numerals: str, wanted: str) -> None:
    """T-2.8: not those of code, addresses, handles, names."""
    made = text_of(tmp_path, outlet("normalize_digits = true", plain=f'numerals = "{numerals}"'), TYPED)

    assert wanted in untagged(made)
    assert [one for one in KEPT if one not in made] == []


def test_the_digits_of_a_title_are_set_with_those_of_its_text(tmp_path: Path) -> None:
    """T-2.8: but not those of its address."""
    toml = outlet("normalize_digits = true", plain='numerals = "arab"')
    page = Reading(build(tmp_path, toml + report(title="72 ساعة", body="بعد 72 ساعة.")).page("/2024/01/72-ساعة/"))

    assert "بعد ٧٢ ساعة." in page.one("article").text
    assert page.one("h1").text == "٧٢ ساعة"


QUOTED = 'قال "نعم" ثم "قال "لا" له" وكتب و"هكذا" وب"ذلك" ول"هذا" ولـ"ذاك" و**"غامق"**، و`"رمز"`.'


def test_straight_quotation_marks_become_those_of_newspapers_where_the_outlet_asks(tmp_path: Path) -> None:
    """T-1.22: nested ones, and after a clitic; not in code."""
    made = untagged(text_of(tmp_path, outlet("smart_quotes = true"), QUOTED))

    assert made == 'قال «نعم» ثم «قال “لا” له» وكتب و«هكذا» وب«ذلك» ول«هذا» ولـ«ذاك» و«غامق»، و"رمز".'


def test_marks_that_do_not_pair_stay_as_they_were_typed(tmp_path: Path) -> None:
    """T-1.22."""
    assert 'طوله 5" فقط' in text_of(tmp_path, outlet("smart_quotes = true"), 'طوله 5" فقط')


def test_quotation_marks_are_left_alone_unless_asked(tmp_path: Path) -> None:
    """T-1.22."""
    assert untagged(text_of(tmp_path, outlet(), QUOTED)) == re.sub(r"\*\*|`", "", QUOTED)


def test_the_real_report_stays_letter_for_letter_whatever_is_asked(tmp_path: Path) -> None:
    """T-1.22: its quotation marks are its author's."""
    seed = ROOT / "content" / "reports" / "2018" / "deir-ezzor-72-hours.md"
    body = seed.read_text(encoding="utf-8").split("---\n", 2)[2]
    plain = text_of(tmp_path / "plain", outlet(), body)

    assert "“قسد”" in plain
    assert plain == text_of(tmp_path / "asked", outlet("smart_quotes = true"), body)


@pytest.mark.parametrize(("usage", "wanted"), [("", ["الأمن", "أمل", "باب"]), ("true", ["أمل", "الأمن", "باب"])])
def test_an_index_may_pass_over_the_article(tmp_path: Path, usage: str, wanted: list[str]) -> None:
    """T-2.14."""
    toml = outlet(f"sort_without_article = {usage}" if usage else "")
    page = Reading(build(tmp_path, toml + report(tags="[باب, أمل, الأمن]")).page("/tags/"))

    assert [one.text for one in page.all("a") if one.text in wanted] == wanted


@pytest.mark.parametrize(("usage", "tag"), [("", "<p>١. بند"), ("digit_lists = true", "<ol")])
def test_a_line_that_begins_with_an_arabic_figure_may_begin_a_list(tmp_path: Path, usage: str, tag: str) -> None:
    """T-2.29."""
    assert text_of(tmp_path, outlet(usage), "١. بند\n٢. بند آخر").startswith(tag)
