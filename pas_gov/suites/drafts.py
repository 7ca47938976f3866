"""The records of a case as plain data: what it starts from, and what its change makes of them.

A record may say ``present`` for a revision or a wording; ``settled`` works these out. Nothing is valid until it
was read: whatever a test writes goes through the same reader as a file does.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from pas_gov.diagnostics import did_you_mean
from pas_gov.records.promise import promise_from
from pas_gov.records.reading import read
from pas_gov.records.suite import Fields, Patch
from pas_gov.records.yaml import MAX_DEPTH, Document, parse
from pas_gov.stack.revision import wording_and_revision

PRESENT, EARLIER = "present", "earlier"
NONE_YET = {"revision": "r1:" + "0" * 32, "wording": "w1:" + "0" * 32}
NOTICE_DAYS = 90  # from today to the day on which `end` ends a promise: what the standard pack asks at most


class Unbuildable(Exception):
    """A case says something that can't be built; ``remedy`` is in the words of a test's author."""

    def __init__(self, message: str, remedy: str = "", promise: str = "") -> None:
        """Take the fact, the remedy, and the promise in question."""
        super().__init__(message)
        self.message, self.remedy, self.promise = message, remedy, promise


@dataclass(frozen=True, slots=True)
class Draft:
    """One promise's data, and the path of its file; "" where that follows from layer and id."""

    data: Mapping[str, Any]
    path: str = ""

    @property
    def place(self) -> str:
        """The path of the file."""
        return self.path or f"promises/{self.data.get('layer')}/{self.data.get('id')}.yaml"


Drafts = dict[str, Draft]


@cache
def _start() -> Mapping[str, Any]:
    document = parse((resources.files("pas_gov.suites") / "start.yaml").read_bytes(), "start.yaml")
    assert isinstance(document, Document)  # noqa: S101  (it is ours)
    assert isinstance(document.value, dict)  # noqa: S101
    return document.value


def starting_stack() -> Drafts:
    """Return the promises from which every test starts."""
    return {identity: Draft(_made(identity, fields)) for identity, fields in _start()["promises"].items()}


def stacked(drafts: Drafts, differs: Mapping[str, Fields | None]) -> Drafts:
    """Return the stack with what a file or a case says of it; a new promise needs its layer."""
    found = dict(drafts)
    for identity, fields in differs.items():
        if fields is None:
            _check_known(found, identity, f'the starting stack has no promise "{identity}"')
            del found[identity]
        elif identity in found:
            found[identity] = Draft(_with(found[identity].data, fields))
        elif "layer" in fields:
            found[identity] = Draft(_made(identity, fields))
        else:
            _check_known(
                found, identity, f'the starting stack has no promise "{identity}", and this one has no layer'
            )
    return _by_id(found)


def patched(drafts: Drafts, change: Mapping[str, Patch], today: date) -> Drafts:
    """Return the stack after a change."""
    found = dict(drafts)
    for identity, patch in change.items():
        if patch.make is not None:
            if identity in found:
                raise Unbuildable(f'"{identity}" is there already, so it can\'t be made', "use set", identity)
            found[identity] = Draft(_made(identity, patch.make))
        _check_known(
            found, identity, f'there is no promise "{identity}"', " (to make one: make: {layer: ...})"
        )
        if patch.erase:
            _alone(identity, patch)
            del found[identity]
        else:
            found[identity] = _patched(found[identity], patch, today)
    return _by_id(found)


def _by_id(drafts: Drafts) -> Drafts:
    """Return the drafts by the ids that they have now; each must have an id and a file of its own."""
    found: Drafts = {}
    places: dict[str, str] = {}
    for identity, draft in drafts.items():
        now = str(draft.data.get("id", identity))
        if now in found:
            raise Unbuildable(f'two promises have the id "{now}"', "keep one of them", identity)
        if draft.place in places:
            message = f'"{places[draft.place]}" and "{now}" would stand in one file, {draft.place}'
            raise Unbuildable(message, "move one of them elsewhere", identity)
        found[now], places[draft.place] = draft, now
    return found


def _check_known(drafts: Drafts, identity: str, fact: str, otherwise: str = "") -> None:
    if identity not in drafts:
        raise Unbuildable(fact, did_you_mean(identity, drafts) + otherwise, identity)


def _alone(identity: str, patch: Patch) -> None:
    if patch != Patch(erase=True):
        raise Unbuildable(f'"{identity}" is erased, so nothing else can happen to it', "keep one", identity)


