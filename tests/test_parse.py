"""One source's text → a report, a page, a profile, or all that is wrong with it."""

import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq import urls
from warraq.config import Config, Section
from warraq.dialect import Manner
from warraq.frontmatter import REPORT_KEYS, Context
from warraq.markup import Markup
from warraq.model import Body, Correction, Image, Moment, Profile, Report, StandingPage, Withdrawal, WrittenLink
from warraq.parse import Parsed, parse
from warraq.source import Shelf, Source

MARKUP = Markup(Manner("عودة {}"))
CONFIG = Config(
    name="مرصد",
    full_name="مرصد",
    description="مرصد",
    base_url="https://x.example",
    timezone="Asia/Damascus",
    sections=(Section("field", "الميدان"), Section("politics", "السياسة")),
)
MEDIA = frozenset({"media/a.jpg", "media/2018/صورة.jpg"})
PROMISED = {
    line.split()[0]: line.split()[1]
    for line in """
    title عنوان
    date تاريخ
    id معرّف
    slug مسار
    kicker تمهيد
    deck عنوان_فرعي
    summary ملخص
    section قسم
    tags وسوم
    places أماكن
    authors كتّاب
    sources مصادر
    series سلسلة
    updated تحديث
    corrections تصويبات
    image صورة
    draft مسودة
    featured بارز
    breaking عاجل
    expires ينتهي
    withdrawn مسحوب
    content_warning تحذير
    aliases مسارات_سابقة
    kind نوع
    lang لغة
    translation_of ترجمة_لـ
    extra إضافي
    copyright حقوق
    license رخصة
    """.strip().splitlines()
}
LEAST = {"title": "خبر", "date": "2024-01-05"}


def parsed(text: str | bytes, path: str = "reports/a.md", config: Config = CONFIG) -> Parsed:
    data = text if isinstance(text, bytes) else text.encode()
    shelf: Shelf = "pages" if path.startswith("pages") else "authors" if path.startswith("authors") else "reports"
    return parse(Source(path, shelf, len(data), 1), data, Context(config, "content", MEDIA), lambda _: MARKUP)


def front(body: str = "نص.", keys: dict[str, str | None] | None = None, **more: str) -> str:
    """A report with the least it needs, and these keys as they are given."""
    lines = [f"{key}: {value}" for key, value in (LEAST | (keys or {}) | more).items() if value is not None]
    return "\n".join(["---", *lines, "---", "", body, ""])


def report(text: str, config: Config = CONFIG) -> Report:
    """The report of a text without errors."""
    found = parsed(text, config=config)
    assert [one for one in found.problems if one.is_error] == []
    assert isinstance(found.item, Report)
    return found.item


def places(found: Parsed) -> list[tuple[str, int, int]]:
    return [(one.code, one.where.line, one.where.column) for one in found.problems]


def moment(*parts: int, has_time: bool = False) -> Moment:
    return Moment(int(datetime(*parts, tzinfo=UTC).timestamp()), has_time)  # type: ignore[misc,arg-type]  # year to minute


# ---------------------------------------------------------------- the file


def test_a_report_is_read_with_its_body_and_its_facts() -> None:
    found = parsed(front("قال **الناطق** أمس.\n\nثم."))

    assert Body("<p>قال <strong>الناطق</strong> أمس.</p>\n<p>ثم.</p>", "قال الناطق أمس.", 4) == found.body
    assert isinstance(found.item, Report)
    assert ("خبر", moment(2024, 1, 4, 21), "/2024/01/خبر/", "خبر", "قال الناطق أمس.", 4) == (
        found.item.title,
        found.item.date,
        found.item.url,
        found.item.slug,
        found.item.summary,
        found.item.words,
    )
    assert found.problems == ()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_line_ends_of_any_machine_are_accepted(end: str) -> None:
    text = front("فقرة.\n\nأخرى.", tags="أ، ب")

    assert parsed(text).item == parsed(text.replace("\n", end)).item
    assert parsed(text).body == parsed(text.replace("\n", end)).body


