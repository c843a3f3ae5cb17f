"""Page + Theme → bytes. Looks nothing up: the view holds all that a template may see."""

import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import jinja2
import msgspec

from warraq import feeds, fingerprint, urls
from warraq.media.cards import Card
from warraq.media.icons import Icon
from warraq.problems import Where, problem
from warraq.theme import Faulty, Theme
from warraq.views import FeedView, Href, OpmlView, Outlet, Page, PictureFile, SitemapView, TextView


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
    _mark: bytes  # of the outlet and its address
    light: Outlet | None = None  # the same outlet, as pages of the light edition see it

    def render(self, page: Page) -> Output:
        """The file of a page. Raises Faulty, with the template's line, where the theme asks for what is not there."""
        file = urls.file_of(page.path)
        if isinstance(page.view, FeedView | OpmlView | SitemapView | TextView):
            return Output(file, feeds.document(page.view))
        if isinstance(page.view, PictureFile | Card | Icon):
            raise TypeError("a picture is developed or drawn, not printed")
        outlet = (self.light or self.outlet) if page.address.edition else self.outlet
        strings = self.theme.speaking(page.view.frame.lang, self.outlet.language)
        try:
            template = self.theme.environment.get_template(page.template)
            text = template.render(page=page.view, outlet=outlet, t=strings, url=self._asset)
        except (jinja2.TemplateError, LookupError, TypeError, ValueError, ArithmeticError) as error:
            reason = f"{type(error).__name__}: {error} ({page.path})"
            raise Faulty((problem("E221", _place(error, page.template), reason=reason),)) from error
        return Output(file, f"{text.rstrip()}\n".encode())

    def form(self, template: str) -> bytes:
        """A mark of what a page of this template is made of beside its view; nothing for what no template makes."""
        return fingerprint.mark((self.theme.closures[template], self._mark)) if template else b""

    def _asset(self, name: str) -> Href:
        """The address of a static file of the theme; KeyError, with the template's line, for one that is not there."""
        return self.assets[name]


def _place(error: Exception, template: str) -> Where:
    """The last line of a template that the error passed through."""
    lines = [(frame.filename, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__)]
    inside = [Where(name, number) for name, number in lines if name.endswith(".html")]
    return inside[-1] if inside else Where(template)


def press(theme: Theme, outlet: Outlet, base_url: str, light: Outlet | None = None) -> Press:
    """A Press for `theme` and `outlet`, and for the same outlet in its light edition: it follows from the other."""
    assets = {asset.name: Href(urls.href(base_url, asset.path)) for asset in theme.assets}
    return Press(theme, outlet, base_url, MappingProxyType(assets), fingerprint.mark((outlet, base_url)), light)
