#!/usr/bin/env bash
# A TIMESTAMP in DuckDB has no zone. Written as a literal with an offset, noon at +02:00 stays noon: the offset is read,
# found valid, and dropped. The same text as TIMESTAMPTZ, then cast, is ten o'clock UTC. Release 1.3 shifted the first
# one too, so a query that was right before an upgrade is two hours off after it, and no error says so.
# Seen with duckdb 2.0.1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'duckdb==2.0.1' 'pytz==2025.2'
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import datetime

import duckdb

print("duckdb", duckdb.__version__)
connection = duckdb.connect()
connection.execute("SET TimeZone = 'UTC'")
for text, seen in (
    ("TIMESTAMP '2026-01-01 12:00:00+02:00'", datetime(2026, 1, 1, 12)),
    ("CAST('2026-01-01 12:00:00+02:00' AS TIMESTAMP)", datetime(2026, 1, 1, 12)),
    ("CAST(TIMESTAMPTZ '2026-01-01 12:00:00+02:00' AS TIMESTAMP)", datetime(2026, 1, 1, 10)),
):
    ((found,),) = connection.execute(f"SELECT {text}").fetchall()
    print(f"{text:60} {found}")
    assert found == seen, f"{text} was {seen} when this was written"
PYTHON
