"""Pictures: what is made of them, what nothing of them may tell, when they are online, and what is wrong with some."""

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from histories import marks
from rich import DIWAN, spoil
from sites import ROOT, Built, build, rebuild, report, write
from studio import SEEN, bomb, drawn, indiscreet, parts, photograph, put, quarters, read, swapped

from warraq.media import pixels
from warraq.media.pictures import Recipe, all_derived, height, thumbnails, widths
from warraq.model import Original

IMAGE = "{{src: {}, alt: بديل, credit: فلان}}"
FORMATS = {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}
HARMLESS = {"c0", "c2", "c4", "db", "dd", "e0", "VP8", "VP8L", "VP8X", "ALPH"}


def published(folder: Path, data: bytes, name: str = "p.jpg", **options: object) -> Built:
    """A site whose one report has this picture."""
    put(folder, name, data)
    return build(folder, report(image=IMAGE.format(name)), **options)


def made(built: Built) -> dict[str, bytes]:
    """The files made of pictures, by what follows the digest in their names."""
    found = {name: data for name, data in built.files().items() if name.startswith("assets/media/")}
    return {name.rpartition("-")[2]: data for name, data in found.items()}


def names(built: Built) -> set[str]:
    return {name for name in built.files() if name.startswith("assets/media/")}


# ---------------------------------------------------------------- what is made


@pytest.mark.parametrize(
    ("width", "wanted"),
    [
        (1, (1,)),
        (100, (100,)),
        (359, (359,)),
        (360, (360,)),
        (390, (360,)),
        (500, (360, 500)),
        (1000, (360, 720, 1000)),
        (1100, (360, 720, 1080)),
        (1599, (360, 720, 1080, 1599)),
        (1600, (360, 720, 1080, 1600)),
        (9000, (360, 720, 1080, 1600)),
    ],
)
def test_nothing_is_wider_than_the_picture_itself(width: int, wanted: tuple[int, ...]) -> None:
    """T-4.8."""
    assert widths(Original("media/p.jpg", "d", width, 10), Recipe()) == wanted


def test_lists_offer_the_small_sizes_and_at_least_one() -> None:
    assert thumbnails(Original("media/p.jpg", "d", 4000, 3000), Recipe()) == (360, 720)
    assert thumbnails(Original("media/p.jpg", "d", 4000, 3000), Recipe(widths=(900, 1200))) == (900,)


@pytest.mark.parametrize(("size", "width", "wanted"), [((3, 2), 3, 2), ((4000, 3), 360, 1), ((1000, 667), 500, 334)])
def test_the_shape_is_kept_and_no_side_is_lost(size: tuple[int, int], width: int, wanted: int) -> None:
    assert height(Original("media/p.jpg", "d", *size), width) == wanted


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (48, 32), (700, 20), (20, 700)])
def test_each_format_has_the_size_that_pages_are_told(tmp_path: Path, size: tuple[int, int]) -> None:
    built = published(tmp_path, photograph(*size))
    found = made(built)
    wide = min(size[0], 700)

    assert {name.partition(".")[2] for name in found} == set(FORMATS)
    for name, data in found.items():
        shown = read(data)
        assert (shown.format, shown.size[0]) == (FORMATS[name.partition(".")[2]], int(name.partition(".")[0]))
    assert f'width="{wide}" height="{size[1]}"' in built.page("/2024/01/خبر/")


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_is_held_upright(kind: str, orientation: int) -> None:
    """The eight orientations of Exif."""
    wanted = {
        1: ["red", "blue", "green", "white"],
        2: ["blue", "red", "white", "green"],
        3: ["white", "green", "blue", "red"],
        4: ["green", "white", "red", "blue"],
        5: ["red", "green", "blue", "white"],
        6: ["green", "red", "white", "blue"],
        7: ["white", "blue", "green", "red"],
        8: ["blue", "white", "red", "green"],
    }
    data = indiscreet(kind, orientation)
    size = (32, 48) if orientation > 4 else (48, 32)
    header = pixels.header(data)

    assert (header.width, header.height) == size
    assert quarters(pixels.base(data, size)) == wanted[orientation]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_nothing_that_a_picture_tells_beside_its_pixels_is_published(tmp_path: Path, kind: str) -> None:
    """T-5.11: the place of a photograph can cost a life."""
    data = indiscreet(kind, 6)
    assert sum(secret in data for secret in SEEN) > 3
    found = made(published(tmp_path, data, f"p.{kind.lower()}"))

    assert len(found) == 3
    for file in found.values():
        assert parts(file) <= HARMLESS
        assert [secret for secret in SEEN if secret in file] == []
        assert not read(file).getexif()
        assert {"exif", "xmp", "icc_profile", "comment", "photoshop"} & {*read(file).info} == set()


