"""The gate: on stacks of several sizes, cold and warm, and on changes of several sizes; and starting up."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.bench.builds import Build
from tests.bench.measuring import Cost, run
from tests.bench.rows.commands import Command
from tests.bench.rows.row import BEFORE, Line, Row, Task, Workshop
from tests.bench.rows.stacks import BLOCKED, DAY, GATE, Stack, check, commit_edits, promise_paths, stack_for

GIT, YAML, CLICK = "git: list and read", "PyYAML's C loader", "import click"
LOAD_ALL = """
import os, sys, yaml
for folder, _, names in os.walk(sys.argv[1]):
    if "/.git" not in folder:
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                yaml.load(file, Loader=yaml.CSafeLoader)
"""
LIST_AND_READ = """
git ls-tree -r --format='%(objectname)' main > "$1" && git cat-file --batch < "$1" > /dev/null
"""
STACK_OF_CHANGES = 10_000  # promises, of which a change edits some
STARTS = 10  # starts of a process are short: so many of them are one run
MIB = 2**20


def warm(workshop: Workshop, promises: int) -> list[Task]:
    """Return the gate with the cache of the run before, beside git."""
    tasks = []
    for subject, build in workshop.builds:
        stack = stack_for(build, workshop, promises)
        tasks.append(_gate(build, stack).task(subject))
    return [*tasks, _git(stack.folder, workshop.folder)]


def cold(
    workshop: Workshop, promises: int, *, one_core: bool = False, may_refuse: bool = False
) -> list[Task]:
    """Return the gate with no cache, beside git and a YAML parser."""
    tasks = []
    for subject, build in workshop.builds:
        stack = stack_for(build, workshop, promises)
        tasks.append(_gate(build, stack, cold=True, one_core=one_core, may_refuse=may_refuse).task(subject))
    load = [workshop.now.python, "-c", LOAD_ALL, stack.folder]
    return [*tasks, _git(stack.folder, workshop.folder), Task(YAML, partial(run, load, one_core=one_core))]


def by_change(workshop: Workshop, changed: int) -> list[Task]:
    """Return the warm gate on a change of so many promises of a large stack: each has another title."""
    tasks = []
    for subject, build in workshop.builds:
        stack = stack_for(build, workshop, max(STACK_OF_CHANGES, 3 * changed))
        paths = [path for path in promise_paths(stack.folder) if "/core/" not in path][:changed]
        commit_edits(stack.folder, "titles", _retitled, paths)
        arguments = ("gate", "--base", "main", "--head", "titles", *DAY)
        tasks.append(Command(build, stack.folder, arguments).task(subject))
    return tasks


def version(workshop: Workshop, _: int) -> list[Task]:
    """Return starting up, beside the smallest start that a command line on click can have."""
    commands = {subject: [build.program, "--version"] for subject, build in workshop.builds}
    commands[CLICK] = [workshop.now.python, "-c", "import click"]
    return [Task(subject, partial(_several, command)) for subject, command in commands.items()]


def _gate(
    build: Build, stack: Stack, *, cold: bool = False, one_core: bool = False, may_refuse: bool = False
) -> Command:
    return Command(
        build, stack.folder, GATE, BLOCKED, lambda _: check(build, stack), cold, one_core, may_refuse
    )  # fmt: skip


def _git(folder: Path, scratch: Path) -> Task:
    return Task(GIT, partial(run, ["sh", "-c", LIST_AND_READ, "sh", scratch / "ids"], folder))


def _retitled(path: str, content: bytes) -> bytes:
    name = Path(path).stem.encode()
    lines = content.split(b"\n")
    return b"\n".join(b"title: Renamed, " + name if line.startswith(b"title:") else line for line in lines)


def _several(command: list[str | Path]) -> Cost:
    costs = [run(command) for _ in range(STARTS)]
    return Cost(
        min(cost.cpu for cost in costs), min(cost.wall for cost in costs), max(cost.peak for cost in costs)
    )


PROMISES = "promises"
GATE_ROWS = (
    Row("gate-5", "gate of {size} promises, warm", PROMISES, warm,
        (Line("processor", BEFORE, 0.40),), (5,), (5,), rounds=10),
    Row("gate-10000", "gate at {size}, warm", PROMISES, warm,
        (Line("processor", BEFORE, 0.30), Line("processor", GIT, None)), (10_000,), (300,)),
    Row("gate-50000", "gate at {size}, warm", PROMISES, warm,
        (Line("processor", BEFORE, 0.12), Line("processor", "", 0.005, slope=True)),
        (5_000, 10_000, 25_000, 50_000), (100, 200, 300, 400), (1_000, 2_500, 5_000, 10_000), rounds=4),
    Row("gate-cold", "gate at {size}, cold, one core", PROMISES, partial(cold, one_core=True),
        (Line("processor", BEFORE, 0.45), Line("processor", YAML, None), Line("processor", GIT, None)),
        (10_000,), (300,), (1_000, 2_500, 5_000, 10_000), rounds=4),
    Row("gate-cold-cores", "gate at {size}, cold, all cores", PROMISES, cold,
        (Line("clock", BEFORE, 0.30),), (10_000,), (300,), rounds=4),
    Row("gate-100000", "gate at {size}, cold, in the default time", PROMISES, partial(cold, may_refuse=True),
        (Line("clock", "", 60.0), Line("memory", "", 600 * MIB)), (100_000,), (500,), rounds=1),
    Row("gate-change", "gate at 10,000, warm, {size} changed", "changed promises", by_change,
        (Line("processor", BEFORE, None),), (100,), (10,), (1, 10, 100, 1_000)),
    Row("version", "--version", "", version,
        (Line("processor", CLICK, 1.3),), (1,), (1,)),
)  # fmt: skip
