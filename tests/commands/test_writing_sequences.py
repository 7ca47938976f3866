"""Whatever is done in whatever order: files that validate, and one verdict, however they are read."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import Owner
from gitrepo import Repo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scenario import PACK, Org, files_of, org, promise, zone

from pas_gov.commands.validate import validate_command

pytestmark = pytest.mark.whole

ZONES = ("delivery-support", "documentation-knowledge", "ai-automation")
NAMES = ("alpha", "beta", "gamma", "delta", "epsilon", "zeta")


@st.composite
def organisations(draw: st.DrawFn) -> Org:
    """Draw a legal stack: one or two Cores, and up to five promises that each rest on earlier ones."""
    records = [promise(name, "core") for name in NAMES[: draw(st.integers(1, 2))]]
    for name in NAMES[len(records) : draw(st.integers(len(records), len(NAMES)))]:
        layer = draw(st.sampled_from(["supporting", "conditional", "experimental", "legacy"]))
        below = draw(
            st.lists(st.sampled_from([one["id"] for one in records]), min_size=1, max_size=2, unique=True)
        )
        zones = {key: zone(f"{key} does it.") for key in draw(st.lists(st.sampled_from(ZONES), unique=True))}
        terms = [{"measure": "response", "at_most": "4h"}] if draw(st.booleans()) else None
        records.append(promise(name, layer, *below, zones=zones or None, terms=terms))
    return org(*records)


def ids(least: int = 1, most: int = 1) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(NAMES), min_size=least, max_size=most, unique=True)


def options(*choices: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Draw some of these groups of words, in their order."""
    chosen = st.lists(st.sampled_from(choices), unique=True, max_size=len(choices))
    return chosen.map(lambda some: [word for group in choices if group in some for word in group])


ENDING = (("--notice", "all=Told."), ("--stop", "all"), ("--on", "+120d"), ("--decided-by", "@acme/board"))
COMMANDS = st.one_of(
    st.tuples(st.just(["amend"]), ids(), options(
        ("--statement", "We promise more."), ("--title", "Another"), ("--owner", "@acme/other"), ("--audience", "partners"),
        ("--term", "response at most 6h"), ("--term", "uptime at least 99.9%"), ("--drop-term", "response"),
        ("--zone", "sales-marketing=Sales says so."), ("--leave", "delivery-support"), ("--layer", "supporting"),
        ("--layer", "legacy"), ("--notice", "customers=Told."), ("--cohort", "Ten"), ("--made-to", "Some"),
        ("--status", "active"), ("--review-by", "+30d"), ("--surface", "doc=a.md"), ("--stop", "doc=+5d"),
    )),
    st.tuples(st.just(["retire"]), ids(), options(*ENDING).map(lambda some: ["--why", "It is over.", *some])),
    st.tuples(st.just(["supersede"]), ids(2, 2).map(lambda two: [two[0], "--by", two[1]]), options(
        *ENDING, ("--repoint", "all", "--note", "Follows.")).map(lambda some: ["--why", "Another.", *some])),
    st.tuples(st.just(["realign"]), ids(2, 2).map(lambda two: [two[0], "--to", two[1]]),
              options(("--cascade",)).map(lambda some: ["--note", "Holds.", *some])),
    st.tuples(st.just(["realign"]), ids().map(lambda one: ["--all-dependents-of", *one]),
              options(("--cascade",)).map(lambda some: ["--note", "Holds.", *some])),
    st.tuples(st.just(["attest"]), ids().map(lambda one: [*one, "doc"]),
              st.sampled_from(["kept", "drifting"]).map(lambda what: ["--reality", what])),
    st.tuples(st.just(["new"]), st.sampled_from([["eta"], ["theta"]]), st.sampled_from(NAMES).map(lambda to: [
        "--layer", "supporting", "--title", "New", "--statement", "We promise new.", "--owner", "@acme/new", "--audience",
        "customers", "--aligned-to", to, "--note", "It serves."])),
).map(lambda parts: [word for part in parts for word in part])  # fmt: skip
FORCED = st.booleans().map(lambda force: ["--force"] if force else [])
STEPS = st.lists(st.tuples(COMMANDS, FORCED).map(lambda pair: [*pair[0], *pair[1]]), min_size=1, max_size=5)


def verdicts(owner: Owner) -> Iterator[dict[str, object]]:
    """Yield what the gate says of the work tree, the index and the commit, without their names."""
    yield _said(owner, "--worktree")
    owner.repo.git("add", "--all")
    yield _said(owner, "--staged")
    owner.repo.commit("Step")
    yield _said(owner, "--head", "HEAD")


def _said(owner: Owner, *which: str) -> dict[str, object]:
    said = json.loads(owner.run("gate", "--base", "main", "-f", "json", *which).out)
    return {key: value for key, value in said.items() if key not in ("head", "notes")}


def held(folder: Path, monkeypatch: pytest.MonkeyPatch, organisation: Org, steps: list[list[str]]) -> None:
    repo = Repo(folder)
    repo.git("config", "user.email", "ada@acme.example")
    repo.commit("Adopt", {**files_of(organisation), **PACK})
    repo.git("checkout", "--quiet", "-b", "change")
    owner = Owner(repo, monkeypatch)
    for step in steps:
        before = owner.files()
        ended = owner.run(*step)
        if ended.status:
            assert owner.files() == before, step
            continue
        assert validate_command(str(folder), (), "json", date(2026, 6, 1)) == 0, step
        worktree, staged, committed = verdicts(owner)
        assert worktree == staged == committed


def sequences(most: int):
    return settings(max_examples=most, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def quiet(
    nobodys_settings: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> pytest.MonkeyPatch:
    return monkeypatch


@sequences(12)
@given(organisation=organisations(), steps=STEPS)
def test_files_validate_and_have_one_verdict(quiet, organisation, steps):
    with tempfile.TemporaryDirectory() as folder:
        held(Path(folder), quiet, organisation, steps)


@pytest.mark.slow
@sequences(300)
@given(organisation=organisations(), steps=STEPS)
def test_of_many_sequences_files_validate_and_have_one_verdict(quiet, organisation, steps):
    with tempfile.TemporaryDirectory() as folder:
        held(Path(folder), quiet, organisation, steps)
