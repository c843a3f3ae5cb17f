"""What a build changed for readers, item by item: what they could see before, and what they see now.

Read off an archive in which claims are settled; what was only written anew and reads the same is no change. Knows no
pages: which of them a change can reach is told by those who make them (`plan`, `feeds`).
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from warraq.archive import Archive, Before, pictures_of
from warraq.model import Listing, Original, Profile, Report, StandingPage
from warraq.site import Site

Item = Report | StandingPage | Profile
Place = tuple[int, str]  # where a report stands in a list: its date (seconds since 1970), its id


class Change(msgspec.Struct, frozen=True):
    """An item before and after; None where readers could not or cannot see it."""

    path: str
    before: Before | None
    after: Before | None
    text_only: bool = False  # nothing but the text may differ: no title, no list, no address

    def sides(self) -> tuple[Before, ...]:
        """What it was and is, where readers can see it."""
        return tuple(side for side in (self.before, self.after) if side)

    def reports(self) -> tuple[Report, ...]:
        """The same for a report."""
        return tuple(side.item for side in self.sides() if isinstance(side.item, Report))


class ListChange(msgspec.Struct):
    """What happened in one list: places that came, went, or hold a report that shows otherwise."""

    came: set[Place] = msgspec.field(default_factory=set)
    went: set[Place] = msgspec.field(default_factory=set)
    altered: set[Place] = msgspec.field(default_factory=set)
    reworded: set[Place] = msgspec.field(default_factory=set)  # only the text differs, which lists do not show

    def shown(self) -> set[Place]:
        """The places at which what a list shows is another."""
        return self.came | self.went | self.altered


class PictureChange(msgspec.Struct, frozen=True):
    """A picture that is another, or that something shows or shows no more; what it was and is, if it can be shown."""

    path: str
    sides: tuple[Original, ...]


class Changes(msgspec.Struct, frozen=True, dict=True):
    """All that changed; `is_everything` where looking at each change would cost more than looking at each page."""

    items: tuple[Change, ...] = ()
    is_everything: bool = False
    pictures: tuple[PictureChange, ...] = ()
    since: int | None = None  # seconds since 1970: as of when all was settled; what only grew older is no item

    @cached_property
    def shown(self) -> tuple[Change, ...]:
        """The changes of more than a text."""
        return tuple(change for change in self.items if not change.text_only)

    @cached_property
    def lists(self) -> dict[Listing, ListChange]:
        """What happened in each list."""
        found: dict[Listing, ListChange] = {}
        for change in self.items:
            before, after = (_stands(side) for side in (change.before, change.after))
            for listing in before.keys() | after.keys():
                _note(found.setdefault(listing, ListChange()), before.get(listing), after.get(listing), change)
        return found


EVERYTHING_CHANGED = Changes(is_everything=True)


def _stands(side: Before | None) -> dict[Listing, Place]:
    """Where a report stands in each of its lists."""
    if side is None or side.state != 2 or not isinstance(side.item, Report):  # noqa: PLR2004 (State: listed)
        return {}
    place = side.item.date.at, side.item.id
    return {Listing(field, key): place for field, key, _ in side.entry.lists}  # type: ignore[arg-type]  # made of one


def _note(noted: ListChange, before: Place | None, after: Place | None, change: Change) -> None:
    if before == after and before is not None:
        (noted.reworded if change.text_only else noted.altered).add(before)
        return
    noted.went |= {before} if before else set()
    noted.came |= {after} if after else set()


def changes(site: Site, archive: Archive, since: int | None = None) -> Changes:
    """What the archive was given since it was opened, and what follows from it for other items.

    `since` is the moment as of which it last was settled.
    """
    if archive.has_changed_much:
        return EVERYTHING_CHANGED
    sides = {path: (before, archive.now(path)) for path, before in archive.before.items()}
    found = {path: _change(path, *both) for path, both in sides.items()}
    for path in site.ask.leading(_moved(sides)):
        found.setdefault(path, msgspec.structs.replace(_same(path, archive), text_only=True))
    others = _other_pictures(archive)
    listed_otherwise = {*_renamed(archive), *site.ask.leading(others)}  # lists show a report's names and its picture
    for path in listed_otherwise:
        shown = found.get(path) or _same(path, archive)
        found[path] = msgspec.structs.replace(shown, text_only=False)
    seen = tuple(change for _, change in sorted(found.items()) if change.sides())
    pictures = others | {path for change in seen for path in _shows(change.before) ^ _shows(change.after)}
    return Changes(seen, archive.is_much(len(seen)), tuple(_picture(archive, path) for path in sorted(pictures)), since)


def _other_pictures(archive: Archive) -> set[str]:
    """The pictures of which something else can be shown than before."""
    return {path for path, before in archive.pictures.before.items() if before != archive.pictures.sound(path)}


def _shows(side: Before | None) -> frozenset[str]:
    """The pictures that readers see with an item; with one that was taken back they see none."""
    if side is None or (isinstance(side.item, Report) and side.item.withdrawn):
        return frozenset()
    return pictures_of(side.entry)


def _picture(archive: Archive, path: str) -> PictureChange:
    now = archive.pictures.sound(path)
    before = archive.pictures.before.get(path, now)
    return PictureChange(path, tuple(dict.fromkeys(one for one in (before, now) if one)))


def _change(path: str, before: Before | None, after: Before | None) -> Change:
    seen_before, seen_after = (side if side and side.state else None for side in (before, after))
    return Change(path, seen_before, seen_after, bool(seen_before and _shown(seen_before) == _shown(seen_after)))


def _shown(side: Before | None) -> tuple[object, ...]:
    """What readers see of an item beside its text."""
    if side is None:
        return ()
    item = side.item
    if isinstance(item, Report):
        item = msgspec.structs.replace(item, words=0, links=())
    return side.state, item, side.entry.lists, side.entry.aliases, side.due


def _same(path: str, archive: Archive) -> Change:
    """An item that is what it was, and may look otherwise."""
    now = archive.now(path)
    seen = now if now and now.state else None
    return Change(path, seen, seen)


def _renamed(archive: Archive) -> Iterator[str]:
    """The reports that carry a name which is written otherwise now, or has another page or none."""
    for (field, key), before in archive.names_before.items():
        now = archive.named(field, key)
        if before and now and (before.name, before.slug, before.paged) != (now.name, now.slug, now.paged):
            yield from archive.ask.members(Listing(field, key))  # type: ignore[arg-type]  # a term field


def _moved(sides: Mapping[str, tuple[Before | None, Before | None]]) -> set[str]:
    """What a text may lead to that came, went, moved or was hidden: sources and site paths.

    Hidden items count: an address leads nowhere once a draft has it.
    """
    targets: set[str] = set()
    for path, (before, after) in sides.items():
        if _found_at(before) != _found_at(after):
            targets |= {path} | _found_at(before)[1] | _found_at(after)[1]
    return targets


def _found_at(side: Before | None) -> tuple[bool, frozenset[str]]:
    """Whether readers find an item, and at which addresses they would."""
    if side is None or isinstance(side.item, Profile):
        return False, frozenset()
    return bool(side.state), frozenset({side.item.url, *side.entry.aliases})
