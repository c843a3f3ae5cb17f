"""Where each thing lives: site paths, the addresses written in pages, and the files that answer them.

A *site path* is decoded and in normal form (`/2018/12/ريف-دير-الزور/`). It becomes a written address only here,
percent-encoded once (T-2.24), and a file name only here, so that nothing in content can name a file outside the
output folder (T-5.8). Knows no reports and no configuration.
"""

import posixpath
import re
import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from warraq import arabic

_UNRESERVED = "/-._~"  # RFC 3986, 2.3, and the slash that parts segments
_WRITTEN = tuple(quote(bytes([byte]), safe=_UNRESERVED) for byte in range(256))  # each byte of a path
_KEPT = 8_192  # addresses kept in mind: the same ones stand on page after page
_RESERVED = "%/:=&?~#+!$,;'@()*[]"  # RFC 3986, 2.2, and what is encoded already
_LOST_IN_IDNA = set("ßς\u200c\u200d")  # IDNA 2003 turns these into another host
_HEAVIEST_SEGMENT = 200  # bytes
_NOT_IN_SEGMENTS = re.compile(r'[\x00-\x20\x7f<>:"|?*\\#%&{}\ufffd]')
_DEVICE_NAMES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_PLAIN_QUERY = re.compile(r"[\w-]+=[\w-]+", re.ASCII)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PLACEHOLDER = re.compile(r"\{(yyyy|mm|dd|slug|id|section)\}")

# The folder of each kind of list (design, section 5).
LIST_FOLDERS = {
    "section": "sections",
    "tag": "tags",
    "place": "places",
    "series": "series",
    "author": "authors",
}

