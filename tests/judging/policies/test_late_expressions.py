"""A policy that is known to compile gives the same programs and outcomes as one that was compiled at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from cases import each_of
from policy_activations import dated_changes
from scenario import PACK, policy, settings, snapshot
from standard_pack import standard_rulebook, standard_rules

from pas_gov import cel
from pas_gov.diagnostics import Diagnostic
from pas_gov.judging.policies import late_expressions
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import Rules, compile_rules
from pas_gov.judging.verdict.decision import outcomes
from pas_gov.model.records.rulebook import Rulebook, load_rulebook


class Remembering:
    """What is known of policies, in memory."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.found: dict[str, tuple[Diagnostic, ...]] = {}

    def warnings(self, text: str, path: str) -> tuple[Diagnostic, ...] | None:
        """Return the warnings of a policy that compiles."""
        assert path.startswith("policies/")
        return self.found.get(text)

    def compiles(self, text: str, warnings: tuple[Diagnostic, ...]) -> None:
        """Take that a policy compiles."""
        self.found[text] = warnings


def late_rules(rulebook: Rulebook) -> Rules:
    known = Remembering()
    compile_rules(rulebook, known)
    return compile_rules(rulebook, known)


def rules_of(**changes: object) -> Rulebook:
    return load_rulebook(snapshot("rules", policy("mine", **changes)))


def programs(rule: Rule) -> Iterator[tuple[str, cel.Program]]:
    yield from rule.variables
    for name in ("when", "source", "require", "message", "cause"):
        if getattr(rule, name) is not None:
            yield name, getattr(rule, name)


def test_every_program_of_the_pack_is_the_same() -> None:
    late, whole = late_rules(standard_rulebook()), standard_rules()
    assert [one.policy for one in late.rules] == [one.policy for one in whole.rules]
    assert late.diagnostics == whole.diagnostics
    for mine, theirs in zip(late.rules, whole.rules, strict=True):
        assert (mine.params, mine.enforcement, mine.warnings) == (
            theirs.params,
            theirs.enforcement,
            theirs.warnings,
        )
        for (name, one), (its, other) in zip(programs(mine), programs(theirs), strict=True):
            assert name == its
            for part in ("source", "shape", "names", "reads", "optional_fields"):
                assert getattr(one, part) == getattr(other, part), (mine.policy.id, name, part)


@pytest.mark.whole
def test_every_outcome_of_the_pack_is_the_same() -> None:
    late, whole = late_rules(standard_rulebook()).rules, standard_rules().rules
    asked = 0
    for dated in dated_changes():
        for mine, theirs in zip(late, whole, strict=True):
            for subject in dated.subjects(mine.policy.scope):
                asked += 1
                budgets = cel.Budget(), cel.Budget()
                found = [
                    [*outcomes(rule, dated, subject, budget)]
                    for rule, budget in zip((mine, theirs), budgets, strict=True)
                ]
                assert found[0] == found[1]
                assert budgets[0].left == budgets[1].left
    assert asked > 500


def test_what_nobody_evaluates_is_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = []

    def compiled(text: str, names: object, *more: object) -> object:
        texts.append(text)
        return compile_(text, names, *more)

    compile_ = cel.compile
    variables = [{"name": "one", "cel": "size(promise.title)"}, {"name": "other", "cel": "promise.owner"}]
    (rule,) = late_rules(rules_of(variables=variables, require="one > 3")).rules
    monkeypatch.setattr(late_expressions.cel, "compile", compiled)
    assert rule.require.shape == cel.BOOL
    assert texts == ["one > 3", "size(promise.title)"] or texts == ["size(promise.title)", "one > 3"]


def test_what_one_judgement_has_compiled_the_next_one_has_too(monkeypatch: pytest.MonkeyPatch) -> None:
    rulebook = rules_of(require='promise.title != "shared"')
    known = Remembering()
    compile_rules(rulebook, known)
    (first,), (again,) = (compile_rules(rulebook, known).rules for _ in range(2))
    assert first.require.shape == cel.BOOL
    monkeypatch.setattr(late_expressions.cel, "compile", None)
    assert again.require.shape == cel.BOOL


def test_a_long_chain_of_variables_is_compiled_without_a_deep_stack() -> None:
    chain = [{"name": "v0", "cel": "1"}]
    chain += [{"name": f"v{number}", "cel": f"v{number - 1} + 1"} for number in range(1, 300)]
    (rule,) = late_rules(rules_of(variables=chain, require="v299 == 300")).rules
    assert rule.require.shape == cel.BOOL


def test_an_element_has_the_shape_of_its_list() -> None:
    changes = {"each": {"name": "who", "in": "promise.audience"}, "require": 'who != ""'}
    (late,), (whole,) = late_rules(rules_of(**changes)).rules, compile_rules(rules_of(**changes)).rules
    assert (late.require.shape, late.require.names) == (whole.require.shape, whole.require.names)


def test_warnings_are_kept_with_their_places() -> None:
    rulebook = rules_of(require="promise.review_by > today")
    assert [one.code for one in compile_rules(rulebook).diagnostics] == ["policy-absent"]
    assert late_rules(rulebook).diagnostics == compile_rules(rulebook).diagnostics


@each_of("require", ["promise.titel == ''", "1 +", "promise.title"])
def test_a_policy_with_a_fault_is_not_known_to_compile(require: str) -> None:
    known = Remembering()
    first, again = (compile_rules(rules_of(require=require), known) for _ in range(2))
    assert known.found == {}
    assert (first.rules, again.rules) == ((), ())
    assert first.errors == again.errors
    assert first.errors


def test_another_setting_is_another_policy() -> None:
    known = Remembering()
    for days in (100, 50):
        tuned = settings(params={"zones-are-attested": {"max_age_days": days}})
        rules = compile_rules(load_rulebook(snapshot("rules", {**PACK, **tuned})), known)
        (rule,) = (one for one in rules.rules if one.policy.id == "zones-are-attested")
        assert rule.params["max_age_days"] == days
    assert len(known.found) == len(standard_rules().rules) + 1
