"""Work shared among processes: in order, whatever becomes of one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

from pas_gov.loading import workers
from pas_gov.loading.workers import shared

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked on POSIX alone"),
]


def _turned(request: bytes) -> bytes:
    return request[::-1]


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_answers_come_in_the_order_of_their_requests(processes):
    requests = [str(number).encode() * (1 + 70_000 * (number % 3 == 0)) for number in range(40)]
    assert list(shared(iter(requests), _turned, processes)) == list(map(_turned, requests))


def test_no_requests_start_no_process():
    assert list(shared([], _turned, 4)) == []


def test_the_request_of_a_process_that_dies_is_worked_on_here():
    here = os.getpid()

    def dies(request: bytes) -> bytes:
        if request == b"7" and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return request

    requests = [str(number).encode() for number in range(20)]
    assert list(shared(requests, dies, 2)) == requests


@pytest.mark.parametrize("given", [0, 1])
def test_where_no_more_processes_can_be_had_the_work_is_done_by_those_there_are_or_here(monkeypatch, given):
    fork, left = os.fork, [None] * given

    def refused():
        if not left:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        left.pop()
        return fork()

    monkeypatch.setattr(os, "fork", refused)
    requests = [str(number).encode() for number in range(20)]
    assert list(shared(iter(requests), _turned, 3)) == list(map(_turned, requests))


def test_a_process_that_was_handed_much_makes_room_for_another(monkeypatch):
    monkeypatch.setattr(workers, "LIFE", 100)

    def answered(request: bytes) -> bytes:
        return b"%d %s" % (os.getpid(), request)

    requests = [b"%02d" % number + bytes(48) for number in range(24)]
    answers = [one.split(b" ", 1) for one in shared(requests, answered, 2)]
    assert [request for _, request in answers] == requests
    by = Counter(process for process, _ in answers)
    assert max(by.values()) == 2  # of 50 bytes each
    assert str(os.getpid()).encode() not in by
    for process in by:
        with pytest.raises(ProcessLookupError):
            os.kill(int(process), 0)


def test_where_no_process_can_be_had_for_one_that_made_room_the_work_is_done_here(monkeypatch):
    monkeypatch.setattr(workers, "LIFE", 1)
    fork, left = os.fork, [None] * 3

    def refused():
        if not left:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        left.pop()
        return fork()

    monkeypatch.setattr(os, "fork", refused)
    requests = [str(number).encode() for number in range(20)]
    assert list(shared(iter(requests), _turned, 2)) == list(map(_turned, requests))


def test_what_the_work_raises_is_raised_here():
    def fails(request: bytes) -> bytes:
        raise ValueError(request.decode())

    with pytest.raises(ValueError, match="one"):
        list(shared([b"one", b"two"], fails, 2))


def test_processes_end_where_nobody_waits_for_the_rest():
    answers = shared((b"%d" % number for number in range(100)), lambda _: b"%d" % os.getpid(), 2)
    process = int(next(answers))
    answers.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


_PARENT = """
import os, time
from pas_gov.loading.workers import shared
def work(request):
    print(os.getpid(), flush=True)
    end = time.monotonic() + 60
    while time.monotonic() < end: pass  # at last it ends: the second is worked on after it where no fork was had
    return b""
list(shared([b"1", b"2"], work, 2))
"""


def test_processes_at_work_end_with_a_parent_that_is_killed():
    with subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        at_work = [int(parent.stdout.readline()) for _ in range(2)]
        parent.kill()
        parent.wait()
        for process in at_work:
            _gone(process)


def _gone(process: int) -> None:
    for _ in range(200):
        try:
            os.kill(process, 0)
            with open(f"/proc/{process}/stat") as told:
                if told.read().rpartition(")")[2].split()[0] == "Z":
                    return  # nobody waits for it, but it has ended
        except (ProcessLookupError, FileNotFoundError):
            return
        time.sleep(0.05)
    raise AssertionError(f"{process} runs on")
