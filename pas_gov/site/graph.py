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
    """One link, from the bottom of the box that stands higher to the other one; its state is "over" of what has ended.

    ``path`` runs between boxes, never behind one.
    """

    x1: int
    y1: int
    x2: int
    y2: int
    state: str
    path: str = ""

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

    @property
    def marked(self) -> tuple[str, ...]:
        """The states of links that have a sign in the picture, each once."""
        return tuple(dict.fromkeys(one.state for one in self.edges if one.state not in ("current", "over")))


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
                high, low = sorted((upper, lower), key=lambda one: one.y)  # what is rested on may stand lower
                end = low.y if low.y > high.y else low.y + height
                ends = (high.x + half, high.y + height, low.x + half, end)
                state = link_state(stack, link) if entry and not entry.ended else "over"
                found.append(Edge(*ends, state, _path(ends, placed.values(), height)))
    return found


def _path(ends: tuple[int, int, int, int], nodes: Iterable[Node], height: int) -> str:
    """Return the way of a link: below the row where both stand in one, else through a gap of each row between them."""
    x1, y1, x2, y2 = ends
    if y2 <= y1:
        return f"M{x1} {y1}Q{(x1 + x2) // 2} {y1 + GAP_Y} {x2} {y2}"
    rows: dict[int, list[int]] = {}
    for node in nodes:
        if y1 < node.y < y2:
            rows.setdefault(node.y, []).append(node.x)
    way = [f"M{x1} {y1}"]
    for y, xs in sorted(rows.items()):
        straight = x1 + (x2 - x1) * (y - y1) // (y2 - y1)
        gaps = [x - GAP_X // 2 for x in (*sorted(xs), max(xs) + WIDTH + GAP_X)]
        x = min(gaps, key=lambda gap: abs(gap - straight))
        way.append(f"L{x} {y}V{y + height}")
    return "".join((*way, f"L{x2} {y2}"))