def test_a_byte_order_mark_is_accepted() -> None:
    assert parsed(front()).item == parsed(b"\xef\xbb\xbf" + front().encode()).item


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"---\ntitle: \xff\n---\n", (2, 8)),
        ("---\ntitle: خبر ".encode() + b"\xe3\n", (2, 12)),
        ("---\r\ntitle: خبر\r\n---\r\nنص ".encode() + b"\x80", (4, 4)),
        (b"\xff\xfe-\x00", (1, 1)),
        (b"\xef\xbb\xbf---\xff", (1, 4)),
        (front().encode("utf-16"), (1, 1)),
        (front().encode("cp1256"), (2, 8)),
    ],
)
def test_a_file_that_is_not_utf_8_is_one_problem_at_its_first_bad_letter(data: bytes, place: tuple[int, int]) -> None:
    found = parsed(data)

    assert [("E101", *place)] == places(found)
    assert found.item is None


@pytest.mark.parametrize(
    "text", ["", "نص", "title: خبر\n---\n", "\n---\ntitle: خبر\n---\n", "----\n", " ---\n---\n", "+++\n+++"]
)
def test_a_file_without_front_matter_is_told_so(text: str) -> None:
    assert places(parsed(text)) == [("E102", 1, 1)]


@pytest.mark.parametrize("text", ["---", "---\ntitle: خبر\n\nنص", "---\ntitle: خبر\n ---\n", "---\ntitle: خبر\n----\n"])
def test_front_matter_that_is_not_closed_is_told_so(text: str) -> None:
    assert places(parsed(text)) == [("E103", 1, 1)]


def test_a_line_of_hyphens_in_the_body_is_a_rule() -> None:
    found = parsed(front("أ\n\n---\n\nب"))

    assert found.body is not None
    assert "<hr>" in found.body.html


def test_spaces_after_the_hyphens_do_no_harm() -> None:
    assert report(front().replace("---\n", "--- \t\n")).title == "خبر"


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("title: 'خبر\ndate: 2024-01-05", (2, 8)),
        ("date: 2024-01-05\ntitle: خبر: عاجل", (3, 11)),
        ("\ttitle: خبر", (2, 1)),
        ("title: @خبر", (2, 8)),
    ],
)
def test_a_slip_in_yaml_is_found_in_the_line_of_the_file(lines: str, place: tuple[int, int]) -> None:
    assert [("E104", *place)] == places(parsed(f"---\n{lines}\n---\nنص"))


@pytest.mark.parametrize("lines", ["- أ\n- ب", "خبر"])
def test_front_matter_that_is_no_table_is_told_so(lines: str) -> None:
    assert ("E105", 2, 1) in places(parsed(f"---\n{lines}\n---\nنص"))


def test_anchors_are_refused_in_the_line_of_the_file() -> None:
    assert places(parsed(front(extra="&a [x, x]"))) == [("E106", 4, 8)]


def test_empty_front_matter_lacks_what_is_required() -> None:
    assert [one.code for one in parsed("---\n---\nنص").problems] == ["E110", "E110"]


def test_control_characters_are_dropped_and_said_once_with_the_first_place() -> None:
    found = parsed(front("نص\x07 آخر\u202e\x07.", title="خ\u202eبر"))

    assert places(found) == [("W140", 2, 9)]
    assert "(U+202E، U+0007)" in found.problems[0].english
    assert isinstance(found.item, Report)
    assert found.body is not None
    assert (found.item.title, found.body.html) == ("خبر", "<p>نص آخر.</p>")


def test_control_characters_that_yaml_writes_as_words_do_not_enter() -> None:
    assert report(front(title='"خ\\u202Eب\\0\\x07ر"')).title == "خبر"


