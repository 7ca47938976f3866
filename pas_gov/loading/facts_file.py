"""A file of facts about one customer, as people give it to a command."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.diagnostics import Diagnostic, Stop
from pas_gov.loading.input_file import read_input
from pas_gov.model.records.subject import subject_facts

MOST_FAULTS = 5  # of a file of facts, told at once


def read_facts(path: str) -> Mapping[str, object]:
    """Read a subject's facts: a mapping, as YAML or JSON; Stop(no-facts, status 2) with place, fact and remedy."""
    found = subject_facts(read_input(path, "no-facts", "name a file of facts about the customer"), path)
    if isinstance(found, tuple):
        raise _unusable(found)
    return found


def _unusable(faults: tuple[Diagnostic, ...]) -> Stop:
    told = [f"{one.location}: {one.message}" for one in faults[:MOST_FAULTS]]
    more = [f"and {len(faults) - MOST_FAULTS} more"] if len(faults) > MOST_FAULTS else []
    remedies = dict.fromkeys(one.remedy for one in faults[:MOST_FAULTS] if one.remedy)
    remedy = " ".join(remedies) or "write facts as YAML or JSON: plan: enterprise"
    return Stop("no-facts", f"the facts can't be used: {'; '.join([*told, *more])}", remedy, status=2)
