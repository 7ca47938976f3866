"""Who answered for what in a change, in the words that the formats share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pas_gov.judging.verdict.answers import Answer
from pas_gov.report.layout import clipped

LONGEST = 300  # characters of one note that are shown
HEADING = "Who answered for what"


def said(answer: Answer) -> str:
    """Return what was done: reviewed, attested, ended, told or waived."""
    if answer.kind == "review":
        return f"reviewed against {answer.target}"
    if answer.kind == "attestation":
        return f"{answer.zone} attested, {answer.about}"
    if answer.kind == "notice":
        return f"{answer.about} told{f' on {answer.day}' if answer.day else ''}"
    if answer.kind == "waiver":
        return f"{answer.about} waived{f' towards {answer.target}' if answer.target else ''}"
    if answer.zone:
        return f"{answer.zone} stopped" + (f" on {answer.about}" if answer.about else "")
    after = f", followed by {answer.target}" if answer.target else ""
    return f"ended{f' on {answer.about}' if answer.about else ''}{after}"


def signed(answer: Answer) -> str:
    """Return who signed and, where that isn't the owner itself, for whom; "" where nobody signs."""
    if not answer.by:
        return "signed by nobody" if answer.kind != "notice" else ""
    if answer.by_owner is None or answer.by.casefold() == answer.owner.casefold():
        return f"by {signer(answer)}{', its owner' if answer.by_owner else ''}"
    return f"by {signer(answer)}, {'of' if answer.by_owner else 'for'} {answer.owner}"


def note(answer: Answer) -> str:
    """Return the note, or that there is none."""
    return quoted(clipped(answer.note, LONGEST)) if answer.note else "without a note"


def quoted(text: str) -> str:
    """Return a text in quotes, those inside of it turned, so that what a record says can't end them."""
    return '"' + text.replace('"', "'") + '"'


def signer(answer: Answer) -> str:
    """Return who signed; a signer that isn't one word is quoted, so that it can't speak for others."""
    return answer.by if " " not in answer.by and '"' not in answer.by else quoted(clipped(answer.by, LONGEST))


def together(answers: Iterable[Answer]) -> Iterator[tuple[Answer, ...]]:
    """Yield answers that say the same, by one signer in one note, as one group; in the order of their firsts."""
    groups: dict[tuple[object, ...], list[Answer]] = {}
    for one in answers:
        owner = one.owner if not one.by and one.kind != "notice" else ""
        groups.setdefault(
            (one.kind, one.target, one.zone, one.about, one.day, one.by, owner, one.note), []
        ).append(one)
    return (tuple(group) for group in groups.values())


def lines(answers: Iterable[Answer]) -> Iterator[str]:
    """Yield a line for each group: whose promise, what was done, by whom, with which note."""
    for group in together(answers):
        first = group[0]
        if len(group) == 1:
            parts = ", ".join(filter(None, (said(first), signed(first))))
            yield f"{first.promise or 'the whole stack'}: {parts}: {note(first)}"
        else:
            by = (
                f" by {signer(first)}" if first.by else "" if first.kind == "notice" else ", signed by nobody"
            )
            names = ", ".join(f"{one.promise} ({whose(one)})" for one in group)
            told = f"one note for {len(group)} promises: {note(first)}" if first.note else "without a note"
            yield f"{said(first)}{by}, {told}: {names}"


def whose(answer: Answer) -> str:
    """Return for whom a promise was answered: its signer's own, or the owner's."""
    if answer.by_owner and answer.by.casefold() == answer.owner.casefold():
        return "its own"
    return f"{'of' if answer.by_owner else 'for'} {answer.owner}"
