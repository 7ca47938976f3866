"""Simulates the table by which slopes and steps are tested, and writes it into the package.

``python -m tests.bench.chance``: two minutes of a processor. It is to be run again where likelihood.py changes; its seeds are
fixed, so that the same likelihood gives the same table.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from pas_gov.drift.indicators.chance import TABLE  # noqa: E402
from pas_gov.drift.indicators.likelihood import (  # noqa: E402
    CORRELATIONS,
    SIDE,
    Kind,
    design,
    normal_scores,
    stationary,
)

PROBABILITIES = (0.99, 0.95, 0.8, 0.6, 0.4, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002)
POINTS = (3, 4, 5, 6, 8, 10, 12, 14, 17, 21, 26, 32, 40, 52, 70, 100, 150, 210, 300, 400)
SERIES = 10_000  # for each correlation
AT_ONCE = 500
SEED = 20260101


def quantiles(kind: Kind, points: int, series: int) -> Iterator[list[float]]:
    """Yield the ratios that chance exceeds with PROBABILITIES, a row for each correlation."""
    import numpy as np

    found, chance = design(kind, points), np.random.default_rng([SEED, points, len(kind)])
    for one in CORRELATIONS:
        made = (stationary(chance.standard_normal((AT_ONCE, points)), one) for _ in range(series // AT_ONCE))
        yield _row([found.fitted(some).ratio for some in made])


def order(points: int, series: int) -> Iterator[list[float]]:
    """Yield the same of normal scores that come in any order: one row."""
    import numpy as np

    found, chance = design("step", points), np.random.default_rng([SEED, points])
    scores = np.tile(normal_scores(np.arange(points, dtype=float)[None, :]), (AT_ONCE, 1))
    made = (chance.permuted(scores, axis=1) for _ in range(series // AT_ONCE))
    yield _row([found.independent(some) for some in made])


def _row(ratios: Sequence[Any]) -> list[float]:
    import numpy as np

    found = np.quantile(np.concatenate(ratios), [1 - p for p in PROBABILITIES])
    return [round(float(one), 3) for one in found]


def main() -> None:
    """Write the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--series", type=int, default=SERIES, help="for each correlation; a fifth from 150 points"
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
                series = given.series // (5 if points >= 150 else 1)
                table[kind][str(points)] = list(quantiles(kind, points, series))
                print(kind, points, flush=True)
    for points in (one for one in POINTS if one >= 2 * SIDE):
        table["order"][str(points)] = list(order(points, given.series))
    path = ROOT / "pas_gov" / "drift" / "indicators" / TABLE
    path.write_text(json.dumps(table).replace("]], ", "]],\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
