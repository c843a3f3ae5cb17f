"""The build's memory: what it knew of outputs and reports survives killed builds, damage and moving house."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec
import pytest
from sites import Built, build, rebuild, report, write

from warraq import output
from warraq.ledger import Ledger, Row
from warraq.views import Address


def opened(tmp_path: Path, root: str = "public") -> Ledger:
    return Ledger(tmp_path / "ledger.sqlite", root)


def row(file: str, kind: str = "report", **columns: object) -> Row:
    return msgspec.structs.replace(Row(file, Address(kind, key=file), b"v", b"f", b"e"), **columns)


# ---------------------------------------------------------------- the room alone


def test_a_new_ledger_knows_nothing(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as ledger:
        assert ledger.is_new
        assert ledger.stamp() == b""
        assert ledger.is_finished("a") is None
        assert list(ledger.facts()) == []


def test_what_is_intended_is_known_at_once_and_for_ever(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as killed:
        killed.intend([row("a"), row("b")])
    with closing(opened(tmp_path)) as ledger:
        assert not ledger.is_new
        assert ledger.is_finished("a") is False
        assert [one.file for one in ledger.unfinished()] == ["a", "b"]
        assert list(ledger.facts()) == [("a", None, None), ("b", None, None)]


def test_what_is_recorded_is_finished_and_comes_back_as_it_was(tmp_path: Path) -> None:
    done = row("a", digest=b"d", size=3, mtime=5, problems=b"p")
    with closing(opened(tmp_path)) as ledger:
        ledger.intend([row("a"), row("b")])
        ledger.record([done])
    with closing(opened(tmp_path)) as ledger:
        assert ledger.row("a") == done
        assert ledger.rows(done.address) == (done,)
        assert [one.file for one in ledger.unfinished()] == ["b"]
        assert ledger.problems() == (b"p",)


def test_what_is_forgotten_is_known_no_more(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as ledger:
        ledger.intend([row("a"), row("b")])
        ledger.forget(["a"])

        assert ledger.is_finished("a") is None
        assert [one.file for one in ledger.all_rows()] == ["b"]


def test_a_stamp_stands_until_the_next_build_begins(tmp_path: Path) -> None:
    with closing(opened(tmp_path)) as ledger:
        ledger.complete(b"whole")
    with closing(opened(tmp_path)) as ledger:
        assert ledger.stamp() == b"whole"
        ledger.begin()
    with closing(opened(tmp_path)) as ledger:
        assert ledger.stamp() == b""


def test_two_output_folders_do_not_know_of_each_other(tmp_path: Path) -> None:
    with closing(opened(tmp_path, "one")) as first:
        first.intend([row("a")])
        first.complete(b"whole")
    with closing(opened(tmp_path, "two")) as second:
        assert second.is_new
        assert second.is_finished("a") is None
        assert second.stamp() == b""
        assert list(second.all_rows()) == []


# ---------------------------------------------------------------- killed builds


class Killed(BaseException):
    """The machine went down."""


@contextmanager
def killed_after(count: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A build inside dies at the write after the first `count`."""
    right, done = output.write, 0

    def dying(root: Path, file: str, data: bytes, sound: set[str] | None = None) -> output.Outcome:
        nonlocal done
        if done == count:
            raise Killed
        done += 1
        return right(root, file, data, sound)

    with monkeypatch.context() as patched:
        patched.setattr(output, "write", dying)
        with pytest.raises(Killed):
            yield


OLD = report("a", title="قديم", tags="[وسم قديم]", id="old") + report("b", title="باق", tags="[باق]")
NEW = report("c", title="جديد", tags="[وسم جديد]", date="2025-02-03")


@pytest.mark.parametrize("count", [0, 1, 5, 12])
def test_a_killed_build_leaves_nothing_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    build(tmp_path, OLD)
    (tmp_path / "content" / "reports" / "a.md").unlink()
    write(tmp_path, NEW)
    with killed_after(count, monkeypatch):
        rebuild(tmp_path)
    (tmp_path / "content" / "reports" / "c.md").unlink()
    write(tmp_path, report("d", title="أخير"))
    built = rebuild(tmp_path)
    clean = build(tmp_path / "clean", report("b", title="باق", tags="[باق]") + report("d", title="أخير"))

    assert built.codes == []
    assert built.files() == clean.files()
    assert [path for path in built.public.rglob("*") if path.is_dir() and not any(path.iterdir())] == []


