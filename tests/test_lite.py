"""The light edition: each page has a twin of bare words, in one request, linked both ways."""

import base64
import gzip
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from examples import LINKS, LISTS, NAMES, begun, edit, reports, respelt, toml
from histories import Pair, run, scratch, tree
from looks import SPACING, TWICE, Scheme, clipped, faults, overflow, window
from playwright.sync_api import Browser
from rich import BASE, DIWAN, Reading, pages, rich
from screen import opened, serving
from sites import NOTICE, SITE_TOML, Built, build, build_seed, rebuild, report
from studio import photograph, put
from test_theme import KINDS, SAMPLES, struct

from warraq import render, theme, urls, views
from warraq.plan import lite

KIB = 1024
LINE_OF_SLOW = 15 * KIB  # bytes of a page (issue theme, 4; T-4.2)
POLICY = "Content-Security-Policy"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("lite"), rich())


@pytest.fixture(scope="module")
def read(built: Built) -> dict[str, Reading]:
    return pages(built.public)


@pytest.fixture(scope="module")
def twins(read: dict[str, Reading]) -> dict[str, Reading]:
    """The pages of the light edition, by the file of the page whose twins they are."""
    return {name.removeprefix("lite/"): page for name, page in read.items() if name.startswith("lite/")}


def leads_on(page: Reading) -> bool:
    return bool(page.all("meta", **{"http-equiv": "refresh"}))


def hrefs(page: Reading) -> list[str]:
    return [one.attributes["href"] for one in page.all("a") if "href" in one.attributes]


def href_of(file: str) -> str:
    return urls.encoded("/" + file.removesuffix("index.html"))


# ---------------------------------------------------------------- which pages there are


def test_every_page_but_redirects_and_the_404_has_a_twin_and_nothing_else_has(
    read: dict[str, Reading], twins: dict[str, Reading]
) -> None:
    """T-4.9."""
    full = {name for name, page in read.items() if not name.startswith("lite/") and not leads_on(page)}

    assert twins.keys() == full - {"404.html"}


def test_each_kind_of_page_is_among_them(twins: dict[str, Reading]) -> None:
    assert {
        "index.html",
        "2023/11/بداية-الحكاية/index.html",
        "2024/02/تقرير-مسحوب/index.html",
        "sections/field/page/1/index.html",
        "tags/index.html",
        "authors/salma/index.html",
        "archive/index.html",
        "archive/2024/index.html",
        "archive/2024/01/index.html",
        "corrections/index.html",
        "corrections/page/1/index.html",
        "من-نحن/index.html",
    } <= twins.keys()


def test_machines_are_told_of_full_pages_only(built: Built) -> None:
    told = {name for name, data in built.files().items() if b"/lite/" in data}

    assert {name for name in told if not name.endswith(".html")} == set()
    assert not any(name.startswith("lite/") and not name.endswith(".html") for name in built.files())


def test_a_page_of_the_outlets_own_cannot_take_the_place(tmp_path: Path) -> None:
    page = "-- content/pages/lite.md --\n---\ntitle: لي\n---\nنص.\n"
    built = build(tmp_path, page + report(aliases="[/lite/x/]"))

    assert built.exit_code == 1
    assert built.codes == ["E301", "E303"]
    assert "لي" not in Reading(built.page("/lite/")).one("h1").text


# ---------------------------------------------------------------- what they are


LABELS = {"ar": ("النسخة الخفيفة", ["النسخة الكاملة"]), "en": ("Light version", ["Full version"])}


def test_a_twin_says_what_its_page_is_and_the_page_where_its_twin_is(
    read: dict[str, Reading], twins: dict[str, Reading]
) -> None:
    for name, twin in twins.items():
        full = read[name]
        (there,) = [one for one in full.all("a") if one.attributes["href"] == href_of(f"lite/{name}")]
        back = [one for one in twin.all("a") if one.attributes.get("href") == href_of(name)]

        assert (there.text, [one.text for one in back]) == LABELS[twin.one("html").attributes["lang"]]
        assert "footer" in there.ancestors
        assert "header" in back[0].ancestors
        assert twin.one("link", rel="canonical").attributes == full.one("link", rel="canonical").attributes
        assert len(twin.all("meta", name="robots")) == len(full.all("meta", name="robots"))


