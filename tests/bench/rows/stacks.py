"""Generated stacks as repositories that both builds judge, each in a clone of its own, where it keeps its cache."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.bench.builds import Build
from tests.bench.generate import TODAY
from tests.bench.measuring import Wrong, environment
from tests.bench.rows.row import Workshop

TRIED = 20  # promises of the stack on which a generator is tried
BLOCKED = 1  # the gate's exit status
DAY = ("--today", TODAY.isoformat())
GATE = ("gate", "--base", "main", "--head", "change", *DAY)
PERSON = b"Bench <bench@acme.example> 1780300800 +0000"


@dataclass(frozen=True, slots=True)
class Stack:
    """A repository with the branches main and change: ``findings`` is how many the gate must have, by policy."""

    folder: Path
    findings: Mapping[str, int]


def stack_for(build: Build, workshop: Workshop, promises: int) -> Stack:
    """Return a fresh clone, for a build alone, of a stack of so many promises (the same seed, so the same promises)."""
    generator = generator_for(build, workshop)
    return _cloned(
        _generated(generator, promises, workshop.folder), workshop.folder / f"{build.name}-{promises}"
    )


@cache
def generator_for(build: Build, workshop: Workshop) -> Build:
    """Return whose generator makes the stacks of a build: ours, or where it doesn't judge those right, its own.

    Raises Wrong where it judges neither right.
    """
    for maker in (workshop.now, build):
        tried = _cloned(_generated(maker, TRIED, workshop.folder), workshop.folder / f"{build.name}-tried")
        try:
            check(build, tried)
        except Wrong as wrong:
            reason = wrong
        else:
            return maker
    raise reason


def check(build: Build, stack: Stack) -> None:
    """Raise Wrong unless the gate finds exactly what was built in."""
    done = subprocess.run(
        [build.program, *GATE, "-f", "json"],
        cwd=stack.folder, capture_output=True, env=environment(), check=False,
    )  # fmt: skip
    report = json.loads(done.stdout or "{}")
    counted = Counter(one["policy"] for one in report.get("findings", ()) if not one["preexisting"])
    found = {policy: counted[policy] for policy in stack.findings}
    broken = [one for one in report.get("problems", ()) if one["severity"] == "error"]
    if done.returncode != BLOCKED or found != stack.findings or broken:
        said = done.stderr.decode(errors="replace")[-500:]
        raise Wrong(
            f"{build.name}: the gate found {found}, not {dict(stack.findings)}, status {done.returncode} {said}"
        )


def cache_of(folder: Path) -> Path:
    """Return where pas-gov keeps its cache of a repository."""
    return (folder / ".git" if (folder / ".git").exists() else folder) / "pas-gov"


def forget(folder: Path) -> None:
    """Remove what was kept of a repository."""
    shutil.rmtree(cache_of(folder), ignore_errors=True)


def commit_edits(
    folder: Path, branch: str, edit: Callable[[str, bytes], bytes], paths: list[str] | None = None
) -> None:
    """Make a branch, one commit after main, in which the promise files (all, or these) are edited."""
    chosen = paths if paths is not None else promise_paths(folder)
    stream = [b"commit refs/heads/%s\ncommitter %s\ndata 4\nEdit\n" % (branch.encode(), PERSON)]
    stream.append(b"from refs/heads/main^0\n")
    for path in chosen:
        content = edit(path, (folder / path).read_bytes())
        stream.append(b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content))
    git(folder, "fast-import", "--quiet", "--force", given=b"".join(stream))


def promise_paths(folder: Path) -> list[str]:
    """Return the paths of the promise files on main, in order."""
    return git(folder, "ls-tree", "-r", "--name-only", "main", "promises").split()


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    """Run git and return what it prints."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment(), input=given, capture_output=True, check=True
    )
    return done.stdout.decode()


def _generated(maker: Build, promises: int, folder: Path) -> Stack:
    """Return the stack that the generator in a build's sources makes, made once."""
    place = folder / f"generated-{promises}-{maker.name}"
    told = place.with_suffix(".findings")
    if not told.exists():
        generator = maker.source / "tests" / "bench" / "generate.py"
        done = subprocess.run(
            [maker.python, generator, place, "--promises", str(promises)],
            env=environment(), capture_output=True, text=True, check=True,
        )  # fmt: skip
        told.write_text(re.findall(r"^finds: (.*)$", done.stdout, re.MULTILINE)[0])
    return Stack(place, ast.literal_eval(told.read_text()))


def _cloned(origin: Stack, folder: Path) -> Stack:
    """Return a fresh clone, with both branches and a checkout that git needn't look at again."""
    shutil.rmtree(folder, ignore_errors=True)
    git(origin.folder, "clone", "--quiet", "--local", "--branch", "main", str(origin.folder), str(folder))
    git(folder, "branch", "--quiet", "change", "origin/change")
    git(folder, "remote", "remove", "origin")
    return Stack(folder, origin.findings)
