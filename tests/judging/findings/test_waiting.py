"""What waits for what: rounds, and who is asked only when others have answered."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pas_gov.judging.findings.waiting import asked_later, in_turn, is_moving, may_wait, rounds, waits
from pas_gov.judging.verdict.decision import Finding

NAMES = st.sampled_from("abcdef")


def finding(
    scope: str = "alignment", enforcement: str = "block", outcome: str = "fail", *commands: tuple[str, ...]
) -> Finding:
    return Finding("p", enforcement, outcome, "one", "said", "", commands=commands, scope=scope)  # type: ignore[arg-type]


def test_a_review_an_ending_and_a_decision_move_a_promise_and_an_attestation_does_not():
    assert is_moving(finding())
    assert is_moving(finding("promise", "block", "fail", ("retire", "one")))
    assert is_moving(finding("change", "block", "fail", ("realign", "one")))
    assert not is_moving(finding("promise", "block", "fail", ("amend", "one", "--owner", "<WHO>")))
    assert not is_moving(finding("zone", "block", "fail", ("attest", "one")))


def test_what_only_warns_or_is_waived_moves_nothing():
    assert not is_moving(finding(enforcement="warn"))
    assert not is_moving(finding(outcome="waived"))


def test_a_review_may_wait_and_a_decision_that_is_due_does_not():
    assert may_wait(finding())
    assert may_wait(finding("promise"))
    assert may_wait(finding("change", "block", "fail", ("realign", "one")))
    assert not may_wait(finding("promise", "block", "fail", ("retire", "one")))
    assert not may_wait(finding("zone", "warn", "fail", ("attest", "one")))


def test_a_remedy_says_for_whom_it_waits_unless_it_says_so_itself_or_need_not():
    review = replace(finding("change", "block", "fail", ("realign", "one")), remedy="realign it")
    assert in_turn(review, {"one": ("two",)}) == "it waits for two, which must answer first; then: realign it"
    assert in_turn(review, {"one": (), "three": ("two",)}) == "realign it"
    assert in_turn(replace(review, scope="alignment"), {"one": ("two",)}) == "realign it"
    due = replace(finding("promise", "block", "fail", ("retire", "one")), remedy="retire it")
    assert in_turn(due, {"one": ("two",)}) == "retire it"


def test_rounds_count_the_longest_way():
    assert rounds({"a": (), "b": ("a",), "c": ("a", "b"), "d": ()}) == {"a": 0, "b": 1, "c": 2, "d": 0}
    assert rounds({}) == {}


def test_a_circle_comes_last_and_ends():
    assert rounds({"a": (), "b": ("c",), "c": ("b", "a"), "d": ("c",)}) == {"a": 0, "b": 1, "c": 1, "d": 1}


@given(st.dictionaries(NAMES, st.lists(NAMES, unique=True).map(tuple)))
def test_nobody_answers_before_those_whom_it_waits_for_unless_in_a_circle(waiting):
    found = rounds(waiting)
    assert found.keys() == waiting.keys()
    last = max(found.values(), default=0)
    for identity, others in waiting.items():
        for other in others:
            assert other not in waiting or found[other] < found[identity] or found[identity] == last


def test_waits_and_later_follow_the_links_that_are_yet_to_answer():
    from builders import link, promise_data, stack_of

    stack = stack_of(
        promise_data("core"),
        promise_data("mid", layer="supporting", aligned_to=[link("core")]),
        promise_data("low", layer="supporting", aligned_to=[link("mid"), link("core")]),
        promise_data("draft", layer="supporting", status="proposed", aligned_to=[link("mid")]),
    )
    assert asked_later(stack, {"mid", "not-there"}) == {"low"}
    assert waits(stack, frozenset({"mid", "low"})) == {"low": ("mid",), "mid": ()}
