"""Mutants of a rule: the same rule with one small change, which some case must be able to tell from it.

Changed is what decides: match, when, each, require, the variables that these read, and the parameters. What only
words a message isn't.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from pas_gov import cel
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.variables import WORDS
from pas_gov.judging.suites.case import PreparedCase, case_result
from pas_gov.judging.suites.rule_expressions import rule_expressions, with_program

SECONDS = 5.0  # for one mutant: one that takes longer than all cases together is told apart


@dataclass(frozen=True, slots=True)
class RuleMutant:
    """One mutant; ``name`` tells it from every other of its policy, and says what was changed."""

    name: str
    rule: Rule


def rule_mutants(rule: Rule) -> tuple[RuleMutant, ...]:
    """Return every mutant of a rule that can be read at all, in the order of the policy's keys."""
    found = [*_match_mutants(rule), *_param_mutants(rule), *_cel_mutants(rule)]
    counted: Counter[str] = Counter()
    named = []
    for name, mutant in found:
        counted[name] += 1
        named.append(RuleMutant(f"{name} (no. {counted[name]})" if counted[name] > 1 else name, mutant))
    return tuple(named)


def survives(mutant: RuleMutant, cases: Iterable[PreparedCase]) -> bool:
    """Tell whether every case that holds for the rule holds for its mutant, too."""
    budget = cel.Budget(SECONDS)
    try:
        return all(case_result(mutant.rule, case, budget).state == "holds" for case in cases)
    except cel.BudgetSpent:
        return False


Named = Iterator[tuple[str, Rule]]


def _match_mutants(rule: Rule) -> Named:
    match = rule.policy.match
    for key in ("layer", "status", "kinds", "target_layer", "zone"):
        values: tuple[str, ...] = getattr(match, key)
        rests: list[tuple[tuple[str, ...], str]] = [((), "anything")] if values else []
        if len(values) > 1:
            rests += [(tuple(v for v in values if v != one), f"without {one}") for one in values]
        for rest, says in rests:
            policy = replace(rule.policy, match=replace(match, **{key: rest}))
            yield f"match.{key}: {says}", replace(rule, policy=policy)


def _param_mutants(rule: Rule) -> Named:
    """Change the parameters that what decides reads; a case with parameters of its own isn't asked by these."""
    read = {name for name in rule.params if reads_param(rule, name)}
    for name, value in rule.params.items():
        for says, changed in _values(value) if name in read else ():
            yield f"params.{name}{says}", replace(rule, params={**rule.params, name: changed})


def reads_param(rule: Rule, name: str) -> bool:
    """Tell whether what decides reads a parameter: by its name, or all parameters at once."""
    read = {one for each in rule_expressions(rule) if each.decides for one in each.program.reads}
    return not read.isdisjoint({("params", name), ("params", "")})


def _values(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, bool):
        yield f": {_said(value)} -> {_said(not value)}", not value
    elif isinstance(value, (int, float)):
        yield f": {value} -> {value + 1}", value + 1
        yield f": {value} -> {value - 1}", value - 1
    elif isinstance(value, str):
        yield f": {value} -> {another_word(value)}", another_word(value)
    elif isinstance(value, list) and value:
        yield ": emptied", []
        for index, item in enumerate(value):
            for says, changed in _values(item):
                yield f".{index}{says}", [*value[:index], changed, *value[index + 1 :]]
    elif isinstance(value, Mapping):
        for key, item in value.items():
            for says, changed in _values(item):
                yield f".{key}{says}", {**value, key: changed}


def _said(value: bool) -> str:
    return str(value).lower()


def another_word(word: str) -> str:
    """Return another word: the next of its enumeration, where it is of one, so that the mutant can be read."""
    for words in WORDS.values():
        if word in words:
            return words[(words.index(word) + 1) % len(words)]
    return f"~{word}~"


def _cel_mutants(rule: Rule) -> Named:
    from pas_gov.cel.mutation import mutants

    for one in rule_expressions(rule):
        for mutant in mutants(one.program, another_word) if one.decides else ():
            changed = cel.compile(mutant.source, one.names, one.expects)
            if not isinstance(changed, tuple):
                yield f"{one.name}: {mutant.says}", with_program(rule, one.name, changed)
