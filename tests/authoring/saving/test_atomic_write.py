"""All files or none: whatever goes wrong while files are written, every one of them is as it was."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from contents import everything

from pas_gov.authoring.saving.atomic_write import Write, save
from pas_gov.diagnostics import Stop
from pas_gov.loading.transaction import lock


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "root"
    (folder / "promises/core").mkdir(parents=True)
    (folder / "promises/core/a.yaml").write_bytes(b"a\n")
    (folder / "promises/core/b.yaml").write_bytes(b"b\n")
    return folder


CHANGE = {
    "promises/core/a.yaml": Write(b"a\n", b"A\n"),
    "promises/core/b.yaml": Write(b"b\n", None),
    "promises/legacy/old/c.yaml": Write(None, b"c\n"),
}


def test_files_are_changed_taken_away_and_made_with_their_folders(root):
    save(str(root), CHANGE, str(root.parent))
    assert everything(root) == {
        "promises": None,
        "promises/core": None,
        "promises/core/a.yaml": b"A\n",
        "promises/legacy": None,
        "promises/legacy/old": None,
        "promises/legacy/old/c.yaml": b"c\n",
    }


def test_a_file_keeps_its_mode_and_a_new_one_gets_the_usual(root):
    (root / "promises/core/a.yaml").chmod(0o755)
    save(str(root), CHANGE, str(root.parent))
    assert (root / "promises/core/a.yaml").stat().st_mode & 0o777 == 0o755
    mask = os.umask(0)
    os.umask(mask)
    assert (root / "promises/legacy/old/c.yaml").stat().st_mode & 0o777 == 0o666 & ~mask


def test_nothing_to_write_takes_no_lock(root):
    save(str(root / "nowhere"), {"a": Write(b"a", b"a")}, str(root / "nowhere"))


@pytest.mark.parametrize(
    ("path", "content"), [("promises/core/a.yaml", "mine\n"), ("promises/legacy/old/c.yaml", "mine\n")]
)
def test_a_file_that_was_edited_meanwhile_is_kept(root, path, content):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(content)
    before = everything(root)
    with pytest.raises(Stop, match="changed by somebody else") as stopped:
        save(str(root), CHANGE, str(root.parent))
    assert stopped.value.code == "changed-meanwhile"
    assert everything(root) == before


def test_a_file_that_went_away_meanwhile_is_told(root):
    (root / "promises/core/b.yaml").unlink()
    before = everything(root)
    with pytest.raises(Stop, match="changed by somebody else"):
        save(str(root), CHANGE, str(root.parent))
    assert everything(root) == before


@pytest.mark.parametrize("link", ["promises", "promises/legacy", "promises/core/a.yaml"])
def test_it_never_writes_through_a_link(root, tmp_path, link):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if (root / link).exists():
        (root / link).rename(elsewhere / "it")
        (root / link).symlink_to(elsewhere / "it")
    else:
        (root / link).symlink_to(elsewhere)
    before, outside = everything(root), everything(elsewhere)
    with pytest.raises(Stop, match="symbolic link"):
        save(str(root), CHANGE, str(root.parent))
    assert everything(root) == before
    assert everything(elsewhere) == outside


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(root):
    (root / "promises/core").chmod(0o555)
    with pytest.raises(Stop, match="can't be written"):
        save(str(root), CHANGE, str(root.parent))
    (root / "promises/core").chmod(0o755)
    assert (root / "promises/core/a.yaml").read_bytes() == b"a\n"


def test_a_lock_that_somebody_holds_is_told_and_kept(root, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    with lock.only_writer(str(root.parent)):
        before = everything(root)
        with pytest.raises(
            Stop, match=rf"another pas-gov is writing here \(process {os.getpid()}\)"
        ) as stopped:
            save(str(root), CHANGE, str(root.parent))
        assert stopped.value.code == "locked"
        assert everything(root) == before


@pytest.mark.parametrize(
    "left", [b"", b"process 1\n", f"process {os.getpid()}\n".encode()], ids=["none", "init", "this one"]
)
def test_a_lock_that_nobody_holds_is_taken_whatever_process_it_names(root, left):
    (root.parent / lock.LOCK).write_bytes(left)
    save(str(root), CHANGE, str(root.parent))
    assert (root / "promises/core/a.yaml").read_bytes() == b"A\n"
    assert not (root.parent / lock.LOCK).exists()


def test_one_that_waits_goes_on_when_the_other_is_done(root):
    with lock.only_writer(str(root.parent)):
        waiting = threading.Thread(target=save, args=(str(root), CHANGE, str(root.parent)))
        waiting.start()
    waiting.join()
    assert (root / "promises/core/a.yaml").read_bytes() == b"A\n"


def test_a_folder_where_no_lock_can_be_made_is_told(root):
    (root.parent / lock.LOCK).mkdir()
    with pytest.raises(Stop, match=r"pas-gov\.lock can't be written"):
        save(str(root), CHANGE, str(root.parent))


def test_folders_alone_are_made_too(root):
    save(str(root), {}, str(root.parent), folders=["promises/legacy", "promises/core"])
    assert (root / "promises/legacy").is_dir()


def test_a_check_that_stops_leaves_everything_as_it_is(root):
    def stop() -> None:
        raise Stop("no", "no")

    before = everything(root)
    with pytest.raises(Stop, match="no"):
        save(str(root), CHANGE, str(root.parent), check=stop)
    assert everything(root) == before


def test_of_many_at_once_each_writes_wholly_or_not_at_all(root):
    paths = [f"promises/core/{number}.yaml" for number in range(20)]
    for path in paths:
        (root / path).write_bytes(b"0")
    outcomes: list[bytes] = []
    refusals: list[str] = []

    def work(number: int) -> None:
        mine = b"%d" % number
        try:
            save(str(root), {path: Write(b"0", mine) for path in paths}, str(root.parent))
            outcomes.append(mine)
        except Stop as stop:
            refusals.append(stop.code)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outcomes) == 1
    assert set(refusals) <= {"locked", "changed-meanwhile"}
    assert {(root / path).read_bytes() for path in paths} == set(outcomes)
    assert not (root.parent / lock.LOCK).exists()
