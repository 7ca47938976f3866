"""What was made on another day than it was recorded is never told as made on that day."""

from __future__ import annotations

import json
from dataclasses import replace

from builders import entry_of, promise_data
from test_pages import ORIGIN, made, said, site_of

from pas_gov.ledger.events.events import Event
from pas_gov.site.event_words import event_words, made_earlier
from pas_gov.site.last_changes import last_changes


def event(identity: str, day: str, *kinds: str) -> Event:
    entry = entry_of(promise_data(identity, made={"date": day}))
    return Event(ORIGIN, identity, kinds or ("made",), True, None, entry, entry.path)


def test_of_another_day_it_was_recorded():
    assert event_words(event("a", "2012-09-01")) == "recorded (made 1 Sep 2012)"
    assert event_words(event("a", "2012-09-01", "made", "attested")) == "recorded (made 1 Sep 2012), attested"


def test_of_the_same_day_it_was_made():
    assert event_words(event("a", "2026-05-01")) == "made"
    assert made_earlier(replace(event("a", "2012-09-01"), after=None)) is None


def test_another_change_names_no_day():
    assert event_words(event("a", "2012-09-01", "reworded")) == "reworded"


def test_what_one_commit_recorded_stays_one_line_on_the_front_page():
    (one,) = last_changes((event("a", "2012-09-01"), event("b", "2020-02-01")))
    assert (one.says, one.promises) == ("recorded (made 1 Sep 2012 to 1 Feb 2020)", ("a", "b"))
    (one,) = last_changes((event("a", "2012-09-01"),))
    assert one.says == "recorded (made 1 Sep 2012)"


def test_ledger_feed_filters_and_list_say_so():
    record = promise_data("a", made={"date": "2012-09-01"})
    found = made(site_of(record, events=(event("a", "2012-09-01"),)))
    assert "recorded (made 1 Sep 2012)" in said(found["ledger.html"])
    assert "Recorded (made 1 Sep 2012)" in said(found["index.html"])
    assert "recorded (made 1 Sep 2012)" in found["feed.xml"]
    row = json.loads(found["events.js"].partition("pasGov.events=")[2].rstrip(";\n"))[0]
    assert (row[5], row[-1]) == (["made"], "recorded (made 1 Sep 2012)")
    assert "1 Sep 2012" in said(found["promises.html"])
