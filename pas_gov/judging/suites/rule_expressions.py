"""The expressions of a rule: the name of each, what it may read, and whether it decides anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pas_gov import cel
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.variables import variables


@dataclass(frozen=True, slots=True)
class RuleExpression:
    """One expression. ``decides`` is false where only the message or the remedy reads it.

    ``names`` are the shapes of what it may read, ``expects`` what its result must be.
    """

    name: str
    program: cel.Program
    decides: bool
    names: Mapping[str, cel.Shape]
    expects: cel.Shape = cel.DYN


def rule_expressions(rule: Rule) -> tuple[RuleExpression, ...]:
    """Return the expressions of a rule but for its message, in the order in which they are evaluated."""
    return tuple(_expressions(rule, deciding_names(rule)))


def _expressions(rule: Rule, deciding: frozenset[str]) -> Iterator[RuleExpression]:
    names: dict[str, cel.Shape] = dict(variables(rule.policy))
    for name, program in rule.variables:
        yield RuleExpression(f"variables.{name}", program, name in deciding, dict(names))
        names[name] = program.shape
    yield RuleExpression("when", rule.when, True, names, cel.BOOL)
    if rule.source is not None:
        yield RuleExpression("each", rule.source, True, dict(names), cel.ListOf(cel.DYN))
        shape = rule.source.shape
        names[rule.element] = shape.element if isinstance(shape, cel.ListOf) else cel.DYN
    yield RuleExpression("require", rule.require, True, names, cel.BOOL)


def deciding_names(rule: Rule) -> frozenset[str]:
    """Return the names of all variables that when, each and require read, through one another too."""
    programs = dict(rule.variables)
    waiting = [rule.when, rule.require, *([rule.source] if rule.source else [])]
    found: set[str] = set()
    while waiting:
        fresh = waiting.pop().names & programs.keys() - found
        found |= fresh
        waiting += [programs[name] for name in fresh]
    return frozenset(found)


def with_program(rule: Rule, name: str, program: cel.Program) -> Rule:
    """Return the rule with another program in the place of one."""
    if name.startswith("variables."):
        named = name.removeprefix("variables.")
        return replace(
            rule, variables=tuple((one, program if one == named else p) for one, p in rule.variables)
        )
    if name == "each":
        return replace(rule, source=program)
    return replace(rule, when=program) if name == "when" else replace(rule, require=program)
