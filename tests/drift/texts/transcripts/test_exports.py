"""Conversations as tools export them: what the organisation's side says to a customer is read, and nothing else."""

from __future__ import annotations

import json

import pytest
from cases import each_of
from exports import EXPORTS, NOBODYS, NOTE, OURS, SUBJECT, THEIRS, UNKNOWN, ZENDESK_TICKET

from pas_gov.drift.texts.reading import Reading, sentences
from pas_gov.drift.texts.transcripts.speakers import Speakers

AT_ACME = Speakers({"acme.example": "ours"})
LAYOUTS = {"lines.jsonl": None, "indented.json": 1, "one-line.json": None}


def read(value: object, path: str = "indented.json", speakers: Speakers = AT_ACME) -> Reading:
    return sentences(path, json.dumps(value, indent=LAYOUTS.get(path)).encode(), speakers)


def texts(reading: Reading) -> list[str]:
    return [each.text for each in reading.sentences]


@each_of("name", sorted(EXPORTS))
@each_of("path", LAYOUTS)
def test_only_what_the_organisation_says_to_customers_is_read(name, path):
    reading = read(EXPORTS[name], path)
    said = {OURS} if name != "zendesk_offline" else set()
    assert set(texts(reading)) - {"Good morning to you."} == said


@each_of("name", sorted(EXPORTS))
def test_a_speaker_of_no_side_is_named_with_the_line_to_write(name):
    problems = read(EXPORTS[name]).problems
    assert [each.code for each in problems] == ["unknown-speaker"] * (name in UNKNOWN)
    for each in problems:
        assert f'"{UNKNOWN[name]}"' in each.message
        assert f'"{UNKNOWN[name]}": <' in each.remedy


@each_of("name", sorted(UNKNOWN))
def test_the_line_that_is_named_decides(name):
    ours = Speakers({"acme.example": "ours", UNKNOWN[name]: "ours"})
    assert set(texts(read(EXPORTS[name], speakers=ours))) >= {OURS, NOBODYS}
    for other in ("theirs", "ignore"):
        reading = read(EXPORTS[name], speakers=Speakers({"acme.example": "ours", UNKNOWN[name]: other}))
        assert NOBODYS not in texts(reading)
        assert reading.problems == ()


def test_private_notes_drafts_tools_and_reasoning_are_counted():
    counted = {name: dict(read(value).left_out) for name, value in EXPORTS.items()}
    assert counted["zendesk_ticket"] == counted["intercom"] == counted["freshdesk"] == {"private note": 1}
    assert counted["help_scout"] == counted["front"] == {"private note": 1, "draft": 1}
    assert counted["openai_response"] == {"reasoning": 1, "tool output": 2}
    assert counted["anthropic"] == counted["gemini"] == {"reasoning": 1, "tool output": 1}


def test_the_map_takes_away_what_a_format_gives_and_gives_no_customers_words():
    said = ZENDESK_TICKET
    assert texts(read(said, speakers=Speakers({"anna@acme.example": "ignore"}))) == []
    assert THEIRS not in texts(read(said, speakers=Speakers({"Kim Lee": "ours", "customer.example": "ours"})))
    assert NOTE not in texts(read(said, speakers=Speakers({"Anna Smith": "ours"})))


def test_who_asks_in_one_ticket_and_answers_in_another_is_on_no_side():
    tickets = [
        {"requester_id": 1, "assignee_id": 2, "comments": [{"author_id": 2, "body": OURS, "public": True}]},
        {"requester_id": 2, "assignee_id": 3, "comments": [{"author_id": 2, "body": THEIRS, "public": True}]},
    ]
    reading = read(tickets)
    assert texts(reading) == []
    assert "2 turns" in reading.problems[0].message


@each_of(
    ("path", "value"),
    [
        ("settings.json", {"greeting": OURS, "from": "2026-01-01", "limits": {"author": "x", "max": 3}}),
        (
            "prompt.json",
            {
                "model": "m",
                "messages": [{"role": "system", "content": OURS}, {"role": "user", "content": THEIRS}],
            },
        ),
        ("faq.json", {"faq": [{"question": "How fast do you answer?", "answer": OURS}]}),
        ("card.json", {"name": "Pro plan", "text": OURS, "type": "text"}),
    ],
)
def test_settings_and_prompts_are_read_as_before(path, value):
    assert OURS in texts(sentences(path, json.dumps(value).encode()))
    assert THEIRS not in texts(sentences(path, json.dumps(value).encode()))


def test_turns_of_speakers_whom_nobody_knows_make_no_claim_of_what_stands_around_them():
    value = {
        "subject": THEIRS,
        "log": [{"author": "Kim", "text": THEIRS}, {"author": "Lee", "text": NOBODYS}],
    }
    reading = read(value)
    assert texts(reading) == []
    assert [each.location.line for each in reading.problems] == [6, 10]


@each_of(
    "value",
    [
        {"subject": SUBJECT, "description": THEIRS, "status": "open", "priority": "high"},
        [{"user": "U01", "text": THEIRS}],
        [{"type": "message", "text": THEIRS, "ts": "1772359200.1"}],
        {"hs_note_body": f"<p>{NOTE}</p>", "hs_timestamp": "1"},
    ],
)
def test_what_names_nobody_of_ours_is_not_read(value):
    assert texts(read(value)) == []


def test_a_turn_on_a_line_with_others_has_its_number():
    reading = read(EXPORTS["freshdesk"], "one-line.json")
    assert [(each.line, each.turn) for each in reading.sentences] == [(1, 3)]
    assert [each.turn for each in read(EXPORTS["freshdesk"]).sentences] == [0]


def test_a_break_leaves_what_stands_before_it():
    whole = json.dumps(EXPORTS["freshdesk"]).encode()
    reading = sentences("a.json", whole[: whole.index(NOTE.encode())])
    assert texts(reading) == [OURS]
    assert [each.code for each in reading.problems] == ["unreadable"]


def test_a_name_is_told_and_found_without_what_cannot_be_seen_in_it():
    said = [{"author": "An \u202e na", "text": OURS}]
    assert '"An na": <' in read(said).problems[0].remedy
    assert texts(read(said, speakers=Speakers({"An na": "ours"}))) == [OURS]


@pytest.mark.parametrize(("role", "ours"), [("customer", False), ("agent", True)])
def test_what_a_customer_wrote_is_never_ours_whichever_way_it_went(role, ours):
    value = {"role": role, "direction": "outbound", "body": "We pay you back."}
    assert bool(sentences("a.json", json.dumps(value).encode()).sentences) is ours
