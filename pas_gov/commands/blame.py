"""``blame``: which commit and pull request last decided each part of a promise."""

from __future__ import annotations

from datetime import date

from pas_gov import git
from pas_gov.commands.terminal import print_report
from pas_gov.judging.findings.assembly import reported_promise
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.ledger.events.blame import blame
from pas_gov.ledger.events.messages import pull_of
from pas_gov.ledger.reading.as_of import as_of
from pas_gov.ledger.reading.branch_line import branch_line
from pas_gov.ledger.reading.branch_steps import steps
from pas_gov.loading.loader import open_loader
from pas_gov.model.stack.id_lookup import find_promise
from pas_gov.report.blame import FORMATS
from pas_gov.report.blame.contents import BlameReport


def blame_command(directory: str, text: str, at: str, format_: str, today: date) -> int:
    """Print who decided each part of a promise as it stood at a revision or on a day; returns 0.

    Stops as :func:`as_of.as_of` and :func:`id_lookup.find_promise`.
    """
    repository = git.open_repository(directory)
    moment = as_of(repository, at, "HEAD", today)
    found = branch_line(repository, moment.commit.id)
    with open_loader(git.cache_dir(repository)) as loader:
        stack = loader.load(git.snapshot(repository, found.tip.tree, at)).stack
        entry = find_promise(stack, text)
        decided = blame(entry, steps(found, loader, today))
    pulls = {one.id: number for one in found.commits if (number := pull_of(one.message)) is not None}
    report = BlameReport(reported_promise(entry), ReportedRef(at, found.tip.id), decided, pulls)
    return print_report(FORMATS, report, format_)
