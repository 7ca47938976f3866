"""What pas-gov promises to its users is valid, and passes its own gate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from gitrepo import Repo
from roots import ROOT

from pas_gov.gate.gate import GateOptions, gate
from pas_gov.git.worktree import worktree_snapshot
from pas_gov.judging.findings.gate_report import GateReport
from pas_gov.loading.loader import open_loader
from pas_gov.model.stack.stack import Stack, link_state

pytestmark = pytest.mark.whole

DAY = date(2026, 11, 22)


@pytest.fixture
def stack() -> Iterator[Stack]:
    with open_loader(None) as loader:
        yield loader.load(worktree_snapshot(str(ROOT))).stack


def test_they_are_valid(stack: Stack) -> None:
    assert 8 <= len(stack.entries) <= 20
    assert [str(problem.location) for problem in stack.diagnostics] == []


def test_each_was_reviewed_against_the_present_revision(stack: Stack) -> None:
    active = [entry for entry in stack.entries.values() if entry.active]
    links = [(entry.id, link.promise, link_state(stack, link)) for entry in active for link in entry.links]
    assert [link for link in links if link[2] != "current"] == []


def test_each_zone_attests_the_present_wording(stack: Stack) -> None:
    zones = [(entry, zone) for entry in stack.entries.values() for zone in entry.promise.zones.values()]
    assert [
        entry.id for entry, zone in zones if not zone.attested or zone.attested.wording != entry.wording
    ] == []


def test_their_surfaces_are_files_of_this_repository(stack: Stack) -> None:
    zones = [zone for entry in stack.entries.values() for zone in entry.promise.zones_kept.values()]
    paths = {surface.path for zone in zones for surface in zone.surfaces}
    assert [path for path in sorted(paths) if not (ROOT / path).is_file()] == []


def test_they_pass_the_gate(repo: Repo) -> None:
    base = repo.commit("Empty")
    folders = [ROOT / "promises", ROOT / "policies"]
    found = [path for folder in folders for path in folder.rglob("*.yaml")]
    head = repo.commit("Our promises", {str(path.relative_to(ROOT)): path.read_bytes() for path in found})
    report = gate(GateOptions(str(repo.path), base=base, head=head, bootstrap=True, cached=False), {}, DAY)
    assert isinstance(report, GateReport), report
    assert [finding.message for finding in report.findings if finding.outcome != "pass"] == []
    assert report.verdict == "pass"
