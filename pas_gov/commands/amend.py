"""``amend``: change parts of a promise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pas_gov.authoring.lists import refuse_joined
from pas_gov.authoring.moves.amending import Parts, amend
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.noticing import addressed, strangers
from pas_gov.authoring.questions import Questions
from pas_gov.authoring.saving.proposal import MoveSummary, WriteOptions
from pas_gov.commands.proposing import propose
from pas_gov.diagnostics import Stop
from pas_gov.model.stack.change import changes
from pas_gov.model.stack.id_lookup import find_promise
from pas_gov.model.stack.stack import Stack

ASKED = ("statement", "title", "owner")  # what a terminal offers to change where no option says what


def amend_command(writing: WriteOptions, environ: Mapping[str, str], text: str, parts: Parts) -> int:
    """Record the amendment; return the exit status."""
    return propose(
        writing,
        environ,
        lambda draft, authorship, questions: _moved(draft, authorship, questions, text, parts),
    )


def _moved(
    draft: Draft, authorship: Authorship, questions: Questions, text: str, parts: Parts
) -> MoveSummary:
    before = find_promise(draft.stack, text)
    wanted = _reviewed(_asked(_named(parts, draft.stack), draft, before.id, questions), questions)
    questions.refuse_missing()
    refuse_joined(wanted, before.promise, questions.typed)
    audiences = tuple(dict.fromkeys((*before.promise.audience, *wanted.audience)))
    wanted = replace(wanted, notices=addressed(wanted.notices, audiences))
    entry = amend(draft, before.id, wanted, authorship)
    found = changes(Stack("before", {before.id: before}), Stack("after", {entry.id: entry}))
    kinds = ", ".join(kind for change in found for kind in change.kinds)
    moved = f" Its file is {entry.path} now." if entry.path != before.path else ""
    said = (f"{entry.id}: {kinds}.{moved}",) if kinds else ()
    return MoveSummary((*said, *strangers(entry.id, wanted.notices, audiences)), promise=entry.id)


def _named(parts: Parts, stack: Stack) -> Parts:
    """Return the parts with each promise by its whole id, as far as it is one that must be there."""
    return replace(
        parts,
        aligned_to=tuple(find_promise(stack, text).id for text in parts.aligned_to),
        superseded_by=tuple(find_promise(stack, text).id for text in parts.superseded_by),
    )


def _reviewed(parts: Parts, questions: Questions) -> Parts:
    """Return the parts with the note that each review needs; a note without a review has no place."""
    if parts.note is not None and not parts.aligned_to:
        raise Stop("no-review", "--note says why a review holds, and no --aligned-to names one",
                   "add --aligned-to ID; for other words: --notes, or --notice", status=2)  # fmt: skip
    if not parts.aligned_to:
        return parts
    note = questions.text(
        parts.note, "--note TEXT", f"why it is in line with {' and '.join(parts.aligned_to)}"
    )
    return replace(parts, note=note)


def _asked(parts: Parts, draft: Draft, identity: str, questions: Questions) -> Parts:
    if not parts.empty:
        return parts
    if questions.prompter is None:
        raise Stop("nothing-to-amend", "no option says what is to change",
                   "--statement, --term, --owner and others: see pas-gov amend --help", status=2)  # fmt: skip
    part = questions.choice(None, "", "what changes", ASKED)
    present = getattr(draft.stack.entries[identity].promise, part).strip()
    answer: dict[str, Any] = {part: questions.text(None, f"--{part}", f"the new {part}", default=present)}
    return replace(parts, **answer)
