"""Tours: documents whose commands are run, and whose outputs must be what comes out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

PERSON = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in (("NAME", "Ada"), ("EMAIL", "a@b.example"))
}


def blocks(text: str, *languages: str) -> list[str]:
    """Return the fenced blocks of these languages, in order."""
    return re.findall(rf"```(?:{'|'.join(languages)})\n(.*?)```", text, re.DOTALL)


def plain(text: str) -> str:
    """Return text without what differs from run to run: commit ids and the day of the run."""
    text = re.sub(r"\(([0-9a-f]{9})\)|\b[0-9a-f]{12}\b", "ID", text)
    return re.sub(r"(on|--today|date:) +\d{4}-\d\d-\d\d", r"\1 DAY", " ".join(text.split())).strip()


def toured(commands: list[str], folder: Path) -> list[str]:
    """Run shell commands one after the other in an empty folder, as a new user would; return what each printed.

    Nothing may be written to stderr.
    """
    (folder / "bin").mkdir()
    program = folder / "bin/pas-gov"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m pas_gov "$@"\n')
    program.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
    path = f"{program.parent}:{kept['PATH']}"
    env = {**kept, **PERSON, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull, "COLUMNS": "80"}
    script = "\n".join(f"{text}\necho '=='" for text in commands)
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert not done.stderr, done.stderr
    return [plain(part) for part in done.stdout.split("==\n")[: len(commands)]]
