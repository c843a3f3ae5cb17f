"""Fonts: cut from packages to sets of letters, the same each time, light, and nothing lost that a reader would see."""

import gzip
import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from playwright.sync_api import Browser, Page, Route
from rich import DIWAN, spoil
from screen import go, opened, page_of, serving
from sites import ROOT, SITE_TOML, Built, build, build_seed, rebuild, report, write

from warraq import fonts, lineage, stylesheet, theme, typecase, urls
from warraq.problems import Where

BUDGET = 40_000  # bytes of all fonts on the first view (T-4.6)
SHAPING = {"init", "medi", "fina", "isol", "rlig", "liga", "calt", "ccmp", "mark", "mkmk", "locl", "kern"}
FACES = ("text", "head")


def asked() -> fonts.Found:
    return theme.fonts_of(lineage.trace(DIWAN))


def whole(name: str) -> TTFont:
    """The font as its package has it."""
    return TTFont(io.BytesIO(next(one.data for one in asked().sources if one.face.name == name)))


def cut(name: str) -> TTFont:
    """The font as it is published."""
    return TTFont(io.BytesIO(fonts.cut(asked()).files[f"fonts/{name}.woff2"]))


def features(font: TTFont) -> set[str]:
    tables = (font[tag].table for tag in ("GSUB", "GPOS") if tag in font)
    return {record.FeatureTag for table in tables for record in table.FeatureList.FeatureRecord}


class Words(HTMLParser):
    """All that a page shows, and says in attributes that are shown."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.seen |= set(data)


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_seed(tmp_path_factory.mktemp("seed"))


def published(built: Built) -> dict[str, bytes]:
    """The fonts of a built site, by their names without digests."""
    files = {name: data for name, data in built.files().items() if name.startswith("assets/fonts/")}
    return {re.sub(r"\.\w{10}\.", ".", name.removeprefix("assets/")): data for name, data in files.items()}


# ---------------------------------------------------------------- what readers get


def test_two_files_within_the_budget(seed: Built) -> None:
    files = {name: data for name, data in published(seed).items() if name.endswith(".woff2")}

    assert set(files) == {"fonts/text.woff2", "fonts/head.woff2"}
    assert sum(map(len, files.values())) <= BUDGET


def test_the_first_report_is_less_than_50_kib_in_all(seed: Built) -> None:
    """T-4.2: the page, its stylesheet, its icon and both fonts, on a line with gzip."""
    files = seed.files()
    (page,) = (data for name, data in files.items() if re.match(r"2018/12/.*/index\.html", name))
    fetched = [data for name, data in files.items() if re.fullmatch(r"assets/[\w-]+\.\w{10}\.(?:css|svg)", name)]
    fonts_of = [data for name, data in files.items() if name.endswith(".woff2")]

    assert len(fetched) == len(fonts_of) == 2
    assert sum(len(gzip.compress(one, 9)) for one in (page, *fetched)) + sum(map(len, fonts_of)) <= 50 * 1024


@pytest.mark.parametrize("name", FACES)
def test_every_letter_of_the_built_pages_that_the_font_has_is_in_the_cut_one(seed: Built, name: str) -> None:
    """Latin letters are left to the system's faces."""
    pages = [data.decode("utf-8") for file, data in seed.files().items() if file.endswith(".html")]
    latin = {code for code in typecase.characters(["latin", "latin-more"]) if chr(code).isalpha()}
    seen = {ord(letter) for page in pages for letter in Words(page).seen} - latin

    assert len(seen & set(whole(name).getBestCmap())) > 30
    assert seen & set(whole(name).getBestCmap()) <= set(cut(name).getBestCmap())


def test_no_text_of_the_outlet_has_a_letter_that_was_cut(seed: Built) -> None:
    assert [found for found in seed.outcome.problems if found.code == "W260"] == []


@pytest.mark.parametrize("name", FACES)
def test_what_shapes_letters_survives(name: str) -> None:
    kept = features(cut(name))

    assert features(whole(name)) & SHAPING - kept <= {"liga"}  # which in Plex joins f and i, and nothing Arabic
    assert {"init", "medi", "fina", "rlig", "mark", "mkmk"} <= kept


