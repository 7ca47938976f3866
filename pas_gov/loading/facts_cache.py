"""Facts of promise files kept by blob id, in the cache inside the git folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Set

from pas_gov.foundation.json_text import compact
from pas_gov.loading import cache
from pas_gov.model.records.promise import LAYERS
from pas_gov.model.stack.entry import Facts, facts_from_row

NAME = "facts.v1"
KNOWN_LAYERS = frozenset((*LAYERS, ""))  # "" of a file that can't be read
MOST = 100_000  # blobs kept; beyond it, those of this run alone


def load(folder: str) -> dict[str, Facts]:
    """Return the facts kept in a cache folder by blob id; nothing where there is no trustworthy cache."""
    try:
        if os.path.islink(folder):
            return {}
        header, body = cache.read(os.path.join(folder, NAME)).split(b"\n", 1)
        if json.loads(header) != cache.header_of(folder, body):
            return {}
        rows, *texts = body.decode().split("\n")
        pairs = zip(json.loads(rows), texts, strict=True)
        found = {blob: facts_from_row(row, text) for (blob, row), text in pairs}
        return found if all(map(_plausible, found.values())) else {}
    except (OSError, ValueError, TypeError, KeyError, RecursionError, MemoryError):
        return {}


def _plausible(facts: Facts) -> bool:
    return facts.layer in KNOWN_LAYERS and isinstance(facts.id, str) and isinstance(facts.text, str)


def save(folder: str, facts: Mapping[str, Facts]) -> None:
    """Write facts to a cache folder, all or nothing; where that can't be done, don't."""
    cache.save_pieces(folder, NAME, _pieces(facts))


def _pieces(facts: Mapping[str, Facts]) -> Iterator[bytes]:
    """Yield all rows as one line of JSON, then a line with the text of each."""
    yield b"["
    for number, (blob, one) in enumerate(facts.items()):
        yield (b"," if number else b"") + compact([blob, one.row()])
    yield b"]"
    yield from (f"\n{one.text}".encode() for one in facts.values())


def pruned(facts: Mapping[str, Facts], used: Set[str]) -> Mapping[str, Facts]:
    """Return the facts worth keeping: all, or those of this run where there are too many."""
    return facts if len(facts) <= MOST else {blob: one for blob, one in facts.items() if blob in used}
