"""The pages of owners: what is theirs, how it stands, and what waits for them, in the words of ``asks``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from pas_gov.drift.state.promise_state import STATES, PromiseState
from pas_gov.drift.state.stack_state import Numbers
from pas_gov.drift.zones.drift_items import DriftItem
from pas_gov.drift.zones.gaps import Gap
from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.asks import Ask, AsksReport
from pas_gov.ledger.propagation.core_change import CoreChange
from pas_gov.ledger.propagation.zone_confirmation import Unverified
from pas_gov.model.records.normal import fold
from pas_gov.site.open_in_zones import unconfirmed
from pas_gov.site.site_index import SiteIndex

PLAIN = re.compile(r"@?[a-z0-9][a-z0-9-]*(/[a-z0-9-]+)?")
DIGITS = 8


@dataclass(frozen=True, slots=True)
class OwnerPage:
    """One owner, "" for what concerns the stack as a whole: their promises, the worst first; what they are asked.

    ``unconfirmed`` is what zones haven't confirmed of their promises since a change of a Core, with change and zone.
    """

    owner: str
    path: str
    promises: tuple[PromiseState, ...]
    numbers: Numbers
    asks: tuple[Ask, ...] = ()
    unconfirmed: tuple[tuple[CoreChange, str, Unverified], ...] = ()

    @property
    def now(self) -> tuple[Ask, ...]:
        """What waits for nobody but them."""
        return tuple(one for one in self.asks if not one.waits_for)

    @property
    def apart(self) -> tuple[DriftItem, ...]:
        """What comes apart of their promises: what records alone ask is among the asks already."""
        items = (item for state in self.promises for item in state.items)
        return tuple(item for item in items if not isinstance(item.what, Gap))

    @property
    def waits(self) -> bool:
        """Whether anything waits for them."""
        return bool(self.asks or self.apart or self.unconfirmed)


def owner_path(owner: str) -> str:
    """Return the address of an owner's page, which no other owner's has: ``owners/acme.support``."""
    plain = owner.removeprefix("@").replace("/", ".")
    if PLAIN.fullmatch(owner) and owner.startswith("@"):
        return f"owners/{plain}.html"
    short = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:40]
    return f"owners/{short or 'owner'}-{hashlib.sha256(owner.encode()).hexdigest()[:DIGITS]}.html"


def owner_pages(index: SiteIndex, *reports: AsksReport) -> tuple[OwnerPage, ...]:
    """Return a page for each owner of a promise, or of whom something is asked; those first of whom most is asked.

    What several reports ask alike (the stack as it stands, a change of it) is asked once.
    """
    asked = _asked(reports)
    owned: dict[str, list[PromiseState]] = {}
    for owner, states in index.owned.items():
        owned.setdefault(fold(owner), []).extend(states)
    open_ones: dict[str, list[tuple[CoreChange, str, Unverified]]] = {}
    for one in unconfirmed(index.site.changes):
        open_ones.setdefault(fold(one[2].entry.promise.owner), []).append(one)
    found = [
        _page(owner, owned.get(owner, []), asked.get(owner, ()), open_ones.get(owner, ()))
        for owner in {**owned, **asked}
    ]
    return tuple(
        sorted(found, key=lambda one: (-len(one.asks), -len(one.apart), -len(one.unconfirmed), one.owner))
    )


def _asked(reports: Iterable[AsksReport]) -> Mapping[str, tuple[Ask, ...]]:
    found: dict[str, dict[tuple[str, ...], Ask]] = {}
    for report in reports:
        for one in report.owners:
            mine = found.setdefault(one.owner, {})
            for ask in one.asks:
                mine.setdefault(_key(ask), ask)
    return {owner: tuple(_without_forecasts(asks.values())) for owner, asks in found.items()}


def _without_forecasts(asks: Iterable[Ask]) -> Iterator[Ask]:
    """Yield asks without those that only tell a promise that it will be asked, where another report asks it already."""
    found = tuple(asks)
    asked = {one.promise.id for one in found if one.promise and one.policy}
    yield from (one for one in found if one.policy or not one.promise or one.promise.id not in asked)


def _key(ask: Ask) -> tuple[str, ...]:
    return ask.promise.id if ask.promise else "", ask.policy, ask.target or "", ask.zone or "", ask.message


def _page(
    owner: str,
    states: list[PromiseState],
    asks: tuple[Ask, ...],
    open_ones: Iterable[tuple[CoreChange, str, Unverified]],
) -> OwnerPage:
    order = {state: place for place, state in enumerate(STATES)}
    mine = tuple(sorted(states, key=lambda one: (order.get(one.state, len(order)), one.entry.id)))  # type: ignore[arg-type]
    numbers = {state: sum(one.state == state for one in mine) for state in STATES}
    counted = {state: n for state, n in numbers.items() if n}
    return OwnerPage(owner, owner_path(owner), mine, counted, asks, tuple(open_ones))
