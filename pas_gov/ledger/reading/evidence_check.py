"""Evidence checked: the folder made again from its history, and all that is otherwise in it.

Nothing in the folder is believed but the history itself. What it tells of its making (the day, the versions) can't be
made again: it is named as that, and a signature over the manifest is what speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date

from pas_gov import git
from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.git.bundles import BRANCHES, bundle_header, unbundled, unneeded_objects
from pas_gov.ledger.reading.branch_line import branch_line, origins
from pas_gov.ledger.reading.evidence_differences import file_differences
from pas_gov.ledger.reading.evidence_folder import EvidenceFolder, ToldMaking, evidence_folder, told_making
from pas_gov.ledger.reading.evidence_manifest import (
    HISTORY,
    MANIFEST,
    UNNAMED,
    Making,
    Render,
    evidence_files,
    versions,
)
from pas_gov.ledger.reading.evidence_signature import Signed, signed_by, trusted_signers
from pas_gov.ledger.reading.history_account import VerifyOptions, account_of


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """Which folder is checked; ``directory`` is the checker's own copy of the repository, None for none.

    ``signers`` is the path of the allowed signers that the checker trusts, "" for those of the repository or history.
    """

    folder: str
    directory: str | None = None
    signers: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceCheck:
    """What making evidence again found.

    ``steps`` are the steps that it covers, ``earlier`` those before them that it doesn't; ``since`` is the commit after
    which it begins, "" for the first one. ``told`` is what the folder tells and the history can't; ``place`` the branch
    of the checker's own repository that holds the tip, "" where none was named.
    """

    steps: int
    earlier: int
    since: str
    tip: str
    differences: tuple[str, ...]
    notes: tuple[str, ...]
    told: str
    place: str
    signed: Signed

    @property
    def status(self) -> int:
        """1 where anything differs, 3 where the signature couldn't be checked, else 0."""
        if self.differences:
            return 1
        return 3 if self.signed.unchecked else 0


def check_evidence(options: CheckOptions, today: date, render: Render) -> EvidenceCheck:
    """Make evidence again from its folder's bundle, or from the checker's repository; compare every byte.

    Stops: no-evidence (status 2) where the folder holds none, bad-manifest, no-bundle, no-signers (status 2), and as
    :func:`history_account.account_of`.
    """
    found = evidence_folder(options.folder)
    told = told_making(found.texts[MANIFEST], today)
    own = git.open_repository(options.directory) if options.directory is not None else None
    place = _place(own, told)
    with ExitStack() as stack:
        repository = _history(found, told, own, stack)
        report = account_of(repository, VerifyOptions(".", told.tip, told.since, cached=False), today)
        texts = evidence_files(repository, report, replace(told.making, bundle=found.bundle), render)
        differences = [
            *found.faults,
            *(_bundle_differences(found, told, repository) if found.bundle else ()),
            *file_differences(found.texts, texts),
            *_days_differ(repository, told, today),
            *([] if own is None or place else [_nowhere(told)]),
        ]
        trusted = trusted_signers(options.signers, (own, place) if own else None, repository, told.tip)
        signed = signed_by(found.signature, found.texts[MANIFEST], trusted)
        line = len(git.first_parents(repository, told.tip))
    return EvidenceCheck(
        steps=len(report.account.steps),
        earlier=line - len(report.account.steps),
        since=told.since,
        tip=told.tip,
        differences=(*differences, *filter(None, [signed.fault])),
        notes=tuple(_notes(told.making)),
        told=_told(told.making),
        place=place,
        signed=signed,
    )


def _history(
    found: EvidenceFolder, told: ToldMaking, own: git.Repository | None, stack: ExitStack
) -> git.Repository:
    """Return the repository that everything is made again from: the folder's bundle, else the checker's own."""
    if found.bundle:
        return stack.enter_context(unbundled(found.history, told.object_format))
    if own is None:
        remedy = "name the repository that it is of: --repo PATH"
        raise Stop("no-bundle", "the folder holds no history", remedy)
    return own


def _bundle_differences(found: EvidenceFolder, told: ToldMaking, repository: git.Repository) -> Iterator[str]:
    """Tell of a bundle that isn't as pas-gov writes it: another ref, something left out, or something more."""
    header = bundle_header(found.history)
    due = {"HEAD": told.tip, BRANCHES + told.making.branch: told.tip}
    for name in sorted({*(name for name, _ in header.refs), *due}):
        wanted = [due[name]] if name in due else []
        if [commit for one, commit in header.refs if one == name] != wanted:
            where = f"is at {due[name][:12]}" if name in due else "isn't"
            yield f"{printable(name)} of {HISTORY} {where} in what the manifest tells"
    if header.needs or header.filtered:
        yield f"{HISTORY} leaves a part of the history out"
    number = unneeded_objects(repository, told.tip)
    if number:
        yield f"{HISTORY} holds {number} objects that aren't part of the history up to {told.tip[:12]}"


def _days_differ(repository: git.Repository, told: ToldMaking, today: date) -> Iterator[str]:
    """Tell of the first commit that the told day of making would put on another day than it has now."""
    line = branch_line(repository, told.tip)
    made = told.making.made
    for then, now in zip(origins(line, made), origins(line, today), strict=True):
        if then.day != now.day:
            day = now.day.isoformat()
            yield f"commit {now.commit[:12]} is of {day}, and {MANIFEST} tells that it was made on {made.isoformat()}"
            return


def _place(own: git.Repository | None, told: ToldMaking) -> str:
    """Return the branch of the checker's own repository on which the tip lies, "" for none.

    It is the branch that is told, here or as its remote has it: what happens to be checked out may be a stranger's.
    Where the evidence names no branch, it is HEAD.
    """
    if own is None:
        return ""
    name = told.making.branch
    for ref in (
        ("HEAD",)
        if name == UNNAMED
        else (BRANCHES + name, f"refs/remotes/origin/{name}", f"refs/tags/{name}")
    ):
        try:
            if told.tip in {one.id for one in git.first_parents(own, git.commit(own, ref).id)}:
                return ref
        except Stop:
            continue
    return ""


def _nowhere(told: ToldMaking) -> str:
    name = (
        "what is checked out"
        if told.making.branch == UNNAMED
        else f"the branch {printable(told.making.branch)}"
    )
    return f"commit {told.tip[:12]} isn't part of {name} in your own repository"


def _notes(making: Making) -> Iterator[str]:
    mine = versions()
    for name, used in sorted(making.tool.items()):
        if used != mine.get(name):
            yield f"made with {printable(name)} {used}, checked with {mine.get(name, 'none')}"


def _told(making: Making) -> str:
    return f"made on {making.made.isoformat()} by pas-gov {making.tool.get('pas-gov', 'of no version')}"
