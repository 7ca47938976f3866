"""``diff``: the typed changes between two commits, and what each reaches."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pas_gov import git
from pas_gov.commands.terminal import print_report
from pas_gov.gate.comparison import compared
from pas_gov.judging.findings.assembly import reported_changes
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.loading.loader import open_loader
from pas_gov.model.stack.paths import differing_paths, record_paths
from pas_gov.model.stack.transition import transition
from pas_gov.report.diff import FORMATS
from pas_gov.report.diff.contents import DiffReport


def diff_command(
    directory: str, revisions: str, environ: Mapping[str, str], format_: str, today: date
) -> int:
    """Print what changed; 0 whether anything did or not. ``revisions`` and Stops as :func:`comparison.compared`."""
    repository = git.open_repository(directory)
    with compared(repository, revisions, environ) as found, open_loader(git.cache_dir(repository)) as loader:
        base, head = loader.load(found.before, today), loader.load(found.after, today)
        paths = record_paths(differing_paths(found.before, found.after))
        change = transition(base.stack, head.stack, paths)
        report = DiffReport(
            ReportedRef(found.base.ref, found.base.id),
            ReportedRef(found.head.ref, found.head.id),
            reported_changes(change, reaches=True),
            head.errors,
            change.paths,
            found.merged,
        )
    return print_report(FORMATS, report, format_)
