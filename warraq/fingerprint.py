"""Stable digests of bytes, of words and of frozen values; and of the engine itself. Contains no business logic.

Guarantees: the same input gives the same digest on any machine and in any version; digests are lower-case
base 32, safe in file names, URLs and on file systems that ignore case. Marks are shorter to keep and for us alone.
"""

import hashlib
import os
import sys
from base64 import b32encode
from functools import cache
from pathlib import Path

import msgspec

_PACKER = msgspec.msgpack.Encoder(order="deterministic")  # tables by key; fields in their own order
_LETTERS_OF_A_DIGEST = 26  # 130 bits: no two files of an archive will ever meet


def digest_bytes(data: bytes) -> str:
    """The digest of `data`, 26 letters."""
    raw = hashlib.blake2b(data, digest_size=20, person=b"warraq-1").digest()
    return b32encode(raw).decode("ascii").lower()[:_LETTERS_OF_A_DIGEST]


def short_digest(text: str, letters: int = 8) -> str:
    """The first `letters` letters of the digest of `text`: for names that people copy, such as short links."""
    return digest_bytes(text.encode("utf-8"))[:letters]


def mark(value: object) -> bytes:
    """Sixteen bytes that tell a frozen value (msgspec structs, tuples, words, numbers) from any other."""
    packed = value if isinstance(value, bytes) else _PACKER.encode(value)
    return hashlib.blake2b(packed, digest_size=16, person=b"warraq-2").digest()


@cache
def engine() -> bytes:
    """A mark of what makes pages of content: this package's source, the packages beside it, Python (law 5).

    Of other packages the version counts, which the names of their folders give away without importing any.
    """
    package = Path(__file__).parent
    own = [path.read_bytes() for path in sorted(package.rglob("*.py"))]
    folders = {path for path in sys.path if path.endswith("-packages") and os.path.isdir(path)}  # noqa: PTH112 (a string)
    others = sorted({name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info")})  # noqa: PTH208 (as above)
    return mark((mark(b"".join(own)), others, sys.version))
