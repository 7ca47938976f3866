"""What git hasn't finished keeps records from being written in between."""

from __future__ import annotations

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.loading.root import Root


def refuse_unfinished(folder: Root) -> None:
    """Stop(unfinished) while a merge, a rebase, a search or the like isn't finished in the work tree."""
    doing = git.unfinished_operation(folder.repository) if folder.repository else None
    if doing is not None:
        message = f"{doing.what} isn't finished here, so records would be written in between"
        raise Stop("unfinished", message, f"finish it: {doing.ended_by}")
