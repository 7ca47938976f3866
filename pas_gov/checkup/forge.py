"""Whether the forge asks the gate and the owners, as far as files tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pas_gov import git
from pas_gov.authoring.starting.repository_texts import ACTION, RULESET, WORKFLOW, built_from
from pas_gov.checkup.codeowners_file import owners_report
from pas_gov.checkup.seen import Seen
from pas_gov.checkup.workflows import uses_of
from pas_gov.diagnostics import Stop, printable
from pas_gov.gate.base import default_base
from pas_gov.report.doctor.contents import Check
from pas_gov.report.layout import capitalised

PART = "Pull requests"
PINNED = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
ELSEWHERE = (
    ".gitlab-ci.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", "Jenkinsfile", ".circleci/config.yml",
    ".woodpecker.yml", ".drone.yml",
)  # fmt: skip
FOLDERS = (".github/workflows", ".gitea/workflows", ".forgejo/workflows")


def forge_checks(seen: Seen) -> Iterator[Check]:
    """Yield whether the gate runs, pinned and current; whether owners are asked; whether the base is known."""
    if seen.folder.repository is None:
        fact = "This folder is no git repository: there are no changes to judge, and no history"
        yield Check("git", PART, "missing", fact, "Start one", ("git init --initial-branch=main",))
        return
    yield Check("git", PART, "ok", "This folder is a git repository")
    yield from _gate(seen)
    yield _protection(seen)
    yield _codeowners(seen)
    yield _base(seen, seen.folder.repository)


def _gate(seen: Seen) -> Iterator[Check]:
    found = {
        path: text for folder in FOLDERS for path, text in seen.texts_in(folder, (".yml", ".yaml")).items()
    }
    found |= {path: text for path in ELSEWHERE if (text := seen.text(path))}
    asked = {path: use for path, text in found.items() for use in uses_of(path, text)}
    if not asked:
        fact = "No workflow or pipeline here asks the gate"
        remedy = f"Write {WORKFLOW}, or see docs/other-ci.md"
        yield Check("gate", PART, "missing", fact, remedy, ("pas-gov init",))
        return
    sound = {path: use for path, use in asked.items() if not use.loose}
    if not sound:
        path, use = next(iter(asked.items()))
        fact = f"{printable(path)} names the gate, but {use.loose}"
        yield Check("gate", PART, "wrong", fact, f"Hold it against what init writes, in {WORKFLOW}")
    else:
        yield Check("gate", PART, "ok", f"{printable(next(iter(sound)))} asks the gate")
    pins = [_pinned(path, use.at) for path, use in asked.items() if use.at]
    if pins:
        yield next((one for one in pins if one.state != "ok"), pins[0])


def _pinned(path: str, at: str) -> Check:
    commit = built_from()
    shown = printable(path)
    if not PINNED.fullmatch(at):
        fact = f"{shown} takes the action at {printable(at)}, which others can move to other code"
        pin = f"{ACTION}@{commit}" if commit else f"{ACTION}@ and the full id of a release's commit"
        return Check("pinned", PART, "wrong", fact, f"Pin it: uses: {pin}")
    if commit and at != commit:
        fact = f"{shown} pins the action to {at[:9]}; this version is {commit[:9]}"
        remedy = f"To take this one: uses: {ACTION}@{commit}"
        return Check("pinned", PART, "wrong", fact, remedy, optional=True)
    return Check("pinned", PART, "ok", f"{shown} pins the action to a commit, {at[:9]}")


def _protection(seen: Seen) -> Check:
    fact = "Whether the branch is protected (the gate required, owners' review, no force push) no file here tells"
    if seen.has(RULESET):
        remedy = f"Import {RULESET} once (Settings, Rules, Rulesets), then look: there, or with gh (cli.github.com)"
        return Check("protection", PART, "unknown", fact, remedy, ("gh ruleset check --default",))
    return Check(
        "protection", PART, "unknown", fact, f"Write {RULESET}, which says what to require", ("pas-gov init",)
    )


def _codeowners(seen: Seen) -> Check:
    try:
        report = owners_report(seen.folder, seen.snapshot, seen.side, check=True)
    except Stop as stop:
        return Check("codeowners", PART, "wrong", stop.message, stop.remedy)
    if report.state == "current":
        return Check("codeowners", PART, "ok", f"{report.path} asks the owner of each promise")
    if report.before is None and report.state == "stale":
        fact = "There is no CODEOWNERS: nobody is asked when their promise changes"
        return Check("codeowners", PART, "missing", fact, "Write it", ("pas-gov owners",))
    if report.state == "stale":
        fact = f"{report.path} doesn't ask everybody whom it should"
        return Check("codeowners", PART, "wrong", fact, "Write it anew", ("pas-gov owners",))
    first = next(one for one in (*report.unread, *report.problems) if one.severity == "error")
    fact = f"{report.path} can't be made: {first.message}"
    return Check("codeowners", PART, "wrong", fact, capitalised(first.remedy))


def _base(seen: Seen, repository: git.Repository) -> Check:
    try:
        ref = default_base(replace(repository, workspace=None), seen.environ)
        git.commit(repository, ref)
    except Stop as stop:
        return Check("base", PART, "wrong", f"{stop.message}.", stop.remedy)
    return Check("base", PART, "ok", f"Changes go into {printable(ref)}")
