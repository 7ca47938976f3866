"""The promise that somebody means: by its id, or the beginning of one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import load
from cases import each_of
from scenario import acme, files_of, snapshot

from pas_gov.diagnostics import Diagnostic, Location, Stop
from pas_gov.model.stack.id_lookup import find_promise, find_zone
from pas_gov.model.stack.loading import load_stack


def stack_of(files):
    return load_stack(snapshot("here", files), {})


ACME = stack_of(files_of(acme()))


@each_of(
    ("text", "meant"),
    [("reliable", "reliable"), ("four", "four-hours"), ("q", "quick-setup"), ("fast", "fast")],
)
def test_an_id_or_the_beginning_of_just_one(text, meant):
    assert find_promise(ACME, text).id == meant


def test_an_id_that_begins_another_is_itself():
    stack = stack_of(files_of([*acme().values(), {**acme()["fast"], "id": "fast-lane"}]))
    assert find_promise(stack, "fast").id == "fast"


@each_of(
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


FOUR_HOURS = files_of([acme()["four-hours"]])
FOUR = "promises/supporting/four.yaml"


def refused(stack, text: str) -> str:
    with pytest.raises(Stop) as stopped:
        find_promise(stack, text)
    assert (stopped.value.code, stopped.value.status) == ("unreadable-promise", 3)
    return stopped.value.message


@each_of("text", ["four", "fo"])
@each_of(
    ("path", "content"),
    [
        (FOUR, 'title: "unclosed\n'),  # its name is all that there is
        (FOUR, b"\xff\xfe"),
        (FOUR, "id: other\ntitle: 1\n"),
        ("promises/supporting/x.yaml", "id: four\ntitle: 1\n"),
        ("promises/supporting/x.yaml", 'schema: pas.promise/v1\r\nid: "four"  # us\r\ntitle: "unclosed\r\n'),
        ("promises/supporting/x.yaml", '{schema: pas.promise/v1, "id": four, title: ['),
        ("promises/supporting/four.YAML", "id: four\n"),
        (FOUR, ("120000", "elsewhere")),
    ],
)
def test_an_exact_id_of_a_file_that_cant_be_read_is_never_a_prefix(path, content, text):
    stack = load({**FOUR_HOURS, path: content})
    assert path in refused(stack, text)
    assert find_promise(stack, "four-hours").id == "four-hours"
    assert find_promise(stack, "four-h").id == "four-hours"


@each_of(
    ("code", "path"),
    [
        ("unreadable", FOUR),
        ("ignored", FOUR),
        ("unreadable", "promises/supporting"),
        ("unreadable", "promises"),
    ],
)
def test_nor_is_that_of_a_file_that_nobody_may_read_or_that_git_ignores(code, path):
    found = snapshot("here", FOUR_HOURS)
    stack = load_stack(replace(found, problems=(Diagnostic(code, "", Location(path)),)), {})
    assert path in refused(stack, "four")
    assert find_promise(stack, "four-hours").id == "four-hours"


@each_of("text", ["title: x\n  id: four\n  y: [", "# id: four\n[", "id: Four_hours\n[", "ideas: four\n["])
def test_what_is_no_id_of_the_file_claims_none(text):
    stack = load({**FOUR_HOURS, "promises/supporting/x.yaml": text})
    assert find_promise(stack, "four").id == "four-hours"
