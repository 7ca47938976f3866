"""Warnings about valid policies: what is never read, never reached, never filled in.

Only the remedy can be wrong, too: where it fills in a variable that is no text, the finding has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov import cel
from pas_gov.cel.shapes import fits, phrase
from pas_gov.diagnostics import Diagnostic, Location, did_you_mean
from pas_gov.foundation.patterns import late_pattern
from pas_gov.judging.policies.position import position_in_file
from pas_gov.judging.policies.rule import Rule
from pas_gov.model.records.policy import PLACEHOLDERS, Policy
from pas_gov.model.records.rulebook import RuleFile
from pas_gov.model.records.schema import unknown_step
from pas_gov.model.stack.change import KINDS

PLACEHOLDER = late_pattern(r"\{(\w+)\}")  # as decide fills them in
IGNORE = "to switch it off, write enforcement: {{{}: ignore}} in pas-gov.yaml"


def warnings(rule: Rule, source: RuleFile) -> Iterator[Diagnostic]:
    """Yield a warning for each part of a valid policy that does nothing, or can't do what it seems to."""
    yield from _unread_variables(rule, source)
    yield from _unread_params(rule, source)
    yield from _constant(rule, source)
    yield from _unguarded(rule, source)
    yield from _null(rule, source)
    yield from _pointed(rule.policy, source)
    yield from _unknown_placeholders(rule.policy, source)


def remedy_faults(rule: Rule, source: RuleFile) -> Iterator[Diagnostic]:
    """Yield an error for each variable that the remedy fills in and that is no string."""
    shapes = {name: program.shape for name, program in rule.variables}
    for name, start in _placeholders(rule.policy):
        shape = shapes.get(name, cel.STRING)
        if not fits(shape, cel.STRING) and not fits(shape, cel.ListOf(cel.STRING)):
            fact = f'the remedy fills in "{{{name}}}", but that variable is {phrase(shapes[name])}'
            remedy = f'{name}.join(", ")' if isinstance(shapes[name], cel.ListOf) else "string(...)"
            at = _place_in_remedy(rule.policy, source, start)
            yield Diagnostic("policy-remedy", fact, at, f"make a string of it: {remedy}")


def _warning(code: str, fact: str, at: Location, remedy: str) -> Diagnostic:
    return Diagnostic(code, fact, at, remedy, "warning")


def _unread_variables(rule: Rule, source: RuleFile) -> Iterator[Diagnostic]:
    read = {name for program in _asked(rule) for name in program.names}
    texts = (rule.policy.remedy, *(variable.cel for variable in rule.policy.variables))
    read.update(found for text in texts for found in PLACEHOLDER.findall(text))
    for name, program in reversed(rule.variables):  # one is read by those after it alone
        if name in read:
            read |= program.names
    for index, (name, _) in enumerate(rule.variables):
        if name not in read:
            at = source.locate(f"/variables/{index}/name")
            yield _warning(
                "policy-unused", f'nothing reads the variable "{name}"', at, "use it, or remove it"
            )


def _unread_params(rule: Rule, source: RuleFile) -> Iterator[Diagnostic]:
    programs = [*_asked(rule), *(program for _, program in rule.variables)]
    read = {field for program in programs for name, field in program.reads if name == "params"}
    for name in rule.policy.params if "" not in read else ():
        if name not in read:
            at = source.locate(f"/params/{name}", key=True)
            remedy = f"read it as params.{name}, or remove it"
            yield _warning("policy-unused", f'nothing reads the parameter "{name}"', at, remedy)


def _asked(rule: Rule) -> list[cel.Program]:
    programs = (rule.when, rule.source, rule.require, rule.message, rule.cause)
    return [program for program in programs if program is not None]


def _constant(rule: Rule, source: RuleFile) -> Iterator[Diagnostic]:
    off = IGNORE.format(rule.policy.id)
    if rule.when.constant_truth is False:
        fact = "the policy can never apply: when is false, whatever the change"
        yield _warning("policy-unreachable", fact, source.locate("/when"), f"correct when; {off}")
    if rule.require.constant_truth is True:
        fact = "the policy can never find anything: require is true, whatever the change"
        yield _warning("policy-never-fails", fact, source.locate("/require"), f"correct require; {off}")


