"""The Markdown of a newsroom: bold beside letters, numbers, footnotes, headings, tables, figures and boxes."""

import re
from pathlib import Path

import lxml.html
import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from warraq import arabic
from warraq.dialect import Manner
from warraq.markup import Markup, plain_text

CASES = Path(__file__).parent / "cases"
BACKLINK = "عودة إلى الحاشية {}"
PLAIN = Markup(Manner(BACKLINK))
ARABIC = Markup(Manner(BACKLINK, digit_lists=True, numerals="arab"))
BOTH = pytest.mark.parametrize("setter", [PLAIN, ARABIC], ids=["plain", "arabic"])

ARABIC_DIGITS = "٠١٢٣٤٥٦٧٨٩"
PERSIAN_DIGITS = "۰۱۲۳۴۵۶۷۸۹"
WORDS = st.lists(st.text(st.sampled_from("ابتجدرسعفقكلمنهوية"), min_size=1, max_size=6), min_size=1, max_size=4)
PROSE = WORDS.map(" ".join)


def cases() -> list[tuple[str, str]]:
    r"""The lines `Markdown → HTML` of the case file, `⏎` made the end of a line and `\u200f` that character."""
    found = []
    for line in (CASES / "markdown.txt").read_text(encoding="utf-8").splitlines():
        if "→" in line and not line.startswith("%%"):
            meant = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), line).replace("⏎", "\n")
            text, _, wanted = meant.partition(" → ")
            found.append((text, wanted))
    return found


def html_of(text: str) -> str:
    return PLAIN.read(text).html


def arabic_html_of(text: str) -> str:
    return ARABIC.read(text).html


def tree(html: str) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="main")


def ids(html: str) -> list[str]:
    return [str(found) for found in tree(html).xpath("//@id")]


def in_digits(number: int, hand: str) -> str:
    return str(number).translate(str.maketrans("0123456789", hand))


def shown_numbers(listed: lxml.html.HtmlElement) -> list[int]:
    """The numbers that a browser puts before the items of a list."""
    number, found = int(listed.get("start", "1")) - 1, []
    for item in listed.iterchildren("li"):
        number = int(item.get("value", number + 1))
        found.append(number)
    return found


# ---------------------------------------------------------------- the case file


@pytest.mark.parametrize(("text", "wanted"), cases())
def test_a_text_becomes_the_html_of_its_case(text: str, wanted: str) -> None:
    """T-1.39, T-2.26, T-2.28, T-2.29, T-2.30."""
    assert wanted == arabic_html_of(text)


def test_there_are_enough_cases_of_bold_beside_letters() -> None:
    assert len({text for text, _ in cases() if "**" in text}) >= 40
    assert len(set(cases())) >= 100


@pytest.mark.parametrize("word", ["نص", "«نص»", "نص،", "نصٌّ", "نـــص", "نص\u200f", "٢٠١١", "12%", "BBC"])
@pytest.mark.parametrize("before", ["", "و", "لـ", "«", "(", "وَ", "\u200f", "، "])
@pytest.mark.parametrize("after", ["", "نا", "،", "»", ")", "ٌ", "\u200f", "؟", "\u200cها"])
def test_stars_make_bold_whatever_stands_beside_them(word: str, before: str, after: str) -> None:
    """T-2.28."""
    assert html_of(f"{before}**{word}**{after}") == f"<p>{before}<strong>{word}</strong>{after}</p>"


# ---------------------------------------------------------------- numbered lists


@pytest.mark.parametrize("line", ["١. نص", "١) نص", "١- نص", "۱. نص", "٣. نص", "१. نص"])
def test_arabic_digits_open_no_list_where_nobody_asked(line: str) -> None:
    """T-2.29: opt-in."""
    assert html_of(line) == f"<p>{line}</p>"


@pytest.mark.parametrize("line", ["१. نص", "1) نص", "1- نص", "١.نص", "١ - نص", "١٢-١٤ قتيلًا", "١.٥ مليون", "١2. نص"])
def test_what_only_resembles_an_item_opens_no_list(line: str) -> None:
    assert arabic_html_of(line) == f"<p>{line}</p>"


