"""How well claims find their promise, and how well an earlier wording is told from another spelling of the present one.

``python -m tests.bench.matching``; README.md says how to read it. It reads the labelled texts of ../shared/data and
prints figures; nothing is asserted but that the data is whole.
"""

from __future__ import annotations

import argparse
import functools
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]  # run as a file, it stands in no package

from pas_gov.drift.claims.claim import Claim  # noqa: E402
from pas_gov.drift.matching.claim_states import claim_findings  # noqa: E402
from pas_gov.drift.matching.meanings import Embedding, Meanings  # noqa: E402
from pas_gov.drift.matching.wording_index import WordingIndex, meaning_text  # noqa: E402
from pas_gov.drift.texts.sentence import Sentence  # noqa: E402
from pas_gov.ledger.events.known_wordings import Wording, WordingStep, wording_of  # noqa: E402
from pas_gov.model.quantities.quantities import quantities  # noqa: E402
from pas_gov.model.records.promise import promise_from  # noqa: E402
from pas_gov.model.records.reader import read  # noqa: E402
from tests.bench.matching_own import own_inventory  # noqa: E402

SHARED = ROOT.parent / "shared/data"
LABELS = Path(__file__).with_name("matching_labels.json")
REAL = Path(__file__).with_name("matching_real.json")
TODAY = date(2026, 6, 1)
LABELLED = "basecamp/policies"  # the texts that the inventory was read from

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    """Return the records of a file of labelled texts."""
    return [json.loads(line) for line in (SHARED / "claims" / name).read_text("utf-8").splitlines()]


def claim_of(row: Row) -> Claim:
    """Return a labelled sentence as a claim, with the quantities that our own reader finds, not the labelled ones."""
    place = (
        row["path"],
        row["start_line"],
        row.get("end_line", row["start_line"]),
        row.get("unit", "sentence"),
    )
    sentence = Sentence(*place, row.get("heading") or "", row.get("lead") or "", row["text"])
    zone, condition = row.get("zone") or "", row.get("condition") or ""
    return Claim(sentence, row.get("strength") or "hard", zone, condition, quantities(row["text"]), 1.0, ())


# --- earlier wordings ---


def wordings_of(pair: Row) -> Iterator[Wording]:
    """Yield a pair as a promise whose wording a commit replaced."""
    ended = WordingStep(str(pair["ended_by"]), date.fromisoformat(pair["date"]))
    before, after = pair["before"]["text"], pair["after"]["text"]
    yield Wording(pair["id"], "", "supporting", "active", after, after, since=ended)
    yield Wording(pair["id"], "", "supporting", "active", before, before, "earlier", until=ended)


def earlier_wordings(alone: bool) -> None:
    """Print how the texts before and after each change are judged, all in one ledger, or each in one of its own."""
    pairs = rows("changed.jsonl")
    whole = WordingIndex([one for pair in pairs for one in wordings_of(pair)], quantities)
    told: dict[tuple[str, str], list[str]] = {}
    for pair in pairs:
        index = WordingIndex(list(wordings_of(pair)), quantities) if alone else whole
        for side in ("before", "after"):
            (found,) = claim_findings([claim_of({**pair[side], "zone": ""})], index, TODAY).findings
            right = found.by is None or found.by.commit == str(pair["ended_by"])
            told.setdefault((pair["kind"], side), []).append(found.state if right else "another commit")
    print(f"\nearlier wordings, {'each in a ledger of its own' if alone else 'all in one ledger'}")
    print(f"{'':28}{'outdated':>10}{'of':>5}   other states")
    for (kind, side), states in sorted(told.items()):
        others = sorted(set(states) - {"outdated"})
        print(
            f"{kind + ', the text ' + side:28}{states.count('outdated'):>10}{len(states):>5}   {', '.join(others)}"
        )


# --- the right promise ---


@dataclass(frozen=True)
class Counts:
    """Of sentences about one promise: how many there are, for how many it comes first, for how many it is named.

    Of those about none: how many there are, and for how many one is named. ``right`` and ``wrong`` are all names.
    """

    about: int
    first: int
    named: int
    none: int
    invented: int
    right: int
    wrong: int

    @property
    def line(self) -> str:
        found = f"{self.first:>5}{self.named:>7} of{self.about:>4}{self.named / max(self.about, 1):>7.2f}"
        return (
            f"{found}{self.invented:>8} of{self.none:>4}{self.right / max(self.right + self.wrong, 1):>11.2f}"
        )


Labelled = tuple[Claim, Sequence[str | None]]


def counts(index: WordingIndex, sentences: Sequence[Labelled], least: float) -> Counts:
    """Count the promises that come first, and those that are named, beside the right ones; None allows none, too."""
    about = first = named = none = invented = right = wrong = 0
    for claim, wanted in sentences:
        found = index.ranked(claim, 1)
        best = found[0].wording.promise if found else ""
        names = bool(found) and found[0].score >= least
        if wanted and None not in wanted:
            about, first, named = about + 1, first + (best in wanted), named + (names and best in wanted)
        elif not wanted:
            none, invented = none + 1, invented + names
        right, wrong = right + (names and best in wanted), wrong + (names and best not in wanted)
    return Counts(about, first, named, none, invented, right, wrong)


