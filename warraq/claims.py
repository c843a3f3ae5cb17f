"""Who has which address: every name its slug, every file of the output one owner; who comes second is told.

Whoever was first keeps an address, so that what is new never moves what is old. Asks the archive who would live
where, and leaves out of it what lost its own address. Knows no lists, no views and no templates.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count, groupby

import msgspec

from warraq import arabic, fingerprint, urls
from warraq.archive import Archive
from warraq.config import Config
from warraq.model import Claim, Profile, Spelling, TermField, Window
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
    "/sitemap.xml",
    "/robots.txt",
    "/_redirects",
)
_WARRAQ = "ورّاق (Warraq)"
_ALWAYS = -(2**62)  # before any report
_NAMED = {"tag": "الوسم", "place": "المكان", "series": "السلسلة", "author": "الكاتب"}
_OWN, _PAGE, _REPORT, _ALIAS = range(4)  # the order in which claims are honoured


class Term(msgspec.Struct, frozen=True):
    """A tag, place, author or series: all spellings of one name."""

    field: TermField
    key: str  # folded
    name: str  # the spelling used most
    slug: str  # of the spelling used first, so that a later one does not move the page; "" where there is no page
    count: int
    path: str = ""  # the source that used it first
    since: int = 0  # when it was used first, seconds since 1970


Terms = Mapping[tuple[TermField, str], Term]
Clash = tuple[Claim, Claim]  # who lost, and who has what it claimed


class Settled(msgspec.Struct, frozen=True):
    """What came of all claims."""

    terms: Terms
    refused_aliases: frozenset[tuple[str, str]]  # (alias, the source that wanted it)
    problems: tuple[Problem, ...]  # one for every claim that lost; both parties are named


def settle(config: Config, archive: Archive, window: Window, label: str, profiles: Mapping[str, Profile]) -> Settled:
    """Give everyone an address. What lost its own is out of the archive's answers, with its names and aliases.

    `label` is how the content folder is named in problems; `profiles` are the authors', by folded name.
    """
    problems = _block_same_ids(archive, window, label)
    while True:
        terms = _terms(config, archive.spellings(window), profiles)
        lost = tuple(_lost(archive, _claims(config, archive, window, terms.values(), label)))
        if not _blocked(lost, archive, problems, label):
            break  # what is left claims nothing twice but names and aliases
    refused = frozenset((loser.url, loser.path) for loser, _ in lost if loser.rank == _ALIAS)
    without_page = {(loser.who, loser.url) for loser, _ in lost if loser.rank == _OWN}
    problems.extend(_clash(loser, winner, label) for loser, winner in lost if not _is_superfluous(loser, winner))
    return Settled({key: _paged(term, without_page) for key, term in terms.items()}, refused, tuple(problems))


def _is_superfluous(loser: Claim, winner: Claim) -> bool:
    """Whether an alias is the report's own address."""
    return loser.rank == _ALIAS and (winner.rank, winner.path) == (_REPORT, loser.path)


# ---------------------------------------------------------------- the slugs of names


def _terms(config: Config, spellings: Iterable[Spelling], profiles: Mapping[str, Profile]) -> Terms:
    named = _named(config, spellings, profiles)
    chosen = frozenset(key for key, profile in profiles.items() if profile.slug)
    return {(term.field, term.key): term for term in _told_apart(named, chosen)}


def _named(config: Config, spellings: Iterable[Spelling], profiles: Mapping[str, Profile]) -> Iterator[Term]:
    """Every name, with the slug that it would have if it were alone."""
    for (field, key), group in groupby(spellings, key=lambda row: (row.field, row.key)):
        rows = list(group)
        most_used = min(rows, key=lambda row: (-row.count, row.first, row.spelling))
        first = min(rows, key=lambda row: (row.first, row.spelling))
        profile = profiles.get(key) if field == "author" else None
        slug = (profile.slug if profile else "") or _slug(config, first.spelling, key)
        name = profile.name if profile else most_used.spelling
        yield Term(field, key, name, slug, sum(row.count for row in rows), first.first_path, first.first)


