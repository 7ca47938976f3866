"""The elements of a table, which may stand in a cell of another one."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from pas_gov.drift.texts.splitting import unlinked
from pas_gov.drift.texts.tables import Table
from pas_gov.drift.texts.walk import Walk, capture, caught


def open_table(walk: Walk, *_: object) -> bool:
    """Take the start of a table; what was captured around it waits."""
    walk.tables.append(Table(walk.heading, walk.take(), walk.captured, walk.caught))
    walk.captured, walk.caught = "", []
    return True


def close_table(walk: Walk, _: str) -> None:
    """Take the end of a table."""
    close_row(walk)
    table = walk.tables.pop()
    walk.captured, walk.caught, walk.last = table.captured, table.caught, ""


def open_row(walk: Walk, *_: object) -> bool:
    """Take the start of a row."""
    if walk.tables:
        walk.tables[-1].open_row()
    return True


def close_row(walk: Walk, _: str = "") -> None:
    """Take the end of a row."""
    if walk.tables:
        block = walk.tables[-1].close_row()
        if block is not None:
            walk.found.append(block)


def open_cell(walk: Walk, node: LexborNode, tag: str) -> bool:
    """Take the start of a cell, with how far it spans."""
    capture(walk, node, tag)
    if walk.tables:
        walk.tables[-1].open_cell(tag, node.attributes if walk.spans else {})
    return True


def close_cell(walk: Walk, tag: str) -> None:
    """Take the end of a cell."""
    if walk.captured == tag and walk.tables:
        walk.tables[-1].close_cell(caught(walk))


def end_caption(walk: Walk, _: str) -> None:
    """Take a caption as the heading of the rows."""
    if walk.tables and walk.last:
        walk.tables[-1].heading = unlinked(walk.last)[0]
