"""Approvals of a merged pull request, as GitHub's API gave them and as a git note keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pas_gov.foundation.values import dataclass

FORMAT = "pas-gov.approvals/1"
STATES = ("APPROVED", "CHANGES_REQUESTED", "COMMENTED", "DISMISSED")


@dataclass(frozen=True, slots=True)
class Review:
    """One review: who, its state in GitHub's words, when (ISO 8601), and the commit that was looked at."""

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


def reviews_from(data: object) -> tuple[Review, ...]:
    """Read the API's JSON (``GET /repos/{owner}/{repo}/pulls/{number}/reviews``); raises NotReviews."""
    if not isinstance(data, list):
        raise NotReviews("a list of reviews was expected")
    return tuple(_review(row, number) for number, row in enumerate(data, 1))


def _review(row: object, number: int) -> Review:
    if not isinstance(row, Mapping):
        raise NotReviews(f"review {number} is no mapping")
    user, state = row.get("user"), row.get("state")
    login = (
        user.get("login") if isinstance(user, Mapping) else "ghost"
    )  # GitHub's word for an account that is gone
    if not isinstance(login, str) or state not in STATES:
        raise NotReviews(f"review {number} has no user with a login, or no state among {', '.join(STATES)}")
    return Review(login, str(state), str(row.get("submitted_at") or ""), str(row.get("commit_id") or ""))


def note_of(pull: int | None, reviews: Sequence[Review]) -> bytes:
    """Return the note, as JSON that reads back as the same approvals."""
    rows = [{"by": one.by, "state": one.state, "at": one.at, "commit": one.commit} for one in reviews]
    data = {
        "format": FORMAT,
        "recorded": "as GitHub's API gave them; not enforced",
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
