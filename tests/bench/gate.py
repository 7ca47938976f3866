"""How long the gate takes, beside what git and a YAML parser take on the same tree, in one interleaved run.

``python -m tests.bench.gate --promises 10000 --runs 5``; README.md says how to read the table. Never asserts
a speed; it stops where the gate doesn't find what it must, so that no broken run is timed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run as a file, it stands in no package

from tests.bench.generate import TODAY, Bench, generate
from tests.bench.measuring import environment

BLOCKED = 1  # the gate's exit status
SHORT_RUNS = 5  # starts of a process are short: so many of them in each round

LOAD_ALL = """
import os, sys, yaml
for folder, _, names in os.walk(sys.argv[1]):
    if "/.git" not in folder:
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                yaml.load(file, Loader=yaml.CSafeLoader)
"""
LIST_AND_READ = """
cd "$1" && git ls-tree -r --format='%(objectname)' main > "$2" && git cat-file --batch < "$2" > /dev/null
"""


@dataclass(frozen=True)
class Cost:
    """One run: seconds on the clock, and seconds of processor, user and system, children included."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Row:
    """One thing to time: a command, what to do before each run, the status that it must end with."""

    name: str
    command: Sequence[str]
    status: int = 0
    prepare: Callable[[], None] = lambda: None
    times: int = 1
    costs: list[Cost] = field(default_factory=list)

    def run(self) -> None:
        """Run it, and keep what it cost; of several times in a round, each."""
        for _ in range(self.times):
            self.prepare()
            self.costs.append(timed(self.command, self.status))


@dataclass(frozen=True)
class Aim:
    """One ratio: of a row to another, and the most that it should be at 10,000 promises (None: no aim)."""

    row: str
    to: str
    most: float | None


COLD, WARM, GIT, YAML = "gate, cold", "gate, warm", "(a) git: list, read", "(b) YAML: load all"
VERSION, CLICK = "pas-gov --version", "import click"
WIDTHS = (10, 9, 10, 9)  # of the columns
AIMS = (
    Aim(COLD, YAML, 2.5),
    Aim(WARM, YAML, 0.4),
    Aim(COLD, GIT, None),
    Aim(WARM, GIT, None),
    Aim(VERSION, CLICK, 1.5),
)


def timed(command: Sequence[str], status: int) -> Cost:
    """Run a command to its end and return what it cost; exit where it doesn't end as it must."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment())
    _, ended, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode != status:
        sys.exit(f"{' '.join(command)}: ended with {process.returncode}, not {status}; nothing was measured")
    return Cost(wall, used.ru_utime + used.ru_stime)


def tool() -> str:
    """Return the pas-gov of this interpreter, else the one in PATH."""
    beside = Path(sys.executable).with_name("pas-gov")
    found = str(beside) if beside.exists() else shutil.which("pas-gov")
    return found or sys.exit("pas-gov isn't installed here: pip install -e .")


def gate(folder: str, *more: str) -> list[str]:
    """Return the gate's command."""
    named = ("--repo", folder, "--base", "main", "--head", "change", "--today", TODAY.isoformat())
    return [tool(), "gate", *named, *more]


def check(bench: Bench) -> None:
    """Exit unless the gate finds exactly what was built in; leaves compiled modules and warm disk caches."""
    done = subprocess.run(
        gate(bench.folder, "-f", "json"), capture_output=True, env=environment(), check=False
    )
    report = json.loads(done.stdout or "{}")
    counted = Counter(
        finding["policy"] for finding in report.get("findings", ()) if not finding["preexisting"]
    )
    found = {policy: counted[policy] for policy in bench.findings}
    broken = [one for one in report.get("problems", ()) if one["severity"] == "error"]
    right = done.returncode == BLOCKED and found == bench.findings and not broken
    if not right:
        sys.exit(
            f"the gate found {found}, not {dict(bench.findings)} (status {done.returncode}); {done.stderr.decode()}"
        )


