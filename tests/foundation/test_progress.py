"""How far long work is: told by a clock that the tests turn, on standard error alone."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

import pytest
from cases import each_of
from click.testing import CliRunner

from pas_gov.cli.group import cli
from pas_gov.foundation.progress import ask_for_progress, duration_text, with_progress


class Stream(io.StringIO):
    """Standard error, at a terminal or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


class Clock:
    """A clock that stands still but for the seconds that work takes."""

    now = 100.0

    def __call__(self) -> float:
        return self.now

    def work(self, each: Iterable[float]) -> Iterator[int]:
        for number, seconds in enumerate(each):
            self.now += seconds
            yield number


@pytest.fixture
def asked() -> Iterator[None]:
    ask_for_progress(wanted=True)
    yield
    ask_for_progress(wanted=False)


def told(seconds: list[float], *, terminal: bool, total: int | None = 0, sizes: int = 1) -> str:
    stream, clock = Stream(terminal=terminal), Clock()
    whole = len(seconds) * sizes if total == 0 else total
    work = with_progress(clock.work(seconds), whole, "steps", lambda _: sizes, stream=stream, clock=clock)
    assert list(work) == list(range(len(seconds)))
    return stream.getvalue()


def test_at_a_terminal_one_line_is_written_over_and_goes_in_the_end():
    text = told([0.6] * 6, terminal=True)
    assert text.split("\r") == [
        "", "pas-gov: 2 of 6 steps, about 2 s left", "pas-gov: 4 of 6 steps, about 1 s left",
        "pas-gov: 6 of 6 steps                ", " " * 21, "",
    ]  # fmt: skip


def test_elsewhere_it_is_told_only_where_somebody_asks(asked):
    assert told([2.0] * 4, terminal=False) == (
        "pas-gov: 2 of 4 steps, about 4 s left\npas-gov: 4 of 4 steps\n"
    )
    ask_for_progress(wanted=False)
    assert told([2.0] * 4, terminal=False) == ""


@pytest.mark.parametrize("terminal", [True, False])
def test_what_is_over_soon_is_told_nowhere(asked, terminal):
    assert told([0.001] * 900, terminal=terminal) == ""


def test_lines_come_every_few_seconds_however_many_items_there_are(asked):
    lines = told([1 / 64] * 2_000, terminal=False).splitlines()
    assert len(lines) == 10
    assert lines[0] == "pas-gov: 192 of 2,000 steps, about 28 s left"


def test_work_that_comes_in_pieces_counts_what_is_in_them(asked):
    assert told([5.0] * 2, terminal=False, sizes=100).splitlines() == [
        "pas-gov: 100 of 200 steps, about 5 s left", "pas-gov: 200 of 200 steps",
    ]  # fmt: skip


def test_where_nobody_knows_how_much_there_is_it_says_how_much_there_was(asked):
    assert (
        told([4.0] * 2, terminal=False, total=None).splitlines()[0] == "pas-gov: steps so far: 1, after 4 s"
    )


def test_work_inside_of_work_is_not_told():
    stream, clock = Stream(terminal=True), Clock()
    for _ in with_progress(clock.work([5.0]), 1, "steps", stream=stream, clock=clock):
        for _ in with_progress(clock.work([5.0]), 1, "policies", stream=stream, clock=clock):
            pass
    assert "policies" not in stream.getvalue()


def test_it_is_wiped_out_when_work_is_interrupted():
    stream, clock = Stream(terminal=True), Clock()
    work = with_progress(clock.work([5.0, 5.0]), 2, "steps", stream=stream, clock=clock)
    next(work)
    with pytest.raises(KeyboardInterrupt):
        work.throw(KeyboardInterrupt)
    assert stream.getvalue().endswith(" \r")


def test_a_stream_that_takes_nothing_changes_nothing():
    stream, clock = Stream(terminal=True), Clock()
    stream.close()
    stream.isatty = lambda: True
    assert list(with_progress(clock.work([5.0]), 1, "steps", stream=stream, clock=clock)) == [0]


@each_of(
    ("seconds", "said"),
    [
        (0.2, "1 s"),
        (59.6, "60 s"),
        (119, "119 s"),
        (150, "2 min"),
        (3600, "60 min"),
        (7800, "2 h 10 min"),
        (86_400, "24 h 0 min"),
    ],
)
def test_durations_are_said_as_people_say_them(seconds, said):
    assert duration_text(seconds) == said


@each_of("command", ["gate", "validate", "scan", "drift", "site", "test"])
def test_every_command_that_can_be_long_takes_the_option(command):
    done = CliRunner().invoke(cli.commands[command], ["--help"])
    assert "--progress" in done.output


@pytest.mark.parametrize("part", ["verify", "evidence"])
def test_so_does_the_ledger(part):
    done = CliRunner().invoke(cli.commands["ledger"], [part, "--help"])
    assert "--progress" in done.output
