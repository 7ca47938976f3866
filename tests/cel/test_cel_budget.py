"""What a run may spend: steps, time, memory, sizes; every end of it is one of our exceptions."""

from __future__ import annotations

import resource
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping

import pytest
from ends import ends

from pas_gov import cel
from pas_gov.cel import DYN, Budget, BudgetSpent, EvaluationError, Program

LONG = "l.all(a, l.all(b, l.all(c, a + b + c >= 0)))"
NUMBERS = {"l": cel.value(list(range(300)))}


def program(source: str, *names: str) -> Program:
    found = cel.compile(source, dict.fromkeys(names or ("l",), DYN))
    assert isinstance(found, Program), found
    return found


def test_the_same_work_costs_the_same_steps() -> None:
    budgets = [Budget(), Budget()]
    for budget in budgets:
        program("l.all(a, a >= 0)").truth(NUMBERS, budget)
    assert budgets[0].spent == budgets[1].spent
    assert 900 < budgets[0].spent < 3_000


def test_steps_run_out_over_several_evaluations() -> None:
    budget, found = Budget(steps=10_000), program("l.all(a, a >= 0)")
    for _ in range(11):  # of 902 steps each
        assert found.truth(NUMBERS, budget) is True
    with pytest.raises(BudgetSpent, match="more than 10,000 steps"):
        found.truth(NUMBERS, budget)
    assert budget.spent == 10_000
    with pytest.raises(BudgetSpent):
        program("l.size() == 1").truth(NUMBERS, budget)


def test_a_spent_budget_is_never_absorbed() -> None:
    with pytest.raises(BudgetSpent):
        program(f"{LONG} || true").truth(NUMBERS, Budget(steps=5_000))
    with pytest.raises(BudgetSpent):
        program(f"[1].exists(x, {LONG}) || l == l").truth(NUMBERS, Budget(steps=5_000))


def test_time_runs_out_without_a_timer() -> None:
    with ends(), pytest.raises(BudgetSpent, match=r"more than 0\.1 seconds"):
        program(LONG).truth(NUMBERS, Budget(seconds=0.1))


def test_time_runs_out_in_a_thread() -> None:
    caught: list[BaseException] = []

    def run() -> None:
        try:
            with (budget := Budget(seconds=0.1)).running():
                program(LONG).truth(NUMBERS, budget)
        except BudgetSpent as spent:
            caught.append(spent)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(5)
    assert len(caught) == 1


class Endless(Mapping[str, object]):
    """Data whose reading takes for ever and swallows exceptions."""

    def __getitem__(self, key: str) -> object:
        while True:
            try:
                time.sleep(0.01)
            except Exception:  # noqa: BLE001
                continue

    def __iter__(self) -> Iterator[str]:
        return iter(["x"])

    def __len__(self) -> int:
        return 1


def test_the_timer_ends_what_counts_no_steps() -> None:
    budget = Budget(seconds=0.1)
    with pytest.raises(BudgetSpent, match=r"more than 0\.1 seconds"), budget.running():
        program("l.x == 1 || true").truth({"l": Endless()}, budget)


def test_the_timer_is_silent_outside_evaluations() -> None:
    budget = Budget(seconds=0.05)
    with budget.running():
        time.sleep(0.1)
        with pytest.raises(BudgetSpent):
            program("l == l").truth(NUMBERS, budget)


def test_handlers_timers_and_limits_are_put_back() -> None:
    def ring(*_: object) -> None:
        raise AssertionError("the earlier timer is due much later")

    earlier = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, 100)
    limits = resource.getrlimit(resource.RLIMIT_AS)
    try:
        with Budget(seconds=5).running():
            assert signal.getsignal(signal.SIGALRM) is not ring
            if sys.platform == "linux":
                assert resource.getrlimit(resource.RLIMIT_AS) != limits
        assert signal.getsignal(signal.SIGALRM) is ring
        assert 90 < signal.getitimer(signal.ITIMER_REAL)[0] <= 100
        assert resource.getrlimit(resource.RLIMIT_AS) == limits
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)


