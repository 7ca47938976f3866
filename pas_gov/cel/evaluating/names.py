"""The variables of one evaluation, as CEL values."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.cel.evaluating.values import CONVERT, Value, value
from pas_gov.cel.problems import EvaluationError, Problem


class Names(dict[str, Value]):
    """The variables read so far; macros put their own over them.

    One that is missing is read from what was given, one name at a time, since that may compute its values.
    """

    __slots__ = ("given",)
    given: Mapping[
        str, object
    ]  # plain data or CEL values; set by whoever makes this, which spares an __init__

    def __missing__(self, name: str) -> Value:
        """Return a variable that is read for the first time, and keep it."""
        try:
            found = self.given[name]
            convert = CONVERT.get(type(found), value)  # what value() does, without the call
            found = self[name] = convert(found)
        except KeyError:
            raise Problem(f"{name} is not given") from None
        except EvaluationError as error:  # its place is in the expression that computes the variable
            raise Problem(f"{name} has no value: {error.message}") from None
        return found
