"""One sentence denies what another says: "We never sell your data" and "We sell your data to partners"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pas_gov.diagnosis.commitments.apart import narrower_plan, relation
from pas_gov.diagnosis.commitments.contrast import contrasted
from pas_gov.diagnosis.findings.difference import Difference, of_whom
from pas_gov.diagnosis.statements.facets import CHANNEL
from pas_gov.diagnosis.statements.statement import COMMITS, DENIES, EVERYBODY, RETIRED, Statement
from pas_gov.drift.matching.denials import Denial, denied, same_root, telling_senses
from pas_gov.drift.matching.stated import stated
from pas_gov.drift.matching.words import sense
from pas_gov.foundation.patterns import late_pattern

LIKE_DENIED, LIKE_CHANNEL, LIKE_SOME, LIKE_MUCH = 0.25, 0.15, 0.35, 0.5
"""How like the two have to be; where both name a channel (phone, chat); where one doesn't say that it speaks to anybody; and
where neither is sure to commit."""
LEAST = 0.2
"""How sure what is denied has to commit, where not everybody is spoken to."""
LONGEST = 24
"""Words of a sentence beyond which it isn't told what of it is denied."""
MOST_COVERED, FIRST_WORDS = 0.5, 5
"""Share of the words that are denied which the other sentence has, and of its own first telling words that the denying has."""
NEARLY_ALL = 0.7
"""Share of what is denied that has to be said where the verb isn't: "use to train" and "train"."""
_GENERIC = frozenset(map(sense, ("use", "give", "store", "handle", "take", "make")))
"""Verbs that another one says as well: "use it to train" and "train on it"."""
_HEDGED = late_pattern(
    r"\b(?:rights? to|opt|object|whether|if|unless|until|while|when|where|once|would|should|in case|except|unable|ensure|prevent|"
    r"limit|restrict\w*|who|which|whose|how|other than|any other|no other|only|instead|but|however|because|please|note|used to|in order)\b"
)
_VERB = late_pattern(
    r"\b(?:is|are|was|will|can|can't|cannot|do|does|don't|doesn't|won't|has|have|gets?|may|never|works?|applies|apply|costs?|comes?|includes?|requires?|needs?|takes?|lasts?|stays?|remains?|offers?|(?:we|you|they|everyone) \w+)\b.*\w"
)
_MAY = late_pattern(r"\b(?:may|might|could)\b")


def denial(one: Statement, other: Statement, like: float) -> Iterator[Difference]:
    """Yield that the first denies what the second says, in a sentence of its own and under no condition."""
    if like < LIKE_CHANNEL or not _may_deny(one, other):
        return
    if like < LIKE_SOME and not all(each.marks & {COMMITS, EVERYBODY} or each.claim for each in (one, other)):
        return
    if not (other.claim or other.score >= LEAST or EVERYBODY in other.marks or like > LIKE_MUCH):
        return
    how = relation(of_whom(one), of_whom(other))
    if (
        how == "apart"
        or (how == "nearly" and like < LIKE_MUCH)
        or (how == "narrower" and not narrower_plan(of_whom(other), of_whom(one)))
    ):
        return
    if contrasted(one.text, other.text):
        return
    mine, theirs = stated(one.text), stated(other.text)
    words = telling_senses(theirs.text)
    found = denied(mine.text, mine.denials, words, theirs.denials)
    less = 0.12 if how == "narrower" else 0.0
    if found is None:
        channel = one.facets.get(CHANNEL, frozenset()) & other.facets.get(CHANNEL, frozenset())
        if channel and how == "alike" and EVERYBODY in other.marks:
            yield _difference(mine.denials[0], 0.6)
    elif like >= LIKE_DENIED and (one.claim or other.claim or like > LIKE_MUCH):
        share, returned = _covered(found, words, telling_senses(mine.text))
        if min(share, returned) >= MOST_COVERED:
            less += 0.0 if one.claim or other.claim else 0.1
            yield _difference(found, 0.25 + 0.35 * min(like, 0.8) + 0.2 * share + 0.15 * returned - less)


def _difference(found: Denial, certainty: float) -> Difference:
    return Difference("denial", "whether it is so", (f'no: "{found.words}"', "yes"), certainty, ("no", "yes"))


def _may_deny(one: Statement, other: Statement) -> bool:
    """Say whether the first denies something, the second nothing, and both say so outright."""
    if DENIES not in one.marks or DENIES in other.marks or RETIRED in one.marks | other.marks:
        return False
    return _is_outright(one) and not _MAY.search(one.text.lower()) and _is_outright(other)


def _is_outright(one: Statement) -> bool:
    """Say whether a sentence is brief, under no condition, and of no right, choice or wish."""
    if one.sentence.unit == "row" or not (
        _VERB.search(one.text.lower()) or one.text.lower().startswith("no ")
    ):
        return False
    return not one.condition and len(one.text.split()) <= LONGEST and not _HEDGED.search(one.text.lower())


def _covered(found: Denial, words: Sequence[str], own: Sequence[str]) -> tuple[float, float]:
    """Return which share of what is denied another sentence has, and of that one's words, or first words, the denying sentence.

    Both 0 where too few are, or the first word that is denied, mostly the verb, isn't among them.
    """
    scope = found.scope[:4]
    covered = [each for each in scope if any(same_root(each, word) for word in words)]
    back = [any(same_root(each, word) for word in own) for each in words]
    if not found.words or not scope or sum(back) < min(2, len(words)):
        return 0.0, 0.0
    head = next((each for each in scope if each not in _GENERIC), scope[0])
    if head not in covered and len(covered) < NEARLY_ALL * len(scope):
        return 0.0, 0.0
    first = back[:FIRST_WORDS]
    return len(covered) / len(scope), max(sum(first) / len(first), sum(back) / len(back))
