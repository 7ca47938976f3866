"""The page "I want to ...": every task is run, each in a folder of its own, and says what the page shows."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from documented_commands import blocks, plain, shell_environment
from roots import ROOT

from pas_gov.cli.group import PLACES
from pas_gov.cli.tasks import tasks, tasks_page

TASKS = tasks()


@pytest.fixture(scope="module")
def acme(tmp_path_factory) -> Path:
    """Return a folder in which the page's first commands were run."""
    folder = tmp_path_factory.mktemp("tasks")
    environ = shell_environment(folder)
    subprocess.run(["bash", "-e", "-c", blocks(tasks_page(), "sh")[0]], cwd=folder, env=environ, check=True)
    return folder


def test_there_are_forty_tasks_or_more_and_each_names_a_command():
    assert len(TASKS) >= 40
    assert {task.command for task in TASKS} <= PLACES.keys()
    assert [task.title for task in TASKS if not task.shown.strip()] == []
    assert len({task.title for task in TASKS}) == len(TASKS)


@pytest.mark.whole
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.title)
def test_a_task_does_what_the_page_says(task, acme, tmp_path):
    shutil.copytree(acme / "acme", tmp_path / "acme", symlinks=True)
    folder, environ = tmp_path / "acme", shell_environment(acme)
    if task.settings:
        (folder / "pas-gov.yaml").write_text(f"schema: pas.settings/v1\n{task.settings}")
    script = f"{task.before}echo ==\n{task.shell}"
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environ, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert plain(task.shown) in plain(done.stdout.partition("==\n")[2]), done.stdout + done.stderr
    assert not done.stderr or task.command == "probe"  # which says first what it will take
    assert done.returncode in (0, 1)


def test_the_page_is_where_help_looks():
    assert tasks_page() == (ROOT / "docs/tasks.md").read_text()
    assert "docs/tasks.md" in (ROOT / "pyproject.toml").read_text()
