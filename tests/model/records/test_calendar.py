"""Calendars in the settings: what is read, and each fault at its place with what to write instead."""

from __future__ import annotations

from datetime import date

import yaml
from cases import each_of

from pas_gov.model.records.calendar import hours
from pas_gov.model.records.reader import read
from pas_gov.model.records.settings import settings_from

TEXT = """\
schema: pas.settings/v1
calendars:
  desk:
    time_zone: Europe/Berlin
    week:
      monday: [13:30-18:00, 09:00-12:30]
      friday: [22:00-06:00]
    holidays: {country: DE, subdivision: BY}
    days:
      2026-12-24: [09:00-12:00]
      2026-12-31: []
"""


def faults(before: str, after: str) -> str:
    assert before in TEXT
    found = read("settings", TEXT.replace(before, after).encode())
    assert found.record is None
    return " | ".join(f"{one.location.line}: {one.message}: {one.remedy}" for one in found.faults)


def test_a_calendar_is_read():
    found = settings_from(read("settings", TEXT.encode()).record).calendars["desk"]
    assert (found.name, found.time_zone, found.country, found.subdivision) == (
        "desk",
        "Europe/Berlin",
        "DE",
        "BY",
    )
    assert found.week == {0: ((540, 750), (810, 1080)), 4: ((1320, 1800),)}, (
        "in order; past midnight is the next day"
    )
    assert found.days == {date(2026, 12, 24): ((540, 720),), date(2026, 12, 31): ()}
    assert hours(["00:00-24:00"]) == ((0, 1440),)


@each_of(
    ("before", "after", "told"),
    [
        ("time_zone: Europe/Berlin", "time_zone: Europe/Berlni", '4: there is no time zone "Europe/Berlni": did you mean "Europe/Berlin"?'),
        ("time_zone: Europe/Berlin", "time_zone: Bavaria", "a zone of the IANA database"),
        ("    time_zone: Europe/Berlin\n", "", '"time_zone" is missing in desk'),
        ("time_zone:", "timezone:", 'did you mean "time_zone"?'),
        ("monday:", "mondy:", 'did you mean "monday"?'),
        ("13:30-18:00", "13:30-25:00", "write hours as 09:00-17:30"),
        ("13:30-18:00", "9-18", "write hours as 09:00-17:30"),
        ("[22:00-06:00]", "22:00-06:00", "friday must be a list"),
        ("13:30-18:00", "12:00-18:00", "two hours of monday lie over each other"),
        ("22:00-06:00", "22:00-22:00", "write 00:00-24:00"),
        ("country: DE", "country: Germany", "the country's two letters"),
        ("country: DE, ", "", '"country" is missing'),
        ("2026-12-24", "2026-12-32", "a day"),
        ("2026-12-24", "24.12.2026", "write a day as 2026-12-24"),
        ("[09:00-12:00]", "closed", "2026-12-24 must be a list"),
        ("desk:", "Desk:", "lower-case letters"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(before, after, told):
    assert told in faults(before, after)


def test_a_fault_never_ends_in_an_error():
    for wrong in (
        None,
        [],
        7,
        {"desk": None},
        {"desk": {"week": [], "days": 3}},
        {"desk": {"week": {"monday": [3]}}},
    ):
        text = yaml.safe_dump({"schema": "pas.settings/v1", "calendars": wrong})
        assert read("settings", text.encode()).record is None
