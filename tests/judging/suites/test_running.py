"""A case held against its policy: its change is built once, and each thing that isn't as expected is told."""

from __future__ import annotations

from datetime import date

import pytest
from cases import each_of
from trials import NOTED, PATH, case, mismatches, prepared, result, rule, suites, titled

from pas_gov import cel
from pas_gov.judging.suites.case import CaseResult, PreparedCase, case_result, prepared_case
from pas_gov.judging.suites.case_builder import CaseBuilder
from pas_gov.model.records.suite import TODAY

LONG = titled("A title that is long")
BOTH = {**LONG, "fresh": {"make": {"layer": "supporting", "title": "A long new title"}}}


def dated(one, **shared):
    """Return the change that a case describes."""
    return prepared(rule(), one, **shared)[0].dated


class TestTheChangeOfACase:
    def test_it_is_between_the_starting_stack_and_what_the_case_makes_of_it(self):
        change = dated(case(change={**LONG, "named-csm": {"erase": True}})).transition
        assert {one.id: one.kinds for one in change.changes} == {
            "four-hours": ("edited",),
            "named-csm": ("erased",),
        }
        assert change.before.get("four-hours").promise.title == "An answer within four hours"
        assert change.after.get("four-hours").promise.title == "A title that is long"
        assert change.paths.promises == (
            "promises/conditional/named-csm.yaml",
            "promises/supporting/four-hours.yaml",
        )

    def test_without_a_change_nothing_changes(self):
        change = dated(case(change={})).transition
        assert (change.changes, change.paths.promises, len(change.after.entries)) == ((), (), 5)
        assert change.before.entries == change.after.entries

    def test_a_move_is_a_change_of_the_path_alone(self):
        change = dated(case(change={"named-csm": {"move": "promises/conditional/csm.yaml"}})).transition
        assert [(one.id, one.kinds, one.material) for one in change.changes] == [
            ("named-csm", ("moved",), False)
        ]

    def test_a_file_that_is_moved_to_where_it_is_not_read_is_gone(self):
        change = dated(case(change={"named-csm": {"move": "promises/conditional/csm.txt"}})).transition
        assert [(one.id, one.kinds) for one in change.changes] == [("named-csm", ("erased",))]

    def test_the_stack_of_a_case_stands_over_that_of_its_file(self):
        found = dated(
            case(stack={"reliable": {"title": "Mine"}, "named-csm": None}),
            stack={"reliable": {"title": "Ours", "notes": "Ours."}, "draft": {"layer": "core"}},
        ).transition.before
        assert (found.get("reliable").promise.title, found.get("reliable").promise.notes) == ("Mine", "Ours.")
        assert ("draft" in found, "named-csm" in found) == (True, False)

    def test_what_it_touches_besides_and_how_it_comes_is_taken_over(self):
        change = dated(
            case(touches=["pas-gov.yaml", "policies/tests/a.yaml", "docs/a.md"], bootstrap=True)
        ).transition
        assert (change.paths.settings, change.paths.policies) == (
            ("pas-gov.yaml",),
            ("policies/tests/a.yaml",),
        )
        assert change.paths.promises == ("promises/supporting/four-hours.yaml",)
        assert (change.bootstrap, dated(case()).transition.bootstrap) == (True, False)

    def test_it_is_judged_on_its_day(self):
        assert dated(case()).today == TODAY
        assert dated(case(today="2027-01-31")).today == date(2027, 1, 31)

    def test_what_cases_share_is_built_once(self):
        bench, suite = (
            CaseBuilder(),
            suites(case(name="a"), case(name="b"), case(name="c", stack={"named-csm": None})).suites["rule"],
        )
        one, two, three = (prepared_case(bench, rule(), suite, index) for index in range(3))
        assert one.dated.transition.before is two.dated.transition.before
        assert one.dated.transition.after.entries == two.dated.transition.after.entries
        assert three.dated.transition.before is not one.dated.transition.before


