"""A record asked for at a terminal: why, again at once, corrected, looked at; and nothing taken before that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
import yaml
from builders import promise_data
from said import BY, draft

from pas_gov.authoring.asking.part_questions import ALL
from pas_gov.authoring.moves.parts import Parts
from pas_gov.authoring.questions import Left, Questions
from pas_gov.commands.amend import _moved as amend_moved
from pas_gov.commands.new import NewOptions
from pas_gov.commands.new import _moved as new_moved

pytestmark = pytest.mark.whole

WHY = {one.name: one.why for one in ALL}


@dataclass
class Somebody:
    """Types these answers, one after the other, and then leaves; keeps what was shown."""

    answers: list[str]
    shown: list[str] = field(default_factory=list)

    def tell(self, text: str) -> None:
        self.shown.append(text)

    def text(self, question: str, default: str = "") -> str:
        self.shown.append(question)
        if not self.answers:
            raise Left
        return self.answers.pop(0) or default

    def choice(self, question: str, choices: Sequence[str], default: str = "") -> str:
        answer = self.text(question, default)
        assert answer in choices
        return answer

    def confirm(self, question: str, default: bool = False) -> bool:
        return self.text(question, "y" if default else "n") == "y"


CORE = promise_data("core")
X = promise_data(
    "x", statement="We do.\n", layer="supporting", terms=[{"measure": "answer", "at_most": "4h"}], aligned_to=[{"promise": "core"}],
    zones={"delivery-support": {"says": "We answer."}},
)  # fmt: skip


def made(*answers: str, gate=None, **given):
    """Return the record that ``new`` makes of these answers, and who typed them."""
    somebody = Somebody(list(answers))
    work = draft(CORE, X)
    questions = Questions(somebody, foresee=gate)
    done = new_moved(work, BY, questions, NewOptions(None, Parts(status="active", **given)))
    assert not somebody.answers, "not all was asked for"
    return yaml.load(work.text(work.stack.entries[done.promise].path), yaml.BaseLoader), somebody


def changed(*answers: str):
    """Return the record that ``amend`` makes of x."""
    somebody = Somebody(list(answers))
    work = draft(CORE, X)
    amend_moved(work, BY, Questions(somebody), "x", Parts())
    assert not somebody.answers, "not all was asked for"
    return yaml.load(work.text(work.stack.entries["x"].path), yaml.BaseLoader), somebody


SUPPORTING = ("supporting", "We answer within four hours. Always.", "", "@acme/support", "customers, partners", "core",
              "It serves it.")  # fmt: skip


def test_what_is_needed_is_asked_each_with_its_reason_and_shown_whole_before_it_is_taken():
    found, somebody = made(*SUPPORTING, "yes")
    assert found["title"] == "We answer within four hours"
    assert found["audience"] == ["customers", "partners"]
    shown = "\n".join(somebody.shown)
    for name in ("layer", "statement", "title", "owner", "audience", "aligned-to", "note"):
        assert WHY[name] in shown
    look = next(text for text in somebody.shown if "as it will be:" in text)
    assert "promises/supporting/we-answer-within-four-hours.yaml" in look
    assert "    We answer within four hours. Always." in look


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (("supporting", "tbd", "We answer.", "", "@acme/x", "", "core", "It serves it.", "yes"), '"tbd" is no answer'),
        (("supporting", "We answer.", "", "everyone", "@acme/x", "", "core", "It serves it.", "yes"), "stands for nobody"),
        (("supporting", "We answer.", "", "bob", "@acme/x", "", "core", "It serves it.", "yes"), "neither a handle"),
        (("supporting", "We answer.", "", "@acme/x", "", "cor e", "core", "It serves it.", "yes"), 'did you mean "core"?'),
        (("supporting", "We answer.", "", "@acme/x", "", "core", "...", "It serves it.", "yes"), "is no answer"),
        (("conditional", "We answer.", "", "@acme/x", "", "On Pro.", "subject.plan ==", "subject.pro", "core", "It serves it.", "yes"), "isn't valid"),
        (("conditional", "We answer.", "", "@acme/x", "", "On Pro.", "the rider is a member", "subject.pro", "core", "It serves it.", "yes"),
         "one line over plain facts, such as subject.member == true"),
        (("conditional", "We answer.", "", "@acme/x", "", "On Pro.", "the rider is a member", "subject.pro", "core", "It serves it.", "yes"),
         "Where nobody here can write it: --status proposed"),
        (("experimental", "We answer.", "", "@acme/x", "", "40", "2026-02-30", "2026-03-01", "2026-02-01", "+60d", "core", "It serves it.", "yes"),
         "2026-02-30"),
        ((*SUPPORTING, "review-by", "soon", "+90d", "yes"), "write it as 2026-03-31, as 31 March 2026, or from today: +0d is today, +90d"),
        ((*SUPPORTING, "term", "fast", "answer at most fast", "answer at most 4h", "", "yes"), "isn't a term"),
        ((*SUPPORTING, "told-on", "2026-05-01", "2026-05-02"), "no --notice says what"),
        ((*SUPPORTING, "sourec", "source", "Minutes", "yes"), 'did you mean "source"?'),
        ((*SUPPORTING, "id", "Not an id", "x", "fast", "yes"), 'there is a promise "x" already'),
        ((*SUPPORTING, "indicator", "", "yes"), "say a term first"),
        ((*SUPPORTING, "surface", "kitchen", "delivery", "a.md", "", "yes"), '"kitchen" is no zone'),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_asked_again_at_once_with_its_reason(answers, told):
    somebody = Somebody(list(answers))
    work = draft(CORE, X)
    try:
        new_moved(work, BY, Questions(somebody), NewOptions(None, Parts(status="active")))
    except Left:
        assert "told-on" in answers, "it was to be taken"
    assert told in "\n".join(somebody.shown)
    assert not somebody.answers


def test_of_business_time_the_calendar_is_asked():
    said = ("term", "answer at most 4bh", "", "indicator", "Answers", "", "delivery", "desk.csv")
    for calendar, kept in (("desk", {"calendar": "desk"}), ("", {})):
        found, _ = made(*SUPPORTING, *said, calendar, "SELECT opened, answered FROM source", "", "yes")
        (indicator,) = found["indicators"]
        assert indicator["query"] == "SELECT opened, answered FROM source"
        assert {key: value for key, value in indicator.items() if key == "calendar"} == kept


def test_everything_else_can_be_said_at_the_last_look():
    found, _ = made(
        *SUPPORTING, "term", "answer at most 4h", "", "zone", "delivery", "We answer.", "ai-automation", "", "", "surface", "delivery",
        "a.md", "", "indicator", "Answers", "", "delivery", "desk", "SELECT day, hours FROM t", "", "notice", "It begins.", "",
        "leave", "sales", "2026-02-01", "", "zone-evidence", "sales", "ticket 7", "", "review-by", "+90d", "tag", "a, b",
        "source", "Minutes", "made", "2025-01-01", "notes", "None yet.", "yes",
    )  # fmt: skip
    assert found["terms"] == [{"measure": "answer", "at_most": "4h"}]
    assert found["zones"]["delivery-support"] == {"says": "We answer.", "surfaces": [{"path": "a.md"}]}
    assert found["zones"]["ai-automation"] == {}
    assert found["zones"]["sales-marketing"]["left"]["evidence"] == "ticket 7"
    assert found["indicators"][0]["query"] == "SELECT day, hours FROM t"
    assert [one["audience"] for one in found["notices"]] == ["customers"]
    assert (found["made"], found["tags"]) == ({"date": "2025-01-01", "source": "Minutes"}, ["a", "b"])


def test_an_earlier_answer_is_corrected_and_the_id_follows_the_title():
    found, somebody = made(*SUPPORTING, "title", "Fast answers", "statement", "We answer fast.", "yes")
    assert (found["id"], found["title"], found["statement"]) == (
        "fast-answers",
        "Fast answers",
        "We answer fast.\n",
    )
    assert len([text for text in somebody.shown if "as it will be:" in text]) == 3


def test_what_the_gate_would_block_is_told_at_the_last_look():
    _, somebody = made(*SUPPORTING, "yes", gate=lambda _: ("owner-is-accountable: nobody answers",))
    assert "  x owner-is-accountable: nobody answers" in "\n".join(somebody.shown)


@pytest.mark.parametrize("leaving", [("no",), ("n",), (), ("title",)])
def test_who_leaves_is_told_that_nothing_was_written(leaving):
    somebody = Somebody([*SUPPORTING, *leaving])
    work = draft(CORE, X)
    with pytest.raises(Left, match="nothing was written"):
        new_moved(work, BY, Questions(somebody), NewOptions(None, Parts(status="active")))
    assert not work.texts


def test_amend_asks_what_changes_with_what_is_there_as_the_answer():
    found, somebody = changed("statement", "We do it now.", "drop-term", "speed", "answer", "", "yes")
    assert found["statement"] == "We do it now.\n"
    assert "terms" not in found
    assert 'no term of the measure "speed"' in "\n".join(somebody.shown)
    again, _ = changed("audience", "", "clear", "tag", "", "yes")
    assert again["audience"] == ["customers"]


def test_what_is_said_by_options_alone_is_not_looked_at_again():
    given = {"layer": "supporting", "statement": "We answer.", "title": "Answers", "owner": "@acme/x", "audience": ("customers",),
             "aligned_to": ("core",), "note": "It serves it."}  # fmt: skip
    found, somebody = made(**given)
    assert found["title"] == "Answers"
    assert not somebody.shown
