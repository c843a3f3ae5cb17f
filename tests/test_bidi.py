"""Which way a text runs, and which pieces of it are kept in order. The order on screen is test_screen's to measure."""

import re
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from warraq import arabic
from warraq.arabic import Run

CASES = Path(__file__).parent / "cases"
_BRACKETS = {"": "{}", "ltr": "⟦{}⟧", "figures": "⟪{}⟫"}
_SIGNS = "وaZ07٣۴-+.,،/\\@#:%_()[«»*=&~ـ"
_CONTROLS = "\u200e\u200f\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u00a0\u064b\n "
MIXED = st.lists(st.sampled_from([*_SIGNS, *_CONTROLS, "خبر", "http://", "www."]), max_size=40).map("".join)


def cases() -> list[tuple[str, str]]:
    lines = (CASES / "direction.txt").read_text(encoding="utf-8").splitlines()
    return [(text, wanted) for text, mark, wanted in (line.partition(" → ") for line in lines) if mark]


def bracketed(text: str) -> str:
    return "".join(_BRACKETS[run.kind].format(run.text) for run in arabic.runs(text))


@pytest.mark.parametrize(("text", "wanted"), cases())
def test_what_a_line_from_the_right_would_turn_around_is_isolated_tightly_and_nothing_else(
    text: str, wanted: str
) -> None:
    """T-1.11, T-1.13."""
    assert wanted == bracketed(text)


@pytest.mark.parametrize("text", ["10-12", "2011–2024", "2011-2013", "٢٠١١-٢٠١٣", "3-1", "12 - 15", "1,234.5", "12.5%"])
def test_ranges_and_plain_numbers_are_left_alone(text: str) -> None:
    """T-1.12."""
    assert arabic.runs(f"بلغت {text} أمس") == (Run(f"بلغت {text} أمس"),)


@given(MIXED)
@example("+1")
@example("#" + "ا" * 3)
def test_the_pieces_are_the_text(text: str) -> None:
    found = arabic.runs(text)

    assert "".join(run.text for run in found) == text
    assert all(run.text for run in found) or not text


@given(MIXED)
def test_what_is_isolated_is_tight(text: str) -> None:
    """T-1.11: no space inside, at either end."""
    kept = [run.text for run in arabic.runs(text) if run.kind]

    assert [piece for piece in kept if piece != piece.strip()] == []


# ---------------------------------------------------------------- the direction of a name


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("خبر", "rtl"),
        ("BBC: قال الناطق باسم الجيش", "rtl"),
        ("According to سوريا news", "rtl"),
        ("BBC عربي", "rtl"),
        ("وكالة Associated Press (AP)", "rtl"),
        ("Associated Press", "ltr"),
        ("انظر https://a-very-long-address.example.org/with/many/letters", "rtl"),
        ("ABC ابج", "rtl"),
        ("2018", "rtl"),
        ("", "rtl"),
        ("חדשות", "rtl"),
        ("Новости", "ltr"),
    ],
)
def test_a_name_with_an_arabic_letter_runs_from_the_right_among_arabic_words(text: str, wanted: str) -> None:
    assert wanted == arabic.reading(text, "rtl")


@pytest.mark.parametrize(("text", "wanted"), [("According to سوريا", "ltr"), ("خبر AP", "rtl"), ("خبر", "rtl")])
def test_a_name_among_words_from_the_left_runs_as_most_of_its_letters_do(text: str, wanted: str) -> None:
    assert wanted == arabic.reading(text, "ltr")


def test_a_text_without_letters_runs_as_what_is_around_it() -> None:
    assert arabic.reading("10-12", "ltr") == "ltr"


# ---------------------------------------------------------------- plain text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("خبر", "خبر"),
        ("BBC تقول", "\u200fBBC تقول"),
        ("حساب @user_name", "حساب \u2066@user_name\u2069"),
        ("@user_name يقول", "\u2066@user_name\u2069 يقول"),
        ("C++", "\u200f\u2066C++\u2069"),
        ("بين ٢٠١١-٢٠١٣", "بين ٢٠١١-٢٠١٣"),
        ("هاتف ٠١١-٢٢٣٣-٤٤٥٥", "هاتف \u2066٠١١\u200e-\u200e٢٢٣٣\u200e-\u200e٤٤٥٥\u2069"),
        ("\u2067من @x\u2069 و@y", "\u2067من @x\u2069 و\u2066@y\u2069"),
        ("خبر\u2069 و\u2067آخر", "خبر و\u2067آخر\u2069"),
    ],
)
def test_plain_text_is_kept_in_order_by_isolates_and_a_leading_mark(text: str, wanted: str) -> None:
    """T-1.5, T-1.17."""
    assert wanted == arabic.in_order(text, "rtl")


def test_a_text_that_runs_from_the_left_needs_nothing_in_its_own_surroundings() -> None:
    assert arabic.in_order("@user_name, C++ and 2024-12-05", "ltr") == "@user_name, C++ and 2024-12-05"


@given(MIXED, st.sampled_from(["rtl", "ltr"]))
def test_plain_text_is_always_balanced_and_settled(text: str, base: Literal["rtl", "ltr"]) -> None:
    """T-1.17."""
    made = arabic.in_order(text, base)

    assert arabic.balanced(made) == made
    assert arabic.in_order(made, base) == made
    assert _visible(made) == _visible(text)


@given(MIXED)
def test_balancing_closes_what_is_open_and_drops_what_closes_nothing(text: str) -> None:
    made = arabic.balanced(text)

    assert arabic.balanced(made) == made
    assert len(re.findall("[\u2066-\u2068]", made)) == made.count("\u2069")
    assert len(re.findall("[\u202a\u202b]", made)) == made.count("\u202c")


def _visible(text: str) -> str:
    return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")


@given(MIXED)
def test_a_title_bar_guesses_the_direction_of_the_page(text: str) -> None:
    """T-1.5: after marking, the first strong letter outside isolates runs as the page does."""
    found = arabic.first_direction(arabic.in_order(text, "rtl"))

    assert found in {"rtl", None}
