"""Work shared among forked processes, which have at once all that was built before; they end with their parent.

Requests and answers are bytes. A process that dies takes nothing with it: its request is worked on here.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import selectors
import signal
import struct
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator

from pas_gov.foundation.values import dataclass

AHEAD = 2
"""Requests for each process that may be under way, or answered before their turn: what bounds the memory."""
LIFE = 8 * 1024 * 1024
"""Bytes of requests after which a process is ended and another forked in its place: what it had gathered goes with it.

Its heap is left in pieces by each request, and its memos fill up: over a long text that grew without end.
"""
_LENGTH = struct.Struct(">Q")
_MOST_READ = 1 << 20

Work = Callable[[bytes], bytes]


def processors() -> int:
    """Return how many processes can run at once; 1 where none can be forked."""
    if not hasattr(os, "fork"):  # Windows
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def shared(requests: Iterable[bytes], work: Work, processes: int) -> Iterator[bytes]:
    """Yield what ``work`` answers to each request, in their order, from so many processes; from this one, if it is one.

    ``work`` must not write, nor use a pipe or a process that this one has open. What it raises is raised here.
    """
    if processes < 2:
        yield from map(work, requests)
        return
    crew: list[_Worker] = []
    try:
        yield from _ordered(iter(requests), work, crew, processes)
    finally:
        for one in crew:
            one.end()


def _ordered(requests: Iterator[bytes], work: Work, crew: list[_Worker], processes: int) -> Iterator[bytes]:
    """Hand each request to the next process that is idle; processes start when there is work for them."""
    answers: dict[int, bytes] = {}
    lost: dict[int, bytes] = {}  # requests of processes that died: worked on when it is their turn
    idle: deque[_Worker] = deque()
    taken = told = 0
    more = True
    with selectors.DefaultSelector() as busy:
        while True:
            while more and taken - told < AHEAD * processes and (idle or len(crew) < processes):
                request = next(requests, None)
                if request is None:
                    more = False
                    break
                one = _idle(idle, crew, work)
                if one is None:
                    processes = len(crew)  # no more can be had
                    lost[taken] = request
                else:
                    one.take(taken, request)
                    busy.register(one.answers, selectors.EVENT_READ, one)
                taken += 1
            while told in answers or told in lost:
                yield answers.pop(told) if told in answers else work(lost.pop(told))
                told += 1
            if told == taken and not more:
                return
            if not processes:
                yield from map(work, requests)
                return
            for key, _ in busy.select() if busy.get_map() else ():
                one = key.data
                busy.unregister(one.answers)
                answer = one.answer()
                if answer is None:  # it died
                    crew.remove(one)
                    one.end()
                    lost[one.number] = one.request
                else:
                    answers[one.number] = answer
                    _keep(one, idle, crew)


def _keep(one: _Worker, idle: deque[_Worker], crew: list[_Worker]) -> None:
    """Keep a process for the next request, or end it where it was handed enough."""
    if one.handed < LIFE:
        idle.append(one)
    else:
        crew.remove(one)
        one.end()


def _idle(idle: deque[_Worker], crew: list[_Worker], work: Work) -> _Worker | None:
    """Return a process that is idle, or a new one; None where the system gives none."""
    if idle:
        return idle.popleft()
    started = _started(work, crew)
    if started is not None:
        crew.append(started)
    return started


@dataclass(slots=True)
class _Worker:
    """A process, the pipes to and from it, what it works on, and how many bytes it was handed."""

    process: int
    requests: int
    answers: int
    number: int = 0
    request: bytes = b""
    handed: int = 0

    def take(self, number: int, request: bytes) -> None:
        """Hand it a request."""
        self.number, self.request = number, request
        self.handed += len(request)
        try:
            _send(self.requests, request)
        except OSError:  # it died: reading its answer tells
            return

    def answer(self) -> bytes | None:
        """Return its answer, None where it died."""
        try:
            return _received(self.answers)
        except OSError:
            return None

    def end(self) -> None:
        """End it, whatever it does."""
        for one in (self.requests, self.answers):
            os.close(one)
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def _started(work: Work, crew: Iterable[_Worker]) -> _Worker | None:
    """Fork a process that answers requests until its parent is gone; None where the system gives none."""
    pipes: list[int] = []
    try:
        pipes += os.pipe()
        pipes += os.pipe()
        process = os.fork()
    except OSError:
        for one in pipes:
            os.close(one)
        return None
    theirs, requests, answers, back = pipes
    if process == 0:
        try:
            for mine in (requests, answers, *(one.requests for one in crew), *(one.answers for one in crew)):
                os.close(mine)
            _answer_all(theirs, back, work)
        finally:
            os._exit(1)  # whatever happens: nothing of the parent's is done twice
    os.close(theirs)
    os.close(back)
    return _Worker(process, requests, answers)


def _answer_all(requests: int, answers: int, work: Work) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.freeze()  # what is shared with the parent stays shared
    threading.Thread(target=_end_with_parent, args=(requests,), daemon=True).start()
    while (request := _received(requests)) is not None:
        _send(answers, work(request))


def _end_with_parent(requests: int) -> None:
    """End this process as soon as nobody can write to it any more."""
    watched = select.poll()
    watched.register(requests, 0)  # only that the other end is closed
    watched.poll()
    os._exit(1)


def _send(pipe: int, content: bytes) -> None:
    for piece in (_LENGTH.pack(len(content)), content):
        left = memoryview(piece)
        while left:
            left = left[os.write(pipe, left) :]


def _received(pipe: int) -> bytes | None:
    """Return what was sent, None where it breaks off."""
    head = _read(pipe, _LENGTH.size)
    return None if head is None else _read(pipe, *_LENGTH.unpack(head))


def _read(pipe: int, length: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < length:
        piece = os.read(pipe, min(length - len(parts), _MOST_READ))
        if not piece:
            return None
        parts += piece
    return bytes(parts)
