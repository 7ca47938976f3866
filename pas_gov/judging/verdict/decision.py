"""The outcomes of one rule for one subject: pass, fail, not-applicable or error, never anything else (SPEC 4)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from pas_gov import cel
from pas_gov.cel.evaluating.values import Map, plain
from pas_gov.diagnostics import bounded
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.subjects import DatedChange, Subject, matches
from pas_gov.judging.verdict.remedy import PROGRAM, Remedy, filled
from pas_gov.model.records.policy import Enforcement
from pas_gov.model.records.promise import ZONES

Outcome = Literal["pass", "fail", "not-applicable", "waived", "error"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found: a failure (perhaps waived), or an error in judging.

    ``promise`` is the one who must answer, "" for the whole stack; ``target`` the one that asks. ``pointer``
    is the place in the promise's record. ``element`` is the one of the policy's ``each``, "" for none; ``causes`` say
    what exactly is wrong, and ``asked`` which version of its target an alignment was asked about. ``commands`` are the
    remedy's, best first, each as the words behind ``pas-gov``. A ``debt`` is what a promise brings along at adoption:
    it would block anywhere else.
    """

    policy: str
    enforcement: Enforcement
    outcome: Outcome
    promise: str
    message: str
    remedy: str
    target: str | None = None
    zone: str | None = None
    pointer: str = ""
    element: str = ""
    causes: tuple[str, ...] = ()
    asked: str = ""
    commands: tuple[tuple[str, ...], ...] = ()
    scope: str = ""
    preexisting: bool = False
    debt: bool = False
    waiver: str | None = None

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two findings the same, whatever their words are and however bad it is (SPEC 6)."""
        return (
            self.policy, (self.outcome == "error" and "error") or "", self.promise, self.target or "", self.zone or "",
            self.element, self.asked,
        )  # fmt: skip

    def already_in(self, earlier: Mapping[tuple[str, ...], Sequence[frozenset[str]]]) -> bool:
        """Tell whether all that is wrong was wrong before: with every cause, and perhaps more of them."""
        return any(frozenset(self.causes) <= causes for causes in earlier.get(self.identity, ()))

    @property
    def fingerprint(self) -> str:
        """16 hex digits that stay the same for as long as the finding does."""
        parts = (*self.identity, *sorted(self.causes))
        return hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:16]


class Activation(Mapping[str, Any]):
    """The variables of one evaluation; those of the policy are worked out when they are first read."""

    def __init__(self, rule: Rule, values: Mapping[str, Any], budget: cel.Budget) -> None:
        """Take the rule, the values of its scope, and the budget of the run."""
        self._programs = rule.programs
        self._values = {**values, "params": rule.given}
        self._budget = budget

    def __getitem__(self, name: str) -> Any:
        """Return a variable's value; EvaluationError where working it out fails."""
        if name not in self._values and name in self._programs:
            self._values[name] = self._programs[name].cel_value(self, self._budget)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter({**self._programs, **self._values})

    def __len__(self) -> int:
        """Count the names."""
        return len({**self._programs, **self._values})

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a variable of this name."""
        return name in self._values or name in self._programs


class ElementActivation(Mapping[str, Any]):
    """The variables of an evaluation, which all elements of ``each`` share, and one element."""

    def __init__(self, shared: Activation, name: str, element: object) -> None:
        """Take the variables, and the element by its name."""
        self._shared, self._name, self._element = shared, name, element

    def __getitem__(self, name: str) -> Any:
        """Return the element or a variable."""
        return self._element if name == self._name else self._shared[name]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter({**dict.fromkeys(self._shared), self._name: None})

    def __len__(self) -> int:
        """Count the names."""
        return len(self._shared) + 1

    def __contains__(self, name: object) -> bool:
        """Tell whether there is a variable of this name."""
        return name == self._name or name in self._shared


def outcomes(
    rule: Rule, dated: DatedChange, subject: Subject, budget: cel.Budget
) -> Iterator[Outcome | Finding]:
    """Give pass, not-applicable, or a Finding that failed or couldn't be judged, one for each element."""
    if not matches(rule.policy.match, subject):
        return iter(NOT_APPLICABLE)
    activation = Activation(rule, {**dated.everywhere, **subject.values}, budget)
    return matched_outcomes(rule, dated, subject, activation, budget)


NOT_APPLICABLE: tuple[Outcome] = ("not-applicable",)


def matched_outcomes(
    rule: Rule, dated: DatedChange, subject: Subject, activation: Activation, budget: cel.Budget
) -> Iterator[Outcome | Finding]:
    """Yield what ``outcomes`` does, for a subject that matches, over its variables."""
    try:
        yield from _applied(rule, dated, subject, activation, budget)
    except cel.EvaluationError as error:
        yield _error(rule, subject, error)
    except cel.BudgetSpent as spent:
        spent.spender = spent.spender or _spender(rule, subject)
        raise


def _spender(rule: Rule, subject: Subject) -> str:
    about = f" for {subject.promise}" if subject.promise else " for the stack as a whole"
    towards = f" towards {subject.target_id}" if subject.target_id else ""
    return f"the policy {rule.policy.id}{about}{towards}"


