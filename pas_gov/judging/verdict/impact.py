"""The impact of a change of one promise, before it is made: who must answer, who is told, which zones stop.

Who must answer is exact for a change of the wording and for a retirement under the policies of the standard pack,
as they are tuned in the settings; other policies may ask for more. Waivers aren't counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pas_gov.foundation.values import dataclass
from pas_gov.judging.policies.endings import (
    EXPERIMENT,
    NOTIFIES,
    STOPS,
    AudienceNotice,
    EndingRequirements,
    audience_notices,
    ending_requirements,
    rules_in_force,
)
from pas_gov.judging.policies.rule import Rule
from pas_gov.judging.policies.rules import Rules
from pas_gov.model.records.policy import Enforcement
from pas_gov.model.records.promise import Ending
from pas_gov.model.stack.dependents import ReverseLinks, all_dependents, dependency_paths
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack, link_state, reverse_links

PROPAGATES = "change-propagates"
LEGACY = "core-change-decides-legacy"
WEAKENING = "weakening-gives-notice"
POLICIES = (PROPAGATES, LEGACY, NOTIFIES, STOPS, EXPERIMENT, WEAKENING)

STEPS = 200_000  # ids in all ways together: a long chain has millions


@dataclass(frozen=True, slots=True)
class Dependent:
    """An active promise that rests on the one in question.

    ``way`` leads from that one to this, over active promises; () where all ways together are too long.
    """

    entry: Entry
    way: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LegacyQuestion:
    """An active Legacy promise that must say whether it is still honoured under a Core that changes.

    ``linked``: it is aligned to that Core itself. ``elsewhere`` is another active Core that it was reviewed
    against as that is now, "" for none: where nothing follows the Core, this is answer enough.
    """

    entry: Entry
    linked: bool
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change of one promise would ask.

    ``direct`` are aligned to it, ``later`` rest on these, nearest first; ``whole`` says that every way of theirs
    is known. ``legacy`` must decide about a Core that changes, ``direct`` ones included; about a proposed one,
    when it becomes active. ``proposed`` are aligned to it, and not asked yet. ``policies`` gives the enforcement
    of each of POLICIES, None where the repository has no such policy. ``ending``, ``less`` (the audiences to be
    told when it promises less) and ``leaving`` (when an experiment becomes something else) are what is asked of
    an active promise itself.
    """

    entry: Entry
    today: date
    direct: tuple[Dependent, ...]
    later: tuple[Dependent, ...]
    whole: bool
    legacy: tuple[LegacyQuestion, ...]
    proposed: tuple[Entry, ...]
    policies: Mapping[str, Enforcement | None]
    only_linked: bool
    ending: EndingRequirements | None
    less: tuple[AudienceNotice, ...]
    leaving: tuple[AudienceNotice, ...]

    @property
    def propagates(self) -> bool:
        """Whether a policy asks those who rest on it to answer."""
        return self.policies[PROPAGATES] not in (None, "ignore")

    @property
    def decides(self) -> bool:
        """Whether a policy asks Legacy promises to decide about a Core that changes."""
        return self.policies[LEGACY] not in (None, "ignore")

    @property
    def everyone(self) -> tuple[Entry, ...]:
        """All who rest on it or must decide about it, each once."""
        dependents = [one.entry for one in (*self.direct, *self.later)]
        deciding = [one.entry for one in self.legacy]
        return tuple({entry.id: entry for entry in (*dependents, *deciding)}.values())


def impact(stack: Stack, rules: Rules, entry: Entry, today: date) -> Impact:
    """Return what a change of a promise of this stack would ask under these rules, on a day."""
    force = rules_in_force(rules)
    aligned = reverse_links(stack)
    sources = _active(stack, aligned)
    later, whole = _later(stack, sources, entry.id)
    owed = entry.promise if entry.active else None
    return Impact(
        entry=entry,
        today=today,
        direct=tuple(Dependent(stack.entries[one], (entry.id, one)) for one in sources.get(entry.id, ())),
        later=later,
        whole=whole,
        legacy=tuple(_legacy(stack, entry, force.get(LEGACY))),
        proposed=tuple(one for one in _entries(stack, aligned, entry) if one.status == "proposed"),
        policies=_policies(rules),
        only_linked=_only_linked(force.get(LEGACY)),
        ending=ending_requirements(owed, force, today) if owed else None,
        less=audience_notices(owed) if owed and WEAKENING in force else (),
        leaving=audience_notices(owed)
        if owed and owed.layer == "experimental" and EXPERIMENT in force
        else (),
    )


def _policies(rules: Rules) -> dict[str, Enforcement | None]:
    found = {rule.policy.id: rule.enforcement for rule in rules.rules}
    return {identity: found.get(identity) for identity in POLICIES}


def _entries(stack: Stack, aligned: ReverseLinks, entry: Entry) -> Iterator[Entry]:
    return (stack.entries[one] for one in aligned.get(entry.id, ()))


def _active(stack: Stack, aligned: ReverseLinks) -> dict[str, tuple[str, ...]]:
    """Return who is aligned to each promise, the active alone: the others have nothing to answer, nor pass it on."""
    return {
        target: tuple(one for one in sources if stack.entries[one].active)
        for target, sources in aligned.items()
    }


def _later(stack: Stack, sources: ReverseLinks, start: str) -> tuple[tuple[Dependent, ...], bool]:
    """Return those who rest on the direct dependents, and whether the way to each of them is known."""
    found, left = [], STEPS
    for way in dependency_paths(sources, start):
        left -= len(way) if len(way) > 2 else 0
        if left < 0:
            break
        if len(way) > 2:
            found.append(Dependent(stack.entries[way[-1]], way))
    known = {one.entry.id for one in found}.union(sources.get(start, ()))
    rest = sorted(all_dependents(sources, [start]) - known)
    return (*found, *(Dependent(stack.entries[one], ()) for one in rest)), not rest


def _only_linked(rule: Rule | None) -> bool:
    return rule is not None and rule.params.get("legacy") == "linked"


def _legacy(stack: Stack, core: Entry, rule: Rule | None) -> Iterator[LegacyQuestion]:
    if rule is None or core.layer != "core" or core.ended:
        return
    for entry in stack.entries.values():
        if entry.layer != "legacy" or not entry.active or entry.promise.ending not in (None, Ending()):
            continue
        linked = any(link.promise == core.id for link in entry.links)
        reviewed = [link.promise for link in entry.links if link_state(stack, link) == "current"]
        answered = core.status == "proposed" and core.id in reviewed
        if (linked or not _only_linked(rule)) and not answered:
            yield LegacyQuestion(entry, linked, _another(stack, core, reviewed))


def _another(stack: Stack, core: Entry, reviewed: list[str]) -> str:
    """Return the first active Core among these that isn't this one, or ""."""
    others = (stack.entries[one] for one in reviewed if one != core.id)
    return next((one.id for one in others if one.layer == "core" and one.active), "")
