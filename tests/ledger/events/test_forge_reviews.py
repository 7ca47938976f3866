"""Reviews as each forge's API answers, read as one shape; what is none of them is refused."""

from __future__ import annotations

import pytest
from cases import each_of

from pas_gov.ledger.events.approvals import NotReviews, Review
from pas_gov.ledger.events.forge_reviews import reviews_from

AT = "2026-01-01T10:00:00Z"


@each_of(
    "answer, reviews",
    [
        ([{"user": {"login": "bea"}, "state": "APPROVED", "submitted_at": AT, "commit_id": "a" * 40}], [Review("bea", "APPROVED", AT, "a" * 40)]),
        ([{"user": None, "state": "DISMISSED"}], [Review("ghost", "DISMISSED", "", "")]),
        ([{"user": {"login": "bea"}, "state": "REQUEST_CHANGES"}, {"user": {"login": "kim"}, "state": "REQUEST_REVIEW"}], [Review("bea", "CHANGES_REQUESTED", "", "")]),
        ({"approved_by": [{"user": {"username": "bea"}, "approved_at": AT}], "approved": True}, [Review("bea", "APPROVED", AT, "")]),
        ({"approved_by": []}, []),
        ({"value": [{"uniqueName": "bea@acme.example", "vote": 10}, {"displayName": "Kim", "vote": -10}, {"displayName": "Lee", "vote": 0}]},
         [Review("bea@acme.example", "APPROVED", "", ""), Review("Kim", "CHANGES_REQUESTED", "", "")]),
        ({"participants": [{"user": {"nickname": "bea"}, "approved": True, "state": "approved", "participated_on": AT}, {"user": {"nickname": "kim"}, "approved": False, "state": None}]},
         [Review("bea", "APPROVED", AT, "")]),
    ],
)  # fmt: skip
def test_each_forge_is_understood(answer, reviews):
    assert list(reviews_from(answer)) == reviews


@pytest.mark.parametrize(
    "answer",
    [None, {}, 7, [1], [{"user": {"login": 7}, "state": "APPROVED"}], [{"user": {"login": "x"}, "state": "LGTM"}], {"approved_by": [1]},
     {"approved_by": [{"user": {}}]}, {"value": [{"vote": 10}]}, {"participants": [{"approved": True}]}, {"value": "x"}],
)  # fmt: skip
def test_what_is_no_answer_is_refused(answer):
    with pytest.raises(NotReviews):
        reviews_from(answer)
