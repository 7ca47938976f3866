"""What is to be known beside who must answer a change: how the promise stands, what isn't enforced or can't be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pas_gov.diagnostics import Diagnostic
from pas_gov.judging.policies.endings import EXPERIMENT, NOTIFIES, STOPS
from pas_gov.judging.verdict.impact import LEGACY, POLICIES, PROPAGATES, WEAKENING, Impact
from pas_gov.report.impact.contents import ImpactReport
from pas_gov.report.layout import count

FEW = 4  # promises named in one line


def standing(impact: Impact) -> Iterator[str]:
    """Yield what is to be known of a promise that isn't active; nothing of an active one."""
    entry = impact.entry
    if entry.status == "proposed":
        yield "it is only proposed: it obliges nobody yet, and nobody needs a notice when it changes or ends"
    if entry.ended:
        ending = entry.promise.ending
        day = ending.date if ending else None
        yield f"it has ended: {entry.status}, {_last(day, impact.today) if day else NO_DAY}"
        after = ", ".join(entry.facts.successors)
        yield f"what follows it: {after}" if after else "nothing follows it"


NO_DAY = "and its record doesn't name its last day"


def _last(day: date, today: date) -> str:
    return f"last day {day.isoformat()}{', and owed until then' if day >= today else ''}"


def remarks(report: ImpactReport) -> Iterator[str]:
    """Yield what else decides who is asked."""
    impact = report.impact
    if not report.ruled:
        yield "this repository has no policies, so the gate asks nothing here; pas-gov init brings the standard pack"
    elif loose := list(_loose(impact)):
        yield f"not all is enforced here: {', '.join(loose)}"
    if impact.only_linked and impact.entry.layer == "core":
        yield f"Legacy promises that aren't aligned to it aren't asked ({LEGACY}: legacy is linked)"
    if impact.proposed:
        ids = [one.id for one in impact.proposed]
        more = f" and {len(ids) - FEW} more" if len(ids) > FEW else ""
        yield f"aligned to it, but only proposed, so not asked yet: {', '.join(ids[:FEW])}{more}"
    if not impact.whole:
        yield "the ways to all who rest on it are too long to be told together: some are left out"


def _loose(impact: Impact) -> Iterator[str]:
    """Yield the policies that would ask for something here, but don't block."""
    layer = impact.entry.layer
    wanted = {PROPAGATES, *({LEGACY} if layer == "core" and not impact.entry.ended else ())}
    if impact.entry.active:
        wanted |= {NOTIFIES, STOPS, WEAKENING, *({EXPERIMENT} if layer == "experimental" else ())}
    for policy in POLICIES:
        how = impact.policies[policy]
        if policy in wanted and how != "block":
            yield f"{policy} {LOOSE[how or '']}"


LOOSE = {"": "isn't there", "ignore": "is ignored", "warn": "only warns", "note": "only notes"}


def faults(report: ImpactReport) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what keeps the answer from being complete, and other errors, each with the files that have them."""
    if report.promises or report.unreadable:
        missing = "INCOMPLETE, somebody may be missing: " if report.unreadable else ""
        yield f"{missing}{count(len(report.promises), 'error')} in promises", _paths(report.promises)
    if report.rules:
        yield (
            f"INCOMPLETE, more may be asked: {count(len(report.rules), 'error')} in policies or settings",
            _paths(report.rules),
        )


def _paths(found: Iterable[Diagnostic]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.location.path for one in found))
