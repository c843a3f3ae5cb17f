"""Two builds of one content, the one that remembers and the one that begins anew, and how they differ.

The folder `site` below a work folder is built again and again with its memory; `clean` is made anew for each
comparison, from the same files. What may differ between the two by design is named here, once: codes that tell of a
change are of the moment (OF_THE_MOMENT), and a file with an error stands for its last good text (`LastGood`).
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from sites import NOW

from warraq import output, pipeline, shop
from warraq.archive import Archive
from warraq.published import Published
from warraq.summary import Outcome

OF_THE_MOMENT = {"W150", "W151", "E138"}  # said once, where something moved
LOCK = "content/slugs.lock"
# A good text was good when it was read, so a clean build needs the pictures that it names; as these cannot be shown,
# they are told in words, as those are that are not there.
UNSEEN = dict.fromkeys(("content/media/p.jpg", "content/media/عام/صورة ثانية.png"), b"there")
Files = Mapping[str, bytes]  # by their path below a root
_TICKS = count(1)
_BEGAN = 1_700_000_000_000_000_000  # ns


def run(root: Path, now: int = NOW, **options: object) -> Outcome:
    """Build what lies in `root`: content/, themes/ → public/, with .warraq/."""
    asked: dict[str, object] = {
        "content": str(root / "content"),
        "output": str(root / "public"),
        "state": str(root / ".warraq"),
        "now": now,
    }
    return pipeline.build(shop.Options(**(asked | options)))  # type: ignore[arg-type]  # by name


# ---------------------------------------------------------------- folders


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in memory where there is such a place: histories write far more than a disk likes."""
    above = Path("/dev/shm")  # noqa: S108 (a folder of our own is made below it)
    with tempfile.TemporaryDirectory(prefix="warraq-", dir=above if above.is_dir() else None) as folder:
        yield Path(folder)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below `folder`, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in _walk(folder) if path.is_file()}


def folders(folder: Path) -> set[str]:
    """Every folder below `folder`."""
    return {path.relative_to(folder).as_posix() for path in _walk(folder) if path.is_dir()}


def _walk(folder: Path) -> Iterator[Path]:
    return folder.rglob("*") if folder.is_dir() else iter(())


