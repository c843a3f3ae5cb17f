"""Which way a report runs on screen, measured in a real Chromium. Names and other languages: test_screen_names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from screen import Line, letters, lines, markers, merge, opened, page_of, unfold
from sites import SITE_TOML, Built, build, report
from test_bidi import cases

from warraq import arabic

pytestmark = pytest.mark.browser

ROWS = cases()
NUMBERS = range(len(ROWS))
PATH = "/2024/01/خبر/"
_BRACKETED = re.compile("⟦(.+?)⟧|⟪(.+?)⟫")
_MEANT_BY_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+.!-])")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as browser:
        yield browser


# ---------------------------------------------------------------- the rows of tests/cases/direction.txt


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows as paragraphs of one report: measured as they are built, and with nothing isolated."""

    built: list[Line]
    bare: list[Line]
    isolated: list[list[list[str]]]  # of each row: element, direction and text of what is isolated
    languages: int  # elements of the text that say a language
    alone: dict[str, str]  # each isolated piece as a line of its own from left to right shows it


@pytest.fixture(scope="module")
def rows(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    body = "\n\n".join(_MEANT_BY_MARKDOWN.sub(r"\\\1", text) for text, _ in ROWS)
    public = build(tmp_path_factory.mktemp("rows"), report(body=body)).public
    with page_of(browser, public, PATH) as page:
        unfold(page)
        built = lines(page, ".text")
        isolated = page.evaluate(
            """[...document.querySelectorAll('.text > p')].map(row =>
            [...row.querySelectorAll('bdi, bdo')].map(one => [one.localName, one.dir, one.textContent]))"""
        )
        languages = page.locator(".text [lang]").count()
        merge(page)
        bare = lines(page, ".text")
        alone = _alone(page, [text for row in isolated for _, _, text in row])
    return Rows(built, bare, isolated, languages, alone)


def _alone(page: Page, texts: list[str]) -> dict[str, str]:
    page.set_content("".join(f'<p dir="ltr">{text}</p>' for text in texts))
    return {text: line.shown for text, line in zip(texts, lines(page), strict=True)}


def row_of(text: str) -> int:
    return next(number for number in NUMBERS if ROWS[number][0] == text)


@pytest.mark.parametrize("number", NUMBERS)
def test_what_is_isolated_stands_in_its_own_order_on_one_line_and_fills_its_element(rows: Rows, number: int) -> None:
    """T-1.11; Arabic letters inside an address run as in any line from the left (RFC 3987, 4.1)."""
    text, wanted = ROWS[number]
    pieces = _BRACKETED.findall(wanted)
    line, seen, start = rows.built[number], [], 0
    for piece in map("".join, pieces):
        span = line.span(piece, start)
        start = span.stop
        seen.append(line.stretch(span))

    assert line.stored == letters(text)
    assert line.is_one
    assert rows.isolated[number] == [
        ["bdi", "ltr", kept] if kept else ["bdo", "ltr", figures] for kept, figures in pieces
    ]
    assert seen == [rows.alone[piece] if arabic.has_rtl(piece) else letters(piece) for piece in map("".join, pieces)]


@pytest.mark.parametrize(
    ("text", "piece", "turned"),
    [
        ("هاتف 011-2233-4455", "011-2233-4455", "4455-2233-011"),
        ("هاتف +963 11 223 3445", "+963 11 223 3445", "3445 223 11 963+"),
        ("التاريخ 2024-12-05", "2024-12-05", "05-12-2024"),
        ("حساب @user_name على X", "@user_name", "user_name@"),
        ("لغة C++ وC#", "C++", "++C"),
        ("لغة C++ وC#", "C#", "#C"),
        ("من -5 إلى +7 درجات", "-5", "5-"),
        ("من -5 إلى +7 درجات", "+7", "7+"),
    ],
)
def test_this_browser_turns_around_what_the_bar_calls_broken_and_not_what_we_build(
    rows: Rows, text: str, piece: str, turned: str
) -> None:
    """T-1.11: the table of the bar, and proof that this way of measuring sees it."""
    number = row_of(text)
    bare, built = rows.bare[number], rows.built[number]

    assert bare.stretch(bare.span(piece)) == letters(turned)
    assert built.stretch(built.span(piece)) == letters(piece)


def test_most_of_what_is_isolated_would_be_turned_around_without(rows: Rows) -> None:
    pieces = [(rows.bare[number], text) for number in NUMBERS for _, _, text in rows.isolated[number]]
    turned = [text for line, text in pieces if line.stretch(line.span(text)) != letters(text)]

    assert len(turned) > len(pieces) / 2


@pytest.mark.parametrize(
    ("text", "piece", "shown"),
    [
        ("فاز 3-1 أمس", "3-1", "1-3"),
        ("المدة 10-12 يوما، 2011–2024", "10-12", "12-10"),
        ("المدة 10-12 يوما، 2011–2024", "2011–2024", "2024–2011"),
        ("بين 2011-2013 وبين ٢٠١١-٢٠١٣", "2011-2013", "2013-2011"),
        ("بين 2011-2013 وبين ٢٠١١-٢٠١٣", "٢٠١١-٢٠١٣", "٢٠١٣-٢٠١١"),
        ("قتل 12-15 مدنيا في 3–4 غارات", "3–4", "4–3"),
        ("نسبة 12.5%", "12.5%", "%12.5"),
        ("بلغت 1,234.5 عند 10:30 قرب طائرة F-16", "1,234.5", "1,234.5"),
        ("بلغت 1,234.5 عند 10:30 قرب طائرة F-16", "10:30", "10:30"),
        ("بلغت 1,234.5 عند 10:30 قرب طائرة F-16", "F-16", "F-16"),
    ],
)
def test_ranges_run_from_the_right_and_plain_numbers_keep_their_order(
    rows: Rows, text: str, piece: str, shown: str
) -> None:
    """T-1.12."""
    line = rows.built[row_of(text)]

    assert line.stretch(line.span(piece)) == shown


@pytest.mark.parametrize(
    ("text", "piece", "shown"),
    [
        ("وسم #سوريا وكذلك #Syria و#سوريا_2024", "#سوريا", "ايروس#"),
        ("وسم #سوريا وكذلك #Syria و#سوريا_2024", "#سوريا_2024", "2024_ايروس#"),
        ("وسم #Syria_سوريا و#Free_Press.", "#Syria_سوريا", "ايروس_Syria#"),
        ("وسم #سوريا وكذلك #Syria و#سوريا_2024", "#Syria", "#Syria"),
        ("كتب @Reuters: الخبر", "@Reuters", "@Reuters"),
        ("راسلنا على news@example.org.", "news@example.org", "news@example.org"),
        ("انظر https://example.org/a/b?x=1 أولا", "https://example.org/a/b?x=1", "https://example.org/a/b?x=1"),
    ],
)
def test_hashtags_with_arabic_run_from_the_right_and_latin_names_from_the_left(
    rows: Rows, text: str, piece: str, shown: str
) -> None:
    """T-1.13."""
    line = rows.built[row_of(text)]

    assert line.stretch(line.span(piece)) == shown


def test_no_language_is_claimed_for_what_is_isolated(rows: Rows) -> None:
    """T-1.13."""
    assert sum(map(len, rows.isolated)) > 50
    assert rows.languages == 0


@pytest.mark.parametrize("number", [number for number in NUMBERS if arabic.has_rtl(ROWS[number][0][0])])
def test_a_paragraph_that_begins_in_arabic_runs_from_the_right(rows: Rows, number: int) -> None:
    """However many Latin letters the names in it have."""
    assert rows.built[number].direction == "rtl"


def test_what_is_bold_in_part_keeps_its_order_too(browser: Browser, tmp_path: Path) -> None:
    """T-1.11: tags inside a telephone number or a name do not turn the rest of it around."""
    body = "هاتف 011-**2233**-4455 ولغة C**++** وحساب @user_*name* و**٠١١**-٢٢٣٣-٤٤٥٥ أمس"
    with page_of(browser, build(tmp_path, report(body=body)).public, PATH) as page:
        unfold(page)
        line = lines(page, ".text")[0]

    for piece in ("011-2233-4455", "C++", "@user_name", "٠١١-٢٢٣٣-٤٤٥٥"):
        assert line.stretch(line.span(piece)) == piece


def test_the_mark_of_a_footnote_stands_left_of_the_figure_that_it_follows(browser: Browser, tmp_path: Path) -> None:
    """Unless it is isolated, 2011 and the mark 1 are one number."""
    body = "سقط في عام 2011[^1] كثيرون.\n\n[^1]: مصدر."
    with page_of(browser, build(tmp_path, report(body=body)).public, PATH) as page:
        line = lines(page, ".text")[0]

    assert line.stretch(line.span("عام20111كثيرون")) == "نوريثك12011ماع"


# ---------------------------------------------------------------- where blocks begin

BLOCKS = """
فقرة عربية قصيرة.

A short paragraph in English (all of it).

BBC: قال الناطق باسم الجيش إن القوات انسحبت.

> اقتباس عربي قصير.

نص بين اقتباسين.

> A quote in English.

- بند عربي أول في القائمة
- An item
- بند عربي ثالث في القائمة

نص بين قائمتين.

99. بند عربي أول في القائمة
100. An item too
101. بند عربي ثالث في القائمة

نص بين قائمتين.

- One in English
- Two of them

| اسم المدينة | Name |
| - | - |
| سوريا | Syria (1) |
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A block on screen: how far its letters are from its two edges, and how wide its two rules are."""

    direction: str
    gaps: tuple[float, float]  # left, right
    rules: tuple[float, float]

    @property
    def begins(self) -> str:
        """The edge that its first line touches."""
        left, right = self.gaps
        return "left" if left < 1 < right else "right" if right < 1 < left else f"neither: {self.gaps}"


@pytest.fixture(scope="module")
def blocks_built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("blocks"), report(body=BLOCKS))


