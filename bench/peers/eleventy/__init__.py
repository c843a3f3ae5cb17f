"""Eleventy 3 with Nunjucks and its feed plugin's filters, paging over collections made in its configuration."""

import shutil
from pathlib import Path

from bench import corpus, installs
from bench.corpus import Report
from bench.peers.peer import Edit, Peer

_HERE = Path(__file__).resolve().parent
_REPORTS = "content/reports"


def _lay(folder: Path, _size: int) -> None:
    shutil.copytree(_HERE / "site", folder)
    media = folder / "static/media"
    media.mkdir(parents=True)
    for name in corpus.PICTURES:
        (media / name).write_bytes(corpus.picture(name))
    shutil.copy(installs.ROOT / "themes/diwan/static/diwan.css", folder / "static/diwan.css")
    (folder / "node_modules").symlink_to(installs.node_modules())
    (folder / _REPORTS).mkdir(parents=True)
    shutil.move(folder / "reports.json", folder / _REPORTS / "reports.json")


def _written(report: Report, size: int) -> str:
    lines = (
        f"title: {report.title}",
        f"date: {report.moment:%Y-%m-%dT%H:%M:%SZ}",
        f"permalink: {report.path}",
        f"ident: {report.name}",
        f"section: {report.section}",
        f"topics: [{', '.join(report.tags)}]",
        f"authors: [{', '.join(report.authors)}]",
        f"summary: {report.summary}",
    )
    body = corpus.linked(report.body, lambda number: corpus.address(number, size))
    return "\n".join(("---", *lines, "---", "", body))


def _command(_folder: Path) -> tuple[str, ...]:
    return (*installs.eleventy(), "--quiet")


ELEVENTY = Peer(
    name="eleventy",
    title="Eleventy",
    ready=installs.eleventy_version,
    lay=_lay,
    written=_written,
    command=_command,
    reports=_REPORTS,
    template=Edit("includes/base.njk", "</head>", '<meta name="edited" content="{run}">\n</head>'),
)