# Variables whose fields a record may lack. Of made.date only a target that never was has none.
OF_A_PROMISE = ("promise", "before", "after", "target")


def _unguarded(rule: Rule, source: RuleFile) -> Iterator[Diagnostic]:
    """Yield a warning for each field that a record may lack and that the policy reads without ever asking for it."""
    named = dict(_pointers(rule))
    asked = {field for program in named.values() for field in program.optional_fields[1]}
    told: set[str] = set()
    for pointer, program in named.items():
        for name in sorted(program.optional_fields[0] - asked - told):
            root, _, inside = name.partition(".")
            if root in OF_A_PROMISE and (inside != "made.date" or root == "target"):
                told.add(name)
                fact = f"{name} may be absent, and reading it then leaves the change without a verdict"
                remedy = f"ask before it is read: has({name}) && ..."
                yield _warning("policy-absent", fact, source.locate(pointer), remedy)


# The kind of a change that has no such record, and the variable that is null then.
WITHOUT = {"before": "made", "after": "erased"}


def _null(rule: Rule, source: RuleFile) -> Iterator[Diagnostic]:
    """Yield a warning where a policy reads a field of before or after, and never asks whether it is null.

    It asks where it compares the whole of it, or where ``when`` or the same expression names a kind of change.
    """
    if rule.policy.scope != "change" or _names_a_kind(rule.when):
        return
    named = dict(_pointers(rule))
    whole = {name for program in named.values() for name, field in program.reads if not field}
    kinds = rule.policy.match.kinds
    for name, kind in WITHOUT.items():
        reading = (at for at, one in named.items() if name in one.names and not _names_a_kind(one))
        if name not in whole and (not kinds or kind in kinds) and (pointer := next(reading, None)):
            fact = f"{name} is null where a promise was {kind}, and reading it then leaves the change without a verdict"
            remedy = f"ask in when: {name} != null && ..."
            yield _warning("policy-null", fact, source.locate(pointer), remedy)


def _names_a_kind(program: cel.Program) -> bool:
    return any(f'"{kind}"' in program.source.replace("'", '"') for kind in KINDS)


def _pointers(rule: Rule) -> Iterator[tuple[str, cel.Program]]:
    for index, (_, program) in enumerate(rule.variables):
        yield f"/variables/{index}/cel", program
    yield from (("/when", rule.when), ("/require", rule.require), ("/message", rule.message))
    if rule.cause is not None:
        yield "/cause", rule.cause
    if rule.source is not None:
        yield "/each/in", rule.source


def _pointed(policy: Policy, source: RuleFile) -> Iterator[Diagnostic]:
    if policy.at and policy.scope == "stack" and policy.each is None:
        fact = "at points into a promise, but this policy asks about the whole stack"
        yield _warning("policy-at", fact, source.locate("/at", key=True), "remove it")
    elif policy.at and (unknown := unknown_step("promise", policy.at)):
        fact = f'at points to nowhere: a promise has no "{unknown[0]}" there'
        yield _warning("policy-at", fact, source.locate("/at"), _pointer(*unknown))


def _pointer(step: str, known: tuple[str, ...]) -> str:
    if known == ("0",):
        return "name an item by its number, from 0, or the list alone"
    return did_you_mean(step, known) or "point to what it is part of"


def _unknown_placeholders(policy: Policy, source: RuleFile) -> Iterator[Diagnostic]:
    known = {*PLACEHOLDERS, *(variable.name for variable in policy.variables)}
    for name, start in _placeholders(policy):
        if name not in known:
            fact = f'the remedy names "{{{name}}}", which nothing fills in'
            at = _place_in_remedy(policy, source, start)
            yield _warning("policy-remedy", fact, at, did_you_mean(name, known))


def _placeholders(policy: Policy) -> Iterator[tuple[str, int]]:
    """Yield what the remedy asks to fill in, and where in its text."""
    for found in PLACEHOLDER.finditer(policy.remedy):
        yield found[1], found.start()


def _place_in_remedy(policy: Policy, source: RuleFile, start: int) -> Location:
    """Return where a part of the remedy stands; for faults alone, as the file is parsed again for it."""
    before = policy.remedy[:start]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return position_in_file(source.content, source.locate("/remedy"), line, column)
