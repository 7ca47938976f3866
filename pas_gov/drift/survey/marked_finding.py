"""Findings of a scan, found again by their fingerprints, as users copy them from its report."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date

from pas_gov.diagnostics import Stop, nearest, printable
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.survey.scan import scan
from pas_gov.judging.verdict.remedy import path_word, shown
from pas_gov.loading.root import Root
from pas_gov.model.stack.id_lookup import find_id


def marked_finding(findings: Iterable[ClaimFinding], mark: str, where: str, remedy: str) -> ClaimFinding:
    """Return the finding of a fingerprint, or of the beginning of one.

    Stops, as wrong usage: ambiguous-finding; unknown-finding, with the nearest fingerprint or else the remedy, and
    ``where`` it was sought.
    """
    known = {one.fingerprint: one for one in findings}
    found = find_id(mark, known, "finding")
    if found is None:
        near = nearest(mark, known)
        message = f'no claim {where} has the fingerprint "{printable(mark)}"'
        raise Stop("unknown-finding", message, f'did you mean "{near}"?' if near else remedy, status=2)
    return known[found]


def finding_to_accept(folder: Root, today: date, mark: str, text: str | None = None) -> ClaimFinding:
    """Return the finding of a fingerprint among those of the surfaces, or of one text, that aren't consistent.

    ``text`` is a path as a scan prints it. Stops, as wrong usage: unknown-finding, ambiguous-finding, no-such-path.
    """
    inside = os.path.join(folder.path, text) if text else ""
    paths = (inside if os.path.lexists(inside) else text,) if text else ()
    findings = scan(folder, today, paths)[1].judgement.findings
    if mark in {one.fingerprint for one in findings if one.state == "consistent"}:
        raise Stop("unknown-finding", "that claim is consistent with what is promised, so nothing is to be accepted",
                   "see what isn't: pas-gov scan", status=2)  # fmt: skip
    where = (
        f"in {printable(text)}" if text else "in the texts that promises name (for another one: --text PATH)"
    )
    remedy = f"see what there is: {shown(('scan', *([path_word(text)] if text else [])))}"
    return marked_finding((one for one in findings if one.state != "consistent"), mark, where, remedy)