def test_a_twin_has_one_main_one_h1_and_the_notice_in_its_footer(twins: dict[str, Reading]) -> None:
    for page in twins.values():
        assert [len(page.all(tag)) for tag in ("main", "h1", "title", "footer")] == [1, 1, 1, 1]
        assert NOTICE in page.one("footer").text or "الحقوق للكاتب" in page.one("footer").text
        assert page.stray == []


def test_a_twin_asks_for_nothing(twins: dict[str, Reading]) -> None:
    """No font, no picture, no script, no style sheet, and no icon either (T-4.9)."""
    for page in twins.values():
        assert not {"img", "picture", "source", "script", "iframe", "video", "object"} & {
            one.tag for one in page.elements
        }
        assert [one.attributes for one in page.all("link")][1:] == [{"rel": "icon", "href": "data:,"}]
        assert not [one for one in page.elements if "style" in one.attributes]
        assert "url(" not in page.one("style").text


def test_the_style_is_short_and_is_the_one_that_the_policy_allows(twins: dict[str, Reading]) -> None:
    for page in twins.values():
        style = page.one("style").text.encode()
        digest = base64.b64encode(hashlib.sha256(style).digest()).decode("ascii")

        assert f"style-src 'sha256-{digest}';" in page.one("meta", **{"http-equiv": POLICY}).attributes["content"]
        assert "default-src 'none';" in page.one("meta", **{"http-equiv": POLICY}).attributes["content"]
        assert len(style) <= 300


FEEDS = (".xml", ".json", ".opml")  # files, of which there is one edition


def test_links_within_the_outlet_stay_in_the_edition_and_lead_somewhere(
    built: Built, twins: dict[str, Reading]
) -> None:
    for name, page in twins.items():
        own = [one for one in inside(page) if one != href_of(name)]

        assert [one for one in own if not one.startswith("/lite/") and not one.endswith(FEEDS)] == []
        assert [one for one in own if not built.has(unquote(one.partition("#")[0]))] == []


def inside(page: Reading) -> list[str]:
    return [one for one in hrefs(page) if one.startswith("/")]


def test_what_leads_to_the_web_or_within_the_page_stays(built: Built) -> None:
    links = hrefs(Reading(built.page("/lite/2024/01/خبر-الساعة-الثانية-والنصف/")))

    assert "https://other.example/a?b=1&c=2#d" in links
    assert any(one.startswith("#fn") for one in links)
    assert "mailto:news@news.example" in hrefs(Reading(built.page("/lite/contact/")))


def test_a_link_to_a_place_in_another_text_keeps_the_place(built: Built) -> None:
    links = hrefs(Reading(built.page("/lite/2023/12/ثاني-الدفاتر/")))

    assert urls.encoded("/lite/2023/11/بداية-الحكاية/#عنوان-في-النص") in links


def test_the_words_are_those_of_the_full_page(read: dict[str, Reading], twins: dict[str, Reading]) -> None:
    """Every word of a report stands in its twin, but for what is said of the edition itself."""
    for name in (
        "2023/11/بداية-الحكاية/index.html",
        "2024/03/تحليل-عاجل/index.html",
        "2024/01/خبر-آخر-في-اليوم-نفسه/index.html",
    ):
        full, twin = (set(words(page.one("main").text)) for page in (read[name], twins[name]))

        assert full - twin <= set(words("شارك تلغرام واتساب البريد الصفحة الأولى"))  # the way to it, and on from it


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_a_list_is_titles_and_dates(built: Built) -> None:
    page = Reading(built.page("/lite/sections/field/"))
    shown = [" ".join(words(one.text)) for one in page.all("li") if "main" in one.ancestors]

    assert shown == ["خبر بارز 1 حزيران 2025", "تقرير انتقل مرتين 20 كانون الثاني 2024"]


# ---------------------------------------------------------------- reports of every state


def test_a_withdrawn_reports_twin_says_so_and_nothing_of_its_text(built: Built) -> None:
    page = Reading(built.page("/lite/2024/02/تقرير-مسحوب/"))

    assert "تبين خطأ المصدر." in page.one("main").text
    assert "سُحب هذا التقرير" in page.one("h1").text
    assert "نص سُحب" not in page.one("html").text
    assert page.one("meta", name="robots").attributes["content"] == "noindex"


