"""The language room: normal form, titles."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warraq import arabic

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
