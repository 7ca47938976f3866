"""Git repositories as sources: the texts as they stand, and what their history did to them."""

from __future__ import annotations

import os
from collections.abc import Iterator

from pas_gov.diagnosis.history.slips import HistoricSlip, historic_slips
from pas_gov.diagnosis.history.walk import MOST_COMMITS, steps
from pas_gov.diagnosis.page import Page
from pas_gov.diagnostics import Diagnostic, Location
from pas_gov.drift.survey.formats import is_text, unread_formats
from pas_gov.drift.texts.readers import ending, reader_of
from pas_gov.git.commits import shallow_boundary
from pas_gov.git.objects import blob_reader
from pas_gov.git.process import run
from pas_gov.git.refs import commit
from pas_gov.git.repository import open_repository
from pas_gov.snapshot import REGULAR

TOGETHER = 50
"""Blobs that are read at once."""


def is_repository(given: str) -> bool:
    """Say whether a folder is the top of a work tree, or a repository without one."""
    bare = all(os.path.exists(os.path.join(given, name)) for name in ("HEAD", "objects", "refs"))
    return bare or os.path.exists(os.path.join(given, ".git"))


def is_bare(given: str) -> bool:
    """Say whether a repository has no work tree, so that its texts are those of its HEAD."""
    return is_repository(given) and not os.path.exists(os.path.join(given, ".git"))


def head_pages(given: str, problems: list[Diagnostic]) -> Iterator[Page]:
    """Yield the texts of a repository's HEAD, by path; what isn't read becomes a problem. Stops as git's reading does."""
    repository = open_repository(given)
    _, listed = run(repository, "ls-tree", "-r", "-z", "--full-tree", commit(repository, "HEAD").id)
    files: list[tuple[str, str]] = []
    unread: list[str] = []
    for row in listed.split(b"\0"):
        about, _, name = row.partition(b"\t")
        path = name.decode("utf-8", "surrogateescape")
        if not about or about.split(b" ")[0].decode("ascii", "replace") not in REGULAR:
            continue
        if ending(path) and reader_of(path):
            files.append((path, about.split(b" ")[2].decode("ascii", "replace")))
        elif is_text(path):
            unread.append(path)
    read = blob_reader(repository)
    for at in range(0, len(files), TOGETHER):
        some = files[at : at + TOGETHER]
        blobs = read([blob for _, blob in some])
        yield from (Page(path, blobs[blob]) for path, blob in some)
    problems += unread_formats(unread)


def history_of(given: str, problems: list[Diagnostic]) -> Iterator[HistoricSlip]:
    """Yield the slips in the history of a repository's HEAD, oldest first; what of it isn't read becomes a problem."""
    repository = open_repository(given)
    if not _has_commits(given):
        return
    walked = list(steps(repository))
    if shallow_boundary(repository):
        message = "this clone is shallow: what was changed before its first commit isn't read"
        problems.append(
            Diagnostic(
                "shallow", message, Location(given), "fetch all of it: git fetch --unshallow", "warning"
            )
        )
    if len(walked) >= MOST_COMMITS:
        message = f"only the newest {MOST_COMMITS:,} commits are read"
        problems.append(Diagnostic("too-many-commits", message, Location(given), "", "warning"))
    yield from historic_slips(repository, walked, problems)


def _has_commits(given: str) -> bool:
    status, _ = run(
        open_repository(given), "rev-parse", "--verify", "--quiet", "HEAD^{commit}", accept=(0, 1, 128)
    )
    return status == 0
