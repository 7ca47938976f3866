"""Whether who writes here is known, asked before a push, and believed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from pas_gov import git
from pas_gov.authoring.starting.repository_texts import built_from
from pas_gov.checkup.seen import FILL_IN, Seen, unfilled
from pas_gov.diagnostics import printable
from pas_gov.model.records.placeholders import BLANK
from pas_gov.model.records.settings import SETTINGS_PATH
from pas_gov.report.doctor.contents import Check
from pas_gov.report.layout import count

PART = "Who writes here"
PIN = "the full id of a release's commit"
EXAMPLES = frozenset({"@acme/governance", "@ada", "@you"})
MEMBER, YOU = "<MEMBER>", "<YOUR HANDLE OR ADDRESS>"
SIGNERS = ".pas-gov/allowed_signers"
SIGNER = re.compile(r"\S+\s+(?:\S+\s+)?(?:ssh-|ecdsa-|sk-)\S+\s+[A-Za-z0-9+/=]{20}")
HOOKS = (
    "repos:",
    "  - repo: https://github.com/pas-gov/pas-gov",
    "    rev: <FULL ID OF A COMMIT>",
    "    hooks: [{id: pas-gov-validate}, {id: pas-gov-gate}]",
)


def writer_checks(seen: Seen) -> Iterator[Check]:
    """Yield under which name records are signed, which teams are known, hooks, and whose keys are believed."""
    by = git.identity(seen.folder.path, seen.environ)
    commands = (f'git config pas-gov.by "{YOU}"',)
    if by and (BLANK.fullmatch(by) or by in EXAMPLES):
        fact = f"What you write would be signed by {printable(by)}, which stands for nobody"
        yield Check("by", PART, "wrong", fact, "Say who you are, as promises name their owners", commands)
    elif by:
        yield Check("by", PART, "ok", f"What you write is signed by {printable(by)}")
    else:
        fact, remedy = (
            "Nobody is named as whoever writes here",
            "Say who you are, as promises name their owners",
        )
        yield Check("by", PART, "missing", fact, remedy, commands)
    yield _teams(seen)
    yield _hooks(seen)
    if keys := sum(bool(SIGNER.match(line)) for line in seen.text(SIGNERS).splitlines()):
        yield Check(
            "signers", PART, "ok", f"{SIGNERS} names {count(keys, 'key')} whose signatures are believed"
        )
    elif seen.has(SIGNERS):
        fact = f"{SIGNERS} holds no line of an address and a public key: no signature is believed"
        remedy = "Write it as: ada@acme.example ssh-ed25519 AAAA..."
        yield Check("signers", PART, "wrong", fact, remedy, optional=True)
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
    if left := unfilled(seen.text(SETTINGS_PATH), MEMBER):
        return Check("teams", PART, "wrong", left, FILL_IN, ("pas-gov validate",), optional=True)
    copied = EXAMPLES & {name for names in settings.teams.values() for name in names}
    if copied and not any(owner.startswith("@acme") for owner in owners):
        fact = f"The settings name {min(copied)} as a team's member, which is an example and nobody here"
        real = {
            team: tuple(dict.fromkeys(MEMBER if name in copied else name for name in names))
            for team, names in settings.teams.items()
        }
        remedy = f"In {SETTINGS_PATH}, in place of its teams"
        return Check("teams", PART, "wrong", fact, remedy, lines=_team_lines(real), optional=True)
    if not teams:
        return Check("teams", PART, "ok", "No team owns a promise, so that nobody's members need be known")
    if not lacking:
        return Check("teams", PART, "ok", "The members of every team that owns a promise are known")
    fact = (
        f"Of {count(len(lacking), 'team')} the settings name no members: only the team's own name may answer"
    )
    remedy = "In pas-gov.yaml, in place of its teams" if settings.teams else "Add to pas-gov.yaml"
    everybody = {**settings.teams, **dict.fromkeys(lacking, (MEMBER,))}
    return Check("teams", PART, "missing", fact, remedy, lines=_team_lines(everybody), optional=True)


def _team_lines(teams: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the lines of the settings that say who is in which team."""
    rows = (
        f"  {json.dumps(printable(name))}: {json.dumps(list(members))}" for name, members in teams.items()
    )
    return ("teams:", *rows)


def _hooks(seen: Seen) -> Check:
    config = seen.text(".pre-commit-config.yaml")
    hooks = seen.texts_in(".githooks", ("commit", "push")) | seen.texts_in(".husky", ("commit", "push"))
    if "pas-gov" in config and "<FULL ID" in config:
        fact = (
            ".pre-commit-config.yaml has a placeholder where the id of a commit belongs, so that no hook runs"
        )
        return Check("hooks", PART, "wrong", fact, f"Put in its place: {built_from() or PIN}", optional=True)
    if "pas-gov" in config or any("pas-gov" in text for text in hooks.values()):
        return Check("hooks", PART, "ok", "A hook asks pas-gov before a commit or a push")
    fact = "No hook asks pas-gov before a push: what is wrong is told by the pull request alone"
    remedy = "With pre-commit (pre-commit install --hook-type pre-push), in .pre-commit-config.yaml"
    lines = tuple(
        line.replace("<FULL ID OF A COMMIT>", built_from() or "<FULL ID OF A COMMIT>") for line in HOOKS
    )
    return Check("hooks", PART, "missing", fact, remedy, lines=lines, optional=True)
