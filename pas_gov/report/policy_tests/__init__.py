"""Policies held against their own tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pas_gov.report.formats import Formats

if TYPE_CHECKING:
    from pas_gov.report.policy_tests.contents import PolicyTestReport

FORMATS: Formats[PolicyTestReport] = Formats(__name__, ("text", "json", "junit"))
