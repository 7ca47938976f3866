"""All files or none: whatever goes wrong while files are written, every one of them is as it was."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from pas_gov.authoring.saving import atomic_write
from pas_gov.authoring.saving.atomic_write import Write, save
from pas_gov.diagnostics import Stop


def everything(root: Path) -> dict[str, bytes | None]:
    """Return the content of each file and the folders below a root."""
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else None for path in root.rglob("*")
    }


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
    save(str(root), CHANGE)
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
    save(str(root), CHANGE)
    assert (root / "promises/core/a.yaml").stat().st_mode & 0o777 == 0o755
    mask = os.umask(0)
    os.umask(mask)
    assert (root / "promises/legacy/old/c.yaml").stat().st_mode & 0o777 == 0o666 & ~mask


def test_nothing_to_write_takes_no_lock(root):
    (root / atomic_write.LOCK).write_text("process 1")
    save(str(root), {})


@pytest.mark.parametrize(
    ("path", "content"), [("promises/core/a.yaml", "mine\n"), ("promises/legacy/old/c.yaml", "mine\n")]
)
def test_a_file_that_was_edited_meanwhile_is_kept(root, path, content):
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(content)
    before = everything(root)
    with pytest.raises(Stop, match="changed by somebody else") as stopped:
        save(str(root), CHANGE)
    assert stopped.value.code == "changed-meanwhile"
    assert everything(root) == before


def test_a_file_that_went_away_meanwhile_is_told(root):
    (root / "promises/core/b.yaml").unlink()
    before = everything(root)
    with pytest.raises(Stop, match="changed by somebody else"):
        save(str(root), CHANGE)
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
        save(str(root), CHANGE)
    assert everything(root) == before
    assert everything(elsewhere) == outside


def failing(monkeypatch, name: str, at: int, error: BaseException) -> None:
    """Make the n-th call of a function of os fail."""
    real, calls = getattr(os, name), iter(range(1, 1000))

    def call(*arguments, **keys):
        if next(calls) == at:
            raise error
        return real(*arguments, **keys)

    monkeypatch.setattr(atomic_write.os, name, call)


FULL = OSError(errno.ENOSPC, "No space left on device", "somewhere")


@pytest.mark.parametrize(
    ("name", "at"),
    [(name, at) for name, most in (("fsync", 2), ("replace", 2), ("mkdir", 2), ("chmod", 2), ("unlink", 1)) for at in range(1, most + 1)],
)  # fmt: skip
@pytest.mark.parametrize(
    "error", [FULL, KeyboardInterrupt(), MemoryError()], ids=["full", "interrupt", "memory"]
)
def test_a_failure_halfway_puts_everything_back(root, monkeypatch, name, at, error):
    before = everything(root)
    with monkeypatch.context() as patched:
        failing(patched, name, at, error)
        with pytest.raises((Stop, KeyboardInterrupt, MemoryError)):
            save(str(root), CHANGE)
    assert everything(root) == before


def test_a_full_disk_is_told(root, monkeypatch):
    failing(monkeypatch, "fsync", 1, FULL)
    with pytest.raises(Stop) as stopped:
        save(str(root), CHANGE)
    assert (stopped.value.code, stopped.value.status) == ("not-written", 3)
    assert "No space left" in stopped.value.message


def test_without_links_a_failure_is_put_back_too(root, monkeypatch):
    monkeypatch.setattr(
        atomic_write.os, "link", lambda *_: (_ for _ in ()).throw(OSError(errno.EPERM, "no links"))
    )
    before = everything(root)
    with monkeypatch.context() as patched:
        failing(patched, "replace", 3, FULL)
        with pytest.raises(Stop):
            save(str(root), CHANGE)
    assert everything(root) == before
    save(str(root), CHANGE)
    assert (root / "promises/core/a.yaml").read_bytes() == b"A\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_told(root):
    (root / "promises/core").chmod(0o555)
    with pytest.raises(Stop, match="can't be written"):
        save(str(root), CHANGE)
    (root / "promises/core").chmod(0o755)
    assert (root / "promises/core/a.yaml").read_bytes() == b"a\n"


def test_a_lock_of_somebody_else_is_told_and_kept(root):
    (root / atomic_write.LOCK).write_text("process 4711\npromises/core/a.yaml")
    before = everything(root)
    with pytest.raises(Stop, match=r"another pas-gov is writing here \(process 4711\)") as stopped:
        save(str(root), CHANGE)
    assert stopped.value.code == "locked"
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
            save(str(root), {path: Write(b"0", mine) for path in paths})
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
    assert not (root / atomic_write.LOCK).exists()
