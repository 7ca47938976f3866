"""The account of one claim as a report, and the words in which its formats put it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from pas_gov.drift.matching.claim_account import AmountAccount, ClaimAccount, SideAccount
from pas_gov.drift.matching.shared_words import shared_words
from pas_gov.drift.matching.wording_index import MatchParts
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.foundation.values import dataclass

NOTHING = "-"


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """The account of one claim on a day."""

    account: ClaimAccount
    today: date

    @property
    def status(self) -> int:
        """0: an explanation has been given, whatever it says."""
        return 0

    @property
    def place(self) -> str:
        """The place of the claim: path and line, or what a file has instead."""
        return self.account.finding.claim.sentence.place


def amount_words(one: AmountAccount) -> str:
    """Return a quantity with its direction and what it is of: "at most 4h (first response)"."""
    return " ".join(part for part in (one.direction, one.text, f"({one.of})" if one.of else "") if part)


def certainty_text(account: ClaimAccount) -> str:
    """Return which rule made it a claim: the link that it names, its own words, or that a promise is worded like it."""
    finding = account.finding
    score, words = finding.claim.score, ", ".join(finding.claim.words)
    if finding.link:
        return f'the text itself names the promise "{finding.claim.sentence.promise}" (a link), whatever its words'
    if score >= account.sure_from:
        sure = f"certainty {score:.2f}, a claim from {account.sure_from:.2f} on"
        return f"{sure}; decided by: {words or NOTHING}"
    return (
        "it says again, denies or softens what a promise says or said (near wording); its words alone would make "
        f"no claim of it ({score:.2f})"
    )


def parts_text(parts: MatchParts, said: Sentence) -> str:
    """Return what a likeness is made of: "words 0.31 (first, answer), meaning 0.22, figures and place 0.20"."""
    shared = shared_words(parts.shared, f"{said.text} {said.heading} {said.lead}")
    listed = f" ({', '.join(shared)})" if shared else ""
    words = f"words {parts.words:.2f}{listed}"
    meaning = "" if parts.meaning is None else f", meaning {parts.meaning:.2f}"
    hints = f", figures and place {parts.hints:.2f}" if parts.hints else ""
    return f"{words}{meaning}{hints}"


def side_rows(said: SideAccount, promised: SideAccount) -> Iterator[tuple[str, str, str]]:
    """Yield what is compared, what the text says of it, and what the promise says; "-" where a side says nothing."""
    mine, theirs = (_listed(map(amount_words, side.quantities)) for side in (said, promised))
    yield "quantities", mine, theirs
    yield "open or done", said.times or NOTHING, promised.times or NOTHING
    yield "for whom, when", said.condition or NOTHING, promised.condition or NOTHING
    yield "denies", _listed(said.denies), _listed(promised.denies)
    yield "less firm by", _listed(said.hedges), _listed(promised.hedges)
    yield "except", said.exception or NOTHING, promised.exception or NOTHING
    yield "not read", _listed(said.unread), _listed(promised.unread)


def _listed(parts: Iterable[str]) -> str:
    return "; ".join(parts) or NOTHING
