"""A policy tried by its tests: what its cases reach, both ways or one, and whether they show that it can fail."""

from __future__ import annotations

import pytest
from builders import snapshot, suite_data
from cases import each_of
from standard_pack import standard_rules
from trials import PATH, case, rule, suites, titled, trial

from pas_gov import cel
from pas_gov.judging.policies.variables import variables
from pas_gov.judging.suites.mutation import rule_mutants
from pas_gov.judging.suites.policy_trial import Options, PolicyTester
from pas_gov.judging.suites.rule_expressions import deciding_names, rule_expressions, with_program
from pas_gov.model.records.suite import load_suites

SHORT = case("pass", "a short title", change=titled("Short"), stack={"named-csm": None, "beta-summary": None})
LONG = case("fail", "a long title", change=titled("A title that is long"))
OLD = case("preexisting", "an old title")
NONE = case("not-applicable", "an erasure", change={"named-csm": {"erase": True}})
WRONG = case("pass", "a long title that should be short", change=titled("Another title that is long"))
BROKEN = case("fail", "a broken case", change={"nobody": {"end": {}}})


class TestCases:
    def test_each_is_run_in_its_order_and_located(self):
        found = trial(rule(), SHORT, LONG, WRONG, BROKEN)
        assert [(one.result.case.name, one.result.state) for one in found.cases] == [
            ("a short title", "holds"),
            ("a long title", "holds"),
            ("a long title that should be short", "fails"),
            ("a broken case", "broken"),
        ]
        assert found.path == PATH
        assert [one.location.path for one in found.cases] == [PATH] * 4
        lines = [one.location.line for one in found.cases]
        assert lines == sorted(set(lines))

    def test_what_is_broken_is_located_where_it_is_said(self):
        found = trial(rule(), BROKEN, case("pass", "another", change=titled("x"), params={"max": 1}))
        source = suites(BROKEN, case("pass", "another", change=titled("x"), params={"max": 1})).sources[PATH]
        assert [one.location for one in found.cases] == [
            source.locate("/cases/0/change/nobody", key=True),
            source.locate("/cases/1/params/max", key=True),
        ]
        assert [one.prepared for one in found.cases] == [None, None]

    def test_outcomes_are_counted_of_those_that_could_be_judged(self):
        found = trial(rule(), SHORT, LONG, OLD, NONE, WRONG, BROKEN)
        assert found.outcomes == {"pass": 1, "fail": 2, "preexisting": 1, "not-applicable": 1}

    def test_all_that_holds_is_fine(self):
        found = trial(rule(), SHORT, LONG, OLD, NONE)
        assert (found.fails, found.broken, found.toothless, found.mutation) == (False, False, "", None)

    def test_one_case_that_fails_or_is_broken_is_enough(self):
        assert (trial(rule(), LONG, WRONG).fails, trial(rule(), LONG, WRONG).broken) == (True, False)
        assert (trial(rule(), LONG, BROKEN).fails, trial(rule(), LONG, BROKEN).broken) == (True, True)

    def test_a_filter_chooses_by_name_whatever_the_case(self):
        found = trial(rule(), SHORT, LONG, WRONG, options=Options(named="A LONG"))
        assert [one.result.case.name for one in found.cases] == [
            "a long title",
            "a long title that should be short",
        ]
        assert trial(rule(), SHORT, options=Options(named="nothing")).cases == ()


