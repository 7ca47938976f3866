"""Processes that read objects: one serves many reads while a workspace is open, and none that failed serves again."""

from __future__ import annotations

import pytest

from pas_gov.diagnostics import Stop
from pas_gov.git import commit, open_repository
from pas_gov.git.objects import blob_reader, kept_processes, objects

pytestmark = pytest.mark.whole
EMPTY = "0" * 40


@pytest.fixture
def repository(repo):
    repo.commit("Begin", {"a": "A", "b": "B"})
    return open_repository(str(repo.path))


def used(repository):
    with objects(repository) as store:
        return id(store)


def test_one_process_serves_one_read_after_the_other(repository, repo):
    blob = repo.git("rev-parse", "HEAD:a").strip()
    with kept_processes():
        first = used(repository)
        assert commit(repository, "HEAD").ref == "HEAD"
        assert blob_reader(repository)([blob]) == {blob: b"A"}
        assert used(repository) == first


def test_two_at_a_time_are_two(repository):
    with kept_processes(), objects(repository) as one, objects(repository) as other:
        assert one is not other


def test_one_that_failed_is_not_used_again(repository, repo):
    blob = repo.git("rev-parse", "HEAD:a").strip()
    with kept_processes():
        with pytest.raises(Stop, match="isn't in this repository"):
            blob_reader(repository)([EMPTY])
        assert blob_reader(repository)([blob]) == {blob: b"A"}


def test_one_that_was_not_read_to_its_end_is_not_used_again(repository, repo):
    blobs = repo.git("rev-parse", "HEAD:a", "HEAD:b").split()
    with kept_processes():
        with objects(repository) as store:
            next(store.get(blobs, "blob", 10))
        assert blob_reader(repository)(blobs[1:]) == {blobs[1]: b"B"}


def test_what_git_says_of_one_name_is_not_said_of_the_next(repository, repo):
    repo.git("branch", "twice")
    repo.git("tag", "twice")
    with kept_processes():
        with pytest.raises(Stop) as stopped:
            commit(repository, "twice")
        assert stopped.value.code == "ambiguous-ref"
        assert commit(repository, "refs/heads/twice").id == commit(repository, "HEAD").id


def test_a_commit_that_is_made_meanwhile_is_found(repository, repo):
    with kept_processes():
        before = commit(repository, "HEAD").id
        repo.commit("Go on", {"a": "C"})
        assert commit(repository, "HEAD").id != before


def test_a_process_that_complains_on_and_on_answers_all_the_same(repository, repo):
    """More than a pipe holds: git tells of each folder of objects that isn't there, before it answers."""
    identity = repo.commit("Begin", {"a": "x"})
    lines = (f"/nowhere/{number:04}/{'x' * 200}\n" for number in range(800))
    (repo.path / ".git/objects/info/alternates").write_text("".join(lines))
    with objects(repository) as store:
        (found, _), said = store.find(identity)
    assert found == identity
    assert len(said) > 1 << 16
