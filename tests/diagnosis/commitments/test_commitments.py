"""Sentences that promise the same thing to the same people are one candidate promise, and which layer it looks like."""

from __future__ import annotations

from cases import each_of
from texts_diagnosed import diagnosed


def test_the_same_promise_in_several_texts_is_one_candidate():
    found = diagnosed({
        "pricing.md": "We answer every support request within four hours.\n",
        "help/contact.md": "We answer your support requests within four hours.\n",
        "trust.md": "All connections are encrypted.\n",
    })  # fmt: skip
    assert [len(one.statements) for one in found.commitments] == [2, 1]
    assert found.commitments[0].zones == ("sales-marketing", "documentation-knowledge")


def test_two_plans_are_two_candidates():
    found = diagnosed({
        "a.md": "On the Team plan we answer by chat within eight hours.\n",
        "b.md": "On the Enterprise plan we answer by chat within eight hours.\n",
    })  # fmt: skip
    assert sorted(one.audience for one in found.commitments) == [("enterprise plan",), ("team plan",)]


def test_a_footer_is_one_candidate_wherever_it_stands():
    pages = {
        f"plans/{plan}.md": "All connections to us are encrypted.\n"
        for plan in ("team", "enterprise", "starter")
    }
    found = diagnosed({**pages, "index.md": "All connections to us are encrypted.\n"})
    assert [len(one.statements[0].places) for one in found.commitments] == [4]


LAYERS = (
    ("core", "index.html", "<p>We always keep your data safe.</p>"),
    ("supporting", "help/a.md", "We answer every support request within four hours."),
    ("conditional", "help/a.md", "If you are on the Enterprise plan, we answer within one hour."),
    ("experimental", "help/a.md", "Beta customers get the AI summary in every ticket, as it is in beta."),
    ("legacy", "help/a.md", "Customers who signed before 2021 keep free phone support."),
)


@each_of(("layer", "path", "text"), LAYERS, ids=[one[0] for one in LAYERS])
def test_the_layer_that_it_looks_like(layer, path, text):
    assert [one.layer for one in diagnosed({path: text}).commitments] == [layer]


def test_ids_are_told_apart():
    found = diagnosed(
        {
            "a.md": "We keep your logs for 30 days.\n",
            "b.md": "We keep your logs for 30 days on the Pro plan.\n",
        }
    )
    ids = [one.id for one in found.commitments]
    assert len(ids) == len(set(ids)) == 2
