"""What a writing command did or would do: the report that is printed."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.gate_report import ReportedFinding, ReportedProblem
from pas_gov.report.committed import Committed

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """What would be written instead of a refused command, as words behind ``pas-gov``.

    ``first`` are commands about other promises, to be run before; ``whole`` is the refused command itself, completed,
    or empty where nothing could complete it; ``instead`` are other commands that do what the policies allow.
    ``replaced`` says which of the typed answers another one took the place of.
    """

    first: tuple[Words, ...] = ()
    whole: Words = ()
    instead: tuple[Words, ...] = ()
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """One proposal.

    ``texts`` are (before, after) by path, None where there is no file; ``moved`` is where a file
    comes from, by its new path.

    ``said`` tells what was recorded, ``left`` what the command leaves as it is; ``own`` and ``problems`` are what the
    gate would block it for, ``asked`` what others have to answer; ``unforeseen`` says why the gate couldn't be
    asked. ``completion`` is what a refused command lacks, None where it isn't known. ``is_step``
    tells that it is written since it answers what blocks the branch, though ``own`` will block it then. ``commit`` is
    None where none was asked for, or there was nothing to commit.
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
    completion: Completion | None = None
    is_step: bool = False
    commit: Committed | None = None

    @property
    def status(self) -> int:
        """1 where nothing is written as the gate would block it, 3 where git refused to commit it, else 0."""
        return 1 if self.refused else self.commit.status if self.commit else 0
