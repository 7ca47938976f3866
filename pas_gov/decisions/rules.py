"""Policies made ready to judge: their CEL compiled and checked, the repository's settings applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pas_gov.decisions import cel
from pas_gov.decisions.cel.shapes import fits
from pas_gov.decisions.place import within
from pas_gov.decisions.variables import shape_of, variables
from pas_gov.diagnostics import Diagnostic, did_you_mean, ordered
from pas_gov.records.policy import Enforcement, Policy
from pas_gov.records.rulebook import Rulebook, Source
from pas_gov.records.settings import SETTINGS_PATH, Settings


@dataclass(frozen=True, slots=True)
class Rule:
    """One policy, ready: ``variables`` in order, ``source`` and ``when`` before ``each`` element is asked."""

    policy: Policy
    enforcement: Enforcement
    params: Mapping[str, object]
    variables: tuple[tuple[str, cel.Program], ...]
    when: cel.Program
    require: cel.Program
    message: cel.Program
    source: cel.Program | None

    def text(self, name: str, activation: Mapping[str, object], budget: cel.Budget) -> str:
        """Return the text of one of the policy's variables; EvaluationError where it is none."""
        return dict(self.variables)[name].text(activation, budget)

    @property
    def element(self) -> str:
        """The name of the element that require and message are evaluated for, or ""."""
        return self.policy.each.name if self.policy.each else ""


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


def compile_rules(rulebook: Rulebook) -> Rules:
    """Compile every policy of a rulebook. Settings that don't fit its policies are set aside, with an error."""
    unfit = tuple(_settings_faults(rulebook))
    settings = Settings() if unfit else rulebook.settings
    rules, found = [], list(unfit)
    for policy in rulebook.policies:
        compiled = _rule(policy, settings, rulebook.sources[policy.path])
        if isinstance(compiled, Rule):
            rules.append(compiled)
        else:
            found += compiled
    return Rules(tuple(sorted(rules, key=lambda rule: rule.policy.id)), settings, ordered(found))


def _rule(policy: Policy, settings: Settings, source: Source) -> Rule | list[Diagnostic]:
    compiler = _Compiler(policy, source)
    rule = compiler.rule(settings)
    return compiler.found or rule


class _Compiler:
    """Compiles one policy; the variables that an expression may use grow as it goes."""

    def __init__(self, policy: Policy, source: Source) -> None:
        self.policy, self.source = policy, source
        self.names = variables(policy)
        self.found: list[Diagnostic] = list(_match_faults(policy, source))

    def rule(self, settings: Settings) -> Rule:
        policy = self.policy
        named = tuple(self._variable(index) for index in range(len(policy.variables)))
        when = self._compile("/when", policy.when, cel.BOOL)
        source = self._compile("/each/in", policy.each.source, cel.ListOf(cel.DYN)) if policy.each else None
        if policy.each and source:
            self._declare("/each/name", policy.each.name, _element(source.shape))
        return Rule(
            policy=policy,
            enforcement=settings.enforcement.get(policy.id, policy.enforcement),
            params={**policy.params, **settings.params.get(policy.id, {})},
            variables=named,
            when=when,
            require=self._compile("/require", policy.require, cel.BOOL),
            message=self._compile("/message", policy.message, cel.STRING),
            source=source,
        )

    def _variable(self, index: int) -> tuple[str, cel.Program]:
        variable = self.policy.variables[index]
        program = self._compile(f"/variables/{index}/cel", variable.cel, cel.DYN)
        self._declare(f"/variables/{index}/name", variable.name, program.shape)
        return variable.name, program

    def _declare(self, pointer: str, name: str, shape: cel.Shape) -> None:
        if name in self.names:
            at = self.source.locate(pointer)
            self.found.append(
                Diagnostic("policy-name", f'the name "{name}" is taken already', at, "choose another")
            )
        self.names = {**self.names, name: shape}

    def _compile(self, pointer: str, text: str, expects: cel.Shape) -> cel.Program:
        compiled = cel.compile(text, self.names, expects)
        if isinstance(compiled, tuple):
            self.found += [self._diagnostic(pointer, fault) for fault in compiled]
            return NOTHING()
        return compiled

    def _diagnostic(self, pointer: str, fault: cel.Fault) -> Diagnostic:
        at = within(self.source.content, self.source.locate(pointer), fault.line, fault.column)
        return Diagnostic("policy-cel", f"{pointer[1:]}: {fault.message}", at, fault.remedy)


def NOTHING() -> cel.Program:  # noqa: N802  (a constant, made late so that importing doesn't load celpy)
    """Return the program that stands in for one that doesn't compile; its rule is never used."""
    program = cel.compile("false", {}, cel.DYN)
    assert not isinstance(program, tuple)  # noqa: S101
    return program


def _element(shape: cel.Shape) -> cel.Shape:
    return shape.element if isinstance(shape, cel.ListOf) else cel.DYN


# What each scope can be matched by; kinds are those of the promise in the scope.
MATCHES = {
    "promise": {"layer", "status", "kinds", "zone"},
    "change": {"layer", "status", "kinds", "zone"},
    "alignment": {"layer", "status", "kinds", "zone", "target_layer"},
    "zone": {"layer", "status", "kinds", "zone"},
    "stack": set[str](),
}


def _match_faults(policy: Policy, source: Source) -> Iterator[Diagnostic]:
    for name in ("layer", "status", "kinds", "target_layer", "zone"):
        if getattr(policy.match, name) and name not in MATCHES[policy.scope]:
            message = f'match.{name} has no meaning for the scope "{policy.scope}"'
            yield Diagnostic("policy-match", message, source.locate(f"/match/{name}", key=True), "remove it")


def _settings_faults(rulebook: Rulebook) -> Iterator[Diagnostic]:
    source = rulebook.sources.get(SETTINGS_PATH)
    if source is None:
        return
    known = {policy.id: policy for policy in rulebook.policies}
    known_ids = known.keys() | {
        s.reading.id for s in rulebook.sources.values() if s.path.startswith("policies/")
    }
    for section in ("enforcement", "params"):
        for identity in getattr(rulebook.settings, section):
            if identity not in known_ids:
                at = source.locate(f"/{section}/{identity}", key=True)
                message = f'{section} names a policy that isn\'t in policies/: "{identity}"'
                yield Diagnostic("settings-policy", message, at, did_you_mean(identity, known))
    for identity, params in rulebook.settings.params.items():
        if identity in known:
            yield from _param_faults(known[identity], params, source)


def _param_faults(policy: Policy, params: Mapping[str, object], source: Source) -> Iterator[Diagnostic]:
    for name, value in params.items():
        pointer = f"/params/{policy.id}/{name}"
        if name not in policy.params:
            message = f'the policy "{policy.id}" has no parameter "{name}"'
            yield Diagnostic(
                "settings-param", message, source.locate(pointer, key=True), did_you_mean(name, policy.params)
            )
        elif not fits(shape_of(value), shape_of(policy.params[name])):
            message = f'the parameter "{name}" of "{policy.id}" isn\'t like its default'
            remedy = f"its default is {policy.params[name]!r}"
            yield Diagnostic("settings-param", message, source.locate(pointer), remedy)
