"""Requirements on a promise that ends, by the policies in force: who is told how long before, which zones stop."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import Rules
from pas_gov.model.records.normal import fold
from pas_gov.model.records.placeholders import tells
from pas_gov.model.records.promise import ZONES, Promise

NOTIFIES = "ending-notifies-audience"
STOPS = "ending-reaches-every-zone"
EXPERIMENT = "experimental-ends-cleanly"
EXPERIMENT_STOPS = ("delivery-support", "documentation-knowledge")  # whether the experiment named them or not

Force = Mapping[str, Rule]


@dataclass(frozen=True, slots=True)
class AudienceNotice:
    """An audience to be told of an ending, and the day of the last notice that it has had, None for none."""

    audience: str
    last_notice: date | None


@dataclass(frozen=True, slots=True)
class EndingRequirements:
    """What the policies in force ask of the promise itself when it ends.

    ``days`` of notice before the last day, and ``last_day``, the earliest one if everybody is told today; None
    where the calendar ends before. ``zones`` must say since when they have stopped.
    """

    days: int
    last_day: date | None
    notices: tuple[AudienceNotice, ...]
    zones: tuple[str, ...]


def rules_in_force(rules: Rules) -> Force:
    """Return the rules that aren't ignored, by policy."""
    return {rule.policy.id: rule for rule in rules.rules if rule.enforcement != "ignore"}


def ending_requirements(promise: Promise, force: Force, today: date) -> EndingRequirements:
    """Return what is asked of a promise that ends, where everybody is told on this day."""
    experiment = promise.layer == "experimental" and EXPERIMENT in force
    days = _days(force[NOTIFIES], promise.layer) if NOTIFIES in force else 0
    zones = {*(promise.zones_kept if STOPS in force else ()), *(EXPERIMENT_STOPS if experiment else ())}
    return EndingRequirements(
        days=days,
        last_day=_after(today, days),
        notices=audience_notices(promise) if NOTIFIES in force or experiment else (),
        zones=tuple(zone for zone in ZONES if zone in zones),
    )


def _days(rule: Rule, layer: str) -> int:
    """Return the days of notice that a layer needs; none where the policy's map leaves it out."""
    days = rule.params.get("days")
    found = days.get(layer, 0) if isinstance(days, Mapping) else 0
    return max(found, 0) if isinstance(found, int) else 0


def _after(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def audience_notices(promise: Promise) -> tuple[AudienceNotice, ...]:
    """Return the audiences of a promise, each with the day of its last notice."""
    told: dict[str, date] = {}
    for notice in filter(tells, promise.notices):
        name = fold(notice.audience)
        told[name] = max(notice.date, told.get(name, notice.date))
    return tuple(AudienceNotice(name, told.get(name)) for name in map(fold, promise.audience))
