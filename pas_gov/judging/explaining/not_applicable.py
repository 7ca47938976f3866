"""Why a rule doesn't apply, in one plain sentence."""

from __future__ import annotations

from collections.abc import Sequence

from pas_gov.judging.explaining.explanation import Condition, Expression, SubExpression
from pas_gov.judging.policies.subjects import DatedChange, Subject
from pas_gov.model.records.policy import Scope

MOST = 160  # characters of an expression in a sentence


def unmatched(conditions: Sequence[Condition], subject: Subject) -> str:
    """Say which conditions of the match don't hold."""
    return "; ".join(_unmet(condition, subject) for condition in conditions if not condition.holds)


def _unmet(condition: Condition, subject: Subject) -> str:
    name, wants = condition.name, " or ".join(condition.wants)
    found = " and ".join(condition.found)
    if name == "kinds":
        has = f"this change is {', '.join(condition.found)}" if found else "this promise didn't change"
    elif name == "target_layer":
        has = f"the target's is {found}" if found else "the target is in no stack"
    elif name == "zone":
        has = f"this zone is {found}" if subject.zone else f"this promise has {found or 'no zone'}"
    else:
        has = f"this promise is {found}"
    return f"match asks for {name} {wants}; {has}"


def why_false(when: Expression) -> str:
    """Say which part of a false ``when`` decided it, and what that part compares."""
    text, kind, inside = when.text, when.kind, list(when.parts)
    while kind == "conditionaland":
        deciding = next((i for i, part in enumerate(inside) if _is_false(part, inside[0].depth)), None)
        if deciding is None:  # a literal decided, which has no part of its own
            break
        part = inside[deciding]
        text, kind, inside = part.text, part.kind, _within(inside, deciding)
    known = [
        f"{part.text} is {part.result.shown}" for part in inside[:1] if part.result and kind == "relation"
    ]
    compared = f" ({known[0]})" if known else ""
    return f"when is false: {_short(text)} is false{compared}"


def _is_false(part: SubExpression, depth: int) -> bool:
    return part.depth == depth and part.result is not None and part.result.value is False


def _within(parts: Sequence[SubExpression], index: int) -> list[SubExpression]:
    """Return the parts of the part at a place."""
    found = []
    for part in parts[index + 1 :]:
        if part.depth <= parts[index].depth:
            break
        found.append(part)
    return found


def _short(text: str) -> str:
    return text if len(text) <= MOST else f"{text[: MOST - 3]}..."


def not_asked(scope: Scope, dated: DatedChange, promise: str) -> str:
    """Say why a policy isn't evaluated for a promise of the stack at all."""
    change = dated.transition
    if scope == "change":
        return f"{promise} didn't change"
    if promise not in change.after:
        return f"{promise} isn't in the stack any more"
    if promise not in change.in_question:
        return f"{promise} isn't in question: it didn't change, and no promise that it rests on did"
    return f"{promise} {'is aligned to no other' if scope == 'alignment' else 'has no zone that it has not left'}"


def nobody_asked(scope: Scope, dated: DatedChange) -> str:
    """Say why there is nothing at all that a policy is evaluated for."""
    change = dated.transition
    if not change.changes:
        return "no promise changed, so there is nothing to ask"
    if not change.in_question:
        return "the changed promises are gone, and none rests on them"
    has = "is aligned to another" if scope == "alignment" else "has a zone that it hasn't left"
    return f"no promise in question {has}"
