"""Indicators as options say them: the query in the text or in a file, a calendar where business time needs one."""

from __future__ import annotations

import click
import pytest
import yaml
from builders import promise_data
from said import BY, draft, parts

from pas_gov.authoring.moves.amending import amend
from pas_gov.authoring.moves.indicators import in_business_time, parsed_indicator
from pas_gov.authoring.moves.parts import Parts
from pas_gov.diagnostics import Stop
from pas_gov.model.records.promise import promise_from

RECORD = promise_data(
    "x", terms=[{"measure": "answer", "at_most": "4bh"}, {"measure": "uptime", "at_least": "99%"}],
    zones={"delivery-support": {"says": "We answer."}},
    indicators=[{"name": "A", "zone": "delivery-support", "measure": "answer", "source": "desk", "query": "SELECT 1, 2"}],
)  # fmt: skip


def indicators(*words: str) -> list[dict]:
    made = draft(RECORD)
    entry = amend(made, "x", parts("amend", *words), BY)
    return yaml.load(made.text(entry.path), yaml.BaseLoader)["indicators"]


def test_a_file_holds_the_query_as_it_is(tmp_path):
    path = tmp_path / "answers.sql"
    path.write_text("-- each day\nSELECT opened, answered  \nFROM source\n")
    said = f"name=B, measure=answer, source=data/t.csv, calendar=desk, query-file={path}"
    assert indicators("--indicator", said)[1] == {
        "name": "B", "zone": "delivery-support", "measure": "answer", "source": "data/t.csv", "calendar": "desk",
        "query": "-- each day\nSELECT opened, answered\nFROM source",
    }  # fmt: skip


def test_a_calendar_is_added_to_a_known_indicator_and_nothing_else_changes():
    (found,) = indicators("--indicator", "name=A, calendar=desk")
    assert found == {**RECORD["indicators"][0], "calendar": "desk"}


def test_a_file_that_holds_no_query_is_refused(tmp_path):
    path = tmp_path / "answers.sql"
    said = f"name=A, query-file={path}"
    with pytest.raises(Stop) as stop:
        indicators("--indicator", said)
    assert (stop.value.code, stop.value.status) == ("no-such-file", 2)
    for content in (b" \n", b"SELECT '\xff'"):
        path.write_bytes(content)
        with pytest.raises(click.BadParameter):
            indicators("--indicator", said)


def test_two_queries_are_one_too_many():
    with pytest.raises(Stop, match="and a file of it too"):
        parsed_indicator("name=A, query-file=a.sql, query=SELECT 1, 2")


def test_a_query_may_speak_of_files_itself():
    assert parsed_indicator("query=SELECT a, query-file=1")["query"] == "SELECT a, query-file=1"


def test_which_terms_are_in_business_time_as_they_will_be():
    promise = promise_from(RECORD)
    assert in_business_time(promise, Parts(), "Answer") is False, "a measure is as it is written"
    assert in_business_time(promise, Parts(), "answer")
    assert not in_business_time(promise, Parts(), "uptime")
    assert not in_business_time(promise, Parts(terms=("answer at most 4h",)), "answer")
    assert in_business_time(promise, Parts(terms=("reply at most 2bd",)), "reply")
