"""``gate``: judge what the base would become, and say so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from pas_gov.commands.github import runner
from pas_gov.commands.terminal import terminal_style, write
from pas_gov.diagnostics import Stop
from pas_gov.gate.gate import GateOptions, gate, rerun_options
from pas_gov.judging.findings.report import GateReport, NoVerdict, Report
from pas_gov.loading.output_file import write_file
from pas_gov.report.gate.json import gate_json
from pas_gov.report.gate.text import gate_text
from pas_gov.report.layout import Style


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
        report = _with_commands(options, report)
    try:
        for name, path in outputs:
            write_file(path, FORMATS[name](report, Style(width=100)))
    except Stop as stop:
        _unwritten(NoVerdict(report.today, stop.code, stop.message, stop.remedy), environ, chosen, outputs)
        raise
    write(FORMATS[chosen](report, terminal_style()))
    if chosen == "github":
        _tell_runner(report, environ, outputs)
    return report.status


def _unwritten(
    report: NoVerdict, environ: Mapping[str, str], chosen: str, outputs: tuple[tuple[str, str], ...]
) -> None:
    """Say everywhere that there is no verdict, as an output couldn't be written: none may go on saying pass."""
    for name, path in outputs:
        with suppress(Stop):
            write_file(path, FORMATS[name](report, Style(width=100)))
    write(FORMATS[chosen](report, terminal_style()))
    if chosen == "github":
        _tell_runner(report, environ, outputs)


def _tell_runner(report: Report, environ: Mapping[str, str], outputs: tuple[tuple[str, str], ...]) -> None:
    """Append the job summary, unless an output was written to its very file, and the outputs of the step."""
    from pas_gov.report.gate.github import gate_outputs
    from pas_gov.report.gate.markdown import SUMMARY, gate_markdown

    if not any(runner.same_file(environ, runner.SUMMARY, path) for _, path in outputs):
        runner.append(environ, runner.SUMMARY, gate_markdown(report, SUMMARY))
    runner.append(environ, runner.OUTPUT, gate_outputs(report))


def _with_commands(options: GateOptions, report: GateReport) -> GateReport:
    """Add how to judge the same again, and how to see why the first thing that blocks does."""
    same = rerun_options(options, report.base, report.head, report.today)
    first = next((finding for finding in report.findings if finding.blocks), None)
    asked = " ".join(filter(None, (first.policy, first.promise))) if first else ""
    why = f"pas-gov explain {asked} {same}" if asked else ""
    return replace(report, reproduce=f"pas-gov gate {same}", why=why)


def _github(report: Report, _: Style) -> str:
    from pas_gov.report.gate.github import gate_github

    return gate_github(report)


def _sarif(report: Report, _: Style) -> str:
    from pas_gov.report.gate.sarif import gate_sarif

    return gate_sarif(report)


def _junit(report: Report, _: Style) -> str:
    from pas_gov.report.gate.junit import gate_junit

    return gate_junit(report)


def _markdown(report: Report, _: Style) -> str:
    from pas_gov.report.gate.markdown import gate_markdown

    return gate_markdown(report)


def _gitlab(report: Report, _: Style) -> str:
    from pas_gov.report.gate.gitlab import gate_gitlab

    return gate_gitlab(report)


FORMATS: Mapping[str, Callable[[Report, Style], str]] = {
    "text": gate_text,
    "json": lambda report, _: gate_json(report),
    "github": _github,
    "sarif": _sarif,
    "junit": _junit,
    "markdown": _markdown,
    "gitlab": _gitlab,
}
