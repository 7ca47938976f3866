"""A judged change for a GitHub runner: annotations in its log, and the outputs of its step.

Commands and limits as GitHub documents them: ten annotations of a level are shown for each step, so the tenth
says how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import Diagnostic, Location, hashes_apart, log_safe, printable
from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.gate_report import (
    GateReport,
    NoVerdict,
    Report,
    ReportedFinding,
    ReportedProblem,
)
from pas_gov.report.gate import grouping
from pas_gov.report.layout import clipped, count

LEVELS = ("error", "warning", "notice")
SHOWN = 10  # annotations of one level that GitHub shows for a step
MOST = 20  # edits of rules in one annotation; the job summary has all
LONGEST = 1_000  # characters of one text in an annotation
WORDS = {"pass": "PASS", "blocked": "BLOCKED", "no-verdict": "NO VERDICT"}
NOWHERE = Location("")


@dataclass(frozen=True, slots=True)
class Annotation:
    """One annotation: a title, the lines of its text, and a place, whose path is "" for none."""

    title: str
    lines: tuple[str, ...]
    place: Location = NOWHERE


def gate_github(report: Report) -> str:
    """Return workflow commands, what blocks first, and a last line in plain words."""
    lines = []
    for level, found in zip(LEVELS, _levels(report), strict=True):
        shown = found if len(found) <= SHOWN else (*found[: SHOWN - 1], _more(len(found) - SHOWN + 1))
        lines += [_command(level, annotation) for annotation in shown]
    return "\n".join([*lines, _last(report)]) + "\n"


def gate_outputs(report: Report) -> str:
    """Return what a step of a workflow hands on: verdict, blocking and warnings, as lines ``name=value``."""
    verdict = "no-verdict" if isinstance(report, NoVerdict) else report.verdict
    blocking, warnings = (0, 0) if isinstance(report, NoVerdict) else grouping.counts(report)
    return f"verdict={verdict}\nblocking={blocking}\nwarnings={warnings}\n"


def _levels(report: Report) -> tuple[tuple[Annotation, ...], ...]:
    if isinstance(report, NoVerdict):
        said = Annotation(f"no verdict ({report.code})", tuple(filter(None, (report.message, report.remedy))))
        return (said, *map(_diagnostic, report.problems[: SHOWN * 2])), (), ()
    return tuple(_errors(report)), tuple(_warnings(report)), tuple(_notices(report))


def _errors(report: GateReport) -> Iterator[Annotation]:
    yield from (_problem(problem) for problem in report.problems if problem.blocks)
    for cause in grouping.causes(report, grouping.blocking(report)):
        for answer in cause.answers:
            yield from (_finding(report, finding) for finding in answer.findings)


def _warnings(report: GateReport) -> Iterator[Annotation]:
    yield from (_finding(report, finding) for finding in grouping.warnings(report))
    yield from (_problem(problem) for problem in grouping.file_warnings(report))


def _notices(report: GateReport) -> Iterator[Annotation]:
    yield from (Annotation("about this run", (note,)) for note in report.notes)
    if report.under_head is not None:
        said = grouping.under_head_words(report.under_head)
        yield Annotation("the change edits the rules", (said, *report.under_head.edits[:MOST]))
    tuned = [policy for policy in report.policies if policy.tuned]
    if tuned:
        names = ", ".join(policy.id for policy in tuned)
        yield Annotation("the settings tune policies", (f"pas-gov.yaml tunes {names}",))
    for finding in grouping.waived(report):
        yield _finding(report, finding, f"waived by {finding.waiver}: {finding.policy}")
    yield from (_finding(report, finding) for finding in grouping.notes(report))
    earlier = len(grouping.preexisting(report))
    if earlier:
        said = f"{count(earlier, 'finding')} pre-existing, of before this change: not blocking it"
        yield Annotation("there before", (said,))


def _finding(report: GateReport, finding: ReportedFinding, title: str = "") -> Annotation:
    """Say what was found; where it is shown at another place than its own, say who must answer and where."""
    lines = [finding.message, finding.context]
    promise = report.promises.get(finding.promise)
    if promise is not None and finding.anchor != finding.location:
        lines.append(f"It stands in {finding.location}; its owner is {promise.owner}")
    if finding.remedy and finding.outcome != "waived":
        lines.append(f"To answer: {finding.remedy}")
    return Annotation(title or finding.policy, tuple(filter(None, lines)), finding.anchor)


def _problem(problem: ReportedProblem) -> Annotation:
    return _diagnostic(problem.diagnostic)


def _diagnostic(one: Diagnostic) -> Annotation:
    remedy = f"To mend: {one.remedy}" if one.remedy else ""
    return Annotation(one.code, tuple(filter(None, (one.message, remedy))), one.location)


def _more(number: int) -> Annotation:
    return Annotation("and more", (f"and {number} more: the job summary of this run lists them",))


def _command(level: str, annotation: Annotation) -> str:
    place = annotation.place
    parts = {
        "file": _property(printable(place.path)),
        "line": str(place.line or ""),
        "col": str(place.column or "") if place.line else "",
        "title": _property(f"pas-gov: {printable(annotation.title)}"),
    }
    said = ",".join(f"{name}={value}" for name, value in parts.items() if value)
    text = "\n".join(clipped(printable(" ".join(line.split())), LONGEST) for line in annotation.lines)
    return _unobeyed(f"::{level} {said}::{_data(text)}")


def _unobeyed(line: str) -> str:
    """Break what the runner's older commands start with, which it looks for anywhere in a line."""
    return hashes_apart(line, "# #")


def _data(text: str) -> str:
    """Escape what ends a command's data."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape what ends a command's property."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _last(report: Report) -> str:
    if isinstance(report, NoVerdict):
        return log_safe(printable(f"NO VERDICT ({report.code}): the change is neither passed nor blocked"))
    blocking, warnings = grouping.counts(report)
    parts = [count(len(report.changes), "promise") + " changed"]
    parts.append(f"{blocking} to answer" if blocking else "nothing to answer")
    if warnings:
        parts.append(count(warnings, "warning"))
    return f"{WORDS[report.verdict]}  {'; '.join(parts)}"
