"""A figure that a title keeps when the term or the statement that it came from has another one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.judging.policies.quarrels import UNITS, text_quantities
from pas_gov.judging.verdict.remedy import shown
from pas_gov.model.quantities.quantity import Quantity
from pas_gov.model.quantities.units import singular
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import Promise
from pas_gov.model.stack.terms import magnitude

Figure = tuple[
    object, ...
]  # a dimension and an amount in its base unit, or of a count its thing and its number
BLANK = "<ONE LINE THAT PEOPLE KNOW IT BY>"


def stale_title(before: Promise, after: Promise) -> Iterator[str]:
    """Yield a sentence for each figure of the title that the terms or the statement had, and no longer have.

    What stands in the title alone is nobody's figure, and one that the new terms or the new statement have too is no
    earlier one: neither is told.
    """
    gone = _figures(before) - _figures(after)
    told = (one.text for one in text_quantities(fold(after.title)) if gone & _amounts(one)) if gone else ()
    for words in dict.fromkeys(told):
        again = shown(("amend", after.id, "--title", BLANK))
        yield f'The title still says "{printable(words)}", which the promise no longer does: {again}'


def _figures(promise: Promise) -> frozenset[Figure]:
    """Return the figures of a promise's terms and of its statement."""
    found = {figure for one in text_quantities(fold(promise.statement)) for figure in _amounts(one)}
    for term in promise.terms:
        size = magnitude(term.value)
        things = {singular(word) for word in re.findall(r"[A-Za-z]+", term.measure)}
        dimensions = things if size.dimension == "number" else {size.dimension}
        found |= {(dimension, float(size.amount)) for dimension in dimensions}
    return frozenset(found)


def _amounts(said: Quantity) -> frozenset[Figure]:
    """Return a quantity's figures in base units, both ends of a range; one of an unknown unit by that unit itself."""
    known = next(
        ((dimension, factor) for (dimension, unit), factor in UNITS.items() if unit == said.unit), None
    )
    dimension, factor = known or (said.unit or said.kind, 1)
    return frozenset((dimension, one if isinstance(one, str) else float(one) * factor) for one in said.values)
