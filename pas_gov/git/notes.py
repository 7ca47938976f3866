"""Notes under refs/notes/pas-gov: evidence that is recorded beside commits, and never changes them."""

from __future__ import annotations

from pas_gov.diagnostics import Stop
from pas_gov.git.objects import blob_reader
from pas_gov.git.process import Repository, run

REF = "refs/notes/pas-gov"
LIMIT = 1 << 20  # bytes of one note that are read


def notes(repository: Repository) -> dict[str, bytes]:
    """Return the notes by the full id of their commit; none where there are none. Each is hashed again."""
    status, listed = run(repository, "notes", f"--ref={REF}", "list", accept=(0, 1, 128))
    if status:
        return {}
    pairs = [line.split() for line in listed.decode("ascii", "replace").splitlines()]
    blobs = {commit: blob for blob, commit in (pair for pair in pairs if len(pair) == 2)}
    texts = blob_reader(repository)(blobs.values())
    return {commit: texts[blob][:LIMIT] for commit, blob in blobs.items()}


WRITER = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "pas-gov"), ("EMAIL", "pas-gov@localhost"))
}


def add_note(repository: Repository, commit: str, text: bytes) -> None:
    """Write the note of a commit, in the place of one that it has; Stop(not-written) where git refuses."""
    asked = ("notes", f"--ref={REF}", "add", "--force", "--file=-", commit)
    status, _ = run(repository, *asked, given=text, accept=(0, 1, 128), extra=WRITER)
    if status:
        remedy = "see whether you can write there: git notes --ref=pas-gov list"
        raise Stop("not-written", "git couldn't write the note", remedy)
