"""``pas-gov init``: a governance repository from nothing, and never a file changed."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest
import yaml
from contents import contents
from gitrepo import Repo
from scenario import PACK

from pas_gov import __version__
from pas_gov.authoring.starting import repository_texts as start
from pas_gov.commands.init import init_command
from pas_gov.commands.validate import validate_command
from pas_gov.diagnostics import Stop
from pas_gov.gate.gate import GateOptions, gate
from pas_gov.model.records.reader import read

pytestmark = pytest.mark.whole


@pytest.fixture
def folder(tmp_path, nobodys_settings, capsys) -> Path:
    assert init_command(str(tmp_path)) == 0
    return tmp_path


def test_it_writes_the_pack_settings_schemas_and_what_to_read(folder):
    written = contents(folder)
    assert written.keys() >= PACK.keys() | {
        "pas-gov.yaml",
        "promises/README.md",
        "policies/README.md",
        "policies/waivers/README.md",
        "policies/tests/README.md",
    }
    assert {path for path in written if path.startswith(".pas-gov/")} == {
        f".pas-gov/schemas/{kind}.json" for kind in ("promise", "policy", "policy-test", "waiver", "settings")
    } | {".pas-gov/pack.json"}
    assert all(
        (folder / "promises" / layer).is_dir()
        for layer in ("core", "supporting", "conditional", "experimental", "legacy")
    )


def test_what_it_writes_is_valid(folder, capsys):
    assert validate_command(str(folder), (), "text", date(2026, 6, 1)) == 0
    assert "no errors, 0 warnings" in capsys.readouterr().out


def test_every_modeline_leads_to_its_schema(folder):
    for path, text in contents(folder).items():
        for found in re.findall(rb"yaml-language-server: \$schema=(\S+)", text):
            base = folder / ("promises/core/x" if path == "promises/README.md" else path)
            assert (base.parent / found.decode()).resolve().is_file(), path


def test_running_it_twice_changes_nothing(folder, capsys):
    before = contents(folder)
    init_command(str(folder))
    assert contents(folder) == before
    assert "Nothing to do" in capsys.readouterr().out


def test_what_exists_is_kept_and_what_is_missing_is_added(folder):
    (folder / "pas-gov.yaml").write_text("mine")
    (folder / "policies/no-erasure.yaml").unlink()
    init_command(str(folder))
    assert (folder / "pas-gov.yaml").read_text() == "mine"
    assert (folder / "policies/no-erasure.yaml").exists()


@pytest.mark.parametrize("link", ["promises", "policies", ".pas-gov", "policies/waivers", "promises/core"])
def test_it_never_writes_through_a_link(tmp_path, nobodys_settings, link):
    (tmp_path / "elsewhere").mkdir()
    root = tmp_path / "root"
    (root / link).parent.mkdir(parents=True)
    (root / link).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Stop):
        init_command(str(root))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_in_a_files_place_is_kept(tmp_path, nobodys_settings, capsys):
    (tmp_path / "pas-gov.yaml").symlink_to(tmp_path / "nowhere")
    init_command(str(tmp_path))
    assert not (tmp_path / "nowhere").exists()


def test_a_repository_with_a_history_is_told_to_bootstrap(repo: Repo, capsys):
    repo.commit("Something")
    init_command(str(repo.path))
    said = capsys.readouterr().out
    assert "--bootstrap" in said
    assert "git init" not in said


@pytest.mark.parametrize("branch", ["main", "trunk", "yes"])
@pytest.mark.parametrize("begun", [False, True])
def test_the_branch_that_changes_go_into_is_written_where_it_is_not_main(new_repo, branch, begun):
    """Nothing else tells a gate in CI, or beside other branches, what a change is judged against."""
    repo = new_repo("org")
    if begun:
        repo.commit("One", {"README.md": "x"})
        repo.git("branch", "-M", branch)
        repo.checkout("-badopt")
    else:
        repo.git("symbolic-ref", "HEAD", f"refs/heads/{branch}")
    init_command(str(repo.path))
    settings = read("settings", (repo.path / "pas-gov.yaml").read_bytes()).record
    assert settings.get("base") == (None if branch == "main" else branch)


def test_the_examples_are_valid_records(folder):
    """What a newcomer copies works."""
    promises = re.findall(r"```yaml\n(.*?)```", (folder / "promises/README.md").read_text(), re.DOTALL)
    core, more, end = (yaml.load(text, yaml.BaseLoader) for text in promises)
    assert read("promise", promises[0].encode()).faults == ()
    whole = {**core, **more, **end, "terms": more["terms"]}
    assert read("promise", yaml.safe_dump(whole).encode()).faults == ()
    (waiver,) = re.findall(
        r"```yaml\n(.*?)```", (folder / "policies/waivers/README.md").read_text(), re.DOTALL
    )
    assert read("waiver", waiver.encode()).faults == ()


class Typed:
    """Somebody at a terminal who types these answers, and takes the default where one is empty."""

    def __init__(self, *answers: str) -> None:
        self.answers, self.questions = list(answers), []

    def text(self, question: str, default: str = "") -> str:
        self.questions.append(question)
        return self.answers.pop(0) or default


def started(repo: Repo, *answers: str) -> Typed:
    typed = Typed(*answers)
    repo.git("config", "user.email", "ada@acme.example")
    init_command(str(repo.path), typed, {}, date(2026, 6, 1))
    return typed


def test_it_writes_a_workflow_a_readme_and_what_editors_need(folder):
    assert contents(folder).keys() >= {"README.md", ".github/workflows/pas-gov.yml", ".vscode/settings.json"}
    associated = json.loads((folder / ".vscode/settings.json").read_text())["yaml.schemas"]
    assert all((folder / path).is_file() for path in associated)


def test_the_workflow_is_pinned_reads_alone_and_is_never_skipped(folder):
    text = (folder / ".github/workflows/pas-gov.yml").read_text()
    workflow = yaml.load(text, yaml.BaseLoader)
    (job,) = workflow["jobs"].values()
    assert workflow["on"].keys() == {"pull_request", "merge_group"}
    assert (job["name"], job["permissions"]) == ("pas-gov / gate", {"contents": "read"})
    assert "if" not in job
    assert "paths" not in text
    used = [step["uses"] for step in job["steps"] if "uses" in step]
    assert [name for name in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", name)] == []
    assert job["steps"][0]["with"] == {"fetch-depth": "0", "persist-credentials": "false"}
    assert not any("${{" in step.get("run", "") for step in job["steps"])


def workflow_of(monkeypatch, commit: str) -> tuple[str, list[dict]]:
    monkeypatch.setattr(start, "built_from", lambda: commit)
    text = start.workflow()
    return text, yaml.load(text, yaml.BaseLoader)["jobs"]["gate"]["steps"]


def test_the_action_is_pinned_to_the_commit_that_this_was_built_from(monkeypatch):
    text, steps = workflow_of(monkeypatch, "a" * 40)
    assert steps[1]["uses"] == f"pas-gov/pas-gov/.github/actions/gate@{'a' * 40}"
    assert f"# v{__version__}\n" in text
    assert steps[1]["with"] == {"arguments": "--bootstrap\n"}


def test_where_the_commit_is_not_known_the_version_is_pinned(monkeypatch):
    text, steps = workflow_of(monkeypatch, "")
    assert f"pas-gov=={__version__}" in text
    assert steps[-1]["run"] == "python -I -m pas_gov gate --bootstrap -f github"


def test_in_a_checkout_the_commit_is_that_of_the_checkout():
    root = Path(start.__file__).parents[3]
    if not (root / ".git").exists():
        pytest.skip("these tests don't run in a checkout")
    head = subprocess.run(
        ["git", "-C", root, "rev-parse", "HEAD"], capture_output=True, text=True, check=True
    ).stdout
    assert start.built_from() == head.strip()


def test_the_three_settings_are_printed_in_words_and_as_a_ruleset_that_can_be_imported(
    tmp_path, nobodys_settings, capsys
):
    init_command(str(tmp_path))
    said = capsys.readouterr().out
    assert "three settings that only a person can make" in said
    printed = json.loads(said[said.index("{") : said.rindex("}") + 1])
    assert printed == json.loads((tmp_path / ".github/pas-gov-ruleset.json").read_text())
    rules = {rule["type"]: rule.get("parameters", {}) for rule in printed["rules"]}
    assert rules["pull_request"]["allowed_merge_methods"] == ["merge", "squash"]
    workflow = yaml.load((tmp_path / ".github/workflows/pas-gov.yml").read_text(), yaml.BaseLoader)
    (check,) = rules["required_status_checks"]["required_status_checks"]
    assert check["context"] == workflow["jobs"]["gate"]["name"]
    assert rules["pull_request"]["require_code_owner_review"] is True
    assert (printed["enforcement"], printed["bypass_actors"]) == ("active", [])
    init_command(str(tmp_path))
    assert "three settings" not in capsys.readouterr().out


def test_the_first_core_promise_is_asked_for(repo: Repo, capsys):
    typed = started(repo, "We answer.", "", "@acme/strategy", "customers, partners")
    assert typed.questions[0].startswith("Name the Core Promise")
    core = yaml.load((repo.path / "promises/core/we-answer.yaml").read_text(), yaml.BaseLoader)
    assert (core["title"], core["owner"], core["audience"]) == (
        "We answer",
        "@acme/strategy",
        ["customers", "partners"],
    )
    assert 'owners: ["@acme/strategy"]' in (repo.path / "pas-gov.yaml").read_text()
    assert "/promises/core/we-answer.yaml @acme/strategy" in (repo.path / ".github/CODEOWNERS").read_text()
    assert "pas-gov new" in capsys.readouterr().out
    assert validate_command(str(repo.path), (), "text", date(2026, 6, 1)) == 0
    assert "no errors, 0 warnings" in capsys.readouterr().out


def test_without_an_owner_it_says_what_codeowners_waits_for(repo: Repo, capsys):
    settings = repo.path / "pas-gov.yaml"
    init_command(str(repo.path))
    assert ".github/CODEOWNERS isn't written yet" in capsys.readouterr().out
    assert not (repo.path / ".github/CODEOWNERS").exists()
    settings.write_text(settings.read_text().replace("# owners:", "owners:"))
    init_command(str(repo.path))
    assert "isn't written yet" not in capsys.readouterr().out
    assert (repo.path / ".github/CODEOWNERS").exists()


def test_an_owner_that_nobody_can_reach_is_asked_for_again(repo: Repo):
    typed = started(repo, "We answer.", "", "tbd", "somebody", "", "")
    assert sum("who answers for it" in question for question in typed.questions) == 3
    assert "owner: ada@acme.example" in (repo.path / "promises/core/we-answer.yaml").read_text()


def test_what_was_named_passes_the_gate_as_the_first_change(repo: Repo):
    repo.commit("Nothing yet")
    started(repo, "We answer.", "", "@acme/strategy", "")
    report = gate(GateOptions(str(repo.path), worktree=True, bootstrap=True), {}, date(2026, 6, 1))
    assert report.status == 0


def test_later_is_an_answer_and_it_is_asked_again_until_there_is_a_core(repo: Repo):
    assert len(started(repo, "").questions) == 1
    assert len(started(repo, "We answer.", "", "@acme/x", "").questions) == 4
    before = contents(repo.path)
    assert started(repo).questions == []
    assert contents(repo.path) == before


def test_where_something_cant_be_written_nothing_is(tmp_path, nobodys_settings, monkeypatch):
    calls = iter(range(1000))

    def full(_: int) -> None:
        if next(calls) == 5:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("pas_gov.authoring.saving.atomic_write.os.fsync", full)
    with pytest.raises(Stop, match="No space left"):
        init_command(str(tmp_path))
    assert contents(tmp_path) == {}


def test_what_an_adopted_repository_lacks_is_no_adoption(folder, capsys):
    init_command(str(folder))
    assert "Name the Core Promise" in capsys.readouterr().out
    (folder / "policies/no-erasure.yaml").unlink()
    init_command(str(folder))
    said = capsys.readouterr().out
    assert "pas-gov validate" in said
    assert "Name the Core Promise" not in said


def test_a_weekly_probe_is_written_where_it_is_asked_for(tmp_path):
    assert init_command(str(tmp_path), probe=True) == 0
    written = (tmp_path / ".github/workflows/pas-gov-probe.yml").read_text()
    assert "{version}" not in written
    assert "pas_gov probe --endpoint" in written
