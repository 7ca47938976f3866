"""Which branch a change goes into, where nobody says so: the run, the settings or the repository tells (SPEC 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pas_gov import git
from pas_gov.diagnostics import Stop, printable
from pas_gov.git.objects import blob_reader
from pas_gov.git.trees import top_entries
from pas_gov.model.records.reading import read
from pas_gov.model.records.settings import SETTINGS_PATH, settings_from


def default_base(repository: git.Repository, environ: Mapping[str, str]) -> str:
    """Return the ref that a change is judged against where none is given.

    A run of GitHub Actions names it; else the settings of the repository's default branch do, which a change can't
    edit before it is judged; else it is that branch. Where there is none, the settings of HEAD name it, if those of the
    branch that they name do, too. Stops: no-commit, missing-ref.
    """
    found = git.event_base(environ)
    if found:
        return found
    repository = replace(repository, workspace=None)
    default = git.default_branch(repository)
    if default:
        return _named_by(repository, default) or default
    named = _named_by(repository, "HEAD")
    if named and _named_by(repository, named) == named:
        return named
    raise git.no_base(repository)


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
    try:
        commit = git.commit(repository, ref)
    except Stop:
        return ""
    (entries,) = top_entries(repository, [commit.tree])
    file = entries.get(SETTINGS_PATH)
    if file is None or file.kind != "file":
        return ""
    record = read("settings", blob_reader(repository)([file.blob])[file.blob]).record
    return settings_from(record).base if record else ""
