"""The promise that somebody means: by its id, or the beginning of one."""

from __future__ import annotations

import pytest
from scenario import acme, files_of, snapshot

from pas_gov.diagnostics import Stop
from pas_gov.model.stack.id_lookup import find_promise, find_zone
from pas_gov.model.stack.loading import load_stack


def stack_of(files):
    return load_stack(snapshot("here", files), {})


ACME = stack_of(files_of(acme()))


@pytest.mark.parametrize(
    ("text", "meant"),
    [("reliable", "reliable"), ("four", "four-hours"), ("q", "quick-setup"), ("fast", "fast")],
)
def test_an_id_or_the_beginning_of_just_one(text, meant):
    assert find_promise(ACME, text).id == meant


def test_an_id_that_begins_another_is_itself():
    stack = stack_of(files_of([*acme().values(), {**acme()["fast"], "id": "fast-lane"}]))
    assert find_promise(stack, "fast").id == "fast"


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("f", "ambiguous-promise", "begins the ids of 3 promises: fast, four-hours, free-parking"),
        ("relaible", "unknown-promise", 'did you mean "reliable"?'),
        ("", "unknown-promise", "pas-gov inventory lists them all"),
        ("zzz", "unknown-promise", "pas-gov inventory lists them all"),
        ("four_hours", "unknown-promise", 'did you mean "four-hours"?'),
    ],
)
def test_what_isnt_clear_is_told_as_wrong_usage(text, code, said):
    with pytest.raises(Stop) as stopped:
        find_promise(ACME, text)
    assert (stopped.value.code, stopped.value.status) == (code, 2)
    assert said in f"{stopped.value.message} {stopped.value.remedy}"


def test_an_id_in_two_files_is_ambiguous():
    (path, text), *_ = files_of([acme()["reliable"]]).items()
    stack = stack_of({path: text, "promises/core/copy.yaml": text})
    with pytest.raises(Stop, match="stands in several files"):
        find_promise(stack, "reliable")


def test_a_promise_whose_file_is_invalid_is_told_with_its_file():
    with pytest.raises(Stop, match=r"promises/core/a\.yaml\) is invalid") as stopped:
        find_promise(stack_of({"promises/core/a.yaml": "id: a\ntitle: 1\n"}), "a")
    assert stopped.value.status == 3


def test_a_zone_by_its_beginning():
    assert find_zone("doc") == "documentation-knowledge"
    with pytest.raises(Stop, match="no zone"):
        find_zone("support")
    with pytest.raises(Stop, match="no zone"):
        find_zone("")