@pytest.mark.parametrize("name", FACES)
def test_a_cut_font_keeps_its_notice_and_licence_and_no_name_that_may_be_reserved(name: str) -> None:
    """OFL 1.1, conditions 2 and 3."""
    named = {record.nameID: str(record) for record in cut(name)["name"].names}

    assert set(named) == {0, 13, 14}
    assert "Copyright" in named[0]
    assert "SIL Open Font License" in named[13]


def test_the_licences_are_published_beside_the_fonts(seed: Built) -> None:
    said = published(seed)["fonts/OFL.txt"].decode("utf-8")

    assert said.count("SIL OPEN FONT LICENSE Version 1.1") == 2
    assert [line for line in said.splitlines() if line.startswith("fontpkg_")] == [
        f"{package}: {file}" for package, file in zip(_packages(), _files(), strict=True)
    ]


def _packages() -> list[str]:
    return [one.notice.partition(":")[0] for one in asked().sources]


def _files() -> list[str]:
    return [one.face.file for one in asked().sources]


@pytest.mark.parametrize("name", FACES)
def test_hints_and_axes_are_gone(name: str) -> None:
    assert not {"fpgm", "prep", "cvt ", "fvar", "gvar", "DSIG"} & set(cut(name).keys())


def test_the_stylesheet_names_the_fonts_by_addresses_that_are_there(seed: Built) -> None:
    (sheet,) = (name for name in seed.files() if name.endswith(".css"))
    named = re.findall(r'url\("([^"]+)"\)', seed.files()[sheet].decode("utf-8"))

    assert {re.sub(r"\.\w{10}\.", ".", one) for one in named} == {"fonts/text.woff2", "fonts/head.woff2"}
    assert {f"assets/{one}" for one in named} <= set(seed.files())


def test_a_stylesheet_asks_for_no_letter_that_its_font_lacks(seed: Built) -> None:
    """A range wider than the font would cost a download for nothing; one that is narrower hides letters."""
    css = next(data.decode("utf-8") for name, data in seed.files().items() if name.endswith(".css"))
    for name in FACES:
        ranges = re.findall(rf"fonts/{name}\.\w+\.woff2[^}}]*unicode-range: ([^;]+);", css)
        covered = {code for one in ranges for part in one.split(", ") for code in codes(part)}

        assert set(cut(name).getBestCmap()) <= covered


def codes(written: str) -> range:
    first, _, last = written.removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


@pytest.mark.parametrize("name", FACES)
def test_every_letter_digit_and_sign_keeps_its_outline_and_its_width(name: str) -> None:
    """Signs of Latin too, which a system's hinting may draw otherwise where there are no Latin letters beside them."""
    (axes,) = (one.face.axes for one in asked().sources if one.face.name == name)
    full = whole(name)
    if axes:
        instantiateVariableFont(full, {tag: limits[0] for tag, limits in axes}, inplace=True)
    kept = cut(name)
    letters = kept.getBestCmap()

    assert len(letters) > 200
    assert [chr(code) for code in letters if not is_same(drawn(kept, code), drawn(full, code))] == []


Drawn = tuple[float, list[str], list[tuple[float, float]]]


