"""What a sentence denies: its negators, and the words that each speaks of.

Polarity is compared, not the presence of "not": "We will never sell your data" says what "Customer data isn't sold" says.
A word counts as denied where an odd number of negators speak of it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from pas_gov.drift.matching.told_facts import TOLD_FACT
from pas_gov.drift.matching.words import COMMON_SENSES, sense, stem, words
from pas_gov.foundation.values import dataclass

# Words with "no" or "not" that deny nothing of what is promised.
_IDIOMS = re.compile(
    rf"{TOLD_FACT}|"
    r"(?:^|(?<=[:.!?] ))no(?=, )|\b(?:no matter|(?:not|no longer|never) (?:only|just|merely|limited to|restricted to|confined to)|no doubt|no problem|no questions? asked|no strings|"
    r"(?:at |for )?no (?:extra |additional |further )?(?:cost|charge|fee|costs|charges|fees)\b|without (?:undue |any )?delay|"
    r"without (?:any )?(?:exception|exceptions|limits?|extra charge|charge|cost|question)|do not (?:worry|hesitate)|"
    r"need not (?:worry|wait)|never ever|can not wait|non-?stop|no need to|does not matter|why not|not to mention|no later than|"
    r"no longer than|no more than|no less than|no fewer than|not (?:more|less|later) than|no sooner than|no time limit|no limits? (?:to|on)|"
    r"no end date|no matter what|never fails? to|(?:do not|never) forget(?: to| that)?|no \w+ is too \w+|costs? (?:you |them )?nothing|nothing to pay|for nothing|"
    r"(?:do|does|did|have|has) not (?:and|or|nor) (?=(?:will|would|can|shall|never|did)\b))",
    re.IGNORECASE,
)
NEGATOR = re.compile(
    r"\b(?P<said>no longer|no more|not|never|nobody|no one|none of|none|neither|nor|nothing|no|without|unable to|"
    r"refuses? to|stop(?:s|ped)?(?= \w+ing)|ceased?(?: to)?|rarely|seldom|hardly(?: ever)?|barely|fails? to|failed to|"
    r"(?:(?<=we )|(?<=we have ))(?:removed|ended|discontinued|withdrew|withdrawn|dropped|retired|abolished|scrapped|took away|taken away|"
    r"did away with|done away with|got rid of|put an end to|switched off|turned off|shut down|disabled|deactivated|revoked|stopped)|instead of|rather than|miss(?:es|ed)?|ignor(?:e|es|ed)|dropping|discontinuing|abandoning|withdrawing|"
    r"scrapping|abolishing|suspending|phasing out|giving up|doing away with|unlikely to|impossible(?: to)?|refrain from|discontinue|abolish|withdraw)\b",
    re.IGNORECASE,
)
ENDED = re.compile(
    r"\b(?:(?:has|have|was|were|is|are|been|being|got) (?:\w+ly )?(?:discontinued|ended|withdrawn|abolished|retired|dropped|"
    r"suspended|scrapped|phased out|gone|over|unavailable|impossible|excluded|a thing of the past)|(?:came|comes) to an end|gone are the days|"
    r"(?:has|have|will) (?:end|ended|cease|ceased)|is false|is untrue|is a myth)\b|"
    r"(?:^|(?<=[.:;!?,] ))\s*(?:has|have|was|were|is|are)\b(?P<turned>[^.,:;!?]{1,80}?)\b(?:discontinued|ended|withdrawn|abolished|retired|dropped|scrapped|phased out)\b",
    re.IGNORECASE,
)
NOT_ENDED = re.compile(r"\b(?:not|never)(?: \w+ly| yet| ever)? $", re.IGNORECASE)
# Where what a negator speaks of ends.
CLAUSE_END = re.compile(
    r"[;:!?—–()|]|\.(?=\s|$)|,(?= (?:we|you|it|they|our|your|the|all|any|every|but|and (?:we|you|it|they)|so|which|instead)\b)|"
    r"\b(?:but|because|so that|while|whereas|although|though|if|when|unless|until|except|and (?:we|you|it|they|our|the|are|is|will|have|has|do|does|can|gets?|never)|"
    r"instead|rather|which|who)\b",
    re.IGNORECASE,
)
# Verbs that carry another one: what they deny is what follows, or what stands before.
_LIGHT = frozenset(
    stem(word)
    for word in (
        "promise guarantee commit assure ensure offer provide give have be able can get receive include available possible "
        "true right case apply cover exist there always necessarily yet any more will do part valid longer currently now "
        "need take make allow expect claim see let say that it guaranteed automatically ever even plan intend want obliged "
        "obligation required promised certain sure anymore mean something anything thing entitled eligible commitment promises guarantees"
    ).split()
)
# What is denied of the one is said of the other.
_PAIRS = (
    ("stay stays stayed", "leave leaves"), ("include includes included", "exclude excludes excluded"), ("open opened", "closed close"),
    ("accept accepts accepted", "reject rejects rejected"), ("allow allows allowed", "forbid forbids forbidden"),
    ("public publicly", "private privately"), ("encrypted", "plain plaintext decrypted"), ("free", "paid chargeable"),
)  # fmt: skip
_SIDES = [(frozenset(map(sense, one.split())), frozenset(map(sense, other.split()))) for one, other in _PAIRS]
_GENERIC = frozenset(map(sense, ("use", "give", "store", "handle")))  # verbs that another one says as well
_OPPOSITES = {word: other for pair in _SIDES for one, other in (pair, pair[::-1]) for word in one}
_PART_OF = re.compile(r"\bpart of (?:our|the|this|your|any) (?:\w+ )?\w+", re.IGNORECASE)
_WITHIN_CONDITION = re.compile(
    r"\b(?:if|when|whenever|in case|who|which|whose)\b[^.,;:!?()]*$", re.IGNORECASE
)
_REASON = re.compile(
    r"\b(?:because|since|as|now that|(?:even )?though|although|while|after)\b", re.IGNORECASE
)
# Where the clause of a verb begins: a reason, what is said of something, and a sentence that is added to another.
_BOUND = re.compile(
    rf"{_REASON.pattern}|\b(?:which|whose?|wher\w+|when\w*|if|unless|until|till|before|once|the (?:moment|day|time))\b|,? ?\b(?:but|so)\b|,? and\b|, or\b|,(?= (?:the|our|this|that|these|those|all|any|every)\b)|[\u2013\u2014]|\s-\s",
    re.IGNORECASE,
)
# What makes a sentence of the words before an "and": then another one follows, and not a second subject.
_FINITE = re.compile(
    r"^\s*(?:\w+ )?(?:we|you|they|i|it)\b|\b(?:is|are|will|can|gets?|has|have|do|does|may)\b", re.IGNORECASE
)
_OTHERS = re.compile(r"\b(?:anyone|anybody|someone|no one) else\b|\bany other\b|\bothers\b", re.IGNORECASE)
_PREDICATE = re.compile(
    r"\s(?:yet |currently |always )?(?:included|available|offered|provided|covered|possible|guaranteed|part) (?:in|on|for|with|at|by)\b",
    re.IGNORECASE,
)
_SUBJECTS = frozenset(("neither", "nobody", "no one", "none", "none of"))
_NONE: frozenset[str] = frozenset()
_SELDOM = ("rarely", "seldom", "hardly", "barely", "unlikely")
_NEEDS = re.compile(
    r"\b(?:needs?|requires?|required|must (?:have|enter|provide|give|add)|have to (?:have|enter|provide|give|add)|asks? (?:you )?for)\b",
    re.IGNORECASE,
)
_UN = re.compile(r"\b(?:un|non-?|in|dis)(?P<base>[a-z]{5,}|read|kept|paid|met|sold|sent|seen|done)\b")


@dataclass(frozen=True, slots=True)
class Denial:
    """A negator, and the senses of the words that it speaks of, nearest first; ``whole`` where it denies its whole clause.

    ``words`` are how the text says it; ``seldom`` tells a "rarely" from a "never". ``own`` are the senses of its own clause,
    where a reason or another sentence stands before it: of what is said there it may speak, or not.
    """

    words: str
    scope: tuple[str, ...]
    whole: bool = False
    seldom: bool = False
    own: tuple[str, ...] | None = None

    @property
    def surely(self) -> tuple[str, ...]:
        """Return the senses of which it is certain that it speaks."""
        return self.scope if self.own is None else self.own


def denials(text: str, spent: Collection[tuple[int, int]] = ()) -> tuple[Denial, ...]:
    """Return what a text (contractions written out) denies; ``spent`` are negators that a bound has used up."""
    plain = without_idioms(text, spent)
    negators = tuple(_of_negators(plain))
    return (*negators, *_of_endings(plain, negators))


def without_idioms(text: str, spent: Collection[tuple[int, int]] = ()) -> str:
    """Return a text with blanks where it says "no" or "not" and denies nothing, and for the negators that are ``spent``."""
    plain = _blanked(text)
    for start, end in spent:
        plain = plain[:start] + " " * (end - start) + plain[end:]
    return plain


@lru_cache(maxsize=64)
def _blanked(text: str) -> str:
    """Return a text with blanks for its idioms; kept for a while, as several rules ask for the same text one after the other."""
    return _IDIOMS.sub(lambda found: " " * len(found[0]), text)


def _of_negators(plain: str) -> Iterator[Denial]:
    for found in NEGATOR.finditer(plain):
        if _WITHIN_CONDITION.search(plain[: found.start()]):
            continue
        if found["said"].lower() == "nor" and "neither" in plain[: found.start()].lower():
            continue
        ends = CLAUSE_END.search(plain, found.end())
        scope = _PART_OF.sub(" ", plain[found.end() : ends.start() if ends else len(plain)])
        telling = _telling(scope)
        said = found["said"].lower()
        if _OTHERS.search(scope):
            continue  # "we can't cancel for anyone else" denies it to others
        seldom = said.startswith(_SELDOM)
        if telling and _PREDICATE.match(scope):
            yield Denial(
                _shown(plain, found), (*_telling(clause_until(plain, found.start())), *telling), True, seldom
            )
            continue
        if telling and (said in _SUBJECTS or (said == "without" and len(scope.split()) <= 3)):
            yield Denial(_shown(plain, found), telling, True, seldom)
            continue
        if telling:
            yield Denial(_shown(plain, found), telling, seldom=seldom)
        else:
            yield _of_clause(_shown(plain, found), clause_until(plain, found.start()), seldom)


def _of_clause(shown: str, clause: str, seldom: bool = False) -> Denial:
    """Return the denial of a whole clause, with what stands in its own part of it."""
    own = own_clause(clause)
    return Denial(shown, _telling(clause), True, seldom, None if own is clause else _telling(own))


def own_clause(clause: str) -> str:
    """Return what of a clause belongs to the verb at its end: a reason or another sentence before it doesn't.

    "We call you, now that the beta" (has ended) leaves the beta; "Calls, which were free," (have ended) the calls.
    """
    bounds = [
        one
        for one in _BOUND.finditer(clause)
        if one[0] not in (" and", ",") or _FINITE.search(clause[: one.start()])
    ]
    bound = bounds[-1] if bounds else None
    if bound is None:
        return clause
    behind = clause[bound.end() :]
    if "," not in behind:
        return behind
    closed = behind.rpartition(",")[2]
    return closed if _telling(closed) else clause[: bound.start()]


def _of_endings(plain: str, negators: Sequence[Denial]) -> Iterator[Denial]:
    """Yield what ended. In a reason for what a negator denies, it speaks of its own clause and takes nothing back.

    "Customers can not call us since the offer has ended" denies the calls, and not twice.
    """
    for found in ENDED.finditer(plain):
        if NOT_ENDED.search(plain[: found.start()]):
            continue  # "has not been discontinued": it is there
        clause = ended_clause(plain, found)
        reason = next(reversed([*_REASON.finditer(clause)]), None)
        if reason is None or not NEGATOR.search(clause[: reason.start()]):
            yield _of_clause(" ".join(found[0].split()), clause)
            continue
        known = {each for one in negators for each in one.scope}
        own = _telling(clause[reason.end() :])
        scope = tuple(each for each in own if not any(same_root(each, one) for one in known))
        if scope:
            yield Denial(found[0], scope, True)


def _shown(plain: str, found: re.Match[str]) -> str:
    """Return a negator with the word before it and the two behind it: what an explanation shows."""
    before = plain[: found.start()].split()[-1:]
    behind = plain[found.end() :].split()[:2]
    return " ".join((*before, found["said"], *behind)).strip(" .,;:")


def ended_clause(plain: str, found: re.Match[str]) -> str:
    """Return the clause of what ended, of which an ending speaks, also where the verb stands first ("not only have exports ended")."""
    return found["turned"] or clause_until(plain, found.start())


def clause_until(plain: str, at: int) -> str:
    """Return the clause that ends at a place."""
    starts = [found.end() for found in re.finditer(r"[.;!?:]\s", plain[:at])]
    return plain[starts[-1] if starts else 0 : at]


def _telling(text: str) -> tuple[str, ...]:
    kept = ((sense(word), stem(word)) for word in words(text) if not word[0].isdigit())
    return tuple(
        one for one, stemmed in kept if one not in COMMON_SENSES and stemmed not in _LIGHT and one.isascii()
    )


@lru_cache(maxsize=8192)
def telling_senses(text: str) -> tuple[str, ...]:
    """Return the senses of a text's words that say what is promised."""
    return _telling(text)