class TestOutcomes:
    """pass: asked, and nothing found; fail: found, and new; preexisting: found, as before; else not applicable."""

    @each_of(
        ("change", "stack", "outcome"),
        [
            (titled("Short"), {}, "pass"),
            (LONG, {"four-hours": {"title": "Short"}}, "fail"),
            (LONG, {}, "fail"),
            ({"four-hours": {"set": {"notes": "x"}}}, {}, "preexisting"),
            ({}, {}, "not-applicable"),
            ({"named-csm": {"erase": True}}, {}, "not-applicable"),
        ],
    )
    def test_the_outcome_is_what_the_policy_finds(self, change, stack, outcome):
        others = {one: {"title": "Short"} for one in ("named-csm", "beta-summary")}
        one = case(outcome, change=change, stack={**others, **stack})
        found = result(rule(), one)
        assert (found.actual.outcome, found.state, found.mismatches) == (outcome, "holds", ())

    def test_one_new_finding_beside_old_ones_is_a_failure_and_only_it_counts(self):
        change = {**NOTED, "fresh": {"make": {"layer": "core", "title": "A long new title"}}}
        found = result(rule(), case("fail", change=change))
        assert [one.promise for one in found.actual.findings] == ["fresh"]

    def test_where_some_pass_and_nobody_fails_it_passes(self):
        tried = rule(when="promise.id == 'reliable'", require="true")
        assert result(tried, case(change={**NOTED, "reliable": {"set": {"notes": "x"}}})).state == "holds"

    def test_what_does_not_match_or_apply_is_not_applicable(self):
        for changes in (
            {"match": {"layer": ["core"]}},
            {"when": "false"},
            {"each": {"name": "one", "in": "[]"}},
        ):
            assert result(rule(**changes), case("not-applicable")).state == "holds"

    @each_of("expect", ["pass", "preexisting", "not-applicable"])
    def test_another_outcome_is_the_one_mismatch_that_is_told(self, expect):
        one = case(expect, change=LONG, promises=["nobody"], says="nothing of the kind", findings=7)
        assert mismatches(rule(), one) == [("expect", expect, "fail")]
        found = result(rule(), one)
        assert (found.state, [finding.promise for finding in found.actual.findings]) == (
            "fails",
            ["four-hours"],
        )