def test_letters_are_put_together_at_the_door() -> None:
    found = report(front(title=unicodedata.normalize("NFD", "آب أيلول")))

    assert (found.title, found.url) == ("آب أيلول", "/2024/01/آب-أيلول/")


def test_all_that_is_wrong_with_a_file_is_said_in_one_run_in_order() -> None:
    text = (
        "---\ndate: 2024-02-30\nعنون: x\nsection: الميدن\ntags: {a: b}\ndraft: ربما\nid: A\n---\n[x](javascript:y)\x07"
    )

    found = parsed(text)

    assert found.item is None
    assert sorted(places(found), key=lambda one: (one[1], one[0])) == [
        ("E110", 2, 1),
        ("E126", 2, 7),
        ("E112", 3, 1),
        ("E130", 4, 10),
        ("E123", 5, 7),
        ("E122", 6, 8),
        ("E133", 7, 5),
        ("W140", 9, 18),
        ("W141", 9, 5),
    ]
    assert {"content/reports/a.md"} == {one.where.path for one in found.problems}
    assert list(found.problems) == sorted(found.problems)


def test_nested_beyond_reason_is_this_files_problem_alone() -> None:
    assert [one.code for one in parsed(front(extra="[" * 5000)).problems] == ["E104"]
    for body in ("> " * 3000 + "x", "<div>" * 3000):
        assert {"E108"} >= {one.code for one in parsed(front(body)).problems}


@given(st.text() | st.text(st.sampled_from("-\n: عنوانخبر[]{}#&*!|>'\"title date0123456789 ()<>\x07\u202e\r،")))
def test_whatever_is_typed_is_an_item_or_a_problem(text: str) -> None:
    for whole in (text, f"---\n{text}\n---\n{text}", front(text)):
        found = parsed(whole.encode("utf-8", errors="surrogatepass"))

        assert (found.item is None) == any(one.is_error for one in found.problems)


# ---------------------------------------------------------------- every key, right

