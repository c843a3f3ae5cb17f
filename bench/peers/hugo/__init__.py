"""Hugo twice: tuned as its own pages on performance advise, and by the idioms that its documentation teaches.

Tuned: partials cached, terms and summaries taken from front matter, links written as addresses. What belongs to one
report is kept in its `.Store`: the cache of partials holds a thousand entries and would forget it. By idioms:
`.Summary` in lists, `.GetTerms` for names, `relref` for links, nothing cached. The rest of the templates is shared.
"""

import shutil
from pathlib import Path

from bench import corpus, installs
from bench.corpus import Report
from bench.peers.peer import Edit, Peer

_HERE = Path(__file__).resolve().parent
_REPORTS = "content/reports"


def _ready() -> str:
    return installs.hugo_version()


def _lay(folder: Path, size: int, *, idioms: bool) -> None:
    shutil.copytree(_HERE / "site", folder)
    if idioms:
        shutil.copytree(_HERE / "idioms", folder, dirs_exist_ok=True)
    media = folder / "static/media"
    media.mkdir(parents=True)
    for name in corpus.PICTURES:
        (media / name).write_bytes(corpus.picture(name))
    shutil.copy(installs.ROOT / "themes/diwan/static/diwan.css", folder / "static/diwan.css")
    _lay_archive(folder / _REPORTS, size)
    for key, name in corpus.SECTIONS:
        _index(folder / "content/sections" / key, f'title = "{name}"')


def _lay_archive(reports: Path, size: int) -> None:
    """The years and months are sections of Hugo's, as folders with an index are."""
    _index(reports, 'title = "الأرشيف"\nurl = "/archive/"')
    months = {corpus.folder(number, size) for number in range(size)}
    for year in {month[:4] for month in months}:
        _index(reports / year, f'title = "{year}"\ndate = {year}-01-01T00:00:00Z\nlayout = "year"')
    for month in months:
        _index(reports / month, f'title = "{month}"\ndate = {month.replace("/", "-")}-01T00:00:00Z\nlayout = "month"')


def _index(folder: Path, facts: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "_index.md").write_text(f"+++\n{facts}\n+++\n", encoding="utf-8")


def _lay_tuned(folder: Path, size: int) -> None:
    _lay(folder, size, idioms=False)


def _lay_idioms(folder: Path, size: int) -> None:
    _lay(folder, size, idioms=True)


def _front(report: Report) -> tuple[str, ...]:
    return (
        f'title = "{report.title}"',
        f"date = {report.moment:%Y-%m-%dT%H:%M:%SZ}",
        f'slug = "{report.slug}"',
        f'sections = ["{report.section}"]',
        f"tags = {_row(report.tags)}",
        f"authors = {_row(report.authors)}",
    )


def _row(names: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def _written_tuned(report: Report, size: int) -> str:
    body = corpus.linked(report.body, lambda number: corpus.address(number, size))
    return "\n".join(("+++", *_front(report), f'summary = "{report.summary}"', "+++", "", body))


def _written_idioms(report: Report, size: int) -> str:
    body = corpus.linked(report.body, lambda number: f'{{{{< relref "/reports/{corpus.source(number, size)}" >}}}}')
    return "\n".join(("+++", *_front(report), "+++", "", body))


def _command(_folder: Path) -> tuple[str, ...]:
    return str(installs.hugo()), "build", "--quiet"


_TEMPLATE = Edit("layouts/baseof.html", "</head>", '<meta name="edited" content="{run}">\n</head>')
_MEMORY = ("resources", ".hugo_build.lock")

TUNED = Peer(
    name="hugo",
    title="Hugo, tuned",
    ready=_ready,
    lay=_lay_tuned,
    written=_written_tuned,
    command=_command,
    reports=_REPORTS,
    template=_TEMPLATE,
    memory=_MEMORY,
)
IDIOMS = Peer(
    name="hugo-idioms",
    title="Hugo, documented idioms",
    ready=_ready,
    lay=_lay_idioms,
    written=_written_idioms,
    command=_command,
    reports=_REPORTS,
    template=_TEMPLATE,
    memory=_MEMORY,
)
