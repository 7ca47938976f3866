"""Dependents of a promise: the promises aligned to it, at once or through others, and the path to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pas_gov.model.stack.stack import Stack

ReverseLinks = Mapping[str, tuple[str, ...]]


def dependency_paths(sources: ReverseLinks, start: str) -> Iterator[tuple[str, ...]]:
    """Yield a shortest path from a promise to each of its dependents, nearest first, then by id.

    ``sources`` is what ``reverse_links`` gives. A path starts with the promise itself and ends with the
    dependent; each is made when it is asked for, as all of them together can be long.
    """
    came: dict[str, str] = {start: ""}
    level = [start]
    while level:
        fresh: dict[str, str] = {}
        for identity in level:
            for source in sources.get(identity, ()):
                if source not in came:
                    fresh.setdefault(source, identity)
        level = sorted(fresh)
        came |= fresh
        yield from (_way(came, identity) for identity in level)


def _way(came: Mapping[str, str], end: str) -> tuple[str, ...]:
    way = [end]
    while came[way[-1]]:
        way.append(came[way[-1]])
    return tuple(reversed(way))


def all_dependents(sources: ReverseLinks, asked: Iterable[str]) -> frozenset[str]:
    """Return all direct and indirect dependents of these promises, without these themselves."""
    first = frozenset(asked)
    found, waiting = set(first), list(first)
    while waiting:
        fresh = [source for source in sources.get(waiting.pop(), ()) if source not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return frozenset(found) - first


def nearest_changed(stack: Stack, start: str, changed: Iterable[str]) -> str:
    """Return the changed promise that a promise depends on by the shortest way, itself first; "" for none."""
    wanted, seen, waiting = frozenset(changed), {start}, [start]
    for identity in waiting:
        if identity in wanted:
            return identity
        entry = stack.get(identity)
        fresh = [link.promise for link in entry.links if link.promise not in seen] if entry else []
        seen.update(fresh)
        waiting.extend(fresh)
    return ""
