"""Where a text turns round what it says, by words whose effect isn't certain: it is never held to agree then.

"Nobody can say that we don't answer", "not without", "no longer refuse": two negators of one clause may take each other back,
or the one may be part of what the other denies. And verbs such as "neglect" or "rule out" deny what follows, or don't.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import combinations

from pas_gov.drift.matching.denials import (
    CLAUSE_END,
    NEGATOR,
    Denial,
    same_root,
    telling_senses,
    without_idioms,
)
from pas_gov.drift.matching.words import sense
from pas_gov.foundation.values import dataclass

_TURNS = re.compile(
    r"\b(?:rul(?:e|es|ed|ing) out|den(?:y|ies|ied|ying)|(?<!to )avoid(?:s|ed|ing)?|forg(?:et|ets|ot|otten|etting)|neglect(?:s|ed|ing)?|"
    r"declin(?:e|es|ed|ing)(?= to)|refus(?:e|es|ed|ing|als?)|refrain(?:s|ed|ing)?|"
    r"(?:prevent|stopp?|keep|kept|hinder|barr?|block|bann?|prohibit|discourag|deter|dissuad|exclud|lock)(?:s|es|ed|e|ing)? (?:\w+ ){0,3}(?:from|out of)|"
    r"(?:forbidden|prohibited|banned|barred) (?:to|from)|(?:lost|loses?|losing) (?:the|their|your|all) (?:\w+ )?(?:ability|rights?|options?|chance|access|"
    r"possibility|opportunity|means)|gone (?:is|are)|in vain|without success|to no avail|"
    r"doubt(?:s|ed|ful)?|(?:wrong|false|untrue|a lie|a myth|an exaggeration|nonsense) (?:to|that)|unusual|uncommon|unheard of|"
    r"forbidden|prohibited|banned|reluctan(?:t|tly|ce)|unwilling(?:ly)?|hesita(?:te|tes|nt)|(?:ha(?:s|ve)|is|are) yet to|(?:any|every)(?:thing|one|body)_but|all_but|far from|"
    r"too \w+ to|fall(?:s)? short of|cease to|loath|oppos(?:e|es|ed)|skip(?:s|ped|ping)?|pretend(?:s|ed|ing)?|struggl(?:e|es|ed|ing)|"
    r"discourag(?:e|es|ed|ing)|dispens(?:e|es|ed|ing) with|(?:give|gives|gave|given) up|"
    r"scarcely|(?<=not )help(?= \w+ing\b)|sav(?:e|es|ed|ing) (?:us |ourselves )?the (?:cost|trouble|effort|time) of|omit(?:s|ted|ting)?|withh(?:old|olds|eld|olding)|quit(?:s|ting)?|"
    r"postpon(?:e|es|ed|ing)|put(?:s|ting)? off|lack(?:s|ed|ing)?|incapable|powerless)\b|"
    r"(?<!\ba )(?<!\bvery )\b(?:few|little)(?= (?:of|\w+s)\b)(?! (?:\w+ )?(?:seconds|minutes|hours|days|weeks|months|clicks|steps)\b)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:refus\w+|forbidden|prohibited|banned|unusual|uncommon|oppos\w+|hesita\w+)", re.IGNORECASE
)
"""Words that turn nothing round by themselves, or that the rules of denials read."""
_UN = re.compile(r"\b(?:un[a-z]{4,}ed|unanswered)\b", re.IGNORECASE)
_NO_END = re.compile(
    r"(?:(?<=\banything)|(?<=\banyone)|(?<=\banybody)|(?<=\beverything)|(?<=\beveryone)|(?<=\ball)) (?=but\b)|(?<=\bas) (?=if\b|though\b)",
    re.IGNORECASE,
)
"""Before words that end no clause here."""
_ANOTHER = re.compile(
    r"\b(?:and|or|nor|so|then)\b|,(?= (?:no|not|never|neither|without|nothing|nobody|none|instead|rather)\b)",
    re.IGNORECASE,
)
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Turn:
    """Words by which a clause may say the opposite of what it seems to, and the senses of what the clause speaks of.

    ``double`` tells that they are two or more, so that counting them proves nothing.
    """

    words: str
    scope: tuple[str, ...]
    double: bool


def turns(text: str, spent: Collection[tuple[int, int]] = ()) -> tuple[Turn, ...]:
    """Return where a text (contractions written out) may be turned round; ``spent`` are negators that a bound has used up."""
    plain = _NO_END.sub("_", without_idioms(text, spent))
    return tuple(one for start, end in _clauses(plain) if (one := _turn(plain[start:end])) is not None)


def governed(text: str, promised: str) -> Iterator[Turn]:
    """Yield what a text says of a verb of the promise that it puts under another word, which may turn it round.

    "We don't mind selling", "no secret of selling": the promise says "sell". Words that only affirm are none, nor is a time.
    """
    plain, theirs = without_idioms(text), frozenset(telling_senses(promised))
    own = {_meant(found) for found in _DEMOTED.finditer(promised)}
    for found in _DEMOTED.finditer(plain):
        if _meant(found) not in theirs - own:
            continue
        before = _WORD.findall(CLAUSE_END.split(plain[: found.start()])[-1].lower())
        by = next((word for word in reversed(before[-4:]) if word not in _BETWEEN), "")
        if by and by not in _AFFIRM and not any(same_root(sense(by), each) for each in theirs):
            at = plain.lower().rfind(by, 0, found.start())
            yield Turn(plain[at : found.end()], (_meant(found),), False)


def _meant(found: re.Match[str]) -> str:
    return sense((found["gerund"] or found["infinitive"]).lower())


_DEMOTED = re.compile(r"\b(?:(?P<gerund>[a-z]{3,}ing)|to (?P<infinitive>[a-z]+))\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z']+")
_BETWEEN = frozenset(
    "of from with in about on at for it us you them customers users people anyone everyone a an the whether how to be also always".split()
)
_AFFIRM = frozenset(
    "will can may shall is are be able happy glad ready here there available promise promises commit committed commits commitment guarantee guarantees ensure "
    "continue continues start starts keep keeps possible easy right entitled allowed let lets let's free option way need needs want wants have has time ability use "
    "by and or when while after before as than includes include offer offers provide provides support supports help helps us we you not never no without only just "
    "able dedicated chance order going makes make any get gets care charge responsible job love enjoy specialise specialize everything team teams engineers "
    "staff tool tools feature features button api work works system systems service services process duty obliged obligated required bound trust count rely "
    "proud pleased delighted prepared set designed built made invited invite welcome encouraged choose asked ask "
    "second seconds minute minutes hour hours day days week weeks month months year years one two three four five six seven eight nine ten eleven twelve".split()
)


def denied_twice(denials: Sequence[Denial]) -> Iterator[Turn]:
    """Yield two denials of one text that speak of the same words, which then count as not denied."""
    for one, other in combinations(denials, 2):
        scope = tuple(each for each in one.scope if any(same_root(each, again) for again in other.scope))
        if scope:
            yield Turn(f'{one.words}" and "{other.words}', scope, True)


def _clauses(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in sorted(
        {found.span() for pattern in (CLAUSE_END, _ANOTHER) for found in pattern.finditer(plain)}
    ):
        if end[0] >= start:
            yield start, end[0]
            start = end[1]
    yield start, len(plain)


def _turn(clause: str) -> Turn | None:
    negators = [found.span() for found in NEGATOR.finditer(clause)]
    others = [found for pattern in (_TURNS, _UN) for found in pattern.finditer(clause)]
    others = [
        one for one in others if not any(one.start() < end and start < one.end() for start, end in negators)
    ]
    alone = [one for one in others if not (_ALONE.fullmatch(one[0]) or _UN.fullmatch(one[0]))]
    places = sorted((*negators, *(one.span() for one in others)))
    double = len(places) > 1 and bool(negators or alone)
    if not (double or alone):
        return None
    first, last = (places[0][0], places[-1][1]) if double else alone[0].span()
    return Turn(
        " ".join(clause[first:last].replace("_", " ").split())[:_SHOWN], telling_senses(clause), double
    )
