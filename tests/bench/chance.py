"""Simulates the table by which slopes and steps are tested, and writes it into the package.

``python -m tests.bench.chance``: two minutes of a processor. It is to be run again where likelihood.py changes; its seeds are
fixed, so that the same likelihood gives the same table.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from pas_gov.drift.indicators.chance import TABLE  # noqa: E402
from pas_gov.drift.indicators.likelihood import CORRELATIONS, SIDE, Kind, design, normal_scores  # noqa: E402

PROBABILITIES = (0.99, 0.95, 0.8, 0.6, 0.4, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002)
POINTS = (3, 4, 5, 6, 8, 10, 12, 14, 17, 21, 26, 32, 40, 52, 70, 100, 150, 210, 300, 400)
AT_ONCE = 500
SEED = 20260101


def noise(correlation: float, points: int, count: int, chance: Any) -> Any:
    """Return series of first-order autocorrelation, stationary from the first point on."""
    from scipy.signal import lfilter

    shocks = chance.standard_normal((count, points))
    shocks[:, 0] /= (1 - correlation**2) ** 0.5
    return lfilter([1.0], [1.0, -correlation], shocks, axis=1)


def quantiles(kind: Kind, points: int, series: int) -> list[list[float]]:
    """Return the ratios that chance exceeds with PROBABILITIES, a row for each correlation."""
    import numpy as np

    found, chance = design(kind, points), np.random.default_rng([SEED, points, len(kind)])
    rows = []
    for one in CORRELATIONS:
        ratios = np.concatenate(
            [found.fitted(noise(one, points, AT_ONCE, chance)).ratio for _ in range(series // AT_ONCE)]
        )
        rows.append([round(float(q), 3) for q in np.quantile(ratios, [1 - p for p in PROBABILITIES])])
    return rows


def order(points: int, series: int) -> list[list[float]]:
    """Return the same of normal scores that come in any order: one row."""
    import numpy as np

    found, chance = design("step", points), np.random.default_rng([SEED, points])
    scores = normal_scores(np.arange(points, dtype=float)[None, :])
    ratios = np.concatenate(
        [
            found.independent(chance.permuted(np.tile(scores, (AT_ONCE, 1)), axis=1))
            for _ in range(series // AT_ONCE)
        ]
    )
    return [[round(float(q), 3) for q in np.quantile(ratios, [1 - p for p in PROBABILITIES])]]


def main() -> None:
    """Write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--series", type=int, default=10_000, help="for each correlation; a fifth from 150 points"
    )
    given = options.parse_args()
    table: dict[str, Any] = {
        "probabilities": PROBABILITIES,
        "correlations": CORRELATIONS,
        "slope": {},
        "step": {},
        "order": {},
    }
    kinds: tuple[Kind, ...] = ("slope", "step")
    for kind in kinds:
        for points in POINTS:
            if points >= (2 * SIDE if kind == "step" else 3):
                table[kind][str(points)] = quantiles(
                    kind, points, given.series // (5 if points >= 150 else 1)
                )
                print(kind, points, flush=True)
    for points in (one for one in POINTS if one >= 2 * SIDE):
        table["order"][str(points)] = order(points, given.series)
    path = ROOT / "pas_gov" / "drift" / "indicators" / TABLE
    path.write_text(json.dumps(table).replace("]], ", "]],\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
