"""Lookup of a promise or a zone by its id or the beginning of it, as a user types it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pas_gov.diagnostics import Stop, nearest, printable
from pas_gov.model.records.promise import ZONES
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.stack import Stack

FEW = 8  # ids that a message names


def find_promise(stack: Stack, text: str) -> Entry:
    """Return the promise of an id, or the only one whose id begins with the text.

    Stops, as wrong usage (status 2): unknown-promise, with the nearest id; ambiguous-promise, where several ids
    begin so or several files claim the id; unreadable-promise (status 3), where it may be the one of a file that is
    invalid or can't be read: the beginning of that one's id is never taken for another one's.
    """
    if text not in stack.entries:
        refuse_unread(text, stack.unread.items(), "promise")
    identity = find_id(text, stack.entries, "promise")
    if identity is None:
        raise _unknown(stack, text)
    if identity in stack.ambiguous:
        message = f'the id "{identity}" stands in several files, so it is ambiguous'
        raise Stop("ambiguous-promise", message, "pas-gov validate names the files, and says what to do",
                   status=2)  # fmt: skip
    return stack.entries[identity]


def unread_claim(stack: Stack, identity: str) -> str:
    """Return the path of an invalid or unread file that this id may belong to, "" for none."""
    return next((path for path, names in stack.unread.items() if identity in names), "")


def refuse_unread(text: str, unread: Iterable[tuple[str, Collection[str]]], what: str) -> None:
    """Stop(unreadable-...) where a text may mean what stands in a place that isn't read.

    ``unread`` has the ids that each place may hold; none for a folder, which may hold any.
    """
    for path, names in unread:
        shown, said = printable(path), printable(text)
        if text in names:
            message = f'the file of "{said}" ({shown}) is invalid as it stands, or can\'t be read'
        elif not names or any(text and one.startswith(text) for one in names):
            message = f'"{said}" may mean the {what} in {shown}, which can\'t be read'
        else:
            continue
        raise Stop(f"unreadable-{what}", message, "repair it first: pas-gov validate says what is wrong")


def find_id(text: str, ids: Iterable[str], what: str) -> str | None:
    """Return the id that is the text, or the only one that begins with it; None for none.

    Stop(ambiguous-...) where several begin so. ``what`` names the kind of thing.
    """
    known = sorted(ids)
    if text in known:
        return text
    found = [identity for identity in known if text and identity.startswith(text)]
    if len(found) > 1:
        plural = "policies" if what == "policy" else f"{what}s"
        more = f" and {len(found) - FEW} more" if len(found) > FEW else ""
        message = (
            f'"{printable(text)}" begins the ids of {len(found)} {plural}: {", ".join(found[:FEW])}{more}'
        )
        raise Stop(f"ambiguous-{what}", message, "write more of the id", status=2)
    return found[0] if found else None


def find_zone(text: str) -> str:
    """Return the zone that is meant, by its key or the beginning of it; Stop(unknown-zone, status 2) for none."""
    found = find_id(text, ZONES, "zone")
    if found is None:
        message = f'there is no zone "{printable(text)}"'
        raise Stop("unknown-zone", message, f"the zones are {', '.join(ZONES)}", status=2)
    return found


def _unknown(stack: Stack, text: str) -> Stop:
    message = f'there is no promise "{printable(text)}"'
    near = nearest(text, stack.entries)
    remedy = f'did you mean "{near}"?' if near else "pas-gov inventory lists them all"
    if not stack.entries and not stack.unreadable:
        remedy = (
            "there is none here yet: write the first one (pas-gov new), or go to the repository that has them"
        )
    return Stop("unknown-promise", message, remedy, status=2)
