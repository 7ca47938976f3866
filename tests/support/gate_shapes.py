"""A verdict in each of its shapes: what every format of the gate's report has to tell."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from reports import report_of
from scenario import PACK, acme, changed, noticed, settings, waiver, without

from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.judging.findings.gate_report import NoVerdict, ReportedProblem


def reworded(**judging):
    """Return the report on a Core that was reworded, which nobody has answered."""
    return report_of(acme(), changed(acme(), "reliable", statement="We are the best."), **judging)


SHAPES = (
    "blocked",
    "pass",
    "waived",
    "erased",
    "rules edited",
    "invalid file",
    "invalid before",
    "odd places",
    "no verdict",
    "broken rules",
)


BROKEN = (
    Diagnostic("bad-cel", "no such name", Location("policies/a.yaml", 3, 2), "did you mean x?"),
    Diagnostic("not-read", "not read", Location("policies/c.YAML"), "rename it", "warning"),
)


@cache
def shapes() -> dict[str, object]:
    """Return a report of each shape."""
    waived = {**PACK, **waiver("one-time", "weakening-gives-notice", "four-hours")}
    weaker = changed(
        noticed(acme(), "four-hours", "x"), "four-hours", terms=[{"measure": "response", "at_most": "6h"}]
    )
    wrong = Diagnostic("duplicate-key", "twice", Location("promises/é [1].yaml", 3, 2), "keep one")
    lax = {**PACK, **settings(enforcement={"change-propagates": "ignore"})}
    found = {
        "blocked": reworded(),
        "pass": report_of(acme(), acme()),
        "waived": report_of(acme(), weaker, rules=waived),
        "erased": report_of(acme(), without(acme(), "reliable")),
        "rules edited": reworded(after_rules=lax),
        "invalid file": replace(reworded(), problems=(ReportedProblem(wrong, False, True),)),
        "invalid before": replace(reworded(), problems=(ReportedProblem(wrong, True, False),)),
        "odd places": replace(reworded(), problems=(ReportedProblem(replace(wrong, location=Location("promises/\udcff\n.yaml")), False, True),)),
        "no verdict": NoVerdict("2026-06-01", "missing-ref", "no such ref", "fetch it"),
        "broken rules": NoVerdict("2026-06-01", "invalid-policies", "a policy is invalid", "mend it", BROKEN),
    }  # fmt: skip
    assert found.keys() == set(SHAPES)
    return found
