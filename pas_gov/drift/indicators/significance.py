"""Whether a slope or a step stands out from what neighbours that resemble each other do by chance.

The statistic is the likelihood ratio of likelihood.py, the search for the best cut included; chance.py says how often
chance alone gives as much. How strongly neighbours resemble each other isn't known: each correlation counts by how well
it describes the series with nothing but chance. So p is right for short series and for lopsided cuts, where
formulas for long series aren't.

A step must stand out in normal scores as well, which keep the order of the values alone: levels of skewed values differ
by chance more often than those of normal ones, and of scores the share of chance is known whatever the values are.

What else was tried, and how often it accuses a steady series, is in docs/drift.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pas_gov.drift.indicators.chance import chance
from pas_gov.drift.indicators.likelihood import (
    CORRELATIONS,
    SIDE,
    Design,
    Kind,
    Seasons,
    design,
    grains,
    normal_scores,
    scaled,
    shares,
)
from pas_gov.foundation.values import dataclass

if TYPE_CHECKING:
    from numpy import ndarray

    Array = ndarray[Any, Any]

SIGNIFICANT = 0.01  # p up to which a slope, a step or a rhythm counts
FENCES = 3.0  # interquartile ranges from the median of AROUND points, to which outliers are drawn in
AROUND = 5
ROUNDING = 1e-9  # of the largest value, below which fences are nothing
BEYOND_CHANCE = 1.35  # of the log-likelihood, from which autocorrelation is taken for real (one-sided 5 %)
LEAST = {"step": 2 * SIDE, "slope": 3}  # points


@dataclass(frozen=True, slots=True)
class Evidence:
    """How likely as much is by chance, the autocorrelation (0: none), and how many points stand before the best cut."""

    p: float
    correlation: float = 0.0
    cut: int = 0


def evidence(
    kind: Kind, times: Sequence[float], values: Sequence[float], seasons: Seasons = None
) -> Evidence:
    """Return the evidence for a slope or a step; a step needs SIDE points on either side, a slope three points."""
    import numpy as np

    if len(values) < LEAST[kind] or max(values) == min(values):
        return Evidence(1.0)
    made = design(kind, scaled(times) if kind == "slope" else len(values), seasons)
    known = _drawn_in(np.asarray(values, float)[None, :])
    found = made.fitted(known)
    points = made.n - made.levels + 1
    exceeding = chance(kind).exceeding(float(found.ratio[0]), points)
    p = float(shares(found.chance[:, 0]) @ exceeding)
    if kind == "step":
        p = max(p, _of_scores(made, known, points))
    return Evidence(p, _correlation(found.changed[:, 0]), SIDE + int(found.best[0]))


def _of_scores(made: Design, values: Array, points: int) -> float:
    """Return p of the values' normal scores, in any order of which they come alike."""
    base = made.differenced[0][0]
    ratio = made.independent(normal_scores(values - (values @ base) @ base.T))[0]
    return float(chance("order").exceeding(float(ratio), points)[0])


def _correlation(likelihoods: Array) -> float:
    """Return the autocorrelation that goes best with the slope or the step, 0 where chance may have made it."""
    best = int(likelihoods.argmax())
    return CORRELATIONS[best] if likelihoods[best] - likelihoods[0] > BEYOND_CHANCE else 0.0


def _drawn_in(series: Array) -> Array:
    """Return series, one in each row, far outliers drawn in to their neighbours' fences, so that one hides no step.

    A straight line is taken off before: along a steep one neighbours would tell too little of the scatter.
    """
    import numpy as np
    from scipy.ndimage import median_filter

    steps = np.linspace(-1.0, 1.0, series.shape[1])
    level = series - series[:, :1]  # the differences count, not the origin: rounding errors stay small
    line = (level @ steps / (steps @ steps))[:, None] * steps
    left = level - line
    usual = median_filter(left, (1, AROUND), mode="mirror")
    low, high = np.quantile(left - usual, [0.25, 0.75], axis=1)[:, :, None]
    reach = FENCES * np.maximum(high - low, grains(series)[:, None])  # of rounded values most lie at one
    drawn = np.clip(left, usual - reach, usual + reach) + line
    known: Array = np.where(reach > ROUNDING * np.abs(level).max(axis=1, keepdims=True), drawn, level)
    return known
