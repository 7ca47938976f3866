"""Evaluations of typical conditions, each in the interpreter of a build; a script does them, and says what they took."""

from __future__ import annotations

import json
import subprocess
from functools import partial
from pathlib import Path

from tests.bench.measuring import Cost, Wrong, environment
from tests.bench.rows.row import BEFORE, Line, Row, Task, Workshop

SCRIPT = Path(__file__).with_name("cel_evaluations.py")
NAMES = ("link-is-current", "core-or-active", "ending-changed", "not-overdue", "audience-told")


def evaluated(workshop: Workshop, size: int, *, name: str) -> list[Task]:
    """Return one condition, evaluated by each build; ``size`` is how many elements it goes through."""
    return [
        Task(subject, partial(_evaluated, build.python, name, size)) for subject, build in workshop.builds
    ]


def _evaluated(python: Path, name: str, size: int) -> Cost:
    command = [python, SCRIPT, name, str(size)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise Wrong(f"{' '.join(map(str, command))}: {done.stderr[-1000:]}")
    said = json.loads(done.stdout)
    if said["result"] is not True:
        raise Wrong(f"{name} came to {said['result']}, not to true")
    return Cost(said["seconds"], said["seconds"])


CEL_ROWS = (
    *(
        Row(f"cel-{name}", f"CEL, one evaluation: {name}", "", partial(evaluated, name=name),
            (Line("processor", BEFORE, 0.25),), (1,), (1,))
        for name in NAMES
    ),
    Row("cel-all", "CEL, all() over {size}", "elements", partial(evaluated, name="all"),
        (Line("processor", BEFORE, 0.2),), (1_000,), (100,), (250, 500, 1_000, 2_000)),
)  # fmt: skip
