"""Evidence written: a folder from which a third party recomputes the account of a history."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from pas_gov import git
from pas_gov.diagnostics import Stop, printable
from pas_gov.git.bundles import write_bundle
from pas_gov.git.refs import full_name
from pas_gov.git.signing import signature_by
from pas_gov.ledger.reading.evidence_manifest import (
    HISTORY,
    MANIFEST,
    SIGNATURE,
    UNNAMED,
    Making,
    Render,
    digest_of,
    evidence_files,
    versions,
)
from pas_gov.ledger.reading.evidence_signature import NAMESPACE
from pas_gov.ledger.reading.history_account import VerifyOptions, account_of
from pas_gov.ledger.reading.verify_report import VerifyReport
from pas_gov.loading.output_file import write_file

_KIND = re.compile(r"refs/(?:heads|tags|remotes/[^/]+)/")


def write_evidence(  # noqa: PLR0913  (one parameter for each of the caller's choices)
    options: VerifyOptions, folder: str, today: date, render: Render, *, bundled: bool, key: str = ""
) -> VerifyReport:
    """Write the folder, which must be new or empty; return the account. ``key`` is the SSH key that signs it, or "".

    Stops: not-empty, rewritten (status 2), no-bundle, not-written, not-signed, and as
    :func:`history_account.account_of`.
    """
    _check_unused(folder)
    repository = git.open_repository(options.directory)
    report = account_of(repository, options, today)
    if report.rewritten:
        message = f"there is nothing to recompute it from: {report.rewritten}"
        raise Stop(
            "rewritten", message, "leave --since out: the evidence is then of all that is there", status=2
        )
    making = Making(_branch(repository, options.ref), today, versions())
    with _whole(folder) as made:
        if bundled:
            bundle = os.path.join(made, HISTORY)
            write_bundle(repository, making.branch, report.tip.commit, bundle)
            making = replace(making, bundle=digest_of(bundle))
        texts = evidence_files(repository, report, making, render)
        if key:
            texts[SIGNATURE] = signature_by(key, texts[MANIFEST].encode(), NAMESPACE).decode("ascii")
        for name, text in texts.items():
            write_file(os.path.join(made, name), text)
    return report


def _branch(repository: git.Repository, ref: str) -> str:
    """Return the short name of the branch or tag that a ref names, HEAD's where it is on one."""
    name = full_name(repository, ref)
    return _KIND.sub("", name) if _KIND.match(name) else UNNAMED


def _check_unused(folder: str) -> None:
    if os.path.lexists(folder) and not (os.path.isdir(folder) and not os.listdir(folder)):
        message = f"{printable(folder)} isn't empty, and evidence is never overwritten"
        raise Stop("not-empty", message, "name a new folder", status=2)


@contextmanager
def _whole(folder: str) -> Iterator[str]:
    """Give a folder to fill, which then comes to its place at once; whatever fails leaves nothing there."""
    place = os.path.abspath(folder)
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".pas-gov-", dir=os.path.dirname(place)) as around:
            made = os.path.join(around, "evidence")
            os.mkdir(made)
            yield made
            if os.path.isdir(place):
                os.rmdir(place)  # empty; elsewhere than on POSIX no folder takes another one's place
            os.rename(made, place)
    except OSError as error:
        message = f"{printable(folder)} can't be made: {error.strerror}"
        raise Stop("not-written", message, "name a folder that can be written to") from error
