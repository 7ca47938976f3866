"""Whatever a valid record may be, the standard pack has an answer: it never fails to evaluate."""

from __future__ import annotations

import pytest
from builders import stack_of, stacks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laws import tries
from scenario import TODAY, acme, blocking, changed, found, judged
from standard_pack import standard_rulebook, standard_rules

from pas_gov import cel
from pas_gov.judging.verdict.judgement import judgement_of
from pas_gov.model.stack.transition import Paths, transition


def test_it_finds_a_status_alone_wanting_not_impossible_to_judge():
    for status in ("retired", "superseded"):
        verdict = judged(acme(), changed(acme(), "four-hours", status=status))
        assert ("ending-is-recorded", "four-hours") in blocking(verdict)
        assert len(found(verdict, "ending-reaches-every-zone")) == 2


@settings(max_examples=tries(150), deadline=None, suppress_health_check=list(HealthCheck))
@given(stacks(), stacks(), st.booleans())
@pytest.mark.whole
def test_any_change_of_any_stack_is_judged(before, after, bootstrap):
    paths = Paths(("promises/core/a.yaml",), ("policies/a.yaml",))
    change = transition(stack_of(*before), stack_of(*after), paths, bootstrap=bootstrap)
    judgement = judgement_of(standard_rules(), standard_rulebook(), change, TODAY, cel.Budget(seconds=120))
    assert judgement.errors == ()
    assert all(
        finding.message and finding.remedy and "{answer}" not in finding.remedy
        for finding in judgement.findings
    )
    assert all("{" not in finding.remedy.replace("{promise: ", "") for finding in judgement.findings), (
        "all filled in"
    )
