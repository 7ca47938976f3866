"""What leadership promised beside what operations do: the table of a zone, in an audit and in a report of drift."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.remedy import Words
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import Promise
from pas_gov.report.layout import Style
from pas_gov.report.markdown import escape, table
from pas_gov.report.remedies import remedy_lines


@dataclass(frozen=True, slots=True)
class GapRow:
    """One promise in a zone, and what the zone does.

    ``mark`` says in Markdown how far the two are apart, ``letter`` in its ``colour`` says it in a terminal; ``remedy``
    is what would close the gap, "" where the table doesn't say, ``commands`` those that stand in it.
    """

    promised: str
    done: str
    mark: str
    letter: str
    colour: str
    remedy: str = ""
    commands: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class GapTable:
    """The rows of one zone, under its name."""

    zone: str
    rows: Sequence[GapRow]


def promised_terms(promise: Promise) -> str:
    """Return the terms of a promise in one line: each measure with its bound; "" for none."""
    return "; ".join(f"{one.measure} {one.bound.replace('_', ' ')} {one.value}" for one in promise.terms)


def promised_text(promise: Promise) -> str:
    """Return what leadership promised: the title with the terms."""
    terms = promised_terms(promise)
    return fold(promise.title) + (f" ({terms})" if terms else "")


def gap_table_lines(table: GapTable, style: Style) -> Iterator[str]:
    """Yield a table for a terminal: two columns, wrapped side by side, and an empty line."""
    half = (max(style.width, 40) - 8) // 2
    yield style.paint(table.zone, "bold")
    yield style.paint(f"    {'leadership promised':<{half}}  operations do", "dim")
    for row in table.rows:
        letter = style.paint(row.letter, row.colour)
        columns = (style.column(text, half) for text in (row.promised, row.done))
        for number, (left, right) in enumerate(zip_longest(*columns, fillvalue="")):
            yield f"  {letter if number == 0 else ' '} {left:<{half}}  {right}".rstrip()
        if row.remedy:
            lines = remedy_lines(row.remedy, row.commands, style, "To answer: ", "    ")
            yield from style.paint_lines(list(lines), "dim")
    yield ""


def gap_table_markdown(gaps: GapTable) -> Iterator[str]:
    """Yield a table as Markdown, and an empty line."""
    rows = ((row.mark, escape(row.promised), escape(row.done)) for row in gaps.rows)
    yield from (f"### {gaps.zone}", "", *table(("", "leadership promised", "operations do"), rows), "")
