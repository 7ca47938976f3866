"""What each kind of command writes, broken off at each point: the files of the command before, or those after it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import Owner
from contents import everything
from faults import ERRORS, Faults, Killed, injected, points
from writing_commands import COMMANDS, prepared

from pas_gov.authoring.saving import atomic_write
from pas_gov.authoring.saving.atomic_write import Write
from pas_gov.diagnostics import Stop
from pas_gov.loading.transaction import receipt
from pas_gov.loading.transaction.recovery import settle

pytestmark = pytest.mark.whole


@pytest.fixture
def memory() -> Iterator[Path]:
    """Return a folder that is in memory, where there is such a thing."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as folder:
        yield Path(folder)


def written_by(
    owner: Owner, command: str, monkeypatch: pytest.MonkeyPatch
) -> tuple[dict[str, Write], list[str]]:
    """Run a command, and return what it hands over to be saved: the files, and the folders."""
    handed: list[tuple[dict[str, Write], list[str]]] = []

    def note(
        _: str, writes: dict[str, Write], *__: object, folders: tuple[str, ...] = (), **___: object
    ) -> None:
        handed.append((dict(writes), list(folders)))

    for module in ("authoring.saving.landing", "commands.init"):
        monkeypatch.setattr(f"pas_gov.{module}.save", note)
    ended = owner.run(*prepared(owner, command))
    assert ended.status == 0, ended.told
    ((writes, folders),) = handed
    return writes, folders


@pytest.mark.parametrize("command", COMMANDS)
def test_each_kind_of_command_at_each_point(owner, command, memory, monkeypatch):
    writes, folders = written_by(owner, command, monkeypatch)
    root, lock = memory / "root", memory / "lock"
    for folder in (root, lock):
        folder.mkdir()
    for path, write in writes.items():
        if write.before is not None:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(write.before)

    def save(changes: dict[str, Write] = writes) -> None:
        atomic_write.save(str(root), changes, str(lock), folders=folders)

    before = everything(root)
    number = len(points(save))
    after = everything(root)
    assert number >= 10
    assert {path: after.get(path) for path in writes} == {path: write.after for path, write in writes.items()}
    back = {path: Write(write.after, write.before) for path, write in writes.items()}
    step = max(1, number // 30)  # of init's thousand points every so many: its files are alike
    for at in range(0, number, step):
        for error in ("", *ERRORS):
            _undo(root, back, before)
            receipt.forget()
            with injected(Faults(at, error)), suppress(Stop if error else Killed):
                save()
            told = receipt.written()
            settle(str(root), str(lock))
            assert everything(root) == (after if told else before), (at, error)
            assert [one.name for one in lock.iterdir()] in ([], ["pas-gov.lock"])


def _undo(root: Path, back: dict[str, Write], before: dict[str, bytes | None]) -> None:
    """Put the folder as it was before, where it isn't."""
    if everything(root) == before:
        return
    for path, write in back.items():
        if write.after is None:
            (root / path).unlink()
        else:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(write.after)
    for path in sorted(everything(root).keys() - before.keys(), reverse=True):
        (root / path).rmdir()
