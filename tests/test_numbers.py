"""Numbers: plural forms, digits and the marks between them, by ICU; and whole sites in the one hand or the other."""

import json
import random
import re
import shutil
import subprocess
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import feedparser
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import node
from rich import DIWAN, Reading, pages, rich
from sites import SITE_TOML, Built, build, report

from warraq import arabic, theme
from warraq.arabic import Digits, Numerals
from warraq.words import Strings

CASES = Path(__file__).parent / "cases"
HANDS: tuple[Numerals, ...] = ("latn", "arab")
ARABIC_FIGURES = re.compile("[٠-٩۰-۹٪٫٬]")
ENGLISH = "2024/02/a-report-in-english/index.html"  # a page of the rich outlet
COUNTED = ("ar", "ar-SY", "en", "fa", "he", "ru", "fr", "tr", "ckb", "ur")
CATEGORIES = """
const [languages, numbers] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const told = (rules) => [numbers.map((n) => rules.select(n)), rules.resolvedOptions().pluralCategories.sort()];
console.log(JSON.stringify(languages.map((language) => told(new Intl.PluralRules(language)))));
"""
FIGURES = """
const [locale, numbers] = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const plain = new Intl.NumberFormat(locale, {maximumFractionDigits: 3});
const share = new Intl.NumberFormat(locale, {style: 'percent', maximumFractionDigits: 3});
console.log(JSON.stringify(numbers.map((n) => [plain.format(n), share.format(n / 100)])));
"""
SCRIPTS = """
const told = (tag) => [new Intl.Locale(tag).textInfo.direction, new Intl.NumberFormat(tag).resolvedOptions()];
const pairs = JSON.parse(require('fs').readFileSync(0, 'utf8')).map(told);
console.log(JSON.stringify(pairs.map(([direction, options]) => [direction, options.numberingSystem])));
"""


def icu(script: str, given_to_it: object) -> Any:
    """What Node says of a table; one process for all of it."""
    command = [node(), "-e", script]
    done = subprocess.run(command, input=json.dumps(given_to_it), capture_output=True, encoding="utf-8", check=True)
    return json.loads(done.stdout)


def counts() -> list[tuple[int, str, str]]:
    """The lines `number → form → words` of plurals.txt."""
    lines = (CASES / "plurals.txt").read_text(encoding="utf-8").splitlines()
    parted = [line.split(" → ") for line in lines if line and not line.startswith("%%")]
    return [(int(number), form, words) for number, form, words in parted]


@pytest.fixture(scope="module")
def words() -> dict[str, Strings]:
    """The default theme's words in the two hands."""
    return {hand: theme.load(DIWAN, "ar", hand).strings["ar"] for hand in HANDS}


# ---------------------------------------------------------------- plural forms


@pytest.mark.parametrize(("number", "form", "said"), counts())
def test_arabic_counts_in_six_ways(words: dict[str, Strings], number: int, form: str, said: str) -> None:
    """T-2.1: the form, and the noun that agrees with it."""
    assert form == arabic.plural_form(number, "ar") == arabic.plural_form(number, "ar-SY")
    assert said == words["latn"].plain("reports", n=number) == str(words["latn"]("reports", n=number))


