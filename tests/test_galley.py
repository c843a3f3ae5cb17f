"""The two ways of setting a text give the same bytes: plain prose by our own, and all of it by the library.

Python-Markdown, the sanitiser and the typesetter, one after another, are the reference; whatever the galley sets is
compared with them, on texts made of every construct that may be mistaken for another. `tests/run --long` makes many
times as many texts.
"""

import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sites import SITE_TOML, build, report

from warraq import arabic, galley
from warraq.dialect import Manner
from warraq.links import Resolver, address, as_browsers_read, is_plain, relinked
from warraq.markup import Markup, cleaned, settled
from warraq.model import Body
from warraq.typeset import Setting, typeset, typeset_blocks

ROOT = Path(__file__).parent.parent
TIMES = 100 if os.environ.get("WARRAQ_LONG") else 1
BACKLINK = "عودة إلى الحاشية {}"
SETTINGS = (
    Setting("ar"),
    Setting("ar", smart_quotes=True),
    Setting("ar", "arab", smart_quotes=True, normalize_digits=True),
    Setting("en"),
    None,
)
PAIRS = tuple(
    (
        Markup(Manner(BACKLINK, digit_lists=lists), setting),
        Markup(Manner(BACKLINK, digit_lists=lists, fast=False), setting),
    )
    for setting in SETTINGS
    for lists in (False, True)
)

NUMBERS = st.integers(0, len(PAIRS) - 1)

LETTERS = st.sampled_from("ابتسر ،.؛؟«»“”'\"()-–:/%!؟ 12٣۴ \u200f\u064e\u0640A b\u00a0é_#@+=$,;")
MARKS = st.sampled_from(" \n\n*_`[]()<>!#-+.:|~^{}\\&\"'=1٢۳aاً\u0338\u200f\u00a0\u2003\t/\u2066")
WORDS = (
    "كلمة",
    "قال",
    "عادةً",
    "كَتَبَ",
    "مُدَرِّسة",
    "«نص»",
    "“قسد”",
    '"نص"',
    "و",
    "لـ",
    "BBC",
    "C++",
    "F-16",
    "2018",
    "2011-2012",
    "011-2233-4455",
    "٠١١-٢٢٣٣-٤٤٥٥",
    "+963 11 223 3445",
    "-5",
    "١٢٪",
    "12.5%",
    "1,000",
    "#سوريا_الآن",
    "#حلب",
    "@user_name",
    "a_b",
    "_a",
    "ب_ت",
    "https://example.org/a_b?c=d",
    "x@example.org",
    "...",
    "…",
    "؟",
    "!",
    "(مسد)",
    "'",
    '"',
    "’",
    "\u200f",
    "\u2067نص\u2069",
    "\u00a0",
    "é",
    "𝄞",
    "🇸🇾",
    "1.",
    "٢)",
    "٣-",
    "12. نص",
    ">",
    "<",
    "&",
    "&amp;",
    "&copy",
    "&#1;",
    "\\*",
    "`كود`",
    "<b>نص</b>",
    "<br>",
    "<!-- نص -->",
    "{: .x }",
    "{#id}",
    "[^1]",
    "[نص]",
    "[نص][1]",
    "[TOC]",
    "|",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~~",
    "$",
    "=",
    ":",
    ":::",
    "- ",
    "# ",
    "  ",
    "\u0338",
    "\u0300",
    "ا\u0653",
    "\t",
    "\u2003",
    "\u2028",
    "\ufeff",
    "\u202e",
    "\x02",
)
ADDRESSES = (
    "https://example.org",
    "https://example.org/",
    "http://www.al-sharq.co.uk/news/2018?a=1&b=2#c",
    "https://example.org/?q=1",
    "https://example.org/?q=1&t=2",
    "https://example.org/?q=1&copy=2",
    "https://example.org/?q=1&copy",
    "https://example.org/?q=1&amp;t=2",
    "https://example.org/?",
    "https://example.org#",
    "https://ar.wikipedia.org/wiki/سوريا",
    "https://ar.wikipedia.org/wiki/%D8%B3",
    "https://example.org/a_b",
    "https://example.org/_b",
    "https://example.org/a(b)",
    "https://Example.ORG/x",
    "https://xn--mgbaam7a8h.example/x",
    "https://ab--cd.example/x",
    "https://مثال.إختبار/",
    "https://1.2.3.4/",
    "https://256.256.256.256/",
    "https://a.1/",
    "https://example.org:0/x",
    "https://example.org:8080/x",
    "https://u@example.org/",
    "https://-a.example/",
    "https://" + "a" * 64 + ".example/",
    "//example.org/x",
    "other.md",
    "../2018/other-report.md",
    "./x.md",
    "/about/",
    "/about/#جزء",
    "#جزء",
    "تقرير.md",
    "2018/تقرير-أول.md",
    "a:b",
    "a/b:c",
    "mailto:x@example.org",
    "tel:+963112233",
    "javascript:alert(1)",
    "x y",
    '/x "عنوان"',
    "<x>",
    "x'y",
    'x"y',
    "x*y",
    "",
    " /x",
    "..",
    ".",
    "/..",
    "a\\b",
    "&#x6a;",
)
WORD = st.one_of(st.sampled_from(WORDS[:45]), st.sampled_from(WORDS), st.text(LETTERS, min_size=1, max_size=8))
JOINED = st.lists(
    st.tuples(WORD, st.sampled_from([" ", " ", " ", "", "\n", "  ", " \n", "  \n"])), min_size=1, max_size=6
)
SAID = JOINED.map(lambda pairs: "".join(word + gap for word, gap in pairs))
TRIM = SAID.map(str.strip)


