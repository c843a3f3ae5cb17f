"""A theme that was sound once is not judged again, nor is a damaged memory of it believed; what made it is known."""

import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from rich import DIWAN, spoil

from warraq import fingerprint, lineage, render, theme, theme_memory
from warraq.theme import Theme
from warraq.views import Address, Feed, Frame, Href, NotFoundView, Outlet, Page, RedirectView

FILE = "theme.kept"
OUTLET = Outlet(
    name="منصة",
    full_name="",
    description="",
    home=Href("/"),
    language="ar",
    dir="rtl",
    copyright="حقوق",
    sections=(),
    nav=(),
    archive=Href("/archive/"),
    corrections=Href("/corrections/"),
    feed=Feed("منصة", Href("/feed.xml")),
)


ARABIC = Frame(title="صفحة", canonical="https://news.example/x/", lang="ar", dir="rtl", copyright="حقوق")
ENGLISH = msgspec.structs.replace(ARABIC, lang="en", dir="ltr")


def printed(loaded: Theme) -> list[bytes]:
    """Two pages of the theme, in two languages."""
    press = render.press(loaded, OUTLET, "https://news.example")
    shown = (("404.html", NotFoundView(ARABIC, ())), ("redirect.html", RedirectView(ENGLISH, Href("/y/"))))
    return [press.render(Page(Address("sample"), "/x/", template, view)).data for template, view in shown]


def load(folder: Path, memory: Path | None, language: str = "ar") -> Theme:
    return theme.load(folder, language, "latn", memory)


def same(one: Theme, other: Theme) -> bool:
    return (one.name, one.strings, one.assets, one.closures, printed(one)) == (
        other.name,
        other.strings,
        other.assets,
        other.closures,
        printed(other),
    )


def misled(folder: Path, memory: Path, language: str = "ar") -> None:
    """Put a name into the memory that no file of the theme gives: whoever shows it has believed the memory."""
    key = theme_memory.key((folder,), language, "latn", theme.fonts_of(lineage.trace(folder)).mark)
    assert key
    kept = theme_memory.recall(memory, key)
    assert kept
    theme_memory.keep(memory, key, msgspec.structs.replace(kept, name="remembered"))


# ---------------------------------------------------------------- what is remembered


def test_a_remembered_theme_is_the_same_theme(tmp_path: Path) -> None:
    fresh = load(DIWAN, None)
    learnt, remembered = load(DIWAN, tmp_path), load(DIWAN, tmp_path)

    assert same(fresh, learnt)
    assert same(fresh, remembered)


def test_a_theme_that_is_remembered_is_not_judged_again(tmp_path: Path, mine: Path) -> None:
    load(mine, tmp_path)
    misled(mine, tmp_path)

    assert load(mine, tmp_path).name == "remembered"


@pytest.mark.parametrize(
    "changed",
    [
        lambda folder: spoil(folder / "theme.toml", "contract", " contract"),
        lambda folder: spoil(folder / "strings" / "en.toml", "=", " ="),
        lambda folder: spoil(folder / "templates" / "_parts.html", "<time", "<time  "),
        lambda folder: (folder / "templates" / "new.html").write_text("", encoding="utf-8"),
        lambda folder: (folder / "static" / "diwan.css").unlink(),
        lambda folder: (folder / "static" / "diwan.css").rename(folder / "static" / "mine.css"),
    ],
    ids=["manifest", "strings", "template", "new template", "no style", "renamed style"],
)
def test_a_changed_theme_is_judged_again(tmp_path: Path, mine: Path, changed: Callable[[Path], object]) -> None:
    load(mine, tmp_path)
    misled(mine, tmp_path)
    changed(mine)

    assert load(mine, tmp_path).name != "remembered"


def test_another_language_or_other_numerals_are_another_theme(tmp_path: Path) -> None:
    load(DIWAN, tmp_path)
    misled(DIWAN, tmp_path)

    assert theme.load(DIWAN, "ar-SY", "latn", tmp_path).name != "remembered"
    assert theme.load(DIWAN, "ar", "arab", tmp_path).name != "remembered"


def test_a_faulty_theme_is_faulty_every_time(tmp_path: Path, mine: Path) -> None:
    load(mine, tmp_path)
    spoil(mine / "templates" / "page.html", '<div class="text">', "{{ nosuch }}")

    for _ in range(2):
        with pytest.raises(theme.Faulty):
            load(mine, tmp_path)


