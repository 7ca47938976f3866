"""Questions made of promises: the same each time, none that tells a figure, none of a promise left out by a bound."""

from __future__ import annotations

import pytest
from scenario import acme, ended, files_of, snapshot
from stacks import loaded

from pas_gov.model.quantities.quantities import quantities
from pas_gov.probing.questions import questions


@pytest.fixture(scope="module")
def stack():
    return loaded(snapshot("a", files_of(ended(acme(), "phone-support"))))


def test_every_promise_that_is_or_was_in_force_is_asked_about(stack):
    found = questions(stack, (), 1000)
    assert {one.promise for one in found} == {
        one.id for one in stack.entries.values() if one.status != "proposed"
    }
    assert found == questions(stack, (), 1000)
    assert len({one.id for one in found}) == len(found)


def test_a_bound_leaves_out_details_before_promises(stack):
    every = {one.promise for one in questions(stack, (), 1000)}
    assert {one.promise for one in questions(stack, (), len(every))} == every


def test_no_question_about_a_term_tells_its_figure(stack):
    told = [one for one in questions(stack, (), 1000) if one.source == "term"]
    assert told
    assert [one.text for one in told if quantities(one.text)] == []


def test_questions_of_the_settings_stand_instead(stack):
    found = questions(stack, (("four-hours", "How fast are you?"), ("", "What do you promise?")), 1000)
    assert [one.text for one in found if one.promise == "four-hours"] == ["How fast are you?"]
    assert [one.source for one in found if not one.promise] == ["settings"]


def test_what_has_ended_is_asked_whether_it_still_holds(stack):
    (first, *_) = (one for one in questions(stack, (), 1000) if one.promise == "phone-support")
    assert first.text.startswith("Do you still promise this")
