"""What an event is called: what a commit recorded of a promise that was made on another day isn't its making."""

from __future__ import annotations

from datetime import date

from pas_gov.ledger.events.events import Event
from pas_gov.site.words import day_words


def made_earlier(event: Event) -> date | None:
    """Return the day on which a promise was made by its record, where an event recorded it on another day."""
    if "made" not in event.kinds or event.after is None:
        return None
    day = event.after.promise.made.date
    return day if day != event.origin.day else None


def event_words(event: Event) -> str:
    """Return the kinds of an event, ``made`` of what was made on another day as ``recorded (made 1 Sep 2012)``."""
    day = made_earlier(event)
    recorded = f"recorded (made {day_words(day)})" if day else "made"
    return ", ".join(recorded if kind == "made" else kind for kind in event.kinds)
