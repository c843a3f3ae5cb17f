"""The walk over the outlet's files: what is met, what is passed over, what is never opened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from warraq import source
from warraq.source import Source, scan


def lay(content: Path, *paths: str) -> Path:
    """Files below `content`, each holding its own path."""
    for path in paths:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(path, encoding="utf-8")
    return content


def met(content: Path) -> list[str]:
    return [one.path for one in scan(content, "content").sources]


def said(content: Path) -> list[tuple[str, str]]:
    return [(found.code, found.where.path) for found in scan(content, "content").problems]


def test_an_outlet_without_folders_has_no_sources(tmp_path: Path) -> None:
    assert (met(tmp_path), said(tmp_path)) == ([], [])


def test_each_file_stands_on_its_shelf_in_order_of_path(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "reports/b.md",
        "reports/a.md",
        "pages/حقوق.md",
        "authors/x.md",
        "media/z.jpg",
        "site.toml",
        "other/x.md",
    )

    found = scan(tmp_path, "content").sources

    assert [(one.shelf, one.path) for one in found] == [
        ("authors", "authors/x.md"),
        ("media", "media/z.jpg"),
        ("pages", "pages/حقوق.md"),
        ("reports", "reports/a.md"),
        ("reports", "reports/b.md"),
    ]


def test_a_source_knows_its_size_and_time(tmp_path: Path) -> None:
    lay(tmp_path, "reports/a.md")
    os.utime(tmp_path / "reports/a.md", ns=(1, 1_700_000_000_123_456_789))

    assert (Source("reports/a.md", "reports", 12, 1_700_000_000_123_456_789),) == scan(tmp_path, "content").sources


def test_reports_and_media_may_be_filed_in_folders_as_deep_as_one_likes(tmp_path: Path) -> None:
    lay(tmp_path, "reports/2018/12/ميدان/a.md", "media/2018/a.jpg")

    assert met(tmp_path) == ["media/2018/a.jpg", "reports/2018/12/ميدان/a.md"]


def test_pages_and_authors_have_no_folders(tmp_path: Path) -> None:
    lay(tmp_path, "pages/old/a.md", "authors/old/a.md", "pages/b.md")

    assert met(tmp_path) == ["pages/b.md"]


def test_only_markdown_is_text_but_media_is_anything(tmp_path: Path) -> None:
    lay(tmp_path, "reports/a.txt", "reports/a.md.bak", "reports/a.html", "pages/a.MD.swp", "media/a.md", "media/a.pdf")

    assert met(tmp_path) == ["media/a.md", "media/a.pdf"]


def test_hidden_files_and_editors_backups_are_passed_over_without_a_word(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "reports/.a.md",
        "reports/.git/a.md",
        "reports/a.md~",
        "media/.DS_Store",
        "media/a.jpg~",
        "reports/.#a.md",
    )

    assert (met(tmp_path), said(tmp_path)) == ([], [])


def test_the_order_does_not_hang_on_the_order_of_writing(tmp_path: Path) -> None:
    names = ["reports/ب.md", "reports/a/b.md", "reports/a.md", "reports/أ.md", "reports/A.md", "reports/a-b.md"]

    one = met(lay(tmp_path / "one", *names))
    other = met(lay(tmp_path / "other", *reversed(names)))

    assert one == other == sorted(names)


def test_a_link_to_a_file_is_not_followed_and_said(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("سر", encoding="utf-8")
    content = lay(tmp_path / "content", "reports/a.md")
    (content / "reports" / "b.md").symlink_to(secret)
    (content / "media").mkdir()
    (content / "media" / "b.jpg").symlink_to(content / "reports" / "a.md")

    assert met(content) == ["reports/a.md"]
    assert said(content) == [("W143", "content/media/b.jpg"), ("W143", "content/reports/b.md")]


def test_a_link_to_a_folder_is_not_followed_and_said(tmp_path: Path) -> None:
    lay(tmp_path / "elsewhere", "a.md")
    content = lay(tmp_path / "content", "reports/a.md")
    (content / "reports" / "more").symlink_to(tmp_path / "elsewhere", target_is_directory=True)

    assert met(content) == ["reports/a.md"]
    assert said(content) == [("W143", "content/reports/more")]


def test_a_shelf_that_is_a_link_is_not_followed_and_said(tmp_path: Path) -> None:
    lay(tmp_path / "elsewhere", "a.md")
    content = lay(tmp_path / "content", "pages/a.md")
    (content / "reports").symlink_to(tmp_path / "elsewhere", target_is_directory=True)

    assert met(content) == ["pages/a.md"]
    assert said(content) == [("W143", "content/reports")]


def test_a_link_that_bites_its_tail_does_not_hang_the_walk(tmp_path: Path) -> None:
    content = lay(tmp_path, "reports/a.md")
    (content / "reports" / "loop").symlink_to(content / "reports", target_is_directory=True)
    (content / "reports" / "self.md").symlink_to(content / "reports" / "self.md")
    (content / "reports" / "gone.md").symlink_to(content / "nowhere.md")

    assert met(content) == ["reports/a.md"]
    assert [code for code, _ in said(content)] == ["W143"] * 3


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    content = lay(tmp_path, "reports/a.md", "media/a.jpg")
    os.mkfifo(content / "reports" / "b.md")
    os.mkfifo(content / "media" / "b.jpg")

    assert met(content) == ["media/a.jpg", "reports/a.md"]


def test_a_folder_named_like_a_report_is_a_folder(tmp_path: Path) -> None:
    assert met(lay(tmp_path, "reports/a.md/b.md", "pages/a.md/b.md")) == ["reports/a.md/b.md"]


def test_a_file_in_place_of_a_shelf_is_no_shelf(tmp_path: Path) -> None:
    assert (met(lay(tmp_path, "reports")), said(tmp_path)) == ([], [])


@pytest.mark.parametrize("name", [b"\xff\xfe.md", b"a\nb.md", b"a\x07.md", "a\u202eb.md".encode()])
def test_a_name_that_is_no_readable_text_is_passed_over_and_said(tmp_path: Path, name: bytes) -> None:
    content = lay(tmp_path, "reports/a.md")
    os.close(os.open(os.path.join(os.fsencode(content), b"reports", name), os.O_CREAT))  # noqa: PTH118 (bytes)

    assert met(content) == ["reports/a.md"]
    assert said(content) == [("W144", "content/reports")]


def test_a_source_is_read_as_its_bytes(tmp_path: Path) -> None:
    content = lay(tmp_path, "reports/أ.md")

    assert "reports/أ.md".encode() == source.read(content, scan(content, "content").sources[0])


def test_a_link_put_in_place_of_a_source_since_the_walk_is_not_followed(tmp_path: Path) -> None:
    content = lay(tmp_path, "reports/a.md", "secret")
    found = scan(content, "content").sources[0]
    (content / "reports/a.md").unlink()
    (content / "reports/a.md").symlink_to(content / "secret")

    with pytest.raises(OSError, match=r"a\.md"):
        source.read(content, found)


def test_a_source_that_is_gone_raises(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        source.read(tmp_path, Source("reports/a.md", "reports", 1, 1))


def test_a_folder_is_no_file_to_read(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"directory|Permission"):
        source.read_plain(tmp_path)


def test_a_pipe_put_in_place_of_a_file_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "site.toml")
    code = "import sys, pathlib; from warraq import source; source.read_plain(pathlib.Path(sys.argv[1]))"

    try:
        done = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "site.toml")],
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
            cwd=Path(__file__).parent.parent,
        )
    except subprocess.TimeoutExpired:
        pytest.fail("read_plain waits for ever at a pipe")

    assert "OSError" in done.stderr
