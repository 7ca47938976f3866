"""How well claims find their promise, and how well an earlier wording is told from another spelling of the present one.

``python -m tests.bench.matching``; README.md says how to read it. It reads the labelled texts of ../shared/data and
prints figures; nothing is asserted but that the data is whole.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]  # run as a file, it stands in no package

from pas_gov.drift.claims.claim import Claim  # noqa: E402
from pas_gov.drift.matching.claim_states import claim_findings  # noqa: E402
from pas_gov.drift.matching.wording_index import THRESHOLD, WordingIndex  # noqa: E402
from pas_gov.drift.texts.sentence import Sentence  # noqa: E402
from pas_gov.ledger.events.known_wordings import Wording, WordingStep, wording_of  # noqa: E402
from pas_gov.model.quantities.quantities import quantities  # noqa: E402
from pas_gov.model.records.promise import promise_from  # noqa: E402
from pas_gov.model.records.reading import read  # noqa: E402

SHARED = ROOT.parent / "shared/data"
LABELS = Path(__file__).with_name("matching_labels.json")
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
    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def line(self) -> str:
        precision = self.right / max(self.right + self.wrong, 1)
        recall = self.right / max(self.right + self.missed, 1)
        score = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"{self.right:>6}{self.wrong:>7}{self.missed:>8}{precision:>11.2f}{recall:>8.2f}{score:>6.2f}"


def counts(pairs: Iterable[tuple[str | None, list[str | None]]]) -> Counts:
    """Count promises that were named, beside those that are right; None in the latter allows none."""
    right = wrong = missed = 0
    for named, wanted in pairs:
        right += named is not None and named in wanted
        wrong += named is not None and named not in wanted
        missed += bool(wanted) and None not in wanted and named not in wanted
    return Counts(right, wrong, missed)


def inventory() -> list[Wording]:
    """Return the wordings of the inventory's records."""
    paths = sorted((SHARED / "37signals/promises").rglob("*.yaml"))
    return [wording_of(promise_from(read("promise", path.read_bytes()).record)) for path in paths]


def right_promise(*, strip: bool) -> None:
    """Print precision and recall of the promise that each claim is held to speak of, at several thresholds."""
    labels = json.loads(LABELS.read_text("utf-8"))["labels"]
    claims = [row for row in rows("visible.jsonl") if row["claim"]]
    own = [row for row in claims if row["repo"] == LABELLED]
    if {row["id"] for row in own} != labels.keys():
        raise SystemExit("the labels and the claims aren't of the same sentences")
    index = WordingIndex(inventory(), quantities)
    places = {"path": "elsewhere.md", "heading": "", "lead": ""} if strip else {}
    found = {row["id"]: index.nearest(claim_of({**row, **places}), 0.05) for row in claims}
    print(f"\nthe right promise of {len(index.by_promise)}{', by the sentence alone' if strip else ''}")
    print(f"{'':28}{'right':>6}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}{'F1':>6}")
    for least in (0.3, THRESHOLD, 0.5):
        for name, some in ((f"their {len(own)} claims", own), (f"all {len(claims)}, others' too", claims)):
            named = {
                one: those[0].wording.promise if those and those[0].score >= least else None
                for one, those in found.items()
            }
            line = counts((named[row["id"]], labels.get(row["id"], [])) for row in some).line
            print(f"{f'{name}, from {least}':28}{line}")


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
    begun = time.perf_counter()
    index = WordingIndex(some[:many], quantities)
    built = time.perf_counter()
    claim_findings(claims, index, TODAY)
    each = (time.perf_counter() - built) / len(claims) * 1000
    print(f"\n{len(index.by_promise):,} promises: {built - begun:.1f} s to index, {each:.1f} ms a claim")


def _renamed(one: Wording, promise: str, word: str) -> Wording:
    from dataclasses import replace

    return replace(one, promise=promise, statement=f"{word} {one.statement}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--promises", type=int, default=1000)
    asked = parser.parse_args()
    if not (SHARED / "claims").exists():
        raise SystemExit("the labelled texts aren't here (../shared/data)")
    earlier_wordings(alone=False)
    earlier_wordings(alone=True)
    right_promise(strip=False)
    right_promise(strip=True)
    speed(asked.promises)


if __name__ == "__main__":
    main()
