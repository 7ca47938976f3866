"""Who last decided each part of a promise: a fold over its history, newest first."""

from __future__ import annotations

from collections.abc import Iterable

from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.record_parts import parts
from pas_gov.ledger.replay.origin import Origin
from pas_gov.ledger.replay.steps import Step
from pas_gov.model.stack.entry import Entry


@dataclass(frozen=True, slots=True)
class BlamedPart:
    """One part of a record as it stands, and the step that made it so; ``origin`` is None where none was found."""

    field: str
    value: str
    origin: Origin | None
    before: str | None = None


def blame(entry: Entry, steps: Iterable[Step]) -> tuple[BlamedPart, ...]:
    """Return every part of a record as it stands, in the record's order, with the newest step that changed it.

    Steps come newest first; no more are asked for than it takes. A file that moved keeps the history of its id.
    """
    standing = {**parts(entry), "path": entry.path}
    found: dict[str, BlamedPart] = {}
    for step in steps:
        if len(found) == len(standing):
            break
        if step.unread or (step.ids is not None and entry.id not in step.ids):
            continue
        before, after = step.before.stack.get(entry.id), step.after.stack.get(entry.id)
        if after is None or before is after:
            continue
        earlier = {**parts(before), **({"path": before.path} if before else {})}
        for field in standing.keys() - found.keys():
            if earlier.get(field) != standing[field]:
                found[field] = BlamedPart(field, standing[field], step.origin, earlier.get(field))
    return tuple(found.get(field, BlamedPart(field, value, None)) for field, value in standing.items())
