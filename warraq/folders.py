"""What lies in the content's folders against what lay there: which sources are to be read, which are gone. Pure.

A folder whose files have the sizes and times that they had is not looked into. Knows no texts.
"""

from collections.abc import Iterable, Mapping

import msgspec

from warraq.source import Source

_AGAIN = -1  # the time of a file that has to be read again, whatever its own
_SECOND = 1_000_000_000
# A file written as late as this before the scan (nanoseconds) may be written again within one tick of its clock, so its
# time proves nothing; where times are whole seconds the tick is two of them (FAT).
_TICK, _COARSE_TICK = 50_000_000, 2 * _SECOND

Files = dict[str, tuple[int, int]]  # name → size in bytes, mtime in ns


class Difference(msgspec.Struct):
    """What is to be done. `folders` are those whose list is another, packed; nothing for one that is gone."""

    stale: tuple[Source, ...]
    gone: tuple[str, ...]
    present: frozenset[str]
    media: frozenset[str]
    other_media: tuple[str, ...]  # that came or went
    stale_media: tuple[Source, ...]  # to be looked at: new or altered
    gone_media: tuple[str, ...]
    folders: dict[str, bytes]

    def again(self, path: str) -> None:
        """Have a source read again by the next build."""
        folder, _, name = path.rpartition("/")
        if folder not in self.folders:
            return
        files = _unpacked(self.folders[folder])
        if name in files:
            self.folders[folder] = _packed(files | {name: (files[name][0], _AGAIN)})


def difference(
    sources: Iterable[Source], known: Mapping[str, bytes], started: int, *, everything: bool = False
) -> Difference:
    """The sources against what was `known` of their folders, by a scan that `started` at a moment (ns since 1970).

    `everything` is to be read whatever is known of it.
    """
    grouped = _grouped(sources)
    found = Difference((), (), frozenset(), frozenset(), (), (), (), {})
    stale: list[Source] = []
    gone: list[str] = []
    for folder in sorted(grouped.keys() | known.keys()):
        here = grouped.get(folder, {})
        now: Files = {name: (one.size, one.mtime) for name, one in here.items()}
        packed, before = _packed(now), known.get(folder, b"")
        if packed == before and not everything:
            continue
        old = _unpacked(before)
        stale += [one for name, one in here.items() if everything or old.get(name) != now[name]]
        gone += [f"{folder}/{name}" for name in old if name not in now]
        kept = _packed({name: (size, _lasting(mtime, started)) for name, (size, mtime) in now.items()})
        if kept != before:
            found.folders[folder] = kept
    found.stale_media = tuple(one for one in stale if one.shelf == "media")
    came = [one.path for one in found.stale_media if everything or not _was_there(one.path, known)]
    found.stale = tuple(one for one in stale if one.shelf != "media")
    found.gone = tuple(path for path in gone if not path.startswith("media/"))
    found.gone_media = tuple(path for path in gone if path.startswith("media/"))
    found.other_media = (*came, *found.gone_media)
    found.present = frozenset(one.path for one in sources if one.shelf != "media")
    found.media = frozenset(one.path for one in sources if one.shelf == "media")
    return found


def _grouped(sources: Iterable[Source]) -> dict[str, dict[str, Source]]:
    folders: dict[str, dict[str, Source]] = {}
    for one in sources:
        folder, _, name = one.path.rpartition("/")
        folders.setdefault(folder, {})[name] = one
    return folders


def _was_there(path: str, known: Mapping[str, bytes]) -> bool:
    folder, _, name = path.rpartition("/")
    return name in _unpacked(known.get(folder, b""))


def _lasting(mtime: int, started: int) -> int:
    """The time of a file, if it proves that the file was not written since."""
    tick = _TICK if mtime % _SECOND else _COARSE_TICK
    return mtime if mtime < started - tick else _AGAIN


def _packed(files: Files) -> bytes:
    return msgspec.msgpack.encode(files) if files else b""


def _unpacked(packed: bytes) -> Files:
    return msgspec.msgpack.decode(packed, type=Files) if packed else {}
