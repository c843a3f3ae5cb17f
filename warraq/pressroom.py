"""Pages made of addresses: view, marks, and the bytes of what is stale. Opens the archive for questions only.

Made anew in each process that prints. Writes nothing: sheets go to whoever binds them. Knows no output folder.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from warraq import budgets, feeds, fingerprint, plan, sift, urls
from warraq.archive import Questions, read_only
from warraq.budgets import Budgets
from warraq.claims import profiles_by_name
from warraq.plan.desk import Desk, outlet
from warraq.problems import Problem, Where, unpacked
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
    budgets: Budgets

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
        data = self.press.render(page).data if why else b""
        too_heavy = self._heavy(page, data) if why else self._still_heavy(page, known, file)
        return Sheet(address, file, now, why, data, (*page.problems, *too_heavy))

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

    def _page(self, address: Address) -> Page | None:
        if address.kind in feeds.KINDS:
            return feeds.view(self.desk.site, address)
        return plan.view(self.desk, address)


def site_of(shop: Shop, ask: Questions) -> Site:
    """The outlet as of the shop's moment."""
    return Site(shop.config, ask, shop.window, shop.label, profiles_by_name(ask.profiles()))


def pressroom(shop: Shop, ask: Questions) -> Pressroom:
    """A Pressroom that asks an open archive."""
    ready = press(shop.theme, outlet(shop.config), shop.config.base_url)
    return Pressroom(Desk(site_of(shop, ask)), ready, fingerprint.engine(), budgets.budgets(shop.theme.settings))


def prepared(shop: Shop, archive: Path) -> Callable[[Iterable[Asked]], tuple[Sheet, ...]]:
    """The work of one process, over an archive that another holds."""
    return pressroom(shop, Questions(read_only(archive))).sheets
