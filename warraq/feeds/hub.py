"""What a host has to say of feeds in its own headers, for a hub's subscribers (WebSub, 4; T-3.18). Pure.

Written in the form that static hosts read from `_headers`. Feeds that people look up by hand are named there; all of
them say the same in themselves. Knows no hub's ways: telling it of a change is the work of whoever deploys.
"""

from collections.abc import Iterator

from warraq import urls
from warraq.feeds.subscriptions import FORMATS
from warraq.site import Site
from warraq.views import Address, Page, TextView

PATH = "/_headers"


def view(site: Site, address: Address) -> Page | None:
    """The file; None where the outlet has no hub."""
    hub = site.config.feeds.hub
    return Page(address, PATH, "", TextView("".join(_rule(site, path, hub) for path in _paths(site)))) if hub else None


def _paths(site: Site) -> Iterator[str]:
    yield from (f"/{file}" for _, file, _ in FORMATS.values())
    yield "/corrections/feed.xml"
    yield from (f"{urls.list_path('section', section.key)}feed.xml" for section in site.config.sections)


def _rule(site: Site, path: str, hub: str) -> str:
    base = site.config.base_url
    links = ((hub, "hub"), (urls.absolute(base, path), "self"))
    said = "".join(f'  Link: <{address}>; rel="{relation}"\n' for address, relation in links)
    return f"{urls.href(base, path)}\n{said}"