@given(
    st.lists(st.integers(0, 999), min_size=1, max_size=9),
    st.sampled_from([ARABIC_DIGITS, PERSIAN_DIGITS]),
    st.sampled_from(".)-"),
    st.sampled_from(["\n", "\n\n"]),
)
@example([3, 5, 6], ARABIC_DIGITS, ".", "\n")
@example([1, 1, 1], ARABIC_DIGITS, ".", "\n\n")
def test_each_item_shows_the_number_that_was_typed(numbers: list[int], hand: str, sign: str, between: str) -> None:
    """T-2.29."""
    html = arabic_html_of(between.join(f"{in_digits(number, hand)}{sign} بند" for number in numbers))
    (listed,) = tree(html)

    assert listed.get("class") == "arabic-digits"
    assert numbers == shown_numbers(listed)


def test_a_list_that_counts_from_one_has_no_needless_attribute() -> None:
    assert not re.search("start|value", arabic_html_of("١. أ\n٢. ب\n\n٣. ج"))


def test_a_list_begun_in_ascii_digits_is_not_shown_in_arabic_ones() -> None:
    (listed,) = tree(arabic_html_of("1. أ\n\n٥. ب\n\n6. ج"))

    assert listed.get("class") is None
    assert shown_numbers(listed) == [1, 5, 6]


def test_a_list_after_prose_goes_on_with_its_number() -> None:
    first, _, second = tree(arabic_html_of("١. أ\n\nنص بينهما\n\n٢. ب"))

    assert shown_numbers(first) == [1]
    assert shown_numbers(second) == [2]


def test_an_item_has_paragraphs_and_lists_of_its_own() -> None:
    (listed,) = tree(arabic_html_of("١. أ\n\n    ثانية\n\n    ١- فرع\n    ٤- فرع\n\n٣. ب"))

    assert shown_numbers(listed) == [1, 3]
    assert shown_numbers(listed[0].find("ol")) == [1, 4]
    assert len(listed[0].findall("p")) == 2


def test_a_number_among_bullets_is_a_bullet() -> None:
    html = arabic_html_of("* * أ\n    ٣. ب")

    assert "arabic-digits" not in html
    assert "value" not in html


def test_a_list_within_bullets_is_opened_by_the_same_numbers_as_elsewhere() -> None:
    assert tree(arabic_html_of("- أ\n    ٢- ب")).xpath("//ul/li/ol/@start") == ["2"]
    assert html_of("- أ\n    ٢. ب") == "<ul>\n<li>أ\n    ٢. ب</li>\n</ul>"
    assert html_of("- أ\n    2011. ب") == "<ul>\n<li>أ\n    2011. ب</li>\n</ul>"


@BOTH
@pytest.mark.parametrize("hand", ["0123456789", ARABIC_DIGITS, PERSIAN_DIGITS])
@pytest.mark.parametrize("number", [1000, 1948, 2011, 2024, 12345, 10**12])
@pytest.mark.parametrize("frame", ["{}", "نص\n\n{}", "1. نص\n\n{}", "١. نص\n\n{}", "- نص\n\n{}", "> {}", ":::\n\n{}"])
def test_a_paragraph_that_begins_with_a_year_is_prose(setter: Markup, hand: str, number: int, frame: str) -> None:
    """T-2.30."""
    line = f"{in_digits(number, hand)}. كان عامًا صعبًا"
    html = setter.read(frame.format(line)).html

    assert f"<p>{line}</p>" in html


@pytest.mark.parametrize(("hand", "setter"), [("0123456789", PLAIN), (ARABIC_DIGITS, ARABIC)])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_list_that_counts_past_a_thousand_is_one_list(hand: str, setter: Markup, between: str) -> None:
    text = between.join(f"{in_digits(number, hand)}. بند" for number in range(997, 1004))
    (listed,) = tree(setter.read(text).html)

    assert shown_numbers(listed) == list(range(997, 1004))


LIST_LINES = st.tuples(
    st.sampled_from(["", "", "", "    ", "  "]),
    st.sampled_from(["- ", "* ", "+ ", "1. ", "2. ", "7. ", "999. ", "", "> "]),
    st.sampled_from(["نص", "نص آخر", "**نص**"]),
).map("".join)


@given(st.lists(LIST_LINES | st.just(""), max_size=12).map("\n".join))
def test_lists_without_arabic_digits_are_those_of_the_library(text: str) -> None:
    """What the dialect adds changes nothing of what Python-Markdown makes of `1.` to `999.` and of bullets."""
    library = markdown.Markdown(extensions=["attr_list", "def_list", "md_in_html", "sane_lists"], output_format="html")
    wanted = library.convert(text)

    assert wanted == html_of(text) == arabic_html_of(text)


