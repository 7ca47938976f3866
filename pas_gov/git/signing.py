"""Signatures of commits, verified against a list of allowed signers."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from dataclasses import dataclass
from typing import Literal

from pas_gov.git.objects import RECORD_LIMIT, objects
from pas_gov.git.process import Repository

SignatureState = Literal["none", "good", "unknown-signer", "bad", "unchecked"]
SIGNED = re.compile(rb"^gpgsig(?:-sha256)? (.*(?:\n .*)*)\n", re.MULTILINE)


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
    return _checked(armour + b"\n", unsigned, signers)


def _checked(armour: bytes, unsigned: bytes, signers: bytes | None) -> SignatureCheck:
    with tempfile.TemporaryDirectory(prefix="pas-gov-") as folder:
        signed, known = os.path.join(folder, "signature"), os.path.join(folder, "signers")
        for path, content in ((signed, armour), (known, signers or b"")):
            with open(path, "wb") as file:
                file.write(content)
        try:
            intact = _keygen(["check-novalidate", "-n", "git", "-s", signed], unsigned)
            if intact.returncode:
                return SignatureCheck("bad")
            names = _keygen(["find-principals", "-f", known, "-s", signed], b"").stdout.decode(
                "utf-8", "replace"
            )
            for name in filter(None, names.splitlines()):
                held = ["verify", "-n", "git", "-f", known, "-I", name, "-s", signed]
                if not _keygen(held, unsigned).returncode:
                    return SignatureCheck("good", name)
        except OSError:
            return SignatureCheck("unchecked")
    return SignatureCheck("unknown-signer")


def _keygen(arguments: list[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    command = ["ssh-keygen", "-Y", *arguments]
    return subprocess.run(command, input=given, capture_output=True, check=False, timeout=30)  # noqa: S603
