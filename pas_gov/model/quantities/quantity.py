"""One quantity of a text: a number with its unit."""

from __future__ import annotations

from typing import Literal

from pas_gov.foundation.values import dataclass

QuantityKind = Literal["duration", "percent", "money", "count", "date"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number of a text with its unit.

    ``values`` holds one number, or two for a range ("10-14 days"); a date is its ISO text, with the parts that
    aren't written left out ("2020", "--05-03"). Units: ``s min h d w mo y`` and business ``bh bd`` for durations,
    ``%``, an ISO currency (perhaps with ``/mo``), the thing that is counted, or "" for a date.
    """

    text: str
    kind: QuantityKind
    values: tuple[int | float | str, ...]
    unit: str
