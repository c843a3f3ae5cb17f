"""Sheets → files in the output folder, by way of the ledger: intend, write, record; at the end, what nobody names goes.

A file that Warraq did not make is left alone, and said. Knows no pages beyond their addresses and bytes.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from warraq import fingerprint, output
from warraq.ledger import Ledger, Row
from warraq.pressroom import Sheet
from warraq.problems import Problem, Where, packed, problem, reasons
from warraq.sift import Reason


class Binder:
    """Brings the sheets of one build into the output folder."""

    def __init__(self, root: Path, ledger: Ledger) -> None:
        self.problems: list[Problem] = []  # of files; a build that has one must be looked at whole again
        self.reasons: list[tuple[str, Reason]] = []  # why each file was printed
        self.added: list[str] = []  # files that the ledger did not hold as written
        self.gone: list[str] = []  # files that it held so, and that nobody names any more
        self.written = self.removed = 0
        self._root, self._ledger = root, ledger
        self._candidates: set[str] = set()
        self._named: set[str] = set()
        self._late: list[tuple[Sheet, Row]] = []
        self._new: set[str] = set()
        self._has_begun = False
        self._sound: set[str] = set()  # folders of the output that were found to be such

    def expect(self, files: Iterable[str]) -> None:
        """Take down what was made of addresses that will be bound: it goes, unless a sheet names it."""
        self._candidates.update(files)

    def bind(self, sheets: Sequence[Sheet]) -> None:
        """Write the sheets that are stale; keep in mind what the others are called."""
        named = [sheet for sheet in sheets if sheet.file]
        self.problems.extend(found for sheet in sheets if not sheet.file for found in sheet.problems)
        self._named.update(sheet.file for sheet in named)
        self._note_problems(sheet for sheet in named if sheet.reason is None)
        stale = [(sheet, _row(sheet)) for sheet in named if sheet.reason and self._is_ours(sheet)]
        if not stale:
            return
        self._begin()
        self.reasons.extend((sheet.file, sheet.reason) for sheet, _ in stale if sheet.reason)
        self._ledger.intend(row for _, row in stale)
        self._ledger.record([done for sheet, row in stale if (done := self._write(sheet, row))])

    def prune(self) -> None:
        """Remove what no sheet named, then write what it was in the way of."""
        gone: list[str] = []
        for file in sorted(self._candidates - self._named):
            self._begin()
            self._sound.clear()  # removing may take folders away
            try:
                self.removed += output.remove(self._root, file)
            except OSError as error:
                self.problems.append(problem("E307", Where(file), value=file, **reasons(error)))
            else:
                gone.append(file)
        self.gone = [file for file in gone if self._ledger.is_finished(file)]
        if gone:
            self._ledger.forget(gone)
        late, self._late = self._late, []
        self._ledger.record([done for sheet, row in late if (done := self._write(sheet, row))] if late else [])
        for sheet, _ in self._late:
            why = {"reason": "في مكانه شيء لم يصنعه ورّاق", "reason_en": "something else stands in its place"}
            self.problems.append(problem("E304", Where(sheet.file), value=sheet.file, **why))

    def _begin(self) -> None:
        if not self._has_begun:
            self._ledger.begin()
            self._has_begun = True

    def _note_problems(self, fresh: Iterable[Sheet]) -> None:
        """A fresh page may have other problems than it had, as a line was put before one."""
        rows = ((sheet, self._ledger.row(sheet.file)) for sheet in fresh)
        others = [
            msgspec.structs.replace(row, problems=now)
            for sheet, row in rows
            if row and (now := packed(sheet.problems)) != row.problems
        ]
        if others:
            self._ledger.record(others)

    def _is_ours(self, sheet: Sheet) -> bool:
        is_finished = self._ledger.is_finished(sheet.file)
        if not is_finished:
            self._new.add(sheet.file)
        is_free = is_finished is not None or not output.holds_file(self._root, sheet.file)
        if is_free or output.same(self._root, sheet.file, sheet.data):
            return True
        self.problems.append(problem("E305", Where(sheet.file), value=sheet.file))
        return False

    def _write(self, sheet: Sheet, row: Row) -> Row | None:
        try:
            outcome = output.write(self._root, sheet.file, sheet.data, self._sound)
            mtime = output.mtime(self._root, sheet.file)
        except output.Refused:
            self._late.append((sheet, row))
            return None
        except OSError as error:
            self.problems.append(problem("E304", Where(sheet.file), value=sheet.file, **reasons(error)))
            return None
        self.written += outcome == "written"
        if sheet.file in self._new:
            self.added.append(sheet.file)
        digest = fingerprint.mark(sheet.data)
        return msgspec.structs.replace(row, digest=digest, size=len(sheet.data), mtime=mtime)


def _row(sheet: Sheet) -> Row:
    made = sheet.marks
    return Row(sheet.file, sheet.address, made.view, made.form, made.engine, packed(sheet.problems))
