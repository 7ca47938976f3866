"""What an audit found: the report that its formats print, and the words that they share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.zones.asked_wordings import StaleAnswer
from pas_gov.drift.zones.audit import Question, ZoneCount, gap_zones, zone_counts
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import ZONES
from pas_gov.model.stack.entry import Entry
from pas_gov.report.gap_table import GapRow, GapTable, promised_text
from pas_gov.report.gap_words import STATE_COLOURS, STATE_LETTERS, STATE_MARKS, STATE_WORDS
from pas_gov.report.layout import count, joined


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The Cores that were named, the questions zone by zone, since when answers count, and the day.

    ``core`` is the id of the one Core that was asked about, "" for all; ``problems`` are errors in files: what they
    hold wasn't asked. ``stale`` are answers of a file that weren't taken, as they are to other wordings;
    ``zoneless`` the promises that no zone delivers.
    """

    cores: tuple[Entry, ...]
    questions: tuple[Question, ...]
    since: date
    today: date
    core: str = ""
    problems: tuple[Diagnostic, ...] = ()
    stale: tuple[StaleAnswer, ...] = ()
    zoneless: tuple[Entry, ...] = ()

    @property
    def zones(self) -> tuple[ZoneCount, ...]:
        """The zones that were walked, each with its count."""
        return zone_counts(self.questions)

    @property
    def gap(self) -> tuple[ZoneCount, ...]:
        """The two or three zones in which the gap lives."""
        return gap_zones(self.zones)

    @property
    def status(self) -> int:
        """3 where a file couldn't be read, 1 where an answer wasn't taken, else 0, whatever was found."""
        return 3 if self.problems else 1 if self.stale else 0


def gap_tables(report: AuditReport) -> Iterator[GapTable]:
    """Yield the table of each zone that was walked."""
    for zone, found in groupby(report.questions, lambda one: one.zone):
        yield GapTable(ZONES[zone], [_row(one) for one in found])


def _row(question: Question) -> GapRow:
    state = question.state
    promised = promised_text(question.entry.promise)
    return GapRow(
        promised, attested_text(question), STATE_MARKS[state], STATE_LETTERS[state], STATE_COLOURS[state]
    )


def attested_text(question: Question) -> str:
    """Return what the zone says that it does: its last word, by whom and when, and what it wrote."""
    said = question.here.attested
    if said is None:
        return STATE_WORDS[question.state]
    words = STATE_WORDS[question.state]
    note = f": {fold(said.note)}" if said.note.strip() else ""
    return f"{words}, {said.by}, {said.date.isoformat()}{note}"


def gap_sentence(report: AuditReport) -> str:
    """Return in one sentence where the gap lives."""
    whole = sum(zone.gap for zone in report.zones)
    if not report.questions:
        return "No zone says that it delivers any of these promises, so there is nothing to ask."
    if not whole:
        kept = "it delivers" if report.zoneless else "was promised"
        return f"There is no gap: every zone keeps what {kept}, and said so lately."
    held = sum(zone.gap for zone in report.gap)
    listed = joined(f"{ZONES[zone.zone]} ({zone.gap})" for zone in report.gap)
    return f"The gap lives in {listed}: {held} of {count(whole, 'place')} where a promise isn't known to be kept."


def unanswered_text(report: AuditReport) -> str:
    """Return how many questions are answered; "" where all are."""
    left = sum(not one.answered for one in report.questions)
    if not left:
        return ""
    return (
        f"{count(left, 'question')} of {len(report.questions)} not answered since {report.since.isoformat()}"
    )


ASK_AGAIN = "pas-gov audit --worksheet"


def stale_sentence(report: AuditReport) -> str:
    """Return how many answers weren't taken; "" for none."""
    number = len(report.stale)
    verb = "wasn't" if number == 1 else "weren't"
    return f"{count(number, 'answer')} {verb} taken, as the present wording wasn't asked" if number else ""


def stale_text(stale: StaleAnswer) -> str:
    """Return which answer wasn't taken, and why."""
    answer = stale.answer
    return f"{answer.at}: {answer.promise}, {ZONES[answer.zone]} ({answer.reality}): {stale.why}"
