"""The content security policy of a page (T-5.1), and what in a template a browser that keeps it would not run. Pure.

A policy that stands in the page itself holds wherever the page is copied to: a mirror, a disk, an archive.
Knows no templates' syntax beyond where it begins and ends.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from html.parser import HTMLParser

import msgspec

_STRICT = "default-src 'none'"
# No page of ours asks for anything by itself; `connect-src` lets browsers' own tools read robots.txt (Lighthouse).
_ALLOWED = "img-src 'self' data:; style-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'"
_RULES = f"{_STRICT}; {_ALLOWED}; form-action 'self'; base-uri 'none'"
META = f'<meta http-equiv="Content-Security-Policy" content="{_RULES}">'
_DATA = "application/ld+json"  # in a <script> it is no script: nothing runs it (HTML, 4.12.1, data blocks)
_SYNTAX = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
_STANDS_FOR_SYNTAX = "\ufdd0"  # no template has it: a page may not (Unicode 23.7)
_HASH = re.compile(r"'(sha256-[A-Za-z0-9+/=]+)'")
_LOADING = frozenset({"link", "script", "style", "img", "source", "iframe", "object", "video", "audio", "base", "body"})
_ADDRESSES = frozenset({"href", "src", "action", "formaction", "data"})


class Breach(msgspec.Struct, frozen=True):
    """What the policy forbids: its line, what it is, and the hash that would allow it (nothing where none could)."""

    line: int
    what: str
    wanted: str = ""


def breaches(text: str) -> Iterator[Breach]:
    """All that a template has inline and its own policy does not name by its hash."""
    reading = _Reading(text)
    allowed = frozenset(_HASH.findall(reading.policy or ""))
    return (one for one in reading.inline if one.wanted not in allowed or not one.wanted)


def unguarded(text: str) -> int:
    """The line of a page's beginning, where a template begins one and gives it no strict policy in time; else 0."""
    reading = _Reading(text)
    return 0 if _STRICT in (reading.policy or "") else reading.begins_at


class _Reading(HTMLParser):
    """A template's HTML, with the syntax of templates blanked out."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inline: list[Breach] = []
        self.policy: str | None = None  # None as well where something is loaded before it
        self.begins_at = 0
        self._open = ""
        self._is_late = False
        self.feed(_SYNTAX.sub(lambda found: _STANDS_FOR_SYNTAX + "\n" * found[0].count("\n"), text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = tag.rstrip(_STANDS_FOR_SYNTAX)
        said = {name: value or "" for name, value in reversed(attrs)}  # of two of one name the first counts
        is_data = tag == "script" and said.get("type", "").lower() == _DATA
        self._open = tag if tag in {"script", "style"} and not is_data else ""
        if tag in {"html", "head"}:
            self.begins_at = self.begins_at or self.getpos()[0]
        self._is_late = self._is_late or tag in _LOADING
        if said.get("http-equiv", "").lower() == "content-security-policy" and not self._is_late:
            self.policy = said.get("content", "")
        for name, value in said.items():
            self._judge(name, value)

    def _judge(self, name: str, value: str) -> None:
        if name == "style" or re.fullmatch("on[a-z]+", name):
            self.inline.append(Breach(self.getpos()[0], f"{name}="))
        elif name in _ADDRESSES and value.strip().lower().startswith("javascript:"):
            self.inline.append(Breach(self.getpos()[0], "javascript:"))

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            self.inline.append(Breach(self.getpos()[0], f"<{self._open}>", _hash(data)))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (the parser's)
        self._open = ""


def _hash(text: str) -> str:
    """What a policy calls an inline text; nothing for one that templates fill in, as it differs from page to page."""
    if _STANDS_FOR_SYNTAX in text:
        return ""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
