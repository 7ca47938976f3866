"""Batches of records: each record comes back, whatever it holds, and depends on no other one."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest
from cases import each_of
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries
from warehouse import TEXTS, batch, frozen

from pas_gov import claims
from pas_gov.claims import scanner
from pas_gov.drift.texts.reading import sentences
from pas_gov.drift.texts.transcripts.speakers import Speakers

STACK = frozen()
SIX = "We respond to any customer issue within six hours.\n"


def rows(given: pa.RecordBatch) -> list[dict]:
    return claims.scan(given, STACK).to_pylist()


def said(given: pa.RecordBatch) -> list[tuple]:
    """Return of each row its id, kind, and its state, or the code of its problem."""
    return [(row["id"], row["kind"], row["state"] or row["code"]) for row in rows(given)]


def test_a_record_comes_first_then_its_claims_then_its_problems():
    text = f"{SIX}\n{'x' * 100_001}\n\nWe respond to any customer issue within two days.\n"
    assert said(batch({"id": "a.md", "text": text})) == [
        ("a.md", "record", "read"),
        ("a.md", "claim", "contradicts"),
        ("a.md", "claim", "outdated"),
        ("a.md", "problem", "line-too-long"),
    ]


def test_a_record_is_read_as_the_file_that_its_id_or_its_format_names():
    chat = json.dumps(
        [{"role": "user", "content": SIX}, {"role": "assistant", "content": "Sure thing, we do."}]
    )
    given = [{"id": "t-1", "text": chat, "format": kind} for kind in (None, "json", ".JSON", "", "adoc")]
    found = rows(batch(*given))
    assert [row["path"] for row in found if row["kind"] == "record"] == [
        "t-1",
        "t-1.json",
        "t-1.json",
        "t-1",
        "t-1.adoc",
    ]
    assert [row["path"] for row in found if row["kind"] == "claim"] == ["t-1", "t-1"]
    assert [(row["path"], row["code"]) for row in found if row["kind"] == "problem"] == [
        ("t-1.adoc", "format")
    ]
    assert rows(batch({"id": "a.md", "text": SIX, "format": "md"}))[1]["path"] == "a.md"


@each_of(
    ("speaker", "found"),
    [
        ("Anna Smith", ["read", "contradicts"]),
        ("anna@eu.acme.example", ["read", "contradicts"]),
        ("agent", ["read", "contradicts"]),
        ("customer", ["read"]),
        ("Relay", ["read"]),
        ("Bob", ["read", "unknown-speaker"]),
        (" ", ["unread", "unknown-speaker"]),
        (None, ["unread", "unknown-speaker"]),
    ],
)
def test_with_a_speaker_a_record_is_a_turn_and_nobody_speaks_for_us_unknown(speaker, found):
    given = batch({"id": "t", "text": SIX, "speaker": speaker}, {"id": "u", "text": "Yes.", "speaker": "Bob"})
    assert [state for name, _, state in said(given) if name == "t"] == found


def test_a_turn_is_read_as_a_transcript_that_holds_it_alone():
    text = "Hello!\nWe respond to any customer issue within six hours.\n> We refund all.\n"
    whole = json.dumps({"speaker": "Anna Smith", "text": text})
    turn, file = (
        rows(batch({"id": "t", "text": text, "speaker": "Anna Smith"})),
        rows(batch({"id": "t.json", "text": whole})),
    )
    assert [{**row, "id": ""} for row in turn] == [{**row, "id": ""} for row in file]
    assert [
        one.text for one in sentences("t.json", whole.encode(), Speakers({"Anna Smith": "ours"})).sentences
    ] == [row["text"] for row in turn if row["kind"] == "claim"]


def test_the_zone_of_a_record_counts_where_no_promise_names_its_text():
    given = [
        {"id": name, "text": SIX, "zone": zone}
        for name, zone in (
            ("docs/support.md", "sales-marketing"),
            ("./x.md", "sales-marketing"),
            ("y.md", None),
            ("z.md", "sales"),
        )
    ]
    found = rows(batch(*given))
    assert [row["zone"] for row in found if row["kind"] == "claim"] == [
        "delivery-support", "sales-marketing", "delivery-support", "delivery-support",
    ]  # fmt: skip
    (problem,) = [row for row in found if row["kind"] == "problem"]
    assert (problem["id"], problem["code"]) == ("z.md", "zone")
    assert "sales-marketing" in problem["remedy"]


HOSTILE = [
    ({"id": None, "text": SIX}, "no-value"),
    ({"id": "", "text": SIX}, "no-value"),
    ({"id": "a.md", "text": None}, "no-value"),
    ({"id": "a" * 5000, "text": SIX}, "too-large"),
    ({"id": b"\xff.md", "text": SIX}, "unreadable"),
    ({"id": "a.md", "text": b"\x00\x01"}, "binary"),
    ({"id": "a.html", "text": "<b>" * 100_000}, "too-deep"),
    ({"id": "a.json", "text": "[" * 100_000}, "unreadable"),
    ({"id": "a.md", "text": "x" * (1024 * 1024 + 1)}, "too-large"),
    ({"id": "a.docx", "text": b"PK\x03\x04"}, "unreadable"),
]  # fmt: skip


@each_of(("record", "code"), HOSTILE, ids=[f"{number}-{code}" for number, (_, code) in enumerate(HOSTILE)])
def test_what_cannot_be_read_comes_back_as_a_row_that_says_so_and_its_neighbours_are_read(record, code):
    found = said(
        batch(
            {"id": "1.md", "text": SIX}, record, {"id": "2.md", "text": SIX}, id=pa.binary(), text=pa.binary()
        )
    )
    alone = [("record", "read"), ("claim", "contradicts")]
    assert [one[1:] for one in found[:2]] == alone == [one[1:] for one in found[-2:]]
    assert [one[1:] for one in found[2:-2]] == [("record", "unread"), ("problem", code)]


def test_a_record_that_crashes_is_one_row_and_no_end_of_the_job(monkeypatch):
    def crash(path, *given):
        if path == "2.md":
            raise RecursionError("too deep")
        return sentences(path, *given)

    monkeypatch.setattr(scanner, "sentences", crash)
    found = rows(batch(*({"id": f"{number}.md", "text": SIX} for number in (1, 2, 3))))
    assert [(row["id"], row["code"]) for row in found if row["kind"] == "problem"] == [("2.md", "crash")]
    assert [row["id"] for row in found if row["kind"] == "claim"] == ["1.md", "3.md"]
    assert "RecursionError" in found[3]["message"]


def test_half_of_a_pair_of_utf_16_in_what_is_promised_stops_no_batch():
    (claim,) = [row for row in rows(batch({"id": "a.md", "text": "We respond to any customer issue within two days.\n"}))
                if row["kind"] == "claim"]  # fmt: skip
    assert claim["state"] == "outdated"


@settings(deadline=None, max_examples=tries(20))
@given(st.lists(st.sampled_from(sorted(TEXTS)), max_size=6), st.data())
def test_any_division_into_batches_gives_the_same_rows(names, data):
    given = [{"id": name, "text": TEXTS[name]} for name in names]
    whole = batch(*given, text=pa.binary()) if given else None
    expected = rows(whole) if whole else []
    parts = []
    while whole and whole.num_rows:
        size = data.draw(st.integers(1, whole.num_rows))
        parts.append(whole.slice(0, size))
        whole = whole.slice(size)
    found = [row for one in claims.scan_batches(parts, STACK) for row in one.to_pylist()]
    assert found == expected


@each_of(
    "kind",
    [
        pa.large_string(),
        pa.string_view(),
        pa.binary(),
        pa.large_binary(),
        pa.dictionary(pa.int32(), pa.string()),
    ],
    ids=str,
)
def test_texts_of_any_type_in_arrow_are_read(kind):
    strings = batch({"id": "a.md", "text": SIX})
    column = (
        strings.column("text").dictionary_encode()
        if pa.types.is_dictionary(kind)
        else pa.array([SIX.encode() if "binary" in str(kind) else SIX], kind)
    )
    given = pa.RecordBatch.from_arrays([strings.column("id"), column], names=["id", "text"])
    assert rows(given) == rows(strings)


@each_of(
    ("columns", "told"),
    [
        ({"id": ["a"]}, 'there is no column "text"'),
        ({"text": ["a"]}, 'there is no column "id"'),
        ({"id": ["a"], "text": ["b"], "speakr": ["c"]}, 'did you mean "speaker"'),
        ({"id": [1], "text": ["b"]}, "holds int64"),
        (
            {"id": ["a"], "text": ["b"], "speaker": ["c"], "format": ["d"]},
            "a turn of a conversation has no format",
        ),
    ],
    ids=["text", "id", "misspelt", "type", "both"],
)
def test_columns_that_would_be_passed_over_in_silence_are_refused(columns, told):
    with pytest.raises(claims.Refused) as stop:
        rows(pa.RecordBatch.from_pydict(columns))
    assert told in str(stop.value)


def test_no_records_give_no_rows_of_the_same_columns():
    empty = pa.RecordBatch.from_pydict({"id": pa.array([], pa.string()), "text": pa.array([], pa.string())})
    assert claims.scan(empty, STACK).schema == claims.row_schema()
    assert list(claims.scan_batches([empty], STACK)) == []