def test_what_readers_may_not_see_has_no_twin(built: Built) -> None:
    light = "\n".join(f"{name}\n{data.decode()}" for name, data in built.files().items() if name.startswith("lite/"))

    assert not re.search("مسودة|محجوب|منته", light)


def test_a_draft_that_is_looked_at_has_a_twin_that_says_so(tmp_path: Path) -> None:
    built = build(tmp_path, report(title="سر", draft="true"), drafts=True)

    assert "مسودة للمراجعة" in Reading(built.page("/lite/2024/01/سر/")).one("main").text


def test_a_report_in_another_language_keeps_its_language_and_direction(built: Built) -> None:
    page = Reading(built.page("/lite/2024/02/a-report-in-english/"))
    html = page.one("html").attributes

    assert (html["lang"], html["dir"]) == ("en", "ltr")
    assert "Full version" in page.one("header").text
    assert NOTICE in page.one("footer").text
    assert urls.encoded("/lite/2024/01/تقرير-انتقل-مرتين/") in hrefs(page)


def test_a_page_below_a_path_of_the_host_has_its_twin_there(tmp_path: Path) -> None:
    text = "انظر [ب](b.md) و[ذاك](https://news.example/sub/2024/01/ب/)."
    built = build(tmp_path, rich(f"{BASE}/sub") + report("a", text, title="أ") + report("b", title="ب"))
    page = Reading(built.page("/lite/2024/01/أ/"))

    there = urls.encoded("/sub/lite/2024/01/ب/")
    assert [one for one in page.links() if one == there] == [there, there]
    assert "/sub/lite/" in hrefs(page)
    assert page.one("link", rel="canonical").attributes["href"] == f"{BASE}/sub{urls.encoded('/2024/01/أ/')}"


# ---------------------------------------------------------------- where links lead


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("b.md", "/lite/2024/01/ب/"),
        ("b.md#جزء", "/lite/2024/01/ب/#جزء"),
        ("/2024/01/ب/", "/lite/2024/01/ب/"),
        ("/tags/و/", "/lite/tags/و/"),
        ("/archive/2024/", "/lite/archive/2024/"),
        ("/corrections/", "/lite/corrections/"),
        ("/", "/lite/"),
        ("/about/", "/lite/about/"),
        ("/old/", "/old/"),  # an old address, which leads on
        ("/tags/old/", "/tags/old/"),  # the same, in the place of a list
        ("/s/b/", "/s/b/"),
        ("/feed.xml", "/feed.xml"),
        ("/shop/", "/shop/"),  # whoever may answer there
        ("https://x.example/lite/", "https://x.example/lite/"),
        ("#جزء", "#جزء"),
    ],
)
def test_a_link_in_a_text_leads_to_the_twin_where_there_is_one(tmp_path: Path, written: str, leads: str) -> None:
    others = report("b", title="ب", id="b", tags="[و]", aliases="[/old/, /tags/old/]")
    built = build(tmp_path, report("a", f"انظر [ذاك]({written}).", title="أ") + others + ABOUT)
    path, _, part = leads.partition("#")
    wanted = leads if leads.startswith("https:") else urls.encoded(path) + (urls.encoded(f"#{part}") if part else "")

    assert wanted in Reading(built.page("/lite/2024/01/أ/")).links()


ABOUT = "-- content/pages/about.md --\n---\ntitle: من نحن\n---\nنص.\n"


def test_the_menu_leads_to_twins_of_pages_and_to_everything_else_as_it_is(tmp_path: Path) -> None:
    nav = '[nav]\n"أ" = "/about/"\n"ب" = "/feed.xml"\n"ج" = "https://x.example/"\n"د" = "/tags/و/"\n"ه" = "/s/a/"\n'
    site = f'name = "م"\nbase_url = "{BASE}"\ncopyright = "{NOTICE}"\n{nav}'
    built = build(tmp_path, f"-- content/site.toml --\n{site}" + report(id="a", tags="[و]") + ABOUT)
    foot = [one for one in Reading(built.page("/lite/")).all("a") if "footer" in one.ancestors]
    leads = {one.text: unquote(one.attributes["href"]) for one in foot}

    assert [leads[name] for name in "أبجده"] == [
        "/lite/about/",
        "/feed.xml",
        "https://x.example/",
        "/lite/tags/و/",
        "/s/a/",
    ]


