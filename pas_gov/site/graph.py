"""The graph around one promise: what it rests on above it, what rests on it below, with coordinates."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pas_gov.foundation.values import dataclass
from pas_gov.model.stack.stack import Stack, link_state

WIDTH, HEIGHT, GAP_X, GAP_Y, MARGIN = 190, 46, 16, 44, 8  # units of the picture
MOST_BESIDE, MOST_LEVELS = 6, 3


@dataclass(frozen=True, slots=True)
class Node:
    """One promise of the picture; ``id`` is "" where the box only says how many are left out."""

    id: str
    x: int
    y: int
    more: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """One link: from the bottom of what is rested on to the top of what rests on it, with its state."""

    x1: int
    y1: int
    x2: int
    y2: int
    state: str

    @property
    def middle(self) -> tuple[int, int]:
        """Where a word on it stands."""
        return (self.x1 + self.x2) // 2, (self.y1 + self.y2) // 2 + 4


@dataclass(frozen=True, slots=True)
class Graph:
    """The picture of what is around ``start``, in units of its own size."""

    start: str
    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph(stack: Stack, start: str) -> Graph:
    """Place what a promise rests on, and what rests on it, three levels each way and six to a level."""
    above = _levels(start, lambda one: _targets(stack, one))
    below = _levels(start, lambda one: stack.dependents.get(one, ()))
    rows = [*reversed(above), ([start], 0), *below]
    widest = max(len(ids) + bool(more) for ids, more in rows)
    nodes = [
        node
        for number, (ids, more) in enumerate(rows)
        for node in _row(ids, more, widest, MARGIN + number * (HEIGHT + GAP_Y))
    ]
    placed = {node.id: node for node in nodes if node.id}
    return Graph(
        start,
        width=2 * MARGIN + widest * WIDTH + (widest - 1) * GAP_X,
        height=2 * MARGIN + len(rows) * HEIGHT + (len(rows) - 1) * GAP_Y,
        nodes=tuple(nodes),
        edges=tuple(_edges(stack, placed)),
    )


def _targets(stack: Stack, identity: str) -> tuple[str, ...]:
    entry = stack.get(identity)
    return tuple(link.promise for link in entry.links) if entry else ()


def _levels(start: str, beside: Callable[[str], Iterable[str]]) -> list[tuple[list[str], int]]:
    """Return the ids at each distance, and how many of them there is no room for."""
    found: list[tuple[list[str], int]] = []
    seen, level = {start}, [start]
    while len(found) < MOST_LEVELS:
        level = sorted({near for one in level for near in beside(one)} - seen)
        if not level:
            break
        seen.update(level)
        found.append((level[:MOST_BESIDE], len(level) - len(level[:MOST_BESIDE])))
    return found


def _row(ids: list[str], more: int, widest: int, y: int) -> list[Node]:
    boxes = [(one, 0) for one in ids] + ([("", more)] if more else [])
    left = MARGIN + (widest - len(boxes)) * (WIDTH + GAP_X) // 2
    return [Node(one, left + at * (WIDTH + GAP_X), y, left_out) for at, (one, left_out) in enumerate(boxes)]


def _edges(stack: Stack, placed: dict[str, Node]) -> list[Edge]:
    found = []
    for identity, lower in placed.items():
        entry = stack.get(identity)
        for link in entry.links if entry else ():
            upper = placed.get(link.promise)
            if upper is not None:
                half = WIDTH // 2
                ends = (upper.x + half, upper.y + HEIGHT, lower.x + half, lower.y)
                found.append(Edge(*ends, link_state(stack, link)))
    return found