@pytest.mark.parametrize(("number", "said"), [(one[0], one[2]) for one in counts()])
def test_a_count_is_said_in_arabic_digits_where_the_outlet_has_them(
    words: dict[str, Strings], number: int, said: str
) -> None:
    """T-2.7."""
    wanted = said.translate(str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬"))

    assert wanted == words["arab"].plain("reports", n=number)


def test_every_number_of_the_bar_is_in_the_table() -> None:
    """T-2.1."""
    assert {0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 110, 111, 200, 1000} <= {one[0] for one in counts()}
    assert {one[1] for one in counts()} == set(arabic.PLURAL_FORMS)


def test_icu_puts_every_number_in_the_same_form() -> None:
    """T-2.1: fractions too."""
    numbers = [*range(1201), 1.5, 0.5, 2.5, 3.5, 10.25, 11.75, 100.5, 10_003, 1_000_000, 1_000_011]
    told = icu(CATEGORIES, [COUNTED, numbers])
    ours = [[arabic.plural_form(number, language) for number in numbers] for language in COUNTED]

    assert [forms for forms, _ in told] == ours
    assert {form for form, number in zip(ours[0], numbers, strict=True) if number != int(number)} == {"other"}


def test_strings_need_the_forms_that_icu_knows_of_their_language() -> None:
    """T-2.2."""
    told = icu(CATEGORIES, [COUNTED, []])

    assert [forms for _, forms in told] == [sorted(arabic.plural_forms(language)) for language in COUNTED]


def test_strings_need_six_forms_in_arabic_in_their_order() -> None:
    """T-2.2."""
    assert arabic.plural_forms("ar") == ("zero", "one", "two", "few", "many", "other")
    assert arabic.plural_forms("en") == ("one", "other")


# ---------------------------------------------------------------- digits


def test_digits_typed_in_any_hand_are_read() -> None:
    assert arabic.ascii_digits("٢٠٢٤-۰۲-30 x") == "2024-02-30 x"


@pytest.mark.parametrize(("numerals", "wanted"), [("latn", "في 2024 و٧"), ("arab", "في ٢٠٢٤ و٧")])
def test_figures_are_set_in_the_outlets_numerals(numerals: Numerals, wanted: str) -> None:
    """T-2.7."""
    assert wanted == arabic.digits("في 2024 و٧", numerals)


@given(st.text(st.characters(max_codepoint=0x2FF)), st.sampled_from(["latn", "arab", "arabext"]))
def test_nothing_but_digits_is_set_and_all_of_it_can_be_read_back(text: str, hand: Digits) -> None:
    assert text == arabic.ascii_digits(arabic.digits(text, hand))


@pytest.mark.parametrize(
    ("value", "latn", "arab"),
    [
        (7, "7", "٧"),
        (999, "999", "٩٩٩"),
        (12_345, "12,345", "١٢٬٣٤٥"),
        (12_345.5, "12,345.5", "١٢٬٣٤٥٫٥"),
        (Decimal("0.25"), "0.25", "٠٫٢٥"),
        (1_234_567, "1,234,567", "١٬٢٣٤٬٥٦٧"),
    ],
)
def test_a_number_is_grouped_by_the_marks_of_its_digits(value: float, latn: str, arab: str) -> None:
    """T-2.7."""
    assert (latn, arab) == (arabic.number(value, "latn"), arabic.number(value, "arab"))


def test_a_percent_sign_is_of_the_hand_of_its_digits() -> None:
    """T-2.7."""
    assert (arabic.percent(12.5, "latn"), arabic.percent(12.5, "arab")) == ("12.5%", "١٢٫٥٪")


@pytest.mark.parametrize(
    ("locale", "hand"), [("ar-EG", "arab"), ("ar-SY", "arab"), ("ar-u-nu-latn", "latn"), ("fa", "arabext")]
)
def test_icu_writes_numbers_alike(locale: str, hand: Digits) -> None:
    """T-2.7: the marks of direction aside, which the page's own isolation stands for."""
    chance = random.Random(27)  # noqa: S311 (the same numbers every time)
    numbers = [0, 7, 999, 1000, 12_345, 0.5, 99.125] + [round(chance.uniform(0, 10**7), 2) for _ in range(300)]
    told = [[re.sub("[\u061c\u200e\u200f]", "", one) for one in pair] for pair in icu(FIGURES, [locale, numbers])]

    assert told == [[_short(arabic.number(n, hand)), _short(arabic.percent(n, hand))] for n in numbers]


def _short(text: str) -> str:
    """Without a fraction that is nothing, as ICU writes 7 for 7.0."""
    return re.sub("[.٫][0٠۰](?=\\D|$)", "", text)


@given(st.one_of(st.integers(0, 10**9), st.decimals(0, 10**6, places=2)))
def test_no_number_mixes_two_hands(value: float | Decimal) -> None:
    """T-2.7."""
    latn, arab = (arabic.number(value, hand) + arabic.percent(value, hand) for hand in HANDS)

    assert set(latn) <= set("0123456789,.%")
    assert set(arab) <= set("٠١٢٣٤٥٦٧٨٩٬٫٪")


# ---------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("ar", "rtl"), ("ar-SY", "rtl"), ("fa", "rtl"), ("he", "rtl"), ("en", "ltr"), ("fr", "ltr")],
)
def test_a_language_has_its_direction(language: str, wanted: str) -> None:
    assert wanted == arabic.direction(language)


def test_icu_gives_each_language_the_same_direction_and_the_same_digits() -> None:
    """T-2.5: what is not Arabic has its own digits, whatever the outlet's are."""
    languages = ["fa", "he", "ur", "ckb", "ps", "sd", "ug", "yi", "ks", "pa-Arab", "uz-Arab", "ks-Deva", "sd-Deva"]
    languages += ["en", "fr", "de", "tr", "ru", "ku", "zh", "hy", "es", "am", "el", "so", "sw", "az", "uz", "pa"]
    ours = [[arabic.direction(one), arabic.digits_of(one, "arab")] for one in languages]

    assert icu(SCRIPTS, languages) == ours


