"""A claim and a wording side by side: both read, their amounts compared, and what stands around each amount."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.amounts import Amount
from pas_gov.drift.matching.denials import same_root, telling_senses
from pas_gov.drift.matching.quantity_comparison import QuantityComparison, Surroundings, quantity_comparison
from pas_gov.drift.matching.scopes import PLAN_NAMES, scope_difference, scope_of
from pas_gov.drift.matching.stated import Promised, Stated, promised, stated, written_out
from pas_gov.drift.matching.words import sense
from pas_gov.drift.texts.sentence import CELL, Sentence
from pas_gov.ledger.events.known_wordings import Wording

# Words for whom or when something holds: an amount beside them is another one of the same measure.
CIRCUMSTANCES = frozenset(
    sense(word)
    for word in (
        *PLAN_NAMES,
        *"weekend weekends weekday weekdays week holiday holidays night nights everyone everybody else others critical".split(),
        *"urgent priority minor major low high medium normal severity peak plan plans tier customer email chat phone".split(),
        *"summer winter busy otherwise rest cost costs price fee pay user seat month extra guaranteed guarantee".split(),
    )
)


class SideBySide:
    """One claim, read, beside one wording, read.

    ``mine`` is the sentence, ``whole`` the sentence with what leads to it, ``theirs`` the wording, ``words`` the senses
    of its words; ``scope`` is how the text's reach differs, ``amounts`` how the quantities do.
    """

    def __init__(self, claim: Claim, wording: Wording) -> None:
        """Read both, and compare their amounts."""
        self.claim, self.wording = claim, wording
        self.theirs: Promised = promised(wording)
        self.mine: Stated = stated(claim.sentence.text)
        self.whole: Stated = stated(whole_text(claim))
        self.words = self.theirs.words
        self.scope = scope_difference(claim, wording) if wording.layer != "experimental" else None
        self.amounts: QuantityComparison = quantity_comparison(
            self._of_promise(),
            self.theirs.amounts,
            self.words,
            Surroundings(self._names_another, self._clause, self._of_the_rest),
            claim.condition,
        )

    def _of_promise(self) -> tuple[Amount, ...]:
        """Return the amounts of a text; of a row those under headers that speak of the promise, where one does."""
        under = {one: set(telling_senses(header_of(self.claim, one))) for one in self.mine.amounts}
        spoken = {one for one, names in under.items() if self._known(names)}
        return tuple(one for one in self.mine.amounts if one in spoken or not (spoken and under[one]))

    def _known(self, names: Iterable[str]) -> bool:
        return any(same_root(name, word) for name in names for word in self.words)

    def _clause(self, amount: Amount) -> tuple[str, ...]:
        return telling_senses(f"{clause_of(self.mine, amount)} {header_of(self.claim, amount)}")

    def _of_the_rest(self, amount: Amount) -> bool:
        return scope_of(self.wording) is None and bool(_REST.search(clause_of(self.mine, amount)))

    def _names_another(self, amount: Amount) -> bool:
        own = self._clause(amount)
        if scope_of(self.wording) is None:
            own = tuple(one for one in own if one not in CIRCUMSTANCES)
        return any(not any(same_root(one, word) for word in self.words) for one in own)


def whole_text(claim: Claim) -> str:
    """Return a claim's sentence with what leads to it, where that belongs to it: "We will never:" before an item."""
    sentence = claim.sentence
    if sentence.unit in ("item", "row") and (denied := _denied_above(sentence)):
        return f"{denied} {sentence.text}"
    if not sentence.lead or CELL in sentence.lead or CELL in sentence.text:
        return sentence.text
    return f"{sentence.lead.rstrip(' :')} {sentence.text}"


_ABOVE = re.compile(
    r"(?:\b(?:what|things|features|services)\b[^?]*\b(?:not|never)\b[^?]*|(?:not|no longer) (?:offered|included|covered|provided|available|promised|"
    r"supported|guaranteed|part)\b.*|(?:exclusions?|excluded|discontinued|retired|withdrawn|unsupported|unavailable)(?: \w+)?)[:.]?",
    re.IGNORECASE,
)


def _denied_above(sentence: Sentence) -> str:
    """Return the words by which a heading, or what leads to a list, denies its items ("What we don't offer"), or ""."""
    for said in (sentence.lead, sentence.heading):
        plain = written_out(said).strip()
        if _ABOVE.fullmatch(plain):
            return (
                plain.rstrip(" :.")
                if re.search(r"\b(?:not|never)\b", plain, re.IGNORECASE)
                else "We do not offer"
            )
        if said and CELL not in said:
            return ""
    return ""


_REST = re.compile(
    r"\b(?:(?:all|any|every|each|the|to|for) others?|others?|the rest|(?:all )?(?:the )?remaining|everyone else|everybody else|"
    r"everything else|anything else|otherwise|in all other)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[;|()]|[,.](?!\d)| and | but | or | then | while ")


def clause_of(said: Stated, amount: Amount) -> str:
    """Return the words of the clause in which an amount stands, without any amount."""
    start, end = amount.place
    text = said.text
    for other in said.amounts:
        text = text[: other.place[0]] + " " * (other.place[1] - other.place[0]) + text[other.place[1] :]
    begins = [found.end() for found in _CLAUSE.finditer(text[:start])]
    ends = _CLAUSE.search(text, end)
    return f"{text[begins[-1] if begins else 0 : start]} {text[end : ends.start() if ends else len(text)]}"


def header_of(claim: Claim, amount: Amount) -> str:
    """Return the header of the cell in which an amount stands, "" outside of tables."""
    cells = claim.sentence.cells
    before = claim.sentence.text[: amount.place[0]].count(CELL)
    return cells[min(before, len(cells) - 1)][0] if cells else ""
