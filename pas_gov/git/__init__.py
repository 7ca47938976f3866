"""Reading git: refs, trees, blobs, merges, history, as Snapshots and Commits. Nothing is ever checked out.

Every object that is returned was hashed again. Every function stops with a message and a remedy, and never
asks the network, runs a hook, a filter or a driver, or writes in the repository.
"""

from pas_gov.git.commits import Commit, Signature
from pas_gov.git.identity import identity, operation_in_progress
from pas_gov.git.process import Repository
from pas_gov.git.refs import commit, first_parents
from pas_gov.git.repository import (
    cache_dir,
    default_branch,
    event_base,
    no_base,
    open_repository,
    queue_branch,
)
from pas_gov.git.trees import snapshot
from pas_gov.git.uncommitted import index_in_hook
from pas_gov.git.workspace import Workspace, index_snapshot, workspace

__all__ = [
    "Commit",
    "Repository",
    "Signature",
    "Workspace",
    "cache_dir",
    "commit",
    "default_branch",
    "event_base",
    "first_parents",
    "identity",
    "index_in_hook",
    "index_snapshot",
    "no_base",
    "open_repository",
    "operation_in_progress",
    "queue_branch",
    "snapshot",
    "workspace",
]
