"""The tree that a merge would give, computed without a checkout and without writing in the repository."""

from __future__ import annotations

from contextlib import suppress

from pas_gov.diagnostics import Stop, pasted, printable
from pas_gov.git.commits import Commit, parse, shallow_boundary
from pas_gov.git.objects import RECORD_LIMIT, objects
from pas_gov.git.process import Repository, damaged, run

NAMED = 10


def merge(repository: Repository, base: Commit, head: Commit) -> str:
    """Return the id of the tree of the merge of two commits; the repository must have a workspace.

    As ``git merge`` with default settings, with neither attributes nor merge drivers; several merge bases
    are merged themselves. Where one commit contains the other, its tree is the answer. Stops: conflict,
    shallow, unrelated, missing-object, damaged-object.
    """
    if _is_near(repository, base, head):
        return head.tree
    _, found = run(repository, "merge-base", "--all", base.id, head.id, accept=(0, 1))
    bases = found.decode("ascii").split()
    if base.id in bases:
        return head.tree
    if head.id in bases:
        return base.tree
    _check_history(repository, base, head, bases)
    return _merged(repository, base, head)


NEAR = 5  # commits of a change that are looked at: reading one takes a tenth of a process of git


def _is_near(repository: Repository, base: Commit, head: Commit) -> bool:
    """Tell whether a commit is among the parents of another one or of its next first parents: mostly, it is.

    False says nothing: git is asked then, which also tells what is wrong.
    """
    cut = shallow_boundary(repository)
    with suppress(Stop), objects(repository) as store:
        for _ in range(NEAR):
            if head.id in cut or not head.parents:
                return False
            if base.id in head.parents:
                return True
            ((identity, data),) = store.get([head.parents[0]], "commit", RECORD_LIMIT)
            head = parse(identity, data, identity)
    return False


def _check_history(repository: Repository, base: Commit, head: Commit, bases: list[str]) -> None:
    """Stop unless everything since the merge bases is here: else a better one may be beyond the cut."""
    cut = shallow_boundary(repository)
    if cut:
        _, listed = run(repository, "rev-list", base.id, head.id, "--not", *bases)
        if not cut.isdisjoint(listed.decode("ascii").split()):
            message = "This clone is shallow: the commit where the change left its base isn't in it"
            remedy = "git fetch --unshallow (in GitHub Actions: fetch-depth: 0 at checkout)"
            raise Stop("shallow", message, remedy)
    if not bases:
        names = f"{printable(base.ref)} and {printable(head.ref)}"
        message = f"{names} have no common commit, so there is nothing to merge"
        remedy = "Check --base and --head, or start the change from a branch of the base"
        raise Stop("unrelated", message, remedy)


def _merged(repository: Repository, base: Commit, head: Commit) -> str:
    arguments = ("merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", base.id, head.id)
    status, output = run(repository, *arguments, accept=(0, 1))
    tree, *names = output.decode("utf-8", "surrogateescape").rstrip("\0").split("\0")
    if len(tree) != repository.id_length:
        raise damaged("git couldn't compute the merge, and didn't say why")
    if status:
        raise _conflict(base, head, sorted({name for name in names if name}))
    return tree


def _conflict(base: Commit, head: Commit, names: list[str]) -> Stop:
    shown = ", ".join(printable(name) for name in names[:NAMED])
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    message = f"{printable(head.ref)} conflicts with {printable(base.ref)} in {shown or 'files'}{more}"
    remedy = f"Merge or rebase: git merge {pasted(base.ref)}; resolve the conflicts, commit and push"
    return Stop("conflict", message, remedy)
