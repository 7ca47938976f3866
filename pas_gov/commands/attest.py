"""``attest``: record what a zone says that it really does."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.making import ZoneReality, attest
from pas_gov.authoring.questions import Questions
from pas_gov.authoring.saving.proposal import MoveSummary, WriteOptions
from pas_gov.commands.proposing import propose
from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.judging.verdict.remedy import shown
from pas_gov.model.records.promise import ZONES
from pas_gov.model.stack.id_lookup import find_promise, find_zone

REALITIES = ("kept", "drifting", "broken", "unknown")


@dataclass(frozen=True, slots=True)
class AttestOptions:
    """What is given on the command line; None for what is still to be asked."""

    promise: str
    zone: str | None
    reality: str | None
    note: str | None = None
    evidence: str | None = None


def attest_command(writing: WriteOptions, environ: Mapping[str, str], options: AttestOptions) -> int:
    """Record the attestation; return the exit status."""
    return propose(
        writing, environ, lambda draft, authorship, questions: _moved(draft, authorship, questions, options)
    )


def _moved(draft: Draft, authorship: Authorship, questions: Questions, options: AttestOptions) -> MoveSummary:
    entry = find_promise(draft.stack, options.promise)
    zones = [zone for zone in ZONES if zone in entry.promise.zones_kept]
    zone = (
        questions.choice(options.zone, "ZONE", "which zone attests it", zones)
        if zones
        else options.zone or ""
    )
    reality = questions.choice(options.reality, "--reality", "is what you do what was promised", REALITIES)
    questions.refuse_missing()
    if not zone:
        added = ("amend", entry.id, "--zone", "<ZONE, SUCH AS delivery-support>=<WHAT THE ZONE PROMISES>")
        raise Stop("no-zones", f'"{entry.id}" names no zone that delivers it',
                   f"add one: {shown(added)}", status=2)  # fmt: skip
    zone = find_zone(zone)
    note = options.note if options.note is not None else questions.optional_text("Note (may be empty)")
    evidence = (
        options.evidence
        if options.evidence is not None
        else questions.optional_text("Evidence (may be empty)")
    )
    attest(draft, entry.id, zone, ZoneReality(reality, note, evidence), authorship)
    return MoveSummary(
        (f"{ZONES[zone]} says of {entry.id}: {reality}, by {authorship.by} on {authorship.day}.",),
        promise=entry.id,
    )
