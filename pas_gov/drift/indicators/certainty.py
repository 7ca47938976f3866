"""Between which days a trend's line reaches the limit: its level isn't known exactly, nor is its slope.

A date is where the line meets the limit, so that its interval holds every moment at which the line's value can't be told
from the limit (inverse prediction, Fieller 1954). The error of that value has two parts. The slope's is that of least
squares, a little more for the line of Theil and Sen. The level's is the median's, which in a steep series hangs on the
few values near its middle: it may be twice that of a mean.

How strongly neighbours resemble each other isn't known either: each correlation of a grid counts by its restricted
likelihood, and under each the error has Student's distribution. So short series aren't taken for surer than they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pas_gov.drift.indicators.likelihood import CORRELATIONS, differences, level_rows, shares, stationary
from pas_gov.drift.indicators.rhythm import Rhythm
from pas_gov.drift.indicators.series import Point
from pas_gov.drift.indicators.trend import CONFIDENCE, Trend
from pas_gov.foundation.values import dataclass

if TYPE_CHECKING:
    from numpy import ndarray

    Array = ndarray[Any, Any]

DOUBT = (1 - CONFIDENCE) / 2  # on either side
ROBUST = 1.0472  # variance of the slope of Theil and Sen, where that of least squares is 1 (pi / 3: Sen 1968)
ALONE = 1.5  # before the values are seen: by how much none is likelier than some
SELDOM = 1.2  # and how soon strong ones are seldom
NOTHING = 1e-9  # of the values' size, below which what the line leaves is a rounding error
SERIES = 160  # of nothing but chance, whose medians say how far a median errs
NEAREST, FARTHEST = 0.1, 80_000.0  # days from the line's own date within which a bound is looked for
STEPS, FINER = 24, 12  # of the first pass, and of each of two that look closer
FEEBLE = 1e-4  # weight below which a correlation is left out


@dataclass(frozen=True, slots=True)
class Certainty:
    """How well a line is known: of each correlation the weight, the variances of level and slope, their covariance."""

    line: Trend
    freedom: int
    weights: tuple[float, ...]
    errors: tuple[tuple[float, float, float], ...]

    def between(self, at: float) -> tuple[float, float]:
        """Return the values between which the true line lies at a moment, in 95 of 100 cases."""
        import numpy as np

        middle, unit = self.line.value(at), float(self._errors(np.array([at])).max())
        far = _edge(lambda apart: self._doubt(np.full(len(apart), at), apart * unit), 1e3)
        far = 1e3 if far is None else far
        return middle - far * unit, middle + far * unit

    def reaching(self, limit: float) -> tuple[float | None, float | None]:
        """Return the moments between which the true line reaches a limit, in 95 of 100 cases; None: no bound."""
        day = self.line.reaches(limit)
        if day is None:
            return None, None
        slope = self.line.slope
        before = _edge(lambda far: self._doubt(day - far, slope * far), FARTHEST)
        after = _edge(lambda far: self._doubt(day + far, slope * far), FARTHEST)
        return None if before is None else day - before, None if after is None else day + after

    def _doubt(self, at: Array, apart: Array) -> Array:
        """Return how likely the true line lies further from this one than so, on the same side (on it: 0.5)."""
        import numpy as np
        from scipy.special import stdtr

        told: Array = np.array(self.weights) @ stdtr(self.freedom, -abs(apart) / self._errors(at))
        return told

    def _errors(self, at: Array) -> Array:
        import numpy as np

        level, slope, both = np.array(self.errors).T[:, :, None]
        away = at - self.line.at
        found: Array = (level + slope * away**2 + 2 * both * away) ** 0.5
        return found


def certainty(points: Sequence[Point], line: Trend, rhythm: Rhythm | None = None) -> Certainty:
    """Return how well the line of points is known; what their rhythm adds is no error."""
    import numpy as np

    values = np.array([point.value for point in points]) - line.level
    times = np.array([point.at for point in points]) - line.at
    known = _regressors(times, rhythm)
    freedom = len(points) - len(known)
    fit = _fit(known, values, freedom)
    level, slope, ranks = _pulls(known, times, fit)
    lags = [_by_lag(level, level), _by_lag(slope, slope), _by_lag(level, slope)]
    together = _grid()[:, None] ** np.arange(len(points)) @ np.array(lags).T
    together += [ranks, (ROBUST - 1) * float(slope @ slope), 0.0]
    errors = fit.variances[:, None] * together
    seen = fit.weights > FEEBLE
    return Certainty(
        line, freedom, tuple(fit.weights[seen].tolist()), tuple(map(tuple, errors[seen].tolist()))
    )


def _grid() -> Array:
    import numpy as np

    return np.array(CORRELATIONS)


@dataclass(frozen=True, slots=True)
class _Fit:
    """Generalised least squares at each correlation: its weight, the values' variance; the best one, its values."""

    weights: Array
    variances: Array
    best: int
    fitted: Array


