"""``validate``, ``inventory`` and ``diff``: facts without a judgement."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from gitrepo import Repo
from roots import ROOT
from scenario import PACK, acme, changed, files_of, promise, revision_of, waiver, without, wording_of

from pas_gov.cli import cli
from pas_gov.diagnostics import Stop
from pas_gov.model.records.promise import ZONES

pytestmark = pytest.mark.whole

INVENTORY = json.loads((ROOT / "pas_gov/model/schemas/inventory.json").read_text())


@pytest.fixture
def run(nobodys_settings, capsys):
    """Return a function that runs a command line and returns its status and what it printed."""

    def call(*arguments: str) -> tuple[int, str]:
        status = cli.main(list(arguments), standalone_mode=False)
        return status, capsys.readouterr().out

    return call


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


class TestValidate:
    def test_a_valid_folder_outside_git(self, run, tmp_path):
        write(tmp_path, {**files_of(acme()), **PACK})
        status, said = run("validate", "--repo", str(tmp_path))
        assert (status, said.strip()) == (
            0,
            "VALID  9 promise files and 46 files of rules: no errors, 0 warnings.",
        )

    def test_every_problem_of_every_file_at_once_in_order(self, run, tmp_path):
        write(
            tmp_path,
            {
                **files_of(acme()),
                **PACK,
                "promises/core/a.yaml": "a: [",
                "promises/core/z.txt": "x",
                "policies/p.yaml": "{}",
            },
        )
        status, said = run("validate", "--repo", str(tmp_path), "-f", "json")
        data = json.loads(said)
        assert (status, data["valid"]) == (1, False)
        places = [problem["location"]["path"] for problem in data["problems"]]
        assert places == sorted(places)
        assert set(places) == {"promises/core/a.yaml", "promises/core/z.txt", "policies/p.yaml"}
        assert all(
            problem["location"]["line"] for problem in data["problems"] if problem["severity"] == "error"
        )

    def test_a_problem_is_shown_on_its_line(self, run, tmp_path):
        write(tmp_path, {"promises/core/a.yaml": "\ufeffschema: pas.promise/v1\nlayer: corr\n"})
        said = run("validate", "--repo", str(tmp_path))[1]
        assert "promises/core/a.yaml:2:8: error schema-enum\n" in said
        assert "    layer: corr\n           ^\n" in said
        assert 'did you mean "core"?' in said

    def test_paths_choose_what_is_shown(self, run, tmp_path, monkeypatch):
        write(tmp_path, {"promises/core/a.yaml": "a: [", "promises/legacy/b.yaml": "b: ["})
        monkeypatch.chdir(tmp_path)
        assert run("validate", "promises/legacy")[1].count("error yaml") == 1
        assert run("validate", "promises/core/a.yaml")[1].count("error yaml") == 1
        assert run("validate", ".")[1].count("error yaml") == 2
        with pytest.raises(Stop) as stopped:
            run("validate", "promises/cor")
        assert stopped.value.status == 2

    def test_nothing_to_validate_is_no_success(self, run, tmp_path):
        with pytest.raises(Stop) as stopped:
            run("validate", "--repo", str(tmp_path))
        assert stopped.value.status == 3

    def test_ids_that_name_nothing_are_warned_of(self, run, tmp_path):
        org = changed(acme(), "four-hours", aligned_to=[{"promise": "reliabel"}])
        write(tmp_path, {**files_of(org), **PACK, **waiver("w", "no-erasure", "four-hour")})
        status, said = run("validate", "--repo", str(tmp_path))
        assert status == 0
        assert said.count("warning dangling") == 2
        assert 'did you mean "reliable"?' in said
        assert 'did you mean "four-hours"?' in said

    def test_conditions_are_checked_where_they_stand(self, run, tmp_path):
        org = changed(acme(), "named-csm", applies_when={"says": "x", "cel": "subject.plan = 'pro'"})
        write(tmp_path, {**files_of(org), **PACK})
        (problem,) = json.loads(run("validate", "--repo", str(tmp_path), "-f", "json")[1])["problems"]
        assert problem["code"] == "condition-cel"
        assert problem["location"]["line"]


class TestInventory:
    def test_every_promise_with_its_revision_and_states(self, run, tmp_path):
        org = changed(acme(), "reliable", statement="Other words.")
        org["named-csm"]["aligned_to"] += [{"promise": "nobody"}, {"promise": "draft"}]
        write(tmp_path, files_of(org))
        status, said = run("inventory", "--repo", str(tmp_path), "-f", "json")
        data = json.loads(said)
        jsonschema.Draft7Validator(INVENTORY).validate(data)
        by_id = {one["id"]: one for one in data["promises"]}
        assert (status, data["commit"], list(by_id)) == (0, None, sorted(org))
        assert by_id["reliable"]["revision"] == revision_of(org, "reliable")
        assert by_id["reliable"]["wording"] == wording_of(org, "reliable")
        assert by_id["four-hours"]["zones"] == ["delivery-support", "documentation-knowledge"]
        states = {link["promise"]: link["state"] for link in by_id["named-csm"]["aligned_to"]}
        assert states == {"four-hours": "current", "nobody": "missing", "draft": "unreviewed"}
        assert by_id["four-hours"]["aligned_to"][0]["state"] == "stale"

    def test_the_commit_is_named_only_where_it_is_just_what_was_read(self, run, repo: Repo):
        commit = repo.commit("Adopt", files_of(acme()))
        assert json.loads(run("inventory", "--repo", str(repo.path), "-f", "json")[1])["commit"] == commit
        repo.write({"src/x.py": "x"})
        assert json.loads(run("inventory", "--repo", str(repo.path), "-f", "json")[1])["commit"] == commit
        repo.write({"promises/core/fast.yaml": None})
        data = json.loads(run("inventory", "--repo", str(repo.path), "-f", "json")[1])
        assert (data["commit"], len(data["promises"])) == (None, 8)
        at_head = json.loads(run("inventory", "--repo", str(repo.path), "--ref", "HEAD", "-f", "json")[1])
        assert (at_head["commit"], len(at_head["promises"])) == (commit, 9)

    @pytest.mark.parametrize(
        ("path", "content"),
        [("pas-gov.yaml", "base: main\n"), ("promises/README.md", "x"), ("policies/a.yaml", "a: ["), ("docs/CODEOWNERS", "x")],
    )  # fmt: skip
    def test_no_commit_is_named_where_any_file_differs(self, run, repo: Repo, path: str, content: str):
        repo.commit("Adopt", files_of(acme()))
        repo.write({path: content})
        assert json.loads(run("inventory", "--repo", str(repo.path), "-f", "json")[1])["commit"] is None

    def test_a_file_that_may_be_run_is_the_same_record(self, run, repo: Repo):
        commit = repo.commit("Adopt", files_of(acme()))
        (repo.path / "promises/core/fast.yaml").chmod(0o755)
        assert json.loads(run("inventory", "--repo", str(repo.path), "-f", "json")[1])["commit"] == commit

    def test_files_that_cannot_be_read_are_counted(self, run, tmp_path):
        write(tmp_path, {**files_of(acme()), "promises/core/a.yaml": "a: ["})
        assert "9 promises; 1 error in files" in run("inventory", "--repo", str(tmp_path))[1]

    def test_the_text_tells_what_needs_an_answer(self, run, tmp_path):
        write(tmp_path, files_of(changed(acme(), "reliable", statement="Other words.")))
        said = run("inventory", "--repo", str(tmp_path))[1]
        assert "stale: aligned to reliable" in said
        assert revision_of(acme(), "fast") in said

    @pytest.mark.parametrize(
        ("options", "ids"),
        [
            (("--layer", "legacy"), {"phone-support", "free-parking"}),
            (("--layer", "core", "--layer", "legacy"), {"reliable", "fast", "phone-support", "free-parking"}),
            (("--zone", "documentation-knowledge", "--layer", "supporting"), {"four-hours"}),
            (("--status", "proposed"), {"draft"}),
            (("--text", "FOUR hours", "--layer", "supporting"), {"four-hours"}),
            (("--text", "no such words"), set()),
        ],
    )
    def test_filters_of_one_kind_widen_and_of_several_kinds_narrow(self, run, tmp_path, options, ids):
        write(tmp_path, files_of(acme()))
        data = json.loads(run("inventory", "--repo", str(tmp_path), "-f", "json", *options)[1])
        jsonschema.Draft7Validator(INVENTORY).validate(data)
        assert ({one["id"] for one in data["promises"]}, data["of"]) == (ids, 9)

    def test_names_are_whole_whatever_their_case_and_a_slip_is_told(self, run, tmp_path):
        org = changed(acme(), "fast", owner="@Acme/Speed", tags=["urgent"], audience=["Partners"])
        write(tmp_path, files_of(org))
        for options in (("--owner", "@acme/speed"), ("--tag", "URGENT"), ("--audience", "partners")):
            data = json.loads(run("inventory", "--repo", str(tmp_path), "-f", "json", *options)[1])
            assert [one["id"] for one in data["promises"]] == ["fast"]
        with pytest.raises(Stop) as stop:
            run("inventory", "--repo", str(tmp_path), "--owner", "@acme/sped")
        assert (stop.value.status, stop.value.remedy) == (2, 'did you mean "@Acme/Speed"?')

    def test_the_matrix_counts_active_promises_by_what_their_zones_say(self, run, tmp_path):
        zones = {"delivery-support": {"says": "We answer."}, "ai-automation": {}}
        org = changed(acme(), "fast", zones=zones)
        said = {"wording": wording_of(org, "fast"), "date": "2026-05-01", "by": "@a", "reality": "broken"}
        zones["delivery-support"]["attested"] = said
        write(tmp_path, files_of(changed(org, "fast", zones=zones)))
        run_on = (
            "inventory",
            "--repo",
            str(tmp_path),
            "--text",
            "fast",
            "--layer",
            "core",
            "--today",
            "2026-06-01",
        )
        data = json.loads(run(*run_on, "-f", "json")[1])
        jsonschema.Draft7Validator(INVENTORY).validate(data)
        (row,) = data["matrix"]
        assert row["zones"]["delivery-support"] == {"broken": 1}
        assert row["zones"]["ai-automation"] == {"unattested": 1}
        assert data["promises"][0]["states"] == {"delivery-support": "broken", "ai-automation": "unattested"}
        text = run(*run_on)[1]
        assert "x1" in text
        assert max(map(len, text.splitlines())) <= 80
        (_, row) = run(*run_on, "-f", "csv")[1].splitlines()
        assert ",broken," in row
        assert "✗ Delivery and Support" in run(*run_on, "-f", "markdown")[1]

    def test_many_promises_and_long_ids_fit_80_columns(self, run, tmp_path):
        many = [
            promise(f"{'long-' * 11}{n:03}", "core", zones={zone: {} for zone in ZONES}) for n in range(150)
        ]
        write(tmp_path, files_of({one["id"]: one for one in many}))
        said = run("inventory", "--repo", str(tmp_path))[1]
        assert max(map(len, said.splitlines())) <= 80
        assert "o150" in said


class TestDiff:
    @pytest.fixture
    def changed_repo(self, repo: Repo) -> Repo:
        repo.commit("Adopt", {**files_of(acme()), **PACK})
        after = without(changed(acme(), "reliable", statement="Other words."), "draft")
        repo.commit(
            "Change",
            {
                **files_of(after),
                "promises/supporting/draft.yaml": None,
                "pas-gov.yaml": "schema: pas.settings/v1",
            },
        )
        return repo

    def test_changes_and_what_each_reaches(self, run, changed_repo):
        status, said = run("diff", "HEAD~1..HEAD", "--repo", str(changed_repo.path), "-f", "json")
        data = json.loads(said)
        changes = {one["promise"]: one for one in data["changes"]}
        assert (status, {name: one["kinds"] for name, one in changes.items()}) == (
            0,
            {"draft": ["erased"], "reliable": ["reworded"]},
        )
        assert [reach["way"] for reach in changes["reliable"]["reaches"]] == [
            ["reliable", "four-hours"], ["reliable", "phone-support"],
            ["reliable", "four-hours", "ai-summary"], ["reliable", "four-hours", "named-csm"],
        ]  # fmt: skip
        assert data["rules"] == ["pas-gov.yaml"]

    def test_the_text(self, run, changed_repo):
        said = run("diff", "HEAD~1..HEAD", "--repo", str(changed_repo.path))[1]
        for words in (
            "reliable  core: reworded",
            "now: Other words.",
            "reaches 4 promises:",
            "ai-summary through four-hours",
            "rules: pas-gov.yaml differs",
            "2 promises changed in HEAD~1..HEAD, 2 of them materially.",
        ):
            assert words in said

    def test_nothing_changed(self, run, changed_repo):
        assert run("diff", "HEAD..HEAD", "--repo", str(changed_repo.path)) == (
            0,
            "0 promises changed in HEAD..HEAD, 0 of them materially.\n",
        )

    @pytest.mark.parametrize(
        ("revisions", "status"),
        [("HEAD", 2), ("a...b", 3), ("..", 0), ("HEAD~1..", 0), ("nope..HEAD", 3), ("--output=x..HEAD", 2)],
    )
    def test_ranges(self, run, changed_repo, revisions, status):
        try:
            found = run("diff", "--repo", str(changed_repo.path), "--", revisions)[0]
        except Stop as stop:
            found = stop.status
        assert found == status

    def test_a_long_chain_that_changes_as_a_whole_stays_small(self, run, repo: Repo):
        from scenario import promise

        chain = [
            promise(f"p{n}", "supporting", status="active", aligned_to=[{"promise": f"p{n - 1}"}])
            for n in range(1500)
        ]
        repo.commit("Nothing")
        repo.commit("Chain", files_of(chain))
        status, said = run("diff", "HEAD~1..HEAD", "--repo", str(repo.path), "-f", "json")
        data = json.loads(said)
        assert status == 0
        assert {one["reaches_all"] for one in data["changes"]} == {True, False}
        assert len(said) < 20_000_000
