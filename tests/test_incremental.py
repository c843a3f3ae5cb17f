"""Each thing that an incremental build could forget, as one example: build, edit, build, compare with a clean build.

Every case also changes the site, so that none of them is idle. What random histories find belongs here, too.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from examples import (
    CLAIMS,
    DAY,
    FEEDS,
    HOUSE,
    LINKS,
    LISTS,
    MOMENTS,
    NAMES,
    NEWS,
    PHOTOS,
    PICTURED,
    RICH,
    RULES,
    TOML,
    TONGUES,
    Case,
    begun,
    both,
    depict,
    edit,
    gone,
    later,
    page,
    profile,
    reports,
    theme,
    toml,
)
from histories import DAMAGE, LOCK, Killed, killed, marks, run, said, scratch, struck, touch, tree
from newsroom import PHOTOGRAPHS, THEME
from sites import ROOT, report

from warraq.summary import Outcome


@pytest.fixture
def folder() -> Iterator[Path]:
    """A place to build in."""
    with scratch() as place:
        yield place


@pytest.mark.parametrize("case", [*LISTS.values(), *NAMES.values()], ids=[*LISTS, *NAMES])
def test_lists_and_names_are_those_of_a_clean_build(folder: Path, case: Case) -> None:
    follow(folder, case)


@pytest.mark.parametrize("case", [*FEEDS.values()], ids=[*FEEDS])
def test_feeds_and_their_past_are_those_of_a_clean_build(folder: Path, case: Case) -> None:
    follow(folder, case)


@pytest.mark.parametrize("case", [*LINKS.values(), *TONGUES.values(), *RULES.values()], ids=[*LINKS, *TONGUES, *RULES])
def test_what_leads_elsewhere_is_as_in_a_clean_build(folder: Path, case: Case) -> None:
    follow(folder, case)


@pytest.mark.parametrize("case", [*MOMENTS.values(), *CLAIMS.values()], ids=[*MOMENTS, *CLAIMS])
def test_moments_and_claims_give_the_site_of_a_clean_build(folder: Path, case: Case) -> None:
    follow(folder, case)


@pytest.mark.parametrize("case", [*NEWS.values()], ids=[*NEWS])
def test_what_grows_old_is_news_no_longer_as_in_a_clean_build(folder: Path, case: Case) -> None:
    follow(folder, case)


@pytest.mark.parametrize("case", [*HOUSE.values(), *PHOTOS.values()], ids=[*HOUSE, *PHOTOS])
def test_what_all_pages_rest_on_is_never_forgotten(folder: Path, case: Case) -> None:
    follow(folder, case)


def follow(folder: Path, case: Case) -> None:
    """Build, and after each edit build and compare; each edit shows somewhere."""
    files, *edits = case
    pair = begun(folder, files)
    before = (tree(pair.public), said(run(pair.site), pair.site))
    for one in edits:
        edit(pair, one)
        outcome = pair.build()
        after = (tree(pair.public), said(outcome, pair.site))

        assert outcome.usable, outcome.problems
        assert after != before, "the edit shows nowhere"
        before = after


# ---------------------------------------------------------------- looks, other folders, strictness


def test_a_look_at_drafts_leaves_nothing_behind(folder: Path) -> None:
    pair = begun(folder, reports("abc") + report("n", title="مسودة", draft="true", tags="[و]"))
    before = tree(pair.public)
    pair.build(drafts=True)
    assert tree(pair.public) != before
    pair.build()

    assert tree(pair.public) == before


def test_an_edit_that_a_look_saw_first_is_published_afterwards(folder: Path) -> None:
    pair = begun(folder, reports("abc"))
    edit(pair, reports("b", deck="سطر"))
    pair.build(drafts=True)
    edit(pair, reports("c", deck="سطر"))
    pair.build(as_of="2024-01-10")
    pair.build()

    assert "سطر" in tree(pair.public)["2024/01/خبر-b/index.html"].decode("utf-8")


@pytest.mark.parametrize("look", [{"drafts": True}, {"as_of": "2025-12-31"}], ids=["drafts", "as_of"])
def test_a_new_title_that_a_look_saw_first_keeps_its_address_afterwards(folder: Path, look: dict[str, object]) -> None:
    """A look writes no slugs.lock; the build after it must, though it finds the file as the look left it."""
    pair = begun(folder, report("a", title="قديم", id="a"))
    edit(pair, report("a", title="جديد", id="a"))
    pair.build(**look)
    assert not (pair.site / LOCK).exists()
    outcome = pair.build()

    assert [found.code for found in outcome.problems] == ["W150"]
    assert "a قديم" in (pair.site / LOCK).read_text(encoding="utf-8")
    assert "2024/01/قديم/index.html" in tree(pair.public)


def test_a_new_title_that_a_strict_build_refused_keeps_its_address_afterwards(folder: Path) -> None:
    pair = begun(folder, report("a", title="قديم", id="a"))
    edit(pair, report("a", title="جديد", id="a") + report("b", عنون="x"))
    assert run(pair.site, strict=True).refused
    edit(pair, gone("reports/b.md"))
    outcome = pair.build()

    assert [found.code for found in outcome.problems] == ["W150"]
    assert "2024/01/قديم/index.html" in tree(pair.public)


@pytest.mark.parametrize("at", range(0, 40, 6))
def test_a_new_title_that_a_killed_build_saw_keeps_its_address_afterwards(folder: Path, at: int) -> None:
    pair = begun(folder, report("a", title="قديم", id="a"))
    edit(pair, report("a", title="جديد", id="a"))
    with pytest.raises(Killed) if at < 10 else suppress(Killed), struck(at, "before", killed):
        run(pair.site)
    pair.build()

    assert "2024/01/قديم/index.html" in tree(pair.public)
    assert "2024/01/جديد/index.html" not in tree(pair.public)


def test_what_was_built_into_one_folder_is_still_new_to_another(folder: Path) -> None:
    pair = begun(folder, reports("abc", tags="[و]"))
    other = str(pair.site / "other")
    pair.build(output=other, base_url="https://other.example")
    edit(pair, both(reports("b", deck="سطر"), gone("reports/c.md")))
    pair.build()
    pair.build(output=other, base_url="https://other.example")
    edit(pair, reports("d"))
    pair.build(output=other)

    pair.build()


def test_a_mirror_in_the_same_folder_changes_every_address_and_back(folder: Path) -> None:
    pair = begun(folder, RICH)
    before = tree(pair.public)
    pair.build(base_url="https://mirror.example/sub")
    assert tree(pair.public) != before
    pair.build()

    assert tree(pair.public) == before


def test_another_theme_for_one_build(folder: Path) -> None:
    pair = begun(folder, RICH)
    before = tree(pair.public)
    pair.build(theme="diwan")
    assert tree(pair.public) != before
    pair.build()

    assert tree(pair.public) == before


# ---------------------------------------------------------------- what is said


def test_warnings_are_said_again_in_every_build(folder: Path) -> None:
    wrong = "[x](nowhere.md) [y](javascript:x) ![z](media/z.jpg) ![w](https://x.example/w.jpg) \x01"
    pair = begun(
        folder,
        report("a", wrong) + page("about", wrong) + reports("bc") + toml("hijri = true", "search = {enabled = true}"),
    )
    edit(pair, report("old", date="1890-01-01", title="قديم"))
    edit(pair, depict("z.jpg", PHOTOGRAPHS[0]))
    first = pair.build()
    edit(pair, reports("b", deck="سطر"))

    assert {"W140", "W141", "W142", "W160", "W161", "W149", "W290"} <= {found.code for found in first.problems}
    assert pair.build().problems == pair.build().problems == first.problems


def test_errors_and_clashes_are_said_again_in_every_build(folder: Path) -> None:
    pair = begun(
        folder, report("a", id="a", aliases="[/old/]") + report("b", aliases="[/old/]", slug="b", date="2024-02-02")
    )
    edit(
        pair,
        report("c", عنون="x") + report("d", date="2024-03-03", id="a") + report("e", title="خبر", date="2024-01-06"),
    )
    edit(pair, profile("s", title="س") + profile("t", title="س") + "-- content/slugs.lock --\nnothing\n")
    first = pair.build()
    edit(pair, report("f", title="آخر"))

    assert {"E110", "E112", "E139", "E301", "E302", "E303", "E306"} & codes(first) >= {"E112", "E139", "E301", "E302"}
    assert pair.build().problems == pair.build().problems == first.problems


def codes(outcome: Outcome) -> set[str]:
    return {found.code for found in outcome.problems}


def test_a_broken_file_stays_in_its_last_good_version_whatever_else_changes(folder: Path) -> None:
    pair = begun(folder, reports("abc", section="field"))
    edit(pair, reports("b", عنون="x", section="field"))
    pair.build()
    edit(pair, reports("c", section="field", deck="سطر"))
    pair.build()
    edit(pair, reports("d", section="field"))
    pair.build()
    edit(pair, reports("b", section="field", deck="أصلح"))

    assert pair.build().problems == ()


def test_a_picture_that_is_gone_breaks_the_report_that_nobody_touched(folder: Path) -> None:
    pair = begun(folder, reports("b"))
    edit(pair, both(depict("p.jpg", PHOTOGRAPHS[0]), PICTURED))
    assert codes(pair.build()) == set()
    edit(pair, gone("media/p.jpg"))

    assert codes(pair.build()) == codes(pair.build()) == {"E135"}
    assert "2024/01/خبر/index.html" in tree(pair.public)


def test_a_section_that_is_gone_breaks_the_reports_that_nobody_touched(folder: Path) -> None:
    pair = begun(folder, reports("ab", section="field") + reports("c"))
    before = "-- content/site.toml --\n" + TOML
    edit(pair, before.replace("[sections.field]\nname", "[sections.fields]\nname"))

    assert codes(run(pair.site)) == codes(run(pair.site)) == {"E130"}
    edit(pair, before)
    assert pair.build().problems == ()


# ---------------------------------------------------------------- the disk


def test_a_touched_file_moves_nothing(folder: Path) -> None:
    pair = begun(folder, reports("abc"))
    before = marks(pair.public)
    for name in pair.files():
        touch(pair.site / name)
    outcome = pair.build()

    assert (outcome.written, outcome.removed) == (0, 0)
    assert marks(pair.public) == before


def test_an_edit_of_the_same_size_from_an_older_copy_is_seen(folder: Path) -> None:
    pair = begun(folder, reports("abc", deck="واحد"))
    file = pair.site / "content" / "reports" / "b.md"
    file.write_text(file.read_text(encoding="utf-8").replace("واحد", "غيره"), encoding="utf-8")
    os.utime(file, (1_000_000_000, 1_000_000_000))

    assert pair.build().written > 0


def test_two_files_that_change_places_are_seen(folder: Path) -> None:
    """Neither a size nor a time is new on the disk: only where they are."""
    pair = begun(folder, reports("ab", deck="واحد").replace("نص التقرير.", "نص."))
    here, there = (pair.site / "content" / "reports" / f"{name}.md" for name in "ab")
    aside = here.with_suffix(".aside")
    here.rename(aside), there.rename(here), aside.rename(there)

    assert pair.build().problems == ()


@pytest.mark.parametrize("how", sorted(DAMAGE))
def test_a_page_that_was_spoilt_by_hand_is_made_again(folder: Path, how: str) -> None:
    pair = begun(folder, reports("abc"))
    for name in ("2024/01/خبر-b/index.html", "feed.xml", "index.html", "robots.txt"):
        DAMAGE[how](pair.public / name)

    assert pair.build().written == 4


def test_an_output_folder_that_was_emptied_is_filled_again(folder: Path) -> None:
    pair = begun(folder, RICH)
    shutil.rmtree(pair.public)

    assert pair.build().written == len(tree(pair.public))


def test_a_foreign_file_where_a_page_comes_is_told_in_every_build_until_it_goes(folder: Path) -> None:
    pair = begun(folder, reports("abc"))
    stranger = pair.public / "2024" / "01" / "خبر-d" / "index.html"
    stranger.parent.mkdir(parents=True)
    stranger.write_bytes(b"not yours")
    edit(pair, reports("d"))

    assert codes(run(pair.site)) == codes(run(pair.site)) == {"E305"}
    assert stranger.read_bytes() == b"not yours"
    stranger.unlink()
    assert pair.build().problems == ()


def test_a_folder_in_the_way_of_a_page_is_told_in_every_build_until_it_goes(folder: Path) -> None:
    pair = begun(folder, reports("abc"))
    (pair.public / "robots.txt").unlink()
    (pair.public / "robots.txt").mkdir()
    (pair.public / "robots.txt" / "notes").write_bytes(b"not yours")

    assert codes(run(pair.site)) == codes(run(pair.site)) == {"E304"}
    shutil.rmtree(pair.public / "robots.txt")
    assert pair.build().written == 1


@pytest.mark.parametrize("memory", ["archive", "published"])
@pytest.mark.parametrize("how", sorted(DAMAGE))
def test_a_memory_that_is_lost_costs_nothing(folder: Path, memory: str, how: str) -> None:
    pair = begun(folder, RICH)
    edit(pair, gone("reports/b.md"))
    DAMAGE[how](pair.site / ".warraq" / f"{memory}.sqlite")

    pair.build()


_SUDDENLY = """
import os, signal, sys
from histories import run, struck
with struck(int(sys.argv[2]), sys.argv[3], lambda: os.kill(os.getpid(), signal.SIGKILL)):
    run(__import__("pathlib").Path(sys.argv[1]))
