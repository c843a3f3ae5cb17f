"""The proofreader: each slip of Arabic newsroom text, its place, and what mending makes of it."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from warraq import arabic
from warraq.proofread import Slip, mended, slips

HERE = Path(__file__).parent
CASES = HERE / "cases"
SEED = HERE.parent / "content" / "reports" / "2018" / "deir-ezzor-72-hours.md"

LETTERS = "ابةيىوهكیکە" + "\u064b\u064e\u0651\u0640"
MARKS = '،؛؟,;?.:!«»“”"()[]'
CONTROLS = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad\ufeff\u200c"
MARKDOWN = "`~*_#>|<&\\{}^-=+/"
ANY_TEXT = st.text(st.sampled_from(LETTERS * 2 + MARKS * 2 + CONTROLS + MARKDOWN + " \t\n\u00a0aO2٣Сg"), max_size=60)
PROSE = st.text(st.sampled_from(LETTERS + MARKS.replace("[", "").replace("]", "") + CONTROLS + " *_aO2٣"), max_size=20)
APART = st.sampled_from(
    [
        "`قال, ثم ،مضى`",
        "``كود ` ,``",
        "https://example.org/أ,ب?c=د;ه",
        "<https://example.org/أ,ب>",
        "info@example.org",
        "[نص](https://example.org/أ,ب;ج)",
        '<b title="قال, ثم">',
        "<!-- قال, ثم ــــ -->",
        "\n\n```\nقال, ثم ،مضى\n```\n\n",
        "\n\n~~~~ python\nقال, \u202bثم\n~~~~\n\n",
        "\n\n[مرجع]: https://example.org/أ,ب\n\n",
        "[^ملاحظة,ما]",
        "{: .قال,ثم }",
        "&nbsp;",
    ]
)


def made(written: str) -> str:
    r"""A case's text with `\u202e` made the character that it names and `\n` a line end."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), written).replace("\\n", "\n")


def lines(name: str) -> list[str]:
    return [line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if not line.startswith("%%")]


def cases() -> list[tuple[str, str, str, str]]:
    """The cases: language, text, codes, mended text."""
    found = []
    for line in filter(None, lines("proofread.txt")):
        text, codes, wanted = map(made, line.split(" → "))
        language = re.match(r"\[([a-z]{2,3}(?:-\w+)?)\] ", text)
        text = text[language.end() :] if language else text
        found.append((language[1] if language else "ar", text, codes, text if wanted == "=" else wanted))
    return found


def seed() -> str:
    return arabic.normal(SEED.read_text(encoding="utf-8").split("\n---\n", 1)[1])


def codes(text: str, language: str = "ar", *, plain: bool = False) -> list[str]:
    return [slip.code for slip in slips(text, language, plain=plain)]


def shown(text: str, code: str) -> list[str]:
    return [slip.value for slip in slips(text, "ar") if slip.code == code]


# ---------------------------------------------------------------- the cases


@pytest.mark.parametrize(("language", "text", "wanted", "_mended"), cases())
def test_each_case_has_the_slips_it_says(language: str, text: str, wanted: str, _mended: str) -> None:
    """T-1.20, T-1.21, T-1.23, T-2.30."""
    assert (" ".join(codes(text, language)) or "~") == wanted


@pytest.mark.parametrize(("language", "text", "_codes", "wanted"), cases())
def test_each_case_is_mended_as_it_says(language: str, text: str, _codes: str, wanted: str) -> None:
    """T-1.21, T-1.23."""
    assert mended(text, language) == wanted


def test_there_are_cases_for_every_code() -> None:
    said = {code for _, _, found, _ in cases() for code in found.split()} - {"~"}

    assert said == {f"W{number}" for number in range(401, 417)}


def test_nothing_is_found_in_a_text_that_is_as_it_should_be() -> None:
    text = made("\n".join(lines("proofread-fixed.txt")))

    assert slips(text, "ar") == ()
    assert mended(text, "ar") == text


# ---------------------------------------------------------------- the seed


def test_what_a_proofreader_finds_in_the_seed() -> None:
    found = [(slip.code, slip.value) for slip in slips(seed(), "ar-SY")]

    assert found == [
        ("W407", "”قسد”"),
        ("W407", "” أبو إسلام البلجيكي ”"),
        ("W410", "الدولة الدولة"),
        ("W407", "” قسد ”"),
        ("W404", "أمس :"),
        ("W406", "“الوضع شرقي الفرات يتأزم، حيث تحاول…"),
        ("W404", "والعراق ،وقال"),
        ("W405", "والعراق ،وقال"),
    ]


def test_each_slip_of_the_seed_stands_where_it_says() -> None:
    text = seed()
    places = {slip.value: text[slip.offset : slip.offset + slip.length] for slip in slips(text, "ar")}

    assert places["”قسد”"] == "”قسد”"
    assert places["الدولة الدولة"] == "الدولة الدولة"
    assert places["أمس :"] == " "
    assert places["“الوضع شرقي الفرات يتأزم، حيث تحاول…"] == "“"


def test_mending_the_seed_moves_two_spaces_and_nothing_else() -> None:
    text = seed()

    assert mended(text, "ar") == text.replace("أمس :", "أمس:").replace("والعراق ،وقال", "والعراق، وقال")


# ---------------------------------------------------------------- places and values


def test_a_slip_is_counted_in_letters_from_the_start_of_the_text() -> None:
    assert slips("أول\n\nقال, ثم", "ar") == (Slip(8, 1, "W401", "قال,", "،"),)