RIGHT: list[tuple[str, str, object]] = [
    ("title", "'ريف دير الزور: 72 ساعة'", "ريف دير الزور: 72 ساعة"),
    ("title", "قال!", "قال!"),
    ("title", "2018", "2018"),
    ("date", "٢٠١٨-١٢-٠٦ ١٤:٣٠", moment(2018, 12, 6, 12, 30, has_time=True)),
    ("id", "a-1", "a-1"),
    ("id", "2018", "2018"),
    ("id", "a" * 64, "a" * 64),
    ("slug", "مسار-آخر", "مسار-آخر"),
    ("kicker", "تقرير خاص لـ مرصد مينا", "تقرير خاص لـ مرصد مينا"),
    ("deck", "تحت العنوان", "تحت العنوان"),
    ("summary", "ملخص", "ملخص"),
    ("section", "field", "field"),
    ("section", "الميدان", "field"),
    ("section", "السياسه", "politics"),
    ("tags", "[أ, ب]", ("أ", "ب")),
    ("tags", "الجيش، التنظيم", ("الجيش", "التنظيم")),
    ("tags", "[الأمم المتحدة, هجين, الامم المتحده]", ("الأمم المتحدة", "هجين")),
    ("places", "هجين", ("هجين",)),
    ("authors", "[أحمد, باسل]", ("أحمد", "باسل")),
    ("sources", "رويترز، سانا", ("رويترز", "سانا")),
    ("series", "الجزيرة", "الجزيرة"),
    ("updated", "2024-01-06", moment(2024, 1, 5, 21)),
    ("corrections", "[{date: 2024-01-06, text: صُحح}]", (Correction(moment(2024, 1, 5, 21), "صُحح"),)),
    (
        "corrections",
        "[{date: 2024-01-08, text: ب}, {تاريخ: 2024-01-06, نص: أ}]",
        (Correction(moment(2024, 1, 5, 21), "أ"), Correction(moment(2024, 1, 7, 21), "ب")),
    ),
    ("corrections", "{date: 2024-01-06, text: أ}", (Correction(moment(2024, 1, 5, 21), "أ"),)),
    ("image", "{src: a.jpg, alt: وصف, credit: وكالة}", Image("media/a.jpg", "وصف", "وكالة")),
    ("image", "{src: a.jpg, alt: '', credit: وكالة}", Image("media/a.jpg", "", "وكالة")),
    (
        "image",
        "{ملف: media/2018/صورة.jpg, بديل: وصف, مصدر: وكالة, شرح: كلام}",
        Image("media/2018/صورة.jpg", "وصف", "وكالة", "كلام"),
    ),
    ("draft", "true", True),
    ("draft", "نعم", True),
    ("draft", "لا", False),
    ("featured", "yes", True),
    ("breaking", "نعم", True),
    ("expires", "2024-02-01", moment(2024, 1, 31, 21)),
    ("withdrawn", "{date: 2024-01-06, reason: خطأ}", Withdrawal(moment(2024, 1, 5, 21), "خطأ")),
    ("withdrawn", "{تاريخ: 2024-01-06, سبب: خطأ}", Withdrawal(moment(2024, 1, 5, 21), "خطأ")),
    ("content_warning", "مشاهد قاسية", "مشاهد قاسية"),
    ("aliases", "[/old/, /archives/12, /%D8%B1%D9%8A%D9%81.html, /old]", ("/old/", "/archives/12/", "/ريف.html")),
    ("aliases", "/old/", ("/old/",)),
    ("kind", "analysis", "analysis"),
    ("kind", "تحليل", "analysis"),
    ("kind", "تقرير", "report"),
    ("kind", "رأي", "opinion"),
    ("kind", "خلفية", "background"),
    ("kind", "مباشر", "live"),
    ("lang", "en", "en"),
    ("lang", "ar-SY", "ar-SY"),
    ("translation_of", "a-1", "a-1"),
    ("extra", "{لون: أحمر, list: [1, yes]}", (("لون", "أحمر"), ("list", ("1", "yes")))),
    ("copyright", "حقوق أخرى", "حقوق أخرى"),
    ("license", "CC BY 4.0", "CC BY 4.0"),
]


def test_the_keys_are_the_ones_of_the_design() -> None:
    assert PROMISED == REPORT_KEYS
    assert set(PROMISED) == {key for key, _, _ in RIGHT}


@pytest.mark.parametrize("language", ["english", "arabic"])
@pytest.mark.parametrize(("key", "value", "wanted"), RIGHT)
def test_each_key_is_read_in_both_languages(key: str, value: str, wanted: object, language: str) -> None:
    spelling = key if language == "english" else PROMISED[key]
    keys: dict[str, str | None] = {key: None, spelling: value}

    found = report(front(keys=keys))

    assert wanted == getattr(found, key)


@pytest.mark.parametrize("key", PROMISED)
def test_two_spellings_of_one_key_are_a_key_given_twice(key: str) -> None:
    value = next(value for name, value, _ in RIGHT if name == key)
    others = "".join(f"{one}: {LEAST[one]}\n" for one in LEAST if one != key)
    text = f"---\n{key}: {value}\n{PROMISED[key]}: {value}\n{others}---\nنص"

    found = parsed(text)

    assert [place for place in places(found) if place[0].startswith("E")] == [("E111", 3, 1)]
    assert found.item is None


def test_a_report_without_the_optional_keys_has_the_defaults() -> None:
    found = report(front())

    assert (
        found.section,
        found.kicker,
        found.tags,
        found.authors,
        found.updated,
        found.corrections,
        found.image,
        found.draft,
        found.expires,
        found.withdrawn,
        found.aliases,
        found.kind,
        found.lang,
        found.extra,
        found.copyright,
    ) == ("", "", (), (), None, (), None, False, None, None, (), "report", "", (), "")


