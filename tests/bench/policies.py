"""How long the standard pack's own tests take, beside one gate run on the demo's repository, in one interleaved run.

``python -m tests.bench.policies --runs 5``; README.md says how to read the table. Never asserts a speed; it
stops where a run doesn't end as it must.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run as a file, it stands in no package

from tests.bench.gate import BLOCKED, Aim, Row, machine, ratios, table, tool
from tests.bench.measuring import environment

GATE, TEST, MUTATE, START = "gate, demo", "test, whole pack", "test --mutate, whole pack", "pas-gov --version"
AIMS = (Aim(TEST, GATE, 5.0), Aim(MUTATE, GATE, None), Aim(GATE, START, None))


def demo(folder: str) -> str:
    """Leave the demo's repository in a folder, with the day on which its first change is judged."""
    done = subprocess.run(
        [tool(), "demo", "--keep", folder], capture_output=True, env=environment(), check=False
    )
    if done.returncode:
        sys.exit(f"the demo ended with {done.returncode}; nothing was measured")
    return "2026-06-01"


def rows(folder: str) -> tuple[Row, ...]:
    """Return what is timed, in the order of a round."""
    day = demo(folder)
    named = ("--repo", folder)
    judged = ("--base", "main", "--head", "new-strategy", "--today", day, "--no-cache")
    return (
        Row(GATE, [tool(), "gate", *named, *judged], BLOCKED),
        Row(TEST, [tool(), "test", *named]),
        Row(MUTATE, [tool(), "test", *named, "--mutate"]),
        Row(START, [tool(), "--version"]),
    )


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="pas-gov-bench-") as folder:
        measured = rows(str(Path(folder) / "acme"))
        for row in measured:
            row.run()  # modules are compiled, the disk's caches are warm
            row.costs.clear()
        before = machine()
        for _ in range(runs):
            for row in measured:
                row.run()
    parts = (
        f"{runs} rounds; before: {before}; after: {machine()}",
        "",
        *table(measured),
        "",
        *ratios(measured, AIMS, large=True),
    )
    sys.stdout.write("\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
