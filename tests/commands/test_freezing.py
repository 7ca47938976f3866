"""``scan --freeze``: rows of a warehouse are what the command says of the same texts as files, to the row."""

from __future__ import annotations

import json

import pyarrow as pa
import pytest
from roots import SHARED
from scenario import changed, ended, files_of, org, promise, settings, waiver
from warehouse import TEXTS, batch, documents, of_command, told

from pas_gov import claims
from pas_gov.claims.frozen_file import promised_of

pytestmark = pytest.mark.whole

ORG = org(
    promise("reliable", "core"),
    promise("four-hours", "supporting", "reliable", statement="We respond to any customer issue within four hours.",
            terms=[{"measure": "first response", "at_most": "4h"}],
            zones={"delivery-support": {"says": "Support answers.", "surfaces": [{"path": "docs/support.md"}]}}),
    promise("beta", "experimental", "reliable", statement="You can export all your data as a CSV file."),
    promise("refunds", "supporting", "reliable", statement="We refund you within 30 days."),
)  # fmt: skip
SPEAKERS = {"Anna Smith": "ours", "acme.example": "ours"}


@pytest.fixture
def governed(owner_of):
    """Return an owner whose stack has an earlier wording, an ended promise, speakers and an accepted exception."""
    slower = changed(ORG, "four-hours", statement="We respond to any customer issue within two days.",
                     terms=[{"measure": "first response", "at_most": "2d"}])  # fmt: skip
    owner = owner_of(slower)
    owner.repo.commit("Be faster", files_of(ended(ORG, "refunds", date="2026-05-01")))
    owner.repo.write(settings(speakers=SPEAKERS))
    return owner


def scanned(owner, paths) -> dict:
    """Return what the command tells of files."""
    return of_command(owner.run("scan", *(str(owner.repo.path / path) for path in paths), "-f", "json").out)


def frozen(owner, *options: str) -> claims.FrozenStack:
    """Return what the command froze."""
    place = owner.repo.path / "acme.frozen.jsonl"
    owner.ok("scan", "--freeze", str(place), *options)
    return claims.read_frozen(place.read_bytes())


def test_rows_are_what_the_command_says_of_the_same_texts(governed):
    texts = dict(
        sorted(
            {
                **TEXTS,
                **dict(list(documents(SHARED / "data/claims").items())[::30]),
            }.items()
        )
    )
    governed.repo.write(texts)
    target = scanned(governed, ["docs/support.md"])["claims"][0]["fingerprint"]
    governed.repo.write(waiver("six-hours", "claims", "four-hours", target=target))
    given = batch(*({"id": path, "text": text} for path, text in texts.items()), text=pa.binary())
    rows = claims.scan(given, frozen(governed)).to_pylist()
    command = scanned(governed, texts)
    assert told(rows) == command
    assert {one["state"] for one in command["claims"]} >= {
        "contradicts",
        "outdated",
        "escaped",
        "unregistered",
        "expired",
    }
    assert any(one["exception"] for one in command["claims"])
    assert {one["code"] for one in command["problems"]} >= {
        "unknown-speaker",
        "language",
        "format",
        "binary",
        "unreadable",
    }


def test_turns_of_a_table_are_what_the_command_says_of_transcripts(governed):
    turns = [
        {"id": f"turn-{number}", "speaker": speaker, "text": text}
        for number, (speaker, text) in enumerate([
            ("Anna Smith", "We respond to any customer issue within six hours.\n\nYou can export your data."),
            ("bob@acme.example", "<p>We refund you within <b>30 days</b>.</p>"),
            ("customer", "We respond within 1 hour."), ("Carl", "We respond within 1 hour."), ("agent", "We never sell your data."),
        ])
    ]  # fmt: skip
    files = {
        f"{one['id']}.json": json.dumps({"speaker": one["speaker"], "text": one["text"]}) for one in turns
    }
    governed.repo.write(files)
    assert told(claims.scan(batch(*turns), frozen(governed)).to_pylist()) == scanned(governed, files)


def test_what_is_frozen_twice_is_the_same_and_told(governed):
    place = governed.repo.path / "acme.frozen.jsonl"
    said = governed.ok("scan", "--freeze", str(place))
    first = place.read_bytes()
    assert frozen(governed, "--no-cache").content == first
    assert f"digest {claims.read_frozen(first).digest}" in said.splitlines()
    assert "4 promises in 5 wordings as of 2026-06-01, with 2 speakers" in " ".join(said.split())
    assert dict(promised_of(first).speakers) == SPEAKERS
    assert max(map(len, said.replace(str(place), "FILE").splitlines())) <= 80


def test_a_dry_run_writes_nothing(governed):
    place = governed.repo.path / "acme.frozen.jsonl"
    assert "Would freeze" in governed.ok("scan", "--freeze", str(place), "--dry-run")
    assert not place.exists()


@pytest.mark.parametrize(
    ("files", "told", "status"),
    [
        ({"promises/bad.yaml": "schema: pas.promise/v1\n"}, "not all records can be read", 3),
        (settings(speakers={"Anna": "hours"}), "not all records can be read", 3),
        (settings(semantic={"model": "m", "digest": f"sha256:{'0' * 64}"}), "names a model of meaning", 2),
    ],
    ids=["record", "settings", "model"],
)
def test_nothing_is_frozen_with_which_texts_would_be_judged_with_less(owner_of, files, told, status):
    owner = owner_of(ORG)
    owner.repo.write(files)
    place = owner.repo.path / "acme.frozen.jsonl"
    said = owner.run("scan", "--freeze", str(place))
    assert (said.status, place.exists()) == (status, False)
    assert told in said.told


def test_freezing_reads_no_text(governed):
    said = governed.run("scan", "docs", "--freeze", "acme.frozen.jsonl")
    assert said.status == 2
    assert "--freeze reads no text" in said.told