def test_a_reader_who_lost_the_way_is_offered_the_light_edition(built: Built) -> None:
    links = [one for one in Reading(built.page("/404.html")).all("a") if "footer" in one.ancestors]

    assert [one.attributes["href"] for one in links if one.text == "النسخة الخفيفة"] == ["/lite/"]


# ---------------------------------------------------------------- pictures


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ('<p><img src="/a.jpg" alt="جسر"></p>', "<p><bdi>[جسر]</bdi></p>"),
        ('<p>قبل <img alt="جسر &amp; نهر" src="/a.jpg"> بعد</p>', "<p>قبل <bdi>[جسر &amp; نهر]</bdi> بعد</p>"),
        ('<img src="/a.jpg" alt="a > b">', "<bdi>[a &gt; b]</bdi>"),
        ('<p>أ<img src="/a.jpg" alt=""></p>', "<p>أ</p>"),
        ('<p>أ<img src="/a.jpg"></p>', "<p>أ</p>"),
        (
            '<figure><picture><source srcset="/a.avif">\n<img src="/a.jpg" alt="جسر"></picture></figure>',
            "<figure><bdi>[جسر]</bdi></figure>",
        ),
        (
            '<figure><img src="/a.jpg" alt="جسر"><figcaption>على <b>الفرات</b></figcaption></figure>',
            "<figure><bdi>[جسر]</bdi><figcaption>على <b>الفرات</b></figcaption></figure>",
        ),
        (
            '<table><tr><td dir="ltr">1</td></tr></table><aside>نص</aside>',
            '<table><tr><td dir="ltr">1</td></tr></table><aside>نص</aside>',
        ),
    ],
)
def test_a_picture_becomes_its_words_and_all_else_stays(html: str, wanted: str) -> None:
    assert lite.in_words(html) == wanted


@pytest.mark.parametrize(
    ("image", "wanted"),
    [
        ("{src: p.png, alt: جسر, credit: فلان}", ["<bdi>[جسر]</bdi><figcaption><bdi>فلان</bdi></figcaption>"]),
        (
            "{src: p.png, alt: '', caption: شرح, credit: فلان}",
            ["<figcaption><bdi>شرح</bdi> — <bdi>فلان</bdi></figcaption>"],
        ),
        ("{src: p.png, alt: '', credit: فلان}", []),
    ],
)
def test_of_a_picture_above_a_report_its_words_are_shown(tmp_path: Path, image: str, wanted: list[str]) -> None:
    put(tmp_path, "p.png", photograph(kind="PNG"))
    page = build(tmp_path, report(image=image)).page("/lite/2024/01/خبر/")

    assert re.findall("<figure>(.*?)</figure>", page, re.DOTALL) == wanted


# ---------------------------------------------------------------- how much it weighs

SENTENCE = "قالت مصادر محلية إن القصف طال أحياء المدينة منذ ساعات الفجر الأولى وخلف دمارا واسعا في البيوت والأسواق"
WORDS = SENTENCE.split()


