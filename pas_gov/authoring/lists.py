"""Lists as they are typed: one option for each item, so that "customers, partners" doesn't become one audience."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.authoring.moves.parts import Parts
from pas_gov.authoring.typed import Typed
from pas_gov.diagnostics import Stop, printable
from pas_gov.judging.verdict.remedy import shown
from pas_gov.model.records.promise import Promise

LISTS: Mapping[str, str] = {
    "audience": "--audience",
    "tags": "--tag",
}  # of names; a place may be told with commas


def refuse_joined(parts: Parts, present: Promise | None, typed: Typed | None) -> None:
    """Stop(joined, status 2) where an item of a list holds commas; the remedy is the command with each on its own.

    What the record has already is taken as it is, so that a name which has a comma can be kept.
    """
    for name, option in LISTS.items():
        known = _present(present, name)
        for item in getattr(parts, name):
            if "," in item and item not in known:
                raise _joined(option, item, typed)


def _present(promise: Promise | None, name: str) -> tuple[str, ...]:
    if promise is None:
        return ()
    found: tuple[str, ...] = getattr(promise, name)
    return found


def _joined(option: str, item: str, typed: Typed | None) -> Stop:
    items = [one.strip() for one in item.split(",") if one.strip()]
    message = f'{option} "{printable(item)}" would be one name with commas in it'
    whole = typed.divided(option, item, items).words if typed is not None else ()
    each = " ".join(f"{option} {shown((one,))}" for one in items)
    remedy = shown(whole) if whole else f"give each on its own: {each}"
    return Stop("joined", message, remedy, status=2)
