"""Features that two texts share as whole words of one of them: "incid" is "incidents" there, "~support" is "help"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pas_gov.drift.matching.similarity import LETTERS
from pas_gov.drift.matching.topics import topics
from pas_gov.drift.matching.words import COMMON, sense, words


def shared_words(features: Iterable[str], text: str) -> tuple[str, ...]:
    """Return the words of a text that stand for features, in their order, none twice.

    A topic that only several words together name is told by its name; what stands for a figure or for no word at all is
    left out.
    """
    said = [word for word in words(text) if word not in COMMON]
    return tuple(dict.fromkeys(word for feature in features for word in _words(feature, said)))


def _words(feature: str, said: list[str]) -> Iterator[str]:
    if feature.startswith("~"):
        found = [word for word in said if feature in topics(word)]
        yield from found or ([] if feature == "~own" else [f"the topic {feature[1:]}"])
    elif feature.endswith("-"):
        yield from (word for word in said if word[:LETTERS] == feature[:-1])
    elif not feature.startswith("#"):
        yield from (word for word in said if sense(word) == feature)
