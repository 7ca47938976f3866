"""Evidence checked: the account recomputed from its folder, and all that differs from what the folder says."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from typing import Any

from pas_gov import git
from pas_gov.diagnostics import Stop, printable
from pas_gov.git.bundles import unbundled
from pas_gov.ledger.reading.evidence_manifest import (
    ACCOUNT,
    HISTORY,
    MANIFEST,
    Data,
    Render,
    commit_rows,
    digest_of,
    versions,
)
from pas_gov.ledger.reading.history_account import VerifyOptions, account_of


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
        fresh = commit_rows(repository, report)
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
            same = digest_of(path) == named.get(name)
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
