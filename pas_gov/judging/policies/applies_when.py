"""The conditions of Conditional promises: CEL over ``subject`` that strangers write, checked before it is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from pas_gov import cel
from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.transition import Transition

SUBJECT: Mapping[str, cel.Shape] = {"subject": cel.DYN, "today": cel.TIMESTAMP}
EXAMPLES = (
    "a condition is one line over plain facts, such as subject.member == true, subject.seats >= 50 or "
    'subject.plan == "yearly": facts begin with subject, texts stand in quotes'
)
WORKED_CASE = "for a whole case: pas-gov help some customers only"
UNWRITTEN = (
    "where nobody here can write it: --status proposed, which needs no condition and binds nobody; ask whoever "
    "writes your policies, and make it active then"
)
POINTER = "/applies_when/cel"


def condition_faults(change: Transition) -> Iterator[Diagnostic]:
    """Yield an error for each condition that the change writes and that isn't a well-formed expression."""
    for one in change.changes:
        if one.after is None:
            continue
        earlier = one.before.promise.applies_when.cel if one.before else ""
        if one.after.promise.applies_when.cel != earlier:
            yield from condition_fault(one.after)


@lru_cache(maxsize=1000)
def _faults(text: str) -> tuple[cel.Fault, ...]:
    """Return what is wrong with a condition; many promises of one stack have the same one."""
    compiled = cel.compile(text, SUBJECT, cel.BOOL)
    return compiled if isinstance(compiled, tuple) else ()


def condition_fault(entry: Entry) -> Iterator[Diagnostic]:
    """Yield the errors of one promise's condition, at the file; the pointer to it is POINTER."""
    text = entry.promise.applies_when.cel
    if not text.strip():
        return
    for fault in _faults(text):
        remedy = f"{fault.remedy}. {EXAMPLES[0].upper()}{EXAMPLES[1:]}" if fault.remedy else EXAMPLES
        yield Diagnostic("condition-cel", f"applies_when.cel: {fault.message}", Location(entry.path), remedy)
