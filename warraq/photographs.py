"""The pictures of the content, from files to facts: headers when they are new, pixels when a text names them.

That a picture can be shown is known before any page names it, so its files are made first; the pages then find them
made (`media.store`). An edge: it opens files. Knows no pages.
"""

from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from warraq import fingerprint, hands, source
from warraq.archive import Archive
from warraq.folders import Difference
from warraq.media import pixels
from warraq.media.darkroom import Altered, Darkroom, Unfit
from warraq.media.pictures import all_derived
from warraq.media.store import Store
from warraq.model import Original
from warraq.problems import Problem, Where, problem, reasons
from warraq.shop import Shop

_STORE = "pictures"  # in the state folder
_MILLION = 1_000_000


class Developed(msgspec.Struct, frozen=True):
    """What came of developing a picture: a problem that lies in its bytes, or one of the moment, or none."""

    path: str
    problem: Problem | None = None
    is_lasting: bool = True


def store(shop: Shop) -> Store:
    """Where what was made of pictures is kept."""
    return Store(shop.state / _STORE)


def look_at(archive: Archive, shop: Shop, found: Difference, *, anew: bool) -> None:
    """Read the headers of pictures that are new or altered, and forget those that are gone."""
    for one in found.stale_media:
        _look(archive, shop, one, found, anew=anew)
    for path in found.gone_media:
        archive.pictures.remove(path)


def _look(archive: Archive, shop: Shop, one: source.Source, found: Difference, *, anew: bool) -> None:
    where = Where(f"{shop.label}/{one.path}")
    try:
        data = source.read(shop.content, one)
    except OSError as error:
        archive.pictures.put(Original(one.path, "", 0, 0), _packed(problem("E107", where, **reasons(error))))
        found.again(one.path)
        return
    digest = fingerprint.digest_bytes(data)
    if digest == archive.pictures.digest(one.path) and not anew:
        return
    try:
        seen = pixels.header(data)
    except Unfit as why:
        archive.pictures.put(Original(one.path, digest, 0, 0, one.name), _packed(_said(why, data, where)))
        return
    archive.pictures.put(Original(one.path, digest, seen.width, seen.height, one.name), None)


def _said(why: Unfit, data: bytes, where: Where) -> Problem:
    match why.why:
        case "size":
            size = f"{why.width}×{why.height}" if why.width else "?"
            limits = {"limit": pixels.MOST_PIXELS // _MILLION, "side": pixels.LONGEST_SIDE}
            return problem("E162", where, value=size, **limits)
        case "kind":
            is_drawing = b"<svg" in data[:4_096].lower()
            return problem("E161" if is_drawing else "E160", where)
        case _:
            return problem("E163", where)


def _packed(found: Problem | None) -> bytes | None:
    return msgspec.msgpack.encode(found) if found else None


# ---------------------------------------------------------------- developing


def develop(archive: Archive, shop: Shop) -> tuple[Problem, ...]:
    """Make the files of every picture that a text names and that nobody has developed yet; problems of the moment.

    Drafts' pictures, too: an editor learns today that tomorrow's photograph is cut off.
    """
    recipe = fingerprint.mark(shop.theme.pictures)
    if archive.noted("recipe") != recipe:
        archive.pictures.unprove()  # they have no files in these sizes yet
        archive.note("recipe", recipe)
    waiting = archive.pictures.unproven()
    jobs = shop.jobs if len(waiting) > 1 else 1
    passing: list[Problem] = []
    for (done,) in hands.spread(partial(_developing, shop), ((one,) for one in waiting), jobs, tuple[Developed, ...]):
        if done.is_lasting:
            archive.pictures.prove(done.path, _packed(done.problem))
        elif done.problem:
            passing.append(done.problem)
    return tuple(passing)


def _developing(shop: Shop) -> Callable[[tuple[Original, ...]], tuple[Developed, ...]]:
    """The work of one process."""
    return partial(_develop, shop, Darkroom(shop.content, store(shop)))


def _develop(shop: Shop, darkroom: Darkroom, originals: tuple[Original, ...]) -> tuple[Developed, ...]:
    return tuple(_developed(shop, darkroom, original) for original in originals)


def _developed(shop: Shop, darkroom: Darkroom, original: Original) -> Developed:
    where = Where(f"{shop.label}/{original.path}")
    try:
        for derived in all_derived(original, shop.theme.pictures):
            darkroom.file(original, derived)
    except Unfit as why:
        return Developed(original.path, _said(why, b"", where))
    except Altered:
        change = {"reason": "تغيّر أثناء البناء", "reason_en": "it changed while the site was built"}
        return Developed(original.path, problem("E107", where, **change), is_lasting=False)
    except OSError as error:
        return Developed(original.path, problem("E107", where, **reasons(error)), is_lasting=False)
    return Developed(original.path)


def problems(archive: Archive) -> Iterator[Problem]:
    """What is wrong with pictures that texts name."""
    return (msgspec.msgpack.decode(found, type=Problem) for found in archive.pictures.problems())


def tidy(archive: Archive, shop: Shop) -> None:
    """Drop what is kept of pictures that no text names any more, or in sizes that the theme does not ask for."""
    folder = store(shop)
    if folder.is_empty():
        return
    recipe = shop.theme.pictures
    wanted = (derived for original in archive.pictures.named() for derived in all_derived(original, recipe))
    folder.tidy(wanted, pixels.maker())
