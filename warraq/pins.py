"""`content/slugs.lock`: the slugs that reports keep though their titles have changed (T-2.23). Pure: text in, text out.

A line an entry, `id slug`, in order of id, so that two editors' changes merge. Warraq adds to it when it meets a new
title on a published report; it belongs to the content and is committed with it. Knows no reports and no files.
"""

from collections.abc import Mapping

from warraq import urls
from warraq.problems import Problem, Where, problem

FILE = "slugs.lock"
_HEAD = """\
# الروابط التي بقيت كما كانت بعد تغيير عناوين تقاريرها: معرّف التقرير، ثم مساره. يكتب ورّاق هذا الملف، فاحفظه مع المحتوى.
# Addresses kept when titles changed: a report's id and its slug. Written by Warraq; keep it with the content.
"""


def read(text: str, path: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Slug by id, and a problem for each line that is none; `path` is how the file is named in problems."""
    pins: dict[str, str] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        identity, _, slug = line.strip().partition(" ")
        if identity in pins or not urls.is_slug(slug.strip()):
            problems.append(problem("E139", Where(path, number), value=line.strip()))
        else:
            pins[identity] = slug.strip()
    return pins, tuple(problems)


def written(pins: Mapping[str, str]) -> str:
    """The file's text."""
    return _HEAD + "".join(f"{identity} {slug}\n" for identity, slug in sorted(pins.items()))
