"""What a newer pack would have said otherwise of past merges, and what would be wrong with the rules then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pas_gov.authoring.starting.pack_merge import PolicyMerge
from pas_gov.diagnostics import Diagnostic, Stop
from pas_gov.judging.policies.rules import compile_rules
from pas_gov.judging.verdict.binding_rules import rule_faults
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.reading.branch_line import BranchLine, branch_line
from pas_gov.ledger.reading.verdict_shifts import Blocked, blocked_by
from pas_gov.ledger.replay.origin import Origin as Change
from pas_gov.loading.loader import Loader
from pas_gov.loading.root import Root
from pas_gov.model.records.rulebook import TESTS_FOLDER
from pas_gov.report.upgrade.contents import Shift

LAST, SECONDS = 50, 60.0  # past merges that are judged, and how long that may take


def new_faults(before: Side, after: Side) -> Iterator[str]:
    """Yield what is wrong with the rules after an upgrade and wasn't before, each in words."""
    known = {(one.code, one.location.path) for one in _faults(before)}
    for one in _faults(after):
        if (one.code, one.location.path) not in known:
            yield f"{one.location}: {one.message}. {one.remedy}"


def _faults(side: Side) -> list[Diagnostic]:
    return rule_faults((*side.rulebook.diagnostics, *compile_rules(side.rulebook).diagnostics))


def pack_shifts(
    folder: Root, loader: Loader, merges: tuple[PolicyMerge, ...], sides: tuple[Side, Side], today: date
) -> tuple[Mapping[str, Shift], str, int]:
    """Return what each changed policy says otherwise of past merges; why that wasn't asked; and of how many."""
    ids = [one.id for one in merges if one.state in ("theirs", "both", "new") and _rule_changes(one)]
    if not ids:
        return {}, "", 0
    if folder.repository is None:
        return {}, "there is no git repository here", 0
    try:
        found = branch_line(folder.repository, "HEAD", LAST)
        before, after = (blocked_by(found, loader, today, side, ids, SECONDS / 2) for side in sides)
    except Stop as stop:
        return {}, stop.message, 0
    return {one: _shift(found, before.get(one), after.get(one)) for one in ids}, "", len(found.commits)


def _rule_changes(merge: PolicyMerge) -> bool:
    return any(one.before != one.after and not one.path.startswith(f"{TESTS_FOLDER}/") for one in merge.files)


def _shift(found: BranchLine, before: Blocked | None, after: Blocked | None) -> Shift:
    sides = before or Blocked(), after or Blocked()
    lines = [tuple(_line(one) for one in side.changes) for side in sides]
    return Shift(len(found.commits), lines[0], lines[1], max(side.unjudged for side in sides))


def _line(change: Change) -> str:
    return f"{change.commit[:9]}  {change.day.isoformat()}  {' '.join(change.subject.split())}"