class TestBite:
    """A rule that can't fail guards nothing."""

    def test_a_policy_with_a_failing_case_that_holds_has_shown_its_teeth(self):
        assert (trial(rule(), LONG).bites, trial(rule(), LONG).toothless) == (True, "")

    @each_of("cases", [(), (SHORT,), (SHORT, OLD, NONE, WRONG)], ids=len)
    def test_one_that_no_case_shows_failing_is_a_failure(self, cases):
        found = trial(rule(), *cases)
        assert (found.fails, found.bites) == (True, False)
        assert found.toothless == "no case shows it failing: a rule that can't fail guards nothing"

    def test_a_failing_case_that_does_not_hold_shows_nothing(self):
        found = trial(rule(require="true"), LONG)
        assert found.toothless == "no case that should show it failing does"

    def test_one_that_fails_but_in_other_words_shows_it_all_the_same(self):
        found = trial(
            rule(), {**LONG, "says": "is nice"}, {**LONG, "name": "another", "promises": ["reliable"]}
        )
        assert [one.result.state for one in found.cases] == ["fails", "fails"]
        assert (found.toothless, found.bites, found.fails) == ("", True, True)

    def test_one_that_was_to_pass_and_fails_shows_nothing(self):
        assert not trial(rule(), WRONG).bites

    def test_one_that_could_not_be_judged_is_told_as_broken_alone(self):
        found = trial(rule(), SHORT, BROKEN)
        assert (found.toothless, found.broken, found.bites) == ("", True, False)

    @pytest.mark.parametrize("options", [Options(bite=False), Options(named="short")])
    def test_it_is_not_asked_where_that_is_not_wanted_or_only_some_cases_run(self, options):
        found = trial(rule(), SHORT, options=options)
        assert (found.toothless, found.fails, found.bites) == ("", False, False)

    def test_without_tests_it_is_asked_too_unless_it_is_not_wanted(self):
        assert trial(rule()).fails
        assert not trial(rule(), options=Options(bite=False)).fails


def reached(tried, *cases, **shared):
    """Return, for each boolean sub-expression, whether it was true (T), false (F), both or neither."""
    found = trial(tried, *cases, **shared).reached
    return {
        (name, one.text): "".join("TF"[not value] for value in sorted(one.values, reverse=True))
        for name, one in found
    }


class TestWhatTheCasesReach:
    BY_LAYER = "promise.layer == 'supporting'"

    def tried(self, **changes):
        return rule(
            when=self.BY_LAYER, **{"require": "size(promise.title) <= 10 && promise.owner != ''", **changes}
        )

    def test_sub_expressions_of_when_and_require_with_the_values_that_they_took(self):
        assert reached(self.tried(), LONG) == {
            ("when", self.BY_LAYER): "TF",
            ("require", "size(promise.title) <= 10 && promise.owner != ''"): "F",
            ("require", "size(promise.title) <= 10"): "F",
            ("require", "promise.owner != ''"): "",
        }

    def test_both_values_come_from_different_cases(self):
        found = reached(self.tried(), LONG, SHORT)
        assert found["require", "size(promise.title) <= 10"] == "TF"
        assert found["require", "promise.owner != ''"] == "T"

    def test_they_come_in_the_order_in_which_they_are_evaluated_and_the_outer_first(self):
        variables = [
            {"name": "long", "cel": "size(promise.title) > 10"},
            {"name": "told", "cel": "promise.id == 'x'"},
        ]
        tried = rule(
            variables=variables, when="!(promise.id in ['a'])", each={"name": "one", "in": "long ? [true] : [false]"},
            require="!long || one", message="told ? 'a' : 'b'",
        )  # fmt: skip
        assert [(name, one.text) for name, one in trial(tried, LONG).reached] == [
            ("variables.long", "size(promise.title) > 10"),
            ("when", "!(promise.id in ['a'])"),
            ("when", "(promise.id in ['a'])"),
            ("each", "long"),
            ("require", "!long || one"),
            ("require", "!long"),
            ("require", "long"),
            ("require", "one"),
        ]

    def test_what_was_never_evaluated_is_there_with_no_value(self):
        assert set(reached(self.tried(), NONE).values()) == {""}

    def test_without_tests_nothing_is_said(self):
        assert reached(self.tried()) == {}

    def test_watching_changes_no_outcome(self):
        for tried in (rule(), self.tried(), rule(require="promise.review_by > today")):
            states = {one.result.state for one in trial(tried, LONG).cases}
            (built,) = (one.prepared for one in trial(tried, LONG).cases)
            from pas_gov.judging.suites.case import case_result

            assert states == {case_result(tried, built, cel.Budget()).state}


