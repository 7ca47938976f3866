"""Business time: the working hours and days of a calendar between two moments, held against a count minute by minute."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from cases import each_of
from hypothesis import given, settings
from hypothesis import strategies as st
from laws import tries

from pas_gov.drift.business_time.business_calendar import BusinessCalendar, business_calendar
from pas_gov.drift.business_time.holidays_library import NoCalendar
from pas_gov.drift.business_time.wall_clock import SECOND, WallClock, moment_of
from pas_gov.model.records.calendar import DAY, WEEKDAYS, Calendar, hours

MINUTE, HOUR = 60 * SECOND, 3600 * SECOND
BERLIN = "Europe/Berlin"
OFFICE = dict.fromkeys(range(5), ("09:00-17:00",))


def calendar(week=OFFICE, zone=BERLIN, days=None, **others) -> BusinessCalendar:
    apart = {date.fromisoformat(day): hours(texts) for day, texts in (days or {}).items()}
    pieces = {day: hours(texts) for day, texts in week.items()}
    return business_calendar(Calendar("desk", zone, pieces, days=apart, **others))


def moment(text: str, zone: str = BERLIN) -> int:
    return moment_of(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


def worked(first: str, last: str, one: BusinessCalendar | None = None) -> tuple[float, Fraction]:
    """Return the working hours and the working days from a reading of the calendar's clocks to another."""
    one = one or calendar()
    begin, end = (moment(text, one.clock.zone.key) for text in (first, last))
    found = one.working_time(begin, end)
    return found.between(begin, end) / HOUR, found.days_between(begin, end)


