"""A Core as it is itself and with what carries it: whether both stand alike, and what makes the difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pas_gov.drift.state.promise_state import STATES, PromiseState
from pas_gov.drift.state.stack_state import CoreStanding, Numbers


def apart_from_own(cores: Iterable[CoreStanding]) -> bool:
    """Tell whether any Core stands otherwise with what carries it than it does itself."""
    return any(one.state != one.own.state for one in cores)


def core_numbers(cores: Iterable[CoreStanding]) -> Numbers:
    """Return how many Cores stand how with what carries them, the worst first."""
    found = Counter(one.state for one in cores)
    return {state: found[state] for state in STATES if found[state]}


def culprits(core: CoreStanding | None) -> tuple[PromiseState, ...]:
    """Return the promises that carry a Core and aren't kept, the worst first; none where there is no Core."""
    found = [one for one in (core.carrying if core else ()) if one.state not in (None, "kept")]
    return tuple(sorted(found, key=lambda one: (STATES.index(one.state or "kept"), one.entry.id)))
