"""The inventory for a terminal: the stack by layer and zone, then every promise with what its zones say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from pas_gov.diagnostics import printable
from pas_gov.drift.zones.attestations import AttestationState, ZoneCell
from pas_gov.model.records.promise import ZONES
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import link_state
from pas_gov.report.gap_words import STATE_COLOURS, STATE_LETTERS, STATE_WORDS
from pas_gov.report.inventory.contents import ABBREVIATED, Inventory
from pas_gov.report.layout import Style, count, text_page

COLUMN, LABEL, SIGNS_WIDE = (
    11,
    20,
    15,
)  # columns of a cell of the matrix, of its first, and of a promise's five signs


def inventory_text(report: Inventory, style: Style) -> str:
    """Return the matrix, then the promises by layer: id, status, zones, title, owner, what needs an answer."""
    return text_page(_lines(report, style))


def _lines(report: Inventory, style: Style) -> Iterator[str]:
    if report.uncounted:
        yield from style.paint_lines(style.wrap(report.uncounted, "    ", "  ! "), "red")
        yield ""
    if report.as_of:
        where = f"commit {report.commit[:12]}" if report.commit else "by what was told later"
        yield from style.wrap(f"As of {report.as_of}: {where}", "  ", "")
        yield from style.wrap(report.note, "    ", "  ! ") if report.note else ()
        yield ""
    if report.standings:
        yield from _matrix(report, style)
    for layer, entries in report.by_layer.items():
        heading = f"{layer.capitalize()} ({len(entries)})"
        zones = "".join(f"{short:>3}" for short in ABBREVIATED.values()) if report.standings else ""
        yield style.paint(f"{heading:<{_left(style)}}{zones}".rstrip(), "bold")
        signs = cache(partial(_signs, style))
        for entry in entries:
            yield from _entry(report, entry, style, signs)
        yield ""
    yield from _sums(report, style)


def _left(style: Style) -> int:
    return max(style.width, 40) - SIGNS_WIDE - 1


def _matrix(report: Inventory, style: Style) -> Iterator[str]:
    heads = "".join(f"{short:<{COLUMN}}" for short in ABBREVIATED.values())
    yield style.paint(f"{'Active promises':<{LABEL}}{heads}".rstrip(), "bold")
    for layer, active, cells in report.rows():
        label = f"{layer:<{LABEL - 7}}{active:>5}  "
        yield (label + "".join(_painted(cell, style) for cell in cells)).rstrip()
    yield ""
    zones = "; ".join(f"{short} {ZONES[zone]}" for zone, short in ABBREVIATED.items())
    signs = "; ".join(f"{STATE_LETTERS[sign]} {words}" for sign, words in STATE_WORDS.items())
    yield from style.paint_lines((*style.wrap(zones, "  "), *style.wrap(signs, "  ")), "dim")
    yield ""


def _painted(cell: ZoneCell, style: Style) -> str:
    """Return a cell of the matrix: each sign with its number; where there is no room, the worst and the sum."""
    plain = " ".join(f"{STATE_LETTERS[sign]}{number}" for sign, number in cell.counts) or "."
    if len(plain) >= COLUMN:
        worst, number = cell.counts[0]
        plain = f"{STATE_LETTERS[worst]}{number}/{sum(many for _, many in cell.counts)}"
    colour = STATE_COLOURS[cell.counts[0][0]] if cell.counts else "dim"
    return style.paint(plain, colour) + " " * max(COLUMN - len(plain), 1)


def _entry(report: Inventory, entry: Entry, style: Style, signs_of: SignsOf) -> Iterator[str]:
    facts, stack = entry.facts, report.stack
    head = f"  {facts.id}  {facts.status}"
    zones = report.signs(entry)
    signs = signs_of(tuple(map(zones.get, ABBREVIATED))) if zones else ""
    if signs and len(head) > _left(style):
        yield head
        head = ""
    yield f"{head:<{_left(style)}}{signs}".rstrip() if signs else head
    ambiguous = "; ambiguous: several files claim this id" if facts.id in stack.ambiguous else ""
    yield from style.wrap(f"{facts.written}, {printable(facts.owner)}{ambiguous}", "    ")
    yield style.paint(f"    {facts.revision}", "dim")
    until = report.owed_until(entry) if entry.ended else None
    if until:
        yield style.paint(f"    still owed until {until.isoformat()}", "yellow")
    for link in facts.links if entry.active else ():
        standing = link_state(stack, link)
        if standing != "current":
            yield style.paint(f"    {standing}: aligned to {link.promise}", "yellow")


def _signs(style: Style, found: tuple[AttestationState | None, ...]) -> str:
    return "".join(
        "  " + (style.paint(STATE_LETTERS[sign], STATE_COLOURS[sign]) if sign else style.paint(".", "dim"))
        for sign in found
    )


SignsOf = Callable[[tuple["AttestationState | None", ...]], str]


def _sums(report: Inventory, style: Style) -> Iterator[str]:
    errors = sum(problem.severity == "error" for problem in report.stack.diagnostics)
    problems = f"; {count(errors, 'error')} in files: pas-gov validate names them" if errors else ""
    whole = len(report.stack.entries)
    chosen = (
        f"{len(report.entries)} of {count(whole, 'promise')}" if report.filtered else count(whole, "promise")
    )
    yield from style.wrap(f"{chosen}{problems}.", "  ", "")
