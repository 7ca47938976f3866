"""What making evidence again found, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov.diagnostics import printable
from pas_gov.ledger.reading.evidence_check import EvidenceCheck
from pas_gov.report.layout import Style, count, headed, text_page

MOST = 40  # differences that are shown


def ledger_evidence_text(report: EvidenceCheck, style: Style) -> str:
    """Return the differences, whether the evidence holds, what it covers, and who speaks for it."""
    return text_page(_lines(report, style))


def _lines(checked: EvidenceCheck, style: Style) -> Iterator[str]:
    for note in checked.notes:
        yield from style.wrap(note, "    ", "  ! ")
    for one in checked.differences[:MOST]:
        yield from style.wrap(one, "    ", "  - ")
    if len(checked.differences) > MOST:
        yield f"  and {len(checked.differences) - MOST} more"
    word, colour, said = _verdict(checked)
    steps = count(checked.steps, "step")
    yield from headed(word, colour, style.wrap(f"{word} {steps} recomputed{said}", "  ", ""), style)
    yield from style.wrap(_covered(checked), "  ", "  ")
    if checked.signed.said:
        yield from style.wrap(checked.signed.said, "  ", "  ")
    yield from style.wrap(f"Told by the folder alone, as no history shows it: {checked.told}.", "  ", "  ")
    if checked.place:
        yield from style.wrap(f"It is part of {printable(checked.place)} in your own repository.", "  ", "  ")
    yield from style.wrap(
        f"Hold this commit against your own copy of the repository: {checked.tip}", "  ", "  "
    )


def _verdict(checked: EvidenceCheck) -> tuple[str, str, str]:
    """Return the verdict in a word, its colour, and what follows the number of steps."""
    if checked.differences:
        return "DIFFERS", "red", f": {count(len(checked.differences), 'difference')}."
    if checked.status:
        return "NO VERDICT", "yellow", ", and the signature wasn't checked."
    return "HOLDS", "green", ", and every byte of the folder is what the history gives again."


def _covered(checked: EvidenceCheck) -> str:
    """Say which part of history the evidence speaks of, and which it doesn't."""
    if not checked.since:
        return "It covers the whole history up to that commit."
    earlier = f"{count(checked.earlier, 'step')} up to {checked.since[:12]}"
    if not checked.steps:
        return (
            f"It covers NOTHING: no step came after {checked.since[:12]}, and it says nothing of {earlier}."
        )
    return f"It covers what came after {checked.since[:12]}, and says nothing of {earlier}."
