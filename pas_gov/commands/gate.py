"""``gate``: judge what the base would become, and say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from pas_gov.gate import GateOptions, gate
from pas_gov.output import terminal_style, write, write_file
from pas_gov.report.gate_markdown import gate_markdown
from pas_gov.report.gate_text import gate_text
from pas_gov.report.json import gate_json
from pas_gov.report.layout import Style
from pas_gov.report.model import GateReport, Report


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
