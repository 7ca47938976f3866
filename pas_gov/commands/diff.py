"""``diff``: the typed changes between two commits, and what each reaches."""

from __future__ import annotations

from pas_gov import git
from pas_gov.commands.terminal import print_report
from pas_gov.judging.findings.assembly import reported_changes
from pas_gov.judging.findings.gate_report import ReportedRef
from pas_gov.ledger.reading.branch import ends
from pas_gov.loading.loader import open_loader
from pas_gov.model.stack.paths import differing_paths, record_paths
from pas_gov.model.stack.transition import transition
from pas_gov.report.diff import FORMATS
from pas_gov.report.diff.contents import DiffReport


def diff_command(directory: str, revisions: str, format_: str) -> int:
    """Print what changed; 0 whether anything did or not."""
    repository = git.open_repository(directory)
    first, second = ends(repository, revisions)
    before = git.snapshot(repository, first.tree, first.ref)
    after = git.snapshot(repository, second.tree, second.ref)
    with open_loader(git.cache_dir(repository)) as loader:
        base, head = loader.load(before), loader.load(after)
        change = transition(base.stack, head.stack, record_paths(differing_paths(before, after)))
        report = DiffReport(
            ReportedRef(first.ref, first.id),
            ReportedRef(second.ref, second.id),
            reported_changes(change, reaches=True),
            head.errors,
            change.paths,
        )
    return print_report(FORMATS, report, format_)
