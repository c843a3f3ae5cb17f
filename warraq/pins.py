"""`content/slugs.lock`: the slugs that reports keep though their titles have changed (T-2.23). Pure: text in, text out.

A line an entry, `key slug`, in order of key, so that two editors' changes merge. The key is the report's id; where
that was only derived from the file's path, the day stands with it (`id@2024-01-05`), as another report may be written
into the same file one day. Warraq adds to it when it meets a new title on a published report; it belongs to the
content and is committed with it. Knows no reports and no files.
"""

import re
from collections.abc import Mapping

import msgspec

from warraq import urls
from warraq.problems import Problem, Where, problem

FILE = "slugs.lock"
_KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?(?:@\d{4}-\d{2}-\d{2})?", re.ASCII)
_HEAD = """\
# الروابط التي بقيت كما كانت بعد تغيير عناوين تقاريرها: معرّف التقرير، ثم مساره. يكتب ورّاق هذا الملف، فاحفظه مع المحتوى.
# Addresses kept when titles changed: a report's id and its slug. Written by Warraq; keep it with the content.
"""


class Pins(msgspec.Struct, frozen=True):
    """Slug by key, the lines that hold none (comments, and what cannot be read), and a problem for each of those."""

    slugs: Mapping[str, str]
    others: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read(text: str, path: str) -> Pins:
    """The entries of the file; `path` is how it is named in problems."""
    slugs: dict[str, str] = {}
    others, problems = [], []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        key, _, slug = line.strip().partition(" ")
        if not line.strip():
            continue
        if line.startswith("#"):
            others.append(line)
        elif key in slugs or not _KEY.fullmatch(key) or not urls.is_segment(slug.strip()) or "/" in slug:
            others.append(line)
            problems.append(problem("E139", Where(path, number), value=line.strip()))
        else:
            slugs[key] = slug.strip()
    return Pins(slugs, tuple(others), tuple(problems))


def written(pins: Pins, added: Mapping[str, str]) -> str:
    """The file's text with new entries; comments, and what cannot be read, stay at its head."""
    head = "".join(f"{line}\n" for line in pins.others) or _HEAD
    return head + "".join(f"{key} {slug}\n" for key, slug in sorted({**pins.slugs, **added}.items()))
