"""Warraq itself, with what its peers lack switched off; and with everything on, for a table of its own."""

import shutil
import subprocess
import sys
from pathlib import Path

from bench import corpus
from bench.corpus import Report
from bench.peers.peer import Edit, Peer

_ROOT = Path(__file__).resolve().parents[3]
_CONTENT, _THEME = "content", "theme"
_FULL = """
lite = true
cards = true
hijri = true
[search]
enabled = true
[arabic]
digit_lists = true
smart_quotes = true
normalize_digits = true
sort_without_article = true
"""


def _version() -> str:
    asked = (sys.executable, str(_ROOT / "build.py"), "--version")
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split()[-1]


def _lay(folder: Path, settings: str) -> None:
    media = folder / _CONTENT / "media"
    media.mkdir(parents=True)
    for name in corpus.PICTURES:
        (media / name).write_bytes(corpus.picture(name))
    sections = "".join(f'[sections.{key}]\nname = "{name}"\n' for key, name in corpus.SECTIONS)
    about = f'name = "{corpus.OUTLET}"\ndescription = "{corpus.DESCRIPTION}"\ncopyright = "{corpus.COPYRIGHT}"\n'
    site = f'{about}base_url = "{corpus.BASE_URL}"\ntimezone = "UTC"\n{settings}\n{sections}'
    (folder / _CONTENT / "site.toml").write_text(site, encoding="utf-8")
    shutil.copytree(_ROOT / "themes/diwan", folder / _THEME)


def _lay_plain(folder: Path, _size: int) -> None:
    _lay(folder, 'short_links = "off"\nlite = false\ncards = false\n[feeds]\narchive = false')


def _lay_full(folder: Path, _size: int) -> None:
    _lay(folder, f'short_links = "pages"\n{_FULL}')


def _written(report: Report, size: int) -> str:
    lines = (
        f"id: {report.name}",
        f"title: {report.title}",
        f"date: {report.moment:%Y-%m-%d %H:%M}",
        f"section: {report.section}",
        f"tags: [{', '.join(report.tags)}]",
        f"authors: [{', '.join(report.authors)}]",
    )
    body = corpus.linked(report.body, lambda number: f"../../{corpus.source(number, size)}")
    return "\n".join(("---", *lines, "---", "", body))


def _command(_folder: Path) -> tuple[str, ...]:
    return sys.executable, str(_ROOT / "build.py"), "--quiet", "--theme", _THEME


WARRAQ = Peer(
    name="warraq",
    title="Warraq",
    ready=_version,
    lay=_lay_plain,
    written=_written,
    command=_command,
    reports=f"{_CONTENT}/reports",
    template=Edit(f"{_THEME}/templates/base.html", "</head>", '<meta name="edited" content="{run}">\n</head>'),
    memory=(".warraq",),
    remembers=True,
)
FULL = Peer(
    name="warraq-full",
    title="Warraq, everything on",
    ready=_version,
    lay=_lay_full,
    written=_written,
    command=_command,
    reports=WARRAQ.reports,
    template=WARRAQ.template,
    memory=WARRAQ.memory,
    remembers=True,
)
