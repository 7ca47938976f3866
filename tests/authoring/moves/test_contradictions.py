"""Options that can't be meant together, and options without effect: refused with a reason; each near miss is taken."""

from __future__ import annotations

import pytest
import yaml
from builders import promise_data
from cases import each_of
from said import BY, draft, parts

from pas_gov.authoring.moves.amending import amend
from pas_gov.authoring.questions import Questions
from pas_gov.authoring.saving.completion import without_idle
from pas_gov.authoring.typed import Option, Typed
from pas_gov.commands.end import EndOptions
from pas_gov.commands.end import _moved as ended
from pas_gov.diagnostics import Stop

SURFACES = {"delivery-support": {"says": "We answer.", "surfaces": [{"path": "a.md"}]}}
LEFT = {"date": "2026-05-01", "by": "@acme/x", "evidence": "ticket 7"}
RECORD = promise_data(
    "x", statement="We do.\n", terms=[{"measure": "answer", "at_most": "4h"}], aligned_to=[{"promise": "core"}],
    zones={**SURFACES, "ai-automation": {"says": "The bot.", "left": LEFT}, "sales-marketing": {"left": LEFT}},
    indicators=[{"name": "A", "zone": "delivery-support", "measure": "answer", "source": "desk", "query": "SELECT 1, 2"}],
)  # fmt: skip


def amended(*words: str) -> dict:
    """Return the record as the options make it."""
    made = draft(promise_data("core"), promise_data("other"), RECORD)
    entry = amend(made, "x", parts("amend", *words), BY)
    return yaml.load(made.text(entry.path), yaml.BaseLoader)


@each_of(
    ("words", "told"),
    [
        (
            ("--leave", "delivery-support", "--zone", "delivery=We answer."),
            "a zone delivers it or it doesn't",
        ),
        (
            ("--leave", "delivery-support", "--surface", "delivery-support=b.md"),
            "a zone delivers it or it doesn't",
        ),
        (("--leave", "delivery-support", "--leave", "delivery"), "--leave delivery-support is said twice"),
        (("--zone", "ai=a", "--zone", "ai-automation=b"), "--zone ai-automation is said twice"),
        (("--term", "answer at most 4h", "--term", "answer   at most 5h"), "said twice"),
        (("--term", "answer at most 5h", "--drop-term", "answer"), "undo each other"),
        (("--surface", "delivery=b.md", "--drop-surface", "delivery=b.md"), "undo each other"),
        (("--indicator", "name=A, query=SELECT 2, 3", "--drop-indicator", "A"), "undo each other"),
        (("--notice", "customers=a", "--notice", "customers=b"), "said twice"),
        (("--notes", "a", "--clear", "notes"), "takes away what --notes says"),
        (("--cohort", "40", "--clear", "experiment"), "takes away what --cohort says"),
        (("--tag", "a", "--clear", "tag"), "takes away what --tag says"),
    ],
)
def test_what_cannot_both_be_meant_is_refused(words, told):
    with pytest.raises(Stop) as stopped:
        amended(*words)
    assert (stopped.value.code, stopped.value.status) == ("contradiction", 2)
    assert told.casefold() in stopped.value.message.casefold()
    assert stopped.value.remedy


@each_of(
    ("words", "told", "remedy"),
    [
        (("--told-on", "2026-05-01"), "no --notice says what", "add --notice"),
        (("--evidence", "mail 1", "--title", "Y"), "none is given", "--zone-evidence"),
        (("--note", "Holds."), "no --aligned-to names one", "--notes"),
        (("--zone-evidence", "delivery=mail"), "neither left", "--leave delivery-support"),
        (("--surface", "ai=b.md"), "ai-automation has left", "--zone ai-automation"),
        (("--leave", "ai-automation"), "left \"x\" on 2026-05-01 already", "--leave ai-automation="),
    ],
)  # fmt: skip
def test_what_has_no_effect_is_refused_with_what_would_give_it_one(words, told, remedy):
    with pytest.raises(Stop) as stopped:
        amended(*words)
    assert stopped.value.status == 2
    assert told in stopped.value.message
    assert remedy in stopped.value.remedy


def test_bounds_of_an_experiment_that_is_none_any_more_are_refused():
    bounds = {"cohort": "40", "started": "2026-03-01", "decide_by": "2026-08-01"}
    made = draft(promise_data("x", layer="experimental", experiment=bounds))
    with pytest.raises(Stop, match="--cohort bounds an experiment, and --layer supporting makes it none"):
        amend(made, "x", parts("amend", "--layer", "supporting", "--cohort", "50"), BY)


def test_a_link_taken_away_and_made_anew_is_a_new_review():
    (link,) = amended("--aligned-to", "core", "--note", "Holds.", "--drop-alignment", "core")["aligned_to"]
    assert link["note"] == "Holds."


def test_the_day_of_leaving_is_corrected_and_its_evidence_stays():
    assert amended("--leave", "ai=2026-04-01")["zones"]["ai-automation"]["left"] == {
        "date": "2026-04-01", "by": "ada@acme.example", "evidence": "ticket 7"
    }  # fmt: skip


def test_a_zone_that_had_left_is_entered_again_even_where_nothing_else_is_known_of_it():
    zones = amended("--zone", "ai", "--zone", "sales")["zones"]
    assert zones["ai-automation"] == {"says": "The bot."}
    assert zones["sales-marketing"] == {}