class TestWhatTheFindingsMustBe:
    def test_the_promises_are_named_exactly(self):
        one = {"change": BOTH, "findings": 2}
        assert mismatches(rule(), case("fail", promises=["fresh", "four-hours"], **one)) == []
        for promises, told in (
            (["fresh"], "fresh"),
            (["fresh", "four-hours", "reliable"], "four-hours, fresh, reliable"),
        ):
            assert mismatches(rule(), case("fail", promises=promises, **one)) == [
                ("promises", told, "four-hours, fresh")
            ]

    def test_the_whole_stack_is_a_star(self):
        tried = rule(scope="stack", require="false", message="'No.'")
        assert mismatches(tried, case("preexisting", promises=["*"])) == []
        assert mismatches(tried, case("preexisting", promises=["fresh"])) == [("promises", "fresh", "*")]

    def test_the_targets_are_named_exactly(self):
        tried = rule(
            scope="alignment", when="link.affected", require="link.state == 'current'", message="'No.'"
        )
        change = {"reliable": {"set": {"statement": "We are bold."}}}
        assert mismatches(tried, case("fail", change=change, targets=["reliable"])) == []
        one = case("fail", change=change, targets=["four-hours"])
        assert mismatches(tried, one) == [("targets", "four-hours", "reliable")]
        assert mismatches(rule(), case("fail", change=LONG, targets=["reliable"])) == [
            ("targets", "reliable", "none")
        ]

    def test_the_zones_are_named_exactly(self):
        tried = rule(scope="zone", require="entry.state == 'current'", message="'No.'")
        change = {"four-hours": {"set": {"statement": "We answer."}}}
        zones = ["delivery-support", "documentation-knowledge"]
        assert mismatches(tried, case("fail", change=change, zones=zones)) == []
        one = case("fail", change=change, zones=zones[:1])
        assert mismatches(tried, one) == [
            ("zones", "delivery-support", "delivery-support, documentation-knowledge")
        ]

    @each_of("number", [0, 1, 3])
    def test_the_findings_are_counted(self, number):
        assert mismatches(rule(), case("fail", change=BOTH, findings=number)) == [
            ("findings", str(number), "2")
        ]
        assert mismatches(rule(), case("fail", change=BOTH, findings=2)) == []

    def test_a_passing_case_may_ask_for_no_findings(self):
        one = case(
            change=titled("Short"), stack={one: {"title": "Short"} for one in ("named-csm", "beta-summary")}
        )
        assert mismatches(rule(), {**one, "findings": 0}) == []
        assert mismatches(rule(), {**one, "promises": ["fresh"]}) == [("promises", "fresh", "none")]
        assert mismatches(rule(), {**one, "says": "long"}) == [("says", "long", "nothing")]

    def test_each_of_the_words_stands_in_some_message(self):
        said = ["A title that is long is long", "A long new title is"]
        assert mismatches(rule(), case("fail", change=BOTH, says=said)) == []
        one = case("fail", change=BOTH, says=[*said, "is short"])
        assert mismatches(rule(), one) == [
            ("says", "is short", "A title that is long is long | A long new title is long")
        ]

    def test_the_words_of_one_line_may_be_written_on_several(self):
        tried = rule(message="promise.title + ':  it is  too\\n long'", remedy="make it\n  shorter")
        assert mismatches(tried, case("fail", change=LONG, says="is too\n  long", remedy="it  shorter")) == []

    def test_each_of_the_words_stands_in_some_remedy_as_it_is_filled_in(self):
        tried = rule(remedy="shorten {promise} in {path}, {owner}")
        words = ["shorten four-hours", "promises/supporting/four-hours.yaml, @acme/owner"]
        assert mismatches(tried, case("fail", change=LONG, remedy=words)) == []
        filled = "shorten four-hours in promises/supporting/four-hours.yaml, @acme/owner"
        assert mismatches(tried, case("fail", change=LONG, remedy="{promise}")) == [
            ("remedy", "{promise}", filled)
        ]
        assert mismatches(rule(), case("fail", change=LONG, remedy="x")) == [("remedy", "x", "nothing")]

    def test_all_that_is_not_as_expected_is_told_at_once(self):
        one = case(
            "fail",
            change=LONG,
            promises=["a"],
            targets=["b"],
            zones=["ai-automation"],
            findings=2,
            says="c",
            remedy="d",
        )
        found = [what for what, _, _ in mismatches(rule(), one)]
        assert found == ["promises", "targets", "zones", "findings", "says", "remedy"]


BY_MAX = {"params": {"max": 10, "days": {"core": 30}}, "require": "size(promise.title) <= params.max"}


class TestParameters:
    def test_the_policys_own_defaults_hold_unless_the_file_or_the_case_says_otherwise(self):
        tried = rule(**BY_MAX)
        assert result(tried, case("fail", change=LONG)).state == "holds"
        assert result(tried, case("pass", change=LONG, params={"max": 99})).state == "holds"
        assert result(tried, case("pass", change=LONG), params={"max": 99}).state == "holds"
        assert (
            result(tried, case("fail", change=LONG, params={"max": 10}), params={"max": 99}).state == "holds"
        )

    @each_of(
        ("params", "message", "remedy"),
        [
            ({"maximum": 3}, 'the policy "rule" has no parameter "maximum"', 'did you mean "max"?'),
            ({"max": "3"}, 'the parameter "max" of "rule" isn\'t of the kind of its default', "which is 10"),
            ({"days": 3}, "isn't of the kind of its default", 'which is {"core": 30}'),
            ({"days": {"core": "30"}}, "isn't of the kind of its default", 'which is {"core": 30}'),
        ],
    )
    def test_a_parameter_of_another_name_or_kind_is_told_where_it_stands(self, params, message, remedy):
        (name,) = params
        for own, shared, place in ((params, {}, f"/cases/0/params/{name}"), ({}, params, f"/params/{name}")):
            found = result(rule(**BY_MAX), case(params=own), params=shared)
            assert (found.state, found.actual) == ("broken", None)
            assert message in found.broken[0]
            assert remedy in found.broken[1]
            assert found.broken[2] == place


