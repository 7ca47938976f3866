"""The place of a finding in its file, and its anchor: the line of the change at which a reviewer is shown it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.judging.policies.applies_when import POINTER
from pas_gov.judging.verdict.decision import Finding
from pas_gov.model.records.promise import LAYERS
from pas_gov.model.records.yaml.parsing import Document, parse
from pas_gov.model.stack.change import Change
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.transition import Transition

Texts = Callable[[Iterable[str]], Mapping[str, bytes]]

MOST_COMPARED = 250_000  # pairs of lines: comparing takes quadratic time where it goes badly
FIELDS: Mapping[str, tuple[str, ...]] = {
    "made": ("/id",), "erased": ("/id",),
    "activated": ("/status",), "superseded": ("/status",), "retired": ("/status",), "reinstated": ("/status",),
    "relayered": ("/layer",), "reworded": ("/statement",),
    "weakened": ("/terms",), "strengthened": ("/terms",), "terms-changed": ("/terms",),
    "narrowed": ("/audience",), "widened": ("/audience",),
    "condition-changed": ("/applies_when", "/experiment", "/legacy"),
    "zone-entered": ("/zones",), "zone-left": ("/zones",), "zone-reworded": ("/zones",),
    "extended": ("/experiment", "/legacy"), "shortened": ("/experiment", "/legacy"),
    "reowned": ("/owner",), "realigned": ("/aligned_to",), "attested": ("/zones",), "noticed": ("/notices",),
}  # fmt: skip
"""The parts of a record in which each kind of change is written."""


class FindingPlaces:
    """Finds the places of findings: files are parsed again for their positions, several in one go."""

    def __init__(self, change: Transition, texts: Texts) -> None:
        """Take the change, and what gives the bytes of blobs by id."""
        self._change, self._texts = change, texts
        self._contents: dict[str, bytes] = {}
        self._documents: dict[str, Document | None] = {}
        self._first: dict[str, Location] = {}
        self._lines: dict[str, frozenset[int]] = {}

    def learn(self, findings: Iterable[tuple[Finding, str]]) -> None:
        """Read what the places of these findings need, each with the changed promise that caused it."""
        ids = {identity for finding, cause in findings for identity in (finding.promise, cause)}
        self._read(blob for identity in ids for blob in self._blobs(identity))

    def of(self, finding: Finding) -> Location:
        """Return where the promise that must answer would be edited."""
        entry = self._change.after.get(finding.promise)
        if entry is None:
            gone = self._change.before.get(finding.promise)
            return Location(gone.path if gone else "")
        document = self._document(entry)
        return document.locate(finding.pointer) if document and finding.pointer else Location(entry.path)

    def anchor(self, finding: Finding, cause: str, own: Location) -> Location:
        """Return where in the change a reviewer meets a finding: at its own place, where that line was changed.

        Else at the changed line that is at the root of it: of the promise's own record, where the change edits
        it; of the promise that caused it; for the whole stack, of the first changed promise from the Core down.
        """
        mine = self._change.changed.get(finding.promise)
        if mine is not None and (self._sides(mine)[0] is None or own.line in self._changed_lines(mine)):
            return own
        asked = self._change.changed.get(finding.target or "")
        if asked is not None and mine is not None and "realigned" not in mine.kinds and asked.id != mine.id:
            mine = None  # what it edits isn't the link: its target asks
        root = mine or self._change.changed.get(cause) or (None if finding.promise else self._topmost())
        if root is not None:
            return self._root_line(root)
        paths = self._change.paths
        touched = (*paths.policies, *paths.settings)
        return Location(touched[0]) if touched and not own.path else own

    def exact(self, diagnostic: Diagnostic) -> Diagnostic:
        """Give the place of a condition's fault, which is found without its file."""
        if diagnostic.code != "condition-cel":
            return diagnostic
        path = diagnostic.location.path
        entry = next(
            (one.after for one in self._change.changes if one.after and one.after.path == path), None
        )
        if entry is None:
            return diagnostic
        self._read([entry.blob])
        document = self._document(entry)
        at = document.locate(POINTER) if document else diagnostic.location
        return Diagnostic(diagnostic.code, diagnostic.message, at, diagnostic.remedy, diagnostic.severity)

    def _topmost(self) -> Change | None:
        """Return the first changed promise from the Core down, by the higher of its layers before and after."""

        def place(one: Change) -> tuple[int, str]:
            return min(
                LAYERS.index(side.layer) for side in (one.before, one.after) if side is not None
            ), one.id

        return min(self._change.changes, key=place, default=None)

    def _sides(self, change: Change) -> tuple[Entry | None, Entry | None]:
        """Return the records that a reviewer compares: those of a promise or, where it has none, of its file."""
        before, after = change.before, change.after
        if before is None and after is not None:
            before = self._by_path[0].get(after.path)
        elif after is None and before is not None:
            after = self._by_path[1].get(before.path)
        return before, after

    @cached_property
    def _by_path(self) -> tuple[dict[str, Entry], dict[str, Entry]]:
        """Return the records that stood and stand at each path that a promise came to or left.

        These are records of changed promises, but for one that stays where its file became unreadable.
        """
        if self._change.after.unreadable:
            stacks = (self._change.before.entries.values(), self._change.after.entries.values())
            first, last = ({entry.path: entry for entry in entries} for entries in stacks)
            return first, last
        changes = self._change.changes
        return (
            {one.before.path: one.before for one in changes if one.before},
            {one.after.path: one.after for one in changes if one.after},
        )

    def _root_line(self, change: Change) -> Location:
        """Return the line that a changed promise's change is written in; of an erased one its path alone."""
        if change.id not in self._first:
            self._first[change.id] = self._found(change)
        return self._first[change.id]

    def _found(self, change: Change) -> Location:
        after = self._sides(change)[1]
        if after is None:
            return Location(change.entry.path)
        document = self._document(after)
        if document is None:
            return Location(after.path)
        lines = sorted(self._changed_lines(change))
        pointers = dict.fromkeys(part for kind in change.kinds for part in FIELDS.get(kind, ()))
        for span in (_span(document, pointer) for pointer in pointers):
            inside = [line for line in lines if line in span]
            if inside:
                return _start(document, inside[0])
        return _start(document, lines[0]) if lines else document.locate("")

    def _changed_lines(self, change: Change) -> frozenset[int]:
        """Return the lines of a record that a difference adds and, where lines only went, the next one."""
        if change.id not in self._lines:
            self._lines[change.id] = self._differing(*self._sides(change))
        return self._lines[change.id]

    def _differing(self, before: Entry | None, after: Entry | None) -> frozenset[int]:
        from difflib import SequenceMatcher

        if before is None or after is None:
            return frozenset()
        self._read([before.blob, after.blob])
        earlier, later = (self._contents.get(one.blob, b"").splitlines() for one in (before, after))
        if len(earlier) * len(later) > MOST_COMPARED:
            known = set(earlier)
            return frozenset(number for number, line in enumerate(later, 1) if line not in known)
        found: set[int] = set()
        for what, _, _, start, end in SequenceMatcher(None, earlier, later, autojunk=False).get_opcodes():
            if what != "equal":
                found.update(range(start + 1, end + 1) if end > start else [min(start + 1, len(later))])
        return frozenset(found)

    def _blobs(self, identity: str) -> Iterator[str]:
        mine = self._change.changed.get(identity)
        ends = self._sides(mine) if mine else (self._change.after.get(identity),)
        return (entry.blob for entry in ends if entry is not None)

    def _read(self, blobs: Iterable[str]) -> None:
        unknown = set(blobs) - self._contents.keys()
        if unknown:
            self._contents |= self._texts(sorted(unknown))

    def _document(self, entry: Entry) -> Document | None:
        if entry.path not in self._documents:
            self._read([entry.blob])
            parsed = parse(self._contents.get(entry.blob, b""), entry.path)
            self._documents[entry.path] = parsed if isinstance(parsed, Document) else None
        return self._documents[entry.path]


def _span(document: Document, pointer: str) -> range:
    """Return the lines from a key at the top of a record to the line before the next key; none where it isn't there."""
    name = pointer.removeprefix("/")
    keys = document.value if isinstance(document.value, dict) else {}
    if name not in keys:
        return range(0)
    lines = sorted(document.locate(f"/{key}", key=True).line or 0 for key in keys)
    start = document.locate(pointer, key=True).line or 0
    end = next((line for line in lines if line > start), None)
    return range(start, document.text.count("\n") + 2 if end is None else end)


def _start(document: Document, line: int) -> Location:
    """Return the place of the first character of a line that isn't a blank."""
    lines = document.text.split("\n")
    text = lines[line - 1] if line <= len(lines) else ""
    return Location(document.path, line, len(text) - len(text.lstrip()) + 1)