@pytest.mark.parametrize("language", ["ar", "ar-SY", "ar-EG", "AR-ma"])
@pytest.mark.parametrize("numerals", ["latn", "arab"])
def test_arabic_of_any_country_has_the_digits_that_the_outlet_chose(language: str, numerals: Numerals) -> None:
    """T-2.5: CLDR itself would give Syria and Egypt the one hand, Morocco the other."""
    assert numerals == arabic.digits_of(language, numerals)


@pytest.mark.parametrize("tag", ["ar", "ar-SY", "en", "EN-gb", "zh-Hans-CN", "fa", "ckb"])
def test_a_language_tag_is_known(tag: str) -> None:
    assert arabic.is_language(tag)


@pytest.mark.parametrize(
    "tag",
    ["", " ", " ar", "xx", "عربي", "ar_SY", "ar.UTF-8", "ca@valencia", "ar-", "-ar", "arabic!", "a" * 300, "ar\n"],
)
def test_what_is_no_bcp_47_tag_of_a_known_language_is_told(tag: str) -> None:
    assert arabic.is_language(tag) is False


@given(st.one_of(st.text(), st.text("ar-SYenxلغة_@.1", max_size=12)))
def test_asking_whether_a_text_is_a_language_always_has_an_answer(text: str) -> None:
    assert arabic.is_language(text) in {True, False}


# ---------------------------------------------------------------- whole sites in one hand


def words_of(page: str) -> list[str]:
    """All that readers see or hear of a page, but for addresses: its short link, that of a feed."""
    heard = re.findall(r'\s(?:title|aria-label|alt|placeholder)="([^"]*)"', page)
    heard += re.findall(r'<meta name="description" content="([^"]*)"', page)
    seen = [part.strip() for part in re.split("<style>.*?</style>|<script type=.*?</script>|<[^>]*>", page)]
    return [unescape(words) for words in [*heard, *seen] if words and not words.startswith("https://news.example/")]


def sources(built: Built) -> dict[str, str]:
    """Every page of a site as it is written."""
    return {name: data.decode("utf-8") for name, data in built.files().items() if name.endswith(".html")}


