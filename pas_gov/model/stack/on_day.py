"""What stands on a day: a stack without what its records say has happened on a day that is still to come (SPEC 2)."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from pas_gov.model.records.chronology import happened
from pas_gov.model.stack.entry import Entry, Facts, Link, attested_zones
from pas_gov.model.stack.revision import wording_and_revision
from pas_gov.model.stack.stack import Stack


def stack_on_day(stack: Stack, today: date, ids: Collection[str] | None = None) -> Stack:
    """Return the stack as it stands on this day; the same one where nothing is dated later.

    With ``ids``, only these are looked at, as a history of many small steps does.
    """
    entries = stack.entries.values() if ids is None else [stack.entries[one] for one in ids if one in stack]
    ahead = {one.id: entry_on_day(one, today) for one in entries if is_ahead(one, today)}
    return replace(stack, entries=MappingProxyType({**stack.entries, **ahead})) if ahead else stack


def is_ahead(entry: Entry, today: date) -> bool:
    """Tell whether a record says that something has happened on a day to come."""
    return entry.facts.latest > today.isoformat()


def entry_on_day(entry: Entry, today: date) -> Entry:
    """Return the entry as it stands on this day: a review to come is none, nor has a zone left that is to leave.

    What the zone says is in the wording until that day. Which revision a review names stays a part of the revision, so
    that nobody is asked again by the calendar alone.
    """
    return replace(entry, facts=_facts(entry.facts, today)) if is_ahead(entry, today) else entry


def _facts(facts: Facts, today: date) -> Facts:
    there, data = happened(facts.promise, today), json.loads(facts.text)
    worded, revised = wording_and_revision(data, today.isoformat())
    links = tuple(Link(link.promise, link.revision) for link in there.aligned_to)
    zones = attested_zones(data, today.isoformat())
    return replace(facts, wording=worded, revision=revised, links=links, zones=zones, _promise=there)
