"""Who depends on a promise, and by which way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pas_gov.stack.stack import Stack

Sources = Mapping[str, tuple[str, ...]]


def ways(sources: Sources, start: str) -> tuple[tuple[str, ...], ...]:
    """Return a shortest way from a promise to each that reaches it, nearest first, then by id.

    ``sources`` is what ``reverse_links`` gives. A way starts with the promise itself and ends with the
    dependent.
    """
    found: dict[str, tuple[str, ...]] = {start: (start,)}
    level = [start]
    while level:
        fresh: dict[str, tuple[str, ...]] = {}
        for identity in level:
            for source in sources.get(identity, ()):
                if source not in found:
                    fresh.setdefault(source, (*found[identity], source))
        level = sorted(fresh)
        found |= {identity: fresh[identity] for identity in level}
    del found[start]
    return tuple(found.values())


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
