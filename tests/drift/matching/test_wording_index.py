"""The wordings that a history knows: told from real commits, and from the KEP ledger's disorder."""

from __future__ import annotations

import json
import subprocess
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from builders import promise_data
from gitrepo import Repo
from promised import claim
from roots import SHARED

from pas_gov import git
from pas_gov.drift.matching.claim_states import claim_finding
from pas_gov.drift.matching.wording_index import WordingIndex
from pas_gov.ledger.events.known_wordings import Wording
from pas_gov.ledger.events.wordings import wordings
from pas_gov.ledger.reading.branch_line import branch_line
from pas_gov.ledger.reading.events import events_of_line
from pas_gov.loading.loader import open_loader
from pas_gov.model.quantities.quantities import quantities
from pas_gov.model.stack.stack import Stack

pytestmark = pytest.mark.whole

TODAY = date(2026, 6, 1)
PATH = "promises/core/fast-support.yaml"
BUNDLE = SHARED / "data/kep-ledger-2022.bundle"


def told_wordings(folder: Path, ref: str, today: date) -> tuple[Wording, ...]:
    """Return every wording that the history of a ref knows, with the stack at its tip."""
    found = branch_line(git.open_repository(str(folder)), ref)
    with open_loader(None) as loader:
        stack = loader.load(git.snapshot(found.repository, found.tip.tree, ref)).stack
    return wordings(stack, events_of_line(found, today))


def text(**changes) -> str:
    return json.dumps(promise_data(**changes))


def history(folder: Path, *states: str | None) -> tuple[list[str], list[tuple]]:
    """Commit one state of the record after the other; return the commits, and each wording in short."""
    repo = Repo(folder)
    commits = [
        repo.commit(f"Step {number}", {PATH: state} if state or number else {})
        for number, state in enumerate(states)
    ]
    found = told_wordings(folder, "HEAD", TODAY)
    at = {commit: number for number, commit in enumerate(commits)}
    steps_of = [
        tuple(at[moment.commit] if moment else None for moment in (one.since, one.until, one.ended))
        for one in found
    ]
    return commits, [
        (one.standing, one.status, one.statement, *those) for one, those in zip(found, steps_of, strict=True)
    ]


FOUR, SIX = text(statement="In 4 hours."), text(statement="In 6 hours.")
RETIRED = text(
    statement="In 6 hours.",
    status="retired",
    ending={"date": "2026-01-01", "why": "Why.", "decided_by": "@a"},
)


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ([FOUR], [("present", "active", "In 4 hours.", 0, None, None)]),
        ([FOUR, SIX], [("present", "active", "In 6 hours.", 1, None, None), ("earlier", "active", "In 4 hours.", 0, 1, None)]),
        ([FOUR, text(statement="In 4 hours.", title="Faster")], [("present", "active", "In 4 hours.", 0, None, None)]),
        ([FOUR, SIX, FOUR], [("present", "active", "In 4 hours.", 2, None, None), ("earlier", "active", "In 6 hours.", 1, 2, None)]),
        ([FOUR, SIX, RETIRED], [("present", "retired", "In 6 hours.", 1, None, 2), ("earlier", "active", "In 4 hours.", 0, 1, None)]),
        ([FOUR, SIX, None], [("erased", "active", "In 6 hours.", 1, 2, None), ("earlier", "active", "In 4 hours.", 0, 1, None)]),
        ([FOUR, None, SIX], [("present", "active", "In 6 hours.", 2, None, None), ("earlier", "active", "In 4 hours.", 0, 1, None)]),
        ([text(status="proposed"), SIX], [("present", "active", "In 6 hours.", 1, None, None)]),
        ([text(status="proposed"), None], []),
        ([FOUR, "id: ["], [("present", "active", "In 4 hours.", 0, None, None)]),
        ([FOUR, "id: [", SIX], [("present", "active", "In 6 hours.", 2, None, None), ("earlier", "active", "In 4 hours.", 0, 2, None)]),
    ],
    ids=["made", "reworded", "only the title", "back again", "retired", "erased", "erased and made again", "proposed first", "only proposed",
         "unreadable", "unreadable for a while"],
)  # fmt: skip
def test_a_promise_has_the_wordings_that_were_binding_with_the_commits_that_made_and_ended_each(
    tmp_path, states, told
):
    assert history(tmp_path / "repo", *states)[1] == told


