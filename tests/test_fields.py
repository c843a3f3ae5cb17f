"""How keys are read one by one: each by its type, each slip noted once and at its place."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq import fields as room
from warraq.fields import Fields
from warraq.nodes import from_yaml
from warraq.problems import Problem

NAMES = {
    "title": "عنوان",
    "date": "تاريخ",
    "tags": "وسوم",
    "draft": "مسودة",
    "kind": "نوع",
    "count": "عدد",
    "id": "معرّف",
}
DAMASCUS = ZoneInfo("Asia/Damascus")


def fields(text: str) -> Fields:
    return Fields(from_yaml(text, "a.md", 2), NAMES, [])


def noted(found: list[Problem]) -> list[tuple[str, int, int]]:
    return [(one.code, one.where.line, one.where.column) for one in found]


def at(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp())  # type: ignore[misc,arg-type]  # year to second


# ---------------------------------------------------------------- keys


def test_a_key_is_read_in_either_language() -> None:
    assert "خبر" == fields("title: خبر").text("title") == fields("عنوان: خبر").text("title")


@pytest.mark.parametrize("key", ["Title", "TITLE", "عنوان", "عُنوان", "عنـوان"])
def test_a_key_is_known_in_any_spelling_of_its_letters(key: str) -> None:
    assert fields(f"{key}: خبر").text("title") == "خبر"


def test_an_unknown_key_is_noted_where_it_stands_with_the_nearest_one() -> None:
    found = fields("title: خبر\nعنون: خبر")

    assert noted(found.problems) == [("E112", 3, 1)]
    assert "هل تقصد «عنوان»؟" in found.problems[0].arabic


def test_an_english_slip_gets_an_english_key() -> None:
    assert "Did you mean 'title'?" in fields("titel: خبر").problems[0].english


@pytest.mark.parametrize("text", ["title: أ\nعنوان: ب", "عنوان: أ\ntitle: ب", "title: أ\ntitle: ب", "معرف: أ\nid: ب"])
def test_two_spellings_of_one_key_are_one_key_given_twice(text: str) -> None:
    found = fields(text)

    assert noted(found.problems) == [("E111", 3, 1)]


def test_a_key_with_nothing_behind_it_was_not_given() -> None:
    found = fields("title:\ndate: ~")
    found.missing("title")

    assert "title" not in found
    assert noted(found.problems) == [("E110", 2, 1)]


def test_a_key_that_is_no_word_is_unknown() -> None:
    assert noted(fields("? [أ, ب]\n: ج").problems) == [("E112", 2, 3)]


@pytest.mark.parametrize("text", ["- أ\n- ب", "كلمة"])
def test_what_is_no_table_has_no_keys(text: str) -> None:
    assert noted(fields(text).problems) == [("E105", 2, 1)]


def test_each_missing_key_is_named_in_both_languages() -> None:
    found = fields("tags: أ")
    found.missing("title", "date", "tags")

    assert [one.arabic for one in found.problems] == [
        "المفتاح «عنوان» مطلوب ولم يُذكر.",
        "المفتاح «تاريخ» مطلوب ولم يُذكر.",
    ]
    assert found.problems[0].english == "the key 'title' is required and missing"


# ---------------------------------------------------------------- text


def test_text_is_trimmed_and_in_normal_form() -> None:
    assert fields('title: "  \\u0627\\u0653ب\\u202e\\0 "').text("title") == "\u0622ب"


def test_a_text_that_was_not_given_is_empty() -> None:
    found = fields("tags: أ")

    assert (found.text("title"), found.problems) == ("", [])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("title: [أ]", [("E120", 2, 8)]),
        ("title: {a: b}", [("E120", 2, 8)]),
        ("title: ''", [("E121", 2, 8)]),
        ('title: " "', [("E121", 2, 8)]),
        ('title: "\\u202e"', [("E121", 2, 8)]),
    ],
)
def test_what_is_no_text_is_noted(text: str, wanted: list[tuple[str, int, int]]) -> None:
    found = fields(text)

    assert found.text("title") == ""
    assert wanted == noted(found.problems)


# ---------------------------------------------------------------- booleans, numbers, choices


@pytest.mark.parametrize("word", ["true", "True", "yes", "نعم", "صحيح"])
def test_yes_is_said_in_several_words(word: str) -> None:
    found = fields(f"draft: {word}")

    assert found.flag("draft")
    assert found.problems == []


@pytest.mark.parametrize("word", ["false", "FALSE", "no", "لا", "خطأ"])
def test_no_is_said_in_several_words(word: str) -> None:
    found = fields(f"draft: {word}")

    assert not found.flag("draft", default=True)
    assert found.problems == []


def test_a_flag_that_was_not_given_is_its_default() -> None:
    assert fields("").flag("draft", default=True)
    assert not fields("").flag("draft")


@pytest.mark.parametrize("word", ["ربما", "1", "y", "نعمم"])
def test_what_is_neither_yes_nor_no_is_noted(word: str) -> None:
    found = fields(f"draft: {word}")

    assert not found.flag("draft")
    assert noted(found.problems) == [("E122", 2, 8)]


@pytest.mark.parametrize("word", ["20", "٢٠", "۲۰", "020"])
def test_a_number_is_read_in_any_digits(word: str) -> None:
    assert fields(f"count: {word}").number("count", 5, 1, 500) == 20


@pytest.mark.parametrize("word", ["0", "501", "-1", "1.5", "1e2", "x", "²", "①", "½", "٢٠x", "1_0", "9" * 5000, "'٪'"])
def test_what_is_no_number_within_bounds_is_noted(word: str) -> None:
    found = fields(f"count: {word}")

    assert found.number("count", 5, 1, 500) == 5
    assert noted(found.problems) == [("E128", 2, 8)]


def test_a_choice_is_read_in_either_language() -> None:
    spelt = {"رأي": "opinion"}

    assert fields("kind: opinion").choice("kind", "report", ("report", "opinion"), spelt) == "opinion"
    assert fields("نوع: رأي").choice("kind", "report", ("report", "opinion"), spelt) == "opinion"
    assert fields("").choice("kind", "report", ("report", "opinion"), spelt) == "report"


def test_a_word_that_is_no_choice_is_answered_with_the_nearest() -> None:
    found = fields("kind: opinoin")

    assert found.choice("kind", "report", ("report", "opinion")) == "report"
    assert noted(found.problems) == [("E127", 2, 7)]
    assert "one of: report, opinion. Did you mean 'opinion'?" in found.problems[0].english
    assert "\u2066report\u2069، \u2066opinion\u2069. هل تقصد «opinion»؟" in found.problems[0].arabic


READINGS: dict[str, Callable[[Fields], object]] = {
    "text": lambda found: found.text("title"),
    "flag": lambda found: found.flag("title"),
    "number": lambda found: found.number("title", 1, 1, 9),
    "choice": lambda found: found.choice("title", "a", ("a", "b")),
    "words": lambda found: found.words("title"),
    "tables": lambda found: found.tables("title"),
    "moment": lambda found: found.moment("title", DAMASCUS),
}


@pytest.mark.parametrize("value", ["[[أ]]", "{أ: ب}", "''", "'  '"])
@pytest.mark.parametrize("kind", READINGS)
def test_one_slip_is_said_at_most_once(kind: str, value: str) -> None:
    found = fields(f"title: {value}")

    READINGS[kind](found)

    assert len(found.problems) <= 1


@pytest.mark.parametrize("kind", ["flag", "number", "choice", "moment", "text"])
def test_a_list_where_one_value_belongs_is_noted(kind: str) -> None:
    found = fields("title: [أ]")

    READINGS[kind](found)

    assert {(2, 8)} == {(one.where.line, one.where.column) for one in found.problems}


# ---------------------------------------------------------------- lists


@pytest.mark.parametrize(
    "value",
    ["[أ, ب ج, د]", "أ، ب ج، د", "أ,ب ج,د", "أ، ب ج, د،", "\n- أ\n- ب  ج\n- د", "[أ, ب ج, أ, د]", "[أ, '', ب ج, ~, د]"],
)
def test_a_list_is_written_in_many_ways(value: str) -> None:
    found = fields(f"tags: {value}")

    assert found.words("tags") == ("أ", "ب ج", "د")
    assert found.problems == []


def test_an_item_of_a_list_may_hold_a_comma() -> None:
    assert fields("tags: ['أ، ب', ج]").words("tags") == ("أ، ب", "ج")


def test_a_list_that_was_not_given_is_empty() -> None:
    assert () == fields("").words("tags") == fields("tags: []").words("tags")


@pytest.mark.parametrize("value", ["{أ: ب}", "[[أ]]", "[أ, {ب: ج}]"])
def test_what_is_no_list_of_words_is_noted(value: str) -> None:
    found = fields(f"tags: {value}")

    assert found.words("tags") == ()
    assert noted(found.problems) == [("E123", 2, 7)]


def test_one_table_alone_is_a_list_of_one() -> None:
    assert len(fields("tags: {أ: ب}").tables("tags")) == 1
    assert len(fields("tags: [{أ: ب}, {ج: د}]").tables("tags")) == 2


@pytest.mark.parametrize("value", ["أ", "[أ]", "[{أ: ب}, ج]"])
def test_what_is_no_table_is_noted(value: str) -> None:
    found = fields(f"tags: {value}")

    assert found.tables("tags") == ()
    assert noted(found.problems) == [("E124", 2, 7)]


# ---------------------------------------------------------------- moments


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("2018-12-06", (at(2018, 12, 5, 22), False)),
        ("2018-12-6", (at(2018, 12, 5, 22), False)),
        ("٢٠١٨-١٢-٠٦", (at(2018, 12, 5, 22), False)),
        ("۲۰۱۸-۱۲-۰۶", (at(2018, 12, 5, 22), False)),
        ("2018-12-06 14:30", (at(2018, 12, 6, 12, 30), True)),
        ("2018-12-06T14:30", (at(2018, 12, 6, 12, 30), True)),
        ("2018-12-06  9:05", (at(2018, 12, 6, 7, 5), True)),
        ("٢٠١٨-١٢-٠٦ ١٤:٣٠", (at(2018, 12, 6, 12, 30), True)),
        ("2018-12-06T14:30:15", (at(2018, 12, 6, 12, 30, 15), True)),
        ("2018-12-06T14:30:15.75", (at(2018, 12, 6, 12, 30, 15), True)),
        ("2018-12-06T14:30Z", (at(2018, 12, 6, 14, 30), True)),
        ("2018-12-06t14:30z", (at(2018, 12, 6, 14, 30), True)),
        ("2018-12-06T14:30+03:00", (at(2018, 12, 6, 11, 30), True)),
        ("2018-12-06 14:30 -0500", (at(2018, 12, 6, 19, 30), True)),
        ("2018-07-01 00:00", (at(2018, 6, 30, 21), True)),
        ("2024-01-05", (at(2024, 1, 4, 21), False)),
        ("2024-02-29", (at(2024, 2, 28, 21), False)),
    ],
)
def test_a_moment_is_read_in_the_newsrooms_zone_unless_it_names_one(word: str, wanted: tuple[int, bool]) -> None:
    found = fields(f"date: '{word}'")

    assert wanted == found.moment("date", DAMASCUS) == room.moment(word, DAMASCUS)
    assert found.problems == []


@pytest.mark.parametrize("word", ["أمس", "6/12/2018", "06-12-2018", "2018", "2018-12", "2018-12-06 14", "2018-12-06 م"])
def test_what_is_no_date_is_noted(word: str) -> None:
    found = fields(f"date: {word}")

    assert found.moment("date", DAMASCUS) is None
    assert noted(found.problems) == [("E125", 2, 7)]
    assert room.moment(word, DAMASCUS) is None


@pytest.mark.parametrize(
    "word",
    [
        "2024-02-30",
        "2023-02-29",
        "٢٠٢٤-٠٢-٣٠",
        "2024-13-01",
        "2024-00-10",
        "2024-04-31",
        "2024-01-01 24:00",
        "2024-01-01 12:60",
        "2024-01-01 12:00+99:00",
        "0000-01-01",
        "0001-01-01",
        "9999-12-31 23:59 -12:00",
        "0001-01-01 00:00 +14:00",
    ],
)
def test_a_day_or_hour_that_never_was_is_noted(word: str) -> None:
    found = fields(f"date: {word}")

    assert found.moment("date", DAMASCUS) is None
    assert noted(found.problems) == [("E126", 2, 7)]
    assert room.moment(word, DAMASCUS) is None


@given(st.integers(at(1930, 1, 1), at(2100, 1, 1)), st.sampled_from(["Asia/Damascus", "UTC", "Asia/Tokyo"]))
def test_a_moment_that_is_written_with_its_offset_is_the_moment(seconds: int, name: str) -> None:
    written = datetime.fromtimestamp(seconds, ZoneInfo(name)).isoformat()

    assert room.moment(written, DAMASCUS) == (seconds, True)


@given(st.text(st.sampled_from("0123456789٠١٢٣-:TZ+ .zt/")))
def test_whatever_is_typed_is_a_moment_or_none(text: str) -> None:
    found = room.moment(text, DAMASCUS)

    assert found is None or isinstance(found[0], int)
