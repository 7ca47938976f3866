"""Whether a slope or a step stands out from what neighbours that resemble each other do by chance.

A regressor (time, or a step at the best of all cuts) is fitted beside the seasons by least squares; its size is divided
by the residuals' long-run deviation, which grows with their autocorrelation r: s * sqrt((1 + r) / (1 - r)). Beside the
best cut a second one is taken out of the residuals where it explains most of them, as a level that moved twice would else
look like autocorrelation.

The test is by simulation (Monte Carlo, as in Davison and Hinkley 1997, chapter 4): the same procedure, the search for the
best cut included, on series of the same times and seasons that have no such regressor, and first-order autocorrelation
between 0 and 0.95. Which of these the series belongs to isn't known: each counts by how well it gives the r that was
found. So p is right for short series and for lopsided cuts, where formulas for long series aren't. A step must stand out
among permutations of the values, too: the levels of skewed values differ by chance more often than those of normal ones.

What else was tried, and how often it accuses a steady series, is in docs/drift.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from numpy import ndarray

    Array = ndarray[Any, Any]

Kind = Literal["slope", "step"]
Seasons = tuple[int, ...] | None

SIDE = 5  # points that a level needs on either side of a cut
CORRELATIONS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
SIMULATED = 500  # series for each of them
PERMUTED = 1000
CLOSER = 0.05  # p below which permutations are asked, too
SEED = 20260101  # the same series gives the same p
FENCES = 3.0  # interquartile ranges from the median of AROUND points, to which outliers are drawn in
AROUND = 5
ROUNDING = 1e-9  # of the largest value, below which fences are nothing
MOST_OF = 0.7  # of the residuals' sum of squares, from which a second cut explains them
NOTHING = 1e-18  # of the sum of squares: rounding, no residual
BEYOND_CHANCE = 1.645  # standard deviations from which autocorrelation is taken for real (one-sided 5 %)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How likely as much is by chance, and the autocorrelation (0: none).

    ``cut`` is the number of points before the best cut, ``second`` before the best one beside it, 0 for none.
    """

    p: float
    correlation: float = 0.0
    cut: int = 0
    second: int = 0


def evidence(
    kind: Kind, times: Sequence[float], values: Sequence[float], seasons: Seasons = None
) -> Evidence:
    """Return the evidence for a slope or a step; a step needs SIDE points on either side, both of them three points."""
    import numpy as np

    if len(values) < (2 * SIDE if kind == "step" else 3):
        return Evidence(1.0)
    design, sizes, lags = _chance(kind, _scaled(times) if kind == "slope" else len(values), seasons)
    known = np.asarray(values, float)
    found = design.fitted(_drawn_in(known[None, :]))
    weights = _weights(lags, float(found.lags[0]))
    p = float(weights @ _beyond(sizes, found))
    if kind == "step" and p < CLOSER:
        p = max(p, _by_permutation(design, known, float(found.sizes[0])))
    real = found.lags[0] > lags[0].mean() + BEYOND_CHANCE * lags[0].std()
    correlation = float(weights @ np.array(CORRELATIONS)) if real else 0.0
    second = SIDE + int(found.second[0]) if design.second and found.second[0] >= 0 else 0
    return Evidence(p, correlation, SIDE + int(found.best[0]), second)


@dataclass(frozen=True, slots=True)
class _Fits:
    """Of each series: the size of the best regressor, the residuals' autocorrelation, which it is, and the second."""

    sizes: Array
    lags: Array
    best: Array
    second: Array


@dataclass(frozen=True, slots=True)
class _Design:
    """An orthonormal base of the seasons, the regressors without them (of length 1), and the degrees of freedom left."""

    seasons: Array
    regressors: Array
    freedom: int
    second: bool = False

    def fitted(self, series: Array) -> _Fits:
        """Return the fits of series, one in each row."""
        import numpy as np

        level = series - (series @ self.seasons) @ self.seasons.T
        weights = level @ self.regressors.T
        best = np.abs(weights).argmax(axis=1)
        size = np.take_along_axis(weights, best[:, None], axis=1)[:, 0]
        left = level - size[:, None] * self.regressors[best]
        left, second = self._without_second(left, best) if self.second else (left, best)
        spread, whole = (left**2).sum(axis=1), (series**2).sum(axis=1)
        none = spread <= NOTHING * whole
        lags = (left[:, 1:] * left[:, :-1]).sum(axis=1) / np.where(none, 1.0, spread) * ~none
        known = np.clip(lags, 0.0, CORRELATIONS[-1])
        deviation = np.sqrt(np.where(none, 1.0, spread) / self.freedom * (1 + known) / (1 - known))
        exact = np.where(size**2 <= NOTHING * whole, 0.0, np.inf)  # no scatter at all: certain, or nothing
        return _Fits(np.where(none, exact, np.abs(size) / deviation), lags, best, second)

    def _without_second(self, left: Array, first: Array) -> tuple[Array, Array]:
        """Return residuals without a regressor beside the first that explains most of them, and which (-1: none)."""
        import numpy as np

        shared = (self.regressors @ self.regressors.T)[first]
        own = 1 - shared**2
        weights = (left @ self.regressors.T) / np.sqrt(np.where(own > 1e-9, own, np.inf))
        best = np.abs(weights).argmax(axis=1)
        rows = np.arange(len(left))
        taken = weights[rows, best] ** 2 >= MOST_OF * (left**2).sum(axis=1)
        apart = self.regressors[best] - shared[rows, best][:, None] * self.regressors[first]
        size = taken * weights[rows, best] / np.sqrt(np.maximum(own[rows, best], 1e-9))
        return left - size[:, None] * apart, np.where(taken, best, -1)


