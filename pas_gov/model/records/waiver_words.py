"""What a waiver says in words: a reason, and two people of whom the one isn't the other (SPEC 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pas_gov.diagnostics import Diagnostic, printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.model.records.days import is_day
from pas_gov.model.records.lookalikes import looks_like
from pas_gov.model.records.placeholders import is_placeholder
from pas_gov.model.records.yaml.parsing import Document

NOBODY = frozenset({"none", "nobody", "everyone", "team"})
AROUND = "@/._-"  # what stands around a name and makes nobody another person
NAMED_ADDRESS = late_pattern(r"[^<>]*<([^<>]*)>\s*")
PEOPLE = (("asked_by", "asks for it"), ("approved_by", "approved it"))


def waiver_words(data: Mapping[str, Any], document: Document) -> Iterator[Diagnostic]:
    """Yield a fault for a reason that says nothing, for each name of nobody, and where one person does both.

    A waiver that ends before it starts is one, too. The data may be faulty otherwise.
    """
    texts = {key: value for key, value in data.items() if isinstance(value, str) and value.strip()}
    yield from _unsaid(texts, document)
    asked, approved = (_person(texts.get(key, "")) for key in ("asked_by", "approved_by"))
    if asked and asked == approved:
        message = f"the waiver is approved by {texts['approved_by']}, who also asked for it"
        yield Diagnostic(
            "waiver-self-approved", message, document.locate("/approved_by"), "let another one approve it"
        )
    first, last = texts.get("from", ""), texts.get("until", "")
    if is_day(first) and is_day(last) and last < first:
        message = f"the waiver ends on {last}, before it starts on {first}"
        yield Diagnostic("waiver-reversed", message, document.locate("/until"), "correct one of the two days")


def _unsaid(texts: Mapping[str, str], document: Document) -> Iterator[Diagnostic]:
    if "reason" in texts and is_placeholder(texts["reason"]):
        message = f'"{printable(texts["reason"])}" is no reason'
        yield Diagnostic(
            "waiver-reason", message, document.locate("/reason"), "say why this may stay as it is"
        )
    for key, what in PEOPLE:
        if key in texts and not _is_somebody(texts[key]):
            message = f'"{printable(texts[key])}" names nobody who {what}'
            remedy = "write a handle, such as @acme/board, or an e-mail address"
            yield Diagnostic("waiver-person", message, document.locate(f"/{key}"), remedy)


def _is_somebody(name: str) -> bool:
    """Tell whether a name may be somebody's: it has letters or digits, and is no word for nobody."""
    bare = "".join(_address(name).split()).strip(AROUND)
    return any(one.isalnum() for one in bare) and not is_placeholder(bare) and bare.casefold() not in NOBODY


def _person(name: str) -> str:
    """Return a name in the form in which two spellings of one person are the same: letters and digits, no case.

    A letter that is taken for a Latin one is that one: nobody approves their own waiver in Cyrillic.
    """
    plain = looks_like(_address(name))
    return "".join(one for one in plain if one.isalnum() or one in "@/._-").strip(AROUND)


def _address(name: str) -> str:
    """Return the address of ``A <a@acme.org>``; any other name as it is."""
    named = NAMED_ADDRESS.fullmatch(name.strip())
    return named[1] if named else name
