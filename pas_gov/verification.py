"""History judged again: each first-parent step by the rules of its own base, on its own day; results are kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any

from pas_gov import git
from pas_gov.decisions import cel
from pas_gov.decisions.rules import Rules, compile_rules
from pas_gov.decisions.verdict import Request, Verdict, give_verdict
from pas_gov.decisions.waive import in_force, waiver_faults
from pas_gov.desk import Desk, pack_rulebook
from pas_gov.diagnostics import Stop
from pas_gov.git.objects import blob_reader
from pas_gov.ledger.replay import Step
from pas_gov.ledger.verifying import Verified
from pas_gov.records.rulebook import Rulebook
from pas_gov.report.assemble import gate_report
from pas_gov.report.json import finding_data, problem_data
from pas_gov.report.model import FindingLine, RefLine
from pas_gov.stack.cycles import cycles_through
from pas_gov.walk import Line, between, origins

SECONDS = 60  # for judging one step, as for one gate
COMMIT = re.compile(r"\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b")
Kept = dict[str, dict[str, Any]]


@dataclass
class Compiled:
    """Rules by the rulebook that they were made of: most steps share one."""

    known: dict[int, tuple[Rulebook, Rules]] = field(default_factory=dict)

    def __call__(self, rulebook: Rulebook) -> Rules:
        """Return the rules of a rulebook, made once."""
        if id(rulebook) not in self.known:
            if len(self.known) > 50:
                self.known.clear()
            self.known[id(rulebook)] = rulebook, compile_rules(rulebook)
        return self.known[id(rulebook)][1]


def verified(found: Line, opened: Desk, today: date, kept: Kept) -> Iterator[Verified]:
    """Yield the verdict of each step of a line, newest first.

    ``kept`` holds earlier results by key; those that are missing are worked out, and added at once.
    """
    made = origins(found, today)
    keys = [_key(commit, origin.day) for commit, origin in zip(found.commits, made, strict=True)]
    judge = _Judge(found, Compiled())
    for known, group in groupby(range(len(keys)), lambda at: keys[at] in kept):
        places = list(group)
        if known:
            yield from (_from_row(kept[keys[at]], made[at].commit, made[at].day) for at in places)
            continue
        first, last = places[0], places[-1] + 1
        end = found.commits[last] if last < len(found.commits) else found.end
        some = between(found.repository, found.commits[first:last], made[first:last], end, opened)
        for at, step in zip(places, some, strict=True):
            result = judge(step, found.commits[at])
            if not step.unread:
                kept[keys[at]] = _row(result)
            yield result


def _key(commit: git.Commit, day: date) -> str:
    return f"{commit.id} {commit.parents[0] if commit.parents else '-'} {day.isoformat()}"


def _row(step: Verified) -> dict[str, Any]:
    return {
        "verdict": step.verdict, "findings": list(step.findings), "problems": list(step.problems),
        "reason": step.reason, "ruled": step.ruled, "bootstrap": step.bootstrap, "correctives": list(step.correctives),
    }  # fmt: skip


def _from_row(row: dict[str, Any], commit: str, day: date) -> Verified:
    lists = {name: tuple(row[name]) for name in ("findings", "problems", "correctives")}
    return Verified(
        commit, day.isoformat(), row["verdict"], reason=row["reason"], ruled=row["ruled"], bootstrap=row["bootstrap"],
        **lists,
    )  # fmt: skip


class _Judge:
    """Judges one step after the other; a crash, too, is no verdict, and never a pass."""

    def __init__(self, found: Line, compiled: Compiled) -> None:
        self.texts = blob_reader(found.repository)
        self.compiled = compiled

    def __call__(self, step: Step, commit: git.Commit) -> Verified:
        ruled = step.before.rulebook.has_policies or step.after.rulebook.has_policies
        adopts = ruled and not step.before.rulebook.has_policies
        result = Verified(
            commit.id, step.origin.day.isoformat(), "unjudgeable", ruled=ruled, bootstrap=adopts
        )
        if step.unread:
            return replace(result, reason=step.unread)
        if not (step.paths.promises or step.paths.policies or step.paths.settings):
            return replace(result, verdict="nothing-to-judge")
        if not ruled:
            return replace(result, reason="neither side of this step has policies")
        try:
            return self._judged(result, step, commit)
        except Stop as stop:
            return replace(result, reason=f"{stop.code}: {stop.message}")
        except cel.BudgetSpent as spent:
            return replace(result, reason=f"budget-spent: {spent}")
        except Exception as failure:  # noqa: BLE001  (one step that crashes is no reason to judge none)
            return replace(result, reason=f"internal-error: {type(failure).__name__}: {failure}")

    def _judged(self, result: Verified, step: Step, commit: git.Commit) -> Verified:
        request = self._request(step, bootstrap=result.bootstrap)
        with request.budget.running():
            verdict = give_verdict(request)
        findings = self._findings(verdict, commit)
        problems = tuple(problem_data(one.diagnostic) for one in verdict.problems if one.blocks)
        return replace(
            result,
            verdict="violating" if verdict.verdict == "blocked" else "compliant",
            findings=findings,
            problems=problems,
            correctives=tuple(_correctives(step, self.compiled)),
        )

    def _request(self, step: Step, *, bootstrap: bool) -> Request:
        for side in (step.before, step.after):
            _ = side.stack.dependents  # worked out now, it is handed on to the stack beside
        ids = step.ids if step.ids is not None else step.after.stack.entries.keys()
        sides = [
            replace(side, stack=side.stack.with_diagnostics((*faults, *cycles_through(side.stack, ids))))
            for side, faults in zip((step.before, step.after), step.faults, strict=True)
        ]
        return Request(
            base=sides[0], head=sides[1], paths=step.paths, moved=dict(step.moved), today=step.origin.day,
            budget=cel.Budget(SECONDS), bootstrap=bootstrap, pack=pack_rulebook, ids=step.ids, compiled=self.compiled,
        )  # fmt: skip

    def _findings(self, verdict: Verdict, commit: git.Commit) -> tuple[dict[str, Any], ...]:
        if not any(_tells(finding.outcome, finding.preexisting) for finding in verdict.judgement.findings):
            return ()
        base = RefLine(commit.parents[0], commit.parents[0]) if commit.parents else RefLine("", "")
        report = gate_report(verdict, base, RefLine(commit.id, commit.id), commit.tree, "", (), self.texts)
        return tuple(finding_data(one) for one in report.findings if _line_tells(one))


def _tells(outcome: str, preexisting: bool) -> bool:
    return outcome == "waived" or (outcome == "fail" and not preexisting)


def _line_tells(finding: FindingLine) -> bool:
    return _tells(finding.outcome, finding.preexisting)


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
