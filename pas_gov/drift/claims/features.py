"""The named features of a sentence that decide whether it is a claim, each with the words that show it.

They are general: who is the subject, which modal and which kind of verb, refusals, duties of the reader, definitions,
hopes, place under a heading or a lead. No feature is a sentence, and none names an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pas_gov.drift.claims.clauses import plain_words, sentence_forms
from pas_gov.drift.claims.grammar import clause_features
from pas_gov.drift.claims.names import OwnNames, with_names
from pas_gov.drift.claims.patterns import Feature, matches
from pas_gov.drift.claims.place import place_features
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.model.quantities.quantities import quantities
from pas_gov.model.quantities.quantity import Quantity

_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
_ORDERING = (
    "order",
    "order first",
    "no verb",
    "subject order",
    "verb order",
    "subject fragment",
    "clause order, order",
)
_EXPLAINED = {
    "someone does good": ("no verb",),
    "harm denied": ("fails",),
    "lead us will": _ORDERING,
    "lead us will not": _ORDERING,
    "lead us gives": ("no verb", "subject fragment"),
}
_DECIDING = (
    "always", "deadline", "level named", "heading levels", "quantity duration", "quantity percent", "quantity money", "free", "never", "is safe", "your", "you", "each",
    "available", "only", "screen", "hedge", "condition within", "unit item", "unit row", "led", "soon", "compatible", "norm",
    "path stability", "path security", "lead us will", "lead us gives",
)  # fmt: skip
_VERBS = ("verb ", "you can", "norm", "own staff must")
_FRAGMENTS = frozenset({"unit row", "no verb", "fragment of substance"})
_PROMISING = frozenset(
    {
        "us will",
        "us will somewhere",
        "happy to",
        "us will not",
        "you keep",
        "beneficiary has",
        "lead us will",
        "lead us gives",
        "lead us will not",
    }
)
_SUBSTANCE = frozenset(
    {"quantity money", "quantity duration", "quantity percent", "quantity count", "free", "deadline"}
)


SOME_TEXTS = 1024
"""Texts of which is kept what they say: one that is repeated under the same heading isn't asked for."""


def features(
    sentence: Sentence, names: OwnNames | None, said: tuple[Quantity, ...] | None = None
) -> tuple[Feature, ...]:
    """Return a sentence's features, each name once; ``names`` are the organisation's."""
    matched, worded = _of_text(sentence.text, names)
    found = {f"unit {sentence.unit if sentence.unit in ('item', 'row') else 'sentence'}": ""}
    found.update(matched)
    found.update(place_features(sentence, _named(sentence.lead, names), _named(sentence.heading, names)))
    said = quantities(sentence.text) if said is None else said
    if said:
        found.update(_numbers(said, found))
    found.update(worded)
    found.update(_of_heading(sentence.heading))
    settled = _settled(found)
    settled.update(_together(settled))
    return tuple(settled.items())


@lru_cache(maxsize=SOME_TEXTS)
def _of_text(text: str, names: OwnNames | None) -> tuple[tuple[Feature, ...], tuple[Feature, ...]]:
    """Return what a sentence's text says wherever it stands, as texts repeat theirs: by the patterns, and by its words."""
    form = with_names(sentence_forms(text), names)
    words = map(_of_word, _WORD.findall(form.whole))
    return tuple(matches(form)), (*words, *_first(form.main), *clause_features(form.main))


@lru_cache(maxsize=50_000)
def _of_word(word: str) -> Feature:
    return "word " + word, word


@lru_cache(maxsize=1024)
def _of_heading(heading: str) -> dict[str, str]:
    return dict.fromkeys([f"word of heading {word}" for word in _WORD.findall(heading.lower())], "")


@lru_cache(maxsize=1024)
def _named(text: str, names: OwnNames | None) -> str:
    """Return what stands above a sentence in plain words, the organisation's names as the word org."""
    plain = plain_words(text)
    return names.as_org(plain) if names else plain


def _together(found: dict[str, str]) -> Iterator[Feature]:
    """Yield the verb together with what else may decide: "you can" with a period is a right, without one a manual's."""
    others = [name for name in _DECIDING if name in found]
    verbs = [name for name in found if name[0] in "vyno" and name.startswith(_VERBS)] if others else []
    for verb in verbs:
        for other in others:
            if other != verb:
                yield f"{verb} & {other}", found[other]


def _settled(found: dict[str, str]) -> dict[str, str]:
    """Return the features without those that others explain: an order under "we will:" is what we will do."""
    if _PROMISING & found.keys():
        for name in ("order", "order first", "please", "points"):
            _rename(found, name, f"{name} beside a promise")
    if _SUBSTANCE & found.keys():
        _rename(found, "no verb", "fragment of substance")
        if "fragment of substance" in found and "deadline" in found:
            found["fragment with deadline"] = found["deadline"]
    if not _FRAGMENTS & found.keys():
        _rename(found, "path prices", "path prices, a sentence")
    for explaining, names in _EXPLAINED.items():
        for name in names if explaining in found else ():
            found.pop(name, None)
    if "threat" in found and "us will" not in found and {"will be done", "is done"} & found.keys():
        found["threat is done"] = found["threat"]
    return found


def _rename(found: dict[str, str], name: str, other: str) -> None:
    if name in found:
        found[other] = found.pop(name)


def _numbers(said: tuple[Quantity, ...], found: dict[str, str]) -> dict[str, str]:
    kinds = {f"quantity {quantity.kind}": quantity.text for quantity in said}
    if said and "unit row" in found:
        kinds["row with quantity"] = said[0].text
    if said and any(name.startswith(("us will", "us does", "will be", "us never")) for name in found):
        kinds["will with quantity"] = said[0].text
    return kinds


def _first(main: str) -> Iterator[Feature]:
    words = _WORD.findall(main[:60])[:2]
    for said in dict.fromkeys((" ".join(words[:1]), " ".join(words))) if words else ():
        yield f"first {said}", said
