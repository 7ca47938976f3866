"""One command that writes records, from the folder to its files: draft, forecast, diff, and all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pas_gov import git
from pas_gov.authoring.moves.draft import Draft
from pas_gov.authoring.moves.signed import Signed
from pas_gov.authoring.questions import Asked, Questions
from pas_gov.authoring.saving.saving import Write, save
from pas_gov.diagnostics import Stop
from pas_gov.gate.forecast import Forecast, forecast
from pas_gov.loading.root import Folder, find_folder
from pas_gov.model.stack.paths import record_paths
from pas_gov.report.proposal.contents import Outcome


@dataclass(frozen=True, slots=True)
class Setting:
    """How a writing command was called: where, by whom, on which day, and whether it is to write at all.

    ``by`` is None where git's settings are to say it; ``asked`` None where nobody is at a terminal.
    """

    directory: str = "."
    by: str | None = None
    today: date = date.min
    dry_run: bool = False
    force: bool = False
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move did, in sentences, and what it leaves to others."""

    said: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


Move = Callable[[Draft, Signed, Questions], Moved]


def proposed(setting: Setting, environ: Mapping[str, str], move: Move) -> Outcome:
    """Draft a change, hold it against what the gate will say, and write it; return what became of it.

    It is refused where the policies would block what it records itself (which ``force`` overrules), or where a record
    would be invalid. Whatever fails leaves every file as it was.
    """
    folder = find_folder(setting.directory)
    _refuse_unfinished(folder)
    questions = Questions(setting.asked)
    signed = Signed(_by(setting, folder, environ, questions), setting.today)
    draft = _draft(folder)
    moved = move(draft, signed, questions)
    questions.settle()
    foreseen, unforeseen = _foreseen(setting, folder, draft, environ)
    refused = foreseen is not None and bool(foreseen.problems or (foreseen.own and not setting.force))
    writes = {path: Write(draft.before(path), text) for path, text in sorted(draft.texts.items())}
    if writes and not refused and not setting.dry_run:
        save(folder.root, writes, folder.repository.git_dir if folder.repository else None)
    return Outcome(
        {path: (one.before, one.after) for path, one in writes.items()}, draft.moved,
        moved.said, moved.left, foreseen.own if foreseen else (), foreseen.problems if foreseen else (),
        foreseen.asked if foreseen else (), unforeseen, refused, setting.dry_run,
    )  # fmt: skip


def _refuse_unfinished(folder: Folder) -> None:
    doing = git.unfinished(folder.repository) if folder.repository else ""
    if doing:
        message = f"a {doing} isn't finished here, so records would be written in between"
        raise Stop("unfinished", message, f"finish it, or take it back: git {doing} --continue, or --abort")


def _by(setting: Setting, folder: Folder, environ: Mapping[str, str], questions: Questions) -> str:
    if setting.by is not None:
        return setting.by
    known = git.identity(folder.root, environ)
    return known or questions.text(
        None, "--author WHO", 'who answers for this change, such as "@acme/support"'
    )


def _draft(folder: Folder) -> Draft:
    files = folder.snapshot()
    with folder.open_loader() as loader:
        return Draft(files, loader.load(files).stack)


def _foreseen(
    setting: Setting, folder: Folder, draft: Draft, environ: Mapping[str, str]
) -> tuple[Forecast | None, str]:
    """Return what the gate will say; with --force, also why that can't be known."""
    if not draft.texts:
        return None, ""
    paths = record_paths(sorted(draft.texts))
    mine = frozenset(one.id for one in draft.stack.entries.values() if one.path in paths.promises)
    try:
        return forecast(folder, (draft.files, draft.snapshot()), mine, environ, setting.today), ""
    except Stop as stop:
        if stop.status == 2 or not setting.force:
            raise
        return None, f"{stop.message} ({stop.remedy})"
