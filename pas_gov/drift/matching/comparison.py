"""One claim beside one wording: an earlier passage that it repeats, and whether an experiment left its bounds."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.rewording import NEAR, Rewording, likeness, rewording
from pas_gov.drift.matching.scopes import EVERYBODY
from pas_gov.drift.matching.similarity import sentences_of
from pas_gov.drift.matching.words import COMMON_SENSES, senses, words
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.known_wordings import Wording


@dataclass(frozen=True, slots=True)
class Restatement:
    """A passage of an earlier wording that a text states nearly word for word, and the present passage most like it."""

    passage: str
    present: str
    rewording: Rewording
    likeness: float


ROUGHLY = 0.6  # of the senses of two texts that are the same, for their order to be worth a look


def restatement(
    claim: Claim, earlier: Wording, present: Wording, standing: Collection[str]
) -> Restatement | None:
    """Return the earlier passage that a text states rather than any present one, None where there is none."""
    text = claim.sentence.text
    theirs = [said for said in _sentences(earlier) if _share(text, said) >= ROUGHLY]
    near = max(((likeness(text, said), said) for said in theirs), default=(0.0, ""))
    if near[0] < NEAR:
        return None
    now = max(((likeness(text, said), said) for said in _sentences(present)), default=(0.0, ""))
    if now[0] > near[0] or now[1] == near[1]:
        return None
    differs = (
        rewording(near[1], now[1], standing) if now[0] >= NEAR / 2 else Rewording("material", near[1], now[1])
    )
    if differs.kind == "editorial" and rewording(text, now[1], standing).kind == "same":
        differs = Rewording("same")
    return Restatement(near[1], now[1], differs, near[0])


def _sentences(wording: Wording) -> Iterator[str]:
    for passage in wording.passages:
        if passage.place != "condition":
            yield from (one.text for one in sentences_of(passage) or (passage,))


def _share(one: str, other: str) -> float:
    first, second = frozenset(senses(one)), frozenset(senses(other))
    return len(first & second) / max(len(first), len(second), 1)


def escape_reason(claim: Claim, wording: Wording) -> str:
    """Return why an experiment is said outside its bounds, "" where it isn't.

    A text that the promise names as its surface is inside, unless it speaks to everybody. Any other is inside where it
    names the cohort (half of the words that tell it), and is of one of the promise's zones.
    """
    placed = claim.sentence.path in wording.surfaces
    everybody = EVERYBODY.search(" ".join(words(claim.sentence.text)))
    named = _names_cohort(claim, wording)
    if everybody and not named:
        return f'it speaks to everybody ("{everybody.group()}"), and the experiment is for {_cohort(wording)}'
    if placed:
        return ""
    if not named:
        return f"it doesn't say that the experiment is for {_cohort(wording)}, in a text that isn't one of its surfaces"
    if wording.zones and claim.zone and claim.zone not in wording.zones:
        return f"it is said in the zone {claim.zone}, and the experiment is delivered in {', '.join(wording.zones)}"
    return ""


def _cohort(wording: Wording) -> str:
    return wording.cohort or "a cohort that its record doesn't name"


def _names_cohort(claim: Claim, wording: Wording) -> bool:
    wanted = {one for one in senses(wording.cohort) if one not in COMMON_SENSES and not one.startswith("#")}
    wanted -= {"=customer"}
    sentence = claim.sentence
    said = frozenset(senses(f"{sentence.text} {sentence.heading} {sentence.lead} {claim.condition}"))
    return bool(wanted) and len(wanted & said) * 2 >= len(wanted)
