"""The program as people and CI call it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def pas_gov(
    folder: Path, *arguments: str, status: int | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder as a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
    done = subprocess.run(
        [sys.executable, "-m", "pas_gov", *arguments], cwd=folder, env={**kept, **env}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert status is None or done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done
