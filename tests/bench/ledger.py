"""How long `ledger verify` takes on real history, beside plain git; and whether a step's cost grows with the stack.

``python -m tests.bench.ledger``; README.md says how to read it. Never asserts a speed; it stops where the account
isn't what it must be, so that no broken run is timed.
"""

from __future__ import annotations

import argparse
import gc
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/support")]  # run as a file, it stands in no package

from history_copies import copy_history  # noqa: E402

from pas_gov import git  # noqa: E402
from pas_gov.ledger.reading.branch_line import branch_line, origins  # noqa: E402
from pas_gov.ledger.reading.judged_ranges import judged_ranges  # noqa: E402
from pas_gov.ledger.reading.rejudged_steps import verified_steps  # noqa: E402
from pas_gov.loading.loader import open_loader  # noqa: E402
from pas_gov.loading.pack import pack_files  # noqa: E402
from tests.bench.generate import generate  # noqa: E402
from tests.bench.measuring import environment  # noqa: E402

PROGRAM = [sys.executable, "-m", "pas_gov"]
BUNDLE = ROOT.parent / "shared/data/kep-ledger-2022.bundle"
PLAIN = """
git log --first-parent --raw --no-abbrev main > "$1"
awk '/^:/ {print $3; print $4}' "$1" | grep -v '^0*$' | sort -u | git cat-file --batch > /dev/null
"""


