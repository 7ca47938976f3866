"""The gate's report made from a verdict: the names, places and dependency paths of its findings looked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pas_gov.diagnostics import bounded
from pas_gov.judging.findings.anchors import FindingPlaces, Texts
from pas_gov.judging.findings.gate_report import (
    GateReport,
    HeadRulesVerdict,
    ReportedChange,
    ReportedFinding,
    ReportedPolicy,
    ReportedProblem,
    ReportedPromise,
    ReportedWaiver,
)
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.findings.waiting import in_turn, propagates, unsettled, waits
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import Rules, tunings
from pas_gov.judging.verdict.decision import Finding
from pas_gov.judging.verdict.judgement import Judgement, blocks
from pas_gov.judging.verdict.verdict import HeadJudgement, Verdict
from pas_gov.model.records.settings import WAIVER_DAYS
from pas_gov.model.stack.change import Change
from pas_gov.model.stack.dependents import all_dependents, dependency_paths, nearest_changed
from pas_gov.model.stack.differences import difference_lines
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.transition import Transition


def gate_report(  # noqa: PLR0913  (each part comes from another place)
    verdict: Verdict,
    base: ReportedRef,
    head: ReportedRef,
    tree: str,
    today: str,
    notes: tuple[str, ...],
    texts: Texts,
) -> GateReport:
    """Assemble the report of a judged change. ``texts`` gives the bytes of blobs by id, for places."""
    change, other = verdict.transition, verdict.under_head
    places = FindingPlaces(change, texts)
    found = [*verdict.judgement.findings, *(other.judgement.findings if other and other.judgement else ())]
    places.learn((finding, _cause(finding, change)) for finding in found)
    page = verdict.rules.settings.docs
    findings = _findings(verdict.judgement, verdict.rules, change, places, page)
    return GateReport(
        verdict=verdict.verdict,
        today=today,
        base=base,
        head=head,
        tree=tree,
        policies_from=verdict.policies_from,
        bootstrap=change.bootstrap,
        changes=reported_changes(change),
        findings=findings,
        problems=tuple(
            ReportedProblem(places.exact(p.diagnostic), p.preexisting, p.blocks) for p in verdict.problems
        ),
        policies=tuple(_policy(rule, verdict) for rule in verdict.rules.rules),
        waivers=tuple(ReportedWaiver(name, state) for name, state in verdict.judgement.waivers),
        under_head=_under_head(other, verdict.rules, change, places, page) if other else None,
        notes=(*verdict.notes, *_limits(verdict), *notes),
        promises=_named(change, verdict),
        later=_resting(findings, change),
        answers=verdict.answers,
    )


def reported_findings(verdict: Verdict, texts: Texts) -> tuple[ReportedFinding, ...]:
    """Return the findings of a judged change alone, as ``gate_report`` does."""
    places = FindingPlaces(verdict.transition, texts)
    places.learn((finding, _cause(finding, verdict.transition)) for finding in verdict.judgement.findings)
    page = verdict.rules.settings.docs
    return _findings(verdict.judgement, verdict.rules, verdict.transition, places, page)


def _under_head(
    other: HeadJudgement, rules: Rules, change: Transition, places: FindingPlaces, page: str
) -> HeadRulesVerdict:
    findings = _findings(other.judgement, rules, change, places, page) if other.judgement else ()
    return HeadRulesVerdict(other.verdict, findings, other.why, other.edits)


def reported_changes(change: Transition, *, reaches: bool = False) -> tuple[ReportedChange, ...]:
    """Return the changed promises; with ``reaches``, each with those that depend on it after the change."""
    left = STEPS if reaches else 0
    lines = []
    for one in change.changes:
        found, whole = _reached(change, one.id, left) if reaches else ((), True)
        left -= sum(map(len, found))
        lines.append(_change(one, found, whole))
    return tuple(lines)


STEPS = 200_000  # ids in all ways of one report together: a long chain that changes as a whole has millions


def _reached(change: Transition, identity: str, left: int) -> tuple[tuple[tuple[str, ...], ...], bool]:
    found: list[tuple[str, ...]] = []
    for way in dependency_paths(change.dependents_after, identity):
        if left <= 0:
            return tuple(found), False
        if change.after.entries[way[-1]].active:
            found.append(way)
        left -= len(way)
    return tuple(found), True


def _change(one: Change, reaches: tuple[tuple[str, ...], ...], whole: bool) -> ReportedChange:
    return ReportedChange(
        promise=reported_promise(one.entry),
        kinds=one.kinds,
        material=one.material,
        before=one.before.revision if one.before else None,
        after=one.after.revision if one.after else None,
        reaches=reaches,
        reaches_all=whole,
        told=difference_lines(one),
    )


CAUSES = 20  # causes for which it is worked out who will be asked next


def _resting(findings: tuple[ReportedFinding, ...], change: Transition) -> dict[str, tuple[str, ...]]:
    """Return, for each cause of something that blocks, the promises that will be asked after those asked now."""
    asked: dict[str, set[str]] = {}
    for finding in findings:
        if finding.blocks and finding.cause and finding.promise:
            asked.setdefault(finding.cause, set()).add(finding.promise)
    return {
        cause: tuple(
            one
            for one in sorted(all_dependents(change.dependents_after, promises - {cause}))
            if change.after.entries[one].active
        )
        for cause, promises in list(asked.items())[:CAUSES]
    }


def reported_promise(entry: Entry) -> ReportedPromise:
    """Return what a reader needs to know of a promise."""
    promise = entry.promise
    return ReportedPromise(
        entry.id, bounded(promise.title), entry.layer, entry.status, promise.owner, entry.path
    )


def _named(change: Transition, verdict: Verdict) -> dict[str, ReportedPromise]:
    ids = {finding.promise for finding in verdict.judgement.findings} | set(change.changed)
    ids |= {finding.target for finding in verdict.judgement.findings if finding.target}
    entries = (
        (identity, change.after.get(identity) or change.before.get(identity)) for identity in sorted(ids)
    )
    return {identity: reported_promise(entry) for identity, entry in entries if entry is not None}


def _policy(rule: Rule, verdict: Verdict) -> ReportedPolicy:
    policy = rule.policy
    return ReportedPolicy(
        policy.id,
        rule.enforcement,
        tuple(_tuned(rule)),
        verdict.judgement.tallies[policy.id],
        docs=f"{verdict.rules.settings.docs}#{policy.id}",
        title=policy.title,
        reason=policy.why,
    )


def _limits(verdict: Verdict) -> Iterator[str]:
    """Say what the settings change of the limits on waivers."""
    days = verdict.rules.settings.waiver_days
    if days != WAIVER_DAYS:
        yield f"pas-gov.yaml tunes waivers: at most {WAIVER_DAYS} -> {days} days"


def _tuned(rule: Rule) -> Iterator[str]:
    """Say what the settings change of a policy."""
    policy = rule.policy
    if rule.enforcement != policy.enforcement:
        yield f"{policy.enforcement} -> {rule.enforcement}"
    yield from tunings(policy.params, rule.params)


def _findings(
    judgement: Judgement, rules: Rules, change: Transition, places: FindingPlaces, page: str
) -> tuple[ReportedFinding, ...]:
    asking = [one for one in judgement.findings if one.outcome == "fail" and not one.preexisting]
    moving, later = unsettled(asking, change.after, propagates=propagates(rules))
    waiting = waits(change.after, moving | later)
    found = (replace(one, remedy=in_turn(one, waiting)) for one in judgement.findings)
    return tuple(_finding(finding, change, places, page) for finding in found)


def _finding(finding: Finding, change: Transition, places: FindingPlaces, page: str) -> ReportedFinding:
    cause, own = _cause(finding, change), places.of(finding)
    return ReportedFinding(
        policy=finding.policy,
        enforcement=finding.enforcement,
        outcome=finding.outcome,
        promise=finding.promise,
        target=finding.target,
        zone=finding.zone,
        message=finding.message,
        remedy=finding.remedy,
        commands=finding.commands,
        location=own,
        anchor=places.anchor(finding, cause, own),
        preexisting=finding.preexisting,
        waiver=finding.waiver,
        fingerprint=finding.fingerprint,
        blocks=blocks(finding),
        cause=cause,
        context=_context(finding, change),
        docs=f"{page}#{finding.policy}",
        debt=finding.debt,
    )


def _cause(finding: Finding, change: Transition) -> str:
    if finding.target in change.changed:
        return finding.target or ""
    return nearest_changed(change.after, finding.promise, change.changed) if finding.promise else ""


def _context(finding: Finding, change: Transition) -> str:
    """Say when and by whom a link was last reviewed, where a finding is about one."""
    entry = change.after.get(finding.promise)
    links = entry.promise.aligned_to if entry and finding.target else ()
    link = next((link for link in links if link.promise == finding.target), None)
    if link is None or link.date is None:
        return ""
    if not link.revision:
        return f"Its entry of {link.date.isoformat()} names no revision."
    return f"It was last reviewed on {link.date.isoformat()}{f' by {link.by}' if link.by else ''}."
