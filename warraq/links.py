"""Addresses in a text: as a browser reads them, and those in HTML of our own passed through a resolver. Pure.

Knows no Markdown, no reports and no page; what is not plainly ours is left to the sanitiser (`markup`).
"""

import re
import unicodedata
from collections.abc import Callable

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
SIMPLE = rf"(?:{_HOST}(?:/[{_ARABIC}{_STEP}]*+)?(?:\?[{_ARABIC}{_STEP}]++)?(?:#[{_ARABIC}{_STEP}]++)?|{_OWN})"
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


# ---------------------------------------------------------------- HTML whose elements are plain

# What a parser of HTML gives back as it found it: the elements of this list, in each other as below, no attributes but
# these, each in its place, words without a bare sign. The tables, boxes and HTML of authors are not among them.
_HREF = rf"{_HOST}(?:/[{_STEP}]*+)?(?:\?(?:[{_STEP}]++|&amp;)+)?(?:#[{_STEP}]++)?|{_OWN}"
_PARTS = (
    rf"[^<>&\u00a0{UNSETTLED}]++",
    "&(?:amp|lt|gt|nbsp);",
    "</[a-z]++[2-6]?>",
    "<(?:strong|em|ul|li|blockquote|hr)>",
    '<p(?: dir="(?:ltr|rtl)")?>',
    '<bd[io] dir="ltr">',
    r'<h[2-6] id="(?!w-)[\w-]++">',
    rf'<a(?: href="(?:{_HREF})")?>',
)
_PLAIN_HTML = re.compile(f"(?:{'|'.join(_PARTS)})*")
_NAME_OF_TAG = re.compile("<(/?[a-z]+[2-6]?)")
_PIECES = "(?:bdi /bdi |bdo /bdo )*"
_FORCE = f"(?:strong {_PIECES}/strong |em {_PIECES}/em )"
_IN_LINK = f"a {_PIECES}(?:{_FORCE}{_PIECES})*/a "
_IN_FORCE = f"{_PIECES}(?:a {_PIECES}/a {_PIECES})*"
_WORDS = f"{_PIECES}(?:(?:{_IN_LINK}|strong {_IN_FORCE}/strong |em {_IN_FORCE}/em ){_PIECES})*"
_PARAGRAPH = f"p {_WORDS}/p "
_HEADING = "|".join(f"h{level} {_WORDS}/h{level} " for level in range(2, 7))
_LIST = f"ul (?:li {_WORDS}/li )+/ul "
_QUOTATION = f"blockquote (?:{_PARAGRAPH})+/blockquote "
_STRUCTURE = re.compile(f"(?:{_PARAGRAPH}|{_HEADING}|hr |{_LIST}|{_QUOTATION})*")
_ID = re.compile(r'<h[2-6] id="([^"]*)"')
_ADDRESS = re.compile(r'<a href="([^"]*)"')
_PRINTABLE = re.compile(r"[!#-;=?-~]*")  # ASCII without spaces, quotation marks and angles


def relinked(html: str, resolve: Resolver) -> str | None:
    """HTML of plain elements with each address passed through `resolve`, where it gives None the attribute goes.

    None where anything else is in it, and what the sanitiser would make of it is not certain.
    """
    if not (_PLAIN_HTML.fullmatch(html) and unicodedata.is_normalized("NFC", html)):
        return None
    if not _STRUCTURE.fullmatch(" ".join([*_NAME_OF_TAG.findall(html), ""])):
        return None
    ids = _ID.findall(html)
    if len(set(ids)) < len(ids):
        return None
    pieces = _ADDRESS.split(html)
    for at in range(1, len(pieces), 2):
        attribute = _attribute(pieces[at].replace("&amp;", "&"), resolve)
        if attribute is None:
            return None
        pieces[at] = f"<a{attribute}"
    return "".join(pieces)


def _attribute(written: str, resolve: Resolver) -> str | None:
    """The attribute with its address resolved; empty where that has none, None where it may be written in two ways."""
    seen = address(written)
    found = None if seen is None else resolve(seen)
    if found is None:
        return ""
    return ' href="{}"'.format(found.replace("&", "&amp;")) if _PRINTABLE.fullmatch(found) else None