@pytest.mark.skipif(sys.platform != "linux", reason="the address space is measured and limited on Linux")
def test_memory_runs_out() -> None:
    budget = Budget(memory=64 * 2**20)
    with pytest.raises(BudgetSpent, match="more memory"), budget.running():
        program("l.map(a, s + s)", "l", "s").evaluate({**NUMBERS, "s": "x" * 400_000}, budget)


def test_texts_and_lists_may_only_grow_so_far() -> None:
    with pytest.raises(BudgetSpent, match="a value grew to 1,200,000 characters"):
        program("(s + s) + s", "s").text({"s": "x" * 400_000}, Budget())
    with pytest.raises(BudgetSpent, match="a value grew to 120,000 characters or items"):
        program("s + s", "s").values({"s": [1] * 60_000}, Budget())


def test_a_joined_text_may_only_grow_so_far() -> None:
    halves, between = ["x" * 499_999, "y" * 499_999], "--"
    found = program("s.join(t)", "s", "t")
    assert found.text({"s": halves, "t": between}, Budget()) == between.join(halves)
    for texts, more in ((halves, "---"), (["x" * 500_001, *halves[1:]], "-"), (["x" * 1_000_001], "")):
        with pytest.raises(
            BudgetSpent, match="a value grew to 1,000,001 characters; at most 1,000,000 may be"
        ):
            found.text({"s": texts, "t": more}, Budget())
    with pytest.raises(BudgetSpent, match="a value grew to 1,999,000 characters"):
        program("s.map(x, t).join(t) == '' || true", "s", "t").truth(
            {"s": [1] * 1_000, "t": "-" * 1_000}, Budget()
        )
    assert found.text({"s": ["\U0001f600" * 500_000] * 2, "t": ""}, Budget()), "characters, not bytes"


@pytest.mark.whole  # a bomb
def test_values_that_double_are_charged_when_they_are_written_out() -> None:
    doubling = "[l]" + ".map(x, [x, x])" * 40
    with pytest.raises(BudgetSpent, match="steps"):
        program(doubling).evaluate({"l": 1}, Budget(steps=100_000))
    assert program(doubling).explain({"l": 1}, Budget(steps=100_000)), "which writes nothing out"
    with pytest.raises(BudgetSpent, match="steps"):
        program(f"{doubling} == {doubling}").truth({"l": 1}, Budget(steps=100_000))


def test_comparing_and_searching_big_values_is_charged() -> None:
    for source in ("s == s.map(x, x)", "2 in s"):
        budget = Budget()
        program(source, "s").truth({"s": [1] * 60_000}, budget)
        assert budget.spent > 60_000


def test_nesting_in_values_is_an_error_not_a_crash() -> None:
    deep: list[object] = []
    for _ in range(5_000):
        deep = [deep]
    other = [deep[0]]
    for source in ("l == o", "l != o", "l"):
        with pytest.raises(EvaluationError, match="nested too deeply"):
            program(source, "l", "o").evaluate({"l": deep, "o": other}, Budget())


def test_a_deep_stack_around_us_is_an_error_not_a_crash() -> None:
    found = program("(" * 30 + "l" + ")" * 30 + " == [[[[[[[[1]]]]]]]]")

    def dig(depth: int) -> object:
        return dig(depth - 1) if depth else found.evaluate({"l": 1}, Budget())

    limit = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(300)
        outcomes = set()
        for depth in range(180, 300, 3):
            try:
                outcomes.add(str(dig(depth)))
            except EvaluationError as error:
                outcomes.add(error.message)
            except RecursionError:
                break  # no room even to call us
    finally:
        sys.setrecursionlimit(limit)
    assert outcomes == {"False", "the expression or a value is nested too deeply"}


@pytest.mark.whole  # 90,000 comparisons
def test_three_hundred_times_three_hundred_is_fine() -> None:
    assert program("l.all(a, l.all(b, a + b >= 0))").truth(NUMBERS, Budget(seconds=30)) is True
