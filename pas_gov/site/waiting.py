"""Who waits for whom in a change of Cores under way: the owners in the order in which they can answer, then zones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pas_gov.foundation.values import dataclass
from pas_gov.ledger.propagation.core_change import CoreChange
from pas_gov.model.records.promise import ZONES
from pas_gov.report.layout import count
from pas_gov.report.propagation.sentences import awaited
from pas_gov.site.graph import LINE, title_lines

WIDTH, AROUND, GAP_X, GAP_Y, MARGIN, HEADING = 216, 30, 56, 12, 4, 26
MOST, TURNS = 7, 3
HEAD = 8  # of an arrow
HEADINGS = ("Can answer now", "After these", "After those")
LATER, CONFIRM = "Later", "Zones still to confirm"


@dataclass(frozen=True, slots=True)
class Party:
    """An owner at one turn, or a zone (turn None), with how many answers or confirmations are waited for.

    ``after`` is for whom they wait themselves: owners, each once.
    """

    name: str
    number: int
    turn: int | None
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A party in the picture: its name in lines, and what is written below; how many there is no room for, of none."""

    x: int
    y: int
    lines: tuple[str, ...]
    below: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The picture in units of its own size, with the same in words and as a table (``parties``)."""

    width: int
    height: int
    box: tuple[int, int]
    headings: tuple[tuple[int, str], ...]
    boxes: tuple[Box, ...]
    lines: str
    said: str
    parties: tuple[Party, ...]


def waiting(change: CoreChange) -> Waiting | None:
    """Return the picture of a change, None where every promise has answered: then only zones are waited for."""
    if not change.unanswered:
        return None
    turns = _turns({one.entry.id: awaited(change, one) for one in change.unanswered})
    owners = {one.entry.id: one.entry.promise.owner for one in change.unanswered}
    parties = [*_owners(change, turns, owners), *_zones(change)]
    columns = [
        (heading, found)
        for turn, heading in ((*enumerate((*HEADINGS, LATER)), (None, CONFIRM)))
        if (found := [one for one in parties if one.turn == turn])
    ]
    return _drawn(columns, parties)


def _turns(after: Mapping[str, Sequence[str]]) -> Mapping[str, int]:
    """Return, for each promise, after how many others in a row it can answer; a circle ends where it closes."""
    found = dict.fromkeys(after, 0)
    for _ in range(TURNS):
        moved = {
            one: max((found[other] + 1 for other in others if other != one), default=0)
            for one, others in after.items()
        }
        if moved == found:
            break
        found = moved
    return {one: min(turn, TURNS) for one, turn in found.items()}


def _owners(change: CoreChange, turns: Mapping[str, int], owners: Mapping[str, str]) -> Iterator[Party]:
    """Yield the owners of each turn, those of whom most is waited for first."""
    numbers = Counter((turn, owners[one]) for one, turn in turns.items())
    numbers.update((0, owner) for owner in _to_stop(change).values())
    after: dict[tuple[int, str], dict[str, None]] = {}
    for one in change.unanswered:
        key = turns[one.entry.id], owners[one.entry.id]
        after.setdefault(key, {}).update(dict.fromkeys(owners[other] for other in awaited(change, one)))
    for (turn, owner), number in sorted(numbers.items(), key=lambda one: (one[0][0], -one[1], one[0][1])):
        yield Party(owner, number, turn, tuple(after.get((turn, owner), ())))


def _to_stop(change: CoreChange) -> Mapping[str, str]:
    """Return the owner of each ended promise of which a zone doesn't say that it stopped: the owner brings that."""
    gaps = (gap for zone in change.zones for gap in zone.missing if gap.why == "not-stopped")
    return {gap.entry.id: gap.entry.promise.owner for gap in gaps}


def _zones(change: CoreChange) -> Iterator[Party]:
    """Yield the zones that have something to confirm: an ending waits for its owner, or for its day."""
    numbers = {
        zone.zone: sum(gap.why not in ("not-stopped", "stops-later") for gap in zone.missing)
        for zone in change.zones
    }
    missing = sorted((zone for zone in numbers if numbers[zone]), key=lambda one: -numbers[one])
    yield from (Party(ZONES[zone], numbers[zone], None) for zone in missing)


def _drawn(columns: Sequence[tuple[str, Sequence[Party]]], parties: Sequence[Party]) -> Waiting:
    lines = {one.name: title_lines(one.name) for one in parties}
    tall = AROUND + LINE * max(map(len, lines.values()))
    boxes: list[Box] = []
    places: dict[tuple[int | None, str], Box] = {}
    for at, (_, found) in enumerate(columns):
        x = MARGIN + at * (WIDTH + GAP_X)
        for number, one in enumerate(found[:MOST]):
            box = Box(x, HEADING + number * (tall + GAP_Y), lines[one.name], _below(one))
            places[one.turn, one.name] = box
            boxes.append(box)
        if len(found) > MOST:
            boxes.append(Box(x, HEADING + MOST * (tall + GAP_Y), (), f"and {len(found) - MOST} more"))
    rows = max(min(len(found), MOST + 1) for _, found in columns)
    return Waiting(
        width=2 * MARGIN + len(columns) * WIDTH + (len(columns) - 1) * GAP_X,
        height=HEADING + rows * (tall + GAP_Y),
        box=(WIDTH, tall),
        headings=tuple((MARGIN + at * (WIDTH + GAP_X), heading) for at, (heading, _) in enumerate(columns)),
        boxes=tuple(boxes),
        lines="".join(_lines(parties, places, tall)),
        said=_said(columns),
        parties=tuple(parties),
    )


def _below(one: Party) -> str:
    return count(one.number, "promise") if one.turn is not None else count(one.number, "confirmation")


def _lines(
    parties: Iterable[Party], places: Mapping[tuple[int | None, str], Box], tall: int
) -> Iterator[str]:
    """Yield an arrow from each owner who is waited for, at the latest turn before, to each who waits."""
    for one in parties:
        lower = places.get((one.turn, one.name))
        for owner in one.after if lower and one.turn else ():
            before = [places[turn, owner] for turn in range(one.turn or 0) if (turn, owner) in places]
            if lower and before:
                upper = before[-1]
                x, y = lower.x, lower.y + tall // 2
                head = f"M{x - HEAD} {y - HEAD // 2}L{x} {y}L{x - HEAD} {y + HEAD // 2}"
                yield f"M{upper.x + WIDTH} {upper.y + tall // 2}L{x} {y}{head}"


def _said(columns: Sequence[tuple[str, Sequence[Party]]]) -> str:
    return "; ".join(
        f"{heading}: {', '.join(f'{one.name} ({one.number})' for one in found[:MOST])}"
        + (f" and {len(found) - MOST} more" if len(found) > MOST else "")
        for heading, found in columns
    )
