"""What stands in the output folder: how much, and what of it is not as it was written. An edge: looks, writes nothing.

Each build looks at every file, which at 100,000 reports takes as long as the walk through the content; so a large
folder is looked at by another process meanwhile. Knows no pages.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from functools import partial
from pathlib import Path

import msgspec

from warraq import hands, output
from warraq.ledger import Fact, Ledger, facts

_WORTH_A_PROCESS = 16 << 20  # bytes of a ledger; about 40,000 files


class Standing(msgspec.Struct, frozen=True):
    """What is known to have been written: how many files, how many of them pages; and those that were altered since."""

    files: int
    pages: int
    altered: tuple[str, ...]


def looked_at(folder: Path, known: Iterable[Fact]) -> Standing:
    """How the files stand of which these facts are known."""
    written = [(file, size, mtime) for file, size, mtime in known if size is not None]
    pages = sum(file.endswith(".html") for file, _, _ in written)
    return Standing(len(written), pages, tuple(output.altered(folder, written)))


@contextmanager
def looking(ledger: Path, root: str, folder: Path, jobs: int) -> Iterator[Callable[[Ledger], Standing]]:
    """Look at the output folder: at once where it is large and there are processes, else when the answer is asked for.

    `ledger` is the file of the ledger, `root` how it calls the folder. Asked, it takes the open ledger.
    """
    is_large = jobs > 1 and ledger.is_file() and ledger.stat().st_size >= _WORTH_A_PROCESS
    beside = hands.aside(partial(_seen, ledger, root, folder), tuple[Standing, ...]) if is_large else nullcontext(tuple)
    with beside as asked:
        yield lambda opened: next(iter(asked()), None) or looked_at(folder, opened.facts())


def _seen(ledger: Path, root: str, folder: Path) -> tuple[Standing, ...]:
    """The same in a process of its own; nothing where the ledger has to be seen to first, which is not ours to do."""
    try:
        with closing(sqlite3.connect(f"{ledger.resolve().as_uri()}?mode=ro", uri=True)) as db:
            return (looked_at(folder, facts(db, root)),)
    except sqlite3.Error:
        return ()
