"""A sentence's words as rules see them: in lower case, contractions written out, and its main clause by itself."""

from __future__ import annotations

import re
from functools import lru_cache

from pas_gov.foundation.values import dataclass

MAX_TEXT = 1500
"""Characters of a sentence that are judged."""
SOME = 4096
"""Texts whose words are kept, since many rules in turn ask for those of one sentence."""
REPEATED = 4096
"""Sentences of which is kept what was found in them, since texts repeat theirs; a process of long texts holds them all."""

CONTRACTIONS = (
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bcan't\b|\bcannot\b"), "can not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"n't\b"), " not"),
    (re.compile(r"'ll\b"), " will"),
    (re.compile(r"'re\b"), " are"),
    (re.compile(r"'ve\b"), " have"),
    (re.compile(r"'m\b"), " am"),
)
"""What is written short, of lower case words with plain apostrophes, and what it stands for."""
_IS = (re.compile(r"\b(it|that|here|there|what)'s\b"), r"\1 is")
_SAID = re.compile(
    r"^(?:please |always )*(?:tell|inform|assure|remind|say to|promise) (?:\w+ ){0,3}?that (?=\w+ \w+)|^(?:say|state) that "
)
_OPENING = re.compile(
    r"^(?:(?:and|but|so|also|however|otherwise|then|again|that said|in addition|additionally|therefore|as always|"
    r"in general|in practice|specifically|finally|furthermore|moreover|yes|no|that is why|ok|okay|great|good|perfect|awesome|"
    r"sure|all right|alright|right|thanks(?: so much)?|thank you(?: so much)?|sorry|unfortunately|note that|please note that)"
    r"\b[,!.:]? ?){1,2}(?=\w)"
)
_LABEL = re.compile(r"^(?:\d{1,2}[).] |[a-z0-9][\w &/'-]{1,60}(?::| -| –) (?=\w))")
_SUBORDINATE = re.compile(
    r"^(?:if|when|whenever|once|unless|where|while|until|after|before|because|since|although|as long as|provided|"
    r"assuming|in case|in the event|in the unfortunate|except|for any|for|in such|in these|in some|in|on|at|by|with|"
    r"within|during|upon|to|as|regardless of|starting|given|from|should you|along with|besides|without|under)\b"
)
_COMMA = re.compile(
    r",(?: then)? (?=(?:we|you|they|it|our|your|the|this|these|all|any|no|a|an|each|every|their|please|\w+ (?:will|may|"
    r"can|is|are|does|do|shall|must)|contact|email|there)\b)"
)


@dataclass(frozen=True, slots=True)
class SentenceForms:
    """The forms of one sentence that rules look at: whole, and its main clause."""

    whole: str
    main: str


@lru_cache(maxsize=SOME)
def sentence_forms(text: str) -> SentenceForms:
    """Return a sentence's forms; linear in its length."""
    whole = plain_words(text)
    said = _SAID.sub("", whole)  # what a prompt has its assistant say
    main = _LABEL.sub("", _OPENING.sub("", said.strip(" ([\"'-*“"))) or said
    for _ in range(3):
        after = _COMMA.search(main) if _SUBORDINATE.match(main) else None
        if after is None:
            break
        main = main[after.end() :]
    return SentenceForms(said, _OPENING.sub("", main) or main)


@lru_cache(maxsize=SOME)
def plain_words(text: str) -> str:
    """Return a text in lower case with plain apostrophes and its contractions written out."""
    low = text[:MAX_TEXT].lower()
    if not low.isascii():
        low = low.replace("’", "'").replace("‘", "'")
    if "'" in low or "cannot" in low:
        for pattern, words in (*CONTRACTIONS, _IS):
            low = pattern.sub(words, low)
    return low
