"""Whether a text says what a promise says: the one place that decides between consistent, contradicts and unclear.

A text is consistent only where nothing that was promised is said otherwise, and everything in it that speaks of a
quantity was read. So each rule here names what it found: what is said otherwise, or what couldn't be compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pas_gov.drift.claims.claim import Claim
from pas_gov.drift.matching.amounts import Amount
from pas_gov.drift.matching.denials import denied, opposite, same_root, telling_senses
from pas_gov.drift.matching.phrases import amount_text
from pas_gov.drift.matching.quantity_comparison import (
    QuantityComparison,
    QuantityDifference,
    Surroundings,
    quantity_comparison,
)
from pas_gov.drift.matching.scopes import ScopeDifference, scope_difference, scope_of
from pas_gov.drift.matching.stated import Promised, Stated, promised, stated
from pas_gov.drift.matching.words import sense, words
from pas_gov.ledger.events.known_wordings import Wording
from pas_gov.model.quantities.numerals import NUMBER, number_value


@dataclass(frozen=True, slots=True)
class Agreement:
    """A text beside a wording.

    ``otherwise`` are sentences, each on one thing that the text says otherwise; ``unclear`` phrases, each on something
    that couldn't be compared, with its words. Neither: the text says what is promised. ``denies`` tells that the text
    says the opposite; ``agreed`` counts the quantities that both have; ``differs`` is the pair that doesn't agree.
    """

    agreed: int = 0
    differs: QuantityDifference | None = None
    otherwise: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    denies: bool = False

    @property
    def agrees(self) -> bool:
        """Whether nothing is said otherwise, and everything was read."""
        return not self.otherwise and not self.unclear


def agreement(claim: Claim, wording: Wording) -> Agreement:
    """Return how a claim agrees with a wording."""
    return _Comparison(claim, wording).agreement()


class _Comparison:
    """One claim, read, beside one wording, read."""

    def __init__(self, claim: Claim, wording: Wording) -> None:
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
            Surroundings(self._names_another, self._clause),
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
        return telling_senses(f"{clause_of(self.mine.text, amount)} {header_of(self.claim, amount)}")

    def _names_another(self, amount: Amount) -> bool:
        own = self._clause(amount)
        if scope_of(self.wording) is None:
            own = tuple(one for one in own if one not in CIRCUMSTANCES)
        return any(not any(same_root(one, word) for word in self.words) for one in own)

    def agreement(self) -> Agreement:
        if self._is_verbatim():
            return Agreement(self.amounts.agreed)
        denial = self._denial()
        if denial and self.scope and self.scope.kind == "other":
            return Agreement(self.amounts.agreed)  # it is denied to those to whom it wasn't promised
        otherwise = [one for one in (*self._quantities(), denial, *self._limits(), *self._scope()) if one]
        unclear = dict.fromkeys(self._unread()) if not otherwise else {}
        return Agreement(
            self.amounts.agreed, self.amounts.differs, tuple(otherwise), tuple(unclear), bool(denial)
        )

    def _is_verbatim(self) -> bool:
        """Say whether a text is word for word what the promise says somewhere, and nothing before it turns it round."""
        if self.whole is not self.mine:
            return False
        return words(self.mine.text) in self.theirs.passages

    # --- what is said otherwise ---

    def _quantities(self) -> Iterator[str]:
        name = f'"{self.wording.promise}"'
        if differs := self.amounts.differs:
            yield difference_text(differs, name)
        for one in self.amounts.shares:
            yield f"The text says {_of(one.text, one.thing)} only, and {name} makes no such exception."
        mine, theirs = self.mine.reading.coverage, self.theirs.said.reading.coverage
        if (
            mine
            and theirs
            and not mine.agrees(theirs)
            and (mine.always or theirs.always or (mine.told and theirs.told))
        ):
            yield f'The text says "{mine.text}", and {name} says "{theirs.text}".'
        elif (
            mine
            and not theirs
            and not mine.always
            and any(one.dimension == "elapsed" for one in self.theirs.amounts)
        ) and {"time"} & self.amounts.met:
            yield f'The text counts the time only "{mine.text}", and {name} says so at any time.'
        yield from self._cost(name)
        yield from self._day(name)

    def _day(self, name: str) -> Iterator[str]:
        mine, theirs = (_DAY_NUMBER.search(one.text) for one in (self.mine, self.theirs.said))
        if mine and theirs and number_value(mine["number"]) != number_value(theirs["number"]):
            yield f'The text says "{mine[0]}", and {name} says "{theirs[0]}".'

    def _cost(self, name: str) -> Iterator[str]:
        paid, free = (
            [one for one in some if one.sort == "money"] for some in (self.mine.amounts, self.theirs.amounts)
        )
        if self.mine.reading.free and free and not paid and not self.theirs.said.reading.free:
            yield f'The text says "{self.mine.reading.free}", and {name} says {free[0].text}.'
        if self.theirs.said.reading.free and paid and not free and not self.mine.reading.free:
            yield f'The text says {paid[0].text}, and {name} says "{self.theirs.said.reading.free}".'

    def _denial(self) -> str:
        name = f'"{self.wording.promise}"'
        if self.amounts.differs and self.amounts.differs.how in ("rejected", "past"):
            return ""
        found = denied(self.whole.text, self.whole.denials, self.words, self.theirs.said.denials)
        if found is not None and found.words:
            return f'The text denies it ("{found.words}"), and {name} promises it.'
        if found is not None:
            return f"The text says so, and {name} says that it is not so."
        if word := self._outside():
            return f'The text says "{word}", and {name} says inside.'
        if word := opposite(self.whole.text, self.theirs.telling, self.words, self.whole.denials):
            return f'The text says "{word}", and {name} says the opposite.'
        return ""

    def _outside(self) -> str:
        """Return the words by which a text places outside of something what the promise places in it, or ""."""
        found = _OUTSIDE.search(self.mine.text)
        places = telling_senses(found["what"]) if found else ()
        inside = places and set(places) <= set(self.words) and "outside" not in self.theirs.said.text.lower()
        return found[0].strip() if found and inside else ""

    def _limits(self) -> Iterator[str]:
        name = f'"{self.wording.promise}"'
        if self.whole.exception and not self.theirs.said.exception and not self.wording.condition:
            yield f'The text makes an exception ("{self.whole.exception}"), and {name} makes none.'
        if self.whole.only and not self.theirs.said.only and scope_of(self.wording) is None:
            yield f'The text keeps it to some ("{self.whole.only}"), and {name} doesn\'t.'

    def _scope(self) -> Iterator[str]:
        found = self.scope
        if found and (found.kind != "dropped" or found.scope.stated):
            yield scope_text(found, self.wording)

    # --- what couldn't be compared ---

    def _unread(self) -> Iterator[str]:
        for unread in self._unread_words():
            if not re.search(rf"(?<!\w){re.escape(unread)}(?!\w)", self.theirs.said.text, re.IGNORECASE):
                yield f'"{unread}"'
        for one in (*self.amounts.elsewhere, *self.amounts.loose):
            if one not in self.amounts.elsewhere or not {"percent"} & self.amounts.met:
                yield f'"{_of(one.text, one.thing)}", of which it isn\'t clear what it measures'
        if not self.theirs.said.hedges:
            conditional = _CONDITION.search(self.theirs.telling)
            hedges = [one for one in self.whole.hedges if not (conditional and _CONDITION.match(one))]
            yield from (f'"{one}", by which it is less firm' for one in hedges)
            if not any(one.said.about for one in self.theirs.said.amounts):
                yield from (f'"{one.text}", which is only about so much' for one in self.amounts.about)
        found = self.scope
        if found and found.kind == "dropped" and not found.scope.stated:
            yield f'for whom it holds ("{found.scope.words}" in the promise)'
        yield from self._unmeasured()
        yield from self._another_measure()
        yield from self._another_period()
        mine, theirs = (
            {one["number"] for one in _GRADE.finditer(text)} for text in (self.mine.text, self.theirs.telling)
        )
        if mine and theirs and not mine & theirs:
            yield f"of which grade: the text says {min(mine)}, the promise {min(theirs)}"
        if _ANYTIME.search(self.theirs.telling):
            limits = [
                one.text
                for one in self.mine.amounts
                if one.sort in ("time", "frequency") and one.sort not in self.amounts.met
            ]
            yield from (f'"{one}", beside "any time" in the promise' for one in limits)

    def _another_period(self) -> Iterator[str]:
        """Yield over which time a text measures a percentage, where the promise does so over another."""
        mine, theirs = (_periods(text) for text in (self.mine.text, self.theirs.telling))
        if "percent" in self.amounts.met and mine and theirs and not mine & theirs:
            yield f'over which time: the text says "{min(mine)}", the promise "{min(theirs)}"'

    def _another_measure(self) -> Iterator[str]:
        """Yield what a text measures where that isn't what the promise does: a time to resolve, beside one to answer."""
        if self.amounts.met & {"time"}:
            said = MEASURED & {*telling_senses(f"{self.mine.text} {self.claim.sentence.lead}")}
            theirs = MEASURED & {*self.words}
            if said and theirs and not said & theirs:
                yield f'what is measured: the text speaks of "{MEASURES[min(said)]}", the promise of "{MEASURES[min(theirs)]}"'

    def _unread_words(self) -> Iterator[str]:
        reading, promised_sorts = self.mine.reading, {one.sort for one in self.theirs.amounts}
        timed = promised_sorts & {"time", "frequency"}
        for unread in reading.unread:
            if _of_quantity(unread) or promised_sorts & {"count", "number", "bytes"}:
                yield unread
        if timed and not timed & self.amounts.met:
            yield from reading.vague
        if (
            promised_sorts & {"count", "number", "bytes"}
            and not {"count", "number", "bytes"} & self.amounts.met
        ):
            yield from (found[0] for found in _BOUNDLESS.finditer(self.mine.text))
        if timed and not timed & self.amounts.met:
            yield from (found[0] for found in _ENDLESS.finditer(self.mine.text))
        if "percent" in promised_sorts - self.amounts.met:
            yield from (found[0] for found in _ALWAYS.finditer(self.mine.text))
        mine, theirs = reading.coverage, self.theirs.said.reading.coverage
        if mine and theirs and not mine.agrees(theirs):
            yield mine.text

    def _unmeasured(self) -> Iterator[str]:
        """Yield the measure that a text speaks of by name ("our response time") without any quantity."""
        said = telling_senses(f"{self.mine.text} {self.claim.sentence.lead}")
        for term in self.wording.terms:
            names = telling_senses(term.measure)
            heads = _HEADS.search(term.measure), _HEADS.search(self.mine.text)
            spoken = names and all(any(same_root(name, one) for one in said) for name in names)
            if spoken and all(heads) and not self.mine.amounts and not self.mine.reading.unread:
                yield f"how much: it names the {term.measure} without a number"


