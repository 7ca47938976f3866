"""A check-up as text: part by part, what isn't set up with its remedy."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pas_gov.diagnostics import log_safe
from pas_gov.report.doctor.contents import Check, Checkup
from pas_gov.report.layout import Style, count, text_page

SIGNS = {"ok": ("ok", "green"), "missing": ("x", "red"), "wrong": ("x", "red"), "unknown": ("?", "yellow")}
OPTIONAL = ("-", "dim")  # missing, and not needed by the gate


def doctor_text(report: Checkup, style: Style) -> str:
    """Return each part's checks, then how many things are missing."""
    return text_page(_lines(report, style))


def _lines(report: Checkup, style: Style) -> Iterator[str]:
    for part, checks in groupby(report.checks, key=lambda one: one.part):
        yield style.paint(part, "bold")
        for one in checks:
            yield from _check(one, style)
        yield ""
    yield "ok set up; x missing or wrong; - not set up, and not needed by the gate; ? no"
    yield "  file here tells"
    lacking = len(report.lacking)
    said = f"{count(lacking, 'thing')} to mend" if lacking else "Nothing to mend"
    yield style.paint(f"{said}, of {count(len(report.checks), 'check')}.", "bold")


def _check(check: Check, style: Style) -> Iterator[str]:
    bare = check.optional and check.state == "missing"
    sign, colour = OPTIONAL if bare else SIGNS[check.state]
    first, *others = style.wrap(check.fact, "     ", f"  {sign:<2} ")
    yield first.replace(sign, style.paint(sign, colour), 1)
    yield from others
    if check.remedy:
        yield from style.wrap(
            f"{check.remedy}:" if check.commands or check.lines else check.remedy, "       "
        )
    yield from (f"         {log_safe(one)}" for one in (*check.commands, *check.lines))
