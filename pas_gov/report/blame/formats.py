"""Who last decided each part of a promise, as text and as JSON (format pas-gov.blame/1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pas_gov.diagnostics import log_safe, printable
from pas_gov.judging.findings.report import PromiseLine, RefLine
from pas_gov.ledger.events.blame import Decided
from pas_gov.report.json import dumped
from pas_gov.report.layout import Style, clipped

LONGEST = 160  # characters of one text


@dataclass(frozen=True, slots=True)
class BlameReport:
    """The parts of a promise as it stands at a commit; ``pulls`` are pull requests by commit, where a message tells."""

    promise: PromiseLine
    at: RefLine
    parts: tuple[Decided, ...]
    pulls: Mapping[str, int]


def blame_json(report: BlameReport) -> str:
    """Return each part with its value and the commit that decided it, null where none that was read did."""
    return dumped(
        {
            "format": "pas-gov.blame/1",
            "promise": report.promise.id,
            "at": {"ref": report.at.ref, "commit": report.at.commit},
            "parts": [_part(one, report) for one in report.parts],
        }
    )


def _part(one: Decided, report: BlameReport) -> dict[str, Any]:
    origin = one.origin
    return {
        "field": one.field,
        "value": one.value.encode("utf-8", "backslashreplace").decode(),
        "before": one.before,
        "commit": origin and origin.commit,
        "day": origin and origin.day.isoformat(),
        "author": origin and origin.author,
        "subject": origin and origin.subject,
        "pull": report.pulls.get(origin.commit) if origin else None,
    }


def blame_text(report: BlameReport, style: Style) -> str:
    """Return the parts, each below the commit that decided it."""
    return log_safe("\n".join(_lines(report, style)) + "\n")


def _lines(report: BlameReport, style: Style) -> Iterator[str]:
    promise = report.promise
    title = f'"{promise.title}" ({promise.id}, {promise.layer}, {promise.status}), at {report.at.ref}'
    yield from (style.paint(line, "bold") for line in style.wrap(title, "  ", ""))
    yield style.paint(f"  {printable(promise.path)}", "dim")
    yield ""
    for one in report.parts:
        yield from style.wrap(f"{one.field}: {clipped(one.value, LONGEST)}", "    ", "  ")
        yield from (
            style.paint(line, "dim") for line in style.wrap(_decided(one, report), "      ", "      ")
        )


def _decided(one: Decided, report: BlameReport) -> str:
    if one.origin is None:
        return "by no commit that could be read"
    origin = one.origin
    pull = report.pulls.get(origin.commit)
    number = f" #{pull}" if pull and f"#{pull}" not in origin.subject else ""
    who = origin.author or "unknown"
    return f"{origin.day.isoformat()} {origin.commit[:9]} {who}: {clipped(origin.subject, LONGEST)}{number}"
