"""One step of a history judged by the rules of its base, on its own day: its verdict, and what decided it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import field, replace
from typing import Any

from pas_gov import cel, git
from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.git.objects import lasting_blob_reader
from pas_gov.judging.findings.assembly import reported_findings
from pas_gov.judging.findings.json_rows import finding_data, problem_data
from pas_gov.judging.policies.rules import Rules, compile_rules
from pas_gov.judging.verdict.decision import Finding
from pas_gov.judging.verdict.request import VerdictRequest
from pas_gov.judging.verdict.verdict import Verdict, verdict_on
from pas_gov.judging.verdict.waivers import in_force, waiver_faults
from pas_gov.ledger.reading.commit_states import caching_reader
from pas_gov.ledger.replay.account import UNRULED, VerifiedStep
from pas_gov.ledger.replay.steps import Step
from pas_gov.loading.pack import pack_rulebook
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.stack.cycles import cycles_through

SECONDS = 60  # for judging one step, as for one gate
COMMIT = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b")


@dataclass
class RulesCache:
    """Rules by the rulebook that they were made of: most steps share one."""

    known: dict[int, tuple[Rulebook, Rules]] = field(default_factory=dict)

    def __call__(self, rulebook: Rulebook) -> Rules:
        """Return the rules of a rulebook, made once."""
        if id(rulebook) not in self.known:
            if len(self.known) > 50:
                self.known.clear()
            self.known[id(rulebook)] = rulebook, compile_rules(rulebook)
        return self.known[id(rulebook)][1]


class StepJudge:
    """Judges one step after the other; a crash, too, is no verdict, and never a pass."""

    def __init__(self, repository: git.Repository) -> None:
        """Take the repository of the steps; its rules are compiled once for as long as they stay the same."""
        self.texts = caching_reader(lasting_blob_reader(repository))
        self.compiled = RulesCache()

    def __call__(self, step: Step, commit: git.Commit) -> VerifiedStep:
        """Return the verdict on the step that a commit made."""
        ruled = step.before.rulebook.has_policies or step.after.rulebook.has_policies
        adopts = ruled and not step.before.rulebook.has_policies
        result = VerifiedStep(
            commit.id, step.origin.day.isoformat(), "unjudgeable", ruled=ruled, bootstrap=adopts
        )
        if step.unread:
            return replace(result, reason=step.unread)
        if not (step.paths.promises or step.paths.policies or step.paths.settings):
            return replace(result, verdict="nothing-to-judge")
        if not ruled:
            return replace(result, reason=UNRULED)
        try:
            return self._judged(result, step)
        except Stop as stop:
            return replace(result, reason=f"{stop.code}: {stop.message}")
        except cel.BudgetSpent as spent:
            return replace(result, reason=f"budget-spent: {spent}")
        except Exception as failure:  # noqa: BLE001  (one step that crashes is no reason to judge none)
            return replace(result, reason=f"internal-error: {type(failure).__name__}: {failure}")

    def _judged(self, result: VerifiedStep, step: Step) -> VerifiedStep:
        request = self._request(step, bootstrap=result.bootstrap)
        with request.budget.running():
            verdict = verdict_on(request)
        findings = self._findings(verdict)
        problems = tuple(problem_data(one.diagnostic) for one in verdict.problems if one.blocks)
        return replace(
            result,
            verdict="violating" if verdict.verdict == "blocked" else "compliant",
            findings=findings,
            problems=problems,
            correctives=tuple(_correctives(step, self.compiled)),
        )

    def _request(self, step: Step, *, bootstrap: bool) -> VerdictRequest:
        for side in (step.before, step.after):
            _ = (
                side.stack.dependents,
                side.stack.statuses,
                side.stack.shared_titles,
            )  # worked out, they are handed on
        ids = step.ids if step.ids is not None else step.after.stack.entries.keys()
        sides = [
            replace(side, stack=side.stack.with_diagnostics((*faults, *cycles_through(side.stack, ids))))
            for side, faults in zip((step.before, step.after), step.faults, strict=True)
        ]
        return VerdictRequest(
            base=sides[0], head=sides[1], paths=step.paths, moved=dict(step.moved), today=step.origin.day,
            budget=cel.Budget(SECONDS), bootstrap=bootstrap, pack=pack_rulebook, ids=step.ids, compiled=self.compiled,
        )  # fmt: skip

    def _findings(self, verdict: Verdict) -> tuple[dict[str, Any], ...]:
        telling = tuple(one for one in verdict.judgement.findings if _tells(one))
        if not telling:
            return ()
        verdict = replace(verdict, judgement=replace(verdict.judgement, findings=telling))
        return tuple(map(finding_data, reported_findings(verdict, self.texts)))


def _tells(finding: Finding) -> bool:
    return finding.outcome == "waived" or (finding.outcome == "fail" and not finding.preexisting)


def _correctives(step: Step, compiled: Callable[[Rulebook], Rules]) -> Iterator[dict[str, Any]]:
    """Yield the waivers that stand after a step, are valid on its day, and name commits."""
    rulebook = step.after.rulebook
    naming = [
        (waiver, _commits((waiver.commit, waiver.reason, waiver.ticket))) for waiver in rulebook.waivers
    ]
    if not any(commits for _, commits in naming):
        return
    faults = {fault.location.path for fault in waiver_faults(rulebook, compiled(rulebook))}
    for waiver, commits in naming:
        if commits and waiver.path not in faults and in_force(waiver, step.origin.day):
            yield {
                "id": waiver.id, "policy": waiver.policy, "promise": waiver.promise, "target": waiver.target,
                "commits": commits,
            }  # fmt: skip


def _commits(texts: Iterable[str]) -> list[str]:
    return sorted({found for text in texts for found in COMMIT.findall(text)})