def test_colours_of_another_profile_become_those_that_all_screens_know() -> None:
    data = photograph(colour="#f00000", kind="PNG", icc_profile=swapped())

    assert quarters(pixels.base(data, (48, 32)))[0] == "lime"


@pytest.mark.parametrize("broken", [b"no profile at all", swapped()[:200]])
def test_a_broken_profile_spoils_no_picture(broken: bytes) -> None:
    assert quarters(pixels.base(photograph(icc_profile=broken), (48, 32)))[0] == "red"


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "LA"),
        ("PNG", "I;16"),
        ("GIF", "P"),
        ("WEBP", "RGBA"),
        ("AVIF", "RGBA"),
    ],
)
def test_a_picture_of_any_mode_is_shown(kind: str, mode: str) -> None:
    data = photograph(kind=kind, mode=mode) if mode != "I;16" else _deep()
    found = quarters(pixels.base(data, (48, 32)))

    assert found[3] == "white"
    assert found[0] == "red" or mode in {"L", "1", "LA", "I;16"}


def _deep() -> bytes:
    deep, held = drawn(mode="L").convert("I").point(lambda value: value * 257).convert("I;16"), BytesIO()
    deep.save(held, "PNG")
    return held.getvalue()


def test_what_shows_through_stays_so_and_a_jpeg_is_laid_on_white(tmp_path: Path) -> None:
    image, held = drawn(mode="RGBA"), BytesIO()
    image.putalpha(image.getchannel("R").point(lambda value: 0 if value else 255))  # red and white are glass
    image.save(held, "PNG")
    found = {
        name.partition(".")[2]: read(data) for name, data in made(published(tmp_path, held.getvalue(), "p.png")).items()
    }

    assert quarters(found["jpg"]) == ["white", "blue", "green", "white"]
    for kind in ("webp", "avif"):
        alpha = found[kind].convert("RGBA").getchannel("A")
        assert alpha.crop((4, 4, 20, 12)).getextrema() == (0, 0)
        assert alpha.crop((28, 4, 44, 12)).getextrema() == (255, 255)


def test_of_a_picture_that_moves_the_first_is_shown() -> None:
    data = photograph(kind="GIF", save_all=True, append_images=[drawn(colour="black")])

    assert quarters(pixels.base(data, (48, 32))) == ["red", "blue", "green", "white"]


# ---------------------------------------------------------------- names


def test_a_file_is_named_in_latin_letters_whatever_its_original_is_called(tmp_path: Path) -> None:
    built = published(tmp_path, photograph(), "صورة من حلب.jpg")

    assert {name.partition(".")[0] for name in names(built)} == {"assets/media/sswrah-mn-hhlb"}


def test_two_files_of_the_same_bytes_have_a_name_each(tmp_path: Path) -> None:
    put(tmp_path, "a/p.jpg", photograph())
    put(tmp_path, "b/p.jpg", photograph())
    second = report("b", slug="b", image=IMAGE.format("b/p.jpg"))
    both = names(build(tmp_path, report("a", image=IMAGE.format("a/p.jpg")) + second))
    (tmp_path / "content" / "reports" / "a.md").unlink()
    one = names(rebuild(tmp_path))

    assert (len(both), len(one)) == (6, 3)
    assert one < both


def test_a_name_whose_letters_the_disk_puts_together_otherwise_is_found(tmp_path: Path) -> None:
    name = "أحمد.jpg"
    put(tmp_path, unicodedata.normalize("NFD", name), photograph())
    built = build(tmp_path, report(image=IMAGE.format(unicodedata.normalize("NFC", name))))

    assert built.codes == []
    assert len(names(built)) == 3


