"""The stack: every readable promise of one moment, by id, with the links that are derived from them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import Literal

from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass
from pas_gov.model.stack.entry import Entry, Link

LinkState = Literal["current", "stale", "ended", "unreviewed", "missing", "dropped"]


@dataclass(frozen=True)
class Stack:
    """All promises of one moment.

    ``entries`` is keyed and sorted by id; ``unreadable`` maps the path of each invalid file to the id it
    names, or ""; ``ambiguous`` holds the ids that several files claim; ``diagnostics`` is all that reading
    found, sorted by place. ``unread`` has, for each file among the promises that is invalid or wasn't read at
    all (no right to, a link, ignored by git), the ids that it may have; none for a folder, which may hold any.
    """

    name: str
    entries: Mapping[str, Entry] = field(default_factory=dict)
    unreadable: Mapping[str, str] = field(default_factory=dict)
    ambiguous: frozenset[str] = frozenset()
    diagnostics: tuple[Diagnostic, ...] = ()
    unread: Mapping[str, frozenset[str]] = field(
        default_factory=dict, compare=False
    )  # for the names that users type

    def __contains__(self, identity: str) -> bool:
        """Whether the stack holds a promise of this id."""
        return identity in self.entries

    def get(self, identity: str) -> Entry | None:
        """Return the entry of an id, or None."""
        return self.entries.get(identity)

    @cached_property
    def dependents(self) -> Mapping[str, tuple[str, ...]]:
        """The ids aligned to each id that is linked to, sorted; worked out once, or handed on from the stack beside."""
        return reverse_links(self)

    @cached_property
    def predecessors(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that each successor's id supersedes, sorted."""
        return predecessors(self)

    @cached_property
    def by_layer(self) -> Mapping[str, tuple[Entry, ...]]:
        """The promises of each layer that has any, by id; worked out once, or handed on from the stack beside."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            found.setdefault(entry.facts.layer, []).append(entry)
        return {layer: tuple(entries) for layer, entries in found.items()}

    @cached_property
    def statuses(self) -> Mapping[str, Mapping[str, int]]:
        """How many promises of each layer have each status; worked out once, or handed on."""
        return {
            layer: Counter([one.facts.status for one in entries]) for layer, entries in self.by_layer.items()
        }

    @cached_property
    def titles(self) -> Mapping[str, int]:
        """How many promises have each title; worked out once, or handed on."""
        return Counter([entry.facts.title for entry in self.entries.values()])

    @cached_property
    def shared_titles(self) -> Container[str]:
        """The titles that several promises have; worked out once, or handed on."""
        return frozenset([title for title, number in self.titles.items() if number > 1])

    def with_diagnostics(self, diagnostics: tuple[Diagnostic, ...]) -> Stack:
        """Return the same stack with other diagnostics; what was worked out of it stays so."""
        found = replace(self, diagnostics=diagnostics)
        for name in DERIVED & self.__dict__.keys():
            found.__dict__[name] = self.__dict__[name]
        return found


DERIVED = frozenset({"dependents", "by_layer", "statuses", "titles", "shared_titles"})


def reverse_links(stack: Stack) -> dict[str, tuple[str, ...]]:
    """Return, for each id that is linked to (whether it exists or not), the ids aligned to it, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for identity, entry in stack.entries.items():
        for link in entry.links:
            found[link.promise].append(identity)
    return {target: tuple(sources) for target, sources in found.items()}


def predecessors(stack: Stack) -> dict[str, tuple[str, ...]]:
    """Return, for each successor's id, the ids that it supersedes, sorted."""
    found: dict[str, list[str]] = defaultdict(list)
    for identity, entry in stack.entries.items():
        for successor in entry.facts.successors:
            found[successor].append(identity)
    return {successor: tuple(sources) for successor, sources in found.items()}


def with_all_dependents(stack: Stack, targets: frozenset[str]) -> frozenset[str]:
    """Return the targets and every promise that reaches one of them through aligned_to."""
    sources = stack.dependents
    found, waiting = set(targets), list(targets)
    while waiting:
        for identity in sources.get(waiting.pop(), ()):
            if identity not in found:
                found.add(identity)
                waiting.append(identity)
    return frozenset(found)


def link_state(stack: Stack, link: Link) -> LinkState:
    """Return the state of one alignment in one stack (never ``dropped``, which is between two)."""
    target = stack.get(link.promise)
    if target is None:
        return "missing"
    if target.ended:
        return "ended"
    if not link.recorded:
        return "unreviewed"
    return "current" if link.recorded == target.revision else "stale"