def drawn(font: TTFont, code: int) -> Drawn:
    """A letter's width, its strokes and their points."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    glyph = font.getGlyphSet()[font.getBestCmap()[code]]
    glyph.draw(pen)
    return glyph.width, [stroke for stroke, _ in pen.value], [point for _, points in pen.value for point in points]


def is_same(one: Drawn, other: Drawn) -> bool:
    """Whether two letters are one, to half a thousandth of their size: parts of a letter are rounded by themselves."""
    near = (
        abs(x - right) <= 0.5 and abs(y - top) <= 0.5 for (x, y), (right, top) in zip(one[2], other[2], strict=True)
    )
    return one[:2] == other[:2] and all(near)


# ---------------------------------------------------------------- the same bytes, and no second cut


def command(folder: Path, *flags: str, **environment: str) -> str:
    """`python build.py` in a folder; what it said on the second channel."""
    options = ("--output", str(folder / "public"), "--state", str(folder / "state"), "--as-of", "2026-01-01")
    done = subprocess.run(
        [sys.executable, *flags, str(ROOT / "build.py"), "--content", str(folder / "content"), *options],
        env=os.environ | environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_two_folders_and_two_hash_seeds_give_the_same_fonts(tmp_path: Path) -> None:
    made: list[dict[str, bytes]] = []
    for name in ("first", "ثانٍ"):
        write(tmp_path / name, f"-- content/site.toml --\n{SITE_TOML}\n{report()}")
        command(tmp_path / name, PYTHONHASHSEED=str(len(made)))
        made.append(published(Built(tmp_path / name, None)))  # type: ignore[arg-type]  # its files are asked for only

    assert len(made[0]) == 3
    assert made[0] == made[1]


def test_a_second_build_imports_nothing_to_cut_with(tmp_path: Path) -> None:
    write(tmp_path, f"-- content/site.toml --\n{SITE_TOML}\n{report()}")
    first = command(tmp_path, "-X", "importtime")
    second = command(tmp_path, "-X", "importtime")

    assert "fontTools.subset" in first
    assert re.findall(r"fontTools|brotli|importlib\.metadata", second) == []


def test_what_was_cut_is_believed_and_what_is_damaged_is_cut_again(tmp_path: Path) -> None:
    fresh = fonts.cut(asked(), tmp_path)
    kept = sorted(tmp_path.glob("*.font"))
    kept[0].write_bytes(kept[0].read_bytes()[:-1])
    kept[1].write_bytes(b"")

    assert len(kept) == 2
    assert fonts.cut(asked(), tmp_path) == fresh
    assert fonts.cut(asked(), tmp_path / "file") == fresh
    assert all(path.stat().st_size > 10_000 for path in kept)


def test_a_kept_font_is_not_cut_again(tmp_path: Path) -> None:
    fonts.cut(asked(), tmp_path)
    unreadable = msgspec.structs.replace(
        asked(), sources=tuple(msgspec.structs.replace(one, data=b"no font") for one in asked().sources)
    )

    assert fonts.cut(unreadable, tmp_path) == fonts.cut(asked())


def test_fonts_of_yesterday_are_forgotten(tmp_path: Path) -> None:
    (tmp_path / "old.font").write_bytes(b"old")
    fonts.cut(asked(), tmp_path)

    assert "old.font" not in {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize("key", ["characters", "axes", "also"])
def test_another_recipe_is_another_font(mine: Path, key: str) -> None:
    before = theme.fonts_of(lineage.trace(mine)).mark
    {
        "characters": lambda: spoil(mine / "theme.toml", '"kurdish", ', ""),
        "axes": lambda: spoil(mine / "theme.toml", "wght = 700", "wght = 600"),
        "also": lambda: spoil(mine / "theme.toml", "[fonts.text]", '[fonts.text]\nalso = "₽"'),
    }[key]()

    assert theme.fonts_of(lineage.trace(mine)).mark != before


def test_a_changed_font_gives_the_stylesheet_and_the_pages_another_address(tmp_path: Path, mine: Path) -> None:
    first = build(tmp_path, report(), theme="mine").files()
    spoil(mine / "theme.toml", "[fonts.text]", '[fonts.text]\nalso = "₽"')
    second = rebuild(tmp_path, theme="mine").files()
    gone = {re.sub(r"\.\w{10}\.", ".", name) for name in first.keys() - second.keys()}

    assert gone == {"assets/fonts/text.woff2", "assets/diwan.css"}
    assert first["index.html"] != second["index.html"]


# ---------------------------------------------------------------- what is wrong with the asking


def faults(folder: Path) -> list[tuple[str, int, str]]:
    """Code, line and English of what is wrong with a theme."""
    with pytest.raises(theme.Faulty) as raised:
        theme.load(folder, "ar", "latn")
    return [(found.code, found.where.line, found.english) for found in raised.value.problems]


def test_a_package_that_is_not_installed_is_named_with_the_command(tmp_path: Path, mine: Path) -> None:
    line = spoil(mine / "theme.toml", '"fontpkg-noto-kufi-arabic"', '"fontpkg-no-such-font"')
    built = build(tmp_path, report(), theme="mine")
    (found,) = built.outcome.problems

    assert (found.code, found.where.line, built.exit_code) == ("E260", line, 2)
    assert "pip install fontpkg-no-such-font" in found.english
    assert "\u2066pip install fontpkg-no-such-font\u2069" in found.arabic  # nothing inside that a shell would see


def edited(folder: Path, old: str, new: str) -> int:
    return spoil(folder / "theme.toml", old, new)


WRONG: dict[str, tuple[Callable[[Path], int], str, str]] = {
    "no such file": (lambda folder: edited(folder, "Arabic-Regular.ttf", "Arabic-Reglar.ttf"), "E261", "IBM"),
    "no such set": (lambda folder: edited(folder, '["arabic", "hon', '["arabik", "hon'), "E262", "'arabic'"),
    "no such axis": (lambda folder: edited(folder, "wght = 700", "weight = 700"), "E263", "weight"),
    "words for an axis": (lambda folder: edited(folder, "wght = 700", 'wght = "bold"'), "E266", "axes"),
    "words for a list": (
        lambda folder: edited(folder, 'leave = ["latin", "latin-more"]', 'leave = "latin"'), "E266", "leave"
    ),
    "no file": (lambda folder: edited(folder, 'file = "IBM', '# file = "IBM'), "E266", "file"),
    "unknown key": (lambda folder: edited(folder, "axes =", "axis ="), "E112", "'axes'"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_asked_wrongly_is_said_at_its_place(mine: Path, name: str) -> None:
    spoilt, code, word = WRONG[name]
    line = spoilt(mine)
    ((found, where, english),) = faults(mine)

    assert found == code
    assert word in english
    assert abs(where - line) <= 5  # the key, or its table


def installed(folder: Path, record: str | None) -> fonts.Found:
    """What is found of a made-up package whose record lists these files."""
    (folder / "made_up_font-1.0.dist-info").mkdir()
    (folder / "made_up_font").mkdir()
    (folder / "made_up_font" / "x.ttf").write_bytes(b"font")
    (folder / "made_up_font" / "OFL.txt").write_text("licence", encoding="utf-8")
    if record is not None:
        (folder / "made_up_font-1.0.dist-info" / "RECORD").write_text(record, encoding="utf-8")
    table = {"package": "Made.Up-Font", "file": "x.ttf", "characters": ["arabic"]}
    return fonts.found({"text": table}, lambda *_: Where("theme.toml"))


def test_a_package_is_found_by_any_spelling_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (source,) = installed(tmp_path, "made_up_font/x.ttf,sha256=x,4\nmade_up_font/OFL.txt,,\n").sources

    assert source.data == b"font"
    assert source.notice == "made_up_font-1.0: x.ttf\n\nlicence\n"


@pytest.mark.parametrize(("record", "code"), [(None, "E261"), ("", "E261"), ("made_up_font/gone/x.ttf,,\n", "E107")])
def test_a_package_that_was_installed_by_halves_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: str | None, code: str
) -> None:
    monkeypatch.syspath_prepend(tmp_path)

    assert [found.code for found in installed(tmp_path, record).problems] == [code]


def test_a_theme_without_fonts_has_none_and_warns_of_nothing(tmp_path: Path, mine: Path) -> None:
    """A theme may be all the system's own faces."""
    manifest = (mine / "theme.toml").read_text(encoding="utf-8")
    (mine / "theme.toml").write_text(re.sub(r"(?ms)^\[fonts\..*?(?=^\[(?!fonts)|\Z)", "", manifest), encoding="utf-8")
    css = mine / "static" / "diwan.css"
    css.write_text(re.sub(r"@font-face \{[^}]*\}", "", css.read_text(encoding="utf-8")), encoding="utf-8")
    built = build(tmp_path, report(body="حرف ﺏ ورمز ☪."), theme="mine")

    assert built.codes == []
    assert [name for name in built.files() if "fonts" in name] == []


