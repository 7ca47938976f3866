"""Digests in drafts: each ``present`` and ``earlier`` is replaced by one, and records are read as files would be."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from pas_gov.diagnostics import did_you_mean
from pas_gov.judging.suites.drafts import Drafts, starting_stack
from pas_gov.judging.suites.key_paths import UnbuildableCase, rows
from pas_gov.model.records.reader import read
from pas_gov.model.stack.revision import wording_and_revision

PRESENT, EARLIER = "present", "earlier"
NONE_YET = {"revision": "r1:" + "0" * 32, "wording": "w1:" + "0" * 32}


def drafts_with_digests(drafts: Drafts, today: date) -> Drafts:
    """Return valid drafts, every ``present`` and ``earlier`` worked out; raises Unbuildable for an invalid record.

    A link that is only a name was reviewed now. Where links form a cycle, what a review in it saw is unknown,
    and its revision is not the present one.
    """
    return _DigestResolver(
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


class _DigestResolver:
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
        links = rows(self.drafts[identity].data.get("aligned_to"))
        targets = [str(link.get("promise")) for link in links if link.get("revision") == PRESENT]
        for target in targets:
            if target not in self.drafts and target not in starting_stack():
                message = f'"{identity}" can\'t be reviewed against "{target}", which isn\'t in the stack'
                remedy = f"{did_you_mean(target, self.drafts)} (for a link that leads nowhere: {{promise: {target}}})"
                raise UnbuildableCase(message, remedy, identity)
        return [target for target in targets if target in self.drafts]

    def _settle(self, identity: str) -> str:
        draft = self.drafts[identity]
        data = copy.deepcopy(dict(draft.data))
        for link in rows(data.get("aligned_to")):
            if link.get("revision") in (PRESENT, EARLIER):
                known = self.revisions if link["revision"] == PRESENT else {}
                link["revision"] = known.get(str(link.get("promise")), NONE_YET["revision"])
        attested = [
            one["attested"] for one in rows(data.get("zones")) if isinstance(one.get("attested"), dict)
        ]
        present_ones = [one for one in attested if one.get("wording") == PRESENT]
        for one in attested:
            if one.get("wording") in (PRESENT, EARLIER):
                one["wording"] = NONE_YET["wording"]
        worded, revised = _digests(identity, record_text(data))
        for one in present_ones:
            one["wording"] = worded
        self.done[identity] = replace(draft, data=data)
        return revised


def record_text(data: Mapping[str, Any]) -> str:
    """Return a record as the text of its file: JSON, which is YAML."""
    return json.dumps(data, ensure_ascii=False)


@lru_cache(maxsize=4096)
def _digests(identity: str, text: str) -> tuple[str, str]:
    """Return wording and revision of a record, which must be valid."""
    reading = read("promise", text.encode())
    if reading.record is None or not reading.valid:
        told = "; ".join(f"{fault.message} ({fault.remedy})" for fault in reading.faults[:3]).replace(
            " ()", ""
        )
        raise UnbuildableCase(
            f'"{identity}" isn\'t a valid promise: {told}', "correct what the test says of it", identity
        )
    return wording_and_revision(reading.record)
