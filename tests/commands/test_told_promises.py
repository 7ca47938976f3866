"""A day before the history began: answered by what records told later, marked so, and refused where they tell nothing."""

from __future__ import annotations

import json

import pytest
from gate_run import pas_gov
from gitrepo import Repo
from scenario import acme, changed, files_of

pytestmark = pytest.mark.whole


@pytest.fixture
def told(repo: Repo) -> Repo:
    """Return a history that begins with a promise of long ago, and rewords it later."""
    old = changed(acme(), "reliable", made={"date": "2019-05-01"})
    repo.commit("Begin", files_of(old))
    repo.commit("Reword", files_of(changed(old, "reliable", statement="We are the best.")))
    return repo


def inventory(repo: Repo, day: str, *options: str) -> dict:
    return json.loads(
        pas_gov(repo.path, "inventory", "--as-of", day, "-f", "json", *options, status=0).stdout
    )


def test_promises_are_told_by_the_day_on_which_they_were_made_in_their_first_wording(told):
    found = inventory(told, "2020-01-01")
    assert {one["id"] for one in found["promises"]} == {"reliable"}
    assert found["promises"][0]["statement"] != "We are the best."
    assert (found["witnessed"], found["commit"]) == (False, None)
    assert "told, not witnessed" in found["note"]


def test_a_day_that_a_commit_witnessed_is_answered_by_it(told):
    found = inventory(told, "2026-01-01")
    assert (found["witnessed"], found["note"]) == (True, "")


def test_a_day_of_which_nothing_is_told_is_refused(told):
    assert "begins on 2026-01-01" in pas_gov(told.path, "inventory", "--as-of", "2001-01-01", status=2).stderr


def test_every_format_and_owed_say_that_it_is_told(told):
    table = pas_gov(told.path, "inventory", "--as-of", "2020-01-01", "-f", "csv", status=0)
    assert "told, not witnessed" in table.stderr
    assert "told, not witnessed" not in table.stdout
    for format_ in ("text", "markdown"):
        said = pas_gov(told.path, "inventory", "--as-of", "2020-01-01", "-f", format_, status=0).stdout
        assert "told later" in said
    (told.path / "facts.yaml").write_text("plan: enterprise\n")
    asked = ("owed", "--subject", "facts.yaml", "--as-of", "2020-01-01")
    found = json.loads(pas_gov(told.path, *asked, "-f", "json", status=0).stdout)
    assert [one["id"] for one in found["promises"]] == ["reliable"]
    assert found["witnessed"] is False
    assert "told, not witnessed" in pas_gov(told.path, *asked, status=0).stdout
