"""Two commands at once: one of them wins whole, or both do, one after the other; never a mixture, no update lost."""

from __future__ import annotations

import itertools
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TODAY, Owner, Said
from contents import contents
from faults import NAMES
from writing_commands import prepared

from pas_gov.authoring.saving import atomic_write

pytestmark = pytest.mark.whole

SAME = {  # what is done to one record, and to the Core that it stands under
    "amend": ["amend", "four-hours", "--title", "Four"],
    "amend otherwise": ["amend", "four-hours", "--statement", "We answer within four hours.", "--force"],
    "attest": ["attest", "four-hours", "delivery-support", "--reality", "drifting"],
    "attest another zone": ["attest", "four-hours", "documentation-knowledge", "--reality", "drifting"],
    "retire": ["retire", "four-hours", "--why", "Unused.", "--notice", "all=Told.", "--stop", "all"],
    "supersede": ["supersede", "reliable", "--by", "fast", "--why", "Better.", "--notice", "all=Told.", "--stop", "all",
                  "--repoint", "all", "--note", "Holds."],
    "realign": ["realign", "phone-support", "--to", "reliable", "--note", "Holds."],
    "new": ["new", "lane", "--layer", "supporting", "--title", "Lane", "--statement", "A lane.", "--owner", "@acme/ops",
            "--audience", "customers", "--aligned-to", "fast", "--note", "Holds."],
    "new of the same id": ["new", "lane", "--layer", "core", "--title", "A lane", "--statement", "A lane.", "--owner",
                           "@acme/ops", "--audience", "customers", "--force"],
    "waive": ["waive", "no-erasure", "draft", "--reason", "Never made.", "--approved-by", "@acme/two", "--until", "+5d"],
    "fmt": ["fmt"],
    "audit": ["audit"],
}  # fmt: skip
FEW = [
    ("amend", "attest"),
    ("attest", "attest another zone"),
    ("new", "new of the same id"),
    ("fmt", "amend"),
]


def words(owner: Owner, name: str) -> list[str]:
    return prepared(owner, name) if name in ("fmt", "audit") else SAME[name]


def at_once(owner: Owner, first: str, second: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the second begin and end while the first has read everything and is about to write."""
    one, other = words(owner, first), words(owner, second)
    copy = Path(shutil.copytree(owner.repo.path, owner.repo.path.with_name("copy")))
    here, there = ["--repo", str(owner.repo.path)], ["--repo", str(copy)]
    alone = owner.run(*other, *there)
    apart = contents(copy)
    assert alone.status == 0, alone.told
    in_turn = owner.run(*one, *there)
    both = contents(copy)
    real, intruder = atomic_write.save, list[Said]()

    def late(*given: object, **more: object) -> None:
        if not intruder:
            intruder.append(Said(9, ""))
            intruder[0] = owner.run(*other, *here)
        real(*given, **more)

    with monkeypatch.context() as patched:
        patched.setattr("pas_gov.authoring.saving.landing.save", late)
        ended = owner.run(*one, *here)
    assert [said.status for said in intruder] == [0]
    if ended.status == 0:
        assert in_turn.status == 0
        assert contents(owner.repo.path) == both
    else:
        assert ended.status in (1, 2, 3)
        assert contents(owner.repo.path) == apart


@pytest.mark.parametrize(("first", "second"), FEW)
def test_of_two_at_once_each_is_whole(owner, first, second, monkeypatch):
    at_once(owner, first, second, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize(("first", "second"), list(itertools.product(SAME, repeat=2)))
def test_every_pair_at_once(owner, first, second, monkeypatch):
    at_once(owner, first, second, monkeypatch)


ENDING = """
import os, signal, sys
from pas_gov.loading.transaction import operations
at, number, seen = int(sys.argv[1]), int(sys.argv[2]), []
if number == signal.SIGINT:  # whoever runs the tests (nohup, a shell's &) may have had it ignored
    signal.signal(number, signal.default_int_handler)
elif number != signal.SIGKILL:
    signal.signal(number, signal.SIG_DFL)
def point(real):
    def call(*given):
        seen.append(1)
        if len(seen) == at:
            os.kill(os.getpid(), number)
        return real(*given)
    return call
for name in NAMES:
    setattr(operations, name, point(getattr(operations, name)))
sys.argv[:] = ["pas-gov", *sys.argv[3:]]
from pas_gov.cli import main
main()
""".replace("NAMES", repr(NAMES))


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_real_process_that_is_ended_leaves_all_or_nothing_and_says_so(owner, number):
    before = contents(owner.repo.path)
    given = [*SAME["supersede"], "--repo", str(owner.repo.path), "--today", TODAY]
    told = set()
    for at in range(1, 300, 4):
        program = [sys.executable, "-c", ENDING, str(at), str(int(number)), *given]
        ended = subprocess.run(program, check=False, capture_output=True, text=True)
        assert owner.run("validate").status == 0
        now = contents(owner.repo.path)
        assert not list((owner.repo.path / ".git").glob("pas-gov.writ*"))
        if ended.returncode == 0:
            break
        if number != signal.SIGKILL:
            assert ("nothing was written" in ended.stderr) == (now == before), ended.stderr
            assert ("was written all the same" in ended.stderr) == (now != before), ended.stderr
        told.add(now == before)
        owner.repo.git("checkout", "--quiet", ".")
    assert ended.returncode == 0
    assert True in told
