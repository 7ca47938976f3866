"""The trend of open gaps, by what the records of each month's end said."""

from __future__ import annotations

from datetime import date

from builders import entry_of, promise_data, stack_of

from pas_gov.drift.state.stack_state import stack_state
from pas_gov.drift.state.trend import month_ends, trend
from pas_gov.ledger.events.step_differences import ReducedHistory, StepDifference
from pas_gov.ledger.replay.steps import Origin
from pas_gov.model.stack.stack import Stack

TODAY = date(2026, 6, 15)
UNATTESTED = {"ai-automation": {"says": "x"}, "sales-marketing": {"says": "x"}}


def step(day: str, **entries) -> StepDifference:
    return StepDifference(
        Origin("c" * 40, date.fromisoformat(day)),
        {key.replace("_", "-"): one for key, one in entries.items()},
    )


def test_the_months_before_and_the_day_itself():
    days = month_ends(date(2026, 3, 31))
    assert (len(days), days[0], days[-2], days[-1]) == (
        13,
        date(2025, 3, 31),
        date(2026, 2, 28),
        date(2026, 3, 31),
    )


def test_each_point_counts_the_gaps_of_the_records_of_its_day():
    one, two = (
        entry_of(promise_data("one", zones=UNATTESTED)),
        entry_of(promise_data("two", zones=UNATTESTED)),
    )
    history = ReducedHistory(
        Stack("nothing"),
        (step("2026-04-10", one=one), step("2026-05-20", two=two), step("2026-06-10", two=None)),
    )
    now = stack_of(promise_data("one", zones=UNATTESTED))
    points = trend(history, stack_state(now, TODAY, 120), 120)
    assert [(point.day.isoformat(), point.active, point.open) for point in points] == [
        ("2026-04-30", 1, 2), ("2026-05-31", 2, 4), ("2026-06-15", 1, 2)
    ]  # fmt: skip


def test_before_the_first_promise_there_is_nothing_to_count():
    points = trend(ReducedHistory(Stack("nothing"), ()), stack_state(stack_of(), TODAY, 120), 120)
    assert [point.day for point in points] == [TODAY]
