"""The ids of a sheet's rows: those that they give, and for the others one that nothing has or ever had."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from pas_gov.authoring.moves.amending import slug
from pas_gov.authoring.moves.draft import Draft
from pas_gov.diagnostics import printable
from pas_gov.model.records.normal import fold
from pas_gov.model.stack.loading import PROMISES_FOLDER
from pas_gov.sheets.promise_rows import PromiseRow, PromiseSheet
from pas_gov.sheets.table import Fault

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 64
REPEATED = "repeated"

Used = Callable[[Collection[str]], Collection[str]]


def row_ids(draft: Draft, sheet: PromiseSheet, used: Used) -> tuple[dict[int, str], list[Fault]]:
    """Return the id of each row by its number, and what is wrong with those that are given.

    One that is proposed is made from the title. It is no promise's on file, readable or not, none of the sheet's, and
    none that ``used`` says an earlier commit erased. A row that says what another one or a promise on file says, word
    for word, is a fault: it would be the same promise twice.
    """
    on_file = _on_file(draft)
    given = {row.number: row.identity for row in sheet.rows if row.identity}
    past = used(frozenset(one for one in given.values() if ID.fullmatch(one)))
    faults = [
        fault for row in sheet.rows if row.identity for fault in _given(row, sheet, given, on_file, past)
    ]
    faults += _repeated(draft, sheet)
    unnamed = [row for row in sheet.rows if not row.identity]
    return {**given, **_proposed(unnamed, {*on_file, *given.values()}, used)}, faults


def _on_file(draft: Draft) -> dict[str, str]:
    """Return the ids that are taken, each with the path that has it: by its record, or by its name alone."""
    stems = {
        path.rpartition("/")[2].rpartition(".")[0]: path
        for path in draft.files.files
        if path.startswith(f"{PROMISES_FOLDER}/")
    }
    unreadable = {identity: path for path, identity in draft.stack.unreadable.items() if identity}
    return {**stems, **unreadable, **{one.id: one.path for one in draft.stack.entries.values()}}


def _given(
    row: PromiseRow,
    sheet: PromiseSheet,
    given: Mapping[int, str],
    on_file: Mapping[str, str],
    past: Collection[str],
) -> Iterator[Fault]:
    identity = row.identity
    first = next(number for number, one in given.items() if one == identity)
    remedy = "give it another id, or leave the cell empty: one is made from the title"
    if not ID.fullmatch(identity) or len(identity) > LONGEST:
        near = slug(identity)
        fact = f'"{printable(identity)}" can\'t be an id'
        shape = f"lower-case letters and digits, joined by single hyphens, at most {LONGEST}"
        yield sheet.fault("bad-id", row.number, "id", fact, f"{shape}: {near}" if near else shape)
    elif identity in on_file:
        path = printable(on_file[identity])
        yield sheet.fault("taken", row.number, "id", f'there is a promise "{identity}" already, in {path}',
                          f"to change that one: pas-gov amend {identity}; else {remedy}")  # fmt: skip
    elif identity in past:
        fact = f'"{identity}" was the id of a promise that was erased, and an id is used once'
        yield sheet.fault("id-used-before", row.number, "id", fact, remedy)
    elif first != row.number:
        fact = f'{sheet.row_name(first)} has the id "{identity}", too'
        yield sheet.fault("doubled-id", row.number, "id", fact, remedy)


def _repeated(draft: Draft, sheet: PromiseSheet) -> Iterator[Fault]:
    """Yield a fault for each row without an id that says, title and statement, what another one says."""
    known = {_said(one.promise.title, one.promise.statement): f'"{one.id}", which is on file'
             for one in draft.stack.entries.values()}  # fmt: skip
    for row in sheet.rows:
        said = _said(row.title, str(row.parts.get("statement", "")))
        if said[1] and said in known and not row.identity:
            message = f"it says, word for word, what {known[said]} says"
            yield sheet.fault(REPEATED, row.number, "statement", message,
                              "take one of them away; where both are meant, give this one an id")  # fmt: skip
        known.setdefault(said, sheet.row_name(row.number))


def _said(title: str, statement: str) -> tuple[str, str]:
    return fold(title).casefold(), fold(statement).casefold()


def _proposed(rows: Collection[PromiseRow], taken: set[str], used: Used) -> dict[int, str]:
    found: dict[int, str] = {}
    taken = set(taken)
    waiting = list(rows)
    while waiting:
        for row in waiting:
            found[row.number] = _free(slug(row.title) or f"promise-in-row-{row.number}", taken)
            taken.add(found[row.number])
        past = used(frozenset(found[row.number] for row in waiting))
        waiting = [row for row in waiting if found[row.number] in past]
    return found


def _free(base: str, taken: Collection[str]) -> str:
    """Return the base, or the base with the first number behind it that makes it free."""
    found, number = base, 2
    while found in taken:
        found, number = f"{base[: LONGEST - 6].rstrip('-')}-{number}", number + 1
    return found
