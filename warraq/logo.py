"""The outlet's logo, from its file to bytes that icons can be drawn of. An edge: it reads the file.

What was once found to fit is remembered by its digest, so that a build that draws nothing loads nothing to look at it.
Knows no icons and no pages.
"""

from pathlib import Path

from warraq import fingerprint, seal, source
from warraq.media import pixels
from warraq.media.icons import LEAST_LOGO
from warraq.media.pixels import Unfit
from warraq.problems import Problem, Where, problem, reasons

_FITS = b"fits"


def read(content: Path, path: str, where: Where, memory: Path | None) -> bytes | Problem:
    """The bytes of the picture at `path` below the content folder, or why it is no logo.

    `memory` is a folder of the build's own; `where` is the place that names the logo.
    """
    try:
        data = source.read_plain(content / path)
    except OSError as error:
        return problem("E213", where, value=path, least=LEAST_LOGO, **reasons(error))
    known = memory / fingerprint.digest_bytes(data) if memory else None
    if known and seal.opened(known) == _FITS:
        return data
    why = _unfit(data)
    if why:
        return problem("E213", where, value=path, least=LEAST_LOGO, reason=why[0], reason_en=why[1])
    if known:
        seal.closed(known, _FITS)
    return data


def _unfit(data: bytes) -> tuple[str, str] | None:
    """Why the picture is no logo, in Arabic and in English; None where it is one."""
    try:
        seen = pixels.header(data)
        pixels.base(data, (LEAST_LOGO, LEAST_LOGO))
    except Unfit:
        return "ليس صورة تُقرأ", "it is no picture that can be read"
    size = f"{seen.width}×{seen.height}"
    if seen.width != seen.height:
        return f"ليس مربّعًا ({size})", f"it is not square ({size})"
    if seen.width < LEAST_LOGO:
        return f"صغير ({size})", f"it is too small ({size})"
    return None