def rows(bench: Bench, ids: str) -> tuple[Row, ...]:
    """Return what is timed, in the order of a round."""
    cache = os.path.join(bench.folder, ".git", "pas-gov")

    def cached() -> None:
        if not os.path.isdir(cache):
            sys.exit("the cold run left no cache, so there is no warm run")

    return (
        Row(COLD, gate(bench.folder), BLOCKED, lambda: shutil.rmtree(cache, ignore_errors=True)),
        Row(WARM, gate(bench.folder), BLOCKED, cached),
        Row(GIT, ["sh", "-c", LIST_AND_READ, "sh", bench.folder, ids]),
        Row(YAML, [sys.executable, "-c", LOAD_ALL, bench.folder]),
        Row(VERSION, [tool(), "--version"], times=SHORT_RUNS),
        Row(CLICK, [sys.executable, "-c", "import click"], times=SHORT_RUNS),
    )


def table(measured: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of what each row cost, in milliseconds."""
    yield f"{'milliseconds':42}{'wall min':>10}{'median':>9}{'cpu min':>10}{'median':>9}"
    for row in measured:
        walls, cpus = ([1000 * getattr(cost, kind) for cost in row.costs] for kind in ("wall", "cpu"))
        shown = (min(walls), statistics.median(walls), min(cpus), statistics.median(cpus))
        yield f"{row.name:42}" + "".join(f"{f:{w},.0f}" for f, w in zip(shown, WIDTHS, strict=True))


def ratios(measured: Sequence[Row], aims: Sequence[Aim], large: bool) -> Iterator[str]:
    """Yield the lines of the ratios: of the minima, and the median of the ratios within each round.

    Where the measured isn't ``large``, only the start has an aim.
    """
    costs = {row.name: row.costs for row in measured}
    yield f"{'ratio':42}{'wall min':>10}{'median':>9}{'cpu min':>10}{'median':>9}{'aim':>9}"
    for aim in aims:
        figures = [
            figure for kind in ("wall", "cpu") for figure in _ratios(costs[aim.row], costs[aim.to], kind)
        ]
        shown = "".join(f"{figure:{width}.2f}" for figure, width in zip(figures, WIDTHS, strict=True))
        wanted = f"{aim.most:9.1f}" if aim.most and (large or aim.row == VERSION) else f"{'-':>9}"
        met = "" if wanted.strip() == "-" else "  met" if figures[0] <= (aim.most or 0) else "  missed"
        yield f"{aim.row + ' / ' + aim.to:42}{shown}{wanted}{met}"


def _ratios(costs: Sequence[Cost], others: Sequence[Cost], kind: str) -> tuple[float, float]:
    above, below = ([getattr(cost, kind) for cost in found] for found in (costs, others))
    return min(above) / min(below), statistics.median(a / b for a, b in zip(above, below, strict=True))


def machine() -> str:
    """Return what else the machine is doing: the load averages, its processors, and what follows from them."""
    load = ", ".join(f"{figure:.2f}" for figure in os.getloadavg())
    busy = os.getloadavg()[0] > (os.cpu_count() or 1)
    return f"load {load} on {os.cpu_count()} processors" + (" (busy: read the cpu columns)" if busy else "")


def measure(bench: Bench, runs: int) -> tuple[Row, ...]:
    """Time every row once a round, one after the other, so that all meet the same machine."""
    with tempfile.NamedTemporaryFile() as ids:
        measured = rows(bench, ids.name)
        for _ in range(runs):
            for row in measured:
                row.run()
    return measured


def main() -> None:
    """Generate, check, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--promises", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pas-gov-bench-") as folder:
        bench = generate(folder, given.promises)
        check(bench)
        before = machine()
        measured = measure(bench, given.runs)
    found = ", ".join(f"{count} of {policy}" for policy, count in bench.findings.items())
    size = f"{bench.promises:,} promises of {bench.size / bench.promises:,.0f} bytes"
    head = f"{size}; {given.runs} rounds; finds {found}"
    state = f"before: {before}; after: {machine()}"
    parts = (head, state, "", *table(measured), "", *ratios(measured, AIMS, large=bench.promises == 10_000))
    sys.stdout.write("\n".join(parts) + "\n")


if __name__ == "__main__":
    main()