def test_another_picture_under_the_same_name_has_other_addresses(tmp_path: Path) -> None:
    first = published(tmp_path, photograph())
    before = names(first)
    again = published(tmp_path, photograph(colour="green"))

    assert len(names(again)) == len(before) == 3
    assert names(again).isdisjoint(before)
    assert all(name in again.page("/2024/01/خبر/") for name in names(again))


# ---------------------------------------------------------------- the same bytes, made once


def test_the_same_pictures_give_the_same_bytes_in_any_number_of_processes(tmp_path: Path) -> None:
    text = report(image=IMAGE.format("p.jpg"), body="![أ](media/q.png) ![ب](media/r.webp)")
    built = []
    for jobs in (1, 2):
        folder = tmp_path / str(jobs)
        put(folder, "p.jpg", photograph(400, 300))
        put(folder, "q.png", photograph(500, 400, "blue", "PNG"))
        put(folder, "r.webp", photograph(300, 400, "lime", "WEBP"))
        built.append(build(folder, text, jobs=jobs).files())

    assert built[0] == built[1]
    assert sum(name.startswith("assets/media/") for name in built[0]) == 15


@pytest.mark.parametrize("how", ["full", "ledger", "archive", "template"])
def test_nothing_is_made_twice(tmp_path: Path, how: str) -> None:
    built = published(tmp_path, photograph())
    kept = marks(tmp_path / ".warraq" / "pictures")
    before = names(built)
    if how == "archive":
        (tmp_path / ".warraq" / "archive.sqlite").unlink()
    elif how == "ledger":
        (tmp_path / ".warraq" / "ledger.sqlite").unlink()
        for file in sorted(built.public.rglob("*"), reverse=True):
            file.rmdir() if file.is_dir() else file.unlink()
    again = rebuild(tmp_path, full=how == "full", base_url="https://other.example" if how == "template" else "")

    assert len(kept) == 3
    assert marks(tmp_path / ".warraq" / "pictures") == kept
    assert names(again) == before


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    published(tmp_path, photograph())

    assert rebuild(tmp_path).outcome.written == 0


def test_what_is_kept_of_a_picture_goes_when_no_text_names_it(tmp_path: Path) -> None:
    published(tmp_path, photograph())
    build(tmp_path, report())
    rebuild(tmp_path, full=True)

    assert marks(tmp_path / ".warraq" / "pictures") == {}


def test_a_damaged_memory_of_a_picture_is_not_believed(tmp_path: Path) -> None:
    built = published(tmp_path, photograph())
    before = made(built)
    for file in (tmp_path / ".warraq" / "pictures").glob("*/*"):
        file.write_bytes(file.read_bytes()[:-5] + b"xxxxx")

    assert made(rebuild(tmp_path, full=True)) == before


def test_a_build_that_makes_no_picture_never_loads_pillow(tmp_path: Path) -> None:
    """The outlet's icons are drawn by the first build; the next one has an edit to publish."""
    build(tmp_path, report())
    write(tmp_path, report(body="متن آخر."))
    script = (
        "import sys; from warraq.__main__ import main; sys.argv[1:] = ['--quiet'];\n"
        "try: main()\nexcept SystemExit: pass\nprint(any(name.split('.')[0] == 'PIL' for name in sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT)},
    )

    assert ran.stdout.strip().splitlines()[-1] == "False"


# ---------------------------------------------------------------- online with its report


@pytest.mark.parametrize(
    "hidden",
    [
        {"draft": "true"},
        {"date": "2026-06-01"},
        {"expires": "2025-01-01"},
        {"withdrawn": "{date: 2024-02-05, reason: خطأ}"},
    ],
    ids=lambda keys: next(iter(keys)),
)
@pytest.mark.parametrize("place", ["front", "body"])
def test_the_picture_of_a_report_that_nobody_may_see_is_not_online(
    tmp_path: Path, hidden: dict[str, str], place: str
) -> None:
    put(tmp_path, "p.jpg", photograph())
    shown = {"image": IMAGE.format("p.jpg")} if place == "front" else {}
    text = "نص." if place == "front" else '![بديل](media/p.jpg "شرح"){credit=ف}'
    away = build(tmp_path, report(body=text, **shown, **hidden))
    assert names(away) == set()
    there = build(tmp_path, report(body=text, **shown))
    assert len(names(there)) == 3
    gone = build(tmp_path, report(body=text, **shown, **hidden))

    assert names(gone) == set()


