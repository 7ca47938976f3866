"""Every remedy of the pack is run: accepted, it lifts what it answers, or the next step is one that it had named."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from cases import each_of
from following import State, failures
from scenario import PACK
from states import STATES

from pas_gov.git import process

pytestmark = pytest.mark.whole

PACKED = sorted(path.removeprefix("policies/").removesuffix(".yaml") for path in PACK if path.count("/") == 1)

SETTLED = {
    "rev-parse",
    "symbolic-ref",
    "for-each-ref",
    "config",
}  # what remedies leave as it is: they never commit


@pytest.fixture(scope="module", autouse=True)
def asked_once() -> Iterator[None]:
    """Ask git once for the folders, refs and settings of each repository: a quarter of all that is asked of it."""
    known: dict[tuple[str, ...], subprocess.CompletedProcess[bytes]] = {}

    def answered(arguments: list[str], *, check: bool, **how: Any) -> subprocess.CompletedProcess[bytes]:
        asked = (str(how["cwd"]), *arguments)
        if asked not in known:
            done = subprocess.run(arguments, check=check, **how)
            if not SETTLED & set(arguments):
                return done
            known[asked] = done
        return known[asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process, "subprocess", SimpleNamespace(run=answered))
        yield


@each_of("policy", PACKED)
def test_each_policy_of_the_pack_has_a_state(policy):
    assert any(policy in state.policies for state in STATES)


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state.policies[0]}: {state.name}")
def test_what_the_gate_says_can_be_followed(state: State):
    found = list(failures(state))
    assert not [fault for _, fault in found if fault]
    assert bool(found) is not bool(state.words)
