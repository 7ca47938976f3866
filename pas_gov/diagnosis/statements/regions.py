"""In which part of the world data is kept, as far as its law goes: the European Union, the United States ..."""

from __future__ import annotations

from pas_gov.foundation.patterns import late_pattern

_AREAS = {
    "the European Union": "europe european eu eea germany german france ireland frankfurt dublin paris amsterdam netherlands sweden stockholm finland denmark spain italy milan poland austria belgium",
    "the United Kingdom": "uk britain london",
    "Switzerland": "switzerland swiss zurich",
    "the United States": "usa america american ohio oregon virginia california",
    "Canada": "canada canadian montreal toronto",
    "Australia": "australia sydney",
    "Asia": "japan tokyo singapore india mumbai",
}  # fmt: skip
_BY_WORD = {word: area for area, words in _AREAS.items() for word in words.split()}
_LONG = {
    "united states": "the United States",
    "united kingdom": "the United Kingdom",
    "european union": "the European Union",
}
_NAMED = late_pattern(rf"\b(?:{'|'.join([*_LONG, *_BY_WORD])}|u\.s\.)(?![\w-])")
_THINGS = (
    r"(?:data|servers?|content|backups?|files?|information|databases?|attachments?|recordings?|everything)"
)
_KEPT = late_pattern(
    rf"\b{_THINGS}\b.*\b(?:stored?|stores|hosted|hosts?|kept|keep|located|resides?|leaves?|stays?|process(?:e[sd])?)\b|"
    rf"\b(?:stored?|stores|hosted|hosts?|keep|located|stays?|process(?:es)?)\b.*\b{_THINGS}\b"
)
_LAW = late_pattern(
    r"\b(?:laws?|acts?|courts?|safeguards?|adequacy|clauses|framework|regulations?|authorit(?:y|ies)|transfers?)\b"
)
_OF_PEOPLE = late_pattern(
    r"\b(?:customers?|users?|clients?|accounts?|companies|people|residents|if you (?:are|live))\b[^.;]{0,20}\b(?:in|from|of|on)\b(?: the)? $"
)


def kept_in(plain: str) -> tuple[str, int]:
    """Return the words by which a sentence (in plain words) says where something is kept, and their place; ("", 0) for none.

    Where the region is that of customers, it tells who they are.
    """
    if not _KEPT.search(plain) or _LAW.search(plain):
        return "", 0
    found = list(_NAMED.finditer(plain))
    if not found or any(_OF_PEOPLE.search(plain[: one.start()]) for one in found):
        return "", 0
    return ", ".join(dict.fromkeys(one[0] for one in found)), found[0].start()


def areas(words: str) -> frozenset[str]:
    """Return the areas that the words of :func:`kept_in` name."""
    return frozenset(_LONG.get(one) or _BY_WORD.get(one, "the United States") for one in words.split(", "))
