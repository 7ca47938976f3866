"""Every remedy of the pack is run: accepted, it lifts what it answers, or the next step is one that it had named."""

from __future__ import annotations

import pytest
from cases import each_of
from following import State, failures
from scenario import PACK
from states import STATES

pytestmark = pytest.mark.whole

PACKED = sorted(path.removeprefix("policies/").removesuffix(".yaml") for path in PACK if path.count("/") == 1)


@each_of("policy", PACKED)
def test_each_policy_of_the_pack_has_a_state(policy):
    assert any(policy in state.policies for state in STATES)


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state.policies[0]}: {state.name}")
def test_what_the_gate_says_can_be_followed(state: State):
    found = list(failures(state))
    assert not [fault for _, fault in found if fault]
    assert bool(found) is not bool(state.words)
