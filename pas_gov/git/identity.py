"""The user's identity from git's settings."""

from __future__ import annotations

from collections.abc import Mapping

from pas_gov.git.process import OPTIONS, discovery_environment, execute

NAMES = ("pas-gov.by", "author.email", "user.email")  # the first that is set


def identity(directory: str, environ: Mapping[str, str]) -> str:
    """Return the name that the user's records carry: ``git config pas-gov.by``, else an e-mail address; "" for none.

    As for git, GIT_AUTHOR_EMAIL goes before author.email and user.email. The settings are those of the user and
    of the repository, if ``directory`` is in one.
    """
    asked = [
        "git",
        *OPTIONS,
        "-C",
        directory,
        "config",
        "--null",
        "--get-regexp",
        r"^(pas-gov\.by|(author|user)\.email)$",
    ]
    done = execute(asked, discovery_environment())
    pairs = (line.partition("\n") for line in done.stdout.decode("utf-8", "replace").split("\0"))
    found = {name: value.strip() for name, _, value in pairs if value.strip()}
    if environ.get("GIT_AUTHOR_EMAIL", "").strip():
        found["author.email"] = environ["GIT_AUTHOR_EMAIL"].strip()
    return next((found[name] for name in NAMES if name in found), "")