# ---------------------------------------------------------------- footnotes

LABELS = st.lists(
    st.text(st.sampled_from("هامشabAB12 _-.:؛«»'\"ُ\u200c\u00a0"), min_size=1, max_size=5).filter(
        lambda label: label.strip()
    ),
    min_size=1,
    max_size=5,
    unique=True,
)


def with_notes(labels: list[str]) -> str:
    marks = " ".join(f"خبر[^{label}]" for label in labels)
    return "\n\n".join([marks, *(f"[^{label}]: شرح" for label in labels)])


@given(LABELS)
@example(["هامش أول", "هامش-أول", "هامش  أول"])
@example(["a\\b", "a/b"])
def test_a_footnote_and_its_mark_lead_to_one_another(labels: list[str]) -> None:
    """T-1.39: with any label."""
    html = html_of(with_notes(labels))
    found = ids(html)

    assert len(found) == 2 * len(labels)
    assert {f"#{one}" for one in found} == set(tree(html).xpath("//a/@href"))


@given(LABELS, LABELS)
def test_a_footnotes_id_does_not_depend_on_the_others(labels: list[str], others: list[str]) -> None:
    """T-2.26, for notes: what else the text has does not move an address."""
    plain = [label for label in labels if not re.search(r"[\s-]", label)]
    alone = ids(html_of(with_notes(plain)))

    assert set(alone) <= set(ids(html_of(with_notes([*dict.fromkeys([*others, *plain])]))))


def test_footnotes_are_numbered_in_the_outlets_numerals() -> None:
    """T-2.7."""
    notes = [f"هامش{number}" for number in "ابتثجحخدذرز"]
    seen = tree(arabic_html_of(with_notes(notes)))

    assert seen.xpath("//sup/a/text()") == [in_digits(number, ARABIC_DIGITS) for number in range(1, 12)]
    assert seen.xpath("//li//a/@aria-label")[10] == "عودة إلى الحاشية ١١"
    assert seen.xpath("//ol/@class") == ["arabic-digits"]


def test_footnotes_of_a_persian_text_are_numbered_in_persian_digits() -> None:
    """T-2.7."""
    seen = tree(Markup(Manner("بازگشت به پانویس {}", numerals="arabext")).read(with_notes(["الف"])).html)

    assert seen.xpath("//sup/a/text()") == ["۱"]
    assert seen.xpath("//li//a/@aria-label") == ["بازگشت به پانویس ۱"]


def test_footnotes_are_numbered_in_ascii_digits_where_those_are_the_outlets() -> None:
    seen = tree(html_of(with_notes(["أ", "ب"])))

    assert seen.xpath("//sup/a/text()") == ["1", "2"]
    assert seen.xpath("//li//a/@aria-label") == ["عودة إلى الحاشية 1", "عودة إلى الحاشية 2"]
    assert seen.xpath("//ol/@class") == []


@BOTH
def test_no_english_leaks_into_footnotes(setter: Markup) -> None:
    """T-1.39."""
    html = setter.read("خبر[^م] وخبر[^م].\n\n[^م]: شرح\n    - بند").html
    seen = tree(html)
    said = [*seen.itertext(), *seen.xpath("//@title"), *seen.xpath("//@aria-label"), *seen.xpath("//@alt")]

    assert not re.search("[A-Za-z]", "".join(said))


@pytest.mark.parametrize(("direction", "sign"), [("rtl", "↪\ufe0e"), ("ltr", "↩\ufe0e")])
def test_the_way_back_from_a_footnote_points_to_where_lines_begin(direction: arabic.Direction, sign: str) -> None:
    """T-1.37; not drawn as a picture (Unicode TR 51)."""
    seen = tree(Markup(Manner(BACKLINK, direction=direction)).read("خبر[^1].\n\n[^1]: شرح").html)

    assert [one.text for one in seen.xpath("//a[@class='footnote-backref']")] == [sign]


def test_a_footnote_named_twice_has_two_ways_back() -> None:
    seen = tree(arabic_html_of("خبر[^هامش أول] وخبر[^هامش أول].\n\n[^هامش أول]: شرح"))

    assert seen.xpath("//li//a/@href") == ["#fnref:هامش-أول", "#fnref2:هامش-أول"]
    assert set(seen.xpath("//sup/@id")) == {"fnref:هامش-أول", "fnref2:هامش-أول"}


