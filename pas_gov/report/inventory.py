"""The stack of one moment as JSON and as a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pas_gov.diagnostics import log_safe, printable
from pas_gov.records.promise import LAYERS
from pas_gov.report.json import dumped, problem_data
from pas_gov.report.layout import Style, count
from pas_gov.stack.entry import Entry
from pas_gov.stack.stack import Stack, state


@dataclass(frozen=True, slots=True)
class Inventory:
    """A stack, and the commit that holds it; None where it is no commit's.

    Where it was asked for ``as_of`` a day or a revision, ``day`` decides what was still owed, and ``note`` says what is
    odd about the dates around the commit.
    """

    commit: str | None
    stack: Stack
    day: date | None = None
    as_of: str = ""
    note: str = ""

    def owed_until(self, entry: Entry) -> date | None:
        """Return the last day on which an ended promise is still owed, where that is to come on the day asked about."""
        ending = entry.promise.ending.date if entry.ended and entry.promise.ending else None
        return ending if ending and self.day and ending > self.day else None


def inventory_json(report: Inventory) -> str:
    """Return the format pas-gov.inventory/1 (its schema is ``inventory``)."""
    return dumped(
        {
            "format": "pas-gov.inventory/1",
            "commit": report.commit,
            **(
                {"as_of": report.as_of, "day": report.day.isoformat(), "note": report.note}
                if report.day
                else {}
            ),
            "promises": [_promise(report, entry) for entry in report.stack.entries.values()],
            "problems": [problem_data(problem) for problem in report.stack.diagnostics],
        }
    )


def _promise(report: Inventory, entry: Entry) -> dict[str, Any]:
    promise, stack, until = entry.promise, report.stack, report.owed_until(entry)
    return {
        "id": entry.id,
        "title": promise.title,
        "layer": entry.layer,
        "status": entry.status,
        "owner": promise.owner,
        "path": entry.path,
        "wording": entry.wording,
        "revision": entry.revision,
        "zones": list(promise.zones_kept),
        "aligned_to": [
            {"promise": link.promise, "recorded": link.recorded or None, "state": state(stack, link)}
            for link in entry.links
        ],
        **({"owed_until": until.isoformat()} if until else {}),
    }


def inventory_text(report: Inventory, style: Style) -> str:
    """Return the promises by layer: id and status, title, owner, alignments that need an answer."""
    return log_safe("\n".join(_lines(report, style)) + "\n")


def _lines(report: Inventory, style: Style) -> Iterator[str]:
    stack = report.stack
    if report.as_of and report.commit:
        yield from style.wrap(f"As of {report.as_of}: commit {report.commit[:12]}", "  ", "")
        yield from style.wrap(report.note, "    ", "  ! ") if report.note else ()
        yield ""
    for layer in LAYERS:
        entries = [entry for entry in stack.entries.values() if entry.layer == layer]
        if entries:
            yield style.paint(f"{layer.capitalize()} ({len(entries)})", "bold")
            for entry in entries:
                yield from _entry(report, entry, style)
            yield ""
    errors = sum(problem.severity == "error" for problem in stack.diagnostics)
    problems = f"; {count(errors, 'error')} in files: pas-gov validate names them" if errors else ""
    yield f"{count(len(stack.entries), 'promise')}{problems}."


def _entry(report: Inventory, entry: Entry, style: Style) -> Iterator[str]:
    stack, until = report.stack, report.owed_until(entry)
    ambiguous = ", ambiguous: several files claim this id" if entry.id in stack.ambiguous else ""
    yield f"  {entry.id}  {entry.status}, {printable(entry.promise.owner)}{ambiguous}"
    yield from style.wrap(entry.promise.title, "    ")
    yield style.paint(f"    {entry.revision}", "dim")
    if until:
        yield style.paint(f"    still owed until {until.isoformat()}", "yellow")
    for link in entry.links:
        standing = state(stack, link)
        if standing != "current" and entry.active:
            yield style.paint(f"    {standing}: aligned to {link.promise}", "yellow")
