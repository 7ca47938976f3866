"""Who signed evidence, and whose word it is that the key is theirs."""

from __future__ import annotations

from pas_gov import git
from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.values import dataclass
from pas_gov.git.objects import RECORD_LIMIT, objects
from pas_gov.git.signing import checked_signature
from pas_gov.ledger.reading.commits import SIGNERS
from pas_gov.ledger.reading.evidence_manifest import MANIFEST, SIGNATURE
from pas_gov.loading.input_file import read_input

NAMESPACE = "pas-gov-evidence"
"""What a signature of a manifest is for, so that no other signature by the same key passes for one."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What became of a signature: told in words, as a fault where it doesn't hold; or couldn't it be checked."""

    said: str
    fault: str = ""
    unchecked: bool = False


@dataclass(frozen=True, slots=True)
class Trusted:
    """The text of allowed signers, None for none, and where it is from, in words."""

    signers: bytes | None
    source: str


def trusted_signers(
    path: str, own: tuple[git.Repository, str] | None, history: git.Repository, tip: str
) -> Trusted:
    """Return the signers of a file, else those of the checker's own repository, else those that the history names.

    ``own`` is that repository with the branch of it that has the history, "" for none: never what is checked out,
    which may be a stranger's. Stop(no-signers, status 2) where the file can't be read.
    """
    if path:
        text = read_input(path, "no-signers", "name a file of allowed signers, as ssh-keygen reads it")
        return Trusted(text, f"by {printable(path)}")
    if own is not None:
        found = _stored(*own) if own[1] else None
        return Trusted(found, f"by {SIGNERS} of your own repository")
    source = f"by {SIGNERS} of the history itself: hold these keys against those that you know (--signers)"
    return Trusted(_stored(history, tip), source)


def _stored(repository: git.Repository, commit: str) -> bytes | None:
    try:
        with objects(repository) as store:
            ((_, text),) = store.get([f"{commit}:{SIGNERS}"], "blob", RECORD_LIMIT)
    except Stop:
        return None
    return text


def signed_by(armour: bytes | None, manifest: bytes, trusted: Trusted) -> Signed:
    """Say who signed a manifest."""
    if armour is None:
        return Signed("Not signed: whoever could write the folder could have made all of it.")
    found = checked_signature(armour, manifest, trusted.signers, NAMESPACE)
    if found.state == "good":
        return Signed(f"Signed by {printable(found.by)}, known {trusted.source}.")
    if found.state == "bad":
        return Signed("", f"{SIGNATURE} isn't a signature of this {MANIFEST}")
    if found.state == "unchecked":
        return Signed("Its signature wasn't checked: there is no ssh-keygen here.", unchecked=True)
    where = "nobody is named there" if trusted.signers is None else "no key there fits"
    return Signed("", f"the key that signed {MANIFEST} isn't known {trusted.source} ({where})")
