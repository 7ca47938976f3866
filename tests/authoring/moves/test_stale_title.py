"""A title that keeps the figure of an earlier term or statement is told, and no other one."""

from __future__ import annotations

from builders import stack_of
from cases import each_of
from scenario import promise

from pas_gov.authoring.moves.stale_title import stale_title


def told(before: dict, after: dict) -> list[str]:
    one, other = (
        stack_of(promise("pickup", "supporting", **{"statement": "We fetch it.", **some}))
        .entries["pickup"]
        .promise
        for some in (before, after)
    )
    return list(stale_title(one, other))


def term(value: str | int, measure: str = "time to pickup") -> dict:
    return {"terms": [{"measure": measure, "at_most": value}]}


@each_of(
    ("title", "before", "after", "words"),
    [
        ("Fetched in two hours", term("2h"), term("3h"), "two hours"),
        ("Fetched within 120 minutes", term("2h"), term("3h"), "120 minutes"),
        ("Fetched in two hours", {"statement": "We fetch it within two hours."}, {"statement": "We fetch it within three hours."}, "two hours"),
        ("Up 99.9% of the time", term("99.9%"), term("99.5%"), "99.9%"),
        ("Eight accounts for each CSM", term(8, "accounts per CSM"), term(12, "accounts per CSM"), "Eight accounts"),
        ("Fetched in two hours", term("2h"), {}, "two hours"),
    ],
)  # fmt: skip
def test_a_figure_that_its_term_or_statement_no_longer_has(title, before, after, words):
    (said,) = told({"title": title, **before}, {"title": title, **after})
    assert said.startswith(
        f'The title still says "{words}", which the promise no longer does: pas-gov amend pickup --title'
    )


@each_of(
    ("title", "before", "after"),
    [
        ("Fetched fast", term("2h"), term("3h")),
        ("Fetched in three hours", term("2h"), term("3h")),  # the new one
        ("Fetched in two hours", term("2h"), term("120m")),  # the same one, written otherwise
        ("Open at 5 places", term("2h"), term("3h")),  # of something else
        ("Fetched in two hours", term("4h"), term("3h")),  # never the promise's
        ("Fetched in two hours", term("2h"), {**term("3h"), "statement": "At night within two hours."}),  # still so somewhere
        ("Fetched in two hours", {**term("2h"), "owner": "@acme/a"}, {**term("2h"), "owner": "@acme/b"}),  # nothing changed
    ],
)  # fmt: skip
def test_no_other_figure(title, before, after):
    assert told({"title": title, **before}, {"title": title, **after}) == []


def test_a_title_that_is_changed_too_is_read_as_it_is_now():
    assert (
        told(
            {"title": "Fetched in two hours", **term("2h")}, {"title": "Fetched in three hours", **term("3h")}
        )
        == []
    )
