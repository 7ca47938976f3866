"""Candidates for the inventory: what a promise's record would say for each claim that no promise covers.

Only what the text says is put down. What it doesn't say (who answers for it, which layer it really has, what it rests
on) is for people to decide, which is why a candidate is proposed and never active.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

from pas_gov.diagnostics import printable
from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.findings import ClaimFinding
from pas_gov.drift.matching.rewording import MARKS
from pas_gov.drift.matching.words import COMMON, spelled, words
from pas_gov.foundation.values import dataclass
from pas_gov.model.quantities.quantity import Quantity
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import ZONES, Bound, Layer
from pas_gov.model.records.title import title_from
from pas_gov.model.records.yaml.text import FORBIDDEN

LONGEST_ID = 64
WORDS_IN_ID = 6
NEGATIONS = frozenset(("no", "not", "never", "nobody", "nothing", "none", "without"))
"""Words without which an id would say the opposite."""
LONGEST_CLAUSE = 300
"""Characters before a quantity in which it is looked for who acts."""
LONGEST_STATEMENT = 2000


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a record would say. ``terms`` are (measure, bound, value); ``place`` is ``path:line`` of the claim.

    ``path`` is the text that makes the claim, a surface of the zone; ``also`` are other places that speak of it, which
    say the same where there are no ``doubts``: sentences on what comes apart in it.
    """

    id: str
    title: str
    statement: str
    layer: Layer
    zone: str
    path: str
    place: str
    condition: str = ""
    terms: tuple[tuple[str, Bound, str | int | float], ...] = ()
    also: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def notes(self) -> str:
        """What whoever decides about it has to know beside the record: other places, and what comes apart; "" for nothing."""
        places = ", ".join(map(printable, self.also))
        said = (f"Also {'spoken of' if self.doubts else 'said'} in {places}.",) if self.also else ()
        return " ".join((*said, *(f"It comes apart: {printable(one)}" for one in self.doubts)))


def candidates(findings: Iterable[ClaimFinding], taken: Collection[str]) -> dict[str, Candidate]:
    """Return a candidate for each unregistered claim, by :func:`said_by`, in order; ``taken`` are ids that ever were.

    A sentence that several texts say is one candidate. What is only proposed already has its record, and what was
    accepted needs none. The same findings give the same candidates.
    """
    used, found = set(taken), dict[str, Candidate]()
    for text, claims in _by_text(findings).items():
        sentence = claims[0].sentence
        identity = unique_id(id_from(sentence.text, sentence.line), used)
        used.add(identity)
        found[text] = candidate_of(identity, claims)
    return found


def candidate_key(finding: ClaimFinding) -> str:
    """Return the key by which claims make one candidate: an unregistered claim's sentence; "" for any other claim.

    One that names a promise nearly as it is called is none: its id is to be corrected in the text.
    """
    fresh = finding.state == "unregistered" and not finding.exception and not finding.misspelt
    if not fresh or (finding.promise and finding.link != "unknown"):
        return ""
    return _clean(finding.claim.sentence.text).casefold()


