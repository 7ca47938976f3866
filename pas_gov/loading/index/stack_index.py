"""What an index says of one stack: each promise by its id, and what else a judgement asks of the whole.

A stack can be indexed where nothing is wrong with it but for warnings: no file that can't be read, no id that several
claim. What the index says of such a stack is what :func:`load_stack` makes of its files.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date
from typing import Any, TypeVar

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.foundation.values import dataclass
from pas_gov.loading.index.pages import DamagedIndex, Pages
from pas_gov.model.records.promise import LAYERS
from pas_gov.model.stack.entry import Entry, facts_from_row
from pas_gov.model.stack.stack import Stack
from pas_gov.snapshot import stem

PROMISE, SOURCES, PREDECESSORS, TITLE, WARNINGS, PLACE = "p:", "d:", "s:", "t:", "w:", "i:"  # kinds of keys
DOUBLED = "doubled-title"
Found = TypeVar("Found")


def is_indexable(stack: Stack, today: date) -> bool:
    """Tell whether a stack, as it stands on this day, is one that an index can speak of."""
    sound = not (stack.unreadable or stack.ambiguous or stack.unread)
    quiet = all(one.severity == "warning" for one in stack.diagnostics)
    return sound and quiet and _latest(stack) <= today.isoformat()


def _latest(stack: Stack) -> str:
    return max((entry.facts.latest for entry in stack.entries.values()), default="")


def about(stack: Stack, tree: str, listed: int) -> dict[str, Any]:
    """Return what is said of a whole stack; ``tree`` is that of its folder, in which so many names are ``listed``."""
    return {
        "tree": tree,
        "listed": listed,
        "latest": _latest(stack),
        "alike": sum(one.code == DOUBLED for one in stack.diagnostics),
        "statuses": {layer: dict(counts) for layer, counts in stack.statuses.items()},
    }


def rows(stack: Stack) -> Iterator[tuple[str, bytes]]:
    """Yield what is to be found by key."""
    for identity, entry in stack.entries.items():
        facts = _json([entry.path, entry.blob, *entry.facts.row()])
        yield PROMISE + identity, facts + b"\t" + entry.facts.text.encode()
        if stem(entry.path) != identity:
            yield PLACE + entry.path, _json(identity)
    yield from ((SOURCES + target, _json(sources)) for target, sources in stack.dependents.items())
    yield from ((PREDECESSORS + one, _json(earlier)) for one, earlier in stack.predecessors.items())
    titles = Counter(entry.facts.title for entry in stack.entries.values())
    yield from ((TITLE + title, _json(number)) for title, number in titles.items())
    warned: dict[str, list[list[object]]] = {}
    for one in stack.diagnostics:
        warned.setdefault(one.location.path, []).append(_row(one))
    yield from ((WARNINGS + path, _json(found)) for path, found in warned.items())


def sections(stack: Stack) -> Iterator[bytes]:
    """Yield what is read as a whole: all warnings, then the ids of each layer."""
    yield _json([_row(one) for one in stack.diagnostics])
    for layer in LAYERS:
        yield _json([entry.id for entry in stack.by_layer.get(layer, ())])


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _row(one: Diagnostic) -> list[object]:
    return [one.code, one.message, one.location.path, one.location.line, one.location.column, one.remedy]


def _warning(row: list[Any]) -> Diagnostic:
    code, message, path, line, column, remedy = row
    return Diagnostic(code, message, Location(path, line, column), remedy, "warning")


@dataclass(frozen=True, eq=False)
class StackIndex:
    """An index that is open. Whatever is asked of it may raise DamagedIndex.

    ``tree`` is the folder that it speaks of, ``listed`` how many files and folders that holds; ``latest`` is the last
    day on which anything is said to have happened, and ``alike`` how many promises share their title with another.
    """

    pages: Pages
    tree: str
    listed: int
    latest: str
    alike: int
    statuses: Mapping[str, Mapping[str, int]]
    _entries: dict[str, Entry | None] = field(default_factory=dict)
    _whole: list[dict[str, Entry]] = field(default_factory=list)

    def entry(self, identity: str) -> Entry | None:
        """Return a promise."""
        if identity not in self._entries:
            self._entries[identity] = self._found(PROMISE + identity, _entry)
        return self._entries[identity]

    def entries(self) -> Mapping[str, Entry]:
        """Return all promises, sorted by id: read together once."""
        if not self._whole:
            found = {entry.id: entry for entry in map(_sure(_entry), self.pages.rows(PROMISE))}
            self._whole.append({one: self._entries.get(one) or found[one] for one in sorted(found)})
            self._entries.update(self._whole[0])
        return self._whole[0]

    def at(self, path: str) -> Entry | None:
        """Return the promise of a file; None where the file holds none."""
        entry = self.entry(stem(path))
        if entry is not None and entry.path == path:
            return entry
        identity = self._found(PLACE + path, json.loads)
        return self.entry(identity) if identity is not None else None

    def dependents(self, target: str) -> tuple[str, ...]:
        """Return the ids that are aligned to a promise, sorted."""
        return tuple(self._found(SOURCES + target, json.loads) or ())

    def predecessors(self, successor: str) -> tuple[str, ...]:
        """Return the ids that a promise supersedes, sorted."""
        return tuple(self._found(PREDECESSORS + successor, json.loads) or ())

    def titled(self, title: str) -> int:
        """Return how many promises have a title."""
        return int(self._found(TITLE + title, json.loads) or 0)

    def warnings_at(self, path: str) -> tuple[Diagnostic, ...]:
        """Return what is wrong with a file."""
        return self._found(WARNINGS + path, _warnings) or ()

    def warnings(self) -> tuple[Diagnostic, ...]:
        """Return all that is wrong, sorted by place."""
        return _sure(_warnings)(self.pages.section(0))

    def layer(self, layer: str) -> tuple[str, ...]:
        """Return the ids of a layer, sorted."""
        number = 1 + LAYERS.index(layer) if layer in LAYERS else None
        return () if number is None else tuple(_sure(json.loads)(self.pages.section(number)))

    def _found(self, key: str, read: Callable[[bytes], Found]) -> Found | None:
        value = self.pages.get(key)
        return None if value is None else _sure(read)(value)


def stack_index(pages: Pages) -> StackIndex | None:
    """Return the index that these pages are; None where they aren't one."""
    said = pages.about
    try:
        return StackIndex(
            pages, said["tree"], said["listed"], said["latest"], said["alike"], said["statuses"]
        )
    except (KeyError, TypeError):
        return None


def _sure(read: Callable[[bytes], Found]) -> Callable[[bytes], Found]:
    """Return the same reader, to which what can't be read is a damage: its page was written by something else."""

    def checked(value: bytes) -> Found:
        try:
            return read(value)
        except (ValueError, TypeError, KeyError, RecursionError, MemoryError) as error:
            raise DamagedIndex from error

    return checked


def _entry(value: bytes) -> Entry:
    row, _, text = value.partition(b"\t")
    path, blob, *facts = json.loads(row)
    found = facts_from_row(facts, text.decode())
    if found.layer not in LAYERS:
        raise ValueError(found.layer)
    return Entry(path, blob, found)


def _warnings(value: bytes) -> tuple[Diagnostic, ...]:
    return tuple(map(_warning, json.loads(value)))
