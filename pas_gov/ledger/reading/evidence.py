"""Evidence: a folder from which a third party recomputes the account of a history, and that recomputation."""

from __future__ import annotations

import hashlib
import json
import os
import platform
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from typing import Any

from pas_gov import __version__, git
from pas_gov.diagnostics import Stop, printable
from pas_gov.git.bundles import unbundled, write_bundle
from pas_gov.ledger.reading.branch import branch_line
from pas_gov.ledger.reading.history_account import VerifyOptions, account_of
from pas_gov.ledger.reading.verification import touched_blobs
from pas_gov.ledger.reading.verify_report import VerifyReport
from pas_gov.loading.output_file import write_file

FORMAT = "pas-gov.evidence/1"
MANIFEST, ACCOUNT, TEXT, HISTORY, README = (
    "manifest.json",
    "verify.json",
    "verify.txt",
    "history.bundle",
    "README.txt",
)
ABOUT = """Evidence of a history of promises, made by pas-gov {version} on {today}.

manifest.json    the commits, trees and blobs that were judged, the tool's versions, and the SHA-256 of each file here
verify.json      the verdict on each step, with its findings (format pas-gov.ledger-verify/1)
verify.txt       the same, to read
history.bundle   the history itself, as git keeps it: git clone history.bundle

To recompute all of it:   pas-gov ledger evidence --check THIS-FOLDER
The commit to hold against your own copy of the repository:   {tip}
"""
Data = dict[str, Any]
Render = Callable[[VerifyReport], Mapping[str, str]]  # an account as the texts ACCOUNT and TEXT, by name


def write_evidence(
    options: VerifyOptions, folder: str, today: date, render: Render, *, bundled: bool
) -> VerifyReport:
    """Write the folder, which must be new or empty; return the account.

    Stops: not-empty (status 2), no-bundle, not-written, and as :func:`history_account.account_of`.
    """
    _check_unused(folder)
    repository = git.open_repository(options.directory)
    report = account_of(repository, options, today)
    _make(folder)
    if bundled:
        write_bundle(repository, options.ref, report.tip.commit, os.path.join(folder, HISTORY))
    about = ABOUT.format(version=__version__, today=today.isoformat(), tip=report.tip.commit)
    if not bundled:
        about = about.replace(
            "history.bundle   the history itself, as git keeps it: git clone history.bundle\n", ""
        )
        about = about.replace("THIS-FOLDER", "THIS-FOLDER --repo REPOSITORY")
    texts = {**render(report), README: about}
    for name, text in texts.items():
        write_file(os.path.join(folder, name), text)
    manifest = _manifest(repository, options, report, today, folder)
    write_file(os.path.join(folder, MANIFEST), json.dumps(manifest, indent=1, sort_keys=True) + "\n")
    return report


def _check_unused(folder: str) -> None:
    if os.path.lexists(folder) and not (os.path.isdir(folder) and not os.listdir(folder)):
        message = f"{printable(folder)} isn't empty, and evidence is never overwritten"
        raise Stop("not-empty", message, "name a new folder", status=2)


def _make(folder: str) -> None:
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        message = f"{printable(folder)} can't be made: {error.strerror}"
        raise Stop("not-written", message, "name a folder that can be written to") from error


def _manifest(
    repository: git.Repository, options: VerifyOptions, report: VerifyReport, today: date, folder: str
) -> Data:
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
        "commits": _commits(repository, report),
        "files": {name: _digest(os.path.join(folder, name)) for name in sorted(os.listdir(folder))},
    }


def _commits(repository: git.Repository, report: VerifyReport) -> list[Data]:
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


def _digest(path: str) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class EvidenceCheck:
    """What recomputing evidence found: how many steps, what differs, and what else there is to say."""

    steps: int
    differences: tuple[str, ...]
    notes: tuple[str, ...]
    tip: str

    @property
    def status(self) -> int:
        """1 where anything differs, else 0."""
        return 1 if self.differences else 0


