"""Replay: what becomes of each step under rules that are tried, and under those in force (no git, no files)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from cases import each_of
from scenario import (
    PACK,
    TODAY,
    Org,
    acme,
    changed,
    files_of,
    policy,
    promise,
    settings,
    snapshot,
    waiver,
    with_made,
    without,
)  # fmt: skip
from stacks import loaded

from pas_gov import cel
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.replay.candidate_replay import PresentJudgement, Replay, StepResult
from pas_gov.ledger.replay.candidates import candidates
from pas_gov.ledger.replay.origin import Origin
from pas_gov.ledger.replay.steps import NOTHING, UNTOUCHED, Step
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.stack.paths import differing_paths, record_paths

Files = Mapping[str, str]
NONE: Files = MappingProxyType({})
ERASURE = {"policies/no-erasure.yaml": PACK["policies/no-erasure.yaml"]}


def side(files: Files) -> Side:
    at = snapshot("a moment", files)
    return Side(loaded(at), load_rulebook(at), at.problems)


def step(before: Org | Files, after: Org | Files, day: date = TODAY) -> Step:
    """Return a step between organisations, or files by path."""
    first, second = (
        snapshot("", dict(one) if all(isinstance(text, str) for text in one.values()) else files_of(one))
        for one in (before, after)
    )
    sides = [Side(loaded(at), load_rulebook(at), at.problems) for at in (first, second)]
    return Step(Origin("c" * 40, day), *sides, record_paths(differing_paths(first, second)))


def replay(here: Files, tip: Files = NONE, *named: str, steps: int = 1_000_000) -> Replay:
    """Return the replay of policies written here, with those of the tip as the present rules."""
    chosen = candidates(side(here), side(tip), named)
    return Replay(chosen.tried, chosen.present, lambda: cel.Budget(30, steps=steps))


def result(here: Files, one: Step, tip: Files = NONE, *named: str, steps: int = 1_000_000) -> StepResult:
    (found,) = replay(here, tip, *named, steps=steps).results([one])
    return found


def asked(found: StepResult) -> set[tuple[str, str]]:
    return {(finding.policy, finding.promise) for finding in found.blocking}


ERASED = step(acme(), without(acme(), "quick-setup"))


class TestWhatWouldHaveBeenBlocked:
    def test_a_step_that_breaks_the_rule(self):
        found = result(ERASURE, ERASED)
        assert (found.outcome, asked(found)) == ("blocked", {("no-erasure", "quick-setup")})
        assert found.places == {"quick-setup": "promises/supporting/quick-setup.yaml"}

    def test_a_step_that_keeps_it(self):
        found = result(ERASURE, step(acme(), changed(acme(), "fast", title="Quick")))
        assert found == StepResult(found.origin, "passed")

    def test_a_policy_that_only_warns_is_tried_as_if_it_blocked(self):
        for enforcement in ("warn", "note", "ignore"):
            tuned = {**ERASURE, **settings(enforcement={"no-erasure": enforcement})}
            assert result(tuned, ERASED, ERASURE).outcome == "blocked"

    def test_params_of_the_settings_count(self):
        rule = policy("few", scope="stack", params={"most": 100}, require="size(changes) <= params.most")
        assert result(rule, ERASED).outcome == "passed"
        assert result({**rule, **settings(params={"few": {"most": 0}})}, ERASED).outcome == "blocked"

    def test_only_what_is_new_in_the_step_counts(self):
        rule = policy("named", require='promise.title == "Named"', message='promise.title + "!"')
        edited = changed(acme(), "quick-setup", notes="Edited.")
        assert result(rule, step(acme(), edited)).outcome == "passed"
        more = with_made(edited, promise("extra", "supporting", "fast"))
        assert asked(result(rule, step(acme(), more))) == {("named", "extra")}

    def test_each_step_is_judged_on_its_own_day(self):
        overdue = {"policies/experiment-is-overdue.yaml": PACK["policies/experiment-is-overdue.yaml"]}
        edited = changed(acme(), "ai-summary", notes="Edited.")  # to be decided by 2026-07-01
        late = with_made(acme(), promise("beta", "experimental", "fast"))
        for day, outcome in ((date(2026, 7, 1), "passed"), (date(2026, 7, 2), "blocked")):
            assert result(overdue, step(acme(), late, day)).outcome == outcome
            assert result(overdue, step(acme(), edited, day)).outcome == "passed", "it was overdue before"

    def test_a_record_that_becomes_unreadable_is_no_erasure(self):
        before = files_of(acme())
        broken = {**before, "promises/supporting/quick-setup.yaml": "id: ["}
        assert result(ERASURE, step(before, broken)).outcome == "passed"
        assert result(ERASURE, step(broken, before)).outcome == "passed"

    def test_the_first_step_made_everything(self):
        after = side(files_of(acme()))
        paths = record_paths([entry.path for entry in after.stack.entries.values()])
        first = Step(Origin("c" * 40, TODAY), NOTHING, after, paths)
        cores = {"policies/stack-has-a-core.yaml": PACK["policies/stack-has-a-core.yaml"]}
        assert result(ERASURE, first).outcome == "passed"
        assert result(cores, first).outcome == "passed"
        assert (
            result({**cores, **settings(params={"stack-has-a-core": {"max": 1}})}, first).outcome == "blocked"
        )

    def test_the_step_that_brings_the_first_rules_is_a_bootstrap(self):
        alone = {"policies/policies-change-alone.yaml": PACK["policies/policies-change-alone.yaml"]}
        after = {**files_of(without(acme(), "draft")), **ERASURE}
        assert result(alone, step(files_of(acme()), after)).outcome == "passed"
        other = policy("other")
        assert result(alone, step({**files_of(acme()), **other}, {**after, **other})).outcome == "blocked"


class TestWaivers:
    GONE = files_of(without(acme(), "quick-setup"))

    def outcome(self, waivers: Files, day: date = TODAY, after: Files = NONE) -> str:
        one = step({**files_of(acme()), **waivers}, {**self.GONE, **waivers, **after}, day)
        return result(ERASURE, one).outcome

    def test_those_that_stood_before_the_step_are_honoured_on_its_day(self):
        valid = waiver("let-go", "no-erasure", "quick-setup")  # until 2026-06-15
        assert self.outcome(valid) == "passed"
        assert self.outcome(valid, date(2026, 6, 15)) == "passed"
        assert self.outcome(valid, date(2026, 6, 16)) == "blocked"
        assert self.outcome(valid, date(2026, 5, 14)) == "blocked"

    def test_one_that_the_step_itself_brings_is_not(self):
        assert self.outcome({}, after=waiver("let-go", "no-erasure", "quick-setup")) == "blocked"

    def test_one_of_the_work_tree_is_not(self):
        here = {**ERASURE, **waiver("let-go", "no-erasure", "quick-setup")}
        assert result(here, ERASED).outcome == "blocked"

    @each_of(
        "wrong",
        [
            waiver("w", "no-erasure", "fast"),
            waiver("w", "no-such-policy", "quick-setup"),
            waiver("w", "no-erasure", "quick-setup", until="2027-06-01"),
            waiver("w", "no-erasure", "quick-setup", approved_by="@acme/one"),
        ],
    )
    def test_one_that_may_not_be_honoured_is_not(self, wrong):
        assert self.outcome(wrong) == "blocked"

    def test_the_present_rules_honour_them_too(self):
        again = policy("again", scope="change", require="after != null")
        valid = waiver("let-go", "no-erasure", "quick-setup")
        found = result(again, step({**files_of(acme()), **valid}, {**self.GONE, **valid}), ERASURE)
        assert found.present == PresentJudgement()


class TestThePresentRules:
    ALSO = policy("also", scope="change", require="after != null", message='"gone: " + before.id')

    def test_none_let_everything_through(self):
        assert result(ERASURE, ERASED).present == PresentJudgement()

    def test_those_that_block_it_too_are_named(self):
        found = result({**self.ALSO, **ERASURE}, ERASED, ERASURE)
        assert asked(found) == {("also", "quick-setup")}
        assert found.present == PresentJudgement(("no-erasure",))
        assert not found.present.let_through

    def test_a_warning_lets_it_through(self):
        for enforcement in ("warn", "note", "ignore"):
            tip = {**ERASURE, **settings(enforcement={"no-erasure": enforcement})}
            assert result({**self.ALSO, **ERASURE}, ERASED, tip, "also").present == PresentJudgement()

    def test_they_are_not_asked_about_a_step_that_passes(self):
        broken = policy("broken", scope="change", require="1 / 0 == 1")
        found = result(
            {**ERASURE, **broken}, step(acme(), changed(acme(), "fast", notes="x")), broken, "no-erasure"
        )
        assert (found.outcome, found.present) == ("passed", None)

    def test_where_they_cannot_judge_nothing_is_let_through(self):
        broken = policy("broken", scope="change", require="1 / 0 == 1")
        found = result({**ERASURE, **broken}, ERASED, broken, "no-erasure")
        assert found.outcome == "blocked"
        assert found.present is not None
        assert not found.present.let_through
        assert "broken: quick-setup can't be judged" in found.present.unjudged


class TestWhatCannotBeJudged:
    BROKEN = policy("broken", scope="change", require="1 / 0 == 1")

    def test_an_error_is_no_pass_and_leaves_the_other_policies_alone(self):
        assert result(self.BROKEN, ERASED).outcome == "unjudged"
        found = result({**self.BROKEN, **ERASURE}, ERASED)
        assert (found.outcome, asked(found)) == ("blocked", {("no-erasure", "quick-setup")})
        assert list(found.unjudged) == ["broken"]
        assert found.unjudged["broken"].startswith("quick-setup can't be judged: ")

    def test_a_spent_budget_is_no_pass(self):
        found = result({**ERASURE, **policy("other")}, ERASED, steps=1)
        assert (found.outcome, sorted(found.unjudged)) == ("unjudged", ["no-erasure", "other"])
        assert "steps" in found.unjudged["other"]

    def test_a_step_whose_sides_could_not_be_read(self):
        one = Step(Origin("c" * 40, TODAY), NOTHING, NOTHING, UNTOUCHED, unread="a blob is missing")
        found = result(ERASURE, one)
        assert (found.outcome, found.unjudged) == ("unjudged", {"no-erasure": "a blob is missing"})


class TestTheFold:
    def test_a_step_that_touches_no_record_is_not_judged(self):
        one = Step(Origin("c" * 40, TODAY), *(side(files_of(acme())),) * 2, UNTOUCHED)
        assert result(ERASURE, one, steps=0) == StepResult(one.origin, "untouched")

    def test_steps_are_taken_one_at_a_time(self):
        taken = []

        def steps():
            for number in range(3):
                taken.append(number)
                yield ERASED

        results = replay(ERASURE).results(steps())
        assert taken == []
        next(results)
        assert taken == [0]

    def test_a_step_that_changes_nothing_blocks_nothing(self):
        same = step(acme(), acme())
        edited = Step(same.origin, same.before, same.after, record_paths(["promises/core/fast.yaml"]))
        assert result(PACK, edited).outcome == "passed"