def _slug(config: Config, spelling: str, key: str) -> str:
    style: arabic.SlugStyle = "latin" if config.slug_style == "latin" else "arabic"
    fallback = fingerprint.short_digest(key)
    made = arabic.slug(spelling, style=style, fallback=fallback)
    return made if urls.is_segment(made) else fallback  # a name may be that of a device: CON (T-5.8)


def _told_apart(terms: Iterable[Term], chosen: frozenset[str]) -> Iterator[Term]:
    """The terms, each with a slug of its own in its field (T-2.21): «C++» has `c`, the later «C#» has `c-2`.

    A slug that a profile has `chosen` goes before made ones; else whoever was used first does. So what comes later
    never moves what was there.
    """
    taken: set[str] = set()

    def is_chosen(term: Term) -> bool:
        return term.field == "author" and term.key in chosen

    for term in sorted(terms, key=lambda term: (not is_chosen(term), term.since, term.path, term.key)):
        slug = term.slug if is_chosen(term) else _free_slug(term, taken)
        taken.add(_place(urls.list_path(term.field, slug)))
        yield msgspec.structs.replace(term, slug=slug)


def _free_slug(term: Term, taken: set[str]) -> str:
    """The term's slug, or the first with a number whose file nobody has."""
    numbered = (_numbered(term, number) for number in count(2))
    made = chain((term.slug,), numbered)
    return next(slug for slug in made if _place(urls.list_path(term.field, slug)) not in taken)


def _numbered(term: Term, number: int) -> str:
    """The slug with a number, cut so that it is still no longer than a slug may be (T-2.22)."""
    stem = term.slug
    while stem and not urls.is_slug(f"{stem}-{number}"):
        stem = stem.rpartition("-")[0] or stem[:-1]
    return f"{stem or fingerprint.short_digest(term.key)}-{number}"


def _paged(term: Term, without_page: set[tuple[str, str]]) -> Term:
    """The term, without its page where its claim to one was lost."""
    lost = (_claimant(term), urls.list_path(term.field, term.slug)) in without_page
    return msgspec.structs.replace(term, slug="") if lost else term


def _claimant(term: Term) -> str:
    return f"{term.field}: {term.name}"


# ---------------------------------------------------------------- who lost


def _block_same_ids(archive: Archive, window: Window, label: str) -> list[Problem]:
    """Two reports with one identity: the older one keeps it."""
    claims = (
        Claim(identity, _REPORT, date, path, url, f"{label}/{path}")
        for path, identity, url, date, _ in archive.published(window)
    )
    problems: list[Problem] = []
    for winner, *losers in archive.contested(claims):
        for loser in losers:
            archive.block(loser.path)
            problems.append(problem("E302", Where(loser.who), value=loser.name, other=winner.who))
    return problems


def _blocked(lost: Iterable[Clash], archive: Archive, problems: list[Problem], label: str) -> bool:
    """Leave out the reports and pages that lost their address to somebody who did not lose it, too; was there one?"""
    losers = {loser.path for loser, _ in lost if loser.rank in {_PAGE, _REPORT}}
    for loser, winner in lost:
        if loser.rank in {_PAGE, _REPORT} and (winner.path not in losers or winner.rank == _OWN):
            archive.block(loser.path)
            problems.append(_clash(loser, winner, label))
    return bool(losers)


def _clash(loser: Claim, winner: Claim, label: str) -> Problem:
    code = "E303" if loser.rank == _ALIAS else "E301"
    field, _, name = winner.who.partition(": ")
    in_arabic = f"{_NAMED[field]} {name}" if name and field in _NAMED else winner.who
    where = Where(f"{label}/{loser.path}")
    return problem(code, where, value=loser.url, other=in_arabic, other_en=winner.who)


