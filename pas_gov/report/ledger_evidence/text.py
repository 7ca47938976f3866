"""What recomputing evidence found, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.ledger.reading.evidence_check import EvidenceCheck
from pas_gov.report.layout import Style, count, text_page

MOST = 40  # differences that are shown


def ledger_evidence_text(report: EvidenceCheck, style: Style) -> str:
    """Return the differences, then whether the evidence holds."""
    return text_page(_lines(report, style))


def _lines(checked: EvidenceCheck, style: Style) -> Iterator[str]:
    for note in checked.notes:
        yield from style.wrap(note, "    ", "  ! ")
    for one in checked.differences[:MOST]:
        yield from style.wrap(one, "    ", "  - ")
    if len(checked.differences) > MOST:
        yield f"  and {len(checked.differences) - MOST} more"
    steps = count(checked.steps, "step")
    if checked.differences:
        said = f"DIFFERS  {steps} recomputed: {count(len(checked.differences), 'difference')}."
        yield style.paint(said, "bold", "red")
        return
    yield (
        style.paint("HOLDS", "bold", "green")
        + f"  {steps} recomputed, and every verdict and finding is the same."
    )
    yield from style.wrap(
        f"Hold this commit against your own copy of the repository: {checked.tip}", "  ", "  "
    )
