"""Pages made of addresses: view, marks, and the bytes of what is stale. Opens the archive for questions only.

Made anew in each process that prints. Writes nothing: sheets go to whoever binds them. Knows no output folder.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import msgspec

from warraq import budgets, feeds, fingerprint, plan, sift, urls
from warraq.archive import Questions, read_only
from warraq.budgets import Budgets
from warraq.claims import profiles_by_name
from warraq.media import cards, icons
from warraq.media.cards import Card, Look
from warraq.media.darkroom import Darkroom, Unfit
from warraq.media.icons import Emblem, Icon
from warraq.photographs import store
from warraq.plan import lite
from warraq.plan.desk import Desk, outlet
from warraq.problems import Problem, Where, problem, unpacked
from warraq.render import Press, press
from warraq.shop import Shop, feed_words
from warraq.sift import Known, Marks, Reason
from warraq.site import Site
from warraq.views import Address, Page, PictureFile

Asked = tuple[Address, Known]
_LANGUAGES = 16  # of reports, kept in mind


class Sheet(msgspec.Struct, frozen=True):
    """What came of an address. `file` is empty where the site has no such page, `data` where the page is fresh."""

    address: Address
    file: str = ""
    marks: Marks = Marks(b"", b"", b"")
    reason: Reason | None = None
    data: bytes = b""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Pressroom:
    """A Site, its desk and its press, and the marks of what pages are made with."""

    desk: Desk
    press: Press
    darkroom: Darkroom
    engine: bytes
    budgets: Budgets
    look: Look | None  # of cards and letters
    logo: bytes

    def sheets(self, asked: Iterable[Asked]) -> tuple[Sheet, ...]:
        """A sheet for each address."""
        return tuple(self._sheets(asked))

    def _sheets(self, asked: Iterable[Asked]) -> Iterator[Sheet]:
        last: Page | None = None
        for address, known in asked:
            last = self._page(address, last)
            yield self._sheet(last, known) if last else Sheet(address)

    def _sheet(self, page: Page, known: Known) -> Sheet:
        file = urls.file_of(page.path)
        now = sift.marks(page, self.press.form(page.template), self.engine)
        why = sift.reason(known, file, now)
        try:
            data = self._data(page) if why else b""
        except (OSError, Unfit) as error:
            lost = problem("E308", Where(file), value=page.address.key, reason=error)
            return Sheet(page.address, problems=(lost,))
        too_heavy = self._heavy(page, data) if why else self._still_heavy(page, known, file)
        return Sheet(page.address, file, now, why, data, (*page.problems, *too_heavy))

    def _heavy(self, page: Page, data: bytes) -> tuple[Problem, ...]:
        return budgets.heavy(page, data, self.budgets.limit(page), self._source(page))

    def _still_heavy(self, page: Page, known: Known, file: str) -> tuple[Problem, ...]:
        """What was said of the weight of a fresh page, which is the page that it was."""
        kept = (one for row in known.rows if row.file == file for one in unpacked(row.problems))
        where = self._source(page)
        return tuple(msgspec.structs.replace(one, where=where) for one in kept if one.code == budgets.CODE)

    def _source(self, page: Page) -> Where:
        """The file that an editor could shorten; the page's own where no one file makes it."""
        at = page.address
        is_text = at.kind in {"report", "standing"}
        return Where(f"{self.desk.site.label}/{at.key}" if is_text else urls.file_of(page.path))

    def _data(self, page: Page) -> bytes:
        if isinstance(page.view, PictureFile):
            return self.darkroom.file(page.view.original, page.view.derived)
        if isinstance(page.view, Card) and self.desk.site.look:
            return cards.drawn(page.view, self.desk.site.look)
        if isinstance(page.view, Icon):
            return icons.drawn(page.view, self.look.head if self.look else None, self.logo)
        return self.press.render(page).data

    def _page(self, address: Address, last: Page | None) -> Page | None:
        if address.kind in feeds.KINDS:
            return feeds.view(self.desk.site, address)
        return plan.view(self.desk, address, last)


def site_of(shop: Shop, ask: Questions) -> Site:
    """The outlet as of the shop's moment."""
    profiles, theme = profiles_by_name(ask.profiles()), shop.theme
    look = theme.cards if shop.config.cards else None
    words = lru_cache(maxsize=_LANGUAGES)(partial(feed_words, shop))
    return Site(
        config=shop.config,
        ask=ask,
        window=shop.window,
        label=shop.label,
        profiles=profiles,
        recipe=theme.pictures,
        look=look,
        emblem=emblem_of(shop),
        is_translated=ask.has_translations(),
        words=words,
    )


def emblem_of(shop: Shop) -> Emblem:
    """What the outlet's icons show: its logo or its letter, in the colours of the theme."""
    config, look = shop.config, shop.theme.cards
    found = shop.theme.settings.get("colors")
    day = found if isinstance(found, dict) else {}
    night = day.get("dark", {})
    shades = {"paper": day.get("paper"), "accent": day.get("accent"), "night": night.get("paper")}
    return Emblem(
        logo=config.publisher.logo_digest,
        letter="" if config.publisher.logo_digest else icons.first_letter(config.name),
        face=look.head.mark if look and not config.publisher.logo_digest else (),
        **{name: str(shade) for name, shade in shades.items() if shade},
    )


def pressroom(shop: Shop, ask: Questions) -> Pressroom:
    """A Pressroom that asks an open archive."""
    own, base = outlet(shop.config, emblem_of(shop)), shop.config.base_url
    ready = press(shop.theme, own, base, lite.outlet(own, base))
    limits = budgets.budgets(shop.theme.settings)
    desk, look = Desk(site_of(shop, ask)), shop.theme.cards
    return Pressroom(desk, ready, darkroom(shop), fingerprint.engine(), limits, look, shop.logo)


def darkroom(shop: Shop) -> Darkroom:
    """Where the outlet's pictures are developed."""
    return Darkroom(shop.content, store(shop))


def prepared(shop: Shop, archive: Path) -> Callable[[Iterable[Asked]], tuple[Sheet, ...]]:
    """The work of one process, over an archive that another holds."""
    return pressroom(shop, Questions(read_only(archive))).sheets