def test_what_is_shown_is_at_most_forty_letters() -> None:
    words = "كلمة أخرى طويلة " * 20

    assert shown(f"»{words}« قال", "W415") == ["»كلمة أخرى طويلة كلمة أخرى طويلة كلمة…"]
    assert all(len(slip.value) <= 40 for slip in slips("ـ" * 200 + "ك" * 90 + "،" + "ل" * 90, "ar"))


def test_a_stray_opening_is_shown_with_what_follows_and_a_stray_closing_with_what_it_ends() -> None:
    assert shown("قال «الوضع صعب", "W406") == ["«الوضع صعب"]
    assert shown("قال الوضع صعب» ثم", "W406") == ["صعب»"]


def test_an_unseen_control_is_named() -> None:
    assert shown("خبر\u202b عاجل \u200f\u200f", "W412") == ["U+202B", "U+200F"]


def test_the_second_style_of_quotation_marks_is_said_once_at_its_first() -> None:
    text = "قال «أ» و«ب» و«ج»، ثم “د”.\n\nوقال “هـ” و«و»."

    assert [(slip.code, text[slip.offset :][:3]) for slip in slips(text, "ar")] == [("W408", "“د”")]


def test_no_markup_is_read_in_a_title() -> None:
    title = "    `قال, ثم`"

    assert codes(title) == []
    assert codes(title, plain=True) == ["W401"]
    assert mended(title, "ar", plain=True) == "    `قال، ثم`"
    assert codes("2011. عام", plain=True) == []


def test_a_reversed_pair_is_not_also_called_unclosed() -> None:
    """T-1.20."""
    assert codes("قال »الوضع )صعب( جدا« ثم") == ["W415", "W415"]


def test_a_year_that_opens_a_paragraph_is_named_and_a_number_is_not() -> None:
    """T-2.30."""
    assert shown("2011. كان عاما\n\n1. أول\n\n٢٠١٢. كان آخر", "W416") == ["2011.", "٢٠١٢."]


def test_latin_punctuation_is_mended_wherever_markup_stands_between() -> None:
    """T-1.21."""
    assert mended("**«كلمة»**, و[رابط](/a,b)? نعم</b>; لا", "ar") == "**«كلمة»**، و[رابط](/a,b)؟ نعم</b>؛ لا"


def test_a_letter_with_its_mark_stays_in_normal_form_when_what_parts_them_goes() -> None:
    text = "ا\u200b\u0653خر"

    assert mended(text, "ar") == "\u0622خر"


# ---------------------------------------------------------------- whatever the text


@given(ANY_TEXT, st.sampled_from(["ar", "ar-SY", "fa", "ur", "ckb", "en", "fr"]), st.booleans())
@example("العراق ,وقال", "ar", False)  # noqa: FBT003 (the flag is the case's)
@example("« ،نص»", "ar", False)  # noqa: FBT003
@example("\u202aا\u2066ب\u202cج\u2069", "ar", False)  # noqa: FBT003
@example("کـــتابــی", "ar", False)  # noqa: FBT003
def test_mending_leaves_nothing_safe_and_changes_nothing_else(text: str, language: str, plain: bool) -> None:  # noqa: FBT001
    text = arabic.normal(text)
    found = slips(text, language, plain=plain)
    once = mended(text, language, plain=plain)

    assert (once == text) == all(slip.mended is None for slip in found)
    assert mended(once, language, plain=plain) == once
    assert all(slip.mended is None for slip in slips(once, language, plain=plain))
    assert unicodedata.is_normalized("NFC", once)
    assert re.findall("[a-zA-Z0-9С٣]", once) == re.findall("[a-zA-Z0-9С٣]", text)


@given(ANY_TEXT, st.sampled_from(["ar", "fa", "en"]), st.booleans())
def test_slips_are_in_their_order_and_within_the_text(text: str, language: str, plain: bool) -> None:  # noqa: FBT001
    found = slips(text, language, plain=plain)

    assert [slip.offset for slip in found] == sorted(slip.offset for slip in found)
    assert all(slip.offset >= 0 and slip.length > 0 for slip in found)
    assert all(slip.offset + slip.length <= len(text) for slip in found)
    assert all(slip.mended != text[slip.offset :][: slip.length] for slip in found)
    assert all(0 < len(slip.value) <= 40 for slip in found)


@given(st.lists(st.tuples(PROSE, APART, PROSE), min_size=1, max_size=4))
def test_code_and_addresses_come_through_mending_to_the_letter(parts: list[tuple[str, str, str]]) -> None:
    text = "\n\n".join(f"نص {before} {apart} {after}" for before, apart, after in parts)
    once = mended(arabic.normal(text), "ar")

    kept = [once.find(arabic.normal(apart)) for _, apart, _ in parts]
    assert -1 not in kept


@given(st.text(st.sampled_from("abcXYZ019 ,;?.:!'\"()[]*_`\n"), max_size=80), st.sampled_from(["ar", "en"]))
def test_text_without_arabic_letters_has_none_of_the_slips_of_arabic_commas(text: str, language: str) -> None:
    assert not {"W401", "W402", "W403", "W405"} & set(codes(text, language))


@given(st.text(st.sampled_from("abc سلام,;?.: ،؛؟"), max_size=60))
def test_no_other_script_is_judged_by_arabic_punctuation(text: str) -> None:
    assert not {"W401", "W402", "W403", "W404", "W405"} & set(codes(text, "en"))