def timed(run: Callable[[], None]) -> float:
    """Return the seconds of one run on the clock."""
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def call(folder: Path, *arguments: str, status: int) -> str:
    """Run pas-gov; stop the benchmark where its exit status isn't the one that it must be."""
    done = subprocess.run(
        [*PROGRAM, *arguments], cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode != status:
        raise SystemExit(
            f"{arguments} ended with {done.returncode}, not {status}: {done.stdout[-500:]}{done.stderr}"
        )
    return done.stdout


def history(rounds: int, folder: Path) -> None:
    """Print, for the real history, plain git, a cold verify, a warm one, one more commit, and one gate."""
    source, governed = folder / "kep", folder / "governed.git"
    subprocess.run(["git", "clone", "--quiet", "--branch", "main", BUNDLE, source], check=True)
    copy_history(source, governed, pack_files())
    listing = folder / "raw.txt"
    verify = ("ledger", "verify", "--ref", "main", "-f", "json")
    costs: dict[str, list[float]] = {
        name: [] for name in ("plain git", "cold", "warm", "one more commit", "one gate")
    }
    for _ in range(rounds):
        shutil.rmtree(governed / "pas-gov", ignore_errors=True)
        costs["plain git"].append(
            timed(
                lambda: subprocess.run(["sh", "-c", PLAIN, "sh", listing], cwd=governed, check=True) and None
            )
        )
        costs["cold"].append(timed(lambda: _checked(call(governed, *verify, status=1))))
        costs["warm"].append(timed(lambda: _checked(call(governed, *verify, status=1))))
        tip = subprocess.run(
            ["git", "rev-parse", "main"], cwd=governed, capture_output=True, text=True, check=True
        ).stdout.strip()
        _edit(governed, "promises/core/sig-node-charter.yaml")
        costs["one more commit"].append(timed(lambda: call(governed, *verify, status=1) and None))
        costs["one gate"].append(
            timed(lambda: call(governed, "gate", "--base", "main~1", "--head", "main", status=0) and None)
        )
        subprocess.run(["git", "update-ref", "refs/heads/main", tip], cwd=governed, check=True)
    base = min(costs["plain git"])
    print(f"{'kep-ledger-2022, 761 steps':34} {'seconds (min)':>14} {'times plain git':>16}")
    for name, seconds in costs.items():
        print(f"{name:34} {min(seconds):14.3f} {min(seconds) / base:16.1f}")
    pairs = zip(costs["one more commit"], costs["warm"], costs["one gate"], strict=True)
    more = statistics.median((one - warm) / gate for one, warm, gate in pairs)
    print(f"one more commit, beyond a warm run: {more:.2f} times one gate (median of the rounds)\n")


def _checked(text: str) -> None:
    counts = json.loads(text)["counts"]
    if counts["unjudgeable"] or counts["compliant"] + counts["violating"] + counts["nothing-to-judge"] != 761:
        raise SystemExit(f"the account isn't what it must be: {counts}")


def _edit(repository: Path, path: str) -> None:
    """Commit another title of one promise on main, by plumbing."""
    raw = subprocess.run(
        ["git", "show", f"main:{path}"], cwd=repository, capture_output=True, check=True
    ).stdout
    lines = raw.split(b"\n")
    at = next(number for number, line in enumerate(lines) if line.startswith(b"title:"))
    lines[at] = b"title: Another title " + str(time.time_ns()).encode()
    _import(repository, [(path, b"\n".join(lines))])


def _import(repository: Path, edits: list[tuple[str, bytes]]) -> None:
    """Commit one file after the other on main, each in a commit of its own."""
    stream = []
    for number, (path, content) in enumerate(edits):
        message = f"Edit {number}".encode()
        when = b"1780308000 +0000"
        stream.append(b"commit refs/heads/main\nauthor A <a@b.c> %s\ncommitter A <a@b.c> %s\n" % (when, when))
        stream.append(b"data %d\n%s\n" % (len(message), message))
        stream.append(b"from refs/heads/main^0\n" if number == 0 else b"")
        stream.append(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=repository, input=b"".join(stream), check=True)


MANY, SKIPPED = 120, 20  # steps that are judged, and of these the newest, which pay for reading the stack


def slope(sizes: list[int], folder: Path) -> None:
    """Print what one step costs on stacks of several sizes: the mean of a hundred, each of which edits one promise."""
    print(f"{'promises':>10} {'ms a step (mean)':>20}")
    found = []
    for size in sizes:
        repository = folder / f"stack-{size}"
        repository.mkdir()
        generate(str(repository), size)
        start = _git(repository, "rev-parse", "main").strip()
        paths = [
            path
            for path in _git(repository, "ls-tree", "-r", "--name-only", "main", "promises").split()
            if "/core/" not in path
        ]
        edits = []
        for number in range(MANY):  # a small stack is gone through more than once
            path = paths[number % len(paths)]
            raw = _git(repository, "show", f"main:{path}")
            edits.append((path, f"{raw}notes: Read again, {number}.\n".encode()))
        _import(repository, edits)
        found.append(_per_step(repository, start))
        print(f"{size:10,} {found[-1]:20.2f}")
    print(
        f"slope: {(found[-1] - found[0]) / (sizes[-1] - sizes[0]) * 1000:.3f} ms a step for each 1,000 promises more"
    )


def _per_step(repository: Path, start: str) -> float:
    """Return the milliseconds of one step, read and judged in this process."""
    found = branch_line(git.open_repository(str(repository)), f"{start}..main")
    made = origins(found, date(2026, 6, 1))
    gc.disable()  # as the program does
    with open_loader(None) as loader:
        times = [time.perf_counter()]
        judge = partial(judged_ranges, found, made, loader)
        for result in verified_steps(found, made, {}, judge):
            if result.verdict not in ("compliant", "violating"):
                raise SystemExit(f"{result.commit}: {result.verdict} {result.reason}")
            times.append(time.perf_counter())
    gc.enable()
    return (times[-1] - times[SKIPPED]) / (len(times) - 1 - SKIPPED) * 1000


def _git(repository: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=repository, capture_output=True, text=True, check=True
    ).stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1_000, 10_000])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pas-gov-bench-") as folder:
        if BUNDLE.exists():
            history(asked.runs, Path(folder))
        else:
            print("the real history isn't here (../shared/data)")
        slope(asked.sizes, Path(folder))


if __name__ == "__main__":
    main()
