"""The patch by which a case changes its records: set, add, make, erase, align, end, move."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from pas_gov.judging.suites.digests import PRESENT
from pas_gov.judging.suites.drafts import Draft, Drafts, by_id, check_known, draft_data
from pas_gov.judging.suites.key_paths import UnbuildableCase, as_list, list_at, with_keys
from pas_gov.model.records.suite import Fields, Patch

NOTICE_DAYS = 90  # from today to the day on which `end` ends a promise: what the standard pack asks at most
DOCUMENTED = ("documentation-knowledge", "delivery-support")  # what an experiment's end reaches in any case


def patched(drafts: Drafts, change: Mapping[str, Patch], today: date) -> Drafts:
    """Return the stack after a change."""
    found = dict(drafts)
    for identity, patch in change.items():
        if patch.make is not None:
            if identity in found:
                raise UnbuildableCase(
                    f'"{identity}" is there already, so it can\'t be made', "use set", identity
                )
            found[identity] = Draft(draft_data(identity, patch.make))
        check_known(
            found, identity, f'there is no promise "{identity}"', " (to make one: make: {layer: ...})"
        )
        if patch.erase:
            _alone(identity, patch)
            del found[identity]
        else:
            found[identity] = _patched(found[identity], patch, today)
    return by_id(found)


def _alone(identity: str, patch: Patch) -> None:
    if patch != Patch(erase=True):
        raise UnbuildableCase(
            f'"{identity}" is erased, so nothing else can happen to it', "keep one", identity
        )


def _patched(draft: Draft, patch: Patch, today: date) -> Draft:
    data = with_keys(draft.data, patch.set)
    for key, items in patch.add.items():
        data = with_keys(data, {key: [*list_at(data, key), *as_list(items)]})
    for target in patch.align:
        data = _aligned(data, target, today)
    if patch.end is not None:
        data = _ended(data, patch.end, today)
    return Draft(data, patch.move)


def _aligned(data: dict[str, Any], target: str, today: date) -> dict[str, Any]:
    links = [link for link in list_at(data, "aligned_to") if _target(link) != target]
    written = {"promise": target, "revision": PRESENT, "date": today.isoformat(), "by": data.get("owner", "")}
    return with_keys(data, {"aligned_to": [*links, written]})


def _target(link: object) -> object:
    return link.get("promise") if isinstance(link, dict) else link


def _ended(data: dict[str, Any], end: Fields, today: date) -> dict[str, Any]:
    """Return the promise ended as the standard pack wants it, but for what is given; None leaves a part out."""
    day = min(today, date.max - timedelta(days=NOTICE_DAYS)) + timedelta(days=NOTICE_DAYS)
    zones = [*_kept(data.get("zones")), *(DOCUMENTED if data.get("layer") == "experimental" else ())]
    whole: dict[str, Any] = {
        "date": day.isoformat(),
        "why": "It is no longer needed.",
        "decided_by": data.get("owner", "@acme/board"),
        "zones": {zone: {"stopped_on": day.isoformat(), "by": "@acme/owner"} for zone in zones},
    }
    told = [
        {"audience": one, "date": today.isoformat(), "says": "It ends."}
        for one in as_list(data.get("audience"))
    ]
    notices = as_list(end["notices"]) if "notices" in end else told
    ending = {**whole, **{key: value for key, value in end.items() if key not in ("status", "notices")}}
    status = end.get("status") or ("superseded" if end.get("superseded_by") else "retired")
    fields = {"status": status, "ending": {key: value for key, value in ending.items() if value is not None}}
    return with_keys(data, {**fields, "notices": [*list_at(data, "notices"), *notices]})


def _kept(zones: object) -> list[str]:
    """Return the zones that a promise hasn't left."""
    rows = zones.items() if isinstance(zones, Mapping) else ()
    return [name for name, zone in rows if not (isinstance(zone, Mapping) and zone.get("left"))]
