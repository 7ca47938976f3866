"""How the verdict on one policy in one change came about: the report that its formats print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from pas_gov.foundation.values import dataclass
from pas_gov.judging.explaining.explanation import AskedElement, Explanation
from pas_gov.judging.explaining.selection import PolicyExplanation
from pas_gov.judging.findings.gate_report import ReportedPromise
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.verdict.decision import Finding
from pas_gov.judging.verdict.judgement import blocks

WORDS: Mapping[str, tuple[str, str]] = {
    "pass": ("PASS", "green"),
    "fail": ("FAIL", "red"),
    "not-applicable": ("NOT APPLICABLE", "blue"),
    "error": ("ERROR", "yellow"),
}


@dataclass(frozen=True, slots=True)
class ExplainReport:
    """One policy explained in one change.

    ``promise`` is the one that was named, or "". ``judged`` has the findings as they were judged, by identity;
    ``kinds`` the kinds of change of each changed promise.
    """

    base: ReportedRef
    head: ReportedRef
    tree: str
    today: str
    policies_from: str
    explained: PolicyExplanation
    promise: str = ""
    judged: Mapping[tuple[str, ...], Finding] = field(default_factory=dict)
    promises: Mapping[str, ReportedPromise] = field(default_factory=dict)
    kinds: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    reproduce: str = ""

    @property
    def status(self) -> int:
        """0 whatever is explained."""
        return 0

    @property
    def whole(self) -> tuple[Explanation, ...]:
        """The explanations to tell in full: the one there is, those that failed, or those of the named promise."""
        found = self.explained.explanations
        if len(found) == 1:
            return found
        failed = tuple(one for one in found if one.outcome in ("fail", "error"))
        return failed or (found if self.promise else ())

    def standing(self, asked: AskedElement) -> str:
        """Say what became of a finding: whether it blocks, and if not, why not; "" for no finding."""
        if asked.finding is None:
            return ""
        if asked.outcome == "error":
            return "With an error, the gate has no verdict on the change (exit status 3)."
        return _standing(self.judged.get(asked.finding.identity, asked.finding))

    def why_new(self, asked: AskedElement) -> str:
        """Say why a finding counts as one that was there before, or as a new one; "" for no finding."""
        finding = asked.finding
        return (
            _why_new(self.judged.get(finding.identity, finding))
            if finding and asked.outcome == "fail"
            else ""
        )


def asked_alone(one: Explanation) -> Explanation | AskedElement:
    """Return who is asked where it is one element alone, else the subject itself."""
    return one.asked[0] if len(one.asked) == 1 and one.asked[0].element is not None else one


def _why_new(finding: Finding) -> str:
    cause = f"cause: {', '.join(finding.causes)}" if finding.causes else "whatever its cause"
    if finding.preexisting:
        return f"The base has it already ({cause}). Where it gets worse, or what it is about changes again, it is new."
    if finding.scope == "change":
        return f"It is about what this change does ({cause}), so nothing before it excuses it."
    return f"The base doesn't have it, or not so ({cause})."


def _standing(finding: Finding) -> str:
    if blocks(finding):
        return "It blocks the change."
    if finding.outcome == "waived":
        return f"Waived by {finding.waiver}: it doesn't block the change."
    if finding.preexisting:
        return "It was there before this change, so it doesn't block it."
    if finding.enforcement == "ignore":
        return "pas-gov.yaml ignores this policy: the gate doesn't ask it."
    return f"It doesn't block the change: the policy's enforcement is {finding.enforcement}."
