"""A promise of a record's data: its parts are worked out when they are read, and it is a value like any other."""

from __future__ import annotations

import copy
import pickle
from dataclasses import fields, replace

import pytest
from cases import each_of
from scenario import promise

from pas_gov.model.records.promise import Promise, promise_from

FULL = promise(
    "one",
    "supporting",
    notices=[{"audience": "customers", "date": "2026-05-01", "says": "Soon.", "evidence": "mail"}],
    ending={"date": "2026-09-01", "why": "Replaced.", "superseded_by": ["two"]},
    tags=["a"],
)
SHORT = {
    key: FULL[key] for key in ("id", "title", "layer", "status", "owner", "made", "statement", "audience")
}
NAMES = [field.name for field in fields(Promise)]


@each_of("data", [FULL, SHORT], ids=["full", "short"])
@each_of("first", NAMES)
def test_whatever_is_read_first_it_equals_one_that_is_given_its_parts(data, first):
    found = promise_from(data)
    part = getattr(found, first)
    whole = Promise(**{name: getattr(promise_from(data), name) for name in NAMES})
    assert part == getattr(whole, first)
    assert found == whole
    assert repr(found) == repr(whole)


@each_of("name", ["applies_when", "terms", "aligned_to", "zones", "experiment", "legacy", "notices",
                                  "ending", "indicators", "review_by", "tags", "notes"])  # fmt: skip
def test_what_a_record_does_not_say_is_what_a_promise_has_by_default(name):
    given = Promise(**{part: getattr(promise_from(SHORT), part) for part in SHORT})
    assert getattr(promise_from(SHORT), name) == getattr(given, name)


def test_it_can_be_copied_replaced_and_pickled_before_anything_was_read():
    assert copy.copy(promise_from(FULL)) == promise_from(FULL)
    assert copy.deepcopy(promise_from(FULL)) == promise_from(FULL)
    assert pickle.loads(pickle.dumps(promise_from(FULL))) == promise_from(FULL)
    assert replace(promise_from(FULL), title="Another").title == "Another"


def test_a_part_is_worked_out_once():
    found = promise_from(FULL)
    assert found.ending is found.ending


def test_there_is_no_part_of_another_name():
    with pytest.raises(AttributeError, match="'Promise' object has no attribute 'titel'"):
        promise_from(FULL).titel  # noqa: B018
