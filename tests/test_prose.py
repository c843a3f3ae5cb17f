"""Running prose: the number of its words, and its beginning where only so much fits."""

import json
import random
import subprocess
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from outside import node

from warraq import arabic

OPENERS, PDF, PDI = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068", "\u202c", "\u2069"
TEXTS = st.text(
    st.sampled_from("اببَ\u0651 جx  ،«»().:\"“”'…-\n" + OPENERS + PDF + PDI + PDI + "\u200f") | st.characters()
)
SEGMENTS = """
const letters = new Intl.Segmenter('ar', {granularity: 'grapheme'});
const ends = (text) => [...letters.segment(text)].map((s) => [...text.slice(0, s.index + s.segment.length)].length);
console.log(JSON.stringify(JSON.parse(require('fs').readFileSync(0, 'utf8')).map(ends)));
"""
# What one letter on screen may be made of: marks, joined emoji, flags, Hangul, Devanagari, Thai, figures under a sign.
PARTS = [*"ابهـ٣xé漢가कกス", *"\u064e\u0651\u0301\u200d\u200c\ufe0f\u20e3\u0600\uff9e"]
PARTS += [*"👨👩❤🏽🇸🇾🇮", *"\u1100\u1161\u11a8", *"ि्ष", *"\u0e33\u0e49", "👨\u200d👩\u200d👧", "بَ"]


def open_at_end(text: str) -> list[str]:
    """The isolates and embeddings that the text leaves open, by the rules BD9 and X6 of UAX 9."""
    opened: list[str] = []
    for letter in text:
        if letter in OPENERS:
            opened.append("isolate" if letter in "\u2066\u2067\u2068" else "embedding")
        elif letter == PDF and opened[-1:] == ["embedding"]:
            opened.pop()
        elif letter == PDI and "isolate" in opened:
            opened = opened[: len(opened) - 1 - opened[::-1].index("isolate")]
    return opened


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("وبِكِتَابِهِمْ قرأ، الكِتابَ ـ 72", 4),
        (" «» … ", 0),
        ("", 0),
        ("ـ", 0),
        ("ــــ", 0),
        ("ـ خبر ـ", 1),
        ("عــاجل", 1),
        ("مُدَرِّسة", 1),
        ("\u064e", 0),
        ("وسيكتبونها", 1),
        ("و«التنظيم»", 2),
        ("قال:نعم", 2),
        ("BBC تقول", 2),
        ("كوفيد-19", 2),
        ("٧٢ ساعة و۳ أيام", 4),
        ("بی\u200cبی\u200cسی فارسی", 2),
        ("خبر\u200f عاجل\u200f", 2),
        ("Cafe\u0301 de Flore", 3),
        ("#سوريا_الآن", 1),
        ("___", 0),
        ("🙂 👍🏽", 0),
        ("हिन्दी समाचार।", 2),
        ("\ufefb إله", 2),
        ("صنعاء ـ وكالات", 2),
    ],
)
def test_a_word_with_its_clitics_and_harakat_counts_once(text: str, wanted: int) -> None:
    """T-2.4."""
    assert wanted == arabic.word_count(text)


@given(st.lists(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=1), max_size=20))
def test_harakat_tatweel_and_signs_do_not_change_the_count(words: list[str]) -> None:
    """T-2.4."""
    vowelled = ["".join(f"{letter}\u064e\u0651" for letter in word) + "ـ" for word in words]

    assert len(words) == arabic.word_count("، ".join(words)) == arabic.word_count(" ـ ".join(vowelled))


@given(st.text())
def test_a_text_has_no_more_words_than_letters_and_figures(text: str) -> None:
    """T-2.4."""
    assert arabic.word_count(text) <= sum(letter.isalnum() for letter in text)


# ---------------------------------------------------------------- excerpts


def test_a_short_text_is_its_own_excerpt() -> None:
    assert arabic.excerpt("  كلمة\n طويلة ", 10) == "كلمة طويلة"


@pytest.mark.parametrize(
    ("text", "letters", "wanted"),
    [
        ("قال الناطق، أمس، إن الوفد وصل", 12, "قال الناطق…"),
        ("قال الناطق أمس إن الوفد وصل", 11, "قال الناطق…"),
        ("قال الناطق أمس إن الوفد وصل", 10, "قال…"),
        ("قال الوفد: وصلنا أمس إلى المدينة", 11, "قال الوفد…"),
        ("دامية.. واثنتان وسبعون ساعة", 10, "دامية…"),
        ("الرقة - خاص بالمرصد", 9, "الرقة…"),
        ("هل وصل الوفد؟ لم يصل بعد", 16, "هل وصل الوفد؟…"),
    ],
)
def test_an_excerpt_ends_at_a_word_and_without_its_comma(text: str, letters: int, wanted: str) -> None:
    assert wanted == arabic.excerpt(text, letters)


@pytest.mark.parametrize(
    ("text", "letters", "wanted"),
    [
        ("قال « نعم للسلام » وذهب", 8, "قال…"),
        ("قال ( أمس ) شيئًا", 7, "قال…"),
        ("قال [ أمس ] شيئًا", 7, "قال…"),
        ('قال " نعم " وذهب', 8, "قال…"),
        ('قال "نعم" وذهب', 11, 'قال "نعم"…'),
        ("قال “نعم” وذهب", 11, "قال “نعم”…"),
        ("قال ”نعم“ وذهب", 11, "قال ”نعم“…"),
        ("قال ' نعم ' وذهب", 8, "قال…"),
        ("قال 'نعم' وذهب", 11, "قال 'نعم'…"),
        ("قال «\u200f نعم» وذهب", 8, "قال…"),
        ("كلمة«أخرى", 6, "كلمة…"),
    ],
)
def test_an_excerpt_ends_on_nothing_that_opens(text: str, letters: int, wanted: str) -> None:
    assert wanted == arabic.excerpt(text, letters)


