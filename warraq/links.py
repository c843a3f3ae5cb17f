"""Addresses in a text: as a browser reads them, and those in safe HTML passed through a resolver. Pure.

Knows no Markdown, no reports and no page; what is not plainly ours is left to the sanitiser (`markup`).
"""

import re
from collections.abc import Callable
from html import unescape

from warraq import urls

SCHEMES = frozenset({"http", "https", "mailto", "tel"})

# What no text in normal form has, or what a program may take for a space or join to the sign before it (U+0338 makes
# «>» another letter): the inside of a regular expression's brackets. U+00A0 is apart, as HTML writes it in words.
UNSETTLED = (
    r"\x00-\x09\x0b-\x1f\x7f-\x9f\u0338\u1680\u2000-\u200a\u2028\u2029\u202d-\u202f\u205f\u3000"
    r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
)
# Addresses that every reader takes alike. A host is one by any rule (IDNA, WHATWG URL): small letters, single hyphens,
# a top level without digits. The letters of Arabic may stand in what follows it, and are encoded when it is read.
_LABEL = "(?![a-z0-9-]{64})[a-z0-9]++(?:-[a-z0-9]++)*"
_HOST = rf"https?://(?:{_LABEL}\.)+[a-z]{{2,12}}(?![a-z0-9.:@-])"
_STEP = "A-Za-z0-9._~%=+,@:/-"
_ARABIC = "ء-غف-ي٠-٩"
_NAME = f"A-Za-z0-9{_ARABIC}_-"
_OWN = rf"/?(?:\.\.?/)*[{_NAME}][./{_NAME}]*+(?:#[{_NAME}]++)?|#[{_NAME}]++"
_QUERY = rf"\?(?:[{_ARABIC}{_STEP}]++|&(?=[a-z]+=))+"  # what ends in «;» may be an entity, which this cannot
SIMPLE = rf"(?:{_HOST}(?:/[{_ARABIC}{_STEP}]*+)?(?:{_QUERY})?(?:#[{_ARABIC}{_STEP}]++)?|{_OWN})"
_WEB = re.compile(rf"{_HOST}(?:/[{_STEP}]*+)?(?:\?[&{_STEP}]++)?(?:#[{_STEP}]++)?")

_LINE_ENDS = re.compile("[\t\n\r]")
_TRIMMED = "".join(map(chr, range(0x21)))
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):", re.ASCII)

Resolver = Callable[[str], str | None]


def address(written: str) -> str | None:
    """An address as a browser would read it, or None where it is not one that a text may have."""
    return written if is_plain(written) else as_browsers_read(written)


def is_plain(written: str) -> bool:
    """Whether an address is one of the web that is written in pages as it is; most are."""
    return bool(_WEB.fullmatch(written))


def as_browsers_read(written: str) -> str | None:
    """The same by the rules: trimmed, without tabs and line ends, a slash for each backslash (WHATWG URL).

    What has a scheme comes out in ASCII; `//host` is given the scheme it lacks; the rest names something of the
    outlet's own.
    """
    seen = _LINE_ENDS.sub("", written.strip(_TRIMMED)).replace("\\", "/")
    if seen.startswith("//"):
        seen = "https:" + seen
    scheme = _SCHEME.match(seen)
    if scheme:
        return urls.web_address(seen) if scheme[1].lower() in SCHEMES else None
    return None if ":" in re.split("[/?#]", seen, maxsplit=1)[0] else seen


# ---------------------------------------------------------------- in safe HTML

# What the sanitiser wrote has no «<» but at a tag, and each value between double quotes, so an address is found
# without parsing the rest again. No element has two.
_IN_TAG = re.compile(r'(<(?:a|img|blockquote|q|del|ins)(?: [a-z-]+="[^"]*")*?)( (?:href|src|cite)=")([^"]*)"')
_AS_VALUE = str.maketrans({"&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"})


def has_scheme(seen: str) -> bool:
    """Whether an address, as a browser reads it, is one of the web and not of the outlet's own things."""
    return bool(_SCHEME.match(seen))


def relinked(html: str, resolve: Resolver) -> str:
    """HTML of the sanitiser's (`markup`) with each address passed through `resolve`; on None the attribute goes."""

    def passed(found: re.Match[str]) -> str:
        tag, attribute, value = found.groups()
        seen = address(unescape(value) if "&" in value else value)
        made = None if seen is None else resolve(seen)
        return tag if made is None else f'{tag}{attribute}{made.translate(_AS_VALUE)}"'

    return _IN_TAG.sub(passed, html)
