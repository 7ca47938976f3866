"""The graph around one promise: what it rests on above it, what rests on it below, with coordinates."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Mapping

from pas_gov.foundation.values import dataclass
from pas_gov.model.stack.stack import Stack, link_state

WIDTH, GAP_X, GAP_Y, MARGIN = 216, 16, 44, 8  # units of the picture
LINE, AROUND = 16, 32  # of a box: the height of a line of its title, and of what is around these
CHARACTERS, MOST_LINES = 28, 5  # of a title in a box: longer ones than that are nobody's
MOST_BESIDE, MOST_LEVELS = 6, 3


@dataclass(frozen=True, slots=True)
class Node:
    """One promise of the picture, its title in ``lines``; ``id`` is "" of a box that says how many are left out."""

    id: str
    x: int
    y: int
    more: int = 0
    lines: tuple[str, ...] = ()


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
    """The picture of what is around ``start``, in units of its own size; ``box`` is the size of each node."""

    start: str
    width: int
    height: int
    box: tuple[int, int]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph(stack: Stack, start: str, titles: Mapping[str, str]) -> Graph:
    """Place what a promise rests on, and what rests on it, three levels each way and six to a level."""
    above = _levels(start, lambda one: _targets(stack, one))
    below = _levels(start, lambda one: stack.dependents.get(one, ()))
    rows = [*reversed(above), ([start], 0), *below]
    widest = max(len(ids) + bool(more) for ids, more in rows)
    lines = {one: title_lines(titles.get(one, one)) for ids, _ in rows for one in ids}
    height = AROUND + LINE * max(map(len, lines.values()))
    nodes = [
        node
        for number, (ids, more) in enumerate(rows)
        for node in _row(ids, more, widest, MARGIN + number * (height + GAP_Y), lines)
    ]
    placed = {node.id: node for node in nodes if node.id}
    return Graph(
        start,
        width=2 * MARGIN + widest * WIDTH + (widest - 1) * GAP_X,
        height=2 * MARGIN + len(rows) * height + (len(rows) - 1) * GAP_Y,
        box=(WIDTH, height),
        nodes=tuple(nodes),
        edges=tuple(_edges(stack, placed, height)),
    )


def title_lines(title: str) -> tuple[str, ...]:
    """Return a title as lines that fit into a box; nobody's title is longer than what is cut."""
    return tuple(textwrap.wrap(title, CHARACTERS, max_lines=MOST_LINES, placeholder=" …")) or ("",)


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


def _row(ids: list[str], more: int, widest: int, y: int, lines: Mapping[str, tuple[str, ...]]) -> list[Node]:
    boxes = [(one, 0) for one in ids] + ([("", more)] if more else [])
    left = MARGIN + (widest - len(boxes)) * (WIDTH + GAP_X) // 2
    return [
        Node(one, left + at * (WIDTH + GAP_X), y, left_out, lines.get(one, ()))
        for at, (one, left_out) in enumerate(boxes)
    ]


def _edges(stack: Stack, placed: dict[str, Node], height: int) -> list[Edge]:
    found = []
    for identity, lower in placed.items():
        entry = stack.get(identity)
        for link in entry.links if entry else ():
            upper = placed.get(link.promise)
            if upper is not None:
                half = WIDTH // 2
                ends = (upper.x + half, upper.y + height, lower.x + half, lower.y)
                found.append(Edge(*ends, link_state(stack, link)))
    return found