def same_root(one: str, other: str) -> bool:
    """Say whether two senses are of one root ("refund" and "refundabl")."""
    one, other = one.lstrip("="), other.lstrip("=")
    return one == other or (
        min(len(one), len(other)) >= 5 and (one.startswith(other) or other.startswith(one))
    )


def is_denied(one: str, those: Sequence[Denial]) -> bool:
    """Say whether an odd number of denials speak of a sense."""
    return sum(any(same_root(one, each) for each in denial.scope) for denial in those) % 2 == 1


def _is_surely_denied(one: str, those: Sequence[Denial]) -> bool:
    """Say whether an odd number of denials speak of a sense for certain: what ended in a clause of its own isn't one."""
    return sum(any(same_root(one, each) for each in denial.surely) for denial in those) % 2 == 1


def opposite(said: str, promise: str, theirs: Sequence[str], those: Sequence[Denial] = ()) -> str:
    """Return the word of a text that is the opposite of one of the promise's ("unencrypted", "leaves"), or ""."""
    mine, promised = telling_senses(said), frozenset(theirs)
    for one in mine:
        others = _OPPOSITES.get(one, frozenset())
        if others & promised and not others & {*mine} and one not in promised and not is_denied(one, those):
            return one.lstrip("=")
    for found in _UN.finditer(said.lower()):
        base = sense(found["base"])
        if found[0].rstrip("s") not in promise.lower() and any(same_root(base, one) for one in promised):
            return found[0]
    return ""


