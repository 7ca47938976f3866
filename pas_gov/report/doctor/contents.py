"""A check-up: what of all that pas-gov can use is set up here, each thing with its remedy where it isn't."""

from __future__ import annotations

from typing import Literal

from pas_gov.foundation.values import dataclass

State = Literal["ok", "missing", "wrong", "unknown"]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that may be set up: its name in JSON, a fact, and what to do, "" for nothing.

    ``unknown`` is what no file here tells. ``commands`` are those of the remedy, ``lines`` what it has written into a
    file. ``optional`` says that the gate holds without it.
    """

    id: str
    part: str
    state: State
    fact: str
    remedy: str = ""
    commands: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Checkup:
    """The checks in the order of their parts."""

    path: str
    checks: tuple[Check, ...]

    @property
    def lacking(self) -> tuple[Check, ...]:
        """What is missing or wrong and not optional."""
        return tuple(one for one in self.checks if one.state in ("missing", "wrong") and not one.optional)

    @property
    def status(self) -> int:
        """Always 0: a check-up tells, and blocks nothing."""
        return 0
