"""The state of each claim: consistent, contradicts, outdated, expired, escaped, unregistered or unclear (SPEC 9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from pas_gov.diagnostics import did_you_mean
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching import exceptions
from pas_gov.drift.matching.agreement import Agreement, agreement
from pas_gov.drift.matching.comparison import Restatement, escape_reason, restatement
from pas_gov.drift.matching.concerns import of_its_concern
from pas_gov.drift.matching.denied_action import something_else_denied
from pas_gov.drift.matching.exceptions import AcceptedException
from pas_gov.drift.matching.findings import ClaimFinding, ClaimFindings, ClaimState
from pas_gov.drift.matching.phrases import agreement_text, amount_text, quoted_ids, replaced_text, step_text
from pas_gov.drift.matching.plan_rows import row_finding
from pas_gov.drift.matching.quantity_comparison import QuantityDifference
from pas_gov.drift.matching.stated import promised, written_out
from pas_gov.drift.matching.unplaced import unplaced
from pas_gov.drift.matching.wording_index import Match, WordingIndex
from pas_gov.ledger.events.known_wordings import Wording, WordingStep


def claim_findings(
    claims: Iterable[Claim], wordings: WordingIndex, today: date, accepted: Sequence[AcceptedException] = ()
) -> ClaimFindings:
    """Return the finding on each claim, compared with what is and was promised; an exception counts while it is in force."""
    valid = {one.fingerprint: one for one in reversed(accepted) if one.in_force(today)}
    found = tuple(_excused(claim_finding(claim, wordings, today), valid) for claim in claims)
    used = frozenset(one.exception for one in found if one.exception)
    return ClaimFindings(found, exceptions.exception_states(accepted, used, today))


def _excused(found: ClaimFinding, valid: dict[str, AcceptedException]) -> ClaimFinding:
    excuse = None if found.state == "consistent" or not valid else valid.get(found.fingerprint)
    return replace(found, exception=excuse.id, excused_until=excuse.last) if excuse else found


NEARLY = 0.85  # of the best score: promises as near as this one are told apart by what they say
PREFERRED = 1.05  # a promise that stands is preferred to one that doesn't, where both are about as near


def claim_finding(claim: Claim, wordings: WordingIndex, today: date) -> ClaimFinding:
    """Return the finding on one claim. A link that the text makes to a promise settles which one it speaks of.

    A row of a table of plans is as many claims as it has plans: the worst of them is told.
    """
    found = row_finding(claim, wordings, lambda one: _finding_on(one, wordings, today))
    return found or _finding_on(claim, wordings, today)


def _finding_on(claim: Claim, wordings: WordingIndex, today: date) -> ClaimFinding:
    link = claim.sentence.promise
    if link and link not in wordings.by_promise:
        remedy = did_you_mean(link, wordings.by_promise)
        hint = f" ({remedy})" if remedy.startswith("did you") else ""
        why = f'The text says that it speaks of "{link}", and no promise ever had this id{hint}.'
        found = _by_likeness(claim, wordings, today)
        if found.state in APART:
            return replace(found, explanation=f"{why} {found.explanation}")
        return ClaimFinding(claim, "unregistered", why, link, link="unknown")
    return _linked(claim, wordings, today, link) if link else _by_likeness(claim, wordings, today)


APART = ("contradicts", "outdated", "expired", "escaped")
"""What no link that a text makes can hide: whoever writes the text writes the link, too."""


def _by_likeness(claim: Claim, wordings: WordingIndex, today: date) -> ClaimFinding:
    """Return the finding on a claim that names no promise."""
    matches = [one for one in wordings.nearest(claim) if of_its_concern(claim, one)]
    if not matches:
        return ClaimFinding(
            claim,
            "unregistered",
            "No promise in the stack or in its history is like this enough to be meant.",
        )
    held = _ClaimReview(claim, wordings, today)
    judged = [held.against(one, group) for one, group in _near(matches).items()]
    return min(judged, key=_preference)[1]


def _linked(claim: Claim, wordings: WordingIndex, today: date, link: str) -> ClaimFinding:
    """Return the finding on a claim that names its promise: naming one hides no contradiction of another.

    What the named promise says nothing of isn't consistent with it: a quantity that it has no counterpart for.
    """
    held = _ClaimReview(claim, wordings, today)
    found = held.against(link, wordings.scores(claim, link))[1]
    found, like = replace(found, score=1.0, link="explicit"), found.score
    if found.state != "consistent":
        return found
    near = _near([one for one in wordings.nearest(claim) if one.wording.promise != link])
    others = sorted((held.against(one, group) for one, group in near.items()), key=_preference)
    if others and others[0][0] == AGREES:
        return found
    said = unplaced(claim, wordings.by_promise[link][0])
    if not said.texts:
        meant = next((one for _, one in others if one.state == "contradicts" and one.score > like), None)
        if meant is None:
            return found
        why = f'The text says that it speaks of "{link}", but it is more like "{meant.promise}".'
        return replace(meant, explanation=f"{why} {meant.explanation}")
    quantity = " and ".join(f'"{one}"' for one in said.texts)
    named = f'The text says that it speaks of "{link}", which says nothing of {quantity}'
    for _, other in others:
        if other.state == "contradicts":
            why = f'{named}; it is like "{other.promise}", and contradicts that. {other.explanation}'
            return replace(other, explanation=why)
    if not said.alone:
        return found
    phrases = tuple(f'"{one}"' for one in said.texts)
    return replace(
        found, state="unclear", explanation=f"{named}: name the promise that does, or none.", unread=phrases
    )


def judged_beside(
    claim: Claim, promise: str, matches: Sequence[Match], wordings: WordingIndex, today: date
) -> ClaimFinding:
    """Return the finding on one claim if it speaks of this promise."""
    return _ClaimReview(claim, wordings, today).against(promise, matches)[1]


def _near(matches: Sequence[Match]) -> dict[str, list[Match]]:
    """Return the matches of each promise that is nearly as like as the best one."""
    found: dict[str, list[Match]] = {}
    for match in matches:
        if match.score >= matches[0].score * NEARLY or match.wording.promise in found:
            found.setdefault(match.wording.promise, []).append(match)
    return found


def _preference(judged: tuple[int, ClaimFinding]) -> tuple[int, float, str]:
    rank, found = judged
    stands = PREFERRED if found.state in ("consistent", "contradicts", "escaped", "unclear") else 1.0
    return rank, -found.score * stands, found.promise


# How well the reading of a claim fits its words, best first: what it states was promised; a text that was; nothing to
# compare; another quantity; a proposal, which counts only where nothing that is promised comes near.
AGREES, ONCE_AGREED, LIKE, DIFFERS, PROPOSED = range(5)

_OUTSIDERS = re.compile(
    r"\b(?:outside|other than|apart from|not (?:in|part of)|everyone else|others?)\b", re.IGNORECASE
)


class _ClaimReview:
    """One claim, with its quantities, held against one promise after the other."""

    def __init__(self, claim: Claim, wordings: WordingIndex, today: date) -> None:
        self.claim, self.wordings, self.today = claim, wordings, today

    def against(self, promise: str, matches: Sequence[Match]) -> tuple[int, ClaimFinding]:
        """Return the finding if the claim speaks of this promise, with how well that fits."""
        present, *earlier = self.wordings.by_promise[promise]
        score = max(match.score for match in matches)
        now = agreement(self.claim, present)
        found = self._found(present, earlier, now)
        return self._rank(found, now), replace(found, promise=promise, score=score, digest=present.digest)

    def _found(self, present: Wording, earlier: Sequence[Wording], now: Agreement) -> ClaimFinding:
        over = self._over(present)
        if over and now.denies and not self._denies_something_else(present):
            return self._finding("consistent", f"{over} The text says so.")
        if over:
            return self._finding(
                "expired", over, by=present.ended or (present.until if present.standing == "erased" else None)
            )
        if present.status == "proposed":
            why = f'"{present.promise}" says this, and is only proposed: nobody promises it.'
            return self._outdated(present, earlier, now) or self._finding("unregistered", why)
        if present.layer == "experimental" and (found := self._of_experiment(present, now)):
            return found
        if outdated := self._outdated(present, earlier, now):
            return outdated
        if now.otherwise:
            return self._finding("contradicts", " ".join(now.otherwise), now.differs)
        if now.unclear:
            return self._unclear(present, now)
        return self._finding("consistent", agreement_text(present, now.agreed))

    def _denies_something_else(self, present: Wording) -> bool:
        return something_else_denied(written_out(self.claim.sentence.text), promised(present).words)

    def _of_experiment(self, present: Wording, now: Agreement) -> ClaimFinding | None:
        """Return the finding on a text that leaves an experiment's bounds, or says who is outside; None within them."""
        escape = escape_reason(self.claim, present)
        if now.denies and (escape or _OUTSIDERS.search(self.claim.sentence.text)):
            why = f'"{present.promise}" is an experiment, and the text says who is outside.'
            return self._finding("consistent", why)
        return (
            self._finding("escaped", f'"{present.promise}" is an experiment: {escape}.') if escape else None
        )

    def _rank(self, found: ClaimFinding, now: Agreement) -> int:
        if found.state == "unregistered":
            return PROPOSED
        if found.state in ("expired", "escaped"):
            return DIFFERS if now.differs else ONCE_AGREED if now.agreed else LIKE
        if found.state == "outdated":
            return ONCE_AGREED if found.said else LIKE
        if now.differs:
            return DIFFERS
        return AGREES if now.agreed else LIKE

    def _over(self, wording: Wording) -> str:
        """Say why the promise isn't owed any more on this day, "" where it is."""
        name = f'"{wording.promise}"'
        if wording.standing == "erased":
            return f"{name} isn't promised any more: {step_text(wording.until)} took its record away."
        if wording.over and not (wording.ends and wording.ends >= self.today):
            heirs = f"; {quoted_ids(wording.successors)} took its place" if wording.successors else ""
            by = f" ({step_text(wording.ended)})" if wording.ended else ""
            return f"{name} was {wording.status}{f' on {wording.ends}' if wording.ends else ''}{by}{heirs}."
        if wording.layer == "experimental" and wording.decide_by and wording.decide_by < self.today:
            return f"{name} is an experiment that was to be decided by {wording.decide_by}, and that day has passed."
        if wording.layer == "legacy" and wording.honoured_until and wording.honoured_until < self.today:
            return f"{name} was to be honoured until {wording.honoured_until}, and that day has passed."
        return ""

    def _outdated(self, present: Wording, earlier: Sequence[Wording], now: Agreement) -> ClaimFinding | None:
        if now.differs:
            for wording in earlier:
                then = agreement(self.claim, wording)
                if not (then.differs or then.otherwise) and then.agreed > now.agreed:
                    return self._by_quantity(wording, now.differs)
            return None
        told = [
            (wording, restatement(self.claim, wording, present, self.wordings.vocabulary))
            for wording in earlier
            if not agreement(self.claim, wording).denies
        ]
        found = [
            (wording, how) for wording, how in told if how is not None and how.rewording.kind == "material"
        ]
        return (
            self._by_text(*max(found, key=lambda pair: pair[1].likeness)) if found else None
        )  # of equals the newest

    def _by_quantity(self, wording: Wording, differs: QuantityDifference) -> ClaimFinding:
        why = (
            f'"{wording.promise}" said {differs.said.text} until {step_text(wording.until)} ended that wording; '
            f"it says {amount_text(differs.promised)} now."
        )
        return self._finding("outdated", why, differs, by=wording.until)

    def _by_text(self, wording: Wording, told: Restatement) -> ClaimFinding:
        why = (
            f'This is how "{wording.promise}" was worded until {step_text(wording.until)} ended that wording'
            f"{replaced_text(told)}."
        )
        return self._finding("outdated", why, by=wording.until)

    def _unclear(self, present: Wording, now: Agreement) -> ClaimFinding:
        why = (
            f'It speaks of "{present.promise}", and this couldn\'t be compared: {"; ".join(now.unclear)}. '
            "Say it as the promise does, or read it yourself."
        )
        return replace(self._finding("unclear", why), unread=now.unclear)

    def _finding(
        self,
        state: ClaimState,
        why: str,
        differs: QuantityDifference | None = None,
        by: WordingStep | None = None,
    ) -> ClaimFinding:
        if differs is None:
            return ClaimFinding(self.claim, state, why, by=by)
        said, promised = differs.said, differs.promised
        return ClaimFinding(
            self.claim, state, why, said=said.text, promised=promised.text, measure=promised.measure, by=by
        )
