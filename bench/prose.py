"""Arabic prose by dice: real words of the outlet's first report in an order that means nothing.

Deterministic on every machine: the dice are our own (a linear congruential generator), no module's.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

SEED_REPORT = Path(__file__).resolve().parent.parent / "content/reports/2018/deir-ezzor-72-hours.md"
_WORD = re.compile(r"[ء-ي\u064b-\u0652]{2,}")
_TAPE = 1 << 17  # words; sentences are cut from it at any of its places, so that hardly two are alike
_MULTIPLIER, _INCREMENT, _MODULUS = 6364136223846793005, 1442695040888963407, 1 << 64  # Knuth's MMIX
_SENTENCE = (9, 20)  # words
T = TypeVar("T")


class Dice:
    """A row of numbers that only its seed decides."""

    def __init__(self, seed: int) -> None:
        self._state = seed % _MODULUS
        for _ in range(3):  # neighbouring seeds part ways
            self.below(2)

    def below(self, limit: int) -> int:
        """A number from 0 up to `limit`, without it."""
        self._state = (self._state * _MULTIPLIER + _INCREMENT) % _MODULUS
        return (self._state >> 33) % limit

    def between(self, low: int, high: int) -> int:
        """A number from `low` to `high`, both of them included."""
        return low + self.below(high - low + 1)

    def one_of(self, things: Sequence[T]) -> T:
        """One of the things."""
        return things[self.below(len(things))]

    def chance(self, percent: int) -> bool:
        """Whether it happens this time."""
        return self.below(100) < percent


@cache
def vocabulary() -> tuple[str, ...]:
    """The words of the seed's text, each as often as it stands there."""
    _, _, text = SEED_REPORT.read_text(encoding="utf-8").split("---\n", 2)
    return tuple(_WORD.findall(text))


@cache
def _tape() -> tuple[str, ...]:
    dice, words = Dice(1258), vocabulary()
    return tuple(dice.one_of(words) for _ in range(_TAPE))


def words(dice: Dice, count: int) -> list[str]:
    """So many words in a row."""
    start = dice.below(_TAPE - count)
    return list(_tape()[start : start + count])


def sentence(dice: Dice) -> list[str]:
    """The words of a sentence with its marks."""
    found = words(dice, dice.between(*_SENTENCE))
    found[len(found) // 2] += "،"
    found[-1] += "."
    return found


def names(seed: int, count: int, length: int) -> tuple[str, ...]:
    """So many names of `length` words, no two alike and none a part of the address of another."""
    dice, found = Dice(seed), dict[str, None]()
    long_words = sorted({word for word in vocabulary() if len(word) > 3})  # noqa: PLR2004 (short ones are particles)
    while len(found) < count:
        found[" ".join(dice.one_of(long_words) for _ in range(length))] = None
    return tuple(found)
