"""The benchmark measures what it says: the same corpus each time, all kinds of pages, every edit undone."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sites import NOW

from bench import corpus, kinds, peers
from bench.edits import CHANGES, Project, changed
from warraq import pipeline, shop
from warraq.summary import Outcome

SIZE = 120
LOCK = "slugs.lock"  # written by Warraq for a published report with a new title


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Warraq's own project of the benchmark, small."""
    warraq = peers.ALL[0]
    made = Project(warraq, tmp_path_factory.mktemp("bench") / "warraq", SIZE)
    warraq.lay(made.folder, SIZE)
    for report in corpus.reports(SIZE):
        made.file(report).parent.mkdir(parents=True, exist_ok=True)
        made.put(report)
    build(made)
    return made


def build(project: Project) -> Outcome:
    content, theme, state = (str(project.folder / name) for name in ("content", "theme", ".warraq"))
    options = shop.Options(content=content, theme=theme, output=str(project.output), state=state, now=NOW)
    return pipeline.build(options)


def files_of(folder: Path) -> Iterator[tuple[str, bytes, int]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != LOCK:
            yield path.relative_to(folder).as_posix(), path.read_bytes(), path.stat().st_mtime_ns


def test_a_corpus_is_the_same_each_time_it_is_made() -> None:
    assert list(corpus.reports(SIZE)) == list(corpus.reports(SIZE))


def test_a_report_has_the_same_words_in_a_corpus_of_any_size() -> None:
    small, large = corpus.report(7, SIZE), corpus.report(7, 10 * SIZE)

    assert (small.title, small.summary, small.tags) == (large.title, large.summary, large.tags)
    assert small.moment != large.moment


def test_the_words_of_reports_are_as_hard_to_press_as_real_ones() -> None:
    """A corpus of a few sentences would flatter whoever caches them."""
    text = "".join(report.body for report in corpus.reports(50)).encode()

    assert len(gzip.compress(text)) > len(text) / 8


def test_all_generators_are_given_the_same_reports() -> None:
    report = corpus.report(SIZE - 1, SIZE)
    texts = [peer.written(report, SIZE) for peer in peers.ALL]

    assert all(report.title in text for text in texts)
    assert all(part.partition("[")[0] in text for text in texts for part in report.body.split("\n\n"))


def test_a_site_has_every_kind_of_page_that_is_asked_for(project: Project) -> None:
    kinds.check(kinds.census(project.output), SIZE)


@pytest.mark.parametrize("kind", ["feed of all", "lists", "teasers"])
def test_a_site_that_lacks_a_kind_is_told(project: Project, kind: str) -> None:
    found = kinds.census(project.output)
    lacking = kinds.Census({**found.kinds, kind: 0}, 0 if kind == "teasers" else found.teasers, found.items, 0, 0)

    with pytest.raises(kinds.Unequal, match=kind):
        kinds.check(lacking, SIZE)


@pytest.mark.parametrize("change", CHANGES)
def test_an_edit_changes_the_site_and_is_undone(project: Project, change: str) -> None:
    before = list(files_of(project.folder / "content")), list(files_of(project.folder / "theme"))
    with changed(project, CHANGES[change], 1):
        outcome = build(project)
        assert not [found for found in outcome.problems if found.is_error]
        assert bool(outcome.written or outcome.removed) == (change != "no change")

    assert (list(files_of(project.folder / "content")), list(files_of(project.folder / "theme"))) == before
    build(project)


def test_the_figures_in_the_repository_are_of_all_tools() -> None:
    """README shows them."""
    kept = Path(__file__).parent.parent / "bench" / "results" / "10000.json"
    found = json.loads(kept.read_text(encoding="utf-8"))

    assert [tool["name"] for tool in found["tools"]] == [peer.name for peer in peers.ALL]
    assert not [tool["problem"] for tool in found["tools"] if tool["problem"]]
