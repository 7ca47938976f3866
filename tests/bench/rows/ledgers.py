"""``ledger verify`` of real history, of several lengths, beside plain git over the same commits and blobs."""

from __future__ import annotations

import json
import subprocess
from functools import partial
from pathlib import Path

from history_copies import copy_history

from pas_gov.loading.pack import pack_files
from tests.bench.builds import ROOT, Build
from tests.bench.measuring import Wrong, run
from tests.bench.rows.commands import Command, printed
from tests.bench.rows.row import BEFORE, Line, Row, Task, Workshop
from tests.bench.rows.stacks import git

BUNDLE = ROOT.parent / "shared/data/kep-ledger-2022.bundle"
PLAIN_GIT = "plain git"
STEPS = 761
JUDGED = ("compliant", "violating", "nothing-to-judge")
READ_ALL = """
git log --first-parent --raw --no-abbrev "$1" > "$2"
awk '/^:/ {print $3; print $4}' "$2" | grep -v '^0*$' | sort -u | git cat-file --batch > /dev/null
"""


def verify(workshop: Workshop, steps: int, *, cold: bool, one_core: bool = False) -> list[Task]:
    """Return verifying the first so many steps, with no cache or with that of the run before."""
    tasks = []
    branch = f"steps-{steps}"
    for subject, build in workshop.builds:
        folder = _governed(workshop, build)
        tip = git(folder, "rev-list", "--first-parent", "--reverse", "main").split()[steps - 1]
        git(folder, "branch", "--force", branch, tip)
        arguments = ("ledger", "verify", "--ref", branch)
        check = partial(_all_judged, build, folder, arguments, steps)
        tasks.append(Command(build, folder, arguments, 1, check, cold, one_core).task(subject))
    plain = ["sh", "-c", READ_ALL, "sh", branch, workshop.folder / "raw.txt"]
    return [*tasks, Task(PLAIN_GIT, partial(run, plain, folder, one_core=one_core))]


def _governed(workshop: Workshop, build: Build) -> Path:
    """Return the history with the standard pack in each commit, in a repository for a build alone."""
    if not BUNDLE.exists():
        raise Wrong(f"the real history isn't here: {BUNDLE}")
    source, governed = workshop.folder / "kep", workshop.folder / f"{build.name}-governed.git"
    if not source.exists():
        subprocess.run(["git", "clone", "--quiet", "--branch", "main", BUNDLE, source], check=True)
    if not governed.exists():
        copy_history(source, governed, pack_files())
    return governed


def _all_judged(build: Build, folder: Path, arguments: tuple[str, ...], steps: int, _: Path) -> None:
    counts = json.loads(printed(build, folder, *arguments, "-f", "json"))["counts"]
    if counts["unjudgeable"] or sum(counts[kind] for kind in JUDGED) != steps:
        raise Wrong(f"{build.name}: the account isn't what it must be: {counts}")


LEDGER_ROWS = (
    Row("ledger-cold", "ledger verify, {size} steps, cold, one core", "steps", partial(verify, cold=True, one_core=True),
        (Line("processor", PLAIN_GIT, 50), Line("processor", BEFORE, None)),
        (STEPS,), (60,), (100, 250, 500, STEPS), rounds=3),
    Row("ledger-cold-cores", "ledger verify, {size} steps, cold, all cores", "steps", partial(verify, cold=True),
        (Line("clock", PLAIN_GIT, 27), Line("clock", BEFORE, None)), (STEPS,), (60,), rounds=3),
    Row("ledger-warm", "ledger verify, {size} steps, warm", "steps", partial(verify, cold=False),
        (Line("processor", PLAIN_GIT, 5.5), Line("processor", BEFORE, None)),
        (STEPS,), (60,), (100, 250, 500, STEPS)),
)  # fmt: skip
