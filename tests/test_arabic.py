"""The language room: normal form, digits, plurals, dates, languages, titles."""

import unicodedata
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq import arabic
from warraq.arabic import Numerals

HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
ARABIC_WORDS = st.text(st.sampled_from("ابتةىيءأإآؤئکیڤ ـ٢3۴x-_.«»،" + HARAKAT + "\u200f\u202e\ufefb\ufdf2"))
ANY_TEXT = st.one_of(st.text(), ARABIC_WORDS)


# ---------------------------------------------------------------- normal form


def test_what_feeds_and_compilers_trip_over_is_dropped_at_the_door() -> None:
    assert arabic.normal("خ\x00ب\x1bر\u202e عا\u202dجل\ufffe") == "خبر عاجل"


def test_marks_that_arabic_needs_are_kept() -> None:
    needed = "\u200e\u200f\u061c\u2066\u2067\u2068\u2069\u200c\u200d\t\n" + HARAKAT

    assert set(needed) == set(arabic.normal(needed))


def test_a_letter_and_its_hamza_become_one() -> None:
    assert arabic.normal("\u0627\u0654\u0627\u0653") == "\u0623\u0622"


def test_what_is_dropped_is_named_with_its_place() -> None:
    assert arabic.forbidden("خب\u202eر\x07") == ((2, "U+202E"), (4, "U+0007"))


@given(ANY_TEXT)
def test_normal_text_has_nothing_forbidden_and_stays_as_it_is(text: str) -> None:
    made = arabic.normal(text)

    assert arabic.forbidden(made) == ()
    assert made == arabic.normal(made)
    assert unicodedata.is_normalized("NFC", made)


@given(ANY_TEXT)
def test_only_what_is_named_is_dropped(text: str) -> None:
    offsets = {offset for offset, _ in arabic.forbidden(text)}
    kept = "".join(letter for offset, letter in enumerate(text) if offset not in offsets)

    assert unicodedata.normalize("NFC", kept) == arabic.normal(text)


# ---------------------------------------------------------------- digits, plurals


def test_digits_typed_in_any_hand_are_read() -> None:
    assert arabic.ascii_digits("٢٠٢٤-۰۲-30 x") == "2024-02-30 x"


@pytest.mark.parametrize(("numerals", "wanted"), [("latn", "في 2024 و٧"), ("arab", "في ٢٠٢٤ و٧")])
def test_figures_are_set_in_the_outlets_numerals(numerals: Numerals, wanted: str) -> None:
    assert wanted == arabic.digits("في 2024 و٧", numerals)


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (0, "zero"),
        (1, "one"),
        (2, "two"),
        (3, "few"),
        (10, "few"),
        (11, "many"),
        (99, "many"),
        (100, "other"),
        (101, "other"),
        (102, "other"),
        (103, "few"),
        (110, "few"),
        (111, "many"),
        (200, "other"),
        (1000, "other"),
    ],
)
def test_arabic_counts_in_six_ways(number: int, wanted: str) -> None:
    assert wanted == arabic.plural_form(number, "ar")
    assert wanted == arabic.plural_form(number, "ar-SY")


def test_english_counts_in_two_ways() -> None:
    assert [arabic.plural_form(number, "en") for number in (0, 1, 2)] == ["other", "one", "other"]


def test_strings_need_the_forms_of_their_language() -> None:
    assert arabic.plural_forms("ar") == ("zero", "one", "two", "few", "many", "other")
    assert arabic.plural_forms("en") == ("one", "other")


# ---------------------------------------------------------------- dates

MONTHS = {
    "levantine": "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول",
    "gregorian": "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "maghreb": "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر",
    "maghreb-ma": "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر",
    "maghreb-tn": "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "mauritania": "يناير|فبراير|مارس|إبريل|مايو|يونيو|يوليو|أغشت|شتمبر|أكتوبر|نوفمبر|دجمبر",
    "dual": "كانون الثاني/يناير|شباط/فبراير|آذار/مارس|نيسان/أبريل|أيار/مايو|حزيران/يونيو|تموز/يوليو|آب/أغسطس"
    "|أيلول/سبتمبر|تشرين الأول/أكتوبر|تشرين الثاني/نوفمبر|كانون الأول/ديسمبر",
}


