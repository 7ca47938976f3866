"""What a new repository is given to read and to fill in, and the workflow that turns the gate on."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from pas_gov import __version__, git
from pas_gov.diagnostics import Stop

WORKFLOW = ".github/workflows/pas-gov.yml"
PROBE = ".github/workflows/pas-gov-probe.yml"
RULESET = ".github/pas-gov-ruleset.json"
ACTION = "pas-gov/pas-gov/.github/actions/gate"
FOLDER = resources.files("pas_gov.authoring.starting") / "texts"
COMMIT = "commit.txt"  # the commit that this was built from: .ci/build_hook.py writes it into what is built


def start_text(name: str) -> str:
    """Return a text of the folder ``texts``; one for a subfolder has a hyphen for its slash."""
    return (FOLDER / name.replace("/", "-")).read_text(encoding="utf-8")


def workflow() -> str:
    """Return the workflow with the action pinned to the commit of this very code.

    Where that isn't known (no git where it was built), the workflow installs this version itself.
    """
    commit = built_from()
    steps = start_text("steps-action.yml" if commit else "steps-pip.yml")
    named = {"{action}": f"{ACTION}@{commit} # v{__version__}", "{version}": __version__}
    for name, value in named.items():
        steps = steps.replace(name, value)
    return start_text("workflow.yml") + steps


def probe_workflow() -> str:
    """Return the workflow that asks a bot each week, with this version of pas-gov."""
    return start_text("probe.yml").replace("{version}", __version__)


def pack_name() -> str:
    """Return what the shipped standard pack is called."""
    commit = built_from()
    return f"the pack of pas-gov {__version__}" + (f" (commit {commit[:9]})" if commit else "")


def built_from() -> str:
    """Return the id of the commit that this code was built from, or where its checkout stands; "" where unknown."""
    file = FOLDER / COMMIT
    if file.is_file():
        return file.read_text(encoding="ascii").strip()
    root = Path(__file__).parents[3]
    if not ((root / ".git").exists() and (root / "pyproject.toml").is_file()):
        return ""
    try:
        return git.commit(git.open_repository(str(root)), "HEAD").id
    except Stop:
        return ""
