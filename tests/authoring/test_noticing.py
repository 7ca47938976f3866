"""Whom a notice is for: the record's audiences are known, so that a name may hold an equals sign (SPEC 2)."""

from __future__ import annotations

import pytest
from cases import each_of
from scenario import promise

from pas_gov.authoring.lists import refuse_joined
from pas_gov.authoring.moves.amending import Parts
from pas_gov.authoring.moves.noticing import addressed, strangers
from pas_gov.authoring.saving.completion import answered
from pas_gov.authoring.typed import Option, Typed
from pas_gov.diagnostics import Stop
from pas_gov.model.records.promise import promise_from

AUDIENCES = ("plan", "plan=pro", "enterprise customers")
OPTIONS = {
    **{name: Option(name, "many") for name in ("--notice", "--audience")},
    **{name: Option(name, "one") for name in ("--note", "--notes", "--evidence")},
}


def typed(*words: str) -> Typed:
    return Typed(words, OPTIONS)


@each_of(
    ("written", "meant"),
    [
        ("plan=pro=Six hours.", ("plan=pro", "Six hours.")),
        ("plan=professional now", ("plan", "professional now")),  # the near miss: the shorter audience
        ("Enterprise Customers=From July: 2+2=4.", ("enterprise customers", "From July: 2+2=4.")),
        ("partners=a=b", ("partners", "a=b")),
    ],
)
def test_the_longest_audience_that_it_begins_with_is_told(written, meant):
    name, _, text = written.partition("=")
    assert addressed([(name, text)], AUDIENCES) == (meant,)


def test_all_is_everybody_whom_no_other_notice_names():
    found = addressed([("all", "Six."), ("plan", "Seven.")], AUDIENCES)
    assert set(found) == {("plan", "Seven."), ("plan=pro", "Six."), ("enterprise customers", "Six.")}


def test_an_audience_that_is_called_all_is_one():
    assert addressed([("all", "Six.")], ("all", "customers")) == (("all", "Six."),)


def test_an_audience_told_nothing_is_refused():
    with pytest.raises(Stop, match="--notice plan=pro says nothing"):
        addressed([("plan", "pro")], AUDIENCES)


def test_a_misspelt_audience_is_told_with_the_one_that_is_meant():
    assert list(strangers("four-hours", [("custmers", "Six.")], ["customers"])) == [
        '"custmers" isn\'t in the audience of four-hours (customers). Did you mean "customers"?'
    ]


def test_a_known_audience_is_not_told():
    assert list(strangers("four-hours", [("customers", "Six.")], ["customers"])) == []


def test_completing_tells_two_audiences_apart_that_begin_alike():
    command = typed("amend", "x", "--notice", "plan=pro=Six.")
    assert command.completed([("--notice", "plan=free=<WHAT>")])[-1] == "plan=free=<WHAT>"
    assert command.completed([("--notice", "plan=pro=<WHAT>")]) == command.words
    assert typed("amend", "x", "--notice", "all=Six.").completed([("--notice", "plan=pro=<WHAT>")]) == (
        "amend", "x", "--notice", "all=Six.",
    )  # fmt: skip


def test_an_answer_that_says_nothing_is_left_open_for_an_audience_of_two_words():
    stop = Stop(
        "no-answer", '--notice key accounts says nothing: "tbd" is no answer', "write what they were told"
    )
    command = typed("amend", "x", "--notice", "key accounts=tbd", "--notice", "customers=Six.")
    assert answered(command, stop).remedy == (
        'pas-gov amend x --notice customers=Six. --notice "key accounts=<WHAT THEY WERE TOLD>"'
    )


def test_an_audience_with_commas_is_refused_with_each_on_its_own():
    command = typed("amend", "x", "--audience", "customers, partners", "--note", "n")
    with pytest.raises(Stop) as stopped:
        refuse_joined(Parts(audience=("customers, partners",)), None, command)
    assert stopped.value.status == 2
    assert stopped.value.remedy == "pas-gov amend x --audience customers --audience partners --note n"


def test_a_name_with_a_comma_that_the_record_has_is_kept():
    present = promise_from(promise("x", "core", audience=["customers in Paris, Texas"]))
    refuse_joined(Parts(audience=("customers in Paris, Texas", "partners")), present, None)
