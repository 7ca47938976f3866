"""Findings in the order in which people take them: by the change that caused them, then by who must answer."""

from __future__ import annotations

from collections.abc import Iterable

from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.gate_report import (
    GateReport,
    HeadRulesVerdict,
    ReportedChange,
    ReportedFinding,
    ReportedProblem,
)
from pas_gov.model.records.promise import LAYERS


@dataclass(frozen=True, slots=True)
class Answer:
    """One promise that must answer, with its findings."""

    promise: str
    findings: tuple[ReportedFinding, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """One change and what it asks for; ``change`` is None for what concerns the whole stack."""

    change: ReportedChange | None
    answers: tuple[Answer, ...]
    later: tuple[str, ...] = ()


def causes(report: GateReport, findings: Iterable[ReportedFinding]) -> tuple[Cause, ...]:
    """Group findings: causes by layer from the Core down, the whole stack last; the cause itself first in each."""
    by_cause: dict[str, dict[str, list[ReportedFinding]]] = {}
    for finding in findings:
        by_cause.setdefault(finding.cause, {}).setdefault(finding.promise, []).append(finding)
    changes = {change.promise.id: change for change in report.changes}
    ordered = sorted(changes, key=lambda identity: (LAYERS.index(changes[identity].promise.layer), identity))
    order = [identity for identity in (*ordered, "") if identity in by_cause]
    return tuple(
        Cause(changes.get(identity), _answers(identity, by_cause[identity]), report.later.get(identity, ()))
        for identity in order
    )


def _answers(cause: str, found: dict[str, list[ReportedFinding]]) -> tuple[Answer, ...]:
    first = sorted(found, key=lambda promise: (promise != cause, promise))
    return tuple(Answer(promise, tuple(found[promise])) for promise in first)


def blocking(report: GateReport) -> list[ReportedFinding]:
    """Return what blocks."""
    return [finding for finding in report.findings if finding.blocks]


def warnings(report: GateReport) -> list[ReportedFinding]:
    """Return what failed of the policies that warn, and wasn't there before."""
    return [finding for finding in _unbound(report) if finding.enforcement != "note"]


def notes(report: GateReport) -> list[ReportedFinding]:
    """Return what failed of the policies that are on trial, and wasn't there before."""
    return [finding for finding in _unbound(report) if finding.enforcement == "note"]


def _unbound(report: GateReport) -> list[ReportedFinding]:
    return [f for f in report.findings if f.outcome == "fail" and not f.blocks and not f.preexisting]


def once(findings: Iterable[ReportedFinding]) -> list[ReportedFinding]:
    """Return findings without those that say of the same promise, for the same policy, the same in the same words."""
    found: dict[tuple[str, ...], ReportedFinding] = {}
    for one in findings:
        found.setdefault((one.policy, one.promise, one.message, one.location.path), one)
    return list(found.values())


def preexisting(report: GateReport) -> list[ReportedFinding]:
    """Return what failed and was there before."""
    return [finding for finding in report.findings if finding.outcome == "fail" and finding.preexisting]


def waived(report: GateReport) -> list[ReportedFinding]:
    """Return what a waiver excuses."""
    return [finding for finding in report.findings if finding.outcome == "waived"]


def file_warnings(report: GateReport) -> list[ReportedProblem]:
    """Return the problems of files that the change brings and that do not block it."""
    return [problem for problem in report.problems if not problem.blocks and not problem.preexisting]


def counts(report: GateReport) -> tuple[int, int]:
    """Return how many findings and problems of files block, and how many warn."""
    invalid = sum(problem.blocks for problem in report.problems)
    return len(blocking(report)) + invalid, len(warnings(report)) + len(file_warnings(report))


ALONE = 3  # findings of one policy in one zone or layer that are listed one by one
NAMED = 8  # promises that a line for more of them names


def together(report: GateReport, findings: Iterable[ReportedFinding]) -> list[tuple[ReportedFinding, str]]:
    """Return findings with what is said of each; many of one policy in one zone, or of one layer, are said once."""
    groups: dict[tuple[str, ...], list[ReportedFinding]] = {}
    for one in findings:
        promise = report.promises.get(one.promise)
        where = f"zone {one.zone}" if one.zone else f"layer {promise.layer}" if promise else ""
        alone = () if where and one.outcome == "fail" else (one.fingerprint, str(len(groups)))
        groups.setdefault((one.policy, where, *alone), []).append(one)
    found: list[tuple[ReportedFinding, str]] = []
    for (_, where, *_), group in groups.items():
        if len(group) <= ALONE:
            found += [(one, one.message) for one in group]
        else:
            found.append((group[0], _several(where, group)))
    return found


def _several(where: str, group: list[ReportedFinding]) -> str:
    names = list(dict.fromkeys(one.promise for one in group))
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    if len(names) == 1:
        return f"{where}: {group[0].message}; and {len(group) - 1} more of {names[0]}"
    return f"{where}, {len(names)} promises: {group[0].message}; so too {', '.join(names[1:NAMED])}{more}"


def under_head_words(other: HeadRulesVerdict) -> str:
    """Return what the change's own rules would say of it, in one sentence."""
    verdict = {"pass": "pass", "blocked": "blocked", "no-verdict": "no verdict"}[other.verdict]
    return f"Under the rules as the change has them, the verdict would be: {verdict}. It does not bind."
