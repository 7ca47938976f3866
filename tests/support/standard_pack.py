"""The standard pack, read and compiled once for all tests of a process: every value in it is frozen."""

from __future__ import annotations

from functools import cache

from pas_gov.judging.policies.rules import Rules, compile_rules
from pas_gov.loading.pack import pack_rulebook
from pas_gov.model.records.rulebook import Rulebook


@cache
def standard_rulebook() -> Rulebook:
    """Return the standard pack as a rulebook."""
    return pack_rulebook()


@cache
def standard_rules() -> Rules:
    """Return its policies, compiled."""
    return compile_rules(standard_rulebook())
