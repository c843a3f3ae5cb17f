"""Every page of the default theme in a real Chromium: read by everyone, at any width, at night, on paper.

The rich outlet has a page of every template; a report with all that a text can hold stands beside it.
"""

import gzip
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pytest
from looks import SPACING, TWICE, Scheme, boxes, clipped, faults, inked, overflow, window
from outside import program
from playwright.sync_api import Browser, Locator, Page
from rich import DIWAN, rich
from screen import opened, serving
from sites import NOTICE, Built, build, report
from test_theme import SAMPLES, struct

from warraq import render, theme, urls, views

pytestmark = pytest.mark.browser

LONG_ADDRESS = "https://example.org/" + "a-very-long-step-" * 12 + "?q=" + "1234567890" * 9
HARD = f"""
نص فيه **غامق** و*مشدّد* و<mark>معلَّم</mark> و<q>مقتبس</q> و<cite>كتاب</cite> و<small>صغير</small> و<del>محذوف</del>
و<dfn>مصطلح</dfn> و`code()`، وسطر الحركات: إِودكٍّخٍ، و[رابط في بيتي](https://example.org/x)، وحاشية[^1].

{LONG_ADDRESS}

A paragraph in English with *emphasis* and {"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch" * 2}.

## عنوان في النص

| المدينة | السكان | المساحة | الارتفاع | الموقع | المرجع |
| --- | ---: | ---: | ---: | --- | --- |
| دير الزور | 211857 | 330601 | 203 | شرق الفرات | https://example.org/deir-ezzor/population |
| حلب | 2132100 | 18482 | 379 | شمال | [هنا](https://example.org/) |

```
print("a line that is far too long for a telephone", "and goes on and on", "and does not end", end="")
```

> اقتباس طويل بعض الشيء من بيان لم يوقّعه أحد.

- بند
- بند آخر
    1. أول
    2. ثان

::: اقتباس
لن نعود إلى ما كنا عليه.
— شاهدة
:::

::: حقائق أرقام
- 42 قتيلًا
- 17 جريحًا
:::

[^1]: نص الحاشية مع رابط: {LONG_ADDRESS}
"""
FRONT, GATED, CORRECTED, FULL = "/", "/2024/03/تحليل-عاجل/", "/2024/01/خبر-الساعة-الثانية-والنصف/", "/2024/04/كل-شيء/"
PAGES = {
    "front": FRONT,
    "report": FULL,
    "gated": GATED,
    "corrected": CORRECTED,
    "english": "/2024/02/a-report-in-english/",
    "withdrawn": "/2024/02/تقرير-مسحوب/",
    "section": "/sections/field/",
    "numbered": "/sections/field/page/1/",
    "author": "/authors/salma/",
    "index": "/tags/",
    "archive": "/archive/",
    "year": "/archive/2024/",
    "month": "/archive/2024/01/",
    "corrections": "/corrections/",
    "standing": "/من-نحن/",
    "404": "/404.html",
    "redirect": "/s/r01/",
}
STAYING = [name for name in PAGES if name != "redirect"]  # the other leads on at once


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    keys = {"title": "كل شيء", "id": "full", "date": "2024-04-01", "section": "field", "authors": "[سلمى الحسن]"}
    long = f"تقرير {'طويل العنوان جدا ' * 9}"
    more = report("full", HARD, **keys, kicker="تقرير خاص", deck="سطر تحت العنوان", places="[دير الزور]")
    return build(tmp_path_factory.mktemp("looks"), rich() + more + report("long", title=long, section="field"))


@pytest.fixture(scope="module")
def base(built: Built) -> Iterator[str]:
    with serving(built.public) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as browser:
        yield browser


def test_there_is_a_page_of_every_template(built: Built) -> None:
    assert [path for path in PAGES.values() if not built.has(path)] == []


