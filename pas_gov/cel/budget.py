"""Limits on time, steps and memory for all evaluations of a run, since expressions may come from strangers."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import TypeVar

from pas_gov.cel.problems import BudgetSpent, EvaluationError, Problem

Result = TypeVar("Result")
SLICE = 2_048  # steps between two looks at the clock
MAX_TEXT = 1_000_000  # characters or bytes of one string after +
MAX_ITEMS = 100_000  # items of one list after +
GIB = 2**30


class _Alarm(BaseException):
    """Raised by the timer in the middle of an evaluation; no ``except Exception`` can swallow it."""


class Budget:
    """The time, steps and memory that all evaluations of a run share.

    Steps are counted at every visit of a sub-expression, so the same work always costs the same. The clock
    starts with ``running()``, or with the first evaluation. Not for use by several threads at once.
    """

    __slots__ = ("_deadline", "_inside", "_late", "_unsliced", "left", "memory", "seconds", "steps")

    def __init__(self, seconds: float = 30, steps: int = 20_000_000, memory: int = GIB) -> None:
        """Take the limits: seconds of wall clock, steps, and bytes beyond what is in use at the start."""
        self.seconds, self.steps, self.memory = seconds, steps, memory
        self._unsliced = steps  # steps not yet handed out
        self.left = 0  # steps left in the slice; visits count it down
        self._deadline: float | None = None
        self._late = False
        self._inside = False

    @property
    def spent(self) -> int:
        """Steps taken so far."""
        return self.steps - self._unsliced - max(self.left, 0)

    def charge(self, steps: int) -> None:
        """Count steps for work that grows with a value's size."""
        self.left -= steps
        if self.left < 0:
            self.renew()

    def renew(self) -> None:
        """Hand out the next slice of steps; BudgetSpent where steps or time are used up."""
        self._check_clock()
        needed = SLICE - self.left  # left is below zero: the debt is paid from the next slice
        granted = min(needed, self._unsliced)
        self._unsliced -= granted
        self.left += granted
        if self.left < 0:
            raise BudgetSpent(f"the evaluation took more than {self.steps:,} steps", "steps")

    def _check_clock(self) -> None:
        if self._deadline is None:
            self._deadline = time.monotonic() + self.seconds
        if self._late or time.monotonic() > self._deadline:
            self._late = True
            raise BudgetSpent(f"the evaluation took more than {self.seconds:g} seconds", "seconds")

    def spend(self, work: Callable[..., Result], *given: object) -> Result:
        """Do the work, with what it is given, under this budget.

        Running out of time, steps, memory or stack raises one of our exceptions.
        """
        outer, self._inside = self._inside, True  # a variable may be computed inside an evaluation
        try:
            if self._late or self._deadline is None:
                self._check_clock()
            return work(*given)
        except _Alarm:
            raise BudgetSpent(f"the evaluation took more than {self.seconds:g} seconds", "seconds") from None
        except Problem as problem:  # data that CEL can't hold, met after the evaluation
            raise EvaluationError(str(problem)) from None
        except MemoryError:
            raise BudgetSpent("the evaluation took more memory than it may") from None
        except RecursionError:
            raise EvaluationError("the expression or a value is nested too deeply") from None
        finally:
            self._inside = outer

    @contextmanager
    def running(self) -> Iterator[Budget]:
        """Start the clock and, where the platform and the thread allow, a timer and a limit on memory.

        Both are put back at the end. Start no other programs inside: they inherit the limit on memory.
        """
        self._deadline = time.monotonic() + self.seconds
        with ExitStack() as undo:
            undo.callback(_limit_memory(self.memory))
            undo.callback(self._arm())
            try:
                yield self
            except _Alarm:
                raise BudgetSpent(
                    f"the evaluation took more than {self.seconds:g} seconds", "seconds"
                ) from None

    def _arm(self) -> Callable[[], object]:
        if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
            return lambda: None
        handler = signal.signal(signal.SIGALRM, self._ring)
        left, interval = signal.setitimer(signal.ITIMER_REAL, self.seconds)
        started = time.monotonic()

        def disarm() -> None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, handler)
            if left:
                signal.setitimer(
                    signal.ITIMER_REAL, max(left - (time.monotonic() - started), 0.001), interval
                )

        return disarm

    def _ring(self, _number: int, _frame: FrameType | None) -> None:
        self._late = True
        if self._inside:
            raise _Alarm


def _limit_memory(extra: int) -> Callable[[], object]:
    """Lower the limit on the address space to what is in use and the extra; return what puts it back."""
    used = _address_space()
    if used is None or sys.platform == "win32":
        return lambda: None
    try:
        import resource
    except ImportError:  # a Python that was built without it
        return lambda: None

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = min(used + extra, *(limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY), 2**62)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    except (ValueError, OSError):
        return lambda: None
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _address_space() -> int | None:
    """Return the bytes of address space in use, where the system tells."""
    try:
        sizes = os.open(
            "/proc/self/statm", os.O_RDONLY
        )  # without a buffer: a history asks before each of its steps
        try:
            return int(os.read(sizes, 100).split()[0]) * os.sysconf("SC_PAGE_SIZE")
        finally:
            os.close(sizes)
    except (OSError, ValueError, IndexError):
        return None