@pytest.mark.parametrize(
    "text",
    [
        "خبر[^أ] خبر[^ب]\n\n[^أ]: شرح\n\n    [^ب]: شرح الشرح",
        "خبر[^أ] خبر[^ب]\n\n[^أ]: > [^ب]: شرح الشرح\n[^ج]: شرح",
    ],
)
def test_a_footnote_within_a_footnote_is_kept(text: str) -> None:
    html = html_of(text)

    assert "شرح الشرح" in html
    assert {"fn:أ", "fn:ب"} <= set(ids(html))


# ---------------------------------------------------------------- headings


@given(st.lists(PROSE, min_size=1, max_size=6, unique=True), PROSE)
def test_an_unrelated_heading_moves_no_id(headings: list[str], new: str) -> None:
    """T-2.26."""
    text = "\n\n".join(f"## {heading}" for heading in headings)
    after = ids(html_of(f"## {new}\n\n{text}"))[1:]

    if new not in headings:
        assert ids(html_of(text)) == after


@given(st.lists(PROSE | st.sampled_from(["🙂", "؟", "الخبر", "الخبر 1", "w-خبر"]), max_size=8))
@example(["الخبر", "الخبر", "الخبر 1", "الخبر_1"])
def test_each_heading_has_an_id_of_its_own(headings: list[str]) -> None:
    """T-2.26."""
    found = ids(html_of("\n\n".join(f"## {heading}" for heading in headings)))

    assert len(headings) == len(found) == len(set(found))


@given(PROSE)
def test_an_id_is_made_of_the_headings_own_words(heading: str) -> None:
    """T-2.26: not `_1`."""
    assert ids(html_of(f"## {heading}")) == [heading.replace(" ", "-")]


@pytest.mark.parametrize("heading", ["مقدمة التقرير", "مُقدِّمةُ التقريرِ", "مقدمـــة التقرير", "«مقدمة» التقرير:"])
def test_marks_tatweel_and_quotation_marks_do_not_change_an_id(heading: str) -> None:
    """T-2.26."""
    assert ids(html_of(f"## {heading}")) == ["مقدمة-التقرير"]


def test_equal_headings_are_told_apart_by_a_suffix() -> None:
    """T-2.26."""
    first, second = ids(html_of("## النتائج\n\n## النتائج"))

    assert first == "النتائج"
    assert second.startswith("النتائج")


# ---------------------------------------------------------------- tables


def test_a_column_lies_at_the_start_at_the_end_or_in_the_middle() -> None:
    seen = tree(html_of("|أ|ب|ج|د|\n|:--|--:|:-:|---|\n|١|٢|٣|٤|"))

    assert [cell.get("class") for cell in seen.xpath("//th | //td")] == ["at-start", "at-end", "at-center", None] * 2
    assert not seen.xpath("//@style | //@align")


def test_a_header_cell_says_that_it_heads_a_column() -> None:
    """T-1.41."""
    seen = tree(html_of("|المدينة|العدد|\n|---|---|\n|حلب|٣|"))

    assert [cell.get("scope") for cell in seen.xpath("//th")] == ["col", "col"]
    assert not seen.xpath("//td/@scope")


def test_what_the_author_says_of_a_cell_is_kept() -> None:
    seen = tree(html_of('|أ {: .wide scope="row" }|ب|\n|:--|--:|\n|١ {: .low }|٢|'))

    assert seen.xpath("//th")[0].get("scope") == "row"
    assert seen.xpath("//th")[0].get("class") == "at-start wide"
    assert seen.xpath("//td")[0].get("class") == "at-start low"


def test_bold_links_code_and_pipes_live_in_cells() -> None:
    cells = tree(html_of("|أ|ب|\n|--|--|\n|**حلب**، و**حماة**|١\\|٢|\n|[س](/x/)|`٣|٤`|")).xpath("//td")

    assert [cell.text_content() for cell in cells] == ["حلب، وحماة", "١|٢", "س", "٣|٤"]


# ---------------------------------------------------------------- figures


