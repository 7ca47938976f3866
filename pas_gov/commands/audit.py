"""``audit``: the walk through the five zones; what they answer becomes attestations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from itertools import groupby

from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.making import ZoneReality, attest
from pas_gov.authoring.questions import Left, Prompter
from pas_gov.authoring.saving.ground import on_branch
from pas_gov.authoring.saving.proposal import MoveSummary, WriteOptions, saved_proposal
from pas_gov.commands.terminal import print_report, terminal_style, write
from pas_gov.diagnostics import Diagnostic, Location, Stop, did_you_mean, printable
from pas_gov.drift.zones.asked_wordings import StaleAnswer, explained, split_answers
from pas_gov.drift.zones.attestations import attestation_days
from pas_gov.drift.zones.audit import Question, Scope, audit_questions, cores
from pas_gov.drift.zones.zoneless import in_no_zone
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.reading.events import events_to_head
from pas_gov.loading.input_file import read_input
from pas_gov.loading.root import find_root
from pas_gov.model.records.audit_answers import Answer, answers
from pas_gov.model.records.promise import ZONES
from pas_gov.model.stack.id_lookup import find_promise
from pas_gov.model.stack.stack import Stack
from pas_gov.report.audit import FORMATS
from pas_gov.report.audit.contents import AuditReport
from pas_gov.report.audit.text import core_lines
from pas_gov.report.audit.worksheet import question_lines, worksheet
from pas_gov.report.codeowners.lines import owner_fault
from pas_gov.report.layout import Style
from pas_gov.report.proposal import FORMATS as PROPOSAL

REALITIES = ("kept", "drifting", "broken", "unknown")
SKIP, LEAVE = "skip", "stop"
MOST = 8  # faults of a file of answers that are told


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """What is walked: a Core ("" for all), zones; since when answers count; the file of answers, "" for none.

    ``worksheet`` asks for a file to fill in instead of a report.
    """

    core: str = ""
    zones: tuple[str, ...] = ()
    since: date | None = None
    answers: str = ""
    worksheet: bool = False


def audit_command(
    writing: WriteOptions, environ: Mapping[str, str], options: AuditOptions, format_: str
) -> int:
    """Record the answers of a file, or those given at a terminal, and print what the audit finds.

    Returns 0 whatever was found, 1 where the policies refuse what would be recorded or an answer is to another wording
    than the present one (the others are taken), 3 where a file couldn't be read.
    Stops, as wrong usage: no-answers, bad-answers, no-core, and those of writing commands.
    """
    stale: tuple[StaleAnswer, ...] = ()
    if options.answers:
        given, stale = _from_file(writing, options)
        refused = _recorded(writing, environ, given)
        if refused:
            return refused
    elif writing.prompter is not None and not options.worksheet and format_ == "text" and not writing.dry_run:
        refused = _asked(writing, environ, options, writing.prompter)
        if refused:
            return refused
    report = replace(audit_report(writing, options), stale=stale)
    if options.worksheet:
        write(worksheet(report))
        return report.status
    return print_report(FORMATS, report, format_)


def audit_report(writing: WriteOptions, options: AuditOptions) -> AuditReport:
    """Return what the records say now."""
    folder = find_root(writing.directory)
    with folder.open_loader() as loader:
        side = loader.load(folder.records(), writing.today)
    scope = _scope(side.stack, writing, options)
    questions = audit_questions(side.stack, scope, writing.today, attestation_days(side.rulebook))
    return AuditReport(
        cores(side.stack, scope),
        questions,
        scope.since,
        writing.today,
        scope.core,
        side.errors,
        zoneless=in_no_zone(side.stack),
    )


def _scope(stack: Stack, writing: WriteOptions, options: AuditOptions) -> Scope:
    since = options.since or writing.today
    if not options.core:
        return Scope(since, "", options.zones)
    entry = find_promise(stack, options.core)
    if entry.layer != "core" or not entry.active:
        known = sorted(one.id for one in stack.by_layer.get("core", ()) if one.active)
        message = f'"{entry.id}" is no active Core Promise'
        raise Stop("no-core", message, f"name one: {', '.join(known[:MOST]) or 'there is none'}", status=2)
    return Scope(since, entry.id, options.zones)


def _from_file(
    writing: WriteOptions, options: AuditOptions
) -> tuple[tuple[Answer, ...], tuple[StaleAnswer, ...]]:
    """Return the answers to present wordings and the others, each with what changed; Stop for what can't be taken."""
    found = answers(read_input(options.answers, "no-answers", "name a file of answers"), options.answers)
    _refuse_faults([one for one in found if isinstance(one, Diagnostic)])
    given = [one for one in found if isinstance(one, Answer)]
    folder = find_root(writing.directory)
    with folder.open_loader() as loader:
        stack = loader.load(folder.records(), writing.today).stack
    questions = audit_report(writing, options).questions
    current, stale, strange = split_answers(given, questions, stack)
    _refuse_faults(list(_strange(strange, questions)))
    events = events_to_head(folder, writing.today) if any(one.answer.wording for one in stale) else ()
    return current, tuple(explained(one, events) for one in stale)


