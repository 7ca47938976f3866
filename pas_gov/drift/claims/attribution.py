"""Whose promise a sentence of prose is: what it says of competitors, cites, or quotes from customers is nobody's of ours.

"Our competitors don't offer this; we do" is ours: where the organisation speaks for itself beside them, it is judged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from pas_gov.drift.claims.assertion import unsaid
from pas_gov.drift.claims.clauses import MAX_TEXT, SOME
from pas_gov.drift.claims.names import OwnNames
from pas_gov.drift.texts.sentence import Sentence

MOST_QUOTED = 8
"""Sentences that one quotation may have."""

_PROMISES = (
    r"(?:promis(?:es?|ed)|guarante(?:es?|ed)|claim(?:s|ed)?|advertis(?:es?|ed)|boast(?:s|ed)?|tout(?:s|ed)?|offer(?:s|ed)?"
    r"|provid(?:es?|ed)|charg(?:es?|ed)|quot(?:es?|ed)|say|says|said|pledg(?:es?|ed))"
)
_OPENING = r"(?:(?:and|but|while|whereas|even|today|sure|yes),? )?"
_RIVALS = re.compile(
    rf"{_OPENING}(?:(?:our|your|the|all|some|many|most|several|other|typical|of|big|biggest|closest|nearest|main) ){{0,4}}"
    r"(?:competitors?|rivals?|competition)(?:'s?)? (?!and we\b)\w+", re.IGNORECASE,
)  # fmt: skip
_OTHERS = re.compile(
    rf"{_OPENING}(?:most other|many other|some other|other|others|most|many|some|typical|traditional|legacy)"
    r"(?: (?!we\b|our\b)\w+){0,2}? ?(?:providers?|vendors?|companies|suppliers?|platforms|firms|carriers|hosts|brands|agencies|banks"
    rf"|insurers|others)(?: in (?:our|this|the) \w+)?(?: \w+){{0,2}} {_PROMISES}\b", re.IGNORECASE,
)  # fmt: skip
_SUPPLIERS = re.compile(
    rf"{_OPENING}(?:most other|many other|some other|other|most|many|some|typical|traditional) (?:\w+ )?(?:providers|vendors|suppliers|hosts|carriers|insurers) "
    r"(?:\w+ly |still |only |will |would |can )?(?:take|takes|need|needs|respond|reply|answer|refund|make|let|keep|give|delete|back|raise|wait|never|do not|don't)\b",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"(?:[\d.,]+ ?%|nine|most|many|all|\w+ out of \w+|\w+ in \w+|thousands|hundreds)(?: of)?(?: our| the)?(?: \w+)? (?:customers|users|clients|teams|people|reviewers|companies) "
    r"(?:would |who |already )*(?:recommend|love|trust|rate|praise|swear|enjoy|prefer)\b", re.IGNORECASE,
)  # fmt: skip
_THEY = re.compile(rf"{_OPENING}(?:they|others|everyone else|everybody else) (?:also |all |often )?(?:promise|claim|advertise|boast|tout|say)\b", re.IGNORECASE)  # fmt: skip
_NAME = r"(?:[A-Z][\w&.'-]{1,40})(?: [A-Z][\w&.'-]{0,40}){0,3}"
_NAMED = re.compile(
    rf"({_NAME}) (?:\w+ly |also )?(promises|guarantees|claims|advertises|boasts|touts|offers|says|pledges)\b"
)
_DOUBTED = frozenset({"claims", "advertises", "boasts", "touts"})
_PRONOUNS = frozenset(
    "we our this that it he she they you nobody everyone each every the a an no all".split()
)
_COMPARED = re.compile(
    r"\b(?:competitors?|competition|rivals?|alternatives?|compar(?:e[sd]?|ing|isons?)|versus|vs|other (?:providers|vendors|companies)"
    r"|what others|elsewhere)\b", re.IGNORECASE,
)  # fmt: skip
_CITED = re.compile(
    r"(?:^|[,;(—–] ?|[.:] )(?:as reported by|as stated by|according to) ((?:an? |the |one |some |our |recent |new |\d{4} ){0,4})([^\s,;:]{1,60}(?: [^\s,;:]{1,40}){0,4})",
    re.IGNORECASE,
)
_SOURCES = re.compile(
    r"\b(?:stud(?:y|ies)|surveys?|reports?|research(?:ers)?|reviews?|reviewers?|articles?|press|newspapers?|magazines?|analysts?"
    r"|customers?|clients?|users?|competitors?|rivals?|experts?|gartner|forrester|idc|wikipedia|rumou?rs?|media)\b", re.IGNORECASE,
)  # fmt: skip
_OWN_SOURCES = re.compile(
    r"\b(?:policy|policies|sla|slas|terms|contracts?|agreements?|plans?|schedules?|section|article|clause|annex|appendix|law|laws"
    r"|rules?|regulations?|gdpr|hipaa|ccpa|standards?|iso|documentation|settings|table|below|above|procedures?|guidelines?|act|your|us)\b",
    re.IGNORECASE,
)  # fmt: skip
_TOLD = re.compile(
    rf"{_OPENING}(?:(?:our|many|most|some|one|a|an|happy|of|the|other|several) ){{0,4}}(?:customers?|clients?|users?|reviewers?|analysts?|critics?)"
    r"(?: of ours)? (?:often |also )?(?:say|says|said|tell us|tells us|told us|report|reports|reported|write|wrote|writes|claim|claims|claimed)"
    r"(?=[:,]? (?:(?:that|how|we|they|it|our|you)\b|[\"“«‘']))",
    re.IGNORECASE,
)
_BY_NAME = re.compile(
    rf"(?!Our ){_NAME}(?:, [^\"“”]{{0,80}},| of [^\"“”]{{0,60}}| from [^\"“”]{{0,60}})? (?:says|said|writes|wrote|told us|reports)(?: that)?[:,]? [\"“]"
)
_SIGNED = re.compile(
    rf"[\"”»][.,]? {{0,2}}(?:[-–—―~]{{1,2}} ?|\(|,? ?(?:says|said|claims|claimed|writes|wrote) )(?:{_NAME})"
)
_WHO = (
    r"(?:(?:our|many|most|some|one|a|an|another|happy|of|the|other|several|former) ){0,4}(?:competitors?|rivals?|customers?|clients?|users?"
    r"|reviewers?|analysts?|critics?|vendors?|providers?|suppliers?)(?: of ours)?(?:'s? (?:\w+ ){0,2}\w+)?"
)
_SAYS = (
    r"(?:says?|said|claims?|claimed|writes?|wrote|promises?|promised|puts? it|tells? us|told us|states?|stated|adds?|added|asks?|asked|replies|replied|"
    r"explains?|explained|notes?|noted|reads?|goes|reports?|reported)"
)
_SAID_BY_OTHERS = re.compile(
    rf"[\"“«][^\"“”«»]+(?:(?:[.,!?][\"”»]|[\"”»],) (?:{_SAYS} {_WHO}|{_WHO} {_SAYS})|[\"”»] (?:is|was) what {_WHO} {_SAYS})\b"
    rf"|{_OPENING}(?:as )?{_WHO} {_SAYS}[:,]? [\"“«‘']|{_OPENING}according to {_WHO}[:,]? [\"“«‘']", re.IGNORECASE,
)  # fmt: skip
_SAID_BEHIND = re.compile(rf"^[^\"“«]*[.,!?][\"”»],? (?:{_SAYS} {_WHO}|{_WHO} {_SAYS})\b", re.IGNORECASE)
"""The end of a quotation that an earlier sentence begins, with who says it."""
_MARKS = {'"': '"', "“": "”", "«": "»", "‘": "’", "'": "'"}
_BEGUN = re.compile(r"(?:^|[\s(:,])(?P<mark>[\"“«‘']|'(?=\w))(?=\S)")
_APOSTROPHE_END = re.compile(r"[.,!?]['’](?=\W|$)")
_SIGNATURE = re.compile(rf"[–—―-]{{1,2}} ?{_NAME}")
_OPENED = re.compile(r"[\"“«]")
_CLOSED = re.compile(r"[\"”»]")
_TEAM = re.compile(r"\b(?:team|our|we)\b", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:the )?(?:customer|client|user|caller|visitor|guest)(?: \d{1,2})?: ", re.IGNORECASE
)
_NOT_OURSELVES = r"(?:\w+ )?(?:competitors?|rivals?|customers?|clients?|users?|industry|market|field|space|sector|category)\b"
_OURSELVES = re.compile(
    rf"\b(?:we|we'(?:ll|re|ve|d)|ours|(?-i:us))\b|\bour (?!{_NOT_OURSELVES})\w", re.IGNORECASE
)


def others_words(sentences: Sequence[Sentence], own: OwnNames | None = None) -> Mapping[int, str]:
    """Return which sentences of a file (by their index) aren't the organisation's, or aren't said: supposed, or forbidden to say.

    Each with the words that say so.
    ``own`` are the organisation's names.
    """
    found: dict[int, str] = {}
    for index, sentence in enumerate(sentences):
        words = attribution(sentence.text, sentence.heading, sentence.lead, own) or unsaid(sentence.text)
        if words:
            found[index] = words
        if words or _SIGNATURE.match(sentence.text):
            found.update(_quoted_before(sentences, index, words or sentence.text[:100], own))
        if words and (mark := _left_open(sentence.text)):
            found.update(_quoted_behind(sentences, index, words, mark))
    return found


def _left_open(text: str) -> str:
    """Return the mark with which a quotation begins in a sentence that ends before the quotation does, or ""."""
    begun = _BEGUN.search(text)
    if begun is None:
        return ""
    mark = begun["mark"]
    return "" if _ends(text[begun.end() :], mark) else mark


def _ends(text: str, mark: str) -> bool:
    """Say whether a quotation that began with this mark ends in a text; an apostrophe ends one only behind a stop."""
    return bool(_APOSTROPHE_END.search(text)) if mark in "'‘" else _MARKS[mark] in text


def _quoted_behind(sentences: Sequence[Sentence], index: int, words: str, mark: str) -> dict[int, str]:
    """Return the sentences in which a quotation goes on: up to its closing mark; none where it has none nearby."""
    for last in range(index + 1, min(len(sentences), index + MOST_QUOTED)):
        text = sentences[last].text
        if sentences[last].heading != sentences[index].heading:
            return {}
        begun = text.removeprefix(mark)  # a further paragraph of a quotation begins with its mark, too
        if _ends(begun, mark):
            return dict.fromkeys(range(index + 1, last + 1), words)
    return {}


def _quoted_before(
    sentences: Sequence[Sentence], index: int, words: str, own: OwnNames | None
) -> dict[int, str]:
    """Return the sentences of the quotation that ends with a signature at an index: back to its opening mark."""
    text = sentences[index].text
    signed = _SIGNED.search(text) or _SIGNATURE.match(text)
    behind = _SAID_BEHIND.match(text)  # it names somebody who isn't the organisation
    if not behind and (signed is None or _is_own(signed[0], own)):
        return {}
    if _OPENED.match(text) and not _SIGNATURE.match(text):
        return {}
    for first in range(index - 1, max(-1, index - MOST_QUOTED), -1):
        before = sentences[first]
        if (
            before.heading != sentences[index].heading
            or sentences[index].line - before.end_line > 2 * MOST_QUOTED
        ):
            return {}
        if _OPENED.match(before.text):
            return dict.fromkeys(range(first, index + 1), words)
        if _CLOSED.search(before.text) and first < index - 1:
            return {}
    return {}


@lru_cache(maxsize=SOME)
def attribution(text: str, heading: str = "", lead: str = "", own: OwnNames | None = None) -> str:
    """Return the words by which a sentence gives what it says to somebody else; "" where it doesn't."""
    said = text[:MAX_TEXT].replace("’", "'")
    reported = (
        _LABELLED.match(said)
        or _TOLD.match(said)
        or _SAID_BY_OTHERS.match(said)
        or _SAID_BEHIND.match(said)
        or _BY_NAME.match(said)
        or _testimonial(said, own)
        or _PRAISE.match(said)
    )
    if reported:
        return reported[0]
    if _speaks(said, own):
        return ""
    found = (
        _RIVALS.match(said)
        or _OTHERS.match(said)
        or _SUPPLIERS.match(said)
        or _THEY.match(said)
        or _named(said, f"{heading} {lead}", own)
    )
    return found[0] if found else _cited(said, own)


