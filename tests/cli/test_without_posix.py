"""The commands where Python has no fork, no timers, no limits and no poll, and prints in cp1252: as on Windows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.whole
WITHOUT = Path(__file__).parents[1] / "support/without_posix"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "GITHUB_", "CI", "LC_"))
    }
    env = {
        **kept, "PYTHONPATH": str(WITHOUT), "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "LC_ALL": "C",
        "GIT_CONFIG_GLOBAL": os.devnull,
        **{f"GIT_{role}_{key}": "a@b.example" for role in ("AUTHOR", "COMMITTER") for key in ("NAME", "EMAIL")},
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-m", "pas_gov", *words], cwd=folder, env=env, capture_output=True, check=False
    )


@pytest.fixture(scope="module")
def acme(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("without")
    done = run(folder, "demo", "--drifted", "--keep", "acme")
    assert done.returncode == 0, done.stderr
    return folder / "acme"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("inventory",), 0), (("gate", "--no-cache"), 1), (("drift",), 0), (("ledger", "verify", "--no-cache"), 1), (("validate",), 0),
        (("site", "--drift", "--output", "pages"), 0), (("amend", "uptime", "--notes", "Looked at.", "--commit"), 0),
        (("owed", "--subject", "facts.yaml"), 0), (("doctor",), 0), (("ledger", "export", "events", "-o", "events.csv"), 0),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else "",
)  # fmt: skip
def test_a_command_does_what_it_does_elsewhere(acme, words, status):
    (acme / "facts.yaml").write_text("plan: enterprise\n")
    done = run(acme, *words)
    assert done.returncode == status, done.stdout[-2000:] + done.stderr
    assert b"pas-gov itself failed" not in done.stdout + done.stderr
    done.stdout.decode("cp1252")
