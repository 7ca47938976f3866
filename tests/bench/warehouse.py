"""How long tables of texts take on a local Spark, by number of cores: ``python -m tests.bench.warehouse --megabytes 1000``.

The records are made from the labelled sentences beside the repository, with changes: nine conversations of both sides
for each page. The job is the one of docs/scale.md, as it is printed there; each time it starts a Spark of its own, and
what that takes is told by itself, as the time of a table of one record. The clock is
what is read, so that the machine has to be free of other work.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run as a file, it stands in no package

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet

from tests.bench.claims_data import VISIBLE

ROOT = Path(__file__).resolve().parents[2]
JOB = re.findall(r"```python\n(.*?)```", (ROOT / "docs/scale.md").read_text(encoding="utf-8"), re.DOTALL)[0]
COLUMNS = pa.schema([("id", pa.string()), ("text", pa.string()), ("format", pa.string())])
FILE = 10_000_000  # bytes of text in a file of the table: some 40 s of work
COURTESIES = (
    "Thank you for waiting.", "Let me check that for you.", "Could you send me the order number?", "I see.",
    "That sounds annoying, sorry about that.", "One moment please.", "Is there anything else?",
)  # fmt: skip


class Records:
    """Records without end, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        folder = VISIBLE.parent
        lines = [(folder / name).read_text(encoding="utf-8") for name in ("visible.jsonl", "visible-2.jsonl")]
        self._labelled = [json.loads(line) for line in "".join(lines).splitlines()]
        self._random = random.Random(seed)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield the text and the format of one record after the other."""
        while True:
            yield self._conversation() if self._random.random() < 0.9 else self._page()

    def _sentence(self) -> str:
        """Return a real sentence, perhaps with another number, another word, or without its end."""
        chance = self._random
        words = chance.choice(self._labelled)["text"].split()
        words = [
            str(int(one) + chance.randint(0, 9)) if re.fullmatch("[0-9]{1,5}", one) else one for one in words
        ]
        if chance.random() < 0.3:
            words[chance.randrange(len(words))] = chance.choice(chance.choice(self._labelled)["text"].split())
        return " ".join(
            words[: max(4, len(words) - chance.randint(1, 4))] if chance.random() < 0.2 else words
        )

    def _conversation(self) -> tuple[str, str]:
        chance = self._random
        turns = []
        for number in range(chance.randint(6, 40)):
            said = [self._sentence() for _ in range(chance.randint(1, 3))]
            courtesy = [chance.choice(COURTESIES)] if chance.random() < 0.6 else []
            role = ("assistant", "user")[number % 2]
            turns.append({"id": number, "role": role, "content": " ".join([*courtesy, *said])})
        return json.dumps({"messages": turns}), "json"

    def _page(self) -> tuple[str, str]:
        headings = (
            self._random.choice(self._labelled)["heading"] for _ in range(self._random.randint(3, 12))
        )
        parts = (f"## {one or 'Notes'}\n\n{' '.join(self._sentence() for _ in range(4))}" for one in headings)
        return "\n\n".join(parts), "md"


def made(folder: Path, size: int) -> int:
    """Write records of so many bytes of text as files of a table; return how many records."""
    folder.mkdir()
    number = 0
    for file in range(-(-size // FILE)):
        rows, left = [], min(FILE, size - file * FILE)
        for text, kind in Records(file):
            rows.append({"id": f"r-{number}", "text": text, "format": kind})
            number, left = number + 1, left - len(text.encode())
            if left <= 0:
                break
        parquet.write_table(pa.Table.from_pylist(rows, COLUMNS), folder / f"{file:04}.parquet")
    return number


def run(folder: Path, records: str, rows: str, cores: int) -> float:
    """Run the job on so many cores; return seconds on the clock."""
    submit = f"--master local[{cores}] --conf spark.ui.enabled=false --conf spark.sql.files.maxPartitionBytes=8m pyspark-shell"
    environ = {
        **os.environ,
        "PYSPARK_PYTHON": sys.executable,
        "PYSPARK_SUBMIT_ARGS": submit,
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each of Spark's processes would compile pas-gov anew
    begun = time.perf_counter()
    (folder / "job.py").write_text(JOB, encoding="utf-8")
    subprocess.run(
        [sys.executable, "job.py", "acme.frozen.jsonl", records, rows], cwd=folder, env=environ, check=True
    )
    return time.perf_counter() - begun


def main() -> None:
    """Make the records and print a line for each number of cores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=10)
    parser.add_argument("--cores", type=int, nargs="+", default=[1, 2])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="warehouse-") as name:
        folder = Path(name)
        program = [sys.executable, "-m", "pas_gov"]
        subprocess.run(
            [*program, "demo", "--drifted", "--keep", folder / "org"], check=True, stdout=subprocess.DEVNULL
        )
        subprocess.run(
            [*program, "scan", "--repo", folder / "org", "--freeze", folder / "acme.frozen.jsonl"], check=True
        )
        size = int(given.megabytes * 1e6)
        number = made(folder / "records", size)
        made(folder / "one", 1)
        print(f"{'cores':>5} {'seconds':>9} {'of these, start':>16} {'MB a minute':>12} {'claims':>9}")
        for cores in given.cores:
            start = run(folder, "one", f"one-{cores}", cores)
            clock = run(folder, "records", f"rows-{cores}", cores)
            found = duckdb.connect().read_parquet(str(folder / f"rows-{cores}/*.parquet"))
            assert len(found.filter("kind = 'record'")) == number, "a record is lost"
            rate = given.megabytes * 60 / (clock - start)
            print(f"{cores:5} {clock:9.0f} {start:16.0f} {rate:12.1f} {len(found.filter(KIND)):9,}")


KIND = "kind = 'claim'"


if __name__ == "__main__":
    main()
