"""New records: a promise, a waiver, an attestation."""

from __future__ import annotations

from pas_gov.authoring.editing import Set, Value, written
from pas_gov.authoring.moves.amending import edits
from pas_gov.authoring.moves.answers import refuse_placeholder
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.parts import Parts
from pas_gov.authoring.moves.reviewing import review
from pas_gov.diagnostics import Stop, did_you_mean
from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.remedy import shown
from pas_gov.model.records.promise import ZONES
from pas_gov.model.records.rulebook import WAIVERS_FOLDER
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.loading import PROMISES_FOLDER

MODELINE = (
    "# yaml-language-server: $schema=../../.pas-gov/schemas/{kind}.json\n"  # by which editors find the schema
)


def make(draft: Draft, identity: str, parts: Parts, authorship: Authorship, made: str = "") -> Entry:
    """Add a promise; ``parts`` give at least title, statement, owner, layer and audience. Reviews come last.

    ``made`` is the day on which it was made, where ``parts`` don't say it; by default that of the change. Stops, as
    wrong usage: taken, invalid-record, and those of amending.
    """
    if identity in draft.stack:
        path = draft.stack.entries[identity].path
        raise Stop("taken", f'there is a promise "{identity}" already, in {path}', "choose another id, or amend it",
                   status=2)  # fmt: skip
    base: dict[str, Value] = {
        "schema": "pas.promise/v1",
        "id": identity,
        "title": parts.title or "",
        "layer": parts.layer or "",
        "status": parts.status or "active",
        "owner": parts.owner or "",
        "made": {"date": parts.made or made or authorship.day},
        "statement": f"{(parts.statement or '').strip()}\n",
        "audience": [*dict.fromkeys(parts.audience)],
    }
    entry = draft.make(
        f"{PROMISES_FOLDER}/{parts.layer}/{identity}.yaml",
        written("promise", base, MODELINE.format(kind="promise")),
    )
    draft.edit(identity, list(edits(entry.promise, parts, authorship)))
    for target in parts.aligned_to:
        review(draft, identity, target, authorship, parts.note or "")
    return draft.stack.entries[identity]


@dataclass(frozen=True, slots=True)
class ZoneReality:
    """What a zone says that it really does; ``wording`` is the one it was asked about, "" for the present one."""

    reality: str
    note: str = ""
    evidence: str = ""
    wording: str = ""


def attest(draft: Draft, identity: str, zone: str, attested: ZoneReality, authorship: Authorship) -> Entry:
    """Record what a zone says of the wording that it was asked about, which must be the present one.

    Stops, as wrong usage: unknown-zone, zone-left, has-ended, other-wording.
    """
    entry = draft.stack.entries[identity]
    zones = entry.promise.zones
    if zone not in zones:
        added = shown(("amend", identity, "--zone", f"{zone}=<WHAT THE ZONE PROMISES>"))
        remedy = did_you_mean(zone, zones) if zones else f"add it: {added}"
        raise Stop(
            "unknown-zone",
            f'"{identity}" has no entry for the zone {ZONES.get(zone, zone)}',
            remedy,
            status=2,
        )
    if zones[zone].left is not None:
        raise Stop("zone-left", f'the zone {zone} no longer delivers "{identity}", so it has nothing to attest',
                   f"if it does again: pas-gov amend {identity} --zone {zone}", status=2)  # fmt: skip
    ending = entry.promise.ending
    owed = ending is not None and ending.date is not None and ending.date.isoformat() >= authorship.day
    if entry.ended and not owed:
        raise Stop("has-ended", f'"{identity}" has ended, so there is nothing to attest', "name an active promise",
                   status=2)  # fmt: skip
    if attested.wording not in ("", entry.wording):
        raise Stop("other-wording", f'"{identity}" says something else than {zone} was asked about',
                   "ask again: pas-gov audit", status=2)  # fmt: skip
    for option, text, wanted in (
        ("--note", attested.note, "what is behind the answer, or leave it out"),
        ("--evidence", attested.evidence, "where that can be seen, or leave it out"),
    ):
        if text:
            refuse_placeholder(option, text, wanted)
    record: dict[str, Value] = {
        "wording": entry.wording, "date": authorship.day, "by": authorship.by, "reality": attested.reality,
        "note": attested.note, "evidence": attested.evidence,
    }  # fmt: skip
    kept = {key: value for key, value in record.items() if value}
    return draft.edit(identity, [Set(f"/zones/{zone}/attested", kept)])


@dataclass(frozen=True, slots=True)
class Exemption:
    """What a waiver says. ``promise`` is ``"*"`` for a finding about the whole stack; ``commit`` is one of the past."""

    policy: str
    promise: str
    reason: str
    approved_by: str
    first: str
    last: str
    target: str = ""
    ticket: str = ""
    commit: str = ""


def waive(draft: Draft, identity: str, exemption: Exemption, asked_by: str) -> str:
    """Add a waiver and return its path; Stops, as wrong usage: taken, invalid-record."""
    refuse_placeholder("--reason", exemption.reason, "why this one case may pass")
    record: dict[str, Value] = {
        "schema": "pas.waiver/v1", "id": identity, "policy": exemption.policy, "promise": exemption.promise,
        "target": exemption.target, "reason": exemption.reason, "asked_by": asked_by,
        "approved_by": exemption.approved_by, "ticket": exemption.ticket, "commit": exemption.commit,
        "from": exemption.first, "until": exemption.last,
    }  # fmt: skip
    path = f"{WAIVERS_FOLDER}/{identity}.yaml"
    content = {key: value for key, value in record.items() if value}
    draft.add("waiver", path, written("waiver", content, MODELINE.format(kind="waiver")))
    return path
