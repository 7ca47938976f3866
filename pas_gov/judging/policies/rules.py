"""Policies made ready to judge: their CEL compiled and checked, the repository's settings applied."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from pas_gov.diagnostics import Diagnostic, did_you_mean, ordered
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.late_expressions import LateExpressions
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.variables import is_of_shape, shape_of
from pas_gov.model.records.policy import Policy, Scope
from pas_gov.model.records.rulebook import Rulebook, RuleFile
from pas_gov.model.records.settings import SETTINGS_PATH, Settings
from pas_gov.model.stack.differences import shortened

if TYPE_CHECKING:
    from pas_gov.judging.policies.expression_compiler import ExpressionCompiler

KEPT = 128  # policies: the sides of a change, the forecasts of a command and the days of a history share most


@dataclass(frozen=True, slots=True)
class Rules:
    """The valid rules of a rulebook, sorted by id, and what is wrong with the others and the settings."""

    rules: tuple[Rule, ...]
    settings: Settings
    diagnostics: tuple[Diagnostic, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of the valid rules."""
        return frozenset(rule.policy.id for rule in self.rules)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What keeps a policy or the settings from being used; the rest of ``diagnostics`` are warnings."""
        return tuple(fault for fault in self.diagnostics if fault.severity == "error")


def compile_rules(rulebook: Rulebook, known: KnownRules | None = None) -> Rules:
    """Compile every policy of a rulebook. Settings that don't fit its policies are set aside, with an error.

    ``known`` tells which compile without fault: their expressions are compiled when they are first evaluated.
    """
    unfit = tuple(_settings_faults(rulebook))
    settings = Settings() if unfit else rulebook.settings
    rules: list[Rule] = []
    found = list(unfit)
    for policy in rulebook.policies:
        compiled = compile_policy(policy, settings, rulebook.sources[policy.path], known)
        if isinstance(compiled, Rule):
            rules.append(compiled)
        found += compiled.warnings if isinstance(compiled, Rule) else compiled
    return Rules(tuple(sorted(rules, key=lambda rule: rule.policy.id)), settings, ordered(found))


class KnownRules(Protocol):
    """Which policies are known to compile without fault, by all that they are compiled from."""

    def warnings(self, text: str, path: str) -> tuple[Diagnostic, ...] | None:
        """Return the warnings of a policy that compiles, by the path of its file; None where that isn't known."""

    def compiles(self, text: str, warnings: tuple[Diagnostic, ...]) -> None:
        """Take that a policy compiles, with these warnings, all in its own file."""


