"""One change of Cores: which promises answered it, which did not, and the state of the five zones."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from pas_gov.foundation.values import dataclass
from pas_gov.ledger.propagation.answers import Answer, MissingAnswer, answer, missing_answers
from pas_gov.ledger.propagation.obligations import Obligation
from pas_gov.ledger.propagation.running_stack import Moved, RunningStack
from pas_gov.ledger.propagation.zone_confirmation import (
    NewAttestations,
    Unended,
    ZoneState,
    new_attestations,
    unended,
    zone_states,
)
from pas_gov.ledger.replay.origin import Origin
from pas_gov.model.stack.change import Change
from pas_gov.model.stack.entry import Entry


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A promise that must still answer, as it stands or last stood, and what it lacks."""

    entry: Entry
    lacks: tuple[MissingAnswer, ...]


@dataclass(frozen=True, slots=True)
class CoreChange:
    """One step that changed active Cores, and how far it has gone through the stack and the five zones.

    ``changes`` are the Cores that changed; ``answers`` and ``unanswered`` the promises that must answer, by id;
    ``zones`` all five. ``gap`` says why the commits couldn't be read among which it happened, "" where they
    could; ``unread`` are files that held promises nobody can read at that step. ``active`` counts the promises of
    this change that stand.
    """

    origin: Origin
    changes: tuple[Change, ...]
    gap: str = ""
    unread: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()
    zones: tuple[ZoneState, ...] = ()
    unended: tuple[Unended, ...] = ()
    active: int = 0

    @property
    def zoneless(self) -> bool:
        """Whether promises stand, and no zone says that it delivers any of them: then nothing was verified."""
        return bool(self.active) and not any(zone.total for zone in self.zones)

    @property
    def executed(self) -> bool:
        """Whether all have answered, what was superseded has ended, and every zone is verified."""
        lacking = self.unanswered or self.unended or any(zone.missing for zone in self.zones)
        return not lacking and not self.zoneless


class OpenChange:
    """A change of Cores as the steps after it go by, and who has answered it so far."""

    def __init__(self, about: CoreChange, obligation: Obligation, moved: Moved) -> None:
        """Begin at the step of the change, before anybody was heard."""
        self.about, self.obligation = about, obligation
        self.pending = set(obligation.obliged)
        self.answers: dict[str, Answer] = {}
        self.gone: dict[str, Entry] = {}
        self.attested: NewAttestations = new_attestations(
            moved[one] for one in obligation.everyone & moved.keys()
        )

    def take_answers(
        self, moved: Moved, near: Collection[str] | None, now: RunningStack, origin: Origin
    ) -> None:
        """Let promises answer at a step: those that are ``near`` to what moved, or all; and who waits for them."""
        if not self.pending:
            return
        self.gone |= {one: before for one, (before, _) in moved.items() if one in self.pending and before}
        waiting = set(self.pending if near is None else self.pending.intersection(near))
        while waiting:
            one = waiting.pop()
            if missing_answers(self.obligation, one, now, self.pending):
                continue
            self.answers[one] = answer(self.obligation, one, now, origin, moved.get(one, (None, None))[0])
            self.pending.discard(one)
            waiting |= now.sources.get(one, set()) & self.pending

    def result(self, now: RunningStack, today: date) -> CoreChange:
        """Return the change as it stands after the last step."""
        unanswered = tuple(
            Unanswered(
                now.entries.get(one) or self.gone[one],
                missing_answers(self.obligation, one, now, self.pending),
            )
            for one in sorted(self.pending)
        )
        concerned = [now.entries[one] for one in self._concerned(now) if one in now.entries]
        return replace(
            self.about,
            answers=tuple(found for _, found in sorted(self.answers.items())),
            unanswered=unanswered,
            zones=zone_states(concerned, self.about.origin.day, self.attested, today),
            unended=unended(concerned, today),
            active=sum(entry.active for entry in concerned),
        )

    def _concerned(self, now: RunningStack) -> set[str]:
        """Return the Cores, those who must answer, and what follows any of them."""
        everyone = self.obligation.everyone
        return {*everyone, *(heir for one in everyone for heir in now.heirs(one))}
