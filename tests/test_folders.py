"""What lies in the folders against what lay there: what is read, what is trusted, what is never trusted."""

from warraq.folders import Difference, difference
from warraq.source import Source

STARTED = 1_000_000_000_000_000_007
OLD = STARTED - 10_000_000_000


def text(path: str, size: int = 1, mtime: int = OLD) -> Source:
    return Source(path, "reports", size, mtime)


def picture(path: str) -> Source:
    return Source(path, "media", 1, OLD)


def known(*sources: Source) -> dict[str, bytes]:
    return difference(sources, {}, STARTED).folders


def found(*sources: Source, before: dict[str, bytes]) -> Difference:
    return difference(sources, before, STARTED)


def test_everything_is_new_at_first() -> None:
    first = found(text("reports/a.md"), text("reports/2024/b.md"), before={})

    assert [one.path for one in first.stale] == ["reports/a.md", "reports/2024/b.md"]
    assert first.gone == ()


def test_what_has_its_size_and_time_is_trusted() -> None:
    one = text("reports/a.md")
    again = found(one, before=known(one))

    assert (again.stale, again.gone, again.folders) == ((), (), {})


def test_another_size_or_another_time_is_read() -> None:
    before = known(text("reports/a.md"), text("reports/b.md"), text("reports/c.md"))
    now = found(text("reports/a.md", size=2), text("reports/b.md", mtime=OLD - 1), text("reports/c.md"), before=before)

    assert [one.path for one in now.stale] == ["reports/a.md", "reports/b.md"]


def test_a_file_that_is_gone_is_named_and_its_folder_too() -> None:
    now = found(text("reports/a.md"), before=known(text("reports/a.md"), text("reports/x/b.md")))

    assert now.gone == ("reports/x/b.md",)
    assert now.folders == {"reports/x": b""}


def test_a_file_as_young_as_the_scan_is_read_again_by_the_next_build() -> None:
    """It may be written again within one tick of its clock, with the same size and time."""
    young = text("reports/a.md", mtime=STARTED - 1_000_000)
    after = {**known(young)}

    assert [one.path for one in found(young, before=after).stale] == ["reports/a.md"]


def test_a_clock_of_whole_seconds_ticks_slowly() -> None:
    seconds = 1_000_000_000
    coarse = text("reports/a.md", mtime=(STARTED // seconds - 1) * seconds)

    assert [one.path for one in found(coarse, before=known(coarse)).stale] == ["reports/a.md"]


def test_a_file_that_could_not_be_published_is_read_again() -> None:
    one, other = text("reports/a.md"), text("reports/b.md")
    first = found(one, other, before={})
    first.again("reports/a.md")

    assert [again.path for again in found(one, other, before=first.folders).stale] == ["reports/a.md"]


def test_pictures_are_not_read_but_their_coming_and_going_is_told() -> None:
    first = found(text("reports/a.md"), picture("media/x.jpg"), before={})
    second = found(text("reports/a.md"), picture("media/y.jpg"), before=first.folders)

    assert [one.path for one in first.stale] == ["reports/a.md"]
    assert first.other_media == ("media/x.jpg",)
    assert [one.path for one in first.stale_media] == ["media/x.jpg"]
    assert second.other_media == ("media/y.jpg", "media/x.jpg")
    assert (second.stale, second.gone, second.media) == ((), (), frozenset({"media/y.jpg"}))


def test_a_picture_with_another_size_is_looked_at_again_and_has_neither_come_nor_gone() -> None:
    one = picture("media/x.jpg")
    now = found(Source("media/x.jpg", "media", 2, OLD), before=known(one))

    assert [again.path for again in now.stale_media] == ["media/x.jpg"]
    assert (now.other_media, now.gone_media) == ((), ())


def test_a_picture_that_is_gone_is_named() -> None:
    assert found(before=known(picture("media/x.jpg"))).gone_media == ("media/x.jpg",)
