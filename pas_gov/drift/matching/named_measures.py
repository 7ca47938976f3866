"""Labels and rows that name what a promise measures, with a figure of its dimension: claims, whatever file they stand in.

"Availability: 99%" and "Monthly availability | 99.5 %" have no verb and say who gets what by their place alone. Likewise
a row that names something that was promised and says yes or no ("Fax gateway | yes").
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from pas_gov.drift.matching.amounts import amount_of_term
from pas_gov.drift.matching.denials import same_root
from pas_gov.drift.matching.marks import marks
from pas_gov.drift.matching.stated import promised, stated_amounts
from pas_gov.drift.matching.words import COMMON_SENSES, senses
from pas_gov.drift.texts.sentence import CELL, Sentence
from pas_gov.foundation.values import dataclass
from pas_gov.ledger.events.known_wordings import Wording

MOST_WORDS = 12
"""Of a label with its value: a longer one is a sentence, and has to say itself that it promises."""
FEWEST_MARKED = 2
"""Words that a row has to share where it has no figure, but a yes or no."""
_PERIODS = frozenset(senses("day daily week weekly month monthly quarter quarterly year yearly annual"))
_LABEL = re.compile(r"(?P<label>[^:|]{3,80}?)(?: \||: )")


@dataclass(frozen=True, slots=True)
class _Measure:
    """What a promise measures: the senses of the measure, all of its words, and the sort of its amount ("" for none)."""

    names: frozenset[str]
    words: frozenset[str]
    sort: str


class NamedMeasures:
    """What all wordings measure, ready to be asked whether a sentence is a label of it."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        """Index wordings, in any order, by the senses of what they measure and state."""
        self._having: dict[str, list[_Measure]] = defaultdict(list)
        for wording in wordings:
            for one in _measures(wording):
                for name in one.names:
                    self._having[name].append(one)

    def named(self, sentence: Sentence) -> bool:
        """Say whether a sentence is a label, or a row, of what a promise measures or gives, with how much or whether."""
        found = _LABEL.match(sentence.text)
        if found is None or len(sentence.text.split()) > MOST_WORDS + sentence.text.count(CELL) * 3:
            return False
        names = _telling(found["label"])
        sharing = [one for one in self._sharing(names) if _covers(one, names)] if names - _PERIODS else []
        if not sharing:
            return False
        sorts = {one.sort for one in stated_amounts(sentence.text) if one.said.standing == "said"}
        if len(names) >= FEWEST_MARKED and any(marks(sentence)):
            sorts.add("")
        return any(one.sort in sorts for one in sharing)

    def _sharing(self, names: Iterable[str]) -> Iterator[_Measure]:
        return (one for name in sorted(names) for one in self._having.get(name, ()))


def _measures(wording: Wording) -> Iterator[_Measure]:
    words = _telling(promised(wording).telling)
    for term in wording.terms:
        yield _Measure(_telling(term.measure), words, amount_of_term(term).sort)
    yield _Measure(_telling(wording.statement), words, "")


def _telling(text: str) -> frozenset[str]:
    """Return the senses of a text that say what is spoken of: "available" is one of them, beside a figure."""
    return frozenset(one for one in senses(text) if one not in COMMON_SENSES and one[0] != "#")


def _covers(one: _Measure, names: Iterable[str]) -> bool:
    return all(any(same_root(name, word) for word in one.words) for name in names)
