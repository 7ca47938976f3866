"""The gate with an index of the base: on a real repository, with damage, and beside what ``--no-cache`` says."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest
from gitrepo import Repo
from random_changes import TODAY, files_of, step
from scenario import PACK, acme

from pas_gov.gate import gate as gating
from pas_gov.gate.gate import GateOptions, gate
from pas_gov.judging.findings.gate_report import GateReport, Report
from pas_gov.judging.verdict.request import VerdictRequest
from pas_gov.judging.verdict.verdict import Verdict, verdict_on
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


def _kept(repo: Repo) -> list[str]:
    return sorted(os.listdir(repo.path / ".git/pas-gov"))


def _meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Have this done once, as by another process, when the next gate has read its ends and judges."""
    waiting = [act]

    def judged(request: VerdictRequest) -> Verdict:
        if waiting:
            waiting.pop()()
        return verdict_on(request)

    monkeypatch.setattr(gating, "verdict_on", judged)


def test_two_gates_that_index_the_same_tree_at_once_leave_one_whole_index(
    governed: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _said(governed)
    _meanwhile(monkeypatch, lambda: _said(governed))
    assert _said(governed) == said
    (index,) = _indexes(governed)
    assert _kept(governed) == ["facts.v1", "rules.v1", index.name]
    monkeypatch.setattr(StackIndex, "entries", None)
    assert _said(governed) == said


@pytest.mark.parametrize("in_place", [True, False])
def test_an_index_that_another_process_spoils_while_it_is_in_use_changes_nothing(
    governed: Repo, monkeypatch: pytest.MonkeyPatch, in_place: bool
) -> None:
    said = _warm(governed)
    (index,) = _indexes(governed)
    with index.open("rb") as read:
        buffered = len(read.peek()) == index.stat().st_size  # from Python 3.14 on a small one is held whole

    def spoil() -> None:
        if not in_place:
            index.unlink()
        index.write_bytes(b"{}")

    _meanwhile(monkeypatch, spoil)
    assert _said(governed) == said
    could_be_read_on = buffered or not in_place  # else all was read anew, and the index is written again
    assert (index.read_bytes() == b"{}") is could_be_read_on
    assert _said(governed) == said, "a spoiled one is left aside by the next run"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="Linux alone has a device that is always full")
def test_on_a_full_disk_the_verdict_is_the_same_and_nothing_is_left(
    governed: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = _said(governed)
    made, asked = tempfile.mkstemp, []

    def full(dir: str, prefix: str) -> tuple[int, str]:  # noqa: A002  (its name)
        descriptor, path = made(dir=dir, prefix=prefix)
        os.close(descriptor)
        asked.append(prefix)
        return os.open("/dev/full", os.O_WRONLY), path

    with monkeypatch.context() as disk:
        disk.setattr(tempfile, "mkstemp", full)
        assert _said(governed) == said
    assert [one[:6] for one in asked] == ["stack-"]
    assert _kept(governed) == ["facts.v1", "rules.v1"]
    assert _said(governed) == said
    assert len(_indexes(governed)) == 1
