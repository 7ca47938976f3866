"""The gate's report as plain data, which every format prints; its verdict and its exit status are decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.verdict.answers import Answer
from pas_gov.model.records.promise import Layer

VerdictName = Literal["pass", "blocked", "no-verdict"]
STATUS: Mapping[VerdictName, int] = {"pass": 0, "blocked": 1, "no-verdict": 3}


@dataclass(frozen=True, slots=True)
class ReportedPromise:
    """What a reader needs to know of a promise that is named."""

    id: str
    title: str
    layer: Layer
    status: str
    owner: str
    path: str


@dataclass(frozen=True, slots=True)
class ReportedChange:
    """One changed promise; a revision is None where the promise was made or erased.

    ``reaches`` are the active promises that depend on it, each with the way from it; ``told`` says what differs.
    """

    promise: ReportedPromise
    kinds: tuple[str, ...]
    material: bool
    before: str | None
    after: str | None
    reaches: tuple[tuple[str, ...], ...] = ()
    reaches_all: bool = True
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """One finding with its place; ``cause`` is the changed promise that it is about, "" for the whole stack.

    ``anchor`` is where in the change a reviewer meets it, ``docs`` where its policy is documented. A ``debt`` of an
    adoption warns, and would block anywhere else.
    """

    policy: str
    enforcement: str
    outcome: str
    promise: str
    target: str | None
    zone: str | None
    message: str
    remedy: str
    commands: tuple[tuple[str, ...], ...]
    location: Location
    anchor: Location
    preexisting: bool
    waiver: str | None
    fingerprint: str
    blocks: bool
    cause: str = ""
    context: str = ""
    docs: str = ""
    debt: bool = False


@dataclass(frozen=True, slots=True)
class ReportedProblem:
    """One problem of a file; ``preexisting`` where the base had it."""

    diagnostic: Diagnostic
    preexisting: bool
    blocks: bool


@dataclass(frozen=True, slots=True)
class ReportedPolicy:
    """A policy, and how often each outcome occurred; ``tuned`` says what the settings change of it, one text each.

    ``title`` and ``reason`` are what the policy says of itself: its rule, and why.
    """

    id: str
    enforcement: str
    tuned: tuple[str, ...]
    outcomes: Mapping[str, int]
    docs: str
    title: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ReportedWaiver:
    """A waiver and its state."""

    id: str
    state: str


@dataclass(frozen=True, slots=True)
class HeadRulesVerdict:
    """The verdict under the rules that the change brings; it doesn't bind."""

    verdict: VerdictName
    findings: tuple[ReportedFinding, ...]
    why: str = ""
    edits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GateReport:
    """One judged change. ``later`` names, by cause, who will be asked when those asked now have answered.

    ``reproduce`` is the command that judges the same again, ``why`` the one that explains what blocks first.
    """

    verdict: VerdictName
    today: str
    base: ReportedRef
    head: ReportedRef
    tree: str
    policies_from: str
    bootstrap: bool
    changes: tuple[ReportedChange, ...]
    findings: tuple[ReportedFinding, ...]
    problems: tuple[ReportedProblem, ...]
    policies: tuple[ReportedPolicy, ...]
    waivers: tuple[ReportedWaiver, ...]
    under_head: HeadRulesVerdict | None
    notes: tuple[str, ...]
    promises: Mapping[str, ReportedPromise] = field(default_factory=dict)
    later: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reproduce: str = ""
    why: str = ""
    answers: tuple[Answer, ...] = ()

    @property
    def status(self) -> int:
        """The exit status, the same for every format."""
        return STATUS[self.verdict]


@dataclass(frozen=True, slots=True)
class NoVerdict:
    """A change that couldn't be judged, and why; ``problems`` are all that stand in the way, where they have places."""

    today: str
    code: str
    message: str
    remedy: str
    problems: tuple[Diagnostic, ...] = ()

    @property
    def status(self) -> int:
        """The exit status, the same for every format."""
        return STATUS["no-verdict"]


Report = GateReport | NoVerdict
