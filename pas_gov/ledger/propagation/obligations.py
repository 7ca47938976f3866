"""The obligation that a change of Cores creates: the promises that must answer it, fixed at its step."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from pas_gov.foundation.values import dataclass
from pas_gov.ledger.propagation.running_stack import Moved, RunningStack
from pas_gov.model.records.rulebook import Rulebook
from pas_gov.model.stack.entry import Entry

LEGACY_POLICY = "core-change-decides-legacy"
LegacyScope = Literal["all", "linked", ""]


def legacy_scope(rulebook: Rulebook) -> LegacyScope:
    """Return which Legacy promises must decide: all, those linked to the changed Core, or "" where no policy asks.

    Then a Legacy promise that rests on the Core answers like any other promise.
    """
    policy = next((one for one in rulebook.policies if one.id == LEGACY_POLICY), None)
    settings = rulebook.settings
    if policy is None or settings.enforcement.get(policy.id, policy.enforcement) == "ignore":
        return ""
    params = {**policy.params, **settings.params.get(policy.id, {})}
    return "linked" if params.get("legacy") == "linked" else "all"


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a change of Cores asks for, fixed at its step.

    ``obliged`` must answer. ``reached`` are the Cores, and every active promise that reached one before or after.
    ``dropped`` has the links that promises dropped although their target lives on, changed; ``decides`` the Cores
    that each Legacy promise must decide about itself.
    """

    cores: frozenset[str]
    reached: frozenset[str]
    obliged: frozenset[str]
    dropped: Mapping[str, tuple[str, ...]]
    decides: Mapping[str, frozenset[str]]

    @property
    def everyone(self) -> frozenset[str]:
        """The Cores and those who must answer."""
        return self.cores | self.obliged


def obligation(
    cores: frozenset[str], moved: Moved, before: Collection[str], now: RunningStack, legacy: LegacyScope
) -> Obligation:
    """Return what changed Cores ask for; ``before`` are those that reached them, ``now`` is after the step.

    Asked is who was active before the step or is so after it: one that ended in the step answers by that. A way
    through a promise that isn't active counts for nothing: that one has nothing to answer. A changed Core that
    rests on another one must answer that.
    """
    reached = cores | frozenset(before) | now.reaching(cores)
    decides = dict(_decides(cores, moved, now, legacy))
    resting = frozenset(one for one in cores & now.cores if _targets(one, moved, now) & reached)
    obliged = (reached - cores) | decides.keys() | resting
    dropped = {one: tuple(_dropped(one, reached, moved)) for one in obliged & moved.keys()}
    return Obligation(
        cores, reached, obliged, {one: found for one, found in dropped.items() if found}, decides
    )


def _targets(one: str, moved: Moved, now: RunningStack) -> frozenset[str]:
    """Return what a promise was aligned to before the step, or is after it."""
    sides = moved.get(one, (None, now.entries.get(one)))
    return frozenset(link.promise for entry in sides if entry is not None for link in entry.links)


def _decides(
    cores: frozenset[str], moved: Moved, now: RunningStack, legacy: LegacyScope
) -> Iterator[tuple[str, frozenset[str]]]:
    until_now = {
        one for one, (before, _) in moved.items() if before and before.active and before.layer == "legacy"
    }
    for one in (now.legacy() | until_now) - cores if legacy else ():
        about = cores if legacy == "all" else cores & _targets(one, moved, now)
        if about:
            yield one, about


def _dropped(one: str, reached: frozenset[str], moved: Moved) -> Iterator[str]:
    """Yield the targets of links that a promise dropped in the step that changed them, if they live on."""
    before, after = moved[one]
    kept = {link.promise for link in after.links} if after else set()
    for link in before.links if before else ():
        if link.promise in reached - kept and _moved_on(*moved.get(link.promise, (None, None))):
            yield link.promise


def _moved_on(before: Entry | None, after: Entry | None) -> bool:
    if after is None or not after.active:
        return False
    return before is None or before.revision != after.revision or before.status != after.status