def test_a_picture_comes_and_goes_with_the_moments_of_its_report(tmp_path: Path) -> None:
    put(tmp_path, "p.jpg", photograph())
    files = report(date="2024-03-01", expires="2024-04-01", image=IMAGE.format("p.jpg"))
    seen = [len(names(build(tmp_path, files, now=now))) for now in (1_704_067_200, 1_709_596_800, 1_714_521_600)]

    assert seen == [0, 3, 0]


def test_a_picture_that_two_reports_show_stays_with_the_second(tmp_path: Path) -> None:
    put(tmp_path, "p.jpg", photograph())
    build(tmp_path, report("a", image=IMAGE.format("p.jpg")) + report("b", "![ب](media/p.jpg)", slug="b"))
    built = build(tmp_path, report("a", draft="true", image=IMAGE.format("p.jpg")))

    assert len(names(built)) == 3


def test_pictures_of_pages_and_of_authors_are_published_and_those_of_nothing_are_not(tmp_path: Path) -> None:
    for name in ("page.jpg", "author.jpg", "nobody.jpg"):
        put(tmp_path, name, photograph())
    page = '-- content/pages/about.md --\n---\ntitle: من نحن\n---\n![نحن](media/page.jpg "ش"){credit=ف}\n'
    author = '-- content/authors/s.md --\n---\ntitle: سلمى\nslug: s\n---\n![سلمى](media/author.jpg "ش"){credit=ف}\n'
    built = build(tmp_path, report(authors="[سلمى]") + page + author)

    assert {name.partition(".")[0] for name in names(built)} == {"assets/media/page", "assets/media/author"}
    assert "<picture>" in built.page("/authors/s/")
    assert built.codes == []


# ---------------------------------------------------------------- in pages


def test_the_first_picture_is_waited_for_and_others_are_not(tmp_path: Path) -> None:
    """T-4.8."""
    put(tmp_path, "p.jpg", photograph())
    text = "![أ](media/p.jpg)\n\n![ب](media/p.jpg)"
    built = build(tmp_path, report("a", text, image=IMAGE.format("p.jpg")) + report("b", text, slug="b", title="آخر"))
    with_lead, without = built.page("/2024/01/خبر/"), built.page("/2024/01/b/")

    assert (with_lead.count("<picture>"), with_lead.count('fetchpriority="high"')) == (3, 1)
    assert (with_lead.count('loading="lazy" decoding="async"'), without.count('loading="lazy" decoding="async"')) == (
        2,
        1,
    )
    assert without.index('alt="ب"') < without.index('loading="lazy"')


def test_no_picture_behind_a_warning_is_loaded_before_it_is_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "p.jpg", photograph())
    files = report("a", "![أ](media/p.jpg)", image=IMAGE.format("p.jpg"), content_warning="قاس")
    page = build(tmp_path, files).page("/2024/01/خبر/")

    assert (page.count("<picture>"), page.count('loading="lazy"'), page.count("fetchpriority")) == (2, 2, 0)


def test_a_picture_says_its_size_its_words_and_its_files_in_every_format(tmp_path: Path) -> None:
    put(tmp_path, "p.jpg", photograph(800, 600))
    text = '![بديل "1" & <2>](media/p.jpg "شرح"){credit="وكالة" .wide}'
    page = build(tmp_path, report(body=text)).page("/2024/01/خبر/")

    for part in (
        'type="image/avif"',
        'type="image/webp"',
        'width="800" height="600"',
        " 360w, ",
        " 720w",
        'class="wide"',
    ):
        assert part in page
    assert 'alt="بديل &quot;1&quot; &amp; &lt;2&gt;"' in page
    assert '<figure class="inline">' in page
    assert '<small class="credit"><bdi>وكالة</bdi></small>' in page