def test_how_long_a_zone_had_left_goes_on_in_the_notes_when_it_is_entered_again():
    again = "ai-automation: left on 2026-05-01 (@acme/x; ticket 7), entered again on "
    assert amended("--zone", "ai=The bot answers.")["notes"].startswith(again)
    first, second, third = amended("--zone", "ai", "--zone", "sales", "--notes", "Mine.")[
        "notes"
    ].splitlines()
    assert (first, second[: len(again)], third[:15]) == ("Mine.", again, "sales-marketing")
    assert "notes" not in amended("--zone", "delivery=We answer at once.")


def test_a_surface_is_named_once_and_can_be_taken_away():
    assert amended("--surface", "delivery=a.md")["zones"]["delivery-support"]["surfaces"] == [
        {"path": "a.md"}
    ]
    assert "surfaces" not in amended("--drop-surface", "delivery=a.md")["zones"]["delivery-support"]
    with pytest.raises(Stop, match=r"the surface \.\./a\.md leads out of the root"):
        amended("--surface", "delivery=../a.md")
    with pytest.raises(Stop, match=r'no surface of delivery-support "b\.md"') as stopped:
        amended("--drop-surface", "delivery=b.md")
    assert stopped.value.remedy == 'did you mean "a.md"?'


@each_of(
    ("text", "told"),
    [
        ("source=desk, query=SELECT 1, 2, zone=delivery", None),  # the query is the last, whatever it holds
        ("name=B, zone=delivery, measure=answer, source=desk, query=SELECT a=b, 2 FROM t", None),
        ("name=B, source=desk", "an indicator needs query"),
        ("name=B, sauce=desk, query=SELECT 1", '"sauce" isn\'t a part of an indicator'),
        ("SELECT 1, 2", "isn't a part of an indicator"),
        ("name=B, measure=anser, source=desk, query=SELECT 1, 2", 'no term has the measure "anser"'),
        ("name=B, zone=kitchen, source=desk, query=SELECT 1, 2", 'no zone "kitchen"'),
        ("name=B, name=C, source=desk, query=SELECT 1, 2", "name is said twice"),
    ],
)
def test_an_indicator_is_said_in_one_line(text, told):
    if told is None:
        found = amended("--indicator", text)["indicators"][-1]
        assert (found["zone"], found["measure"], found["source"]) == ("delivery-support", "answer", "desk")
        assert found["query"] == text.partition("query=")[2]
    else:
        with pytest.raises(Stop) as stopped:
            amended("--indicator", text)
        assert told in stopped.value.message


def test_an_indicator_of_a_known_name_changes_in_what_is_said():
    (found,) = amended("--indicator", "name=A, query=SELECT day, hours FROM t")["indicators"]
    assert (found["name"], found["source"], found["query"]) == ("A", "desk", "SELECT day, hours FROM t")
    assert "indicators" not in amended("--drop-indicator", "A")


WHY = {"why": "It was too much.", "date": "2026-12-01", "decided_by": "@acme/board"}


@each_of(
    ("options", "told"),
    [
        ({"told_on": "2026-05-01"}, "--told-on says when somebody was told, and there is no --notice"),
        ({"evidence": "mail 1"}, "--evidence says where a notice can be seen, and there is no --notice"),
        ({"zone_evidence": (("delivery", "mail"),)}, "--zone-evidence says where a stop can be seen, and delivery has none"),
        ({"zone_evidence": (("all", "mail"),)}, "and all has none"),
        ({"note": "It holds."}, "--note says why a promise follows, and none does"),
        ({"notices": (("customers", "a"), ("customers", "b"))}, "--notice customers is said twice"),
        ({"stops": (("ai", ""), ("ai-automation", "2026-12-01"))}, "--stop ai-automation is said twice"),
    ],
)  # fmt: skip
def test_an_ending_takes_nothing_without_effect_and_nothing_twice(options, told):
    with pytest.raises(Stop) as stopped:
        ended(draft(promise_data("core"), RECORD), BY, Questions(None), EndOptions("x", **WHY, **options))
    assert stopped.value.status == 2
    assert told in stopped.value.message


def test_where_a_stop_can_be_seen_is_written_beside_it():
    made = draft(promise_data("core"), RECORD)
    stops, seen = (("all", ""), ("ai", "2026-12-02")), (("all", "mail 1"), ("ai-automation", "mail 2"))
    ended(made, BY, Questions(None), EndOptions("x", **WHY, stops=stops, zone_evidence=seen))
    zones = yaml.load(made.text(made.stack.entries["x"].path), yaml.BaseLoader)["ending"]["zones"]
    assert {zone: (one["stopped_on"], one["evidence"]) for zone, one in zones.items()} == {
        "delivery-support": ("2026-12-01", "mail 1"), "ai-automation": ("2026-12-02", "mail 2")
    }  # fmt: skip


def test_an_option_without_effect_is_told_with_the_command_without_it():
    typed = Typed(("retire", "x", "--why", "w", "--told-on", "2026-05-01"),
                  {name: Option(name, "one") for name in ("--why", "--told-on")})  # fmt: skip
    stop = Stop(
        "no-effect",
        "--told-on says when somebody was told, and there is no --notice",
        "add --notice",
        status=2,
    )
    assert without_idle(typed, stop).remedy == "add --notice. Without it:\npas-gov retire x --why w"