@pytest.mark.parametrize("months", arabic.MONTH_SETS)
def test_each_set_of_months_has_its_twelve_names(months: str) -> None:
    assert MONTHS[months].split("|") == [arabic.month_name(month, months, "ar") for month in range(1, 13)]


def test_the_set_of_months_does_not_hang_on_the_country_of_the_language() -> None:
    assert arabic.month_name(12, "maghreb-ma", "ar-SY") == "دجنبر"


def test_another_language_has_its_own_months() -> None:
    assert arabic.month_name(12, "levantine", "en") == "December"


def test_a_language_whose_tag_only_begins_like_arabic_is_not_arabic() -> None:
    assert arabic.month_name(12, "levantine", "arn") != "كانون الأول"


@pytest.mark.parametrize(
    ("months", "numerals", "language", "wanted"),
    [
        ("levantine", "latn", "ar", "6 كانون الأول 2018"),
        ("levantine", "arab", "ar", "٦ كانون الأول ٢٠١٨"),
        ("gregorian", "arab", "ar-SY", "٦ ديسمبر ٢٠١٨"),
        ("dual", "latn", "ar", "6 كانون الأول/ديسمبر 2018"),
        ("levantine", "latn", "en", "6 December 2018"),
    ],
)
def test_a_date_is_said_with_its_month_by_name(months: str, numerals: Numerals, language: str, wanted: str) -> None:
    said = arabic.date_words(date(2018, 12, 6), months=months, numerals=numerals, language=language)

    assert wanted == said


def test_a_day_has_its_name() -> None:
    assert arabic.weekday_name(date(2018, 12, 6), "ar") == "الخميس"
    assert arabic.weekday_name(date(2018, 12, 6), "en") == "Thursday"


# ---------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("ar", "rtl"), ("ar-SY", "rtl"), ("fa", "rtl"), ("he", "rtl"), ("en", "ltr"), ("fr", "ltr")],
)
def test_a_language_has_its_direction(language: str, wanted: str) -> None:
    assert wanted == arabic.direction(language)


@pytest.mark.parametrize("tag", ["ar", "ar-SY", "en", "EN-gb", "zh-Hans-CN", "fa", "ckb"])
def test_a_language_tag_is_known(tag: str) -> None:
    assert arabic.is_language(tag)


@pytest.mark.parametrize(
    "tag",
    ["", " ", " ar", "xx", "عربي", "ar_SY", "ar.UTF-8", "ca@valencia", "ar-", "-ar", "arabic!", "a" * 300, "ar\n"],
)
def test_what_is_no_bcp_47_tag_of_a_known_language_is_told(tag: str) -> None:
    assert arabic.is_language(tag) is False


@given(ANY_TEXT)
def test_asking_whether_a_text_is_a_language_always_has_an_answer(text: str) -> None:
    assert arabic.is_language(text) in {True, False}


# ---------------------------------------------------------------- titles


@pytest.mark.parametrize(
    ("text", "base", "wanted"),
    [
        ("خبر", "rtl", "خبر"),
        ("BBC تقول", "rtl", "\u200fBBC تقول"),
        ("«BBC» تقول", "rtl", "\u200f«BBC» تقول"),
        ("72 ساعة", "rtl", "72 ساعة"),
        ("½ مليون", "rtl", "½ مليون"),
        ("72", "rtl", "72"),
        ("", "rtl", ""),
        ("News", "ltr", "News"),
        ("الجزيرة reports", "ltr", "\u200eالجزيرة reports"),
    ],
)
def test_a_title_is_marked_where_its_first_letter_would_mislead(
    text: str, base: Literal["rtl", "ltr"], wanted: str
) -> None:
    assert wanted == arabic.safe_title(text, base)