# ---------------------------------------------------------------- read by everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_wrong_on_any_page(browser: Browser, base: str, width: int, scheme: Scheme) -> None:
    """T-4.11."""
    found: dict[str, list[str]] = {}
    with window(browser, base, width, scheme) as page:
        page.route("**/s/r01/", lambda route: route.fulfill(body=_staying(route.fetch().text())))
        for name, path in PAGES.items():
            page.goto(urls.encoded(path))
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            found[name] = faults(page)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_axe_finds_nothing_wrong_on_the_smallest_and_the_largest_page_of_a_template(
    browser: Browser, tmp_path: Path
) -> None:
    """T-4.11, of views that no outlet has: everything empty, everything given."""
    loaded = theme.load(DIWAN, "ar", "latn")
    press = render.press(loaded, struct(views.Outlet, large=True), "https://news.example")
    sizes = {re.sub("-[a-z]*$", ".html", one): (name, _named(shown)) for one, name, shown in reversed(SAMPLES)}
    files = {asset.path: asset.data for asset in loaded.assets}
    for path, (name, shown) in sizes.items():
        made = press.render(views.Page(views.Address("sample"), f"/{path}", name, shown))
        files[path] = _staying(made.data.decode()).encode()
    for path, data in files.items():
        (tmp_path / path.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path.lstrip("/")).write_bytes(data)
    found = {}
    with serving(tmp_path) as address, window(browser, address, 320) as page:
        for path in sizes:
            page.goto(f"/{path}")
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
            found[path] = (overflow(page), faults(page))

    assert {path: wrong for path, wrong in found.items() if wrong != (0, [])} == {}


def _named(shown: Any) -> Any:
    """A sample whose lists of names are of kinds that there are."""
    is_archive = isinstance(shown, views.ArchiveView)
    return msgspec.structs.replace(shown, indexes=(("tag", views.Href("/tags/")),)) if is_archive else shown


def test_axe_is_at_work(browser: Browser, base: str) -> None:
    with window(browser, base, 320) as page:
        page.goto("/")
        page.evaluate("document.documentElement.removeAttribute('lang'); document.querySelector('h1').remove()")
        found = faults(page)

    assert {one.partition(":")[0] for one in found} == {"html-has-lang", "page-has-heading-one"}


def _staying(page: str) -> str:
    """A page that leads on, without the line that makes it."""
    return re.sub(r'<meta http-equiv="refresh"[^>]*>', "", page)


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_scrolls_sideways_whatever_stands_on_it(browser: Browser, base: str, width: int) -> None:
    """T-1.10: long addresses, tables, code, long words and titles."""
    with window(browser, base, width) as page:
        found = {}
        for name in STAYING:
            page.goto(urls.encoded(PAGES[name]))
            found[name] = (overflow(page), clipped(page))

    assert {name: wrong for name, wrong in found.items() if wrong != (0, [])} == {}


@pytest.mark.parametrize(("sheet", "width"), [(SPACING, 320), (SPACING, 1280), (TWICE, 768), (TWICE, 1280)])
def test_nothing_is_clipped_when_letters_or_spaces_grow(browser: Browser, base: str, sheet: str, width: int) -> None:
    """T-1.27, T-4.12."""
    found = {}
    with window(browser, base, width) as page:
        for name in STAYING:
            page.goto(urls.encoded(PAGES[name]))
            page.add_style_tag(content=sheet)
            found[name] = (overflow(page), clipped(page))

    assert {name: wrong for name, wrong in found.items() if wrong != (0, [])} == {}


LANDMARKS = "header, nav, main, footer, article, aside, section, h1, .lead, .seconds, .block, .text, .facts, .day-name"


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("name", ["front", "section", "report", "month"])
def test_the_page_turned_around_is_its_mirror(browser: Browser, base: str, name: str, width: int) -> None:
    """T-1.9."""
    with window(browser, base, width) as page:
        page.goto(urls.encoded(PAGES[name]))
        page.add_style_tag(content="* { overflow-wrap: normal !important; text-wrap: wrap !important }")
        before = boxes(page, LANDMARKS)
        page.evaluate("document.documentElement.dir = 'ltr'")
        after = boxes(page, LANDMARKS)
    mirrored = [(tag, width - right, width - left, top, bottom) for tag, left, right, top, bottom in after]

    assert len(before) > 8
    assert [
        (one[0], here, there)
        for one, other in zip(before, mirrored, strict=True)
        for here, there in zip(one[1:], other[1:], strict=True)
        if abs(here - there) > 2
    ] == []


def test_the_way_to_the_text_comes_first_and_is_seen_where_it_is_reached(browser: Browser, base: str) -> None:
    """T-4.12."""
    with window(browser, base, 390) as page:
        page.goto("/")
        page.keyboard.press("Tab")
        focused = page.evaluate(
            """() => { const one = document.activeElement, box = one.getBoundingClientRect(),
            style = getComputedStyle(one); return [one.className, box.top, style.outlineStyle, style.outlineWidth] }"""
        )

    assert focused[0] == "skip"
    assert focused[1] >= 0
    assert focused[2:] == ["solid", "3px"]


