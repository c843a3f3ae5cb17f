"""Who has which address: every name its slug, every file of the output one owner; who comes second is told.

Whoever was first keeps an address, so that what is new never moves what is old. The archive holds all claims as rows;
here they are settled, and what lost its own address is left out of the archive's answers. Costs what has changed, and
a look over the claims' index. Knows no lists, no views and no templates.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count

import msgspec

from warraq import arabic, fingerprint, urls
from warraq.archive import ALIAS, ALWAYS, OWN, PAGE, REPORT, WARRAQ, Archive, claim_of
from warraq.config import Config
from warraq.model import TERM_FIELDS, Claim, Named, Profile, Spelling, TermField, Window
from warraq.problems import Problem, Where, problem

# Addresses that are Warraq's own whatever an outlet publishes.
_FIXED_PATHS = (
    "/",
    "/404.html",
    "/archive/",
    "/corrections/",
    "/sections/",
    "/tags/",
    "/places/",
    "/series/",
    "/authors/",
    "/feed.xml",
    "/atom.xml",
    "/feed.json",
    "/feeds/",
    "/feeds/all.opml",
    "/sitemap.xml",
    "/news-sitemap.xml",
    "/robots.txt",
    "/humans.txt",
    "/.well-known/security.txt",
    "/_redirects",
    "/manifest.webmanifest",
    "/_headers",
)
_NAMED = {"tag": "الوسم", "place": "المكان", "series": "السلسلة", "author": "الكاتب"}

Clash = tuple[Claim, Claim]  # who lost, and who has what it claimed
_Key = tuple[TermField, str]


def profiles_by_name(profiles: Iterable[Profile]) -> dict[str, Profile]:
    """Authors' profiles by folded name; of two for one author the first in order of path counts."""
    found: dict[str, Profile] = {}
    for profile in profiles:
        found.setdefault(arabic.fold(profile.name), profile)
    return found


def settle(config: Config, archive: Archive, window: Window, label: str) -> tuple[Problem, ...]:
    """Give everyone an address; a problem for every claim that lost, in which both parties are named.

    What lost its own is out of the archive's answers, with its names and aliases. `label` is how the content folder is
    named in problems.
    """
    profiles = profiles_by_name(archive.ask.profiles())
    for path in archive.blocked():  # whoever was in its way may be gone
        archive.look_again(path, window)
    problems = _block_same_ids(archive, window, label)
    while True:
        _name(config, archive, profiles)
        _claim_fixed_places(config, archive)
        lost = tuple(_lost(archive))
        if not _blocked(lost, archive, window, problems, label):
            break  # what is left claims nothing twice but names and aliases
    archive.refuse_aliases((loser.url, loser.path) for loser, _ in lost if loser.rank == ALIAS)
    _page_names(archive, {(loser.who, loser.url) for loser, _ in lost if loser.rank == OWN})
    problems.extend(_clash(loser, winner, label) for loser, winner in lost if not _is_superfluous(loser, winner))
    problems.extend(_rivals(archive, profiles, label))
    return tuple(sorted(problems))


def _rivals(archive: Archive, profiles: Mapping[str, Profile], label: str) -> Iterator[Problem]:
    """The profiles of authors who have one already."""
    for profile in archive.ask.profiles():
        holder = profiles[arabic.fold(profile.name)]
        if holder != profile:
            where, other = Where(f"{label}/{profile.path}"), f"{label}/{holder.path}"
            yield problem("E306", where, value=profile.name, other=other)


def _is_superfluous(loser: Claim, winner: Claim) -> bool:
    """Whether an alias is the report's own address."""
    return loser.rank == ALIAS and (winner.rank, winner.path) == (REPORT, loser.path)


# ---------------------------------------------------------------- the slugs of names


def _name(config: Config, archive: Archive, profiles: Mapping[str, Profile]) -> None:
    """Write the rows of the names that a change can have touched."""
    stirred: set[TermField] = set()
    authors = _authors_with_other_profiles(archive, profiles)
    for field, key in sorted(_dirty(archive) | {("author", key) for key in authors}):
        spellings = archive.ask.spellings(field, key)
        named = _named(config, field, key, spellings, profiles) if spellings else None
        old = archive.named(field, key)
        if _is_moved(old, named) or (field == "author" and key in authors):
            stirred.add(field)
        _put(archive, old, named)
    for field in sorted(stirred):
        chosen = frozenset(key for key, profile in profiles.items() if profile.slug and field == "author")
        for named in _told_apart(archive.ask.names(field), chosen):
            _put(archive, archive.named(field, named.key), named)


