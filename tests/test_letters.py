"""Letters: the bare form, the folded key under which spellings meet, and slugs in Arabic or Latin letters."""

import re
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from warraq import arabic
from warraq.arabic import SlugStyle

CASES = Path(__file__).parent / "cases"
HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
ALPHABET = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
ARABIC_WORDS = st.text(
    st.sampled_from("ابتةىيءأإآؤئوکیڤھەڪ ـ٢3۴x-‑_.«»،'’\"ʼ" + HARAKAT + "\u0654\u200f\u200d\u202e\ufefb\ufdf2\ufe7c")
)
OTHER_SCRIPTS = st.text(
    st.sampled_from("çßİŉ\u0301ΐиъאב\u05b0क\u093f\u0941\u0902ক\u09cdষกำ\u0e34漢がㄱ가학ⴰܐߒ𞤀𐎀👨\u200d🇸🇾②½ﬁ`´ :")
)
ANY_TEXT = st.one_of(st.text(), ARABIC_WORDS, OTHER_SCRIPTS)
STYLES: list[Literal["arabic", "latin"]] = ["arabic", "latin"]


def cases(name: str) -> list[tuple[str, str]]:
    r"""The lines `one → other` of a case file, `\u202e` made the character that it names."""
    found = []
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        if "→" in line and not line.startswith("%%"):
            text, _, wanted = re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), line).partition("→")
            found.append((text[:-1], wanted[1:]))
    return found


# ---------------------------------------------------------------- bare


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("مُدَرِّسة", "مدرسة"),
        ("عــــاجل", "عاجل"),
        ("\ufefb", "لا"),
        ("\ufdf2", "الله"),
        ("مد\ufe7cرسة", "مدرسة"),
        ("ا\u200fب\u202bج\ufeff", "ابج"),
        ("أإآىة", "أإآىة"),
        ("\u0645\u0633\u0648\u064e\u0654\u0648\u0644", "مسؤول"),
        ("Café", "Café"),
        ("יְרוּשָׁלַיִם", "ירושלים"),
        ("कुल", "कुल"),
        ("กิน", "กิน"),
    ],
)
def test_bare_text_has_no_marks_and_keeps_its_letters(text: str, wanted: str) -> None:
    assert wanted == arabic.bare(text)


@given(ANY_TEXT)
def test_bare_text_stays_as_it_is(text: str) -> None:
    made = arabic.bare(text)

    assert made == arabic.bare(made)
    assert not set(made) & set(HARAKAT + "ـ\u200f\u200d\u202e")


# ---------------------------------------------------------------- folded


@pytest.mark.parametrize(("one", "other"), cases("folding.txt"))
def test_two_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    """T-2.16."""
    assert arabic.fold(one) == arabic.fold(other)


@pytest.mark.parametrize(("one", "other"), cases("folding-apart.txt"))
def test_two_names_do_not_fold_alike(one: str, other: str) -> None:
    """T-2.16."""
    assert arabic.fold(one) != arabic.fold(other)


def test_there_are_enough_spellings_to_trust_the_folding() -> None:
    assert len({pair for pair in cases("folding.txt") if pair[0] != pair[1]}) >= 120
    assert len({pair for pair in cases("folding-apart.txt") if pair[0] != pair[1]}) >= 80


@given(ANY_TEXT)
@example("\u0649\u0654")
@example("\u1112\u200d\u1161")
@example("\u1112«\u1161")
@example("\u1112''\u1161")
@example("ŉ")
@example("a'-'b")
def test_folding_twice_is_folding_once(text: str) -> None:
    """T-2.16."""
    assert arabic.fold(text) == arabic.fold(arabic.fold(text))


def test_every_character_folds_to_what_stays() -> None:
    """T-2.16: the whole of the plane in which newspapers are written, each alone and inside a word."""
    letters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    made = [arabic.fold(text) for letter in letters for text in (letter, f"ب{letter}و")]

    assert made == [arabic.fold(key) for key in made]


@given(ARABIC_WORDS)
def test_harakat_and_tatweel_do_not_change_the_key(text: str) -> None:
    """T-2.16."""
    plain = text.replace("\u0654", "")  # a hamza apart from its letter would lose it
    vowelled = re.sub("([بتي])", "\\1\u064e\u0651ـ", plain)

    assert arabic.fold(plain) == arabic.fold(vowelled)


