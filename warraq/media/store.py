"""What was made of pictures, kept in the build's own folder by what it was made of. An edge: it holds files.

Making a picture takes seconds; so it is done once for each original and recipe, whatever becomes of the archive, the
ledger or the templates. A file that is damaged is as good as none. Knows no pixels and no pages.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from warraq import fingerprint, seal
from warraq.media.pictures import Derived


class Store:
    """A folder of made pictures."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self, derived: Derived, maker: str) -> bytes | None:
        """What was made before by the same `maker` (a library in its version); None where it was not."""
        return seal.opened(self._place(derived, maker))

    def keep(self, derived: Derived, maker: str, data: bytes) -> None:
        """Keep what was made; where that is not possible it will be made again."""
        seal.closed(self._place(derived, maker), data)

    def is_empty(self) -> bool:
        """Whether nothing is kept."""
        return not self._folder.is_dir()

    def tidy(self, wanted: Iterable[Derived], maker: str) -> None:
        """Drop all but these."""
        kept = {self._place(one, maker) for one in wanted}
        with suppress(OSError):
            for file in self._folder.glob("*/*"):
                if file not in kept:
                    file.unlink(missing_ok=True)

    def _place(self, derived: Derived, maker: str) -> Path:
        name = fingerprint.digest_bytes(fingerprint.mark((derived, maker)))
        return self._folder / name[:2] / name[2:]