def test_a_zone_that_left_and_an_ending_are_told_as_the_record_has_them(tmp_path):
    record = promise_data(
        layer="experimental", experiment={"cohort": "40 companies", "decide_by": "2026-06-30"},
        zones={"sales-marketing": {"says": "Each offer says so.", "surfaces": [{"path": "offers.md"}, {"url": "https://acme.example"}]},
               "delivery-support": {"says": "Not any more.", "left": {"date": "2026-01-01", "by": "@a"}}},
    )  # fmt: skip
    repo = Repo(tmp_path / "repo")
    repo.commit("Make", {"promises/experimental/fast-support.yaml": json.dumps(record)})
    (found,) = told_wordings(repo.path, "HEAD", TODAY)
    assert (found.zones, found.says) == (("sales-marketing",), (("sales-marketing", "Each offer says so."),))
    assert found.surfaces == ("offers.md", "https://acme.example")
    assert (found.cohort, found.decide_by) == ("40 companies", date(2026, 6, 30))


@pytest.fixture(scope="module")
def kep(tmp_path_factory) -> Path:
    if not BUNDLE.exists():
        pytest.skip("the real history isn't here (../shared/data)")
    folder = tmp_path_factory.mktemp("kep") / "kep"
    subprocess.run(["git", "clone", "--quiet", "--branch", "main", BUNDLE, folder], check=True)
    return folder


def test_on_real_history_each_wording_ends_where_the_next_begins(kep):
    told = events_of_line(branch_line(git.open_repository(str(kep)), "main"), TODAY)
    whole = wordings(Stack("nothing left"), told)
    by_promise: dict[str, list] = {}
    for one in whole:
        by_promise.setdefault(one.promise, []).append(one)
    assert len(whole) > 800
    for those in by_promise.values():
        dated = [(one.since.day, one.until.day if one.until else date.max) for one in those if one.since]
        assert all(since <= until for since, until in dated)
        assert all(after[0] >= before[1] for after, before in pairwise(dated))
        assert {one.standing for one in those[1:]} <= {"earlier"}


def test_on_real_history_texts_that_state_an_earlier_wording_are_found_with_the_commit_that_ended_it(kep):
    """Each of 442 promises is near to others of its template, and some have ten earlier wordings."""
    day = date(2022, 12, 20)
    told = told_wordings(kep, "main", day)
    index = WordingIndex(told, quantities)
    present = {one.promise: one for one in told if one.standing == "present"}
    ended = {(one.promise, one.statement, one.until.commit) for one in told if one.until}
    differing = [
        one for one in told
        if one.standing == "earlier" and one.promise in present and one.statement != present[one.promise].statement
        and present[one.promise].status == "active"
    ]  # fmt: skip
    found = [claim_finding(claim(one.statement), index, day) for one in differing]
    past = [one for one in found if one.state == "expired"]  # most experiments are past their 180 days
    outdated = [
        (one.promise, one.claim.sentence.text, one.by.commit) for one in found if one.state == "outdated"
    ]
    assert len(outdated) + len(past) >= 0.98 * len(differing)
    assert len(ended.intersection(outdated)) >= 0.98 * len(set(outdated))
    standing = [
        claim_finding(claim(one.statement), index, day) for one in present.values() if one.status == "active"
    ]
    assert {one.state for one in standing} == {"consistent", "expired", "escaped"}
    assert sum(one.promise not in present for one in standing) == 0
