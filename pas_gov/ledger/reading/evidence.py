"""Evidence written: a folder from which a third party recomputes the account of a history."""

from __future__ import annotations

import json
import os
from datetime import date

from pas_gov import __version__, git
from pas_gov.diagnostics import Stop, printable
from pas_gov.git.bundles import write_bundle
from pas_gov.ledger.reading.evidence_manifest import HISTORY, MANIFEST, README, Render, manifest_of
from pas_gov.ledger.reading.history_account import VerifyOptions, account_of
from pas_gov.ledger.reading.verify_report import VerifyReport
from pas_gov.loading.output_file import write_file

ABOUT = """Evidence of a history of promises, made by pas-gov {version} on {today}.

manifest.json    the commits, trees and blobs that were judged, the tool's versions, and the SHA-256 of each file here
verify.json      the verdict on each step, with its findings (format pas-gov.ledger-verify/1)
verify.txt       the same, to read
history.bundle   the history itself, as git keeps it: git clone history.bundle

To recompute all of it:   pas-gov ledger evidence --check THIS-FOLDER
The commit to hold against your own copy of the repository:   {tip}
"""


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
    manifest = manifest_of(repository, options, report, today, folder)
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
