"""Whether the numbers of a series can be in the unit of its term at all: shares for percent, nanoseconds for hours."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10
from statistics import median

from pas_gov.drift.indicators.readings import UnusableRows
from pas_gov.model.records.promise import Bound
from pas_gov.model.stack.terms import UNITS

SURELY = 10.0  # percent from which a term is no share, and values below 1 none of its percentages
TOO_LONG = 1e5  # times the limit, beyond which a time is counted in a smaller unit: 4h and 1.08e13
AS_PERCENT = "multiply by 100 in the query, or let it give texts such as '99.95%'"


def scale_hint(values: Sequence[float], limit: float, unit: str, bound: Bound) -> str:
    """Return what to make sure of where values may be in another unit than the limit, "" where they aren't.

    Raises UnusableRows where they are in another for all that can be told.
    """
    if not values or not any(values):
        return ""
    size = median(abs(one) for one in values if one)
    if unit == "%" and all(0 <= one <= 1 for one in values) and limit > 1:
        if limit >= SURELY:
            raise UnusableRows(
                f"all values lie between 0 and 1, and the term says {limit:g}%: they look like shares",
                AS_PERCENT,
            )
        return (
            f"all values are read as percent, though they lie between 0 and 1; are they shares? {AS_PERCENT}"
        )
    if unit == "%" and bound != "at_most" and limit < 100 and any(one > 100 for one in values):
        if all(one > 100 for one in values):
            raise UnusableRows(
                f"all values lie above 100 %, and the term says {limit:g}%: what is counted can't be its share",
                "let the query give percent of the whole: 100.0 * kept / all_of_them",
            )
        return "some values lie above 100 %; is that what the query should give?"
    if unit == "" and bound != "at_most" and 0 < limit < 1 and all(SURELY < one <= 100 for one in values):
        raise UnusableRows(
            f"all values lie between {SURELY:g} and 100, and the term says {limit:g}: they look like percentages",
            "divide by 100 in the query, or write the term in percent",
        )
    if unit and UNITS[unit][0] == "elapsed" and limit > 0 and size > TOO_LONG * limit:
        raise UnusableRows(
            f"the values are more than {TOO_LONG:,.0f} times the term of {limit:g}{unit}: another unit of time",
            _finer_unit(size, limit, unit),
        )
    return ""


FINER = {"milliseconds": "e3", "microseconds": "e6", "nanoseconds": "e9"}
"""Units finer than a second, by how many of one: pandas (from 3 on, and before) and Arrow write the last two in Parquet."""


def _finer_unit(size: float, limit: float, unit: str) -> str:
    """Return how values of about this size become those of the term, the unit that they seem to be in first."""

    def distance(name: str) -> float:
        return abs(log10(size / float(f"{UNITS[unit][1]}{FINER[name]}") / limit))

    likely, *others = sorted(FINER, key=distance)
    return (
        f"they look like {likely}: let the query divide them by {UNITS[unit][1]}{FINER[likely]} to give {unit}; if they are "
        + ", or ".join(f"{one}, by {UNITS[unit][1]}{FINER[one]}" for one in others)
        + " (pandas and Arrow write lengths of time into Parquet as such whole numbers)"
    )


def refuse_negative_times(values: Sequence[float], unit: str) -> None:
    """Raise UnusableRows where values are below nothing under a term of time."""
    below = sum(one < 0 for one in values)
    if below and unit and UNITS[unit][0] in ("elapsed", "business"):
        raise UnusableRows(
            f"{below} of {len(values)} values are negative, and no time is",
            "let the query subtract the earlier time from the later one",
        )
