"""``amend``: change parts of a promise."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace

from pas_gov.authoring.asking.interview import Interview
from pas_gov.authoring.asking.options import options_of
from pas_gov.authoring.asking.part_questions import NOTE
from pas_gov.authoring.asking.successors import find_successor
from pas_gov.authoring.lists import refuse_joined
from pas_gov.authoring.moves.amending import amend
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.contradictions import refuse_contradictions
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.noticing import addressed, strangers
from pas_gov.authoring.moves.parts import Parts
from pas_gov.authoring.moves.stale_title import stale_title
from pas_gov.authoring.moves.terms import second_terms
from pas_gov.authoring.questions import Questions
from pas_gov.authoring.saving.proposal import MoveSummary, WriteOptions
from pas_gov.commands.proposing import propose
from pas_gov.commands.unseen_sources import with_unseen_sources, with_unseen_texts
from pas_gov.diagnostics import Stop
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.stack.change import changes
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.id_lookup import find_promise
from pas_gov.model.stack.stack import Stack
from pas_gov.report.codeowners.lines import placeholders


def amend_command(writing: WriteOptions, environ: Mapping[str, str], text: str, parts: Parts) -> int:
    """Record the amendment; return the exit status. A title that keeps an earlier figure is told on standard error."""
    titled: list[str] = []

    def moved(draft: Draft, authorship: Authorship, questions: Questions) -> MoveSummary:
        before = find_promise(draft.stack, text).promise
        done = _moved(draft, authorship, questions, text, parts)
        titled[:] = stale_title(before, draft.stack.entries[done.promise].promise)
        done = with_unseen_texts(done, draft, parts.surfaces, writing.directory)
        return with_unseen_sources(done, draft, parts.indicators, writing.directory)

    status = propose(writing, environ, moved)
    sys.stderr.writelines(f"{line}\n" for line in titled if status == 0)
    return status


def _moved(
    draft: Draft, authorship: Authorship, questions: Questions, text: str, parts: Parts
) -> MoveSummary:
    before = find_promise(draft.stack, text)
    given = _named(parts, draft.stack, before)
    refuse_contradictions(given)
    refuse_joined(given, before.promise, questions.typed)
    interview = _interview(draft, authorship, questions, before, given)
    _asked(interview)
    questions.refuse_missing()
    if interview.asked:
        interview.last_look()
        questions.typed = questions.typed and questions.typed.saying(options_of(interview.parts))
    entry = interview.writing(draft, before.id, interview.parts)
    found = changes(Stack("before", {before.id: before}), Stack("after", {entry.id: entry}))
    kinds = ", ".join(kind for change in found for kind in change.kinds)
    moved = f" Its file is {entry.path} now." if entry.path != before.path else ""
    said = (f"{entry.id}: {kinds}.{moved}",) if kinds else ()
    audiences = _audiences(before, interview.parts)
    notices = addressed(interview.parts.notices, audiences)
    beside = second_terms(before.promise, entry.promise)
    return MoveSummary((*said, *beside, *strangers(entry.id, notices, audiences)), promise=entry.id)


def _audiences(before: Entry, parts: Parts) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before.promise.audience, *parts.audience)))


def _named(parts: Parts, stack: Stack, before: Entry) -> Parts:
    """Return the parts with each promise by its whole id, as far as it is one that must be there."""
    return replace(
        parts,
        aligned_to=tuple(find_promise(stack, text).id for text in parts.aligned_to),
        superseded_by=tuple(find_successor(stack, before, text) for text in parts.superseded_by),
    )


def _interview(
    draft: Draft, authorship: Authorship, questions: Questions, before: Entry, given: Parts
) -> Interview:
    def writing(draft: Draft, identity: str, parts: Parts) -> Entry:
        told = addressed(parts.notices, _audiences(before, parts))
        return amend(draft, identity, replace(parts, notices=told), authorship)

    def tried(draft: Draft, identity: str, parts: Parts) -> Entry:
        note = parts.note or ("It holds." if parts.aligned_to else None)
        return writing(draft, identity, replace(parts, note=note))

    nobody = placeholders(load_rulebook(draft.files).settings)
    return Interview(
        questions, draft, authorship, writing, tried, given, before.id, before.promise, nobody=nobody
    )


def _asked(interview: Interview) -> None:
    """Ask what changes, where no option says that, and why each review holds."""
    if interview.parts.empty:
        if interview.questions.prompter is None:
            raise Stop("nothing-to-amend", "no option says what is to change",
                       "--statement, --term, --owner and others: see pas-gov amend --help", status=2)  # fmt: skip
        interview.begin()
    if interview.parts.aligned_to:
        targets = " and ".join(interview.parts.aligned_to)
        interview.need(replace(NOTE, question=f"why it is in line with {targets}"))
