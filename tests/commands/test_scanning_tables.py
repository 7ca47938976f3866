"""docs/scale.md: its jobs run as they are printed, on a real Spark and through DuckDB, with the command's findings.

Spark needs the extra: ``python -m pip install -e '.[spark]'``, and Java 17 (``apt-get install openjdk-17-jre-headless``).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from roots import ROOT, SHARED
from scenario import org, promise, settings
from warehouse import TEXTS, batch, documents, of_command, told

from pas_gov import claims

pytestmark = pytest.mark.slow
PAGE = (ROOT / "docs/scale.md").read_text(encoding="utf-8")
JOBS = dict(zip(("spark", "duckdb"), re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL), strict=True))
ORG = org(
    promise("reliable", "core"),
    promise("four-hours", "supporting", "reliable", statement="We respond to any customer issue within four hours.",
            terms=[{"measure": "first response", "at_most": "4h"}],
            zones={"delivery-support": {"says": "Support answers.", "surfaces": [{"path": "docs/support.md"}]}}),
)  # fmt: skip


@pytest.fixture
def table(owner_of, tmp_path):
    """Return a folder with a frozen stack and two files of records, and what the command says of the same texts."""
    owner = owner_of(ORG)
    texts = dict(sorted({**TEXTS, **documents(SHARED / "data/claims")}.items()))
    owner.repo.write({**texts, **settings(speakers={"Anna Smith": "ours", "acme.example": "ours"})})
    owner.ok("scan", "--freeze", str(tmp_path / "acme.frozen.jsonl"))
    records = [{"id": path, "text": text, "format": None} for path, text in texts.items()]
    (tmp_path / "records").mkdir()
    for number, some in enumerate((records[::2], records[1::2])):
        given = batch(*some, text=pa.binary())
        parquet.write_table(pa.Table.from_batches([given]), tmp_path / f"records/{number}.parquet")
    return tmp_path, of_command(
        owner.run("scan", *(str(owner.repo.path / path) for path in texts), "-f", "json").out
    )


def run(job: str, folder: Path) -> list[dict]:
    """Run a job of the page over the records, and return its rows in the order of the texts."""
    (folder / "job.py").write_text(JOBS[job], encoding="utf-8")
    arguments = [sys.executable, "job.py", "acme.frozen.jsonl", "records", "rows"]
    environ = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(
        arguments, cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=540
    )
    assert done.returncode == 0, done.stderr[-3000:]
    relation = duckdb.connect().read_parquet(str(folder / "rows/*.parquet"))
    rows = relation.to_arrow_table().cast(claims.row_schema()).to_pylist()
    return sorted(rows, key=lambda row: row["id"])


def test_the_job_for_spark_finds_what_the_command_finds(table):
    pytest.importorskip("pyspark", reason="Spark isn't here: python -m pip install -e '.[spark]'")
    if not shutil.which("java"):
        pytest.skip("Java 17 isn't here: apt-get install openjdk-17-jre-headless")
    folder, command = table
    assert told(run("spark", folder)) == command


def test_the_job_for_one_machine_finds_what_the_command_finds(table):
    folder, command = table
    assert told(run("duckdb", folder)) == command
