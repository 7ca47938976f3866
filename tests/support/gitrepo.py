"""Throwaway real repositories for tests: pinned dates and identity, nobody's settings."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import first_commits

FIRST_DAY = 1_767_258_000  # 2026-01-01 09:00 UTC; each commit is an hour later than the one before
PERSON = {
    "GIT_AUTHOR_NAME": "Ada Author",
    "GIT_AUTHOR_EMAIL": "ada@acme.example",
    "GIT_COMMITTER_NAME": "Cleo Committer",
    "GIT_COMMITTER_EMAIL": "cleo@acme.example",
}
ALONE = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "maintenance.auto", "GIT_CONFIG_VALUE_0": "false"}


@functools.cache
def _initialised(*init: str) -> Path:
    """Return a folder as git init makes it with these options, to be copied: a process less for each repository."""
    folder = tempfile.TemporaryDirectory(prefix="initialised-")
    _KEPT.append(folder)
    start = ["git", "init", "--quiet", "--initial-branch=main", "--template=", *init, folder.name]
    subprocess.run(start, env=_plain(), check=True, capture_output=True)
    return Path(folder.name)


_KEPT: list[tempfile.TemporaryDirectory[str]] = []  # until the tests end


def _plain() -> dict[str, str]:
    """Return the environment without what git takes from it, nor anybody's settings, but for upkeep in the background."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, **ALONE, "LC_ALL": "C", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


class Repo:
    """A repository with a work tree at ``path``, on the branch main, with no commit yet."""

    def __init__(self, path: Path, *init: str) -> None:
        self.path = path
        self.commits = 0
        self._init = init
        shutil.copytree(_initialised(*init), path, dirs_exist_ok=True)

    def git(self, *arguments: str, given: str | bytes = "", check: bool = True) -> str:
        """Run git in the work tree and return its output without the last newline."""
        given = given if isinstance(given, bytes) else given.encode("utf-8", "surrogateescape")
        done = subprocess.run(
            ["git", *arguments], cwd=self.path, env=self._env(), input=given, capture_output=True, check=False
        )
        assert not check or done.returncode == 0, done.stderr.decode()
        return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")

    def _env(self) -> dict[str, str]:
        when = f"{FIRST_DAY + 3600 * self.commits} +0000"
        return {**_plain(), **PERSON, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}

    def user(self, email: str) -> None:
        """Set who works here, as ``git config user.email`` does, in a repository whose settings name nobody."""
        with (self.path / ".git/config").open("a") as config:
            config.write(f"[user]\n\temail = {email}\n")

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files of the work tree; None removes one. Line ends stay as they are."""
        for name, content in files.items():
            path = self.path / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def commit(self, message: str = "Change", files: Mapping[str, str | bytes | None] | None = None) -> str:
        """Write the files, add everything, commit it, empty or not, and return the commit's id."""
        fresh = not self._init and first_commits.is_fresh(self.path, _initialised())
        key = first_commits.key_of(message, files or {}) if fresh else ""
        self.write(files or {})
        if not (fresh and first_commits.write_again(key, self.path)):
            self.git("add", "--all")
            self.git("commit", "--quiet", "--allow-empty", "--message", message)
            if fresh:
                first_commits.keep(key, self.path, _initialised())
        self.commits += 1
        return self._head()

    def _head(self) -> str:
        """Return the id that HEAD is at, by its files where they say so plainly."""
        folder = self.path / ".git"
        name = (folder / "HEAD").read_text().strip() if folder.is_dir() else ""
        branch = folder / name.removeprefix("ref: ")
        plain = name.startswith("ref: refs/heads/") and branch.is_file() and not branch.is_symlink()
        return branch.read_text().strip() if plain else self.git("rev-parse", "HEAD")

    def branch(self, name: str, at: str = "HEAD") -> None:
        """Make a branch, or move it, without checking it out."""
        self.git("branch", "--force", name, at)

    def checkout(self, name: str) -> None:
        """Check a branch or a commit out."""
        self.git("checkout", "--quiet", name)

    def tree(self, entries: Mapping[str, tuple[str, str]], base: str | None = None) -> str:
        """Return a tree made of ``path: (mode, id)``, on top of another tree, without touching the index."""
        index = self.git("rev-parse", "--absolute-git-dir") + "/index-of-test"
        env = {**self._env(), "GIT_INDEX_FILE": index}
        lines = "".join(f"{mode} {identity} 0\t{path}\0" for path, (mode, identity) in entries.items())
        for arguments in (
            ["read-tree", base or "--empty"],
            ["update-index", "-z", "--index-info"],
            ["write-tree"],
        ):
            text = lines.encode("utf-8", "surrogateescape") if "-z" in arguments else b""
            done = subprocess.run(
                ["git", *arguments], cwd=self.path, env=env, input=text, capture_output=True, check=True
            )
        Path(index).unlink()
        return done.stdout.decode().strip()

    def blob(self, content: str | bytes = "text\n") -> str:
        """Store a blob and return its id."""
        return self.git("hash-object", "-w", "--stdin", "--no-filters", given=content)

    def raw(self, kind: str, content: str | bytes) -> str:
        """Store any bytes as an object of a kind, however wrong they are, and return its id."""
        return self.git("hash-object", "-w", "-t", kind, "--literally", "--stdin", given=content)
