"""``scan`` of Markdown and of one long transcript: how much is read in a minute, and how much memory that takes."""

from __future__ import annotations

import json
import shutil
from functools import partial
from pathlib import Path

from pas_gov.loading.pack import pack_files
from tests.bench import corpora
from tests.bench.builds import ROOT, Build
from tests.bench.measuring import Wrong
from tests.bench.rows.commands import Command
from tests.bench.rows.row import BEFORE, NOW, Line, Row, Task, Workshop
from tests.bench.rows.stacks import DAY, git

INVENTORY = ROOT.parent / "shared/data/37signals/promises"
MIB = 2**20
READ_BEFORE = 6  # megabytes of a transcript that the build before is given: it refuses more than 8 MiB
NOBODY = ("-c", "user.name=bench", "-c", "user.email=bench@acme.example")


def markdown(workshop: Workshop, megabytes: int, *, one_core: bool = False) -> list[Task]:
    """Return scanning Markdown files of so many megabytes in all."""
    texts = workshop.folder / f"markdown-{megabytes}"
    shutil.rmtree(texts, ignore_errors=True)
    texts.mkdir()
    planted = corpora.markdown(texts, megabytes)
    paths = sorted(texts.iterdir())
    return [
        _scan(build, workshop, paths, planted, float(megabytes), one_core=one_core).task(subject)
        for subject, build in workshop.builds
    ]


def transcript(workshop: Workshop, megabytes: int) -> list[Task]:
    """Return scanning one transcript: by the build of now all of it, by the one before as much as it reads."""
    tasks = []
    for subject, build in workshop.builds:
        size = megabytes if subject == NOW else min(megabytes, READ_BEFORE)
        path = workshop.folder / f"transcript-{size}.jsonl"
        planted = corpora.transcript(path, size)
        tasks.append(
            _scan(build, workshop, [path], planted, float(size), may_refuse=subject == NOW).task(subject)
        )
    return tasks


def _scan(
    build: Build, workshop: Workshop, paths: list[Path], planted: int, work: float,
    *, one_core: bool = False, may_refuse: bool = False,
) -> Command:  # fmt: skip
    arguments = ("scan", *paths, "--no-cache", "-f", "json", *DAY)
    check = partial(_all_found, build, planted)
    folder = _governed(workshop, build)
    return Command(build, folder, arguments, 0, check, one_core=one_core, may_refuse=may_refuse, work=work)


def _all_found(build: Build, planted: int, output: Path) -> None:
    """Hold a report against what was planted: each is listed, or counted where a long text has more than are listed."""
    found = corpora.planted_in(output)
    report = json.loads(output.read_bytes())
    unlisted = sum(report.get("unlisted", {}).values())
    if found != planted and not 0 < found < planted <= len(report["claims"]) + unlisted:
        raise Wrong(f"{build.name}: scan found {found} of the {planted} planted promises")
    if problems := [one for one in report["problems"] if one["code"] != "too-many-findings" or not unlisted]:
        raise Wrong(f"{build.name}: scan didn't read all: {problems[:3]}")


def _governed(workshop: Workshop, build: Build) -> Path:
    """Return a repository of real promises with the standard pack, for a build alone."""
    folder = workshop.folder / f"{build.name}-inventory"
    if folder.exists():
        return folder
    if not INVENTORY.is_dir():
        raise Wrong(f"the real promises aren't here: {INVENTORY}")
    shutil.copytree(INVENTORY, folder / "promises")
    for path, content in pack_files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, *NOBODY, "commit", "--quiet", "-m", "The stack")
    return folder


TEXT_ROWS = (
    Row("scan", "scan, {size} MB of Markdown, one core", "MB", partial(markdown, one_core=True),
        (Line("processor", BEFORE, 3.0, rate=True),), (8,), (1,), (1, 2, 4, 8), rounds=3),
    Row("scan-cores", "scan, {size} MB of Markdown, all cores", "MB", markdown,
        (Line("clock", BEFORE, 5.5, rate=True),), (8,), (1,), rounds=3),
    Row("transcript", "scan, a transcript of {size} MB, all cores", "MB", transcript,
        (Line("clock", BEFORE, 6.0, rate=True), Line("memory", "", 200 * MIB)), (1_000,), (1,), (1, 2, 4, 6), rounds=1),
)  # fmt: skip
