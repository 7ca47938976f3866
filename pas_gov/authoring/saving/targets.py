"""Where a command is about to write: places that git wouldn't commit, and records that changed meanwhile."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from pas_gov import git
from pas_gov.authoring.saving.atomic_write import changed_meanwhile
from pas_gov.authoring.saving.ground import Ground
from pas_gov.diagnostics import Stop, pasted, printable
from pas_gov.loading.root import Root
from pas_gov.snapshot import File, Snapshot

MOST = 3  # files that a message names


def refuse_out_of_reach(
    folder: Root, files: Snapshot, paths: Iterable[str], *, force: bool | None = False
) -> None:
    """Stop where a file that is to be written wouldn't be seen by git, or hides one that isn't read.

    Stops: left-out, where a sparse checkout leaves it out; ignored (which ``force`` overrules, None where the command
    has no such option); taken, where git ignores what stands there already.
    """
    if folder.repository is None:
        return
    wanted = sorted(paths)
    _refuse_left_out(folder.repository, wanted)
    fresh = [path for path in wanted if path not in files.files]
    rules = git.ignoring_rules(folder.path, fresh) if fresh else {}
    for path in rules:
        if os.path.lexists(os.path.join(folder.path, *path.split("/"))):
            message = f"{printable(path)} exists already, and isn't read since git ignores it ({place_of(rules[path])})"
            remedy = f"if it is a record: git add --force {pasted(path)}; if not, move it away"
            raise Stop("taken", message, remedy, status=2)
    if rules and not force:
        raise ignored(rules, can_be_forced=force is not None)


def ignored(rules: Mapping[str, git.IgnoreRule], *, can_be_forced: bool = True) -> Stop:
    """Return the Stop for files that git would never take into a commit: the first with its rule, and the ways out."""
    first = next(iter(rules))
    more = f" (and {len(rules) - 1} more)" if len(rules) > 1 else ""
    message = f"git ignores {printable(first)}{more}, so it would never be part of a commit ({place_of(rules[first])})"
    if not can_be_forced:
        return Stop("ignored", message, "take that line out, then run the command again")
    names = " ".join(pasted(path) for path in list(rules)[:MOST])
    remedy = f"take that line out; or write it all the same, with --force, and then: git add --force {names}"
    return Stop("ignored", message, remedy)


def place_of(rule: git.IgnoreRule) -> str:
    """Return where a rule stands, and what it says."""
    return f'{printable(rule.source)}:{rule.line}: "{printable(rule.pattern)}"'


def _refuse_left_out(repository: git.Repository, wanted: list[str]) -> None:
    absent = git.left_out(repository)
    if not absent:
        return
    for path in wanted:
        folder = _left_out_folder(path, absent, repository)
        if path in absent or folder:
            message = f"{printable(path)} lies outside of this sparse checkout, so it can't be written here"
            remedy = f"git sparse-checkout add {pasted(folder or path)}, then run the command again"
            raise Stop("left-out", message, remedy)


def _left_out_folder(path: str, absent: Mapping[str, File], repository: git.Repository) -> str:
    """Return the outermost folder on the way to a path of which nothing is on the disk but something in the index."""
    return next((one for one in _folders(path) if _is_left_out(one, absent, repository)), "")


def _is_left_out(folder: str, absent: Mapping[str, File], repository: git.Repository) -> bool:
    if not any(one.startswith(f"{folder}/") for one in absent):
        return False
    below = os.walk(os.path.join(repository.work_tree or "", *folder.split("/")))
    return not any(files for _, _, files in below)


def _folders(path: str) -> Iterator[str]:
    parts = path.split("/")[:-1]
    return ("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))


def refuse_outdated(ground: Ground, files: Snapshot, *, alone: bool) -> None:
    """Stop(changed-meanwhile) where the records aren't any more those that a command has read.

    What it writes follows from all of them. Where somebody was asked, which takes minutes (not ``alone``), only a
    file that came or went counts: an edit of another record is for the gate to judge. What is drafted on a commit
    has that one's files, whatever stands in the folder.
    """
    if ground.commit is not None:
        return
    now = ground.folder.snapshot().files
    differing = files.files.keys() ^ now.keys()
    if alone:
        differing |= {path for path in files.files.keys() & now.keys() if files.files[path] != now[path]}
    if differing:
        raise changed_meanwhile(min(differing))