@pytest.mark.parametrize("key", ["credit", "مصدر"])
@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("between", ["", "\n"])
def test_a_picture_alone_with_caption_and_credit_is_a_figure(key: str, quote: str, between: str) -> None:
    html = html_of(f'![بديل](media/x.jpg "الشرح"){between}{{: {key}={quote}تصوير «فلان» {quote} }}')

    assert html == (
        '<figure class="inline">\n<img alt="بديل" src="media/x.jpg">\n'
        '<figcaption>الشرح <small class="credit"><bdi>تصوير «فلان» </bdi></small></figcaption>\n</figure>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "![بديل](media/x.jpg)",
        "![بديل](media/x.jpg){.wide}",
        "![بديل](media/x.jpg){credit}",
        'نص ![بديل](media/x.jpg "شرح")',
        '![بديل](media/x.jpg "شرح") نص',
        '![بديل](media/x.jpg "شرح") ![بديل](media/y.jpg "شرح")',
        '[![بديل](media/x.jpg "شرح")](/x/)',
        '<b>نص</b>![بديل](media/x.jpg "شرح")',
    ],
)
def test_a_picture_within_prose_or_without_caption_is_no_figure(text: str) -> None:
    assert "fig" not in html_of(text)
    assert "بديل" in html_of(text)


def test_the_caption_and_the_credit_are_text_whatever_they_hold() -> None:
    html = html_of('![بديل](x.jpg "<script>&"){credit=\'" onload=x <b>&lt;i&gt;</b>\'}')

    assert "<script" not in html
    assert "onload" not in str(tree(html).xpath("//@*"))


def test_a_figures_picture_is_among_the_pictures_of_the_text() -> None:
    assert PLAIN.read('![بديل](media/x.jpg "شرح")').images == ("media/x.jpg",)


# ---------------------------------------------------------------- boxes


@pytest.mark.parametrize("name", ["اقتباس", "إقتباس", "اقتباسٌ", "pullquote", "PullQuote", "\u200fاقتباس"])
@pytest.mark.parametrize("colons", ["::: ", ":::", "  :::  ", "\u200f::: ", ":::\u00a0"])
def test_a_pull_quote_is_known_by_its_name(name: str, colons: str) -> None:
    html = html_of(f"{colons}{name}\nلن نعود.\n:::")

    assert html == '<aside class="pull-quote">\n<blockquote>\n<p>لن نعود.</p>\n</blockquote>\n</aside>'


@pytest.mark.parametrize("dash", "—–―")
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_the_last_line_of_a_pull_quote_may_say_who_said_it(dash: str, gap: str) -> None:
    box = tree(html_of(f"::: اقتباس\nلن نعود.{gap}{dash} فلان، **ناشط**\n:::"))[0]

    assert [child.tag for child in box] == ["blockquote", "p"]
    assert box[1].get("class") == "said-by"
    assert box[1].text_content() == f"{dash} فلان، ناشط"


@pytest.mark.parametrize("inside", ["— فلان", "— قالت:\nلن نعود.", "لن نعود — فلان", "لن نعود.\n—فلان"])
def test_a_dash_that_is_not_before_the_last_line_names_nobody(inside: str) -> None:
    assert "said-by" not in html_of(f"::: اقتباس\n{inside}\n:::")


@pytest.mark.parametrize("name", ["حقائق", "حقائقُ", "facts"])
def test_a_fact_box_has_a_title_and_holds_markdown(name: str) -> None:
    box = tree(html_of(f"::: {name} **عنوان** الصندوق\n- أ\n- ب\n\nفقرة\n\nأخرى\n:::\nبعد"))[0]

    assert box.get("class") == "fact-box"
    assert [(child.tag, child.get("class")) for child in box] == [
        ("p", "box-title"),
        ("ul", None),
        ("p", None),
        ("p", None),
    ]
    assert box[0].text_content() == "عنوان الصندوق"
    assert "بعد" not in box.text_content()


def test_a_fact_box_may_have_no_title() -> None:
    assert html_of("::: حقائق\nنص\n:::") == '<aside class="fact-box">\n<p>نص</p>\n</aside>'


def test_words_after_the_name_of_a_pull_quote_belong_to_it() -> None:
    assert html_of("::: اقتباس لن نعود\n:::") == html_of("::: اقتباس\nلن نعود\n:::")


def test_an_empty_box_leaves_nothing() -> None:
    assert html_of("أ\n\n::: اقتباس\n\n:::\n\nب") == "<p>أ</p>\n<p>ب</p>"


@pytest.mark.parametrize("line", ["::: كلمة", "::: اقتباسات", ":: اقتباس", ":::: اقتباس", "نص ::: اقتباس", ":::"])
def test_a_line_of_another_name_is_prose(line: str) -> None:
    assert html_of(f"{line}\nنص") == f"<p>{line}\nنص</p>"


