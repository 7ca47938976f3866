"""Reports for tests of formats: of small organisations, judged by the standard pack as the gate judges them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from scenario import PACK, files_of, judged

from pas_gov.judging.findings.assembly import gate_report
from pas_gov.judging.findings.gate_report import GateReport
from pas_gov.judging.findings.reported_ref import ReportedRef

BASE, HEAD, TREE = "a" * 40, "b" * 40, "c" * 40


def report_of(before: Mapping[str, Any], after: Mapping[str, Any], **judging: Any) -> GateReport:
    """Return the report of a change between two organisations (or files by path)."""
    before, after = _files(before), _files(after)
    verdict = judged(before, after, **judging)
    texts = {hashlib.sha1(text).hexdigest(): text for text in _texts(before, after, judging)}
    return gate_report(
        verdict, ReportedRef("refs/heads/main", BASE), ReportedRef("change", HEAD), TREE, "2026-06-01", (),
        texts=lambda ids: {one: texts[one] for one in ids},
    )  # fmt: skip


def _files(org: Mapping[str, Any]) -> Mapping[str, Any]:
    return files_of(org) if all(isinstance(one, dict) for one in org.values()) else org


def _texts(before: Mapping[str, Any], after: Mapping[str, Any], judging: Mapping[str, Any]) -> list[bytes]:
    rules = [judging.get(name) or PACK for name in ("rules", "after_rules")]
    given = [text for files in (before, after, *rules) for text in files.values()]
    return [text if isinstance(text, bytes) else text.encode() for text in given]
