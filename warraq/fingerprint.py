"""Stable digests of bytes and of words. Contains no business logic.

Guarantees: the same input gives the same digest on any machine and in any version; digests are lower-case
base 32, safe in file names, URLs and on file systems that ignore case.
"""

import hashlib
from base64 import b32encode

_LETTERS_OF_A_DIGEST = 26  # 130 bits: no two files of an archive will ever meet


def digest_bytes(data: bytes) -> str:
    """The digest of `data`, 26 letters."""
    raw = hashlib.blake2b(data, digest_size=20, person=b"warraq-1").digest()
    return b32encode(raw).decode("ascii").lower()[:_LETTERS_OF_A_DIGEST]


def short_digest(text: str, letters: int = 8) -> str:
    """The first `letters` letters of the digest of `text`: for names that people copy, such as short links."""
    return digest_bytes(text.encode("utf-8"))[:letters]
