"""Batches of records in Arrow, held against a frozen stack: batches of rows come back. No git, no files, no network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pas_gov.claims.frozen_file import FrozenStack
from pas_gov.claims.records import records
from pas_gov.claims.rows import Row, arrow_batch
from pas_gov.claims.scanner import scanner_of

if TYPE_CHECKING:
    import pyarrow as pa

MOST_ROWS = 4096
"""Of a batch that :func:`scan_batches` yields, but for those of its last record."""


def scan(batch: pa.RecordBatch, stack: FrozenStack) -> pa.RecordBatch:
    """Return the rows of a batch of records, in their order: for each record its own, its claims', its problems'.

    ``batch`` has the columns id and text, and may have format or speaker, and zone; all are strings (text may be
    binary). The rows have the columns of :func:`row_schema`. Nothing depends on the other records: any division into
    batches gives the same rows. A record that can't be read is a row that says so. At most 2 GiB of text fit into the
    rows of one batch; :func:`scan_batches` divides them.

    Raises Refused (record-columns) where the columns aren't those, and as ``read_frozen`` does.
    """
    return arrow_batch([row for rows in _rows([batch], stack) for row in rows])


def scan_batches(batches: Iterable[pa.RecordBatch], stack: FrozenStack) -> Iterator[pa.RecordBatch]:
    """Yield the rows of batch after batch, as :func:`scan` does, as they are found: what Spark's ``mapInArrow`` takes.

    No more is held than the rows of one batch to be yielded.
    """
    waiting: list[Row] = []
    for rows in _rows(batches, stack):
        waiting += rows
        if len(waiting) >= MOST_ROWS:
            yield arrow_batch(waiting)
            waiting = []
    if waiting:
        yield arrow_batch(waiting)


def _rows(batches: Iterable[pa.RecordBatch], stack: FrozenStack) -> Iterator[list[Row]]:
    """Yield the rows of each record."""
    scanner = scanner_of(stack.content)
    for batch in batches:
        for record in records(batch):
            yield scanner.rows(record)