def _by_text(findings: Iterable[ClaimFinding]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for one in findings:
        text = candidate_key(one)
        if text:
            found.setdefault(text, []).append(one.claim)
    return found


def candidate_of(
    identity: str,
    claims: Sequence[Claim],
    *,
    layer: Layer | None = None,
    zone: str | None = None,
    condition: str | None = None,
) -> Candidate:
    """Return the candidate that claims make, the first of which states it; what isn't given is told from that one."""
    claim, *others = claims
    sentence = claim.sentence
    text = _clean(sentence.text)[:LONGEST_STATEMENT]
    limit = _clean(claim.condition if condition is None else condition)[:LONGEST_STATEMENT]
    at = claim.zone if zone is None else zone
    return Candidate(
        id=identity,
        title=title_from(text, "..."),
        statement=text,
        layer=layer or ("conditional" if limit else "supporting"),
        zone=at if at in ZONES else "",
        path=sentence.path,
        place=sentence.place,
        condition=limit,
        terms=_terms(claim),
        also=tuple(dict.fromkeys(one.sentence.place for one in others)),
    )


def _clean(text: str) -> str:
    """Return a text as a record may hold it: folded, without characters that nobody sees."""
    return fold(FORBIDDEN.sub(" ", text[: LONGEST_STATEMENT * 4]))


def id_from(text: str, line: int) -> str:
    """Return an id made of the first words that say something, a "never" among them; of the line's number for none."""
    plain = unicodedata.normalize("NFKD", spelled(text)).encode("ascii", "ignore").decode()
    found = [word for word in re.findall("[a-z0-9]+", plain) if word not in COMMON or word in NEGATIONS]
    chosen = list(dict.fromkeys(found))[:WORDS_IN_ID] or re.findall("[a-z0-9]+", plain)[:WORDS_IN_ID]
    return _joined(chosen, LONGEST_ID - 4) or f"claim-{line}"


def _joined(parts: list[str], most: int) -> str:
    found = parts[0][:most] if parts else ""
    for part in parts[1:]:
        if len(found) + 1 + len(part) > most:
            break
        found = f"{found}-{part}"
    return found


def unique_id(identity: str, taken: Collection[str]) -> str:
    """Return an id, with a number behind it where it is taken."""
    if identity not in taken:
        return identity
    return next(name for number in range(2, len(taken) + 3) if (name := f"{identity}-{number}") not in taken)


UNITS = {"s": "s", "min": "m", "h": "h", "d": "d", "w": "w", "bh": "bh", "bd": "bd"}
MEASURED = ("duration", "percent", "count")


def _terms(claim: Claim) -> tuple[tuple[str, Bound, str | int | float], ...]:
    """Return the quantities as terms; those of the condition aren't what is promised, and a range has no one bound."""
    found: dict[str, tuple[str, Bound, str | int | float]] = {}
    for one in claim.quantities:
        value = _value(one)
        if value is not None and not (claim.condition and one.text in claim.condition):
            bound, measure = bound_of(claim.sentence.text, one), _measure(claim.sentence.text, one)
            if bound and measure and measure.casefold() not in found:
                found[measure.casefold()] = (measure, bound, value)
    return tuple(found.values())


def _value(one: Quantity) -> str | int | float | None:
    if len(one.values) != 1 or isinstance(one.values[0], str) or one.kind not in MEASURED:
        return None
    number = one.values[0]
    if one.kind == "count":
        return number
    if one.kind == "percent":
        return f"{number:.10g}%" if 0.001 <= number < 1e9 else None
    return f"{number:.10g}{UNITS[one.unit]}" if one.unit in UNITS and 0.001 <= number < 1e9 else None


_AT_LEAST = re.compile(
    r"(?:at least|no less than|not less than|minimum of|more than|over|keep for|for up to at least)\s*$"
)
_AT_MOST = re.compile(
    r"(?:at most|no more than|not more than|no later than|maximum of|max\.?|up to|within|under|less than|in|by)"
    r"(?: the)?(?: first| next)?\s*$"
)


# Who acts within a time: a customer, who loses by a shorter one, or the organisation, whose customers gain by it.
_CUSTOMERS_MAY = re.compile(
    r"(?:\b(?:you|customers?|clients?|users?|members?|guests?|buyers?|anyone|everyone|everybody)\b[^.;:!?]*?"
    r"\b(?:can|may|could|are (?:free|able|entitled|welcome) to|have the right to|are allowed to)\b"
    r"(?!(?: also| still| always)? (?:not|never|expect|get|receive|count|rely|have|hear|see|reach|find|look))|"
    r"\b(?:can|may) be (?:returned|cancell?ed|exchanged|swapped|withdrawn|revoked|disputed|contested|appealed)\b|"
    r"\b(?:returns?|cancellations?|exchanges?|withdrawals?)\b[^.;:!?]*\b(?:accepted|possible|allowed|permitted|free)\b)"
    r"(?:(?!\bwe\b|\band (?:is|are|will|you|get)\b|, (?:and|which)\b)[^.;:!?])*$",
    re.IGNORECASE,
)
_REFUND = re.compile(r"\brefund\w*|\bmoney[- ]back\b", re.IGNORECASE)
_OURS = re.compile(
    r"\b(?:we|our|us|staff|team|support)\b|\b(?:process|issue|pay|paid|credit|arrive|transfer|send|sent)\w*\b",
    re.IGNORECASE,
)


def bound_of(text: str, one: Quantity) -> Bound | None:
    """Return the bound that the words around a quantity say; a share without one is a least, all else equals.

    "You can return it within 30 days" is a least, as a shorter time is less for who may; "we answer within 4 hours" a
    most. None where it isn't said which of the two ("refunds within 30 days").
    """
    before = text.partition(one.text)[0].casefold()
    if _AT_LEAST.search(before[-40:]):
        return "at_least"
    if _AT_MOST.search(before[-40:]):
        if one.kind != "duration":
            return "at_most"
        if _CUSTOMERS_MAY.search(before[-LONGEST_CLAUSE:]):
            return "at_least"
        return None if _REFUND.search(text) and not _OURS.search(text) else "at_most"
    return "at_least" if one.kind == "percent" else "equals"


def _measure(text: str, one: Quantity) -> str:
    """Name what is measured by the words nearest before the quantity (else after it) that say something."""
    before, _, after = text.partition(one.text)
    told = list(_telling(before))[-4:] or list(_telling(after))[:4]
    what = {"duration": "time", "percent": "share", "count": fold(one.unit) or "number"}[one.kind]
    return _clean(f"{what}: {' '.join(told)}" if told else what)[:100]


def _telling(text: str) -> Iterator[str]:
    return (word for word in words(text[-400:]) if word not in COMMON | MARKS and word[0].isalpha())