def blocks_of(page: Page) -> dict[str, Block]:
    found = page.evaluate(
        """[...document.querySelectorAll('.text *')].map(element => {
        const style = getComputedStyle(element), box = element.getBoundingClientRect();
        const range = document.createRange(); range.selectNodeContents(element);
        const words = range.getBoundingClientRect(), wide = name => parseFloat(style[name]);
        return [`${element.localName}: ${element.textContent.trim().split('\\n')[0]}`, style.direction,
          words.left - box.left - wide('borderLeftWidth') - wide('paddingLeft'),
          box.right - wide('borderRightWidth') - wide('paddingRight') - words.right,
          wide('borderLeftWidth'), wide('borderRightWidth')] })"""
    )
    return {name: Block(direction, (left, right), (one, other)) for name, direction, left, right, one, other in found}


@pytest.fixture(scope="module")
def blocks(browser: Browser, blocks_built: Built) -> dict[str, Block]:
    with page_of(browser, blocks_built.public, PATH, 1280) as page:
        return blocks_of(page)


@pytest.mark.parametrize(
    ("block", "side"),
    [
        ("p: فقرة عربية قصيرة.", "right"),
        ("p: A short paragraph in English (all of it).", "left"),
        ("p: BBC: قال الناطق باسم الجيش إن القوات انسحبت.", "right"),
        ("p: اقتباس عربي قصير.", "right"),
        ("p: A quote in English.", "left"),
        ("li: بند عربي أول في القائمة", "right"),
        ("li: One in English", "left"),
        ("td: سوريا", "right"),
        ("td: Syria (1)", "left"),
        ("th: Name", "left"),
    ],
)
def test_a_block_begins_on_the_side_of_its_language(blocks: dict[str, Block], block: str, side: str) -> None:
    """T-1.4, T-1.30."""
    assert blocks[block].begins == side