def test_without_scripts_the_text_is_the_same_and_the_warning_opens(browser: Browser, base: str) -> None:
    """T-4.3."""
    said: dict[bool, list[str]] = {}
    for scripts in (True, False):
        with window(browser, base, 390, scripts=scripts) as page:
            said[scripts] = []
            for name in STAYING:
                page.goto(urls.encoded(PAGES[name]))
                said[scripts].append(page.locator("body").inner_text())
            page.goto(urls.encoded(GATED))
            hidden = page.locator(".text").is_visible()
            page.locator("summary").click()
            assert (hidden, page.locator(".text").is_visible()) == (False, True)

    assert said[True] == said[False]


# ---------------------------------------------------------------- the letters


_STYLES = """() => {
  const found = {}, arabic = /[\\u0621-\\u064a]/;
  const own = one => [...one.childNodes].some(node => node.nodeType === 3 && arabic.test(node.data));
  for (const one of document.body.querySelectorAll('*')) {
    if (!own(one)) continue;
    const {letterSpacing, fontStyle, textTransform, hyphens, textAlign, wordBreak, fontSize, lineHeight} =
      getComputedStyle(one), size = parseFloat(fontSize);
    const wrong = [];
    if (letterSpacing !== 'normal') wrong.push(letterSpacing);
    if (fontStyle !== 'normal') wrong.push(fontStyle);
    if (textTransform !== 'none' || hyphens === 'auto' || wordBreak !== 'normal') wrong.push('broken');
    if (!['start', 'center', 'end', 'right', '-webkit-auto'].includes(textAlign)) wrong.push(textAlign);
    if (size < 12) wrong.push(fontSize);
    if (/^h[1-6]$/.test(one.localName) && parseFloat(lineHeight) / size < 1.3) wrong.push(lineHeight);
    if (one.localName === 'p' && parseFloat(lineHeight) / size < 1.3) wrong.push(lineHeight);
    if (wrong.length) found[`${one.localName}.${one.className}`] = wrong;
  }
  return found;
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_arabic_letters_are_never_spaced_slanted_small_or_crowded(browser: Browser, base: str, width: int) -> None:
    """T-1.24, T-1.25, T-1.26, T-1.27, T-1.29, T-1.30."""
    with window(browser, base, width) as page:
        found = {}
        for name in STAYING:
            page.goto(urls.encoded(PAGES[name]))
            found[name] = page.evaluate(_STYLES)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_text_is_large_and_airy_and_latin_a_touch_smaller(browser: Browser, base: str) -> None:
    """T-1.27, T-1.28, T-1.33."""
    letters = "one => { const s = getComputedStyle(one); return [parseFloat(s.fontSize), parseFloat(s.lineHeight)] }"
    with window(browser, base, 360) as page:
        page.goto(urls.encoded(FULL))
        size, line = page.locator(".text > p").first.evaluate(letters)
        first_letter = page.evaluate("getComputedStyle(document.querySelector('.text > p'), '::first-letter').fontSize")
        heads = page.locator(".text h2").first.evaluate(letters)
        page.goto(urls.encoded(PAGES["english"]))
        latin, _ = page.locator(".text > p").first.evaluate(letters)

    assert size >= 16
    assert size >= 1.05 * latin
    assert line / size >= 1.6
    assert heads[1] / heads[0] >= 1.3
    assert first_letter == f"{size:g}px"


def test_each_emphasis_has_a_look_of_its_own_and_links_their_line_below_the_dots(browser: Browser, base: str) -> None:
    """T-1.31, T-1.32."""
    look = """one => { const s = getComputedStyle(one); return [s.fontWeight, s.fontSize, s.color,
        s.textDecorationLine, s.textDecorationThickness, s.borderInlineStartWidth,
        getComputedStyle(one, '::before').content].join() }"""
    with window(browser, base, 390) as page:
        page.goto(urls.encoded(FULL))
        looks = {
            tag: page.locator(f".text {tag}").first.evaluate(look)
            for tag in ("p", "strong", "em", "mark", "blockquote", "q", "cite", "small", "del")
        }
        link = page.locator(".text p a[href]").first.evaluate(
            """one => { const s = getComputedStyle(one); return [s.textDecorationLine, s.textDecorationThickness,
            parseFloat(s.textUnderlineOffset) / parseFloat(s.fontSize)] }"""
        )

    assert len(set(looks.values())) == len(looks)
    assert link[:2] == ["underline", "1px"]
    assert link[2] >= 0.25


DEEP = "بيتي"  # two dots below, and two below a tail
LINKS = [
    (FULL, ".text p a[href]", "one => {}"),
    (FULL, ".text p a[href]", "one => { one.style.fontWeight = 700 }"),
    ("/2023/12/ثاني-الدفاتر/", ".belongs a", "one => {}"),
    ("/sections/field/", ".sections a[aria-current]", "one => {}"),
]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(("path", "place", "change"), LINKS, ids=["text", "bold", "series", "section"])
def test_the_line_below_a_link_crosses_no_dot(
    browser: Browser, base: str, path: str, place: str, change: str, width: int
) -> None:
    """T-1.31: in pixels, drawn with the outlet's own fonts."""
    with window(browser, base, width) as page:
        page.route("**/diwan.*.css", lambda route: route.fulfill(body=_with_fonts(route.fetch().text())))
        page.goto(urls.encoded(path))
        link = page.locator(place).first
        link.evaluate("(one, word) => { one.textContent = word; one.scrollIntoView({block: 'center'}) }", DEEP)
        link.evaluate(change)
        box = link.bounding_box()
        assert box
        around = (box["x"], box["y"] - 8, box["width"], box["height"] + 20)
        rules = "* {{ border-color: #0000 !important; color: {} !important; text-decoration-color: {} !important }}"
        drawn = [rules.format(*pair) for pair in (("#000", "#0000"), ("#0000", "#000"))]
        letters, line = ({y for _, y in inked(page, around, rule)} for rule in drawn)

    assert max(letters) < min(line)


