"""``import``: promises from a spreadsheet, all of them as proposals, or none and what is wrong where."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Literal

from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.imported_steps import imported_steps
from pas_gov.authoring.moves.importing import Imported, import_promises
from pas_gov.authoring.questions import Questions
from pas_gov.authoring.saving.proposal import MoveSummary, WriteOptions, saved_proposal
from pas_gov.commands.terminal import print_report, write
from pas_gov.diagnostics import Stop, pasted, printable
from pas_gov.foundation.values import dataclass
from pas_gov.git.erasures import erasing_commits
from pas_gov.loading.root import Root, find_root
from pas_gov.model.records.normal import fold
from pas_gov.model.stack.loading import PROMISES_FOLDER
from pas_gov.report.codeowners.lines import owner_fault
from pas_gov.report.importing import FORMATS
from pas_gov.report.importing.contents import ImportedPromise, SheetImport
from pas_gov.report.layout import count
from pas_gov.report.proposal import FORMATS as PROPOSAL_FORMATS
from pas_gov.report.proposal.contents import Outcome
from pas_gov.sheets.columns import read_header
from pas_gov.sheets.days import Order
from pas_gov.sheets.promise_rows import PromiseSheet, read_promises
from pas_gov.sheets.reading import SheetOptions, read_table
from pas_gov.sheets.table import BYTES
from pas_gov.sheets.template import template

FAULTY = "faulty-sheet"
MANY = 500  # names asked of git at once


AS_IT_SAYS = SheetOptions()


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """Which file is read, and how, where it doesn't say so itself; ``mapping`` is (column, key)."""

    path: str
    mapping: tuple[tuple[str, str], ...] = ()
    order: Order = ""
    reading: SheetOptions = AS_IT_SAYS


def template_command(path: str) -> int:
    """Write the sheet to begin with, over no file; returns 0. Stops (status 2): exists, no-openpyxl, not-written."""
    content = template(path)
    try:
        with open(path, "xb") as file:
            file.write(content)
    except FileExistsError:
        raise Stop("exists", f"{printable(path)} exists already", "name another file", status=2) from None
    except OSError as error:
        raise Stop("not-written", f"{printable(path)} can't be written: {error.strerror}",
                   "name a file in a folder that exists", status=2) from error  # fmt: skip
    write(f"Wrote {printable(path)}: fill it in, then run: pas-gov import {pasted(path)}\n")
    return 0


def import_command(
    writing: WriteOptions, environ: Mapping[str, str], options: ImportOptions, format_: str
) -> int:
    """Write a proposed promise for each row of a sheet, or none; print what was read, and what is wrong with it.

    Returns 0, or 1 where nothing is written as the sheet has faults or the policies refuse it. Stops as reading a
    sheet does (status 2), and as every writing command.
    """
    table = read_table(_content(options.path), options.path, options.reading)
    sheet = read_promises(table, read_header(table, options.mapping), options.order)
    report = _report(options.path, sheet)
    if not sheet.rows:
        raise Stop(
            "empty-sheet",
            "there is no row below the names of the columns",
            "write a promise into each",
            status=2,
        )
    folder = find_root(writing.directory)
    found: list[Imported] = []

    def moved(draft: Draft, authorship: Authorship, _: Questions) -> MoveSummary:
        found.append(import_promises(draft, sheet, authorship, lambda ids: _used(folder, ids)))
        if found[0].faults:
            raise Stop(FAULTY, "the sheet has faults")
        made = [found[0].ids[row.number] for row in sheet.rows]
        return MoveSummary(tuple(_said(sheet)), tuple(imported_steps(draft.stack, made)))

    try:
        outcome = saved_proposal(writing, environ, moved)
    except Stop as stop:
        if stop.code != FAULTY:
            raise
        return print_report(FORMATS, _imported(report, sheet, found[0]), format_)
    told = _ended(_imported(report, sheet, found[0]), outcome)
    print_report(FORMATS, told, format_)
    if format_ == "text":
        print_report(PROPOSAL_FORMATS, outcome)
    return outcome.status or told.status


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(BYTES + 1)
    except OSError as error:
        raise Stop("no-file", f"{printable(path)} can't be read: {error.strerror}",
                   "name the sheet: a file in CSV, XLSX or JSON lines", status=2) from error  # fmt: skip