def denied(
    text: str, said: Sequence[Denial], theirs: Sequence[str], promised: Sequence[Denial]
) -> Denial | None:
    """Return the denial by which a text says the opposite of a promise, None where both say it the same way.

    ``theirs`` are the senses of the promise's words.
    """
    for one in said:
        shared = [each for each in one.scope if any(same_root(each, other) for other in theirs)]
        if one.scope[:1] and _OPPOSITES.get(one.scope[0], _NONE) & {*theirs} and one.scope[0] not in theirs:
            continue  # "never leaves" says what "stays" says
        head = one.scope[:1] and one.scope[0] in shared
        about = one.whole or head or (_is_most(shared, text, theirs) and 3 * len(shared) > len(one.scope))
        if not shared or not about:
            continue
        both = any(is_denied(each, promised) for each in shared)
        if is_denied(shared[0], said) != both or (one.seldom and both):
            return one
    return _affirmed(text, said, promised)


def _is_most(shared: Sequence[str], text: str, theirs: Sequence[str]) -> bool:
    """Say whether what a denial speaks of is more than half of what the text shares with the promise."""
    whole = {each for each in telling_senses(text) if any(same_root(each, other) for other in theirs)}
    return len(set(shared)) * 2 > len(whole)


def _asks_for(one: Denial, shared: Sequence[str], text: str) -> bool:
    """Say whether a text needs what a promise does without: "you need a credit card"."""
    without = one.whole and re.search(r"\bwithout\b", one.words, re.IGNORECASE)
    return bool(without and one.scope and len(shared) == len(one.scope) and _NEEDS.search(text))


def _affirmed(text: str, said: Sequence[Denial], promised: Sequence[Denial]) -> Denial | None:
    """Return what the promise denies and the text affirms, as a denial; None where there is nothing."""
    mine = telling_senses(text)
    for one in promised:
        shared = [each for each in one.scope if any(same_root(each, other) for other in mine)]
        if _asks_for(one, shared, text) and not any(_is_surely_denied(each, said) for each in shared):
            return Denial("", one.scope)
        head = bool(one.scope) and (one.scope[0] in shared or (one.scope[0] in _GENERIC and len(shared) > 1))
        if one.whole or not head or len(shared) < 0.5 * len(one.scope):
            continue
        if is_denied(shared[0], promised) and not any(_is_surely_denied(each, said) for each in shared):
            return Denial("", one.scope)
    return None
