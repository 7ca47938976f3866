"""The names that act in a text as its organisation does: "Zebrafon will", "the Platform Team supports"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from pas_gov.drift.claims.clauses import MAX_TEXT, SentenceForms, plain_words, sentence_forms
from pas_gov.drift.claims.needed_words import words_of
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.foundation.patterns import late_pattern

TIMES = 2
"""How often a name has to act, since a name that does so once may be anybody's."""

_ACTS = re.compile(
    r"\b(?:[Tt]he )?(?P<name>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,4})(?: (?:team|staff|support|platform|service))?"
    r"(?: (?:also|always|automatically|currently|never|only|then|typically|usually))?"
    r" (?:will|may|does|is|are|can|has|have|must|should|reserves|[a-z]{2,}s)\b"
)
_WORD = re.compile(r"[a-z0-9]+")
NO_NAME = frozenset(
    "we you the this that these those it they he she there here if when once who which what all any each every no some "
    "our your their its a an and or but for to in on at by with from as not customers users members people support data "
    "information content access account accounts service services policy user customer everyone anyone nobody pricing "
    "backups requests reports staff team one nothing everything monday i only what's sales engineering finance marketing "
    "also however otherwise please thanks employees candidates owners changes emails files sandboxes appeal how where why "
    "yes ok okay great note example images logs teams projects jobs builds updates prices refunds returns orders each both "
    "most many such while although because after before during until since so then let choose select click go see use "
    "applications tenants tools plans features security privacy payment payments".split()
)
"""Words with which sentences begin, so that their capital makes no name."""


def organisations(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Return names, in lower case, that act in a text as its organisation does: at least twice, as a subject."""
    seen: Counter[str] = Counter()
    for sentence in sentences:
        for found in _ACTS.finditer(sentence.text[:MAX_TEXT]):
            name = found["name"].lower().removeprefix("the ")
            if len(name) > 2 and name.partition(" ")[0] not in NO_NAME and not name.endswith("ing"):
                seen[name] += 1
    return frozenset(name for name, count in seen.items() if count >= TIMES)


class OwnNames:
    """The names of an organisation in one file, ready to be looked for in texts in lower case; equal where the names are.

    In a text only those are looked for whose first word it has: few of many, and told ten times as fast.
    """

    def __init__(self, names: frozenset[str]) -> None:
        """Take names in lower case."""
        self.names = names
        beginning = defaultdict[str, list[str]](list)
        for name in names:
            found = _WORD.match(name)
            beginning[found[0] if found else ""].append(name)
        self._others = [_pattern(beginning.pop(""))] if "" in beginning else []
        self._patterns = {first: _pattern(those) for first, those in beginning.items()}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnNames) and self.names == other.names

    def __hash__(self) -> int:
        return hash(self.names)

    def may_stand_in(self, text: str) -> bool:
        """Say whether a text has the first word of a name."""
        return bool(self._others) or not self._patterns.keys().isdisjoint(words_of(text))

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first name in a text, the longest of those that begin there."""
        return next(self._found(text), None)

    def findall(self, text: str) -> list[str]:
        """Return the names in a text, in order."""
        return [found[0] for found in self._found(text)]

    def as_org(self, text: str) -> str:
        """Return a text with each name as the word org."""
        parts, at = list[str](), 0
        for found in self._found(text):
            parts += [text[at : found.start()], "org"]
            at = found.end()
        return "".join((*parts, text[at:]))

    def _found(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the names in a text, in order: no two that begin with other words begin at one place."""
        those = [self._patterns[first] for first in self._patterns.keys() & words_of(text)] + self._others
        at = 0
        while found := [match for one in those if (match := one.search(text, at))]:
            first = min(found, key=re.Match.start)
            yield first
            at = first.end()


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    listed = "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))
    return late_pattern(rf"\b(?:{listed})(?!['\w])")


def own_names(names: frozenset[str]) -> OwnNames | None:
    """Return names, in lower case, ready to be looked for; None for no names."""
    return OwnNames(names) if names else None


def nearby(sentence: Sentence, names: OwnNames | None) -> OwnNames | None:
    """Return the names, None where none of them can stand in a sentence, its heading or its lead: as if there were none."""
    return names if names and any(map(names.may_stand_in, _around(sentence))) else None


def names_around(sentence: Sentence, names: OwnNames | None) -> tuple[str, ...]:
    """Return the names that stand in a sentence, its heading or its lead."""
    if names is None:
        return ()
    return tuple(sorted({found for text in _around(sentence) for found in names.findall(text)}))


def _around(sentence: Sentence) -> tuple[str, str, str]:
    return sentence_forms(sentence.text).whole, plain_words(sentence.lead), plain_words(sentence.heading)


def with_names(form: SentenceForms, names: OwnNames | None) -> SentenceForms:
    """Return the forms with the organisation's names as the word org."""
    if names is None or not names.search(form.whole):
        return form
    return SentenceForms(names.as_org(form.whole), names.as_org(form.main))
