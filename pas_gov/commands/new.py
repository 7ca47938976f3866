"""``new``: write down a promise that isn't in the stack yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pas_gov.authoring.lists import refuse_joined
from pas_gov.authoring.moves.amending import Parts, slug
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.making import make
from pas_gov.authoring.moves.noticing import addressed, strangers
from pas_gov.authoring.moves.reviewing import review
from pas_gov.authoring.questions import Questions
from pas_gov.authoring.saving.proposal import MoveSummary, WriteOptions
from pas_gov.commands.proposing import propose
from pas_gov.model.records.promise import LAYERS
from pas_gov.model.stack.id_lookup import find_promise


@dataclass(frozen=True, slots=True)
class NewOptions:
    """What is given on the command line; None for what is still to be asked."""

    identity: str | None
    parts: Parts
    aligned_to: tuple[str, ...] = ()
    note: str | None = None
    made: str | None = None


def new_command(writing: WriteOptions, environ: Mapping[str, str], options: NewOptions) -> int:
    """Record the promise; return the exit status."""
    return propose(
        writing, environ, lambda draft, authorship, questions: _moved(draft, authorship, questions, options)
    )


def _moved(draft: Draft, authorship: Authorship, questions: Questions, options: NewOptions) -> MoveSummary:
    parts = _asked(options.parts, authorship, questions)
    targets = _targets(draft, parts, options, questions)
    note = (
        questions.text(
            options.note, "--note TEXT", f"why it is in line with {' and '.join(targets) or 'that'}"
        )
        if targets or any(one.name == "--aligned-to" for one in questions.missing)
        else ""
    )
    identity = options.identity or questions.text(
        _id_of(parts, questions), "NEW ID", "a name for ever: lower-case words joined by hyphens"
    )
    questions.refuse_missing()
    refuse_joined(parts, None, questions.typed)
    parts = replace(parts, notices=addressed(parts.notices, parts.audience))
    entry = make(draft, identity, parts, authorship, options.made or "")
    for target in targets:
        review(draft, entry.id, target, authorship, note)
    said = f'"{entry.promise.title}" is a promise of the layer {entry.layer} now ({entry.status}).'
    return MoveSummary(
        (said, *strangers(entry.id, parts.notices, parts.audience)),
        promise=entry.id,
    )


def _id_of(parts: Parts, questions: Questions) -> str | None:
    """Return the id that the title gives; "" where the title itself is still missing, None where it gives none."""
    return slug(parts.title) or None if parts.title else "" if questions.missing else None


def _asked(parts: Parts, authorship: Authorship, questions: Questions) -> Parts:
    """Return the parts with what every promise needs asked for, and what its layer needs."""
    layer = questions.choice(parts.layer, "--layer LAYER", "which layer it belongs to", LAYERS)
    statement = questions.text(
        parts.statement, "--statement TEXT", "the promise, in the words of those who rely on it"
    )
    title = questions.text(
        parts.title, "--title TEXT", "one line that people know it by", default=_short(statement)
    )
    owner = questions.text(parts.owner, "--owner WHO", "who answers for it", default=authorship.by)
    audience = parts.audience or tuple(
        name.strip()
        for name in questions.text(
            None, "--audience WHO", "who relies on it, with commas between", "customers"
        ).split(",")
        if name.strip()
    )
    known = replace(parts, layer=layer, statement=statement, title=title, owner=owner, audience=audience)
    return NEEDS.get(layer, _nothing)(known, questions) if parts.status != "proposed" else known


def _short(statement: str) -> str:
    first = re.split(r"(?<=[.!?])\s", statement.strip())[0].rstrip(".")
    return first if len(first) <= 70 else first[:70].rpartition(" ")[0]


def _nothing(parts: Parts, _: Questions) -> Parts:
    return parts


def _conditional(parts: Parts, questions: Questions) -> Parts:
    says = questions.text(parts.applies_when, "--applies-when TEXT", "when it applies, in words")
    cel = questions.text(
        parts.cel, "--cel EXPRESSION", 'the same over facts, such as subject.plan == "enterprise"'
    )
    return replace(parts, applies_when=says, cel=cel)


def _experimental(parts: Parts, questions: Questions) -> Parts:
    cohort = questions.text(parts.cohort, "--cohort TEXT", "to whom, and how many")
    started = questions.text(parts.started, "--started DATE", "the day on which it starts")
    decide = questions.text(
        parts.decide_by, "--decide-by DATE", "the day by which it is decided what becomes of it"
    )
    return replace(parts, cohort=cohort, started=started, decide_by=decide)


def _legacy(parts: Parts, questions: Questions) -> Parts:
    made_to = questions.text(parts.made_to, "--made-to TEXT", "to whom it was made")
    lives = parts.lives_in or tuple(
        one.strip()
        for one in questions.text(None, "--lives-in WHERE", "where it lives: contract, habit, ...").split(",")
    )
    until = questions.text(parts.honour_until, "--honour-until DATE", "until when it is honoured, or forever")
    return replace(parts, made_to=made_to, lives_in=tuple(filter(None, lives)), honour_until=until)


NEEDS = {"conditional": _conditional, "experimental": _experimental, "legacy": _legacy}


def _targets(draft: Draft, parts: Parts, options: NewOptions, questions: Questions) -> list[str]:
    """Return the promises that it was held against: at least one for any layer but the Core."""
    given = [find_promise(draft.stack, text).id for text in options.aligned_to]
    if given or parts.layer in ("core", "", None) or parts.status == "proposed":
        return given
    cores = [one.id for one in draft.stack.entries.values() if one.layer == "core" and one.active]
    known = cores[0] if len(cores) == 1 else ""
    text = questions.text(
        None, "--aligned-to ID", "which promise it serves, a Core or one that serves one", known
    )
    return [find_promise(draft.stack, text).id] if text else []