def test_a_killed_first_build_is_no_foreign_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, OLD)
    with killed_after(10, monkeypatch):
        build(tmp_path)
    built = rebuild(tmp_path)

    assert built.codes == []
    assert built.files() == build(tmp_path / "clean", OLD).files()


def test_a_build_that_is_killed_again_and_again_ends_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, OLD)
    for number in range(1, 6):
        write(tmp_path, report("a", title=f"عنوان {number}", tags=f"[وسم {number}]", id=f"n{number}"))
        with killed_after(number * 2, monkeypatch):
            rebuild(tmp_path)
    last = report("a", title="آخر", slug="آخر", id="old") + report("b", title="باق", tags="[باق]")

    assert build(tmp_path, last).files() == build(tmp_path / "clean", last).files()


# ---------------------------------------------------------------- damage


def garbage(path: Path) -> None:
    path.write_bytes(b"this is no database " * 500)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoilt(path: Path) -> None:
    """A sound head, and noise in all pages behind it."""
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    """Some other program's database, with a version number that looks like ours."""
    db = sqlite3.connect(path)
    version = db.execute("PRAGMA user_version").fetchone()[0]
    db.close()
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.execute(f"PRAGMA user_version = {version}")
    other.close()


DAMAGE: list[Callable[[Path], None]] = [Path.unlink, garbage, cut, spoilt, emptied, foreign]


def remembered(folder: Path) -> Built:
    build(folder, OLD)
    return build(folder, NEW)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_archive_is_made_anew(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    before = remembered(tmp_path).files()
    damage(tmp_path / ".warraq" / "archive.sqlite")
    built = rebuild(tmp_path)

    assert built.codes == []
    assert built.files() == before
    assert built.outcome.written == 0


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_ledger_never_costs_the_site(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """Without a ledger nobody can say whose files these are: the build says so, and leaves them."""
    before = remembered(tmp_path).files()
    damage(tmp_path / ".warraq" / "ledger.sqlite")
    built = rebuild(tmp_path)

    assert built.codes == ["E231"]
    assert built.exit_code == 2
    assert built.files() == before
    shutil.rmtree(built.public)
    assert rebuild(tmp_path).files() == before


def test_without_any_memory_and_output_it_is_a_first_build(tmp_path: Path) -> None:
    before = remembered(tmp_path).files()
    shutil.rmtree(tmp_path / ".warraq")
    shutil.rmtree(tmp_path / "public")

    assert rebuild(tmp_path).files() == before


def test_a_missing_output_folder_is_written_whole(tmp_path: Path) -> None:
    before = remembered(tmp_path).files()
    shutil.rmtree(tmp_path / "public")
    built = rebuild(tmp_path)

    assert built.files() == before
    assert built.outcome.written == len(before)


# ---------------------------------------------------------------- moving, and two at once


def test_a_project_that_moved_writes_nothing(tmp_path: Path) -> None:
    before = remembered(tmp_path / "here").files()
    (tmp_path / "here").rename(tmp_path / "there")
    built = rebuild(tmp_path / "there")

    assert built.codes == []
    assert built.outcome.written == 0
    assert built.files() == before
    (tmp_path / "there" / "content" / "reports" / "c.md").unlink()
    assert not rebuild(tmp_path / "there").has("/2025/02/جديد/")


def test_one_memory_may_serve_two_output_folders(tmp_path: Path) -> None:
    build(tmp_path, OLD)
    rebuild(tmp_path, output=str(tmp_path / "other"), base_url="https://other.example")
    (tmp_path / "content" / "reports" / "a.md").unlink()
    rebuild(tmp_path)

    assert not (tmp_path / "public" / "2024" / "01" / "قديم").exists()
    assert (tmp_path / "other" / "2024" / "01" / "قديم").exists()
    rebuild(tmp_path, output=str(tmp_path / "other"))
    assert not (tmp_path / "other" / "2024" / "01" / "قديم").exists()


def test_a_second_build_at_once_is_told_to_wait(tmp_path: Path) -> None:
    before = build(tmp_path, OLD).files()
    write(tmp_path, NEW)
    holder = sqlite3.connect(tmp_path / ".warraq" / "archive.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    built = rebuild(tmp_path)
    holder.close()

    assert built.codes == ["E232"]
    assert built.exit_code == 2
    assert built.files() == before
    assert rebuild(tmp_path).has("/2025/02/جديد/")