@pytest.fixture(scope="module")
def arabic_digits(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The rich outlet with Arabic digits."""
    return build(tmp_path_factory.mktemp("arab"), rich(more='numerals = "arab"'))


@pytest.fixture(scope="module")
def european_digits(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The rich outlet as it is."""
    return build(tmp_path_factory.mktemp("latn"), rich())


def test_whatever_figure_a_template_prints_is_in_the_outlets_digits(arabic_digits: Built) -> None:
    """T-2.7: what is left in European ones is what authors typed (T-2.8); no words mix the two."""
    said = [
        words
        for name, page in sources(arabic_digits).items()
        if name.removeprefix("lite/") != ENGLISH
        for words in words_of(page)
    ]
    everything = " ".join(said)

    assert {words for words in said if re.search("[0-9%]", words)} == {"1", "2", "CC BY 4.0"}
    for wanted in ("الأربعاء ٣ كانون الثاني ٢٠٢٤، ١٤:٣٠", "٣ تقارير", "أرشيف عام ٢٠٢٤", "الصفحة ١", "بعد ٢٩ يومًا"):
        assert wanted in everything


def test_an_english_page_of_the_outlet_has_english_figures(arabic_digits: Built) -> None:
    """T-2.5, T-2.7."""
    said = words_of(sources(arabic_digits)[ENGLISH])

    assert [words for words in said if ARABIC_FIGURES.search(words)] == []
    assert "Friday, February 2, 2024" in said


def test_an_outlet_with_european_digits_prints_no_arabic_one(european_digits: Built) -> None:
    """T-2.7: nor the Arabic decimal mark, thousands mark and percent sign, in any file."""
    assert ARABIC_FIGURES.findall(european_digits.everything()) == []


def test_what_machines_read_has_european_digits(arabic_digits: Built, european_digits: Built) -> None:
    """T-2.7: addresses, moments, ids, classes, tab stops, data; files have the same names in either hand."""
    attributes = r'\s((?!title|aria-label|alt|placeholder|content)[\w-]+)="([^"]*)"'
    found = [one for page in sources(arabic_digits).values() for one in re.findall(attributes, page)]
    addresses = re.findall(r'content="(0; url=[^"]*|https:[^"]*)"', arabic_digits.everything())

    assert {"href", "datetime", "id", "class", "data-digits", "lang"} <= {name for name, _ in found}
    assert [one for one in found if ARABIC_FIGURES.search(one[1])] == []
    assert [one for one in addresses if ARABIC_FIGURES.search(one)] == []
    assert arabic_digits.files().keys() == european_digits.files().keys()


def _facts(item: dict[str, str]) -> list[str]:
    return [item[name] for name in ("id", "url", "date_published", "date_modified")]


def test_feeds_and_sitemaps_differ_in_no_date_or_address(arabic_digits: Built, european_digits: Built) -> None:
    """T-2.7: of a feed only the texts may be in another hand; stylesheets, sitemaps and robots.txt are the same."""
    theirs = european_digits.files()
    for name, data in arabic_digits.files().items():
        if name == "feed.json":
            here, there = (msgspec.json.decode(one)["items"] for one in (data, theirs[name]))
            assert [_facts(one) for one in here] == [_facts(one) for one in there]
        elif name.endswith("feed.xml") or b"<feed " in data[:80]:
            here, there = (feedparser.parse(one) for one in (data, theirs[name]))
            facts = [[(one.id, one.link, one.published) for one in feed.entries] for feed in (here, there)]
            assert facts[0] == facts[1]
            assert (here.feed.link, here.feed.get("updated")) == (there.feed.link, there.feed.get("updated"))
        elif not name.endswith(".html"):
            assert data == theirs[name]


def test_footnotes_are_numbered_in_the_digits_of_the_page(tmp_path: Path) -> None:
    """T-2.7."""
    notes = "نص[^1] ونص[^2].\n\n[^1]: حاشية.\n[^2]: حاشية."
    toml = f'-- content/site.toml --\nnumerals = "arab"\n{SITE_TOML}'
    built = build(tmp_path, toml + report(body=notes) + report("b", notes, lang="en", title="News"))
    here, there = (Reading(built.page(f"/2024/01/{slug}/")) for slug in ("خبر", "news"))

    assert [one.text for one in here.all("a", **{"class": "footnote-ref"})] == ["١", "٢"]
    assert [one.text for one in there.all("a", **{"class": "footnote-ref"})] == ["1", "2"]
    assert [one.attributes["class"] for one in here.all("ol") if "class" in one.attributes] == ["arabic-digits"]


def test_lists_that_the_browser_numbers_follow_the_outlet(arabic_digits: Built, european_digits: Built) -> None:
    """T-2.7, T-1.35."""
    css = (DIWAN / "static" / "diwan.css").read_text(encoding="utf-8")
    said = [
        {
            page.elements[0].attributes.get("data-digits")
            for name, page in pages(built.public).items()
            if name.removeprefix("lite/") != ENGLISH
        }
        for built in (arabic_digits, european_digits)
    ]

    assert re.search(r':root\[data-digits="arab"\] \.text ol \{ list-style-type: arabic-indic; \}', css)
    assert said == [{"arab"}, {None}]


@pytest.mark.parametrize(
    ("numerals", "lang", "wanted"),
    [
        ("latn", "ar", "12,345 12.5% 7"),
        ("arab", "ar", "١٢٬٣٤٥ ١٢٫٥٪ ٧"),
        ("arab", "en", "12,345 12.5% 7"),
    ],
)
def test_a_themes_own_figures_are_in_the_digits_of_the_page(
    tmp_path: Path, numerals: str, lang: str, wanted: str
) -> None:
    """T-2.7: through the filters that a theme may use."""
    page = Path(shutil.copytree(DIWAN, tmp_path / "themes" / "diwan")) / "templates" / "page.html"
    figures = '<p id="w-f">{{ 12345|number }} {{ 12.5|percent }} {{ "7"|digits }}</p>\n{{ page.body|safe }}'
    page.write_text(page.read_text(encoding="utf-8").replace("{{ page.body|safe }}", figures), encoding="utf-8")
    toml = f'-- content/site.toml --\nnumerals = "{numerals}"\n{SITE_TOML}'
    built = build(tmp_path, f"{toml}-- content/pages/a.md --\n---\ntitle: صفحة\nslug: a\nlang: {lang}\n---\nنص.\n")

    assert wanted == Reading(built.page("/a/")).one("p", id="w-f").text