# ---------------------------------------------------------------- every key, wrong

TEXTS = ["title", "id", "slug", "kicker", "deck", "summary", "section", "series", "content_warning", "lang"]
TEXTS += ["translation_of", "copyright", "license"]
MOMENTS = ["date", "updated", "expires"]
FLAGS = ["draft", "featured", "breaking"]
LISTS = ["tags", "places", "authors", "sources", "aliases"]
TABLES = ["corrections", "image", "withdrawn", "extra"]

WRONG: list[tuple[str, str, str]] = [
    *[(key, value, code) for key in TEXTS for value, code in [("[أ]", "E120"), ("{أ: ب}", "E120"), ("''", "E121")]],
    *[(key, value, "E125") for key in MOMENTS for value in ("أمس", "06/12/2018", "2024", "2024-01-05T")],
    *[
        (key, value, "E126")
        for key in MOMENTS
        for value in ("2024-02-30", "٢٠٢٤-٠٢-٣٠", "2024-01-05 25:00", "9999-12-31 23:00 -12:00")
    ],
    *[(key, value, "E122") for key in FLAGS for value in ("ربما", "1", "on off")],
    *[(key, value, "E123") for key in LISTS for value in ("{أ: ب}", "[[أ]]")],
    *[(key, value, "E124") for key in TABLES for value in ("كلمة", "[كلمة]")],
    *[
        ("slug", value, "E131")
        for value in ("a/b", "../a", "..", "/abs", "a b", "-a", "A", "مُدَرِّسة", "con", "a.b", "🙂", "x" * 81)
    ],
    *[("id", value, "E133") for value in ("A", "خبر", "a_b", "-a", "a-", "a/b", "../a", "a" * 65, "a.b", "٢٠")],
    *[("lang", value, "E134") for value in ("عربي", "xx", "ar_SY", "english!", "ar.UTF-8")],
    *[
        ("aliases", value, "E132")
        for value in (
            "old",
            "/../etc/passwd",
            "/a/../../b",
            "'/..\\x'",
            "/%2e%2e%2fx",
            "'/a?b'",
            "'/a#b'",
            "https://y.example/",
            "/CON",
            "/a//b",
            "/a.",
            '"/a\\u200fb"',
            "/" + "x" * 300,
            "/%00",
        )
    ],
    ("section", "الميدن", "E130"),
    ("section", "x", "E130"),
    ("kind", "opinoin", "E127"),
    ("kind", "خبر", "E127"),
    ("extra", "''", "E124"),
]


@pytest.mark.parametrize(("key", "value", "code"), WRONG)
def test_a_wrong_value_is_one_problem_at_its_place_and_nothing_is_published(key: str, value: str, code: str) -> None:
    line = [*LEAST, key].index(key) + 2

    found = parsed(front(keys={key: value}))

    assert [(code, line, len(key) + 3)] == places(found)
    assert found.item is None


@pytest.mark.parametrize("key", ["kind", *FLAGS])
@pytest.mark.parametrize("value", ["[أ]", "''"])
def test_one_slip_is_said_once(key: str, value: str) -> None:
    assert [(4, len(key) + 3)] == [place[1:] for place in places(parsed(front(keys={key: value})))]


@pytest.mark.parametrize("key", ["title", "date"])
@pytest.mark.parametrize("value", [None, "", "~"])
def test_what_is_required_and_missing_is_named(key: str, value: str | None) -> None:
    found = parsed(front(keys={key: value}))

    assert places(found) == [("E110", 2, 1)]
    assert f"'{key}'" in found.problems[0].english
    assert f"«{PROMISED[key]}»" in found.problems[0].arabic


def test_an_unknown_key_is_answered_with_the_nearest_at_its_line_and_column() -> None:
    found = parsed("---\ndate: 2024-01-05\n  \n# تعليق\nعنون: خبر\ntitle: خبر\n---\nنص")

    assert places(found) == [("E112", 5, 1)]
    assert "هل تقصد «عنوان»؟" in found.problems[0].arabic