def test_a_file_of_the_themes_own_goes_before_a_font_of_its_name(mine: Path) -> None:
    (mine / "static" / "fonts").mkdir()
    (mine / "static" / "fonts" / "head.woff2").write_bytes(b"own")
    loaded = theme.load(mine, "ar", "latn")

    assert {asset.name: asset.data for asset in loaded.assets}["fonts/head.woff2"] == b"own"


# ---------------------------------------------------------------- letters that were left out


def test_a_letter_that_was_cut_is_a_warning_at_its_place_once(tmp_path: Path) -> None:
    built = build(tmp_path, report(title="«خبر»", body="سطر.\n\nالعملة ₽ هنا.\n\nو₽ هناك."))
    (found,) = built.outcome.problems

    assert (found.code, found.where.path.rpartition("/")[2]) == ("W260", "a.md")
    assert (found.where.line, found.where.column) == (8, 8)
    assert "₽" in found.arabic
    assert "[fonts.text]" in found.english
    assert "U+20BD" in found.english
    assert built.exit_code == 0


def test_a_letter_that_the_theme_adds_is_no_warning_any_more(tmp_path: Path, mine: Path) -> None:
    first = build(tmp_path, report(body="العملة ₽ هنا."), theme="mine")
    spoil(mine / "theme.toml", "[fonts.text]", '[fonts.text]\nalso = "₽"')
    second = rebuild(tmp_path, theme="mine")

    assert first.codes == ["W260"]
    assert second.codes == []


