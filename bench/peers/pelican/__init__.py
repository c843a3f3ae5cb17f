"""Pelican with its caches on, its own paging and its own archives by period.

Two small things that it lacks are in a local plugin, as its documentation advises: earlier reports of the section,
and Arabic dates.
"""

import shutil
from pathlib import Path

from bench import corpus, installs
from bench.corpus import Report
from bench.peers.peer import Edit, Peer

_HERE = Path(__file__).resolve().parent
_REPORTS = "content/reports"


def _lay(folder: Path, _size: int) -> None:
    shutil.copytree(_HERE / "site", folder, ignore=shutil.ignore_patterns("__pycache__"))
    media = folder / "content/media"
    media.mkdir(parents=True)
    for name in corpus.PICTURES:
        (media / name).write_bytes(corpus.picture(name))
    (folder / "theme/static").mkdir(exist_ok=True)  # git keeps no empty folder
    shutil.copy(installs.ROOT / "themes/diwan/static/diwan.css", folder / "theme/static/diwan.css")


def _written(report: Report, size: int) -> str:
    names = dict(corpus.SECTIONS)
    lines = (
        f"Title: {report.title}",
        f"Date: {report.moment:%Y-%m-%d %H:%M}",
        f"Slug: {report.slug}",
        f"Ident: {report.name}",
        f"Category: {names[report.section]}",
        f"Tags: {', '.join(report.tags)}",
        f"Authors: {', '.join(report.authors)}",
        f"Summary: {report.summary}",
    )
    body = corpus.linked(report.body, lambda number: f"{{filename}}/reports/{corpus.source(number, size)}")
    return "\n".join((*lines, "", body.replace("](/media/", "]({static}/media/")))


def _command(_folder: Path) -> tuple[str, ...]:
    return (*installs.pelican(), "content", "--settings", "pelicanconf.py", "--quiet")


PELICAN = Peer(
    name="pelican",
    title="Pelican",
    ready=installs.pelican_version,
    lay=_lay,
    written=_written,
    command=_command,
    reports=_REPORTS,
    template=Edit("theme/templates/base.html", "</head>", '<meta name="edited" content="{run}">\n</head>'),
    memory=("cache",),
)
