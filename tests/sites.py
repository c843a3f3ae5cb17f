"""Whole sites in one string: write the files of an outlet, build, and look at what came out.

    built = build(tmp_path, '''
    -- content/reports/a.md --
    ---
    title: خبر
    date: 2024-01-05
    ---
    نص.
    ''')

    assert "خبر" in built.page("/2024/01/خبر/")

A `site.toml` is added where none is given. `rebuild` builds the same folder again after changes.
"""

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

from warraq import pipeline, shop, urls
from warraq.summary import Outcome, exit_code

ROOT = Path(__file__).parent.parent
DRAWN = (".woff2", ".png", ".avif", ".webp", ".jpeg")  # files that hold no text
NOTICE = "حقوق النشر محفوظة لصالح منصة التجربة©."
SITE_TOML = f"""
name = "منصة التجربة"
base_url = "https://news.example"
copyright = "{NOTICE}"
timezone = "Asia/Damascus"
cards = false

[sections.field]
name = "الميدان"

[sections.politics]
name = "السياسة"
description = "أخبار السياسة"
"""
NOW = 1_767_225_600  # 2026-01-01T00:00Z
_FILE = re.compile(r"^-- (\S.*?) --\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Built:
    """A built site and what the build said."""

    folder: Path
    outcome: Outcome

    @property
    def public(self) -> Path:
        return self.folder / "public"

    @property
    def exit_code(self) -> int:
        return exit_code(self.outcome)

    @property
    def codes(self) -> list[str]:
        """The codes of all problems, in order of file."""
        return [found.code for found in sorted(self.outcome.problems)]

    def page(self, path: str) -> str:
        """The text at a decoded site path."""
        return (self.public / urls.file_of(path)).read_text(encoding="utf-8")

    def has(self, path: str) -> bool:
        """Whether anything answers a decoded site path."""
        return (self.public / urls.file_of(path)).is_file()

    def files(self) -> dict[str, bytes]:
        """Every file of the output folder, by its path."""
        found = sorted(path for path in self.public.rglob("*") if path.is_file())
        return {path.relative_to(self.public).as_posix(): path.read_bytes() for path in found}

    def everything(self) -> str:
        """All texts and all file names of the output in one, to search for what must not be there."""
        texts = {name: "" if name.endswith(DRAWN) else data.decode("utf-8") for name, data in self.files().items()}
        return "\n".join(f"{name}\n{text}" for name, text in texts.items())


def write(folder: Path, files: str) -> None:
    """Write the files of a one-string site below `folder`."""
    parts = _FILE.split(textwrap.dedent(files))
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def build(folder: Path, files: str = "", **options: object) -> Built:
    """Write the files below `folder` and build there, as of NOW unless `as_of` is given."""
    write(folder, files)
    toml = folder / "content" / "site.toml"
    if not toml.exists():
        toml.parent.mkdir(parents=True, exist_ok=True)
        toml.write_text(SITE_TOML, encoding="utf-8")
    return rebuild(folder, **options)


def rebuild(folder: Path, **options: object) -> Built:
    """Build what lies in `folder`."""
    asked: dict[str, object] = {
        "content": str(folder / "content"),
        "output": str(folder / "public"),
        "state": str(folder / ".warraq"),
        "now": NOW,
    }
    return Built(folder, pipeline.build(shop.Options(**(asked | options))))  # type: ignore[arg-type]  # by name


def report(name: str = "a", body: str = "نص التقرير.", **keys: object) -> str:
    """One report as a file of a one-string site; keys are written as they are given."""
    front = {"title": "خبر", "date": "2024-01-05"} | keys
    lines = "\n".join(f"{key}: {value}" for key, value in front.items() if value is not None)
    return f"-- content/reports/{name}.md --\n---\n{lines}\n---\n\n{body}\n"


def build_seed(folder: Path) -> Built:
    """Build the outlet of this repository, into `folder`."""
    options = shop.Options(
        content=str(ROOT / "content"), output=str(folder / "public"), state=str(folder / "state"), now=NOW
    )
    return Built(folder, pipeline.build(options))
