"""The changes between two commits, without a judgement."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pas_gov.diagnostics import Diagnostic, log_safe, printable
from pas_gov.judging.findings.report import ChangeLine, RefLine
from pas_gov.judging.findings.rows import change_data, problem_data
from pas_gov.model.stack.transition import Paths
from pas_gov.report.json import dumped
from pas_gov.report.layout import Style, count


@dataclass(frozen=True, slots=True)
class DiffReport:
    """Two commits, the changed promises with what each reaches, and the errors in the files after."""

    base: RefLine
    head: RefLine
    changes: tuple[ChangeLine, ...]
    problems: tuple[Diagnostic, ...]
    paths: Paths


def diff_json(report: DiffReport) -> str:
    """Return the format pas-gov.diff/1."""
    return dumped(
        {
            "format": "pas-gov.diff/1",
            "base": {"ref": report.base.ref, "commit": report.base.commit},
            "head": {"ref": report.head.ref, "commit": report.head.commit},
            "changes": [
                {
                    **change_data(change),
                    "reaches": [{"promise": way[-1], "way": list(way)} for way in change.reaches],
                    "reaches_all": change.reaches_all,
                }
                for change in report.changes
            ],
            "problems": [problem_data(problem) for problem in report.problems],
            "rules": [*report.paths.policies, *report.paths.settings],
        }
    )


def diff_text(report: DiffReport, style: Style) -> str:
    """Return each change with its kinds, and the promises that it reaches with the way to them."""
    return log_safe("\n".join(_lines(report, style)) + "\n")


def _lines(report: DiffReport, style: Style) -> Iterator[str]:
    for change in report.changes:
        yield from _change(change, style)
    for path in (*report.paths.policies, *report.paths.settings):
        yield f"rules: {printable(path)} differs"
    for problem in report.problems:
        yield style.paint(f"{problem.location}: {problem.code}", "red")
        yield from style.wrap(problem.message, "    ")
    names = f"{printable(report.base.ref)}..{printable(report.head.ref)}"
    material = sum(change.material for change in report.changes)
    yield f"{count(len(report.changes), 'promise')} changed in {names}, {material} of them materially."


def _change(change: ChangeLine, style: Style) -> Iterator[str]:
    promise = change.promise
    word = "" if change.material else " (not material)"
    yield style.paint(f"{promise.id}", "bold") + f"  {promise.layer}: {', '.join(change.kinds)}{word}"
    yield from style.wrap(promise.title, "  ")
    yield style.paint(f"  {printable(promise.path)}", "dim")
    for line in change.told:
        yield from style.wrap(line, "      ", "    ")
    if change.reaches:
        least = "" if change.reaches_all else "at least "
        yield f"  reaches {least}{count(len(change.reaches), 'promise')}:"
    for way in change.reaches[:MOST]:
        through = f" through {' -> '.join(way[1:-1])}" if len(way) > 2 else ""
        yield from style.wrap(f"{way[-1]}{through}", "      ", "    - ")
    if len(change.reaches) > MOST:
        yield f"    and {len(change.reaches) - MOST} more: -f json lists them all"
    yield ""


MOST = 20
