"""The reason for which a condition is undecidable: the innermost errors that made the whole of it fail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pas_gov import cel
from pas_gov.diagnostics import printable
from pas_gov.foundation.values import dataclass
from pas_gov.judging.owed.misfits import FactMisfit, misfits_of
from pas_gov.judging.owed.subject_facts import MissingFact

LONGEST = 80  # characters of a part of a condition
MOST_ERRORS = 3  # errors besides missing facts
MOST_NAMES = 5  # missing facts named in the reason


@dataclass(frozen=True, slots=True)
class UndecidedReason:
    """Why there is no answer, as a clause, and the facts whose absence, or whose kind, is a part of it."""

    why: str
    missing: tuple[str, ...] = ()
    misfits: tuple[FactMisfit, ...] = ()


def undecided_reason(
    steps: Sequence[cel.Step], missing: Mapping[str, MissingFact], error: str
) -> UndecidedReason:
    """Return why an expression failed, from what each part of it came to.

    ``missing`` are the facts that were read and aren't there, by the error of each; ``error`` is the whole's own.
    """
    found: dict[str, cel.Step | None] = {str(step.error): step for step in causes(steps)} or {error: None}
    facts = {missing[told].name: missing[told] for told in found if told in missing}
    blamed = {told: misfits_of(steps, step) for told, step in found.items() if told not in missing}
    others = [clause for told, misfits in blamed.items() for clause in _clauses(told, found[told], misfits)]
    rest = [f"and {len(others) - MOST_ERRORS} more errors"] if len(others) > MOST_ERRORS else []
    clauses = [*([_missing(list(facts.values()))] if facts else []), *others[:MOST_ERRORS], *rest]
    misfits = dict.fromkeys(one for found in blamed.values() for one in found)
    return UndecidedReason("; ".join(clauses), tuple(facts), tuple(misfits))


def _clauses(error: str, step: cel.Step | None, misfits: Sequence[FactMisfit]) -> list[str]:
    """Return what is wrong with the facts that an error comes from, else what the error says."""
    return [one.clause for one in misfits] or [_told(error, step)]


def causes(steps: Sequence[cel.Step]) -> Iterator[cel.Step]:
    """Yield the parts that failed by themselves, and with which everything around them failed.

    An operand of ``||`` that failed beside one that is true isn't among them.
    """
    failing: list[bool] = []  # for each level: whether what stands there failed
    for index, step in enumerate(steps):
        del failing[step.depth :]
        failing.append(step.error is not None and all(failing))
        if failing[-1] and not _failed_below(steps, index):
            yield step


def _failed_below(steps: Sequence[cel.Step], index: int) -> bool:
    depth = steps[index].depth
    for step in steps[index + 1 :]:
        if step.depth <= depth:
            return False
        if step.depth == depth + 1 and step.error is not None:
            return True
    return False


def _missing(facts: Sequence[MissingFact]) -> str:
    names = [one.name + (f' (there is "{one.near}")' if one.near else "") for one in facts[:MOST_NAMES]]
    more = len(facts) - len(names)
    listed = [*names, f"{more} more"] if more else names
    told = listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"
    return f"{told} {'is' if len(facts) == 1 else 'are'} not among the facts"


def _told(error: str, step: cel.Step | None) -> str:
    message = printable(error)
    if step is None or not step.depth:
        return message
    text = printable(step.text)
    return f"{message}, in {text if len(text) <= LONGEST else f'{text[:LONGEST]}...'}"
