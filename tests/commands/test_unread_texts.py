"""A text of which a part wasn't read confirms no promise: it is named, and the run says so by its status."""

from __future__ import annotations

import json

import pytest
from scenario import org, promise

TEXT = "docs/support.md"
SAID = "We respond to any customer issue within four hours.\n"
LONG = "Thanks for asking about this. " * 3_600 + "We respond to any customer issue within 40 hours.\n"
GERMAN = (
    "Wir antworten auf jede Anfrage innerhalb von vierzig Stunden, und zwar an jedem Tag der Woche.\n" * 3
)
ZONE = "delivery-support"


@pytest.fixture
def owner(owner_of):
    four = promise(
        "four-hours", "supporting", "reliable", statement=SAID,
        zones={ZONE: {"says": "Support answers.", "surfaces": [{"path": TEXT}]}},
    )  # fmt: skip
    return owner_of(org(promise("reliable", "core"), four))


def drift(owner, text, *options, status):
    owner.repo.write({TEXT: text})
    done = owner.run("drift", "-f", "json", *options)
    assert done.status == status, done.err
    return json.loads(done.out)


@pytest.mark.parametrize(
    "text", [LONG, SAID + LONG, (SAID + "caf\xe9").encode("latin-1")], ids=["long", "partly", "bytes"]
)
def test_what_was_not_read_whole_confirms_nothing_and_has_no_status_of_success(owner, text, tmp_path):
    data = drift(owner, text, status=3)
    assert [one["location"]["path"] for one in data["problems"]] == [TEXT]
    assert data["standing"]["promises"].get("unverified", 0) >= 1
    assert "Texts of 1 promise could not be read, or not whole" in owner.run("drift").out.replace("\n", " ")
    assert owner.run("site", "--drift", "--output", str(tmp_path / "pages")).status == 3


def test_a_text_in_another_language_is_named_and_nobodys_fault(owner, tmp_path):
    data = drift(owner, GERMAN, status=0)
    assert [one["code"] for one in data["problems"]] == ["language"]
    assert "Texts of 1 promise could not be read" in owner.run("drift").out.replace("\n", " ")
    assert owner.run("site", "--drift", "--output", str(tmp_path / "pages")).status == 0
    assert TEXT in (tmp_path / "pages/drift.html").read_text(encoding="utf-8")


def test_a_text_that_was_read_is_not_named(owner):
    data = drift(owner, SAID, status=0)
    assert data["problems"] == []
    assert "could not be read" not in owner.run("drift").out


def test_a_line_that_is_too_long_fails_a_scan_that_is_to_fail_for_what_is_unread(owner):
    owner.repo.write({TEXT: LONG})
    assert owner.run("scan").status == 0
    assert owner.run("scan", "--fail-on", "unread").status == 1
