"""A Snapshot's promise files into a Stack, with everything that is wrong with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import replace
from datetime import date

from pas_gov.diagnostics import Diagnostic, Location, ordered
from pas_gov.foundation.progress import with_progress
from pas_gov.model.records import chronology
from pas_gov.model.records.reader import read
from pas_gov.model.records.yaml.parsing import Document, parse
from pas_gov.model.stack.cycles import cycle_diagnostics
from pas_gov.model.stack.entry import Entry, Facts, facts_of
from pas_gov.model.stack.stack import Stack
from pas_gov.model.stack.unread import is_record, unread_places
from pas_gov.snapshot import File, Snapshot

PROMISES_FOLDER = "promises"


def load_stack(snapshot: Snapshot, known: MutableMapping[str, Facts]) -> Stack:
    """Read every promise file of a snapshot.

    ``known`` holds facts by blob id; those of blobs that it lacks are read, and added.
    """
    files = _promise_files(snapshot)
    read_files = [file for file in files if is_record(file)]
    others = [file for file in files if not is_record(file)]
    _learn(snapshot, read_files, known)
    claims = _claims(read_files, known)
    entries = {identity: _chosen(found) for identity, found in sorted(claims.items())}
    stack = Stack(
        name=snapshot.name,
        entries=entries,
        unreadable={file.path: facts.id for file in read_files if not (facts := known[file.blob]).readable},
        ambiguous=frozenset(identity for identity, found in claims.items() if len(found) > 1),
    )
    listed = (one for one in snapshot.problems if one.location.path.split("/")[0] == PROMISES_FOLDER)
    odd = {*stack.unreadable, *(file.path for file in others)}
    places = unread_places((file for file in files if file.path in odd), known, listed)
    stack = replace(stack, unread=places)
    across = tuple(placed((*_claimed_twice(claims), *cycle_diagnostics(stack)), snapshot))
    alike = tuple(_titled_alike(stack))
    across += tuple(placed(alike, snapshot)) if len(alike) <= MOST_PLACED else alike
    found = (*_unread(others), *_faults(read_files, known), *_misplaced(claims), *across)
    return replace(stack, diagnostics=ordered(found))


def _promise_files(snapshot: Snapshot) -> tuple[File, ...]:
    return tuple(
        file
        for path, file in snapshot.files.items()
        if path == PROMISES_FOLDER or path.startswith(PROMISES_FOLDER + "/")
    )


def unknown_blobs(snapshot: Snapshot, known: Container[str]) -> list[str]:
    """Return the ids of the promise files' blobs whose facts aren't known, sorted."""
    return _unknown(filter(is_record, _promise_files(snapshot)), known)


def _unknown(files: Iterable[File], known: Container[str]) -> list[str]:
    return sorted({file.blob for file in files if file.blob not in known})


def blob_facts(content: bytes) -> Facts:
    """Return the facts of a promise file's content."""
    return facts_of(read("promise", content))


AT_ONCE = 2_000  # blobs held at a time: of 100,000 all would take as much memory as what follows from them


def _learn(snapshot: Snapshot, files: Iterable[File], known: MutableMapping[str, Facts]) -> None:
    unknown = _unknown(files, known)
    parts = (unknown[first : first + AT_ONCE] for first in range(0, len(unknown), AT_ONCE))
    contents = (found for part in parts for found in snapshot.read(part).items())
    for blob, content in with_progress(contents, len(unknown), "records"):
        known[blob] = blob_facts(content)


def _claims(files: list[File], known: Mapping[str, Facts]) -> dict[str, list[Entry]]:
    claims: dict[str, list[Entry]] = defaultdict(list)
    for file in files:
        facts = known[file.blob]
        if facts.readable:
            claims[facts.id].append(Entry(file.path, file.blob, facts))
    return claims


def _chosen(claims: list[Entry]) -> Entry:
    """Return the claim that stands at its own place, else the first by path."""
    if len(claims) == 1:
        return claims[0]
    at_home = [entry for entry in claims if entry.path == f"{PROMISES_FOLDER}/{entry.layer}/{entry.id}.yaml"]
    return min(at_home or claims, key=lambda entry: entry.path)


def _faults(files: list[File], known: Mapping[str, Facts]) -> Iterator[Diagnostic]:
    for file in files:
        facts = known[file.blob]
        if facts.faults:
            yield from faults_at(facts.faults, file.path)


def faults_at(faults: tuple[Diagnostic, ...], path: str) -> Iterator[Diagnostic]:
    """Yield the faults of a blob with the path at which it stands."""
    for fault in faults:
        at = Location(path, fault.location.line, fault.location.column)
        yield Diagnostic(fault.code, fault.message, at, fault.remedy, fault.severity)


