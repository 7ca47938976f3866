"""Trains the model that finds claims and writes pas_gov/drift/claims/weights.json: ``python -m tests.bench.train_claims``.

Deterministic; about a quarter of a minute. It reads both files of ../shared/data/claims and our own sentences (claims_own). What is
written holds names of features and single words (or the first two of a main clause) that stand in at least four
documents of two organisations; never a sentence.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # run as a file, it stands in no package

from pas_gov.drift.claims.classifier import ClaimModel
from pas_gov.drift.claims.features import features
from pas_gov.drift.claims.names import organisations, own_names
from tests.bench.claims_data import ZONES, Labelled, documents, own, visible
from tests.bench.claims_prior import BIAS, PRIOR
from tests.bench.claims_prior import ZONES as ZONE_PRIORS
from tests.bench.logistic import Row, fit

WEIGHTS = Path(__file__).resolve().parents[2] / "pas_gov" / "drift" / "claims" / "weights.json"
THRESHOLD = 0.47  # the lowest at which four of five sentences found out of fold are claims
DOCUMENTS, ORGANISATIONS = 4, 2  # in which a word has to stand
BORDERLINE, CUSTOMERS = 0.8, 0.5  # what a sentence that the annotator hesitated over weighs, and a customer's
PRECISION, WORD_PRECISION, ZONE_PRECISION = 6.0, 20.0, 3.0
LEARNT = ("word ", "first ", "clause ", "subject ", "verb ")
"""Features that are learnt from the sentences alone: one that stands in too few documents is left out."""


def featured(rows: Sequence[Labelled]) -> list[Row]:
    """Return the features of each row, each seen in its document."""
    names = {
        document: own_names(organisations(row.sentence for row in of))
        for document, of in documents(list(rows)).items()
    }
    return [frozenset(name for name, _ in features(row.sentence, names[row.document])) for row in rows]


def general(rows: Sequence[Labelled], found: Sequence[Row]) -> list[Row]:
    """Return the features without the words that stand in too few documents or organisations."""
    seen: dict[str, set[str]] = defaultdict(set)
    groups: dict[str, set[str]] = defaultdict(set)
    for row, names in zip(rows, found, strict=True):
        for name in names:
            seen[name].add(row.document)
            groups[name].add(row.group)
    kept = {
        name
        for name in seen
        if name in PRIOR
        or not _learnt(name)
        or (len(seen[name]) >= DOCUMENTS and len(groups[name]) >= ORGANISATIONS)
    }
    return [names & kept for names in found]


def trained(rows: Sequence[Labelled], found: Sequence[Row]) -> ClaimModel:
    """Return the model that labelled rows with their features give."""
    kept = general(rows, found)
    importance = [(BORDERLINE if row.borderline else 1) * (CUSTOMERS if row.customers else 1) for row in rows]
    prior = {**PRIOR, "": BIAS}
    fitted = fit(kept, [row.claim for row in rows], importance, prior, _precision)
    weights = {**PRIOR, **fitted.weights}
    return ClaimModel(fitted.bias, THRESHOLD, weights, zones(rows, kept))


def _precision(name: str) -> float:
    return WORD_PRECISION if name.startswith(("word ", "clause ")) or " & " in name else PRECISION


def _learnt(name: str) -> bool:
    return name.startswith(LEARNT) or " & " in name


def zones(rows: Sequence[Labelled], kept: Sequence[Row]) -> dict[str, Mapping[str, float]]:
    """Return the weights of each zone against the others, "" being the bias, learnt from the claims alone."""
    claims = [(row, names) for row, names in zip(rows, kept, strict=True) if row.claim]
    found: dict[str, Mapping[str, float]] = {}
    for zone in ZONES.values():
        targets = [row.zone == zone for row, _ in claims]
        prior = ZONE_PRIORS[zone]
        fitted = fit(
            [names for _, names in claims], targets, [1.0] * len(claims), prior, lambda _: ZONE_PRECISION
        )
        found[zone] = {**prior, **fitted.weights, "": fitted.bias}
    return found


def written(model: ClaimModel) -> str:
    """Return the model as JSON, weights in thousandths, those of no account left out."""
    return json.dumps(
        {
            "bias": round(model.bias, 3),
            "threshold": model.threshold,
            "weights": _rounded(model.weights),
            "zones": {zone: _rounded(weights) for zone, weights in sorted(model.zones.items())},
        },
        indent=1,
    )


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {
        name: round(weight, 3) for name, weight in sorted(weights.items()) if abs(weight) >= 0.02 or not name
    }


def main() -> None:
    """Train on everything, write."""
    rows = [*visible(), *own()]
    WEIGHTS.write_text(written(trained(rows, featured(rows))) + "\n", encoding="utf-8")
    sys.stdout.write(f"{WEIGHTS}: {len(rows)} sentences of {len(documents(rows))} documents\n")


if __name__ == "__main__":
    main()