def compile_policy(
    policy: Policy, settings: Settings, source: RuleFile, known: KnownRules | None = None
) -> Rule | tuple[Diagnostic, ...]:
    """Compile one policy under settings that fit it: the rule, with its warnings, or all errors in order."""
    given = (settings.enforcement.get(policy.id), settings.params.get(policy.id))
    asked = _Asked(repr((policy, given, source.path, source.content)), policy, settings, source)
    warned = known.warnings(asked.text, source.path) if known is not None else None
    if warned is not None:
        return _late(asked, warned)
    compiled = _compiled(asked)
    if known is not None and isinstance(compiled, Rule):
        known.compiles(asked.text, compiled.warnings)
    return compiled


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a policy is compiled from; two are equal whose texts are."""

    text: str
    policy: Policy = field(compare=False)
    settings: Settings = field(compare=False)
    source: RuleFile = field(compare=False)


@lru_cache(maxsize=KEPT)
def _late(asked: _Asked, warned: tuple[Diagnostic, ...]) -> Rule:
    """Return the rule of a policy that compiles; what one judgement has compiled of it, the next one has, too."""
    return replace(_rule(LateExpressions(asked.policy), asked.settings), warnings=warned)


@lru_cache(maxsize=KEPT)
def _compiled(asked: _Asked) -> Rule | tuple[Diagnostic, ...]:
    from pas_gov.judging.policies.expression_compiler import (
        ExpressionCompiler,  # mostly, all is known to compile
    )
    from pas_gov.judging.policies.lint import remedy_faults, warnings

    policy, settings, source = asked.policy, asked.settings, asked.source
    expressions = ExpressionCompiler(policy, source)
    rule = _rule(expressions, settings)
    faults = [*_match_faults(policy, source), *expressions.found] or [*remedy_faults(rule, source)]
    return ordered(faults) if faults else replace(rule, warnings=ordered(warnings(rule, source)))


def _rule(expressions: ExpressionCompiler | LateExpressions, settings: Settings) -> Rule:
    policy = expressions.policy
    return Rule(  # in the order in which each expression may read the one before
        policy=policy,
        enforcement=settings.enforcement.get(policy.id, policy.enforcement),
        params={**policy.params, **settings.params.get(policy.id, {})},
        variables=tuple(expressions.variable(index) for index in range(len(policy.variables))),
        when=expressions.compile("/when", policy.when),
        source=expressions.each(),
        require=expressions.compile("/require", policy.require),
        message=expressions.compile("/message", policy.message),
        cause=expressions.compile("/cause", policy.cause) if policy.cause.strip() else None,
    )


# What each scope can be matched by; kinds are those of the promise in the scope.
MATCHES: Mapping[Scope, set[str]] = {
    "promise": {"layer", "status", "kinds", "zone"},
    "change": {"layer", "status", "kinds", "zone"},
    "alignment": {"layer", "status", "kinds", "zone", "target_layer"},
    "zone": {"layer", "status", "kinds", "zone"},
    "stack": set(),
}


def _match_faults(policy: Policy, source: RuleFile) -> Iterator[Diagnostic]:
    for name in ("layer", "status", "kinds", "target_layer", "zone"):
        if getattr(policy.match, name) and name not in MATCHES[policy.scope]:
            message = f'match.{name} has no meaning for the scope "{policy.scope}"'
            at = source.locate(f"/match/{name}", key=True)
            yield Diagnostic("policy-match", message, at, _matchable(policy.scope))


def _matchable(scope: Scope) -> str:
    if not MATCHES[scope]:
        return "remove it; ask in when instead"
    return f"remove it; here there are: {', '.join(sorted(MATCHES[scope]))}"


def _settings_faults(rulebook: Rulebook) -> Iterator[Diagnostic]:
    source = rulebook.sources.get(SETTINGS_PATH)
    if source is None:
        return
    known = {policy.id: policy for policy in rulebook.policies}
    for section in ("enforcement", "params"):
        for identity in getattr(rulebook.settings, section):
            if identity not in rulebook.policy_files.values():
                at = source.locate(f"/{section}/{identity}", key=True)
                message = f'{section} names a policy that isn\'t in policies/: "{identity}"'
                remedy = did_you_mean(identity, known) or "remove it"
                yield Diagnostic("settings-policy", message, at, remedy)
    for identity, params in rulebook.settings.params.items():
        if identity in known:
            yield from _param_faults(known[identity], params, source)


def _param_faults(policy: Policy, params: Mapping[str, object], source: RuleFile) -> Iterator[Diagnostic]:
    for name, value in params.items():
        fault = param_fault(policy, name, value)
        if fault is not None:
            at = source.locate(f"/params/{policy.id}/{name}", key=name not in policy.params)
            yield Diagnostic("settings-param", fault[0], at, fault[1])


def param_fault(policy: Policy, name: str, value: object) -> tuple[str, str] | None:
    """Return what is wrong with a value for a policy's parameter, and the remedy; None where it fits."""
    if name not in policy.params:
        remedy = did_you_mean(name, policy.params) or "remove it: the policy has no parameters"
        return f'the policy "{policy.id}" has no parameter "{name}"', remedy
    if not is_of_shape(value, shape_of(policy.params[name])):
        message = f'the parameter "{name}" of "{policy.id}" isn\'t of the kind of its default'
        default = json.dumps(policy.params[name], ensure_ascii=False)
        return message, f"write it like the default, which is {default}"
    from pas_gov.judging.policies.params import leaf_fault

    return leaf_fault(policy, name, value)


def tunings(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[str]:
    """Yield ``max 3 -> 5`` for each parameter that differs."""
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield f"{name} {_said(before, name)} -> {_said(after, name)}"


def _said(params: Mapping[str, object], name: str) -> str:
    text = json.dumps(params[name], ensure_ascii=False) if name in params else "nothing"
    return shortened(text.replace('"', ""))
