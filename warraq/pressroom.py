"""Pages made of addresses: view, marks, and the bytes of what is stale. Opens the archive for questions only.

Made anew in each process that prints. Writes nothing: sheets go to whoever binds them. Knows no output folder.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from warraq import feeds, fingerprint, plan, sift, urls
from warraq.archive import Questions, read_only
from warraq.claims import profiles_by_name
from warraq.media.darkroom import Darkroom, Unfit
from warraq.photographs import store
from warraq.plan.desk import Desk, outlet
from warraq.problems import Problem, Where, problem
from warraq.render import Press, press
from warraq.shop import Shop
from warraq.sift import Known, Marks, Reason
from warraq.site import Site
from warraq.views import Address, Page, PictureFile

Asked = tuple[Address, Known]


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

    def sheets(self, asked: Iterable[Asked]) -> tuple[Sheet, ...]:
        """A sheet for each address."""
        return tuple(self._sheet(address, known) for address, known in asked)

    def _sheet(self, address: Address, known: Known) -> Sheet:
        page = self._page(address)
        if page is None:
            return Sheet(address)
        file = urls.file_of(page.path)
        now = sift.marks(page, self.press.form(page.template), self.engine)
        why = sift.reason(known, file, now)
        try:
            data = self._data(page) if why else b""
        except (OSError, Unfit) as error:
            return Sheet(address, problems=(problem("E308", Where(file), value=address.key, reason=error),))
        return Sheet(address, file, now, why, data, page.problems)

    def _data(self, page: Page) -> bytes:
        if isinstance(page.view, PictureFile):
            return self.darkroom.file(page.view.original, page.view.derived)
        return self.press.render(page).data

    def _page(self, address: Address) -> Page | None:
        if address.kind in feeds.KINDS:
            return feeds.view(self.desk.site, address)
        return plan.view(self.desk, address)


def site_of(shop: Shop, ask: Questions) -> Site:
    """The outlet as of the shop's moment."""
    return Site(shop.config, ask, shop.window, shop.label, profiles_by_name(ask.profiles()), shop.theme.pictures)


def pressroom(shop: Shop, ask: Questions) -> Pressroom:
    """A Pressroom that asks an open archive."""
    ready = press(shop.theme, outlet(shop.config), shop.config.base_url)
    return Pressroom(Desk(site_of(shop, ask)), ready, darkroom(shop), fingerprint.engine())


def darkroom(shop: Shop) -> Darkroom:
    """Where the outlet's pictures are developed."""
    return Darkroom(shop.content, store(shop))


def prepared(shop: Shop, archive: Path) -> Callable[[Iterable[Asked]], tuple[Sheet, ...]]:
    """The work of one process, over an archive that another holds."""
    return pressroom(shop, Questions(read_only(archive))).sheets