@pytest.mark.parametrize("key", ["layout", "author_email", "<script>", "a b"])
def test_a_key_that_is_the_outlets_own_belongs_in_extra(key: str) -> None:
    assert places(parsed(front(keys={key: "x"}))) == [("E112", 4, 1)]
    assert ((key, "x"),) == report(front(extra=f"{{{key}: x}}")).extra


# ---------------------------------------------------------------- shapes


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("[{date: 2024-01-06}]", ["E110"]),
        ("[{text: x}]", ["E110"]),
        ("[{}]", ["E110", "E110"]),
        ("[{date: أمس, text: x}]", ["E125"]),
        ("[{date: 2024-01-06, text: ''}]", ["E121"]),
        ("[{date: 2024-01-06, txet: x}]", ["E110", "E112"]),
        ("[{date: 2024-01-06, text: x, نص: y}]", ["E111"]),
    ],
)
def test_a_correction_needs_its_date_and_words(value: str, codes: list[str]) -> None:
    assert codes == sorted(one.code for one in parsed(front(corrections=value)).problems)


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("{date: 2024-01-06}", ["E110"]),
        ("{reason: x}", ["E110"]),
        ("{}", ["E110", "E110"]),
        ("{date: 2024-02-30, reason: x}", ["E126"]),
        ("{date: 2024-01-06, reason: ''}", ["E121"]),
        ("{date: 2024-01-06, reason: x, text: y}", ["E112"]),
        ("yes", ["E124"]),
        ("[]", ["E124"]),
        ("[{date: 2024-01-06, reason: x}, {date: 2024-01-07, reason: y}]", ["E124"]),
    ],
)
def test_a_withdrawal_needs_its_date_and_reason_and_is_one(value: str, codes: list[str]) -> None:
    found = parsed(front(withdrawn=value))

    assert codes == sorted(one.code for one in found.problems)
    assert found.item is None


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("{src: a.jpg}", ["E110", "E110"]),
        ("{src: a.jpg, alt: x}", ["E110"]),
        ("{src: a.jpg, credit: x}", ["E110"]),
        ("{alt: x, credit: y}", ["E110"]),
        ("{src: a.jpg, alt: , credit: y}", ["E110"]),
        ("{src: a.jpg, alt: [], credit: y}", ["E120"]),
        ("{src: a.jpg, alt: x, caption: '', credit: y}", ["E121"]),
        ("{src: a.jpg, alt: x, credit: ''}", ["E121"]),
        ("{src: gone.jpg, alt: x, credit: y}", ["E135"]),
        ("{src: ../../etc/passwd, alt: x, credit: y}", ["E135"]),
        ("{src: /etc/passwd, alt: x, credit: y}", ["E135"]),
        ("{src: 'https://y.example/a.jpg', alt: x, credit: y}", ["E135"]),
        ("{src: media, alt: x, credit: y}", ["E135"]),
        ("{src: [a.jpg], alt: x, credit: y}", ["E120"]),
        ("{src: a.jpg, alt: x, credit: y, width: 3}", ["E112"]),
        ("a.jpg", ["E124"]),
        ("[{src: a.jpg, alt: x, credit: y}, {src: b.jpg, alt: x, credit: y}]", ["E124"]),
    ],
)
def test_a_picture_needs_its_file_its_words_and_its_source(value: str, codes: list[str]) -> None:
    found = parsed(front(image=value))

    assert codes == sorted(one.code for one in found.problems if one.is_error)
    assert found.item is None


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("a.jpg", "media/a.jpg"),
        ("media/a.jpg", "media/a.jpg"),
        ("/media/a.jpg", "media/a.jpg"),
        ("../media/a.jpg", "media/a.jpg"),
        ("../../media/2018/a.jpg", "media/2018/a.jpg"),
        ("2018/a.jpg", "media/2018/a.jpg"),
        ("./a.jpg", "media/a.jpg"),
    ],
)
def test_a_picture_may_be_named_from_where_its_report_stands(written: str, wanted: str) -> None:
    assert wanted == urls.media_path(written)


