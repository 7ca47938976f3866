"""A branch walked commit by commit along its first parents: which texts each changed, renamed or took away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timezone

from pas_gov.diagnostics import Stop
from pas_gov.drift.texts.readers import ending, reader_of
from pas_gov.foundation.values import dataclass
from pas_gov.git.commits import Commit
from pas_gov.git.process import Repository, run
from pas_gov.git.refs import first_parents

MOST_COMMITS = 20_000
"""Commits that are walked, the newest."""
PROSE = frozenset((".md", ".markdown", ".mdx", ".html", ".htm", ".txt", ".rst", ".yaml", ".yml"))
"""Endings of the texts whose history is read."""
_START = b"\x01"


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text before and after a commit: its paths and the ids of its blobs, "" where it isn't there."""

    path: str
    blob: str
    next_path: str
    next_blob: str


@dataclass(frozen=True, slots=True)
class Step:
    """A commit with the texts that it changed, its day in UTC (None where its header tells none), and its message."""

    commit: str
    day: date | None
    message: str
    changes: tuple[TextChange, ...]


def steps(repository: Repository, ref: str = "HEAD") -> Iterator[Step]:
    """Yield the commits of a branch that changed a text, oldest first, at most the newest ``MOST_COMMITS``.

    A text that was renamed or moved is followed, as git finds it by its likeness.
    """
    commits = first_parents(repository, ref, MOST_COMMITS)
    changed = _changes(repository, commits)
    for commit in reversed(commits):
        if changes := changed.get(commit.id):
            yield Step(commit.id, _day(commit), commit.message, tuple(changes))


def _day(commit: Commit) -> date | None:
    signed = commit.committer or commit.author
    return datetime.fromtimestamp(signed.seconds, timezone.utc).date() if signed else None


def _changes(repository: Repository, commits: Sequence[Commit]) -> Mapping[str, list[TextChange]]:
    """Return the texts that each commit changed against its first parent; a root changes none."""
    tip, most = commits[0].id, len(commits)
    try:
        listed = _listed(repository, "-M", tip, most)
    except Stop as stop:  # a clone that lacks an object, by which git would tell what was renamed
        if stop.code != "missing-object":
            raise
        listed = _listed(repository, "--no-renames", tip, most)
    found: dict[str, list[TextChange]] = {}
    for part in listed.split(_START)[1:]:
        commit, _, raw = part.partition(b"\0")
        found[commit.decode("ascii", "replace").strip()] = list(_parsed(raw.lstrip(b"\n\0")))
    return found


def _listed(repository: Repository, renames: str, tip: str, most: int) -> bytes:
    _, listed = run(
        repository, "log", "--first-parent", "--diff-merges=first-parent", "--raw", "-z", renames, "--no-abbrev",
        "--no-show-signature", f"--max-count={most}", "--format=%x01%H", tip,
    )  # fmt: skip
    return listed


def _parsed(raw: bytes) -> Iterator[TextChange]:
    words = raw.split(b"\0")
    at = 0
    while at < len(words) and words[at].lstrip(b"\n").startswith(b":"):
        _, _, before, after, how = words[at].lstrip(b"\n").split(b" ")[:5]
        renamed = how[:1] in (b"R", b"C")
        path = words[at + 1].decode("utf-8", "surrogateescape")
        next_path = words[at + 2].decode("utf-8", "surrogateescape") if renamed else path
        at += 3 if renamed else 2
        if before == after or how[:1] == b"C" or not (_is_prose(path) or _is_prose(next_path)):
            continue
        yield TextChange(path, _blob(before), next_path, _blob(after))


def _is_prose(path: str) -> bool:
    return ending(path) in PROSE and reader_of(path) is not None


def _blob(name: bytes) -> str:
    found = name.decode("ascii", "replace")
    return "" if not found.strip("0") else found