def _unread(others: Iterable[File]) -> Iterator[Diagnostic]:
    for file in others:
        if file.kind != "file":
            message = f"a {LINKS.get(file.kind, file.kind)} stands among the promises; it is never followed"
            yield Diagnostic("not-a-file", message, Location(file.path), "put the record itself here")
        elif file.path.rpartition("/")[2] != "README.md":
            yield Diagnostic("not-read", "not read: the name doesn't end in .yaml or .yml", Location(file.path),
                             "rename it if it is a promise, else move it elsewhere", "warning")  # fmt: skip


LINKS = {"link": "symbolic link", "submodule": "submodule", "other": "special file"}


PLACES = {
    "duplicate-id": "/id",
    "doubled-title": "/title",
    "cycle-aligned-to": "/aligned_to",
    "cycle-superseded-by": "/ending/superseded_by",
}


def placed(found: tuple[Diagnostic, ...], snapshot: Snapshot) -> Iterator[Diagnostic]:
    """Yield what was found across files with line and column; rare, so the files are parsed again for it."""
    blobs = {one.location.path: snapshot.files[one.location.path].blob for one in found}
    contents = snapshot.read(sorted(set(blobs.values()))) if found else {}
    places: dict[tuple[str, str], Location] = {}
    for one in found:
        path, blob = one.location.path, blobs[one.location.path]
        if (blob, one.code) not in places:
            document = parse(contents[blob], path)
            found_at = document.locate(PLACES[one.code]) if isinstance(document, Document) else one.location
            places[blob, one.code] = found_at
        yield replace(one, location=replace(places[blob, one.code], path=path))


MOST_PLACED = 100  # promises with the title of another one that are looked up line by line


def _titled_alike(stack: Stack) -> Iterator[Diagnostic]:
    """Yield a warning for each promise that has the title of another one: reports name them by it."""
    alike: dict[str, list[Entry]] = defaultdict(list)
    for entry in stack.entries.values() if stack.shared_titles else ():
        if entry.facts.title in stack.shared_titles:
            alike[entry.facts.title].append(entry)
    for title, entries in alike.items():
        ids = [entry.id for entry in entries[: NAMED + 1]]
        more = f" and {len(entries) - 1 - NAMED} more" if len(entries) - 1 > NAMED else ""
        named = [", ".join([*ids[:place], *ids[place + 1 :]][:NAMED]) for place in range(len(ids))]
        messages = [f'the title "{title}" is that of another promise too: {one}{more}' for one in named]
        for place, entry in enumerate(entries):
            message = messages[min(place, len(messages) - 1)]  # from the sixth on the first five are named
            remedy = "say in the title what tells them apart"
            yield Diagnostic("doubled-title", message, Location(entry.path), remedy, "warning")


def days_to_come(stack: Stack, snapshot: Snapshot, today: date) -> tuple[Diagnostic, ...]:
    """Return a warning for each day that records what has happened, and hasn't come yet; sorted by place."""
    ahead = [entry for entry in stack.entries.values() if entry.facts.latest > today.isoformat()]
    contents = snapshot.read(sorted({entry.blob for entry in ahead})) if ahead else {}
    found: list[Diagnostic] = []
    for entry in ahead:
        document = parse(contents[entry.blob], "")
        if isinstance(document, Document) and isinstance(document.value, dict):
            warned = tuple(chronology.days_to_come(document.value, document, today))
            found += faults_at(warned, entry.path)
    return ordered(found)


def _misplaced(claims: Mapping[str, list[Entry]]) -> Iterator[Diagnostic]:
    for identity, entries in claims.items():
        for entry in entries if len(entries) == 1 else ():  # moving a copy would overwrite the original
            expected = f"{PROMISES_FOLDER}/{entry.facts.layer}/{identity}"
            if entry.path not in (f"{expected}.yaml", f"{expected}.yml"):
                message = (
                    f'the promise "{identity}" is of the layer {entry.layer}, which its place doesn\'t say'
                )
                yield Diagnostic(
                    "misplaced",
                    message,
                    Location(entry.path),
                    f"move it to {expected}.yaml, or correct its layer or id",
                    "warning",
                )


NAMED = 5  # others named in one message
ONE_OF_TWO = (
    "if one is left over, from a move for instance, delete it; else give one of them an id of its own"
)


def _claimed_twice(claims: Mapping[str, list[Entry]]) -> Iterator[Diagnostic]:
    for identity, entries in claims.items():
        for entry in entries if len(entries) > 1 else ():
            paths = [other.path for other in entries if other is not entry]
            others = ", ".join(paths[:NAMED]) + (
                f" and {len(paths) - NAMED} more" if len(paths) > NAMED else ""
            )
            message = f'the id "{identity}" stands in another file too: {others}'
            yield Diagnostic("duplicate-id", message, Location(entry.path), ONE_OF_TWO)
