"""Safe HTML as a typesetter sets it: directions, isolated pieces, quotation marks, digits."""

import re
from collections.abc import Callable
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq import arabic
from warraq.dialect import Manner
from warraq.links import relinked
from warraq.markup import Markup, plain_text
from warraq.typeset import Setting, typeset

ARABIC = Setting("ar")
QUOTED = Setting("ar", smart_quotes=True)
MARKUP = Markup(Manner("عودة {}"))
SET = Markup(Manner("عودة {}"), ARABIC)


# ---------------------------------------------------------------- isolating


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>هاتف 011-2233-4455.</p>", '<p>هاتف <bdi dir="ltr">011-2233-4455</bdi>.</p>'),
        ("<p>هاتف ٠١١-٢٢٣٣-٤٤٥٥</p>", '<p>هاتف <bdo dir="ltr">٠١١-٢٢٣٣-٤٤٥٥</bdo></p>'),
        ("<p>المدة 10-12 يوما</p>", "<p>المدة 10-12 يوما</p>"),
        (
            "<p>لغة <strong>C++</strong>، وC#</p>",
            '<p>لغة <strong><bdi dir="ltr">C++</bdi></strong>، و<bdi dir="ltr">C#</bdi></p>',
        ),
        (
            '<p><a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a></p>',
            '<p><a href="https://x.example/?a=1&amp;b=2"><bdi dir="ltr">https://x.example/?a=1&amp;b=2</bdi></a></p>',
        ),
        ("<p>x &lt;b@c.example&gt; خبر</p>", '<p>x &lt;<bdi dir="ltr">b@c.example</bdi>&gt; خبر</p>'),
        ("<td>+963 11 223 3445</td>", '<td><bdi dir="ltr">+963 11 223 3445</bdi></td>'),
        ('<p>قال <bdi dir="ltr">@user</bdi></p>', '<p>قال <bdi dir="ltr">@user</bdi></p>'),
        ('<p>قال <span dir="ltr">@user -5</span></p>', '<p>قال <span dir="ltr">@user -5</span></p>'),
        ('<p>قال <span dir="rtl">@user</span></p>', '<p>قال <span dir="rtl"><bdi dir="ltr">@user</bdi></span></p>'),
        ('<div dir="rtl">هاتف 0912-345678</div>', '<div dir="rtl">هاتف <bdi dir="ltr">0912-345678</bdi></div>'),
        ("<p><bdi>هاتف 0912-345678</bdi></p>", '<p><bdi>هاتف <bdi dir="ltr">0912-345678</bdi></bdi></p>'),
        ("<p><bdi>John @user_name</bdi></p>", "<p><bdi>John @user_name</bdi></p>"),
        (
            '<table dir="rtl"><tr><td>هاتف +963112233445</td></tr></table>',
            '<table dir="rtl"><tr><td>هاتف <bdi dir="ltr">+963112233445</bdi></td></tr></table>',
        ),
        (
            '<div dir="ltr"><p>هاتف 0912-345678</p></div>',
            '<div dir="ltr"><p dir="rtl">هاتف <bdi dir="ltr">0912-345678</bdi></p></div>',
        ),
        ('<p title="@user">خبر</p>', '<p title="@user">خبر</p>'),
        ("هاتف -5", 'هاتف <bdi dir="ltr">-5</bdi>'),
    ],
)
def test_a_piece_that_would_turn_around_is_isolated_tightly(html: str, wanted: str) -> None:
    """T-1.11, T-1.12, T-1.13."""
    assert wanted == typeset(html, ARABIC)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("هاتف 011-<b>2233</b>-4455", 'هاتف <bdi dir="ltr">011-<b>2233</b>-4455</bdi>'),
        ("لغة C<b>++</b>، نعم", 'لغة <bdi dir="ltr">C<b>++</b></bdi>، نعم'),
        ("لغة <b>C</b>++، نعم", 'لغة <bdi dir="ltr"><b>C</b>++</bdi>، نعم'),
        ("حساب @user_<i>name</i>", 'حساب <bdi dir="ltr">@user_<i>name</i></bdi>'),
        ("هاتف ٠١١-<b>٢٢٣٣</b>-٤٤٥٥", 'هاتف <bdo dir="ltr">٠١١-<b>٢٢٣٣</b>-٤٤٥٥</bdo>'),
        ("<a><b><i>011</i>-22</b></a>-33 ثم", '<bdi dir="ltr"><a><b><i>011</i>-22</b></a>-33</bdi> ثم'),
        ("<b>هاتف 011</b>-2233-4455", "<b>هاتف 011</b>-2233-4455"),
        ("<b>x<i>C</i></b>++ نعم", '<bdi dir="ltr"><b>x<i>C</i></b>++</bdi> نعم'),
        ("<b>قال <i>C</i></b>++ نعم", "<b>قال <i>C</i></b>++ نعم"),
        ("011-<b>2233-4455 هاتف</b>", "011-<b>2233-4455 هاتف</b>"),
        ("-<b>5</b> و<b>+7</b>", '<bdi dir="ltr">-<b>5</b></bdi> و<b><bdi dir="ltr">+7</bdi></b>'),
        ("&lt;@x&amp;<b>y</b>&gt; نعم", '&lt;<bdi dir="ltr">@x&amp;<b>y</b></bdi>&gt; نعم'),
        ('C<sup><a class="footnote-ref">1</a></sup> نعم', 'C<sup><a class="footnote-ref">1</a></sup> نعم'),
        ("011<br>-2233-4455 نعم", '011<br><bdi dir="ltr">-2233</bdi>-4455 نعم'),
    ],
)
def test_a_piece_that_words_tags_cut_is_isolated_whole_or_not_at_all(html: str, wanted: str) -> None:
    """T-1.11: a bold part of a telephone number belongs to it; half an isolate would turn the rest around."""
    made = typeset(f'<p dir="rtl">{html}</p>', ARABIC)

    assert made == f'<p dir="rtl">{wanted}</p>'
    assert typeset(made, ARABIC) == made


