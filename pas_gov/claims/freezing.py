"""From a repository's records and history to all that a text is held against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pas_gov.claims.promised import Promised
from pas_gov.diagnostics import Diagnostic, Stop
from pas_gov.drift.matching.exceptions import accepted_exceptions
from pas_gov.drift.zones.surface_zones import surface_zones
from pas_gov.judging.verdict.request import Side
from pas_gov.ledger.events.events import Event
from pas_gov.ledger.events.wordings import wordings
from pas_gov.model.records.settings import SETTINGS_PATH


def promised(side: Side, events: Iterable[Event], today: date) -> Promised:
    """Return what the scan of a repository holds its texts against on a day; ``events`` are its history, newest first.

    Stops: unread-records, where a record or the settings can't be read whole, since what it promises would be missing
    without a word; frozen-model, where meaning is compared by a model, which is no part of one file.
    """
    faults = [*side.errors, *filter(_is_settings_error, side.rulebook.diagnostics)]
    if faults:
        first = f"{faults[0].location}: {faults[0].message}"
        message = f"not all records can be read, and what they promise would be missing: {first}"
        raise Stop("unread-records", message, "see them all: pas-gov validate", problems=faults)
    settings = side.rulebook.settings
    if settings.semantic_model:
        message = "pas-gov.yaml names a model of meaning, and texts would be judged without: it is no part of one file"
        remedy = (
            "freeze a checkout whose pas-gov.yaml has no `semantic`, and expect what scan finds without it"
        )
        raise Stop("frozen-model", message, remedy, status=2)
    return Promised(
        today,
        wordings(side.stack, events),
        surface_zones(side.stack, settings.surface_roots),
        settings.speakers,
        accepted_exceptions(side.rulebook.waivers),
    )


def _is_settings_error(one: Diagnostic) -> bool:
    return one.severity == "error" and one.location.path == SETTINGS_PATH
