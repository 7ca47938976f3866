"""Reviews of a merged change as each forge's API answers, read as one shape: who, what they said, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from pas_gov.ledger.events.approvals import STATES, NotReviews, Review

GITEA = {"REQUEST_CHANGES": "CHANGES_REQUESTED", "COMMENT": "COMMENTED"}
NO_WORD = frozenset({"PENDING", "REQUEST_REVIEW"})  # Gitea: nothing was said yet
VOTES = {10: "APPROVED", 5: "APPROVED", -5: "CHANGES_REQUESTED", -10: "CHANGES_REQUESTED"}  # Azure DevOps
BITBUCKET = {"approved": "APPROVED", "changes_requested": "CHANGES_REQUESTED"}

ANSWERS = """GitHub and Gitea: GET .../pulls/NUMBER/reviews; GitLab: GET .../merge_requests/NUMBER/approvals; \
Azure DevOps: GET .../pullRequests/NUMBER/reviewers; Bitbucket: GET .../pullrequests/NUMBER"""


def reviews_from(data: object) -> tuple[Review, ...]:
    """Read the JSON with which a forge's API answers (see ``ANSWERS``); raises NotReviews.

    Who was asked and has said nothing is no review.
    """
    if isinstance(data, list):
        return tuple(_github(data))
    if isinstance(data, Mapping):
        for key, read in FORGES.items():
            if isinstance(data.get(key), list):
                return tuple(read(data[key]))
    raise NotReviews("a list of reviews was expected")


def _github(rows: Iterable[object]) -> Iterator[Review]:
    for number, row in enumerate(rows, 1):
        one = _mapping(row, number)
        user, state = one.get("user"), one.get("state")
        state = GITEA.get(state, state) if isinstance(state, str) else state
        login = (
            user.get("login") if isinstance(user, Mapping) else "ghost"
        )  # GitHub's word for an account that is gone
        if state in NO_WORD:
            continue
        if not isinstance(login, str) or state not in STATES:
            raise NotReviews(
                f"review {number} has no user with a login, or no state among {', '.join(STATES)}"
            )
        yield Review(login, str(state), str(one.get("submitted_at") or ""), str(one.get("commit_id") or ""))


def _gitlab(rows: Iterable[object]) -> Iterator[Review]:
    for number, row in enumerate(rows, 1):
        one = _mapping(row, number)
        name = _mapping(one.get("user"), number).get("username")
        yield Review(_name(name, number), "APPROVED", str(one.get("approved_at") or ""), "")


def _azure(rows: Iterable[object]) -> Iterator[Review]:
    for number, row in enumerate(rows, 1):
        one = _mapping(row, number)
        state = VOTES.get(one.get("vote") or 0)
        if state:
            yield Review(_name(one.get("uniqueName") or one.get("displayName"), number), state, "", "")


def _bitbucket(rows: Iterable[object]) -> Iterator[Review]:
    for number, row in enumerate(rows, 1):
        one = _mapping(row, number)
        user = _mapping(one.get("user"), number)
        state = BITBUCKET.get(str(one.get("state"))) or ("APPROVED" if one.get("approved") is True else None)
        if state:
            name = _name(user.get("nickname") or user.get("display_name"), number)
            yield Review(name, state, str(one.get("participated_on") or ""), "")


FORGES: Mapping[str, Callable[[Iterable[object]], Iterator[Review]]] = {
    "approved_by": _gitlab, "value": _azure, "participants": _bitbucket,
}  # fmt: skip
"""The key under which each forge's answer holds the people, and what reads them."""


def _mapping(row: object, number: int) -> Mapping[str, Any]:
    if not isinstance(row, Mapping):
        raise NotReviews(f"review {number} is no mapping")
    return row


def _name(name: object, number: int) -> str:
    if not isinstance(name, str) or not name:
        raise NotReviews(f"review {number} doesn't say whose it is")
    return name