@pytest.mark.parametrize(
    "text", ["كلمة English وçà", "إِودكٍّخٍ ﷺ الله", "گفت‌وگو ڕۆژ ٹھیک ځای ڤ ۱۲۳ ٤٥٦", "«—» … 50 % € ™"]
)
def test_what_newspapers_write_is_never_a_warning(tmp_path: Path, text: str) -> None:
    assert build(tmp_path, report(body=f"{text}.")).codes == []


def test_a_warning_is_said_again_by_a_build_that_reads_nothing(tmp_path: Path) -> None:
    build(tmp_path, report(body="العملة ₽ هنا."))

    assert rebuild(tmp_path).codes == ["W260"]


def test_a_mark_is_shown_on_a_circle_and_the_lowest_face_is_named() -> None:
    left_out = {"\u08d4": "head", "☪": "text"}
    finder = typecase.one_of(left_out)
    assert finder

    found = list(typecase.beyond("أ☪\nب\u08d4☪", "x.md", left_out, finder))

    assert [one.where for one in found] == [Where("x.md", 1, 2), Where("x.md", 2, 2)]
    assert "\u25cc\u08d4" in found[1].arabic


# ---------------------------------------------------------------- stylesheets that name files


def sheets(**files: str) -> dict[str, bytes]:
    return {name.replace("_", "."): text.encode() for name, text in files.items()}


def addresses(files: dict[str, bytes]) -> dict[str, str]:
    done = stylesheet.addressed(files, lambda name, data: f"/assets/{len(data)}-{name}")
    return {name: data.decode() for name, (_, data) in done.items()}


def test_a_name_becomes_an_address_wherever_css_has_one() -> None:
    files = sheets(
        a_css='x { src: url("f.woff2") url(f.woff2) url( \'f.woff2#x\' ) } @import "b.css";', b_css="", f_woff2="12345"
    )

    assert addresses(files)["a.css"] == (
        'x { src: url("5-f.woff2") url(5-f.woff2) url( \'5-f.woff2#x\' ) } @import "0-b.css";'
    )


@pytest.mark.parametrize(
    "text",
    [
        '/* url("no.woff2") */',
        'x::before { content: "url(no.woff2)" }',
        "x { background: url(data:image/png;base64,AA==) }",
        "x { mask: url(#drawing) }",
        "x { background: url(/pictures/x.png) }",
        "x { background: url() }",
    ],
)
def test_what_is_no_file_of_the_theme_stays_as_it_is(text: str) -> None:
    files = sheets(a_css=text)

    assert list(stylesheet.faults(files, files, {name: f"static/{name}" for name in files})) == []
    assert addresses(files) == {"a.css": text}


def test_a_file_is_named_from_the_folder_of_its_stylesheet() -> None:
    files = {"css/a.css": b"x { src: url(../f/f.woff2) }", "f/f.woff2": b""}

    assert stylesheet.addressed(files, lambda name, _: f"/assets/{name}")["css/a.css"][1] == files["css/a.css"]
    assert list(stylesheet.faults(files, files, {name: f"static/{name}" for name in files})) == []


def test_what_changes_deep_down_changes_every_address_above() -> None:
    one = sheets(a_css='@import "b.css";', b_css="x { src: url(f.woff2) }", f_woff2="1")
    other = one | sheets(f_woff2="2")
    digests = [stylesheet.addressed(files, theme.asset_path) for files in (one, other)]

    assert all(digests[0][name][0] != digests[1][name][0] for name in one)