def test_nothing_is_isolated_where_all_runs_from_the_left() -> None:
    text = "<p>Ask @user about C++ before 2024-12-05.</p>"

    assert typeset(text, Setting("en")) == text


def test_an_arabic_word_in_an_english_text_does_not_turn_its_numbers() -> None:
    made = typeset("<p>The Arabic word خبر 011-2233-4455 stands here.</p>", Setting("en"))

    assert made == '<p>The Arabic word خبر <bdi dir="ltr">011-2233-4455</bdi> stands here.</p>'


# ---------------------------------------------------------------- directions


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>BBC: قال الناطق باسم الجيش</p>", "<p>BBC: قال الناطق باسم الجيش</p>"),
        ("<p>An English paragraph with سوريا</p>", '<p dir="ltr">An English paragraph with سوريا</p>'),
        ("<p>2018</p>", "<p>2018</p>"),
        ("<h2>News in brief</h2>", '<h2 dir="ltr">News in brief</h2>'),
        (
            "<blockquote>\n<p>First.</p>\n<p>Second.</p>\n</blockquote>",
            '<blockquote dir="ltr">\n<p>First.</p>\n<p>Second.</p>\n</blockquote>',
        ),
        (
            "<blockquote>\n<p>A very long English paragraph</p>\n<p>نص</p>\n</blockquote>",
            '<blockquote dir="ltr">\n<p>A very long English paragraph</p>\n<p dir="rtl">نص</p>\n</blockquote>',
        ),
        (
            "<ul><li>بند عربي طويل جدا</li><li>English</li></ul>",
            '<ul><li>بند عربي طويل جدا</li><li dir="ltr">English</li></ul>',
        ),
        (
            "<table><tr><td>Damascus</td><td>دمشق</td></tr></table>",
            '<table><tr><td dir="ltr">Damascus</td><td>دمشق</td></tr></table>',
        ),
        ('<p dir="rtl">English</p>', '<p dir="rtl">English</p>'),
        ('<p lang="en">x</p>', '<p lang="en" dir="ltr">x</p>'),
        ('<p>قال: <q lang="en">Yes!</q></p>', '<p>قال: <q lang="en" dir="ltr">Yes!</q></p>'),
        ("<p>انظر https://a-very-long-english-address.example/x</p>", None),
        ("<p>وكالة Associated Press (AP) أمس</p>", "<p>وكالة Associated Press (AP) أمس</p>"),
        (
            "<p>قال: This is a long English sentence indeed</p>",
            '<p dir="ltr">قال: This is a long English sentence indeed</p>',
        ),
        ("<p>News from سوريا</p>", '<p dir="ltr">News from سوريا</p>'),
        (
            "<ul><li>بيان</li><li>A very long English item of a list</li><li>خبر</li></ul>",
            '<ul><li>بيان</li><li dir="ltr">A very long English item of a list</li><li>خبر</li></ul>',
        ),
        (
            "<ol><li><p>One</p></li><li><p>بند عربي طويل جدا جدا</p></li><li><p>Two</p></li></ol>",
            '<ol dir="ltr"><li><p>One</p></li><li dir="rtl"><p>بند عربي طويل جدا جدا</p></li><li><p>Two</p></li></ol>',
        ),
        ("<dl><dt>خبر</dt><dd>An explanation</dd></dl>", '<dl><dt>خبر</dt><dd dir="ltr">An explanation</dd></dl>'),
        ("<div>English text</div>", '<div dir="ltr">English text</div>'),
        ("<section><b>English</b> text</section>", '<section dir="ltr"><b>English</b> text</section>'),
        ("<aside><p>English text</p></aside>", '<aside><p dir="ltr">English text</p></aside>'),
        ("<div>خبر<p>English text</p></div>", '<div>خبر<p dir="ltr">English text</p></div>'),
    ],
)
def test_a_block_takes_the_direction_of_most_of_its_letters(html: str, wanted: str | None) -> None:
    """T-1.36; issue arabic, 4."""
    made = typeset(html, ARABIC)

    assert made == wanted if wanted else "<p>" in made


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>AP says وكالة الأنباء</p>", "<p>AP says وكالة الأنباء</p>"),
        ("<p>AP: قال الناطق باسم الجيش أمس</p>", '<p dir="rtl">AP: قال الناطق باسم الجيش أمس</p>'),
        ("<ul><li>خبر عاجل عن الجيش</li><li>One</li><li>Two</li></ul>", None),
    ],
)
def test_a_report_in_english_is_not_turned_by_an_arabic_name(html: str, wanted: str | None) -> None:
    """T-1.36: the same rule, seen from the left."""
    made = typeset(html, Setting("en"))

    assert made == wanted if wanted else made.startswith('<ul><li dir="rtl">')


