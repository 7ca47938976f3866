"""``test --history``: what a policy, new or changed, would have blocked in the past."""

from __future__ import annotations

import time
from datetime import date

from pas_gov import cel, git
from pas_gov.commands.terminal import print_report
from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.progress import with_progress
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.ledger.reading.branch_line import BranchLine, branch_line
from pas_gov.ledger.reading.branch_steps import steps
from pas_gov.ledger.replay.candidate_replay import Replay
from pas_gov.ledger.replay.candidates import candidates
from pas_gov.loading.loader import Loader
from pas_gov.loading.root import Root, find_root
from pas_gov.loading.time_limit import until_deadline
from pas_gov.report.history import FORMATS
from pas_gov.report.history.contents import HistoryReport


def history_command(  # noqa: PLR0913  (one parameter for each option)
    directory: str,
    ref: str,
    policies: tuple[str, ...],
    format_: str,
    *,
    today: date,
    seconds: float,
    most: int,
) -> int:
    """Try policies of the work tree on past first-parent changes, and print what they would have blocked.

    ``ref`` is a commit, or ``A..B``: what came after A up to B; ``most`` bounds the changes, newest first, 0
    for all. Each is judged on its own day; ``today`` is for a history without days. When the ``seconds`` are
    over, no older change is looked at. Returns 0 whatever would have been blocked, 3 where something couldn't
    be judged. Stops as :func:`branch_line.branch_line` and :func:`candidates.candidates`.
    """
    folder = find_root(directory)
    found = branch_line(_repository(folder, directory), ref, most)
    with folder.open_loader() as loader:
        report = _report(folder, loader, found, policies, today, seconds)
    return print_report(FORMATS, report, format_)


def _repository(folder: Root, directory: str) -> git.Repository:
    if folder.repository is None:
        message = f"{printable(directory)} isn't the root of a git repository, so it has no history"
        raise Stop("no-repository", message, "go to the repository, or name it with --repo", status=2)
    return folder.repository


def _report(  # noqa: PLR0913  (each part comes from another place)
    folder: Root, loader: Loader, found: BranchLine, named: tuple[str, ...], today: date, seconds: float
) -> HistoryReport:
    tip = loader.load(git.snapshot(found.repository, found.tip.tree, found.tip.ref))
    chosen = candidates(loader.load(folder.snapshot()), tip, named)
    deadline = time.monotonic() + seconds
    replay = Replay(chosen.tried, chosen.present, lambda: cel.Budget(max(deadline - time.monotonic(), LEAST)))
    results = replay.results(steps(found, loader, today))
    judged = tuple(until_deadline(deadline, with_progress(results, len(found.commits), "changes")))
    return HistoryReport(
        tip=ReportedRef(found.tip.ref, found.tip.id),
        after=ReportedRef(found.after.ref, found.after.id) if found.after else None,
        candidates=chosen.policies,
        present=chosen.in_force,
        faults=chosen.faults,
        steps=judged,
        left=len(found.commits) - len(judged),
    )


LEAST = 0.1  # seconds for the change that is begun when the time is nearly over