def _refuse_faults(faults: list[Diagnostic]) -> None:
    """Stop(bad-answers), as wrong usage, where a file of answers has faults; nothing of it is taken then."""
    if faults:
        told = [f"{one.location}: {one.message}. {one.remedy}".rstrip(". ") for one in faults[:MOST]]
        more = [f"and {len(faults) - MOST} more"] if len(faults) > MOST else []
        remedy = "\n".join((*told, *more, "a worksheet to begin with: pas-gov audit --worksheet"))
        raise Stop("bad-answers", "nothing was recorded, as these answers can't be taken:", remedy, status=2)


def _strange(given: Iterable[Answer], questions: Iterable[Question]) -> Iterator[Diagnostic]:
    """Yield a fault for each answer to what isn't asked."""
    zones: dict[str, list[str]] = {}
    for one in questions:
        zones.setdefault(one.entry.id, []).append(one.zone)
    for answer in given:
        if answer.promise not in zones:
            message = f'"{answer.promise}" is no active promise that this audit asks of any zone'
            yield Diagnostic("unknown-promise", message, answer.at, did_you_mean(answer.promise, zones))
        else:
            message = f'"{answer.promise}" isn\'t asked of {answer.zone}'
            yield Diagnostic(
                "unknown-zone", message, answer.at, f"its zones here: {', '.join(zones[answer.promise])}"
            )


def _recorded(writing: WriteOptions, environ: Mapping[str, str], given: tuple[Answer, ...]) -> int:
    """Record answers, all of them or none; print why where that is refused. Returns the exit status."""
    if not given:
        return 0
    outcome = saved_proposal(writing, environ, lambda draft, authorship, _: _moved(draft, authorship, given))
    if outcome.refused or writing.dry_run or outcome.commit:
        print_report(PROPOSAL, outcome)
    return outcome.status


def _moved(draft: Draft, authorship: Authorship, given: tuple[Answer, ...]) -> MoveSummary:
    for one in given:
        by = Authorship(one.by, authorship.today) if one.by else authorship
        said = ZoneReality(one.reality, one.note, one.evidence, one.wording)
        attest(draft, one.promise, one.zone, said, by)
    return MoveSummary(tuple(f"{ZONES[one.zone]} says of {one.promise}: {one.reality}." for one in given))


def _asked(writing: WriteOptions, environ: Mapping[str, str], options: AuditOptions, asked: Prompter) -> int:
    """Walk the zones with somebody at a terminal; what was answered is recorded zone by zone, however the walk ends."""
    report = audit_report(writing, options)
    waiting = [one for one in report.questions if not one.answered]
    style = terminal_style()
    if not waiting:
        return 0
    asked.tell("\n".join([*core_lines(report, style), "", *_begun(report, len(waiting), style)]))
    for zone, found in groupby(waiting, lambda one: one.zone):
        talk = _Talk(asked, style, zone)
        left = False
        try:
            talk.through(list(found))
        except Left:
            left = True
        refused = _recorded(writing, environ, tuple(talk.given))
        if talk.given and not refused:
            writing = replace(writing, commit=on_branch(writing.commit))
        if left and not refused:
            raise Left("you left the audit, or the input ended; what was answered is recorded",
                       "pas-gov audit goes on there")  # fmt: skip
        if refused or talk.left:
            return refused
    return 0


def _begun(report: AuditReport, waiting: int, style: Style) -> list[str]:
    done = len(report.questions) - waiting
    said = f"{waiting} questions, {done} answered already." if done else f"{waiting} questions."
    return style.wrap(
        f"{said} Answers are recorded zone by zone; {LEAVE} leaves, and another run goes on there."
    )


def _leaves(text: str) -> bool:
    return text.casefold() == LEAVE


@dataclass(slots=True)
class _Talk:
    """One zone at a terminal: what it answered so far, and whether somebody left."""

    asked: Prompter
    style: Style
    zone: str
    given: list[Answer] = field(default_factory=list)
    left: bool = False

    def through(self, questions: list[Question]) -> None:
        """Ask all questions of the zone."""
        self.asked.tell("\n" + self.style.paint(ZONES[self.zone], "bold"))
        last = next((one.here.attested.by for one in questions if one.here.attested), "")
        by = self.answering(last)
        if _leaves(by):
            self.left = True
            return
        for number, question in enumerate(questions, start=1):
            self.asked.tell("\n".join(question_lines(question, f"{number} of {len(questions)}", self.style)))
            reality = self.asked.choice("Is what is done here consistent with it?", (*REALITIES, SKIP, LEAVE))
            if reality == LEAVE:
                self.left = True
                return
            if reality != SKIP:
                note = self.asked.text("Note (may be empty)").strip()
                evidence = "" if _leaves(note) else self.asked.text("Evidence (may be empty)").strip()
                if _leaves(note) or _leaves(evidence):  # the answer that it would stand beside isn't taken
                    self.left = True
                    return
                at = Location("the terminal")
                asked = question.entry.wording
                self.given.append(
                    Answer(question.entry.id, self.zone, reality, note, evidence, by, at, asked)
                )

    def answering(self, last: str) -> str:
        """Ask until it is nobody, a handle, an address or the word that leaves."""
        while True:
            by = self.asked.text("Who answers for this zone? (empty: you)", last).strip()
            why = "" if not by or _leaves(by) else owner_fault(by, frozenset())
            if not why:
                return by
            self.asked.tell(f'  "{printable(by)}" is a name {why}; {LEAVE} leaves')
