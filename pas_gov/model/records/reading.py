"""What reading one record gives: its checked data, or everything that is wrong with it.

What is found depends on the bytes alone, so that it can be kept by the blob's id: places have no path here,
``faults_in`` gives them one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pas_gov.diagnostics import Diagnostic
from pas_gov.foundation.values import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """The data of one file that can be read, with its faults; of another one the faults alone. Its id where it has one.

    ``seems`` is the id that a text which can't be parsed seems to give: good enough to name, not to believe.
    A record whose days contradict each other is an error, but can be read: what it promises stays in the stack. So can
    settings in which no more is wrong than whose words some speakers' are: these speakers aren't in the record.
    """

    record: Mapping[str, Any] | None
    id: str = ""
    faults: tuple[Diagnostic, ...] = ()
    seems: str = ""

    @property
    def valid(self) -> bool:
        """Whether there is a record, and no error in it."""
        return self.record is not None and all(one.severity != "error" for one in self.faults)

    def faults_in(self, path: str) -> tuple[Diagnostic, ...]:
        """Return the faults with the path of the file that was read."""
        return tuple(replace(fault, location=replace(fault.location, path=path)) for fault in self.faults)