class TestCasesOnWhichLibrariesDiffer:
    @each_of(
        ("first", "last", "in_hours", "in_days"),
        [
            ("2026-05-04 10:00", "2026-05-06 10:00", 16, 2),
            ("2026-05-04 16:00", "2026-05-04 17:00", 1, Fraction(1, 8)),
            (
                "2026-05-04 09:00",
                "2026-05-04 17:00",
                8,
                1,
            ),  # a deadline at closing time is kept at closing time
            (
                "2026-05-04 17:00",
                "2026-05-05 17:00",
                8,
                1,
            ),  # begun at closing time: the next day counts, whole
            ("2026-05-04 20:00", "2026-05-05 09:00", 0, 0),  # outside of hours nothing passes
            ("2026-05-09 12:00", "2026-05-11 10:00", 1, Fraction(1, 8)),  # on a Saturday
            ("2026-05-08 16:00", "2026-05-11 10:00", 2, Fraction(1, 4)),
            ("2026-05-04 10:00", "2026-05-04 10:00", 0, 0),
        ],
    )
    def test_an_office(self, first, last, in_hours, in_days):
        assert worked(first, last) == (in_hours, in_days)

    def test_a_break_is_no_working_time_and_no_day_more(self):
        one = calendar({0: ("09:00-12:00", "13:00-18:00"), 1: ("09:00-12:00", "13:00-18:00")})
        assert worked("2026-05-04 11:00", "2026-05-04 14:00", one) == (2, Fraction(2, 8))
        assert worked("2026-05-04 12:00", "2026-05-04 13:00", one) == (0, 0)
        assert worked("2026-05-04 12:30", "2026-05-05 12:30", one) == (8, 1)

    def test_a_half_day_is_a_day_of_fewer_hours(self):
        one = calendar(days={"2026-12-24": ["09:00-13:00"], "2026-12-25": []})
        assert worked("2026-12-24 00:00", "2026-12-25 00:00", one) == (4, 1)
        assert worked("2026-12-23 13:00", "2026-12-24 11:00", one) == (6, 1)
        assert worked("2026-12-24 13:00", "2026-12-28 09:00", one) == (0, 0)

    @pytest.mark.whole
    def test_a_day_apart_counts_whatever_the_week_and_the_holidays_say(self):
        one = calendar(country="DE", subdivision="BY", days={"2026-10-03": ["10:00-12:00"], "2026-05-06": []})
        assert worked("2026-10-03 00:00", "2026-10-04 00:00", one) == (2, 1)  # a Saturday, and a holiday
        assert worked("2026-05-06 00:00", "2026-05-07 00:00", one) == (0, 0)

    def test_a_holiday_of_a_subdivision_is_free_there_alone(self):
        for subdivision, of_the_day in (("BY", 0), ("BE", 8)):
            one = calendar(country="DE", subdivision=subdivision)
            assert worked("2026-01-06 00:00", "2026-01-07 00:00", one) == (
                of_the_day,
                of_the_day // 8,
            )  # Epiphany

    def test_a_night_shift_belongs_to_the_day_on_which_it_begins(self):
        one = calendar(dict.fromkeys(range(5), ("22:00-06:00",)))
        assert worked("2026-05-08 22:00", "2026-05-09 06:00", one) == (8, 1)  # of Friday, until Saturday
        assert worked("2026-05-09 00:00", "2026-05-11 22:00", one) == (6, Fraction(6, 8))
        free = calendar(dict.fromkeys(range(5), ("22:00-06:00",)), days={"2026-05-08": []})
        assert worked("2026-05-08 12:00", "2026-05-09 12:00", free) == (0, 0)
        assert worked("2026-05-08 00:00", "2026-05-08 12:00", free) == (6, Fraction(6, 8)), "of Thursday"

    def test_hours_of_two_days_that_lie_over_each_other_count_once(self):
        one = calendar({0: ("20:00-10:00",), 1: ("08:00-16:00",)})
        assert worked("2026-05-04 00:00", "2026-05-06 00:00", one) == (14 + 6, 2)

    def test_a_night_in_which_the_clocks_change_is_an_hour_shorter_or_longer(self):
        nights = calendar(dict.fromkeys(range(7), ("22:00-06:00",)))
        assert worked("2026-03-28 22:00", "2026-03-29 06:00", nights) == (7, 1)
        assert worked("2026-10-24 22:00", "2026-10-25 06:00", nights) == (9, 1)
        round_the_clock = calendar(dict.fromkeys(range(7), ("00:00-24:00",)))
        assert worked("2026-03-28 12:00", "2026-03-30 12:00", round_the_clock) == (47, 2)

    def test_hours_that_begin_when_the_clocks_skip_or_repeat_begin_as_soon_as_these_have_come_so_far(self):
        early = calendar({6: ("02:30-06:00",)})
        assert worked("2026-03-29 00:00", "2026-03-29 12:00", early) == (3, 1)
        assert worked("2026-10-25 00:00", "2026-10-25 12:00", early) == (4.5, 1)

    def test_a_business_day_of_nobody_never_passes(self):
        one = calendar({0: ()})
        assert worked("2026-05-04 00:00", "2027-05-04 00:00", one) == (0, 0)

    def test_thirds_of_a_day_add_up_to_a_day(self):
        one = calendar(dict.fromkeys(range(5), ("09:00-16:30",)))
        _, days = worked("2026-05-04 09:45", "2026-05-05 09:45", one)
        assert float(days) == 1.0


class TestClocks:
    def test_readings_that_are_none_or_two(self):
        clock = WallClock(ZoneInfo(BERLIN))
        for text, doubt in (
            ("2026-10-25 02:00", "shown twice"), ("2026-10-25 02:59:59", "shown twice"), ("2026-10-25 03:00", ""),
            ("2026-10-25 01:59", ""), ("2026-03-29 02:00", "never shown"), ("2026-03-29 03:00", ""),
        ):  # fmt: skip
            assert clock.doubt(datetime.fromisoformat(text)) == doubt, text


class TestWhatIsNotKnown:
    @each_of(
        ("calendar_of", "told"),
        [
            ({"country": "XX"}, "no holidays are known of the country XX"),
            ({"country": "DE", "subdivision": "BX"}, "DE has no subdivision BX"),
            ({"zone": "Europe/Nowhere"}, "time zone of the calendar desk"),
            ({"zone": "../../etc/passwd"}, "time zone of the calendar desk"),
        ],
    )
    def test_it_is_told_and_not_guessed(self, calendar_of, told):
        with pytest.raises(NoCalendar, match=told) as no:
            calendar(**calendar_of)
        assert no.value.remedy

    def test_a_year_of_which_no_holidays_are_known_is_not_taken_for_one_without(self):
        with pytest.raises(NoCalendar, match="for 1980"):
            worked("1980-05-04 10:00", "1980-05-05 10:00", calendar(country="DE"))