# What is Warraq's own now or will be (design, section 5), whether or not a page stands there today: a list's page 7
# must find its place free when the seventh page comes.
_RESERVED_PATH = re.compile(
    r"""/(?:
        (?:feed\.xml|atom\.xml|feed\.json|(?:news-)?sitemap[^/]*\.xml|robots\.txt|humans\.txt|manifest\.webmanifest|404\.html|_redirects|_headers)(?:/.*)?
        | (?:assets|lite|search|feeds|\.well-known)/.*
        | (?:(?:sections|tags|places|series|authors)/[^/]+|archive/\d{4}/\d{2}|corrections)
          /(?:(?:page|feeds)/.*|(?:feed\.xml|atom\.xml|feed\.json)(?:/.*)?)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_LISTING = re.compile(r"/(?:(?:sections|tags|places|series|authors|archive|corrections)/(?:.*/)?)?")
LITE = "lite"  # the light edition, and its folder
LISTS_WITH_FEED = frozenset(LIST_FOLDERS)


@lru_cache(maxsize=_KEPT)
def encoded(path: str) -> str:
    r"""A site path (with or without `#part`) as it is written in addresses: `^[\x21-\x7e]+$`, upper-case hex."""
    plain, mark, part = path.partition("#")
    written = "".join([_WRITTEN[byte] for byte in plain.encode()])
    return written + mark + quote(unquote(part), safe=_UNRESERVED + ":") if mark else written


def href(base_url: str, path: str) -> str:
    """The address of a site path from another page of the site: rooted at the host, below the base's own path."""
    return _root(base_url) + encoded(path)


@lru_cache(maxsize=16)
def _root(base_url: str) -> str:
    return urlsplit(base_url).path.rstrip("/")


def absolute(base_url: str, path: str) -> str:
    """The whole address of a site path."""
    return base_url.rstrip("/") + encoded(path)


def web_address(text: str) -> str | None:
    """An address of the web as it is written in pages: ASCII, what is encoded already left as it is; None for none.

    The host goes through IDNA, the rest is percent-encoded (RFC 3987, 3.1).
    """
    try:
        parts = urlsplit(text)
        if _LOST_IN_IDNA & set(parts.hostname or ""):
            return None
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme in {"mailto", "tel"}:
        return quote(text, safe=_RESERVED)
    if not host:
        return None
    bracketed = f"[{host}]" if ":" in host else host
    user = parts.netloc[: parts.netloc.rfind("@") + 1]
    return quote(parts._replace(netloc=user + bracketed + port).geturl(), safe=_RESERVED)


def file_of(path: str) -> str:
    """The file below the output folder that answers a site path: `/a/` → `a/index.html`."""
    relative = path.removeprefix("/")
    return relative + "index.html" if path.endswith("/") else relative


def is_segment(text: str) -> bool:
    """Whether `text` may be one step of a site path on every file system we know of."""
    return (
        all(unicodedata.category(c) not in {"Cf", "Cc", "Cs", "Zs", "Zl", "Zp"} for c in text)
        and 0 < len(text.encode("utf-8")) <= _HEAVIEST_SEGMENT
        and not _NOT_IN_SEGMENTS.search(text)
        and not text.startswith(".")
        and not text.endswith(".")
        and not _DEVICE_NAMES.fullmatch(text)
    )


def is_slug(text: str) -> bool:
    """Whether `text` may be a slug: a segment that slugging leaves as it is."""
    return is_segment(text) and "/" not in text and arabic.slug(text, fallback="") == text.lower() == text


def site_path(written: str) -> str | None:
    """The site path that a written path (`/old/%D8%B1%D9%8A%D9%81/`) means, or None where it is not a clean one.

    Decoded once, in normal form; a path without an extension in its last step gets the closing slash.
    """
    if not written.startswith("/"):
        return None
    path = unicodedata.normalize("NFC", unquote(written, errors="strict")) if _decodes(written) else ""
    if path == "/":
        return path
    steps = path.strip("/").split("/")
    if not all(is_segment(step) for step in steps):
        return None
    is_file = "." in steps[-1] and not path.endswith("/")
    return "/" + "/".join(steps) + ("" if is_file else "/")


def _decodes(written: str) -> bool:
    try:
        unquote(written, errors="strict")
    except UnicodeDecodeError:
        return False
    return True


def alias_path(written: str) -> str | None:
    """The old address that a written one means: a site path, or one with a plain query (`/?p=123`); None for neither.

    No file answers a query. It is kept apart from site paths, which never hold a `?` (T-2.27).
    """
    path, mark, query = written.partition("?")
    clean = site_path(path)
    if clean is None or not mark:
        return clean
    return f"{clean}?{query}" if _PLAIN_QUERY.fullmatch(query) else None


def has_query(alias: str) -> bool:
    """Whether an old address is one with a query."""
    return "?" in alias


def without_query(alias: str) -> str:
    """The site path of an old address."""
    return alias.partition("?")[0]


def is_reserved(path: str) -> bool:
    """Whether a site path is kept for Warraq's own pages."""
    return bool(_RESERVED_PATH.fullmatch(path))


def lite_path(path: str) -> str:
    """The site path of a page's twin in the light edition."""
    return f"/{LITE}{path}"


def lite_href(base_url: str, written: str) -> str:
    """The address of the twin of the page with the rooted address `written`."""
    root = _root(base_url)
    return f"{root}/{LITE}{written[len(root) :]}"


def path_of(base_url: str, written: str) -> str:
    """The site path of a rooted address that `href` made, without its `#part`."""
    return unquote(written[len(_root(base_url)) :].partition("#")[0])


def without_part(path: str) -> str:
    """A site path without its `#part`."""
    return path.partition("#")[0]


def is_listing(path: str) -> bool:
    """Whether a site path is that of the front page, a list, an index, the archive or the corrections."""
    return bool(_LISTING.fullmatch(path))


def may_have_twin(path: str) -> bool:
    """Whether a site path looks like one of a page that the light edition has too."""
    return is_listing(path) or (
        path.endswith("/") and not is_reserved(path) and not path.startswith(short_path("")[:-1])
    )


def report_path(permalink: str, values: dict[str, str]) -> str:
    """The site path of a report: the permalink's `{yyyy}`, `{mm}`, `{dd}`, `{slug}`, `{id}`, `{section}` filled in."""
    return _PLACEHOLDER.sub(lambda match: values[match.group(1)] or "-", permalink)


def is_permalink(text: str) -> bool:
    """Whether a permalink has only known placeholders, clean steps, and tells reports apart."""
    bare = _PLACEHOLDER.sub("x", text)
    names_one = "{slug}" in text or "{id}" in text
    return names_one and bare.endswith("/") and site_path(bare) == bare and not is_reserved(bare)


def list_path(field: str, name: str, number: int = 0) -> str:
    """The site path of a list: its front (number 0) or its page `number`, counted from the oldest."""
    folder = f"/{LIST_FOLDERS[field]}/{name}/" if field in LIST_FOLDERS else f"/{name}/"
    return f"{folder}page/{number}/" if number else folder


def short_path(identity: str) -> str:
    """The site path of a report's short link, for messengers."""
    return f"/s/{identity}/"


def without_base(address: str, base_url: str) -> str:
    """An address, without the host (and path) of the site itself where it has them."""
    return address[len(base_url) :] if address.startswith(f"{base_url}/") else address


def target(path: str, written: str) -> str | None:
    """What an address in the text of a source names: a source (`reports/x.md`), else a site path; None for nothing.

    A `.md` address is looked for from the text's own folder or, with a leading slash, from `content/`.
    """
    bare = written.partition("#")[0]
    decoded = unicodedata.normalize("NFC", unquote(bare))
    if decoded.endswith(".md"):
        named = decoded[1:] if decoded.startswith("/") else posixpath.join(posixpath.dirname(path), decoded)
        return posixpath.normpath(named)
    return site_path(bare.removesuffix("index.html") if bare.endswith("/index.html") else bare)


def media_path(written: str) -> str:
    """The path below `content/` that a picture's address means: `media/x.jpg`, `/media/x.jpg`, `../media/x.jpg`."""
    steps = [step for step in PurePosixPath(written).parts if step not in {"/", ".."}]
    return "/".join(steps) if steps[:1] == ["media"] else "/".join(["media", *steps])


def picture(written: str, base_url: str) -> str | None:
    """The path below `content/` of the picture that an address in a text means; None for one of another site."""
    own = without_base(written, base_url)
    if _SCHEME.match(own):
        return None
    return media_path(unicodedata.normalize("NFC", unquote(re.split("[?#]", own, maxsplit=1)[0])))


def place(url: str) -> str:
    """What only one can have: the file of a site path, named as a file system which ignores case would name it.

    An address with a query is no file but a line of the redirects, and its letters count.
    """
    return url if has_query(url) else file_of(url).casefold()
