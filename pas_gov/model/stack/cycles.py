"""Cycles in the two relations between promises: aligned_to and superseded_by."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.model.stack.stack import Stack

Graph = Mapping[str, Sequence[str]]


def cycle_diagnostics(stack: Stack) -> tuple[Diagnostic, ...]:
    """Return an error for each group of promises that depend on themselves, at the first promise by id."""
    aligned = {identity: [link.promise for link in entry.links] for identity, entry in stack.entries.items()}
    superseded = {identity: entry.facts.successors for identity, entry in stack.entries.items()}
    return tuple(
        Diagnostic(f"cycle-{relation}", _told(cycle, verb), Location(stack.entries[cycle[0]].path), remedy)
        for relation, verb, remedy, graph in (
            ("aligned-to", "is aligned to", "remove one of these alignments", aligned),
            ("superseded-by", "is superseded by", "remove one of these successors", superseded),
        )
        for cycle in cycles(graph)
    )


def cycles_through(stack: Stack, ids: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Return the errors for those cycles alone that some of these promises can reach."""
    seen = {one for one in ids if one in stack}
    waiting = list(seen)
    while waiting:
        entry = stack.entries[waiting.pop()]
        targets = {link.promise for link in entry.links} | set(entry.facts.successors)
        fresh = {one for one in targets - seen if one in stack}
        seen |= fresh
        waiting += fresh
    return cycle_diagnostics(replace(stack, entries={one: stack.entries[one] for one in sorted(seen)}))


def _told(cycle: tuple[str, ...], verb: str) -> str:
    return f"a promise {verb} itself: {' -> '.join((*cycle, cycle[0]))}"


def cycles(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """Return one shortest cycle through the first id of each strongly connected group, sorted.

    Nodes that no cycle can pass are peeled off first (Kahn 1962): a graph without cycles, the usual case,
    costs one pass. The groups of the rest are found in linear time (Tarjan 1972).
    """
    left = _peeled(graph)
    found = (_shortest({node: left[node] for node in group}, min(group)) for group in _groups(left))
    return tuple(sorted(cycle for cycle in found if cycle is not None))


def _groups(graph: Graph) -> list[list[str]]:
    """Return the strongly connected groups of nodes, without recursion."""
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_nodes: list[str] = []
    is_open: set[str] = set()
    groups: list[list[str]] = []
    for root in graph:
        if root in number:
            continue
        way: list[tuple[str, Iterator[str]]] = []
        _enter(root, graph, way, number, lowest, open_nodes, is_open)
        while way:
            node, targets = way[-1]
            target = next(targets, None)
            if target is None:
                way.pop()
                if way:
                    lowest[way[-1][0]] = min(lowest[way[-1][0]], lowest[node])
                if lowest[node] == number[node]:
                    groups.append(_closed(node, open_nodes, is_open))
            elif target not in number:
                _enter(target, graph, way, number, lowest, open_nodes, is_open)
            elif target in is_open:
                lowest[node] = min(lowest[node], number[target])
    return groups


def _enter(  # noqa: PLR0913  (the state of one search)
    node: str,
    graph: Graph,
    way: list[tuple[str, Iterator[str]]],
    number: dict[str, int],
    lowest: dict[str, int],
    open_nodes: list[str],
    is_open: set[str],
) -> None:
    number[node] = lowest[node] = len(number)
    open_nodes.append(node)
    is_open.add(node)
    way.append((node, iter(graph[node])))


def _closed(node: str, open_nodes: list[str], is_open: set[str]) -> list[str]:
    group = [open_nodes.pop()]
    while group[-1] != node:
        group.append(open_nodes.pop())
    is_open.difference_update(group)
    return group


def _peeled(graph: Graph) -> dict[str, list[str]]:
    """Return the graph without the nodes that no cycle can pass, from both ends."""
    graph = {node: targets for node, targets in graph.items() if targets}
    once = _without_sources({node: [t for t in targets if t in graph] for node, targets in graph.items()})
    return _reversed(_without_sources(_reversed(once))) if once else {}


def _without_sources(graph: Graph) -> dict[str, list[str]]:
    incoming = dict.fromkeys(graph, 0)
    for targets in graph.values():
        for target in targets:
            incoming[target] += 1
    waiting = [node for node, count in incoming.items() if not count]
    while waiting:
        node = waiting.pop()
        del incoming[node]
        for target in graph[node]:
            incoming[target] -= 1
            if not incoming[target]:
                waiting.append(target)
    return {
        node: [target for target in graph[node] if target in incoming] for node in graph if node in incoming
    }


def _reversed(graph: Graph) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {node: [] for node in graph}
    for node, targets in graph.items():
        for target in targets:
            found[target].append(node)
    return found


def _shortest(graph: Graph, start: str) -> tuple[str, ...] | None:
    """Return a shortest way from a node back to itself, ties in order of ids; None where there is none."""
    came: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for target in sorted(target for target in graph[node] if target in graph):
            if target == start:
                return _way(came, start, node)
            if target not in came:
                came[target] = node
                waiting.append(target)
    return None


def _way(came: Mapping[str, str], start: str, end: str) -> tuple[str, ...]:
    way = [end]
    while way[-1] != start:
        way.append(came[way[-1]])
    return tuple(reversed(way))
