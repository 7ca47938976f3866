"""What a sparse checkout leaves out is listed once, however many paths are asked for."""

from pas_gov import git
from pas_gov.loading.root import Root
from pas_gov.snapshot import File

LISTED = {
    "docs/page.md": File("docs/page.md", "100644", "a" * 40),
    "docs/link.md": File("docs/link.md", "120000", "b" * 40),
}


def test_the_index_is_listed_once_and_only_when_somebody_asks(monkeypatch):
    asked = []
    monkeypatch.setattr(git, "left_out", lambda repository: asked.append(repository) or LISTED)
    monkeypatch.setattr(git, "stored_blobs", lambda _, ids: {one: one.encode() for one in ids})
    stored = Root("here", "a repository").stored_files()
    assert asked == []
    found = [stored(path) for path in ("docs/page.md", "docs/link.md", "docs/none.md")]
    assert found == [b"a" * 40, None, None]
    assert asked == ["a repository"]


def test_outside_git_nothing_is_stored_elsewhere():
    assert Root("here", None).stored_files()("docs/page.md") is None