def _testimonial(said: str, own: OwnNames | None) -> re.Match[str] | None:
    """Find the signature of a quotation that is most of a sentence, and isn't the organisation's."""
    signed = _SIGNED.search(said)
    if signed is None or _is_own(said[signed.start() :], own):
        return None
    return signed if signed.start() * 2 >= len(said) or _OPENED.match(said) else None


def _is_own(words: str, own: OwnNames | None) -> bool:
    return _TEAM.search(words) is not None or (own is not None and own.search(words.lower()) is not None)


def _speaks(said: str, own: OwnNames | None) -> bool:
    """Say whether the organisation speaks of itself in a sentence."""
    return _OURSELVES.search(said) is not None or (own is not None and own.search(said.lower()) is not None)


def _named(said: str, around: str, own: OwnNames | None) -> re.Match[str] | None:
    """Find another organisation that promises something: where names are compared, or the words doubt it.

    Where the text has a name that acts for the organisation (``own``), another name is another one's.
    """
    found = _NAMED.match(said)
    if found is None or found[1].split()[0].lower() in _PRONOUNS:
        return None
    another = own is not None and found[2] in ("promises", "guarantees", "pledges")
    return found if found[2] in _DOUBTED or another or _COMPARED.search(around) else None


def _cited(said: str, own: OwnNames | None) -> str:
    found = _CITED.search(said)
    if found is None:
        return ""
    source = found[2]
    if _SOURCES.search(source):
        return found[0].strip(" ,;(—–.:")
    if _OWN_SOURCES.search(f"{found[1]}{source}") or (own is not None and own.search(source.lower())):
        return ""
    return found[0].strip(" ,;(—–.:") if source[0].isupper() else ""
