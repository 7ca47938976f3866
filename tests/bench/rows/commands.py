"""Commands of pas-gov as tasks: each run's output must be, to the byte, the one that was looked at closely."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tests.bench.builds import Build
from tests.bench.measuring import Cost, Wrong, environment, finished
from tests.bench.rows.row import Task
from tests.bench.rows.stacks import forget

REFUSED = 3  # the exit status of what can't be judged or read


@dataclass(slots=True)
class Command:
    """One command of one build in one folder. ``status`` is how it must end.

    ``made`` is a folder that it writes: removed before each run, as who writes a site for the first time has none.
    ``check`` looks at the output of the untimed first run, in a file, and raises Wrong. ``cold``: its cache is removed
    before each run. ``may_refuse``: ending with 3 is a result, too, and the first run is timed: there is no other.
    """

    build: Build
    folder: Path
    arguments: Sequence[str | Path]
    status: int = 0
    check: Callable[[Path], None] = lambda _: None
    cold: bool = False
    one_core: bool = False
    may_refuse: bool = False
    work: float = 1
    made: Path | None = None
    digest: str = field(default="", init=False)

    def task(self, subject: str) -> Task:
        """Return it as a task of a row."""
        return Task(subject, self.once, (lambda: None) if self.may_refuse else self.once)

    def once(self) -> Cost:
        """Run it and return what it cost; the first time its output is checked, later it must be the same."""
        if self.cold:
            forget(self.folder)
        if self.made:
            shutil.rmtree(self.made, ignore_errors=True)
        output = self.folder.with_suffix(".out")
        done = finished(
            [self.build.program, *self.arguments], self.folder, output=output, one_core=self.one_core
        )
        if self.may_refuse and done.status == REFUSED:
            return replace(done.cost, refused=done.errors.strip() or "no verdict")
        if done.status != self.status:
            raise Wrong(f"{self}: ended with {done.status}, not {self.status}: {done.errors}")
        self._compare(output)
        return replace(done.cost, work=self.work)

    def _compare(self, output: Path) -> None:
        found = digest_of(output)
        if not self.digest:
            self.check(output)
            self.digest = found
        if found != self.digest:
            raise Wrong(f"{self}: two runs printed different things")

    def __str__(self) -> str:
        return f"{self.build.name}: pas-gov {' '.join(map(str, self.arguments))}"


def printed(build: Build, folder: Path, *arguments: str | Path) -> str:
    """Return what a command prints, however it ends."""
    done = subprocess.run(
        [build.program, *arguments],
        cwd=folder, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout


def digest_of(file: Path) -> str:
    """Return the digest of a file of any size."""
    found = hashlib.sha256()
    with open(file, "rb") as stream:
        while part := stream.read(1 << 20):
            found.update(part)
    return found.hexdigest()
