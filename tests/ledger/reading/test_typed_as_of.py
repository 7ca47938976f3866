"""A day of the past, as it is typed: read as every option reads one, after the names that git knows."""

from __future__ import annotations

from datetime import date

import pytest
from gitrepo import Repo

from pas_gov import git
from pas_gov.diagnostics import Stop
from pas_gov.ledger.reading.as_of import as_of

TODAY = date(2099, 6, 1)


def test_a_day_in_another_form_is_that_day_unless_git_knows_the_name(repo: Repo):
    first = repo.commit("First", {"a": "1"})
    repository = git.open_repository(str(repo.path))
    assert as_of(repository, "31.05.2099", "main", TODAY) == as_of(repository, "2099-05-31", "main", TODAY)
    repo.git("tag", "31.05.2099")
    named = as_of(repository, "31.05.2099", "main", TODAY)
    assert (named.commit.id, named.day) == (first, None)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [("01.12.2026", "write 2026-12-01, or 2026-01-12"), ("31.02.2026", "write it as 2026-03-31")],
)
def test_one_that_is_no_day_says_how_it_is_written(repo: Repo, text, remedy):
    repo.commit("First", {"a": "1"})
    with pytest.raises(Stop) as stop:
        as_of(git.open_repository(str(repo.path)), text, "main", TODAY)
    assert (stop.value.code, stop.value.status) == ("bad-day", 2)
    assert remedy in stop.value.remedy
