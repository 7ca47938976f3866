"""``supersede`` and ``retire``: end a promise, with those told who rely on it, and the zones that stop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from pas_gov.authoring.asking.successors import find_successor
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.contradictions import refuse_contradictions
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.ending import EndingDetails, activate, end, refuse_ended, zones_to_stop
from pas_gov.authoring.moves.noticing import EACH, addressed, strangers
from pas_gov.authoring.moves.parts import Parts
from pas_gov.authoring.moves.reviewing import review
from pas_gov.authoring.questions import Questions
from pas_gov.authoring.saving.proposal import MoveSummary, WriteOptions
from pas_gov.commands.proposing import propose
from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.endings import ending_requirements, rules_in_force
from pas_gov.judging.policies.rules import compile_rules
from pas_gov.judging.verdict.remedy import shown
from pas_gov.model.records.promise import ZONES, Promise
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.id_lookup import find_promise, find_zone
from pas_gov.model.stack.stack import reverse_links
from pas_gov.sheets.typed_days import day_or_stop


@dataclass(frozen=True, slots=True)
class EndOptions:
    """What is given on the command line; None for what is still to be asked.

    ``stops`` are (zone or all, day), ``zone_evidence`` (zone or all, where that can be seen); ``repointed`` the
    dependents that follow to the successor, ``note`` why they do.
    """

    promise: str
    successors: tuple[str, ...] = ()
    supersedes: bool = False
    why: str | None = None
    date: str | None = None
    decided_by: str | None = None
    notices: tuple[tuple[str, str], ...] = ()
    told_on: str | None = None
    evidence: str | None = None
    stops: tuple[tuple[str, str], ...] = ()
    zone_evidence: tuple[tuple[str, str], ...] = ()
    repointed: tuple[str, ...] = ()
    note: str | None = None


def end_command(writing: WriteOptions, environ: Mapping[str, str], options: EndOptions) -> int:
    """Record the ending; return the exit status."""
    return propose(
        writing, environ, lambda draft, authorship, questions: _moved(draft, authorship, questions, options)
    )


def _moved(draft: Draft, authorship: Authorship, questions: Questions, options: EndOptions) -> MoveSummary:
    entry = find_promise(draft.stack, options.promise)
    refuse_ended(entry)
    notices = addressed(options.notices, entry.promise.audience)
    refuse_contradictions(Parts(notices=notices, stops=options.stops, zone_evidence=options.zone_evidence))
    named = options.successors or (
        (questions.text(None, "--by ID", "the promise that follows it"),) if options.supersedes else ()
    )
    successors = tuple(find_successor(draft.stack, entry, text) for text in named if text)
    options = replace(options, promise=entry.id, successors=successors)
    dependents = tuple(one for one in _dependents(draft, entry.id) if one not in successors)
    following = _following(draft, options, dependents, questions)
    ending = _ending(draft, entry, options, authorship, questions)
    note = _note(options, following, questions)
    questions.refuse_missing()
    _refuse_idle(options, ending, following)
    activated = [one for one in successors if activate(draft, one)]
    end(draft, entry.id, ending, authorship)
    for one in following:
        review(draft, one, successors[0], authorship, note)
    return MoveSummary(
        tuple(_told(entry, ending, activated, following)),
        tuple(_left(dependents, following, successors)),
        entry.id,
    )


def _dependents(draft: Draft, identity: str) -> tuple[str, ...]:
    found = reverse_links(draft.stack).get(identity, ())
    return tuple(one for one in found if not draft.stack.entries[one].ended)


def _following(
    draft: Draft, options: EndOptions, dependents: tuple[str, ...], questions: Questions
) -> tuple[str, ...]:
    """Return the dependents that are to follow to the successor: named, or confirmed one by one."""
    if not options.successors:
        return ()
    if EACH in options.repointed:
        return dependents
    wanted = {find_promise(draft.stack, text).id for text in options.repointed}
    strangers = sorted(wanted - set(dependents))
    if strangers:
        names, ended = ", ".join(strangers), printable(options.promise)
        message = f"{names} isn't aligned to {ended}, so there is nothing to re-point"
        raise Stop("not-aligned", message, f"those that are: {', '.join(dependents) or 'none'}", status=2)
    others = [one for one in dependents if one not in wanted]
    confirmed = {
        one
        for one in others
        if questions.confirm(f"Does {one} follow to {options.successors[0]}, still true?")
    }
    return tuple(one for one in dependents if one in wanted | confirmed)


def _note(options: EndOptions, following: tuple[str, ...], questions: Questions) -> str:
    if not following:
        return ""
    return questions.text(options.note, "--note TEXT", "why those that follow still hold under the successor")


def _ending(
    draft: Draft, entry: Entry, options: EndOptions, authorship: Authorship, questions: Questions
) -> EndingDetails:
    why = questions.text(options.why, "--why TEXT", "why it ends")
    earliest = _earliest(draft, entry.promise, options, authorship)
    day = day_or_stop(
        options.date
        or questions.optional_text("its last day, at the earliest so many days after the notice", earliest)
        or earliest,
        authorship.today,
    )
    decided = options.decided_by or questions.optional_text("who decided it", authorship.by) or authorship.by
    notices = _notices(entry.promise, options, questions)
    said = _stops(entry.promise, options, day, questions)
    stops = {zone: day_or_stop(text, authorship.today) for zone, text in said.items()}
    return EndingDetails(
        date=day, why=why, decided_by=decided, successors=options.successors,
        notices=notices, told_on=options.told_on or "",
        evidence=options.evidence or "", stops=stops, seen=_seen(options, stops),
    )  # fmt: skip


def _earliest(draft: Draft, promise: Promise, options: EndOptions, authorship: Authorship) -> str:
    """Return the first last day that the policies allow, when everybody is told on the day of this record's notices."""
    told = date.fromisoformat(options.told_on) if options.told_on else authorship.today
    last = ending_requirements(
        promise, rules_in_force(compile_rules(load_rulebook(draft.files))), told
    ).last_day
    return max(last or date.max, authorship.today).isoformat()