def _authors_with_other_profiles(archive: Archive, profiles: Mapping[str, Profile]) -> set[str]:
    """The folded names of authors whose profile has come, changed or gone."""
    gone = {arabic.fold(one.item.name) for one in archive.before.values() if one and isinstance(one.item, Profile)}
    return gone | {key for key, profile in profiles.items() if profile.path in archive.before}


def _is_moved(old: Named | None, named: Named | None) -> bool:
    """Whether others of the field may have to make room, or may come nearer."""
    if old is None or named is None:
        return old is not named
    return (old.stem, old.since, old.path) != (named.stem, named.since, named.path)


def _put(archive: Archive, old: Named | None, named: Named | None) -> None:
    """Put a name, with its claim, in place of its old row. It keeps the slug it has until the field is told apart."""
    if named and old and old.stem == named.stem and not named.slug:
        named = msgspec.structs.replace(named, slug=old.slug, paged=old.paged)
    if named == old:
        return
    if old:
        archive.disclaim([_claim_of(old)])
        if named is None:
            archive.remove_name(old.field, old.key)
    if named:
        archive.put_name(named)
        archive.claim([_claim_of(named)])


def _dirty(archive: Archive) -> set[_Key]:
    """The names that changed sources carried or carry."""
    if archive.has_changed_much:
        return archive.all_names()
    entries = [one.entry for one in archive.before.values() if one]
    entries += filter(None, map(archive.entry, archive.before))
    return {(field, key) for entry in entries for field, key, _ in entry.lists if field in TERM_FIELDS}


def _named(
    config: Config, field: TermField, key: str, spellings: Iterable[Spelling], profiles: Mapping[str, Profile]
) -> Named:
    """A name, with the slug that it would have if it were alone."""
    rows = list(spellings)
    most_used = min(rows, key=lambda row: (-row.count, row.first, row.spelling))
    first = min(rows, key=lambda row: (row.first, row.spelling))
    profile = profiles.get(key) if field == "author" else None
    stem = (profile.slug if profile else "") or _slug(config, first.spelling, key)
    name = profile.name if profile else most_used.spelling
    return Named(field, key, name, stem, "", paged=True, path=first.first_path, since=first.first)


def _slug(config: Config, spelling: str, key: str) -> str:
    style: arabic.SlugStyle = "latin" if config.slug_style == "latin" else "arabic"
    fallback = fingerprint.short_digest(key)
    made = arabic.slug(spelling, style=style, fallback=fallback)
    return made if urls.is_segment(made) else fallback  # a name may be that of a device: CON (T-5.8)


def _told_apart(names: Iterable[Named], chosen: frozenset[str]) -> Iterator[Named]:
    """The names of a field, each with a slug of its own (T-2.21): «C++» has `c`, the later «C#» has `c-2`.

    A slug that a profile has `chosen` goes before made ones; else whoever was used first does. So what comes later
    never moves what was there.
    """
    taken: set[str] = set()
    for named in sorted(names, key=lambda one: (one.key not in chosen, one.since, one.path, one.key)):
        slug = named.stem if named.key in chosen else _free_slug(named, taken)
        taken.add(urls.place(urls.list_path(named.field, slug)))
        yield msgspec.structs.replace(named, slug=slug, count=0)


def _free_slug(named: Named, taken: set[str]) -> str:
    """The name's slug, or the first with a number whose file nobody has."""
    numbered = (_numbered(named, number) for number in count(2))
    made = chain((named.stem,), numbered)
    return next(slug for slug in made if urls.place(urls.list_path(named.field, slug)) not in taken)


def _numbered(named: Named, number: int) -> str:
    """The slug with a number, cut so that it is still no longer than a slug may be (T-2.22)."""
    stem = named.stem
    while stem and not urls.is_slug(f"{stem}-{number}"):
        stem = stem.rpartition("-")[0] or stem[:-1]
    return f"{stem or fingerprint.short_digest(named.key)}-{number}"


