"""Growth as a picture: seconds of a cold build and of one edit, over the size of the archive. SVG by hand.

Both axes are logarithmic: a line that climbs as steeply as the grid's diagonal grows as its archive does.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from bench.measure import middle
from bench.results import Results
from bench.rounds import COLD

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 420, 60, 190, 30, 50
_COLOURS = ("#b3261e", "#1f5fa8", "#6aa0d8", "#3b7d3b", "#8a5a00", "#555555")
_ONE_EDIT = "one report added"
Point = tuple[float, float]  # reports, seconds
Lines = Mapping[str, Sequence[Point]]


def drawn(found: Sequence[Results]) -> str:
    """The picture of several runs, each of another size."""
    cold, edit = _lines(found, COLD), _lines(found, _ONE_EDIT)
    points = [point for lines in (cold, edit) for line in lines.values() for point in line]
    scale = _Scale(points)
    names = list(dict.fromkeys((*cold, *edit)))
    colours = {name: _COLOURS[place % len(_COLOURS)] for place, name in enumerate(names)}
    parts = [
        *scale.grid(),
        *(scale.line(line, colours[name], "") for name, line in cold.items()),
        *(scale.line(line, colours[name], "5 4") for name, line in edit.items()),
        *_legend(colours),
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif"'
    return "\n".join((f'{head} font-size="12">', '<rect width="100%" height="100%" fill="#fff"/>', *parts, "</svg>\n"))


def _lines(found: Iterable[Results], scenario: str) -> Lines:
    lines: defaultdict[str, list[Point]] = defaultdict(list)
    for results in sorted(found, key=lambda one: one.size):
        for tool in results.tools:
            if tool.samples.get(scenario):
                lines[tool.title].append((results.size, middle(tool.samples[scenario]).wall))
    return lines


class _Scale:
    """Where reports and seconds stand on the picture."""

    def __init__(self, points: Sequence[Point]) -> None:
        sizes, seconds = zip(*points, strict=True)
        self._x = _decades(sizes)
        self._y = _decades(seconds)

    def x(self, size: float) -> float:
        low, high = self._x
        return _LEFT + (math.log10(size) - low) / (high - low) * (_WIDTH - _LEFT - _RIGHT)

    def y(self, seconds: float) -> float:
        low, high = self._y
        return _HEIGHT - _BOTTOM - (math.log10(seconds) - low) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)

    def grid(self) -> Iterator[str]:
        """A line at each power of ten, with its number."""
        right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
        for power in range(self._x[0], self._x[1] + 1):
            x = self.x(10**power)
            yield f'<path d="M{x:.1f} {_TOP}V{bottom}" stroke="#ddd"/>'
            yield _text(x, bottom + 18, f"{10**power:,}", "middle")
        for power in range(self._y[0], self._y[1] + 1):
            y = self.y(10.0**power)
            yield f'<path d="M{_LEFT} {y:.1f}H{right}" stroke="#ddd"/>'
            yield _text(_LEFT - 6, y + 4, f"{10.0**power:g} s", "end")
        yield _text((_LEFT + right) / 2, _HEIGHT - 10, "reports", "middle")

    def line(self, points: Sequence[Point], colour: str, dashes: str) -> str:
        """The points of one tool, joined."""
        places = " ".join(f"{self.x(size):.1f},{self.y(seconds):.1f}" for size, seconds in points)
        dots = "".join(
            f'<circle cx="{self.x(size):.1f}" cy="{self.y(seconds):.1f}" r="3" fill="{colour}"/>'
            for size, seconds in points
        )
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>{dots}'


def _decades(values: Iterable[float]) -> tuple[int, int]:
    """The powers of ten that enclose the values."""
    held = [math.log10(max(value, 0.001)) for value in values]
    low, high = math.floor(min(held)), math.ceil(max(held))
    return low, max(high, low + 1)


def _legend(colours: Mapping[str, str]) -> Iterator[str]:
    x = _WIDTH - _RIGHT + 14
    for place, (name, colour) in enumerate(colours.items()):
        y = _TOP + 14 + 20 * place
        yield f'<path d="M{x} {y - 4}h20" stroke="{colour}" stroke-width="2"/>'
        yield _text(x + 26, y, name, "start")
    below = _TOP + 30 + 20 * len(colours)
    yield _text(x, below, "solid: cold build", "start")
    yield _text(x, below + 18, f"dashed: {_ONE_EDIT}", "start")


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#333">{escape(words)}</text>'