def test_bytes_that_are_no_text_come_out_as_they_went_in() -> None:
    files = {"a.css": b"/* \xff */ x { src: url(f.woff2) }", "f.woff2": b""}

    assert stylesheet.addressed(files, lambda name, _: f"/assets/{name}")["a.css"][1] == files["a.css"]


def test_a_file_that_is_not_there_is_said_at_its_line_and_column(tmp_path: Path, mine: Path) -> None:
    css = mine / "static" / "diwan.css"
    text = css.read_text(encoding="utf-8")
    css.write_text(text + '\n  x { src: url("fonts/txt.woff2"); }\n', encoding="utf-8")
    built = build(tmp_path, report(), theme="mine")
    (found,) = built.outcome.problems

    assert (found.code, built.exit_code) == ("E264", 2)
    assert (found.where.line, found.where.column) == (text.count("\n") + 2, 17)
    assert "'fonts/text.woff2'" in found.english


def test_stylesheets_in_a_circle_are_refused(mine: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        (mine / "static" / f"{name}.css").write_text(f'@import "{other}.css";', encoding="utf-8")

    assert [code for code, _, _ in faults(mine)] == ["E265", "E265"]


# ---------------------------------------------------------------- on screen

SHAPED = (
    "لا إلى الأمم لأن الآن ولإلى",
    "الله لله بالله والله اللّٰه",
    "إِودكٍّخٍ لَا إِلَٰهَ إِلَّا اللَّهُ مُدَرِّسةٌ",
    "گفت\u200cوگو پژوهش چی ۱۲۳۴۵۶۷۸۹۰",
    "ڕۆژ ڵ ێ ۆ ەوە ٹھیک ہے ڈاکٹر ں ڭ ڤ ڨ",
    "٠١٢٣٤٥٦٧٨٩ ٪١٢٫٥ ؟ ؛ ، ـــ",
)
SIZE = 30  # pixels


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened() as browser:
        yield browser


def unhinted(font: TTFont) -> bytes:
    """A whole font without its hints, which move an edge by a part of a pixel."""
    for tag in {"fpgm", "prep", "cvt ", "cvar", "gasp"} & set(font.keys()):
        del font[tag]
    for name in font.getGlyphOrder():
        font["glyf"][name].removeHinting()
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


@pytest.mark.browser
@pytest.mark.parametrize("name", FACES)
def test_a_cut_font_draws_what_the_whole_one_draws(browser: Browser, tmp_path: Path, name: str) -> None:
    """T-4.7, to the pixel: joining, ligatures, marks on marks."""
    files = {"whole": unhinted(whole(name)), "cut": fonts.cut(asked()).files[f"fonts/{name}.woff2"], "none": b""}
    lines = "".join(f"<p>{line}</p>" for line in SHAPED)
    for made, data in files.items():
        (tmp_path / f"{made}.font").write_bytes(data)
        style = f"@font-face {{ font-family: f; font-weight: 100 900; src: url({made}.font) }}"
        style += f" body {{ font: 700 {SIZE}px/2.5 f, monospace }}"
        page = f'<!doctype html><html dir="rtl"><meta charset="utf-8"><style>{style}</style><body>{lines}'
        (tmp_path / f"{made}.html").write_text(page, encoding="utf-8")

    with page_of(browser, tmp_path, "/cut.html", 1000) as shown:
        shots = {made: _settled(shown, f"/{made}.html") for made in files}

    assert shots["cut"] == shots["whole"]
    assert shots["cut"] != shots["none"]


def _settled(page: Page, path: str) -> bytes:
    page.goto(path)
    page.evaluate("document.fonts.ready.then(() => null)")
    return page.screenshot(full_page=True)


_SHIFTS = """() => { window.shifted = 0; new PerformanceObserver(list => {
  for (const one of list.getEntries()) window.shifted += one.value;
}).observe({type: 'layout-shift', buffered: true}) }"""


# The state of each font that the page asks for.
_STATES = """[...document.fonts].filter(one => one.family.includes('Diwan')).map(one => one.status)
  .filter(one => one !== 'unloaded')"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_when_the_fonts_come_late(browser: Browser, seed: Built, width: int) -> None:
    """T-4.6: a second late, and another between the two, on the report and on the front page."""
    article = next(f"/{name.removesuffix('index.html')}" for name in seed.files() if re.match(r"2018/12/.", name))
    with serving(seed.public) as address:
        context = browser.new_context(
            base_url=address, viewport={"width": width, "height": 844}, bypass_csp=True
        )  # the policy lets nothing look on
        context.add_init_script(f"({_SHIFTS})()")
        context.route("**/*.woff2", _late)
        for path in (urls.encoded(article), "/"):
            page = context.new_page()
            page.goto(path, wait_until="domcontentloaded")
            before = page.evaluate(_STATES)
            page.wait_for_function(f"{_STATES}.length > 1 && {_STATES}.every(one => one === 'loaded')")
            page.wait_for_timeout(100)

            assert "loaded" not in before
            assert page.evaluate("window.shifted") < 0.01
            page.close()
        context.close()


def _late(route: Route) -> None:
    time.sleep(1)  # each of the two, one after the other
    route.continue_()


@pytest.mark.browser
def test_titles_text_and_words_of_reverence_are_set_in_the_fonts(browser: Browser, tmp_path: Path) -> None:
    """Latin words in the text, and nothing else, are the system's."""
    body = "نص يطول ٢٠١٨ و2018 ﷺ.\n\nثم Reuters.\n\n## عنوان ﷺ وآخر"
    public = build(tmp_path, report(body=body)).public
    (css,) = public.glob("assets/diwan.*.css")  # a headline's font is not waited for on a slow line; here it is
    css.write_text(
        css.read_text(encoding="utf-8").replace("font-display: optional", "font-display: swap"), encoding="utf-8"
    )
    with page_of(browser, public, "/2024/01/خبر/", 390) as page:
        page.evaluate("document.fonts.ready.then(() => null)")
        used = [_drawn_with(page, name) for name in ("h1", ".text p", ".text p + p", ".text h2")]

    assert used == [{True}, {True}, {True, False}, {True}]


NEIGHBOURS = {"ur": "ٹھیک ہے یہاں", "ps": "څنګه ځای قحطۍ", "fa": "گفت و گوی پژمان", "ckb": "ڕۆژی ڵێرە"}


@pytest.mark.browser
@pytest.mark.parametrize("lang", NEIGHBOURS)
def test_letters_of_neighbouring_languages_are_set_in_the_fonts(browser: Browser, tmp_path: Path, lang: str) -> None:
    """Headlines in the text's, where their own has not come in time and no face of the machine has the letters."""
    title = NEIGHBOURS[lang]
    built = build(tmp_path, report(title=title, body=f"{title}.", lang=lang, slug="a"))
    with page_of(browser, built.public, "/404.html", 390) as page:
        page.route("**/head.*.woff2", lambda route: route.abort())
        go(page, "/2024/01/a/")
        named = page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
        page.add_style_tag(content='h1 { font-family: "Diwan Head", "Diwan Rest" }')
        page.evaluate("document.fonts.ready.then(() => null)")
        used = [True in _drawn_with(page, name) for name in ("h1", ".text p")]
        page.unroute("**/head.*.woff2")

    assert built.codes == []
    assert '"Diwan Rest", sans-serif' in named
    assert used == [True, True]


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["en", "ur", "he"])
def test_arabic_on_a_page_in_another_language_is_set_in_the_outlets_own_fonts(
    browser: Browser, tmp_path: Path, lang: str
) -> None:
    public = build(tmp_path, report(slug="a") + report("b", lang=lang, slug="b", date="2024-02-01")).public
    inmost = "one => { while (one.firstElementChild) one = one.firstElementChild; return one }"
    with page_of(browser, public, "/2024/02/b/", 390) as page:
        places = [
            page.locator(place).first.evaluate_handle(inmost) for place in (".outlet", ".copyright", ".earlier li")
        ]
        faces = [place.evaluate("one => getComputedStyle(one).fontFamily.split(',')[0]") for place in places]

    assert faces == ['"Diwan Head"', '"Diwan Text"', '"Diwan Text"']


def _drawn_with(page: Page, selector: str) -> set[bool]:
    """Whether fonts of the site draw an element's letters, and whether others do."""
    session = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        session.send(f"{domain}.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    found = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {one["isCustomFont"] for one in found}