def test_columns_run_from_the_right(browser: Browser, blocks_built: Built) -> None:
    """T-1.41."""
    with page_of(browser, blocks_built.public, PATH, 1280) as page:
        lefts = page.evaluate(
            "[...document.querySelectorAll('.text tr')].map(row => "
            "[...row.cells].map(cell => cell.getBoundingClientRect().left))"
        )

    assert [first > second for first, second in lefts] == [True, True]


def test_the_rule_of_a_quotation_stands_where_it_begins(blocks: dict[str, Block]) -> None:
    """T-1.36."""
    arabic_rules, english_rules = (
        blocks[f"blockquote: {words}"].rules for words in ("اقتباس عربي قصير.", "A quote in English.")
    )

    assert arabic_rules[0] == 0 < arabic_rules[1]
    assert english_rules[1] == 0 < english_rules[0]


@pytest.mark.parametrize("width", [320, 1280])
def test_the_mark_of_an_item_stands_on_the_page_where_the_item_begins(
    browser: Browser, blocks_built: Built, width: int
) -> None:
    """T-1.35."""
    with page_of(browser, blocks_built.public, PATH, width) as page:
        marks = markers(page)
        items = [line for line in lines(page, ".text") if line.element == "li"]
        edge = page.evaluate("innerWidth")

    assert [mark for mark, _ in marks] == ["•", "•", "•", "99.", "100.", "101.", "•", "•"]
    for (mark, (left, right, top, bottom)), item in zip(marks, items, strict=True):
        first_left, first_right, first_top, first_bottom = item.boxes[0]
        assert 0 <= left < right <= edge, mark
        assert max(first_top, top) < min(first_bottom, bottom), mark
        assert right <= first_left if item.direction == "ltr" else first_right <= left, mark