"""


@pytest.mark.parametrize(("at", "when"), [(0, "before"), (3, "amid"), (7, "after"), (9, "amid")])
def test_a_build_that_died_without_a_word_is_made_good(folder: Path, at: int, when: str) -> None:
    pair = begun(folder, reports("abcde", tags="[و]"))
    edit(pair, both(reports("b", tags="[ز]", deck="سطر"), gone("reports/d.md"), reports("f", tags="[و]")))
    command = [sys.executable, "-c", _SUDDENLY, str(pair.site), str(at), when]
    done = subprocess.run(command, cwd=ROOT / "tests", env=os.environ | {"PYTHONPATH": f"{ROOT}"}, check=False)
    assert done.returncode == -signal.SIGKILL
    edit(pair, both(gone("reports/f.md"), reports("b", tags="[و]")))

    pair.build()


# ---------------------------------------------------------------- counts, for `Outcome.rendered` and `Outcome.touched`
#
# Rendered: HTML pages that a template was run for. Feeds, sitemaps and rules are no templates' and are not counted.
# Touched: addresses whose views were computed, of HTML and machine pages alike.

MANY = toml("lite = false") + "".join(
    report(
        f"r{at:03}",
        title=f"خبر {at}",
        id=f"r{at:03}",
        date=f"{2020 + at // 24}-{1 + at // 2 % 12:02}-{1 + at % 2 * 14:02}",
        section="field",
        tags="[و]",
        authors="[س]",
    )
    for at in range(100)
)


def test_nothing_changed_renders_nothing_and_writes_nothing(folder: Path) -> None:
    pair = begun(folder, MANY)
    outcome = run(pair.site)

    assert (outcome.rendered, outcome.written, outcome.removed, outcome.touched) == (0, 0, 0, 0)


def test_a_touched_file_renders_nothing(folder: Path) -> None:
    pair = begun(folder, MANY)
    touch(pair.site / "content" / "reports" / "r050.md")
    outcome = run(pair.site)

    assert (outcome.rendered, outcome.written) == (0, 0)


def test_one_body_edited_renders_exactly_one_page(folder: Path) -> None:
    """The words behind the summary: no list shows them, and the report stands only in the past of the outlet's feed."""
    long = f"{'كلمة ' * 60}\n\n"
    pair = begun(folder, MANY + report("r050", long, title="خبر 50", id="r050", date="2022-02-01", section="field"))
    edit(pair, report("r050", f"{long}غيره.", title="خبر 50", id="r050", date="2022-02-01", section="field"))
    outcome = pair.build()

    assert (outcome.rendered, outcome.written) == (1, 2)
    assert {name for name, _ in outcome.reasons} == {"2022/02/خبر-50/index.html", "feeds/2022-02-1.xml"}