# Words for whom or when something holds: an amount beside them is another one of the same measure.
CIRCUMSTANCES = frozenset(
    sense(word)
    for word in (
        "weekend weekends weekday weekdays week holiday holidays night nights everyone everybody else others critical urgent "
        "priority minor major low high medium normal severity peak enterprise free basic starter standard pro premium "
        "business growth team plan plans tier customer email chat phone summer winter busy otherwise rest cost costs price fee pay user seat month extra"
    ).split()
)
MEASURES = {
    "=answer": "answering",
    "=fix": "fixing",
    "=send": "delivering",
    "=refund": "refunding",
    "restor": "restoring",
}
MEASURED = frozenset(MEASURES)
_GRADE = re.compile(
    r"\b(?:severity|sev|priority|p|tier|level|class|grade) ?-?(?P<number>\d)\b", re.IGNORECASE
)
_ANYTIME = re.compile(r"\b(?:any ?time|always|whenever)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|when|whenever|once|as long as)\b", re.IGNORECASE)
_HEADS = re.compile(
    r"\b(?:times?|uptime|availability|rate|share|number|ratio|percentage|level)\b", re.IGNORECASE
)
_BOUNDLESS = re.compile(
    r"\b(?:unlimited|unmetered|infinite|endless|limitless|as (?:many|much) as you (?:like|want|need))\b",
    re.IGNORECASE,
)
_ENDLESS = re.compile(
    r"\b(?:indefinitely|forever|for ever|permanently|for life|lifetime|always available|never down)\b",
    re.IGNORECASE,
)
_ALWAYS = re.compile(r"\b(?:always|never (?:goes )?down|all the time|at all times|any time)\b", re.IGNORECASE)
_OUTSIDE = re.compile(r"\boutside (?:of )?(?:the |our )?(?P<what>[\w'-]+(?: [A-Z][\w'-]+)*)")
_PERIOD = re.compile(
    r"\b(?:(?:per|a|each|every|of each|of the|last|this) (?P<per>month|year|quarter|week|day)|(?P<ly>monthly|yearly|annual|annually|"
    r"quarterly|weekly|daily))\b",
    re.IGNORECASE,
)
_LY = {
    "monthly": "month",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
    "quarterly": "quarter",
    "weekly": "week",
    "daily": "day",
}
_DAY_NUMBER = re.compile(rf"\bday (?P<number>{NUMBER})\b", re.IGNORECASE)
_UNIT = re.compile(
    r"\d|\bhalf\b|third|fraction|\bto be |^TB|[{}<>\[\]%$_?]|\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|nights?)\b|^(?:XX?|N|Y|TBD|tbd)$|"
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|million|zero)\b",
    re.IGNORECASE,
)


