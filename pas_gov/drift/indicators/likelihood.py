"""How much better a series is described with a slope or a step than by chance alone: the likelihood ratio.

Chance is first-order autocorrelation around one level (and the seasons'). Beside it stands the same with a regressor:
time, or a step at the best of all cuts. On either side the correlation is the one that fits best, of a grid from 0 to
0.95, so that a level that moves isn't taken for autocorrelation, nor the other way round. Differences are taken
as Prais and Winsten (1954) have it, the first point kept; the degrees of freedom are those of restricted likelihood.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from pas_gov.foundation.values import dataclass

if TYPE_CHECKING:
    from numpy import ndarray

    Array = ndarray[Any, Any]

Kind = Literal["slope", "step"]
Seasons = tuple[int, ...] | None

SIDE = 5  # points that a level needs on either side of a cut
CORRELATIONS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
ROUNDED = 24.0  # squares of a step in the variance of what is rounded to it: half of what chance makes it
NOTHING = 1e-9  # of a series' range, below which differences are rounding errors


@dataclass(frozen=True, slots=True)
class Fits:
    """Of each series: twice the logarithm of the ratio; the log-likelihoods by correlation; the best regressor."""

    ratio: Array
    chance: Array
    changed: Array
    best: Array


@dataclass(frozen=True, slots=True)
class Design:
    """For each correlation, differenced: an orthonormal base of level and seasons, and the regressors without it."""

    n: int
    levels: int
    differenced: tuple[tuple[Array, Array], ...]

    def fitted(self, series: Array) -> Fits:
        """Return the fits of series, one in each row."""
        import numpy as np

        rounding = self._rounding(series)
        rows = [
            self._one(r, *pair, series, rounding)
            for r, pair in zip(CORRELATIONS, self.differenced, strict=True)
        ]
        chance, changed, best = (np.stack(one) for one in zip(*rows, strict=True))
        at = changed.argmax(axis=0)
        ratio = 2 * (changed.max(axis=0) - chance.max(axis=0))
        return Fits(ratio, chance, changed, best[at, np.arange(len(series))])

    def independent(self, series: Array) -> Array:
        """Return twice the logarithm of the ratio where neighbours don't resemble each other."""
        chance, changed, _ = self._one(CORRELATIONS[0], *self.differenced[0], series, self._rounding(series))
        ratio: Array = 2 * (changed - chance)
        return ratio

    def _one(
        self, r: float, base: Array, regressors: Array, series: Array, rounding: Array
    ) -> tuple[Array, Array, Array]:
        """Return the log-likelihoods without and with the best regressor at one correlation, and which that is."""
        import numpy as np

        left = differences(series, r)
        left = left - (left @ base) @ base.T
        gains = (left @ regressors.T) ** 2
        best = gains.argmax(axis=1)
        gain = np.take_along_axis(gains, best[:, None], axis=1)[:, 0]
        whole = (left**2).sum(axis=1)
        floor, freedom = rounding * (1 + r * r), self.n - self.levels
        stationary = 0.5 * np.log1p(-r * r)
        without, having = (
            stationary - freedom / 2 * np.log(np.maximum(one, 0.0) + floor) for one in (whole, whole - gain)
        )
        return without, having, best

    def _rounding(self, series: Array) -> Array:
        """Return the sum of squares that is there in truth where values are rounded: levels are never known exactly."""
        squares: Array = (self.n - self.levels) * grains(series) ** 2 / ROUNDED
        return squares


def grains(series: Array) -> Array:
    """Return for each series the smallest step between its values: rounded ones lie so far apart at least."""
    import numpy as np

    steps = np.diff(np.sort(series, axis=1), axis=1)
    span = np.maximum(steps.sum(axis=1), np.finfo(float).tiny ** 0.25)
    apart = np.where(steps > NOTHING * span[:, None], steps, np.inf).min(axis=1)
    found: Array = np.where(np.isfinite(apart), apart, span)
    return found


def differences(rows: Array, r: float | Array) -> Array:
    """Return each row's values less so much of the one before; the first is scaled to the same variance.

    Of several correlations the first axis is theirs.
    """
    import numpy as np

    much = np.asarray(r)[..., None, None]
    found: Array = np.broadcast_to(rows, (*much.shape[:-2], *rows.shape)).astype(float, order="C")
    found[..., 1:] -= much * rows[:, :-1]
    found[..., 0] *= (1 - much[..., 0] ** 2) ** 0.5
    return found


def stationary(fresh: Array, r: float) -> Array:
    """Return independent standard normal values, rows of them, as series whose neighbours correlate so; variance 1."""
    from scipy.signal import lfilter

    shocks = fresh.copy()
    shocks[:, 1:] *= (1 - r * r) ** 0.5
    found: Array = lfilter([1.0], [1.0, -r], shocks, axis=1)
    return found


def shares(likelihoods: Array) -> Array:
    """Return how much each correlation counts: by its likelihood, of which these are the logarithms."""
    import numpy as np

    density = np.exp(likelihoods - likelihoods.max())
    found: Array = density / density.sum()
    return found


def level_rows(points: int, seasons: Seasons = None) -> Array:
    """Return the regressors of the level: a row of ones, or for each season one that is 1 at its points."""
    import numpy as np

    keys = np.zeros(points, int) if seasons is None else np.asarray(seasons)
    found: Array = (np.unique(keys)[:, None] == keys[None, :]).astype(float)
    return found


@lru_cache(maxsize=32)
def design(kind: Kind, times: int | tuple[float, ...], seasons: Seasons = None) -> Design:
    """Return the design of a series of so many points, or of points at these times."""
    import numpy as np

    steps = np.arange(times, dtype=float) if isinstance(times, int) else np.array(times)
    n = len(steps)
    levels = level_rows(n, seasons)
    cuts = range(SIDE, n - SIDE + 1)
    raw = steps[None, :] if kind == "slope" else np.array([np.arange(n) >= cut for cut in cuts], float)
    return Design(n, len(levels), tuple(_differenced(levels, raw, r) for r in CORRELATIONS))


def _differenced(levels: Array, raw: Array, r: float) -> tuple[Array, Array]:
    import numpy as np

    base, _ = np.linalg.qr(differences(levels, r).T)
    free = differences(raw, r)
    free = free - (free @ base) @ base.T
    lengths = np.sqrt((free**2).sum(axis=1, keepdims=True))
    return base, free / np.where(lengths > NOTHING, lengths, np.inf)


def normal_scores(series: Array) -> Array:
    """Return of each value what a normal one of its rank is usually; values that differ by rounding alone are ties."""
    import numpy as np
    from scipy.stats import norm, rankdata

    span = np.ptp(series, axis=1, keepdims=True)
    whole = np.round((series - series.min(axis=1, keepdims=True)) / np.where(span > 0, span, 1.0) / NOTHING)
    scores: Array = norm.ppf((rankdata(whole, axis=1) - 0.375) / (series.shape[1] + 0.25))
    return scores


def scaled(times: Sequence[float]) -> tuple[float, ...]:
    """Return times from 0 to 1, so that series of the same spacing share a design."""
    first, span = times[0], (times[-1] - times[0]) or 1.0
    return tuple(round((one - first) / span, 9) for one in times)
