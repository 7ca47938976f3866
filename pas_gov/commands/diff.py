"""``diff``: the typed changes between two commits, and what each reaches."""

from __future__ import annotations

from pas_gov import git
from pas_gov.commands.terminal import terminal_style, write
from pas_gov.judging.findings.assembly import change_lines
from pas_gov.judging.findings.report import RefLine
from pas_gov.ledger.reading.branch import ends
from pas_gov.loading.loader import open_loader
from pas_gov.model.stack.paths import differing_paths, record_paths
from pas_gov.model.stack.transition import transition
from pas_gov.report.diff.formats import DiffReport, diff_json, diff_text


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
            RefLine(first.ref, first.id),
            RefLine(second.ref, second.id),
            change_lines(change, reaches=True),
            head.errors,
            change.paths,
        )
        write(diff_json(report) if format_ == "json" else diff_text(report, terminal_style()))
    return 0