def _notices(promise: Promise, options: EndOptions, questions: Questions) -> dict[str, str]:
    """Return what each audience is told, as given or as answered at a terminal; audiences told nothing are left out."""
    given = dict(addressed(options.notices, promise.audience))
    told = {notice.audience for notice in promise.notices}
    for audience in promise.audience:
        if audience not in given and audience not in told:
            answer = questions.optional_text(f"what were {audience} told (empty: nothing yet)")
            given |= {audience: answer} if answer else {}
    return given


def _stops(promise: Promise, options: EndOptions, day: str, questions: Questions) -> dict[str, str]:
    """Return the day on which each zone stops: as given, or as answered at a terminal."""
    wanted = zones_to_stop(promise)
    given = {find_zone(zone): stop or day for zone, stop in options.stops if zone != EACH}
    for zone, stop in options.stops:
        if zone == EACH:
            given = {**dict.fromkeys(wanted, stop or day), **given}
    for zone in wanted:
        if zone not in given:
            answer = questions.optional_text(
                f"since when has {ZONES[zone]} stopped, or will it (empty: not known)", day
            )
            given |= {zone: answer} if answer else {}
    return {zone: given[zone] for zone in ZONES if zone in given}


def _seen(options: EndOptions, stops: Mapping[str, str]) -> dict[str, str]:
    """Return where it can be seen that each zone has stopped; ``all`` stands for those that stop."""
    given = {zone: text for zone, text in options.zone_evidence if zone != EACH}
    everywhere = {zone: text for zone in stops for name, text in options.zone_evidence if name == EACH}
    return {**everywhere, **{find_zone(zone): text for zone, text in given.items()}}


def _refuse_idle(options: EndOptions, ending: EndingDetails, following: tuple[str, ...]) -> None:
    """Stop(no-effect), as wrong usage, for an option that says something of what isn't there."""
    unseen = [
        zone for zone, _ in options.zone_evidence if zone != EACH and find_zone(zone) not in ending.stops
    ]
    unseen += [zone for zone, _ in options.zone_evidence if zone == EACH and not ending.stops]
    told = "there is no --notice"
    for option, idle, what, add in (
        (
            "--told-on",
            options.told_on and not ending.notices,
            f"when somebody was told, and {told}",
            "--notice",
        ),
        (
            "--evidence",
            options.evidence and not ending.notices,
            f"where a notice can be seen, and {told}",
            "--notice",
        ),
        ("--zone-evidence", unseen, f"where a stop can be seen, and {', '.join(unseen)} has none", "--stop"),
        ("--note", options.note and not following, "why a promise follows, and none does", "--repoint"),
    ):
        if idle:
            remedy = f"add {add}, or leave {option} out"
            raise Stop("no-effect", f"{option} says {what}", remedy, status=2)


def _told(
    entry: Entry, ending: EndingDetails, activated: list[str], following: tuple[str, ...]
) -> Iterator[str]:
    how = f"superseded by {', '.join(ending.successors)}" if ending.successors else "retired"
    yield f'"{entry.promise.title}" ({entry.id}) is {how}; its last day is {ending.date}.'
    yield from strangers(entry.id, ending.notices.items(), entry.promise.audience)
    for one in activated:
        yield f"{one} was proposed, and is active now: what follows a promise must be."
    for one in following:
        yield f"{one} follows to {ending.successors[0]}."


def _left(
    dependents: tuple[str, ...], following: tuple[str, ...], successors: tuple[str, ...]
) -> Iterator[str]:
    for one in (one for one in dependents if one not in following):
        command = ("realign", one, "--to", *successors[:1], "--note", "<WHY IT STILL HOLDS>")
        holds = f"; where it holds under what follows: {shown(command)}" if successors else ""
        yield f"{one} is still aligned to it, and is to be reviewed, amended or ended too{holds}"
