"""Mutants of a rule: each is the rule with one small change that some case must notice."""

from __future__ import annotations

import pytest
from cases import each_of
from ends import ends
from standard_pack import standard_rules
from trials import case, prepared, rule, titled, trial

from pas_gov import cel
from pas_gov.judging.policies import rules
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import compile_rules
from pas_gov.judging.suites import mutation
from pas_gov.judging.suites.mutation import RuleMutant, another_word, rule_mutants, survives
from pas_gov.judging.suites.policy_trial import Options
from pas_gov.judging.suites.rule_expressions import rule_expressions
from pas_gov.loading.pack import pack_rulebook
from pas_gov.model.records.promise import BOUNDS, LAYERS, ZONES
from pas_gov.model.stack.change import KINDS

MUTATE = Options(mutate=True)
ALONE = {"named-csm": None, "beta-summary": None}  # so that only four-hours is in question
TEN = case("pass", "ten characters", change=titled("1234567890"), stack=ALONE)
ELEVEN = case("fail", "eleven characters", change=titled("12345678901"), stack=ALONE)
NINE = case("pass", "nine characters", change=titled("123456789"), stack=ALONE)


def names(tried):
    return [one.name for one in rule_mutants(tried)]


class TestWhatIsChanged:
    @each_of(
        ("when", "name"),
        [
            ('"retired" in change.kinds', 'when: "retired" -> "reinstated"'),
            ('after.status == "retired"', 'when: "retired" -> "proposed"'),
            ('change.kinds.exists(one, one == "superseded")', 'when: "superseded" -> "retired"'),
        ],
    )
    def test_a_word_of_two_enumerations_becomes_another_of_the_one_that_is_meant(self, when, name):
        assert name in names(rule(scope="change", match={}, when=when, require="false", message="''"))

    def test_a_condition_of_the_match_is_dropped_and_a_value_of_several(self):
        tried = rule(match={"layer": ["core", "legacy"], "status": ["active"]}, require="false", message="''")
        assert [one for one in names(tried) if one.startswith("match")] == [
            "match.layer: anything",
            "match.layer: without core",
            "match.layer: without legacy",
            "match.status: anything",
        ]
        matches = {one.name: one.rule.policy.match for one in rule_mutants(tried)}
        assert matches["match.layer: anything"].layer == ()
        assert matches["match.layer: without core"].layer == ("legacy",)
        assert matches["match.layer: without core"].status == ("active",)

    @each_of(
        ("default", "reads", "told"),
        [
            (3, "params.it > 1", {": 3 -> 4": 4, ": 3 -> 2": 2}),
            (0.5, "params.it > 1.0", {": 0.5 -> 1.5": 1.5, ": 0.5 -> -0.5": -0.5}),
            (True, "params.it", {": true -> false": False}),
            ("all", "params.it == ''", {": all -> ~all~": "~all~"}),
            ("core", "params.it == ''", {": core -> supporting": "supporting"}),
            (["a", "b"], "'a' in params.it", {": emptied": [], ".0: a -> ~a~": ["~a~", "b"], ".1: b -> ~b~": ["a", "~b~"]}),
            ([], "'a' in params.it", {}),
            ({"x": 1, "y": [True]}, "'a' in params.it", {
                ".x: 1 -> 2": {"x": 2, "y": [True]}, ".x: 1 -> 0": {"x": 0, "y": [True]},
                ".y: emptied": {"x": 1, "y": []}, ".y.0: true -> false": {"x": 1, "y": [False]}}),
            (None, "params.it == null", {}),
        ],
    )  # fmt: skip
    def test_the_default_of_a_parameter_is_changed(self, default, reads, told):
        tried = rule(params={"it": default}, require=reads, message="''")
        found = {one.name: one.rule.params for one in rule_mutants(tried) if one.name.startswith("params")}
        assert found == {f"params.it{says}": {"it": changed} for says, changed in told.items()}

    def test_a_parameter_is_changed_only_where_what_decides_reads_it(self):
        tried = rule(params={"read": 1, "said": 2}, require="params.read == 1", message="string(params.said)")
        assert {one.split(":")[0] for one in names(tried) if one.startswith("params")} == {"params.read"}
        every = rule(params={"a": 1, "b": 2}, require="params.size() == 2", message="''")
        assert {one.split(":")[0] for one in names(every) if one.startswith("params")} == {
            "params.a",
            "params.b",
        }

    def test_the_expressions_that_decide_are_changed_and_no_other(self):
        tried = rule(
            variables=[
                {"name": "long", "cel": "size(promise.title) > 10"},
                {"name": "said", "cel": "'is' + ' long'"},
            ],
            when="promise.status == 'active'",
            each={"name": "one", "in": "[true]"},
            require="one && !long",
            message="said",
            remedy="{said}",
        )
        assert names(tried) == [
            "variables.long: size(promise.title) > 10 -> >=",
            "variables.long: size(promise.title) > 10 -> <=",
            "variables.long: 10 -> 11",
            "when: promise.status == 'active' -> !=",
            "when: 'active' -> \"superseded\"",
            "each: [true] -> []",
            "each: true -> false",
            "require: without one",
            "require: without !long",
            "require: !long -> long",
        ]

    def test_a_mutant_differs_from_its_rule_in_one_thing(self):
        tried = rule(
            match={"layer": ["core"]},
            params={"max": 3},
            require="size(promise.title) < params.max",
            message="''",
        )
        for one in rule_mutants(tried):
            programs = [
                mine.name
                for mine, its in zip(rule_expressions(tried), rule_expressions(one.rule), strict=True)
                if mine.program.source != its.program.source
            ]
            differs = [
                *programs,
                *(["match"] if one.rule.policy != tried.policy else []),
                *(["params"] if one.rule.params != tried.params else []),
            ]
            assert differs == [one.name.split(":")[0].split(".")[0]]

    def test_one_that_does_not_compile_is_dropped(self):
        tried = rule(require="promise.title.matches('a(b)?') || 1 / 1 == 1", message="''")
        every = names(tried)
        assert any("-> !=" in one for one in every)
        assert all(
            isinstance(one.program, cel.Program)
            for mutant in rule_mutants(tried)
            for one in rule_expressions(mutant.rule)
        )
        pattern = rule(require="promise.title.matches('" + "a" * 999 + "')", message="''")
        assert names(pattern) == ["when: true -> false"], "two characters more are too many for a pattern"


