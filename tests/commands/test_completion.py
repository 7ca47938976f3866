"""What a shell completes: ids of promises and policies, zones."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from gate_run import pas_gov
from scenario import PACK, acme, changed, files_of

pytestmark = pytest.mark.whole


@pytest.fixture
def completed(tmp_path):
    """Return a function that completes a command line as bash would, somewhere below the repository's root."""
    for path in ("core/alpha", "core/alp", "supporting/beta"):
        (tmp_path / "promises" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "promises" / f"{path}.yaml").write_text("")
    (tmp_path / "policies/waivers").mkdir(parents=True)
    (tmp_path / "policies/no-erasure.yaml").write_text("")
    (tmp_path / "policies/waivers/no-way.yaml").write_text("")

    def complete(line: str) -> list[str]:
        env = {
            **os.environ,
            "_PAS_GOV_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(line.split(" ")) - 1),
        }
        program = "import sys; sys.argv = ['pas-gov']; from pas_gov.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path / "promises/core",
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        return [item.partition(",")[2] for item in done.stdout.splitlines() if item]

    return complete


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("pas-gov amend al", ["alp", "alpha"]),
        ("pas-gov realign beta --to ", ["alp", "alpha", "beta"]),
        ("pas-gov waive no", ["no-erasure"]),
        ("pas-gov attest alpha de", ["delivery-support"]),
        ("pas-gov impact b", ["beta"]),
        ("pas-gov propa", ["propagation"]),
        ("pas-gov amend zzz", []),
    ],
)
def test_it_completes(completed, line, found):
    assert completed(line) == found


def test_no_variable_makes_a_command_that_was_given_a_completion(repo):
    repo.commit("Adopt", {**files_of(acme()), **PACK})
    repo.branch("change")
    repo.checkout("change")
    repo.commit("Reword", files_of(changed(acme(), "reliable", statement="Best.")))
    for name in ("_PAS_GOV_COMPLETE", "_PYTHON__M_PAS_GOV_COMPLETE"):
        pas_gov(repo.path, "gate", "--base", "main", status=1, **{name: "bash_source"})