def text_of(count: int, seed: int) -> str:
    """So many words in paragraphs of fifty, no two texts alike."""
    chosen = [WORDS[(at * at + 7 * at + seed) % len(WORDS)] for at in range(count)]
    return "\n\n".join(" ".join(chosen[at : at + 50]) + "." for at in range(0, count, 50))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Five hundred reports of 250 words, and one of a thousand."""
    several = "".join(
        report(
            f"r{at}",
            text_of(1000 if at == 250 else 250, at),
            title=" ".join(WORDS[(at + step) % len(WORDS)] for step in range(8)),
            id=f"r{at}",
            date=f"{2020 + at // 120}-{1 + at // 10 % 12:02}-{1 + at % 10 * 2:02}",
            section=("field", "politics")[at % 2],
            tags=f"[وسم {at % 7}]",
            authors=f"[كاتب {at % 5}]",
        )
        for at in range(500)
    )
    return build(tmp_path_factory.mktemp("large"), several)


def light(built: Built) -> dict[str, bytes]:
    return {name: data for name, data in built.files().items() if name.startswith("lite/")}


def test_no_page_of_a_large_outlet_weighs_more_on_the_line_than_15_kib(large: Built) -> None:
    """T-4.2. A thousand words are 12 KB of UTF-8 themselves, so it is what goes over the line that is bounded."""
    sizes = {name: len(gzip.compress(data, 9)) for name, data in light(large).items()}

    assert len(sizes) > 500
    assert {name: size for name, size in sizes.items() if size > LINE_OF_SLOW} == {}
    assert max(sizes.values()) < 6 * KIB


def test_no_list_of_a_large_outlet_weighs_more_than_15_kib_as_it_lies(large: Built) -> None:
    is_list = re.compile(r"lite/(?:sections|tags|places|series|authors|archive|corrections)/")
    sizes = {name: len(data) for name, data in light(large).items() if is_list.match(name)}

    assert len(sizes) > 50
    assert {name: size for name, size in sizes.items() if size > LINE_OF_SLOW} == {}


SECTIONS = "".join(f'[sections.desk{at}]\nname = "قسم {"طويل الاسم " * 3}{at}"\n\n' for at in range(9))
MANY = f"-- content/site.toml --\nhijri = true\n{SITE_TOML}\n{SECTIONS}"


def crowded(title: str, **keys: object) -> str:
    """More reports than a front page shows, in all sections."""
    return MANY + "".join(
        report(
            f"r{at}", SENTENCE, title=f"'{at} {title}'", section=f"desk{at % 9}", date=f"2024-0{1 + at % 9}-11", **keys
        )
        for at in range(90)
    )


@pytest.mark.parametrize(
    "title", ["خبر", SENTENCE[:60], SENTENCE, SENTENCE * 3, f"{SENTENCE} & BBC (2018) <C++> 9/11 @a"]
)
@pytest.mark.parametrize("keys", [{}, {"breaking": "true", "kind": "analysis"}, {"lang": "fa"}])
def test_no_front_page_weighs_more_than_15_kib_as_it_lies(tmp_path: Path, title: str, keys: dict[str, object]) -> None:
    built = build(tmp_path, crowded(title, **keys))
    full, light_one = built.page("/"), built.page("/lite/")

    assert len(light_one.encode()) <= LINE_OF_SLOW
    assert len(light_one.encode()) > LINE_OF_SLOW * 0.85 or light_one.count("<li>") > full.count("<article")
    assert light_one.count("<li>") > 20


def test_a_front_page_with_room_shows_all_that_the_full_one_shows(tmp_path: Path) -> None:
    built = build(tmp_path, "".join(report(f"r{at}", title=f"خبر {at}", slug=f"r{at}") for at in range(30)))
    shown = [set(re.findall(r'href="(?:/lite)?(/2024/01/r\d+/)"', built.page(path))) for path in ("/", "/lite/")]

    assert shown[0] == shown[1]
    assert len(shown[0]) == 30


def test_no_page_of_the_first_outlet_weighs_more_than_15_kib(tmp_path: Path) -> None:
    sizes = {name: (len(data), len(gzip.compress(data, 9))) for name, data in light(build_seed(tmp_path)).items()}

    assert {name: size for name, size in sizes.items() if size[1] > LINE_OF_SLOW} == {}
    assert len([name for name, size in sizes.items() if size[0] > LINE_OF_SLOW]) <= 1  # the report itself


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as browser:
        yield browser


@pytest.mark.browser
@pytest.mark.parametrize(
    "path", ["/lite/", "/lite/2023/11/بداية-الحكاية/", "/lite/2024/02/a-report-in-english/", "/lite/sections/field/"]
)
def test_a_page_is_one_request_and_its_style_is_let_in(browser: Browser, built: Built, path: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    with serving(built.public) as address:
        page.goto(address + urls.encoded(path), wait_until="networkidle")
        width = page.evaluate(
            "document.body.getBoundingClientRect().width / parseFloat(getComputedStyle(document.body).fontSize)"
        )
    context.close()

    assert asked == [address + urls.encoded(path)]
    assert said == []
    assert width <= 40


# ---------------------------------------------------------------- read by everyone

OPENED = [
    *("/", "/2024/01/خبر-الساعة-الثانية-والنصف/", "/2024/01/خبر-آخر-في-اليوم-نفسه/", "/2024/03/تحليل-عاجل/"),
    *("/2024/02/a-report-in-english/", "/2024/02/تقرير-مسحوب/", "/sections/field/", "/sections/field/page/1/"),
    *("/authors/salma/", "/tags/", "/archive/", "/archive/2024/", "/archive/2024/01/", "/corrections/", "/من-نحن/"),
]


@pytest.fixture(scope="module")
def base(built: Built) -> Iterator[str]:
    with serving(built.public) as address:
        yield address


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_wrong_on_any_page(browser: Browser, base: str, width: int, scheme: Scheme) -> None:
    """T-4.11: nor is the contrast of the browser's own colours too low."""
    found = {}
    with window(browser, base, width, scheme) as page:
        for path in OPENED:
            page.goto(urls.encoded(f"/lite{path}"))
            page.add_style_tag(content=":root { background: canvas }")  # which it is; axe takes an unsaid one for white
            found[path] = faults(page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.browser
@pytest.mark.parametrize(("sheet", "width"), [("", 320), ("", 768), (SPACING, 320), (TWICE, 390), (TWICE, 1280)])
def test_no_page_scrolls_sideways_and_nothing_is_clipped_when_letters_or_spaces_grow(
    browser: Browser, base: str, sheet: str, width: int
) -> None:
    """T-1.10, T-1.27, T-4.12."""
    found = {}
    with window(browser, base, width) as page:
        for path in OPENED:
            page.goto(urls.encoded(f"/lite{path}"))
            page.add_style_tag(content=sheet or "main { color: inherit }")
            found[path] = (overflow(page), clipped(page))

    assert {path: wrong for path, wrong in found.items() if wrong != (0, [])} == {}


# ---------------------------------------------------------------- the templates


@pytest.fixture(scope="module")
def diwan() -> theme.Theme:
    return theme.load(DIWAN, "ar", "latn")


LIGHT = [(f"lite/{name}", shown) for _, name, shown in SAMPLES if f"lite/{name}" in theme.LITE_TEMPLATES]


@pytest.mark.parametrize(
    ("template", "shown"), LIGHT, ids=[one[0] for one in SAMPLES if f"lite/{one[1]}" in theme.LITE_TEMPLATES]
)
def test_every_template_renders_its_smallest_and_its_largest_view(
    diwan: theme.Theme, template: str, shown: views.ReportView
) -> None:
    for is_large in (False, True):
        press = render.press(diwan, struct(views.Outlet, large=is_large), BASE)
        made = press.render(views.Page(views.Address("sample", edition="lite"), "/lite/sample/", template, shown))
        page = Reading(made.data.decode())

        assert [len(page.all(tag)) for tag in ("main", "h1", "title", "footer")] == [1, 1, 1, 1]
        assert page.stray == []
        assert shown.frame.copyright in page.one("footer").text
        assert not re.search(r"\bNone\b|Markup\(|Undefined", page.one("body").text)


def test_every_kind_of_page_that_has_a_twin_has_its_template() -> None:
    assert {name.removeprefix("lite/") for name in theme.LITE_TEMPLATES} == KINDS.keys() - {"404.html", "redirect.html"}


# ---------------------------------------------------------------- switched on and off


@pytest.fixture
def folder() -> Iterator[Path]:
    with scratch() as place:
        yield place


def test_switched_off_the_next_build_leaves_nothing_of_it(tmp_path: Path) -> None:
    built = build(tmp_path, rich())
    before = light(built)
    toml_of = tmp_path / "content" / "site.toml"
    toml_of.write_text(
        toml_of.read_text(encoding="utf-8").replace("per_page", "lite = false\nper_page"), encoding="utf-8"
    )
    after = rebuild(tmp_path)

    assert after.outcome.removed == len(before) > 0
    assert not (after.public / "lite").exists()
    assert "/lite/" not in after.everything()
    assert after.outcome.problems == built.outcome.problems


def test_a_text_is_not_read_anew_because_the_edition_is_switched(folder: Path) -> None:
    pair = begun(folder, reports("ab"))
    edit(pair, "-- content/reports/b.md --\n---\nعنون: x\n---\n")  # stands in its last good version
    pair.build()
    edit(pair, toml("lite = false"))
    pair.build()

    assert "2024/01/خبر-b/index.html" in tree(pair.public)


@pytest.mark.parametrize("case", [*LISTS.values(), *NAMES.values(), *LINKS.values()][::6])
def test_switching_it_between_edits_is_as_if_it_had_always_been_so(folder: Path, case: tuple[str, ...]) -> None:
    files, *edits = case
    pair = begun(folder, files)
    for number, one in enumerate(edits):
        edit(pair, one)
        edit(pair, toml("lite = false") if number % 2 == 0 else toml())
        pair.build()
    edit(pair, toml())

    assert pair.build().usable
    assert any(name.startswith("lite/") for name in tree(pair.public))


LONG = f"{'كلمة ' * 60}\n\n"


def house(text: str) -> str:
    """A report long out of the feeds, whose text may change behind its summary."""
    return reports("abcdefgh", section="field") + report(
        "a", f"{LONG}{text}", title="خبر a", date="2024-01-01", id="a", section="field"
    )


def test_one_body_edited_renders_the_page_and_its_twin(folder: Path) -> None:
    pair = begun(folder, house("نص."))
    edit(pair, house("غيره."))
    outcome = pair.build()

    assert (outcome.rendered, outcome.written) == (2, 3)
    assert [name for name, _ in outcome.reasons] == [
        "2024/01/خبر-a/index.html",
        "feeds/2024-01-1.xml",
        "lite/2024/01/خبر-a/index.html",
    ]


def test_a_twin_that_was_deleted_by_hand_is_the_only_page_made_again(folder: Path) -> None:
    pair = begun(folder, reports("abc"))
    (pair.public / "lite" / "archive" / "index.html").unlink()
    outcome = pair.build()

    assert (outcome.rendered, outcome.written) == (1, 1)


def test_a_template_of_the_edition_renders_its_pages_alone(folder: Path) -> None:
    pair = begun(folder, reports("abc"))
    edit(pair, respelt("templates/lite/year.html", "<title>", "<title>x"))
    outcome = pair.build()

    assert [name for name, _ in outcome.reasons] == ["lite/archive/2024/index.html"]


@pytest.mark.parametrize(
    ("target", "then"),
    [
        (report("t", title="هدف", id="t"), "/lite/2024/01/هدف/"),
        (report("t", title="هدف", id="t", date="2024-02-02", aliases="[/2024/01/هدف/]"), "/2024/01/هدف/"),
        (report("t", title="هدف", id="t", withdrawn="{date: 2024-02-05, reason: خطأ}"), "/lite/2024/01/هدف/"),
    ],
    ids=["a page", "an old address", "a withdrawn report"],
)
def test_a_link_follows_what_comes_to_its_address_and_goes(folder: Path, target: str, then: str) -> None:
    """Both ways: the text that names the address was not touched."""
    pair = begun(folder, report("a", "انظر [ذاك](/2024/01/هدف/).", title="أ", date="2024-03-03") + reports("bc"))
    twin = "lite/2024/03/أ/index.html"
    edit(pair, target)
    pair.build()

    assert link_in(pair, twin, then)
    (pair.site / "content" / "reports" / "t.md").unlink()
    pair.build()
    assert link_in(pair, twin, "/2024/01/هدف/")


def link_in(pair: Pair, file: str, path: str) -> bool:
    return f"href=&#34;{urls.encoded(path)}&#34;" in tree(pair.public)[file].decode()


# ---------------------------------------------------------------- other themes


def test_a_theme_without_templates_for_it_has_no_light_edition_and_that_is_said(folder: Path) -> None:
    pair = begun(folder, reports("abc"))
    without(pair)
    outcome = pair.build()

    assert [found.code for found in outcome.problems] == ["W293"]
    assert not any(name.startswith("lite/") for name in tree(pair.public))
    edit(pair, toml("lite = false"))
    assert pair.build().problems == ()


def without(pair: Pair) -> None:
    for file in (pair.site / "themes" / "mine" / "templates" / "lite").glob("*.html"):
        file.unlink()


def test_a_theme_that_has_some_of_them_has_to_have_all(folder: Path) -> None:
    pair = begun(folder, reports("abc"))
    (pair.site / "themes" / "mine" / "templates" / "lite" / "year.html").unlink()
    outcome = run(pair.site)

    assert not outcome.usable
    assert [(found.code, "lite/year.html" in found.english) for found in outcome.problems] == [("E223", True)]
