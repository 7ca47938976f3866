"""What a change, or a stack as it stands, asks of each owner, and in which order (SPEC 8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace

from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.assembly import reported_promise
from pas_gov.judging.findings.gate_report import ReportedPromise
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.findings.waiting import may_wait, rounds, unsettled, waits
from pas_gov.judging.verdict.decision import Finding
from pas_gov.model.records.normal import fold
from pas_gov.model.records.policy import Enforcement
from pas_gov.model.records.promise import LAYERS
from pas_gov.model.stack.change import Change
from pas_gov.model.stack.dependents import nearest_changed
from pas_gov.model.stack.differences import difference_lines
from pas_gov.model.stack.transition import Transition


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked of an owner.

    ``promise`` is None for what concerns the stack as a whole. ``policy`` and ``enforcement`` are "" where nothing is
    asked yet: the promise rests on others that must answer first. ``waits_for`` are these, ``cause`` is the changed
    promise that asks ("" for none), ``round`` 0 for what waits for nobody.
    """

    promise: ReportedPromise | None
    policy: str
    enforcement: Enforcement | str
    message: str
    remedy: str = ""
    commands: tuple[tuple[str, ...], ...] = ()
    target: str | None = None
    zone: str | None = None
    cause: str = ""
    blocks: bool = False
    waits_for: tuple[ReportedPromise, ...] = ()
    round: int = 0


@dataclass(frozen=True, slots=True)
class OwnerAsks:
    """All that is asked of one owner, in the order in which it can be answered; ``owner`` is "" for the stack's own."""

    owner: str
    asks: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class AskingChange:
    """A changed promise that asks others: what it is, the kinds of its change, and what differs."""

    promise: ReportedPromise
    kinds: tuple[str, ...]
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AsksReport:
    """What is asked of each owner; nobody stands before those whom they wait for, unless they wait for each other.

    ``base`` is None where the present state asks. ``changed`` holds, by id, the changed promises that ask.
    ``files`` are the faults of files that block, which whoever wrote them mends. ``only`` is the owner asked for.
    """

    today: str
    base: ReportedRef | None
    head: ReportedRef
    owners: tuple[OwnerAsks, ...]
    changed: Mapping[str, AskingChange] = field(default_factory=dict)
    files: tuple[Diagnostic, ...] = ()
    only: str = ""
    notes: tuple[str, ...] = ()

    @property
    def status(self) -> int:
        """The exit status: asking isn't judging."""
        return 0


def asks_of(findings: Iterable[Finding], change: Transition, *, propagates: bool) -> tuple[OwnerAsks, ...]:
    """Return what findings ask of each owner; those that are waived, or were there before, ask nothing.

    ``propagates``: a promise that answers asks those that rest on it, so these are told that they will be asked.
    """
    open_ones = [one for one in findings if one.outcome == "fail" and not one.preexisting]
    moving, later = unsettled(open_ones, change.after, propagates=propagates)
    waiting = waits(change.after, moving | later)
    order = rounds(waiting)
    found = [_ask(one, change, waiting, order) for one in open_ones]
    asked = {one.promise for one in open_ones if may_wait(one)}
    found += [_later(identity, change, waiting, order) for identity in sorted(later - asked)]
    return tuple(_sections(found))


def asking_changes(owners: Iterable[OwnerAsks], change: Transition) -> dict[str, AskingChange]:
    """Return the changed promises that some ask is about, by id."""
    wanted = {ask.cause for one in owners for ask in one.asks if ask.cause}
    return {identity: _changed(change.changed[identity]) for identity in sorted(wanted)}


def _changed(one: Change) -> AskingChange:
    return AskingChange(reported_promise(one.entry), one.kinds, difference_lines(one))


Waiting = Mapping[str, tuple[str, ...]]


def _ask(finding: Finding, change: Transition, waiting: Waiting, order: Mapping[str, int]) -> Ask:
    line = _line(finding.promise, change)
    ask = Ask(
        promise=line,
        policy=finding.policy,
        enforcement=finding.enforcement,
        message=finding.message,
        remedy=finding.remedy,
        commands=finding.commands,
        target=finding.target,
        zone=finding.zone,
        cause=_cause(finding, change),
        blocks=finding.enforcement == "block",
    )
    return _ordered(ask, finding.promise, change, waiting, order) if may_wait(finding) else ask


def _ordered(ask: Ask, identity: str, change: Transition, waiting: Waiting, order: Mapping[str, int]) -> Ask:
    lines = (_line(other, change) for other in waiting.get(identity, ()))
    return replace(ask, waits_for=tuple(line for line in lines if line), round=order.get(identity, 0))


def _later(identity: str, change: Transition, waiting: Waiting, order: Mapping[str, int]) -> Ask:
    line = reported_promise(change.after.entries[identity])
    message = f'"{line.title}" rests on what has to answer first; once it has, you are asked whether this still holds'
    cause = nearest_changed(change.after, identity, change.changed)
    return _ordered(Ask(line, "", "", message, cause=cause), identity, change, waiting, order)


def _line(identity: str, change: Transition) -> ReportedPromise | None:
    entry = change.after.get(identity) or change.before.get(identity)
    return reported_promise(entry) if entry else None


def _cause(finding: Finding, change: Transition) -> str:
    if finding.target in change.changed:
        return finding.target or ""
    return nearest_changed(change.after, finding.promise, change.changed) if finding.promise else ""


STRENGTH = ("block", "warn", "note", "")


def _sections(asks: Iterable[Ask]) -> Iterator[OwnerAsks]:
    by_owner: dict[str, list[Ask]] = {}
    for ask in asks:
        by_owner.setdefault(fold(ask.promise.owner) if ask.promise else "", []).append(ask)
    for owner in _in_order(by_owner):
        yield OwnerAsks(owner, tuple(sorted(by_owner[owner], key=_place)))


def _place(ask: Ask) -> tuple[object, ...]:
    layer = LAYERS.index(ask.promise.layer) if ask.promise else -1
    name = ask.promise.id if ask.promise else ""
    strength = STRENGTH.index(ask.enforcement)
    return ask.round, strength, layer, name, ask.policy, ask.target or "", ask.zone or ""


def _in_order(by_owner: Mapping[str, list[Ask]]) -> list[str]:
    """Return the owners so that each stands behind those whom it waits for; of a circle, who can begin first."""
    left = {
        owner: {fold(line.owner) for ask in asks for line in ask.waits_for} & by_owner.keys() - {owner}
        for owner, asks in by_owner.items()
    }
    begins = {owner: min(ask.round for ask in asks) for owner, asks in by_owner.items()}
    found: list[str] = []
    while left:
        ready = [owner for owner, others in left.items() if not others.difference(found)]
        chosen = min(ready or left, key=lambda owner: (begins[owner], owner))
        found.append(chosen)
        del left[chosen]
    return found
