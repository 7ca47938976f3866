"""What texts promise, held against the promises: the report that its formats print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.matching.candidates import Candidate, candidate_key
from pas_gov.drift.matching.findings import STATES, ClaimFinding
from pas_gov.drift.survey.scan import PARTLY, PASSED_OVER, UNREAD
from pas_gov.drift.survey.text_findings import MOST_PLACES
from pas_gov.drift.texts.block import LEFT_OUT
from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.remedy import path_word
from pas_gov.model.records.waiver import CLAIMS, WHOLE_STACK
from pas_gov.report.layout import count


@dataclass(frozen=True, slots=True)
class ScanReport:
    """The findings in the order of the texts, the state of each exception, and what couldn't be read.

    Where paths were asked for, an exception that excused nothing isn't among them: its text may be another one.

    ``fail_on`` are the states that fail a run, "unread" where a text's format, language or speaker isn't known;
    ``proposed`` what ``--register`` would write down, by what the claims say. ``named`` are the paths that were asked
    for, none where it was the surfaces. ``left_out`` counts by kind what texts hold
    that is said to nobody outside, or that nobody promises; ``unlisted`` by state the findings of
    long texts that aren't listed.
    """

    findings: tuple[ClaimFinding, ...]
    exceptions: tuple[tuple[str, str], ...]
    problems: tuple[Diagnostic, ...]
    files: int
    today: date
    fail_on: tuple[str, ...] = ()
    proposed: Mapping[str, Candidate] = field(default_factory=dict)
    named: tuple[str, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    unlisted: Mapping[str, int] = field(default_factory=dict)

    @property
    def claims(self) -> int:
        """How many claims there are, those of long texts that aren't listed among them."""
        return sum(one.times for one in self.findings) + sum(self.unlisted.values())

    @property
    def status(self) -> int:
        """3 where a text or a record couldn't be read, 1 where a finding fails the run, else 0."""
        if any(one.severity == "error" or one.code in UNREAD for one in self.problems):
            return 3
        if "unread" in self.fail_on and any(one.code in PASSED_OVER | PARTLY for one in self.problems):
            return 1
        failing = (one for one in self.findings if one.state in self.fail_on and not one.exception)
        return 1 if any(failing) or self.unlisted.keys() & set(self.fail_on) else 0

    def proposal(self, finding: ClaimFinding) -> str:
        """Return the id that an unregistered claim would have, "" where it wouldn't be registered."""
        found = self.proposed.get(candidate_key(finding))
        return found.id if found else ""

    def commands(self, finding: ClaimFinding) -> tuple[tuple[str, ...], ...]:
        """Return what can be done about a finding in the records, as words behind ``pas-gov``; none if it is excused.

        What the text says is mended in the text.
        """
        if finding.state == "consistent" or finding.exception:
            return ()
        proposed = self.proposal(finding)
        written = (("scan", *map(path_word, self.named), "--register", proposed),) if proposed else ()
        return (*written, waiving_command(finding, named=bool(self.named)))


def waiving_command(finding: ClaimFinding, *, named: bool) -> tuple[str, ...]:
    """Return the command that accepts a finding for a time; ``named`` tells whether its text was asked for by path."""
    blanks = (
        ("--reason", "<WHY IT MAY STAY>"), ("--approved-by", "<WHO APPROVES IT>"), ("--until", "<LAST DAY>")
    )  # fmt: skip
    texts = ("--text", path_word(finding.claim.sentence.path)) if named else ()
    said = [word for pair in blanks for word in pair]
    return ("waive", CLAIMS, finding.promise or WHOLE_STACK, "--target", finding.fingerprint, *texts, *said)


def excuse_text(finding: ClaimFinding) -> str:
    """Return by what a finding is excused, and until when; "" where it isn't."""
    return f"accepted by {finding.exception} until {finding.excused_until}" if finding.exception else ""


def distinct(findings: Iterable[ClaimFinding]) -> tuple[ClaimFinding, ...]:
    """Return the findings that people are shown: what one text says again in the same words is one, with its places."""
    found: dict[tuple[str, str, str], ClaimFinding] = {}
    for one in findings:
        key = one.fingerprint, one.explanation, one.exception
        first = found.get(key)
        if first is None:
            found[key] = one
        else:
            also = (*first.also, place(one), *one.also)[:MOST_PLACES]
            found[key] = replace(first, times=first.times + one.times, also=also)
    return tuple(found.values())


def place(finding: ClaimFinding) -> str:
    """Return the place of a claim: path and line, or what a file has instead."""
    return finding.claim.sentence.place


def repeated(finding: ClaimFinding) -> str:
    """Return how often a text says the same, and where next; "" for once."""
    if finding.times < 2:
        return ""
    lines = ", ".join(one.removeprefix(f"{finding.claim.sentence.path}:") for one in finding.also)
    more = ", ..." if finding.times - 1 > len(finding.also) else ""
    return f"Said {finding.times:,} times, next in line {lines}{more}."


def left_out(report: ScanReport) -> str:
    """Return what was left out of transcripts and pages, in words; "" for nothing."""
    told = [
        count(number, kind) if kind != "reasoning" else f"{number:,} of reasoning"
        for kind, number in report.left_out.items()
        if kind not in LEFT_OUT.values()
    ]
    shown = [kind for name, kind in LEFT_OUT.items() if name != "code" and report.left_out.get(kind)]
    apart = ", ".join(count(report.left_out[kind], kind) for kind in shown)
    said = f"Left out, as it is said to no customer: {', '.join(sorted(told))}." if told else ""
    return " ".join(filter(None, (said, f"Left out, as nobody promises it: {apart}." if apart else "")))


def sums(report: ScanReport) -> str:
    """Return how many claims there are in each state, the worst kinds first, and how many are accepted for a time."""
    counts = Counter[str](report.unlisted)
    for one in report.findings:
        counts[one.state] += 0 if one.exception else one.times
    order = [state for state in STATES if state != "consistent"] + ["consistent"]
    told = [f"{counts[state]} {state}" for state in order if counts[state]]
    accepted = sum(one.times for one in report.findings if one.exception)
    return ", ".join([*told, f"{accepted} accepted for a time"] if accepted else told)
