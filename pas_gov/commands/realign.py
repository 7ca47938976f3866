"""``realign``: record that a promise was reviewed against another one as it is now, and still holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.reviewing import Review, cascade, review, waiting_links
from pas_gov.authoring.questions import Missing, Questions
from pas_gov.authoring.saving.proposal import MoveSummary, WriteOptions
from pas_gov.commands.proposing import propose
from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.id_lookup import find_promise
from pas_gov.model.stack.stack import Stack, link_state, reverse_links
from pas_gov.report.layout import count


@dataclass(frozen=True, slots=True)
class RealignOptions:
    """What is to be reviewed: these promises, or with ``dependents_of`` all that are aligned to that one."""

    promises: tuple[str, ...] = ()
    to: str | None = None
    note: str | None = None
    cascade: bool = False
    dependents_of: str | None = None


def realign_command(writing: WriteOptions, environ: Mapping[str, str], options: RealignOptions) -> int:
    """Record the reviews; return the exit status."""
    return propose(
        writing, environ, lambda draft, authorship, questions: _moved(draft, authorship, questions, options)
    )


def _moved(
    draft: Draft, authorship: Authorship, questions: Questions, options: RealignOptions
) -> MoveSummary:
    pairs = _pairs(draft.stack, options, questions)
    note = questions.text(options.note, "--note TEXT", "why it still holds")
    questions.refuse_missing()
    done = [review(draft, promise, target, authorship, note) for promise, target in pairs]
    if options.cascade:
        starts = {promise for promise, _ in pairs} or (
            {_core(draft.stack, options)} if options.dependents_of else set()
        )
        done += cascade(draft, starts, authorship, note)
    return MoveSummary(
        tuple(_said(draft.stack, done, note)), tuple(_left(draft.stack, done)), pairs[0][0] if pairs else ""
    )


def _core(stack: Stack, options: RealignOptions) -> str:
    return find_promise(stack, options.dependents_of or "").id


def _pairs(stack: Stack, options: RealignOptions, questions: Questions) -> list[tuple[str, str]]:
    """Return each promise with what it is reviewed against."""
    if options.dependents_of is not None:
        return list(
            _dependents(
                stack, _core(stack, options), find_promise(stack, options.to).id if options.to else ""
            )
        )
    promises = [find_promise(stack, text).id for text in options.promises]
    if not promises:
        questions.missing.append(Missing("ID", "the promise that was reviewed; or --all-dependents-of ID"))
        return []
    targets = {
        one: find_promise(stack, options.to).id if options.to else _only_target(stack, one, questions)
        for one in promises
    }
    return [(one, target) for one, target in targets.items() if target]


def _dependents(stack: Stack, core: str, to: str) -> Iterator[tuple[str, str]]:
    """Yield the promises, proposals too, whose link to this one waits for a review, each with what it is held against.

    That is the promise itself; where it has ended, what follows it. What has ended itself waits for nothing.
    """
    entry = stack.entries[core]
    target = _successor(entry, to) if entry.ended else core
    if to and to != target:
        message = f'"{core}" goes on, so its dependents are reviewed against it'
        raise Stop(
            "not-ended",
            message,
            f"leave --to away, or name them one by one: pas-gov realign ID --to {to}",
            status=2,
        )
    for source in reverse_links(stack).get(core, ()):
        if not stack.entries[source].ended and (entry.ended or waiting_links(stack, source, {core})):
            yield source, target


def _successor(entry: Entry, to: str) -> str:
    """Return what follows an ended promise: as named, or its only successor."""
    after = entry.facts.successors
    if to or len(after) == 1:
        return to or after[0]
    message = f'"{entry.id}" has ended, and {count(len(after), "promise")} follow it'
    raise Stop("which-successor", message, "--to says what its dependents were reviewed against", status=2)


def _only_target(stack: Stack, identity: str, questions: Questions) -> str:
    """Return what a promise is to be reviewed against where only one of its links isn't current; else it is asked."""
    links = stack.entries[identity].links
    waiting = [link.promise for link in waiting_links(stack, identity)]
    waiting += [
        one for link in links if link_state(stack, link) == "ended" for one in _following(stack, link.promise)
    ]
    if len(set(waiting)) == 1:
        return waiting[0]
    targets = list(
        dict.fromkeys(waiting or [link.promise for link in links if link_state(stack, link) == "current"])
    )
    question = f"what {identity} was reviewed against"
    if targets:
        return questions.choice(None, "--to TARGET", question, targets)
    text = questions.text(None, "--to TARGET", question)
    return find_promise(stack, text).id if text else ""


def _following(stack: Stack, ended: str) -> list[str]:
    """Return what follows an ended promise, and goes on."""
    after = stack.entries[ended].facts.successors
    return [one for one in after if one in stack and not stack.entries[one].ended]


def _said(stack: Stack, done: list[Review], note: str) -> Iterator[str]:
    proposals = {one.promise for one in done if stack.entries[one.promise].facts.status == "proposed"}
    for one in done[:MOST]:
        how = (
            f", instead of {one.instead}, which has ended"
            if one.instead
            else " (a new link)"
            if one.added
            else ""
        )
        ended = ", which has ended" if stack.entries[one.promise].ended else ""
        what = f"{one.promise}, a proposal" if one.promise in proposals else one.promise
        yield f"{what}{ended}: reviewed against the present {one.target}{how}."
    if len(done) > MOST:
        yield f"and {len(done) - MOST} more reviews."
    if proposals and len(done) > 1:
        those = "is a proposal" if len(proposals) == 1 else "are proposals"
        yield f"{len(proposals)} of those that were reviewed {those}."
    if len(done) > 1:
        yield f"The same note stands in {count(len(done), 'review')}, and shows as such: {note}"


MOST = 20


def _left(stack: Stack, done: list[Review]) -> Iterator[str]:
    """Say which links of the reviewed promises still wait, and who rests on them and waits now."""
    reviewed = {one.promise for one in done}
    for promise in sorted(reviewed):
        others = [link.promise for link in waiting_links(stack, promise)]
        if others:
            yield f"{promise} still has to be reviewed against {', '.join(others)}"
