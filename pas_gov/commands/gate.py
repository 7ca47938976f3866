"""``gate``: judge what the base would become, and say so."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date

from pas_gov.commands.github import runner
from pas_gov.commands.terminal import Outputs, print_report, write_report
from pas_gov.diagnostics import Stop
from pas_gov.gate.gate import GateOptions, gate, rerun_options
from pas_gov.judging.findings.gate_report import GateReport, NoVerdict, Report
from pas_gov.report.gate import FORMATS, LIST_STANDING


def gate_command(
    options: GateOptions,
    environ: Mapping[str, str],
    today: date,
    chosen: str,
    outputs: Outputs,
) -> int:
    """Judge, print the chosen format, write the others to their files; return the exit status."""
    formats = {chosen, *(name for name, _ in outputs)}
    report = gate(replace(options, standing=not LIST_STANDING.isdisjoint(formats)), environ, today)
    if isinstance(report, GateReport):
        report = _with_commands(options, report)
    try:
        write_report(FORMATS, report, outputs)
    except Stop as stop:
        _unwritten(NoVerdict(report.today, stop.code, stop.message, stop.remedy), environ, chosen, outputs)
        raise
    return _printed(report, environ, chosen, outputs)


def _printed(report: Report, environ: Mapping[str, str], chosen: str, outputs: Outputs) -> int:
    status = print_report(FORMATS, report, chosen)
    if chosen == "github":
        _tell_runner(report, environ, outputs)
    return status


def _unwritten(report: NoVerdict, environ: Mapping[str, str], chosen: str, outputs: Outputs) -> None:
    """Say everywhere that there is no verdict, as an output couldn't be written: none may go on saying pass."""
    for output in outputs:
        with suppress(Stop):
            write_report(FORMATS, report, (output,))
    _printed(report, environ, chosen, outputs)


def _tell_runner(report: Report, environ: Mapping[str, str], outputs: Outputs) -> None:
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
