"""Whether who writes here is known, asked before a push, and believed."""

from __future__ import annotations

from collections.abc import Iterator

from pas_gov import git
from pas_gov.commands.checkup.seen import Seen
from pas_gov.diagnostics import printable
from pas_gov.report.doctor.contents import Check
from pas_gov.report.layout import count

PART = "Who writes here"
SIGNERS = ".pas-gov/allowed_signers"
HOOKS = (
    "repos:",
    "  - repo: https://github.com/pas-gov/pas-gov",
    "    rev: <FULL ID OF A COMMIT>",
    "    hooks: [{id: pas-gov-validate}, {id: pas-gov-gate}]",
)


def writer_checks(seen: Seen) -> Iterator[Check]:
    """Yield under which name records are signed, which teams are known, hooks, and whose keys are believed."""
    by = git.identity(seen.folder.path, seen.environ)
    if by:
        yield Check("by", PART, "ok", f"What you write is signed by {printable(by)}")
    else:
        fact, remedy = (
            "Nobody is named as whoever writes here",
            "Say who you are, as promises name their owners",
        )
        yield Check("by", PART, "missing", fact, remedy, ("git config pas-gov.by @you",))
    yield _teams(seen)
    yield _hooks(seen)
    if seen.has(SIGNERS):
        yield Check("signers", PART, "ok", f"{SIGNERS} says whose signatures on commits are believed")
    else:
        fact = f"There is no {SIGNERS}: signatures on commits prove nothing here"
        remedy = "One line for each person: their address, then the public key that they sign with"
        yield Check("signers", PART, "missing", fact, remedy, optional=True)


def _teams(seen: Seen) -> Check:
    """Tell whether the settings know who is in the teams that own promises: a member may answer for the team."""
    settings = seen.side.rulebook.settings
    owners = {one.promise.owner for one in seen.side.stack.entries.values() if one.status == "active"}
    teams = sorted(owner for owner in owners if "/" in owner)
    known = {name.casefold() for name in settings.teams}
    lacking = [name for name in teams if name.casefold() not in known]
    if not lacking:
        return Check("teams", PART, "ok", "The members of every team that owns a promise are known")
    fact = (
        f"Of {count(len(lacking), 'team')} the settings name no members: only the team's own name may answer"
    )
    line = f'teams: {{"{printable(lacking[0])}": ["@ada"]}}'
    return Check("teams", PART, "missing", fact, "Add to pas-gov.yaml", lines=(line,), optional=True)


def _hooks(seen: Seen) -> Check:
    config = seen.text(".pre-commit-config.yaml")
    hooks = seen.texts_in(".githooks", ("commit", "push")) | seen.texts_in(".husky", ("commit", "push"))
    if "pas-gov" in config or any("pas-gov" in text for text in hooks.values()):
        return Check("hooks", PART, "ok", "A hook asks pas-gov before a commit or a push")
    fact = "No hook asks pas-gov before a push: what is wrong is told by the pull request alone"
    remedy = "With pre-commit (pre-commit install --hook-type pre-push), in .pre-commit-config.yaml"
    return Check("hooks", PART, "missing", fact, remedy, lines=HOOKS, optional=True)