def _patched(draft: Draft, patch: Patch, today: date) -> Draft:
    data = _with(draft.data, patch.set)
    for key, items in patch.add.items():
        data = _with(data, {key: [*_list(data, key), *_items(items)]})
    for target in patch.align:
        data = _aligned(data, target, today)
    if patch.end is not None:
        data = _ended(data, patch.end, today)
    return Draft(data, patch.move or draft.path)


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    """Return the list at a key, dots leading inside; none is an empty one."""
    found: Any = data
    for step in key.split("."):
        found = _item(found, step)
    if not isinstance(found, (list, type(None))):
        raise Unbuildable(f"{key} is no list, so nothing can be added to it", "use set", str(data.get("id")))
    return found or []


def _item(data: object, step: str) -> object:
    """Return what stands at one step of a key, None where nothing does."""
    if isinstance(data, list):
        at = _number(step)
        return None if at is None else next(iter(data[at : at + 1]), None)
    return data.get(step) if isinstance(data, Mapping) else None


def _made(identity: str, fields: Fields) -> dict[str, Any]:
    """Return a promise with the defaults of its layer; what the fields name replaces these whole."""
    words = identity.replace("-", " ")
    defaults = _start()["defaults"]
    layer = fields.get("layer", "")
    base = {
        "id": identity,
        "title": words.capitalize(),
        "statement": f"We promise {words}.",
        **defaults["promise"],
        **(defaults.get(layer, {}) if isinstance(layer, str) else {}),
    }
    return _with(base, fields)


def _with(data: Mapping[str, Any], fields: Fields) -> dict[str, Any]:
    """Return a copy with each key set; dots lead inside, a number into a list, and None takes a key away."""
    changed = copy.deepcopy(dict(data))
    for key, value in fields.items():
        _put(changed, key, value, str(data.get("id", "")))
    return changed


def _put(data: Any, key: str, value: object, identity: str) -> None:
    *way, last = key.split(".")
    if len(way) >= MAX_DEPTH:
        message = f'"{key[:40]}..." leads {len(way)} levels deep; at most {MAX_DEPTH} are read'
        raise Unbuildable(message, "name a key of a promise", identity)
    for step in way:
        data = (
            data[_index(data, step, key, identity)] if isinstance(data, list) else data.setdefault(step, {})
        )
        if not isinstance(data, (dict, list)):
            message = f'"{key}" leads into {step}, which holds no keys'
            raise Unbuildable(message, "name the whole key", identity)
    if isinstance(data, list):
        at = _index(data, last, key, identity)
        data[at : at + 1] = [] if value is None else [copy.deepcopy(value)]
    elif value is None:
        data.pop(last, None)
    else:
        data[last] = copy.deepcopy(value)


def _index(data: list[Any], step: str, key: str, identity: str) -> int:
    at = _number(step)
    if at is None or at >= len(data):
        message = f'"{key}" asks for item {step} of a list that has {len(data)}, counted from 0'
        raise Unbuildable(message, "correct the number", identity)
    return at


def _number(step: str) -> int | None:
    return int(step) if step.isdecimal() and len(step) < 10 else None


def _aligned(data: dict[str, Any], target: str, today: date) -> dict[str, Any]:
    links = [link for link in _list(data, "aligned_to") if _target(link) != target]
    written = {"promise": target, "revision": PRESENT, "date": today.isoformat(), "by": data.get("owner", "")}
    return _with(data, {"aligned_to": [*links, written]})


def _target(link: object) -> object:
    return link.get("promise") if isinstance(link, dict) else link


def _ended(data: dict[str, Any], end: Fields, today: date) -> dict[str, Any]:
    """Return the promise ended as the standard pack wants it, but for what is given; None leaves a part out."""
    day = min(today, date.max - timedelta(days=NOTICE_DAYS)) + timedelta(days=NOTICE_DAYS)
    zones = [*_kept(data.get("zones")), *(DOCUMENTED if data.get("layer") == "experimental" else ())]
    whole: dict[str, Any] = {
        "date": day.isoformat(),
        "why": "It is no longer needed.",
        "decided_by": "@acme/board",
        "zones": {zone: {"stopped_on": day.isoformat(), "by": "@acme/owner"} for zone in zones},
    }
    told = [{"audience": one, "date": today.isoformat()} for one in _items(data.get("audience"))]
    notices = _items(end["notices"]) if "notices" in end else told
    ending = {**whole, **{key: value for key, value in end.items() if key not in ("status", "notices")}}
    status = end.get("status") or ("superseded" if end.get("superseded_by") else "retired")
    fields = {"status": status, "ending": {key: value for key, value in ending.items() if value is not None}}
    return _with(data, {**fields, "notices": [*_list(data, "notices"), *notices]})


