"""The forecast: what the gate would say of a change whose files aren't written yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from pas_gov import cel
from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.gate.gate import GateOptions, gate
from pas_gov.judging.findings.assembly import gate_report
from pas_gov.judging.findings.gate_report import GateReport, Report, ReportedFinding, ReportedProblem
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.verdict.request import Side, VerdictRequest
from pas_gov.judging.verdict.verdict import verdict_on
from pas_gov.loading.pack import pack_rulebook
from pas_gov.loading.root import Root
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.stack.paths import differing_paths, record_paths
from pas_gov.model.stack.stack import Stack
from pas_gov.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the gate would say of a change, told apart from what blocks the branch without it.

    ``own`` and ``problems`` are what the change itself would be blocked for; ``remaining`` are the findings that
    others, or the rest of the branch, still have to answer before it can be merged. ``answers`` tells that the change
    lifts a finding that blocks the branch without it: it is a step, and what it brings to light is the next one.
    """

    own: tuple[ReportedFinding, ...]
    problems: tuple[ReportedProblem, ...]
    remaining: tuple[ReportedFinding, ...]
    report: GateReport
    answers: bool = False


def forecast(  # noqa: PLR0913  (each part comes from another place)
    folder: Root,
    ends: tuple[Snapshot, Snapshot],
    mine: frozenset[str],
    environ: Mapping[str, str],
    today: date,
    head: str = "HEAD",
) -> Forecast:
    """Judge the proposed files as the gate would judge the branch of ``head`` with them, and tell apart what is new.

    ``ends`` are the files as they stand and as they are proposed. ``mine`` are the ids of the promises that the
    change edits: a new finding about one of them, or about the stack as a whole, is the change's own; one about how
    two of them stand to each other is a remaining one. Stop where it can't be judged.
    """
    present, proposed = ends
    report = _judged(folder, proposed, environ, today, head)
    blocking = [
        one for one in report.findings if one.blocks or one.debt
    ]  # a debt is taken over, never written
    invalid = [one for one in report.problems if one.blocks]
    if not any(_is_mine(one, mine) for one in blocking) and not invalid:
        return Forecast((), (), tuple(blocking), report)
    before = _judged(folder, present, environ, today, head)
    known = {_key(one) for one in before.findings if one.blocks or one.debt}
    known_problems = {(one.diagnostic.code, one.diagnostic.location.path) for one in before.problems}
    own = tuple(one for one in blocking if _is_mine(one, mine) and _key(one) not in known)
    return Forecast(
        own=own,
        problems=tuple(
            one
            for one in invalid
            if (one.diagnostic.code, one.diagnostic.location.path) not in known_problems
        ),
        remaining=tuple(one for one in blocking if one not in own),
        report=report,
        answers=bool(known - {_key(one) for one in blocking}),
    )


def _is_mine(finding: ReportedFinding, mine: frozenset[str]) -> bool:
    return not finding.promise or (finding.promise in mine and finding.target not in mine)


def _key(finding: ReportedFinding) -> tuple[str, str, str | None, str | None]:
    return finding.policy, finding.promise, finding.target, finding.zone


def _judged(folder: Root, files: Snapshot, environ: Mapping[str, str], today: date, head: str) -> GateReport:
    report = _report(folder, files, environ, today, head)
    if isinstance(report, GateReport):
        return report
    raise Stop(report.code, f"whether it may be merged can't be told: {report.message}", report.remedy)


FIRST = ("no-repository", "no-commit")  # nothing is committed yet, so everything is new


def _report(folder: Root, files: Snapshot, environ: Mapping[str, str], today: date, head: str) -> Report:
    if folder.repository is None:
        return _first(folder, files, today)
    options = GateOptions(folder.path, head=head, bootstrap=True, files=files, standing=False)
    report = gate(options, environ, today)
    if isinstance(report, GateReport):
        return report
    if report.code in ("missing-ref", "no-base"):  # no main here: judged against the last commit
        report = gate(replace(options, base="HEAD"), environ, today)
    if not isinstance(report, GateReport) and report.code in FIRST:
        return _first(folder, files, today)
    return report


def _first(folder: Root, files: Snapshot, today: date) -> GateReport:
    """Judge files that are about to be the first: against nothing, by their own rules."""
    nothing = Side(Stack("nothing"), Rulebook())
    with folder.open_loader() as loader:
        head = loader.load(files, today)
    none = replace(files, files={})
    budget = cel.Budget(seconds=60)
    request = VerdictRequest(
        nothing, head, record_paths(differing_paths(none, files)), {}, today, budget, bootstrap=True, pack=pack_rulebook
    )  # fmt: skip
    with budget.running():
        verdict = verdict_on(request)
    nowhere = ReportedRef("nothing", "")
    return gate_report(verdict, nowhere, nowhere, "", today.isoformat(), notes=(), texts=files.read)
