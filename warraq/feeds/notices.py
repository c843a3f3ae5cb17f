"""The notices that stand at places known to everybody: robots.txt, humans.txt, security.txt. Pure; asks the Site."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from warraq import urls
from warraq.notices import Security
from warraq.site import Site
from warraq.views import Address, Page, TextView

KINDS = frozenset({"robots", "humans", "security"})  # of addresses
_SECURITY = "/.well-known/security.txt"


def addresses(site: Site) -> Iterator[Address]:
    """The notices of the site. They change with site.toml alone, which touches everything."""
    yield Address("robots")
    if site.config.humans:
        yield Address("humans")
    if site.config.security:
        yield Address("security")


def view(site: Site, address: Address) -> Page | None:
    """The notice that `address` names; None where the outlet has none."""
    path, write = _NOTICES[address.kind]
    lines = write(site)
    return Page(address, path, "", TextView("".join(f"{line}\n" for line in lines))) if lines else None


def _robots(site: Site) -> tuple[str, ...]:
    """Everything may be read (RFC 9309), the light edition too.

    That its pages are twins of others stands in them, as their canonical address; who may not read them cannot know,
    and would list them by their bare addresses.
    """
    maps = (urls.absolute(site.config.base_url, path) for path in ("/sitemap.xml", "/news-sitemap.xml"))
    return ("User-agent: *", "Allow: /", "", *(f"Sitemap: {address}" for address in maps))


def _humans(site: Site) -> tuple[str, ...]:
    """Who makes the site, below the outlet's name (humanstxt.org)."""
    if not site.config.humans:
        return ()
    return (
        f"/* {site.config.name} */",
        *(f"{label}: {value}" if label else value for label, value in site.config.humans),
    )


def _security(site: Site) -> tuple[str, ...]:
    """Whom to tell of a hole (RFC 9116); the place itself is named where it is one of https, as the RFC wants it."""
    found = site.config.security
    if found is None:
        return ()
    own = urls.absolute(site.config.base_url, _SECURITY)
    return tuple(f"{field}: {value}" for field, value in _fields(site, found, own if own[:6] == "https:" else ""))


def _fields(site: Site, found: Security, own: str) -> Iterator[tuple[str, str]]:
    yield from (("Contact", address) for address in found.contact)
    yield "Expires", site.config.iso(found.expires)
    yield from (("Encryption", address) for address in found.encryption)
    yield from (("Acknowledgments", address) for address in found.acknowledgments)
    yield "Preferred-Languages", ", ".join(found.languages)
    yield from (("Canonical", address) for address in [own] if address)
    yield from (("Policy", address) for address in found.policy)
    yield from (("Hiring", address) for address in found.hiring)


_NOTICES: Mapping[str, tuple[str, Callable[[Site], tuple[str, ...]]]] = MappingProxyType(
    {
        "robots": ("/robots.txt", _robots),
        "humans": ("/humans.txt", _humans),
        "security": (_SECURITY, _security),
    }
)
