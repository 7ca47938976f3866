"""A repository of our own, such as the demo's: nobody's settings, no hooks, the same ids on every machine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pas_gov.diagnostics import Stop
from pas_gov.foundation.values import dataclass

if TYPE_CHECKING:
    from git import Repo


@contextmanager
def clean_environment(home: str) -> Iterator[None]:
    """Hide the user's git settings and GIT_* variables, which GitPython would obey, while the block runs."""
    saved = dict(os.environ)
    try:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            del os.environ[name]
        os.environ.update(HOME=home, XDG_CONFIG_HOME=home, GIT_CONFIG_GLOBAL=os.devnull)
        os.environ.update(GIT_CONFIG_NOSYSTEM="1", GIT_TEMPLATE_DIR="")
        yield
    finally:
        os.environ.clear()
        os.environ.update(saved)


def new_repository(folder: str) -> Repo:
    """Start a repository in an existing empty folder, on the branch main; Stop where there is no git.

    GitPython takes $NAME in a folder's name for a variable: use a folder of a plain name.
    """
    try:
        from git import Repo
    except ImportError as error:  # GitPython looks for git when it is imported
        raise Stop(
            "git-missing", "git isn't installed, or isn't in PATH", "Install git 2.38 or later"
        ) from error
    return Repo.init(folder, mkdir=False, expand_vars=False, initial_branch="main")


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a commit, and when."""

    name: str
    email: str
    when: datetime


def commit(
    repository: Repo, files: Mapping[str, bytes], message: str, author: Author, branch: str = ""
) -> str:
    """Write the files, commit them, and return the commit's id; hooks don't run.

    The commit goes on ``branch``, made where the last commit is; "" for the branch that is checked out. The same
    arguments give the same id on every machine.
    """
    from git import Actor

    actor = Actor(author.name, author.email)
    if branch and repository.head.is_valid():
        repository.head.reference = repository.create_head(branch)
    root = Path(repository.working_dir)
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    date = author.when.strftime("%Y-%m-%dT%H:%M:%S%z")
    repository.index.add(sorted(files))
    made = repository.index.commit(
        message, author=actor, committer=actor, author_date=date, commit_date=date, skip_hooks=True
    )
    return made.hexsha
