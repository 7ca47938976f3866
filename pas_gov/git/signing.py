"""Signatures by SSH keys, of commits and of other texts: made, and verified against a list of allowed signers."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from typing import Literal

from pas_gov.diagnostics import Stop, printable
from pas_gov.foundation.patterns import late_pattern
from pas_gov.foundation.values import dataclass
from pas_gov.git.objects import RECORD_LIMIT, objects
from pas_gov.git.process import Repository

SignatureState = Literal["none", "good", "unknown-signer", "bad", "unchecked"]
SIGNED = late_pattern(rb"^gpgsig(?:-sha256)? (.*(?:\n .*)*)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """The state of a commit's signature, and by whom it is where it is good.

    ``good``: by a signer that was known; it proves that key, not the named author. ``unknown-signer``: intact, by
    somebody who isn't among them. ``unchecked``: OpenPGP or X.509, or there is no ssh-keygen here.
    """

    state: SignatureState
    by: str = ""


NOT_SIGNED = SignatureCheck("none")


def signature(repository: Repository, commit: str, signers: bytes | None) -> SignatureCheck:
    """Check a commit's signature against allowed signers, as `ssh-keygen -Y` reads them; None for none.

    Source: git's own format of SSH signatures (namespace "git") over the commit without its signature.
    """
    with objects(repository) as store:
        ((_, raw),) = store.get([commit], "commit", RECORD_LIMIT)
    head, separator, message = raw.partition(b"\n\n")
    found = SIGNED.search(head + b"\n")
    if found is None:
        return NOT_SIGNED
    armour = found[1].replace(b"\n ", b"\n")
    if not armour.startswith(b"-----BEGIN SSH SIGNATURE-----"):
        return SignatureCheck("unchecked")
    unsigned = SIGNED.sub(b"", head + b"\n").removesuffix(b"\n") + separator + message
    return checked_signature(armour + b"\n", unsigned, signers, "git")


def checked_signature(armour: bytes, content: bytes, signers: bytes | None, namespace: str) -> SignatureCheck:
    """Check the signature of a content that was made for a namespace, against the text of allowed signers."""
    with tempfile.TemporaryDirectory(prefix="pas-gov-") as folder:
        signed, known = os.path.join(folder, "signature"), os.path.join(folder, "signers")
        for path, text in ((signed, armour), (known, signers or b"")):
            with open(path, "wb") as file:
                file.write(text)
        try:
            intact = _keygen(["check-novalidate", "-n", namespace, "-s", signed], content)
            if intact.returncode:
                return SignatureCheck("bad")
            names = _keygen(["find-principals", "-f", known, "-s", signed], b"").stdout.decode(
                "utf-8", "replace"
            )
            for name in filter(None, names.splitlines()):
                held = ["verify", "-n", namespace, "-f", known, "-I", name, "-s", signed]
                if not _keygen(held, content).returncode:
                    return SignatureCheck("good", name)
        except OSError:
            return SignatureCheck("unchecked")
    return SignatureCheck("unknown-signer")


def signature_by(key: str, content: bytes, namespace: str) -> bytes:
    """Return a content's signature by an SSH key, as text; Stop(not-signed).

    ``key`` is the path of a private key, or of a public one whose private part the agent holds. A passphrase is asked
    for by ssh-keygen itself, at the terminal.
    """
    command = ["ssh-keygen", "-Y", "sign", "-q", "-f", key, "-n", namespace]
    remedy = "name an SSH key with --sign: the private key's file, or the public one's where an agent holds the other"
    try:
        done = subprocess.run(command, input=content, capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise Stop("not-signed", "there is no ssh-keygen here, which signs", "install OpenSSH") from error
    if done.returncode:
        said = printable(" ".join(done.stderr.decode("utf-8", "replace").split()))
        raise Stop("not-signed", f"{printable(key)} can't sign: {said}", remedy)
    return done.stdout


def _keygen(arguments: list[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    command = ["ssh-keygen", "-Y", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False, timeout=30)  # noqa: S603
