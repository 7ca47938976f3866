"""Reading a whole stack: drift, inventory, owed, validate; what they must find is counted in the files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from tests.bench.builds import Build
from tests.bench.measuring import Wrong
from tests.bench.rows.commands import Command, printed
from tests.bench.rows.row import BEFORE, Line, Row, Task, Workshop
from tests.bench.rows.stacks import DAY, Stack, commit_edits, git, stack_for

Records = Sequence[Mapping[str, Any]]
Count = Callable[[Any], int]
FACTS = "segment: clinics\nplan: enterprise\n"
SEGMENT = 'subject.segment == "clinics"'


def read(
    workshop: Workshop, promises: int, *, arguments: Sequence[str], found: Count, expected: Count
) -> list[Task]:
    """Return a command that reads the work tree of a stack, with the cache of the run before."""
    return [
        _task(subject, build, stack_for(build, workshop, promises).folder, arguments, found, expected)
        for subject, build in workshop.builds
    ]


def owed(workshop: Workshop, promises: int) -> list[Task]:
    """Return what one customer is owed."""
    facts = workshop.folder / "facts.yaml"
    facts.write_text(FACTS)
    arguments = ("owed", "--subject", str(facts), *DAY)
    return read(workshop, promises, arguments=arguments, found=_owed, expected=_applying)


def site(workshop: Workshop, promises: int) -> list[Task]:
    """Return writing the site of a stack into a new folder: a page for each promise."""
    tasks = []
    for subject, build in workshop.builds:
        stack, pages = stack_for(build, workshop, promises), workshop.folder / f"{build.name}-pages"
        check = partial(_every_page, build, stack.folder, pages)
        arguments = ("site", "--output", str(pages), *DAY)
        tasks.append(Command(build, stack.folder, arguments, check=check, made=pages).task(subject))
    return tasks


def _every_page(build: Build, folder: Path, pages: Path, _: Path) -> None:
    wanted = {one["id"] for one in _records(folder)}
    if wanted != {path.stem for path in (pages / "promises").glob("*.html")}:
        raise Wrong(f"{build.name}: the site of {folder} has no page for some of its promises")


def drift(workshop: Workshop, promises: int) -> list[Task]:
    """Return drift, of a stack whose zones name no texts."""
    tasks = []
    for subject, build in workshop.builds:
        stack = _without_surfaces(stack_for(build, workshop, promises))
        tasks.append(_task(subject, build, stack.folder, ("drift", *DAY), _findings, _drifting))
    return tasks


def _task(
    subject: str, build: Build, folder: Path, arguments: Sequence[str], found: Count, expected: Count
) -> Task:
    def check(_: Path) -> None:
        said, wanted = (
            found(json.loads(printed(build, folder, *arguments, "-f", "json"))),
            expected(_records(folder)),
        )
        if said != wanted:
            raise Wrong(f"{build.name}: {' '.join(arguments)} found {said} in {folder}, not {wanted}")

    return Command(build, folder, arguments, check=check).task(subject)


def _without_surfaces(stack: Stack) -> Stack:
    """Move main on by a commit that takes the surfaces away: no revision depends on them."""
    commit_edits(
        stack.folder,
        "plain",
        lambda _, content: b"".join(
            line for line in content.splitlines(keepends=True) if not line.strip().startswith(b"surfaces:")
        ),
    )
    git(stack.folder, "reset", "--quiet", "--hard", "plain")
    return stack


def _records(folder: Path) -> Records:
    paths = sorted((folder / "promises").rglob("*.yaml"))
    return [yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in paths]


def _listed(report: Any) -> int:
    return len(report["promises"])


def _findings(report: Any) -> int:
    return len(report["findings"])


def _warnings(report: Any) -> int:
    return len(report["problems"]) if report["valid"] else -1


def _owed(report: Any) -> int:
    return sum(one["layer"] == "conditional" and one["applies"] == "yes" for one in report["promises"])


def _doubled(records: Records) -> int:
    titles = Counter(one["title"] for one in records)
    return sum(titles[one["title"]] > 1 for one in records)


def _applying(records: Records) -> int:
    return sum(
        one["status"] == "active" and one.get("applies_when", {}).get("cel") == SEGMENT for one in records
    )


def _drifting(records: Records) -> int:
    """Count the zones that nobody attested, of active promises, and those of ended ones that don't say they stopped."""
    found = 0
    for one in records:
        zones = one["zones"].values()
        found += {"active": sum("attested" not in zone for zone in zones), "retired": len(zones)}.get(
            one["status"], 0
        )
    return found


PROMISES = "promises"
GROWTH = (1_000, 2_500, 5_000, 10_000)
BEST = (Line("processor", BEFORE, 0.4),)
RECORD_ROWS = (
    Row("drift", "drift at {size}, without surfaces", PROMISES, drift,
        (Line("processor", BEFORE, 0.3),), (10_000,), (200,), GROWTH, rounds=3),
    Row("inventory", "inventory at {size}, warm", PROMISES,
        partial(read, arguments=("inventory", *DAY), found=_listed, expected=len), BEST, (10_000,), (200,), GROWTH),
    Row("site", "site at {size}, into a new folder", PROMISES, site,
        (Line("processor", BEFORE, 0.33),), (10_000,), (200,), GROWTH, rounds=3),
    Row("owed", "owed at {size}, warm", PROMISES, owed, BEST, (10_000,), (200,), GROWTH),
    Row("validate", "validate at {size}, warm", PROMISES,
        partial(read, arguments=("validate", *DAY), found=_warnings, expected=_doubled),
        BEST, (10_000,), (200,), GROWTH),
)  # fmt: skip