def _page_names(archive: Archive, without_page: set[tuple[str, str]]) -> None:
    """Leave the names that lost their claim to a page without one, and no others."""
    named_so = archive.claimants() if without_page else ()
    losers = {named for named in named_so if (_who(named), _url(named)) in without_page}
    for named in {*archive.without_page(), *losers}:
        paged = named not in losers
        if named.paged != paged:
            archive.put_name(msgspec.structs.replace(named, paged=paged))


def _url(named: Named) -> str:
    return urls.list_path(named.field, named.slug)


def _who(named: Named) -> str:
    return f"{named.field}: {named.name}"


def _claim_of(named: Named) -> Claim:
    return claim_of(_url(named), OWN, named.since, named.path, _who(named))


# ---------------------------------------------------------------- who lost


def _block_same_ids(archive: Archive, window: Window, label: str) -> list[Problem]:
    """Two reports with one identity: the older one keeps it."""
    problems: list[Problem] = []
    for winner, *losers in archive.ask.contested(identities=True):
        for loser in losers:
            archive.look_again(loser.path, window, block=True)
            where, other = Where(f"{label}/{loser.path}"), f"{label}/{winner.path}"
            problems.append(problem("E302", where, value=loser.name.removeprefix("id:"), other=other))
    return problems


def _blocked(lost: Iterable[Clash], archive: Archive, window: Window, problems: list[Problem], label: str) -> bool:
    """Leave out the reports and pages that lost their address to somebody who did not lose it, too; was there one?"""
    losers = {loser.path for loser, _ in lost if loser.rank in {PAGE, REPORT}}
    for loser, winner in lost:
        if loser.rank in {PAGE, REPORT} and (winner.path not in losers or winner.rank == OWN):
            archive.look_again(loser.path, window, block=True)
            problems.append(_clash(loser, winner, label))
    return bool(losers)


def _clash(loser: Claim, winner: Claim, label: str) -> Problem:
    code = "E303" if loser.rank == ALIAS else "E301"
    who = winner.who if winner.rank == OWN else f"{label}/{winner.who}"
    field, _, name = who.partition(": ")
    in_arabic = f"{_NAMED[field]} {name}" if name and field in _NAMED else who
    where = Where(f"{label}/{loser.path}")
    return problem(code, where, value=loser.url, other=in_arabic, other_en=who)


def _lost(archive: Archive) -> Iterator[Clash]:
    """(loser, winner) wherever two claim one file, or one a folder where the other has a file."""
    lost: set[Claim] = set()
    for winner, *losers in archive.ask.contested(identities=False):
        for loser in losers:
            if loser.who != WARRAQ:  # who may claim a path twice: as fixed, and as reserved
                lost.add(loser)
                yield loser, winner
    for claim in archive.ask.claims_like_files():
        in_the_way = _in_the_way(archive, claim)
        if in_the_way and claim not in lost:
            yield claim, in_the_way


def _in_the_way(archive: Archive, claim: Claim) -> Claim | None:
    """The claim to a file where `claim` needs a folder, or to a folder where it needs a file, that comes before it."""
    steps = claim.name.split("/")
    folders = ("/".join(steps[:depth]) for depth in range(1, len(steps)))
    found = next(filter(None, map(archive.ask.claim_on, folders)), None) or archive.ask.claim_below(claim.name)
    return found if found and _order(found) < _order(claim) else None


def _order(claim: Claim) -> tuple[int, int, str, str]:
    return claim.rank, claim.date, claim.path, claim.url


# ---------------------------------------------------------------- what is Warraq's


def _claim_fixed_places(config: Config, archive: Archive) -> None:
    """Claim what is Warraq's own: its fixed pages, the sections, the years and months that have reports."""
    wanted = {claim_of(url, OWN, ALWAYS, "", WARRAQ) for url in _own_paths(config, archive)}
    stood = set(archive.own_claims())
    archive.disclaim(sorted(stood - wanted))
    archive.claim(sorted(wanted - stood))


def _own_paths(config: Config, archive: Archive) -> Iterator[str]:
    months = [month for month, _ in archive.ask.counts("month")]
    yield from _FIXED_PATHS
    yield from (urls.list_path("section", section.key) for section in config.sections)
    yield from sorted({f"/archive/{month[:4]}/" for month in months})
    yield from (f"/archive/{month.replace('-', '/')}/" for month in months)
