"""How a process ends: at once, with what was registered for its end done; as Python does where somebody watches."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.whole
SEEN = """
import atexit, sys, threading
from pas_gov.cli import main
atexit.register(print, "at its end")
sys.argv = ["pas-gov", *sys.argv[1:]]
"""
WATCHED = {
    "a profiler": "sys.setprofile(lambda *_: None)",
    "a debugger": "sys.settrace(lambda *_: None)",
    "a thread": "threading.Timer(0.5, print, ['the thread']).start()",
}


def _ended(word: str, *options: str, before: str = "") -> tuple[int, list[str]]:
    code = f"{SEEN}{before}\ntry:\n    main()\nfinally:\n    print('as Python ends')"
    done = subprocess.run(
        [sys.executable, *options, "-c", code, word], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.splitlines()[1:]


@pytest.mark.parametrize(("word", "status"), [("--version", 0), ("nonsense", 2)])
def test_what_goes_anyway_is_not_freed(word: str, status: int):
    found, printed = _ended(word)
    assert (found, "as Python ends" in printed) == (status, False)


def test_what_was_registered_is_done():
    assert _ended("--version") == (0, ["at its end"])


@pytest.mark.parametrize("options", [("-X", "dev"), ("-W", "error")], ids=" ".join)
def test_who_asks_for_warnings_gets_them(options: tuple[str, ...]):
    assert _ended("--version", *options) == (0, ["as Python ends", "at its end"])


@pytest.mark.parametrize("watcher", sorted(WATCHED))
def test_who_watches_sees_it_end(watcher: str):
    status, printed = _ended("--version", before=WATCHED[watcher])
    others = [line for line in printed if line != "the thread"]
    assert (status, others) == (0, ["as Python ends", "at its end"])
    assert ("the thread" in printed) == (watcher == "a thread")
