"""The named features of a sentence that decide whether it is a claim, each with the words that show it.

They are general: who is the subject, which modal and which kind of verb, refusals, duties of the reader, definitions,
hopes, place under a heading or a lead. No feature is a sentence, and none names an organisation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pas_gov.drift.claims.clauses import SentenceForms, plain_words, sentence_forms
from pas_gov.drift.claims.patterns import HEADINGS, LEADS, Feature, matches
from pas_gov.drift.texts.sentence import Sentence
from pas_gov.model.quantities.quantities import quantities
from pas_gov.model.quantities.quantity import Quantity

_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
_ORG = re.compile(
    r"\b([A-Z][\w.]*(?:[A-Z]\w*|\w+))\s+(?:staff |support |team )?(?:will|may|does|provides|offers|is|can|has|reserves|uses|keeps|supports|runs)\b"
)
_NO_ORG = frozenset(
    "we you the this that these those it they he she there here if when once who which what all any each every no some "
    "our your their its a an and or but for to in on at by with from as not customers users members people support data "
    "information content access account accounts service services policy user customer everyone anyone nobody pricing "
    "backups requests reports staff team one nothing everything monday i only what's sales engineering finance marketing "
    "also however otherwise please thanks employees candidates owners changes emails files sandboxes appeal".split()
)


_PATH_WORD = re.compile(r"[a-z]+")
_PATHS = {
    "prices": frozenset("pricing price prices plans plan fees billing refund refunds".split()),
    "service": frozenset("sla service support objectives slo uptime guarantee appeal".split()),
    "security": frozenset("security privacy safety trust gdpr".split()),
    "news": frozenset("posts blog news".split()),
    "docs": frozenset("docs getting started howto guide guides tutorial setup quickstart".split()),
    "handbook": frozenset("handbook process playbook playbooks internal teams faq runbook".split()),
}
_EXPLAINED = {"someone does good": ("no verb",), "lead us will": ("order", "order first", "no verb")}
_FRAGMENTS = frozenset({"unit row", "no verb", "fragment of substance"})
_PROMISING = frozenset(
    {"us will", "us will somewhere", "happy to", "us will not", "you keep", "beneficiary has", "lead us will"}
)
_SUBSTANCE = frozenset(
    {"quantity money", "quantity duration", "quantity percent", "quantity count", "free", "deadline"}
)


def organisations(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Return names, in lower case, that act in a text as its organisation does: at least twice, as a subject."""
    seen: dict[str, int] = {}
    for sentence in sentences:
        for found in _ORG.finditer(sentence.text[:1500]):
            name = found[1].lower()
            if name not in _NO_ORG and len(name) > 2:
                seen[name] = seen.get(name, 0) + 1
    return frozenset(name for name, count in seen.items() if count >= 2)


def features(
    sentence: Sentence, names: frozenset[str], said: tuple[Quantity, ...] | None = None
) -> tuple[Feature, ...]:
    """Return a sentence's features, each name once; ``names`` are the organisation's in lower case."""
    form = _with_names(sentence_forms(sentence.text), names)
    low_path = _PATH_WORD.findall(sentence.path.lower())
    found = {f"unit {sentence.unit if sentence.unit in ('item', 'row') else 'sentence'}": ""}
    found.update(matches(form))
    found.update(_place(sentence))
    found.update(
        {f"path {name}": "" for name, words in _PATHS.items() if any(word in words for word in low_path)}
    )
    found.update(_numbers(quantities(sentence.text) if said is None else said, found))
    for match in _WORD.finditer(form.whole):
        found.setdefault(f"word {match[0]}", match[0])
    found.update(_first(form.main))
    return tuple(_settled(found).items())


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


def _with_names(form: SentenceForms, names: frozenset[str]) -> SentenceForms:
    """Return the forms with the organisation's names as the word org."""
    if not names or not any(name in form.whole for name in names):
        return form
    pattern = re.compile(
        r"\b(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")(?!['\w])"
    )
    return SentenceForms(pattern.sub("org", form.whole), pattern.sub("org", form.main))


def _place(sentence: Sentence) -> dict[str, str]:
    heading, lead = plain_words(sentence.heading), plain_words(sentence.lead)
    found = {f"heading {name}": "" for name, pattern in HEADINGS if pattern.search(heading)}
    found |= {f"lead {name}": "" for name, pattern in LEADS if lead and pattern.search(lead)}
    found["led" if lead else "not led"] = ""
    if not heading:
        found["no heading"] = ""
    words = sentence.text.count(" ") + 1
    found["short" if words < 7 else "long" if words > 30 else "middling"] = ""
    return found


def _numbers(said: tuple[Quantity, ...], found: dict[str, str]) -> dict[str, str]:
    kinds = {f"quantity {quantity.kind}": quantity.text for quantity in said}
    if said and "unit row" in found:
        kinds["row with quantity"] = said[0].text
    if said and any(name.startswith(("us will", "us does", "will be", "us never")) for name in found):
        kinds["will with quantity"] = said[0].text
    return kinds


def _first(main: str) -> dict[str, str]:
    words = _WORD.findall(main[:60])[:2]
    return {f"first {' '.join(words[:n])}": " ".join(words[:n]) for n in range(1, len(words) + 1)}
