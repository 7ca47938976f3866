"""The recipes of docs/github.md and docs/other-ci.md do what they say."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from gitrepo import Repo
from roots import ROOT
from scenario import PACK, acme, changed, files_of

from pas_gov import __version__

pytestmark = pytest.mark.whole

PAGES = {name: (ROOT / "docs" / f"{name}.md").read_text() for name in ("github", "other-ci", "threat-model")}
REWORDED = files_of(changed(acme(), "reliable", statement="We are the most reliable of all."))


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGES[page], re.DOTALL)


def script(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}
    env |= {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    return subprocess.run(
        ["sh", "-c", text], cwd=folder, env=env, capture_output=True, text=True, check=False
    )


def below(folder: str, files: dict) -> dict:
    return {f"{folder}/{path}": text for path, text in files.items()}


@pytest.fixture
def clone(new_repo) -> Repo:
    """Return a clone whose origin has the organisation twice: at its root, and in the folder ``governance``."""
    origin = new_repo("origin")
    whole = {**files_of(acme()), **PACK}
    origin.commit("Adopt", {**whole, **below("governance", whole)})
    made = new_repo("clone")
    made.git("remote", "add", "origin", str(origin.path))
    made.git("fetch", "--quiet", "origin")
    made.git("checkout", "--quiet", "-b", "change", "origin/main")
    return made


class TestSubfolder:
    def test_a_change_of_the_folder_is_judged(self, clone):
        (recipe,) = blocks("github", "sh")
        clone.commit("Reword", below("governance", REWORDED))
        done = script(recipe, clone.path)
        assert done.returncode == 1, done.stderr
        assert "promises/core/reliable.yaml" in done.stdout

    def test_a_change_elsewhere_is_none(self, clone):
        (recipe,) = blocks("github", "sh")
        clone.commit("Reword what isn't in the folder", REWORDED)
        assert script(recipe, clone.path).returncode == 0

    def test_a_conflict_is_no_pass(self, clone):
        (recipe,) = blocks("github", "sh")
        theirs = clone.commit("Theirs", {"governance/promises/core/reliable.yaml": "theirs\n"})
        clone.git("reset", "--quiet", "--hard", "origin/main")
        clone.commit("Mine", {"governance/promises/core/reliable.yaml": "mine\n"})
        clone.git("update-ref", "refs/remotes/origin/main", theirs)
        done = script(recipe, clone.path)
        assert done.returncode != 0
        assert done.stdout == ""  # it ended before the gate

    def test_a_folder_that_is_not_there_is_no_pass(self, clone):
        (recipe,) = blocks("github", "sh")
        assert script(recipe.replace("governance", "nowhere"), clone.path).returncode not in (0, 1)


class TestShell:
    @pytest.mark.parametrize(
        ("files", "status", "said"), [(REWORDED, 1, "blocked"), ({"x": "y"}, 0, "may be merged")]
    )
    def test_it_fails_with_the_verdict_and_leaves_the_reports(self, clone, files, status, said):
        *_, recipe = blocks("other-ci", "sh")
        clone.commit("Change", files)
        done = script(recipe, clone.path)
        assert done.returncode == status
        assert done.stdout.splitlines()[-1].startswith(said)
        assert {"gate.json", "gate.xml", "gate.md"} <= {path.name for path in clone.path.iterdir()}

    def test_no_verdict_is_said(self, clone):
        *_, recipe = blocks("other-ci", "sh")
        clone.commit("No policies", dict.fromkeys(PACK))
        clone.git("push", "--quiet", "--force", "origin", "HEAD:refs/heads/main", check=False)
        bare = clone.git("rev-parse", "HEAD")
        subprocess.run(
            ["git", "-C", str(clone.path.parent / "origin"), "update-ref", "refs/heads/main", bare],
            check=True,
        )
        done = script(recipe, clone.path)
        assert (done.returncode, done.stdout.splitlines()[-1]) == (3, "no verdict: not a pass")


def test_every_yaml_block_is_yaml_and_names_this_version():
    for page in PAGES:
        for text in blocks(page, "yaml"):
            assert yaml.safe_load(text)
    named = re.findall(r"(?:rev: v|pas-gov==|# v)(0\.\d+\.\d+)", PAGES["github"] + PAGES["other-ci"])
    assert set(named) == {__version__}
    assert len(named) == 8


def test_the_hooks_that_the_page_names_are_there_and_run_what_it_says():
    hooks = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    (configured,) = yaml.safe_load(blocks("other-ci", "yaml")[0])["repos"]
    assert {hook["id"] for hook in configured["hooks"]} == set(hooks)
    gate, validate = hooks["pas-gov-gate"], hooks["pas-gov-validate"]
    assert (gate["entry"], gate["always_run"], gate["pass_filenames"], gate["stages"]) == (
        "pas-gov gate",
        True,
        False,
        ["pre-push"],
    )
    assert (validate["entry"], validate["always_run"], validate["pass_filenames"]) == (
        "pas-gov validate",
        True,
        False,
    )
    assert "files" not in validate, "a commit that only deletes has no file that would match"


def test_the_gitlab_job_judges_the_whole_history_against_the_target():
    job = yaml.safe_load(blocks("other-ci", "yaml")[1])["pas-gov"]
    assert job["variables"]["GIT_DEPTH"] == "0"
    assert job["artifacts"]["when"] == "always"
    assert job["artifacts"]["reports"] == {"junit": "gate.xml", "codequality": "gate.json"}
    assert "-o gitlab=gate.json" in job["script"][-1]


FORGES = {
    "GitLab": ({"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}, "CI_COMMIT_SHA"),
    "Azure DevOps": (
        {"SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main"},
        "SYSTEM_PULLREQUEST_SOURCECOMMITID",
    ),
    "Bitbucket": ({"BITBUCKET_PR_DESTINATION_BRANCH": "main"}, "BITBUCKET_COMMIT"),
    "Gitea": ({"GITHUB_BASE_REF": "main"}, "GITHUB_SHA"),
    "GitHub Enterprise Server": ({"GITHUB_BASE_REF": "main", "RUNNER_TEMP": "no-such-folder"}, "HEAD"),
}


def commands_of(job: object) -> list[str]:
    """Return the commands of a pipeline, however deep: what stands under ``script`` and ``run``."""
    if isinstance(job, dict):
        own = [job[key] for key in ("script", "run") if key in job]
        below = [
            one for key, value in job.items() if key not in ("script", "run") for one in commands_of(value)
        ]
        return [line for one in own for line in (one if isinstance(one, list) else [one])] + below
    return [line for one in job for line in commands_of(one)] if isinstance(job, list) else []


@pytest.mark.parametrize("forge", FORGES)
@pytest.mark.parametrize(("files", "status"), [(REWORDED, 1), ({"x": "y"}, 0)])
def test_each_forge_gets_the_verdict_by_its_own_variables(clone, forge, files, status):
    page = PAGES["other-ci"]
    section = page[page.index(f"## {forge}") :]
    job = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)[0])
    told, head = FORGES[forge]
    clone.git("update-ref", "-d", "refs/remotes/origin/main")
    commit = clone.commit("Change", files)
    lines = "\n".join(commands_of(job))
    lines = re.sub(r"(?m)^.*(pip\"? install|-m venv).*$", "", lines).replace(
        ".pas-gov-venv/bin:", "no-such-folder:"
    )
    assert "gate" in lines
    exported = "\n".join(f"export {name}={value}" for name, value in {**told, head: commit}.items())
    assert script(f"set -e\n{exported}\n{lines}", clone.path).returncode == status


def test_what_the_action_takes_and_gives_is_documented_by_name():
    action = yaml.safe_load((ROOT / ".github/actions/gate/action.yml").read_text())
    for name in (*action["inputs"], *action["outputs"]):
        assert f"`{name}`" in PAGES["github"]
