"""Tables as Parquet (the only importer of duckdb)."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from typing import Any

from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.installing import install_command

TYPES = {
    "day": "DATE", "since": "DATE", "until": "DATE", "time": "TIMESTAMPTZ", "pull": "BIGINT", "material": "BOOLEAN",
}  # fmt: skip


def write_parquet(path: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> None:
    """Write a table, whole or not at all, each column of its own type. Stops: no-duckdb (2), not-written."""
    try:
        import duckdb
    except ImportError as error:
        remedy = install_command("pas-gov[parquet]")
        raise Stop("no-duckdb", "Parquet is written by the package duckdb", remedy, status=2) from error
    types = ", ".join(f"'{name}': '{TYPES.get(name, 'VARCHAR')}'" for name in columns)
    try:
        with tempfile.TemporaryDirectory(
            dir=os.path.dirname(os.path.abspath(path)), prefix=".pas-gov-"
        ) as folder:
            source, made = os.path.join(folder, "rows.jsonl"), os.path.join(folder, "table.parquet")
            with open(source, "w", encoding="utf-8") as file:
                file.writelines(json.dumps({name: row[name] for name in columns}) + "\n" for row in rows)
            asked = (
                f"SELECT * FROM read_json({_text(source)}, format='newline_delimited', columns={{{types}}})"  # noqa: S608  (our own words)
            )
            with duckdb.connect() as connection:
                connection.execute(f"COPY ({asked}) TO {_text(made)} (FORMAT parquet)")
            os.replace(made, path)
    except (OSError, duckdb.Error) as error:
        message = f"{printable(path)} can't be written: {printable(str(error)[:300])}"
        raise Stop(
            "not-written", message, "name a file in a folder that exists and can be written to"
        ) from error


def _text(path: str) -> str:
    """Return a path as a text of SQL."""
    return "'" + path.replace("'", "''") + "'"
