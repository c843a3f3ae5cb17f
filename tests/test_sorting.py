"""The order of names in an index, against ICU's own (Node carries it)."""

import json
import random
import subprocess
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outside import node

from warraq import arabic

NAMES = [
    line
    for line in (Path(__file__).parent / "cases" / "sorting.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("%%")
]
COMPARE = """
const order = new Intl.Collator('ar').compare;
const pairs = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(pairs.map(([one, other]) => Math.sign(order(one, other)))));
"""
# What names are made of, the frequent letters oftener. Not a hamza apart from its letter, nor figures such as «½».
LETTERS = (
    "ءآأؤإئابتثجحخدذرزسشصضطظعغفقكلمنهويىة" * 3
    + "ابتدرسلمنهوي" * 3
    + "یکپچژگڤڪھہەۀۆێڵڕٱٲٹڈڑںے"
    + "ـ\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
    + "      --–—«»\"'“”‘’().،,؛;:!؟?/&_·…%٪#@+*$€°"
    + "0123456789٠١٢٣٤٥٦٧٨٩۳۴۵०"
    + "abcdefghijklmnopqrstuvwxyzABCDXYZéÉèçüöñşğıİæßøłđðāḥṭʿʾ"
    + "\u200c\u200d\u200f\u2068\u2069\u00ad\u00a0\u2010\u2011"
)


def icu(pairs: list[tuple[str, str]]) -> list[int]:
    """For each pair -1, 0 or 1, as ICU's `ar` orders it; one process for all."""
    done = subprocess.run(
        [node(), "-e", COMPARE], input=json.dumps(pairs), capture_output=True, encoding="utf-8", check=True
    )
    found: list[int] = json.loads(done.stdout)
    return found


def ours(one: str, other: str) -> int:
    """As `icu`, which does not fall back on the text itself."""
    first, second = arabic.sort_key(one)[:-1], arabic.sort_key(other)[:-1]
    return (first > second) - (first < second)


def name(chance: random.Random) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randint(1, 8)))


def nearly(text: str, chance: random.Random) -> str:
    """The name with one letter more, less or other: where the order of the levels is decided."""
    place = chance.randrange(len(text))
    return text[:place] + chance.choice(["", *chance.choices(LETTERS, k=3)]) + text[place + chance.randint(0, 1) :]


# ---------------------------------------------------------------- the order


def test_the_fixture_of_the_bar_is_in_its_order() -> None:
    """T-2.14."""
    wanted = ["آدم", "ابن", "أحمد", "احمد", "إيمان", "باسل"]

    assert wanted == sorted(["آدم", "أحمد", "إيمان", "ابن", "احمد", "باسل"], key=arabic.sort_key)


def test_real_names_are_in_their_order() -> None:
    """T-2.14."""
    by_code_point = sorted(NAMES)

    assert by_code_point != NAMES
    assert sorted(by_code_point, key=arabic.sort_key) == NAMES
    assert len(set(NAMES)) >= 150


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("إدلب", "ادلب"),
        ("مُحَمَّد", "محمد"),
        ("محمـد", "محمد"),
        ("كرة", "كرت"),
        ("على", "علي"),
        ("یونس", "يونس"),
        ("آب", "ااب"),
        ("٣", "3"),
        ("۳", "3"),
        ("BBC", "bbc"),
        ("é", "e"),
        ("\u200fخبر", "خبر"),
    ],
)
def test_what_weighs_nothing_at_first_does_not_part_two_names(one: str, other: str) -> None:
    """T-2.14: a letter more behind either decides, so neither name lies between the other and its longer forms."""
    assert arabic.sort_key(one) < arabic.sort_key(other + "ا")
    assert arabic.sort_key(other) < arabic.sort_key(one + "ا")
    assert arabic.sort_key(one) != arabic.sort_key(other)


@given(st.text(st.one_of(st.sampled_from(LETTERS), st.characters(exclude_categories=["Cs"]))))
def test_a_letter_and_its_hamza_apart_have_the_place_of_the_two_in_one(text: str) -> None:
    composed, apart = unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)

    assert ours(composed, apart) == 0


# ---------------------------------------------------------------- against ICU


def test_icu_has_the_real_names_in_the_same_order() -> None:
    """T-2.14."""
    found = icu(list(pairwise(NAMES)))

    assert [pair for pair, sign in zip(pairwise(NAMES), found, strict=True) if sign > 0] == []


def test_every_two_letters_are_ordered_as_icu_orders_them() -> None:
    """T-2.14: each letter of the block Arabic beside its neighbours of the table, and beside a plain one."""
    letters = [chr(code) for code in range(0x620, 0x700) if chr(code).isalpha()]
    pairs = list(pairwise(sorted(letters, key=arabic.sort_key)))
    pairs += [(letter, other) for letter in letters for other in "ابتكهوي"]
    pairs += [("آ", f"{first}{second}") for first in "ءأؤإئا" for second in "ءأؤإئاب"]

    assert [ours(*pair) for pair in pairs] == icu(pairs)


def test_made_up_names_are_ordered_as_icu_orders_them() -> None:
    """T-2.14: 20,000 pairs, most of them of names that differ in one letter."""
    chance = random.Random(2_14)  # noqa: S311 (the same names in every run)
    pairs = [(one, nearly(one, chance)) for one in (name(chance) for _ in range(15_000))]
    pairs += [(name(chance), name(chance)) for _ in range(5_000)]

    wrong = [pair for pair, sign in zip(pairs, icu(pairs), strict=True) if ours(*pair) != sign]

    assert wrong == []


# ---------------------------------------------------------------- the article


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الأمن", "أمن"),
        ("الـأمن", "أمن"),
        ("اَلْأَمْنُ", "أمن"),
        ("ٱلأمن", "أمن"),
        ("\u200fالأمن", "أمن"),
        ("اللاذقية", "لاذقية"),
        ("الآن", "آن"),
        ("الحزب القومي", "حزب القومي"),
    ],
)
def test_the_article_may_be_left_out(one: str, other: str) -> None:
    """T-2.14."""
    assert arabic.sort_key(one, ignore_article=True)[0] == arabic.sort_key(other)[0]


@pytest.mark.parametrize(
    "text",
    [
        "الله",
        "اللّٰه",
        "الله أكبر",
        "الذي",
        "التي",
        "ألمانيا",
        "المانيا",
        "إلهام",
        "آل سعود",
        "الف",
        "الى",
        "ال",
        "الـ",
        "ال 3",
        "بالأمن",
        "سعود الفيصل",
        "Al Jazeera",
        "",
    ],
)
def test_what_only_looks_like_the_article_stays(text: str) -> None:
    """T-2.14."""
    assert arabic.sort_key(text, ignore_article=True) == arabic.sort_key(text)


def test_an_index_without_the_article_is_in_order() -> None:
    """T-2.14."""
    wanted = ["الله", "أمن", "الأمن", "باريس", "البصرة", "بغداد", "الرقة", "لبنان", "اليمن"]

    with_article = sorted(wanted, key=arabic.sort_key)

    made = sorted(with_article, key=lambda text: arabic.sort_key(text, ignore_article=True))

    assert made == wanted


def test_the_article_counts_unless_it_is_asked_otherwise() -> None:
    """T-2.14."""
    assert sorted(["البصرة", "باريس", "أمن"], key=arabic.sort_key) == ["البصرة", "أمن", "باريس"]
