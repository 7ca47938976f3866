"""Settings in which one speaker's side is misspelt: that one drops out, the rest is known, and the fault is told."""

from __future__ import annotations

from cases import each_of

from pas_gov.model.records.reader import read

SCHEMA = "schema: pas.settings/v1\n"


def test_a_speaker_on_no_side_drops_out_alone_and_is_an_error():
    found = read("settings", (SCHEMA + 'base: main\nspeakers: {"Anna": our, "Ben": theirs}\n').encode())
    assert found.record is not None
    assert found.record["speakers"] == {"Ben": "theirs"}
    assert found.record["base"] == "main"
    assert [one.severity for one in found.faults] == ["error"]


@each_of(
    "more",
    [
        "bas: main\n",
        "calendars: {a: {time_zone: Europe/Berln, week: {monday: [09:00-17:00]}}}\n",
        "base: 3\n",
    ],
)
def test_where_something_else_is_wrong_nothing_is_known(more):
    assert read("settings", (SCHEMA + more + 'speakers: {"Anna": our}\n').encode()).record is None


def test_other_records_are_known_whole_or_not_at_all():
    assert read("promise", b"schema: pas.promise/v1\nid: a\nspeakers: {a: our}\n").record is None
