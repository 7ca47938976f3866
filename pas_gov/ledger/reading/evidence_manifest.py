"""The files of evidence: what a history, and what is said of its making, come to; the same when written and checked."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from importlib.metadata import version
from itertools import pairwise
from typing import Any

from pas_gov import __version__, git
from pas_gov.diagnostics import printable
from pas_gov.foundation.values import dataclass
from pas_gov.git.listing import is_read
from pas_gov.git.trees import differences
from pas_gov.judging.findings.reported_ref import ReportedRef
from pas_gov.ledger.reading.branch_line import BranchLine, branch_line
from pas_gov.ledger.reading.verify_report import VerifyReport

FORMAT = "pas-gov.evidence/1"
MANIFEST, ACCOUNT, TEXT, HISTORY, README, SIGNATURE = (
    "manifest.json",
    "verify.json",
    "verify.txt",
    "history.bundle",
    "README.txt",
    "manifest.json.sig",
)
UNNAMED = "history"
"""The branch of a history that was asked for by a commit's id."""
Data = dict[str, Any]
Render = Callable[[VerifyReport], Mapping[str, str]]  # an account as the texts ACCOUNT and TEXT, by name

_ABOUT = """Evidence of a history of promises, made by pas-gov {version} on {made}.

manifest.json    the commits, trees and blobs that were judged, the tool's versions, and the SHA-256 of each file here
verify.json      the verdict on each step, with its findings (format pas-gov.ledger-verify/1)
verify.txt       the same, to read
{bundle}
To recompute all of it:   pas-gov ledger evidence --check THIS-FOLDER{where}
The commit to hold against your own copy of the repository:   {tip}
"""
_BUNDLE = "history.bundle   the history itself, as git keeps it: git clone history.bundle\n"


@dataclass(frozen=True, slots=True)
class Making:
    """What is told of how evidence was made, which the history can't give again.

    ``branch`` is the name that the history has; ``tool`` the versions of what judged, by name; ``bundle`` the SHA-256
    of the history's file, "" where it was left out.
    """

    branch: str
    made: date
    tool: Mapping[str, str]
    bundle: str = ""


def evidence_files(
    repository: git.Repository, report: VerifyReport, making: Making, render: Render
) -> dict[str, str]:
    """Return the texts of the folder by their names, all but the history itself and a signature."""
    told = _named(report, making.branch)
    about = _ABOUT.format(
        version=making.tool.get("pas-gov", ""),
        made=making.made.isoformat(),
        bundle=_BUNDLE if making.bundle else "",
        where="" if making.bundle else " --repo REPOSITORY",
        tip=told.tip.commit,
    )
    texts = {**render(told), README: about}
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
    if making.bundle:
        digests[HISTORY] = making.bundle
    manifest = {
        "format": FORMAT,
        "made": making.made.isoformat(),
        "tool": dict(making.tool),
        "ref": making.branch,
        "tip": told.tip.commit,
        "since": told.since.commit if told.since else None,
        "object_format": repository.object_format,
        "adopted": told.account.adopted or None,
        "counts": told.account.counts,
        "commits": commit_rows(repository, told),
        "files": digests,
    }
    return {**texts, MANIFEST: json.dumps(manifest, indent=1, sort_keys=True) + "\n"}


def _named(report: VerifyReport, branch: str) -> VerifyReport:
    """Return an account that names its tip by the branch, and where it begins by the commit's id."""
    since = report.since and ReportedRef(report.since.commit, report.since.commit)
    return replace(report, tip=ReportedRef(branch, report.tip.commit), since=since)


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
    """Return the versions of what judges here."""
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
