"""Which promises may stand in files that are invalid or weren't read: their ids, as far as they can be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pas_gov.diagnostics import Diagnostic
from pas_gov.model.stack.entry import Facts
from pas_gov.snapshot import File, stem

RECORD_SUFFIXES = (".yaml", ".yml")
NONE = frozenset[str]()


def unread_places(
    files: Iterable[File], known: Mapping[str, Facts], problems: Iterable[Diagnostic]
) -> dict[str, frozenset[str]]:
    """Return the ids that each such place may have, by path; none for a folder, which may hold any.

    They are the id that the file gives, or seems to give where it can't be parsed, and its name. ``files`` are those
    among the promises, ``known`` what is known of their blobs, ``problems`` those of the listing.
    """
    found = dict(_hidden(problems))
    for file in files:
        facts = known.get(file.blob) if is_record(file) else None
        if facts is not None and not facts.readable:
            found[file.path] = frozenset(filter(None, (facts.id or facts.seems, stem(file.path))))
        elif facts is None and file.path.lower().endswith(RECORD_SUFFIXES):
            found[file.path] = frozenset({stem(file.path)})
    return found


def _hidden(problems: Iterable[Diagnostic]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what a listing names and nobody read."""
    for problem in problems:
        path = problem.location.path
        told = problem.code == "unreadable" or (problem.code == "ignored" and path.endswith(RECORD_SUFFIXES))
        if told:
            yield path, frozenset({stem(path)}) if "." in path.rpartition("/")[2] else NONE


def is_record(file: File) -> bool:
    """Tell whether the file is one that is read: a plain file with one of the endings, exactly so spelt."""
    return file.kind == "file" and file.path.endswith(RECORD_SUFFIXES)
