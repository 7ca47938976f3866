"""The model that finds claims, with the weights that are shipped: a logistic regression over named features.

weights.json is written by ``python -m tests.bench.train_claims``. It holds general words and the names of features
(see features.py) with their weights, no sentence of any text.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources

from pas_gov.drift.claims.patterns import Feature
from pas_gov.foundation.values import dataclass

MAX_WORDS = 6
"""How many words a verdict names."""


@dataclass(frozen=True, slots=True, eq=False)
class ClaimModel:
    """Log-odds: ``bias`` plus the weights of the features that are there; a claim from ``threshold`` on (0 to 1)."""

    bias: float
    threshold: float
    weights: Mapping[str, float]
    zones: Mapping[str, Mapping[str, float]]

    def score(self, features: Iterable[Feature]) -> float:
        """Return how sure it is that a sentence with these features is a claim, between 0 and 1; their order is no matter."""
        known = self.weights
        total = math.fsum([self.bias, *[known[name] for name, _ in features if name in known]])
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def deciding_words(self, features: Iterable[Feature], *, claim: bool) -> tuple[str, ...]:
        """Return the words that spoke most for the verdict, weightiest first; none twice."""
        sign = 1 if claim else -1
        weighted = sorted(
            ((sign * self.weights.get(name, 0.0), words) for name, words in features), reverse=True
        )
        words = dict.fromkeys(said for weight, said in weighted if weight > 0.05 and said)
        return tuple(words)[:MAX_WORDS]

    def zone(self, features: Iterable[Feature]) -> str:
        """Return the zone for which most speaks."""
        names = ["", *[name for name, _ in features]]
        told: dict[str, list[float]] = {zone: [] for zone in self.zones}
        for weights in filter(None, map(_by_zone(self).get, names)):
            for zone, weight in weights:
                told[zone].append(weight)
        sums = {zone: math.fsum(weights) for zone, weights in told.items()}
        return max(sums, key=lambda zone: (sums[zone], zone))


@lru_cache(maxsize=4)
def _by_zone(model: ClaimModel) -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Return what each feature weighs for each zone."""
    found = dict[str, tuple[tuple[str, float], ...]]()
    for zone, weights in model.zones.items():
        for name, weight in weights.items():
            found[name] = (*found.get(name, ()), (zone, weight))
    return found


@cache
def shipped_model() -> ClaimModel:
    """Return the model that comes with this version."""
    text = resources.files("pas_gov.drift.claims").joinpath("weights.json").read_text(encoding="utf-8")
    read = json.loads(text)
    return ClaimModel(read["bias"], read["threshold"], read["weights"], read["zones"])
