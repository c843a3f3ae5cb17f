"""Social cards: drawn once, with joined letters, in one look; there for what readers may see, and for nothing else."""

import re
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, features
from rich import spoil
from sites import SITE_TOML, Built, build, rebuild, report, write

from warraq import lineage, shop, theme
from warraq.media import cards
from warraq.media.cards import HEIGHT, WIDTH, Card, Look, drawn

ROOT = Path(__file__).parent.parent
CARDS = f"-- content/site.toml --\ncards = true\n{SITE_TOML.replace('cards = false', '')}"
OG_IMAGE = re.compile(r'<meta property="og:image" content="https://news\.example(/assets/cards/[a-z2-7]{16}\.png)">')
LONG = "الأمم المتحدة تدعو إلى «هدنة إنسانية فورية» وتحذّر من مجاعة تهدد مئات الآلاف، وBBC تنقل عن مصادر أن المفاوضات"


@pytest.fixture(scope="module")
def look() -> Look:
    found = theme.load(ROOT / "themes" / "diwan", "ar", "latn").cards
    assert found
    return found


@pytest.fixture
def card(look: Look) -> Callable[..., Card]:
    def made(title: str = "عنوان", **more: str) -> Card:
        words = {"kicker": "تقرير خاص", "outlet": "مرصد مينا", "full_name": "المرصد", "language": "ar", "dir": "rtl"}
        return Card(identity="a", title=title, look=look.mark, **(words | more))  # type: ignore[arg-type]  # by name

    return made


def pixels(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("L")


def inked(data: bytes, top: int, bottom: int) -> tuple[int, int, int, int]:
    """The box of what is darker than paper between two heights."""
    part = pixels(data).crop((0, top, WIDTH, bottom))
    box = part.point(lambda shade: 255 if shade < 128 else 0).getbbox()
    assert box
    return box[0], box[1] + top, box[2], box[3] + top


def card_of(site: Built, path: str) -> str:
    found = OG_IMAGE.search(site.page(path))
    assert found
    return found[1]


def wants_cards(folder: Path) -> bool:
    """Whether an outlet with cards may have them on this machine."""
    write(folder, CARDS)
    content, output, state = (str(folder / name) for name in ("content", "public", ".warraq"))
    return shop.opened(shop.Options(content=content, output=output, state=state, now=0)).config.cards


# ---------------------------------------------------------------- drawing


def test_a_card_has_the_size_that_messengers_show_whole(card: Callable[..., Card], look: Look) -> None:
    image = Image.open(BytesIO(drawn(card(), look)))

    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))


def test_the_machine_that_tests_can_join_arabic_letters() -> None:
    assert features.check("raqm")


def test_letters_are_joined_and_run_from_the_right(card: Callable[..., Card], look: Look) -> None:
    """A word takes less room than its letters apart, and begins at the inline start."""
    joined, apart = (inked(drawn(card(title), look), 240, 540) for title in ("محمد", "م ح م د"))

    assert joined[2] - joined[0] < (apart[2] - apart[0]) * 0.8
    assert WIDTH - 64 - joined[2] < 12


def test_a_card_in_english_begins_at_the_left(card: Callable[..., Card], look: Look) -> None:
    box = inked(drawn(card("News of the day", language="en", dir="ltr", kicker=""), look), 178, 540)

    assert 60 <= box[0] < 76


@pytest.mark.parametrize("title", [LONG, LONG * 3, "ك" * 300, "كلمة " * 80, "word " * 90])
def test_no_title_leaves_the_card(card: Callable[..., Card], look: Look, title: str) -> None:
    data = drawn(card(title), look)
    left, top, right, bottom = inked(data, 0, HEIGHT)

    assert (left >= 60, right <= WIDTH - 60, top >= 40, bottom <= HEIGHT - 20) == (True,) * 4


def test_a_long_title_is_cut_with_an_ellipsis_and_a_short_one_is_not(card: Callable[..., Card], look: Look) -> None:
    """What is behind the cut changes nothing."""
    one, other = (drawn(card(LONG * 3 + last), look) for last in ("أ", "بتث"))

    assert one == other
    assert drawn(card("أول"), look) != drawn(card("أول ب"), look)


def test_a_short_title_is_set_large(card: Callable[..., Card], look: Look) -> None:
    box = inked(drawn(card("أحمد", kicker=""), look), 178, 540)

    assert box[3] - box[1] > 70


def test_the_same_card_has_the_same_bytes(card: Callable[..., Card], look: Look) -> None:
    first = drawn(card(), look)
    cards.drawn.cache_clear()

    assert drawn(card(), look) == first


def test_the_outlet_and_its_full_name_are_said_once_each(card: Callable[..., Card], look: Look) -> None:
    with_both, with_one = drawn(card(), look), drawn(card(full_name="مرصد مينا"), look)

    assert ImageChops.difference(pixels(with_both), pixels(with_one)).getbbox() is not None
    assert inked(with_both, 0, HEIGHT)[3] > 560 > inked(with_one, 0, HEIGHT)[3]