def test_a_list_of_mostly_arabic_items_runs_from_the_right(browser: Browser, tmp_path: Path) -> None:
    """T-1.35: one long item in another language does not turn the list around."""
    body = "- بيان الخارجية\n- Syria's long war, and its children in the camps of the north\n- وكالة سانا"
    with page_of(browser, build(tmp_path, report(body=body)).public, PATH) as page:
        directions = page.evaluate(
            "[...document.querySelectorAll('.text :is(ul, li)')].map(e => getComputedStyle(e).direction)"
        )

    assert directions == ["rtl", "rtl", "ltr", "rtl"]


# ---------------------------------------------------------------- code

CODE = """
اكتب `a -b` ثم <kbd>Ctrl+C</kbd> و<samp>C:\\x></samp> وانتظر `قيمة = x()`.

```
print("a line that is far too long for a telephone", "and goes on and on", "and does not end", end="")
خبر = read(1)
```
"""


@pytest.fixture(scope="module")
def code_built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("code"), report(body=CODE))


def test_code_runs_from_the_left_whatever_its_letters(browser: Browser, code_built: Built) -> None:
    """T-1.18."""
    with page_of(browser, code_built.public, PATH) as page:
        said = page.evaluate(
            """[...document.querySelectorAll('code, pre, kbd, samp')].map(one =>
            [one.localName, one.dir, getComputedStyle(one).direction, getComputedStyle(one).textAlign])"""
        )
        sentence, block = lines(page, ".text")

    assert {name for name, *_ in said} == {"code", "pre", "kbd", "samp"}
    assert {tuple(rest) for _, *rest in said} == {("ltr", "ltr", "start")}
    for piece, shown in [("a -b", "a-b"), ("Ctrl+C", "Ctrl+C"), ("C:\\x>", "C:\\x>"), ("قيمة = x()", "ةميق=x()")]:
        assert sentence.stretch(sentence.span(piece)) == shown
    assert block.boxes[0][0] == block.boxes[block.span("خبر = read(1)").start + 2][0]  # ر of خبر is its leftmost


def test_a_long_line_of_code_scrolls_by_keyboard_in_its_own_box_and_the_page_does_not(
    browser: Browser, code_built: Built
) -> None:
    """T-1.10, T-1.18."""
    with page_of(browser, code_built.public, PATH, 320) as page:
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.localName") == "pre":
                break
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('pre').scrollLeft > 0", timeout=3000)
        inner, outer, left, right, overflow = page.evaluate(
            """() => { const pre = document.querySelector('pre'), box = pre.getBoundingClientRect();
            return [pre.scrollWidth, pre.clientWidth, box.left, box.right,
              document.scrollingElement.scrollWidth - innerWidth] }"""
        )

    assert inner > outer
    assert 0 <= left < right <= 320
    assert overflow <= 0


# ---------------------------------------------------------------- paging


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory) -> Built:
    toml = SITE_TOML.replace('name = "منصة التجربة"', 'name = "منصة التجربة"\nper_page = 2', 1)
    reports = "".join(report(f"r{day}", section="field", slug=f"r{day}", date=f"2024-01-0{day}") for day in range(1, 8))
    return build(tmp_path_factory.mktemp("paged"), f"-- content/site.toml --\n{toml}\n{reports}")


def test_the_way_to_older_pages_is_left_of_the_way_to_newer_ones_also_by_keyboard(
    browser: Browser, paged: Built
) -> None:
    """T-1.38."""
    with page_of(browser, paged.public, "/sections/field/page/2/", 768) as page:
        links = page.locator(".paging a").evaluate_all(
            "all => all.map(one => [one.rel, one.getAttribute('href'), one.getBoundingClientRect().left])"
        )
        walked = []
        for _ in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("Boolean(document.activeElement.closest('.paging'))"):
                walked.append(page.evaluate("document.activeElement.rel"))

    assert [rel for rel, *_ in links] == ["prev", "next"] == walked[:2]
    assert [href for _, href, _ in links] == ["/sections/field/", "/sections/field/page/1/"]
    assert links[1][2] < links[0][2]


@pytest.mark.parametrize(("path", "rel", "edge"), [("", "next", "left"), ("page/1/", "prev", "right")])
def test_a_lonely_way_on_keeps_its_side(browser: Browser, paged: Built, path: str, rel: str, edge: str) -> None:
    """T-1.38: the newest page leads only to older ones, at the left; the oldest only to newer ones, at the right."""
    with page_of(browser, paged.public, f"/sections/field/{path}", 768) as page:
        (found,) = page.locator(".paging a").evaluate_all(
            f"""all => all.map(one => [one.rel, Math.abs(one.getBoundingClientRect().{edge} -
            one.closest('.paging').getBoundingClientRect().{edge})])"""
        )

    assert found[0] == rel
    assert found[1] < 1
