"""The manifest of evidence: the commits, trees and blobs that were judged, by what, and the digest of each file."""

from __future__ import annotations

import hashlib
import os
import platform
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from importlib.metadata import version
from itertools import pairwise
from typing import Any

from pas_gov import __version__, git
from pas_gov.diagnostics import printable
from pas_gov.git.listing import is_read
from pas_gov.git.trees import differences
from pas_gov.ledger.reading.branch import BranchLine, branch_line
from pas_gov.ledger.reading.history_account import VerifyOptions
from pas_gov.ledger.reading.verify_report import VerifyReport

FORMAT = "pas-gov.evidence/1"
MANIFEST, ACCOUNT, TEXT, HISTORY, README = (
    "manifest.json",
    "verify.json",
    "verify.txt",
    "history.bundle",
    "README.txt",
)
Data = dict[str, Any]
Render = Callable[[VerifyReport], Mapping[str, str]]  # an account as the texts ACCOUNT and TEXT, by name


def manifest_of(
    repository: git.Repository, options: VerifyOptions, report: VerifyReport, today: date, folder: str
) -> Data:
    """Return the manifest of evidence whose other files lie in the folder already."""
    return {
        "format": FORMAT,
        "made": today.isoformat(),
        "tool": versions(),
        "ref": options.ref,
        "tip": report.tip.commit,
        "since": report.since.commit if report.since else None,
        "object_format": repository.object_format,
        "adopted": report.account.adopted or None,
        "counts": report.account.counts,
        "commits": commit_rows(repository, report),
        "files": {name: digest_of(os.path.join(folder, name)) for name in sorted(os.listdir(folder))},
    }


def commit_rows(repository: git.Repository, report: VerifyReport) -> list[Data]:
    """Return each commit that was judged, newest first, with its tree and the blobs before and after of its records."""
    tip, since = report.tip.commit, report.since.commit if report.since and not report.rewritten else ""
    found = branch_line(repository, f"{since}..{tip}" if since else tip)
    return [
        {
            "commit": one.id,
            "parents": list(one.parents),
            "tree": one.tree,
            "records": {printable(path): list(pair) for path, pair in blobs.items()},
        }
        for one, blobs in zip(found.commits, touched_blobs(found), strict=True)
    ]


def versions() -> dict[str, str]:
    """Return the versions of what judged."""
    return {"pas-gov": __version__, "cel-python": version("cel-python"), "python": platform.python_version()}


def digest_of(path: str) -> str:
    """Return the SHA-256 of a file, in hexadecimal; raises OSError where it can't be read."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def touched_blobs(found: BranchLine) -> Iterator[dict[str, tuple[str, str]]]:
    """Yield, for each commit of a line, the paths of records that it touches with their blobs before and after."""
    trees = [*(commit.tree for commit in found.commits), found.end.tree if found.end else ""]
    with differences(found.repository) as between_trees:
        for after, before in pairwise(trees):
            sides = between_trees.between(before, after) or {}
            yield {
                path: tuple(side.blob if side else "" for side in pair)  # type: ignore[misc]
                for path, pair in sorted(sides.items())
                if any(side is not None and is_read(side) for side in pair)
            }