def test_a_machine_that_cannot_join_letters_says_so_and_builds_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path, CARDS + report())
    monkeypatch.setattr(shop, "_FRIBIDI", ("libnone.so",))
    site = rebuild(tmp_path)

    assert (site.exit_code, site.codes) == (0, ["W295"])
    assert "/assets/cards/" not in site.page("/2024/01/خبر/")


def test_the_library_that_joins_letters_is_found_without_the_loader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each build asks, also one with a single edit, and the loader's own module is slow to load."""
    (tmp_path / "libfribidi.so.0").touch()
    monkeypatch.setattr(shop, "_LIBRARIES", str(tmp_path))
    monkeypatch.setitem(sys.modules, "ctypes", None)

    assert wants_cards(tmp_path)


def test_the_loader_is_asked_where_the_library_is_not_in_its_usual_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shop, "_LIBRARIES", str(tmp_path / "none"))
    found = wants_cards(tmp_path)
    monkeypatch.setattr(shop, "_FRIBIDI", ("libnone.so",))

    assert found
    assert not wants_cards(tmp_path)


# ---------------------------------------------------------------- in a site


def test_a_report_names_its_card_and_the_card_is_there(tmp_path: Path) -> None:
    site = build(tmp_path, CARDS + report("a", title="خبر"))

    assert site.has(card_of(site, "/2024/01/خبر/"))


def test_reports_with_one_title_have_a_card_each(tmp_path: Path) -> None:
    site = build(tmp_path, CARDS + report("a", slug="a") + report("b", slug="b"))

    assert card_of(site, "/2024/01/a/") != card_of(site, "/2024/01/b/")


def test_a_new_title_has_a_new_card_and_the_old_one_goes(tmp_path: Path) -> None:
    site = build(tmp_path, CARDS + report("a", slug="a", title="قديم"))
    before = card_of(site, "/2024/01/a/")
    write(tmp_path, report("a", slug="a", title="جديد"))
    site = rebuild(tmp_path)

    assert not site.has(before)
    assert site.has(card_of(site, "/2024/01/a/"))


def test_a_new_word_in_the_text_draws_no_card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, CARDS + report("a", "نص"))
    monkeypatch.setattr(cards, "drawn", None)
    write(tmp_path, report("a", "نص آخر"))

    assert rebuild(tmp_path).exit_code == 0


@pytest.mark.parametrize("keys", [{"draft": "true"}, {"date": "2027-01-01"}, {"expires": "2024-02-01"}])
def test_what_readers_may_not_see_has_no_card(tmp_path: Path, keys: dict[str, str]) -> None:
    site = build(tmp_path, CARDS + report("a", **keys))

    assert not [name for name in site.files() if name.startswith("assets/cards/")]


def test_what_was_withdrawn_loses_its_card(tmp_path: Path) -> None:
    build(tmp_path, CARDS + report("a"))
    write(tmp_path, report("a", withdrawn="{date: 2024-02-01, reason: خطأ}"))
    site = rebuild(tmp_path)

    assert not [name for name in site.files() if name.startswith("assets/cards/")]
    assert "og:image" not in site.page("/2024/01/خبر/")


def test_an_outlet_can_do_without(tmp_path: Path) -> None:
    build(tmp_path, CARDS + report("a"))
    write(tmp_path, CARDS.replace("cards = true", "cards = false"))
    site = rebuild(tmp_path)

    assert not [name for name in site.files() if name.startswith("assets/cards/")]
    assert site.codes == []


def test_a_theme_that_says_nothing_of_cards_has_none_and_it_is_said(tmp_path: Path) -> None:
    bare = "-- themes/bare/theme.toml --\nname = 'bare'\ncontract = 1\nextends = 'diwan'\n[cards]\nhead = 'none'\n"
    site = build(tmp_path, CARDS.replace("cards = true", 'cards = true\ntheme = "bare"') + report() + bare)

    assert (site.exit_code, site.codes) == (2, ["E270"])


def test_colours_of_the_theme_are_those_of_its_cards(tmp_path: Path) -> None:
    diwan = ROOT / "themes"
    write(
        tmp_path, "-- red/theme.toml --\nname = 'red'\ncontract = 1\nextends = 'diwan'\n[colors]\naccent = '#7a1f2b'\n"
    )
    red = theme.load(tmp_path / "red", "ar", "latn", folders=(diwan,)).cards

    assert red
    assert red.accent == "#7a1f2b"
    assert lineage.trace(tmp_path / "red", (diwan,)).is_whole


def test_another_font_for_cards_alone_draws_them_anew(tmp_path: Path, mine: Path) -> None:
    """Nothing else of the theme is another then."""
    build(tmp_path, CARDS + report(), theme="mine")
    spoil(mine / "theme.toml", 'text = "text"', 'text = "head"')
    after = rebuild(tmp_path, theme="mine").files()
    clean = build(tmp_path / "clean", CARDS + report(), theme=str(mine)).files()

    assert after == clean