class TestWhatCanNotBeJudged:
    def test_an_error_in_evaluating_is_broken_never_a_failure(self):
        tried = rule(require="promise.review_by > today")
        found = result(tried, case("fail"))
        assert (found.state, found.actual, found.mismatches) == ("broken", None, ())
        assert found.broken[0].startswith("beta-summary: promise.review_by is not set (line 1")
        assert "policies/rule.yaml" in found.broken[1]

    def test_one_error_among_findings_is_broken(self):
        tried = rule(require="promise.id == 'four-hours' ? false : promise.review_by > today")
        assert result(tried, case("fail", change=LONG)).state == "broken"

    def test_an_error_about_the_whole_stack_says_so(self):
        found = result(rule(scope="stack", require="changes[3].id == ''", message="'No.'"), case())
        assert found.broken[0].startswith("the stack: ")

    @each_of(
        ("one", "shared", "message", "place"),
        [
            (
                {"change": {"nobody": {"end": {}}}},
                {},
                'there is no promise "nobody"',
                "/cases/0/change/nobody",
            ),
            ({"stack": {"nobody": None}}, {}, 'no promise "nobody"', "/cases/0/stack/nobody"),
            ({}, {"nobody": None}, 'no promise "nobody"', "/stack/nobody"),
            (
                {"change": {"reliable": {"set": {"title": 5}}}},
                {},
                "title must be a text",
                "/cases/0/change/reliable",
            ),
            # said of the stack, so it isn't the change's, though that names the promise too
            (
                {"stack": {"four-hours": {"title": 5}}},
                {},
                "title must be a text",
                "/cases/0/stack/four-hours",
            ),
            ({}, {"four-hours": {"title": 5}}, "title must be a text", "/stack/four-hours"),
            (
                {"stack": {"four-hours": {"notes": "x"}}},
                {"four-hours": {"title": 5}},
                "must be a text",
                "/cases/0/stack/four-hours",
            ),
            (
                {"change": {"fresh": {"make": {"layer": "core", "id": "Bad"}}}},
                {},
                "isn't well formed",
                "/cases/0",
            ),
        ],
    )
    def test_what_can_not_be_built_is_told_where_it_is_said(self, one, shared, message, place):
        found = result(rule(), case("fail", **one), stack=shared)
        assert found.state == "broken"
        assert message in found.broken[0]
        assert found.broken[2] == place

    def test_a_budget_that_is_spent_ends_the_run(self):
        (one,) = prepared(rule(), case())
        with pytest.raises(cel.BudgetSpent):
            case_result(rule(), one, cel.Budget(steps=1))


def test_a_prepared_case_can_be_judged_by_another_rule():
    (one,) = prepared(rule(), case("fail", change=LONG))
    assert isinstance(one, PreparedCase)
    assert [case_result(tried, one, cel.Budget()).state for tried in (rule(), rule(require="true"))] == [
        "holds",
        "fails",
    ]


def test_a_result_without_a_verdict_does_not_hold():
    assert CaseResult(prepared(rule(), case())[0].case, broken=("", "", "")).state == "broken"


def test_the_path_of_the_tests_is_that_of_their_file():
    assert suites(case()).suites["rule"].path == PATH
