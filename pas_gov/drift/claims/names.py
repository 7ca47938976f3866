"""The names that act in a text as its organisation does: "Zebrafon will", "the Platform Team supports"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pas_gov.drift.claims.clauses import MAX_TEXT, SentenceForms, plain_words, sentence_forms
from pas_gov.drift.texts.sentence import Sentence

TIMES = 2
"""How often a name has to act, since a name that does so once may be anybody's."""

_ACTS = re.compile(
    r"\b(?:[Tt]he )?(?P<name>[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,4})(?: (?:team|staff|support|platform|service))?"
    r"(?: (?:also|always|automatically|currently|never|only|then|typically|usually))?"
    r" (?:will|may|does|is|are|can|has|have|must|should|reserves|[a-z]{2,}s)\b"
)
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


def names_pattern(names: frozenset[str]) -> re.Pattern[str] | None:
    """Return what matches the names in a text in lower case, the longest first; None for no names."""
    if not names:
        return None
    listed = "|".join(sorted(map(re.escape, names), key=lambda name: (-len(name), name)))
    return re.compile(rf"\b(?:{listed})(?!['\w])")


def names_around(sentence: Sentence, pattern: re.Pattern[str] | None) -> tuple[str, ...]:
    """Return the names, of those that a pattern matches, that stand in a sentence, its heading or its lead."""
    if pattern is None:
        return ()
    around = (sentence_forms(sentence.text).whole, plain_words(sentence.lead), plain_words(sentence.heading))
    return tuple(sorted({found for text in around for found in pattern.findall(text)}))


def with_names(form: SentenceForms, pattern: re.Pattern[str] | None) -> SentenceForms:
    """Return the forms with the organisation's names as the word org."""
    if pattern is None or not pattern.search(form.whole):
        return form
    return SentenceForms(pattern.sub("org", form.whole), pattern.sub("org", form.main))
