"""Reading git: refs, trees, blobs, merges, history, as Snapshots and Commits. Nothing is ever checked out.

Every object that is returned was hashed again. Every function stops with a message and a remedy, and never
asks the network, runs a hook, a filter or a driver, or writes in the repository.
"""

from pas_gov.git.commits import Commit, Signature
from pas_gov.git.identity import identity
from pas_gov.git.ignoring import IgnoreRule, ignoring_rules
from pas_gov.git.left_out import left_out, stored_blobs
from pas_gov.git.process import Repository
from pas_gov.git.refs import commit, first_parents
from pas_gov.git.repository import (
    branches,
    cache_dir,
    checked_out,
    comes_from_elsewhere,
    default_branch,
    event_base,
    no_base,
    open_repository,
    queue_branch,
)
from pas_gov.git.trees import snapshot
from pas_gov.git.uncommitted import index_in_hook
from pas_gov.git.unfinished import Unfinished, paths_in_conflict, unfinished_operation
from pas_gov.git.workspace import Workspace, index_snapshot, workspace

__all__ = [
    "Commit",
    "IgnoreRule",
    "Repository",
    "Signature",
    "Unfinished",
    "Workspace",
    "branches",
    "cache_dir",
    "checked_out",
    "comes_from_elsewhere",
    "commit",
    "default_branch",
    "event_base",
    "first_parents",
    "identity",
    "ignoring_rules",
    "index_in_hook",
    "index_snapshot",
    "left_out",
    "no_base",
    "open_repository",
    "paths_in_conflict",
    "queue_branch",
    "snapshot",
    "stored_blobs",
    "unfinished_operation",
    "workspace",
]