def test_lists_show_the_picture_of_a_report_in_small_sizes_but_not_behind_a_warning(tmp_path: Path) -> None:
    put(tmp_path, "p.jpg", photograph(2000, 1500))
    shown = report("a", image=IMAGE.format("p.jpg"), section="field")
    built = build(tmp_path, shown)
    assert '<div class="thumb">' in built.page("/")
    assert "-1080" not in built.page("/sections/field/")
    warned = build(tmp_path, report("a", image=IMAGE.format("p.jpg"), section="field", content_warning="قاس"))

    assert "<picture>" not in warned.page("/") + warned.page("/sections/field/")
    assert "<picture>" in warned.page("/2024/01/خبر/")


def test_a_feed_has_the_largest_jpeg_by_its_whole_address(tmp_path: Path) -> None:
    put(tmp_path, "p.jpg", photograph(800, 600))
    built = build(tmp_path, report(body="![بديل](media/p.jpg)"), base_url="https://news.example/sub")
    (name,) = (name for name in names(built) if name.endswith("-800.jpg"))
    feed = built.page("/feed.xml")

    assert f"https://news.example/sub/{name}" in feed
    assert "<picture" not in feed
    assert f'src="/sub/{name.replace("-800", "-720")}"' in built.page("/2024/01/خبر/")


@pytest.mark.parametrize(
    "written", ["media/p.jpg", "/media/p.jpg", "../media/p.jpg", "https://news.example/media/p.jpg"]
)
def test_a_picture_may_be_named_in_every_usual_way(tmp_path: Path, written: str) -> None:
    put(tmp_path, "p.jpg", photograph())

    assert "<picture>" in build(tmp_path, report(body=f"![بديل]({written})")).page("/2024/01/خبر/")


def test_the_picture_that_lists_show_follows_its_file(tmp_path: Path) -> None:
    """No report is touched, and still every page that shows the picture has its new address."""
    before = names(published(tmp_path, photograph()))
    put(tmp_path, "p.jpg", photograph(60, 32))
    built = rebuild(tmp_path)
    said = "".join(built.page(path) for path in ("/", "/2024/01/خبر/", "/archive/2024/01/"))

    assert said.count('width="60"') == 3
    assert before.isdisjoint(names(built))
    assert [name for name in before if name in said] == []


# ---------------------------------------------------------------- what is wrong

_LATER = 2**62  # nanoseconds since 1970: every file is older than this, so its time is trusted
_CUT = photograph(400, 300)[:-600]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("p.jpg", b"this is text", "E160"),
        ("p.jpg", b"", "E160"),
        ("p.pdf", b"%PDF-1.7", "E160"),
        ("p.svg", b'<svg xmlns="http://www.w3.org/2000/svg"/>', "E161"),
        ("p.jpg", b'<?xml version="1.0"?>\n<svg onload="alert(1)"/>', "E161"),
        ("p.png", bomb(), "E162"),
        ("p.png", bomb(8_000, 7_000), "E162"),
        ("p.png", bomb(20_000, 1), "E162"),
        ("p.png", bomb(400, 400), "E163"),
        ("p.jpg", _CUT, "E163"),
        ("p.jpg", photograph()[:60], "E163"),
        ("p.png", photograph(kind="PNG")[:70], "E163"),
        ("p.webp", photograph(kind="WEBP")[:-30], "E163"),
    ],
)
def test_what_cannot_be_shown_is_told_in_words_and_the_site_is_built(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    put(tmp_path, name, data)
    built = build(tmp_path, report(body=f"قبل ![ما فيها](media/{name}) بعد", image=IMAGE.format(name)))

    assert [
        (found.code, found.where.path.rpartition("/")[2]) for found in built.outcome.problems if found.is_error
    ] == [(code, name)]
    assert built.exit_code == 1
    assert "قبل <span>ما فيها</span> بعد" in built.page("/2024/01/خبر/")
    assert names(built) == set()
    assert rebuild(tmp_path).outcome.problems == built.outcome.problems


def test_a_picture_that_is_put_right_is_shown(tmp_path: Path) -> None:
    published(tmp_path, _CUT)
    built = published(tmp_path, photograph())

    assert built.codes == []
    assert "<picture>" in built.page("/2024/01/خبر/")


def test_a_picture_that_changed_behind_the_build_is_told_and_made_by_the_next(tmp_path: Path) -> None:
    """Its size and time say that it is the same; what was kept of it is gone."""
    published(tmp_path, photograph())
    file = tmp_path / "content" / "media" / "p.jpg"
    before, facts = file.read_bytes(), file.stat()
    for kept in (tmp_path / ".warraq" / "pictures").glob("*/*"):
        kept.unlink()
    rebuild(tmp_path, started=_LATER)
    file.write_bytes(before[:-2] + b"xx")
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    first = rebuild(tmp_path, full=True, started=_LATER)
    file.write_bytes(before)
    again = rebuild(tmp_path, started=_LATER)

    assert {*first.codes} == {"E308"}
    assert again.codes == []
    assert len(names(again)) == 3


def test_nothing_is_said_of_a_file_that_no_text_names(tmp_path: Path) -> None:
    put(tmp_path, "p.pdf", b"%PDF")

    assert build(tmp_path, report()).codes == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("![بديل](media/p.jpg)", ["W160"]),
        ('![بديل](media/p.jpg "شرح")', ["W160"]),
        ('![بديل](media/p.jpg "شرح"){credit=ف}', []),
        ("![بديل](media/p.jpg){مصدر=ف}", []),
        ("![](media/p.jpg)", ["E164"]),
        ("![بديل](media/gone.jpg)", ["E135"]),
        ("![بديل](https://other.example/p.jpg)", ["W161"]),
        ("![بديل](javascript:x)", ["W161"]),
    ],
)
def test_a_picture_in_a_text_needs_its_file_its_words_and_its_source(
    tmp_path: Path, text: str, codes: list[str]
) -> None:
    put(tmp_path, "p.jpg", photograph())
    built = build(tmp_path, report(body=f"نص.\n\n{text}"))

    assert built.codes == codes
    assert {found.where.line for found in built.outcome.problems} <= {8}


