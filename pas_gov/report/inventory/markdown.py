"""The inventory as Markdown: the matrix, and a table for each layer."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.drift.zones.attestations import ZoneCell
from pas_gov.model.records.promise import ZONES
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import link_state
from pas_gov.report.gap_words import STATE_MARKS, STATE_WORDS
from pas_gov.report.inventory.contents import Inventory
from pas_gov.report.layout import count
from pas_gov.report.markdown import code, escape, page, table


def inventory_markdown(report: Inventory) -> str:
    """Return the matrix, then the promises of each layer."""
    return page(_lines(report))


def _lines(report: Inventory) -> Iterator[str]:
    if report.uncounted:
        yield from (f"**{escape(report.uncounted)}**", "")
    whole = count(len(report.stack.entries), "promise")
    yield f"## Promises: {len(report.entries)} of {whole}" if report.filtered else f"## {whole}"
    yield ""
    if report.as_of:
        where = f"commit {code(report.commit[:12])}" if report.commit else "by what was told later"
        yield f"As of {code(report.as_of)}: {where}"
        yield from ("", escape(report.note)) if report.note else ()
        yield ""
    if report.standings:
        yield from _matrix(report)
    for layer, entries in report.by_layer.items():
        rows = (_row(report, entry) for entry in entries)
        yield from (f"### {layer.capitalize()}", "")
        yield from (*table(("promise", "status", "owner", "zones", "to answer"), rows), "")
    errors = sum(problem.severity == "error" for problem in report.stack.diagnostics)
    if errors:
        yield f"**{count(errors, 'error')} in files**: `pas-gov validate` names them."


def _matrix(report: Inventory) -> Iterator[str]:
    rows = ((layer, str(active), *map(_cell, cells)) for layer, active, cells in report.rows())
    yield from table(("layer", "active", *ZONES.values()), rows)
    yield from ("", "; ".join(f"{STATE_MARKS[sign]} {words}" for sign, words in STATE_WORDS.items()), "")


def _cell(cell: ZoneCell) -> str:
    return " ".join(f"{STATE_MARKS[sign]} {number}" for sign, number in cell.counts)


def _row(report: Inventory, entry: Entry) -> tuple[str, ...]:
    signs = report.signs(entry)
    zones = ", ".join(f"{STATE_MARKS[signs[zone]]} {name}" for zone, name in ZONES.items() if zone in signs)
    links = [
        f"{link_state(report.stack, link)}: {code(link.promise)}" for link in entry.links if entry.active
    ]
    answers = ", ".join(said for said in links if not said.startswith("current:"))
    until = report.owed_until(entry)
    status = f"{entry.status}, owed until {until.isoformat()}" if until else entry.status
    title = f"{escape(entry.promise.title)} ({code(entry.id)})"
    return title, status, code(entry.promise.owner), zones, answers
