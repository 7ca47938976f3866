"""The Promise Drift Report as data, and the words that all of its formats share."""

from __future__ import annotations

from collections import Counter
from datetime import date

from pas_gov.diagnosis.commitments.commitment import Commitment
from pas_gov.diagnosis.diagnosis import Diagnosis
from pas_gov.diagnosis.findings.finding import KINDS, Finding, Side
from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.survey.scan import PASSED_OVER, UNREAD
from pas_gov.drift.texts.block import LEFT_OUT
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ZONES
from pas_gov.report.layout import capitalised, count, joined

LACKING = UNREAD | {"missing-object"}
"""Problems by which a text, or a version of one, couldn't be read."""
NOT_COMPARED = PASSED_OVER | {"rewritten", "shallow", "too-many-commits", "too-many-slips"}
"""Problems by which something was passed over, of texts or of their history."""

LAYER_WORDS = {
    "core": "Core: the bold ones of the front page",
    "supporting": "Supporting",
    "conditional": "Conditional: under a condition",
    "experimental": "Experimental: beta, preview",
    "legacy": "Legacy: made to those who came earlier",
}
NO_ADVICE = (
    "Each statement below is traced to a sentence. The layers, groups and certainties are guesses made from words "
    "alone: somebody who knows the organisation has to look at them."
)
FIRM_WORDS = {
    "hard": "firm",
    "soft": "leaves a way out",
    "mixed": "firm in one place, with a way out in another",
}
PLURALS = {"contradiction": "contradictions", "slip": "slips", "orphan": "orphans"}


@dataclass(frozen=True, slots=True)
class DiagnosisReport:
    """A diagnosis of sources (as they were named) on a day; ``fail_on`` are the kinds of findings that fail the run."""

    diagnosis: Diagnosis
    sources: tuple[str, ...]
    today: date
    fail_on: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """3 where a text couldn't be read, 1 where a finding is of a kind that fails the run, else 0."""
        if any(one.severity == "error" or one.code in LACKING for one in self.diagnosis.problems):
            return 3
        if "unread" in self.fail_on and any(one.code in NOT_COMPARED for one in self.diagnosis.problems):
            return 1
        return int(any(one.finding.kind in self.fail_on for one in self.diagnosis.findings))


def shown_place(report: DiagnosisReport, path: str, line: int) -> str:
    """Return a place as a reader finds it: the address of a page, else path and line."""
    place = report.diagnosis.places.get(path)
    return place if place and "://" in place else f"{path}:{line}"


def read_words(report: DiagnosisReport) -> str:
    """Return what was read and found, in a sentence."""
    found = report.diagnosis
    return (
        f"{count(found.pages, 'text')} read, {count(found.sentences, 'sentence')}, of which {found.claims:,} commit to "
        f"something: {count(len(found.commitments), 'candidate promise')} in {zones_words(report)}."
    )


def zones_words(report: DiagnosisReport) -> str:
    """Return in how many zones there are commitments."""
    return count(len({zone for one in report.diagnosis.commitments for zone in one.zones}), "zone")


def findings_words(report: DiagnosisReport) -> str:
    """Return how many findings there are of each kind."""
    counts = Counter(one.finding.kind for one in report.diagnosis.findings)
    told = [count(counts[kind], kind, PLURALS[kind]) for kind in KINDS if counts[kind]]
    if not told and not report.diagnosis.pages:
        return "No text was read, so nothing can be said of what comes apart."
    return f"{capitalised(joined(told))}." if told else "Nothing was found that comes apart."


def gap_words(report: DiagnosisReport) -> str:
    """Return in which zones the gap lies, "" where there is none."""
    numbers = report.diagnosis.by_zone
    told = [f"{ZONES[zone]} ({numbers[zone]})" for zone in report.diagnosis.gap]
    return f"The gap lies in {joined(told)}." if told else ""


def unread_words(report: DiagnosisReport) -> str:
    """Return how much wasn't read, "" for nothing."""
    problems = report.diagnosis.problems
    if not problems:
        return ""
    told = "1 thing wasn't" if len(problems) == 1 else f"{len(problems):,} things weren't"
    return f"{told} read, or not whole: see the end."


def left_out_words(report: DiagnosisReport) -> str:
    """Return what was left out of pages and transcripts, as nobody promises it; "" for nothing."""
    told = report.diagnosis.left_out
    shown = [count(told[kind], kind) for name, kind in LEFT_OUT.items() if name != "code" and told.get(kind)]
    others = [f"{number:,} {kind}" for kind, number in sorted(told.items()) if kind not in LEFT_OUT.values()]
    return f"Left out, as nobody promises it: {', '.join((*shown, *others))}." if (shown or others) else ""


def side_words(side: Side) -> str:
    """Return what a side says, as its heading."""
    return capitalised(side.said)


def unread_line(problem: Diagnostic) -> str:
    """Return why something wasn't read, with its place."""
    return f"{problem.location}: {problem.message}"


def commitment_words(one: Commitment) -> str:
    """Return for whom, how firmly and where a commitment is made, in a line."""
    zones = ", ".join(ZONES[zone] for zone in one.zones)
    condition = f"; {one.condition}" if one.condition else ""
    return f"for {', '.join(one.audience)}; {FIRM_WORDS[one.firm]}{condition}{f'; said in {zones}' if zones else ''}"


def certainty_words(one: Finding) -> str:
    """Return how sure a finding is, in per cent."""
    return f"{round(one.certainty * 100)}% sure"