def _kept(zones: object) -> list[str]:
    """Return the zones that a promise hasn't left."""
    rows = zones.items() if isinstance(zones, Mapping) else ()
    return [name for name, zone in rows if not (isinstance(zone, Mapping) and zone.get("left"))]


def _items(found: object) -> list[Any]:
    """Return a list as it is, and one thing as a list of it."""
    return found if isinstance(found, list) else [] if found is None else [found]


DOCUMENTED = ("documentation-knowledge", "delivery-support")  # what an experiment's end reaches in any case


def settled(drafts: Drafts, today: date) -> Drafts:
    """Return valid drafts, every ``present`` and ``earlier`` worked out; raises Unbuildable for an invalid record.

    A link that is only a name was reviewed now. Where links form a cycle, what a review in it saw is unknown,
    and its revision is not the present one.
    """
    return _Settling(
        {one: replace(draft, data=_spelt(draft.data, today)) for one, draft in drafts.items()}
    ).all()


def _spelt(data: Mapping[str, Any], today: date) -> Mapping[str, Any]:
    """Write out the links that are only names."""
    links = data.get("aligned_to")
    if not isinstance(links, list) or not any(isinstance(link, str) for link in links):
        return data
    by = {"date": today.isoformat(), "by": data.get("owner", "")}
    return {
        **data,
        "aligned_to": [
            {"promise": link, "revision": PRESENT, **by} if isinstance(link, str) else link for link in links
        ],
    }


class _Settling:
    """Works out the digests of one stack: those of what a promise rests on first."""

    def __init__(self, drafts: Drafts) -> None:
        self.drafts, self.done = drafts, Drafts()
        self.revisions: dict[str, str] = {}

    def all(self) -> Drafts:
        entered: set[str] = set()
        waiting = [*reversed(self.drafts)]
        while waiting:  # no recursion: a test may write a chain of any length
            identity = waiting[-1]
            if identity not in self.revisions and identity not in entered:
                entered.add(identity)
                waiting += [one for one in self._reviewed(identity) if one not in entered]
                continue
            waiting.pop()
            if identity not in self.revisions:
                self.revisions[identity] = self._settle(identity)
        return {identity: self.done[identity] for identity in self.drafts}

    def _reviewed(self, identity: str) -> list[str]:
        """Return the promises of this stack against whose present revision one was reviewed."""
        links = _rows(self.drafts[identity].data.get("aligned_to"))
        targets = [str(link.get("promise")) for link in links if link.get("revision") == PRESENT]
        for target in targets:
            if target not in self.drafts and target not in _start()["promises"]:
                message = f'"{identity}" can\'t be reviewed against "{target}", which isn\'t in the stack'
                remedy = f"{did_you_mean(target, self.drafts)} (for a link that leads nowhere: {{promise: {target}}})"
                raise Unbuildable(message, remedy, identity)
        return [target for target in targets if target in self.drafts]

    def _settle(self, identity: str) -> str:
        draft = self.drafts[identity]
        data = copy.deepcopy(dict(draft.data))
        for link in _rows(data.get("aligned_to")):
            if link.get("revision") in (PRESENT, EARLIER):
                known = self.revisions if link["revision"] == PRESENT else {}
                link["revision"] = known.get(str(link.get("promise")), NONE_YET["revision"])
        attested = [
            one["attested"] for one in _rows(data.get("zones")) if isinstance(one.get("attested"), dict)
        ]
        present_ones = [one for one in attested if one.get("wording") == PRESENT]
        for one in attested:
            if one.get("wording") in (PRESENT, EARLIER):
                one["wording"] = NONE_YET["wording"]
        worded, revised = _digests(identity, written(data))
        for one in present_ones:
            one["wording"] = worded
        self.done[identity] = replace(draft, data=data)
        return revised


def _rows(found: object) -> list[dict[str, Any]]:
    items = found.values() if isinstance(found, dict) else found if isinstance(found, list) else ()
    return [item for item in items if isinstance(item, dict)]


def written(data: Mapping[str, Any]) -> str:
    """Return a record as the text of its file: JSON, which is YAML."""
    return json.dumps(data, ensure_ascii=False)


@lru_cache(maxsize=4096)
def _digests(identity: str, text: str) -> tuple[str, str]:
    """Return wording and revision of a record, which must be valid."""
    reading = read("promise", text.encode())
    if reading.data is None:
        told = "; ".join(f"{fault.message} ({fault.remedy})" for fault in reading.faults[:3]).replace(
            " ()", ""
        )
        raise Unbuildable(
            f'"{identity}" isn\'t a valid promise: {told}', "correct what the test says of it", identity
        )
    return wording_and_revision(promise_from(reading.data))
