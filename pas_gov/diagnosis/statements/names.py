"""Names of products and features, as the texts themselves give them: words with a capital inside sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pas_gov.drift.claims.names import NO_NAME
from pas_gov.foundation.values import dataclass

_RUN = re.compile(r"(?<![\w@/.-])[A-Z][\w&'’-]*(?:[ ](?:[A-Z][\w&'’-]*|[0-9]+\b(?! ?[%€]))){0,3}")
_SMALL = re.compile(r"(?<![\w.@/-])[a-z][\w'-]*")
_VERSION = re.compile(r"\b(?P<what>API|[Vv]ersion) v?(?P<number>\d+(?:\.\d+)*)\b")
_STARTS = re.compile(r"(?:^|[.!?:;|“\"(]\s*)$")
_NO_PART = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday "
    "mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec i gmbh inc ltd llc ag corp plc company europe european union germany "
    "america united states kingdom english german french i'm i'll ceo cto cfo team plan plans q1 q2 q3 q4 pst cet utc gmt est controller processor "
    "customer customers provider service services agreement party parties data personal terms policy section article annex schedule appendix "
    "starter pro professional enterprise business basic free premium standard plus growth scale github google microsoft amazon aws azure".split()
)
SHARE_OF_PAGES = 0.3
"""Of all pages that speak of a name from which on it is the organisation's own."""


def names_in(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the names in a sentence, in lower case, each with whether its capital may be that of the sentence's start."""
    for found in _VERSION.finditer(text):
        yield f"{found['what']} {found['number']}".lower(), False
    for found in _RUN.finditer(text):
        parts = found[0].replace("’", "'").removesuffix("'s").split(" ")
        starts = _STARTS.search(text[: found.start()]) is not None
        if starts and parts[0].lower() in NO_NAME:
            parts, starts = parts[1:], False
        kept = [one for one in parts if one.lower().removesuffix("'s") not in _NO_PART]
        if not kept or all(one.isupper() and len(one) < 6 for one in kept) or kept[0].isdigit():
            continue
        yield " ".join(kept).lower(), starts and len(kept) == 1


def page_names(texts: Sequence[str]) -> list[tuple[str, bool]]:
    """Return the names in a page's sentences, each once; a single word that the page also writes small is doubtful."""
    found = dict.fromkeys(pair for text in texts for pair in names_in(text))
    single = {name for name, _ in found if " " not in name}
    small = single.intersection(word for text in texts for word in _SMALL.findall(text)) if single else set()
    return [(name, starts or name in small) for name, starts in found]


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names of all texts: those of the organisation, which tell nothing apart, and those of what it makes."""

    own: frozenset[str]
    things: frozenset[str]

    def told(self, names: Iterable[str]) -> frozenset[str]:
        """Return which things names stand for: the organisation's own name before one is left out."""
        found = set()
        for name in names:
            words = [word for word in name.split(" ") if word not in self.own]
            if words and " ".join(words) in self.things:
                found.add(" ".join(words))
        return frozenset(found)


def known_names(pages: Sequence[Iterable[tuple[str, bool]]]) -> KnownNames:
    """Return what is known of names from each page's; a word counts that stands inside sentences more than once."""
    on_pages: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for page in pages:
        spoken = set[str]()
        for name, starts in page:
            spoken.update(name.split(" "))
            if not starts:
                inside[name] += 1
        on_pages.update(spoken)
    own = frozenset(word for word, count in on_pages.items() if count >= max(3, SHARE_OF_PAGES * len(pages)))
    things: Counter[str] = Counter()
    for name, count in inside.items():
        words = [word for word in name.split(" ") if word not in own]
        if words:
            things[" ".join(words)] += count + (
                2 if len(words) < len(name.split(" ")) or len(words) > 1 else 0
            )
    return KnownNames(own, frozenset(name for name, count in things.items() if count > 1))