def test_one_body_edited_writes_exactly_one_file_where_the_past_of_feeds_is_not_kept(folder: Path) -> None:
    long = f"{'كلمة ' * 60}\n\n"
    head = MANY.replace("items = 3", "items = 3, archive = false")
    pair = begun(folder, head + report("r050", long, title="خبر 50", id="r050", date="2022-02-01", section="field"))
    edit(pair, report("r050", f"{long}غيره.", title="خبر 50", id="r050", date="2022-02-01", section="field"))
    outcome = pair.build()

    assert (outcome.rendered, outcome.written) == (1, 1)


def test_one_added_report_renders_at_most_thirty_pages(folder: Path) -> None:
    pair = begun(folder, MANY)
    edit(pair, report("n", title="جديد", date="2025-12-01", section="field", tags="[و]", authors="[س]"))
    outcome = pair.build()

    assert 0 < outcome.rendered <= 30


def test_a_report_that_is_removed_from_the_end_renders_at_most_thirty_pages(folder: Path) -> None:
    pair = begun(folder, MANY)
    edit(pair, gone("reports/r099.md"))
    outcome = pair.build()

    assert 0 < outcome.rendered <= 30


def test_an_embargo_that_passes_renders_at_most_thirty_pages(folder: Path) -> None:
    pair = begun(folder, MANY + report("n", title="محجوب", date="2026-01-02", section="field", tags="[و]"))
    edit(pair, later(2 * DAY))
    outcome = pair.build()

    assert 0 < outcome.rendered <= 30


