"""The demo's repository, written with GitPython: the same commits at every run, on every machine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pas_gov.diagnostics import Stop

if TYPE_CHECKING:
    from git import Repo

    from pas_gov.authoring.demo.story import Act


@contextmanager
def nobodys_environment(home: str) -> Iterator[None]:
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


def commit(repository: Repo, act: Act, files: Mapping[str, bytes]) -> None:
    """Write the files and commit them on the act's branch, which starts where the last one ended."""
    from git import Actor

    person = Actor(act.author, f"{act.author.split()[0].lower()}@acme.example")
    if repository.head.is_valid():
        repository.head.reference = repository.create_head(act.branch)
    root = Path(repository.working_dir)
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    when = f"{act.date.isoformat()}T09:00:00+0000"
    repository.index.add(sorted(files))
    repository.index.commit(
        act.message, author=person, committer=person, author_date=when, commit_date=when, skip_hooks=True
    )
