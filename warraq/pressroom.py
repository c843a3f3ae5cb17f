"""Pages made of addresses: view, marks, and the bytes of what is stale. Opens the archive for questions only.

Made anew in each process that prints. Writes nothing: sheets go to whoever binds them. Knows no output folder.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from warraq import feeds, fingerprint, plan, sift, urls
from warraq.archive import Questions, read_only
from warraq.claims import profiles_by_name
from warraq.plan import lite
from warraq.plan.desk import Desk, outlet
from warraq.problems import Problem
from warraq.render import Press, press
from warraq.shop import Shop
from warraq.sift import Known, Marks, Reason
from warraq.site import Site
from warraq.views import Address, Page

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
    engine: bytes

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
        data = self.press.render(page).data if why else b""
        return Sheet(page.address, file, now, why, data, page.problems)

    def _page(self, address: Address, last: Page | None) -> Page | None:
        if address.kind in feeds.KINDS:
            return feeds.view(self.desk.site, address)
        return plan.view(self.desk, address, last)


def site_of(shop: Shop, ask: Questions) -> Site:
    """The outlet as of the shop's moment."""
    return Site(shop.config, ask, shop.window, shop.label, profiles_by_name(ask.profiles()))


def pressroom(shop: Shop, ask: Questions) -> Pressroom:
    """A Pressroom that asks an open archive."""
    own, base = outlet(shop.config), shop.config.base_url
    ready = press(shop.theme, own, base, lite.outlet(own, base))
    return Pressroom(Desk(site_of(shop, ask)), ready, fingerprint.engine())


def prepared(shop: Shop, archive: Path) -> Callable[[Iterable[Asked]], tuple[Sheet, ...]]:
    """The work of one process, over an archive that another holds."""
    return pressroom(shop, Questions(read_only(archive))).sheets
