"""What waits for what: a promise isn't reviewed against one that has to answer itself, and changes by that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from pas_gov.judging.policies.rules import Rules
from pas_gov.judging.verdict.decision import Finding
from pas_gov.model.stack.dependents import all_dependents
from pas_gov.model.stack.stack import Stack

MOVING = frozenset({"realign", "supersede", "retire"})  # commands after which a promise has another revision


def is_moving(finding: Finding) -> bool:
    """Tell whether the answer to a finding changes the promise's revision or status, and so asks its dependents."""
    binds = finding.outcome == "fail" and finding.enforcement == "block" and bool(finding.promise)
    verbs = {command[0] for command in finding.commands if command}
    return binds and (finding.scope == "alignment" or not verbs.isdisjoint(MOVING))


def may_wait(finding: Finding) -> bool:
    """Tell whether a finding is answered in vain before those on which its promise rests have answered.

    So are reviews: of a link, by a command that realigns, or where the remedy has no command but to wait.
    """
    first = next((command[0] for command in finding.commands if command), "")
    reviews = finding.scope == "alignment" or first == "realign" or (finding.scope == "promise" and not first)
    return bool(finding.promise) and finding.outcome == "fail" and reviews


def asked_later(stack: Stack, moving: Iterable[str]) -> frozenset[str]:
    """Return the active promises that rest on these: they are asked when these have answered."""
    active = {one for one in moving if one in stack}
    return frozenset(one for one in all_dependents(stack.dependents, active) if stack.entries[one].active)


def unsettled(
    findings: Iterable[Finding], stack: Stack, *, propagates: bool
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the promises whose answers to these findings change them, and those on them that are asked later.

    ``propagates``: a promise that answers asks those that rest on it; where none does, nobody is asked later.
    """
    moving = frozenset(one.promise for one in findings if is_moving(one))
    return moving, asked_later(stack, moving) if propagates else frozenset()


def propagates(rules: Rules) -> bool:
    """Tell whether a policy asks those who rest on a promise when that has answered."""
    return any(rule.policy.scope == "alignment" and rule.enforcement == "block" for rule in rules.rules)


def in_turn(finding: Finding, waiting: Mapping[str, tuple[str, ...]]) -> str:
    """Return a finding's remedy, which says for whom it waits: a policy of links says that of the link's own target."""
    others = waiting.get(finding.promise, ()) if may_wait(finding) else ()
    if not others or finding.scope == "alignment" or not finding.commands:
        return finding.remedy
    return f"it waits for {', '.join(others)}, which must answer first; then: {finding.remedy}"


def waits(stack: Stack, pending: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Return, for each promise that is yet to answer, those among them that it is aligned to.

    ``pending`` are all that answer now, and all that rest on these; a promise that needn't wait has none.
    """
    return {
        identity: tuple(
            dict.fromkeys(
                link.promise
                for link in stack.entries[identity].links
                if link.promise in pending and link.promise != identity
            )
        )
        for identity in sorted(pending)
        if identity in stack
    }


def rounds(waiting: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Return in which round each promise answers: 0 for those that wait for nobody.

    A circle, and what waits for one, answers in the round after all others.
    """
    number = {identity: sum(other in waiting for other in others) for identity, others in waiting.items()}
    behind: dict[str, list[str]] = {identity: [] for identity in waiting}
    for identity, others in waiting.items():
        for other in others:
            behind.get(other, []).append(identity)
    found: dict[str, int] = {}
    turn = 0
    ready = [identity for identity, many in number.items() if not many]
    while ready:
        found |= dict.fromkeys(ready, turn)
        turn += 1
        freed = Counter(one for identity in ready for one in behind[identity])
        ready = [one for one, many in freed.items() if _lowered(number, one, many) == 0]
    return {**dict.fromkeys(waiting, turn), **found}


def _lowered(number: dict[str, int], identity: str, by: int) -> int:
    number[identity] -= by
    return number[identity]