def _applied(
    rule: Rule, dated: DatedChange, subject: Subject, activation: Activation, budget: cel.Budget
) -> Iterator[Outcome | Finding]:
    if not rule.when.truth(activation, budget):
        yield "not-applicable"
    elif rule.source is None:
        yield _required(rule, dated, subject, activation, budget)
    else:
        elements = rule.source.values(activation, budget)
        if not elements:
            yield "not-applicable"
        for element in elements:
            asked = answering_subject(dated, subject, element)
            try:
                yield _required(
                    rule, dated, asked, ElementActivation(activation, rule.element, element), budget
                )
            except cel.EvaluationError as error:
                yield _error(rule, asked, error)


def _required(
    rule: Rule, dated: DatedChange, subject: Subject, activation: Mapping[str, Any], budget: cel.Budget
) -> Outcome | Finding:
    if rule.require.truth(activation, budget):
        return "pass"
    message = rule.message.text(activation, budget).strip()
    remedy = _remedy(rule, dated, subject, activation, budget)
    element, causes = _element(rule, activation), rule.causes(activation, budget)
    return _finding(rule, subject, "fail", message, remedy, element, causes)


def _element(rule: Rule, activation: Mapping[str, Any]) -> str:
    """Return the element of ``each`` as a text: a promise by its id."""
    if not rule.element:
        return ""
    element = activation[rule.element]
    if isinstance(element, Map) and "id" in element:
        return str(plain(element.read("id")))
    known = plain(element)
    return known if isinstance(known, str) else json.dumps(known, sort_keys=True, default=str)


def answering_subject(dated: DatedChange, subject: Subject, element: object) -> Subject:
    """Return who must answer for one element: a promise for itself, a zone for the subject's promise."""
    if isinstance(element, Map) and "id" in element:
        identity = str(plain(element.read("id")))
        entry = dated.transition.after.get(identity) or dated.transition.before.get(identity)
        if entry is not None:
            asking = subject.sides[-1] if subject.sides else None
            return replace(
                subject,
                promise=identity,
                sides=(entry,),
                target=asking,
                target_id=subject.promise or None,
                pointer="",
            )
    text = plain(element) if isinstance(element, str) else None
    return replace(subject, zone=str(text), pointer=f"/zones/{text}") if text in ZONES else subject


def _finding(  # noqa: PLR0913  (what the evaluation gave, and of whom)
    rule: Rule,
    subject: Subject,
    outcome: Outcome,
    message: str,
    remedy: Remedy,
    element: str = "",
    causes: tuple[str, ...] = (),
) -> Finding:
    policy = rule.policy
    inside = subject.pointer.startswith(policy.at) if policy.at else bool(subject.pointer)
    return Finding(
        policy=policy.id,
        enforcement=rule.enforcement,
        outcome=outcome,
        promise=subject.promise,
        message=bounded(message),
        remedy=remedy.text,
        target=subject.target_id,
        zone=subject.zone,
        pointer=subject.pointer if inside else policy.at,
        element=element,
        causes=causes,
        asked=subject.cause,
        commands=remedy.commands,
        scope=policy.scope,
    )


def _remedy(
    rule: Rule, dated: DatedChange, subject: Subject, activation: Mapping[str, Any], budget: cel.Budget
) -> Remedy:
    """Return the policy's remedy for this finding; an empty one where findings are only compared.

    A string variable whose expression writes a command is a part of the remedy's text, put in first. All others, and
    the names and lists, are filled in afterwards: what they hold is a word of a command at the most.
    The names are {promise}, {owner}, {target}, {zone}, {path}, {revision} (the target's present one), {wording} (the
    answering promise's present one) and {today}.
    """
    template, lists, texts = rule.policy.remedy.strip(), dict[str, list[str]](), dict[str, str]()
    named = [(name, program) for name, program in rule.variables if not isinstance(program.shape, cel.ListOf)]
    for name, program in reversed(named):  # a text that holds a command may name what was declared before it
        if f"{{{name}}}" in template:
            texts[name] = rule.text(name, activation, budget)
            if PROGRAM in program.source:
                template = template.replace(f"{{{name}}}", texts.pop(name))
    for name, program in rule.variables:
        if isinstance(program.shape, cel.ListOf) and f"{{{name}}}" in template:
            lists[name] = rule.texts(name, activation, budget)
    if dated.compared:
        return Remedy("")
    answering = subject.sides[-1] if subject.sides else None
    names = {
        "promise": subject.promise,
        "owner": answering.promise.owner if answering else "",
        "target": subject.target_id or "",
        "zone": subject.zone or "",
        "path": answering.path if answering else "",
        "revision": subject.target.revision if subject.target else "",
        "wording": answering.wording if answering else "",
        "today": dated.today.isoformat(),
    }
    return filled(template, {**names, **texts}, lists)


def _error(rule: Rule, subject: Subject, error: cel.EvaluationError) -> Finding:
    where = f" (line {error.line}, column {error.column} of the expression)" if error.line else ""
    tuned = ", or what pas-gov.yaml makes of it" if rule.params != rule.policy.params else ""
    remedy = f"correct the policy {rule.policy.path}{tuned}, or the record that it can't read"
    return _finding(rule, subject, "error", f"can't be judged: {error.message}{where}", Remedy(remedy))
