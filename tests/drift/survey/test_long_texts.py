"""Texts that are read in parts come to what they would come to whole."""

from __future__ import annotations

import json
import random

import pytest

from pas_gov.drift.survey import long_findings, long_texts
from pas_gov.drift.survey.long_findings import LongFindings
from pas_gov.drift.survey.long_texts import parts_of, people_of_long
from pas_gov.drift.survey.surfaces import LongText
from pas_gov.drift.texts.reading import part_sentences, sentences
from pas_gov.drift.texts.transcripts.people import people_of
from pas_gov.drift.texts.transcripts.speakers import Speakers

NOBODY = Speakers()


@pytest.fixture
def long_text(tmp_path):
    def written(content: bytes) -> LongText:
        path = tmp_path / "chat.jsonl"
        path.write_bytes(content)
        return LongText("chat.jsonl", str(path), len(content))

    return written


def _records(seed: int, number: int = 60) -> list[dict]:
    """Return turns by ids, with the people whom the ids are of, and tickets that relate them, anywhere among them."""
    chance = random.Random(seed)
    ids = [f"u{each}" for each in range(6)]
    found = []
    for _ in range(number):
        who = chance.choice(ids)
        found.append(
            chance.choice(
                [
                    {
                        "user_id": who,
                        "text": f"We answer {chance.choice(ids)} within {chance.randint(1, 9)} hours, always.",
                    },
                    {
                        "id": who,
                        "name": chance.choice(["Anna", "Ben"]),
                        "role": chance.choice(["agent", "customer", ""]),
                    },
                    {"assignee_id": who, "requester_id": chance.choice(ids), "x": 1},
                    {"Id": who, "Profile": {"display_name": "Eve"}, "is_bot": chance.random() < 0.5},
                ]
            )
        )
    return found


@pytest.mark.parametrize("seed", range(5))
def test_people_are_the_same_in_parts(seed, long_text, monkeypatch):
    records = _records(seed)
    monkeypatch.setattr(long_texts, "PART", 150)
    text = long_text("".join(json.dumps(one) + "\n" for one in records).encode())
    people, problems = people_of_long(text, 1)
    whole = people_of(records)
    assert (people.known, people.on_both, problems) == (whole.known, whole.on_both, [])


@pytest.mark.parametrize("seed", range(5))
def test_sentences_are_the_same_in_parts(seed, long_text, monkeypatch):
    monkeypatch.setattr(long_texts, "PART", 200)
    lines = [json.dumps(one) for one in _records(seed)]
    lines[7:7] = ["", "{broken", '{"role": "assistant", "content": "We reply\\nwithin a day."}\r']
    data = "\n".join(lines).encode()
    text = long_text(data)
    people, _ = people_of_long(text, 1)
    problems: list = []
    read = [
        part_sentences(text.path, content, NOBODY, people, before)
        for before, content in parts_of(text, problems)
    ]
    whole = sentences(text.path, data)
    assert len(read) > 5
    assert [one for part in read for one in part.sentences] == list(whole.sentences)
    assert problems == []
    unreadable = [one.line for part in read for one in part.problems]
    assert unreadable == [one.location.line for one in whole.problems if one.code == "unreadable"]


def test_a_line_longer_than_may_be_is_named_and_what_follows_is_read(long_text, monkeypatch):
    monkeypatch.setattr(long_texts, "PART", 40)
    monkeypatch.setattr(long_texts, "MAX_BYTES", 100)
    said = b'{"role": "assistant", "content": "We pay."}\n'
    text = long_text(said * 2 + b"[" * 1000 + b"\n" + said)
    problems: list = []
    parts = list(parts_of(text, problems))
    assert [(one.code, one.location.line) for one in problems] == [("line-too-long", 3)]
    assert b"".join(content for _, content in parts) == said * 3
    assert parts[-1][0] == 3


@pytest.mark.parametrize("key", ['"id"            ', '"i_d"', '"I D"', '"user-id"\t', '"\\u0069d"'])
def test_a_key_is_an_id_however_it_is_laid_out_or_spelled(key, long_text):
    line = f'{{{key}: "u1", "role": "agent", "name": "Zed"}}'
    whole = people_of([json.loads(line)])
    people, _ = people_of_long(long_text(line.encode() + b"\n"), 1)
    assert (people.known, people.on_both) == (whole.known, whole.on_both)
    assert whole.known


def test_people_beyond_the_bound_are_told(long_text, monkeypatch):
    monkeypatch.setattr(long_texts, "MOST_PEOPLE", 2)
    monkeypatch.setattr(long_texts, "PART", 10)
    text = long_text(b"".join(json.dumps({"id": f"u{n}", "name": "A"}).encode() + b"\n" for n in range(9)))
    people, problems = people_of_long(text, 1)
    assert [one.code for one in problems] == ["too-many-people"]
    assert len(people.known) == 3


def _answer(**parts) -> dict:
    return {"findings": [], "problems": [], "left_out": {}, "unknown": {}} | parts


def _row(text: str, line: int) -> list:
    claim = [[line, line, "turn", "", "", text, "", 0], "hard", "", "", [], 0.9, [], []]
    return [claim, "contradicts", "why", "p", 0.5, "d", "", "", "", [], None, "", "", None]


def test_alike_findings_are_one_and_none_is_lost(monkeypatch):
    monkeypatch.setattr(long_findings, "MOST_LISTED", 2)
    found = LongFindings("chat.jsonl")
    found.take(
        _answer(findings=[[_row("One.", 1), 3, ["chat.jsonl:2", "chat.jsonl:3"]], [_row("Two.", 4), 1, []]])
    )
    found.take(_answer(findings=[[_row("One.", 9), 2, ["chat.jsonl:10"]], [_row("Three.", 11), 4, []]]))
    one, two = found.findings()
    assert (one.claim.sentence.line, one.times) == (1, 5)
    assert one.also == ("chat.jsonl:2", "chat.jsonl:3", "chat.jsonl:9", "chat.jsonl:10")
    assert two.times == 1
    assert found.unlisted == {"contradicts": 4}
    (told,) = found.told()
    assert (told.code, "4 contradicts" in told.message) == ("too-many-findings", True)


def test_speakers_and_unread_lines_are_counted_over_all_parts():
    found = LongFindings("chat.jsonl")
    for part in range(30):
        found.take(_answer(unknown={"Anna": [part + 1, 2]}, problems=[[part, "unreadable", "no JSON", ""]]))
    *unread, speaker = found.told()
    assert len(unread) == 20
    assert unread[-1].message == "no JSON (and 10 more like it)"
    assert speaker.message.startswith('60 turns of "Anna"')
    assert speaker.location.line == 1


def test_speakers_beyond_those_that_are_named_are_all_counted(monkeypatch):
    monkeypatch.setattr(long_findings, "MOST_SPEAKERS", 30)
    found = LongFindings("chat.jsonl")
    found.take(_answer(unknown={f"s{n}": [n + 1, 2] for n in range(33)}))
    *_, last = found.told()
    assert last.message.endswith("(and 26 more turns of more speakers)")