@given(ARABIC_WORDS)
def test_a_name_in_quotation_marks_has_the_key_of_the_name(text: str) -> None:
    assert arabic.fold(text) == arabic.fold(f"«{text}»") == arabic.fold(f" “{text}” ")


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ABCxyz019"))
def test_plain_letters_take_the_short_way_to_the_same_key(text: str) -> None:
    """What needs no normal form folds as it does beside a character that does."""
    assert arabic.fold(text) == arabic.fold(text + "\u200f")


@given(st.text(ALPHABET, min_size=1), st.text(ALPHABET, min_size=1))
def test_words_of_the_bare_alphabet_never_merge(one: str, other: str) -> None:
    assert (arabic.fold(one) == arabic.fold(other)) is (one == other)


# ---------------------------------------------------------------- slugs


@pytest.mark.parametrize(("text", "wanted"), cases("slugs.txt"))
def test_a_text_becomes_its_slug(text: str, wanted: str) -> None:
    """T-2.20."""
    assert wanted.strip() == arabic.slug(text, fallback="~")


@pytest.mark.parametrize(("text", "wanted"), cases("slugs-latin.txt"))
def test_a_text_becomes_its_latin_slug(text: str, wanted: str) -> None:
    """T-2.21."""
    assert wanted.strip() == arabic.slug(text, style="latin", fallback="~")


def test_there_are_enough_slugs_to_trust_the_tables() -> None:
    assert len(set(cases("slugs.txt") + cases("slugs-latin.txt"))) >= 100


@pytest.mark.parametrize("style", STYLES)
def test_summer_is_never_a_sword(style: SlugStyle) -> None:
    assert arabic.slug("صيف", style=style, fallback="~") != arabic.slug("سيف", style=style, fallback="~")


def letters_of(*blocks: range) -> str:
    """The letters of some blocks; not ъ and ь, which have no sound, nor letters that are mere marks."""
    letters = map(chr, (code for block in blocks for code in block))
    return "".join(letter for letter in letters if unicodedata.category(letter) in {"Lo", "Ll"} and letter not in "ъь")


@pytest.mark.parametrize(
    ("script", "letters"),
    [
        ("Arabic", letters_of(range(0x620, 0x640), range(0x641, 0x700))),
        ("Arabic Supplement", letters_of(range(0x750, 0x780))),
        ("Latin", letters_of(range(0x61, 0x250))),
        ("Greek", letters_of(range(0x370, 0x400), range(0x1F00, 0x2000))),
        ("Cyrillic", letters_of(range(0x400, 0x530))),
        ("Armenian", letters_of(range(0x530, 0x590))),
        ("Hebrew", letters_of(range(0x590, 0x600))),
        ("Syriac", letters_of(range(0x700, 0x750))),
        ("Devanagari", letters_of(range(0x900, 0x980))),
        ("Georgian", letters_of(range(0x10A0, 0x1100))),
        ("Ethiopic", letters_of(range(0x1200, 0x1380))),
        ("Tifinagh", letters_of(range(0x2D30, 0x2D70))),
        ("Kana", letters_of(range(0x3040, 0x3100))),
        ("Hangul", letters_of(range(0xAC00, 0xAD00))),
        ("Han", letters_of(range(0x4E00, 0x5000), range(0x3400, 0x3440))),
    ],
)
def test_no_letter_vanishes_in_a_latin_slug(script: str, letters: str) -> None:
    """T-2.21."""
    lost = [c for c in letters if not re.fullmatch("[a-z0-9-]+", arabic.slug(c, style="latin", fallback="~"))]

    assert (script, lost) == (script, [])
    assert len(letters) > 20


def test_of_the_alphabet_only_ayn_and_alef_sound_alike_in_a_latin_slug() -> None:
    """T-2.21: the bar wants ع as `a`."""
    sounds = {letter: arabic.slug(letter, style="latin", fallback="~") for letter in ALPHABET}

    assert sounds.pop("ع") == sounds["ا"] == "a"
    assert len(set(sounds.values())) == 27


def test_the_seats_of_hamza_have_their_sounds_in_a_latin_slug() -> None:
    """T-2.21."""
    sounds = [arabic.slug(letter, style="latin", fallback="~") for letter in "ءأإآؤئةى"]

    assert sounds == ["e", "a", "i", "aa", "u", "i", "ah", "a"]


def test_the_id_style_takes_the_id_whatever_the_title() -> None:
    """T-2.21."""
    assert arabic.slug("عنوان", style="id", fallback="a1b2") == "a1b2"


