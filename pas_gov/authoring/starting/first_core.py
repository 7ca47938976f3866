"""The first Core Promise of a new repository, asked for at a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from pas_gov import git
from pas_gov.authoring.moves.amending import slug
from pas_gov.authoring.moves.authorship import Authorship
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.making import make
from pas_gov.authoring.moves.parts import Parts
from pas_gov.authoring.questions import Left, Prompter, Questions
from pas_gov.foundation.values import dataclass
from pas_gov.loading.root import Root
from pas_gov.model.records.settings import Settings
from pas_gov.report.codeowners.lines import owner_fault, placeholders


@dataclass(frozen=True, slots=True)
class NewCore:
    """A new Core Promise: its file by path, and its owner; both empty where none was given."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    owner: str = ""


PROMISED = "Name the Core Promise: what do you promise above all, in one sentence (empty: later)"
OWNER = "who answers for it: a handle such as @acme/strategy, or an e-mail address"


def new_core(folder: Root, prompter: Prompter | None, environ: Mapping[str, str], today: date) -> NewCore:
    """Ask for the Core Promise, where somebody is there to answer and there is none yet."""
    files = folder.snapshot()
    with folder.open_loader() as loader:
        stack = loader.load(files, today).stack
    known = any(entry.layer == "core" for entry in stack.entries.values())
    by = git.identity(folder.path, environ)
    try:
        statement = prompter.text(PROMISED).strip() if prompter and not known else ""
        parts = _parts(statement, by, Questions(prompter)) if statement else Parts()
    except Left as left:
        raise Left(f"nothing was written: {left.message}", "pas-gov init begins again") from None
    if not statement:
        return NewCore()
    draft = Draft(files, stack, today)
    make(draft, slug(parts.title or "") or "core-promise", parts, Authorship(by or parts.owner or "", today))
    return NewCore({path: text for path, text in draft.texts.items() if text is not None}, parts.owner or "")


def _parts(statement: str, by: str, questions: Questions) -> Parts:
    title = questions.text(None, "", "one line that people know it by", statement.rstrip(".")[:70])
    owner = questions.text(None, "", OWNER, by, _unreachable)
    audience = questions.text(None, "", "who relies on it, with commas between", "customers")
    names = tuple(name.strip() for name in audience.split(",") if name.strip())
    return Parts(title=title, statement=statement, owner=owner, layer="core", audience=names)


def _unreachable(owner: str) -> str:
    """Say why an owner can't be asked; "" for nothing."""
    return owner_fault(owner, placeholders(Settings()))
