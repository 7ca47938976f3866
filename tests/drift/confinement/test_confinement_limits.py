"""What the operating system takes from a process: files, connections, memory, and its time."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys

import pytest

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(sys.platform == "win32", reason="this system limits no process"),
]


def run(code: str) -> subprocess.CompletedProcess[str]:
    limits = "import socket, time\nfrom pas_gov.drift.confinement.limits import *\n"
    return subprocess.run([sys.executable, "-c", limits + code], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("wanted", ["open('/dev/null')", "socket.socket()"], ids=["file", "connection"])
def test_a_process_that_may_open_nothing_more_opens_no_file_and_no_connection(wanted):
    said = run(f"open_nothing_more()\ntry: {wanted}\nexcept OSError as error: print(error.errno)")
    assert said.stdout.split() == [str(errno.EMFILE)]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
def test_a_process_has_no_more_memory_than_it_is_given():
    said = run("limit_memory(1 << 26)\ntry: bytearray(1 << 27)\nexcept MemoryError: print('none')")
    assert said.stdout.split() == ["none"]


def test_the_system_ends_a_process_when_its_time_is_up():
    assert run("end_after(0.05)\ntime.sleep(60)").returncode == -signal.SIGALRM


def test_a_process_whose_clock_is_stopped_goes_on():
    assert run("end_after(0.05)\nend_after(0)\ntime.sleep(0.1)").returncode == 0
