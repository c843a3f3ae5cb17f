"""Safe HTML as a typesetter sets it: directions, isolated pieces, quotation marks, digits."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq import arabic
from warraq.dialect import Manner
from warraq.markup import Markup, plain_text, relinked
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
        ('<p>قال <span dir="rtl">@user</span></p>', '<p>قال <span dir="rtl">@user</span></p>'),
        ('<p title="@user">خبر</p>', '<p title="@user">خبر</p>'),
        ("هاتف -5", 'هاتف <bdi dir="ltr">-5</bdi>'),
    ],
)
def test_a_piece_that_would_turn_around_is_isolated_tightly(html: str, wanted: str) -> None:
    """T-1.11, T-1.12, T-1.13."""
    assert wanted == typeset(html, ARABIC)


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
    ],
)
def test_a_block_takes_the_direction_of_most_of_its_letters(html: str, wanted: str | None) -> None:
    """T-1.36; issue arabic, 4."""
    made = typeset(html, ARABIC)

    assert made == wanted if wanted else "<p>" in made


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
    ],
)
def test_an_authors_digits_become_the_outlets_only_where_asked(digits: arabic.Digits, text: str, wanted: str) -> None:
    """T-2.8."""
    asked = typeset(f"<p>{text}</p>", Setting("ar", digits, normalize_digits=True))
    left = typeset(f"<p>{text}</p>", Setting("ar", digits))

    assert plain_text(asked) == wanted
    assert plain_text(left) == text


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
