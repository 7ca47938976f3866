"""Every explicit number with its unit, and nothing else."""

from __future__ import annotations

from cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from pas_gov.model.quantities.quantities import MAX_TEXT, quantities
from pas_gov.model.quantities.reading import quantity_reading

TABLE = [
    ("We answer within four hours.", [("four hours", "duration", (4,), "h")]),
    ("We read it on the next business day.", [("next business day", "duration", (1,), "bd")]),
    ("It takes 10-14 days.", [("10-14 days", "duration", (10, 14), "d")]),
    ("It takes 5 to 10 working days.", [("5 to 10 working days", "duration", (5, 10), "bd")]),
    ("Between 30 and 90 days pass.", [("30 and 90 days", "duration", (30, 90), "d")]),
    ("A 30-day trial.", [("30-day", "duration", (30,), "d")]),
    ("You have thirty (30) days.", [("thirty (30) days", "duration", (30,), "d")]),
    ("Twenty-four hours a day.", [("Twenty-four hours", "duration", (24,), "h")]),
    ("Within 24h, at most 200ms.", [("24h", "duration", (24,), "h"), ("200ms", "duration", (0.2,), "s")]),
    ("Within 3 business hours.", [("3 business hours", "duration", (3,), "bh")]),
    ("For a half year, then 1.5 years.", [("1.5 years", "duration", (1.5,), "y")]),
    ("Up 99.9 % of the time.", [("99.9 %", "percent", (99.9,), "%")]),
    ("Up 99.95 percent.", [("99.95 percent", "percent", (99.95,), "%")]),
    ("A rebate of 5-10%.", [("5-10%", "percent", (5, 10), "%")]),
    ("It costs $1,250.50/month.", [("$1,250.50/month", "money", (1250.5,), "USD/mo")]),
    ("Only $7 per user per month.", [("$7 per user per month", "money", (7,), "USD/user/mo")]),
    ("20 € or EUR 30.", [("20 €", "money", (20,), "EUR"), ("EUR 30", "money", (30,), "EUR")]),
    ("Rewards of $500-$10,000.", [("$500-$10,000", "money", (500, 10000), "USD")]),
    ("We invest £1.5 million.", [("£1.5 million", "money", (1500000,), "GBP")]),
    ("With 10 GB of storage.", [("10 GB", "count", (10,), "GB")]),
    ("Three custom domains and 5 seats.", [("Three custom domains", "count", (3,), "domain"), ("5 seats", "count", (5,), "seat")]),
    ("One manager looks after 8 accounts.", [("8 accounts", "count", (8,), "account")]),
    ("More than 1 million customers.", [("1 million customers", "count", (1000000,), "customer")]),
    ("From 1 March 2024 on.", [("1 March 2024", "date", ("2024-03-01",), "")]),
    ("On May 3rd we move.", [("May 3rd", "date", ("--05-03",), "")]),
    ("By June 30, 2027.", [("June 30, 2027", "date", ("2027-06-30",), "")]),
    ("Signed before 2021.", [("2021", "date", ("2021",), "")]),
    ("Until 2025-06-30.", [("2025-06-30", "date", ("2025-06-30",), "")]),
]  # fmt: skip
NONE = [
    "Support is there 24/7.",
    "See section 4.2, step 3 and version 2.1.0.",
    "We hold a SOC 2 report and an ISO 27001 certificate.",
    "Open from 9:00 AM to 5 PM.",
    "In a few days, or a couple of weeks.",
    "Backups are made daily and kept for a month.",
    "One of our engineers calls you.",
    "Two-factor sign-in is on.",
    "Call +49 30 1234567.",
    "That costs a few million dollars.",
    "You may 3.",
    "",
]


@each_of(("text", "wanted"), TABLE)
def test_a_quantity_has_its_text_kind_values_and_unit(text, wanted):
    assert [(each.text, each.kind, each.values, each.unit) for each in quantities(text)] == wanted


@each_of("text", NONE)
def test_what_is_no_explicit_number_with_a_unit_is_none(text):
    assert quantities(text) == ()


@given(st.text(alphabet="0123456789 .,-$%€onetwyhund daysmilkGB/()AM\n", max_size=200))
def test_any_text_gives_quantities_that_stand_in_it_in_order(text):
    found = quantities(text)
    places, at = [], 0
    for each in found:
        at = text.index(each.text, at)
        places.append(at)
        at += len(each.text)
        assert 1 <= len(each.values) <= 2
    assert places == sorted(places)


def test_what_stands_far_behind_is_not_looked_at():
    assert quantities("word " * MAX_TEXT + "within 4 hours") == ()


@each_of(
    ("text", "unread"),
    [
        ("Within VI hours.", ("VI",)),
        ("Within vi working days.", ("vi",)),
        ("Within \u2076 hours.", ("\u2076",)),
        ("Within 4 hours and \u2468 minutes.", ("\u2468",)),
        ("Within four dozen hours.", ("four dozen hours", "dozen")),
        ("Within four fortnights.", ("four fortnights", "fortnights")),
        ("Within 4 kilohours.", ("4 kilohours", "kilohours")),
        ("Within .4 hours.", (".4 hours",)),
        ("Within four (6) hours.", ("four (6)",)),
        ("Within 4 sols.", ("4 sols",)),
        ("Within 4\ufffc hours.", ("4",)),
        ("Within four hours of the next Monday.", ("of the next Monday",)),
        ("Within \u202e4 hours.", ("a character (U+202D, U+202E) that turns the text round",)),
        ("Within a fortnight, for two dozen seats and half a dozen teams.", ()),
        ("\u2460 I answer within four hours\u00b9, from Monday to Friday.", ()),
        ("Within thirty (30) days.", ()),
        ("Version 2.4 of the mix is 1\u00bd hours long.", ()),
    ],
    ids=str,
)
def test_no_number_that_is_not_read_passes_unnamed(text, unread):
    assert set(quantity_reading(text).unread) == set(unread)


@each_of(
    ("text", "amounts"),
    [
        ("It costs 20 EUR a month.", ["20 EUR a month"]),
        ("We answer within a month.", ["a month"]),
        ("It is 20 EUR, within a month.", ["20 EUR", "a month"]),
    ],
)
def test_a_price_for_each_month_is_no_month(text, amounts):
    assert [one.quantity.text.strip() for one in quantity_reading(text).quantities] == amounts