def _with_fonts(css: str) -> str:
    """Fonts are waited for."""
    return css.replace("font-display: optional", "font-display: block")


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", ["front", "report", "corrected", "english"])
def test_a_dot_stands_between_two_words_of_a_line_and_never_at_its_end(
    browser: Browser, base: str, name: str, width: int
) -> None:
    """Nor at its beginning; none of it is seen of those that stand there."""
    with window(browser, base, width) as page:
        page.goto(urls.encoded(PAGES[name]))
        lines = [line for line in page.locator(".byline, .kicker").all() if line.locator("> :nth-child(2)").count()]
        seen = [_dots(page, line) for line in lines]

    assert lines
    assert [dots for dots, gaps in seen] == [gaps for dots, gaps in seen]


_PARTS = """one => { one.scrollIntoView({block: 'center'}); return [one, ...one.children].map(part => {
    const {left, right, top, bottom} = part.getBoundingClientRect(); return [left, right, top, bottom] }) }"""
_DOTS_ALONE = """* { background: #fff !important; border-color: #0000 !important; color: #0000 !important }
    :is(.byline, .kicker) > ::before { color: #000 !important }"""


def _dots(page: Page, line: Locator) -> tuple[int, int]:
    """How many dots are seen of a line of parts, and how many parts stand behind another one on the same height."""
    (left, right, top, bottom), *parts = line.evaluate(_PARTS)
    around = (max(0, left - 16), top, right - left + 32, bottom - top)
    beside = sum(one[2] < next_one[3] and next_one[2] < one[3] for one, next_one in pairwise(parts))
    return _spots(inked(page, around, _DOTS_ALONE)), beside


def _spots(pixels: set[tuple[int, int]]) -> int:
    """How many spots some pixels are: those of one touch each other."""
    rest, spots = set(pixels), 0
    while rest:
        spots, near = spots + 1, [rest.pop()]
        while near:
            x, y = near.pop()
            touching = {(x + right, y + down) for right in (-1, 0, 1) for down in (-1, 0, 1)} & rest
            rest -= touching
            near.extend(touching)
    return spots


FACES = {"Geeza Pro", "Segoe UI", "Tahoma", "Noto Naskh Arabic", "Noto Sans Arabic", "sans-serif"}


