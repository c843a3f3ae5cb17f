"""A picture file → what its header says; what is made of it → bytes, kept for the next time. An edge: it opens files.

The digest of what is read is compared with the one that pages were planned with. Knows no pages and no words of
problems.
"""

from pathlib import Path
from typing import Any

from warraq import fingerprint, source
from warraq.media import pixels
from warraq.media.pictures import Derived
from warraq.media.pixels import Unfit
from warraq.media.store import Store
from warraq.model import Original


class Altered(OSError):
    """The file is not any more what it was when its header was read."""


class Darkroom:
    """Develops the pictures of one content folder; the last one is kept at hand, as each is asked for a dozen times."""

    def __init__(self, content: Path, store: Store) -> None:
        self._content, self._store = content, store
        self._last: tuple[tuple[str, tuple[int, int]], Any] | None = None

    def file(self, original: Original, derived: Derived) -> bytes:
        """The bytes of one file made of a picture. Raises Unfit, and OSError where it cannot be read."""
        maker = pixels.maker()
        kept = self._store.take(derived, maker)
        if kept is not None:
            return kept
        made = pixels.encoded(self._base(original, derived.base), derived)
        self._store.keep(derived, maker, made)
        return made

    def _base(self, original: Original, size: tuple[int, int]) -> Any:  # noqa: ANN401 (a PIL.Image.Image)
        key = original.digest, size
        if self._last is None or self._last[0] != key:
            self._last = None  # two at a time would be too much
            data = source.read_plain(self._content / (original.name or original.path))
            if fingerprint.digest_bytes(data) != original.digest:
                raise Altered(original.path)
            self._last = key, pixels.base(data, size)
        return self._last[1]


__all__ = ["Altered", "Darkroom", "Unfit"]