def _regressors(times: Array, rhythm: Rhythm | None) -> Array:
    """Return a row for the level, or for each part of the rhythm, and last the times."""
    import numpy as np

    parts = level_rows(len(times), rhythm.parts if rhythm else None)
    return np.vstack([parts, times / (np.abs(times).max() or 1.0)])


def _fit(regressors: Array, values: Array, freedom: int) -> _Fit:
    import numpy as np

    grid = _grid()
    base, triangle = np.linalg.qr(differences(regressors, grid).transpose(0, 2, 1))
    known = differences(values[None, :], grid)[:, 0]
    seen = (known[:, None, :] @ base)[:, 0]
    nothing = freedom * (NOTHING * (np.abs(values).max() or 1.0)) ** 2
    squares = np.maximum((known**2).sum(axis=1) - (seen**2).sum(axis=1), 0.0) + nothing
    size = np.log(np.abs(np.diagonal(triangle, axis1=1, axis2=2))).sum(axis=1)
    likely = 0.5 * np.log1p(-(grid**2)) - size - freedom / 2 * np.log(squares)
    likely += SELDOM * np.log1p(-grid) + np.where(grid == 0, ALONE, 0.0)
    best = int(likely.argmax())
    fitted = np.linalg.solve(triangle[best], seen[best]) @ regressors
    return _Fit(shares(likely), squares / freedom / (1 - grid**2), best, fitted)


def _pulls(regressors: Array, times: Array, fit: _Fit) -> tuple[Array, Array, float]:
    """Return how far the error of each value pulls a median, how far a slope, and what variance ranks add to a median.

    A median hangs on the values that lie near it.
    """
    import numpy as np

    variance = float(fit.variances[fit.best])
    near = np.exp(-((fit.fitted - np.median(fit.fitted)) ** 2) / (2 * variance))
    level = near / max(float(near.sum()), NOTHING)
    noise = variance**0.5 * _noise(len(times), CORRELATIONS[fit.best])
    ranks = float(np.var(np.median(fit.fitted + noise, axis=1)) - np.var(noise @ level)) / variance
    parts = regressors[:-1]
    free = times - (parts @ times / parts.sum(axis=1)) @ parts
    return level, free / (free @ free), max(ranks, 0.0)


@lru_cache(maxsize=32)
def _noise(points: int, r: float) -> Array:
    """Return series of nothing but chance whose neighbours resemble each other so much: the same at each call."""
    import numpy as np

    return stationary(np.random.default_rng(points).standard_normal((SERIES, points)), r)


def _by_lag(one: Array, other: Array) -> Array:
    """Return the sum of products of two rows' values that lie so many places apart, in either order."""
    import numpy as np

    products, last = np.correlate(one, other, "full"), len(one) - 1
    found: Array = products[last:] + products[last::-1]
    found[0] /= 2
    return found


def _edge(doubt: Callable[[Array], Array], most: float) -> float | None:
    """Return how far from 0 the doubt is first small enough, None where it isn't before ``most``."""
    import numpy as np

    tried = np.geomspace(NEAREST, most, STEPS)
    beyond = doubt(tried) <= DOUBT
    if not beyond.any():
        return None
    at = int(beyond.argmax())
    near, far = tried[at - 1] if at else 0.0, tried[at]
    for _ in range(2):
        fine = np.linspace(near, far, FINER)
        at = max(int((doubt(fine) <= DOUBT).argmax()), 1)
        near, far = fine[at - 1], fine[at]
    return float(far)
