"""The records as they would be: a stack that is worked on, and the texts that differ from the files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from pas_gov.authoring.editing import Edit, edited
from pas_gov.diagnostics import Stop, printable
from pas_gov.model.records.reader import read
from pas_gov.model.records.reading import Reading
from pas_gov.model.records.schema import Kind
from pas_gov.model.stack.entry import Entry, facts_of
from pas_gov.model.stack.id_lookup import unread_claim
from pas_gov.model.stack.on_day import entry_on_day
from pas_gov.model.stack.stack import Stack
from pas_gov.snapshot import File, Snapshot


class Draft:
    """Changes to the files of a snapshot that exist in memory alone; each leaves a valid record, or stops.

    ``stack`` always shows the promises as the changes so far have them.
    """

    def __init__(self, files: Snapshot, stack: Stack, today: date) -> None:
        """Begin with the files as they stand, and the stack as it stands on this day."""
        self.today = today
        self.files = files
        self._entries = dict(stack.entries)
        self.stack = replace(stack, entries=MappingProxyType(self._entries))
        self._texts: dict[str, bytes | None] = {}
        self.moved: dict[str, str] = {}  # where a file came from, by its new path

    @property
    def texts(self) -> Mapping[str, bytes | None]:
        """The new content of each file that differs, by path; None where it goes away."""
        return {path: text for path, text in self._texts.items() if text != self.before(path)}

    def before(self, path: str) -> bytes | None:
        """Return the content of a file as it stands, None where there is none."""
        file = self.files.files.get(path)
        return self.files.read([file.blob])[file.blob] if file is not None and file.kind == "file" else None

    def text(self, path: str) -> bytes | None:
        """Return the content of a file as the changes so far have it."""
        return self._texts[path] if path in self._texts else self.before(path)

    def edit(self, identity: str, edits: Sequence[Edit]) -> Entry:
        """Edit the record of a promise; Stop(invalid-record, status 2) where it wouldn't be valid any more."""
        entry = self._entries[identity]
        content = self.text(entry.path)
        assert content is not None  # noqa: S101  (an entry has a file)
        return self._put(entry.path, edited("promise", content, edits)) if edits else entry

    def move(self, identity: str, path: str) -> Entry:
        """Move the file of a promise; Stop(taken) where another one stands there."""
        entry = self._entries[identity]
        if path == entry.path:
            return entry
        self._refuse_taken(path)
        self._texts[path], self._texts[entry.path] = self.text(entry.path), None
        self.moved[path] = self.moved.pop(entry.path, entry.path)
        self._entries[identity] = replace(entry, path=path)
        return self._entries[identity]

    def make(self, path: str, content: bytes) -> Entry:
        """Add a promise; Stop(taken) where its file or its id is there already."""
        self._refuse_taken(path)
        return self._put(path, content)

    def add(self, kind: Kind, path: str, content: bytes) -> None:
        """Add a record of another kind than a promise; Stops as ``make``."""
        self._refuse_taken(path)
        _valid(kind, path, content)
        self._texts[path] = content

    def snapshot(self) -> Snapshot:
        """Return the files as they would be."""
        return overlaid(self.files, self.texts)

    def _put(self, path: str, content: bytes) -> Entry:
        facts = facts_of(_valid("promise", path, content))
        known = self._entries.get(facts.id)
        if known is not None and known.path != path:
            raise Stop(
                "taken",
                f'there is a promise "{facts.id}" already, in {known.path}',
                "choose another id",
                status=2,
            )
        unread = unread_claim(self.stack, facts.id) if known is None else ""
        if unread:
            message = f'"{facts.id}" may be the id of {printable(unread)} already, which can\'t be read'
            raise Stop(
                "taken", message, "repair that file first: pas-gov validate says what is wrong", status=2
            )
        self._texts[path] = content
        self._entries[facts.id] = entry_on_day(Entry(path, _blob(content), facts), self.today)
        return self._entries[facts.id]

    def _refuse_taken(self, path: str) -> None:
        taken = path in self.files.files and self._texts.get(path, b"") is not None
        if taken or self._texts.get(path) is not None:
            raise Stop("taken", f"{path} exists already", "choose another id, or edit that file", status=2)


def overlaid(below: Snapshot, texts: Mapping[str, bytes | None]) -> Snapshot:
    """Return a snapshot with some files otherwise, by path; None takes one away."""
    by_id = {_blob(text): text for text in texts.values() if text is not None}
    fresh = {
        path: File(path, _mode(below, path), _blob(text)) for path, text in texts.items() if text is not None
    }
    kept = {path: file for path, file in below.files.items() if path not in texts}

    def reader(ids: Iterable[str]) -> dict[str, bytes]:
        wanted = list(ids)
        others = [one for one in wanted if one not in by_id]
        return {
            **{one: by_id[one] for one in wanted if one in by_id},
            **(below.read(others) if others else {}),
        }

    files = MappingProxyType(dict(sorted({**kept, **fresh}.items())))
    return Snapshot(below.name, files, reader, below.problems)


def _mode(below: Snapshot, path: str) -> str:
    file = below.files.get(path)
    return file.mode if file is not None and file.kind == "file" else "100644"


def _valid(kind: Kind, path: str, content: bytes) -> Reading:
    reading = read(kind, content)
    if not reading.valid:
        fault = next(one for one in reading.faults_in(path) if one.severity == "error")
        raise Stop(
            "invalid-record",
            f"the record would be invalid: {fault.location}: {fault.message}",
            fault.remedy,
            status=2,
        )
    return reading


def _blob(content: bytes) -> str:
    """Return the id that git gives the content (in a repository of SHA-1; elsewhere it is a name like another)."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
