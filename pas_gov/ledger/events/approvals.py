"""Approvals of a merged pull request, as a git note keeps them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pas_gov.foundation.values import dataclass

FORMAT = "pas-gov.approvals/1"
STATES = ("APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED")


@dataclass(frozen=True, slots=True)
class Review:
    """One review: who, its state in GitHub's words, when (ISO 8601) and at which commit, "" for what isn't said."""

    by: str
    state: str
    at: str
    commit: str


@dataclass(frozen=True, slots=True)
class Approvals:
    """The reviews of one pull request, recorded, not enforced; ``pull`` is None where it isn't known."""

    pull: int | None
    reviews: tuple[Review, ...]


class NotReviews(ValueError):
    """The data isn't what the API's list of reviews looks like; says why."""


def note_of(pull: int | None, reviews: Sequence[Review]) -> bytes:
    """Return the note, as JSON that reads back as the same approvals."""
    rows = [{"by": one.by, "state": one.state, "at": one.at, "commit": one.commit} for one in reviews]
    data = {
        "format": FORMAT,
        "recorded": "as the forge's API gave them; not enforced",
        "pull": pull,
        "reviews": rows,
    }
    return (json.dumps(data, indent=1, sort_keys=True) + "\n").encode()


def approvals_of(note: bytes) -> Approvals | None:
    """Read a note; None where it isn't one of ours."""
    try:
        data: Any = json.loads(note)
        if data["format"] != FORMAT:
            return None
        rows = tuple(
            Review(str(row["by"]), str(row["state"]), str(row["at"]), str(row["commit"]))
            for row in data["reviews"]
        )
        return Approvals(data["pull"] if isinstance(data["pull"], int) else None, rows)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