def _of_quantity(words: str) -> bool:
    """Say whether unread words speak of a number or a time, whatever is promised: "several disks" don't."""
    return bool(_UNIT.search(words))


def _of(text: str, thing: str) -> str:
    return f"{text} of {thing.lstrip('=')}" if thing else text


def _periods(text: str) -> set[str]:
    return {
        found["per"].lower() if found["per"] else _LY[found["ly"].lower()] for found in _PERIOD.finditer(text)
    }


def whole_text(claim: Claim) -> str:
    """Return a claim's sentence with what leads to it, where that belongs to it: "We will never:" before an item."""
    sentence = claim.sentence
    if not sentence.lead or " | " in sentence.lead or " | " in sentence.text:
        return sentence.text
    return f"{sentence.lead.rstrip(' :')} {sentence.text}"


_CLAUSE = re.compile(r"[;|()]|[,.](?!\d)| and | but | or | then | while ")


def clause_of(text: str, amount: Amount) -> str:
    """Return the words of the clause in which an amount stands, without the amount."""
    start, end = amount.place
    begins = [found.end() for found in _CLAUSE.finditer(text[:start])]
    ends = _CLAUSE.search(text, end)
    return f"{text[begins[-1] if begins else 0 : start]} {text[end : ends.start() if ends else len(text)]}"