def _lost(archive: Archive, claims: Iterable[Claim]) -> Iterator[Clash]:
    """(loser, winner) wherever two claim one file, or one a folder where the other has a file."""
    odd: list[Claim] = []  # aliases with a dot: the only claims that can be a file, or need a folder named like one

    def noted() -> Iterator[Claim]:
        for claim in claims:
            if claim.rank == _ALIAS and "." in claim.url:
                odd.append(claim)
            yield claim

    lost: set[Claim] = set()
    for winner, *losers in archive.contested(noted()):
        for loser in losers:
            if loser.who != _WARRAQ:  # who may claim a path twice: as fixed, and as reserved
                lost.add(loser)
                yield loser, winner
    for claim in odd:
        in_the_way = _in_the_way(archive, claim)
        if in_the_way and claim not in lost:
            yield claim, in_the_way


def _in_the_way(archive: Archive, claim: Claim) -> Claim | None:
    """The claim to a file where `claim` needs a folder, or to a folder where it needs a file, that comes before it."""
    steps = claim.name.split("/")
    folders = ("/".join(steps[:depth]) for depth in range(1, len(steps)))
    found = next(filter(None, map(archive.claim_on, folders)), None) or archive.claim_below(claim.name)
    return found if found and _order(found) < _order(claim) else None


def _order(claim: Claim) -> tuple[int, int, str, str]:
    return claim.rank, claim.date, claim.path, claim.url


# ---------------------------------------------------------------- who claims what


def _claims(config: Config, archive: Archive, window: Window, terms: Iterable[Term], label: str) -> Iterator[Claim]:
    """Every claim to a file of the output, or to a line of the redirects."""
    for url in _own_paths(config, archive, window):
        yield _warraqs(url)
    for term in terms:
        yield _claim(urls.list_path(term.field, term.slug), _OWN, term.since, term.path, _claimant(term))
    for claim in chain(
        _claims_of_pages(archive, window, label),
        _claims_of_reports(config, archive, window, label),
        _claims_of_aliases(archive, window, label),
    ):
        if urls.is_reserved(urls.without_query(claim.url)):
            yield _warraqs(claim.url)
        yield claim


def _own_paths(config: Config, archive: Archive, window: Window) -> Iterator[str]:
    months = [month for month, _ in archive.months(window)]
    yield from _FIXED_PATHS
    yield from (urls.list_path("section", section.key) for section in config.sections)
    yield from sorted({f"/archive/{month[:4]}/" for month in months})
    yield from (f"/archive/{month.replace('-', '/')}/" for month in months)


def _claims_of_pages(archive: Archive, window: Window, label: str) -> Iterator[Claim]:
    for page in archive.pages(window):
        yield _claim(page.url, _PAGE, 0, page.path, f"{label}/{page.path}")


def _claims_of_reports(config: Config, archive: Archive, window: Window, label: str) -> Iterator[Claim]:
    for path, identity, url, date, _ in archive.published(window):
        yield _claim(url, _REPORT, date, path, f"{label}/{path}")
        if config.short_links != "off" and urls.short_path(identity) != url:
            yield _claim(urls.short_path(identity), _REPORT, date, path, f"{label}/{path}")


def _claims_of_aliases(archive: Archive, window: Window, label: str) -> Iterator[Claim]:
    """Of two sources that want one alias the older report has it; standing pages come before reports."""
    wanting = {path for _, _, path in archive.aliases(window)}
    dates = {path: date for path, _, _, date, _ in archive.published(window) if path in wanting}
    for alias, _, path in archive.aliases(window):
        yield _claim(alias, _ALIAS, dates.get(path, _ALWAYS), path, f"{label}/{path}")


def _warraqs(url: str) -> Claim:
    return _claim(url, _OWN, _ALWAYS, "", _WARRAQ)


def _claim(url: str, rank: int, date: int, path: str, who: str) -> Claim:
    return Claim(_place(url), rank, date, path, url, who)


def _place(url: str) -> str:
    """What only one can have: the file of a site path, named as a file system which ignores case would name it.

    An address with a query is no file but a line of the redirects, and its letters count.
    """
    return url if urls.has_query(url) else urls.file_of(url).casefold()
