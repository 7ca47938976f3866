"""``new``: write down a promise that isn't in the stack yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pas_gov.authoring.asking.interview import Interview
from pas_gov.authoring.asking.options import options_of
from pas_gov.authoring.asking.part_questions import ALIGNED, BY_LAYER, ESSENTIAL, IDENTITY, NOTE
from pas_gov.authoring.lists import refuse_joined
from pas_gov.authoring.moves.amending import slug
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.contradictions import refuse_contradictions
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.making import make
from pas_gov.authoring.moves.noticing import addressed, strangers
from pas_gov.authoring.moves.parts import Parts
from pas_gov.authoring.questions import Questions
from pas_gov.authoring.saving.proposal import MoveSummary, WriteOptions
from pas_gov.commands.proposing import propose
from pas_gov.commands.unseen_sources import with_unseen_sources, with_unseen_texts
from pas_gov.foundation.values import dataclass
from pas_gov.model.records.rulebook import load_rulebook
from pas_gov.model.records.title import title_from
from pas_gov.model.stack.entry import Entry
from pas_gov.model.stack.id_lookup import find_promise
from pas_gov.model.stack.stack import Stack
from pas_gov.report.codeowners.lines import placeholders


@dataclass(frozen=True, slots=True)
class NewOptions:
    """What is given on the command line; None for what is still to be asked."""

    identity: str | None
    parts: Parts


def new_command(writing: WriteOptions, environ: Mapping[str, str], options: NewOptions) -> int:
    """Record the promise; return the exit status."""

    def moved(draft: Draft, authorship: Authorship, questions: Questions) -> MoveSummary:
        done = _moved(draft, authorship, questions, options)
        done = with_unseen_texts(done, draft, options.parts.surfaces, writing.directory)
        return with_unseen_sources(done, draft, options.parts.indicators, writing.directory)

    return propose(writing, environ, moved)


def _moved(draft: Draft, authorship: Authorship, questions: Questions, options: NewOptions) -> MoveSummary:
    given = _named(options.parts, draft.stack)
    refuse_contradictions(replace(given, note=None))  # what a note is for may be asked
    refuse_joined(given, None, questions.typed)
    interview = _interview(draft, authorship, questions, replace(options, parts=given))
    _asked(interview, authorship)
    questions.refuse_missing()
    if interview.asked:
        interview.last_look()
        questions.typed = questions.typed and questions.typed.saying(
            options_of(interview.parts), interview.identity
        )
    entry = interview.writing(draft, interview.identity, interview.parts)
    said = f'"{entry.promise.title}" is a promise of the layer {entry.layer} now ({entry.status}).'
    audience = interview.parts.audience
    told = strangers(entry.id, addressed(interview.parts.notices, audience), audience)
    return MoveSummary((said, *told), promise=entry.id)


def _named(parts: Parts, stack: Stack) -> Parts:
    """Return the parts with each promise by its whole id."""
    return replace(
        parts,
        aligned_to=tuple(find_promise(stack, text).id for text in parts.aligned_to),
        superseded_by=tuple(find_promise(stack, text).id for text in parts.superseded_by),
    )


def _interview(draft: Draft, authorship: Authorship, questions: Questions, options: NewOptions) -> Interview:
    def writing(draft: Draft, identity: str, parts: Parts) -> Entry:
        told = addressed(parts.notices, parts.audience)
        return make(draft, identity or slug(parts.title or ""), replace(parts, notices=told), authorship)

    def tried(draft: Draft, identity: str, parts: Parts) -> Entry:
        """Write what is said so far, with something in the place of what isn't said yet."""
        whole = replace(
            parts,
            title=parts.title or "Title",
            statement=parts.statement or "Statement",
            owner=parts.owner or authorship.by,
            layer=parts.layer or "core",
            audience=parts.audience or ("customers",),
            note=parts.note or ("It holds." if parts.aligned_to else None),
        )
        return writing(draft, identity or slug(whole.title or "") or "not-named-yet", whole)

    nobody = placeholders(load_rulebook(draft.files).settings)
    return Interview(
        questions, draft, authorship, writing, tried, options.parts, options.identity or "", nobody=nobody
    )


def _asked(interview: Interview, authorship: Authorship) -> None:
    """Ask for what every promise needs, what its layer needs, what it rests on, and its name."""
    interview.defaults |= {"owner": authorship.by, "audience": "customers"}
    for one in ESSENTIAL:
        if one.field == "title":
            interview.defaults["title"] = title_from(interview.parts.statement or "")
        interview.need(one)
    layer, binding = interview.parts.layer or "", interview.parts.status != "proposed"
    interview.need(*(BY_LAYER.get(layer, ()) if binding else ()))
    if layer not in ("core", "") and binding and not interview.parts.aligned_to:
        interview.defaults["aligned_to"] = _only_core(interview.draft.stack)
        interview.need(ALIGNED)
    targets = interview.parts.aligned_to
    if targets or any(one.name == "--aligned-to" for one in interview.questions.missing):
        interview.need(replace(NOTE, question=f"why it is in line with {' and '.join(targets) or 'that'}"))
    title = interview.parts.title
    if title and not slug(title):  # else the title gives the id, also one that is corrected later
        interview.need(IDENTITY)


def _only_core(stack: Stack) -> str:
    cores = [one.id for one in stack.entries.values() if one.layer == "core" and one.active]
    return cores[0] if len(cores) == 1 else ""
