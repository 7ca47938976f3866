"""Days of a promise: those in the wrong order are errors, those that haven't come yet count as not there (SPEC 2)."""

from datetime import date

from builders import full_promise_data, load, promise_data, stack_of, written
from cases import each_of
from hypothesis import given
from hypothesis import strategies as st

from pas_gov.model.records.chronology import days_recorded, happened, latest_recorded
from pas_gov.model.records.reader import read

MADE = {"made": {"date": "2026-03-01"}}
ATTESTED = {"wording": "w1:" + "0" * 32, "by": "@acme/sales", "reality": "kept"}


def faults(**changes):
    return [
        (one.code, one.location.line, one.message)
        for one in read("promise", written(promise_data(**{**MADE, **changes})).encode()).faults
    ]


def ending(day):
    return {"status": "retired", "ending": {"date": day}}


def notice(day):
    return {"notices": [{"audience": "customers", "date": day, "says": "It ends."}]}


def attested(day):
    return {"zones": {"sales-marketing": {"attested": {**ATTESTED, "date": day}}}}


def stopped(day):
    return {"status": "retired", "ending": {"zones": {"sales-marketing": {"stopped_on": day}}}}


def decided(day):
    return {"experiment": {"started": "2026-03-01", "decide_by": day}}


def honoured(day):
    return {"legacy": {"honour_until": day}}


ORDERS = [ending, notice, attested, stopped, decided, honoured]


@each_of("order", ORDERS)
def test_a_day_before_the_one_that_it_follows_is_an_error_at_its_place(order):
    text = written(promise_data(**{**MADE, **order("2026-02-28")}))
    (fault,) = read("promise", text.encode()).faults
    assert (fault.code, fault.severity) == ("days-reversed", "error")
    assert "2026-02-28" in text.splitlines()[fault.location.line - 1]
    assert "2026-02-28" in fault.message
    assert "2026-03-01" in fault.message


@each_of("order", ORDERS)
@each_of("day", ["2026-03-01", "2026-03-02"])
def test_the_same_day_and_a_later_one_are_right(order, day):
    assert faults(**order(day)) == []


def test_what_is_honoured_for_ever_and_days_that_are_none_are_no_matter_of_order():
    assert faults(**honoured("forever")) == []
    assert [code for code, *_ in faults(**honoured("2026-02-30"))] == ["schema-format"]
    assert [code for code, *_ in faults(ending={"date": 5}, status="retired")] == ["schema-type"]
    assert [code for code, *_ in faults(notices="none", ending=[], zones=[])] == ["schema-type"] * 3


def test_a_review_and_a_start_before_the_promise_was_made_are_nobodys_fault():
    """A draft may be reviewed, and an experiment begin, before what it promises is written down."""
    link = {"promise": "x", "date": "2026-02-01"}
    assert faults(aligned_to=[link], experiment={"started": "2026-02-01", "decide_by": "2026-02-02"}) == []


def test_every_reversed_day_is_told_at_once():
    found = faults(**{**ending("2026-01-01"), **notice("2026-01-02"), **decided("2026-01-03")})
    assert [code for code, *_ in found] == ["days-reversed"] * 3


def happening(**days):
    day = {
        "made": "2026-01-01",
        "reviewed": "2026-01-01",
        "attested": "2026-01-01",
        "left": "2026-01-01",
        **days,
    }
    return promise_data(
        made={"date": day["made"]},
        aligned_to=[{"promise": "x", "date": day["reviewed"]}],
        zones={
            "sales-marketing": {"attested": {**ATTESTED, "date": day["attested"]}},
            "delivery-support": {"left": {"date": day["left"]}},
        },
    )


TODAY = date(2026, 6, 1)


def test_a_promise_without_what_is_still_to_come():
    entry = stack_of(happening(reviewed="2026-06-02", attested="2026-06-02", left="2026-06-02")).entries
    promise = next(iter(entry.values())).promise
    now = happened(promise, TODAY)
    assert [link.date for link in now.aligned_to] == [None]
    assert now.zones["sales-marketing"].attested is None
    assert set(now.zones_kept) == {"sales-marketing", "delivery-support"}
    assert happened(promise, date(2026, 6, 2)) == promise


@each_of("part", ["made", "reviewed", "attested", "left"])
def test_a_day_to_come_is_told_with_the_last_day_that_a_record_knows(part):
    later = {"made": {"made": "2026-06-02", "attested": "2026-06-02"}}.get(part, {part: "2026-06-02"})
    (entry,) = stack_of(happening(**later)).entries.values()
    assert entry.facts.latest == "2026-06-02"


def test_what_may_be_planned_is_no_record_of_what_happened():
    plans = {
        "status": "retired", "notices": [{"audience": "customers", "date": "2099-01-01"}],
        "ending": {"date": "2099-01-01", "zones": {"sales-marketing": {"stopped_on": "2099-01-01"}}},
        "experiment": {"started": "2099-01-01", "decide_by": "2099-02-01"}, "review_by": "2099-01-01",
        "legacy": {"honour_until": "2099-01-01"},
    }  # fmt: skip
    (entry,) = stack_of({**happening(), **plans}).entries.values()
    assert entry.facts.latest == "2026-01-01"


def test_a_record_of_everything_is_in_order():
    assert load({"promises/conditional/fast-support.yaml": full_promise_data()}).diagnostics == ()


DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 1, 9)).map(date.isoformat)


@given(DAYS, st.lists(DAYS, max_size=2), st.lists(st.tuples(DAYS, DAYS), max_size=3))
def test_the_latest_day_is_the_last_of_those_recorded(made, links, zones):
    data = {
        "made": {"date": made},
        "aligned_to": [{"promise": "a", "date": day} for day in links],
        "zones": {
            f"z{number}": {"attested": {"date": said}, "left": {"date": left}}
            for number, (said, left) in enumerate(zones)
        },
    }
    days = [day for _, _, day in days_recorded(data)]
    assert latest_recorded(data) == max(days, default="")
    assert latest_recorded({}) == ""
