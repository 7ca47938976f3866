"""The pages of owners: what is theirs, how it stands, and what waits for them, in the words of ``asks``."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping

from pas_gov.drift.state.promise_state import STATES, PromiseState
from pas_gov.drift.state.stack_state import Numbers
from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.asks import Ask, AsksReport
from pas_gov.model.records.normal import fold
from pas_gov.site.site_index import SiteIndex

PLAIN = re.compile(r"@?[a-z0-9][a-z0-9-]*(/[a-z0-9-]+)?")
DIGITS = 8


@dataclass(frozen=True, slots=True)
class OwnerPage:
    """One owner, "" for what concerns the stack as a whole: their promises, the worst first; what they are asked."""

    owner: str
    path: str
    promises: tuple[PromiseState, ...]
    numbers: Numbers
    asks: tuple[Ask, ...] = ()

    @property
    def now(self) -> tuple[Ask, ...]:
        """What waits for nobody but them."""
        return tuple(one for one in self.asks if not one.waits_for)


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
    found = [_page(owner, owned.get(owner, []), asked.get(owner, ())) for owner in {**owned, **asked}]
    return tuple(sorted(found, key=lambda one: (-len(one.asks), one.owner)))


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


def _page(owner: str, states: list[PromiseState], asks: tuple[Ask, ...]) -> OwnerPage:
    order = {state: place for place, state in enumerate(STATES)}
    mine = tuple(sorted(states, key=lambda one: (order.get(one.state, len(order)), one.entry.id)))  # type: ignore[arg-type]
    numbers = {state: sum(one.state == state for one in mine) for state in STATES}
    return OwnerPage(owner, owner_path(owner), mine, {state: n for state, n in numbers.items() if n}, asks)
