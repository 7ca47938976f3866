"""``ledger record-approvals``: write what a forge's API says of a merged pull request's reviews beside its commit."""

from __future__ import annotations

import json
import sys

from pas_gov import git
from pas_gov.commands.terminal import write
from pas_gov.diagnostics import Stop, printable
from pas_gov.git.notes import REF, add_note
from pas_gov.ledger.events.approvals import NotReviews, note_of
from pas_gov.ledger.events.forge_reviews import ANSWERS, reviews_from
from pas_gov.ledger.events.messages import pull_of
from pas_gov.report.layout import count

LIMIT = 4 << 20  # bytes of the API's answer that are read


def record_approvals_command(directory: str, ref: str, pull: int | None, path: str) -> int:
    """Write the reviews into a note of the merge's commit; returns 0.

    ``path`` is a file with the API's JSON, "-" for standard input. Stops as :func:`git.commit`; not-reviews (2).
    """
    repository = git.open_repository(directory)
    commit = git.commit(repository, ref)
    try:
        reviews = reviews_from(json.loads(_given(path)))
    except (NotReviews, ValueError, RecursionError) as wrong:
        message = f"{printable(path)} isn't a list of reviews: {wrong}"
        raise Stop(
            "not-reviews", message, f"give what the forge's API answers. {ANSWERS}", status=2
        ) from wrong
    number = pull if pull is not None else pull_of(commit.message)
    add_note(repository, commit.id, note_of(number, reviews))
    about = f" of #{number}" if number is not None else ""
    write(f"Recorded {count(len(reviews), 'review')}{about} beside {commit.id[:12]}, under {REF}.\n")
    write(f"To share them: git push origin {REF}\n")
    return 0


def _given(path: str) -> str:
    try:
        if path == "-":
            return sys.stdin.read(LIMIT)
        with open(path, encoding="utf-8") as file:
            return file.read(LIMIT)
    except (OSError, UnicodeDecodeError) as error:
        message = f"{printable(path)} can't be read: {error}"
        raise Stop("not-read", message, "name a file, or - for standard input", status=2) from error
