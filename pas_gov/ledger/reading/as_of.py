"""The commit that a branch was at on a given day, found along its first parents."""

from __future__ import annotations

import re
from datetime import date

from pas_gov import git
from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.reading.branch_line import branch_line, origins
from pas_gov.ledger.replay.origin import Origin
from pas_gov.model.records.days import is_day
from pas_gov.sheets.typed_days import PAST, WRITE, typed_day

BEFORE_HISTORY = "before-history"
NEAR = 2  # commits on either side whose dates are told of, where they are out of order


@dataclass(frozen=True, slots=True)
class AsOf:
    """The commit that answers for a day or a revision; ``day`` is None where a revision was named.

    ``note`` says what is odd about the dates around it, "" for nothing.
    """

    commit: git.Commit
    day: date | None
    note: str = ""


def as_of(repository: git.Repository, text: str, ref: str, today: date) -> AsOf:
    """Return the commit that a branch was at by the end of a day (in UTC), or the one that a revision names.

    A commit counts from its committer's date, but never earlier than a commit before it (the running maximum):
    a backdated commit can't slip into the past. A date that is still to come counts as none.
    Stops as :func:`git.commit`; before-history where the branch began later; not-yet where the day is still to come.
    """
    if not is_day(text):
        named = _at_revision(repository, text, today)
        return AsOf(named, None) if isinstance(named, git.Commit) else as_of(repository, named, ref, today)
    wanted = date.fromisoformat(text)
    if wanted > today:
        message = f"{text} is still to come: nobody knows what will be promised then"
        raise Stop("not-yet", message, "name a day up to today", status=2)
    found = branch_line(repository, ref)
    made = origins(found, today)
    at = next((number for number, origin in enumerate(made) if origin.day <= wanted), None)
    if at is None:
        first = made[-1]
        message = f"{printable(ref)} begins on {first.day.isoformat()} ({first.commit[:9]}), after {text}"
        raise Stop(BEFORE_HISTORY, message, "name a later day", status=2)
    return AsOf(found.commits[at], wanted, _note(made, at))


def _at_revision(repository: git.Repository, text: str, today: date) -> git.Commit | str:
    """Return the commit that a text names; where it names none and is a day, that day as records have it."""
    try:
        return git.commit(repository, text)
    except Stop as stop:
        if stop.code != "missing-ref":
            raise
        found = typed_day(text, today)
        if isinstance(found, str):
            return found
        if re.fullmatch(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}", text):
            message = f"{found.message}, and names no commit"
            remedy = PAST if found.remedy == WRITE else found.remedy
            raise Stop("bad-day", message, remedy, status=2) from stop
        raise


def _note(made: tuple[Origin, ...], at: int) -> str:
    """Say which commits near this one are dated earlier than one before them, or in the future."""
    near = range(max(at - NEAR, 0), min(at + NEAR + 1, len(made)))
    odd = [made[number] for number in near if not made[number].dated]
    if not odd:
        return ""
    told = ", ".join(f"{one.commit[:9]} (taken as {one.day.isoformat()})" for one in odd)
    return (
        f"dates are out of order, or still to come, around it: {told}. Each commit counts from the latest date up to "
        "it"
    )