def test_a_long_title_is_cut_at_a_word() -> None:
    """T-2.22."""
    title = " ".join(["كلمة"] * 40)

    made = arabic.slug(title, fallback="~")

    assert {"كلمة"} == set(made.split("-"))
    assert 70 < len(made) <= 80


@given(st.lists(st.text(ALPHABET, min_size=1, max_size=20), min_size=1, max_size=30))
def test_a_slug_is_the_first_whole_words_of_its_title(words: list[str]) -> None:
    """T-2.22."""
    made = arabic.slug(" ".join(words), fallback="~").split("-")

    assert made == words[: len(made)]


def test_a_title_that_ends_at_the_limit_keeps_its_last_word() -> None:
    """T-2.22."""
    assert arabic.slug("ا" * 40 + " " + "ب" * 39 + " ج", fallback="~") == "ا" * 40 + "-" + "ب" * 39


@pytest.mark.parametrize(("letter", "fitting"), [("ا", 80), ("x", 80), ("漢", 66), ("𐎀", 50)])
def test_one_endless_word_is_cut_at_a_letter_rather_than_lost(letter: str, fitting: int) -> None:
    """T-2.22."""
    assert arabic.slug(letter * 500, fallback="~") == letter * fitting


@given(ANY_TEXT, st.sampled_from(STYLES))
@example("İ", "arabic")
@example("漢" * 100, "arabic")
@example("𐎀" * 100, "arabic")
@example("\u0627\u064e" * 200, "arabic")
@example(". .. /\\", "arabic")
@example("हिन्दी", "arabic")
@example("\U0001e8d0", "arabic")
def test_a_slug_is_always_one_sound_step_of_an_address(text: str, style: SlugStyle) -> None:
    """T-2.20, T-2.22."""
    made = arabic.slug(text, style=style, fallback="fallback")

    assert made
    assert unicodedata.is_normalized("NFC", made)
    assert not {unicodedata.category(letter) for letter in made} & {"Mn", "Mc", "Me", "Cf", "Cc", "Zs", "Zl", "Zp"}
    assert not set(made) & set("/\\.?#%&")
    assert made == made.strip("-")
    assert "--" not in made
    assert len(made) <= 80
    assert len(made.encode()) <= 200


@given(ANY_TEXT)
def test_a_latin_slug_has_only_small_latin_letters_figures_and_hyphens(text: str) -> None:
    """T-2.21."""
    assert re.fullmatch("[a-z0-9-]+", arabic.slug(text, style="latin", fallback="fallback"))


@given(st.text(st.sampled_from('ابتثء آأؤإئىةيپچژگکی ABz019٠٩ :،؛؟!«»()"-')))
def test_the_slug_of_plain_letters_is_what_the_library_makes_of_them(text: str) -> None:
    marked = text + "\u200f"  # which leaves no trace in a slug, and is not plain

    assert arabic.slug(text, fallback="~") == arabic.slug(marked, fallback="~")


@given(ANY_TEXT, st.sampled_from(STYLES))
@example("İstanbul", "arabic")
def test_the_slug_of_a_slug_is_itself(text: str, style: SlugStyle) -> None:
    made = arabic.slug(text, style=style, fallback="fallback")

    assert made == arabic.slug(made, style=style, fallback="fallback")


@given(ARABIC_WORDS)
def test_harakat_do_not_change_a_slug(text: str) -> None:
    """T-2.20."""
    vowelled = re.sub("([بتي])", "\\1\u064e\u0651", text)

    assert arabic.slug(text, fallback="~") == arabic.slug(vowelled, fallback="~")


def test_every_forbidden_character_is_found_in_any_text() -> None:
    """T-3.8, T-5.6: all that XML 1.0 leaves out, and the overrides; nothing else."""
    plain = re.compile("[\t\n\r\x85]")
    wrong = [
        letter
        for letter in map(chr, range(0x11_0000))
        if (unicodedata.category(letter) == "Cc" and not plain.match(letter)) or letter in "\u202d\u202e\ufffe\uffff"
    ]

    assert [letter for letter in wrong if arabic.normal(f"ا{letter}ب\n") != "اب\n"] == []
    assert [letter for letter in wrong if [place for place, _ in arabic.forbidden(f"ا{letter}ب\n")] != [1]] == []
    assert arabic.forbidden("ا\tب\r\n") == ()