def test_a_report_in_english_turns_its_arabic_blocks() -> None:
    made = typeset("<p>English text.</p><p>نص عربي</p>", Setting("en"))

    assert made == '<p>English text.</p><p dir="rtl">نص عربي</p>'


def test_code_runs_from_the_left_and_is_left_as_it_is() -> None:
    """T-1.18."""
    made = typeset("<p>الأمر <code>@x -5</code> و<kbd>C++</kbd></p><pre><code>a\n</code></pre>", ARABIC)

    assert made == (
        '<p>الأمر <code dir="ltr">@x -5</code> و<kbd dir="ltr">C++</kbd></p>'
        '<pre dir="ltr" tabindex="0"><code dir="ltr">a\n</code></pre>'
    )


def test_what_was_set_passes_the_sanitiser_unchanged() -> None:
    text = "هاتف 011-2233-4455 و`x`\n\n    كود\n\n> An English quote\n\n| a | ب |\n| - | - |\n| 1 | +7 |\n"
    made = SET.read(text).html

    assert relinked(made, lambda address: address) == made
    assert typeset(made, ARABIC) == made


# ---------------------------------------------------------------- quotation marks


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('قال "نعم".', "قال «نعم»."),
        ('"نعم" و"لا"، لـ"قسد" وبـ"داعش" بال"قسد"', "«نعم» و«لا»، لـ«قسد» وبـ«داعش» بال«قسد»"),
        ('قال "إن "قسد" تقدمت" أمس', "قال «إن “قسد” تقدمت» أمس"),
        ('(مثل "هذا")', "(مثل «هذا»)"),
        ('"**غامق**"، نص', "«غامق»، نص"),
        ('لم يغلق "القوس', 'لم يغلق "القوس'),
        ('قال "كذا" ولم يغلق "القوس', 'قال "كذا" ولم يغلق "القوس'),
        ("“كما كتبها” المحرر", "“كما كتبها” المحرر"),
        ('قال: "نص."\n\nثم "آخر"', "قال: «نص.»\n\nثم «آخر»"),
    ],
)
def test_straight_quotation_marks_become_the_pair_where_they_pair(text: str, wanted: str) -> None:
    """T-1.22."""
    html = typeset(MARKUP.read(text).html, QUOTED)

    assert plain_text(html).replace("\n", "") == wanted.replace("\n", "")


def test_quotation_marks_in_code_and_attributes_are_left() -> None:
    html = '<p title="x">قال <code>"a"</code> "نعم"</p>'

    assert typeset(html, QUOTED) == '<p title="x">قال <code dir="ltr">"a"</code> «نعم»</p>'


def test_quotation_marks_stay_as_typed_unless_asked() -> None:
    """T-1.22."""
    assert '"نعم"' in typeset('<p>قال "نعم"</p>', ARABIC)


# ---------------------------------------------------------------- digits