@pytest.mark.parametrize(
    ("text", "letters", "wanted"),
    [
        ("قال \u2068BBC News\u2069 أمس", 14, "قال \u2068BBC\u2069…"),
        ("قال \u2068BBC News\u2069 أمس", 16, "قال \u2068BBC News\u2069…"),
        ("قال \u2068BBC News Arabic", 14, "قال \u2068BBC\u2069…"),
        ("قال \u202aBBC News\u202c أمس", 14, "قال \u202aBBC\u202c…"),
        ("\u2067قال \u2066BBC News\u2069\u2069 أمس", 13, "\u2067قال \u2066BBC\u2069\u2069…"),
        ("\u2067قال \u2066BBC News\u2069\u2069 أمس", 11, "\u2067قال\u2069…"),
        ("قال \u2068 BBC\u2069 أمس", 7, "قال…"),
        ("\u2068خبر", 5, "\u2068خبر\u2069"),
        ("\u2068خبر", 4, "\u2068خ\u2069…"),
        ("لغة C++\u200e ممتازة", 10, "لغة C++\u200e…"),
    ],
)
def test_an_excerpt_closes_what_it_leaves_open_within_its_length(text: str, letters: int, wanted: str) -> None:
    assert wanted == arabic.excerpt(text, letters)


@pytest.mark.parametrize(
    ("text", "letters", "wanted"),
    [
        ("ا" * 50, 10, "ا" * 9 + "…"),
        ("بَ" * 20, 6, "بَبَ…"),
        ("e\u0301" * 20, 6, "e\u0301e\u0301…"),
        ("👨\u200d👩\u200d👧" * 3, 6, "👨\u200d👩\u200d👧…"),
        ("👨\u200d👩\u200d👧" * 3, 5, "…"),
        ("👍🏽" * 3, 4, "👍🏽…"),
        ("🇸🇾" * 4, 6, "🇸🇾🇸🇾…"),
        ("1\ufe0f\u20e3" * 4, 6, "1\ufe0f\u20e3…"),
        ("क्ष" * 4, 6, "क्ष…"),
        ("كلمةواحدةطويلة ثم أخرى", 6, "كلمةو…"),
    ],
)
def test_an_endless_word_is_cut_between_whole_letters(text: str, letters: int, wanted: str) -> None:
    assert wanted == arabic.excerpt(text, letters)


@pytest.mark.parametrize(("letters", "wanted"), [(1, "…"), (0, ""), (-3, "")])
def test_where_nothing_fits_there_is_nothing(letters: int, wanted: str) -> None:
    assert wanted == arabic.excerpt("خبر عاجل", letters)


@given(TEXTS, st.integers(-1, 40))
def test_an_excerpt_is_never_longer_than_asked(text: str, letters: int) -> None:
    assert len(arabic.excerpt(text, letters)) <= max(letters, 0)


@given(TEXTS, st.integers(1, 40))
def test_an_excerpt_leaves_no_isolate_and_no_embedding_open(text: str, letters: int) -> None:
    assert open_at_end(arabic.excerpt(text, letters)) == []


@given(TEXTS, st.integers(1, 40))
def test_what_was_cut_begins_as_the_text_and_ends_on_nothing_that_opens(text: str, letters: int) -> None:
    flat = " ".join(text.split())
    assume(len(flat) > letters)

    head = arabic.excerpt(text, letters).removesuffix("…")

    assert flat.startswith(head.rstrip(PDF + PDI))
    assert not head.endswith((*"«([{‹„ ،؛,:", *OPENERS))


@given(st.lists(st.text("ابجx،", min_size=1, max_size=6), min_size=2, max_size=12), st.integers(8, 30))
def test_an_excerpt_never_cuts_a_word(words: list[str], letters: int) -> None:
    text = " ".join(words)
    assume(len(text) > letters)

    *whole, last = arabic.excerpt(text, letters).removesuffix("…").split(" ")

    assert words[: len(whole)] == whole
    assert words[len(whole)].rstrip("،") == last.rstrip("،") or last == ""


@given(st.lists(st.sampled_from(PARTS), min_size=2, max_size=20).map("".join), st.integers(2, 12))
def test_no_excerpt_parts_a_letter_from_its_marks(word: str, letters: int) -> None:
    assume(len(word) > letters and not word[0].isspace())
    head = arabic.excerpt(word, letters).removesuffix("…")

    assert word.startswith(head)
    assert not head or not unicodedata.category(word[len(head)]).startswith("M")


def test_an_endless_word_is_cut_where_unicode_parts_letters() -> None:
    """Against ICU's segmenter (UAX 29): 3,000 words, each cut at every length."""
    chance = random.Random(29)  # noqa: S311 (the same words in every run)
    words = ["".join(chance.choices(PARTS, k=chance.randint(2, 9))) for _ in range(3_000)]
    done = subprocess.run(
        [node(), "-e", SEGMENTS], input=json.dumps(words), capture_output=True, encoding="utf-8", check=True
    )

    wrong = [
        (word, len(head))
        for word, ends in zip(words, json.loads(done.stdout), strict=True)
        for head in {arabic.excerpt(word, letters).removesuffix("…") for letters in range(2, len(word))}
        if len(head) not in {0, *ends}
    ]

    assert wrong == []
