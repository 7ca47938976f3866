#!/usr/bin/env bash
# Parquet has no type for a length of time. Arrow writes one as whole numbers and notes in the file's metadata what they
# mean; pandas reads the note and gives timedeltas back, DuckDB doesn't and gives numbers, whose unit nobody tells: the
# four hours of one are the 14,400,000,000 of the other. Written by DuckDB, an interval comes back as an interval.
# Seen with pyarrow 26.0.1, pandas 3.1.1 and duckdb 2.0.1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'duckdb==2.0.1' 'pandas==3.1.1' 'pyarrow==26.0.1'
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import timedelta

import duckdb
import pandas
import pyarrow
import pyarrow.parquet

print("pyarrow", pyarrow.__version__, "pandas", pandas.__version__, "duckdb", duckdb.__version__)
pyarrow.parquet.write_table(pyarrow.table({"took": [timedelta(hours=4)]}), "arrow.parquet")
duckdb.execute("COPY (SELECT INTERVAL 4 HOUR AS took) TO 'duckdb.parquet'")
kinds = {"pandas": pandas.read_parquet("arrow.parquet")["took"].dtype.kind}
for file in ("arrow.parquet", "duckdb.parquet"):
    kind, value = duckdb.execute(f"SELECT typeof(took), took FROM '{file}'").fetchone()
    print(f"duckdb, {file}: {kind} {value}")
    kinds[file] = kind
print("pandas, arrow.parquet:", pandas.read_parquet("arrow.parquet")["took"][0])
assert kinds == {"pandas": "m", "arrow.parquet": "BIGINT", "duckdb.parquet": "INTERVAL"}, kinds
PYTHON
