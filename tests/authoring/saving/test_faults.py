"""Wherever writing is broken off or a call fails: the earlier files or the later ones, no stray, no lock, the truth told."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from contents import everything
from faults import ERRORS, NAMES, Faults, Killed, injected, points

from pas_gov.authoring.saving.atomic_write import Write, save
from pas_gov.diagnostics import Stop
from pas_gov.loading.transaction import lock, operations, receipt
from pas_gov.loading.transaction.journal import Change, new_journal, read_back, write_down
from pas_gov.loading.transaction.lock import only_writer
from pas_gov.loading.transaction.recovery import settle

pytestmark = pytest.mark.whole

BEFORE = {f"promises/core/{name}.yaml": name.encode() * 9 for name in ("edited", "moved", "removed", "other")}
EDIT = {"promises/core/edited.yaml": Write(BEFORE["promises/core/edited.yaml"], b"later\n")}
NEW = {"promises/legacy/deep/new.yaml": Write(None, b"made\n")}
MOVE = {
    "promises/core/moved.yaml": Write(BEFORE["promises/core/moved.yaml"], None),
    "promises/legacy/moved.yaml": Write(None, BEFORE["promises/core/moved.yaml"]),
}
REMOVE = {"promises/core/removed.yaml": Write(BEFORE["promises/core/removed.yaml"], None)}
CHANGES: dict[str, tuple[dict[str, Write], tuple[str, ...]]] = {
    "one edited": (EDIT, ()),
    "one made": (NEW, ()),
    "one moved": (MOVE, ()),
    "all of it": ({**EDIT, **NEW, **MOVE, **REMOVE}, ("promises/conditional", "promises/experimental/a")),
    "folders alone": ({}, ("promises/conditional",)),
}
KINDS = pytest.mark.parametrize("kind", CHANGES)


class Place:
    """A folder of records that is made anew for each point, and its ``lock`` folder beside it."""

    def __init__(self, path: Path, kind: str) -> None:
        self.path, self.writes, self.folders = path, *CHANGES[kind]
        self.root, self.lock = path / "root", path / "lock"
        self.before = self.after = everything(self.anew())
        self.save()
        self.after = everything(self.root)

    def anew(self) -> Path:
        receipt.forget()
        if self.lock.exists() and not list(self.lock.iterdir()) and everything(self.root) == self.before:
            return self.root
        shutil.rmtree(self.path, ignore_errors=True)
        self.lock.mkdir(parents=True)
        for name, content in BEFORE.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(content)
        return self.root

    def save(self) -> None:
        save(str(self.root), self.writes, str(self.lock), folders=self.folders)

    def settle(self) -> str:
        return settle(str(self.root), str(self.lock))

    def assert_clean(self, state: dict[str, bytes | None]) -> None:
        """The records are in this state, nothing else is left anywhere, and who comes next gets the lock at once."""
        with only_writer(str(self.lock)):
            pass
        assert everything(self.root) == state
        assert list(self.lock.iterdir()) == []


@pytest.fixture
def place_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Place]]:
    monkeypatch.setattr(lock, "PATIENCE", 0.0)
    memory = (
        "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    )  # ten times as fast: there are thousands of points
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield lambda kind: Place(Path(folder) / "place", kind)


def counted(place: Place) -> int:
    """Return how many points the change has; each of its calls is one."""
    place.anew()
    return len(points(place.save))


def ended(place: Place, faults: Faults) -> BaseException | None:
    """Make the change from the start under these faults, and return what it ended with."""
    place.anew()
    with injected(faults):
        try:
            place.save()
        except (Stop, Killed, KeyboardInterrupt) as end:
            return end
    return None


def assert_truly_told(place: Place, stop: BaseException | None) -> None:
    """What the end says is so, and the receipt with it."""
    state = everything(place.root)
    if stop is None:
        assert receipt.written() == tuple(place.writes)
        assert {path: state.get(path) for path in place.after} == place.after
    elif isinstance(stop, Stop) and stop.code == "not-written":
        assert "nothing was changed" in stop.remedy
        assert (state, receipt.written()) == (place.before, ())


@KINDS
@pytest.mark.parametrize("error", ERRORS)
def test_a_call_that_fails_changes_nothing_or_is_made_up_for(place_of, kind, error):
    place = place_of(kind)
    for at in range(counted(place)):
        stop = ended(place, Faults(at, error))
        assert_truly_told(place, stop)
        assert stop is None or (isinstance(stop, Stop) and stop.code == "not-written"), at
        assert ("in place" in place.settle()) <= (stop is None)
        place.assert_clean(place.before if stop else place.after)


@KINDS
@pytest.mark.parametrize("error", ERRORS)
def test_a_disk_that_fails_for_good_is_told_and_settled_once_it_is_mended(place_of, kind, error):
    place = place_of(kind)
    for at in range(counted(place)):
        stop = ended(place, Faults(at, error, lasting=True))
        assert_truly_told(place, stop)
        said = place.settle()
        assert (isinstance(stop, Stop) and stop.code == "half-written") <= ("Nothing of it" in said), at
        place.assert_clean(place.before if stop else place.after)


@KINDS
@pytest.mark.parametrize("halfway", [False, True], ids=["between", "within"])
def test_a_process_that_is_killed_leaves_the_earlier_files_or_the_later_ones(place_of, kind, halfway):
    place = place_of(kind)
    for at in range(counted(place)):
        assert isinstance(ended(place, Faults(at, halfway=halfway)), Killed)
        assert_each_is_whole(place)
        said = place.settle()
        assert_as_said(place, said)


def assert_each_is_whole(place: Place) -> None:
    """Every record is one of the two, and what else there is nobody reads as a record."""
    for path, content in everything(place.root).items():
        if path in place.before or path in place.after:
            assert content in (place.before.get(path), place.after.get(path)), path
        else:
            assert not path.endswith((".yaml", ".yml"))


def assert_as_said(place: Place, said: str) -> None:
    states = {
        "Nothing of it": [place.before],
        "All of it is in place": [place.after],
        "": [place.before, place.after],
    }
    (words,) = [one for one in states if one and one in said] or [""]
    assert bool(said) == bool(words)
    state = everything(place.root)
    assert state in states[words], said
    place.assert_clean(state)


@pytest.mark.parametrize("kind", ["one edited", pytest.param("all of it", marks=pytest.mark.slow)])
def test_one_that_is_killed_while_it_settles_is_settled_by_the_next(place_of, kind):
    place = place_of(kind)
    for at in range(counted(place)):
        ended(place, Faults(at))
        left = shutil.copytree(place.path, place.path.with_name("left"), dirs_exist_ok=False)
        for inner in range(len(points(place.settle))):
            shutil.rmtree(place.path)
            shutil.copytree(left, place.path)
            with injected(Faults(inner)), pytest.raises(Killed):
                place.settle()
            assert_each_is_whole(place)
            place.settle()
            state = everything(place.root)
            assert state in (place.before, place.after)
            place.assert_clean(state)
        shutil.rmtree(left)


@KINDS
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interruption_is_obeyed_where_all_or_nothing_is_written(place_of, kind, number, monkeypatch):
    place, earlier = place_of(kind), signal.signal(number, signal.default_int_handler)
    try:
        for at in range(counted(place)):
            assert isinstance(ended(place, Faults(at, signal=number)), KeyboardInterrupt)
            written = receipt.written() == tuple(place.writes) and everything(place.root) != place.before
            assert place.settle() == ""
            place.assert_clean(place.after if written else place.before)
    finally:
        signal.signal(number, earlier)


def no_links(*_: str) -> None:
    raise OSError(errno.EPERM, "no links here")


def test_without_links_a_copy_is_kept(place_of, monkeypatch):
    place = place_of("all of it")
    monkeypatch.setattr(operations, "link", no_links)
    (place.anew() / "promises/core/edited.yaml").chmod(0o640)
    for at in range(counted(place)):
        ended(place, Faults(at))
        assert_as_said(place, place.settle())


def test_each_function_that_changes_files_is_a_point_of_these_tests(place_of, monkeypatch):
    seen = set[str]()
    for kind in CHANGES:
        place = place_of(kind)
        for at in range(counted(place)):
            faults = Faults(at, "broken")
            ended(place, faults)
            seen |= set(faults.seen)
    monkeypatch.setattr(operations, "link", no_links)
    place = place_of("all of it")
    place.anew()
    seen |= set(points(place.save))
    assert seen == set(NAMES)


def test_what_somebody_wrote_since_is_kept_and_named(place_of):
    place = place_of("all of it")
    names = points(lambda: (place.anew(), place.save()))
    ended(place, Faults(names.index("rename") + 1))
    mine = place.root / "promises/core/edited.yaml"
    assert mine.read_bytes() == b"later\n"
    mine.write_bytes(b"mine\n")
    said = place.settle()
    assert "somebody has changed promises/core/edited.yaml since" in said
    place.assert_clean({**place.before, "promises/core/edited.yaml": b"mine\n"})


def test_the_next_that_writes_settles_first_and_says_so(place_of, capsys):
    place = place_of("all of it")
    names = points(lambda: (place.anew(), place.save()))
    ended(place, Faults(names.index("rename") + 2))
    place.save()
    said = capsys.readouterr().err
    assert said.startswith(
        "pas-gov: An earlier run of pas-gov was ended while it wrote promises/core/edited.yaml, "
    )
    assert said.endswith("Nothing of it was kept, every file is as it was before: run it again.\n")
    place.assert_clean(place.after)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: b"",
        lambda text: text[:-9],
        lambda text: text.replace(b"promises/core", b"../../etc"),
        lambda text: b"x",
    ],
)
def test_a_journal_that_isnt_whole_says_that_nothing_was_begun(place_of, damage):
    place = place_of("all of it")
    names = points(lambda: (place.anew(), place.save()))
    ended(place, Faults(names.index("mkdir")))
    journal = place.lock / "pas-gov.writing"
    journal.write_bytes(damage(journal.read_bytes()))
    assert "before it had changed anything" in place.settle()
    place.assert_clean(place.before)


@pytest.mark.parametrize("path", ["../out", "/etc/passwd", "a/../../b", "a\\..\\b", "c:/x", "a//b", ""])
def test_a_journal_that_leads_elsewhere_is_none(tmp_path, path):
    write_down(new_journal([Change(path, None, None)], []), str(tmp_path))
    assert read_back(str(tmp_path / "pas-gov.writing")) is None