# ---------------------------------------------------------------- a memory that cannot be trusted


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda data: data[:13],
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data + b"x",
        lambda data: b"\x00" * len(data),
        lambda data: data[:5_000] + bytes([data[5_000] ^ 1]) + data[5_001:],
        lambda data: data[26:],
    ],
    ids=["empty", "26 letters short", "one byte short", "half", "one byte more", "zeros", "one bit", "no digest"],
)
def test_a_damaged_memory_is_as_good_as_none(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    fresh = load(DIWAN, tmp_path)
    (tmp_path / FILE).write_bytes(damage((tmp_path / FILE).read_bytes()))
    loaded = load(DIWAN, tmp_path)
    key = theme_memory.key((DIWAN,), "ar", "latn", theme.fonts_of(lineage.trace(DIWAN)).mark)

    assert same(fresh, loaded)
    assert theme_memory.recall(tmp_path, str(key))


def test_a_memory_of_another_shape_is_as_good_as_none(tmp_path: Path) -> None:
    """That of another version, whole and with its digest."""
    payload = msgspec.msgpack.encode({"key": "x", "kept": {"name": 1}})
    (tmp_path / FILE).write_bytes(fingerprint.digest_bytes(payload).encode() + payload)

    assert same(load(DIWAN, None), load(DIWAN, tmp_path))


def test_a_memory_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert same(load(DIWAN, None), load(DIWAN, tmp_path / "file"))


def test_nothing_is_left_beside_the_memory(tmp_path: Path) -> None:
    load(DIWAN, tmp_path / "deep" / "memory")

    assert [path.name for path in (tmp_path / "deep" / "memory").iterdir() if path.is_file()] == [FILE]


# ---------------------------------------------------------------- what a theme and its templates are made of


def test_a_stamp_changes_with_any_file_and_with_nothing_else(mine: Path) -> None:
    first = theme.stamp(mine)
    again = theme.stamp(mine)
    os.utime(mine / "templates" / "_parts.html", ns=(1, 1))

    assert first == again
    assert theme.stamp(mine) != first


def changed(before: Theme, after: Theme) -> set[str]:
    return {name for name in before.closures if before.closures[name] != after.closures[name]}


def test_a_changed_template_changes_those_that_draw_on_it(mine: Path) -> None:
    before = load(mine, None)
    spoil(mine / "templates" / "_index_name.html", "{{ t(", "{{  t(")
    after = load(mine, None)

    assert changed(before, after) == {
        "_index_name.html",
        "feeds.html",
        *(f"{at}{name}.html" for at in ("", "lite/") for name in ("archive", "index")),
    }


def test_what_all_templates_draw_on_changes_all(mine: Path) -> None:
    before = load(mine, None)
    spoil(mine / "templates" / "_parts.html", "{% macro date", "{%  macro date")
    after = load(mine, None)

    of_others = {name for name in before.closures if name.startswith("lite/")}  # the light edition has parts of its own
    assert set(before.closures) - changed(before, after) - of_others == {"_index_name.html", "_list_name.html"}


@pytest.mark.parametrize(("file", "old", "new"), [("strings/ar.toml", "=", " ="), ("static/diwan.css", "{", " {")])
def test_a_changed_string_or_static_file_changes_all(mine: Path, file: str, old: str, new: str) -> None:
    before = load(mine, None)
    spoil(mine / file, old, new)

    assert changed(before, load(mine, None)) == set(before.closures)


def test_a_drawing_that_a_template_includes_is_a_part_of_it(mine: Path) -> None:
    drawing = mine / "templates" / "drawings" / "mark.svg"
    drawing.parent.mkdir()
    drawing.write_text("<svg>{% include 'drawings/inner.svg' %}</svg>", encoding="utf-8")
    (drawing.parent / "inner.svg").write_text("<path/>", encoding="utf-8")
    spoil(mine / "templates" / "page.html", '<div class="text">', '{% include "drawings/mark.svg" %}<div class="text">')
    before = load(mine, None)
    (drawing.parent / "inner.svg").write_text("<path />", encoding="utf-8")

    assert changed(before, load(mine, None)) == {"page.html"}


def test_what_is_included_where_it_is_there_is_a_part_of_it_when_it_comes(mine: Path) -> None:
    spoil(mine / "templates" / "page.html", "<article", '{% include "extra.txt" ignore missing %}<article')
    before = load(mine, None)
    (mine / "templates" / "extra.txt").write_text("نص", encoding="utf-8")

    assert changed(before, load(mine, None)) == {"page.html"}
