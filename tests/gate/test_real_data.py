"""The proofs on real data beside the project: a ledger of 761 commits, and a company's promises."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from gitrepo import Repo
from roots import SHARED
from scenario import PACK, Data, Org, blocking, changed, files_of, judged, realigned

from pas_gov import git
from pas_gov.gate.gate import GateOptions, gate
from pas_gov.judging.findings.gate_report import GateReport, NoVerdict
from pas_gov.model.stack.paths import differing_paths

pytestmark = pytest.mark.whole

DATA = SHARED / "data"
TODAY = date(2022, 12, 31)
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"the data of ../shared isn't here ({DATA})")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a clone of the KEP ledger."""
    place = tmp_path_factory.mktemp("ledger") / "kep"
    subprocess.run(["git", "clone", "--quiet", DATA / "kep-ledger-2022.bundle", place], check=True)
    return place


def steps(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield (parent, commit) of sampled first-parent steps, those around the broken blobs among them."""
    commits = [one.id for one in git.first_parents(git.open_repository(str(folder)), "HEAD")]
    pairs = list(zip(commits[1:], commits, strict=False))
    yield from pairs[::48]
    for commit, parent in ((one, before) for before, one in pairs):
        touched = subprocess.run(
            ["git", "diff", "--name-only", parent, commit],
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
        if any(name in touched.stdout for name in ("kep-1855", "kep-1205")):
            yield parent, commit


@needs_data
def test_the_gate_judges_history_without_a_crash_or_a_silent_skip(ledger):
    """Every step has a verdict, and every touched promise file shows as a change or as a problem."""
    verdicts: list[str] = []
    broken = 0
    repository = git.open_repository(str(ledger))
    for parent, commit in sorted(set(steps(ledger))):
        report = gate(GateOptions(str(ledger), base=parent, head=commit, bootstrap=True), {}, TODAY)
        assert isinstance(report, GateReport), report
        verdicts.append(report.verdict)
        before, after = (git.snapshot(repository, f"{one}^{{tree}}", one) for one in (parent, commit))
        shown = {change.promise.path for change in report.changes} | {
            p.diagnostic.location.path for p in report.problems
        }
        for path in differing_paths(before, after):
            if path.startswith("promises/") and path in after.files:
                assert path in shown, f"{commit}: {path} left no trace"
        broken += any(p.diagnostic.code.startswith("yaml") for p in report.problems)
    assert len(verdicts) >= 20
    assert set(verdicts) == {"pass", "blocked"}
    assert broken >= 3, "some of the history's YAML can't be read"


@needs_data
def test_the_ledgers_head_has_the_numbers_that_its_readme_gives(ledger):
    report = gate(GateOptions(str(ledger), base="HEAD", bootstrap=True), {}, TODAY)
    assert isinstance(report, GateReport)
    assert (report.verdict, report.changes) == ("pass", ())
    assert {p.diagnostic.code for p in report.problems if p.diagnostic.severity == "error"} == {
        "duplicate-id"
    }
    assert all(p.preexisting for p in report.problems)


@needs_data
def test_without_bootstrap_the_ledger_has_no_verdict(ledger):
    report = gate(GateOptions(str(ledger), base="HEAD~1"), {}, TODAY)
    assert isinstance(report, NoVerdict)
    assert report.code == "no-policies"


@pytest.fixture
def company() -> Org:
    """Return the promises of 37signals by id."""
    files = sorted((DATA / "37signals/promises").rglob("*.yaml"))
    records = [yaml.load(path.read_text(), yaml.BaseLoader) for path in files]
    return {record["id"]: typed(record) for record in records}


def typed(record: Data) -> Data:
    """Return a record read as texts alone; none of these has a number."""
    return record


@needs_data
class TestCompany:
    CORE = "customers-own-their-data"

    def dependents(self, company: Org) -> set[str]:
        return {
            one for one, record in company.items()
            if record["status"] == "active" and any(link["promise"] == self.CORE for link in record.get("aligned_to", ()))
        }  # fmt: skip

    def test_a_reworded_core_blocks_exactly_its_dependents_and_the_legacy_promises(self, company):
        after = changed(company, self.CORE, statement="Customer data belongs to whoever pays for it.")
        asked = blocking(judged(company, after))
        assert {one for policy, one in asked if policy == "change-propagates"} == self.dependents(company)
        legacy = {one for one, record in company.items() if record["layer"] == "legacy"}
        assert {one for policy, one in asked if policy == "core-change-decides-legacy"} == legacy
        assert {policy for policy, _ in asked} == {"change-propagates", "core-change-decides-legacy"}

    def test_answering_them_passes(self, company):
        after = changed(company, self.CORE, statement="Customer data belongs to whoever pays for it.")
        legacy = [one for one, record in company.items() if record["layer"] == "legacy"]
        for one in legacy:
            if not any(link["promise"] == self.CORE for link in after[one]["aligned_to"]):
                after[one]["aligned_to"].append({"promise": self.CORE})
        waiting = [*self.dependents(company), *legacy]
        for _ in company:  # a review is a new revision: go on until nobody asks
            for one in waiting:
                after = realigned(after, one, self.CORE)
            waiting = []
            verdict = judged(company, after)
            pending = {(f.promise, f.target) for f in verdict.judgement.blocking}
            if not pending:
                break
            for one, target in sorted(pending):
                after = realigned(after, one, target)
        assert judged(company, after).verdict == "pass"

    def test_it_validates_and_inventories_outside_git(self, company):
        import sys

        for command in ("validate", "inventory"):
            done = subprocess.run(
                [sys.executable, "-m", "pas_gov", command, "--repo", DATA / "37signals", "-f", "json"],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
            data = json.loads(done.stdout)
            assert data["problems"] == []
        assert {one["id"] for one in data["promises"]} == company.keys()
        states = {link["state"] for one in data["promises"] for link in one["aligned_to"]}
        assert states == {"current"}


@needs_data
def test_the_company_as_a_repository(repo: Repo, company):
    """As its owner would see it: adopted on main, reworded on a branch."""
    repo.commit("Adopt", {**files_of(company), **PACK})
    repo.git("checkout", "--quiet", "-b", "change")
    repo.commit(
        "Reword", files_of(changed(company, "leaving-is-easy-and-fair", statement="Leaving is hard."))
    )
    report = gate(GateOptions(str(repo.path), base="main"), {}, TODAY)
    assert isinstance(report, GateReport)
    assert report.verdict == "blocked"
