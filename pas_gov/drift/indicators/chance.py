"""How often chance alone gives a likelihood ratio: read from a table that ``python -m tests.bench.chance`` simulates.

The ratio depends little on how strongly neighbours resemble each other, and on how many points there are: so a table of
its quantiles, by points and correlation, says the p of any series. Seasons count as so many points less.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from pas_gov.drift.indicators.likelihood import CORRELATIONS
from pas_gov.foundation.values import dataclass

if TYPE_CHECKING:
    from numpy import ndarray

    Array = ndarray[Any, Any]

TABLE = "chance.json"
Test = Literal["slope", "step", "order"]


@dataclass(frozen=True, slots=True)
class Chance:
    """The ratios that chance exceeds with these probabilities (falling): by number of points and correlation."""

    probabilities: tuple[float, ...]
    points: tuple[int, ...]
    ratios: Mapping[int, Array]

    def exceeding(self, ratio: float, points: int) -> Array:
        """Return how often chance gives as much or more, for each correlation."""
        import numpy as np

        fewer = max((one for one in self.points if one <= points), default=self.points[0])
        more = min((one for one in self.points if one >= points), default=self.points[-1])
        share = 0.0 if fewer >= more else float(np.log(points / fewer) / np.log(more / fewer))
        between = (1 - share) * self.ratios[fewer] + share * self.ratios[more]
        return np.array([self._p(ratio, row) for row in between])

    def _p(self, ratio: float, quantiles: Array) -> float:
        """Return p on the lines between quantiles, over its logarithm; beyond the last one its line goes on."""
        import numpy as np

        logs = np.log(self.probabilities)
        if ratio <= quantiles[-1]:
            return float(np.exp(np.interp(ratio, [0.0, *quantiles], [0.0, *logs])))
        steep = (logs[-1] - logs[-4]) / (quantiles[-1] - quantiles[-4])
        return float(np.exp(max(logs[-1] + steep * (ratio - quantiles[-1]), -50.0)))


@lru_cache(maxsize=3)
def chance(kind: Test) -> Chance:
    """Return what is known of a slope, of a step at the best cut, and of such a step in normal scores in any order."""
    import numpy as np

    read = json.loads(files("pas_gov.drift.indicators").joinpath(TABLE).read_text(encoding="utf-8"))
    assert tuple(read["correlations"]) == CORRELATIONS  # noqa: S101  (the bench that writes it takes them from here)
    ratios = {int(points): np.array(rows) for points, rows in read[kind].items()}
    return Chance(tuple(read["probabilities"]), tuple(sorted(ratios)), ratios)