@pytest.fixture(scope="module")
def compiled_again() -> dict[str, Rule]:
    """Return the pack's rules by id, compiled apart from those of ``standard_rules``."""
    rules._compiled.cache_clear()  # it keeps what was compiled from the same text
    return {one.policy.id: one for one in compile_rules(pack_rulebook()).rules}


class TestNames:
    @pytest.mark.parametrize("tried", standard_rules().rules, ids=lambda one: one.policy.id)
    @pytest.mark.whole  # every mutant of the pack, twice
    def test_they_are_unique_and_the_same_each_time(self, tried, compiled_again):
        assert len(set(names(tried))) == len(names(tried)) > 0
        again = compiled_again[tried.policy.id]
        assert again is not tried
        assert names(again) == names(tried)

    def test_of_several_alike_each_has_a_number(self):
        tried = rule(
            require="promise.title != 'x' && promise.owner != 'x' && promise.id != 'x'", message="''"
        )
        assert [one for one in names(tried) if "~x~" in one] == [
            "require: 'x' -> \"~x~\"",
            "require: 'x' -> \"~x~\" (no. 2)",
            "require: 'x' -> \"~x~\" (no. 3)",
        ]

    def test_they_stand_on_one_line_however_the_policy_is_written(self):
        tried = rule(require="promise.title !=\n   'a' &&\n   promise.owner\n != 'b'", message="''")
        assert "require: promise.title != 'a' -> ==" in names(tried)
        assert all("\n" not in one for one in names(tried))

    def test_a_long_one_is_cut_in_the_middle(self):
        words = ", ".join(f"'{n:05}'" for n in range(50))
        assert max(map(len, names(rule(require=f"promise.title in [{words}]", message="''")))) < 300

    @each_of("words", [LAYERS, BOUNDS, tuple(ZONES), ("proposed", "active", "superseded", "retired")])
    def test_a_word_of_an_enumeration_becomes_another_of_it(self, words):
        assert {another_word(word) for word in words} == set(words)
        assert all(another_word(word) != word for word in words)

    def test_a_kind_of_change_becomes_another_word_that_policies_know(self):
        assert all(another_word(kind) in {*KINDS, "proposed", "active"} - {kind} for kind in KINDS)

    def test_any_other_word_becomes_one_that_nobody_writes(self):
        assert (another_word("hello"), another_word("")) == ("~hello~", "~~")


