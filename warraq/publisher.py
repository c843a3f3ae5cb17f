"""Who publishes, in the words of `[publisher]` of `site.toml`: logo, year of founding, profiles elsewhere, policies.

All of it is optional. What programs are told of it is `plan.metadata`'s; whether a policy's page is there is the
front page's to say. Knows no files: that the logo fits is seen by who reads it (`shop`).
"""

import re
from datetime import date
from urllib.parse import urlsplit

import msgspec

from warraq import urls
from warraq.fields import Fields

# Which page says what, in the words of `site.toml` → in those of schema.org (NewsMediaOrganization; T-3.5).
POLICIES = {
    "principles": "publishingPrinciples",
    "ethics": "ethicsPolicy",
    "corrections": "correctionsPolicy",
    "masthead": "masthead",
    "ownership": "ownershipFundingInfo",
    "mission": "missionCoveragePrioritiesPolicy",
    "verification": "verificationFactCheckingPolicy",
    "unnamed_sources": "unnamedSourcesPolicy",
    "feedback": "actionableFeedbackPolicy",
    "diversity": "diversityPolicy",
}
_KEYS = ("logo", "founded", "profiles", "email", *POLICIES)
_BLANK = re.compile(r"[\s\x00-\x20\x7f]")
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_YEAR = re.compile(r"\d{4}", re.ASCII)


class Publisher(msgspec.Struct, frozen=True):
    """The outlet as an institution."""

    logo: str = ""  # path below the content folder: media/logo.png
    founded: str = ""  # ISO 8601: a year or a day
    profiles: tuple[str, ...] = ()  # whole addresses, percent-encoded
    email: str = ""
    policies: tuple[tuple[str, str], ...] = ()  # key of POLICIES; site path, decoded, or whole address
    logo_digest: str = ""  # of the logo's bytes, once they have been read: another logo is another outlet


def read(fields: Fields) -> Publisher:
    """The publisher that `[publisher]` describes; what is wrong is noted in the fields' problems."""
    node = fields.table("publisher")
    if node is None:
        return Publisher()
    inner = Fields(node, {key: key for key in _KEYS}, fields.problems)
    policies = ((key, _policy(inner, key)) for key in POLICIES)
    logo = inner.text("logo")
    return Publisher(
        logo=urls.media_path(logo) if logo else "",
        founded=_founded(inner),
        profiles=_profiles(inner),
        email=_email(inner),
        policies=tuple((key, target) for key, target in policies if target),
    )


def target(written: str) -> str | None:
    """A place that an outlet leads to: the address of a site of the web, or a site path; None for neither."""
    return web_site(written) or urls.site_path(written)


def web_site(written: str) -> str | None:
    """An http or https address as it is written in pages; None for any other."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return None
    is_one = parts.scheme in {"http", "https"} and not _BLANK.search(written)
    return urls.web_address(written) if is_one else None


def _policy(inner: Fields, key: str) -> str:
    written = inner.text(key)
    path, mark, part = written.partition("#")
    found = target(path)
    if written and found is None:
        inner.note("E214", key, key=key, value=written)
    return f"{found}{mark}{part}" if found else ""


def _profiles(inner: Fields) -> tuple[str, ...]:
    found = []
    for written in inner.words("profiles"):
        address = web_site(written)
        if address is None:
            inner.note("E214", "profiles", key="profiles", value=written)
        else:
            found.append(address)
    return tuple(found)


def _email(inner: Fields) -> str:
    written = inner.text("email")
    if written and not _MAIL.fullmatch(written):
        inner.note("E214", "email", key="email", value=written)
        return ""
    return written


def _founded(inner: Fields) -> str:
    """A year or a day; TOML writes a day without quotation marks, too."""
    node = inner.node("founded")
    if node is None:
        return ""
    written = str(node.value).strip() if node.kind in {"number", "text"} else ""
    if _YEAR.fullmatch(written) or _is_day(written):
        return written
    inner.note("E212", "founded", value=written)
    return ""


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
