"""Answers to a change of Cores: what a promise still lacks, and how it answered."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Literal

from pas_gov.foundation.values import dataclass
from pas_gov.ledger.propagation.obligations import Obligation
from pas_gov.ledger.propagation.running_stack import RunningStack
from pas_gov.ledger.replay.origin import Origin
from pas_gov.model.records.promise import Alignment
from pas_gov.model.records.settings import Settings
from pas_gov.model.stack.entry import Entry, Link
from pas_gov.model.stack.stack import link_state

Kind = Literal[
    "stale", "unreviewed", "ended", "missing", "dropped", "undecided", "waiting", "proposed", "erased"
]
How = Literal["reviewed", "amended", "unlinked", "superseded", "retired"]


@dataclass(frozen=True, slots=True)
class MissingAnswer:
    """Why a promise hasn't answered: the state of a link and its target.

    ``undecided`` is a Legacy promise without a current link to the Core or what follows it; ``waiting`` a current
    link to a target that hasn't answered itself. ``towards`` is the promise that it can be aligned to, or "".
    """

    kind: Kind
    target: str = ""
    towards: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a promise answered, by which step; ``entry`` is the promise as it answered.

    ``by`` and ``notes`` are those of its reviews or of its ending. ``unlinked`` rests on none of it any longer.
    ``strangers`` are those of ``by`` who don't answer for the promise (see :func:`with_strangers`).
    """

    entry: Entry
    how: How
    origin: Origin
    by: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    reviews: tuple[Alignment, ...] = ()
    strangers: tuple[str, ...] = ()


def with_strangers(answer: Answer, settings: Settings) -> Answer:
    """Return an answer with those who signed it and are neither the owner nor a member of the team that owns it."""
    owner = answer.entry.promise.owner
    return replace(answer, strangers=tuple(by for by in answer.by if not settings.speaks_for(by, owner)))


def missing_answers(
    obligation: Obligation, identity: str, now: RunningStack, pending: Collection[str]
) -> tuple[MissingAnswer, ...]:
    """Return what a promise lacks of an answer as things stand; nothing where it has answered."""
    entry = now.entries.get(identity)
    if entry is None:
        return (MissingAnswer("erased"),)
    if entry.ended:
        return ()
    if not entry.active:
        return (MissingAnswer("proposed"),)
    found = [*_of_links(obligation, entry, now, pending), *_of_dropped(obligation, entry, now)]
    named = {missing.towards or missing.target for missing in found}
    found += [missing for missing in _of_decisions(obligation, entry, now) if missing.towards not in named]
    return tuple(found)


def leads(obligation: Obligation, link: Link | Alignment, now: RunningStack) -> bool:
    """Tell whether a link leads to what the change reached, or to what followed one of its Cores since."""
    return link.promise in obligation.reached or any(
        link.promise in now.heirs(core) for core in obligation.cores if core in now.entries
    )


def _of_links(
    obligation: Obligation, entry: Entry, now: RunningStack, pending: Collection[str]
) -> Iterator[MissingAnswer]:
    for link in entry.links:
        if not leads(obligation, link, now):
            continue
        found = link_state(now.stack, link)
        if found == "ended":
            yield MissingAnswer("ended", link.promise, min(now.heirs(link.promise), default=""))
        elif found == "missing":
            yield MissingAnswer("missing", link.promise)
        elif found != "current":
            yield MissingAnswer(found, link.promise, link.promise)
        elif link.promise in pending:
            yield MissingAnswer("waiting", link.promise, link.promise)


def _of_dropped(obligation: Obligation, entry: Entry, now: RunningStack) -> Iterator[MissingAnswer]:
    linked = {link.promise for link in entry.links}
    for target in obligation.dropped.get(entry.id, ()):
        if target not in linked and target in now.entries and now.entries[target].active:
            yield MissingAnswer("dropped", target, target)


def _of_decisions(obligation: Obligation, entry: Entry, now: RunningStack) -> Iterator[MissingAnswer]:
    current = {link.promise for link in entry.links if link_state(now.stack, link) == "current"}
    for core in sorted(obligation.decides.get(entry.id, ())):
        accepted = now.heirs(core) or now.cores
        if not current & accepted:
            yield MissingAnswer("undecided", core, min(accepted, default=""))


def answer(
    obligation: Obligation, identity: str, now: RunningStack, origin: Origin, before: Entry | None
) -> Answer:
    """Return how a promise that lacks nothing answers; ``before`` is how it stood before that step, if it changed."""
    entry = now.entries[identity]
    promise = entry.promise
    if entry.ended:
        ending = promise.ending
        by, why = (ending.decided_by, ending.why) if ending else ("", "")
        how: How = "superseded" if entry.status == "superseded" else "retired"
        return Answer(entry, how, origin, _given(by), _given(why))
    follow = {heir for core in obligation.decides.get(identity, ()) for heir in now.heirs(core) or now.cores}
    reviews = tuple(
        link for link in promise.aligned_to if link.promise in follow or leads(obligation, link, now)
    )
    amended = before is not None and before.wording != entry.wording
    how = "amended" if amended else "reviewed" if reviews else "unlinked"
    return Answer(
        entry, how, origin, _given(*(r.by for r in reviews)), _given(*(r.note for r in reviews)), reviews
    )


def _given(*texts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
