"""The stored table of what chance does: it is what the present likelihood gives, and p is read from it."""

from __future__ import annotations

import pytest

from pas_gov.drift.indicators.chance import chance
from tests.bench.chance import PROBABILITIES, SERIES, order, quantiles

POINTS = 12


@pytest.mark.parametrize("test", ["slope", "step", "order"])
class TestTable:
    def test_it_is_that_of_the_present_likelihood(self, test):
        """One length, the first correlation: where it differs, ``python -m tests.bench.chance`` is to be run again."""
        simulated = order(POINTS, SERIES) if test == "order" else quantiles(test, POINTS, SERIES)
        assert chance(test).ratios[POINTS][0].tolist() == pytest.approx(next(simulated), abs=0.0011)

    def test_p_is_read_from_it_and_between_two_of_its_numbers(self, test):
        known = chance(test)
        row = known.ratios[POINTS][0]
        assert [known.exceeding(ratio, POINTS)[0] for ratio in row] == pytest.approx(PROBABILITIES)
        assert PROBABILITIES[-1] < known.exceeding((row[-2] + row[-1]) / 2, POINTS)[0] < PROBABILITIES[-2]

    def test_beyond_it_p_goes_on_falling(self, test):
        known = chance(test)
        last = known.ratios[POINTS][0][-1]
        far = [known.exceeding(times * last, POINTS)[0] for times in (1.0, 2.0, 4.0)]
        assert far[0] == pytest.approx(PROBABILITIES[-1])
        assert far[0] > far[1] > far[2] > 0
