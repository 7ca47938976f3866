"""Documented commands: documents whose commands are run, and whose outputs must be what comes out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from gate_run import shell_program

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
    text = re.sub(
        r"\(([0-9a-f]{9})\)|\b[0-9a-f]{12}\b|\b(?=[0-9]*[a-f])[0-9a-f]{9}\b|\b[0-9]{9}\b", "ID", text
    )
    return re.sub(r"\b\d{4}-\d\d-\d\d\b", "DAY", " ".join(text.split())).strip()


def plain_outputs(commands: list[str], folder: Path) -> list[str]:
    """Run shell commands one after the other in an empty folder, as a new user would; return what each printed.

    Nothing may be written to stderr. What differs from run to run is taken out, as by ``plain``.
    """
    return [plain(part) for part in outputs_of(commands, folder)]


def outputs_of(commands: list[str], folder: Path) -> list[str]:
    """Run shell commands as ``plain_outputs`` does; return what each printed, as it is."""
    script = "\n".join(f"{text}\necho '=='" for text in commands)
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env=shell_environment(folder),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert not done.stderr, done.stderr
    return done.stdout.split("==\n")[: len(commands)]


def shell_environment(folder: Path) -> dict[str, str]:
    """Return the environment of a new user whose shell finds pas-gov, which is put into the folder; nobody's settings."""
    program = folder / "bin/pas-gov"
    if not program.exists():
        program.parent.mkdir()
        program.write_text(shell_program())
        program.chmod(0o755)
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "CI"))
    }
    path = f"{program.parent}:{kept['PATH']}"
    return {**kept, **PERSON, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull, "COLUMNS": "80"}


STEP = re.compile(r"```sh\n(?P<command>.*?)```(?:\n+```text\n(?P<shown>.*?)```)?", re.DOTALL)


def steps(text: str) -> list[tuple[str, str | None]]:
    """Return each shell block of a page with the output that follows it at once, None where none does."""
    return [(found["command"], found["shown"]) for found in STEP.finditer(text)]


def renewed(text: str, outputs: list[str]) -> str:
    """Return a page with these outputs in place of those that follow its shell blocks."""
    waiting = iter(outputs)

    def step(found: re.Match[str]) -> str:
        output = next(waiting)
        return found[0] if found["shown"] is None else f"```sh\n{found['command']}```\n\n```text\n{output}```"

    return STEP.sub(step, text)


if (
    __name__ == "__main__"
):  # python tests/support/documented_commands.py README.md 2: show the outputs anew, from the third shell block on
    import tempfile

    page, skipped = Path(sys.argv[1]), int(sys.argv[2])
    said = page.read_text()
    with tempfile.TemporaryDirectory() as place:
        fresh = outputs_of([command for command, _ in steps(said)][skipped:], Path(place))
    page.write_text(renewed(said, [*[""] * skipped, *fresh]))
    print(
        "\n".join(
            output for output, (_, shown) in zip(fresh, steps(said)[skipped:], strict=True) if shown is None
        )
    )
