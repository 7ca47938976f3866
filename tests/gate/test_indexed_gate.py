"""The gate with an index of the base: on a real repository, with damage, and beside what ``--no-cache`` says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from gitrepo import Repo
from random_changes import TODAY, files_of, step
from scenario import PACK, acme

from pas_gov.gate.gate import GateOptions, gate
from pas_gov.judging.findings.gate_report import GateReport, Report
from pas_gov.loading import ends, loader
from pas_gov.loading.index.stack_index import StackIndex
from pas_gov.report.gate.json import gate_json

pytestmark = pytest.mark.whole


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have stacks of any size kept and indexed."""
    monkeypatch.setattr(ends, "LEAST_INDEXED", 1)
    monkeypatch.setattr(loader, "WORTH_SAVING", 1)


@pytest.fixture
def governed(repo: Repo) -> Repo:
    """A repository whose branch ``change`` rewords a Core."""
    files = files_of(acme())
    repo.commit("The stack", {**PACK, **files})
    repo.git("checkout", "--quiet", "-b", "change")
    path = "promises/core/reliable.yaml"
    repo.commit("Reword", {path: files[path].replace("We promise reliable.", "We promise more.")})
    return repo


def _said(repo: Repo, *, cached: bool = True, today: date = TODAY) -> str:
    report: Report = gate(GateOptions(str(repo.path), base="main", head="change", cached=cached), {}, today)
    assert isinstance(report, GateReport)
    return gate_json(report)


def _indexes(repo: Repo) -> list[Path]:
    return sorted((repo.path / ".git/pas-gov").glob("stack-*"))


def _warm(repo: Repo) -> str:
    """Let the gate run until it has an index, and return what it says."""
    said = {_said(repo), _said(repo)}
    assert len(said) == 1
    assert len(_indexes(repo)) == 1
    return said.pop()


def test_a_second_run_leaves_an_index_and_the_third_looks_up_what_it_asks_for(
    governed: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _warm(governed)
    (governed.path / ".git/pas-gov/facts.v1").unlink()
    monkeypatch.setattr(StackIndex, "entries", None)  # nobody asks for all of them
    assert _said(governed) == said == _said(governed, cached=False)
    assert not (governed.path / ".git/pas-gov/facts.v1").exists()


def test_as_of_a_day_before_something_was_recorded_all_is_read(governed: Repo) -> None:
    _warm(governed)
    early = date(2025, 1, 15)
    said = _said(governed, today=early)
    assert "hasn't come" in said
    assert said == _said(governed, cached=False, today=early)


def test_no_damage_of_an_index_changes_what_is_said(governed: Repo) -> None:
    said = _warm(governed)
    (index,) = _indexes(governed)
    written, chance = index.read_bytes(), Random(1)
    for _ in range(4):
        place = chance.randrange(len(written))
        index.write_bytes(written[:place] + bytes([written[place] ^ 1]) + written[place + 1 :])
        assert _said(governed) == said
    index.write_bytes(written[:-1])
    assert _said(governed) == said
    page = written.rindex(b'"p:reliable"')
    index.write_bytes(written[:page] + b'"p:reliablf"' + written[page + 12 :])
    assert _said(governed) == said
    assert index.read_bytes() == written  # it was given up, and made again


def test_an_index_serves_the_commits_that_follow(governed: Repo) -> None:
    _warm(governed)
    chance, files = Random(5), files_of(acme())
    governed.checkout("main")
    for _ in range(3):
        after = step(files, chance, odd=False)
        governed.commit("Go on", {path: after.get(path) for path in files.keys() | after.keys()})
        files = after
        governed.git("checkout", "--quiet", "-B", "change")
        changed = step(step(files, chance), chance, odd=False)
        governed.commit("Change", {path: changed.get(path) for path in files.keys() | changed.keys()})
        assert _said(governed) == _said(governed, cached=False)
        governed.checkout("main")


def test_a_link_in_the_place_of_an_index_is_not_followed(governed: Repo, tmp_path: Path) -> None:
    said = _warm(governed)
    (index,) = _indexes(governed)
    index.rename(tmp_path / "elsewhere")
    index.symlink_to(tmp_path / "elsewhere")
    assert _said(governed) == said
