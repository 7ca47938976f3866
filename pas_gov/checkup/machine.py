"""Whether this clone and this installation can do all that the repository asks of them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from importlib.util import find_spec

from pas_gov import git
from pas_gov.checkup.seen import Seen
from pas_gov.foundation.installing import install_command
from pas_gov.git.commits import shallow_boundary
from pas_gov.report.doctor.contents import Check

PART = "This clone, and this installation"
EXTRAS = (  # how a source begins or ends, the module that reads it, and the extra that brings it
    (re.compile(r"postgres(ql)?(\+\w+)?://"), "psycopg", "databases"),
    (re.compile(r".*\.(csv|json|jsonl|ndjson|parquet)$", re.IGNORECASE | re.DOTALL), "duckdb", "data"),
)


def machine_checks(seen: Seen) -> Iterator[Check]:
    """Yield whether the history is whole, the cache can be written, and what indicators need is installed."""
    if seen.folder.repository is not None:
        yield _history(seen.folder.repository)
        yield _cache(seen.folder.repository)
    yield from _drivers(seen)


def _history(repository: git.Repository) -> Check:
    if not shallow_boundary(repository):
        return Check("history", PART, "ok", "The history is here, as far as it is told")
    fact = "This clone is shallow: earlier wordings, the ledger and merge bases aren't in it"
    return Check("history", PART, "wrong", fact, "Fetch the rest", ("git fetch --unshallow",))


def _cache(repository: git.Repository) -> Check:
    folder = git.cache_dir(repository)
    place = folder if os.path.isdir(folder) else os.path.dirname(folder)
    if not os.access(place, os.W_OK | os.X_OK):
        fact = "The git folder can't be written: nothing is kept between two runs, and each takes longer"
        return Check("cache", PART, "wrong", fact, f"Look at its permissions: ls -ld {place}", optional=True)
    size = sum(_size(folder, name) for name in _names(folder))
    return Check(
        "cache", PART, "ok", f"The cache holds {size / 1_000_000:.1f} MB, in .git/pas-gov; it may be deleted"
    )


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _size(folder: str, name: str) -> int:
    try:
        return os.lstat(os.path.join(folder, name)).st_size
    except OSError:
        return 0


def _drivers(seen: Seen) -> Iterator[Check]:
    sources = seen.side.rulebook.settings.sources
    used = {
        sources.get(one.get("source", ""), one.get("source", ""))
        for entry in seen.side.stack.entries.values()
        for one in entry.promise.indicators
    }
    absent = sorted(
        extra
        for begins, module, extra in EXTRAS
        if any(begins.match(source) for source in used) and find_spec(module) is None
    )
    if not used:
        return
    if absent:
        fact = "Indicators need packages that aren't installed here"
        commands = tuple(install_command(f"pas-gov[{extra}]") for extra in absent)
        yield Check("extras", PART, "missing", fact, "Install them", commands, optional=True)
    else:
        yield Check("extras", PART, "ok", "What the indicators' sources need is installed")
