"""What has answered each change of a Core, in words: the sentences that its formats and the site share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from pas_gov.judging.verdict.remedy import shown
from pas_gov.ledger.propagation.answers import Answer, MissingAnswer
from pas_gov.ledger.propagation.core_change import CoreChange, Unanswered
from pas_gov.ledger.propagation.obligations import LEGACY_POLICY
from pas_gov.ledger.propagation.zone_confirmation import Unended, Unverified
from pas_gov.model.records.normal import fold
from pas_gov.report.layout import count
from pas_gov.report.propagation.contents import PropagationReport

LEGACY = {
    "all": f"every active Legacy promise must answer too ({LEGACY_POLICY})",
    "linked": f"each Legacy promise that is aligned to the Core must decide about it ({LEGACY_POLICY})",
    "": f"a Legacy promise that nothing links to the Core isn't asked: no policy {LEGACY_POLICY} is in force",
}


def same_notes(change: CoreChange) -> Counter[str]:
    """Return, for each note, how many promises answered with it."""
    return Counter(note for answer in change.answers for note in {fold(text) for text in answer.notes})


def answered(answer: Answer) -> str:
    """Return ``reviewed``, or what else a promise did, in sentences."""
    if answer.how == "amended" and answer.reviews:
        return "amended and reviewed"
    return "aligned to none of it any longer" if answer.how == "unlinked" else answer.how


def signed(answer: Answer, shown: Callable[[str], str] = str) -> str:
    """Return who signed an answer, and for whom where that isn't who answers for the promise; "" where nobody did."""
    if not answer.by:
        return ""
    owner = shown(fold(answer.entry.promise.owner))
    names = (f"{shown(by)}{f' (for {owner})' if by in answer.strangers else ''}" for by in answer.by)
    return f" by {', '.join(names)}"


def ordered(change: CoreChange) -> list[Unanswered]:
    """Return who hasn't answered: those who can at once before those who wait for another, else by id."""
    return sorted(change.unanswered, key=lambda one: (bool(awaited(change, one)), one.entry.id))


def awaited(change: CoreChange, one: Unanswered) -> list[str]:
    """Return the promises that must answer before this one can."""
    pending = {other.entry.id for other in change.unanswered}
    return sorted({lack.target for lack in one.lacks if lack.target in pending})


LACKS = {
    "stale": "not reviewed against the present {target}",
    "unreviewed": "never reviewed against {target}",
    "ended": "rests on {target}, which has ended",
    "missing": "is aligned to {target}, which isn't in the stack",
    "dropped": "dropped its link to {target} in that very change",
    "undecided": "doesn't say whether it is still honoured under {target}",
    "waiting": "reviewed against {target}, which hasn't answered itself",
    "proposed": "is only proposed now, without having ended",
    "erased": "was erased, without having answered",
}


def lack_text(lack: MissingAnswer, named: Callable[[str], str] = str) -> str:
    """Return what a promise lacks of an answer; ``named`` gives what another promise is called, by its id."""
    return LACKS[lack.kind].format(
        target=named(lack.target if lack.kind != "undecided" else lack.towards or lack.target)
    )


def lack_texts(one: Unanswered) -> Iterator[str]:
    """Yield what a promise lacks, each said once: two Cores may be followed by the same one."""
    yield from dict.fromkeys(map(lack_text, one.lacks))


def lack_remedy(identity: str, lack: MissingAnswer) -> str:
    """Return the command that would answer, or what else to do; "" where another promise comes first."""
    if lack.kind == "waiting":
        return ""
    if lack.kind == "erased":
        return f"restore its file, then pas-gov retire {identity}"
    if lack.kind == "proposed":
        return "make it active again, then realign or retire it"
    if lack.towards:
        return shown(("realign", identity, "--to", lack.towards, "--note", "<WHY IT STILL HOLDS>"))
    aligned = ("--aligned-to", "<ID OF WHAT IT RESTS ON NOW>", "--note", "<WHY IT HOLDS UNDER THAT>")
    return shown(("amend", identity, "--drop-alignment", lack.target, *aligned))


def remedies(one: Unanswered) -> Iterator[str]:
    """Yield what each lack asks for, once."""
    yield from dict.fromkeys(text for lack in one.lacks if (text := lack_remedy(one.entry.id, lack)))


GAPS = {
    "not-attested": "never attested",
    "not-since": "not attested since the change (last on {day})",
    "earlier-wording": "attested of an earlier wording (on {day})",
    "drifting": "says drifting (on {day})",
    "broken": "says broken (on {day})",
    "unknown": "says unknown (on {day})",
    "not-stopped": "{status}, but this zone doesn't say that it stopped: still honouring it",
    "stops-later": "{status}, and honoured here until {day}",
}


def gap_text(gap: Unverified, written: Callable[[date], str] = date.isoformat) -> str:
    """Return why a zone doesn't count as verified for a promise; ``written`` is how a day is told."""
    day = written(gap.day) if gap.day else ""
    return GAPS[gap.why].format(day=day, status=gap.entry.status)


def gap_remedy(zone: str, gap: Unverified) -> str:
    """Return what would verify it; "" where only time will."""
    identity = gap.entry.id
    if gap.why == "stops-later":
        return ""
    if gap.why == "not-stopped":
        return shown(("amend", identity, "--stop", zone))
    answer = ("--reality", "<kept, drifting, broken OR unknown>", "--note", "<WHAT IS BEHIND IT>")
    attest = shown(("attest", identity, zone, *answer))
    return f"mend it, or change the promise; then: {attest}" if gap.why in ("drifting", "broken") else attest


def unended_text(one: Unended, written: Callable[[date], str] = date.isoformat) -> str:
    """Return why a promise hasn't really ended; ``written`` is how a day is told."""
    if one.day is not None:
        return f"{one.entry.status}, but owed until {written(one.day)}"
    return f"still active, though it names what follows it: {', '.join(one.entry.facts.successors)}"


ZONELESS = "no zone says that it delivers any of these promises, so nothing was verified"


def verdict(change: CoreChange) -> str:
    """Return the one word that counts."""
    return "EXECUTED" if change.executed else "NOT EXECUTED"


def answered_of(change: CoreChange) -> str:
    """Return ``5 of 7 have answered``, in sentences."""
    asked = len(change.answers) + len(change.unanswered)
    return f"answered {len(change.answers)} of {asked}" if asked else "nobody had to answer"


def verified_of(change: CoreChange) -> str:
    """Return how much all five zones together have verified."""
    total = sum(zone.total for zone in change.zones)
    verified = sum(zone.verified for zone in change.zones)
    return f"zones verified {verified} of {total}" if total else "nothing is delivered in any zone"


def sums(report: PropagationReport) -> str:
    """Return how many changes there are, and how many of them are executed."""
    executed = sum(change.executed for change in report.changes)
    whose = f'"{report.asked}"' if report.asked else "a Core"
    return (
        f"{count(len(report.changes), 'change')} of {whose} in {count(report.commits, 'commit')}"
        f"{f': {executed} executed, {len(report.changes) - executed} not' if report.changes else ''}"
    )
