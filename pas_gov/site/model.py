"""The data of the site, which is read and worked out elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from pas_gov.diagnostics import Diagnostic
from pas_gov.drift.state.falling_due import Due
from pas_gov.drift.state.stack_state import StackState
from pas_gov.drift.state.trend import TrendPoint, month_ends
from pas_gov.drift.survey.probes import FOLDER, ZONE
from pas_gov.drift.survey.scan import confirms_nothing
from pas_gov.foundation.values import dataclass
from pas_gov.judging.findings.asks import AsksReport
from pas_gov.judging.findings.gate_report import NoVerdict, Report
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.judging.suites.examples import Examples
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.propagation.core_change import CoreChange
from pas_gov.ledger.reading.ledger_report import ReportedCommit
from pas_gov.model.records.waiver import Waiver
from pas_gov.model.stack.change import Change
from pas_gov.model.stack.stack import Stack
from pas_gov.report.owed.contents import OwedReport


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a pull request changes: two commits, the changed promises, who depends on each, and the gate's verdict."""

    base: ReportedRef
    head: ReportedRef
    changes: tuple[Change, ...]
    reaches: Mapping[str, tuple[tuple[str, ...], ...]]
    verdict: Report
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """One repository at one commit, on one day.

    ``state`` is how every promise, zone and Core stands: every page reads it there. ``due`` is what falls due, the next
    first; ``trend`` the gaps of the months before, the oldest first. ``events`` and ``changes`` come newest first.
    ``unread`` counts the commits that couldn't be read; ``documented`` are the policies with an example each way;
    ``problems`` what is wrong with the files at the commit, ``unseen`` with the texts and indicators. ``asked`` is what
    waits for each owner, None where nobody wants pages of owners, ``asked_by_change``
    what the compared change asks; ``owed`` what customers are owed of whom somebody
    asked. ``board`` is whether a paper for a board is wanted.
    """

    name: str
    tip: ReportedRef
    state: StackState
    due: tuple[Due, ...] = ()
    trend: tuple[TrendPoint, ...] = ()
    events: tuple[Event, ...] = ()
    commits: Mapping[str, ReportedCommit] = field(default_factory=dict)
    changes: tuple[CoreChange, ...] = ()
    documented: tuple[Examples, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    unseen: tuple[Diagnostic, ...] = ()
    unread: int = 0
    comparison: Comparison | None = None
    asked: AsksReport | NoVerdict | None = None
    asked_by_change: AsksReport | NoVerdict | None = None
    owed: tuple[OwedReport, ...] = ()
    board: bool = False

    @property
    def stack(self) -> Stack:
        """The promises."""
        return self.state.stack

    @property
    def today(self) -> date:
        """The day."""
        return self.state.today

    @property
    def records_began(self) -> date | None:
        """The day of the first event, where it lies within the time of the trend: before it nothing is known."""
        first = self.events[-1].origin.day if self.events else self.today
        return first if first > month_ends(self.today)[0] else None

    @property
    def looked(self) -> bool:
        """Whether texts and indicators were looked at."""
        return self.state.observed.texts is not None

    @property
    def bot_unasked(self) -> bool:
        """Whether texts were looked at, and the zone of bots delivers promises, but no bot's answers were read."""
        texts = self.state.observed.texts
        if texts is None or not self.state.zones[ZONE].promises:
            return False
        return not any(path.startswith(f"{FOLDER}/") for path in texts.read)

    @property
    def status(self) -> int:
        """The exit status: 3 where something couldn't be read, else 0."""
        errors = any(problem.severity == "error" for problem in self.problems)
        unseen = any(map(confirms_nothing, self.unseen)) or bool(self.state.observed.unread)
        untold = any(one is not None and one.status == 3 for one in (self.asked, self.asked_by_change))
        return 3 if errors or self.unread or self.stack.unreadable or unseen or untold else 0


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site: its path below the site's folder, and its text."""

    path: str
    text: str
