"""The demo: the story goes as told, the same every time, whatever the machine's git settings are."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from gate_run import launched

from pas_gov.authoring.demo.story import Act, acts, promises
from pas_gov.commands import demo
from pas_gov.diagnostics import Stop
from pas_gov.model.records.promise import LAYERS, ZONES

pytestmark = pytest.mark.whole

PLAIN = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_"))}


def run(
    *arguments: str, cwd: Path, env: Mapping[str, str] = PLAIN, width: int = 80
) -> subprocess.CompletedProcess[str]:
    """Run pas-gov as its users do, in a terminal of a width."""
    env = {**env, "COLUMNS": str(width), "NO_COLOR": "1"}
    return launched(cwd, *arguments, env=env)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Return a folder and the run of the demo that kept its repository there."""
    folder = tmp_path_factory.mktemp("demo")
    return folder / "acme", run("demo", "--keep", "acme", cwd=folder)


def verdicts(said: str) -> list[str]:
    """Return the verdicts in the order in which they were printed, each once."""
    lines = re.findall(r"^\$ pas-gov gate.*\n(PASS|BLOCKED|NO VERDICT)", said, re.MULTILINE)
    return [str(line) for line in lines]


def test_story_is_blocked_twice_then_passes(kept: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    done = kept[1]
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert verdicts(done.stdout) == ["BLOCKED", "BLOCKED", "PASS"]


def test_output_fits_a_terminal(kept: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    lines = kept[1].stdout.splitlines()
    commands = ("pas-gov ", "cd ", "$ ")  # they are never broken, so that they can be copied
    assert [line for line in lines if len(line) > 80 and not line.lstrip().startswith(commands)] == []
    assert len(lines) < 300  # who answered for what is told one by one


def test_first_verdict_names_who_must_answer(kept: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    first = kept[1].stdout.split("\n2. ")[1].split("\n3. ")[0]
    asked = set(re.findall(r"^  x (\S+) \(", first, re.MULTILINE))
    told = {"four-hour-response", "uptime", "named-csm", "say-it-once", "free-phone-support", "data-on-dvd"}
    assert asked == told | {"ai-summary-beta"}


def test_only_sales_is_warned_of(kept: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    said = " ".join(kept[1].stdout.split())
    assert re.findall(r"Warnings \(\d+\) - [^,]*", said) == [
        "Warnings (1) - the zone sales-marketing did not speak of the present wording of "
        '"Most reliable for enterprises" (zones-are-attested'
    ]


def test_answers_are_asked_about_in_turn(kept: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    second = kept[1].stdout.split("\n3. ")[1].split("\n4. ")[0]
    for words in ("Credit for downtime", "Live within ten working days", "the zone ai-automation"):
        assert words in " ".join(second.split())
    assert "four hours" not in second.split("$ pas-gov")[1]  # reviewed, so no longer asked


def test_kept_repository_can_be_tried_as_the_demo_says(
    kept: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, done = kept
    commands = [shlex.split(line) for line in done.stdout.splitlines() if line.startswith("  pas-gov")]
    statuses = [run(*words[1:], cwd=folder).returncode for words in commands]
    expected = {"blocked": 1, "pass": 0}
    gates = [expected[act.verdict] for act in acts() if act.verdict]
    assert statuses == [0, 0, *gates, 1]


def test_kept_repository_is_clean_and_valid(kept: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = kept
    status = subprocess.run(
        ["git", "status", "--porcelain", "--branch"],
        cwd=folder,
        env=PLAIN,
        capture_output=True,
        text=True,
        check=True,
    )
    assert status.stdout == "## new-strategy\n"
    validated = run("validate", cwd=folder)
    assert validated.returncode == 0
    assert "0 warnings" in validated.stdout


def test_every_surface_that_a_promise_names_is_there(
    kept: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    story = acts()
    found = promises(story[0].files({})).values()
    surfaces = {surface.path for one in found for zone in one.zones.values() for surface in zone.surfaces}
    assert [path for path in surfaces if not (kept[0] / path).is_file()] == []


def hostile(folder: Path) -> dict[str, str]:
    """Return an environment in which git's settings and variables are as unhelpful as they get."""
    (folder / ".gitconfig").write_text(
        "[i18n]\n\tcommitEncoding = latin1\n[commit]\n\tgpgSign = true\n[core]\n\tautocrlf = true\n"
        f"\thooksPath = {folder}/hooks\n[init]\n\tdefaultBranch = trunk\n\ttemplateDir = {folder}/template\n"
    )
    hook = folder / "template" / "hooks" / "post-commit"
    for path in (hook, folder / "hooks" / "pre-commit", folder / "hooks" / "post-checkout"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("#!/bin/sh\ntouch " + str(folder / "ran") + "\nexit 1\n")
        path.chmod(0o755)
    elsewhere = {"GIT_DIR": str(folder / "none"), "GIT_WORK_TREE": str(folder), "GIT_INDEX_FILE": "/none"}
    return {
        **PLAIN,
        "HOME": str(folder),
        **elsewhere,
        "GIT_AUTHOR_NAME": "Mallory",
        "GIT_DEFAULT_HASH": "sha256",
    }


def test_settings_and_variables_change_nothing(
    kept: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    done = run("demo", "--keep", "acme", cwd=tmp_path, env=hostile(tmp_path))
    assert done.stdout == kept[1].stdout  # the commits' ids are part of it
    assert not (tmp_path / "ran").exists()
    assert not (tmp_path / "none").exists()


def test_no_home_and_no_identity_are_needed(
    kept: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    bare = {name: value for name, value in PLAIN.items() if name not in ("HOME", "USER", "LOGNAME", "EMAIL")}
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    done = run("demo", cwd=tmp_path, env={**bare, "TMPDIR": str(temporary)})
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\nTo look")[0] == kept[1].stdout.split("\nThe repository")[0]
    assert list(temporary.iterdir()) == []


def test_a_folder_in_use_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = run("demo", "--keep", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "isn't empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_no_folder_to_keep_it_in(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert run("demo", "--keep", "mine.txt", cwd=tmp_path).returncode == 2


def test_a_folder_is_taken_by_its_name_alone(tmp_path: Path) -> None:
    name = "$HOME ~ and 'quotes'"
    done = run("demo", "--keep", name, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / name / "promises").is_dir()
    assert f"cd {shlex.quote(name)}" in done.stdout


def test_without_git_there_is_no_verdict(tmp_path: Path) -> None:
    done = run("demo", cwd=tmp_path, env={**PLAIN, "PATH": str(tmp_path)})
    assert done.returncode == 3
    assert "Install git" in done.stderr


def test_another_verdict_than_told_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second, *_ = acts()
    told = Act(second.title, "", "", second.folder, second.branch, second.date, second.author, "m", "pass")
    monkeypatch.setattr(demo, "acts", lambda: (first, told))
    with pytest.raises(Stop, match="expected to say pass here, but it says blocked") as stopped:
        demo.demo_command(None)
    assert stopped.value.status == 3


def test_the_environment_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/none")
    before = dict(os.environ)
    assert demo.demo_command(None) == 0
    assert dict(os.environ) == before


def test_organisation_has_every_layer_and_every_zone() -> None:
    found = promises(acts()[0].files({})).values()
    assert {one.layer for one in found} == set(LAYERS)
    assert {zone for one in found for zone in one.zones} == set(ZONES)
