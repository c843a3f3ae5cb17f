"""The central proof: whatever happens to a newsroom, a build with a memory gives the bytes of one from nothing.

A machine of hypothesis makes random histories; after every step the incremental tree is compared with a clean build,
byte for byte, and so are the problems, the count of reports and the next moment. `tests/run --long` makes far more.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from histories import DAMAGE, LOCK, Killed, Pair, impatient, killed, marks, mirror, run, scratch, struck, touch, tree
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import engine
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from newsroom import (
    AUTHORS,
    BODIES,
    CLOCK,
    DATES,
    MUST,
    PAGES,
    PHOTOGRAPHS,
    PICTURES,
    PROFILES,
    REPORTS,
    SECTIONS,
    SETTINGS,
    STANDING,
    THEME,
    TITLES,
    VALUES,
    Break,
    Change,
    Decree,
    Depict,
    Dress,
    Mend,
    Move,
    Newsroom,
    Organise,
    Present,
    Put,
    Remove,
    Set,
    Stand,
    Twin,
    full,
)

from warraq import intake, pipeline
from warraq.archive import stock
from warraq.feeds import news, sitemaps

LONG = bool(os.environ.get("WARRAQ_LONG"))
HISTORIES = 60 if LONG else 12  # of each share
STEPS = 25
SHARES = 8 if LONG else 4  # so that several workers have something to do

# ---------------------------------------------------------------- what may happen

names = st.sampled_from(sorted(REPORTS))
anywhere = st.integers(0, 200)
OFTEN = ("title", "date", "slug", "tags", "authors", "series", "draft", "expires", "withdrawn", "aliases", "section")
values = st.sampled_from([*VALUES, *OFTEN, *OFTEN]).flatmap(
    lambda key: st.tuples(st.just(key), st.sampled_from([*VALUES[key], *([] if key in MUST else [None])]))
)
puts = st.builds(Put, names, st.sampled_from(TITLES), st.sampled_from(DATES), st.sampled_from(BODIES))
sets = st.builds(lambda name, pair: Set(name, *pair), names, values)
texts = st.one_of(
    sets,
    sets,
    sets,
    puts,
    puts,
    st.builds(Remove, names),
    st.builds(Move, names, names),
    st.builds(Twin, names, names),
    st.builds(Break, names, st.sampled_from(["key", "hidden", "fence", "bytes"])),
    st.just(Mend()),
    st.builds(Stand, st.sampled_from(sorted(PAGES)), st.sampled_from([None, *STANDING])),
    st.builds(Present, st.sampled_from(sorted(AUTHORS)), st.sampled_from([None, *PROFILES])),
    st.builds(Depict, st.sampled_from(PICTURES), st.sampled_from([b"", *PHOTOGRAPHS])),
)
decrees = st.sampled_from([Decree(key, value) for key in SETTINGS for value in (None, *SETTINGS[key])])
everywhere = st.one_of(
    decrees,
    decrees,
    st.builds(Organise, st.sampled_from(SECTIONS)),
    st.builds(Dress, st.sampled_from(sorted(THEME)), st.integers(0, 3)),
)


# ---------------------------------------------------------------- how it is built afterwards


@dataclass(frozen=True)
class Do:
    """One way to build, by its name in the machine, with a number and a word where it needs them."""

    way: str
    at: int = 0
    what: str = ""


whens = st.sampled_from(["before", "amid", "after"])
ways = st.one_of(
    *[st.just(Do("plain"))] * 8,
    st.just(Do("later")),
    st.just(Do("twice")),
    st.just(Do("drafts")),
    st.builds(Do, st.just("as_of"), st.just(0), st.sampled_from(["2024-01-10", "2026-01-02", "2026-02-01"])),
    st.just(Do("mirrored")),
    st.just(Do("elsewhere")),
    st.just(Do("strict")),
    st.builds(Do, st.just("killed"), st.integers(0, 12) | st.integers(0, 90), whens),
    st.builds(Do, st.just("at_once"), st.integers(0, 12) | st.integers(0, 90)),
    st.builds(Do, st.just("unusable"), st.just(0), st.sampled_from(["site.toml", "syntax", "string", "trap"])),
    st.builds(Do, st.just("lost"), st.just(0), st.sampled_from(["all", *DAMAGE])),
)


class Histories(RuleBasedStateMachine):
    """A newsroom, and its site in two builds."""

    compared = 0  # trees, in all histories together

    def __init__(self) -> None:
        super().__init__()
        self.places = ExitStack()
        self.pair, self.room = Pair(self.places.enter_context(scratch())), Newsroom()

    def teardown(self) -> None:
        """However a history ended, the next build makes it right, and the one after it has nothing to do."""
        try:
            self.twice()
        finally:
            type(self).compared += self.pair.compared
            self.places.close()

    # ------------------------------------------------------------ steps

    @initialize(room=st.sampled_from([Newsroom, full, full, full]), changes=st.lists(texts, max_size=4))
    def begin(self, room: Callable[[], Newsroom], changes: list[Change]) -> None:
        self.room = room()
        self._happen(changes)
        self.pair.build()

    @rule(changes=st.lists(texts, min_size=1, max_size=4), then=ways)
    def editors_work(self, changes: list[Change], then: Do) -> None:
        self._happen(changes)
        self._do(then)

    @rule(change=sets)
    def an_editor_writes(self, change: Change) -> None:
        self._happen([change])
        self.pair.build()

    @rule(change=texts)
    def an_editor_works(self, change: Change) -> None:
        self._happen([change])
        self.pair.build()

    @rule(one=sets, other=sets)
    def two_editors_write(self, one: Change, other: Change) -> None:
        self._happen([one, other])
        self.pair.build()

    @rule(change=everywhere, changes=st.lists(texts, max_size=2), then=ways)
    def the_house_changes(self, change: Change, changes: list[Change], then: Do) -> None:
        self.pair.era += 1
        self._happen([change, *changes])
        self._do(then)

    @rule(moment=st.sampled_from(CLOCK), changes=st.lists(texts, max_size=2), then=ways)
    def time_passes(self, moment: int, changes: list[Change], then: Do) -> None:
        self.pair.now = moment
        self._happen(changes)
        self._do(then)

    @rule(then=ways)
    def nothing_happens(self, then: Do) -> None:
        self._do(then)

    @rule(at=anywhere, then=ways)
    def a_file_is_touched(self, at: int, then: Do) -> None:
        held = sorted(self.pair.files())
        touch(self.pair.site / held[at % len(held)])
        self._do(then)

    @rule(then=ways)
    def kept_slugs_are_thrown_away(self, then: Do) -> None:
        self.pair.era += 1
        self.room.faults.clear()
        self._happen([])
        (self.pair.site / LOCK).unlink(missing_ok=True)
        self._do(then)

    @rule(at=anywhere, how=st.sampled_from(["gone", "garbage", "halved", "folder gone"]), then=ways)
    def a_page_is_spoilt(self, at: int, how: str, then: Do) -> None:
        held = sorted(tree(self.pair.public).keys() - self.pair.foreign.keys())
        if held:
            page = self.pair.public / held[at % len(held)]
            self._spoil(page, how)
        self._do(then)

    @rule(name=st.sampled_from(["notes.txt", "2024/01/notes.txt", "tags/c/notes.txt", "assets/notes.txt"]), then=ways)
    def somebody_leaves_a_file(self, name: str, then: Do) -> None:
        self.pair.foreign[name] = b"not yours"
        (self.pair.public / name).parent.mkdir(parents=True, exist_ok=True)
        (self.pair.public / name).write_bytes(b"not yours")
        self._do(then)

    @rule(name=st.sampled_from(["empty", "2024/empty", "2026/01"]), then=ways)
    def somebody_leaves_a_folder(self, name: str, then: Do) -> None:
        self.pair.hollow |= {"/".join(name.split("/")[:depth]) for depth in (1, 2)}
        (self.pair.public / name).mkdir(parents=True, exist_ok=True)
        self._do(then)

    @rule(memory=st.sampled_from(["archive", "published"]), how=st.sampled_from(sorted(DAMAGE)), then=ways)
    def a_memory_is_damaged(self, memory: str, how: str, then: Do) -> None:
        file = self.pair.site / ".warraq" / f"{memory}.sqlite"
        if file.is_file():
            DAMAGE[how](file)
            self.pair.forget(certain=memory == "archive")
        self._do(then)

    # ------------------------------------------------------------ what the steps are made of

    def _happen(self, changes: list[Change]) -> None:
        for change in changes:
            change.happen(self.room)
        mirror(self.pair.site, self.room.files(), frozenset({LOCK}))

    def _do(self, then: Do) -> None:
        ways: dict[str, Callable[[], object]] = {
            "plain": self.pair.build,
            "later": lambda: None,
            "twice": self.twice,
            "drafts": lambda: self.pair.build(drafts=True),
            "as_of": lambda: self.pair.build(as_of=then.what),
            "mirrored": lambda: self.pair.build(base_url="https://mirror.example/a"),
            "elsewhere": lambda: self.pair.build(output=str(self.pair.site / "elsewhere")),
            "strict": self.strictly,
            "killed": lambda: self.killed(then),
            "at_once": lambda: self.at_once(then),
            "unusable": lambda: self.unusable(then.what),
            "lost": lambda: self.lost(then.what),
        }
        ways[then.way]()

    def _spoil(self, page: Path, how: str) -> None:
        if how != "folder gone":
            DAMAGE[how](page)
        elif not any((self.pair.public / name).is_relative_to(page.parent) for name in self.pair.foreign):
            shutil.rmtree(page.parent)

    # ------------------------------------------------------------ ways to build

    def twice(self) -> None:
        """A build right after a build has nothing to write."""
        self.pair.build()
        before = marks(self.pair.public)
        again = self.pair.build()
        assert (again.written, again.removed) == (0, 0)
        assert marks(self.pair.public) == before

    def strictly(self) -> None:
        """An error in the content: nothing is written."""
        before, lock = marks(self.pair.public), self._lock()
        outcome = run(self.pair.site, self.pair.now, strict=True)
        if outcome.refused:
            assert (marks(self.pair.public), self._lock()) == (before, lock)
            assert any(found.is_error for found in outcome.problems)
        self.pair.build()

    def _lock(self) -> bytes:
        file = self.pair.site / LOCK
        return file.read_bytes() if file.is_file() else b""

    def killed(self, then: Do) -> None:
        """The machine goes down; whatever stood in the folder that is not ours stands."""
        try:
            with struck(then.at, then.what, killed):
                run(self.pair.site, self.pair.now)
        except Killed:
            self.pair.remember(certain=False)
        else:
            self.pair.build()

    def at_once(self, then: Do) -> None:
        """A second build begins while the first one writes, and is told to wait."""

        def second() -> None:
            with impatient():
                outcome = run(self.pair.site, self.pair.now)
            assert [found.code for found in outcome.problems] == ["E232"]

        with struck(then.at, "before", second):
            run(self.pair.site, self.pair.now)
        self.pair.build()

    def unusable(self, what: str) -> None:
        """Somebody spoils what all pages need, for the length of a build; the site stands as it was."""
        name = {
            "site.toml": "content/site.toml",
            "syntax": "themes/mine/templates/list.html",
            "string": "themes/mine/strings/ar.toml",
            "trap": "themes/mine/templates/base.html",
        }[what]
        file = self.pair.site / name
        right, before = file.read_bytes(), marks(self.pair.public)
        wrong = {"site.toml": b"name =", "syntax": b"{% if %}", "string": b"[count]\n", "trap": b"{{ page.nothing }}"}
        file.write_bytes(right + wrong[what] if what != "string" else wrong[what])
        touch(file)
        outcome = run(self.pair.site, self.pair.now, theme="mine")
        file.write_bytes(right)
        touch(file)
        assert not outcome.usable
        if what != "trap":  # that one is met on the way
            assert marks(self.pair.public) == before
        if what == "trap":
            self.pair.remember(certain=False)

    def lost(self, what: str) -> None:
        """Without the ledger nobody knows whose the files are: all stands, until the folder is emptied."""
        state, before = self.pair.site / ".warraq", marks(self.pair.public)
        if "index.html" not in before:
            return
        if what == "all":
            shutil.rmtree(state)
            self.pair.forget(certain=True)
        else:
            DAMAGE[what](state / "ledger.sqlite")
        outcome = run(self.pair.site, self.pair.now)
        assert [found.code for found in outcome.problems] == ["E231"]
        assert marks(self.pair.public) == before
        for folder in ("public", "elsewhere"):
            shutil.rmtree(self.pair.site / folder, ignore_errors=True)
        self.pair.foreign.clear()
        self.pair.hollow.clear()
        self.pair.build()


def deal_in_small_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a small newsroom be handled as a large one is: in many lots of pages and of sources, in parted sitemaps."""
    monkeypatch.setattr(news, "_LIMIT", 2)
    monkeypatch.setattr(sitemaps, "_LIMIT", 25)
    monkeypatch.setattr(sitemaps, "_MOST_NEW", 15)
    monkeypatch.setattr(pipeline, "_WORTH_HANDS", 5)
    monkeypatch.setattr(pipeline, "_BATCH", 3)
    monkeypatch.setattr(intake, "_BATCH", 2)


@pytest.mark.parametrize("share", range(SHARES))
def test_whatever_happens_the_incremental_build_equals_the_clean_one(
    share: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "MAX_SHRINKING_SECONDS", 60)
    if share % 2:
        deal_in_small_lots(monkeypatch)
    if share % 4 == 2:  # a change of two items is one of everything
        monkeypatch.setattr(stock, "_MANY", 2)
    quick = settings(
        max_examples=HISTORIES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        derandomize=False,  # the seed below: each share has histories of its own, the same in every run
        print_blob=False,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    machine = type(f"Histories{share}", (Histories,), {"compared": 0})

    run_state_machine_as_test(seed(share)(machine), settings=quick)

    assert vars(machine)["compared"] > HISTORIES * STEPS // 3
