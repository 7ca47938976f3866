"""The explanation of one rule's outcome for one subject, as plain data.

Its texts are safe to print, but for those of the policy and its findings, and for ``Result.value``, the data itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.foundation.values import dataclass
from pas_gov.judging.explaining.value_text import Simple
from pas_gov.judging.verdict.decision import Finding, Outcome
from pas_gov.model.records.policy import Enforcement, Scope


@dataclass(frozen=True, slots=True)
class Result:
    """The value of an expression: as it is shown, and as JSON has it where that is simple; or why it has no value."""

    shown: str
    value: Simple = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class SubExpression:
    """One sub-expression, its text on one line. ``result`` is None for an operand that wasn't needed.

    ``depth`` counts from 1, for a part of the whole expression. In the body of a macro, ``element`` says which one
    it was, as ``link = "x"``, and ``left_out`` how many before it aren't kept. ``kind`` is the grammar's rule.
    """

    text: str
    depth: int
    result: Result | None
    kind: str = ""
    element: str = ""
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression of a policy, its value, and its parts in reading order; ``whole`` where all are kept."""

    text: str
    result: Result
    parts: tuple[SubExpression, ...] = ()
    kind: str = ""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of a policy's match: what it asks for, and what the subject has."""

    name: str
    wants: tuple[str, ...]
    found: tuple[str, ...]
    holds: bool


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter that was read: its value, whether the settings gave it, and the policy's own default."""

    name: str
    result: Result
    from_settings: bool
    default: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable that was read. ``expression`` is None for those that the scope gives.

    ``judging`` is false for one that only the message or the remedy reads.
    """

    name: str
    result: Result
    expression: Expression | None
    judging: bool


@dataclass(frozen=True, slots=True)
class AskedElement:
    """What was asked of one element of ``each``, or of the subject itself (``element`` is then None).

    ``require`` is None where it wasn't reached, or isn't kept: only so many elements are followed closely.
    ``finding`` is what outcomes() gives for it, None for a pass.
    """

    element: str | None
    promise: str
    target: str | None
    zone: str | None
    outcome: Outcome
    require: Expression | None
    finding: Finding | None = None

    @property
    def message(self) -> str:
        """The finding's message, "" for a pass."""
        return self.finding.message if self.finding else ""

    @property
    def remedy(self) -> str:
        """The finding's remedy, "" for a pass."""
        return self.finding.remedy if self.finding else ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One rule and one subject. ``outcome`` is the gravest of what was asked: error, fail, pass, not-applicable.

    ``promise`` is "" for the whole stack. ``reason`` says in one sentence why the rule doesn't apply, "" where it
    does. ``when`` is None where the match doesn't hold; ``source`` where the policy has no ``each``, or ``when``
    isn't true.
    """

    policy: str
    title: str
    scope: Scope
    enforcement: Enforcement
    promise: str
    target: str | None
    zone: str | None
    outcome: Outcome
    reason: str = ""
    match: tuple[Condition, ...] = ()
    params: tuple[Parameter, ...] = ()
    variables: tuple[Variable, ...] = ()
    when: Expression | None = None
    source: Expression | None = None
    asked: tuple[AskedElement, ...] = ()

    @property
    def findings(self) -> Iterator[Finding]:
        """The findings among the outcomes, in their order."""
        return (one.finding for one in self.asked if one.finding is not None)