@given(st.text(st.sampled_from("./\\a%2e~: ")))
def test_no_name_of_a_picture_leads_out_of_the_media(written: str) -> None:
    steps = urls.media_path(written).split("/")

    assert steps[0] == "media"
    assert ".." not in steps


@pytest.mark.parametrize("expires", ["2024-01-05", "2024-01-04", "2024-01-04 23:59", "2018-12-06"])
def test_a_report_cannot_expire_before_it_appears(expires: str) -> None:
    assert places(parsed(front(expires=expires))) == [("E136", 4, 10)]


def test_a_report_may_expire_an_hour_after_it_appears() -> None:
    assert moment(2024, 1, 4, 22, 0, has_time=True) == report(front(expires="2024-01-05 01:00")).expires


# ---------------------------------------------------------------- identity and address


def test_an_id_is_derived_from_the_path_and_stays() -> None:
    one, again = (
        parsed(front(), "reports/a.md").item,
        parsed(front(title="آخر", date="2018-12-06"), "reports/a.md").item,
    )
    other = parsed(front(), "reports/b.md").item

    assert isinstance(one, Report)
    assert isinstance(again, Report)
    assert isinstance(other, Report)
    assert re.fullmatch("[a-z2-7]{8}", one.id)
    assert one.id == again.id
    assert one.id != other.id


def test_an_id_does_not_hang_on_how_the_file_system_spells_a_name() -> None:
    spellings = [parsed(front(), unicodedata.normalize(form, "reports/آب.md")).item for form in ("NFC", "NFD")]

    assert isinstance(spellings[0], Report)
    assert isinstance(spellings[1], Report)
    assert spellings[0].id == spellings[1].id


def test_the_address_has_the_newsrooms_day() -> None:
    dated = Config(name="x", full_name="x", description="x", base_url="https://x.example", timezone="Asia/Damascus")

    assert report(front(date="2023-12-31T22:30Z"), dated).url == "/2024/01/خبر/"
    assert report(front(date="2024-01-01T01:00+09:00"), dated).url == "/2023/12/خبر/"


@pytest.mark.parametrize(
    ("permalink", "wanted"),
    [
        ("/{yyyy}/{mm}/{dd}/{slug}/", "/2024/01/05/خبر/"),
        ("/{section}/{slug}/", "/field/خبر/"),
        ("/n/{id}/", "/n/a-1/"),
    ],
)
def test_the_address_follows_the_permalink(permalink: str, wanted: str) -> None:
    config = Config(
        name="x",
        full_name="x",
        description="x",
        base_url="https://x.example",
        permalink=permalink,
        sections=CONFIG.sections,
    )

    assert wanted == report(front(id="a-1", section="field"), config).url


@pytest.mark.parametrize(("style", "wanted"), [("arabic", "صيف"), ("latin", "ssyf"), ("id", "a-1")])
def test_the_slug_follows_the_outlets_style_unless_it_is_given(style: str, wanted: str) -> None:
    config = Config(name="x", full_name="x", description="x", base_url="https://x.example", slug_style=style)  # type: ignore[arg-type]  # drawn

    assert wanted == report(front(title="صيف", id="a-1"), config).slug
    assert report(front(title="صيف", id="a-1", slug="خاص"), config).slug == "خاص"


@pytest.mark.parametrize("title", ["🙂", "؟؟؟", "ـــ"])
def test_a_title_without_letters_takes_the_id(title: str) -> None:
    assert report(front(title=title, id="a-1")).url == "/2024/01/a-1/"


