"""What a writing command did or would do: the report that is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pas_gov.judging.findings.gate_report import ReportedFinding, ReportedProblem


@dataclass(frozen=True, slots=True)
class Outcome:
    """One proposal.

    ``texts`` are (before, after) by path, None where there is no file; ``moved`` is where a file
    comes from, by its new path.

    ``said`` tells what was recorded, ``left`` what the command leaves as it is; ``own`` and ``problems`` are what the
    gate would block it for, ``asked`` what others have to answer; ``unforeseen`` says why the gate couldn't be
    asked.
    """

    texts: Mapping[str, tuple[bytes | None, bytes | None]]
    moved: Mapping[str, str]
    said: tuple[str, ...]
    left: tuple[str, ...]
    own: tuple[ReportedFinding, ...]
    problems: tuple[ReportedProblem, ...]
    asked: tuple[ReportedFinding, ...]
    unforeseen: str
    refused: bool
    dry_run: bool

    @property
    def status(self) -> int:
        """1 where nothing is written as the gate would block it, else 0."""
        return 1 if self.refused else 0
