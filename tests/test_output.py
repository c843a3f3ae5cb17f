"""The output folder: written safely, never through a link, never over somebody else's file."""

import os
from pathlib import Path
from typing import Any

import pytest
from sites import Built, build, rebuild, report, write

from warraq import output


def temporaries(root: Path) -> list[str]:
    return [path.name for path in root.rglob("*") if path.name.endswith(".tmp")]


# ---------------------------------------------------------------- the room alone


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    assert output.write(tmp_path, "أ/ب/index.html", b"x") == "written"
    assert (tmp_path / "أ" / "ب" / "index.html").read_bytes() == b"x"
    assert temporaries(tmp_path) == []


def test_equal_bytes_are_not_written_again(tmp_path: Path) -> None:
    output.write(tmp_path, "a.html", b"x")
    os.utime(tmp_path / "a.html", (1_000, 1_000))
    inode = (tmp_path / "a.html").stat().st_ino

    assert output.write(tmp_path, "a.html", b"x") == "unchanged"
    assert (tmp_path / "a.html").stat().st_mtime == 1_000
    assert (tmp_path / "a.html").stat().st_ino == inode
    assert output.write(tmp_path, "a.html", b"y") == "written"
    assert (tmp_path / "a.html").read_bytes() == b"y"


def test_a_reader_never_meets_half_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output.write(tmp_path, "a.html", b"old")
    seen: list[bytes] = []
    right = os.replace

    def watched(source: Any, target: Any, **rest: Any) -> None:
        seen.extend([(tmp_path / "a.html").read_bytes(), Path(source).read_bytes()])
        assert Path(source).parent == Path(target).parent
        right(source, target, **rest)

    monkeypatch.setattr(os, "replace", watched)
    output.write(tmp_path, "a.html", b"new")

    assert seen == [b"old", b"new"]


def test_an_interrupted_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output.write(tmp_path, "a.html", b"old")

    def broken(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", broken)
    with pytest.raises(OSError, match="No space"):
        output.write(tmp_path, "a.html", b"new")

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.html", b"old")]


@pytest.mark.parametrize("again", [b"old", b"new", b"newer"])
def test_what_a_killed_build_left_beside_a_file_goes_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: bytes
) -> None:
    output.write(tmp_path, "a.html", b"old")

    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            output.write(tmp_path, "a.html", b"new")
    output.write(tmp_path, "a.html", again)

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.html", again)]


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.write_bytes(b"theirs")
    (root / "a.html").symlink_to(outside)

    output.write(root, "a.html", b"theirs")

    assert outside.read_bytes() == b"theirs"
    assert not (root / "a.html").is_symlink()
    output.write(root, "a.html", b"ours")
    assert outside.read_bytes() == b"theirs"


def test_a_link_in_the_place_of_the_temporary_file_is_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.write_bytes(b"theirs")
    (root / output.temporary_name("a.html")).symlink_to(outside)

    output.write(root, "a.html", b"ours")

    assert outside.read_bytes() == b"theirs"
    assert (root / "a.html").read_bytes() == b"ours"


@pytest.mark.parametrize("file", ["link/a.html", "link/b/a.html"])
def test_a_link_in_the_place_of_a_folder_is_refused(tmp_path: Path, file: str) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    (outside / "b").mkdir(parents=True)
    (root / "link").symlink_to(outside)

    with pytest.raises(output.Refused):
        output.write(root, file, b"ours")
    assert [path for path in outside.rglob("*") if path.is_file()] == []


def test_nothing_is_removed_through_a_link(tmp_path: Path) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (outside / "a.html").write_bytes(b"theirs")
    (root / "link").symlink_to(outside)

    assert not output.remove(root, "link/a.html")
    assert (outside / "a.html").read_bytes() == b"theirs"


@pytest.mark.parametrize("file", ["../a", "a/../../b", "/etc/x", "a//b", "./a", "a/./b", ""])
def test_a_name_that_leaves_the_folder_is_refused(tmp_path: Path, file: str) -> None:
    root = tmp_path / "root"
    with pytest.raises(output.Refused):
        output.write(root, file, b"x")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(("there", "wanted"), [("a/b", "a"), ("a", "a/b")])
def test_a_folder_and_a_file_do_not_take_each_others_place(tmp_path: Path, there: str, wanted: str) -> None:
    output.write(tmp_path, there, b"old")
    with pytest.raises(OSError, match="is"):
        output.write(tmp_path, wanted, b"new")
    assert (tmp_path / there).read_bytes() == b"old"
    assert temporaries(tmp_path) == []


def test_removing_takes_the_folders_that_it_empties_and_no_more(tmp_path: Path) -> None:
    output.write(tmp_path, "a/b/c/index.html", b"x")
    output.write(tmp_path, "a/other", b"x")

    assert output.remove(tmp_path, "a/b/c/index.html")
    assert not output.remove(tmp_path, "a/b/c/index.html")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "other"]
    assert output.remove(tmp_path, "a/other")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("place", "allowed"),
    [
        ("/", False),
        ("/w", False),
        ("/w/content", False),
        ("/w/content/public", False),
        ("/w/content/media/deep/public", False),
        ("/w/.warraq", False),
        ("/w/themes/mine", False),
        ("/w/themes", False),
        ("/w/public", True),
        ("/w/contents", True),
        ("/elsewhere", True),
    ],
)
def test_an_output_folder_holds_nothing_that_is_not_output(place: str, allowed: bool) -> None:  # noqa: FBT001
    refused = output.refusal(Path(place), Path("/w/content"), (Path("/w/.warraq"), Path("/w/themes/mine")))

    assert (refused is None) == allowed


