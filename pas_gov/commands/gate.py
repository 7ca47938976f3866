"""``gate``: judge what the base would become, and say so."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pas_gov import git
from pas_gov.commands.paths import guards, moved, touched
from pas_gov.decisions import cel
from pas_gov.decisions.verdict import Request, give_verdict
from pas_gov.desk import Desk, desk, pack_rulebook
from pas_gov.diagnostics import Stop
from pas_gov.output import terminal_style, write, write_file
from pas_gov.report.assemble import gate_report
from pas_gov.report.gate_markdown import gate_markdown
from pas_gov.report.gate_text import gate_text
from pas_gov.report.json import gate_json
from pas_gov.report.layout import Style
from pas_gov.report.model import GateReport, NoVerdict, RefLine, Report
from pas_gov.worktree import worktree_snapshot


@dataclass(frozen=True, slots=True)
class GateOptions:
    """How the gate was called. ``head`` is a ref, or "" for the index (``staged``) or the work tree."""

    directory: str = "."
    base: str | None = None
    head: str = "HEAD"
    staged: bool = False
    worktree: bool = False
    bootstrap: bool = False
    today: date | None = None
    seconds: float = 60
    cached: bool = True
    debug: bool = False


def gate(options: GateOptions, environ: Mapping[str, str], today: date) -> Report:
    """Judge a change; whatever can't be judged comes back as NoVerdict. Wrong usage raises Stop."""
    day = options.today or today
    try:
        repository = git.open_repository(options.directory)
        folder = git.cache_dir(repository) if options.cached else None
        with git.workspace(repository) as space, desk(folder) as opened:
            return _judged(options, space, opened, environ, day)
    except Stop as stop:
        if stop.status != 3:
            raise
        return NoVerdict(day.isoformat(), stop.code, stop.message, stop.remedy)
    except cel.BudgetSpent as spent:
        remedy = "find the policy that asks for so much, or allow more with --seconds"
        return NoVerdict(day.isoformat(), "budget-spent", f"judging took too much: {spent}", remedy)
    except Exception as failure:  # noqa: BLE001  (a crash is no verdict, in every format)
        if options.debug:
            traceback.print_exc()
        message = f"pas-gov itself failed: {type(failure).__name__}: {failure}"
        remedy = "run it again as `pas-gov --debug gate ...` and report what it prints"
        return NoVerdict(day.isoformat(), "internal-error", message, remedy)


def _judged(
    options: GateOptions, space: git.Workspace, opened: Desk, environ: Mapping[str, str], today: date
) -> GateReport:
    repository = space.repository
    base = git.commit(repository, options.base or git.default_base(repository, environ))
    head = _head(options, space)
    tree = space.merge(base, head)
    before = git.snapshot(repository, base.tree, base.ref)
    after = git.snapshot(repository, tree, head.ref)
    budget = cel.Budget(seconds=options.seconds)
    request = Request(
        base=opened.side(before),
        head=opened.side(after),
        paths=touched(before, after),
        moved=moved(before, after),
        today=today,
        budget=budget,
        bootstrap=options.bootstrap,
        pack=pack_rulebook,
    )
    with budget.running():
        verdict = give_verdict(request)
    return gate_report(
        verdict,
        RefLine(base.ref, base.id),
        RefLine(head.ref, head.id),
        tree,
        today.isoformat(),
        notes=tuple(
            f"the change edits {path}, which decides how changes are judged and by whom"
            for path in guards(before, after)
        ),
        texts=after.read,
    )


def _head(options: GateOptions, space: git.Workspace) -> git.Commit:
    if options.staged:
        return space.staged()
    if options.worktree:
        folder = space.repository.work_tree
        if folder is None:
            raise Stop(
                "no-work-tree", "a bare repository has no work tree", "name a commit with --head", status=2
            )
        return space.worktree(worktree_snapshot(folder, space.repository))
    return git.commit(space.repository, options.head)


def gate_command(
    options: GateOptions,
    environ: Mapping[str, str],
    today: date,
    chosen: str,
    outputs: tuple[tuple[str, str], ...],
) -> int:
    """Judge, print the chosen format, write the others to their files; return the exit status."""
    report = gate(options, environ, today)
    if isinstance(report, GateReport):
        report = replace(report, reproduce=_again(options, report))
    for name, path in outputs:
        write_file(path, FORMATS[name](report, Style(width=100)))
    write(FORMATS[chosen](report, terminal_style()))
    return report.status


def _again(options: GateOptions, report: GateReport) -> str:
    head = (
        "--staged"
        if options.staged
        else "--worktree"
        if options.worktree
        else f"--head {report.head.commit[:12]}"
    )
    extra = " --bootstrap" if options.bootstrap else ""
    return f"pas-gov gate --base {report.base.commit[:12]} {head} --today {report.today}{extra}"


FORMATS: Mapping[str, Callable[[Report, Style], str]] = {
    "text": gate_text,
    "json": lambda report, _: gate_json(report),
    "markdown": lambda report, _: gate_markdown(report),
}
