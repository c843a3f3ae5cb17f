"""Files of the build's own memory, each closed with a digest: a damaged one is as good as none. An edge: it keeps them.

A folder that cannot be written is left alone, as a memory may always be lost. Knows nothing of what is kept.
"""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from warraq import fingerprint

_LETTERS_OF_A_DIGEST = len(fingerprint.digest_bytes(b""))


def opened(file: Path) -> bytes | None:
    """What a file holds; None where it is not there, cut short or overwritten."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    digest, payload = data[:_LETTERS_OF_A_DIGEST], data[_LETTERS_OF_A_DIGEST:]
    return payload if digest == fingerprint.digest_bytes(payload).encode() else None


def closed(file: Path, payload: bytes) -> None:
    """Put `payload` into a file, whole or not at all, in place of what it held."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)
        try:
            with os.fdopen(handle, "wb") as beside:
                beside.write(fingerprint.digest_bytes(payload).encode() + payload)
            Path(name).replace(file)
        except OSError:
            Path(name).unlink(missing_ok=True)