def forced(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    marks = st.sampled_from(
        [("**", "**"), ("**", "**"), ("*", "*"), ("***", "***"), ("**", "*"), ("_", "_"), ("**", "")]
    )
    return st.tuples(marks, words).map(lambda made: made[0][0] + made[1] + made[0][1])


def linked(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    addresses = st.one_of(st.sampled_from(ADDRESSES[:10]), st.sampled_from(ADDRESSES))
    shapes = st.sampled_from(["[{}]({})", "[{}]({})", "[{}]({})", "![{}]({})", "[{}] ({})", "[{}]: {}", "[{}][{}]"])
    return st.tuples(shapes, words, addresses).map(lambda made: made[0].format(made[1], made[2]))


def told(words: st.SearchStrategy[str], addresses: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Pictures with a caption, a credit, both, neither, and what may be taken for one of these."""
    titles = st.sampled_from(["", "", ' "{}"', ' "{}"', ' "{}"', " '{}'", ' "{}', '  "{}"'])
    kinds = ["", '{{credit="{}"}}', '{{credit="{}"}}', '{{مصدر="{}"}}', '{{: credit="{}" }}', "{{credit='{}'}}"]
    lists = st.sampled_from([*kinds, '{{.x credit="{}"}}', ' {{credit="{}"}}', "{{{}}}", '{{credit="{}" title="س"}}'])
    parts = st.tuples(words, addresses, titles, words, lists, words)
    return parts.map(lambda made: f"![{made[0]}]({made[1]}{made[2].format(made[3])}){made[4].format(made[5])}")


INLINE = st.one_of(
    SAID,
    TRIM,
    forced(TRIM),
    linked(TRIM),
    linked(forced(TRIM)),
    forced(linked(TRIM)),
    forced(SAID),
    told(TRIM, st.sampled_from(ADDRESSES)),
)
LINE = st.lists(st.tuples(INLINE, st.sampled_from(["", " "])), min_size=1, max_size=4).map(
    lambda pieces: "".join(piece + gap for piece, gap in pieces)
)
OPENINGS = (
    "",
    "",
    "",
    "## ",
    "# ",
    "### ",
    "> ",
    "> ",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "١. ",
    ">",
    "##",
    " ",
    "    ",
    ": ",
    "::: ",
    "- - ",
)
ENDINGS = ("", "", "", "", " ", "  ", " ##", " {: #x }")
FULL_LINE = st.one_of(
    st.tuples(st.sampled_from(OPENINGS), LINE, st.sampled_from(ENDINGS)).map("".join),
    st.sampled_from(
        ["---", "***", "* * *", "===", "--- ", "-", "```", "~~~", "::: حقائق", ":::", ">", "> ", "", " ", "[1]: /x"]
    ),
)
GAPS = st.sampled_from(["\n", "\n\n", "\n\n", "\n\n", "\n\n\n", "\n \n", "\n  \n\n"])
TEXTS = st.lists(st.tuples(FULL_LINE, GAPS), max_size=6).map(lambda lines: "".join(line + gap for line, gap in lines))

# What newsrooms write, so that most of these are set by the galley.
PLAIN_WORD = st.sampled_from(WORDS[:40])
PLAIN = st.lists(PLAIN_WORD, min_size=1, max_size=8).map(" ".join)
PLAIN_INLINE = st.one_of(
    PLAIN,
    PLAIN.map("**{}**".format),
    PLAIN.map("*{}*".format),
    st.tuples(PLAIN, st.sampled_from(ADDRESSES)).map(lambda made: "[{}]({})".format(*made)),
    st.tuples(PLAIN, st.sampled_from(ADDRESSES[:10])).map(lambda made: "[**{}**]({})".format(*made)),
    st.tuples(PLAIN, st.sampled_from(ADDRESSES[:10])).map(lambda made: "**[{}]({})**".format(*made)),
)
PLAIN_LINE = st.lists(PLAIN_INLINE, min_size=1, max_size=4).map(" ".join)
PLAIN_BLOCK = st.one_of(
    st.lists(PLAIN_LINE, min_size=1, max_size=3).map("\n".join),
    st.tuples(st.sampled_from(["# ", "## ", "### ", "###### "]), PLAIN).map("".join),
    st.lists(PLAIN_LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"> {line}" for line in lines)),
    st.lists(PLAIN_LINE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"- {line}" for line in lines)),
    st.lists(PLAIN_LINE, min_size=1, max_size=3).map(
        lambda lines: "\n".join(f"{at}. {line}" for at, line in enumerate(lines, len(lines[0]) % 2 + 1))
    ),
    st.just("---"),
    told(PLAIN, st.sampled_from(ADDRESSES[:10])),
)
PLAIN_TEXTS = st.lists(PLAIN_BLOCK, max_size=6).map("\n\n".join)


def texts_of_files() -> list[str]:
    """Every Markdown that is in the repository, and the cases of the tests, as texts."""
    files = [ROOT / "README.md", ROOT / "CHANGELOG.md"]
    for folder in ("content", "docs", "tests"):
        files += sorted((ROOT / folder).rglob("*.md"))
    files.append(ROOT / "tests" / "cases" / "seed" / "report.txt")
    texts = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    texts += [text.split("\n---\n", maxsplit=1)[-1] for text in texts]
    for name in ("markdown.txt", "hostile.txt", "direction.txt", "proofread.txt"):
        lines = (ROOT / "tests" / "cases" / name).read_text(encoding="utf-8").splitlines()
        cases = [line.split(" → ")[0].replace("⏎", "\n").replace("\\u200f", "\u200f") for line in lines]
        texts += [*cases, "\n\n".join(cases)]
    for file in sorted((ROOT / "tests").glob("*.py")):
        quoted = re.findall(r'"((?:[^"\\\n]|\\.)*)"', file.read_text(encoding="utf-8"))
        texts += [one.replace("\\n", "\n").replace('\\"', '"') for one in quoted]
    return [*dict.fromkeys(texts), *(part for text in texts for part in text.split("\n\n"))]


FILES = texts_of_files()


def both(text: str, number: int = 0) -> tuple[Body, Body]:
    ours, reference = PAIRS[number]
    return ours.read(text), reference.read(text)


def assert_same(text: str, *numbers: int) -> None:
    """By these manners (else by all) where the galley sets the text; where it declines, both ways are one."""
    normal = arabic.normal(text)
    if galley.prose(normal) is None:
        return
    for number in numbers or range(len(PAIRS)):
        ours, reference = both(normal, number)
        assert ours == reference


many = settings(
    max_examples=400 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@many
@given(TEXTS, NUMBERS)
def test_what_is_set_here_is_what_the_library_makes(text: str, number: int) -> None:
    assert_same(text, number)


@many
@given(PLAIN_TEXTS, NUMBERS)
def test_what_newsrooms_write_is_what_the_library_makes(text: str, number: int) -> None:
    assert_same(text, number)


@many
@given(told(st.one_of(PLAIN, SAID, st.text(LETTERS, max_size=8)), st.sampled_from(ADDRESSES)), NUMBERS)
def test_pictures_with_words_beside_them_are_what_the_library_makes(text: str, number: int) -> None:
    assert_same(text, number)
    assert_same(f"نص\n\n{text}\n\n- نص", number)


@many
@given(st.text(MARKS, max_size=40), NUMBERS)
def test_signs_without_any_sense_are_what_the_library_makes_of_them(text: str, number: int) -> None:
    assert_same(text, number)


@many
@given(st.text(st.sampled_from(" \n*ا[](b)-#>1._"), max_size=24), st.text(max_size=6), NUMBERS)
def test_few_signs_in_every_order_are_what_the_library_makes_of_them(text: str, more: str, number: int) -> None:
    assert_same(text + more, number)


def test_the_texts_of_the_repository_are_what_the_library_makes_of_them() -> None:
    for at, text in enumerate(FILES):
        assert_same(text, at % len(PAIRS))
    assert sum(galley.prose(arabic.normal(text)) is not None for text in FILES) > len(FILES) / 3


PARTS = {
    "paragraphs": "شهد ريف دير الزور «لحظات» دامية، قال: نعم!\n\nوقالت المصادر (مسد)…\nوأضافت.",
    "headings": "## مجازر.. ومجازر\n\nنص.\n\n### تفصيل\n\n## مجازر.. ومجازر",
    "words with force": "قال **محمد** و*علي* و**«قسد»**نا.",
    "links": "قال [رابط](https://example.org/x) و[تقرير](../2018/a.md) و**[آخر](/about/)**.",
    "quotations": "> قال فلان:\n> نعم.\n>\n> ثم مضى.\n\nنص.",
    "items": "- أول\n- **ثان**: نص\n\nنص.",
    "pictures": "![بديل](media/x.jpg)\n\nنص ![الصورة 2](/media/x.png) و**![بديل](../y.png)**.",
    "pictures with a caption": '![بديل](media/x.jpg "شرح الصورة (2018)")\n\n## نص\n\n![بديل](media/y.jpg "شرح: نعم")',
    "pictures with a credit": '![بديل](media/x.jpg){credit="سلمى الحسن"}\n\nنص\n\n![بديل](/media/y.png){: مصدر="AFP" }',
    "pictures with both": 'نص\n\n![صورة](media/x.jpg "أهالٍ في 2018"){credit="سلمى / Reuters"}\n\nنص',
    "numbers": "1. أول\n2. **ثان**: نص\n\nنص.\n\n3. ثالث\n3. رابع",
    "queries": "[مقطع](https://www.youtube.com/watch?v=x&t=10) و[آخر](https://example.org/?a&b=%D8%A3)",
    "rules": "نص\n\n---\n\nنص",
    "hashtags and addresses": "#سوريا_الآن في https://example.org/a_b و@user_name",
    "figures": "هاتف 011-2233-4455 في 2018 بنسبة 12.5% و-5",
    "hard spaces": "في\u00a02018 قال",
    "an English text": "The quick **brown** fox.\n\n## A heading",
}


@pytest.mark.parametrize("name", PARTS)
def test_the_galley_sets(name: str) -> None:
    text = PARTS[name]
    assert galley.prose(text) is not None
    assert_same(text)


@pytest.mark.parametrize(
    "text",
    [
        "أ\n: ب",
        "نص <b>غامق</b>",
        "نص `كود`",
        "نص  \nسطر",
        "    كود",
        "نص\n===",
        "نص\n---",
        "1. أول\n\n2. ثان",
        "1. أول\n- ثان",
        "01. أول",
        "2018. أول",
        "١. أول",
        "أ & ب",
        "[أ & ب](https://example.org/)",
        "[أ](https://example.org/?a=1&copy=2;)",
        "- أول\n\n- ثان",
        "- أول\n  تتمة",
        "- - أول",
        "> > أول",
        "> أول\nتتمة",
        "> أول\n>",
        "نص [^1]\n\n[^1]: حاشية",
        "[نص][1]\n\n[1]: /x",
        'نص ![بديل](media/x.jpg "شرح")',
        '![بديل](media/x.jpg "شرح") نص',
        "![بديل](media/x.jpg \"قال 'نعم'\")",
        '![بديل](media/x.jpg " شرح")',
        '![بديل](media/x.jpg "**شرح**")',
        '![بديل](media/x.jpg){credit="سلمى"} نص',
        "![بديل](media/x.jpg){credit=سلمى}",
        '![بديل](media/x.jpg){.wide credit="سلمى"}',
        '![بديل](media/x.jpg){credit="سلمى" .wide}',
        '![بديل](media/x.jpg){credit="*سلمى*"}',
        '![بديل](media/x.jpg){credit=""}',
        '![بديل](media/x.jpg) {credit="سلمى"}',
        '![بديل](media/x.jpg)\n{credit="سلمى"}',
        '- ![بديل](media/x.jpg){credit="سلمى"}',
        '> ![بديل](media/x.jpg){credit="سلمى"}',
        '## ![بديل](media/x.jpg){credit="سلمى"}',
        '![بديل](media/x.jpg){credit="سلمى"}\n![بديل](media/y.jpg){credit="سلمى"}',
        '[بديل](media/x.jpg){credit="سلمى"}',
        "![](media/x.jpg)",
        '![قال "نعم"](media/x.jpg)',
        "![بديل\nطويل](media/x.jpg)",
        "![*بديل*](media/x.jpg)",
        "## ![بديل](media/x.jpg)",
        "[![بديل](media/x.jpg)](/x)",
        "نص {: .x }",
        "أ | ب\n- | -",
        "::: حقائق\nنص\n:::",
        "\u200f::: حقائق\nنص\n:::",
        "**أ *ب* ج**",
        "***أ***",
        "٣ * ٤",
        "_أ_",
        "\\*أ\\*",
        "أ &amp; ب",
        "**\u0338أ**",
        "[أ](javascript:x)",
        "[أ](https://256.256.256.256/)",
    ],
)
def test_what_is_not_plain_is_left_to_the_library(text: str) -> None:
    assert galley.prose(text) is None


def test_one_switch_turns_the_galley_off(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_text: str) -> None:
        raise AssertionError

    monkeypatch.setattr(galley, "prose", never)
    body = Markup(Manner(BACKLINK, fast=False)).read("نص")

    assert body.html == "<p>نص</p>"
    with pytest.raises(AssertionError):
        Markup(Manner(BACKLINK)).read("نص")


# ---------------------------------------------------------------- addresses


def to_the_outlet(seen: str) -> str | None:
    """Some of what a page does with addresses."""
    return None if "x" in seen else f"/2018/%D8%A3/?a=1&b=2#{len(seen)}" if seen.endswith(".md") else seen


RESOLVERS: tuple[Resolver, ...] = (lambda seen: seen, to_the_outlet, lambda _: None, lambda _: "س\u00a0<\"'&amp;>")
HOSTILE_HTML = (
    '<p><a href="https://example.org/?a=1&amp;b=2">س</a></p>',
    '<p><a href="https://example.org/?a=1&amp;amp;b=2">س</a></p>',
    '<p><a href="/x"><a href="/y">س</a></a></p>',
    '<p><strong><a href="a.md">س</strong></a></p>',
    "<p><a href=/x>س</a></p>",
    "<p><a HREF='/x'>س</a></p>",
    '<p><a href="/x" href="/y">س</a></p>',
    '<p><p><a href="a.md">س</a></p></p>',
    '<h2 id="a">س</h2>\n<h2 id="a">س</h2>',
    '<h2 id="w-a">س</h2>',
    '<p title="<a href=&quot;/x&quot;>">س</p>',
    '<p>&lt;a href="/x"&gt;</p>',
    "<ul>\n<p>س</p>\n</ul>",
    '<table><p><a href="a.md">س</a></p></table>',
    "<p>س\u0338</p>",
    "\ufeff<p>س</p>",
    "<p>\u0338س</p>",
    "<p>أ&b</p>",
    "<p>أ\u00a0ب</p>",
    "<p>أ&nbsp;ب</p>",
    "<p>&copy;</p>",
    "",
    "نص",
    "\n<p>نص</p>\n",
    '<blockquote cite="/x">\n<p>س</p>\n</blockquote>',
    '<img src="/x" alt="">',
    '<p><bdi dir="ltr">a</bdo></p>',
    '<p>قال <b title="<a href=&quot;/x&quot;>" lang="ar">href="/y"</b> <a lang="ar" href="/z" title=">">س</a></p>',
    '<p><a title=\' href="/x"\' href="/y?a=1&b=&quot;2&lt;">س</a> cite="/z"</p>',
    '<q cite="/x">س</q> <del datetime="2018-12-06" cite="a.md">س</del> <ins cite="javascript:x">س</ins>',
    '<blockquote id="a" cite="a.md" class="b"><p>س</p></blockquote><img alt="<>" src="a.md" width="3">',
    '<a href="&amp;amp;&nbsp;x">س</a>',
)


def assert_relinked_alike(html: str) -> None:
    """What is safe is passed through a resolver as the sanitiser would pass it."""
    safe = settled(html)
    for resolve in RESOLVERS:
        assert relinked(safe, resolve) == cleaned(safe, resolve)


@pytest.mark.parametrize("html", HOSTILE_HTML)
def test_addresses_in_hostile_html_come_out_as_the_sanitiser_has_them(html: str) -> None:
    assert_relinked_alike(html)


@many
@given(st.one_of(TEXTS, PLAIN_TEXTS), NUMBERS)
def test_addresses_in_stored_html_come_out_as_the_sanitiser_has_them(text: str, number: int) -> None:
    ours, _ = PAIRS[number]
    html = ours.read(arabic.normal(text)).html

    for resolve in RESOLVERS:
        assert settled(relinked(html, resolve)) == cleaned(html, resolve)  # whose way it is with hard spaces


PIECES_OF_HTML = [
    "<p>",
    "</p>",
    "\n",
    "<p>",
    "</p>",
    "<strong>",
    "</strong>",
    "<em>",
    "</em>",
    "</a>",
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
]
TAGS = st.sampled_from([*re.findall("<[^>]*>", "".join(HOSTILE_HTML)), *PIECES_OF_HTML])


@many
@given(st.lists(st.one_of(TAGS, SAID), max_size=10).map("".join))
def test_addresses_in_html_of_any_shape_come_out_as_the_sanitiser_has_them(html: str) -> None:
    assert_relinked_alike(html)


@many
@given(
    st.one_of(
        st.sampled_from(ADDRESSES),
        st.text(st.sampled_from("htps:/w.ab-cx1٢ا?#&=%@_~,+\\ "), max_size=14).map("https://a.org{}".format),
    )
)
def test_an_address_of_the_web_that_is_plain_is_written_as_it_is(written: str) -> None:
    assert not is_plain(written) or as_browsers_read(written) == written == address(written)


# ---------------------------------------------------------------- setting


@many
@given(st.lists(PLAIN_BLOCK, max_size=3).map("\n\n".join), st.sampled_from([one for one in SETTINGS if one]))
def test_blocks_are_set_alone_as_they_are_together(text: str, setting: Setting) -> None:
    made = galley.prose(arabic.normal(text))
    if made is not None:
        assert typeset_blocks(made.blocks, setting) == typeset("\n".join(made.blocks), setting)


# ---------------------------------------------------------------- the switch


def test_an_outlet_that_turns_the_galley_off_publishes_the_same_bytes(tmp_path: Path) -> None:
    reports = "".join(report(f"r{at}", text, title=name) for at, (name, text) in enumerate(PARTS.items()))
    fast = build(tmp_path / "fast", reports)
    slow = build(tmp_path / "slow", f"-- content/site.toml --\nfast_markdown = false\n{SITE_TOML}" + reports)

    assert fast.files() == slow.files() != {}
    assert fast.codes == slow.codes
