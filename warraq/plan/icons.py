"""The outlet's icons, and the manifest of the web app that names them (W3C)."""

from collections.abc import Iterator

import msgspec

from warraq import arabic
from warraq.media.icons import NAMES, Icon, Name, path
from warraq.plan.desk import MANIFEST, Desk
from warraq.plan.metadata import inert
from warraq.site import Site
from warraq.views import Address, Page, TextView

_OF_THE_APP: tuple[tuple[Name, str], ...] = (("icon-192", "any"), ("icon-512", "any"), ("icon-maskable", "maskable"))


def addresses(site: Site) -> Iterator[Address]:
    """The manifest, and the files of all icons."""
    yield Address("manifest")
    if site.emblem.has_icons:
        yield from (Address("icon", key=name) for name in NAMES)


def file(desk: Desk, address: Address) -> Page | None:
    """The icon with the name `address.key`."""
    emblem = desk.site.emblem
    icon = next((Icon(name, emblem) for name in NAMES if name == address.key and emblem.has_icons), None)
    return Page(address, icon.path, "", icon) if icon else None


def manifest(desk: Desk, address: Address) -> Page:
    """What a telephone is told that keeps the front page among its apps. It stays a page of the browser."""
    config, emblem, home = desk.config, desk.site.emblem, desk.href("/")
    shown = {
        "id": home,
        "name": config.full_name,
        "short_name": config.name,
        "description": config.description,
        "lang": config.language,
        "dir": arabic.direction(config.language),
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "background_color": emblem.paper,
        "theme_color": emblem.paper,
        "icons": [_icon(desk, Icon(name, emblem), purpose) for name, purpose in _OF_THE_APP if emblem.has_icons],
    }
    text = inert(msgspec.json.format(msgspec.json.encode(shown), indent=2))
    return Page(address, MANIFEST, "", TextView(f"{text}\n"))


def _icon(desk: Desk, icon: Icon, purpose: str) -> dict[str, str]:
    sizes = f"{icon.size}x{icon.size}"
    return {"src": desk.href(path(icon.emblem, icon.name)), "sizes": sizes, "type": "image/png", "purpose": purpose}