def _used(folder: Root, ids: Collection[str]) -> Collection[str]:
    """Return which of these ids an earlier commit of the branch erased; none outside git or before a first commit."""
    if folder.repository is None or not ids:
        return ()
    names = sorted(ids)
    groups = [names[start : start + MANY] for start in range(0, len(names), MANY)]
    return frozenset(
        one for group in groups for one in erasing_commits(folder.repository, "HEAD", PROMISES_FOLDER, group)
    )


def _report(path: str, sheet: PromiseSheet) -> SheetImport:
    notes = (*sheet.notes, *_titles(sheet), *_statuses(sheet), *_owners(sheet), *_days(sheet))
    return SheetImport(os.path.basename(path), sheet.kind, sheet.header.columns, (), notes, named=sheet.named)


def _imported(report: SheetImport, sheet: PromiseSheet, found: Imported) -> SheetImport:
    promises = tuple(
        ImportedPromise(row.number, found.ids.get(row.number, ""), row.title, row.parts.get("layer", ""),
                        row.parts.get("owner", ""))
        for row in sheet.rows
    )  # fmt: skip
    return replace(report, promises=promises, faults=found.faults, outcome="faulty")


def _ended(report: SheetImport, outcome: Outcome) -> SheetImport:
    became: Literal["refused", "would-write", "written"]
    became = "refused" if outcome.refused else "would-write" if outcome.dry_run else "written"
    return replace(report, outcome=became, files=tuple(outcome.texts))


def _said(sheet: PromiseSheet) -> Iterator[str]:
    yield f"{count(len(sheet.rows), 'promise')} proposed; a proposal binds nobody yet."


def _titles(sheet: PromiseSheet) -> Iterator[str]:
    """Warn of rows of one title: each becomes a promise of its own, which may not be meant."""
    by_title: dict[str, list[int]] = {}
    for row in sheet.rows:
        by_title.setdefault(fold(row.title).casefold(), []).append(row.number)
    for title, found in by_title.items():
        if title and len(found) > 1:
            first = next(row.title for row in sheet.rows if row.number == found[0])
            yield f'{_rows(found)} have the same title, "{first}": {count(len(found), "promise")}, if all are meant'


def _statuses(sheet: PromiseSheet) -> Iterator[str]:
    """Say of rows with another status that they are proposals like the others, and which have ended."""
    found = [
        (row.number, row.parts["status"])
        for row in sheet.rows
        if row.parts.get("status", "proposed") != "proposed"
    ]
    if found:
        yield f"the sheet has another status in {count(len(found), 'row')}; whatever it says, all are proposed first"
    ended = [number for number, status in found if status in ("superseded", "retired")]
    if ended:
        yield f"in {_rows(ended)} the promise has ended: take out what nobody relies on any more"


def _owners(sheet: PromiseSheet) -> Iterator[str]:
    found = [row.number for row in sheet.rows if owner_fault(row.parts.get("owner", "@x"), frozenset())]
    if found:
        fact = f"the owner in {_rows(found)} is neither a handle (@acme/support) nor an e-mail address"
        yield f"{fact}; the gate asks for one before the promise becomes active"


def _days(sheet: PromiseSheet) -> Iterator[str]:
    found = [row.number for row in sheet.rows if "made" not in row.parts and not row.faults]
    if found:
        yield f"{_rows(found)}: no day says when it was made, so today stands there"


def _rows(numbers: list[int]) -> str:
    """Return ``row 7``, or ``rows 7, 9 and 12 more``."""
    few = ", ".join(map(str, numbers[:5]))
    more = f" and {len(numbers) - 5} more" if len(numbers) > 5 else ""
    return f"row{'s' if len(numbers) > 1 else ''} {few}{more}"
