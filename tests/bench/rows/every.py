"""All rows, in the order of the table."""

from __future__ import annotations

from tests.bench.rows.cel import CEL_ROWS
from tests.bench.rows.gates import GATE_ROWS
from tests.bench.rows.ledgers import LEDGER_ROWS
from tests.bench.rows.records import RECORD_ROWS
from tests.bench.rows.row import Row
from tests.bench.rows.texts import TEXT_ROWS

ROWS: tuple[Row, ...] = (*GATE_ROWS, *CEL_ROWS, *LEDGER_ROWS, *TEXT_ROWS, *RECORD_ROWS)


def chosen(names: str | None) -> tuple[Row, ...]:
    """Return the rows of these names (with commas between; ``gate`` names all whose key begins so), or all of them.

    Raises ValueError with the names that there are.
    """
    if names is None:
        return ROWS
    asked = names.split(",")
    found = tuple(
        row for row in ROWS if any(row.key == one or row.key.startswith(f"{one}-") for one in asked)
    )
    missing = [
        one for one in asked if not any(row.key == one or row.key.startswith(f"{one}-") for row in ROWS)
    ]
    if missing:
        raise ValueError(f"no row {', '.join(missing)}; there are: {', '.join(row.key for row in ROWS)}")
    return found