class TestExpressionsOfARule:
    VARIABLES = (
        ("a", "promise.title"),
        ("b", "a + '!'"),
        ("c", "size(b)"),
        ("said", "a + ' is long'"),
        ("more", "said + '.'"),
    )

    def tried(self):
        return rule(
            variables=[{"name": name, "cel": text} for name, text in self.VARIABLES], require="c < 10",
            message="more", remedy="{said}",
        )  # fmt: skip

    def test_what_decides_is_what_when_each_and_require_read_through_one_another_too(self):
        assert deciding_names(self.tried()) == {"a", "b", "c"}
        decides = {one.name: one.decides for one in rule_expressions(self.tried())}
        assert decides == {
            "variables.a": True, "variables.b": True, "variables.c": True, "variables.said": False, "variables.more": False,
            "when": True, "require": True,
        }  # fmt: skip

    def test_each_may_read_what_was_worked_out_before_it(self):
        by_name = {
            one.name: one
            for one in rule_expressions(rule(each={"name": "one", "in": "[1]"}, require="one == 1"))
        }
        assert by_name["require"].names["one"] == cel.INT
        assert "one" not in by_name["each"].names
        assert "c" not in {one.name: one for one in rule_expressions(self.tried())}["variables.b"].names

    def test_compiled_again_each_expression_of_the_pack_is_itself(self):
        """So a mutant that doesn't compile isn't dropped for want of a name."""
        for one in standard_rules().rules:
            assert set(variables(one.policy)) <= set(rule_expressions(one)[0].names)
            for each in rule_expressions(one):
                again = cel.compile(each.program.source, each.names, each.expects)
                assert isinstance(again, cel.Program), (one.policy.id, each.name, again)

    @each_of("name", ["variables.c", "when", "each", "require"])
    def test_another_program_takes_the_place_of_one(self, name):
        tried = rule(
            variables=[{"name": "c", "cel": "1"}], each={"name": "one", "in": "[1]"}, require="c == one",
        )  # fmt: skip
        program = next(one.program for one in rule_expressions(tried) if one.name == name)
        other = cel.compile("true", {})
        changed = {one.name: one.program for one in rule_expressions(with_program(tried, name, other))}
        assert changed.pop(name) is other
        assert program not in changed.values()
        assert changed.items() <= {one.name: one.program for one in rule_expressions(tried)}.items()


def test_a_spent_budget_ends_the_trial():
    with pytest.raises(cel.BudgetSpent):
        PolicyTester(Options(), cel.Budget(steps=5)).policy_trial(rule(), suites(SHORT, LONG))


def test_what_policies_share_is_built_once():
    bench = PolicyTester(Options(), cel.Budget())
    first, second = (bench.policy_trial(one, suites(SHORT, LONG)) for one in (rule(), rule(require="true")))
    assert [one.prepared.dated.transition.before for one in first.cases][1] is (
        second.cases[1].prepared.dated.transition.before
    )


@each_of("options", [Options(), Options(bite=False), Options(mutate=True)], ids=str)
def test_tests_that_can_not_be_read_are_broken_and_nothing_more_is_asked_of_them(options):
    found = PolicyTester(options, cel.Budget()).policy_trial(
        rule(), load_suites(snapshot({PATH: "cases: ["}))
    )
    assert (found.path, found.cases, found.reached) == (PATH, (), ())
    assert (found.unreadable, found.broken, found.bites) == (True, True, False)
    assert (found.toothless, found.mutation, found.fails) == ("", None, False)


def test_nor_are_those_that_say_what_they_may_not():
    invalid = load_suites(snapshot({PATH: suite_data("rule", {**LONG, "expect": "fails"})}))
    found = PolicyTester(Options(), cel.Budget()).policy_trial(rule(), invalid)
    assert (found.path, found.unreadable, found.toothless) == (PATH, True, "")


def test_without_tests_there_are_none_that_could_not_be_read():
    found = trial(rule())
    assert (found.path, found.unreadable, found.broken, bool(found.toothless)) == ("", False, False, True)
    other = load_suites(snapshot({"policies/tests/other.yaml": "cases: ["}))
    found = PolicyTester(Options(), cel.Budget()).policy_trial(rule(), other)
    assert (found.unreadable, bool(found.toothless)) == (False, True), "another policy's are not its own"


def test_without_tests_every_mutant_survives():
    found = trial(rule(), options=Options(mutate=True))
    names = [one.name for one in rule_mutants(rule())]
    assert len(names) > 3
    assert found.mutation.mutants == len(names)
    assert found.mutation.survivors == dict.fromkeys(names, "")
    assert list(found.mutation.unexplained) == names
    assert found.fails