def test_a_picture_that_tells_nothing_is_passed_over_by_those_who_cannot_see_it(tmp_path: Path) -> None:
    """Only where the newsroom says so: `alt: ""` (T-4.8)."""
    put(tmp_path, "p.jpg", photograph())
    image = '{src: media/p.jpg, alt: "", credit: فلان}'
    built = build(tmp_path, report(image=image))

    assert built.codes == []
    for path in ("/", "/2024/01/خبر/"):
        assert [tag.count(' alt=""') for tag in re.findall("<img[^>]*>", built.page(path))] == [1]


def test_no_page_asks_another_site_for_a_picture(tmp_path: Path) -> None:
    page = build(tmp_path, report(body="![ما فيها](https://other.example/p.jpg)")).page("/2024/01/خبر/")

    assert "other.example" not in page
    assert "<span>ما فيها</span>" in page


def test_every_file_of_a_recipe_is_told_apart() -> None:
    found = all_derived(Original("media/p.jpg", "d", 4000, 3000), Recipe())

    assert len({(one.format, one.width) for one in found}) == len(found) == 12


MANIFEST = (DIWAN / "theme.toml").read_text(encoding="utf-8")
RECIPE = MANIFEST[MANIFEST.index("[pictures]") : MANIFEST.index("# Social cards")]


@pytest.mark.parametrize(
    "lines",
    [
        "widths = []",
        "widths = [0]",
        'widths = ["large"]',
        "quality = { avif = 101 }",
        "quality = { gif = 50 }",
        "width = [360]",
    ],
)
def test_a_recipe_that_cannot_be_followed_is_told(tmp_path: Path, lines: str) -> None:
    mine = tmp_path / "themes" / "mine"
    shutil.copytree(DIWAN, mine)
    spoil(mine / "theme.toml", RECIPE, f"[pictures]\n{lines}\n")
    built = build(tmp_path, report(), theme="mine")

    assert built.codes == ["E239"]
    assert built.exit_code == 2


def test_a_theme_that_says_nothing_of_pictures_has_the_usual_ones(tmp_path: Path) -> None:
    mine = tmp_path / "themes" / "mine"
    shutil.copytree(DIWAN, mine)
    spoil(mine / "theme.toml", RECIPE, "")

    assert len(names(published(tmp_path, photograph(390, 20), theme="mine"))) == 3
