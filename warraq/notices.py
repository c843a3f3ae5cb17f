"""`[humans]` and `[security]` of site.toml: who makes the site, and whom to tell of a hole in it.

Knows no files: how humans.txt and security.txt look is a matter of `feeds`.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from urllib.parse import quote
from zoneinfo import ZoneInfo

import msgspec

from warraq import arabic, urls
from warraq.fields import Fields
from warraq.nodes import Node, items, table
from warraq.problems import Where, in_order, problem

# Which addresses each key takes (RFC 9116, 2.5): those of the web must be https.
_SCHEMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "contact": ("https", "mailto", "tel"),
        "encryption": ("https", "dns", "openpgp4fpr"),
        "acknowledgments": ("https",),
        "policy": ("https",),
        "hiring": ("https",),
    }
)
_KEYS = (*_SCHEMES, "expires", "languages")
_MAIL = re.compile(r"[^@:/?#\s]+@[^@:/?#\s]+\.[^@:/?#\s]+")
_FORMS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "mailto": re.compile(rf"{_MAIL.pattern}(\?.+)?"),
        "tel": re.compile(r"\+?[0-9().-]+(;.+)?"),  # RFC 3966
        "dns": re.compile(r".+"),  # RFC 4501
        "openpgp4fpr": re.compile(r"[0-9a-fA-F]{40,}"),
    }
)
_KEPT = "%:/?=&;+@(),!$'*~"  # RFC 3986, 2.2 and what is encoded already
_BLANK = re.compile(r"[\s\x00-\x20\x7f]")


class Security(msgspec.Struct, frozen=True, kw_only=True):
    """`[security]`: what security.txt says. Addresses are ready to write; there is at least one contact."""

    contact: tuple[str, ...]
    expires: int  # seconds since 1970: when what it says should be trusted no longer
    encryption: tuple[str, ...] = ()
    acknowledgments: tuple[str, ...] = ()
    policy: tuple[str, ...] = ()
    hiring: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def humans(fields: Fields) -> tuple[tuple[str, str], ...]:
    """The lines of `[humans]`: label and value; a label with a list has a line for each of its values."""
    node = fields.node("humans")
    if node is None:
        return ()
    inner = Fields(node, {str(label.value): str(label.value) for label, _ in table(node)}, fields.problems)
    found = ((str(label.value), value) for label, _ in table(node) for value, _ in _texts(inner, str(label.value)))
    return tuple((_line(label), _line(value)) for label, value in found)


def security(fields: Fields, language: str, zone: ZoneInfo) -> Security | None:
    """What `[security]` says; None where there is no such table. `language` is the outlet's."""
    node = fields.node("security")
    if node is None:
        return None
    inner = Fields(_dated(node), {key: key for key in _KEYS}, fields.problems)
    inner.missing("contact", "expires")
    expires = inner.moment("expires", zone)
    return Security(
        contact=tuple(_addresses(inner, "contact")),
        expires=expires[0] if expires else 0,
        encryption=tuple(_addresses(inner, "encryption")),
        acknowledgments=tuple(_addresses(inner, "acknowledgments")),
        policy=tuple(_addresses(inner, "policy")),
        hiring=tuple(_addresses(inner, "hiring")),
        languages=_languages(inner) or (language,),
    )


def _dated(node: Node) -> Node:
    """The table, with a date that was written without quotation marks, as TOML allows, for the text that it is."""
    if node.kind != "table":
        return node
    pairs = tuple(
        (key, Node(value.where, value.value) if (key.value, value.kind) == ("expires", "number") else value)
        for key, value in table(node)
    )
    return Node(node.where, pairs, "table")


def _line(text: str) -> str:
    return " ".join(arabic.normal(text).split())


def _texts(fields: Fields, key: str) -> Iterator[tuple[str, Where]]:
    """The text of a key, or those of its list; an address or a sentence may hold commas, so that none is parted."""
    node = fields.node(key)
    if node is None:
        return
    given = items(node) if node.kind == "list" else (node,)
    if not given:
        fields.note("E121", key, key=key, key_en=key)
    for one in given:
        alone = Node(one.where, ((Node(one.where, key), one),), "table")
        text = Fields(alone, {key: key}, fields.problems).text(key)
        if text:
            yield text, one.where


def _addresses(fields: Fields, key: str) -> Iterator[str]:
    schemes = _SCHEMES[key]
    for text, where in _texts(fields, key):
        address = _address(text, schemes)
        if address:
            yield address
        else:
            allowed = [f"{scheme}:" for scheme in schemes]
            known = {"allowed": "، ".join(map(in_order, allowed)), "allowed_en": ", ".join(allowed)}
            fields.problems.append(problem("E215", where, value=text, key=key, **known))


def _address(text: str, schemes: tuple[str, ...]) -> str:
    """An address as it is written: ASCII, percent-encoded (RFC 3986); nothing for one that is not of `schemes`."""
    if "mailto" in schemes and _MAIL.fullmatch(text):
        return f"mailto:{quote(text, safe='@+')}"
    scheme, _, rest = text.partition(":")
    scheme = scheme.lower()
    if scheme not in schemes or not rest or _BLANK.search(text):
        return ""
    if scheme == "https":
        return urls.web_address(text) or ""
    is_one = _FORMS[scheme].fullmatch(rest)
    return f"{scheme}:{quote(rest, safe=_KEPT)}" if is_one else ""


def _languages(fields: Fields) -> tuple[str, ...]:
    found = fields.words("languages")
    for tag in found:
        if not arabic.is_language(tag):
            fields.note("E134", "languages", value=tag)
    return found
