"""``pas-gov init``: a governance repository from nothing, and never a file changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from gitrepo import Repo
from scenario import PACK

from pas_gov.commands.init import init_command
from pas_gov.commands.validate import validate_command
from pas_gov.diagnostics import Stop
from pas_gov.records.reading import read


def listing(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.parts
    }


@pytest.fixture
def folder(tmp_path, nobodys_settings, capsys) -> Path:
    assert init_command(str(tmp_path)) == 0
    return tmp_path


def test_it_writes_the_pack_settings_schemas_and_what_to_read(folder):
    written = listing(folder)
    assert written.keys() >= PACK.keys() | {
        "pas-gov.yaml",
        "promises/README.md",
        "policies/README.md",
        "policies/waivers/README.md",
        "policies/tests/README.md",
    }
    assert {path for path in written if path.startswith(".pas-gov/")} == {
        f".pas-gov/schemas/{kind}.json" for kind in ("promise", "policy", "policy-test", "waiver", "settings")
    }
    assert all(
        (folder / "promises" / layer).is_dir()
        for layer in ("core", "supporting", "conditional", "experimental", "legacy")
    )


def test_what_it_writes_is_valid(folder, capsys):
    assert validate_command(str(folder), (), "text") == 0
    assert "no errors, 0 warnings" in capsys.readouterr().out


def test_every_modeline_leads_to_its_schema(folder):
    for path, text in listing(folder).items():
        for found in re.findall(rb"yaml-language-server: \$schema=(\S+)", text):
            base = folder / ("promises/core/x" if path == "promises/README.md" else path)
            assert (base.parent / found.decode()).resolve().is_file(), path


def test_running_it_twice_changes_nothing(folder, capsys):
    before = listing(folder)
    init_command(str(folder))
    assert listing(folder) == before
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