# ---------------------------------------------------------------- a whole site


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("where", [".", "content", "content/public", "content/reports", "/", ".warraq", ".."])
def test_a_dangerous_output_folder_is_refused_and_nothing_is_touched(tmp_path: Path, where: str) -> None:
    folder = tmp_path / "project"
    write(folder, report())
    build(folder)
    before = tree(tmp_path)

    built = rebuild(folder, output=str(folder / where) if where != "/" else "/")

    assert built.codes == ["E230"]
    assert built.exit_code == 2
    assert tree(tmp_path) == before


def test_an_output_folder_inside_content_by_way_of_a_link_is_refused(tmp_path: Path) -> None:
    write(tmp_path, report())
    (tmp_path / "public").symlink_to(tmp_path / "content" / "reports")

    assert build(tmp_path).codes == ["E230"]


def test_a_file_that_we_did_not_make_is_never_touched(tmp_path: Path) -> None:
    build(tmp_path, report(title="أول"))
    foreign = {"CNAME": b"news.example", ".well-known/x": b"x", "2024/01/own.html": b"o", "tags/index.html.bak": b"b"}
    for name, data in foreign.items():
        output.write(tmp_path / "public", name, data)
    built = build(tmp_path, report(title="ثان", slug="ثان", aliases="[/2024/01/أول/]"))
    (tmp_path / "content" / "reports" / "a.md").unlink()
    last = rebuild(tmp_path)

    assert built.codes == last.codes == []
    assert {name: last.files()[name] for name in foreign} == foreign
    assert not last.has("/2024/01/ثان/")


def test_a_foreign_file_in_our_place_is_left_and_said(tmp_path: Path) -> None:
    write(tmp_path, report("a", title="أول") + report("b", title="ثان"))
    output.write(tmp_path / "public", "2024/01/أول/index.html", b"theirs")
    built = build(tmp_path)

    assert built.codes == ["E305"]
    assert built.exit_code == 1
    assert built.page("/2024/01/أول/") == "theirs"
    assert built.has("/2024/01/ثان/")
    (tmp_path / "content" / "reports" / "a.md").unlink()
    assert rebuild(tmp_path).page("/2024/01/أول/") == "theirs"


def test_somebody_elses_site_is_refused_and_untouched(tmp_path: Path) -> None:
    output.write(tmp_path / "public", "index.html", b"theirs")
    output.write(tmp_path / "public", "about.html", b"theirs")
    built = build(tmp_path, report())

    assert built.codes == ["E231"]
    assert built.exit_code == 2
    assert built.files() == {"index.html": b"theirs", "about.html": b"theirs"}
    assert rebuild(tmp_path).codes == ["E231"]


def planted(tmp_path: Path, name: str) -> tuple[Built, Path]:
    """A rebuilt site in whose output somebody put a link to an outside folder or file."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_bytes(b"theirs")
    folder = tmp_path / "site"
    build(folder, report(title="أول", tags="[وسم]"))
    place = folder / "public" / name
    if place.is_dir():
        for path in sorted(place.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        place.rmdir()
        place.symlink_to(outside)
    else:
        place.unlink()
        place.symlink_to(outside / "index.html")
    return build(folder, report(title="أول", tags="[وسم]", deck="جديد")), outside


@pytest.mark.parametrize("name", ["tags", "2024/01/أول", "assets"])
def test_a_folder_that_became_a_link_is_not_written_through(tmp_path: Path, name: str) -> None:
    built, outside = planted(tmp_path, name)

    assert set(built.codes) == {"E304"}
    assert tree(outside) == {str(outside / "index.html"): b"theirs"}
    assert built.has("/sections/")


@pytest.mark.parametrize("name", ["tags/index.html", "2024/01/أول/index.html", "feed.xml"])
def test_a_file_that_became_a_link_is_not_written_through(tmp_path: Path, name: str) -> None:
    built, outside = planted(tmp_path, name)

    assert tree(outside) == {str(outside / "index.html"): b"theirs"}
    assert not (built.public / name).is_symlink()


def test_a_removed_page_whose_folder_became_a_link_removes_nothing_outside(tmp_path: Path) -> None:
    built, outside = planted(tmp_path, "tags")
    (built.folder / "content" / "reports" / "a.md").unlink()
    rebuild(built.folder)

    assert tree(outside) == {str(outside / "index.html"): b"theirs"}


def test_a_page_that_somebody_changed_is_made_right_again(tmp_path: Path) -> None:
    built = build(tmp_path, report(title="أول"))
    before = built.files()
    (built.public / "feed.xml").write_bytes(b"changed")
    (built.public / "2024" / "01" / "أول" / "index.html").unlink()

    assert rebuild(tmp_path).files() == before
