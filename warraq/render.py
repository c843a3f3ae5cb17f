"""Page + Theme → bytes. Looks nothing up: the view holds all that a template may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import msgspec

from warraq import feeds, urls
from warraq.theme import Strings, Theme
from warraq.views import FeedView, Href, Outlet, Page, SitemapView, TextView


class Output(msgspec.Struct, frozen=True):
    """A file below the output folder, and what it holds."""

    file: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Press:
    """A theme, ready to print the pages of one outlet."""

    theme: Theme
    outlet: Outlet
    base_url: str
    assets: Mapping[str, Href]  # by their name in the theme

    def render(self, page: Page) -> Output:
        """The file of a page."""
        file = urls.file_of(page.path)
        if isinstance(page.view, FeedView | SitemapView | TextView):
            return Output(file, feeds.document(page.view))
        template = self.theme.environment.get_template(page.template)
        text = template.render(
            page=page.view, outlet=self.outlet, t=self._strings(page.view.frame.lang), url=self._asset
        )
        return Output(file, f"{text.rstrip()}\n".encode())

    def _strings(self, language: str) -> Strings:
        """The theme's words in the page's language, else in the outlet's."""
        spoken = self.theme.strings
        for wanted in (language, language.split("-", maxsplit=1)[0]):
            if wanted in spoken:
                return spoken[wanted]
        return spoken[self.outlet.language]

    def _asset(self, name: str) -> Href:
        """The address of a static file of the theme; KeyError, with the template's line, for one that is not there."""
        return self.assets[name]


def press(theme: Theme, outlet: Outlet, base_url: str) -> Press:
    """A Press for `theme` and `outlet`."""
    assets = {asset.name: Href(urls.href(base_url, asset.path)) for asset in theme.assets}
    return Press(theme, outlet, base_url, MappingProxyType(assets))
