"""What was promised on a day before the history began: as records told it later, witnessed by no commit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.git.objects import blob_reader
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.reading.as_of import BEFORE_HISTORY
from pas_gov.ledger.reading.branch_line import branch_line
from pas_gov.ledger.reading.events import events_of_line
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.loading import PROMISES_FOLDER
from pas_gov.snapshot import File, Snapshot


@dataclass(frozen=True, slots=True)
class Told:
    """The files of the promises that had been made by a day, each as it was first recorded; what to say of it."""

    snapshot: Snapshot
    day: date
    note: str


def told_instead(stop: Stop, repository: git.Repository, ref: str, at: str, today: date) -> Told:
    """Return what records tell of the day ``at``, of which ``stop`` says that the history begins later.

    Raises ``stop`` again where it says something else, or nothing is told.
    """
    told = None
    if stop.code == BEFORE_HISTORY:
        told = told_promises(repository, ref, date.fromisoformat(at), today)
    if told is None:
        raise stop
    return told


def told_promises(repository: git.Repository, ref: str, day: date, today: date) -> Told | None:
    """Return what the records of a branch say had been promised by a day before its first commit; None for nothing.

    A record says since when (``made.date``); its first wording on file stands for that day, as nothing older is known.
    Stops as :func:`git.commit`.
    """
    found = branch_line(repository, ref)
    first = _first_records(events_of_line(found, today))
    made = sorted((one for one in first if one.promise.made.date <= day), key=lambda one: one.id)
    if not made:
        return None
    files = {path: File(path, "100644", entry.blob) for path, entry in _placed(made)}
    note = (
        "told, not witnessed: the history begins later. These are the promises whose records, written since, say that "
        f"they were made by {day.isoformat()}, each as it was first written down"
    )
    return Told(
        Snapshot(f"told of {day.isoformat()}", dict(sorted(files.items())), blob_reader(repository)),
        day,
        note,
    )


def _first_records(events: Iterable[Event]) -> list[Entry]:
    """Return each promise as it was first recorded; events come newest first."""
    first = {event.promise: event.after for event in events if event.after is not None}
    return list(first.values())


def _placed(entries: Iterable[Entry]) -> Iterable[tuple[str, Entry]]:
    """Yield each promise at its path, or at one made of its id where another one had that path at another time."""
    taken = set[str]()
    for entry in entries:
        path = f"{PROMISES_FOLDER}/{entry.layer}/{entry.id}.yaml" if entry.path in taken else entry.path
        taken.add(path)
        yield path, entry
