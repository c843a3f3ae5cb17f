"""Real feed readers, each as a subscriber that remembers: what it holds, and what it shows as new."""

import sqlite3
import subprocess
from email.utils import formatdate
from hashlib import sha256
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar, Protocol

import feedparser
import msgspec
import reader
from outside import program

_BEGAN = 1_700_000_000  # seconds since 1970


class Held(msgspec.Struct, frozen=True):
    """An entry as a subscriber has it."""

    title: str
    text: str
    link: str = ""
    authors: str = ""


class Subscriber(Protocol):
    """A reader that somebody subscribed with."""

    def look(self) -> None:
        """Fetch the feed anew."""

    def held(self) -> dict[str, Held]:
        """All that it holds, by the identity of the entry; the newest first."""

    def unread(self) -> list[str]:
        """The titles of what it shows as new, which are read by that."""


class WithFeedparser:
    """A reader in ten lines, as many are: what has another identity is new."""

    def __init__(self, url: str, _: Path) -> None:
        self._url, self._held, self._seen = url, dict[str, Held](), set[str]()
        self._etag: Any = None

    def look(self) -> None:
        found = feedparser.parse(self._url, etag=self._etag)
        self._etag = found.get("etag", self._etag)
        assert not found.bozo, found.bozo_exception
        if found.status != HTTPStatus.NOT_MODIFIED:
            fresh = {
                one.id: Held(
                    one.title, one.content[0].value, one.link, "، ".join(a.name for a in one.get("authors", []))
                )
                for one in found.entries
            }
            self._held = fresh | {key: held for key, held in self._held.items() if key not in fresh}

    def held(self) -> dict[str, Held]:
        return dict(self._held)

    def unread(self) -> list[str]:
        found = [held.title for key, held in self._held.items() if key not in self._seen]
        self._seen |= set(self._held)
        return found


class WithReader:
    """The library `reader`, with its own database."""

    def __init__(self, url: str, folder: Path) -> None:
        self._reader = reader.make_reader(str(folder / "reader.sqlite"))
        self._url = url
        self._reader.add_feed(url)

    def look(self) -> None:
        self._reader.update_feed(self._url)
        (feed,) = self._reader.get_feeds()
        assert feed.last_exception is None, feed.last_exception

    def held(self) -> dict[str, Held]:
        entries = self._reader.get_entries()
        return {
            one.id: Held(one.title or "", one.content[0].value if one.content else "", one.link or "", _joined(one))
            for one in entries
        }

    def unread(self) -> list[str]:
        found = list(self._reader.get_entries(read=False))
        for one in found:
            self._reader.mark_entry_as_read(one)
        return [one.title or "" for one in found]


def _joined(entry: reader.Entry) -> str:
    return "، ".join(one.name or "" for one in entry.authors)


class WithNewsboat:
    """newsboat, as its user runs it, and its cache."""

    def __init__(self, url: str, folder: Path) -> None:
        self._folder = folder
        (folder / "urls").write_text(f"{url}\n", encoding="utf-8")
        (folder / "config").write_text("cleanup-on-quit no\n", encoding="utf-8")

    def _run(self, *command: str) -> None:
        files = ("-u", "urls", "-c", "cache.db", "-C", "config")
        environment = {"HOME": str(self._folder), "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
        done = subprocess.run(
            [program("newsboat"), *files, "-x", *command],
            cwd=self._folder, env=environment, check=True, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert "rror" not in done.stdout + done.stderr

    def look(self) -> None:
        self._run("reload")

    def held(self) -> dict[str, Held]:
        rows = self._rows("SELECT guid, title, content, url, author FROM rss_item ORDER BY pubDate DESC, id DESC")
        return {guid: Held(title, content, url, author) for guid, title, content, url, author in rows}

    def unread(self) -> list[str]:
        found = [title for (title,) in self._rows("SELECT title FROM rss_item WHERE unread = 1 ORDER BY pubDate DESC")]
        with sqlite3.connect(self._folder / "cache.db") as cache:
            cache.execute("UPDATE rss_item SET unread = 0")
        return found

    def _rows(self, query: str) -> list[Any]:
        with sqlite3.connect(self._folder / "cache.db") as cache:
            return cache.execute(query).fetchall()


class Host:
    """A static host on loopback: tells the kind of each file and a tag of its bytes, and sends nothing twice."""

    def __init__(self, folder: Path) -> None:
        handler = type("Handler", (_Handler,), {"folder": folder, "spared": [], "versions": {}})
        self._handler = handler
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def spared(self) -> list[str]:
        """The paths that were asked for and had not changed."""
        return list(self._handler.spared)  # type: ignore[attr-defined]  # of a class made above

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    folder: ClassVar[Path]
    spared: ClassVar[list[str]]
    versions: ClassVar[dict[str, int]]
    extensions_map = {  # noqa: RUF012 (the class above has it so)
        ".xml": "application/xml",
        ".json": "application/feed+json",
        ".html": "text/html; charset=utf-8",
        "": "application/octet-stream",
    }

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments, directory=str(self.folder))

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        self.tag = f'"{sha256(file.read_bytes()).hexdigest()[:16]}"' if file.is_file() else ""
        if self.tag and self.headers.get("If-None-Match") == self.tag:
            self.spared.append(self.path)
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.end_headers()
            return
        super().do_GET()

    def send_header(self, keyword: str, value: str) -> None:
        if keyword == "Last-Modified":  # of whole seconds, too coarse for a test: each version here has its own
            super().send_header("ETag", self.tag)
            value = formatdate(_BEGAN + self.versions.setdefault(self.tag, len(self.versions)), usegmt=True)
        super().send_header(keyword, value)

    def log_message(self, *_: object) -> None:
        """Nothing."""
