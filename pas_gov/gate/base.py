"""Which branch a change goes into, where nobody says so: the run, the settings or the repository tells (SPEC 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pas_gov import git
from pas_gov.diagnostics import Stop, printable
from pas_gov.git.objects import blob_reader
from pas_gov.git.trees import top_entries
from pas_gov.model.records.reader import read
from pas_gov.model.records.reading import Reading
from pas_gov.model.records.settings import SETTINGS_PATH, settings_from


def default_base(repository: git.Repository, environ: Mapping[str, str]) -> str:
    """Return the ref that a change is judged against where none is given.

    A run of GitHub Actions names it; else the settings of the repository's default branch do, which a change can't
    edit before it is judged; else it is that branch. Where there is none, another branch than HEAD's does
    whose settings name itself, if there is one such and, beside a remote, no governed branch says otherwise: never
    HEAD's own settings. Stops: no-commit, no-base.
    """
    found = git.event_base(environ)
    if found:
        return found
    repository = replace(repository, workspace=None)
    default = git.default_branch(repository, environ)
    named = _named_by(repository, default) if default else _agreed(repository, environ)
    if not named and not default:
        raise _unread_settings(repository) or git.no_base(repository, environ)
    return _branch(repository, named) if named else default


def _unread_settings(repository: git.Repository) -> Stop | None:
    """Return the Stop where the settings of HEAD can't be read, so that the base that they may name isn't known."""
    tip = _tip(repository, "HEAD")
    found = _settings_at(repository, tip) if tip else None
    if found is None or found.record is not None or not found.faults:
        return None
    message = (
        f"{SETTINGS_PATH} can't be read, so the base that it may name isn't known: {found.faults[0].message}"
    )
    return Stop("no-base", message, f"{found.faults[0].remedy} See all that is wrong: pas-gov validate")


def _branch(repository: git.Repository, name: str) -> str:
    """Return the ref of the branch that settings name: as the remote has it, else as it is here.

    Anything else (HEAD, an id, a tag, a ref's full name) names no branch, and the ref that is returned isn't there.
    """
    names = git.branches(repository)
    for ref in (f"refs/remotes/origin/{name}", f"refs/remotes/{name}"):
        if ref in names:
            return ref
    return name if f"refs/heads/{name}" in names else f"refs/heads/{name}"


def _agreed(repository: git.Repository, environ: Mapping[str, str]) -> str:
    """Return the base that the settings of one of the other branches name and that is this branch itself; "" for none.

    The branch that is checked out, and whatever else stands at its commit, has no say: it is what is judged. Where the
    branches are other people's, all must name it, since anybody can push a branch that names itself.
    """
    tips = {name: _tip(repository, name) for name in git.branches(repository)}
    head, own = _tip(repository, "HEAD"), git.checked_out(repository)
    said = {
        name: _named_in(repository, tip)
        for name, tip in tips.items()
        if tip and head and tip.id != head.id and name != own and _governed(repository, tip)
    }
    names = {base for name, base in said.items() if base and name.endswith(f"/{base}")}
    everybody = git.comes_from_elsewhere(repository, environ)
    agreed = len(names) == 1 and (not everybody or set(said.values()) == names)
    return names.pop() if agreed else ""


def _tip(repository: git.Repository, name: str) -> git.Commit | None:
    try:
        return git.commit(repository, name)
    except Stop:
        return None


def _governed(repository: git.Repository, tip: git.Commit) -> bool:
    (entries,) = top_entries(repository, [tip.tree])
    return not entries.keys().isdisjoint(GOVERNED)


GOVERNED = frozenset({SETTINGS_PATH, "promises", "policies"})


def queue_note(repository: git.Repository, base: git.Commit, environ: Mapping[str, str]) -> str:
    """Return what isn't judged where a merge queue has others before this change; "" where it has none."""
    branch = git.queue_branch(environ)
    if not branch:
        return ""
    name = printable(branch.removeprefix("refs/remotes/origin/"))
    try:
        tip = git.commit(replace(repository, workspace=None), branch)
    except Stop:
        return f"others may stand before this in the queue: the tip of {name} isn't known here"
    if tip.id == base.id:
        return ""
    return QUEUE.format(base.id[:9], tip.id[:9], name)


QUEUE = (
    "the queue has others before this: {0} isn't the tip of {2} ({1}). What they change is judged in their own runs "
    "alone, so the queue must only merge entries that pass themselves (ruleset: require all queue entries to pass)"
)


def _named_by(repository: git.Repository, ref: str) -> str:
    """Return the base that the settings at a ref name, "" for none, and where there is no such commit."""
    tip = _tip(repository, ref)
    return _named_in(repository, tip) if tip else ""


def _named_in(repository: git.Repository, tip: git.Commit) -> str:
    found = _settings_at(repository, tip)
    return settings_from(found.record).base if found and found.record else ""


def _settings_at(repository: git.Repository, tip: git.Commit) -> Reading | None:
    """Return what the settings at a commit read as; None where there are none."""
    (entries,) = top_entries(repository, [tip.tree])
    file = entries.get(SETTINGS_PATH)
    if file is None or file.kind != "file":
        return None
    return read("settings", blob_reader(repository)([file.blob])[file.blob])
