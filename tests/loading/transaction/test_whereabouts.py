"""Where the lock and the journal stand: in git's own folder or the user's, never where a commit can put them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults import Faults, injected

from pas_gov import git
from pas_gov.authoring.saving.atomic_write import Write, save
from pas_gov.git.repository import _is_own
from pas_gov.loading.transaction import whereabouts
from pas_gov.loading.transaction.journal import (
    Change,
    content_at,
    digest,
    is_reached,
    new_journal,
    write_down,
)
from pas_gov.loading.transaction.recovery import settle


@pytest.fixture(autouse=True)
def trusted_disk() -> Iterator[None]:
    with injected(Faults()):  # nothing waits for the disk
        yield


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state/pas-gov"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "tree/root/promises").mkdir(parents=True)
    return tmp_path / "tree/root"


def test_in_a_repository_they_stand_in_gits_folder_for_each_root_apart(root):
    tree = root.parent
    repository = git.Repository(str(tree / ".git"), str(tree / ".git"), str(tree))
    assert whereabouts.lock_folder(str(tree), repository) == str(tree / ".git")
    nested = whereabouts.lock_folder(str(root), repository)
    assert os.path.dirname(nested) == str(tree / ".git/pas-gov-roots")
    assert nested != whereabouts.lock_folder(str(tree / "other"), repository)


def test_outside_git_they_stand_in_a_folder_that_is_the_users_alone(root, state):
    folder = whereabouts.lock_folder(str(root), None)
    assert os.path.dirname(folder) == str(state)
    assert not whereabouts.is_trusted(folder)
    save(str(root), {"promises/a.yaml": Write(None, b"a")}, folder)
    assert whereabouts.is_trusted(folder)
    assert [path.name for path in root.iterdir()] == ["promises"]
    assert state.stat().st_mode & 0o777 == os.stat(folder).st_mode & 0o777 == 0o700


@pytest.mark.parametrize("home", ["relative", "inside"])
def test_a_state_folder_that_can_come_with_the_files_is_none(root, home, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", "")
    monkeypatch.setenv("HOME", {"relative": "x", "inside": str(root)}[home])
    assert whereabouts.lock_folder(str(root), None) == whereabouts.NOWHERE


@pytest.mark.parametrize("spoiled", ["open", "link", "file"])
def test_a_state_folder_that_isnt_the_users_alone_isnt_obeyed_and_that_is_said(root, state, spoiled, capsys):
    folder = whereabouts.lock_folder(str(root), None)
    state.parent.mkdir()
    if spoiled == "open":
        state.mkdir(mode=0o777)
        state.chmod(0o777)
    elif spoiled == "link":
        state.with_name("elsewhere").mkdir(mode=0o700)
        state.symlink_to(state.with_name("elsewhere"))
    else:
        state.write_text("")
    save(str(root), {"promises/a.yaml": Write(None, b"a")}, folder)
    assert not whereabouts.is_trusted(folder)
    assert (root / "promises/a.yaml").read_bytes() == b"a"
    assert "a run that is killed while it writes can't be put back" in capsys.readouterr().err


def planted(root: Path, folder: Path, *changes: Change, folders: tuple[str, ...] = ()) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    journal = new_journal(changes, folders)
    write_down(journal, str(folder))
    for number, change in enumerate(changes):
        if change.before == digest(b"theirs\n"):
            Path(journal.kept(str(root), number)).write_bytes(b"theirs\n")


def test_a_journal_in_the_tree_is_none(root, state):
    (root / "promises/a.yaml").write_bytes(b"mine\n")
    planted(root, root, Change("promises/a.yaml", digest(b"theirs\n"), digest(b"mine\n")))
    assert settle(str(root), whereabouts.lock_folder(str(root), None)) == ""
    assert (root / "promises/a.yaml").read_bytes() == b"mine\n"


@pytest.fixture
def journals(tmp_path: Path) -> Path:
    return tmp_path / "git"


def test_settling_follows_no_link(root, journals, tmp_path):
    outside = tmp_path / "outside"
    (outside / "empty").mkdir(parents=True)
    (outside / "precious").write_bytes(b"precious\n")
    (root / "x").symlink_to(outside)
    (root / "y").symlink_to(outside / "precious")
    gone = [Change(path, None, digest(b"precious\n")) for path in ("x/precious", "y")]
    planted(root, journals, *gone, folders=("x/empty",))
    assert "somebody has changed x/precious, y since" in settle(str(root), str(journals))
    assert (outside / "precious").read_bytes() == b"precious\n"
    assert (outside / "empty").is_dir()


@pytest.mark.parametrize("content", [b"theirs\n", b"other\n", None])
def test_what_was_kept_is_put_back_only_where_it_is_what_the_journal_says(root, journals, content):
    here = root / "promises/a.yaml"
    here.write_bytes(b"mine\n")
    planted(root, journals, Change("promises/a.yaml", digest(b"theirs\n"), digest(b"mine\n")))
    (kept,) = root.glob("promises/.pas-gov-*")
    if content is None:
        kept.unlink()
        (root / "theirs").write_bytes(b"theirs\n")
        kept.symlink_to(root / "theirs")
    else:
        kept.write_bytes(content)
    settle(str(root), str(journals))
    assert here.read_bytes() == (b"theirs\n" if content == b"theirs\n" else b"mine\n")
    assert not here.is_symlink()


def test_a_path_is_reached_without_links_alone(root):
    (root / "promises/a.yaml").write_text("")
    (root / "link").symlink_to("promises")
    assert is_reached(str(root), "promises/a.yaml")
    assert is_reached(str(root), "nowhere/a.yaml")
    assert not any(
        is_reached(str(root), path) for path in ("link/a.yaml", "link", "promises", "promises/a.yaml/b")
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_what_is_no_file_is_not_read(root, monkeypatch):
    os.mkfifo(root / "pipe")
    (root / "link").symlink_to("promises")
    (root / "large").write_bytes(b"12345")
    monkeypatch.setattr("pas_gov.loading.transaction.journal.LARGEST", 4)
    for name in ("pipe", "link", "large"):
        with pytest.raises(OSError, match=name):
            content_at(str(root / name))
    (root / "large").write_bytes(b"1234")
    assert content_at(str(root / "large")) == b"1234"


def test_a_git_folder_is_a_work_trees_own_where_its_dot_git_leads_to_it(tmp_path):
    tree, apart, planted = tmp_path / "tree", tmp_path / "apart", tmp_path / "tree/planted"
    for folder in (tree, apart, planted):
        folder.mkdir()
    (tree / ".git").write_text("gitdir: ../apart\n")
    assert _is_own(str(apart), str(tree))
    assert not _is_own(str(planted), str(tree))
    assert not _is_own(str(planted), str(planted))
    assert _is_own(str(tmp_path / "x/.git/modules/sub"), str(tree))