def test_where_no_font_comes_the_systems_arabic_ones_are_named(browser: Browser, base: str) -> None:
    """T-1.34."""
    with window(browser, base, 390) as page:
        page.goto("/")
        named = page.evaluate("getComputedStyle(document.body).fontFamily")

    assert {one.strip(' "') for one in named.split(",")} >= FACES


def test_in_forced_colours_and_for_more_contrast_every_word_is_still_read(browser: Browser, base: str) -> None:
    """T-4.12."""
    contrast = "getComputedStyle(document.querySelector('.byline')).color === getComputedStyle(document.body).color"
    with window(browser, base, 390) as page:
        page.goto("/")
        words = page.locator("body").inner_text()
        page.emulate_media(forced_colors="active")
        assert page.locator("body").inner_text() == words
        assert faults(page) == []
        page.emulate_media(forced_colors="none", contrast="more")
        assert page.evaluate(contrast)


# ---------------------------------------------------------------- paper and weight


def _letters(text: str) -> str:
    """The letters of a text, whatever form and order of marks it was printed in."""
    return re.sub(r"[^\u0621-\u064a]", "", unicodedata.normalize("NFKC", text))


def _is_printed(words: str, sheet: str) -> bool:
    """Whether a sheet has the words; the letters of a ligature come out of a PDF in any order."""
    wanted = sorted(_letters(words))
    starts = range(len(sheet) - len(wanted) + 1)
    return any(sorted(sheet[start : start + len(wanted)]) == wanted for start in starts)


def test_every_printed_sheet_has_the_outlets_name_and_the_notice(browser: Browser, tmp_path: Path) -> None:
    """Issue theme, 1: the notice itself claims print."""
    pdftotext = program("pdftotext")
    body = "\n\n".join([*[f"فقرة {'تطول كلمة بعد كلمة ' * 30}."] * 12, HARD])
    public = build(tmp_path, rich() + report("paper", body, title="على الورق", date="2024-05-02")).public
    with serving(public) as address, window(browser, address, 800) as page:
        page.goto(urls.encoded("/2024/05/على-الورق/"))
        (tmp_path / "sheet.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    ran = subprocess.run([pdftotext, str(tmp_path / "sheet.pdf"), "-"], capture_output=True, text=True, check=True)
    sheets = [_letters(sheet) for sheet in ran.stdout.split("\f") if sheet.strip()]

    assert len(sheets) >= 3
    for sheet in sheets:
        assert _is_printed(NOTICE, sheet)
        assert _is_printed("منصة التجربة", sheet)
        assert _letters("الأقسام والصفحات") not in sheet


def test_the_address_of_a_link_is_printed_beside_it_from_the_left(browser: Browser, base: str) -> None:
    """T-1.42."""
    with window(browser, base, 800) as page:
        page.goto(urls.encoded(FULL))
        page.emulate_media(media="print")
        printed = page.locator('.text a[href="https://example.org/x"]').evaluate(
            "one => [getComputedStyle(one, '::after').content, getComputedStyle(document.body).direction]"
        )

    assert printed == ['" (\u2066https://example.org/x\u2069)"', "rtl"]


def test_what_is_behind_a_warning_is_printed_too(browser: Browser, base: str) -> None:
    with window(browser, base, 800) as page:
        page.goto(urls.encoded(GATED))
        page.emulate_media(media="print")
        height = page.locator(".gate .text").evaluate("one => one.getBoundingClientRect().height")
        shown = page.locator("nav").evaluate_all("all => all.filter(one => one.checkVisibility()).length")

    assert height > 0
    assert shown == 0


def test_a_report_of_a_thousand_words_comes_in_the_first_flight(tmp_path: Path) -> None:
    """T-4.1: ten packets, which a server sends before it waits."""
    sentence = [f"كلمة{number % 97} ذكرها شاهد{number % 53} قرب موقع{number % 31}" for number in range(340)]
    paragraphs = "\n\n".join(" ".join(sentence[start : start + 20]) + "." for start in range(0, 340, 20))
    keys = {"tags": "[هجين, الأمم المتحدة, حلب]", "places": "[دير الزور, دمشق]", "authors": "[سلمى الحسن]"}
    built = build(tmp_path, rich() + report("words", paragraphs, title="ألف كلمة", section="field", **keys))
    page = (built.public / urls.file_of("/2024/01/ألف-كلمة/")).read_bytes()

    assert len(" ".join(sentence).split()) >= 1000
    assert len(gzip.compress(page, 9)) <= 14_600