@pytest.mark.parametrize(
    ("digits", "text", "wanted"),
    [
        ("latn", "عام ٢٠١٨ و۱۴۰۳", "عام 2018 و1403"),
        ("latn", "بلغ ١٬٢٠٠٫٥ أي ١٢٫٥٪", "بلغ 1,200.5 أي 12.5%"),
        ("arab", "عام 2018", "عام ٢٠١٨"),
        ("arab", "بلغ 1,200.5 أي 12.5%", "بلغ ١٬٢٠٠٫٥ أي ١٢٫٥٪"),
        ("arab", "طائرة F-16 وMiG-29 و3M", "طائرة F-16 وMiG-29 و3M"),
        ("arab", "حساب @user2 على https://x.example/12", "حساب @user2 على https://x.example/12"),
        ("arab", "هاتف 011-2233-4455", "هاتف ٠١١-٢٢٣٣-٤٤٥٥"),
        ("arab", "في 5.12.2024", "في ٥.١٢.٢٠٢٤"),
        ("arab", "وسم #انتخابات_2024 عام 2024", "وسم #انتخابات_2024 عام ٢٠٢٤"),
        ("arab", "الإصدار 3.11.2 على 192.168.1.1", "الإصدار 3.11.2 على 192.168.1.1"),
        ("arab", "طائرة F-<b>16</b> عام <b>20</b>18", "طائرة F-16 عام ٢٠١٨"),
    ],
)
def test_an_authors_digits_become_the_outlets_only_where_asked(digits: arabic.Digits, text: str, wanted: str) -> None:
    """T-2.8."""
    asked = typeset(f"<p>{text}</p>", Setting("ar", digits, normalize_digits=True))
    left = typeset(f"<p>{text}</p>", Setting("ar", digits))

    assert plain_text(asked) == wanted
    assert plain_text(left) == plain_text(text)


def test_digits_in_code_are_left() -> None:
    """T-2.8."""
    made = typeset("<p>2018 <code>x = 12</code></p>", Setting("ar", "arab", normalize_digits=True))

    assert made == '<p>٢٠١٨ <code dir="ltr">x = 12</code></p>'


# ---------------------------------------------------------------- any text

PIECES = [
    "خبر ",
    "word ",
    "@user ",
    "-5 ",
    "٠١١-٢٢٣٣-٤٤٥٥ ",
    '"',
    "**",
    "`x` ",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "https://x.example ",
    "C++",
    "011-2233",
    "</i>",
    "<i>",
    "<bdi>",
    "</bdi>",
    '<span dir="ltr">',
    "</span>",
    '<div dir="rtl">',
    "</div>",
]
TEXTS = st.lists(st.sampled_from([*PIECES, "&", "<b>", "</b>", "## ", "| a | ب |\n| - | - |\n"]), max_size=25).map(
    "".join
)


@given(TEXTS, st.sampled_from(["ar", "en", "fa"]))
def test_setting_loses_no_word_and_is_settled_after_once(text: str, language: str) -> None:
    plain = MARKUP.read(text).html
    made = typeset(plain, Setting(language))

    assert plain_text(made) == plain_text(plain)
    assert typeset(made, Setting(language)) == made
    assert relinked(made, lambda address: address) == made


@given(TEXTS)
def test_quotation_marks_are_set_in_pairs_or_not_at_all(text: str) -> None:
    made = plain_text(typeset(MARKUP.read(text).html, QUOTED))

    assert made.count("«") == made.count("»")
    assert made.count("“") == made.count("”")
    assert re.sub("[«»“”]", '"', made) == plain_text(MARKUP.read(text).html)


# ---------------------------------------------------------------- long texts


def _seconds(work: Callable[[str], object], text: str) -> float:
    found = []
    for _ in range(3):
        start = perf_counter()
        work(text)
        found.append(perf_counter() - start)
    return min(found)


@pytest.mark.parametrize("begins", ["", "https://"])
@pytest.mark.parametrize("piece", ["-", "1-", "+1 ", "(0", "@", "#", "a.", "١-", "\u2066", ")", "()", "#خ", "0 1"])
def test_twice_the_text_takes_no_more_than_thrice_the_time(begins: str, piece: str) -> None:
    """An outlet's text may be hostile: no pattern takes time with the square of its length."""
    half, whole = (f"{begins}{piece * (length // len(piece))}" for length in (20_000, 40_000))
    works: list[Callable[[str], object]] = [
        arabic.runs,
        lambda text: arabic.in_order(text, "rtl"),
        lambda text: typeset(f"<p>خبر {text}</p>", Setting("ar", "arab", smart_quotes=True, normalize_digits=True)),
    ]

    for work in works:
        assert _seconds(work, whole) <= 3 * _seconds(work, half) + 0.02