def marks(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """What tells whether a file was written again, though its clock be coarse: bytes, mtime, inode."""
    found = {}
    for path in _walk(folder):
        if path.is_file():
            facts = path.stat()
            found[path.relative_to(folder).as_posix()] = (path.read_bytes(), facts.st_mtime_ns, facts.st_ino)
    return found


def touch(path: Path) -> None:
    """Give a file a time that it never had: later than all before for one, earlier for the next."""
    tick = next(_TICKS)
    moment = _BEGAN + tick * 1_000_003 * (1 if tick % 2 else -1)
    os.utime(path, ns=(moment, moment))


def mirror(root: Path, files: Files, spared: frozenset[str] = frozenset()) -> None:
    """Bring content/ and themes/ below `root` to hold exactly `files`; what is the same is not touched."""
    held = {
        f"{top}/{name}": data for top in ("content", "themes") for name, data in tree(root / top).items()
    }  # fmt: skip
    for name in held.keys() - files.keys() - spared:
        (root / name).unlink()
    for name, data in files.items():
        if held.get(name) != data:
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            touch(path)


# ---------------------------------------------------------------- saying how two differ


def said(outcome: Outcome, root: Path) -> list[tuple[str, int, int, str, str]]:
    """The problems that say what is, not what happened: path, line, column, code, sentence; without the root."""
    here = f"{root.as_posix()}/"
    return sorted(
        (one.where.path.replace(here, ""), one.where.line, one.where.column, one.code, one.english.replace(here, ""))
        for one in outcome.problems
        if one.code not in OF_THE_MOMENT
    )


def difference(found: Files, wanted: Files) -> str:
    """The files that only one has, and the first that they have differently, where it differs; empty for none."""
    lines = [f"only in the incremental build: {name}" for name in sorted(found.keys() - wanted.keys())]
    lines += [f"only in the clean build: {name}" for name in sorted(wanted.keys() - found.keys())]
    differing = sorted(name for name in found.keys() & wanted.keys() if found[name] != wanted[name])
    lines += [f"differs: {name}" for name in differing]
    if differing:
        lines += _around(found[differing[0]], wanted[differing[0]])
    return "\n".join(lines)


def _around(found: bytes, wanted: bytes) -> list[str]:
    pairs = zip(found, wanted, strict=False)
    at = next((at for at, (one, other) in enumerate(pairs) if one != other), min(len(found), len(wanted)))
    cut = slice(max(0, at - 200), at + 200)
    return [
        f"  from byte {at}:",
        f"  incremental: {found[cut].decode('utf-8', 'replace')!r}",
        f"  clean:       {wanted[cut].decode('utf-8', 'replace')!r}",
    ]


# ---------------------------------------------------------------- the two


@dataclass(frozen=True)
class Clean:
    """What a build from nothing came to."""

    outcome: Outcome
    problems: list[tuple[str, int, int, str, str]]
    files: dict[str, bytes]

    @property
    def broken(self) -> set[str]:
        """The sources that have an error of their own, so that no version of them is in a clean build."""
        return {path for path, _, _, code, _ in self.problems if code.startswith("E1") and path.endswith(".md")}


@dataclass
class Pair:
    """A site with its memory, and the clean builds that it is measured by."""

    folder: Path
    now: int = NOW
    foreign: dict[str, bytes] = field(default_factory=dict)  # files that are not Warraq's, in its output folder
    hollow: set[str] = field(default_factory=set)  # empty folders that somebody made there
    last_good: dict[str, tuple[bytes, int]] = field(default_factory=dict)  # text, and the era that it was read in
    era: int = 0  # grows with every change that can read all texts anew
    compared: int = 0
    passed_over: int = 0
    _kept: dict[object, Clean] = field(default_factory=dict)

    @property
    def site(self) -> Path:
        """The root of the site that is built again and again."""
        return self.folder / "site"

    @property
    def public(self) -> Path:
        """Its output folder."""
        return self.site / "public"

    def files(self) -> dict[str, bytes]:
        """The content and the themes, as they lie on the disk."""
        return {f"{top}/{name}": data for top in ("content", "themes") for name, data in tree(self.site / top).items()}

    # ------------------------------------------------------------ building

    def build(self, **options: object) -> Outcome:
        """Build with the memory, and compare with a clean build; AssertionError says how they differ."""
        is_look = bool(options.get("drafts") or options.get("as_of"))
        memory = self._published() if is_look else None
        before = marks(self._output(options))
        outcome = run(self.site, self.now, **options)
        after = marks(self._output(options))
        moved = [name for name in before.keys() & after.keys() if before[name][0] == after[name][0]]
        assert [name for name in moved if before[name] != after[name]] == [], "written again with the same bytes"
        self._compare(outcome, after, memory, options)
        if outcome.usable:
            self.remember(certain=not is_look, memory=memory, **options)
        return outcome

    def _output(self, options: Mapping[str, object]) -> Path:
        return Path(str(options.get("output", self.public)))

    def _published(self) -> bytes | None:
        """What readers have is an input of a look: a new title does not move a published report there either."""
        file = self.site / ".warraq" / "published.sqlite"
        return file.read_bytes() if file.is_file() else None

    def clean(self, memory: bytes | None = None, **options: object) -> tuple[Clean, Clean]:
        """Clean builds of the content as it is, and of what a build with a memory can know of it."""
        files = self.files()
        first = self._clean(files, memory, options)
        if not first.broken:
            return first, first
        sound = {name: data for name, data in files.items() if name not in first.broken}
        known = UNSEEN | sound | self._good(first)
        return first, self._clean(known, memory, options)

    def _good(self, first: Clean) -> dict[str, bytes]:
        hidden = {path for path in first.broken if _says_hidden(self.site / path)}
        return {path: self.last_good[path][0] for path in first.broken - hidden if path in self.last_good}

    def _clean(self, files: Files, memory: bytes | None, options: Mapping[str, object]) -> Clean:
        key = (tuple(sorted(files.items())), memory, self.now, tuple(sorted(options.items(), key=str)))
        if key not in self._kept:
            while len(self._kept) > 8:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = self._made_clean(files, memory, options)
        return self._kept[key]

    def _made_clean(self, files: Files, memory: bytes | None, options: Mapping[str, object]) -> Clean:
        root = self.folder / "clean"
        for name in ("public", ".warraq"):
            shutil.rmtree(root / name, ignore_errors=True)
        mirror(root, files)
        if memory is not None:
            (root / ".warraq").mkdir()
            (root / ".warraq" / "published.sqlite").write_bytes(memory)
        outcome = run(root, self.now, **{key: value for key, value in options.items() if key != "output"})
        return Clean(outcome, said(outcome, root), tree(root / "public"))

    # ------------------------------------------------------------ comparing

    def _compare(
        self,
        outcome: Outcome,
        after: dict[str, tuple[bytes, int, int]],
        memory: bytes | None,
        options: dict[str, object],
    ) -> None:
        first, wanted = self.clean(memory, **options)
        assert outcome.usable == wanted.outcome.usable, f"{outcome.problems} instead of {wanted.problems}"
        if self._is_beyond_comparison(first, wanted):
            self.passed_over += 1
            return
        self.compared += outcome.usable
        found = {name: mark[0] for name, mark in after.items()}
        if self._output(options) == self.public:
            self._compare_foreign(found)
        if outcome.usable:
            differs = difference(found, wanted.files)
            assert not differs, differs
        self._compare_words(outcome, first, wanted)

    def _is_beyond_comparison(self, first: Clean, wanted: Clean) -> bool:
        """Whether something stands in its last good version, and that was read under other settings."""
        eras = {self.last_good[path][1] for path in first.broken if path in self.last_good}
        return bool(wanted.broken) or not eras <= {self.era}

    def _compare_foreign(self, found: dict[str, bytes]) -> None:
        for name, data in self.foreign.items():
            assert found.pop(name, None) == data, f"{name} is not Warraq's, and was touched"
        wanted = {parent for name in (*found, *self.foreign) for parent in _parents(name)} | self.hollow
        assert folders(self.public) - wanted == set(), "empty folders were left"

    def _compare_words(self, outcome: Outcome, first: Clean, wanted: Clean) -> None:
        """What is said of sound files is what the clean build says; of broken ones, their errors."""
        here, of_their_own = said(outcome, self.site), {one for one in first.problems if one[0] in first.broken}
        mine = [one for one in here if one[0] not in first.broken]
        absent = UNSEEN.keys() - self.files().keys()
        clean = [one for one in wanted.problems if one[0] not in first.broken | absent]
        assert mine == clean, (
            f"said: {[one for one in mine if one not in clean]}, not said: {[one for one in clean if one not in mine]}"
        )
        assert {one for one in here if one[0] in first.broken and one[3].startswith("E1")} == {
            one for one in of_their_own if one[3].startswith("E1")
        }
        assert outcome.reports == wanted.outcome.reports
        assert outcome.next_moment == wanted.outcome.next_moment

    # ------------------------------------------------------------ what was good

    def remember(self, *, certain: bool, memory: bytes | None = None, **options: object) -> None:
        """After a build each sound text is the last good one; after a look or a killed build that is not certain."""
        files = self.files()
        first = self._clean(files, memory, options)
        texts = {name: data for name, data in files.items() if name.endswith(".md")}
        for path in self.last_good.keys() - texts.keys():
            del self.last_good[path]
        for path, data in texts.items():
            if path in first.broken:
                if path in self.last_good and _says_hidden(self.site / path):
                    del self.last_good[path]
            elif certain or self.last_good.get(path) != (data, self.era):
                self.last_good[path] = (data, self.era if certain else -1)

    def forget(self, *, certain: bool) -> None:
        """A memory was damaged: no text is known to be the last good one; or, uncertain, some may be."""
        self.last_good = {} if certain else {path: (data, -1) for path, (data, _) in self.last_good.items()}


def _says_hidden(path: Path) -> bool:
    front = path.read_bytes().split(b"\n---", maxsplit=1)[0]
    return b"\ndraft: true" in front or b"\nwithdrawn:" in front


def _parents(name: str) -> list[str]:
    steps = name.split("/")
    return ["/".join(steps[:depth]) for depth in range(1, len(steps))]


# ---------------------------------------------------------------- misfortunes


class Killed(BaseException):
    """The machine went down."""


def killed() -> None:
    """Go down."""
    raise Killed


@contextmanager
def struck(at: int, when: str, blow: Callable[[], None]) -> Iterator[None]:
    """A build inside meets `blow` at its deed number `at`: `before` it, `amid` it (a file half written) or `after`.

    A deed is a file written or removed, or a memory kept.
    """
    done = count()

    def meeting(right: Callable[..., object], half: Callable[..., None] | None = None) -> Callable[..., object]:
        def deed(*given: object) -> object:
            is_now = next(done) == at
            if is_now and when != "after":
                if when == "amid" and half:
                    half(*given)
                blow()
            result = right(*given)
            if is_now and when == "after":
                blow()
            return result

        return deed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(output, "write", meeting(output.write, _half_written))
        patch.setattr(output, "remove", meeting(output.remove))
        patch.setattr(Archive, "commit", meeting(Archive.commit))
        patch.setattr(Published, "commit", meeting(Published.commit))
        yield


def _half_written(root: Path, file: str, data: bytes, *_: object) -> None:
    beside = (root / file).parent / output.temporary_name(file)
    with suppress(OSError):  # something else stands where the folder should be
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data[: len(data) // 2])


@contextmanager
def impatient() -> Iterator[None]:
    """Databases inside do not wait for a lock."""
    connect = sqlite3.connect

    def at_once(*given: object, **named: object) -> sqlite3.Connection:
        return connect(*given, **(named | {"timeout": 0}))  # type: ignore[call-overload,no-any-return]  # as given

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", at_once)
        yield


def garbage(path: Path) -> None:
    """Noise in place of a file."""
    path.write_bytes(b"this is no database " * 500)


def halved(path: Path) -> None:
    """A file that was cut off."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


DAMAGE: Mapping[str, Callable[[Path], None]] = {"gone": Path.unlink, "garbage": garbage, "halved": halved}
