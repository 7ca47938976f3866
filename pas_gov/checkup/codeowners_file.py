"""CODEOWNERS as it is and as the promises' owners would have it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pas_gov.diagnostics import Diagnostic, Location, Stop, ordered, pasted
from pas_gov.git.worktree import READING
from pas_gov.judging.verdict.request import Side
from pas_gov.loading.root import Root
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.model.records.yaml.parsing import Document, parse
from pas_gov.model.stack.loading import PROMISES_FOLDER as PROMISES
from pas_gov.report.codeowners.contents import OwnersReport
from pas_gov.report.codeowners.file import LARGEST, Parts, overriding, parted, written
from pas_gov.report.codeowners.handover import NOT_ASKED
from pas_gov.report.codeowners.lines import PLACES, CodeOwners, codeowners
from pas_gov.snapshot import Snapshot


def owners_report(
    folder: Root, snapshot: Snapshot, side: Side, lost: tuple[Diagnostic, ...] = (), *, check: bool
) -> OwnersReport:
    """Return CODEOWNERS as it is and as it should be; ``lost`` is what else is wrong. Stops: unreadable."""
    path, fault = place(snapshot)
    found = codeowners(side.stack, side.rulebook.settings, path)
    unread = (*_unread(side), *((fault,) if fault else ()))
    before = _content(folder, path) if path in snapshot.files and not fault else None
    after, faults = _made(before, path, found)
    known = [one for one in found.problems if one.code != "no-governance-owners" or _settings_read(unread)]
    problems = ordered(_placed((*known, *faults, *lost), snapshot, side))
    lines = found.lines if not found.problems else ()
    return OwnersReport(path, before, after, lines, len(side.stack.entries), unread, problems, check)


def _settings_read(unread: Iterable[Diagnostic]) -> bool:
    """Tell whether the settings could be read: of those that couldn't nobody knows whom they name."""
    return not any(one.location.path == SETTINGS_PATH for one in unread)


def place(snapshot: Snapshot) -> tuple[str, Diagnostic | None]:
    """Return where CODEOWNERS stands or belongs, and what keeps it from being read there."""
    hidden = {one.location.path: one for one in snapshot.problems if one.code in ("unreadable", "ignored")}
    for path in PLACES:
        for spot in (path.rpartition("/")[0], path):
            if spot in hidden:
                return path, replace(hidden[spot], severity="error")
            if spot in snapshot.files and snapshot.files[spot].kind != "file":
                message = "not a file of its own (a link, a folder or a submodule); it is never followed"
                return path, Diagnostic("not-a-file", message, Location(spot), "put the file itself here")
        if path in snapshot.files:
            return path, None
    return PLACES[0], None


def _content(folder: Root, path: str) -> bytes:
    """Return the file as it is now, never through a link; at most one byte more than GitHub takes.

    What a sparse checkout leaves out is as the index has it.
    """
    stored = folder.stored(path)
    if stored is not None:
        return stored
    try:
        with open(os.open(os.path.join(folder.path, *path.split("/")), READING), "rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        message = f"{path} can't be read: {error.strerror}"
        raise Stop("unreadable", message, f"look at its permissions: ls -ld {pasted(path)}") from error


def _made(before: bytes | None, path: str, found: CodeOwners) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """Return the file as it should be, None where it can't be made, and what is wrong with what it is made of."""
    if len(before or b"") > LARGEST:
        return None, (_too_large(path),)
    parts = parted(before or b"", path)
    if not isinstance(parts, Parts):
        return None, (parts,)
    faults = tuple(overriding(parts, path))
    if found.problems:
        return None, faults
    after = written(parts, found)
    return after, (*faults, *((_too_large(path),) if len(after) >= LARGEST else ()))


def _too_large(path: str) -> Diagnostic:
    message = "GitHub doesn't read a CODEOWNERS file of 3 MB or more, so nobody at all would be asked"
    return Diagnostic("too-large", message, Location(path), "take out rules that stand outside the block")


def _unread(side: Side) -> Iterator[Diagnostic]:
    """Yield each error that hides an owner."""
    for path in side.stack.unreadable:
        message, remedy = "it can't be read, so its owner isn't known", f"pas-gov validate {pasted(path)}"
        yield Diagnostic("owner-unknown", message, Location(path), f"see what is wrong: {remedy}")
    for one in ordered((*side.problems, *side.stack.diagnostics, *side.rulebook.diagnostics)):
        path = one.location.path
        ours = path in (SETTINGS_PATH, PROMISES) or path.startswith(f"{PROMISES}/")
        known = path in side.stack.unreadable or one.code.startswith("cycle-")
        if ours and one.severity == "error" and not known:
            yield one


KEYS = {"bad-owner": "/owner", NOT_ASKED: "/owner", "nobody-to-ask": "/owner"}


def _placed(found: tuple[Diagnostic, ...], snapshot: Snapshot, side: Side) -> Iterator[Diagnostic]:
    """Yield the problems, those of an owner with its line."""
    settings = side.rulebook.sources.get(SETTINGS_PATH)
    for one in found:
        path = one.location.path
        if one.code in KEYS and path in snapshot.files and snapshot.files[path].kind == "file":
            blob = snapshot.files[path].blob
            document = parse(snapshot.read([blob])[blob], path)
            at = document.locate(KEYS[one.code]) if isinstance(document, Document) else one.location
            yield replace(one, location=at)
        elif path == SETTINGS_PATH and settings:
            yield replace(one, location=settings.locate("/owners"))
        else:
            yield one
