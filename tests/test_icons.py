"""The outlet's icons and the manifest of its app: there, of the size that is said, of the logo or of its letter."""

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from rich import DIWAN, Reading, pages, rich
from screen import opened, serving
from sites import SITE_TOML, Built, build, rebuild, report
from studio import photograph, put

from warraq import shop, theme
from warraq.media import icons, pixels
from warraq.media.cards import Look
from warraq.media.icons import NAMES, Emblem, Icon, drawn, first_letter

SIZES = {"icon-144": 144, "icon-180": 180, "icon-192": 192, "icon-512": 512, "icon-maskable": 512}
WITH_LOGO = f'-- content/site.toml --\n{SITE_TOML}\n[publisher]\nlogo = "media/logo.png"\n'


@pytest.fixture(scope="module")
def look() -> Look:
    found = theme.load(DIWAN, "ar", "latn").cards
    assert found
    return found


def emblem(look: Look, letter: str = "م") -> Emblem:
    return Emblem(letter=letter, face=look.head.mark, accent="#0b4f5c", paper="#fbf9f4")


def seen(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGBA")


def found(site: Built) -> dict[str, bytes]:
    """The icons of a site, by name."""
    files = {
        name.split(".")[0].removeprefix("assets/"): data
        for name, data in site.files().items()
        if "assets/icon-" in name
    }
    return {name: data for name, data in files.items() if name in NAMES}


def with_logo(folder: Path, data: bytes) -> Built:
    put(folder, "logo.png", data)
    return build(folder, WITH_LOGO + report())


# ---------------------------------------------------------------- drawing


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_has_the_size_that_its_name_says(look: Look, name: icons.Name) -> None:
    image = seen(drawn(Icon(name, emblem(look)), look.head, b""))

    assert image.size == (SIZES[name], SIZES[name])


@pytest.mark.parametrize("letter", ["م", "ل", "ج", "ا", "W"])
def test_a_letter_stands_in_the_middle_of_what_no_mask_cuts(look: Look, letter: str) -> None:
    image = seen(drawn(Icon("icon-maskable", emblem(look, letter)), look.head, b"")).convert("L")
    left, top, right, bottom = image.point(lambda shade: 255 if shade > 160 else 0).getbbox() or (0, 0, 0, 0)

    assert right > left
    assert max(right - left, bottom - top) > 512 * 0.4
    assert abs(left + right - 512) <= 4
    assert abs(top + bottom - 512) <= 4
    assert min(left, top) > 512 * 0.1


def test_a_letter_that_the_font_has_not_is_left_out(look: Look) -> None:
    image = seen(drawn(Icon("icon-192", emblem(look, "漢")), look.head, b""))

    assert len(image.getcolors() or ()) == 1


def test_the_same_icon_has_the_same_bytes(look: Look) -> None:
    icon = Icon("icon-180", emblem(look))
    first = drawn(icon, look.head, b"")
    drawn.cache_clear()

    assert drawn(icon, look.head, b"") == first


@pytest.mark.parametrize(("name", "letter"), [("مرصد", "م"), ("«المدى»", "ا"), ("warraq", "W"), ("؟", "")])
def test_the_first_letter_stands_for_a_name(name: str, letter: str) -> None:
    assert first_letter(name) == letter


def test_a_logo_of_a_mask_keeps_its_corners() -> None:
    """In the circle of 0.8 of the side (W3C App Manifest); around it is paper."""
    data = photograph(600, 600, kind="PNG")
    image = seen(drawn(Icon("icon-maskable", Emblem(logo="x", paper="#fbf9f4")), None, data))
    paper = (0xFB, 0xF9, 0xF4, 0xFF)
    box = [at for at in range(512) if image.getpixel((at, 256)) != paper]

    assert image.getpixel((0, 0)) == paper
    assert (box[-1] - box[0]) / 512 * 2**0.5 <= 0.8


def test_what_shows_through_a_logo_is_paper_on_a_home_screen_of_ios_alone() -> None:
    glass = BytesIO()
    Image.new("RGBA", (512, 512), (0, 0, 0, 0)).save(glass, "PNG")
    made = {name: seen(drawn(Icon(name, Emblem(logo="x", paper="#fbf9f4")), None, glass.getvalue())) for name in NAMES}

    assert {name for name, image in made.items() if image.getpixel((5, 5)) == (0xFB, 0xF9, 0xF4, 0xFF)} == {
        "icon-180",
        "icon-maskable",
    }


# ---------------------------------------------------------------- in a site


def test_the_manifest_names_icons_that_are_there_in_the_sizes_that_it_says(tmp_path: Path) -> None:
    site = build(tmp_path, rich())
    told = json.loads(site.page("/manifest.webmanifest"))

    assert (told["name"], told["short_name"]) == ("منصة التجربة الإعلامية", "منصة التجربة")
    assert (told["lang"], told["dir"], told["start_url"], told["scope"], told["id"]) == ("ar", "rtl", "/", "/", "/")
    assert {one["purpose"] for one in told["icons"]} == {"any", "maskable"}
    for one in told["icons"]:
        image = Image.open(BytesIO(site.files()[one["src"][1:]]))
        assert f"{image.width}x{image.height}" == one["sizes"]
        assert Image.MIME[str(image.format)] == one["type"]


def test_below_a_path_the_app_is_that_path(tmp_path: Path) -> None:
    site = build(tmp_path, rich("https://x.example/news"))
    told = json.loads(site.page("/manifest.webmanifest"))

    assert (told["start_url"], told["scope"]) == ("/news/", "/news/")
    assert all(one["src"].startswith("/news/assets/") for one in told["icons"])


def test_every_page_but_those_that_lead_on_names_manifest_icon_and_colours(tmp_path: Path) -> None:
    site = build(tmp_path, rich())
    for name, page in pages(site.public).items():
        leads_on = bool(page.all("meta", **{"http-equiv": "refresh"}))
        wanted = 0 if leads_on or name.startswith("lite/") else 1

        assert (name, len(page.all("link", rel="manifest"))) == (name, wanted)
        assert (name, len(page.all("link", rel="apple-touch-icon"))) == (name, wanted)
        assert (name, len(page.all("meta", name="theme-color"))) == (name, 2 * wanted)


def test_a_machine_that_cannot_join_letters_draws_icons_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One letter has nothing to join."""
    with_it = found(build(tmp_path / "with", report()))
    monkeypatch.setattr(shop, "_FRIBIDI", ("libnone.so",))
    drawn.cache_clear()

    assert found(build(tmp_path / "without", report())) == with_it
    assert set(with_it) == set(NAMES)


def test_a_theme_without_fonts_has_no_icons_and_nothing_names_one(tmp_path: Path) -> None:
    bare = "-- themes/bare/theme.toml --\nname = 'bare'\ncontract = 1\nextends = 'diwan'\ncards = 0\n"
    site = build(tmp_path, f'-- content/site.toml --\ntheme = "bare"\n{SITE_TOML}{report()}{bare}')

    assert site.codes == []
    assert found(site) == {}
    assert json.loads(site.page("/manifest.webmanifest"))["icons"] == []
    assert "icon-" not in site.page("/")
    assert "icon-" not in site.page("/2024/01/خبر/")


def test_a_logo_is_on_every_icon_and_is_the_mark_of_the_page(tmp_path: Path) -> None:
    site = with_logo(tmp_path, photograph(512, 512, kind="PNG"))
    page = Reading(site.page("/"))
    colours = {
        name: seen(data).getpixel((seen(data).width * 3 // 8, seen(data).height * 3 // 8))
        for name, data in found(site).items()
    }

    assert set(colours) == set(NAMES)
    assert {colour[0] > 200 and colour[1] < 60 for colour in colours.values() if isinstance(colour, tuple)} == {True}
    assert page.one("link", rel="icon").attributes["href"].startswith("/assets/icon-192.")
    assert not any(name.startswith("assets/media/") for name in site.files())


def test_a_new_logo_has_new_addresses_everywhere_as_in_a_clean_build(tmp_path: Path) -> None:
    before = with_logo(tmp_path, photograph(512, 512, kind="PNG")).page("/2024/01/خبر/")
    put(tmp_path, "logo.png", photograph(600, 600, "black", kind="PNG"))
    after = rebuild(tmp_path)
    clean = with_logo(tmp_path / "clean", photograph(600, 600, "black", kind="PNG"))

    assert after.page("/2024/01/خبر/") != before
    assert after.files() == clean.files()


def test_another_name_draws_another_letter_as_in_a_clean_build(tmp_path: Path) -> None:
    build(tmp_path, report())
    toml = f"-- content/site.toml --\n{SITE_TOML.replace('منصة التجربة', 'ديوان التجربة')}"
    after = build(tmp_path, toml)

    assert after.files() == build(tmp_path / "clean", toml + report()).files()


def test_an_edit_draws_nothing_and_looks_at_no_logo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_logo(tmp_path, photograph(512, 512, kind="PNG"))
    monkeypatch.setattr(icons, "drawn", None)
    monkeypatch.setattr(pixels, "header", None)

    assert build(tmp_path, report(body="نص آخر")).exit_code == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (None, "not found|No such file"),
        (b"no picture", "no picture that can be read"),
        (photograph(512, 512, kind="PNG")[:900], "no picture that can be read"),
        (photograph(600, 512, kind="PNG"), "not square \\(600×512\\)"),
        (photograph(511, 511, kind="PNG"), "too small \\(511×511\\)"),
    ],
    ids=["missing", "no picture", "cut off", "not square", "too small"],
)
def test_a_logo_that_does_not_fit_is_an_error_and_says_why(tmp_path: Path, data: bytes | None, words: str) -> None:
    if data is not None:
        put(tmp_path, "logo.png", data)
    site = build(tmp_path, WITH_LOGO + report())
    (problem,) = site.outcome.problems

    assert (problem.code, site.exit_code) == ("E213", 2)
    assert re.search(words, problem.english)


# ---------------------------------------------------------------- a real browser


@pytest.mark.browser
def test_a_browser_reads_the_manifest_without_a_word(tmp_path: Path) -> None:
    site = build(tmp_path, rich())
    with opened() as browser, serving(site.public) as address:
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{address}/")
        read = page.context.new_cdp_session(page).send("Page.getAppManifest")
        page.close()

    assert said == []
    assert read["errors"] == []
    assert read["url"] == f"{address}/manifest.webmanifest"
    assert json.loads(read["data"])["short_name"] == "منصة التجربة"
