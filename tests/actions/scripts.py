"""Writes every script of the action and the workflows into a folder, for shellcheck: python scripts.py FOLDER."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]  # a script of its own: it has no path to tests/support


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield (name, step) of each step, the name made of its file, job and number."""
    for path in sorted((ROOT / ".github").rglob("*.yml")):
        data = yaml.safe_load(path.read_text())
        jobs = data.get("jobs", {"action": data["runs"]} if "runs" in data else {})
        for job, body in jobs.items():
            for number, step in enumerate(body.get("steps", ())):
                yield f"{path.parent.name}-{path.stem}-{job}-{number}", step


def main(folder: str) -> None:
    for name, step in steps():
        if "run" in step:
            known = "".join(f"export {variable}=\n" for variable in step.get("env", {}))
            script = re.sub(r"\$\{\{.*?\}\}", "expression", step["run"])
            (Path(folder) / f"{name}.sh").write_text(
                f"#!/usr/bin/env bash\nset -eo pipefail\n{known}{script}"
            )


if __name__ == "__main__":
    main(sys.argv[1])
