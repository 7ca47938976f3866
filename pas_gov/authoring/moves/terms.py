"""Terms as people write them, ``first response at most 4h``, and the edits that they come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pas_gov.authoring.editing import Append, Edit, Remove, Set, Value
from pas_gov.authoring.moves.parts import Parts
from pas_gov.diagnostics import Stop, did_you_mean, printable
from pas_gov.model.records.normal import fold
from pas_gov.model.records.promise import BOUNDS, Promise
from pas_gov.sheets.table import Unreadable
from pas_gov.sheets.terms import read_term


def parsed_term(text: str) -> dict[str, Value]:
    """Return the term that a text such as ``first response at most 4h`` says; Stop(bad-term) for none.

    It is read as ``import`` reads a cell, so that what is understood in a sheet is understood behind --term.
    """
    found = read_term(text)
    if isinstance(found, Unreadable):
        raise Stop("bad-term", found.message, found.remedy, status=2)
    return dict(found)


def term_edits(promise: Promise, parts: Parts) -> Iterator[Edit]:
    """Yield the edits of terms: each measure's bound is set where there is one, else added; Stop(unknown-term)."""
    measures = [fold(one.measure) for one in promise.terms]
    dropped = [
        place_of(measures, fold(measure), "term of the measure", "unknown-term")
        for measure in parts.dropped_terms
    ]
    for wanted in map(parsed_term, parts.terms):
        index = (
            measures.index(fold(str(wanted["measure"]))) if fold(str(wanted["measure"])) in measures else None
        )
        if index is None:
            yield Append("/terms", wanted)
            continue
        bound = next(name for name in BOUNDS if name in wanted)
        present = promise.terms[index]
        if present.bound == bound and present.value != wanted[bound]:
            yield Set(f"/terms/{index}/{bound}", wanted[bound])
        elif present.bound != bound:
            yield Set(f"/terms/{index}", {"measure": present.measure, bound: wanted[bound]})
    yield from removals("/terms", dropped)


def second_terms(before: Promise, after: Promise) -> Iterator[str]:
    """Yield a sentence for each new term that stands beside one of another name and of the same words, which was meant.

    Its measure is a part of that one's, or that one's of it: "first response" beside "time to first response".
    """
    known = {fold(one.measure): one for one in before.terms}
    for one in after.terms:
        mine = fold(one.measure)
        like = next((name for name in known if mine != name and _holds_words(mine, name)), None)
        if mine in known or like is None or like not in map(fold, (each.measure for each in after.terms)):
            continue
        shown, measure = printable(one.measure), printable(known[like].measure)
        yield (
            f'"{shown}" is a term of its own beside "{measure}" now. If that one was meant: '
            f'--term "{measure} {str(one.bound).replace("_", " ")} {one.value}"'
        )


def _holds_words(one: str, other: str) -> bool:
    first, second = set(one.casefold().split()), set(other.casefold().split())
    return first <= second or second <= first


def removals(pointer: str, places: Iterable[int]) -> Iterator[Edit]:
    """Yield the edits that take items out of a list, the last one first."""
    yield from (Remove(f"{pointer}/{index}") for index in sorted(set(places), reverse=True))


def place_of(known: Sequence[str], wanted: str, what: str, code: str) -> int:
    """Return where something stands; Stop, as wrong usage, with what is like it where it stands nowhere."""
    if wanted in known:
        return known.index(wanted)
    raise Stop(code, f'there is no {what} "{printable(wanted)}"', did_you_mean(wanted, known), status=2)
