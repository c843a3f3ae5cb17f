"""A theme and those that it extends: where they lie, and what their `theme.toml`s say together. An edge: it reads them.

What a theme does not have, its parent has: settings key by key, files by their names. Knows no templates, no strings
and no colours; it says only what `extends` and `contract` have wrong.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

from warraq.nodes import merged, whereabouts
from warraq.problems import Problem, Where, hints, problem, reasons
from warraq.views import CONTRACT

MANIFEST = "theme.toml"


@dataclass(frozen=True, slots=True)
class Lineage:
    """A theme and those that it extends, the nearest first."""

    folders: tuple[Path, ...]
    title: str
    manifests: tuple[tuple[str, str], ...]  # text and path of each theme.toml
    tables: tuple[Mapping[str, object], ...]  # what each says
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True  # whether every parent was found

    @property
    def settings(self) -> Mapping[str, object]:
        """What the themes say together."""
        return reduce(merged, self.tables, {})

    @property
    def templates(self) -> dict[str, Path]:
        """The folders of templates, by the names under which each theme's own are reached."""
        return {folder.name: folder / "templates" for folder in self.folders}

    def files(self, part: str, pattern: str) -> dict[str, tuple[Path, ...]]:
        """The files below a folder of the themes, by their names there; of those with one name the nearest first."""
        found: dict[str, tuple[Path, ...]] = {}
        for folder in self.folders:
            for path in sorted((folder / part).rglob(pattern)):
                if path.is_file():
                    name = path.relative_to(folder / part).as_posix()
                    found[name] = (*found.get(name, ()), path)
        return found

    def where(self, *steps: str) -> Where:
        """The place of a setting: in the nearest manifest that has it."""
        layers = zip(self.manifests, self.tables, strict=True)
        words, path = next((manifest for manifest, table in layers if _has(table, steps)), self.manifests[0])
        return whereabouts(words, path, steps)


def find(name: str, folders: Iterable[Path]) -> Path | None:
    """The folder of the theme `name`: a folder itself, or a folder of that name in one of `folders`."""
    candidates = [Path(name), *(folder / name for folder in folders)]
    return next((folder for folder in candidates if (folder / MANIFEST).is_file()), None)


def trace(folder: Path, folders: Iterable[Path] = ()) -> Lineage:
    """The theme in `folder` with its parents: each is looked for beside its child, then in `folders`."""
    shelves = tuple(folders)
    line: list[Path] = []
    manifests: list[tuple[str, str]] = []
    tables: list[dict[str, object]] = []
    problems: list[Problem] = []
    parent: Path | None = folder if folder.name.strip(".") else folder.resolve()  # `.` has a name, too
    while parent is not None:
        line.append(parent)
        path = str(parent / MANIFEST)
        words = text(parent / MANIFEST, problems)
        manifests.append((words, path))
        tables.append(_table(words, path, problems))
        problems.extend(_of_another_contract(tables[-1], path))
        parent, wrong = _parent(tables[-1], tuple(line), shelves, (words, path))
        problems.extend(wrong)
    return Lineage(
        folders=tuple(line),
        title=str(tables[0].get("name", folder.name)),
        manifests=tuple(manifests),
        tables=tuple(tables),
        problems=tuple(problems),
        is_whole="extends" not in tables[-1],
    )


def text(path: Path, problems: list[Problem]) -> str:
    """The text of a theme's file; nothing, and a problem, where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        problems.append(problem("E107", Where(str(path)), **reasons(error)))
    except UnicodeDecodeError:
        problems.append(problem("E101", Where(str(path))))
    return ""


def not_toml(path: str, error: tomllib.TOMLDecodeError) -> Problem:
    """The problem of a file that is no TOML."""
    return problem("E202", Where(path), reason=f"تركيب غير صحيح ({error})", reason_en=error)


def _table(words: str, path: str, problems: list[Problem]) -> dict[str, object]:
    try:
        return tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        problems.append(not_toml(path, error))
    return {}


def _of_another_contract(table: Mapping[str, object], path: str) -> tuple[Problem, ...]:
    contract = table.get("contract")
    if not table or contract == CONTRACT:
        return ()
    return (problem("E226", Where(path), value=contract, allowed=CONTRACT),)


def _parent(
    table: Mapping[str, object], line: tuple[Path, ...], folders: tuple[Path, ...], manifest: tuple[str, str]
) -> tuple[Path | None, tuple[Problem, ...]]:
    """The folder of the theme that the last of `line` extends, or why there is none."""
    if "extends" not in table:
        return None, ()
    name, where = str(table["extends"]), whereabouts(*manifest, ["extends"])
    names = [one.name for one in line]
    if name in names:  # the same name is the same theme: two of one name could not be told apart in a template
        return None, (problem("E251", where, value=" ← ".join([*names, name])),)
    near = (line[-1].parent, *folders)
    is_name = name not in {"", ".", ".."} and not set(name) & set("/\\")
    found = next((one / name for one in near if is_name and (one / name / MANIFEST).is_file()), None)
    if found:
        return found, ()
    known = {path.parent.name for one in near for path in one.glob(f"*/{MANIFEST}")} - set(names)
    return None, (problem("E250", where, value=name, **hints(name, sorted(known))),)


def _has(table: object, steps: Iterable[str]) -> bool:
    for step in steps:
        if not isinstance(table, dict) or step not in table:
            return False
        table = table[step]
    return True