@pytest.mark.parametrize(
    "title", ["CON", "Aux", "nul", "COM1", "LPT9", "../../etc/passwd", "..", "خبر\\..", "x" * 300, "ا" * 300]
)
def test_no_title_makes_an_address_that_some_file_system_refuses(title: str) -> None:
    steps = report(front(title=f"'{title}'")).url.strip("/").split("/")

    assert len(steps) == 3
    assert [urls.is_segment(step) for step in steps] == [True] * 3


# ---------------------------------------------------------------- links of the body


def test_links_to_the_outlets_own_things_are_kept_with_their_places() -> None:
    found = report(
        front("قال [أ](b.md) و\n[ب](/tags/x/) و[ج](https://y.example) و[د](#أ) و[هـ]\n\n[هـ]: ../pages/c.md\n")
    )

    assert [(link.address, link.line) for link in found.links] == [("b.md", 6), ("/tags/x/", 7), ("../pages/c.md", 9)]
    assert found.links[0] in {WrittenLink("b.md", 6, column) for column in range(5, 10)}


def test_a_link_that_is_refused_is_said_with_its_place() -> None:
    found = parsed(front("قال\n\nثم [أ](javascript:x)."))

    assert [(code, line) for code, line, _ in places(found)] == [("W141", 8)]
    assert isinstance(found.item, Report)


@pytest.mark.parametrize(
    "body", ["`[أ](javascript:x)`", "```\n[أ](javascript:x)\n```", "    [أ](data:x)", "`[أ](b.md)`"]
)
def test_what_is_only_shown_as_code_is_no_link(body: str) -> None:
    found = parsed(front(body))

    assert places(found) == []
    assert isinstance(found.item, Report)
    assert found.item.links == ()


def test_an_address_with_brackets_is_kept_whole() -> None:
    assert [link.address for link in report(front("[أ](/a_(b)/)")).links] == ["/a_(b)/"]


def test_a_long_opening_is_cut_at_a_word_for_the_summary() -> None:
    summary = report(front("كلمة " * 100)).summary

    assert len(summary) <= 240
    assert summary.endswith("كلمة…")


# ---------------------------------------------------------------- standing pages and profiles


def test_a_standing_page_takes_its_address_from_its_file() -> None:
    found = parsed("---\nعنوان: حقوق النشر\nعنوان_فرعي: تحت\n---\nنص.", "pages/حقوق-النشر.md")

    assert (
        StandingPage(path="pages/حقوق-النشر.md", url="/حقوق-النشر/", title="حقوق النشر", deck="تحت", summary="نص.")
        == found.item
    )
    assert found.problems == ()


def test_a_standing_page_may_have_a_slug_and_old_addresses() -> None:
    found = parsed("---\ntitle: من نحن\nslug: about\naliases: /who\nlang: en\ndraft: نعم\n---\n", "pages/x.md").item

    assert isinstance(found, StandingPage)
    assert (found.url, found.aliases, found.lang, found.draft) == ("/about/", ("/who/",), "en", True)


@pytest.mark.parametrize("key", ["date", "tags", "section", "kind", "image", "expires"])
def test_a_standing_page_has_no_keys_of_news(key: str) -> None:
    assert places(parsed(f"---\ntitle: x\n{key}: field\n---\n", "pages/x.md")) == [("E112", 3, 1)]


def test_a_profile_is_an_authors_name_and_words() -> None:
    found = parsed("---\ntitle: أحمد\ndeck: مراسل\nslug: ahmad\n---\nنبذة.", "authors/x.md")

    assert Profile(path="authors/x.md", name="أحمد", slug="ahmad", deck="مراسل") == found.item
    assert found.body is not None
    assert "نبذة." in found.body.html


@pytest.mark.parametrize("path", ["pages/x.md", "authors/x.md"])
def test_pages_and_profiles_need_a_title(path: str) -> None:
    found = parsed("---\ndeck: x\n---\n", path)

    assert places(found) == [("E110", 2, 1)]
    assert found.item is None
