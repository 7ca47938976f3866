"""Commitments: sentences that promise the same thing to the same people, as one candidate promise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from pas_gov.diagnosis.commitments.apart import relation
from pas_gov.diagnosis.commitments.layers import layer_of
from pas_gov.diagnosis.commitments.likeness import Likeness
from pas_gov.diagnosis.statements.facets import PEOPLE, PLAN
from pas_gov.diagnosis.statements.statement import Statement
from pas_gov.drift.matching.candidates import id_from, unique_id
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.promise import ZONES, Layer

LIKE = 0.62
"""How like two statements have to be to be one promise, where they measure the same or nothing."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One candidate promise: its statements, the one that says it best first.

    ``id`` is made of the first one's words; ``audience`` are the people and plans that it names, ("customers",) where it
    names none; ``firm`` is "hard", "soft", or "mixed" where some of its sentences leave a way out.
    """

    id: str
    layer: Layer
    statements: tuple[Statement, ...]
    audience: tuple[str, ...]
    firm: str

    @property
    def zones(self) -> tuple[str, ...]:
        """The zones in which it is said, in the order of zones."""
        said = {one.zone for one in self.statements}
        return tuple(zone for zone in ZONES if zone in said)

    @property
    def condition(self) -> str:
        """The words of the first sentence that limits it, or ""."""
        return next((one.condition for one in self.statements if one.condition), "")

    @property
    def certainty(self) -> float:
        """How sure it is that it is promised at all."""
        return max(one.score for one in self.statements)


def commitments(
    statements: Sequence[Statement],
    likeness: Likeness,
    differing: Iterable[tuple[int, int]],
    spoken: Collection[int],
) -> list[Commitment]:
    """Return the commitments in the order of their first sentences.

    ``differing`` are pairs that say otherwise of one promise; ``spoken`` the numbers of statements of which a finding
    tells, which are part of a commitment whether or not their words alone commit.
    """
    apart = set(differing)
    leader: dict[int, int] = {}
    near: dict[int, list[int]] = defaultdict(list)
    for one, other in likeness.pairs():
        if (
            (one, other) not in apart
            and likeness.between(one, other) >= LIKE
            and _same(statements[one], statements[other])
        ):
            near[other].append(one)
    kept = [number for number, one in enumerate(statements) if one.claim or number in spoken]
    for number in kept:
        heads = [one for one in near[number] if leader.get(one) == one]
        leader[number] = (
            max(heads, key=lambda one: (likeness.between(one, number), -one)) if heads else number
        )
    groups: dict[int, list[int]] = defaultdict(list)
    for number, head in _joined(leader, apart).items():
        groups[head].append(number)
    used = set[str]()
    return [_commitment([statements[number] for number in groups[head]], used) for head in sorted(groups)]


def _same(one: Statement, other: Statement) -> bool:
    mine, theirs = ({value.measure for value in each.values if value.measure} for each in (one, other))
    return relation(one.facets, other.facets) in ("alike", "nearly") and (
        mine == theirs or not mine or not theirs
    )


def _joined(leader: dict[int, int], differing: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return the leader of each statement, those of statements that differ being one."""
    root = dict.fromkeys(leader.values(), -1)
    root = {one: one for one in root}

    def find(number: int) -> int:
        while root[number] != number:
            number = root[number]
        return number

    for one, other in sorted(differing):
        if one in leader and other in leader:
            first, second = sorted((find(leader[one]), find(leader[other])))
            root[second] = first
    return {number: find(head) for number, head in leader.items()}


_CALLED = {
    "new": "new customers", "former": "former customers", "oldtimers": "earlier customers", "controller": "customers",
    "trial": "trial customers",
}  # fmt: skip


def _commitment(statements: list[Statement], used: set[str]) -> Commitment:
    ordered = sorted(
        statements,
        key=lambda one: (not one.claim, -round(one.score, 1), one.sentence.path, one.sentence.line),
    )
    first = ordered[0]
    identity = unique_id(id_from(first.text, first.sentence.line), used)
    used.add(identity)
    soft = {one.soft for one in ordered}
    people = {_CALLED.get(name, name) for one in ordered for name in one.facets.get(PEOPLE, ())}
    plans = {f"{name} plan" for one in ordered for name in one.facets.get(PLAN, ())}
    audience = tuple(sorted(people | plans)) or ("customers",)
    firm = "mixed" if len(soft) > 1 else "soft" if first.soft else "hard"
    return Commitment(identity, layer_of(ordered), tuple(ordered), audience, firm)