def _design(kind: Kind, times: Array, seasons: Seasons) -> _Design:
    import numpy as np

    n = len(times)
    keys = np.zeros(n, int) if seasons is None else np.asarray(seasons)
    base, _ = np.linalg.qr((keys[:, None] == np.unique(keys)[None, :]).astype(float))
    cuts = range(SIDE, n - SIDE + 1)
    raw = times[None, :] if kind == "slope" else np.array([np.arange(n) >= cut for cut in cuts], float)
    free = raw - (raw @ base) @ base.T
    lengths = np.sqrt((free**2).sum(axis=1, keepdims=True))
    second = kind == "step" and n >= 3 * SIDE
    freedom = max(n - base.shape[1] - 1, 1)
    return _Design(base, free / np.where(lengths > 0, lengths, 1.0), freedom, second)


@lru_cache(maxsize=64)
def _chance(kind: Kind, times: int | tuple[float, ...], seasons: Seasons) -> tuple[_Design, Array, Array]:
    """Return the design of a series, and what it gives by chance: sizes and autocorrelations, a row a correlation."""
    import numpy as np

    steps = np.arange(times, dtype=float) if isinstance(times, int) else np.array(times)
    design, chance = _design(kind, steps, seasons), np.random.default_rng(SEED)
    fits = [design.fitted(_simulated(one, len(steps), chance)) for one in CORRELATIONS]
    return design, np.array([one.sizes for one in fits]), np.array([one.lags for one in fits])


def _simulated(correlation: float, n: int, chance: Any) -> Array:
    from scipy.signal import lfilter

    shocks = chance.standard_normal((SIMULATED, n))
    shocks[:, 0] /= (1 - correlation**2) ** 0.5  # stationary from the first point on
    filtered: Array = lfilter([1.0], [1.0, -correlation], shocks, axis=1)
    return filtered


def _weights(lags: Array, found: float) -> Array:
    """Return how much each correlation counts: by the normal density of the autocorrelation that was found.

    The strong ones count for more beforehand, as 1 / (1 - r): with all of them alike, short series whose neighbours
    resemble each other were accused in 2 to 4 of 100 (docs/drift.md).
    """
    import numpy as np

    deviations = lags.std(axis=1)
    density: Array = np.exp(-0.5 * ((found - lags.mean(axis=1)) / deviations) ** 2) / deviations
    density = density / (1 - np.array(CORRELATIONS))
    if density.sum() < 1e-12:  # beyond all that were simulated
        density = np.eye(len(CORRELATIONS))[0 if found < lags[0].mean() else -1]
    shares: Array = density / density.sum()
    return shares


def _scaled(times: Sequence[float]) -> tuple[float, ...]:
    """Return times from 0 to 1, so that series of the same spacing share what was simulated."""
    first, span = times[0], (times[-1] - times[0]) or 1.0
    return tuple(round((one - first) / span, 9) for one in times)


def _beyond(sizes: Array, found: _Fits) -> Array:
    """Return for each correlation how often chance alone gives as much, the series itself counted."""
    share: Array = (1 + (sizes >= found.sizes[0]).sum(axis=1)) / (SIMULATED + 1)
    return share


def _by_permutation(design: _Design, values: Array, size: float) -> float:
    """Return p of a size by permutation of the values, which asks nothing about how they are distributed."""
    import numpy as np

    chance = np.random.default_rng(SEED)
    shuffled = chance.permuted(np.tile(values, (PERMUTED, 1)), axis=1)
    beyond = design.fitted(_drawn_in(shuffled)).sizes >= size * (1 - 1e-9)
    return float(1 + beyond.sum()) / (PERMUTED + 1)


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
    reach = FENCES * (high - low)
    drawn = np.clip(left, usual - reach, usual + reach) + line
    known: Array = np.where(reach > ROUNDING * np.abs(level).max(axis=1, keepdims=True), drawn, level)
    return known