def inventory() -> list[Wording]:
    """Return the wordings of the inventory's records."""
    paths = sorted((SHARED / "37signals/promises").rglob("*.yaml"))
    return [wording_of(promise_from(read("promise", path.read_bytes()).record)) for path in paths]


def sets() -> Iterator[tuple[str, list[Wording], list[Labelled]]]:
    """Yield the labelled sets: what each is, its inventory, and its sentences with the promises that are right."""
    invented, cases = own_inventory()
    for name, apart in (("invented, tuned on", False), ("invented, kept apart", True)):
        some = [
            (_plain(one.text), [one.promise] if one.promise else []) for one in cases if one.apart is apart
        ]
        yield name, invented, some
    real = json.loads(REAL.read_text("utf-8"))["labels"]
    yield (
        "invented, real sentences",
        invented,
        [(claim_of(row), real.get(row["id"], [])) for row in rows("visible-2.jsonl") if row["claim"]],
    )
    labels = json.loads(LABELS.read_text("utf-8"))["labels"]
    claims = [row for row in rows("visible.jsonl") if row["claim"]]
    own = [row for row in claims if row["repo"] == LABELLED]
    if {row["id"] for row in own} != labels.keys():
        raise SystemExit("the labels and the claims aren't of the same sentences")
    bare = {"path": "elsewhere.md", "heading": "", "lead": ""}
    yield "37signals", inventory(), [(claim_of(row), labels[row["id"]]) for row in own]
    yield (
        "37signals, sentence alone",
        inventory(),
        [(claim_of({**row, **bare}), labels[row["id"]]) for row in own],
    )
    others = [(claim_of(row), []) for row in claims if row["repo"] != LABELLED]
    yield "37signals, others' texts", inventory(), others


def _plain(text: str) -> Claim:
    return claim_of({"path": "page.md", "start_line": 1, "text": text})


def right_promise(embedding: Embedding | None) -> None:
    """Print which promise each sentence is held to speak of, with or without a model of embeddings."""
    print(f"\nthe right promise, {'by words and meaning' if embedding else 'by words'}")
    print(f"{'':28}{'first':>5}{'named':>7}{'':7}{'share':>7}{'invented':>12}{'':4}{'precision':>11}")
    for name, wordings, sentences in sets():
        index = WordingIndex(wordings, quantities, embedding)
        print(f"{name:28}{counts(index, sentences, index.threshold).line}")


def by_meaning_alone(embedding: Embedding) -> None:
    """Print for how many sentences the promise whose embedding is nearest is right."""
    print("\nthe nearest embedding of title and statement, and nothing else")
    for name, wordings, sentences in sets():
        about = [(claim, wanted) for claim, wanted in sentences if wanted and None not in wanted]
        meanings = Meanings(embedding, [meaning_text(one) for one in wordings])
        first = 0
        for claim, wanted in about:
            found = meanings.likeness(claim.sentence.text)
            first += wordings[max(range(len(found)), key=found.__getitem__)].promise in wanted
        if about:
            print(f"{name:28}{first:>5} of{len(about):>4}")


def embedding_by(folder: str) -> Embedding:
    """Return the embeddings by the model of a folder, each text embedded once."""
    from pas_gov.diagnostics import Stop
    from pas_gov.drift.embedding.encoder import Encoder
    from pas_gov.drift.embedding.pinned_model import pinned_model

    try:
        pinned_model(folder, "", str(ROOT))
    except Stop as stop:
        digest = stop.remedy.rpartition(" ")[2]
        return functools.cache(Encoder(pinned_model(folder, digest, str(ROOT))).embedding)
    raise AssertionError("a model without a digest is refused")


# --- how long ---


def speed(many: int) -> None:
    """Print what the claims cost beside an inventory that is written many times over, under other ids."""
    claims = [claim_of(row) for row in rows("visible.jsonl")]
    words = [f"word{number}" for number in range(97)]
    some = [
        _renamed(one, f"{one.promise}-{number}", words[number % 97])
        for number in range(many // 24 + 1)
        for one in inventory()
    ]
    begun = time.process_time()
    index = WordingIndex(some[:many], quantities)
    built = time.process_time()
    claim_findings(claims, index, TODAY)
    read = time.process_time()
    claim_findings(claims, index, TODAY)
    first, again = (1000 * spent / len(claims) for spent in (read - built, time.process_time() - read))
    print(
        f"\n{len(index.by_promise):,} promises: {built - begun:.1f} s of processor to index, {first:.1f} ms a claim, "
        f"{again:.1f} ms where the wordings were read before"
    )


def _renamed(one: Wording, promise: str, word: str) -> Wording:
    from dataclasses import replace

    return replace(one, promise=promise, statement=f"{word} {one.statement}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--promises", type=int, default=1000, help="0: no speed is measured")
    parser.add_argument("--model", default="", help="the folder of a model of embeddings (docs/claims.md)")
    asked = parser.parse_args()
    if not (SHARED / "claims").exists():
        raise SystemExit("the labelled texts aren't here (../shared/data)")
    earlier_wordings(alone=False)
    earlier_wordings(alone=True)
    right_promise(None)
    if asked.model:
        embedding = embedding_by(asked.model)
        by_meaning_alone(embedding)
        right_promise(embedding)
    if asked.promises:
        speed(asked.promises)


if __name__ == "__main__":
    main()
