"""Facts about commits for reports: people, pull requests, trailers, signatures, recorded approvals."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta, timezone

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.git.notes import notes
from pas_gov.git.objects import RECORD_LIMIT, objects
from pas_gov.git.signing import signature
from pas_gov.ledger.events.approvals import approvals_of
from pas_gov.ledger.events.messages import pull_of, trailers
from pas_gov.ledger.reading.branch_line import BranchLine
from pas_gov.ledger.reading.ledger_report import ReportedCommit, ReportedPerson, ReportedSignature

SIGNERS = ".pas-gov/allowed_signers"  # as git's gpg.ssh.allowedSignersFile


def reported_commits(found: BranchLine, ids: Collection[str]) -> Mapping[str, ReportedCommit]:
    """Return what these commits of a line say, by id. Signers are those that stood before each commit."""
    recorded = notes(found.repository)
    parents = {commit.id: commit.parents[:1] for commit in found.commits}
    signers = _Signers(found.repository)
    return {
        commit.id: ReportedCommit(
            id=commit.id,
            author=_person(commit.author),
            committer=_person(commit.committer),
            subject=commit.message.lstrip().partition("\n")[0].rstrip(),
            pull=pull_of(commit.message),
            trailers=trailers(commit.message),
            signed=signers.state(commit.id, *parents[commit.id]) if commit.signed else ReportedSignature(),
            approvals=approvals_of(recorded[commit.id]) if commit.id in recorded else None,
        )
        for commit in found.commits
        if commit.id in ids
    }


def _person(person: git.Signature | None) -> ReportedPerson | None:
    if person is None:
        return None
    sign = -1 if person.zone[0] == "-" else 1
    offset = timedelta(hours=int(person.zone[1:3]), minutes=int(person.zone[3:])) * sign
    when = datetime.fromtimestamp(person.seconds, timezone(offset))
    return ReportedPerson(person.name, person.email, when.isoformat())


class _Signers:
    """The signers known at a commit: those that stood before it."""

    def __init__(self, repository: git.Repository) -> None:
        self.repository = repository

    def state(self, commit: str, parent: str = "") -> ReportedSignature:
        found = signature(self.repository, commit, self._known(parent) if parent else None)
        return ReportedSignature(found.state, found.by)

    def _known(self, parent: str) -> bytes | None:
        try:
            with objects(self.repository) as store:
                ((_, text),) = store.get([f"{parent}:{SIGNERS}"], "blob", RECORD_LIMIT)
        except Stop:
            return None
        return text
