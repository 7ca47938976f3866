"""Which commit took a file away: along first parents, newest first."""

from __future__ import annotations

import pytest

from pas_gov import git
from pas_gov.git.erasures import erasing_commits

pytestmark = pytest.mark.whole


def erased(repo, *names: str) -> dict[str, str]:
    return dict(erasing_commits(git.open_repository(str(repo.path)), "HEAD", "promises", names))


def test_the_newest_commit_that_took_it_away_is_named_whatever_its_folder(repo):
    repo.commit(
        "One",
        {
            "promises/core/fast.yaml": "a: 1\n",
            "promises/core/slow.yaml": "b: 2\n",
            "docs/fast.yaml": "c: 3\n",
        },
    )
    assert erased(repo, "fast", "slow") == {}
    first = repo.commit("Erase", {"promises/core/fast.yaml": None, "docs/fast.yaml": None})
    assert erased(repo, "fast", "slow") == {"fast": first}
    repo.commit("Again", {"promises/legacy/fast.yml": "d: 4\n"})
    again = repo.commit("Erase again", {"promises/legacy/fast.yml": None})
    assert erased(repo, "fast", "as") == {"fast": again}


def test_nothing_is_asked_where_no_name_is_given_and_no_history_is_no_reason_to_stop(repo):
    assert erased(repo) == {}
    assert erased(repo, "fast") == {}