def by_the_minute(one: BusinessCalendar, first: int, last: int) -> tuple[int, Fraction]:
    """Return working minutes and days by asking of each minute whether somebody works: slow, and by other means."""
    zone, pieces = one.clock.zone, []
    start = datetime.fromtimestamp(first // SECOND, zone).date() - timedelta(days=3)
    days = (last - first) // (1440 * MINUTE) + 7
    origin = datetime.combine(start, time(), timezone.utc) - timedelta(days=1)
    minutes = [origin + timedelta(minutes=count) for count in range((days + 3) * 1440)]
    shown = [minute.astimezone(zone).replace(tzinfo=None) for minute in minutes]
    for number in range(1, days):
        midnight = datetime.combine(start + timedelta(days=number), time())
        for piece in one.hours(midnight.date()):
            ends = [midnight + timedelta(minutes=end) for end in piece]
            opens, closes = (
                next(minutes[i] for i in range(number * 1440, len(minutes)) if shown[i] >= end)
                for end in ends
            )
            pieces.append((midnight.date(), opens, closes))
    taken: dict[datetime, date] = {}
    for day, opens, closes in pieces:
        for count in range(int((closes - opens).total_seconds()) // 60):
            taken.setdefault(opens + timedelta(minutes=count), day)
    lengths = Counter(taken.values())
    inside = Counter(day for minute, day in taken.items() if first <= moment_of(minute) < last)
    return inside.total(), sum((Fraction(count, lengths[day]) for day, count in inside.items()), Fraction(0))


QUARTERS = st.integers(0, DAY // 15 - 1).map(lambda quarter: 15 * quarter)


@st.composite
def days_of_work(draw) -> tuple[tuple[int, int], ...]:
    """Draw up to two pieces of a day, the last of which may end on the day after."""
    marks = sorted(draw(st.lists(QUARTERS, min_size=2, max_size=4, unique=True)))
    pieces = [(a, b) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    if draw(st.booleans()):
        pieces[-1] = (pieces[-1][0], draw(st.sampled_from([DAY, DAY + 105, DAY + 360])))
    return tuple(pieces)


@pytest.mark.whole
@given(
    week=st.dictionaries(st.integers(0, 6), days_of_work(), min_size=1),
    apart=st.dictionaries(st.integers(-1, 4), st.one_of(st.just(()), days_of_work()), max_size=2),
    zone=st.sampled_from([BERLIN, "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"]),
    day=st.sampled_from([date(2026, 3, 27), date(2026, 10, 23), date(2026, 4, 3), date(2026, 3, 6), date(2026, 5, 1)]),
    start=st.integers(0, 3 * 1440),
    length=st.integers(0, 3 * 1440),
)  # fmt: skip
@settings(max_examples=tries(20), deadline=None)
def test_it_is_what_a_count_minute_by_minute_gives(week, apart, zone, day, start, length):
    days = {day + timedelta(days=number): pieces for number, pieces in apart.items()}
    one = BusinessCalendar(Calendar("desk", zone, week, days=days), WallClock(ZoneInfo(zone)))
    first = moment_of(datetime.combine(day, time(), timezone.utc)) + start * MINUTE
    last = first + length * MINUTE
    found = one.working_time(first, last)
    assert (found.between(first, last) / MINUTE, found.days_between(first, last)) == by_the_minute(
        one, first, last
    )


@given(days=st.integers(0, 800), length=st.integers(0, 400), free=st.sets(st.integers(0, 800), max_size=40))
@settings(max_examples=tries(40), deadline=None)
def test_days_without_an_hour_are_counted_as_numpy_counts_them(days, length, free):
    import numpy as np

    first = date(2025, 1, 1) + timedelta(days=days)
    last = first + timedelta(days=length)
    off = [date(2025, 1, 1) + timedelta(days=one) for one in free]
    one = calendar(zone="UTC", days={day.isoformat(): [] for day in off})
    wanted = np.busday_count(first, last, holidays=off)
    assert worked(f"{first} 00:00", f"{last} 00:00", one)[1] == wanted


def test_weekdays_are_those_of_python():
    assert date(2026, 5, 4).strftime("%A").lower() == WEEKDAYS[date(2026, 5, 4).weekday()] == "monday"