@pytest.mark.parametrize(
    "text", ["```\n::: اقتباس\nنص\n:::\n```", "    ::: اقتباس\n    نص\n    :::", "<div>\n::: اقتباس\nنص\n:::\n</div>"]
)
def test_code_and_html_hold_no_box(text: str) -> None:
    assert "aside" not in html_of(text)
    assert "::: اقتباس\nنص\n:::" in html_of(text)


def test_a_box_needs_no_empty_lines_around_it() -> None:
    html = html_of("- بند\n::: حقائق\nنص\n:::\n## عنوان\n::: اقتباس\nنص\n:::\n- بند")

    assert [child.tag for child in tree(html)] == ["ul", "aside", "h2", "aside", "ul"]


def test_a_box_lives_in_an_item_and_in_a_quotation() -> None:
    assert tree(html_of("- أ\n\n    ::: حقائق\n    نص\n    :::")).xpath("//li/aside/p/text()") == ["نص"]
    assert tree(html_of("> ::: حقائق\n> نص\n> :::")).xpath("//blockquote/aside/p/text()") == ["نص"]


def test_footnotes_and_links_of_a_box_are_those_of_the_text() -> None:
    body = PLAIN.read("::: حقائق\nنص[^م] و[رابط](/x/)\n\n[^م]: شرح\n:::\n")

    assert ids(body.html) == ["fnref:م", "fn:م"]
    assert "/x/" in body.links


def test_a_code_block_in_a_box_is_closed_by_no_line_of_its_own() -> None:
    box = tree(html_of("::: حقائق\n```\n:::\n```\nبعد\n:::"))[0]

    assert "بعد" in box.text_content()


def test_a_box_is_not_the_opening_of_a_text() -> None:
    text = "::: حقائق عنوان الصندوق\nحقيقة\n:::\n\n::: اقتباس\nقول\n:::\n\nأول الخبر."

    assert PLAIN.read(text).opening == "أول الخبر."


def test_a_thousand_boxes_that_nobody_closed_are_read() -> None:
    assert html_of("::: اقتباس\nنص\n" * 1000).count("<aside") == 1000


# ---------------------------------------------------------------- nothing is lost

MARKERS = st.sampled_from(
    ["", "", "", "- ", "* ", "1. ", "2. ", "2011. ", "١. ", "٣) ", "٥- ", "٢٠١١. ", "# ", "## ", "### ", "> ", "— "]
)
LINES = st.tuples(st.sampled_from(["", "", "", "  ", "    ", "        "]), MARKERS, PROSE)
FENCES = st.sampled_from(["::: اقتباس", "::: حقائق", ":::", "    :::", "> :::", "::: pullquote", "- ::: facts"])
TEXTS = st.lists(LINES.map("".join) | PROSE.map("::: حقائق {}".format) | FENCES | st.just(""), max_size=14).map(
    "\n".join
)


def letters(text: str) -> str:
    """The letters of prose in order: no marks of Markdown, no names of boxes, no digits."""
    prose = re.sub(r"::: (اقتباس|حقائق|pullquote|facts)", "", text)
    return "".join(letter for letter in prose if letter.isalpha())


@BOTH
@given(TEXTS)
@example("::: حقائق ا\n::: اقتباس\n- ب\n::: حقائق\n\n:::\nت")
@example("- ا\n\n    ::: اقتباس\n    ب\n\n    ت\n    :::\n\n١. ث")
def test_every_letter_of_prose_comes_out_in_its_place(setter: Markup, text: str) -> None:
    assert letters(text) == letters(plain_text(setter.read(text).html))


@BOTH
@given(TEXTS | st.text(st.sampled_from(':١1.)- \n#*[]^!"{}=|«نص»—>`<p/>'), max_size=80))
def test_any_text_is_read_and_comes_out_the_same_twice(setter: Markup, text: str) -> None:
    first = setter.read(arabic.normal(text))

    assert first == setter.read(arabic.normal(text))


# ---------------------------------------------------------------- hashtags


@pytest.mark.parametrize("line", ["#سوريا_الآن خبر", "#Syria now", "##سوريا", "#2024"])
def test_a_line_that_opens_with_a_hashtag_is_no_heading(line: str) -> None:
    assert html_of(line) == f"<p>{line}</p>"


@pytest.mark.parametrize("line", ["# عنوان", "## عنوان ##", "#\tعنوان"])
def test_a_heading_has_a_space_after_its_signs(line: str) -> None:
    assert "<h2" in html_of(line)
