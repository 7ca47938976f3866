"""What must hold of every workflow, of the action and of what `init` writes: a gate that is skipped counts as passed."""

from __future__ import annotations

import re

import yaml
from cases import each_of
from roots import ROOT
from runner import ACTION
from scripts import steps

from pas_gov import __version__
from pas_gov.authoring.starting.repository_texts import start_text, workflow

TEXTS = {path.name: path.read_text() for path in sorted((ROOT / ".github/workflows").glob("*.yml"))} | {
    "init": workflow(), "init without a commit": start_text("workflow.yml") + start_text("steps-pip.yml").replace("{version}", __version__),
}  # fmt: skip
GATES = ("promises.yml", "init", "init without a commit")
USES = re.compile(r"^\s*(?:- )?uses: (\S+)(?: +# (v[\d.]+))?", re.MULTILINE)


def data(name: str) -> dict:
    return yaml.load(TEXTS[name], yaml.BaseLoader)


@each_of("name", TEXTS)
def test_nothing_is_granted_but_by_a_job_and_only_what_it_needs(name):
    assert data(name)["permissions"] == {}
    granted = {job: body["permissions"] for job, body in data(name)["jobs"].items()}
    allowed = {"publish": {"id-token": "write", **({"pages": "write"} if name == "pages.yml" else {})}}
    assert granted == {job: allowed.get(job, {"contents": "read"}) for job in granted}
    assert "secrets." not in TEXTS[name]
    assert "pull_request_target" not in data(name)["on"]


@each_of("name", TEXTS)
def test_every_checkout_keeps_no_credentials(name):
    for body in data(name)["jobs"].values():
        for step in body["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false"


def test_every_action_is_pinned_by_commit_with_its_version_and_alike_everywhere():
    found: dict[str, set[tuple[str, str]]] = {}
    for text in (*TEXTS.values(), (ACTION / "action.yml").read_text()):
        for name, version in USES.findall(text):
            if name.startswith(("./judge/", "$/")):
                continue
            action, _, commit = name.partition("@")
            assert re.fullmatch("[0-9a-f]{40}", commit), name
            assert version, name
            found.setdefault(action, set()).add((commit, version))
    assert {action for action, pins in found.items() if len(pins) > 1} == set()
    assert len(found) > 4


@each_of("name", GATES)
def test_a_gate_runs_for_each_event_is_never_skipped_and_has_the_name_that_rulesets_require(name):
    (job,) = data(name)["jobs"].values()
    assert data(name)["on"] == {
        "pull_request": {"types": ["opened", "synchronize", "reopened", "edited"]},
        "merge_group": "",
    }
    assert job["name"] == "pas-gov / gate"
    assert not {"if", "needs", "continue-on-error", "strategy"} & job.keys()
    assert not [step for step in job["steps"] if {"if", "continue-on-error"} & step.keys()]
    assert any(step.get("with", {}).get("fetch-depth") == "0" for step in job["steps"])


def test_a_caller_whose_job_is_pas_gov_has_the_same_name():
    (job,) = data("gate.yml")["jobs"].values()
    assert job["name"] == "gate"
    assert data("gate.yml")["on"].keys() == {"workflow_call"}
    assert "\n#     pas-gov:\n" in TEXTS["gate.yml"]


def test_this_repositorys_own_promises_are_judged_by_the_base_and_its_tool():
    steps_of = data("promises.yml")["jobs"]["gate"]["steps"]
    assert steps_of[0]["with"]["ref"] == "${{ github.event.merge_group.base_sha || github.base_ref }}"
    assert steps_of[0]["with"]["path"] == "judge"
    assert steps_of[2]["uses"] == "./judge/.github/actions/gate"


def test_ci_runs_on_every_python_that_the_project_supports():
    versions = data("ci.yml")["jobs"]["tests"]["strategy"]["matrix"]["python"]
    assert versions == ["3.10", "3.11", "3.12", "3.13", "3.14"]


def test_no_script_holds_an_expression_and_every_step_of_the_action_names_its_shell():
    scripts = [(name, step) for name, step in steps() if "run" in step]
    assert len(scripts) > 10
    assert [name for name, step in scripts if "${{" in step["run"]] == []
    assert [
        name for name, step in scripts if name.startswith("gate-action") and step.get("shell") != "bash"
    ] == []


def test_inputs_and_outputs_are_documented_and_defaults_judge_everything():
    action = yaml.safe_load((ACTION / "action.yml").read_text())
    assert all(one["description"] for one in (*action["inputs"].values(), *action["outputs"].values()))
    assert set(action["outputs"]) == {"verdict", "blocking", "warnings", "json"}
    assert {name for name, one in action["inputs"].items() if one.get("required")} == set()


def test_what_the_action_installs_is_locked_by_hash():
    lines = (ACTION / "requirements.txt").read_text().splitlines()
    pinned = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert all(re.match(r"[a-z0-9.-]+==\S+ (; .+ )?\\$", line) for line in pinned)
    names = {line.partition("==")[0] for line in pinned}
    declared = re.findall(
        r'^  "([A-Za-z-]+)>=',
        (ROOT / "pyproject.toml").read_text().partition("optional-dependencies")[0],
        re.MULTILINE,
    )
    assert {name.lower().replace(".", "-") for name in declared} <= names | {"ruamel-yaml"}
    assert {"requests", "hatchling", "ruamel-yaml"} <= names
