"""``owners``: CODEOWNERS from the promises' owners, made or held against them."""

from __future__ import annotations

from pas_gov import git
from pas_gov.authoring.saving.atomic_write import Write, save
from pas_gov.authoring.saving.targets import refuse_out_of_reach
from pas_gov.checkup.codeowners_file import owners_report, place
from pas_gov.commands.terminal import print_report
from pas_gov.diagnostics import Stop, printable
from pas_gov.git.objects import objects
from pas_gov.loading.loader import Loader
from pas_gov.loading.root import Root, find_root
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.model.stack.loading import PROMISES_FOLDER as PROMISES
from pas_gov.report.codeowners import FORMATS
from pas_gov.report.codeowners.file import LARGEST
from pas_gov.report.codeowners.handover import Base, unasked_owners


def owners_command(directory: str, *, check: bool, base: str | None, format_: str) -> int:
    """Write CODEOWNERS, or with ``check`` say whether it is true; return the exit status.

    0 it is true (or now is); 1 it is stale, or an owner, a path or a rule of the file is wrong, or with ``base``
    the old owner of a promise isn't asked (see :func:`handover.unasked_owners`); 3 where something
    can't be read, so that owners aren't known. Written is only with 0. Stops as :func:`saving.save` and
    :func:`git.commit`; left-out, ignored; no-check, not-the-top (status 2), no-promises.
    """
    if base is not None and not check:
        raise Stop("no-check", "--base is for checking a change", "add --check", status=2)
    folder = _top(directory)
    snapshot = folder.snapshot()
    if not any(path == SETTINGS_PATH or path.startswith(f"{PROMISES}/") for path in snapshot.files):
        message = "there are no promises here"
        raise Stop("no-promises", message, "go to a governance repository, or start one: pas-gov init")
    with folder.open_loader() as loader:
        side = loader.load(snapshot)
        lost = () if base is None else tuple(unasked_owners(_base(directory, base, loader), side.stack))
    report = owners_report(folder, snapshot, side, lost, check=check)
    if report.state == "written":
        refuse_out_of_reach(folder, snapshot, [report.path], force=None)
        save(folder.path, {report.path: Write(report.before, report.after)}, folder.lock_folder)
    return print_report(FORMATS, report, format_)


def _top(directory: str) -> Root:
    """Return the folder of the records; Stop inside a repository of something else, where GitHub reads none."""
    folder = find_root(directory)
    try:
        top = None if folder.repository else git.open_repository(directory).work_tree
    except Stop:
        return folder  # in no repository yet
    if top is not None:
        message = f"GitHub reads CODEOWNERS at the top of a repository only, and {printable(directory)} is inside one"
        raise Stop("not-the-top", message, f"keep the promises at its top: {printable(top)}", status=2)
    return folder


def _base(directory: str, ref: str, loader: Loader) -> Base:
    """Return what a change goes into; Stop where there is no such commit, or it can't be read."""
    repository = git.open_repository(directory)
    commit = git.commit(repository, ref)
    snapshot = git.snapshot(repository, commit.tree, commit.ref)
    side = loader.load(snapshot)
    path, _ = place(snapshot)
    file = snapshot.files.get(path)
    content = None
    if file is not None and file.kind == "file":
        with objects(repository) as store:
            ((_, content),) = store.get([file.blob], "blob", LARGEST)
    return Base(commit.ref, side.stack, side.rulebook.settings, path, content)