class TestKilling:
    def test_a_mutant_that_a_case_tells_apart_is_killed(self):
        tried = rule()
        alive = {one.name for one in rule_mutants(tried) if survives(one, prepared(tried, ELEVEN))}
        assert alive == {"require: size(promise.title) <= 10 -> <"}
        alive = {one.name for one in rule_mutants(tried) if survives(one, prepared(tried, TEN, ELEVEN))}
        assert alive == set()

    def test_without_a_case_everything_survives(self):
        assert all(survives(one, ()) for one in rule_mutants(rule()))

    def test_one_that_can_not_be_judged_is_told_apart(self):
        broken = RuleMutant("broken", rule(require="promise.review_by > today"))
        assert not survives(broken, prepared(rule(), TEN))

    def test_the_parameters_of_a_case_stand_over_those_of_a_mutant(self):
        tried = rule(params={"max": 10}, require="size(promise.title) <= params.max")
        own = prepared(tried, {**TEN, "params": {"max": 10}}, {**ELEVEN, "params": {"max": 10}})
        assert "params.max: 10 -> 9" in {one.name for one in rule_mutants(tried) if survives(one, own)}
        defaults = prepared(tried, TEN, ELEVEN)
        assert {one.name for one in rule_mutants(tried) if survives(one, defaults)} == set()

    ENDLESS = ".all(a, many.all(b, many.all(c, many.all(d, many.all(e, a + b + c + d + e >= 0)))))"

    def endless(self):
        """Return a rule that is quick, as its first part decides, with a mutant that isn't."""
        many = {"name": "many", "cel": f"[{', '.join(map(str, range(60)))}]"}
        return rule(variables=[many], require=f"size(promise.title) <= 10 || many{self.ENDLESS}")

    @pytest.mark.whole
    def test_one_that_runs_for_ever_is_killed(self, monkeypatch):
        monkeypatch.setattr(mutation, "SECONDS", 0.1)
        tried = self.endless()
        slow = next(
            one for one in rule_mutants(tried) if one.name == "require: without size(promise.title) <= 10"
        )
        with ends():
            assert not survives(slow, prepared(tried, NINE))

    @pytest.mark.whole
    def test_the_time_of_the_trial_bounds_that_of_all_its_mutants(self):
        from trials import suites

        from pas_gov.judging.suites.policy_trial import PolicyTester

        budget = cel.Budget(seconds=0.3)
        with ends(), budget.running(), pytest.raises(cel.BudgetSpent):
            PolicyTester(MUTATE, budget).policy_trial(self.endless(), suites(NINE))


class TestWhatIsTold:
    SURVIVOR = "require: size(promise.title) <= 10 -> <"

    def test_mutants_are_made_only_where_that_is_asked(self):
        assert trial(rule(), TEN, ELEVEN).mutation is None

    def test_killed_ones_are_counted(self):
        found = trial(rule(), TEN, ELEVEN, options=MUTATE)
        assert (found.mutation.mutants, found.mutation.survivors, found.mutation.stale) == (4, {}, ())
        assert not found.fails

    def test_a_survivor_without_a_reason_is_a_failure(self):
        found = trial(rule(), ELEVEN, options=MUTATE)
        assert (found.mutation.survivors, found.mutation.unexplained) == (
            {self.SURVIVOR: ""},
            (self.SURVIVOR,),
        )
        assert found.fails

    def test_one_with_a_reason_is_none(self):
        found = trial(
            rule(), ELEVEN, options=MUTATE, survivors=[{"mutant": self.SURVIVOR, "because": "Nobody minds."}]
        )
        assert (found.mutation.survivors, found.mutation.unexplained) == (
            {self.SURVIVOR: "Nobody minds."},
            (),
        )
        assert not found.fails

    @pytest.mark.parametrize("mutant", [SURVIVOR, "require: size(promise.title) <= 11 -> <"])
    def test_an_explanation_of_one_that_is_killed_or_not_there_is_stale_and_a_failure(self, mutant):
        found = trial(
            rule(), TEN, ELEVEN, options=MUTATE, survivors=[{"mutant": mutant, "because": "Nobody minds."}]
        )
        assert found.mutation.stale == (mutant,)
        assert found.fails

    def test_only_cases_that_hold_can_kill(self):
        wrong = case("pass", "twelve are too many", change=titled("123456789012"), stack=ALONE)
        found = trial(rule(), ELEVEN, wrong, options=MUTATE)
        assert found.mutation.unexplained == (self.SURVIVOR,)