def header_of(claim: Claim, amount: Amount) -> str:
    """Return the header of the cell in which an amount stands, "" outside of tables."""
    headers, cells = claim.sentence.lead.split(" | "), claim.sentence.text.split(" | ")
    if len(cells) < 2 or len(headers) != len(cells):
        return ""
    return headers[min(claim.sentence.text[: amount.place[0]].count(" | "), len(headers) - 1)]


def difference_text(differs: QuantityDifference, name: str) -> str:
    """Return a sentence on two amounts that don't agree."""
    said, promised_ = differs.said.text, amount_text(differs.promised)
    if differs.how == "rejected":
        return f"The text says that it isn't {said}, and {name} says {promised_}."
    if differs.how == "past":
        return f"The text says that it was {said}, and {name} says {promised_}."
    if differs.how == "direction":
        return f'The text says "{differs.said.said.words} {said}", and {name} says {promised_}.'
    sort = ", and business time isn't elapsed time" if differs.how == "incomparable" else ""
    return f"The text says {said}, and {name} says {promised_}{sort}."


def scope_text(found: ScopeDifference, wording: Wording) -> str:
    """Return a sentence on a condition or cohort that a text drops, or has otherwise."""
    name, held = f'"{wording.promise}"', found.scope.words.strip().rstrip(".")
    if found.kind == "everybody":
        return f'The text speaks to everybody ("{found.said}"), and {name} holds only for: {held}.'
    if found.kind == "other":
        return f'The text speaks of "{found.said}", and {name} holds only for: {held}.'
    return f"The text doesn't say for whom or when it holds, and {name} holds only for: {held}."
