"""The colours of a theme: `[colors]` and `[colors.dark]` of its theme.toml, put into its stylesheets. Pure.

A stylesheet has the colours where it says `/* [colors] */`. Knows no files and no rules of any stylesheet beyond
`var(--name)`.
"""

import colorsys
import re
from collections.abc import Iterable, Iterator

import msgspec

MARK = b"/* [colors] */"
READABLE = 4.5  # the least contrast of text (WCAG 2.2, 1.4.3)
_AT_NIGHT = 7.0  # what a colour of the day is lightened to where the theme gives none for the night (1.4.6)
_NEUTRAL = frozenset({"paper", "ink", "soft", "rule", "hair"})  # chosen for the night, or left as they were
_OF_TEXT = ("ink", "soft", "accent", "alarm")
_HEX = re.compile("#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_NAME = re.compile("[a-z][a-z0-9-]*")
_USED = re.compile(rb"var\(\s*--([a-z][a-z0-9-]*)")
_STEPS = 256


class Palette(msgspec.Struct, frozen=True):
    """The colours by day and by night."""

    day: dict[str, str]
    night: dict[str, str]


def is_color(name: object, value: object) -> bool:
    """Whether both are as a theme.toml may have them."""
    return bool(_NAME.fullmatch(str(name))) and isinstance(value, str) and bool(_HEX.fullmatch(value))


def palette(tables: Iterable[object]) -> Palette:
    """The colours that the `[colors]` of themes give together; the farthest ancestor's comes first.

    A theme that changes a colour for the day alone has it at night too: lightened until it can be read on the paper.
    """
    day: dict[str, str] = {}
    night: dict[str, str] = {}
    owed: dict[str, str] = {}
    for table in tables:
        of_day, of_night = _colors(table), _colors(table.get("dark") if isinstance(table, dict) else None)
        day |= of_day
        owed |= {name: value for name, value in of_day.items() if night and name not in _NEUTRAL}
        night |= of_night
        owed = {name: value for name, value in owed.items() if name not in of_night}
    paper = night.get("paper")
    if paper:
        night |= {name: _lightened(value, paper) for name, value in owed.items()}
    return Palette(day, night)


def _colors(table: object) -> dict[str, str]:
    pairs = table.items() if isinstance(table, dict) else ()
    return {name: value for name, value in pairs if is_color(name, value)}


def dressed(stylesheet: bytes, colors: Palette) -> bytes:
    """A stylesheet with the colours at its mark; as it is where it has none."""
    return stylesheet.replace(MARK, _rules(colors).encode(), 1)


def _rules(colors: Palette) -> str:
    day, night = (";".join(f"--{name}:{value}" for name, value in one.items()) for one in (colors.day, colors.night))
    by_day = f":root{{{day}}}" if day else ""
    return by_day + (f"\n@media (prefers-color-scheme:dark){{:root{{{night}}}}}" if night else "")


def used(stylesheets: Iterable[bytes]) -> frozenset[str]:
    """The names that stylesheets with a mark ask for."""
    return frozenset(name.decode() for one in stylesheets if MARK in one for name in _USED.findall(one))


# ---------------------------------------------------------------- contrast


def contrast(one: str, other: str) -> float:
    """How far two colours are apart: 1 to 21 (WCAG 2.2, contrast ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faint(colors: Palette) -> Iterator[tuple[tuple[str, ...], str, str, float]]:
    """Colours of text that cannot be read on the paper: the way to their setting, both colours, their contrast."""
    for table, way in ((colors.day, ("colors",)), (colors.day | colors.night, ("colors", "dark"))):
        paper = table.get("paper")
        for name in _OF_TEXT if paper else ():
            found = contrast(table[name], str(paper)) if name in table else READABLE
            if found < READABLE:
                yield (*way, name), table[name], str(paper), found


def _parts(color: str) -> tuple[int, ...]:
    figures = color[1:] if len(color) > len("#rgb") else "".join(2 * figure for figure in color[1:])
    return tuple(int(figures[at : at + 2], 16) for at in (0, 2, 4))


def _luminance(color: str) -> float:
    """The relative luminance of an sRGB colour (WCAG 2.2, definition)."""
    red, green, blue = (_linear(part / 255) for part in _parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 (the curve of sRGB)


def _lightened(color: str, paper: str) -> str:
    """The colour with its hue, as light as it takes to be read well on a dark paper."""
    hue, light, strength = colorsys.rgb_to_hls(*(part / 255 for part in _parts(color)))
    for step in range(_STEPS + 1):
        lighter = light + (1 - light) * step / _STEPS
        made = "#" + "".join(f"{round(255 * part):02x}" for part in colorsys.hls_to_rgb(hue, lighter, strength))
        if contrast(made, paper) >= _AT_NIGHT:
            return made
    return "#ffffff"