def check_evidence(folder: str, directory: str | None, today: date, render: Render) -> EvidenceCheck:
    """Recompute an account from its folder's bundle, or from the repository in ``directory``; compare all of it.

    Stops: no-evidence (status 2) where the folder holds none, no-bundle, and as :func:`history_account.account_of`.
    """
    manifest = _read(folder, MANIFEST)
    account = _read(folder, ACCOUNT)
    differences = list(_altered(folder, manifest))
    with ExitStack() as stack:
        repository = _repository(folder, directory, manifest, stack)
        since = str(manifest.get("since") or "")
        options = VerifyOptions(".", str(manifest.get("tip")), since, cached=False)
        report = account_of(repository, options, today)
        fresh = _commits(repository, report)
    differences += _commits_differ(manifest.get("commits"), fresh)
    differences += _steps_differ(account, json.loads(render(report)[ACCOUNT]))
    return EvidenceCheck(
        len(report.account.steps), tuple(differences), tuple(_notes(manifest)), report.tip.commit
    )


def _read(folder: str, name: str) -> Data:
    try:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            data = json.load(file)
    except (OSError, ValueError, RecursionError) as error:
        message = f"{printable(os.path.join(folder, name))} can't be read: {error}"
        raise Stop(
            "no-evidence", message, "name a folder that `pas-gov ledger evidence` wrote", status=2
        ) from error
    if not isinstance(data, dict):
        raise Stop("no-evidence", f"{printable(name)} isn't what it should be", "ask for it again", status=2)
    return data


def _altered(folder: str, manifest: Data) -> Iterator[str]:
    """Tell of files that aren't as the manifest has them."""
    files = manifest.get("files")
    named = files if isinstance(files, dict) else {}
    for name in (ACCOUNT, *(one for one in sorted(named) if one != ACCOUNT)):
        path = os.path.join(folder, os.path.basename(str(name)))
        try:
            same = _digest(path) == named.get(name)
        except OSError:
            same = False
        if not same:
            yield f"{printable(str(name))} isn't the file that the manifest names"


def _repository(folder: str, directory: str | None, manifest: Data, stack: ExitStack) -> git.Repository:
    bundle = os.path.join(folder, HISTORY)
    if directory is not None or not os.path.exists(bundle):
        return git.open_repository(directory or ".")
    kind = "sha256" if manifest.get("object_format") == "sha256" else "sha1"
    return stack.enter_context(unbundled(bundle, kind))


def _commits_differ(recorded: object, fresh: list[Data]) -> Iterator[str]:
    if recorded == fresh:
        return
    rows = recorded if isinstance(recorded, list) else []
    known = {str(row.get("commit")): row for row in rows if isinstance(row, dict)}
    if len(rows) != len(fresh):
        yield f"the manifest has {len(rows)} commits, the history {len(fresh)}"
    for row in fresh:
        if known.get(row["commit"]) != row:
            yield f"commit {row['commit'][:12]} isn't as the manifest has it"


def _steps_differ(recorded: Mapping[str, Any], fresh: Mapping[str, Any]) -> Iterator[str]:
    steps = recorded.get("steps")
    known = (
        {str(row.get("commit")): row for row in steps if isinstance(row, dict)}
        if isinstance(steps, list)
        else {}
    )
    for row in fresh["steps"]:
        before = known.get(row["commit"])
        if before is None:
            yield f"step {row['commit'][:12]} is missing from {ACCOUNT}"
        elif before != row:
            parts = ", ".join(sorted(name for name in row if row.get(name) != before.get(name)))
            said = (
                f"{before.get('verdict')}" if before.get("verdict") != row["verdict"] else "the same verdict"
            )
            yield f"step {row['commit'][:12]} is {row['verdict']}; {ACCOUNT} has {printable(said)} (differs: {parts})"
    for name in ("counts", "status", "adopted"):
        if recorded.get(name) != fresh[name]:
            yield f"{name} of {ACCOUNT} aren't what the steps come to"


def _notes(manifest: Data) -> Iterator[str]:
    tool, mine = manifest.get("tool"), versions()
    for name, used in sorted(tool.items()) if isinstance(tool, dict) else ():
        if name in mine and used != mine[name]:
            yield f"made with {printable(str(name))} {printable(str(used))}, checked with {mine[name]}"