def test_a_moment_that_passes_without_an_event_renders_nothing(folder: Path) -> None:
    pair = begun(folder, MANY + report("n", title="محجوب", date="2026-01-02"))
    edit(pair, later(DAY // 2))

    assert pair.build().rendered == 0


def test_a_report_that_grows_old_writes_the_sitemap_of_news_alone(folder: Path) -> None:
    pair = begun(folder, MANY + report("n", title="جديد", date="2025-12-31"))
    edit(pair, later(2 * DAY))
    outcome = pair.build()

    assert (outcome.touched, outcome.rendered, outcome.written) == (1, 0, 1)
    assert outcome.reasons == (("news-sitemap.xml", "view"),)
    again = run(pair.site, pair.now)
    assert (again.touched, again.written) == (0, 0)


def test_an_edited_template_renders_the_pages_that_use_it(folder: Path) -> None:
    pair = begun(folder, MANY + reports("ab"))
    edit(pair, theme("templates/year.html", THEME["templates/year.html"].replace("<title>", "<title>x")))

    assert pair.build().rendered == len({f"{2020 + at // 24}" for at in range(100)})


def test_a_page_deleted_by_hand_renders_only_that_page(folder: Path) -> None:
    pair = begun(folder, MANY)
    (pair.public / "archive" / "index.html").unlink()
    outcome = pair.build()

    assert (outcome.rendered, outcome.written) == (1, 1)


def test_a_killed_build_renders_only_what_it_had_not_done(folder: Path) -> None:
    pair = begun(folder, MANY)
    edit(pair, report("n", title="جديد", date="2025-12-01", section="field", tags="[و]", authors="[س]"))
    with pytest.raises(Killed), struck(4, "before", killed):
        run(pair.site)

    assert 0 < pair.build().rendered <= 30


def test_a_new_engine_setting_renders_everything(folder: Path) -> None:
    pair = begun(folder, MANY)
    edit(pair, toml('name = "اسم"', "lite = false"))
    outcome = pair.build()

    assert outcome.rendered == len([name for name in tree(pair.public) if name.endswith(".html")])
